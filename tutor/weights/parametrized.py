"""Parameters that are stored in parts → the parameters that the module computes with.

``weight_norm`` stores a length g and a direction v: the weight is g · v / ‖v‖, where the norm goes along the
axes in which g has size 1. ``prune`` stores the weight and a mask. Source: the documentation of
torch.nn.utils.parametrizations.weight_norm and of torch.nn.utils.prune.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tutor.language.faults import Sentence, SpecError
from tutor.weights import weight_messages as says

_BASE = r"(?P<base>(?:weight|bias)_(?:ih|hh|hr)(?:_l\d+(?:_reverse)?)?)"
_NEW = re.compile(rf"(?P<prefix>(?:.*\.)?)parametrizations\.{_BASE}\.(?P<part>original[01]?|\d+\..*)")
_OLD = re.compile(rf"(?P<prefix>(?:.*\.)?){_BASE}_(?P<part>g|v|u|orig|mask)")
# What the parts of the old and the new way are.
_PARTS = {"original0": "g", "original1": "v", "original": "orig"}


def plain_parameters(arrays: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Sentence, ...]]:
    """Put the parts of parameters together; give all arrays, and what was done.

    Raises:
        SpecError: parts that are of neither, such as those of ``spectral_norm``.

    >>> import numpy as np
    >>> parts = {"weight_hh_l0_g": np.array([[10.0]]), "weight_hh_l0_v": np.array([[3.0, 4.0]])}
    >>> found, _ = plain_parameters(parts)
    >>> found["weight_hh_l0"].tolist()
    [[6.0, 8.0]]
    """
    found: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        match = _NEW.fullmatch(name) or _OLD.fullmatch(name)
        if match is None:
            found[name] = array
        else:
            part = _PARTS.get(match["part"], match["part"])
            parts.setdefault(match["prefix"] + match["base"], {})[part] = array
    notes: list[Sentence] = []
    for whole, stored in parts.items():
        made, note = _together(whole, stored)
        found[whole] = made
        if note not in notes:
            notes.append(note)
    return found, tuple(notes)


def _together(name: str, parts: Mapping[str, Any]) -> tuple[Any, Sentence]:
    import numpy as np

    if set(parts) == {"g", "v"} and _is_length(parts["g"].shape, parts["v"].shape):
        length, direction = parts["g"], np.asarray(parts["v"], dtype=np.float64)
        along = tuple(at for at in range(direction.ndim) if not length.ndim or length.shape[at] == 1)
        norm = np.sqrt((direction**2).sum(axis=along, keepdims=True))
        with np.errstate(divide="ignore", invalid="ignore"):
            made = length * direction / norm
        return made.astype(parts["v"].dtype), says.WEIGHT_NORM_WAS_COMPUTED()
    if set(parts) == {"orig", "mask"} and parts["orig"].shape == parts["mask"].shape:
        return parts["orig"] * parts["mask"], says.THE_MASK_WAS_APPLIED()
    raise SpecError(
        says.NAME_IS_STORED_IN_PARTS(name=name, parts=", ".join(sorted(parts))).about("cell.from")
    )


def _is_length(length: tuple[int, ...], direction: tuple[int, ...]) -> bool:
    """Tell a shape that has size 1 along the axes of the norm, and is the same along the others."""
    if not length:
        return True
    return len(length) == len(direction) and all(
        one in (1, other) for one, other in zip(length, direction, strict=True)
    )
