"""JSON → Submissions: {"student", "sheet", "answers"}, a list of such, or a table of them by student."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tutor.files.archives import unreadable
from tutor.handout.sheets.columns import Column, column_of
from tutor.language.faults import Count, Fault, Sentence
from tutor.marking import submission_messages as says
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.rows import both
from tutor.marking.submissions.submission import Submission
from tutor.marking.submissions.times import seconds
from tutor.reading.forms.notebooks import json_of

_DEEPEST = 4


def read_json(text: str, headings: Headings, source: str, stem: tuple[str, ...] = ()) -> Iterator[Submission]:
    """Read the answers of one student or several; numbers keep the digits that stand in the file.

    >>> text = '{"student": "kim", "sheet": "", "answers": {"h_1": [0.1970, 0.38], "h1[1]": "0.197"}}'
    >>> [each.answers for each in read_json(text, Headings(["h_1[1]", "h_1[2]"]), "kim.json")]
    [{'h_1': '[0.1970, 0.38]', 'h_1[1]': '0.197'}]
    """
    try:
        content = json_of(text, parse_float=_Digits, parse_int=_Digits, parse_constant=_Digits)
    except (ValueError, RecursionError):
        yield _refused(source, stem, says.IT_IS_NOT_JSON())
        return
    found = list(_entries(content, headings))
    if not found:
        yield _refused(source, stem, says.IT_HAS_NO_ANSWERS())
    for number, (student, entry) in enumerate(found, start=1):
        at = f"{source}:{number}" if len(found) > 1 else source
        yield _submission(entry, student, headings, at, stem if len(found) == 1 else ())


class _Digits(str):
    """A number as it stands in the file."""

    __slots__ = ()


def _refused(source: str, stem: tuple[str, ...], reason: Sentence) -> Submission:
    return Submission((), (), source, stem=stem, faults=(unreadable(source, reason),), kind="unread")


def answers_at(text: str, start: int, headings: Headings) -> dict[str, str]:
    """Read the answers of the object that begins in the middle of a text; nothing where none does.

    >>> answers_at('see: {"h_1": [0.1970, 0.38]} done', 5, Headings(["h_1[1]", "h_1[2]"]))
    {'h_1': '[0.1970, 0.38]'}
    """
    decoder = json.JSONDecoder(parse_float=_Digits, parse_int=_Digits, parse_constant=_Digits)
    try:
        content, _ = decoder.raw_decode(text, start + len(text[start:]) - len(text[start:].lstrip()))
    except (ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    for _, entry in _entries(content, headings):
        for heading, value in _pairs(entry["answers"]):
            if (name := headings.name(heading)) is not None:
                found[name] = both(found.get(name, ""), _text(value))
    return found


def _entries(
    content: object, headings: Headings, student: str = "", depth: int = 0
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Find what has answers: the object itself, the items of a list, the values of a table by student."""
    if depth > 2:
        return
    if isinstance(content, list):
        for item in content:
            yield from _entries(item, headings, student, depth + 1)
    elif isinstance(content, dict):
        if isinstance(content.get("answers"), dict | list):
            yield student, content
        elif isinstance(content.get("students"), dict | list):
            yield from _entries(content["students"], headings, "", depth + 1)
        elif any(headings.name(str(name)) is not None for name in content):
            own = {name: value for name, value in content.items() if headings.name(str(name)) is not None}
            yield student, {**content, "answers": own}
        else:
            for name, item in content.items():
                if isinstance(item, dict):
                    yield from _entries(item, headings, str(name), depth + 1)


def _submission(
    entry: Mapping[str, Any], student: str, headings: Headings, source: str, stem: tuple[str, ...]
) -> Submission:
    answers: dict[str, str] = {}
    faults: list[Fault] = []
    for heading, value in _pairs(entry["answers"]):
        name = headings.name(heading)
        if name is None:
            faults.append(says.FILE_ANSWERS_NAME_WHICH_THE_EXERCISE_DOES(file=source, name=heading[:40]))
        else:
            answers[name] = both(answers.get(name, ""), _text(value))
    practice = entry.get("practice")
    page: Mapping[str, Any] = practice if isinstance(practice, dict) else {}
    shown = page.get("shown")
    faults += _of_page(page, source)
    said = {kind: _said(entry, kind) for kind in ("id", "name", "email", "sheet")}
    return Submission(
        tuple(answers),
        tuple(answers.values()),
        source,
        said["id"] or student.strip(),
        said["sheet"],
        stem,
        tuple(faults[:5]),
        name=said["name"],
        email=said["email"],
        when=seconds(str(entry.get("time") or "")),
        shown=tuple(each for each in shown if isinstance(each, str)) if isinstance(shown, list) else (),
        drill=str(page.get("drill") or "")[:40],
        decimal_comma=page.get("decimal_comma") is True,
    )


def _of_page(page: Mapping[str, Any], source: str) -> Iterator[Fault]:
    """Give what a practice page says of the help that it gave; whoever has the file can change it."""
    shown, helped = page.get("shown"), page.get("helped")
    numbers = len(shown) if isinstance(shown, list) else 0
    asked = sum(int(n) for n in helped.values() if _is_count(n)) if isinstance(helped, dict) else 0
    if numbers or asked:
        yield says.THE_PAGE_GAVE_HELP(file=source, shown=Count(numbers), asked=Count(asked))


def _is_count(value: object) -> bool:
    return isinstance(value, _Digits) and value.isascii() and value.isdigit() and len(value) < 7


def _said(entry: Mapping[str, Any], kind: Column) -> str:
    """Take what an entry says of its writer, under any name for it."""
    values = (str(value).strip() for key, value in entry.items() if column_of(str(key)) == kind and value)
    return next(values, "")


def _pairs(answers: object) -> Iterator[tuple[str, object]]:
    if isinstance(answers, dict):
        yield from ((str(name), value) for name, value in answers.items())
    elif isinstance(answers, list):
        for item in answers:
            if isinstance(item, dict) and "quantity" in item:
                yield str(item["quantity"]), item.get("value", item.get("answer"))
            elif isinstance(item, list) and len(item) == 2:
                yield str(item[0]), item[1]


def _text(value: object, depth: int = 0) -> str:
    """Write a value as the text of an answer; what is no number keeps its form, to be looked at."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and depth < _DEEPEST:
        return f"[{', '.join(_text(item, depth + 1) or '?' for item in value)}]"
    return str(value)[:200]
