"""Side by side in one run: every contestant takes its turn in every round, and only ratios are judged.

A machine that does other work as well slows whole rounds, so a ratio is taken within each round; the median
over the rounds is reported with its quartiles.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from resource import RUSAGE_CHILDREN, getrusage
from statistics import fmean, median, quantiles
from time import process_time
from typing import TypeVar

# Gives the seconds of a run in the round of that number.
Timer = Callable[[int], float]

A = TypeVar("A")


def timed(prepare: Callable[[int], A], run: Callable[[A], object], turns: int = 1) -> Timer:
    """Take the mean processor time of ``turns`` runs, each on a fresh argument that is made untimed."""

    def seconds(number: int) -> float:
        arguments = [prepare(number * turns + turn) for turn in range(turns)]
        start = process_time()
        for each in arguments:
            run(each)
        return (process_time() - start) / turns

    return seconds


def timed_process(words: Sequence[str], environment: Mapping[str, str]) -> Timer:
    """Take the processor time of a process, the start of the interpreter included."""

    def used() -> float:
        children = getrusage(RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    def seconds(_: int) -> float:
        before = used()
        subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL)
        return used() - before

    return seconds


@dataclass(frozen=True)
class Result:
    """One line of the table. ``at_least``: the goal is met from there on up, not down."""

    title: str
    ours: Sequence[float]
    peer: Sequence[float]
    ratios: Sequence[float]
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal, if there is one, is met."""
        ratio = median(self.ratios)
        return self.goal is None or (ratio >= self.goal if self.at_least else ratio <= self.goal)

    def row(self) -> str:
        """Write the line in Markdown."""
        low, _, high = quantiles(self.ratios, n=4)
        goal = "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g}"
        said = "" if self.goal is None else "ok" if self.met else "MISSED"
        return (
            f"| {self.title} | {1e3 * median(self.ours):.2f} ms | {1e3 * median(self.peer):.2f} ms "
            f"| {median(self.ratios):.2f} | {low:.2f}–{high:.2f} | {goal} | {said} |"
        )


HEADER = """\
| comparison | ours | the other | ratio | quartiles | goal | |
| --- | ---: | ---: | ---: | --- | --- | --- |"""


def times_slower(title: str, ours: Timer, peer: Timer, rounds: int, goal: float | None) -> Result:
    """Compare with something bare: ours / peer, at most ``goal``."""
    pairs = _rounds(ours, peer, rounds)
    return Result(title, *zip(*pairs, strict=True), [a / b for a, b in pairs], goal)


def times_faster(title: str, ours: Timer, peer: Timer, rounds: int, goal: float) -> Result:
    """Compare with a tool that does the same: peer / ours, at least ``goal``."""
    pairs = _rounds(ours, peer, rounds)
    return Result(title, *zip(*pairs, strict=True), [b / a for a, b in pairs], goal, at_least=True)


def _rounds(ours: Timer, peer: Timer, rounds: int) -> list[tuple[float, float]]:
    """Alternate, each going first in every other round; one round before them warms everything up."""
    ours(rounds), peer(rounds)
    pairs = []
    for number in range(rounds):
        if number % 2:
            last = peer(number)
            pairs.append((ours(number), last))
        else:
            pairs.append((ours(number), peer(number)))
    return pairs


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Fit value ∝ size^exponent by least squares on logarithms."""
    x, y = [log(size) for size in sizes], [log(value) for value in values]
    x_mean, y_mean = fmean(x), fmean(y)
    return sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y, strict=True)) / sum(
        (a - x_mean) ** 2 for a in x
    )
