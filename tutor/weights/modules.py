"""Tensors by name → the recurrent module among them, as the keys of a spec's [cell]."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.calculation.assembly.limits import MAX_HIDDEN
from tutor.calculation.assembly.parameters import split_name
from tutor.calculation.assembly.shapes import size_text
from tutor.language.faults import Sentence, SpecError
from tutor.weights import keras_messages
from tutor.weights import weight_messages as says
from tutor.weights.files import WRAPPERS, read_tensors
from tutor.weights.keras import activation_of, gru_of, kernels, of_keras
from tutor.weights.parametrized import plain_parameters
from tutor.weights.unnamed import named

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
    arrays, of_parts = plain_parameters(named(tensors.arrays, path.name))
    of_torch, of_layers = _recurrent(arrays), kernels(arrays)
    prefix = _chosen({**of_torch, **of_layers}, module, arrays, path)
    notes = [says.THE_PARAMETERS_ARE_THOSE_OF_FILE(file=path.name), *of_parts]
    if prefix in of_torch:
        parameters = of_torch[prefix]
        _refuse_projection(parameters)
        if _kind(parameters, kind, limits) == "rnn_tanh" and kind is None:
            raise SpecError(says.PARAMETERS_DO_NOT_SHOW_THE_NONLINEARITY().about("cell.kind"))
    else:
        built = _built(prefix, tensors.layers)
        parameters, done = of_keras(of_layers[prefix], built, kind)
        notes += done
        kind = _kind_as_built(kind, built, of_layers[prefix])
    found_kind = _kind(parameters, kind, limits)
    notes += number_notes(tensors.dtype)
    used = {id(each) for each in (of_torch.get(prefix) or of_layers[prefix]).values()}
    left = [name for name, array in arrays.items() if id(array) not in used]
    if left:
        listed = ", ".join(f"{name} ({size_text(tuple(arrays[name].shape))})" for name in left[:8])
        more = ", …" if len(left) > 8 else ""
        notes.append(says.THE_FILE_HOLDS_MORE_WHICH_IS_NOT_ON_THIS(names=listed + more))
    bias = any(name.startswith("bias") for name in parameters)
    cell = {**parameters, "kind": found_kind, "orientation": "columns"}
    return cell | ({} if bias else {"bias": False}), tuple(notes)


def _refuse_projection(parameters: Mapping[str, Any]) -> None:
    """Refuse an LSTM that projects its hidden state, by its name."""
    projection = next((each for each in parameters if each.startswith("weight_hr")), None)
    if projection is not None:
        size = int(parameters[projection].shape[0])
        raise SpecError(says.PROJ_SIZE_SIZE_IS_NOT_SUPPORTED(size=size).about("cell.from"))


def _kind_as_built(
    stated: str | None, built: Mapping[str, Any] | None, parts: Mapping[str, Any]
) -> str | None:
    """Give the kind of a layer of Keras by how it was built; what is stated must be the same."""
    units, columns = parts["recurrent_kernel"].shape
    found, argument, value = None, "activation", ""
    if columns == units and built is not None:
        value = activation_of(built)
        found = f"rnn_{value}"
    elif columns == 3 * units:
        found = gru_of(parts.get("bias"), built)
        argument, value = "reset_after", str(found == "gru")
    if stated is not None and found is not None and stated != found and _alike(stated, found):
        fault = keras_messages.KIND_IS_STATED_BUT_THE_LAYER_WAS_BUILT_WITH(
            stated=stated, argument=argument, value=value, found=found
        )
        raise SpecError(fault.about("cell.kind"))
    return stated or found


def _alike(kind: str, other: str) -> bool:
    """Whether two kinds of cells have parameters of the same sizes: rnn_tanh and rnn_relu, the two GRUs."""
    return kind.partition("_")[0] == other.partition("_")[0]


def _built(prefix: str, layers: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Find how a layer was built by the last part of its path that is a name of one."""
    for part in reversed(prefix.split("/")):
        if part in layers:
            return layers[part]
    return None


def number_notes(dtype: str) -> tuple[Sentence, ...]:
    """Say how binary numbers are shown."""
    if dtype == "bfloat16":
        return (says.BFLOAT16_WAS_READ_AS_FLOAT32(),)
    if dtype == "float64":
        return (says.THE_NUMBERS_ARE_THE_SHORTEST_DECIMALS(),)
    return (says.THE_MODULES_NUMBERS_ARE_DTYPE(dtype=dtype),)


def _recurrent(arrays: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Find the recurrent modules: prefix → tensors under torch's names."""
    found: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        prefix, _, base = name.rpartition(".")
        if split_name(base) is not None or base.startswith("weight_hr_l"):
            found.setdefault(prefix, {})[base] = array
    return {
        prefix: parts
        for prefix, parts in found.items()
        if any(name.startswith("weight_hh") for name in parts)
    }


def _chosen(found: Mapping[str, object], module: str | None, arrays: Mapping[str, Any], path: Path) -> str:
    """Choose the module that is asked for, or the only one."""
    if module is not None:
        plain = _plain_path(module)
        near = [each for each in found if plain == each or each.endswith(f".{plain}")]
        if module in found or len(near) == 1 or plain in near:
            return module if module in found else plain if plain in near else near[0]
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


def _plain_path(name: str) -> str:
    """Leave out of a path what DataParallel and torch.compile put in."""
    return ".".join(each for each in name.split(".") if each not in WRAPPERS)


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
    if stated is None or _alike(stated, found):
        return stated or found
    raise SpecError(
        says.KIND_IS_STATED_BUT_NAME_IS_SIZE_AS_IN_FOUND(
            stated=stated, name=name, size=size_text(shape), found=found
        ).about("cell.kind")
    )
