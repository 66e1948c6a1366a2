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
# How a layer with gates is built that computes what torch's module does.
_AS_TORCH = {
    3: "activation='tanh', recurrent_activation='sigmoid', reset_after=True",
    4: "activation='tanh', recurrent_activation='sigmoid'",
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
            (G·units), for a GRU with reset_after (2, 3·units).
        built: what the layer was built with, where that is known (Keras' ``get_config()``).
        kind: the kind of cell that the reader states, which says how it was built where nothing else does.

    Raises:
        SpecError: sizes that are no SimpleRNN, GRU or LSTM; a GRU whose reset gate stands before the product;
            other activations than those of torch; arrays alone, which do not show how the layer was built.

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
        notes.append(_as_stated(kind, gates))
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
    if gates == 3 and bias.ndim == 1:
        raise SpecError(says.THIS_GRU_OF_KERAS_HAS_RESET_AFTER_FALSE().about("cell.from"))
    if gates == 3:
        found["bias_ih_l0"], found["bias_hh_l0"] = (_reordered(each, order, units) for each in bias)
    else:
        found["bias_l0"] = bias
        notes.append(says.KERAS_HAS_ONE_BIAS_IT_IS_THE_SUM_OF_TORCHS())
    return found, tuple(notes)


def _as_stated(kind: str | None, gates: int) -> Sentence:
    """Say what the kind that is stated tells about arrays alone. Raises SpecError where it is not stated."""
    if kind is None:
        if gates == 1:
            raise SpecError(says.ARRAYS_DO_NOT_SHOW_THE_ACTIVATIONS_OF_KERAS().about("cell.kind"))
        fault = says.ARRAYS_DO_NOT_SHOW_HOW_A_GATED_LAYER_WAS_BUILT(
            built=_AS_TORCH[gates], kind=_GATES[gates]
        )
        raise SpecError(fault.about("cell.kind"))
    said = f"activation={kind.removeprefix('rnn_')!r}" if gates == 1 else _AS_TORCH[gates]
    return says.THE_KIND_SAYS_HOW_THE_LAYER_WAS_BUILT(kind=kind, built=said)


def activation_of(built: Mapping[str, Any]) -> str:
    """Give the activation that a layer was built with.

    >>> activation_of({"activation": "relu"}), activation_of({})
    ('relu', 'tanh')
    """
    return str(built.get("activation", "tanh"))


def _check_built(built: Mapping[str, Any], gates: int) -> None:
    """Refuse a layer that computes something else than torch's module."""
    if gates == 3 and built.get("reset_after") is False:
        raise SpecError(says.THIS_GRU_OF_KERAS_HAS_RESET_AFTER_FALSE().about("cell.from"))
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
