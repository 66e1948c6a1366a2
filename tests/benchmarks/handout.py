"""A class handed out: sheet, key, screened and written; against a bare program that writes the same bytes.

The bare program is f-strings and plain integers: no screening, no layout, no escaping. Its strings are made
here from our own pages: whatever differs between students becomes a field of one of its values.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from math import tanh
from pathlib import Path
from typing import Any

from tests.benchmarks.timing import Result, times_slower
from tutor.documents.format_names import SheetFormat
from tutor.documents.formats.pdf import compiled
from tutor.documents.formats.writing import write
from tutor.handout.folder_making import KEYS, SHEETS, Desk, Job, Plan, hand_out
from tutor.handout.roster import Student
from tutor.handout.screening import Screen
from tutor.handout.templates import template_of_sizes
from tutor.handout.variants import draw

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("i", "am", "here")
STUDENTS, PAPERS = 1000, 500
MOST_TIMES, MOST_TIMES_PDF, MOST_MEMORY = 3, 1.25, 300
SEED = 1
# What may differ from student to student.
_TOKEN = re.compile(
    r"(<mrow><mo>−</mo><mn>[\d.]+</mn></mrow>|<mn>[\d.]+</mn>|[A-Z0-9]{4}-[A-Z0-9]{5}|[−-]?\d+\.\d+|\w+|\\approx|≈|=)"
)
_FORMS: Mapping[str, Callable[[str], str]] = {
    "{}": str,
    "minus {}": lambda text: text.replace("-", "−"),
    "<mn>{}": lambda text: (
        f"<mrow><mo>−</mo><mn>{text[1:]}</mn></mrow>" if text[:1] == "-" else f"<mn>{text}</mn>"
    ),
}

Given = tuple[str, str, list[int], list[int], list[int], list[int]]


def _fixed(thousandths: int) -> str:
    sign = "-" if thousandths < 0 else ""
    return f"{sign}{abs(thousandths) // 1000}.{abs(thousandths) % 1000:03}"


def _rounded(number: int, unit: int) -> int:
    half = (2 * abs(number) + unit) // (2 * unit)
    return -half if number < 0 else half


def bare_values(given: Given) -> dict[str, str]:
    """Compute a student's numbers, to three decimals, from tenths; with everything that a page may hold."""
    student, sheet, words, w_ih, w_hh, bias = given
    values = {"student": student, "sheet": sheet, "title": " ".join(WORDS[w] for w in words)}
    for at, letter in enumerate(sheet):  # as the foot of an HTML page has it
        values[f"letter{at}"] = f"{ord(letter):06x}"
    for name, numbers in (("u", w_ih), ("w", w_hh), ("b", bias)):
        for at, n in enumerate(numbers):
            values[f"{name}{at}"] = f"{'-' if n < 0 else ''}{abs(n) // 10}.{abs(n) % 10}"
    h = [0, 0]
    for t, word in enumerate(words):
        values[f"word{t}"] = WORDS[word]
        for at in range(3):
            values[f"x{t}{at}"] = "1" if at == word else "0"
        p = [100 * w_ih[word], 100 * w_ih[3 + word]]
        sums = [w_hh[2 * i] * h[0] + w_hh[2 * i + 1] * h[1] for i in (0, 1)]
        q = [_rounded(n, 10) for n in sums]
        a = [p[i] + q[i] + 100 * bias[i] for i in (0, 1)]
        h = [_rounded(round(1e9 * tanh(n / 1000)), 10**6) for n in a]
        for name, numbers in (("p", p), ("q", q), ("a", a), ("h", h)):
            for at, n in enumerate(numbers):
                values[f"{name}{t}{at}"] = _fixed(n)
        exact = sums[0] % 10 == sums[1] % 10 == 0
        values[f"q{t}md"], values[f"q{t}html"] = ("=", "=") if exact else ("\\approx", "≈")
        values[f"h{t}md"], values[f"h{t}html"] = ("=", "=") if not any(a) else ("\\approx", "≈")
    return values


class Bare:
    """The bare program for one kind of page, learned from pages and their values."""

    def __init__(self, pages: list[str], values: list[dict[str, str]]) -> None:
        parts = [_TOKEN.split(page) for page in pages]
        assert len({len(each) for each in parts}) == 1, "the pages have another shape"
        source = []
        for column in zip(*parts, strict=True):
            if len(set(column)) == 1:
                source.append(column[0].replace("{", "{{").replace("}", "}}"))
                continue
            name, form = next(
                (name, form)
                for name in values[0]
                for form, write_ in _FORMS.items()
                if all(write_(each[name]) == text for each, text in zip(values, column, strict=True))
            )
            source.append(f"{{v[{name!r}]}}" if form == "{}" else f"{{form[{form!r}](v[{name!r}])}}")
        text = "".join(source).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        self.write: Callable[[dict[str, str]], str] = eval(
            f'lambda v: f"""{_without_escapes(text)}"""', {"form": _FORMS}
        )


def _without_escapes(text: str) -> str:
    """Keep backslashes out of the fields of an f-string, where they may not stand."""
    return re.sub(r"\{form\[(.*?)\]\((.*?)\)\}", lambda m: m[0].replace("\\\\", "\\"), text)


class Room:
    """A class, and what a bare program needs to know of it."""

    def __init__(self, formats: tuple[SheetFormat, ...]) -> None:
        self.plan = Plan(template_of_sizes(2, list(WORDS), 3), SEED, formats=formats, key="full")
        self.students = [Student(f"s{n:04}") for n in range(1, STUDENTS + 1)]
        self.variants = list(draw(self.plan.template, SEED, [each.id for each in self.students]))
        self.given = [self._given(s, v.problem) for s, v in zip(self.students, self.variants, strict=True)]
        desk = Desk(self.plan)
        pages: dict[str, list[str]] = {}
        for student, variant in zip(self.students[:60], self.variants, strict=False):
            for name, content in desk.files(student, variant):
                pages.setdefault(re.sub(r"/.*\.", "/*.", name), []).append("".join(map(str, content)))
        values = [bare_values(each) for each in self.given[:60]]
        self.bare = {name: Bare(each, values) for name, each in pages.items()}

    def _given(self, student: Student, problem: Any) -> Given:
        parameters = problem.units[0].parameters
        tenths = [
            [int(10 * n) for row in parameters[name] for n in row] for name in ("weight_ih", "weight_hh")
        ]
        words = [WORDS.index(word) for word in problem.words]
        return (
            student.id,
            self.plan.sheet_id(student),
            words,
            *tenths,
            [int(10 * n) for n in parameters["bias"]],
        )

    def write_bare(self, folder: Path) -> None:
        """Write every page with the bare program."""
        for given in self.given:
            values = bare_values(given)
            for name, bare in self.bare.items():
                (folder / name.replace("*", given[0])).write_text(bare.write(values), encoding="utf-8")


def results(scale: int) -> Iterator[Result]:
    """Compare whole runs, on two cores."""
    rounds = max(2, scale // 2)
    for formats, title in ((("md",), "Markdown"), (("html",), "HTML")):
        room = Room(formats)  # type: ignore[arg-type]
        _check(room)

        def bare(_: int, room: Room = room) -> float:
            with _folder() as folder:
                begun = time.perf_counter()
                room.write_bare(Path(folder))
                return time.perf_counter() - begun

        def ours(_: int, to: str = formats[0]) -> float:
            return command(to, STUDENTS)

        yield times_slower(
            f"handout, 1,000 students, {title} : bare f-strings", ours, bare, rounds, MOST_TIMES
        )
    yield times_slower(
        f"handout, {2 * PAPERS} PDFs : Typst alone",
        lambda _: command("pdf", PAPERS),
        lambda _: typst_alone(PAPERS),
        rounds,
        MOST_TIMES_PDF,
    )


def _check(room: Room) -> None:
    """Assert that the bare program writes our bytes, for everybody."""
    with _folder() as one, _folder() as two:
        room.write_bare(Path(one))
        list(hand_out(Job(room.plan, Path(two)), room.students))
        for path in Path(one).rglob("*.*"):
            assert path.read_bytes() == (Path(two) / path.relative_to(one)).read_bytes(), path


def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory()
    for kind in (SHEETS, KEYS):
        (Path(folder.name) / kind).mkdir()
    return folder


def command(to: str, students: int) -> float:
    """Time the whole command, with its two processes."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        subprocess.run(
            [
                sys.executable,
                "-m",
                "tutor.cli",
                "handout",
                "--hidden",
                "2",
                "--words",
                *WORDS,
                "--steps",
                "3",
                "--count",
                str(students),
                "--key",
                "full",
                "--to",
                to,
                "-j",
                "2",
                "-o",
                f"{folder}/class",
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - begun


def typst_alone(students: int) -> float:
    """Time the compiler on sources that are there, in one process for every core."""
    plan = Plan(template_of_sizes(2, list(WORDS), 3), SEED, formats=("pdf",), key="full")
    desk, sources = Desk(plan), []
    everybody = [Student(f"s{n:03}") for n in range(1, students + 1)]
    for student, variant in zip(everybody, draw(plan.template, SEED, [s.id for s in everybody]), strict=True):
        task = desk.task(student, variant)
        for kind in (SHEETS, KEYS):
            printer, target = desk.tools("pdf", "en", kind)
            sources.append("".join(write(desk.document(kind, task, printer), target)))
    compiled(sources[0])
    begun = time.perf_counter()
    for source in sources:
        compiled(source)
    return (time.perf_counter() - begun) / 2


def shares() -> str:
    """Say what part of the time goes where, in one process."""
    plan = Plan(template_of_sizes(2, list(WORDS), 3), SEED, key="full")
    students = [Student(f"s{n:04}") for n in range(1, 301)]
    desk, spent = Desk(plan), dict.fromkeys(("screening", "mathematics", "templates", "writing"), 0.0)
    Screen(plan.template)
    last = time.process_time()

    def stop(what: str) -> None:
        nonlocal last
        now = time.process_time()
        spent[what] += now - last
        last = now

    variants = list(draw(plan.template, SEED, [each.id for each in students]))
    stop("screening")
    with _folder() as folder:
        for student, variant in zip(students, variants, strict=True):
            task = desk.task(student, variant)
            stop("mathematics")
            for kind in (SHEETS, KEYS):
                printer, target = desk.tools("md", "en", kind)
                text = "".join(write(desk.document(kind, task, printer), target))
                stop("templates")
                (Path(folder) / kind / f"{student.id}.md").write_text(text, encoding="utf-8")
                stop("writing")
    total = sum(spent.values())
    parts = ", ".join(f"{name} {100 * each / total:.0f} %" for name, each in spent.items())
    return f"Handing out, {1000 * total / len(students):.2f} ms a student: {parts}."


if __name__ == "__main__":
    print(shares())
    for result in results(2):
        print(result.row(), flush=True)
