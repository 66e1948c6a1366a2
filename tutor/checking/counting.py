"""From where a text counts its steps: from 1, with h_0 before them, or from 0, with h_{-1} before them.

Whoever computes h_0 counts from 0. The state before the first step may also have a name instead of a number:
``h_init`` is the start, ``h_prev`` is the state before whatever step it stands in.
"""

from __future__ import annotations

from dataclasses import replace

from tutor.checking import work as w
from tutor.checking.work import Work, changed

_ACTIVATIONS = frozenset({"tanh", "relu", "sigmoid", "f", "g", "φ", "activation", "act"})


def counted(work: Work) -> Work:
    """Give the same work with :attr:`Work.first` set and every start by name as the step before it.

    >>> from tutor.checking.reader import read
    >>> work = counted(read("h_prev = [0]; h_0 = tanh(W x_0 + U h_prev)"))
    >>> work.first, work.chains[0].name.step
    (0, -1)
    """
    first = 0 if any(map(_computes_zero, work.chains)) else 1
    shift = first - min((each.step for each in work.headings if each.step is not None), default=first)
    headings = tuple(
        replace(each, step=each.step + shift) if each.step is not None and not first else each
        for each in work.headings
    )
    work = replace(work, headings=headings, first=first)
    return replace(work, chains=tuple(_resolved(work, chain) for chain in work.chains))


def _computes_zero(chain: w.Chain) -> bool:
    """Whether a chain computes a state of step 0, or reads one of step -1 to do so."""
    name = chain.name
    if name is None or name.step != 0:
        return False
    inside = [node for side in chain.segments[1:] for node in w.walk(side.expression)]
    return any(
        (isinstance(node, w.Apply) and node.function in _ACTIVATIONS)
        or (isinstance(node, w.Name) and node.step == -1)
        for node in inside
    )


def _resolved(work: Work, chain: w.Chain) -> w.Chain:
    """Put numbers in the place of the start's name."""
    before = work.first - 1

    def resolve(name: w.Name) -> w.Name:
        if name.step == "start":
            return replace(name, step=before)
        return name

    segments = tuple(replace(each, expression=changed(each.expression, resolve)) for each in chain.segments)
    head = segments[0].expression
    if isinstance(head, w.Name) and head.step == "t-1" and chain.literal is not None:
        # "h_prev = [0, 0]" states what the step it stands in begins with.
        segments = (replace(segments[0], expression=replace(head, step=work.step_at(chain) - 1)), *segments[1:])
    return replace(chain, segments=segments)
