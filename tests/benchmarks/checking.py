"""The checker: how its time grows with the length of a text, and what a whole process takes."""

from __future__ import annotations

import math
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.timing import Result, exponent, timed, timed_process, times_slower
from tutor.judging.judge import judge
from tutor.reading.reader import read

ROOT = Path(__file__).resolve().parents[2]
CLAIMED = ROOT / "worked_examples" / "i_am_here" / "claimed.md"
OURS = "import sys; from tutor.cli import main; main(); sys.exit(0)"

LINES = [625, 1250, 2500, 5000]
LINES_A_STEP = 5
GREATEST_EXPONENT = 1.15
# Checking one of the source examples, as a whole process, over an interpreter that does nothing.
MOST_SECONDS = 0.3


def derivation(lines: int, slip: float = 0.0) -> str:
    """Write a right derivation of about so many lines; with ``slip``, every tenth state is wrong by that."""
    written = [
        "W_xh = [[0.5, -0.4, 0.3], [-0.2, 0.6, 0.1]], W_hh = [[0.3, 0.2], [-0.1, 0.4]], b = [0.2, -0.3], h_0 = [0, 0]"
    ]
    h = (0.0, 0.0)
    for t in range(1, (lines - 1) // LINES_A_STEP + 1):
        x = [int(t % 3 == each) for each in range(3)]
        p = (0.5 * x[0] - 0.4 * x[1] + 0.3 * x[2], -0.2 * x[0] + 0.6 * x[1] + 0.1 * x[2])
        q = (round(0.3 * h[0] + 0.2 * h[1], 4), round(-0.1 * h[0] + 0.4 * h[1], 4))
        a = (round(p[0] + q[0] + 0.2, 4), round(p[1] + q[1] - 0.3, 4))
        h = (round(math.tanh(a[0]) + (slip if t % 10 == 0 else 0), 4), round(math.tanh(a[1]), 4))
        written += [
            f"Step t={t}: x_{t} = {x}",
            f"h_{t} = tanh(W_xh x_{t} + W_hh h_{t - 1} + b)",
            f"    = tanh([{p[0]:.1f}, {p[1]:.1f}] + [{q[0]:.4f}, {q[1]:.4f}] + [0.2, -0.3])",
            f"    = tanh([{a[0]:.4f}, {a[1]:.4f}])",
            f"    = [{h[0]:.4f}, {h[1]:.4f}]",
        ]
    return "\n".join(written)


def _check(text: str) -> None:
    judgement = judge(read(text))
    assert judgement.lines_checked >= text.count("\n") // 2


def growth(rounds: int) -> bool:
    """Print the time of a check against the lines of the text, right and with mistakes, and the exponents."""
    print("\n| lines | right | every tenth state wrong |\n| ---: | ---: | ---: |")
    columns = []
    for slip in (0.0, 0.1):
        timers = [timed(lambda _, n=n, slip=slip: derivation(n, slip), _check) for n in LINES]
        columns.append([min(timer(number) for number in range(rounds)) for timer in timers])
    for lines, right, wrong in zip(LINES, *columns, strict=True):
        print(f"| {lines:,} | {1e3 * right:.0f} ms | {1e3 * wrong:.0f} ms |")
    exponents = [exponent(LINES, each) for each in columns]
    met = max(exponents) <= GREATEST_EXPONENT
    print(
        f"\nA check grows as lines^{exponents[0]:.2f}, with mistakes as lines^{exponents[1]:.2f}; "
        f"at most {GREATEST_EXPONENT}: {'ok' if met else 'MISSED'}."
    )
    return met


def process(rounds: int) -> Result:
    """Compare ``rnn-tutor check`` on a source example with an interpreter that does nothing, and what it may take more."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        ours = timed_process([sys.executable, "-c", OURS, "check", str(CLAIMED)], environment)
        nothing = timed_process([sys.executable, "-c", "pass"], environment)
        return times_slower(
            f"rnn-tutor check CLAIMED : python -c pass, plus {MOST_SECONDS} s",
            ours,
            lambda number: nothing(number) + MOST_SECONDS,
            rounds,
            1,
        )
