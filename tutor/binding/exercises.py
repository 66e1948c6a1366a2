"""A text of several problems, each with a network of its own: where one ends and the next begins.

A problem opens where something that was given is given anew and a state is computed again, below a label
(``Exercise B``, ``문제 2``) or a title, or where several givens change together. A matrix that comes back
with one number changed is a copy with a slip, and no other problem. What an earlier problem gives and this
one does not give anew holds on where the text reads on without a label; below a label only what stands above
all of them, and the parameters that the problem names.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Name
from tutor.reading.work import Chain, Work
from tutor.record import record, replace

Key = tuple[str, int | str | None]

_LABEL = re.compile(
    r"[\W_]*(problem|exercise|example|question|task|case|network|drill|q|문제|예제|연습|문항|사례|과제"
    r"|ejercicio|problema|ejemplo|soal|contoh|latihan|aufgabe|beispiel|exercice|例题?|习题|练习|问题|第)"
    r"\s*[.#:]?\s*(\d{1,2}|[A-H])(?![\w.]\d|\w)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\s*(?:#{1,6}\s|In \[(?:\d+|None| )\]:|\\(?:sub)*(?:section|paragraph)\*?\{|[-–—=*_]{3,}\s*$)"
)
# More problems than anybody sets on a sheet are read as one text.
_MOST = 40


@record()
class Part:
    """A problem of a text: the work with what it inherits, and the chains that are its own.

    ``anew``: its inputs have another size, so that no matrix before it is one of its own.
    """

    work: Work
    own: tuple[Chain, ...]
    labelled: bool
    anew: bool = False


def exercises(work: Work) -> tuple[Part, ...]:
    r"""Give every problem of a text; the text itself where it is one.

    >>> from tutor.reading.reader import read
    >>> text = "Exercise {}\nW = {}, U = {}, x_1 = 1, h_0 = 0\nh_1 = tanh({} + 0) = 0.5\n"
    >>> parts = exercises(read(text.format("A", 1, 2, 1) + text.format("B", 3, 4, 3)))
    >>> [len(part.work.chains) for part in parts]
    [5, 5]
    """
    labels = _labels(work.lines)
    steps = {each.place.line for each in work.headings if each.step is not None}
    titles = {line for line, text in enumerate(work.lines, start=1) if _TITLE.match(text)} - steps
    starts, labelled = _starts(work, labels, titles)
    if not 0 < len(starts) < _MOST:
        return (Part(work, work.chains, False),)
    bounds = [0, *starts, len(work.chains)]
    above = sum(chain.place.line < labels[0] for chain in work.chains) if labels else 0
    parts = []
    ended, words, lists = 0, work.vocabulary, work.word_lists
    for number, (start, end) in enumerate(pairwise(bounds)):
        own = work.chains[start:end]
        below = bool(number) and labelled[number - 1]
        before, now = _widths(work.chains[:start]), _widths(own)
        anew = bool(before and now) and before.isdisjoint(now)
        inherited = () if anew else _inherited(work.chains[:start], own, above if below else start)
        last = work.chains[end - 1].place.end_line if end < len(work.chains) else len(work.lines)
        # Words hold on until others are given.
        words = tuple(each for each in work.vocabulary if ended < each.place.line <= last) or words
        lists = tuple(each for each in work.word_lists if ended < each.place.line <= last) or lists
        ended = last
        part = _part(work, (*inherited, *own), start, last, first=not number)
        parts.append(Part(replace(part, vocabulary=words, word_lists=lists), own, below, anew))
    return tuple(parts)


def _labels(lines: Sequence[str]) -> list[int]:
    """Give the lines that number the problems of a text, all with one word and counting up."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, line in enumerate(lines, start=1):
        if (match := _LABEL.match(line)) is not None:
            found.setdefault(match[1].lower(), []).append((match[2].upper().rjust(2), number))
    for each in found.values():
        numbers = [label for label, _ in each]
        if len(numbers) > 1 and numbers == sorted(set(numbers)):
            return [line for _, line in each]
    return []


@record()
class _Block:
    """Givens that stand together: the first chain, the last line, what they give; or a calculation."""

    start: int
    line: int
    given: Mapping[Key, tuple[Decimal, ...]]
    computes: bool = False


def _starts(work: Work, labels: Sequence[int], titles: set[int]) -> tuple[list[int], list[bool]]:
    """Give the chains with which another problem begins, and whether a label says so."""
    marks = sorted({*labels, *titles})
    letters = {chain.name.base for chain in work.chains if chain.name and chain.name.step is None}
    opening = _openings(work, labels)
    found: dict[int, bool] = {}
    known: dict[Key, tuple[Decimal, ...]] = {}
    computed_at = 0
    for block in _blocks(work, marks):
        first = work.chains[block.start].place.line
        before = work.chains[block.start - 1].place.line if block.start else 0
        if any(before < label <= first for label in opening) and block.start:
            found[block.start] = True
            known, computed_at = {}, 0
        changed = [
            key
            for key, numbers in block.given.items()
            if key in known and _is_other(known[key], numbers) and not _is_product(key[0], letters)
        ]
        titled = any(computed_at < mark <= first for mark in marks)
        if changed and _is_update(work, block):
            continue
        if computed_at and (len(changed) > 1 or (changed and titled)):
            found.setdefault(block.start, any(computed_at < label <= first for label in labels))
            computed_at = 0
        for key, numbers in block.given.items():
            if key in changed or key not in known:
                known[key] = numbers
        if block.computes:
            computed_at = first
    starts = sorted(found)
    return starts, [found[start] for start in starts]


def _is_update(work: Work, block: _Block) -> bool:
    """Whether parameters are new ones, behind gradients: no state is computed with them."""
    if (
        work.backward is None
        or block.line < work.backward
        or any(step is not None for _, step in block.given)
    ):
        return False
    names = [(chain.place.line, chain.name) for chain in work.chains if chain.name is not None]
    states = {name.base for line, name in names if line < work.backward and isinstance(name.step, int)}
    return not any(line > block.line and name.base in states for line, name in names)


def _blocks(work: Work, marks: Sequence[int]) -> Iterator[_Block]:
    """Give the blocks of a text: givens without a calculation or a mark between, and single calculations."""
    open_: _Block | None = None
    for index, chain in enumerate(work.chains):
        key, numbers = _given(chain)
        line = chain.place.line
        if open_ is not None and (key is None or _mark_between(marks, open_.line, line)):
            yield open_
            open_ = None
        if key is None:
            yield _Block(index, line, {}, _computes(chain))
        elif open_ is None:
            open_ = _Block(index, line, {key: numbers})
        else:
            open_ = replace(open_, line=line, given={**open_.given, key: numbers})
    if open_ is not None:
        yield open_


def _computes(chain: Chain) -> bool:
    """Whether a chain comes to a result."""
    return any(w.is_literal(segment.expression) for segment in chain.segments[1:])


def _mark_between(marks: Sequence[int], after: int, line: int) -> bool:
    return bisect.bisect_right(marks, line) > bisect.bisect_right(marks, after)


def _openings(work: Work, labels: Sequence[int]) -> set[int]:
    """Give the labels below which something is computed that was computed below another one, from givens."""
    found: set[int] = set()
    before: set[Key] = set()
    for number, line in enumerate(labels):
        end = labels[number + 1] if number + 1 < len(labels) else len(work.lines) + 1
        chains = [chain for chain in work.chains if line <= chain.place.line < end]
        computed = set().union(*map(_computed, chains)) if chains else set()
        if computed & before and any(_given(chain)[0] is not None for chain in chains):
            found.add(line)
        before |= computed
    return found


def _given(chain: Chain) -> tuple[Key | None, tuple[Decimal, ...]]:
    """Give what a chain defines and with which numbers: a parameter, an input or a state before the first."""
    name = chain.name
    if name is None or name.entry or chain.literal is None or len(chain.segments) != 2:
        return None, ()
    parameter = name.step is None and name.base[:1] in "WUVbwuv"
    start = name.base[:1] in "hscH" and name.step in (0, -1, "start")
    if not (parameter or start or (name.base[:1] in "xX" and isinstance(name.step, int))):
        return None, ()
    numbers = tuple(node.value for node in w.walk(chain.literal) if isinstance(node, w.Number))
    return (name.base, name.step), numbers


def _widths(chains: Sequence[Chain]) -> set[int]:
    """Give how many entries the inputs have that are given."""
    given = (_given(chain) for chain in chains)
    return {len(numbers) for key, numbers in given if key is not None and key[0][:1] in "xX"}


def _is_product(base: str, letters: Collection[str]) -> bool:
    """Whether ``Wx`` is the product of W and x, which every step computes anew."""
    return len(base) == 3 and base[1] == "_" and base[0] in letters


def _is_other(known: Sequence[Decimal], numbers: Sequence[Decimal]) -> bool:
    """Whether numbers are given anew, and are not the known ones with a slip of the pen."""
    if len(known) != len(numbers):
        return True
    changed = sum(a != b for a, b in zip(known, numbers, strict=True))
    return changed > 0 and (len(known) == 1 or 2 * changed > len(known))


def _computed(chain: Chain) -> set[Key]:
    """Give the quantity that a chain computes."""
    name = chain.name
    if name is None or len(chain.segments) < 3:
        return set()
    sides = [segment.expression for segment in chain.segments[1:]]
    if not any(w.is_literal(side) for side in sides) or w.is_literal(sides[0]):
        return set()
    return {(name.base, name.step if not name.entry else f"{name.step}{name.entry}")}


def _inherited(before: Sequence[Chain], own: Sequence[Chain], all_of: int) -> Iterator[Chain]:
    """Give the earlier chains that hold on: all givens of the first ``all_of``, else those that are named."""
    anew = {key for chain in own if (key := _given(chain)[0]) is not None}
    named = {
        node.base
        for chain in own
        for segment in chain.segments
        for node in w.walk(segment.expression)
        if isinstance(node, Name)
    }
    latest: Mapping[Key, Chain] = {key: chain for chain in before if (key := _given(chain)[0]) is not None}
    for index, chain in enumerate(before):
        name, (key, _) = chain.name, _given(chain)
        if name is not None and isinstance(name.step, str) and chain.literal is None:
            yield chain
        elif key is None or key in anew or latest[key] is not chain:
            continue
        elif index < all_of or (key[1] is None and key[0] in named):
            yield chain


def _part(work: Work, chains: Sequence[Chain], start: int, last: int, *, first: bool) -> Work:
    """Keep of a work what belongs to one problem."""
    line = work.chains[start].place.line if start else 0
    headings = tuple(
        each for each in work.headings if each.step is None or line <= each.place.line <= last or not start
    )
    headings = tuple(each for each in headings if each.place.line <= last)
    at = [each.place.line for each in headings]

    def under(chain: Chain) -> Chain:
        above = bisect.bisect_right(at, chain.place.line) - 1
        return replace(chain, heading=above if above >= 0 else None)

    return replace(
        work,
        headings=headings,
        chains=tuple(map(under, chains)),
        unreadable=work.unreadable if first else (),
    )
