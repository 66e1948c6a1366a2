"""How tensors come to be: makers with sizes, with numbers that stand in the text, and with counts."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axis, Found, Items, Lib, Stops, Tensor, Unknown, as_size
from tutor.calls.library import reshaping
from tutor.calls.library.arithmetic import KINDS_OF_NUMBER
from tutor.calls.rules.sizes import Symbolic, symbolic
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

TYPED = {
    "FloatTensor": "float32",
    "Tensor": "",  # what torch makes without being asked
    "LongTensor": "int64",
    "DoubleTensor": "float64",
    "IntTensor": "int32",
    "HalfTensor": "float16",
    "BoolTensor": "bool",
    "ByteTensor": "uint8",
}


def kind_asked(value: Found, run: Run, default: str) -> str:
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


def default_kind(value: Found, run: Run) -> str:
    """Read the kind of number that torch is told to make from now on."""
    content = run.store.get(value)
    path = content.path if isinstance(content, Lib) else content if isinstance(content, str) else ""
    return TYPED.get(path.rpartition(".")[2]) or kind_asked(value, run, "")


def sized(
    path: str, name: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call
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
    sizes = reshaping.numbers(given, run)
    default = "float64" if array else run.default_dtype
    kind = kind_asked(keywords.get("dtype"), run, default)
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
    found = [reshaping.label_of(each) for each in arguments]
    return found if len(found) == count else [""] * count


def typed(name: str, arguments: list[Found], contents: list[Found], run: Run, node: ast.Call) -> Found:
    """Follow the old makers: of numbers they make a size, of a list its numbers."""
    kind = TYPED[name] or run.default_dtype
    if len(contents) == 1:
        content = contents[0]
        if isinstance(content, Tensor):
            return replace(content, dtype=kind, array=False, zeros=False, key=run.key(node))
        if isinstance(content, Items) or type(content) is tuple:
            shape, _, data = nested(arguments[0], run)
            axes = None if shape is None else tuple(map(Axis, shape))
            span = spanned(arguments[0], run)
            return Tensor(axes, kind, False, run.key(node), run.cause(node), data=data, span=span)
        if isinstance(content, Unknown):
            return Tensor(None, kind, False, run.key(node), run.cause(node))
    sizes = reshaping.numbers(arguments, run)
    if sizes is None:
        return Tensor(None, kind, False, run.key(node), run.cause(node))
    labels = _labels(node, len(sizes))
    return Tensor(tuple(Axis(*each) for each in zip(sizes, labels, strict=True)), kind, False, run.key(node))


def nested(
    value: Found, run: Run, depth: int = 0
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


def of_data(
    name: str,
    arguments: list[Found],
    keywords: dict[str, Found],
    run: Run,
    node: ast.Call,
    array: bool,
) -> Found:
    """Make a tensor of numbers that stand in the text, or of an array."""
    value = arguments[0] if arguments else keywords.get("data", keywords.get("object"))
    asked = keywords.get("dtype", arguments[1] if array and len(arguments) > 1 else None)
    content = run.store.get(value)
    if isinstance(content, Tensor):
        if name == "from_numpy" and content.array is False and content.axes is not None:
            raise Stops(run.cause(node))
        return replace(
            content,
            dtype=kind_asked(asked, run, content.dtype),
            array=array,
            zeros=False,
            role=("", 0),
            key=run.key(node),
        )
    shape, kind, data = nested(value, run)
    default = ("float64" if array else run.default_dtype) if kind == "float" else kind
    kind = kind_asked(asked, run, default)
    axes = None if shape is None else tuple(map(Axis, shape))
    cause = run.cause(node) if axes is None else None
    return Tensor(axes, kind, array, run.key(node), cause, data=data, span=spanned(value, run))


def spanned(value: Found, run: Run) -> tuple[int, int] | None:
    """Give the least and the largest whole number in lists in lists; nothing where there are others."""
    content = run.store.get(value)
    if isinstance(content, int) and not isinstance(content, bool | Symbolic):
        return content, content
    items = content.items if isinstance(content, Items) else content if type(content) is tuple else None
    spans = [spanned(each, run) for each in items or ()]
    known = [each for each in spans if each is not None]
    if not known or len(known) < len(spans):
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def counted(
    name: str,
    arguments: list[Found],
    keywords: dict[str, Found],
    run: Run,
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
            sizes = None if size is None else reshaping.numbers([size], run)
            axes = None if sizes is None else tuple(map(Axis, sizes))
            kind = kind_asked(keywords.get("dtype"), run, "int64")
            span = _random_span(arguments, keywords, size)
            return Tensor(axes, kind, array, key, run.cause(node), span=span)
        case "full":
            sizes = reshaping.numbers(arguments[:1] or [keywords.get("size")], run)
            value = run.store.get(arguments[1]) if len(arguments) > 1 else keywords.get("fill_value")
            plain = {bool: "bool", int: "int64", float: float_kind}.get(type(value), "")
            axes = None if sizes is None else tuple(map(Axis, sizes))
            return Tensor(axes, kind_asked(keywords.get("dtype"), run, plain), array, key, run.cause(node))
        case "eye" | "randperm":
            sizes = reshaping.numbers(arguments, run)
            kind = kind_asked(keywords.get("dtype"), run, "int64" if name == "randperm" else float_kind)
            if sizes is None or len(sizes) not in (1, 2):
                return Tensor(None, kind, array, key, run.cause(node))
            twice = (sizes * 2)[:2] if name == "eye" else sizes
            return Tensor(tuple(map(Axis, twice)), kind, array, key)
        case "linspace":
            count: Found = keywords.get(
                "steps", keywords.get("num", arguments[2] if len(arguments) > 2 else 50)
            )
            size = as_size(count)
            kind = kind_asked(keywords.get("dtype"), run, float_kind)
            return Tensor(None if size is None else (Axis(size),), kind, array, key, run.cause(node))
    return _arange(arguments, keywords, run, node, array)


def _random_span(arguments: list[Found], keywords: dict[str, Found], size: Found) -> tuple[int, int] | None:
    """Give the least and the largest number that randint may draw."""
    bounds = [each for each in arguments[:2] if each is not size]
    low = keywords.get("low", bounds[0] if len(bounds) > 1 else 0)
    high: Found = keywords.get("high", bounds[-1] if bounds else None)
    plain = all(isinstance(each, int) and not isinstance(each, bool | Symbolic) for each in (low, high))
    return (low, high - 1) if plain and low < high else None


def _arange(
    arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call, array: bool
) -> Tensor:
    whole = all(isinstance(each, int) and not isinstance(each, bool) for each in arguments)
    floats = any(isinstance(each, float) for each in arguments)
    default = ("float64" if array else run.default_dtype) if floats else "int64" if whole else ""
    kind = kind_asked(keywords.get("dtype"), run, default)
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
