"""What functions of torch and NumPy make: how tensors come to be, and how they are put together."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from math import ceil, floor
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axes, Axis, Found, Items, Stops, Tensor, Unknown, as_size
from tutor.calls.library import datasets, devices, makers, methods, packing, reshaping, strangers
from tutor.calls.library.arithmetic import computed, multiplied, promoted
from tutor.calls.rules.sizes import Symbolic, same, symbolic
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

_SIZED = frozenset(
    [
        "randn",
        "rand",
        "zeros",
        "ones",
        "empty",
        "normal",
        "random",
        "random_sample",
        "standard_normal",
        "uniform",
    ]
)
_LIKE = frozenset(["zeros_like", "ones_like", "randn_like", "rand_like", "empty_like", "full_like"])
_ELEMENTWISE = frozenset(
    [
        "tanh",
        "sigmoid",
        "relu",
        "softmax",
        "log_softmax",
        "exp",
        "log",
        "sin",
        "cos",
        "sqrt",
        "abs",
        "dropout",
        "gelu",
        "elu",
        "leaky_relu",
        "clamp",
        "sign",
        "square",
        "tanh_",
        "relu_",
        "selu",
        "softplus",
    ]
)
_AS_METHODS = frozenset(
    [
        "transpose",
        "permute",
        "unsqueeze",
        "squeeze",
        "flatten",
        "reshape",
        "swapaxes",
        "t",
        "split",
        "chunk",
        "unbind",
        "sum",
        "mean",
        "argmax",
        "argmin",
        "select",
        "narrow",
        "clone",
        "detach",
        "prod",
        "swapdims",
        "tile",
        "ravel",
        "expand_dims",
        "cumsum",
    ]
)


_ROUNDED: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {
        "numpy.round": lambda number: float(round(number)),
        "numpy.floor": lambda number: float(floor(number)),
        "numpy.ceil": lambda number: float(ceil(number)),
        "math.floor": floor,
        "math.ceil": ceil,
    }
)


def called(path: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    """Find what a function of torch or NumPy returns."""
    name = path.rpartition(".")[2]
    array = path.startswith("numpy.")
    made = _made(path, name, arguments, keywords, run, node)
    if isinstance(made, Tensor):
        kind: bool | None = array if made.array is None else made.array or array
        if array and name in _AS_METHODS | _ELEMENTWISE | _LIKE and _may_be_tensor(arguments, run):
            kind = None  # of a tensor NumPy makes now an array, now a tensor
        return run.store.put(replace(made, array=kind))
    if isinstance(made, Items):
        return run.store.put(made)
    if isinstance(made, list):
        parts = tuple(run.store.put(replace(each, array=array)) for each in made)
        for whole in arguments[:1]:
            run.taken_apart(whole, parts)
        return parts
    if made is not called:
        return made
    if name.endswith("_") and not path.startswith("torch.nn.init."):
        for each in arguments:
            run.store.forget(each, run.cause(node), run.key(node))
    unknown = run.unknown(run.cause(node), node)
    if isinstance(unknown, Unknown) and not array:
        tensors = [each for each in arguments if isinstance(run.store.get(each), Tensor)]
        run.aliases[unknown.key] = tuple(tensors)
    return unknown


def _may_be_tensor(arguments: list[Found], run: Run) -> bool:
    content = run.store.get(arguments[0]) if arguments else None
    return isinstance(content, Unknown) or (isinstance(content, Tensor) and content.array is not True)


def _made(
    path: str, name: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call
) -> Found:
    contents = [run.store.get(each) for each in arguments]
    array = path.startswith("numpy.")
    if path == "torch.nn.Parameter" and contents and isinstance(contents[0], Tensor):
        return replace(contents[0], role=(devices.PARAMETER, 0), zeros=False)
    if path in ("torch.autograd.Variable", "torch.nn.Parameter", "torch.compile", "torch.jit.script"):
        return arguments[0] if arguments else called
    if path.startswith("torch.nn.init."):
        return arguments[0] if arguments else called
    if path.startswith("torch.nn.utils.rnn."):
        return packing.called(name, arguments, keywords, run, node)
    if path.startswith("torch.utils.data."):
        return datasets.loaded(name, arguments, keywords, run) or called
    if path.startswith("torch.nn.utils.") and name in ("weight_norm", "spectral_norm"):
        return arguments[0] if arguments else called
    if path in ("torch.set_default_dtype", "torch.set_default_tensor_type"):
        asked = arguments[0] if arguments else next(iter(keywords.values()), None)
        run.set_switch("default", makers.default_kind(asked, run))
        if "cuda" in f"{run.store.get(asked)}":
            run.set_switch("device", "cuda:0")
        return None
    if path == "torch.set_default_device":
        run.set_switch("device", devices.asked(run, arguments[0]) if arguments else "")
        return None
    if path == "torch.device":
        return devices.made(run, arguments, node)
    if name == "is_available":  # the same answer, wherever it is asked
        return Unknown(run.cause(node), path)
    if path in ("torch.Size", "numpy.shape"):
        sizes = reshaping.numbers(arguments, run)
        return tuple(sizes) if sizes is not None and path == "torch.Size" else called
    if path.startswith("torch.set_autocast"):
        run.autocast += 1
        return None
    if name in ("no_grad", "manual_seed", "enable_grad", "inference_mode", "seed"):
        return None
    if path in _ROUNDED and len(contents) == 1 and isinstance(contents[0], int | float):
        return called if isinstance(contents[0], Symbolic) else _ROUNDED[path](contents[0])
    site = run.site(node)
    if site in run.given:
        return Tensor(tuple(map(Axis, run.given[site])), "any", key=site)
    if name in makers.TYPED and path in (f"torch.{name}", f"torch.cuda.{name}"):
        typed = makers.typed(name, arguments, contents, run, node)
        return replace(typed, device="cuda:0") if path.startswith("torch.cuda.") else typed
    if name in _SIZED and path in (f"torch.{name}", f"numpy.{name}", f"numpy.random.{name}"):
        return makers.sized(path, name, arguments, keywords, run, node)
    if name in _LIKE and contents and isinstance(contents[0], Tensor):
        kind = makers.kind_asked(keywords.get("dtype"), run, contents[0].dtype)
        return replace(
            contents[0], dtype=kind, zeros=name == "zeros_like", role=("", 0), key=run.key(node), data=None
        )
    if name in ("tensor", "as_tensor", "array", "asarray", "from_numpy"):
        return makers.of_data(name, arguments, keywords, run, node, array)
    if name in ("randint", "full", "arange", "linspace", "eye", "randperm"):
        return makers.counted(name, arguments, keywords, run, node, array)
    if name in ("cat", "concat", "concatenate"):
        return _together(arguments, keywords, run, node, new=False)
    if name == "stack":
        return _together(arguments, keywords, run, node, new=True)
    if name in ("matmul", "mm", "bmm", "dot") and len(contents) == 2:
        one, two = contents
        if isinstance(one, Tensor) and isinstance(two, Tensor):
            return Tensor(multiplied(one.axes, two.axes, run.cause(node)), promoted(one, two), array)
        return called
    if name in ("add", "mul", "sub", "div") and len(contents) == 2:
        sign = {"add": ast.Add(), "mul": ast.Mult(), "sub": ast.Sub(), "div": ast.Div()}[name]
        return computed(contents[0], sign, contents[1], run.cause(node), run.default_dtype) or called
    if name == "one_hot":
        return _one_hot(arguments, keywords, run, node)
    if contents and isinstance(contents[0], Tensor):
        if name in _ELEMENTWISE:
            kind = contents[0].dtype if contents[0].dtype in ("float32", "float64", "float16", "any") else ""
            return replace(contents[0], dtype=kind, zeros=False, role=("", 0), key=run.key(node), data=None)
        if name in _AS_METHODS:
            made = methods.transformed(contents[0], name, arguments[1:], keywords, run, node)
            if made is None:
                return Tensor(None, "", array, run.key(node), run.cause(node))
            if isinstance(made, Tensor) and methods.is_itself(contents[0], name, made):
                return arguments[0]
            return replace(made, key=run.key(node)) if isinstance(made, Tensor) else made
    if contents and isinstance(contents[0], Unknown) and name in _AS_METHODS:
        axes = strangers.axes(contents[0].key, name, [*arguments[1:], *keywords.values()], run, node)
        return called if axes is None else Tensor(axes, "", array, run.key(node), run.cause(node))
    return called


def _together(
    arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call, *, new: bool
) -> Found:
    """Put tensors side by side, or with ``new`` along an axis of their own."""
    given = arguments[0] if arguments else keywords.get("tensors")
    parts = run.elements(given, node)
    where = keywords.get("dim", keywords.get("axis", arguments[1] if len(arguments) > 1 else 0))
    lost = Tensor(None, "", False, run.key(node), run.cause(node))
    tensors = [run.store.get(each) for each in parts or ()]
    if not tensors or not all(isinstance(each, Tensor) for each in tensors):
        return lost
    kind = tensors[0].dtype
    for each in tensors[1:]:
        kind = kind if kind == each.dtype else promoted(replace(tensors[0], dtype=kind), each)
    lost = replace(lost, dtype=kind)
    if any(each.axes is None for each in tensors) or not isinstance(where, int) or isinstance(where, bool):
        return lost
    count = len(tensors[0].axes) + new
    if any(len(each.axes) + new != count for each in tensors) or not -count <= where < count:
        raise Stops(run.cause(node))
    at = where % count
    first: Axes = tensors[0].axes
    for each in tensors[1:]:
        for place, (one, two) in enumerate(zip(first, each.axes, strict=True)):
            if new or place != at:
                equal = same(one.size, two.size)
                if equal is False:
                    raise Stops(run.cause(node))
                if equal is None:
                    return lost
    if new:
        return Tensor((*first[:at], Axis(len(tensors)), *first[at:]), kind, False, run.key(node))
    total: int = 0
    for each in tensors:
        total = total + each.axes[at].size
    return Tensor((*first[:at], Axis(total), *first[at + 1 :]), kind, False, run.key(node))


def _one_hot(arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Tensor:
    """Follow one_hot: whole numbers, with one axis more."""
    content = run.store.get(arguments[0]) if arguments else None
    classes = as_size(keywords.get("num_classes", arguments[1] if len(arguments) > 1 else None))
    if not isinstance(content, Tensor) or content.axes is None:
        return Tensor(None, "int64", False, run.key(node), run.cause(node))
    if classes is None or (not isinstance(classes, Symbolic) and classes < 0):
        classes = symbolic("?", run.key(node))
    return Tensor((*content.axes, Axis(classes)), "int64", False, run.key(node))
