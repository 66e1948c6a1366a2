"""Larger networks: the tables in double precision beside torch, and exact digits over many steps."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.benchmarks.problems import sentence
from tests.benchmarks.timing import Result, exponent, timed, times_slower
from tutor import Problem, trace
from tutor.calculation.arrays import float_runs

STEPS, HIDDEN, INPUTS = 1000, 128, 32
SIZES = [25, 50, 100, 200]
GREATEST_EXPONENT = 1.1


def floats(rounds: int) -> Iterator[Result]:
    """Compare one layer, T = 1,000, H = 128, every p, q, a and h kept, with torch's forward on one thread."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(1)
    module = torch.nn.RNN(INPUTS, HIDDEN).double()
    x = torch.tensor([[Random(t * INPUTS + i).uniform(-1, 1) for i in range(INPUTS)] for t in range(STEPS)])
    x = x.double()
    problem = Problem.from_torch(module, x, limits=False)

    def forward(_: object) -> None:
        with torch.no_grad():
            module(x)

    yield times_slower(
        f"float_runs, T = {STEPS:,}, H = {HIDDEN} : nn.RNN forward, one thread",
        timed(lambda _: problem, float_runs),
        timed(lambda _: None, forward),
        rounds,
        5,
    )


def growth(rounds: int) -> bool:
    """Print the time of a rounded trace, H = 8, against T, and its exponent."""
    timers = [timed(lambda number, t=t: sentence(t, seed=number).problem(), trace) for t in SIZES]
    seconds = [min(timer(number) for number in range(rounds)) for timer in timers]
    found = exponent(SIZES, seconds)
    met = found <= GREATEST_EXPONENT
    print(
        f"\nA rounded trace, H = 8, T = {SIZES[0]} to {SIZES[-1]}: "
        + ", ".join(f"{1e3 * each:.1f} ms" for each in seconds)
        + f"; it grows as T^{found:.2f}; at most {GREATEST_EXPONENT}: {'ok' if met else 'MISSED'}."
    )
    return met
