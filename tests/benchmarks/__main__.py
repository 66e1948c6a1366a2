"""All comparisons, side by side in this one run: ``python -m tests.benchmarks [--quick]``.

Prints a table in Markdown; exits 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import backward, checking, handout, marking, networks, sheets
from tests.benchmarks.peers import handcalcs_page, sympy_page
from tests.benchmarks.problems import EXAMPLE, Numbers, check_same, sentence, variant
from tests.benchmarks.timing import (
    HEADER,
    Result,
    Timer,
    exponent,
    timed,
    timed_process,
    times_faster,
    times_slower,
)
from tutor import Problem, render, trace
from tutor.cli import COMMANDS
from tutor.worked.rendering import stream

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).with_name("peers.py")

OURS = "import sys; from tutor.cli import main; sys.exit(main())"
EMPTY = "import argparse; p = argparse.ArgumentParser(); p.add_argument('spec'); p.parse_args()"

LONGEST = 1000
GREATEST_EXPONENT = 1.1


def main() -> int:
    """Run every comparison and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Compare the speed of rnn-tutor with its peers."
    )
    parser.add_argument("--quick", action="store_true", help="few rounds, for trying things out")
    quick = parser.parse_args().quick
    _check_texts()
    print(HEADER)
    met = True
    for result in _results(2 if quick else 10):
        print(result.row(), flush=True)
        met = result.met and met
    for result in (*networks.floats(3 if quick else 15), checking.process(4 if quick else 12)):
        print(result.row(), flush=True)
        met = result.met and met
    met = _growth(rounds=1 if quick else 3) and met
    met = networks.growth(rounds=3) and met
    met = backward.derivation(rounds=15) and met
    met = checking.growth(rounds=1 if quick else 3) and met
    met = _class_growth() and met
    print(handout.shares())
    return 0 if met else 1


def _check_texts() -> None:
    """Assert that the bare program writes our text, and count the lines that it misses with doubles."""
    missed = 0
    for each in (EXAMPLE, *map(variant, range(100)), sentence(LONGEST)):
        ours = _written(each.problem())
        check_same(ours, "".join(each.bare()))
        if len(each.words) < LONGEST:
            lines = "".join(each.bare(doubles=True)).splitlines()
            missed += sum(line != theirs for line, theirs in zip(ours.splitlines(), lines, strict=True))
    print(f"The bare page is ours; with doubles, {missed} of 303 lines of the last table differ.\n")


def _written(problem: Problem) -> str:
    return render(trace(problem))


def _results(scale: int) -> Iterator[Result]:
    """Run the comparisons; ``scale`` times as many rounds as the fewest that make sense."""

    def fresh(turns: int) -> Timer:
        return timed(lambda number: variant(number).problem(), _written, turns)

    def scalars(each: Numbers) -> str:
        return handcalcs_page(each.places, each.weight_ih, each.weight_hh, each.bias)

    def lines(each: Numbers) -> str:
        return sympy_page(each.places, each.weight_ih, each.weight_hh, each.bias)

    def bare(each: Numbers) -> str:
        return "".join(each.bare())

    def in_doubles(each: Numbers) -> str:
        return "".join(each.bare(doubles=True))

    yield times_faster("worked example : handcalcs", fresh(5), timed(variant, scalars), 3 * scale, 60)
    yield times_faster("worked example : SymPy, latex()", fresh(5), timed(variant, lines, 2), 6 * scale, 4)
    yield times_slower("worked example : bare f-strings", fresh(5), timed(variant, bare, 5), 15 * scale, 5)
    yield times_slower(
        "worked example : bare, in doubles", fresh(5), timed(variant, in_doubles, 5), 15 * scale, None
    )
    same = EXAMPLE.problem()
    yield times_slower(
        "the same example again : bare f-strings",
        timed(lambda _: same, _written, 5),
        timed(lambda _: EXAMPLE, bare, 5),
        15 * scale,
        None,
    )
    yield from _processes(2 * scale)
    yield times_slower(
        f"T = {LONGEST:,}, H = 8, V = 16 : bare f-strings",
        timed(lambda number: sentence(LONGEST, seed=number).problem(), _streamed),
        timed(lambda number: sentence(LONGEST, seed=number), lambda each: _consumed(each.bare())),
        max(3, scale),
        2,
    )
    yield from backward.results(scale)
    yield from sheets.results(scale)
    yield from marking.results(scale)
    yield from handout.results(scale)


def _processes(rounds: int) -> Iterator[Result]:
    """Compare whole processes, with every module's byte code at hand, as it is where they are installed."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "spec.toml"
        spec.write_text(EXAMPLE.spec(), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def process(*words: str) -> Timer:
            return timed_process([sys.executable, *words, str(spec)], environment)

        ours = process("-c", OURS, "worked")
        yield times_slower("rnn-tutor worked SPEC : empty argparse", ours, process("-c", EMPTY), rounds, 4)
        yield times_faster("rnn-tutor worked SPEC : handcalcs script", ours, process(str(PEERS)), rounds, 2.2)
        korean = process("-c", OURS, "worked", "--lang", "ko")
        yield times_slower("rnn-tutor worked SPEC, in Korean : in English", korean, ours, rounds, 1.05)
        for words in (["--help"], *([name, "-h"] for name in COMMANDS)):
            goal = 1.7 if words == ["--help"] else 3
            helped = timed_process([sys.executable, "-c", OURS, *words], environment)
            yield times_slower(
                f"rnn-tutor {' '.join(words)} : empty argparse", helped, process("-c", EMPTY), rounds, goal
            )


def _growth(rounds: int) -> bool:
    """Print time and peak memory against T, with the exponent of each."""
    sizes = [125, 250, 500, 1000, 2000, 4000]
    timers = [timed(lambda number, t=t: sentence(t, seed=number).problem(), _streamed) for t in sizes]
    seconds = [
        min(each)
        for each in zip(*[[timer(number) for timer in timers] for number in range(rounds)], strict=True)
    ]
    peaks = [_peak(sentence(t).problem()) for t in sizes]
    print("\n| T | time | peak memory |\n| ---: | ---: | ---: |")
    for t, time, peak in zip(sizes, seconds, peaks, strict=True):
        print(f"| {t:,} | {1e3 * time:.0f} ms | {peak / 1e6:.1f} MB |")
    exponents = exponent(sizes, seconds), exponent(sizes, peaks)
    met = max(exponents) <= GREATEST_EXPONENT
    said = "ok" if met else "MISSED"
    print(
        f"\nTime grows as T^{exponents[0]:.2f}, memory as T^{exponents[1]:.2f}; "
        f"at most {GREATEST_EXPONENT}: {said}."
    )
    return met


def _class_growth() -> bool:
    """Print time and peak memory of marking against the size of the class, and what naming mistakes takes."""
    rows, time, memory = marking.growth()
    print("\n| students | time | peak memory |\n| ---: | ---: | ---: |")
    for students, seconds, peak in rows:
        print(f"| {students:,} | {1e3 * seconds:.0f} ms | {peak:.0f} MiB |")
    met = max(time, memory) <= GREATEST_EXPONENT and rows[-1][2] <= marking.MOST_MEMORY
    print(
        f"\nTime grows as n^{time:.2f}, memory as n^{memory:.2f}; at most {GREATEST_EXPONENT}, and at most "
        f"{marking.MOST_MEMORY} MiB: {'ok' if met else 'MISSED'}."
    )
    print(f"Naming the mistakes: {1e3 * marking.diagnosis():.1f} ms for each wrong submission.")
    return met


def _peak(problem: Problem) -> int:
    tracemalloc.start()
    _streamed(problem)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _streamed(problem: Problem) -> None:
    _consumed(stream(trace(problem)))


def _consumed(pieces: Iterator[str]) -> None:
    for _ in pieces:
        pass


if __name__ == "__main__":
    sys.exit(main())
