"""The tables: one a cell, and one for the output layer.

Source of the formulas: the documentation of torch.nn.RNN, GRU, LSTM, Softmax and CrossEntropyLoss. Every gate
has its input term p, recurrent term q and pre-activation a, then its own name.

Bias: torch adds two, bias_ih and bias_hh; by hand one writes their sum. In torch's GRU the reset gate stands
before the second bias of n, so there the two do not fold into one. In the GRU as it was first published,
``reset_after=False`` in Keras, the reset gate scales the earlier state before its matrix, and they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from tutor.calculation.backward.loss import Activation, LossKind
from tutor.calculation.equations import (
    Add,
    Cell,
    Const,
    Div,
    Equation,
    Expression,
    Fn,
    Greatest,
    MatVec,
    Mul,
    Param,
    Parameter,
    Picked,
    Ref,
    Sub,
    Total,
)

_ONE, _ZERO, _HALF = Const(Decimal(1)), Const(Decimal(0)), Const(Decimal("0.5"))
_BEFORE = Ref("h", lag=1)


def _sum(*terms: Expression | None) -> Expression:
    """Add what is there."""
    return Add(tuple(term for term in terms if term is not None))


def _gate(
    gate: str, function: str, *, bias: bool, result: tuple[str, str], before: Ref = _BEFORE
) -> tuple[Equation, ...]:
    """Write the four lines of a gate; without a name it is the simple network itself."""
    below = f"_{gate}" if gate else ""
    symbol, role = result
    p, q, a = f"p{below}", f"q{below}", f"a{below}"
    input_weight, recurrent_weight = Param(f"weight_i{gate or 'h'}"), Param(f"weight_h{gate or 'h'}")
    total = _sum(Ref(p), Ref(q), Param(f"bias{below}") if bias else None)
    return (
        Equation(p, "hidden", MatVec(input_weight, Ref("x")), role="input term", gate=gate),
        Equation(q, "hidden", MatVec(recurrent_weight, before), role="recurrent term", gate=gate),
        Equation(a, "hidden", total, role="pre-activation", gate=gate),
        Equation(symbol, "hidden", Fn(function, Ref(a)), role=role, gate=gate),
    )


def _weights(gate: str) -> tuple[Parameter, ...]:
    """List the two matrices of a gate."""
    name = gate or "h"
    return (
        Parameter(f"weight_i{name}", ("hidden", "input"), "input weight", gate=gate, torch="weight_ih"),
        Parameter(f"weight_h{name}", ("hidden", "hidden"), "recurrent weight", gate=gate, torch="weight_hh"),
    )


def _bias(gate: str) -> Parameter:
    """Describe the bias of a gate, which may be given in two parts."""
    name, parts = (f"bias_{gate}" if gate else "bias"), (f"bias_i{gate or 'h'}", f"bias_h{gate or 'h'}")
    return Parameter(name, ("hidden",), "bias", sum_of=parts, optional=True, gate=gate, torch="bias")


def _rnn(activation: str, *, bias: bool) -> Cell:
    return Cell(
        kind=f"rnn_{activation}",
        equations=_gate("", activation, bias=bias, result=("h", "state")),
        parameters=(*_weights(""), *((_bias(""),) if bias else ())),
        states=("h",),
        results=("h",),
    )


def _gru(*, bias: bool) -> Cell:
    n = _gate("n", "tanh", bias=False, result=("n", "candidate"))
    scaled = Mul(Ref("r"), _sum(Ref("q_n"), Param("bias_hn")) if bias else Ref("q_n"))
    total = _sum(Ref("p_n"), Param("bias_in") if bias else None, scaled)
    a_n = Equation("a_n", "hidden", total, role="pre-activation", gate="n")
    biases = (
        Parameter("bias_in", ("hidden",), "bias", gate="n", torch="bias_ih"),
        Parameter("bias_hn", ("hidden",), "recurrent bias", gate="n", torch="bias_hh"),
    )
    candidate = tuple(a_n if each.symbol == "a_n" else each for each in n)
    return _with_candidate("gru", candidate, biases if bias else (), bias=bias)


def _gru_reset_before(*, bias: bool) -> Cell:
    kept = Equation("v", "hidden", Mul(Ref("r"), _BEFORE), role="reset state")
    n = _gate("n", "tanh", bias=bias, result=("n", "candidate"), before=Ref("v"))
    return _with_candidate("gru_reset_before", (kept, *n), (_bias("n"),) if bias else (), bias=bias)


def _with_candidate(
    kind: str, candidate: tuple[Equation, ...], biases: tuple[Parameter, ...], *, bias: bool
) -> Cell:
    """Put the candidate n of a GRU between its gates and its state."""
    mean = Add((Mul(Sub(_ONE, Ref("z")), Ref("n")), Mul(Ref("z"), _BEFORE)))
    other_form = Add((Ref("n"), Mul(Ref("z"), Sub(_BEFORE, Ref("n")))))
    return Cell(
        kind=kind,
        equations=(
            *_gate("r", "sigmoid", bias=bias, result=("r", "gate")),
            *_gate("z", "sigmoid", bias=bias, result=("z", "gate")),
            *candidate,
            Equation("h", "hidden", mean, role="state", equivalent_forms=(other_form,)),
        ),
        parameters=(
            *(each for gate in "rz" for each in (*_weights(gate), *((_bias(gate),) if bias else ()))),
            *_weights("n"),
            *biases,
        ),
        states=("h",),
        gates=("r", "z", "n"),
        results=("h",),
    )


def _lstm(*, bias: bool) -> Cell:
    gates = (("i", "sigmoid", "gate"), ("f", "sigmoid", "gate"), ("g", "tanh", "candidate"))
    return Cell(
        kind="lstm",
        equations=(
            *(
                each
                for gate, function, role in (*gates, ("o", "sigmoid", "gate"))
                for each in _gate(gate, function, bias=bias, result=(gate, role))
            ),
            Equation(
                "c",
                "hidden",
                Add((Mul(Ref("f"), Ref("c", lag=1)), Mul(Ref("i"), Ref("g")))),
                role="cell state",
            ),
            Equation("m", "hidden", Fn("tanh", Ref("c")), role="squashed cell state"),
            Equation("h", "hidden", Mul(Ref("o"), Ref("m")), role="state"),
        ),
        parameters=tuple(
            each for gate in "ifgo" for each in (*_weights(gate), *((_bias(gate),) if bias else ()))
        ),
        states=("h", "c"),
        gates=("i", "f", "g", "o"),
        results=("h", "c"),
    )


def _cells(*, bias: bool) -> Mapping[str, Cell]:
    cells = (
        _rnn("tanh", bias=bias),
        _rnn("relu", bias=bias),
        _rnn("sigmoid", bias=bias),
        _gru(bias=bias),
        _gru_reset_before(bias=bias),
        _lstm(bias=bias),
    )
    return MappingProxyType({cell.kind: cell for cell in cells})


CELLS = _cells(bias=True)
WITHOUT_BIAS = _cells(bias=False)


def _softmax() -> tuple[Equation, ...]:
    """Exponentials of the scores, the total of these, probabilities."""
    s, e, total = Ref("s"), Ref("e"), Ref("E")
    lowered = Fn("exp", Sub(s, Greatest(s)))
    return (
        Equation("e", "output", Fn("exp", s), role="exponential", equivalent_forms=(lowered,)),
        Equation("E", "one", Total(e), role="total"),
        Equation(
            "y", "output", Div(e, total), role="probability", equivalent_forms=(Div(lowered, Total(lowered)),)
        ),
    )


def _loss(kind: LossKind, *, squashed: bool) -> Equation:
    """Compare a step with its target k, which is one-hot for cross-entropy."""
    s, y, k = Ref("s"), Ref("y"), Ref("k")
    forms: tuple[Expression, ...] = ()
    if kind == "cross-entropy":
        largest = Greatest(s)
        expression: Expression = Sub(Fn("ln", Ref("E")), Picked(s, k))
        forms = (
            Sub(Fn("ln", Total(Fn("exp", Sub(s, largest)))), Picked(Sub(s, largest), k)),
            Sub(_ZERO, Fn("ln", Picked(y, k))),
        )
    elif kind == "binary-cross-entropy":
        # -k ln y - (1 - k) ln (1 - y), without the logarithm of a y that is written as 0 or 1.
        expression = Sub(Fn("ln", Add((_ONE, Fn("exp", s)))), Mul(k, s))
        right, wrong = Mul(k, Fn("ln", y)), Mul(Sub(_ONE, k), Fn("ln", Sub(_ONE, y)))
        forms = (Sub(_ZERO, Add((right, wrong))),)
    else:
        difference = Sub(y if squashed else s, k)
        expression = Total(Mul(difference, difference))
        if kind == "half-squared":
            expression = Mul(_HALF, expression)
    return Equation("L", "one", expression, role="loss", equivalent_forms=forms)


def _output(activation: Activation, *, bias: bool, loss: LossKind | None) -> Cell:
    """Scores, what the activation makes of them, and the loss of the target k."""
    product = MatVec(Param("weight_hy"), Ref("x"))
    score = _sum(product, Param("bias_y")) if bias else product
    lines = [Equation("s", "output", score, role="score")]
    if activation == "softmax":
        lines += _softmax()
    elif activation == "sigmoid":
        lines.append(Equation("y", "output", Fn("sigmoid", Ref("s")), role="probability"))
    if loss is not None:
        lines.append(_loss(loss, squashed=activation == "sigmoid"))
    result = "s" if activation == "linear" else "y"
    weights = (Parameter("weight_hy", ("output", "input"), "output weight", torch="weight_hy"),)
    biases = (Parameter("bias_y", ("output",), "output bias", torch="bias_y"),)
    return Cell(
        kind=activation,
        equations=tuple(lines),
        parameters=weights + (biases if bias else ()),
        states=(),
        output=result,
        results=(result,) if loss is None else (result, "L"),
    )


@cache
def output_layer(*, bias: bool, loss: LossKind | None, activation: Activation = "softmax") -> Cell:
    """Give the table of the output layer, with a bias or not, with targets or not.

    >>> output_layer(bias=True, loss=None).symbols
    ('s', 'e', 'E', 'y')
    >>> output_layer(bias=True, loss="squared", activation="linear").symbols
    ('s', 'L')
    """
    return _output(activation, bias=bias, loss=loss)
