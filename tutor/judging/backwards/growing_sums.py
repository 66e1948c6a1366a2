"""Sums over the steps that a program shows as they grow: what has been added up to a turn.

    dWhh += np.outer(dhraw, h[2])    da_3 h_2ᵀ                 after one turn
    dWhh += np.outer(dhraw, h[1])    da_3 h_2ᵀ + da_2 h_1ᵀ     after two

The sums themselves are lines of the backward pass. What they are on the way is none, so it is held against
the writer's own numbers, and where it does not fit it is listed, and nobody accused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from tutor.binding.backwards.gradient_names import Wanted, wanted
from tutor.binding.backwards.turned_steps import bare, grows, opens
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.answers.sheet_answers import Script
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain

# Each sum: the gradient and, from which step on, the vector that it is made of; none for a bias.
_MADE: Mapping[str, tuple[str, str, int]] = {
    "dW_ih": ("da", "x", 0),
    "dW_hh": ("da", "h", 1),
    "db": ("da", "", 0),
    "dW_hy": ("ds", "h", 0),
    "db_y": ("ds", "", 0),
}


def turns(chains: Sequence[Chain], parameters: Collection[str]) -> Mapping[Chain, int]:
    """Say of what a program shows of a sum before its last turn how many turns the sum has had.

    Args:
        chains: what stands in the backward pass.
        parameters: the bare names of what has gradients that are sums.
    """
    if not any(grows(chain) and _sum_of(chain, parameters) for chain in chains):
        return {}
    done = Counter[str]()
    shown: list[tuple[str, int, Chain]] = []
    for chain in chains:
        about = _sum_of(chain, parameters)
        if about is None or opens(chain, chains):
            continue
        done[about.base] += chain.literal is None
        if w.is_literal(chain.segments[-1].expression):
            shown.append((about.base, done[about.base], chain))
    return {chain: count for base, count, chain in shown if count < done[base]}


def _sum_of(chain: Chain, parameters: Collection[str]) -> Wanted | None:
    about = wanted(chain.segments[0].expression)
    if about is None or about.kind != "gradient" or about.step is not None or about.entry:
        return None
    return about if bare(about.base) in parameters else None


def fits(script: Script, lines: BackwardLines, line: str, count: int, numbers: Sequence[w.Number]) -> bool:
    """Whether numbers are what a sum comes to after some turns, or what its last turn gave."""
    parts = [part for _, part in zip(range(count), _parts(script, lines, line), strict=False)]
    if len(parts) < count or len(parts[-1]) != len(numbers):
        return False
    sums = [sum(each) for each in zip(*parts, strict=True)]
    return any(
        all(
            abs(float(number.value) - value) <= (count + 1) * 10.0**-number.decimals
            for number, value in zip(numbers, values, strict=True)
        )
        for values in (sums, parts[-1])
    )


def _parts(script: Script, lines: BackwardLines, line: str) -> Iterator[list[float]]:
    """Give what every step contributes to a sum, from the last step on, from the writer's own numbers."""
    gradient, vector, before = _MADE[line]
    at = {each.name(): i for i, each in enumerate(lines.lines)}
    sequence = lines.problem.sequences[0]
    for step in range(len(sequence.inputs), 0, -1):
        own = _own(script, lines, at.get(f"{gradient}_{step}"))
        if own is None:
            continue
        if not vector:
            yield own
            continue
        if vector == "x":
            other: list[float] | None = [float(each) for each in sequence.inputs[step - 1]]
        elif step == before:
            other = [float(each) for each in sequence.units[0].start["h"]]
        else:
            other = _own(script, lines, at.get(f"h_{step - before}"))
        if other is not None:
            yield [one * two for one in own for two in other]


def _own(script: Script, lines: BackwardLines, i: int | None) -> list[float] | None:
    """Give what was written for a line, or what stands for it."""
    if i is None:
        return None
    answer = script.answers[i]
    if answer is None or None in answer:
        return [float(each) for each in script.expected(i)]
    return [each.value / 10.0**lines.exactly.places for each in answer if each is not None]
