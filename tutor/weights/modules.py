"""Tensors by name → the recurrent module among them, as the keys of a spec's [cell]."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.calculation.parameters import split_name
from tutor.calculation.shapes import size_text
from tutor.language.faults import Fault, Sentence, SpecError, say
from tutor.weights.files import read_tensors
from tutor.weights.keras import kernels, of_keras

MAX_HIDDEN = 16
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
    notes = [say("The parameters are those of {file}.", file=path.name)]
    if prefix in of_torch:
        parameters = of_torch[prefix]
    else:
        parameters, done = of_keras(of_layers[prefix])
        notes += done
    found_kind = _kind(parameters, kind, limits)
    if found_kind == "rnn_tanh" and kind is None:
        notes.append(
            say("Parameters do not show whether a simple network has tanh or ReLU: tanh was assumed.")
        )
    notes += number_notes(tensors.dtype)
    used = {id(each) for each in (of_torch.get(prefix) or of_layers[prefix]).values()}
    left = [name for name, array in tensors.arrays.items() if id(array) not in used]
    if left:
        listed = ", ".join(f"{name} ({size_text(tuple(tensors.arrays[name].shape))})" for name in left[:8])
        more = ", …" if len(left) > 8 else ""
        notes.append(say("The file holds more, which is not on this page: {names}.", names=listed + more))
    bias = any(name.startswith("bias") for name in parameters)
    cell = {**parameters, "kind": found_kind, "orientation": "columns"}
    return cell | ({} if bias else {"bias": False}), tuple(notes)


def number_notes(dtype: str) -> tuple[Sentence, ...]:
    """Say how binary numbers are shown."""
    if dtype == "float64":
        return (
            say(
                "The numbers are the shortest decimals that stand for the module's in double precision, and "
                "the page computes with exactly these decimals."
            ),
        )
    return (
        say(
            "The module's numbers are {dtype}. Each is shown as the shortest decimal that stands for it, and "
            "the page computes with exactly these decimals.",
            dtype=dtype,
        ),
    )


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
            Fault(
                "W02",
                say("`{file}` has no recurrent module `{name}`", file=path.name, name=module),
                because=say("It has: {names}.", names=names) if found else None,
                help=say("choose one of them with module = …, or leave module out where there is one only"),
                key="cell.module",
            )
        )
    if not found:
        shown = ", ".join(
            f"{name} ({size_text(tuple(each.shape))})" for name, each in list(arrays.items())[:6]
        )
        raise SpecError(
            Fault(
                "W02",
                say("`{file}` holds no RNN, GRU or LSTM", file=path.name),
                because=say("It has: {names}.", names=shown) if shown else None,
                help=say("save a module with weight_ih_l0 and weight_hh_l0 (nn.RNN, nn.GRU, nn.LSTM)"),
                key="cell.from",
            )
        )
    if len(found) > 1:
        raise SpecError(
            Fault(
                "W02",
                say("`{file}` holds {count} recurrent modules", file=path.name, count=len(found)),
                because=say("They are: {names}.", names=names),
                help=say('choose one: module = "{name}" in [cell]', name=next(iter(found))),
                key="cell.from",
            )
        )
    return next(iter(found))


def _kind(parameters: Mapping[str, Any], stated: str | None, limits: bool) -> str:
    """Tell the kind of cell from the rows of the recurrent matrix, and check its size first of all."""
    name = next(each for each in parameters if each.startswith("weight_hh"))
    shape = tuple(parameters[name].shape)
    rows, hidden = shape if len(shape) == 2 else (0, 0)
    if limits and hidden > MAX_HIDDEN:
        raise SpecError(
            Fault(
                "S05",
                say(
                    "{name} is {size}; the limit is {limit}",
                    name=name,
                    size=size_text(shape),
                    limit=MAX_HIDDEN,
                ),
                because=say("A page with more is not computed by hand."),
                help=say("use fewer hidden units, or lift the limits with --no-limits"),
                key="cell.from",
            )
        )
    gates = rows // hidden if hidden and rows % hidden == 0 else 0
    if gates not in _KINDS:
        raise SpecError(
            Fault(
                "S06",
                say("{name} is {size}, which is of no RNN, GRU or LSTM", name=name, size=size_text(shape)),
                because=say(
                    "It has hidden_size columns and hidden_size rows, three times as many in a GRU, four "
                    "times in an LSTM."
                ),
                help=say("look at what was saved under this name"),
                key="cell.from",
            )
        )
    found = _KINDS[gates]
    if stated is None or stated == found or (gates == 1 and stated.startswith("rnn")):
        return stated or found
    raise SpecError(
        Fault(
            "K03",
            say(
                'kind is "{stated}", but {name} is {size}, as in "{found}"',
                stated=stated,
                name=name,
                size=size_text(shape),
                found=found,
            ),
            help=say('write kind = "{found}", or leave it out', found=found),
            key="cell.kind",
        )
    )
