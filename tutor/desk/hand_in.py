"""The file that is handed in: the answers, which sheet they are of, and what the page did to help."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from tutor.desk.desk import Desk


def answer_file(
    desk: Desk,
    answers: Mapping[str, str],
    student: str,
    shown: Collection[str],
    helped: Mapping[str, int],
    program: str = "",
    drill: str = "",
) -> str:
    r"""Write the file that ``grade`` reads.

    Args:
        desk: the sheet.
        answers: what was typed.
        student: what was written for the id, "" where nothing was.
        shown: the entries whose number the page has shown.
        helped: how often help was asked for, line by line.
        program: the version of the program that made the page.
        drill: the one symbol that was asked for, "" where the whole sheet was.

    Answers stand there as they were typed. That a comma is a decimal comma, where its writer was asked and
    said so, stands beside them: ``grade`` reads them as the desk does.

    >>> from tutor.handout.exercise import Sheet
    >>> spec = {"sentence": "i", "vocabulary": ["i", "am"], "rounding": {"written": ["h"]},
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}}
    >>> desk = Desk(Sheet("7KQ2-M4XDP", spec, ("h_1[1]",)), decimal_comma=True)
    >>> content = json.loads(answer_file(desk, {"h_1[1]": "0,197"}, "kim", (), {}))
    >>> content["answers"], content["practice"]["decimal_comma"]
    ({'h_1[1]': '0,197'}, True)
    """
    filled = {name: answers[name].strip() for name in desk.sheet.blanks if answers.get(name, "").strip()}
    practice: dict[str, Any] = {
        "program": program,
        "shown": [name for name in desk.sheet.blanks if name in shown],
        "helped": dict(helped),
        **({"drill": drill} if drill else {}),
        **({"decimal_comma": True} if desk.decimal_comma else {}),
    }
    content = {"student": student, "sheet": desk.sheet.sheet, "answers": filled, "practice": practice}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
