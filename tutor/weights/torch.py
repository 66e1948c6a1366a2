"""A module of torch → a Problem: its parameters, the input that it is given, its start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from tutor.calculation.assembly.origin import Origin
from tutor.calculation.assembly.parameters import split_name
from tutor.calculation.problem import Problem
from tutor.language.faults import SpecError
from tutor.weights import weight_messages as says
from tutor.weights.modules import number_notes
from tutor.weights.objects import kind_of, unwrapped

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
    module = cast("nn.Module", unwrapped(module))
    name = kind_of(module)
    if name is None:
        raise SpecError(says.NAME_IS_NOT_A_RECURRENT_MODULE_OF_TORCH(name=type(module).__name__))
    is_cell = name.endswith("Cell")
    kind = _KINDS[name.removesuffix("Cell")]
    if getattr(module, "proj_size", 0):
        raise SpecError(says.PROJ_SIZE_SIZE_IS_NOT_SUPPORTED(size=module.proj_size))
    options: Any = module
    if kind == "rnn":
        kind = f"rnn_{options.nonlinearity}"
    cell: dict[str, Any] = {"kind": kind, "orientation": "columns", **_parameters(module)}
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


def _parameters(module: nn.Module) -> dict[str, Tensor]:
    """Give the parameters that a module computes with, also where they are made of parts at every call."""
    names = [name for name in dir(module) if split_name(name) is not None and name != "bias"]
    found = {name: getattr(module, name) for name in names}
    found = {name: each.detach() for name, each in found.items() if hasattr(each, "detach")}
    for name, each in found.items():
        if each.is_meta:
            raise SpecError(says.NAME_HAS_NO_NUMBERS(name=name))
    return {
        name: each.float() if str(each.dtype) == "torch.bfloat16" else each for name, each in found.items()
    }


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
    if vocabulary is not None and _is_whole(entries):
        words = list(vocabulary)[:2]
        raise SpecError(says.INTEGERS_OF_SEVERAL_AXES_ARE_NO_WORDS(axes=_depth(input), example=repr(words)))
    # One step of a cell is a sequence of length 1.
    return {"inputs": [entries] if is_cell else input}


def _is_whole(value: object) -> bool:
    """Tell lists in lists of whole numbers."""
    if isinstance(value, (list, tuple)):
        return bool(value) and all(map(_is_whole, value))
    return isinstance(value, int)


def _depth(value: Any) -> int:  # noqa: ANN401 - a tensor or nested lists
    if hasattr(value, "ndim"):
        return int(value.ndim)
    return 1 + _depth(value[0]) if isinstance(value, (list, tuple)) and value else 0
