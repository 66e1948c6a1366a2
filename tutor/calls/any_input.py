"""What holds of calls whose input is not in the text, whatever it is.

They are asked with inputs of every number of axes; the sizes stay open. A call is refused if it is refused
with all that the program comes to it with; a layer behind it does not fit if it fits with none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Misfit, Tensor, Unknown
from tutor.calls.following.records import Record, answered, words_of_refusal
from tutor.calls.rules.sizes import symbolic
from tutor.record import record

if TYPE_CHECKING:
    from tutor.calls.following.source import Source
    from tutor.calls.rules.modules import Shape

_MOST_AXES = 5
_MOST_ASKED = 2
Again = Callable[[Mapping[str, "Shape"]], "Source"]


@record()
class Decided:
    """What was found: refused calls by their place, each with the text as it was followed, and misfits."""

    refused: Mapping[str, tuple[Record, Source]]
    misfits: tuple[Misfit, ...]


UNDECIDED = Decided({}, ())


def decided(source: Source, records: Sequence[Record], again: Again) -> Decided:
    """Find what holds whatever the inputs are that the text leaves open."""
    records = [each for each in records if each.unreached is None]
    unread = [each for each in records if _is_open(each)]
    refused: dict[str, tuple[Record, Source]] = {}
    misfits: list[Misfit] = []
    for places, counts in _questions(source, unread):
        worlds = [again(_given(places, count)) for count in counts]
        for each in records:
            found = _refused(each, worlds, handed_in=places is source.arguments)
            if found is not None and answered(each)[0] is None:
                refused.setdefault(each.site, found)
        misfits += [each for each in _misfits(worlds) if each.cause not in {one.cause for one in misfits}]
    known = {each.cause for each in source.misfits}
    return Decided(refused, tuple(each for each in misfits if each.cause not in known))


def _is_open(record: Record) -> bool:
    """Tell an input of which not even the number of axes is known."""
    content = record.input
    return isinstance(content, Unknown) or (isinstance(content, Tensor) and content.axes is None)


def _questions(source: Source, unread: Sequence[Record]) -> list[tuple[Sequence[str], Sequence[int]]]:
    """Say which places are given an input, and of how many axes."""
    if not unread:
        return []
    asked: list[tuple[Sequence[str], Sequence[int]]] = []
    if source.arguments:
        asked.append((source.arguments, range(1, _MOST_AXES + 1)))
    sites = {each.site: each.module.kind.input_axes for each in unread}
    return [*asked, *(((site,), axes) for site, axes in list(sites.items())[:_MOST_ASKED])]


def _given(places: Sequence[str], count: int) -> Mapping[str, Shape]:
    return {place: tuple(symbolic("?", f"{place}.axis{at}") for at in range(count)) for place in places}


def _refused(record: Record, worlds: Sequence[Source], *, handed_in: bool) -> tuple[Record, Source] | None:
    """Find a call that is refused in every world that comes to it, as it is for a batch if it is there.

    Where a caller hands the input in, its words are those of as many axes as it takes: nobody means others.
    """
    met = [(each, world) for world in worlds for each in world.records if each.site == record.site]
    met = [one for one in met if one[0].unreached is None]
    if not met or any(answered(each)[0] is not False for each, _ in met):
        return None
    allowed = record.module.kind.input_axes
    fitting = [one for one in met if handed_in and _axes(one[0]) in allowed] or met
    if len({words_of_refusal(each) for each, _ in fitting}) > 1:
        return None  # which of its messages torch gives is not known
    return max(fitting, key=lambda one: _axes(one[0]) in allowed and _axes(one[0]))


def _axes(record: Record) -> int:
    return len(record.input.axes or ()) if isinstance(record.input, Tensor) else 0


def _misfits(worlds: Sequence[Source]) -> list[Misfit]:
    """Find the layers that fit in no world: it has ended before them, or torch refuses them."""
    found = []
    for each in (misfit for world in worlds for misfit in world.misfits):
        if all(_has(world, each) or _ends_before(world, each) for world in worlds):
            found.append(each)
    return found


def _has(world: Source, misfit: Misfit) -> bool:
    return any(each.cause == misfit.cause for each in world.misfits)


def _ends_before(world: Source, misfit: Misfit) -> bool:
    return any(each.line <= misfit.cause.line for each in world.ended)
