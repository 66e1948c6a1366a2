"""Backward passes: a page with one beside the page without, and what its derivation takes.

``python -m tests.benchmarks.backward`` prints these lines alone; exits 1 where a goal is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.benchmarks.problems import Numbers, variant
from tests.benchmarks.timing import HEADER, Result, timed, times_slower
from tutor import Problem, render, trace
from tutor.calculation.backward.table import BackwardTable

MOST_SECONDS = 1e-3
_APART = 5_000


def trained(number: int) -> Problem:
    """Give the three-word example with other weights, an output layer and the next word as target."""
    numbers: Numbers = variant(number)
    words = list(numbers.words)
    shift = number % 7 / 10
    return Problem.from_dict(
        {
            "tokens": words,
            "vocabulary": sorted(set(words)),
            "cell": {"weight_ih": numbers.weight_ih, "weight_hh": numbers.weight_hh, "bias": numbers.bias},
            "output": {
                "weight_hy": [[0.6 - shift, -0.4], [-0.5, 0.3 + shift], [0.2, 0.9]][: len(set(words))],
                "targets": [*words[1:], words[0]],
            },
            "loss": {"learning_rate": 0.1},
        }
    )


def results(scale: int) -> Iterator[Result]:
    """Compare the page forward and backward with the page forward."""

    def both(problem: Problem) -> str:
        return str(render(trace(problem), backward=True))

    def forward(problem: Problem) -> str:
        return str(render(trace(problem)))

    # Other weights for either, or who comes second finds tanh and the exponentials computed.
    yield times_slower(
        "page with its backward pass : without",
        timed(trained, both, 3),
        timed(lambda number: trained(_APART + number), forward, 3),
        15 * scale,
        3,
    )


def derivation(rounds: int) -> bool:
    """Print what the derivation of the backward table takes; say whether the goal is met."""
    timer = timed(trained, BackwardTable, 5)
    seconds = min(timer(number) for number in range(rounds))
    met = seconds <= MOST_SECONDS
    print(
        f"\nThe backward table of T = 3, H = 2 is derived in {1e3 * seconds:.2f} ms; at most 1 ms: "
        f"{'ok' if met else 'MISSED'}."
    )
    return met


def main() -> int:
    """Print the lines."""
    print(HEADER)
    found = list(results(1))
    for each in found:
        print(each.row())
    return 0 if derivation(15) and all(each.met for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
