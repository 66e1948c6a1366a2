"""A module of torch → a Problem: its parameters, the input that it is given, its start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tutor.calculation.origin import Origin
from tutor.calculation.problem import Problem
from tutor.language.faults import SpecError
from tutor.weights import weight_messages as says
from tutor.weights.modules import number_notes

if TYPE_CHECKING:
    from torch import Tensor, nn

_KINDS = {"RNN": "rnn", "GRU": "gru", "LSTM": "lstm"}


def problem_of_module(
    module: nn.Module,
    input: Tensor | str | Sequence[Any],
    h_0: Tensor | tuple[Tensor, Tensor] | None = None,
    vocabulary: Sequence[str] | None = None,
    *,
    limits: bool = True,
) -> Problem:
    """Build a problem of a module; see :meth:`tutor.Problem.from_torch`."""
    name = type(module).__name__
    is_cell = name.endswith("Cell")
    kind = _KINDS.get(name.removesuffix("Cell"))
    if kind is None or not type(module).__module__.startswith("torch.nn"):
        raise SpecError(says.NAME_IS_NOT_A_RECURRENT_MODULE_OF_TORCH(name=name))
    if getattr(module, "proj_size", 0):
        raise SpecError(says.PROJ_SIZE_SIZE_IS_NOT_SUPPORTED(size=module.proj_size))
    options: Any = module
    if kind == "rnn":
        kind = f"rnn_{options.nonlinearity}"
    cell: dict[str, Any] = {"kind": kind, "orientation": "columns", **dict(module.state_dict())}
    if not options.bias:
        cell["bias"] = False
    if not is_cell:
        cell |= {"num_layers": options.num_layers, "bidirectional": options.bidirectional}
    read = _read(input, vocabulary, is_cell=is_cell)
    if "inputs" in read and _depth(read["inputs"]) == 3:
        cell["batch_first"] = not is_cell and options.batch_first
    for state, start in zip(("h_0", "c_0"), h_0 if isinstance(h_0, tuple) else (h_0,), strict=False):
        if start is not None:
            cell[state] = start[None] if is_cell and _depth(start) == 2 else start
    notes = [says.THE_PARAMETERS_ARE_THOSE_OF_AN_NAME_OF_TORCH(name=f"nn.{name}")]
    notes += number_notes(str(next(module.parameters()).dtype).removeprefix("torch."))
    if getattr(options, "dropout", 0):
        notes.append(says.ITS_DROPOUT_IS_LEFT_OUT())
    problem = Problem.from_dict({**read, "cell": cell}, limits=limits)
    return problem.coming_from(Origin(tuple(notes)))


def _read(
    input: Tensor | str | Sequence[Any], vocabulary: Sequence[str] | None, *, is_cell: bool
) -> Mapping[str, Any]:
    """Give what the module reads as keys of a spec: words, positions in a vocabulary, or numbers."""
    if isinstance(input, str):
        return {"sentence": input, "vocabulary": list(vocabulary or ())}
    entries = input.tolist() if hasattr(input, "tolist") else list(input)
    if entries and all(isinstance(entry, str) for entry in entries):
        return {"tokens": entries, "vocabulary": list(vocabulary or ())}
    if vocabulary is not None and entries and all(isinstance(entry, int) for entry in entries):
        wrong = [entry for entry in entries if not 0 <= entry < len(vocabulary)]
        if wrong:
            raise SpecError(
                says.POSITION_IS_NO_POSITION_IN_THE_VOCABULARY(
                    position=wrong[0], count=len(vocabulary), last=len(vocabulary) - 1
                )
            )
        return {"tokens": [vocabulary[entry] for entry in entries], "vocabulary": list(vocabulary)}
    # One step of a cell is a sequence of length 1.
    return {"inputs": [entries] if is_cell else input}


def _depth(value: Any) -> int:  # noqa: ANN401 - a tensor or nested lists
    if hasattr(value, "ndim"):
        return int(value.ndim)
    return 1 + _depth(value[0]) if isinstance(value, (list, tuple)) and value else 0
