"""The tables: one a cell. Source of the formulas: the documentation of torch.nn.RNN.

Bias: torch adds two, bias_ih and bias_hh; by hand one writes their sum, ``bias``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.calculation.equations import Add, Cell, Equation, Fn, MatVec, Param, Parameter, Ref


def _rnn(activation: str) -> Cell:
    return Cell(
        kind=f"rnn_{activation}",
        equations=(
            Equation("p", "hidden", MatVec(Param("weight_ih"), Ref("x")), role="input term"),
            Equation("q", "hidden", MatVec(Param("weight_hh"), Ref("h", lag=1)), role="recurrent term"),
            Equation("a", "hidden", Add((Ref("p"), Ref("q"), Param("bias"))), role="pre-activation"),
            Equation("h", "hidden", Fn(activation, Ref("a")), role="state"),
        ),
        parameters=(
            Parameter("weight_ih", ("hidden", "input"), role="input weight"),
            Parameter("weight_hh", ("hidden", "hidden"), role="recurrent weight"),
            Parameter("bias", ("hidden",), role="bias", sum_of=("bias_ih", "bias_hh"), optional=True),
        ),
        states=("h",),
        results=("h",),
    )


CELLS: Mapping[str, Cell] = MappingProxyType({"rnn_tanh": _rnn("tanh"), "rnn_relu": _rnn("relu")})
