"""What the methods of tensors do to their axes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from tutor.calls.abstract import Axes, Axis, Found, Items, Lib, Method, Stops, Tensor, Unknown, as_size
from tutor.calls.arithmetic import KINDS_OF_NUMBER
from tutor.calls.sizes import Symbolic, divided, same, symbolic

if TYPE_CHECKING:
    from tutor.calls.evaluating import Evaluating

# Methods that leave the axes and the kind of number alone.
_SAME = frozenset(
    [
        "clone",
        "contiguous",
        "cpu",
        "cuda",
        "detach",
        "requires_grad_",
        "to",
        "tanh",
        "sigmoid",
        "relu",
        "exp",
        "log",
        "abs",
        "sqrt",
        "neg",
        "round",
        "floor",
        "clamp",
        "normal_",
        "uniform_",
        "zero_",
        "fill_",
        "random_",
        "detach_",
        "tanh_",
        "sigmoid_",
        "relu_",
        "clamp_",
        "retain_grad",
        "add_",
        "sub_",
        "mul_",
        "div_",
        "copy_",
        "pin_memory",
        "numpy",
        "softmax",
        "log_softmax",
        "cumsum",
        "float_power",
        "masked_fill",
        "masked_fill_",
        "flip",
        "sort_",
        "pow",
        "share_memory_",
        "record_stream",
        "copy",
        "astype",
        "tril",
        "triu",
        "index_fill_",
        "scatter_",
        "nan_to_num",
    ]
)
_KINDS = {
    "float": "float32",
    "double": "float64",
    "half": "float16",
    "bfloat16": "bfloat16",
    "long": "int64",
    "int": "int32",
    "bool": "bool",
    "byte": "uint8",
    "short": "int16",
}
_REDUCTIONS = frozenset(
    [
        "sum",
        "mean",
        "std",
        "var",
        "prod",
        "argmax",
        "argmin",
        "max",
        "min",
        "median",
        "all",
        "any",
        "norm",
        "logsumexp",
        "amax",
        "amin",
    ]
)


def rows(count: int, width: int, dtype: str) -> Tensor:
    """Make the data of a packed batch."""
    return Tensor((Axis(count), Axis(width)), dtype)


def attribute(owner: Found, tensor: Tensor, name: str, run: Evaluating, node: ast.expr) -> Found:
    """Find an attribute of a tensor."""
    match name:
        case "shape":
            if tensor.axes is None:
                return Unknown(run.cause(node), f"{tensor.key or run.key(node)}.shape")
            return tensor.shape
        case "ndim":
            return run.unknown(run.cause(node), node) if tensor.axes is None else len(tensor.axes)
        case "data":  # the same numbers, but axes of its own
            return run.store.put(replace(tensor, key=run.key(node)))
        case "T" | "mT" if tensor.axes is not None:
            axes = (
                tensor.axes[::-1]
                if name == "T"
                else (*tensor.axes[:-2], *tensor.axes[-1:], *tensor.axes[-2:-1])
            )
            return run.store.put(replace(tensor, axes=axes, role=("", 0), key=run.key(node)))
        case "device" | "is_cuda" | "requires_grad":
            return Unknown(run.cause(node), run.key(node))
        case "dtype":
            return (
                f"torch.{tensor.dtype}"
                if tensor.dtype not in ("", "any")
                else Unknown(run.cause(node), run.key(node))
            )
    return Method(owner, name)


def called(
    owner: Found,
    tensor: Tensor,
    name: str,
    arguments: list[Found],
    keywords: Mapping[str, Found],
    run: Evaluating,
    node: ast.Call,
) -> Found:
    """Find what a method of a tensor returns; one whose name ends in _ changes the tensor itself."""
    flipped = name.removesuffix("_") in ("transpose", "unsqueeze", "squeeze", "t", "swapaxes", "resize")
    if name.endswith("_") and flipped and not name.endswith("__"):
        made = transformed(tensor, name.removesuffix("_"), arguments, keywords, run, node)
        lost = Tensor(None, tensor.dtype, tensor.array, run.key(node), run.cause(node))
        run.store[owner] = replace(made, key=run.key(node)) if isinstance(made, Tensor) else lost
        return owner
    if name in ("size", "dim", "numel", "nelement", "ndimension"):
        return _asked(tensor, name, arguments, keywords, run, node)
    if name in ("item", "tolist", "backward", "register_hook", "view_as", "is_contiguous"):
        if name == "view_as" and arguments and isinstance(run.store.get(arguments[0]), Tensor):
            return run.store.put(run.store.get(arguments[0]))
        return None if name == "backward" else run.unknown(run.cause(node), node)
    made = transformed(tensor, name, arguments, keywords, run, node)
    if made is not None and _is_itself(tensor, name, made):
        return owner
    if made is tensor:
        return run.store.put(replace(tensor, key=run.key(node))) if not name.endswith("_") else owner
    if isinstance(made, Tensor):
        return run.store.put(made)
    if isinstance(made, list):
        return tuple(run.store.put(each) for each in made)
    if name.endswith("_") and not name.endswith("__"):
        run.store.forget(owner, run.cause(node), run.key(node))
    if name in ("__getitem__", "__setitem__"):
        run.store.forget(owner, run.cause(node), run.key(node))
    return run.store.put(Tensor(None, "", tensor.array, run.key(node), run.cause(node)))


def _is_itself(tensor: Tensor, name: str, made: Tensor | list[Tensor]) -> bool:
    """Tell whether torch gives the tensor itself, as there is nothing to convert or to flatten."""
    if tensor.array or not isinstance(made, Tensor):
        return False
    if name == "flatten":
        return tensor.axes is not None and len(tensor.axes) > 0 and made.axes == tensor.axes
    converts = name in _KINDS or name in ("to", "type", "cpu", "type_as")
    return name == "contiguous" or (converts and made == tensor and tensor.dtype not in ("", "any"))


def _asked(
    tensor: Tensor,
    name: str,
    arguments: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Evaluating,
    node: ast.Call,
) -> Found:
    """Answer what a tensor is asked about its sizes."""
    at = arguments[0] if arguments else keywords.get("dim")
    if tensor.axes is None:
        if name == "size" and at is None:
            return Unknown(run.cause(node), f"{tensor.key or run.key(node)}.shape")
        if name == "size" and isinstance(at, int):
            return Unknown(run.cause(node), f"{tensor.key or run.key(node)}.shape[{at}]")
        return run.unknown(run.cause(node), node)
    if name == "size":
        if at is None:
            return tensor.shape
        if isinstance(at, int) and not isinstance(at, bool | Symbolic):
            if not -len(tensor.axes) <= at < len(tensor.axes):
                raise Stops(run.cause(node, "index"))
            return tensor.axes[at].size
        return run.unknown(run.cause(node), node)
    if name in ("dim", "ndimension"):
        return len(tensor.axes)
    return prod((axis.size for axis in tensor.axes), start=1)


def transformed(
    tensor: Tensor,
    name: str,
    arguments: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Evaluating,
    node: ast.expr,
) -> Tensor | list[Tensor] | None:
    """Give the tensor after a method; itself where nothing changes; nothing where that is not known."""
    if name in _KINDS and not tensor.array:
        return replace(tensor, dtype=_KINDS[name])
    if name in ("to", "type", "astype"):
        return _converted(tensor, [*arguments, *keywords.values()], run)
    if name == "new" and arguments and all(as_size(each) is not None for each in arguments):
        return Tensor(tuple(map(Axis, numbers(arguments, run) or ())), tensor.dtype, key=run.key(node))
    if name.startswith("new_"):
        sizes = numbers(arguments, run)
        kind = str(keywords.get("dtype", tensor.dtype)).removeprefix("torch.")
        if name == "new_tensor" or sizes is None:
            return None
        if name == "new_full":
            sizes = numbers(arguments[:1], run)
        return Tensor(tuple(map(Axis, sizes or ())), kind, key=run.key(node), zeros=name == "new_zeros")
    if name == "type_as":
        other = run.store.get(arguments[0]) if arguments else None
        return replace(tensor, dtype=other.dtype) if isinstance(other, Tensor) else None
    if name in _SAME:
        if name in ("softmax", "log_softmax", "normal_", "uniform_", "numpy", "add_", "sub_", "mul_", "div_"):
            return replace(tensor, zeros=False, role=("", 0), array=tensor.array or name == "numpy")
        return replace(
            tensor,
            role=tensor.role,
            zeros=tensor.zeros
            and name in ("clone", "to", "cuda", "cpu", "detach", "contiguous", "requires_grad_"),
        )
    if tensor.axes is None:
        return None
    given = list(arguments) if not keywords else [*arguments, *keywords.values()]
    axes = _reshaped(tensor.axes, name, given, keywords, run, node)
    if isinstance(axes, list):
        return [Tensor(each, tensor.dtype, tensor.array, run.key(node)) for each in axes]
    if axes is None:
        return None
    kind = "int64" if name.startswith("arg") else tensor.dtype
    zeros = tensor.zeros and name not in _REDUCTIONS
    return Tensor(axes, kind, tensor.array, run.key(node), zeros=zeros)


def _converted(tensor: Tensor, values: Sequence[Found], run: Evaluating) -> Tensor | None:
    """Follow ``.to(…)``: a kind of number changes it, a device does not."""
    for each in values:
        content = run.store.get(each)
        if isinstance(content, Lib):
            kind = content.path.rpartition(".")[2]
            kind = {
                "float": "float32",
                "double": "float64",
                "long": "int64",
                "int": "int32",
                "half": "float16",
            }.get(kind, kind)
            if kind in KINDS_OF_NUMBER:
                return replace(tensor, dtype=kind)
            if content.path.startswith(("torch", "numpy")) and kind not in ("device",):
                return replace(tensor, dtype="")
        elif isinstance(content, str):
            kind = content.removeprefix("torch.")
            if kind in KINDS_OF_NUMBER:
                return replace(tensor, dtype=kind)
        elif isinstance(content, Tensor):
            return replace(tensor, dtype=content.dtype)
        elif isinstance(content, Unknown) and "dtype" in content.cause.text:
            return replace(tensor, dtype="")
    return tensor


def numbers(values: Sequence[Found], run: Evaluating) -> list[int] | None:
    """Read sizes, given one by one or as one tuple or list."""
    if len(values) == 1:
        content = run.store.get(values[0])
        if type(content) is tuple:
            values = content
        elif isinstance(content, Items):
            if content.items is None:
                return None
            values = content.items
        elif isinstance(content, Unknown):
            return None  # a number, or as many as there are axes
    if any(isinstance(each, Unknown) and each.cause.kind == "star" for each in values):
        return None  # nobody knows how many these are
    found = [as_size(each) for each in values]
    return None if any(each is None for each in found) else [each for each in found if each is not None]


def _place(value: Found, count: int, run: Evaluating, node: ast.expr) -> int | None:
    """Read which axis is meant. Raises Stops for one that is not there."""
    if not isinstance(value, int) or isinstance(value, bool | Symbolic):
        return None
    if not -count <= value < count:
        raise Stops(run.cause(node, "axis"))
    return value % count


def _reshaped(
    axes: Axes,
    name: str,
    given: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Evaluating,
    node: ast.expr,
) -> Axes | list[Axes] | None:
    """Give the axes after a method that moves them."""
    count = len(axes)
    match name:
        case "unsqueeze" | "expand_dims" if len(given) == 1:
            at = _place(given[0], count + 1, run, node)
            return None if at is None else (*axes[:at], Axis(1), *axes[at:])
        case "squeeze":
            return _squeezed(axes, given, run, node)
        case "transpose" | "swapaxes" | "swapdims" if len(given) == 2:
            first, second = (_place(each, count, run, node) for each in given)
            return None if first is None or second is None else _swapped(axes, first, second)
        case "t":
            if count > 2:
                raise Stops(run.cause(node, "axis"))
            return axes[::-1]
        case "permute" | "transpose":
            order = numbers(given, run)
            if order is None or any(isinstance(each, Symbolic) for each in order):
                return None
            if not order and name == "transpose":
                return axes[::-1]
            if sorted(each % count if count else each for each in order) != list(range(count)):
                raise Stops(run.cause(node, "axis"))
            return tuple(axes[each] for each in order)
        case "view" | "reshape":
            sizes = numbers(given, run)
            if sizes is None or (len(given) == 1 and isinstance(given[0], Lib)):
                return None
            return viewed(axes, sizes, given, run, node)
        case "flatten" | "ravel":
            start = given[0] if given else 0
            end = given[1] if len(given) > 1 else -1
            first, last = _place(start, count, run, node), _place(end, count, run, node)
            if first is None or last is None or first > last:
                return None
            return (
                *axes[:first],
                Axis(prod(each.size for each in axes[first : last + 1])),
                *axes[last + 1 :],
            )
        case "expand":
            return _expanded(axes, numbers(given, run), run, node)
        case "repeat" | "tile":
            times = numbers(given, run)
            if times is None or len(times) < count:
                return None
            padded = (*(Axis(1) for _ in range(len(times) - count)), *axes)
            return tuple(
                Axis(axis.size * number, axis.label if number == 1 else "")
                for axis, number in zip(padded, times, strict=True)
            )
        case "select" if len(given) == 2:
            at = _place(given[0], count, run, node)
            return None if at is None else (*axes[:at], *axes[at + 1 :])
        case "narrow" if len(given) == 3:
            at, size = _place(given[0], count, run, node), as_size(given[2])
            return None if at is None or size is None else (*axes[:at], Axis(size), *axes[at + 1 :])
        case "unbind" | "split" | "chunk":
            return _parts(axes, name, given, keywords, run, node)
        case "unfold" if len(given) == 3:
            return _unfolded(axes, given, run, node)
        case "sort" | "topk":
            return None
    if name in _REDUCTIONS:
        return _reduced(axes, name, given, keywords, run, node)
    return None


def _unfolded(axes: Axes, given: Sequence[Found], run: Evaluating, node: ast.expr) -> Axes | None:
    """Give the axes of overlapping windows: their number stands where they are taken, their size last."""
    at, size, step = _place(given[0], len(axes), run, node), as_size(given[1]), as_size(given[2])
    if at is None or size is None or step is None:
        return None
    whole = axes[at].size
    windows: int
    if any(isinstance(each, Symbolic) for each in (whole, size, step)):
        windows = symbolic("?", run.key(node), 0)
    elif step < 1 or size > whole:
        raise Stops(run.cause(node, "axis"))
    else:
        windows = (whole - size) // step + 1
    return (*axes[:at], Axis(windows), *axes[at + 1 :], Axis(size))


def _swapped(axes: Axes, first: int, second: int) -> Axes:
    sizes = list(axes)
    sizes[first], sizes[second] = sizes[second], sizes[first]
    return tuple(sizes)


def _squeezed(axes: Axes, given: Sequence[Found], run: Evaluating, node: ast.expr) -> Axes | None:
    if not given:
        ones = [same(axis.size, 1) for axis in axes]
        if None in ones:
            return None
        return tuple(axis for axis, one in zip(axes, ones, strict=True) if not one)
    if not axes:
        return axes
    at = _place(given[0], len(axes), run, node)
    if at is None:
        return None
    one = same(axes[at].size, 1)
    return None if one is None else (*axes[:at], *axes[at + 1 :]) if one else axes


def viewed(
    axes: Axes, sizes: Sequence[int], given: Sequence[Found], run: Evaluating, node: ast.expr
) -> Axes | None:
    """Give the axes after view or reshape. Raises Stops where the numbers never fit."""
    total: int = prod((axis.size for axis in axes), start=1)
    open_ones = [at for at, size in enumerate(sizes) if not isinstance(size, Symbolic) and size == -1]
    known: int = prod((size for at, size in enumerate(sizes) if at not in open_ones), start=1)
    if len(open_ones) > 1 or any(not isinstance(each, Symbolic) and each < -1 for each in sizes):
        raise Stops(run.cause(node, "view"))
    labels = _labels(node, len(sizes))
    made = [Axis(size, label) for size, label in zip(sizes, labels, strict=True)]
    if not open_ones:
        fits = same(total, known)
        if fits is False:
            raise Stops(run.cause(node, "view"))
        return tuple(made) if fits else None
    left = divided(total, known)
    if left is None:
        if not isinstance(total, Symbolic) and not isinstance(known, Symbolic):
            raise Stops(run.cause(node, "view"))
        return None if not isinstance(total, Symbolic) else _open_view(made, open_ones[0], run, node)
    made[open_ones[0]] = Axis(left, "" if len(axes) != len(sizes) else axes[open_ones[0]].label)
    return tuple(made)


def _open_view(made: list[Axis], at: int, run: Evaluating, node: ast.expr) -> Axes:
    made[at] = Axis(symbolic("?", run.key(node), 0))
    return tuple(made)


def _labels(node: ast.expr, count: int) -> list[str]:
    """Give what the text calls the sizes it writes."""
    arguments = node.args if isinstance(node, ast.Call) else []
    if len(arguments) == 1 and isinstance(arguments[0], ast.Tuple | ast.List):
        arguments = arguments[0].elts
    found = [label_of(each) for each in arguments]
    return found if len(found) == count else [""] * count


def label_of(node: ast.expr) -> str:
    """Give the name that stands for a size: the last part of it."""
    match node:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
    return ""


def _expanded(axes: Axes, sizes: list[int] | None, run: Evaluating, node: ast.expr) -> Axes | None:
    if sizes is None or len(sizes) < len(axes):
        return None
    padded = (*(Axis(1) for _ in range(len(sizes) - len(axes))), *axes)
    found = []
    for axis, size in zip(padded, sizes, strict=True):
        if not isinstance(size, Symbolic) and size == -1:
            found.append(axis)
        elif same(axis.size, size) or same(axis.size, 1):
            found.append(Axis(size))
        elif same(axis.size, size) is False and same(axis.size, 1) is False:
            raise Stops(run.cause(node, "view"))
        else:
            return None
    return tuple(found)


def _parts(
    axes: Axes,
    name: str,
    given: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Evaluating,
    node: ast.expr,
) -> list[Axes] | None:
    """Give the parts of a tensor that is taken apart."""
    own = [each for each in given if each is not keywords.get("dim")] if "dim" in keywords else list(given)
    where = keywords.get("dim", own[-1] if len(own) > (0 if name == "unbind" else 1) else 0)
    at = _place(where, len(axes), run, node)
    if at is None or isinstance(axes[at].size, Symbolic):
        return None
    size, rest = axes[at].size, (axes[:at], axes[at + 1 :])
    if name == "unbind":
        return [rest[0] + rest[1]] * size if size <= 64 else None
    if not own:
        return None
    content = run.store.get(own[0])
    if isinstance(content, Items) or type(content) is tuple:
        sizes = numbers([own[0]], run)
    elif isinstance(content, int) and not isinstance(content, bool | Symbolic) and content > 0:
        step = content if name == "split" else -(-size // content)
        sizes = [min(step, size - begin) for begin in range(0, size, step)] if step else None
    else:
        return None
    if sizes is None or len(sizes) > 64:
        return None
    return [(*rest[0], Axis(each), *rest[1]) for each in sizes]


def _reduced(
    axes: Axes,
    name: str,
    given: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Evaluating,
    node: ast.expr,
) -> Axes | None:
    """Give what is left after a sum or a mean."""
    where = keywords.get("dim", keywords.get("axis", given[0] if given else None))
    keep = keywords.get("keepdim", keywords.get("keepdims", False))
    if where is None:
        return () if not given and not keywords else None
    if name in ("max", "min", "median", "norm", "std", "var"):
        return None
    places = numbers([where], run)
    if places is None or not isinstance(keep, bool):
        return None
    dims = {_place(each, len(axes), run, node) for each in places}
    if None in dims:
        return None
    kept = [Axis(1) if at in dims else axis for at, axis in enumerate(axes) if keep or at not in dims]
    return tuple(kept)
