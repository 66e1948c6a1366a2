"""Marking a class: one CSV of 24 numbers a student, three in ten with a mistake; against a teacher's scripts."""

from __future__ import annotations

import csv
import gc
import random
import tempfile
import tracemalloc
from collections.abc import Iterator
from math import tanh
from pathlib import Path

import numpy as np

from tests.benchmarks.timing import Result, exponent, timed, times_faster, times_slower
from tests.marking.writers import Habit, as_text, written
from tests.marking.writers import exercise as drawn
from tutor import Problem
from tutor.files.csv_text import written as csv_written
from tutor.files.writing import write_together
from tutor.judging.answers.lines import Lines
from tutor.language.languages import Language
from tutor.marking.gradebook import gradebook_rows
from tutor.marking.grading import Class, Graded, Settings, Task, mark_piles, piles_of
from tutor.marking.reporting.pages import Look, feedback_texts
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions

STUDENTS = 10_000
MOST_MEMORY = 150
TOLERANCE = 0.002


class Room:
    """A class of so many, as a CSV, and what a bare program needs to know of the exercise.

    ``kinds`` is how many mistakes are made for each of the 24 numbers; the same answers are marked once.
    """

    def __init__(self, students: int, folder: Path, seed: int = 1, kinds: int = 10) -> None:
        r = random.Random(seed)
        ex = drawn(r, decimals=3)
        ex.words[:] = [0, 1, 2]
        ex.spec["tokens"] = ex.spec["vocabulary"][:3]
        self.problem = Problem.from_dict(ex.spec)
        self.lines = Lines(self.problem)
        self.names = tuple(self.lines.names)
        self.file = folder / f"class{students}.csv"
        self.book = folder / "gradebook.csv"
        habit = Habit(3, None, None, "written", "up")
        rows = [["student", *self.names]]
        for number in range(students):
            slip = None
            if r.random() < 0.3:
                size = r.choice((-1, 1)) * (10 + 11 * r.randrange(kinds // 2))
                slip = (r.choice("pqah"), r.randint(1, 3), r.randint(0, 1), size)
            page = written(ex, habit, slip)
            numbers = [n for line in self.lines.lines for n in page[line.symbol, line.step]]
            rows.append([f"s{number}", *(as_text(n, 3) for n in numbers)])
        with self.file.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
        self.texts = [row[1:] for row in rows[1:]]
        self.arrays: list[list[np.ndarray]] = []
        key = written(ex, habit)
        self.vectors = [
            np.array([n / 1000 for n in key[line.symbol, line.step]]) for line in self.lines.lines
        ]
        per = 10**ex.weight_decimals
        self.weights = [
            (
                [row[word] / per for row in ex.w_ih],
                [[w / per for w in row] for row in ex.w_hh],
                [b / per for b in ex.bias],
            )
            for word in ex.words
        ]

    def graded(self, *, explain: bool) -> list[Graded]:
        """Read the CSV and mark everybody."""
        found = piles_of(Class(self.problem), read_submissions([self.file], Headings(self.names)))
        settings = Settings(Scheme(), Task(self.problem, self.names), explain=explain)
        return list(mark_piles(settings, found.piles))


def ours(room: Room) -> None:
    """Do what the command does: read, mark with follow-through, name the mistakes, write the gradebook."""
    rows = gradebook_rows(room.graded(explain=True), Language("en"))
    room.book.write_text("".join(csv_written(rows)), encoding="utf-8")


def with_allclose(room: Room) -> None:
    """A teacher's script: each vector against the key; no follow-through, the numbers already parsed."""
    points = []
    for numbers in room.arrays:
        points.append(
            sum(2 for got, key in zip(numbers, room.vectors, strict=True) if np.allclose(got, key, atol=1e-3))
        )
    assert len(points) == len(room.texts)


def in_a_bare_loop(room: Room) -> None:
    """The least that follow-through takes: floats, a fixed tolerance, each line from the student's own."""
    points = []
    for texts in room.texts:
        numbers = iter(map(float, texts))
        total, h = 0, [0.0, 0.0]
        for x, weights, bias in room.weights:
            p, q, a, state = ([next(numbers), next(numbers)] for _ in range(4))
            right_q = [sum(w * v for w, v in zip(row, h, strict=True)) for row in weights]
            right_a = [sum(terms) for terms in zip(p, q, bias, strict=True)]
            right_h = [tanh(z) for z in a]
            for got, right in ((p, x), (q, right_q), (a, right_a), (state, right_h)):
                for mine, theirs in zip(got, right, strict=True):
                    total += abs(mine - theirs) <= TOLERANCE
            h = state
        points.append(total)
    assert len(points) == len(room.texts)


def results(scale: int) -> Iterator[Result]:
    """Run the comparisons of marking; times are for the whole class."""
    gc.set_threshold(50_000)  # as the command has it
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        room = Room(STUDENTS if scale > 2 else 2000, folder)
        size = len(room.texts)
        room.arrays = [
            [np.array(list(map(float, texts[at : at + 2]))) for at in range(0, 24, 2)] for texts in room.texts
        ]
        rounds = max(3, scale)
        mark = timed(lambda _: room, ours)
        yield times_faster(
            f"marking {size:,} : NumPy allclose", mark, timed(lambda _: room, with_allclose), rounds, 1
        )
        yield times_slower(
            f"marking {size:,} : bare loop", mark, timed(lambda _: room, in_a_bare_loop), rounds, None
        )
        various = Room(size, folder, seed=2, kinds=600)
        yield times_slower(
            f"marking {size:,}, hardly two alike : bare loop",
            timed(lambda _: various, ours),
            timed(lambda _: various, in_a_bare_loop),
            rounds,
            None,
        )
        yield from _with_feedback(room, folder, rounds)


def _with_feedback(room: Room, folder: Path, rounds: int) -> Iterator[Result]:
    """Compare laying out and writing a feedback file each with a bare loop that writes the same bytes."""
    graded = room.graded(explain=True)[:500]
    texts = list(feedback_texts(Look(), graded))
    paths = [folder / f"{each.student.id}.md" for each in graded]

    def made(_: None) -> None:
        pieces = feedback_texts(Look(), graded)
        write_together({path: [next(pieces)] for path in paths}, force=True, wait_for_each=False)

    def copied(_: None) -> None:
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")

    yield times_slower(
        f"{len(graded)} feedback files : writing the same",
        timed(lambda _: None, made),
        timed(lambda _: None, copied),
        rounds,
        1.5,
    )


def growth() -> tuple[list[tuple[int, float, float]], float, float]:
    """Give (students, seconds, MiB) for growing classes, and the exponents of time and of memory."""
    from time import process_time

    rows = []
    with tempfile.TemporaryDirectory() as name:
        for students in (2500, 5000, 10_000):
            room = Room(students, Path(name))
            begin = process_time()
            ours(room)
            seconds = process_time() - begin
            tracemalloc.start()
            ours(room)
            peak = tracemalloc.get_traced_memory()[1] / (1 << 20)
            tracemalloc.stop()
            rows.append((students, seconds, peak))
    sizes = [row[0] for row in rows]
    return rows, exponent(sizes, [row[1] for row in rows]), exponent(sizes, [row[2] for row in rows])


def diagnosis(students: int = 300) -> float:
    """Give the seconds that naming the mistakes takes for each wrong submission, none known before."""
    from time import process_time

    with tempfile.TemporaryDirectory() as name:
        room = Room(students, Path(name), seed=5)
        begin = process_time()
        room.graded(explain=False)
        plain = process_time() - begin
        begin = process_time()
        wrong = sum(each.marked.first_error is not None for each in room.graded(explain=True))
        return (process_time() - begin - plain) / wrong
