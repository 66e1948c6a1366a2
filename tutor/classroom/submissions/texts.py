"""Text → Submissions: a filled sheet with a table or lines of answers, or a derivation of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.checking import work as w
from tutor.checking.binding import bind
from tutor.checking.reader import read
from tutor.classroom.sheet_id import find_sheet_id
from tutor.classroom.submissions.headings import Headings
from tutor.classroom.submissions.submission import Submission
from tutor.classroom.submissions.tables import read_table
from tutor.errors import Fault, TutorError, say

_NAME_LINE = re.compile(
    r"^[\s*_#>|-]*(?:student(?: id)?|name|id|학번|이름|성명|학생)[\s*_]*[:：|]"
    r"\s*(?P<name>[^|\n]{1,80}?)[\s*_|]*$",
    re.IGNORECASE | re.MULTILINE,
)
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
# ``h_1[1] = 0.197``, ``- h_1: [0.197, 0.380]``, ``answers["h_1[1]"] = 0.197``, ``"h_1[1]": "0.197",``
_LINE = re.compile(
    r"^[\s>*•-]*(?P<open>answers?\s*\[)?[\"'`$ ]*(?P<name>[^=:≈\"'`]{2,40}?)[\"'`$ ]*(?(open)\])\s*"
    r"(?:[:=≈]|\\approx)\s*"
    r"[\"'`$ ]*(?P<text>\\?[-+\[({.\d?_−–０-９][^=≈]{0,200}?)[\"'`$, ]*$",
    re.MULTILINE,
)
_VALUE = re.compile(r"[-+−–－\s\d.,;\[\](){}eE?_０-９．]+")
_BLANK = re.compile(r"[\s_?.…-]*")
# Words of our keys, in both languages; see the titles of the documents.
_KEY_WORDS = ("answer key", "정답지", "정답과 풀이")


def read_text(text: str, headings: Headings, source: str, stem: tuple[str, ...] = ()) -> Submission:
    r"""Read one person's text: what its tables and lines answer, and what its derivation comes to.

    >>> headings = Headings(["h_1[1]", "h_1[2]", "h_2[1]", "h_2[2]"])
    >>> text = "Name: kim\n\nh1 = tanh([0.2, 0.4]) = [0.197, 0.380]\nh_2[1] = ?"
    >>> read_text(text, headings, "kim.md").answers
    {'h_1': '[0.197, 0.380]', 'h_2[1]': '?'}
    """
    number = find_sheet_id(text)
    answers: dict[str, str] = {}
    faults: list[Fault] = []
    for answer in _derived(text, headings, source, faults):
        answers[answer[0]] = answer[1]
    answers |= dict(_lines(text, headings))
    in_tables = dict(_tables(text, headings, source))
    if any(not _BLANK.fullmatch(each) for each in in_tables.values()) or not answers:
        answers = in_tables
    is_key = (number is not None and number.is_key) or any(word in text.casefold() for word in _KEY_WORDS)
    if not answers and not faults:
        faults.append(_nothing(source))
    return Submission(
        tuple(answers),
        tuple(answers.values()),
        source,
        owner(text),
        number.sheet if number is not None else "",
        stem,
        tuple(faults),
        refused=not answers,
        is_key=is_key,
    )


def owner(text: str) -> str:
    r"""Find the line that says whose work it is.

    >>> owner("# Sheet\n\n이름: 김철수"), owner("Name: ______")
    ('김철수', '')
    """
    found = _NAME_LINE.search(text)
    return "" if found is None or _BLANK.fullmatch(found["name"]) else found["name"].strip()


def _nothing(source: str) -> Fault:
    return Fault(
        "G10",
        say("`{file}` was not read: {reason}", file=source[-200:], reason=say("no answer was found in it")),
        because=say("An answer is a row of a table or a line such as h_1[1] = 0.197."),
        severity="warning",
    )


def _tables(text: str, headings: Headings, source: str) -> Iterator[tuple[str, str]]:
    """Read the tables of Markdown."""
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "|" not in line:
            yield from _answers(table, headings, source)
            table = []
        elif not _RULE.fullmatch(line.strip()):
            row = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            table.append([cell.replace("\\|", "|").strip(" `$*") for cell in row])


def _answers(table: list[list[str]], headings: Headings, source: str) -> Iterator[tuple[str, str]]:
    if len(table) > 1:
        for each in read_table(table, headings, source):
            yield from each.answers.items()


def _lines(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    """Read lines that say what one quantity is and nothing else."""
    for found in _LINE.finditer(text):
        name = headings.name(found["name"])
        value = found["text"].strip()
        if name is not None and _VALUE.fullmatch(value):
            yield name, value


def _derived(text: str, headings: Headings, source: str, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """Read the results of a derivation; the last of a chain is what it comes to."""
    try:
        work = read(text)
    except TutorError as error:
        faults += [fault.at(source) for fault in error.faults]
        return
    roles = bind(work).roles
    for chain in work.chains:
        if chain.name is None or not isinstance(chain.name.step, int):
            continue
        symbol, step = roles.get(chain.name.base, chain.name.base), chain.name.step
        entry = f"[{chain.name.entry[0]}]" if len(chain.name.entry) == 1 else ""
        for segment in chain.segments[1:]:
            side = segment.expression
            if isinstance(side, w.Apply) and symbol == "h":
                inside = _numbers(side.argument)
                if inside is not None and (name := headings.name(f"a_{step}{entry}")) is not None:
                    yield name, inside
        result = _numbers(chain.segments[-1].expression)
        if result is not None and (name := headings.name(f"{symbol}_{step}{entry}")) is not None:
            yield name, result


def _numbers(expression: w.Expression) -> str | None:
    """Write a number or a vector as it stands; a column is a vector."""
    match expression:
        case w.Number(token=token):
            return token
        case w.Vector(entries=entries) if all(isinstance(entry, w.Number) for entry in entries):
            return f"[{', '.join(entry.token for entry in entries if isinstance(entry, w.Number))}]"
        case w.Matrix(rows=rows) if all(len(row) == 1 for row in rows) and w.is_literal(expression):
            return f"[{', '.join(row[0].token for row in rows if isinstance(row[0], w.Number))}]"
        case _:
            return None
