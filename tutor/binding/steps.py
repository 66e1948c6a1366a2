"""Which step everything belongs to, settled before anything is judged.

A text counts its steps from 1, with h_0 before them, or from 0, with h_{-1} before them; whoever computes h_0
counts from 0. The state before the first step may have a name instead of a number: ``h_init`` is the start,
``h_prev`` the state before whatever step it stands in. Code and its print-outs leave the numbers out: what
``h`` and ``x`` are called under the heading ``t = 2`` are h_2 and x_2, and the h inside a formula is h_1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from tutor.binding.activation import ACTIVATIONS
from tutor.binding.roles import OUTPUTS
from tutor.reading.claims.spoken_sums import SPOKEN
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import changed
from tutor.reading.signs import SUMS
from tutor.reading.work import Chain, Work
from tutor.record import replace

_QUANTITIES = frozenset({"h", "x", "z", "a"})


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
    chains = tuple(_resolved(work, chain, unnumbered) for chain in work.chains)
    return replace(work, chains=tuple(_with_spoken_steps(chains)))


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
