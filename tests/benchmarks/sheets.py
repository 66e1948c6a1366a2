"""Sheets and keys of a class in HTML, written to disk, beside a bare program that writes the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.bare_html import pages
from tests.benchmarks.problems import TITLE, Numbers, check_same, variant
from tests.benchmarks.timing import Result, timed, times_slower
from tutor.documents.formats.formats import written
from tutor.handout.blanks import task_of
from tutor.handout.sheets.sheet import key, sheet
from tutor.language.languages import Language

STUDENT, SHEET = "s01", "7KQ2"


def ours(each: Numbers) -> tuple[str, str]:
    """Write a sheet and its key, from the numbers of the problem on."""
    task = task_of(each.problem(), "steps", student=STUDENT, sheet_id=SHEET, key_id=f"{SHEET}-KEY")
    empty, full = (
        "".join(map(str, written(partial(make, task), "html", Language("en")))) for make in (sheet, key)
    )
    return empty, full


def results(scale: int) -> Iterator[Result]:
    """Compare a student's two files, other numbers for each student."""
    head = ours(variant(0))[0].partition("<h1>")[0]

    def bare(each: Numbers) -> tuple[str, str]:
        given = each.weight_ih, each.weight_hh, each.bias
        return pages(head, TITLE, each.words, each.vocabulary, *given, STUDENT, SHEET)

    for number in range(50):
        for mine, theirs in zip(ours(variant(number)), bare(variant(number)), strict=True):
            check_same(mine, theirs)
    with tempfile.TemporaryDirectory() as folder:

        def kept(write: Callable[[Numbers], tuple[str, str]]) -> Callable[[Numbers], None]:
            def run(each: Numbers) -> None:
                for name, text in zip(("sheet", "key"), write(each), strict=True):
                    (Path(folder) / f"{name}.html").write_text(text, encoding="utf-8")

            return run

        yield times_slower(
            "sheet and key in HTML, on disk : bare f-strings",
            timed(variant, kept(ours), 5),
            timed(variant, kept(bare), 5),
            15 * scale,
            None,
        )
