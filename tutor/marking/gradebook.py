"""The results as files: a gradebook that opens in any spreadsheet, and marks.json with everything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tutor.language.languages import Language
from tutor.marking.decisions import number
from tutor.marking.grading import Graded, Result

HEADER = (
    "student", "name", "email", "handed_in", "sheet", "points", "max_points", "first_error", "mistake",
    "needs_review", "remarks",
)  # fmt: skip


def gradebook_rows(graded: Sequence[Graded], language: Language) -> Iterator[tuple[object, ...]]:
    """Give a row for every student; points as decimals, since a spreadsheet takes 7/2 for a date.

    Nothing stands for the points of who handed nothing in, or on paper that nobody has marked: that is not
    zero. The column of addresses is there where somebody has one.
    """
    addressed = any(each.student.email for each in graded)
    yield HEADER if addressed else tuple(name for name in HEADER if name != "email")
    for each in graded:
        marked = each.marked
        first = marked.first_error
        remarks = [language.say(fault.title) for fault in each.remarks]
        if marked.comment:
            remarks.insert(0, marked.comment)
        yield (
            each.student.id,
            each.student.name,
            *((each.student.email,) if addressed else ()),
            each.came,
            each.sheet,
            _Number(number(marked.points)) if each.has_points else "",
            _Number(number(marked.max_points)),
            first.quantity if first is not None else "",
            marked.mistakes[0] if marked.mistakes else "",
            marked.needs_review,
            " · ".join(remarks),
        )


class _Number:
    """A number of ours, which is not marked as text even where it begins with a minus."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def marks_json(result: Result) -> Iterator[str]:
    """Write every mark: points as exact fractions, the token of every answer as it was handed in.

    Before them stands what is nobody's, with the reasons and who contends for it, and what was left out.
    """
    whose = [
        {
            "source": each.submission.source,
            "parties": [party.id for party in each.parties],
            "remarks": [{"code": fault.code, "text": str(fault.title)} for fault in each.faults],
        }
        for each in result.lost
    ]
    head = {"version": 1, "whose": whose, "left_out": [each.source for each in result.litter]}
    yield json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "students": {'
    separator = "\n"
    for each in result.graded:
        entry = json.dumps(student_marks(each), ensure_ascii=False)
        yield f"{separator}{json.dumps(each.student.id, ensure_ascii=False)}: {entry}"
        separator = ",\n"
    yield "\n}}\n"


def student_marks(each: Graded) -> dict[str, object]:
    """Give one student's marks as plain data."""
    marked = each.marked
    return {
        "sheet": each.sheet,
        "points": str(marked.points),
        "max_points": str(marked.max_points),
        "first_error": marked.first_error.quantity if marked.first_error is not None else None,
        "mistakes": list(marked.mistakes),
        "needs_review": marked.needs_review,
        "handed_in": each.handed_in,
        "on_paper": each.came == "paper",
        "source": each.source,
        "comment": marked.comment,
        "remarks": [{"code": fault.code, "text": str(fault.title)} for fault in each.remarks],
        "marks": [
            {
                "quantity": mark.quantity,
                "answer": mark.answer,
                "verdict": mark.verdict,
                "expected": mark.expected,
                "points": str(mark.points),
                "max_points": str(mark.worth),
                "mistakes": list(mark.mistakes),
                "root": mark.root,
                "note": mark.note,
                "comment": mark.comment,
            }
            for mark in marked.marks
        ],
    }
