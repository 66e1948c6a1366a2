"""What functions of torch and NumPy make: how tensors come to be, and how they are put together."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from tutor.calls import methods, packing
from tutor.calls.abstract import Axes, Axis, Batches, Found, Items, Lib, Stops, Tensor, Unknown, as_size
from tutor.calls.arithmetic import KINDS_OF_NUMBER, computed, multiplied, promoted
from tutor.calls.sizes import Symbolic, same, symbolic

if TYPE_CHECKING:
    from tutor.calls.evaluating import Evaluating

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
_TYPED = {
    "FloatTensor": "float32",
    "Tensor": "float32",
    "LongTensor": "int64",
    "DoubleTensor": "float64",
    "IntTensor": "int32",
    "HalfTensor": "float16",
    "BoolTensor": "bool",
    "ByteTensor": "uint8",
}
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


def called(
    path: str, arguments: list[Found], keywords: dict[str, Found], run: Evaluating, node: ast.Call
) -> Found:
    """Find what a function of torch or NumPy returns."""
    name = path.rpartition(".")[2]
    array = path.startswith("numpy.")
    made = _made(path, name, arguments, keywords, run, node)
    if isinstance(made, Tensor):
        return run.store.put(replace(made, array=True) if array else made)
    if isinstance(made, Items):
        return run.store.put(made)
    if isinstance(made, list):
        return tuple(run.store.put(replace(each, array=array)) for each in made)
    if made is not called:
        return made
    if name.endswith("_") and not path.startswith("torch.nn.init."):
        for each in arguments:
            run.store.forget(each, run.cause(node), run.key(node))
    return run.unknown(run.cause(node), node)


def _made(
    path: str, name: str, arguments: list[Found], keywords: dict[str, Found], run: Evaluating, node: ast.Call
) -> Found:
    contents = [run.store.get(each) for each in arguments]
    array = path.startswith("numpy.")
    if path in ("torch.autograd.Variable", "torch.nn.Parameter", "torch.compile", "torch.jit.script"):
        return arguments[0] if arguments else called
    if path.startswith("torch.nn.init."):
        return arguments[0] if arguments else called
    if path.startswith("torch.nn.utils.rnn."):
        return packing.called(name, arguments, keywords, run, node)
    if path.startswith("torch.utils.data."):
        return _data(name, arguments, keywords, run)
    if path.startswith("torch.nn.utils.") and name in ("weight_norm", "spectral_norm"):
        return arguments[0] if arguments else called
    if path == "torch.set_default_dtype":
        run.default_dtype = _kind(arguments[0] if arguments else None, run, "float32")
        return None
    if path in ("torch.Size", "numpy.shape"):
        sizes = methods.numbers(arguments, run)
        return tuple(sizes) if sizes is not None and path == "torch.Size" else called
    if name in ("no_grad", "manual_seed", "enable_grad", "inference_mode", "seed"):
        return None
    site = run.site(node)
    if site in run.given:
        return Tensor(tuple(map(Axis, run.given[site])), "any", key=site)
    if name in _TYPED and path in (f"torch.{name}", f"torch.cuda.{name}"):
        return _typed(name, arguments, contents, run, node)
    if name in _SIZED and path in (f"torch.{name}", f"numpy.{name}", f"numpy.random.{name}"):
        return _sized(path, name, arguments, keywords, run, node)
    if name in _LIKE and contents and isinstance(contents[0], Tensor):
        kind = _kind(keywords.get("dtype"), run, contents[0].dtype)
        return replace(
            contents[0], dtype=kind, zeros=name == "zeros_like", role=("", 0), key=run.key(node), data=None
        )
    if name in ("tensor", "as_tensor", "array", "asarray", "from_numpy"):
        return _of_data(name, arguments, keywords, run, node, array)
    if name in ("randint", "full", "arange", "linspace", "eye", "randperm"):
        return _counted(name, arguments, keywords, run, node, array)
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
        return computed(contents[0], sign, contents[1], run.cause(node)) or called
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
            return replace(made, key=run.key(node)) if isinstance(made, Tensor) else made
    return called


def _kind(value: Found, run: Evaluating, default: str) -> str:
    """Read the kind of number that is asked for."""
    content = run.store.get(value)
    if content is None:
        return default
    text = content.path if isinstance(content, Lib) else content if isinstance(content, str) else ""
    kind = text.rpartition(".")[2]
    kind = {"float": "float32", "double": "float64", "long": "int64", "int": "int32", "half": "float16"}.get(
        kind, kind
    )
    if isinstance(content, Lib) and content.path in ("python.float", "python.int"):
        kind = {"python.float": "float64", "python.int": "int64"}[content.path]
    return kind if kind in KINDS_OF_NUMBER else ""


def _sized(
    path: str, name: str, arguments: list[Found], keywords: dict[str, Found], run: Evaluating, node: ast.Call
) -> Found:
    """Make a tensor whose arguments are its sizes."""
    array = path.startswith("numpy.")
    given, labelled = list(arguments), node
    if name in ("normal", "uniform"):
        given = [keywords["size"]] if "size" in keywords else given[2:3]
    elif array and name in ("zeros", "ones", "empty"):
        given = [keywords["shape"]] if "shape" in keywords else given[:1]
        if len(arguments) > 1:
            keywords = {**keywords, "dtype": arguments[1]}
    elif "size" in keywords:
        given = [keywords["size"]]
    sizes = methods.numbers(given, run)
    default = "float64" if array else run.default_dtype
    kind = _kind(keywords.get("dtype"), run, default)
    if sizes is None:
        return Tensor(None, kind, array, run.key(node), run.cause(node))
    if any(not isinstance(each, Symbolic) and each < 0 for each in sizes):
        raise Stops(run.cause(node, "size"))
    labels = _labels(labelled, len(sizes))
    axes = tuple(Axis(size, label) for size, label in zip(sizes, labels, strict=True))
    return Tensor(axes, kind, array, run.key(node), zeros=name == "zeros")


def _labels(node: ast.Call, count: int) -> list[str]:
    """Give what the text calls the sizes."""
    arguments: Sequence[ast.expr] = node.args
    for each in node.keywords:
        if each.arg in ("size", "shape"):
            arguments = [each.value]
    if len(arguments) == 1 and isinstance(arguments[0], ast.Tuple | ast.List):
        arguments = arguments[0].elts
    found = [methods.label_of(each) for each in arguments]
    return found if len(found) == count else [""] * count


def _typed(
    name: str, arguments: list[Found], contents: list[Found], run: Evaluating, node: ast.Call
) -> Found:
    """Follow the old makers: of numbers they make a size, of a list its numbers."""
    kind = _TYPED[name]
    if len(contents) == 1:
        content = contents[0]
        if isinstance(content, Tensor):
            return replace(content, dtype=kind, array=False, zeros=False, key=run.key(node))
        if isinstance(content, Items) or type(content) is tuple:
            shape, _, data = nested(arguments[0], run)
            axes = None if shape is None else tuple(map(Axis, shape))
            return Tensor(axes, kind, False, run.key(node), run.cause(node), data=data)
        if isinstance(content, Unknown):
            return Tensor(None, kind, False, run.key(node), run.cause(node))
    sizes = methods.numbers(arguments, run)
    if sizes is None:
        return Tensor(None, kind, False, run.key(node), run.cause(node))
    labels = _labels(node, len(sizes))
    return Tensor(tuple(Axis(*each) for each in zip(sizes, labels, strict=True)), kind, False, run.key(node))


def nested(
    value: Found, run: Evaluating, depth: int = 0
) -> tuple[tuple[int, ...] | None, str, tuple[int, ...] | None]:
    """Read the shape of lists in lists, the kind of their numbers, and the numbers of a single list."""
    content = run.store.get(value)
    if isinstance(content, bool):
        return (), "bool", None
    if isinstance(content, int):
        return (), "int64", None
    if isinstance(content, float):
        return (), "float", None
    if isinstance(content, Tensor):
        return content.shape, content.dtype, None
    if isinstance(content, Items) and content.items is None and content.element is not None:
        shape, kind, _ = nested(content.element, run, depth + 1)
        return None if shape is None else (symbolic("?", f"{content.element}", 1), *shape), kind, None
    items = content.items if isinstance(content, Items) else content if type(content) is tuple else None
    if items is None or depth > 8:
        return None, "", None
    if not items:
        return (0,), "float", ()
    if len(items) > 4096:
        return None, "", None
    found = [nested(each, run, depth + 1) for each in items]
    if any(shape is None or shape != found[0][0] for shape, _, _ in found):
        return None, "", None
    kinds = {kind for _, kind, _ in found}
    kind = (
        kinds.pop()
        if len(kinds) == 1
        else "float"
        if kinds <= {"float", "int64", "bool"} and "float" in kinds
        else ""
    )
    whole = all(isinstance(run.store.get(each), int) for each in items)
    data = tuple(run.store.get(each) for each in items) if whole else None
    assert found[0][0] is not None
    return (len(items), *found[0][0]), kind, data


def _of_data(
    name: str,
    arguments: list[Found],
    keywords: dict[str, Found],
    run: Evaluating,
    node: ast.Call,
    array: bool,
) -> Found:
    """Make a tensor of numbers that stand in the text, or of an array."""
    value = arguments[0] if arguments else keywords.get("data", keywords.get("object"))
    asked = keywords.get("dtype", arguments[1] if array and len(arguments) > 1 else None)
    content = run.store.get(value)
    if isinstance(content, Tensor):
        if name == "from_numpy" and not content.array and content.axes is not None:
            raise Stops(run.cause(node))
        return replace(
            content,
            dtype=_kind(asked, run, content.dtype),
            array=array,
            zeros=False,
            role=("", 0),
            key=run.key(node),
        )
    shape, kind, data = nested(value, run)
    default = ("float64" if array else run.default_dtype) if kind == "float" else kind
    kind = _kind(asked, run, default)
    axes = None if shape is None else tuple(map(Axis, shape))
    return Tensor(axes, kind, array, run.key(node), run.cause(node) if axes is None else None, data=data)


def _counted(
    name: str,
    arguments: list[Found],
    keywords: dict[str, Found],
    run: Evaluating,
    node: ast.Call,
    array: bool,
) -> Found:
    """Follow the makers whose sizes are not their first arguments."""
    key = run.key(node)
    float_kind = "float64" if array else run.default_dtype
    match name:
        case "randint":
            size = keywords.get("size", arguments[2] if len(arguments) > 2 else None)
            if size is None and len(arguments) == 2 and type(run.store.get(arguments[1])) is tuple:
                size = arguments[1]
            sizes = None if size is None else methods.numbers([size], run)
            axes = None if sizes is None else tuple(map(Axis, sizes))
            return Tensor(axes, _kind(keywords.get("dtype"), run, "int64"), array, key, run.cause(node))
        case "full":
            sizes = methods.numbers(arguments[:1] or [keywords.get("size")], run)
            value = run.store.get(arguments[1]) if len(arguments) > 1 else keywords.get("fill_value")
            plain = {bool: "bool", int: "int64", float: float_kind}.get(type(value), "")
            axes = None if sizes is None else tuple(map(Axis, sizes))
            return Tensor(axes, _kind(keywords.get("dtype"), run, plain), array, key, run.cause(node))
        case "eye" | "randperm":
            sizes = methods.numbers(arguments, run)
            kind = _kind(keywords.get("dtype"), run, "int64" if name == "randperm" else float_kind)
            if sizes is None or len(sizes) not in (1, 2):
                return Tensor(None, kind, array, key, run.cause(node))
            twice = (sizes * 2)[:2] if name == "eye" else sizes
            return Tensor(tuple(map(Axis, twice)), kind, array, key)
        case "linspace":
            count: Found = keywords.get(
                "steps", keywords.get("num", arguments[2] if len(arguments) > 2 else 50)
            )
            size = as_size(count)
            kind = _kind(keywords.get("dtype"), run, float_kind)
            return Tensor(None if size is None else (Axis(size),), kind, array, key, run.cause(node))
    return _arange(arguments, keywords, run, node, array)


def _arange(
    arguments: list[Found], keywords: dict[str, Found], run: Evaluating, node: ast.Call, array: bool
) -> Tensor:
    whole = all(isinstance(each, int) and not isinstance(each, bool) for each in arguments)
    floats = any(isinstance(each, float) for each in arguments)
    default = ("float64" if array else run.default_dtype) if floats else "int64" if whole else ""
    kind = _kind(keywords.get("dtype"), run, default)
    bounds: list[Found] = [0, *arguments] if len(arguments) == 1 else list(arguments)
    if len(bounds) not in (2, 3):
        return Tensor((Axis(symbolic("?", run.key(node), 0)),), kind, array, run.key(node))
    start, stop, step = (*bounds, 1)[:3]
    plain = all(
        isinstance(each, int | float) and not isinstance(each, Symbolic) for each in (start, stop, step)
    )
    if plain and step and not (floats and len(arguments) == 3):
        size = max(0, ceil((stop - start) / step))
        return Tensor((Axis(size),), kind, array, run.key(node))
    if start == 0 and step == 1 and isinstance(stop, Symbolic):
        return Tensor((Axis(stop),), kind, array, run.key(node))
    return Tensor((Axis(symbolic("?", run.key(node), 0)),), kind, array, run.key(node))


def _together(
    arguments: list[Found], keywords: dict[str, Found], run: Evaluating, node: ast.Call, *, new: bool
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


def _one_hot(arguments: list[Found], keywords: dict[str, Found], run: Evaluating, node: ast.Call) -> Tensor:
    """Follow one_hot: whole numbers, with one axis more."""
    content = run.store.get(arguments[0]) if arguments else None
    classes = as_size(keywords.get("num_classes", arguments[1] if len(arguments) > 1 else None))
    if not isinstance(content, Tensor) or content.axes is None:
        return Tensor(None, "int64", False, run.key(node), run.cause(node))
    if classes is None or (not isinstance(classes, Symbolic) and classes < 0):
        classes = symbolic("?", run.key(node))
    return Tensor((*content.axes, Axis(classes)), "int64", False, run.key(node))


def _data(name: str, arguments: list[Found], keywords: dict[str, Found], run: Evaluating) -> Found:
    """Follow data sets of tensors and their batches."""
    contents = [run.store.get(each) for each in arguments]
    if name == "TensorDataset" and contents and all(isinstance(each, Tensor) for each in contents):
        return run.store.put(Batches(tuple(contents)))
    if name == "DataLoader" and contents:
        size = keywords.get("batch_size", arguments[1] if len(arguments) > 1 else 1)
        drop = keywords.get("drop_last", False)
        plain = set(keywords) <= {
            "batch_size",
            "shuffle",
            "drop_last",
            "num_workers",
            "pin_memory",
            "dataset",
        }
        if isinstance(size, int) and isinstance(drop, bool) and plain:
            if isinstance(contents[0], Batches):
                return run.store.put(replace(contents[0], size=size, drop_last=drop))
            if isinstance(contents[0], Tensor):
                return run.store.put(Batches((contents[0],), size, drop, single=True))
    return called
