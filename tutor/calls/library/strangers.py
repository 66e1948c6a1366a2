"""What methods make of data that the text does not hold: its type and its axes are not known.

``reshape(-1, 28, 28)`` gives three axes whatever it was called on; what only torch has makes a tensor of it.
The kind of number stays unknown until the text says it, so no call that depends on it is said to be accepted.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axes, Axis, Found, Tensor, Unknown
from tutor.calls.library import reshaping
from tutor.calls.rules.sizes import Symbolic, symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# Methods of torch's tensors that NumPy's arrays have not, or not with such arguments.
OF_TENSORS = frozenset(
    [
        "view",
        "permute",
        "unsqueeze",
        "float",
        "double",
        "half",
        "long",
        "int",
        "to",
        "cuda",
        "cpu",
        "size",
        "dim",
        "expand",
        "contiguous",
        "detach",
        "numpy",
        "unflatten",
        "unfold",
        "unbind",
        "chunk",
        "split",
        "flip",
        "t",
        "narrow",
        "select",
    ]
)
_OF_ARRAYS = frozenset(["astype", "copy"])
# Methods by which data becomes a tensor of known axes or of a known kind of number.
METHODS = frozenset(
    [
        "view",
        "reshape",
        "flatten",
        "permute",
        "transpose",
        "expand",
        "float",
        "double",
        "half",
        "long",
        "size",
    ]
)
_KINDS: Mapping[str, str] = {"float": "float32", "double": "float64", "half": "float16", "long": "int64"}
# torch and NumPy make different things of them.
_DIFFERENT = frozenset(["repeat", "max", "min", "sort", "std", "var"])


def called(
    owner: Unknown,
    name: str,
    arguments: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Run,
    node: ast.Call,
) -> Tensor | Unknown | None:
    """Find what a method makes of something unknown; nothing where that is not known either."""
    at = arguments[0] if arguments else keywords.get("dim")
    if name == "size":
        plain = isinstance(at, int) and not isinstance(at, bool | Symbolic)
        return owner.part(f".shape[{at}]") if plain else owner.part(".shape") if at is None else None
    if name in _KINDS:
        if arguments or keywords:
            return None
        return Tensor(None, _KINDS[name], False, run.key(node), run.cause(node))
    found = axes(owner.key, name, [*arguments, *keywords.values()], run, node)
    if found is None:
        return None
    return Tensor(found, "", settled(None, name, arguments, found), run.key(node), run.cause(node))


def settled(array: bool | None, name: str, arguments: Sequence[Found], axes: Axes | None) -> bool | None:
    """Tell what something is that may be an array or a tensor, once a method of it is called."""
    if array is not None:
        return array
    if name in _OF_ARRAYS or (name == "transpose" and len(arguments) > 2):
        return True
    if name in OF_TENSORS or (name == "flatten" and arguments):
        return False
    return False if name == "transpose" and arguments and axes is not None and len(axes) > 2 else None


def differs(name: str, axes: Axes | None) -> bool:
    """Tell whether a method makes something else of an array than of a tensor."""
    return name in _DIFFERENT or (name == "transpose" and axes is not None and len(axes) == 2)


def axes(key: str, name: str, given: Sequence[Found], run: Run, node: ast.expr) -> Axes | None:
    """Give the axes after a method that decides them all, whatever there were before."""
    match name:
        case "view" | "reshape":
            sizes = reshaping.numbers(given, run)
            return None if not sizes else _written(sizes, run, node)
        case "expand":
            sizes = reshaping.numbers(given, run)
            return None if not sizes else _written(sizes, run, node, most=len(sizes))
        case "flatten":
            return _flattened(key, given, run, node)
        case "permute" | "transpose":
            order = reshaping.numbers(given, run)
            if order is None or len(order) < 2 or (name == "transpose" and len(order) == 2):
                return None
            plain = [each for each in order if not isinstance(each, Symbolic)]
            count = len(order)
            if sorted(each % count for each in plain) != list(range(count)):
                return None
            return tuple(_axis(key, each % count) for each in order)
    return None


def _written(sizes: Sequence[int], run: Run, node: ast.expr, *, most: int = 1) -> Axes | None:
    """Give the sizes as they are written; one that torch works out stays open."""
    plain = [each for each in sizes if not isinstance(each, Symbolic)]
    if any(each < -1 for each in plain) or plain.count(-1) > most:
        return None
    labels = reshaping.labels(node, len(sizes))
    return tuple(
        Axis(symbolic("?", run.key(node)))
        if not isinstance(size, Symbolic) and size == -1
        else Axis(size, label)
        for size, label in zip(sizes, labels, strict=True)
    )


def _flattened(key: str, given: Sequence[Found], run: Run, node: ast.expr) -> Axes | None:
    start = given[0] if given else 0
    if len(given) > 1 or not isinstance(start, int) or isinstance(start, bool | Symbolic) or start < 0:
        return None
    return (*(_axis(key, at) for at in range(start)), Axis(symbolic("?", run.key(node))))


def _axis(key: str, at: int) -> Axis:
    """Give an axis of something unknown, the same one as ``x.shape[0]``."""
    return Axis(symbolic("?", f"{key}.shape[{at}]"))
