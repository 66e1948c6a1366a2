"""Padded and packed batches: pack_padded_sequence, pad_packed_sequence, pad_sequence."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axis, Found, Items, Packed, Stops, Tensor
from tutor.calls.rules.sizes import Symbolic, same, symbolic

if TYPE_CHECKING:
    from tutor.calls.following.state import Run


def called(name: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    """Follow a function of torch.nn.utils.rnn."""
    match name:
        case "pack_padded_sequence":
            return _packed(arguments, keywords, run, node)
        case "pad_packed_sequence":
            return _padded(arguments, keywords, run, node)
        case "pad_sequence":
            return _filled(arguments, keywords, run, node)
        case "pack_sequence":
            return _packed_list(arguments, keywords, run, node)
    return run.unknown(run.cause(node), node)


def _argument(
    arguments: list[Found], keywords: dict[str, Found], name: str, at: int, default: Found
) -> Found:
    return keywords.get(name, arguments[at] if len(arguments) > at else default)


def _packed(arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    """Pack; torch compares how many lengths there are with the batch, and wants them sorted."""
    input = run.store.get(_argument(arguments, keywords, "input", 0, None))
    given = _argument(arguments, keywords, "lengths", 1, None)
    first = _argument(arguments, keywords, "batch_first", 2, False)
    is_sorted = _argument(arguments, keywords, "enforce_sorted", 3, True)
    unknown = run.unknown(run.cause(node), node)
    if (
        not isinstance(input, Tensor)
        or input.axes is None
        or len(input.axes) != 3
        or not isinstance(first, bool)
    ):
        return unknown
    if not isinstance(is_sorted, bool):
        return unknown
    batch, steps = (input.axes[0], input.axes[1]) if first else (input.axes[1], input.axes[0])
    lengths = run.store.get(given)
    count: int | None = None
    numbers: tuple[Found, ...] | None = None
    if isinstance(lengths, Items) and lengths.items is not None:
        count, numbers = len(lengths.items), lengths.items
    elif type(lengths) is tuple:
        count, numbers = len(lengths), lengths
    elif isinstance(lengths, Tensor) and lengths.axes is not None and len(lengths.axes) == 1:
        count, numbers = lengths.axes[0].size, lengths.data
    if count is not None and same(count, batch.size) is False:
        raise Stops(run.cause(node, "pack"))
    if numbers is not None and all(
        isinstance(each, int) and not isinstance(each, Symbolic) for each in numbers
    ):
        longest, shortest = max(numbers, default=0), min(numbers, default=0)
        falling = all(one >= two for one, two in pairwise(numbers))
        too_long = not isinstance(steps.size, Symbolic) and longest > steps.size
        if shortest <= 0 or too_long or (is_sorted and not falling):
            raise Stops(run.cause(node, "pack"))
        return Packed(batch.size, input.axes[2].size, longest, input.dtype, sum(numbers))
    total = symbolic("?", run.key(node))
    return Packed(batch.size, input.axes[2].size, symbolic("T", run.key(node)), input.dtype, total)


def _padded(arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    content = run.store.get(_argument(arguments, keywords, "sequence", 0, None))
    first = _argument(arguments, keywords, "batch_first", 1, False)
    total = _argument(arguments, keywords, "total_length", 3, None)
    if not isinstance(content, Packed) or not isinstance(first, bool) or total is not None:
        return run.unknown(run.cause(node), node)
    batch, steps = Axis(content.batch), Axis(content.steps)
    axes = (batch, steps) if first else (steps, batch)
    output = Tensor((*axes, Axis(content.features)), content.dtype, role=content.role)
    lengths = Tensor((Axis(content.batch),), "int64")
    return run.store.put(output), run.store.put(lengths)


def _tensors(given: Found, run: Run, node: ast.AST) -> list[Tensor] | None:
    parts = run.elements(given, node)
    tensors = [run.store.get(each) for each in parts or ()]
    if not tensors or not all(isinstance(each, Tensor) and each.axes for each in tensors):
        return None
    return tensors


def _longest(tensors: list[Tensor]) -> int | None:
    sizes = [each.axes[0].size for each in tensors if each.axes]
    if any(isinstance(each, Symbolic) for each in sizes):
        return sizes[0] if all(each == sizes[0] for each in sizes) else None
    return max(sizes)


def _filled(arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    tensors = _tensors(_argument(arguments, keywords, "sequences", 0, None), run, node)
    first = _argument(arguments, keywords, "batch_first", 1, False)
    if tensors is None or not isinstance(first, bool):
        return Tensor(None, "", False, run.key(node), run.cause(node))
    steps = _longest(tensors)
    rests = [each.axes[1:] for each in tensors if each.axes]
    if steps is None or any([a.size for a in rest] != [a.size for a in rests[0]] for rest in rests):
        return Tensor(None, "", False, run.key(node), run.cause(node))
    kinds = {each.dtype for each in tensors}
    axes = (Axis(len(tensors)), Axis(steps)) if first else (Axis(steps), Axis(len(tensors)))
    return Tensor((*axes, *rests[0]), kinds.pop() if len(kinds) == 1 else "", key=run.key(node))


def _packed_list(arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    tensors = _tensors(_argument(arguments, keywords, "sequences", 0, None), run, node)
    is_sorted = _argument(arguments, keywords, "enforce_sorted", 1, True)
    sizes = [each.axes[0].size for each in tensors or () if each.axes and len(each.axes) == 2]
    plain = tensors is not None and len(sizes) == len(tensors) and isinstance(is_sorted, bool)
    if not plain or tensors is None or any(isinstance(each, Symbolic) for each in sizes):
        return run.unknown(run.cause(node), node)
    widths = {each.axes[1].size for each in tensors if each.axes}
    kinds = {each.dtype for each in tensors}
    falling = all(one >= two for one, two in pairwise(sizes))
    if len(widths) != 1 or len(kinds) != 1 or 0 in sizes or (is_sorted and not falling):
        raise Stops(run.cause(node, "pack"))
    return Packed(len(sizes), widths.pop(), max(sizes), kinds.pop(), sum(sizes))
