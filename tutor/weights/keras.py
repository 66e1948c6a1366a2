"""Keras' arrays → torch's: kernels are stored for x W, so they are transposed, and a GRU's gates reordered.

Source of the orders: the documentation of keras.layers.SimpleRNN, GRU and LSTM. An LSTM stacks i, f, c, o,
which torch calls i, f, g, o; a GRU stacks z, r, h, which torch has as r, z, n.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tutor.language.faults import Sentence, SpecError
from tutor.weights import keras_messages as says

_NAME = re.compile(r"(?:(?P<prefix>.*)[/.])?(?P<base>recurrent_kernel|kernel|bias)(?::0)?")
_GATES = {1: "rnn", 3: "gru", 4: "lstm"}
_RESET_BEFORE = "gru_reset_before"
# How a layer with gates is built that computes what the table of a kind does.
_BUILT = {
    "gru": "activation='tanh', recurrent_activation='sigmoid', reset_after=True",
    _RESET_BEFORE: "activation='tanh', recurrent_activation='sigmoid', reset_after=False",
    "lstm": "activation='tanh', recurrent_activation='sigmoid'",
}


def kernels(arrays: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Find the layers that have a recurrent kernel: prefix → kernel, recurrent_kernel, bias."""
    found: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        match = _NAME.fullmatch(name)
        if match:
            found.setdefault(match["prefix"] or "", {})[match["base"]] = array
    return {prefix: parts for prefix, parts in found.items() if {"kernel", "recurrent_kernel"} <= set(parts)}


def of_keras(
    parts: Mapping[str, Any], built: Mapping[str, Any] | None = None, kind: str | None = None
) -> tuple[dict[str, Any], tuple[Sentence, ...]]:
    """Give one layer under torch's names, and what was done to it.

    Args:
        parts: kernel (input_size, G·units), recurrent_kernel (units, G·units) and, where it has one, bias
            (G·units), for a GRU with reset_after (2, 3·units) and without it (3·units).
        built: what the layer was built with, where that is known (Keras' ``get_config()``).
        kind: the kind of cell that the reader states, which says how it was built where nothing else does.

    Raises:
        SpecError: sizes that are no SimpleRNN, GRU or LSTM; other activations than those of the tables;
            arrays alone, which do not show how the layer was built.

    >>> import numpy as np
    >>> parts = {"kernel": np.array([[1, 2]]), "recurrent_kernel": np.array([[3, 4], [5, 6]])}
    >>> found, _ = of_keras(parts, kind="rnn_tanh")
    >>> found["weight_ih_l0"].tolist(), found["weight_hh_l0"].tolist()
    ([[1], [2]], [[3, 5], [4, 6]])
    """
    kernel, recurrent, bias = parts["kernel"], parts["recurrent_kernel"], parts.get("bias")
    units = recurrent.shape[0] if recurrent.ndim == 2 else 0
    gates = recurrent.shape[1] // units if units else 0
    if kernel.ndim != 2 or gates not in _GATES or recurrent.shape[1] != gates * units:
        raise SpecError(says.KERNEL_AND_RECURRENT_KERNEL_ARE_OF_NO().about("cell.from"))
    notes = [says.THESE_ARE_ARRAYS_OF_KERAS_STORED_FOR_X_W()]
    if built is None:
        notes.append(_as_stated(kind, gates, bias))
    else:
        _check_built(built, gates)
    order = (1, 0, 2) if gates == 3 else tuple(range(gates))
    if gates == 3:
        notes.append(says.KERAS_STACKS_THE_GATES_OF_A_GRU_AS_Z_R_H())
    found = {
        "weight_ih_l0": _reordered(kernel.T, order, units),
        "weight_hh_l0": _reordered(recurrent.T, order, units),
    }
    if bias is None:
        return found, tuple(notes)
    if gates == 3 and bias.ndim == 2:
        found["bias_ih_l0"], found["bias_hh_l0"] = (_reordered(each, order, units) for each in bias)
    else:
        found["bias_l0"] = _reordered(bias, order, units)
        notes.append(says.KERAS_HAS_ONE_BIAS_IT_IS_THE_SUM_OF_TORCHS())
    return found, tuple(notes)


def gru_of(bias: Any, built: Mapping[str, Any] | None) -> str | None:  # noqa: ANN401 - an array
    """Tell which GRU a layer is, by its bias or by what it was built with; ``None`` where neither shows it.

    >>> gru_of(None, {"reset_after": False}), gru_of(None, None)
    ('gru_reset_before', None)
    """
    if bias is None and built is None:
        return None
    before = bias.ndim == 1 if bias is not None else not built.get("reset_after", True)  # type: ignore[union-attr]
    return _RESET_BEFORE if before else "gru"


def _as_stated(kind: str | None, gates: int, bias: Any) -> Sentence:  # noqa: ANN401 - an array
    """Say what the kind that is stated tells about arrays alone. Raises SpecError where it is not stated."""
    shown = gru_of(bias, None) if gates == 3 else None
    if kind is None:
        if gates == 1:
            raise SpecError(says.ARRAYS_DO_NOT_SHOW_THE_ACTIVATIONS_OF_KERAS().about("cell.kind"))
        found = shown or _GATES[gates]
        fault = says.ARRAYS_DO_NOT_SHOW_HOW_A_GATED_LAYER_WAS_BUILT(built=_BUILT[found], kind=found)
        if gates == 3 and shown is None:
            fault = fault.saying(help=says.SAY_WHICH_GRU_IT_IS())
        raise SpecError(fault.about("cell.kind"))
    if gates == 1:
        said = f"activation={kind.removeprefix('rnn_')!r}"
    else:
        said = _BUILT[shown or (kind if kind == _RESET_BEFORE and gates == 3 else _GATES[gates])]
    return says.THE_KIND_SAYS_HOW_THE_LAYER_WAS_BUILT(kind=kind, built=said)


def activation_of(built: Mapping[str, Any]) -> str:
    """Give the activation that a layer was built with.

    >>> activation_of({"activation": "relu"}), activation_of({})
    ('relu', 'tanh')
    """
    return str(built.get("activation", "tanh"))


def _check_built(built: Mapping[str, Any], gates: int) -> None:
    """Refuse a layer that computes something else than torch's module."""
    wanted: dict[str, tuple[object, ...]] = {"go_backwards": (False,)}
    wanted["activation"] = ("tanh", "relu", "sigmoid") if gates == 1 else ("tanh",)
    if gates > 1:
        wanted["recurrent_activation"] = ("sigmoid",)
    for name, values in wanted.items():
        if built.get(name, values[0]) not in values:
            value = built[name] if isinstance(built[name], str | bool) else "…"
            raise SpecError(
                says.THE_LAYER_OF_KERAS_WAS_BUILT_WITH(
                    argument=name, value=str(value), wanted=repr(values[0])
                ).about("cell.from")
            )


def _reordered(array: Any, order: tuple[int, ...], units: int) -> Any:  # noqa: ANN401 - an array
    """Put the blocks of the gates into another order."""
    import numpy as np

    return np.concatenate([array[gate * units : (gate + 1) * units] for gate in order])
