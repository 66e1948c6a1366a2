"""How large a tensor of the text is: by how it is made, and by what is done to its axes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from math import prod

from tutor.calls.modules import Shape, Value
from tutor.calls.values import UnknownValueError, value

# Ways to make a tensor whose arguments are its sizes, and methods that leave the sizes alone.
MAKERS = ("randn", "rand", "zeros", "ones", "empty")
_SAME = ("clone", "contiguous", "cpu", "cuda", "detach", "double", "float", "requires_grad_", "to")


def dotted(node: ast.expr) -> str:
    """Give a name with its dots, as in ``torch.nn.RNN``; nothing for anything else."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(owner, name):
            before = dotted(owner)
            return f"{before}.{name}" if before else ""
    return ""


def shape_of(node: ast.expr, names: Mapping[str, Value], tensors: Mapping[str, Shape]) -> Shape | None:
    """Give the shape of a tensor where the text tells it.

    >>> shape_of(ast.parse("torch.zeros(1, T, 10).transpose(0, 1)[0]", mode="eval").body, {"T": 3}, {})
    (1, 10)
    """
    if dotted(node) in tensors:
        return tensors[dotted(node)]
    match node:
        case ast.Subscript(whole, ast.Name() | ast.Constant(int())):
            shape = shape_of(whole, names, tensors)
            return shape[1:] if shape else None
        case ast.Call(ast.Attribute(ast.Name("torch"), maker) | ast.Name(maker)) if maker in MAKERS:
            given = node.args or [each.value for each in node.keywords if each.arg == "size"]
            sizes = _numbers(given, names)
            return None if sizes is None or any(size < 0 for size in sizes) else tuple(sizes)
        case ast.Call(ast.Attribute(whole, method), arguments):
            shape = shape_of(whole, names, tensors)
            return None if shape is None else _after(method, shape, _numbers(arguments, names))
    return None


def _numbers(nodes: Sequence[ast.expr], names: Mapping[str, Value]) -> list[int] | None:
    """Read whole numbers, given one by one or as one tuple."""
    try:
        given = [value(each, names) for each in nodes]
    except UnknownValueError:
        return None
    flat = list(given[0]) if len(given) == 1 and isinstance(given[0], tuple | list) else given
    whole = [each for each in flat if isinstance(each, int) and not isinstance(each, bool)]
    return whole if len(whole) == len(flat) else None


def _after(method: str, shape: Shape, numbers: list[int] | None) -> Shape | None:
    """Give the shape after a method; nothing where it is not one of those that are followed."""
    if method in _SAME:
        return shape
    axes = len(shape) + (method == "unsqueeze")
    places = [place % axes for place in numbers or () if axes and -axes <= place < axes]
    match method, places:
        case "unsqueeze", [at] if len(numbers or ()) == 1:
            return (*shape[:at], 1, *shape[at:])
        case "squeeze", [at] if len(numbers or ()) == 1:
            return shape[:at] + shape[at + 1 :] if shape[at] == 1 else shape
        case (("transpose" | "swapaxes"), [first, second]) if len(numbers or ()) == 2:
            sizes = list(shape)
            sizes[first], sizes[second] = sizes[second], sizes[first]
            return tuple(sizes)
        case "permute", _ if sorted(places) == list(range(len(shape))):
            return tuple(shape[place] for place in places)
        case (("view" | "reshape"), _) if numbers and min(numbers) >= 0 and prod(numbers) == prod(shape):
            return tuple(numbers)
    return None
