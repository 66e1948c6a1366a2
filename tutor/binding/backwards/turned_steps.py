"""The steps of a backward pass in code, whose names say none: they stand for every step anew.

    dh = Why.T @ dy + dhnext       dh_3
    dhraw = (1 - h[3]**2) * dh     dhraw_3
    dhnext = Whh.T @ dhraw         dhnext_2, the gradient of h_2
    dh = …                         dh_2: what is computed once more belongs to the step before

A heading over a step (``# t = 2``) says it where it stands. Sums over the steps and parameters have no step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.binding.backwards.gradient_names import Wanted, wanted
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import is_literal
from tutor.reading.work import Chain, Work
from tutor.record import replace

_STATES = ("h", "s")
_LOOP = re.compile(r"\s*(?:>>> )?for\s[^:]*\bin\b.*:")
# How the gradient of the state before is called.
NEXT = frozenset({"h_next", "hnext", "next", "h_n"})


def turned_steps(work: Work) -> Work:
    """Give the same work with a step for every gradient that is computed anew at each.

    >>> from tutor.reading.reader import read
    >>> text = '''h1 = tanh(0.5) = 0.4621
    ... h2 = tanh(0.6197) = 0.5509
    ... dh = 2 * 0.3 = 0.6
    ... dz = 0.6965 * dh = 0.4179
    ... dh = 0.8 * dz = 0.3343'''
    >>> [chain.name.step for chain in turned_steps(read(text)).chains]
    [1, 2, 2, 2, 1]
    """
    if work.backward is None:
        return work
    begins = work.backward
    before = [each for each in work.chains if each.place.line < begins]
    steps = [
        name.step
        for each in work.chains
        if (name := each.name) is not None and name.base in _STATES and isinstance(name.step, int)
    ]
    given = {
        bare(name.base)
        for each in before
        if (name := each.name) is not None and name.step is None and each.literal
    }
    after = [each for each in work.chains if each.place.line >= begins]
    if any(map(_LOOP.match, work.lines)):
        # The lines of a loop stand there once; what it printed, once for every step.
        computed = [each for each in after if is_literal(each.segments[-1].expression)]
    else:
        computed = after
    if not steps or not _is_turned(computed, given):
        return work
    stepped = {each.place: each for each in _numbered(work, computed, given, max(steps))}
    found = tuple(stepped.get(each.place, each) for each in after)
    if any(isinstance(step, int) and step < 0 for each in found if each.name for step in [each.name.step]):
        return work  # more turns than steps
    return replace(work, chains=(*before, *found))


def from_one(work: Work) -> Work:
    """Give the same work with its steps counted from 1, where it counts them from 0.

    >>> from tutor.reading.reader import read
    >>> from tutor.binding.steps import counted
    >>> work = from_one(counted(read("hs[0] = tanh(W xs[0] + U hs[-1])")))
    >>> work.chains[0].name.step, work.first
    (1, 1)
    """
    begins = any(each.name is not None and each.name.step == -1 for each in work.chains)
    if work.first and not begins:
        return work

    def later(name: w.Name) -> w.Name:
        return replace(name, step=name.step + 1) if isinstance(name.step, int) else name

    chains = tuple(
        replace(
            chain,
            segments=tuple(
                replace(each, expression=w.changed(each.expression, later)) for each in chain.segments
            ),
        )
        for chain in work.chains
    )
    headings = tuple(
        each if each.step is None else replace(each, step=each.step + 1) for each in work.headings
    )
    return replace(work, chains=chains, headings=headings, first=1)


def bare(name: str) -> str:
    """Give a name without what differs in writing: Whh is W_hh."""
    return name.replace("_", "").replace("{", "").replace("}", "")


def _anew(chain: Chain, given: set[str]) -> Wanted | None:
    """Say which gradient without a step a chain computes; None where it is that of a parameter, or none."""
    about = wanted(chain.segments[0].expression) if chain.name is not None else None
    plain = about is not None and about.kind == "gradient" and about.step is None
    return about if about is not None and plain and bare(about.base) not in given else None


def _is_turned(chains: list[Chain], given: set[str]) -> bool:
    """Whether a gradient without a step is computed more than once."""
    seen, shown = set[str](), set[str]()
    for chain in chains:
        about = _anew(chain, given)
        if about is None or is_start(chain) or grows(chain):
            continue
        if about.base in seen and (chain.literal is None or about.base in shown):
            return True
        if chain.literal is not None:
            shown.add(about.base)
        seen.add(about.base)
    return False


def _numbered(work: Work, chains: list[Chain], given: set[str], last: int) -> Iterator[Chain]:
    """Give the chains with their steps."""
    now, heading, seen, open_ = last, None, set[str](), set[str]()
    for chain in chains:
        said = work.heading_step(chain)
        if (
            said is not None
            and said != heading
            and work.headings[chain.heading or 0].place.line >= (work.backward or 0)
        ):
            now, heading, seen = said, said, set()
        about = _anew(chain, given)
        if about is None or is_start(chain):
            yield chain
            continue
        shows = chain.literal is not None and about.base in open_
        if about.base in seen and not shows and not grows(chain):
            now, seen = now - 1, set()
        seen.add(about.base)
        if is_literal(chain.segments[-1].expression):
            open_.discard(about.base)
        else:
            open_.add(about.base)
        yield _at(chain, now - (about.base in NEXT))


def opens(chain: Chain, chains: Sequence[Chain]) -> bool:
    """Whether a chain only says with what is begun: a sum, or what comes to the last state from behind."""
    about = wanted(chain.segments[0].expression)
    if about is None or not is_start(chain):
        return False
    later = (each for each in chains if each.place > chain.place and not is_start(each))
    again = any(wanted(each.segments[0].expression) == about for each in later)
    return about.base in NEXT or again or any(map(grows, chains))


def is_start(chain: Chain) -> bool:
    """Whether a chain says with what a sum, or the gradient behind the last step, begins: with zeros."""
    value = chain.literal
    return value is not None and all(
        not each.value and not each.decimals for each in w.walk(value) if isinstance(each, w.Number)
    )


def grows(chain: Chain) -> bool:
    """Whether a chain adds to what a name was before: ``dh += dhnext``."""
    head = chain.name
    return head is not None and any(
        isinstance(node, w.Name) and node.base == head.base and node.step in (None, head.step)
        for side in chain.segments[1:]
        for node in w.walk(side.expression)
    )


def _at(chain: Chain, step: int) -> Chain:
    first, *sides = chain.segments
    assert isinstance(first.expression, w.Name)
    return replace(chain, segments=(replace(first, expression=replace(first.expression, step=step)), *sides))
