"""Which step everything belongs to, settled before anything is judged.

A text counts its steps from 1, with h_0 before them, or from 0, with h_{-1} before them; whoever computes h_0
counts from 0. The state before the first step may have a name instead of a number: ``h_init`` is the start,
``h_prev`` the state before whatever step it stands in. Code and its print-outs leave the numbers out: what
``h`` and ``x`` are called under the heading ``t = 2`` are h_2 and x_2, and the h inside a formula is h_1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.binding.activation import ACTIVATIONS
from tutor.binding.roles import OUTPUTS
from tutor.reading.claims.spoken_sums import SPOKEN
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.spelling import spelled
from tutor.reading.formulas.syntax import changed
from tutor.reading.signs import SUMS
from tutor.reading.work import Chain, Work
from tutor.record import replace

_QUANTITIES = frozenset({"h", "x", "z", "a"})
_OVER_T: Mapping[int | str | None, int] = MappingProxyType({"t": 0, "t-1": -1})


def counted(work: Work) -> Work:
    """Give the same work with :attr:`Work.first` set and a number in the place of every step left unsaid.

    >>> from tutor.reading.reader import read
    >>> work = counted(read("h_prev = [0]; h_0 = tanh(W x_0 + U h_prev)"))
    >>> work.first, work.chains[0].name.step
    (0, -1)
    """
    unnumbered = _unnumbered(work)
    steps = {each.step for each in work.headings if each.step is not None}
    from_zero = any(map(_computes_zero, work.chains)) or (bool(unnumbered) and 0 in steps)
    first = 0 if from_zero else 1
    shift = first - min(steps, default=first) if from_zero else 0
    headings = tuple(
        replace(each, step=each.step + shift) if each.step is not None else each for each in work.headings
    )
    work = replace(work, headings=headings, first=first)
    rounds = _rounds(work)
    chains = tuple(
        _of_round(chain, rounds[at]) if at in rounds else _resolved(work, chain, unnumbered)
        for at, chain in enumerate(work.chains)
    )
    return replace(work, chains=tuple(_with_spoken_steps(chains)))


def _rounds(work: Work) -> dict[int, int]:
    """Count the steps of a text that writes t at each of them: a new one begins where a name has new numbers.

    It begins with what the step before it ended with, or it is another problem: then t stays as it is
    written, as where there is one step alone.
    """
    rounds: dict[int, int] = {}
    seen: dict[tuple[str, str], str] = {}
    before: dict[tuple[str, str], str] = {}
    here, going_on = work.first, {work.first}
    for at, chain in enumerate(work.chains):
        name, last = chain.name, chain.segments[-1].expression
        if name is None or name.step not in _OVER_T or name.entry or not w.is_literal(last):
            continue
        if len(chain.segments) < 2 or work.heading_step(chain) is not None:
            return {}
        key, written = (name.base, str(name.step)), spelled(last)
        if seen.get(key, written) != written:
            here, seen, before = here + 1, {}, seen
        if name.step == "t-1" and before.get((name.base, "t")) == written:
            going_on.add(here)
        seen[key] = written
        rounds[at] = here
    return rounds if here > work.first and going_on == set(rounds.values()) else {}


def _of_round(chain: Chain, step: int) -> Chain:
    """Put the number of its step in the place of t."""

    def numbered(name: w.Name) -> w.Name:
        return replace(name, step=step + _OVER_T[name.step]) if name.step in _OVER_T else name

    segments = tuple(replace(each, expression=changed(each.expression, numbered)) for each in chain.segments)
    return replace(chain, segments=segments)


def _with_spoken_steps(chains: Sequence[Chain]) -> Iterator[Chain]:
    """Give a sum that is only called so the step of what is computed from it next."""
    for at, chain in enumerate(chains):
        name = chain.name
        if name is None or name.base != SPOKEN or name.step is not None or name.entry:
            yield chain
            continue
        following = chains[at + 1].name if at + 1 < len(chains) else None
        state = following is not None and following.base[:1] in "hsaz"
        head = replace(name, step=following.step if following is not None and state else None)
        yield replace(chain, segments=(replace(chain.segments[0], expression=head), *chain.segments[1:]))


def _computes_zero(chain: Chain) -> bool:
    """Whether a chain computes a state of step 0, or reads one of step -1 to do so."""
    name = chain.name
    if name is None or name.step != 0:
        return False
    inside = [node for side in chain.segments[1:] for node in w.walk(side.expression)]
    return any(
        (isinstance(node, w.Apply) and node.function in ACTIVATIONS)
        or (isinstance(node, w.Name) and node.step == -1)
        for node in inside
    )


def _unnumbered(work: Work) -> frozenset[str]:
    """Find the names that mean another vector under every heading: ``h``, printed anew at each step."""
    under: dict[str, set[int]] = defaultdict(set)
    for chain in work.chains:
        name, step = chain.name, work.heading_step(chain)
        if name is not None and name.step is None and step is not None and name.base[:1].islower():
            under[name.base].add(step)
    repeated = {base for base, steps in under.items() if len(steps) > 1 and not base.startswith("b")}
    return frozenset(repeated | _QUANTITIES) if repeated & (_QUANTITIES | SUMS | {"s"}) else frozenset()


def _resolved(work: Work, chain: Chain, unnumbered: Collection[str]) -> Chain:
    """Put numbers in the place of the start's name and of steps left unsaid."""
    step, head = work.heading_step(chain), chain.segments[0].expression
    target = head if isinstance(head, w.Name) else None
    start = work.first - 1
    here = step if step is not None else (start if chain.literal is not None else None)
    state_of_this_step = target is not None and target.base in OUTPUTS

    def inside(name: w.Name) -> w.Name:
        if name.step == "start":
            return replace(name, step=start)
        if name.step is None and name.base in unnumbered and step is not None:
            before = name.base in ("h", "s") and not state_of_this_step
            before = before or (target is not None and name.base == target.base)
            return replace(name, step=step - before)
        return name

    def alone(name: w.Name) -> w.Name:
        if name.step is None and name.base in unnumbered and here is not None:
            return replace(name, step=here)
        if name.step == "t-1" and chain.literal is not None:  # what the step it stands in begins with
            return replace(name, step=work.step_at(chain) - 1)
        return replace(name, step=start) if name.step == "start" else name

    segments = tuple(
        replace(
            each,
            expression=alone(target)
            if target is not None and index == 0
            else changed(each.expression, inside),
        )
        for index, each in enumerate(chain.segments)
    )
    return replace(chain, segments=segments)
