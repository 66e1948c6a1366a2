"""Tensors by name → the recurrent module among them, as the keys of a spec's [cell]."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.calculation.limits import MAX_HIDDEN
from tutor.calculation.parameters import split_name
from tutor.calculation.shapes import size_text
from tutor.language.faults import Sentence, SpecError
from tutor.weights import weight_messages as says
from tutor.weights.files import read_tensors
from tutor.weights.keras import kernels, of_keras

_KINDS = {1: "rnn_tanh", 3: "gru", 4: "lstm"}


def cell_of_file(
    path: Path, *, module: str | None, kind: str | None, limits: bool
) -> tuple[dict[str, Any], tuple[Sentence, ...]]:
    """Read the parameters of a file as keys of [cell], with notes for the page.

    Args:
        path: the file.
        module: the name of the recurrent module, where the file has several ("encoder.gru").
        kind: what the spec says; the rows of the matrices must agree.
        limits: whether sizes are held to what a person computes by hand.

    Raises:
        SpecError: with one fault; its key is ``cell.from``.
    """
    tensors = read_tensors(path)
    of_torch, of_layers = _recurrent(tensors.arrays), kernels(tensors.arrays)
    prefix = _chosen({**of_torch, **of_layers}, module, tensors.arrays, path)
    notes = [says.THE_PARAMETERS_ARE_THOSE_OF_FILE(file=path.name)]
    if prefix in of_torch:
        parameters = of_torch[prefix]
    else:
        parameters, done = of_keras(of_layers[prefix])
        notes += done
    found_kind = _kind(parameters, kind, limits)
    if found_kind == "rnn_tanh" and kind is None:
        notes.append(says.PARAMETERS_DO_NOT_SHOW_WHETHER_A_SIMPLE())
    notes += number_notes(tensors.dtype)
    used = {id(each) for each in (of_torch.get(prefix) or of_layers[prefix]).values()}
    left = [name for name, array in tensors.arrays.items() if id(array) not in used]
    if left:
        listed = ", ".join(f"{name} ({size_text(tuple(tensors.arrays[name].shape))})" for name in left[:8])
        more = ", …" if len(left) > 8 else ""
        notes.append(says.THE_FILE_HOLDS_MORE_WHICH_IS_NOT_ON_THIS(names=listed + more))
    bias = any(name.startswith("bias") for name in parameters)
    cell = {**parameters, "kind": found_kind, "orientation": "columns"}
    return cell | ({} if bias else {"bias": False}), tuple(notes)


def number_notes(dtype: str) -> tuple[Sentence, ...]:
    """Say how binary numbers are shown."""
    if dtype == "float64":
        return (says.THE_NUMBERS_ARE_THE_SHORTEST_DECIMALS(),)
    return (says.THE_MODULES_NUMBERS_ARE_DTYPE(dtype=dtype),)


def _recurrent(arrays: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Find the recurrent modules: prefix → tensors under torch's names."""
    found: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        prefix, _, base = name.rpartition(".")
        if split_name(base) is not None:
            found.setdefault(prefix, {})[base] = array
    return {
        prefix: parts
        for prefix, parts in found.items()
        if any(name.startswith("weight_hh") for name in parts)
    }


def _chosen(found: Mapping[str, object], module: str | None, arrays: Mapping[str, Any], path: Path) -> str:
    """Choose the module that is asked for, or the only one."""
    if module is not None and module in found:
        return module
    names = ", ".join(each or "(no name)" for each in found)
    if module is not None:
        raise SpecError(
            says.FILE_HAS_NO_RECURRENT_MODULE_NAME(file=path.name, name=module)
            .saying(because=says.IT_HAS_NAMES(names=names) if found else None)
            .about("cell.module")
        )
    if not found:
        shown = ", ".join(
            f"{name} ({size_text(tuple(each.shape))})" for name, each in list(arrays.items())[:6]
        )
        raise SpecError(
            says.FILE_HOLDS_NO_RNN_GRU_OR_LSTM(file=path.name)
            .saying(because=says.IT_HAS_NAMES(names=shown) if shown else None)
            .about("cell.from")
        )
    if len(found) > 1:
        raise SpecError(
            says.FILE_HOLDS_COUNT_RECURRENT_MODULES(
                file=path.name, count=len(found), names=names, name=next(iter(found))
            ).about("cell.from")
        )
    return next(iter(found))


def _kind(parameters: Mapping[str, Any], stated: str | None, limits: bool) -> str:
    """Tell the kind of cell from the rows of the recurrent matrix, and check its size first of all."""
    name = next(each for each in parameters if each.startswith("weight_hh"))
    shape = tuple(parameters[name].shape)
    rows, hidden = shape if len(shape) == 2 else (0, 0)
    if limits and hidden > MAX_HIDDEN:
        raise SpecError(
            says.NAME_IS_SIZE_THE_LIMIT_IS_LIMIT(name=name, size=size_text(shape), limit=MAX_HIDDEN).about(
                "cell.from"
            )
        )
    gates = rows // hidden if hidden and rows % hidden == 0 else 0
    if gates not in _KINDS:
        raise SpecError(
            says.NAME_IS_SIZE_WHICH_IS_OF_NO_RNN_GRU_OR_LSTM(name=name, size=size_text(shape)).about(
                "cell.from"
            )
        )
    found = _KINDS[gates]
    if stated is None or stated == found or (gates == 1 and stated.startswith("rnn")):
        return stated or found
    raise SpecError(
        says.KIND_IS_STATED_BUT_NAME_IS_SIZE_AS_IN_FOUND(
            stated=stated, name=name, size=size_text(shape), found=found
        ).about("cell.kind")
    )
