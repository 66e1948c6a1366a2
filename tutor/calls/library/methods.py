"""What the methods of tensors do to their axes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axis, Found, Lib, Method, Stops, Tensor, Unknown, as_size
from tutor.calls.library import devices, makers, reshaping, strangers
from tutor.calls.library.arithmetic import KINDS_OF_NUMBER
from tutor.calls.rules.sizes import Symbolic
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

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


def rows(count: int, width: int, dtype: str) -> Tensor:
    """Make the data of a packed batch."""
    return Tensor((Axis(count), Axis(width)), dtype)


def attribute(owner: Found, tensor: Tensor, name: str, run: Run, node: ast.expr) -> Found:
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
        case "device":
            return devices.value_of(run, owner, tensor, node)
        case "is_cuda" | "requires_grad":
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
    run: Run,
    node: ast.Call,
) -> Found:
    """Find what a method of a tensor returns; one whose name ends in _ changes the tensor itself."""
    if tensor.array is None:
        if strangers.differs(name, tensor.axes):
            return run.store.put(Tensor(None, "", None, run.key(node), run.cause(node)))
        tensor = replace(tensor, array=strangers.settled(None, name, arguments, tensor.axes))
    if name == "__setitem__" or (name.endswith("_") and not name.endswith("__")):
        run.changed_in_place(owner, node)
    flipped = name.removesuffix("_") in ("transpose", "unsqueeze", "squeeze", "t", "swapaxes", "resize")
    if name.endswith("_") and flipped and not name.endswith("__"):
        made = transformed(tensor, name.removesuffix("_"), arguments, keywords, run, node)
        lost = Tensor(None, tensor.dtype, tensor.array, run.key(node), run.cause(node))
        run.store[owner] = replace(made, key=run.key(node)) if isinstance(made, Tensor) else lost
        for one, other in run.twins:
            if one == owner:
                run.store.forget(other, run.cause(node), run.key(node))
        return owner
    if name in ("size", "dim", "numel", "nelement", "ndimension"):
        return _asked(tensor, name, arguments, keywords, run, node)
    if name in ("item", "tolist", "backward", "register_hook", "view_as", "is_contiguous"):
        if name == "view_as" and arguments and isinstance(run.store.get(arguments[0]), Tensor):
            return run.store.put(run.store.get(arguments[0]))
        return None if name == "backward" else run.unknown(run.cause(node), node)
    made = transformed(tensor, name, arguments, keywords, run, node)
    where = devices.target(run, name, arguments, keywords) if name in devices.MOVES else None
    if where is not None and where != tensor.device and isinstance(made, Tensor):
        place = run.store.put(replace(made, device=where, key=run.key(node)))
        if not devices.is_known(where) or not devices.is_known(tensor.device):
            run.twins += [(owner, place), (place, owner)]  # the same tensor, if it lies there already
        return place
    if made is not None and is_itself(tensor, name, made):
        return owner
    if made is tensor:
        return run.store.put(replace(tensor, key=run.key(node))) if not name.endswith("_") else owner
    if isinstance(made, Tensor):
        return run.derived(owner, run.store.put(made))
    if isinstance(made, list):
        parts = tuple(run.store.put(each) for each in made)
        run.taken_apart(owner, parts)
        return parts
    if name.endswith("_") and not name.endswith("__"):
        run.store.forget(owner, run.cause(node), run.key(node))
    if name in ("__getitem__", "__setitem__"):
        run.store.forget(owner, run.cause(node), run.key(node))
    return run.store.put(Tensor(None, "", tensor.array, run.key(node), run.cause(node)))


def is_itself(tensor: Tensor, name: str, made: Tensor | list[Tensor]) -> bool:
    """Tell whether torch gives the tensor itself, as there is nothing to convert or to flatten."""
    if tensor.array or not isinstance(made, Tensor):
        return False
    if name in ("flatten", "ravel"):
        return bool(tensor.axes and made.axes) and _sizes(made) == _sizes(tensor)
    converts = name in _KINDS or name in ("to", "type", "cpu", "type_as")
    return name == "contiguous" or (converts and made == tensor and tensor.dtype not in ("", "any"))


def _sizes(tensor: Tensor) -> list[object]:
    """Give the sizes alone: what an axis is called changes nothing."""
    return [axis.size for axis in tensor.axes or ()]


def _asked(
    tensor: Tensor,
    name: str,
    arguments: Sequence[Found],
    keywords: Mapping[str, Found],
    run: Run,
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
    run: Run,
    node: ast.expr,
) -> Tensor | list[Tensor] | None:
    """Give the tensor after a method; itself where nothing changes; nothing where that is not known."""
    if name in _KINDS and not tensor.array:
        return replace(tensor, dtype=_KINDS[name])
    if name in ("to", "type", "astype"):
        return _converted(tensor, [*arguments, *keywords.values()], run, node)
    if name == "new" and arguments and all(as_size(each) is not None for each in arguments):
        return Tensor(
            tuple(map(Axis, reshaping.numbers(arguments, run) or ())), tensor.dtype, key=run.key(node)
        )
    if name.startswith("new_"):
        sizes = reshaping.numbers(arguments, run)
        kind = str(keywords.get("dtype", tensor.dtype)).removeprefix("torch.")
        if name == "new_tensor" or sizes is None:
            return None
        if name == "new_full":
            sizes = reshaping.numbers(arguments[:1], run)
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
    given = list(arguments) if not keywords else [*arguments, *keywords.values()]
    if tensor.axes is None:
        decided = strangers.axes(tensor.key or run.key(node), name, given, run, node)
        return None if decided is None else Tensor(decided, tensor.dtype, tensor.array, run.key(node))
    axes = reshaping.reshaped(tensor.axes, name, given, keywords, run, node)
    if isinstance(axes, list):
        return [Tensor(each, tensor.dtype, tensor.array, run.key(node)) for each in axes]
    if axes is None:
        return None
    kind = "int64" if name.startswith("arg") else tensor.dtype
    zeros = tensor.zeros and name not in reshaping.REDUCTIONS
    span = None if name in reshaping.REDUCTIONS or name.startswith("arg") else tensor.span
    return Tensor(axes, kind, tensor.array, run.key(node), zeros=zeros, span=span)


def _is_device(value: Unknown, node: ast.expr) -> bool:
    """Tell what is called a device; what else is not known may be a kind of number, or have one."""
    name = f"{value.cause.text} {' '.join(map(ast.unparse, getattr(node, 'args', ())))}".lower()
    if value.key.startswith(devices.CHOSEN):
        return True
    return "dtype" not in name and any(each in name for each in ("dev", "cuda", "gpu", "cpu", "rank"))


def _converted(tensor: Tensor, values: Sequence[Found], run: Run, node: ast.expr) -> Tensor | None:
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
            kind = makers.TYPED.get(kind, kind) or run.default_dtype
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
        elif isinstance(content, Unknown) and not _is_device(content, node):
            return replace(tensor, dtype="")
    return tensor
