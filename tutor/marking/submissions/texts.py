"""Text → Submissions: a filled sheet with a table or lines of answers, or a derivation of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import unescape
from itertools import groupby

from tutor.calculation.numbers import decimals_of
from tutor.handout.sheets.sheet_number import find_sheet_id
from tutor.judging.answers.results import results, strangers
from tutor.language.faults import Fault, TutorError
from tutor.marking import submission_messages as says
from tutor.marking.submissions.data import answers_at
from tutor.marking.submissions.headings import Headings, whole_of
from tutor.marking.submissions.rows import read_table
from tutor.marking.submissions.sizes import read_size
from tutor.marking.submissions.step_tables import as_text, by_entries, is_by_steps
from tutor.marking.submissions.submission import Submission
from tutor.reading.dress import divided, undressed, without_binoms
from tutor.reading.entries import read_entries
from tutor.reading.forms.tex import EMPTY_BOX
from tutor.reading.reader import read
from tutor.reading.work import Work
from tutor.record import NamedTuple

_OWNER = re.compile(
    r"(?:(?P<id>student(?: (?:id|number|no))?|id(?: number)?|학번|학생)"
    r"|(?P<email>e-?mail(?: address)?|이메일|메일)"
    r"|(?:full )?name|이름|성명)[ *_]*[:：|](?P<text>[^|]{1,400})",
    re.IGNORECASE,
)
# Before the first answer, so many lines of such a length may say whose the work is.
_HEAD, _LONGEST_HEAD = 8, 100
# What says which quantity, and what is said of it.
_SAYS = re.compile(r"[:=≈≒≃≅~]|\\approx")
# A name, and behind it nothing but a value.
_BARE = re.compile(r"(?P<name>\S{2,40})\s+(?P<value>[-+−.\d(\[].{0,200})")
_BEFORE, _QUOTES = " >*•-", " \"'`$"
_ANSWERS = re.compile(r"answers?\s*\[")
# An answer begins with a number, a bracket, a blank.
_BEGINS = re.compile(r"\\?[-+[({.\d?_−–—－＋．（［０-９][^=≈]{0,200}")
_LONGEST_NAME, _LONGEST_LINE = 40, 300
_OBJECT, _MOST_OBJECTS = re.compile(r"^\s*\{", re.MULTILINE), 8
_CALCULATION = re.compile(r"[_\[({\\=≈]|tanh|exp|sigmoid|relu|softmax|σ")
# What a number must not run into, or stand beside: then it is no answer, whatever stands before that.
_DOUBTFUL = re.compile(
    r"[\d０-９.．][A-Za-z²³¹⁰-₉①-⓿½¼¾/^%‰](?![+-]?\d)|\d[^\d]*\b(?:or|또는|혹은|아니면)\b[^\d]*\d"
)
_MOST_LETTERS = 40
_REMARK = re.compile(r"(?<=[\d\])}])\s*\((?=[^()\d]*[A-Za-z가-힣])[^()\d]*\)$")
_VALUE = re.compile(r"[-+−–—－＋\s\d.,;\[\](){}eE?_０-９．，；（）［］]+")
# A quantity of a step of which a sentence says something with numbers, before it comes to the next sentence.
_MENTIONED = re.compile(
    r"(?<![A-Za-z0-9_])(?P<name>[A-Za-z](?:_?\{?\d{1,3}\}?|[₀-₉]{1,3})(?:\[\d{1,3}\])?)"
    r"(?=\s*(?:[은는이가의]|[:=≈→]|\b(?:is|are|was|has|comes|equals|becomes)\b)(?:[^.]|\.(?=\d)){0,80}?\d?\.\d)"
)
_OPERAND_BEFORE = re.compile(r"(?:[-+*/·×⊙(\[^{]|(?<![A-Za-z])[A-Za-z](?:_\{?\w+\}?)?|\d)\s*$")
# Rows of boxes in LaTeX, the boxes of a row, and what colours a letter.
_BOX_ROWS = re.compile(r"\\begin\{boxrows\}\{c+\}(?P<rows>.*?)\\end\{boxrows\}", re.DOTALL)
_SLOT = re.compile(r"\\slot\{\w+\}\{(?P<value>[^{}]*)\}")
_ROLE = re.compile(r"\\role[a-z]+(?:\{\})?[ ]?")
_ALONE = re.compile(r"[-+−–－]?\s?[\d.,０-９．]{1,30}")
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
    text = _with_bars(_BOX_ROWS.sub(_box_rows, without_binoms(text)))
    number = find_sheet_id(text)
    faults: list[Fault] = []
    work = _work(text, source, faults)
    answers = dict(results(work, headings.name_in_text)) if work is not None else {}
    is_derived = bool(answers)
    answers |= _objects(text, headings)
    stated: dict[str, list[str]] = {name: [said] for name, said in answers.items()}
    for name, said in (*_lines(text, headings), *_below(text, headings)):
        stated.setdefault(name, []).append(said)
    answers = {name: _one_answer(several) for name, several in stated.items()}
    for name, each in _unread(text, headings):
        if not each:
            answers[name] = ""
        elif _DOUBTFUL.search(each) or not _is_answered(name, answers):
            answers[name] = each
    for name, line in _spoken(text, headings):
        if not _is_answered(name, answers):
            answers[name] = line
    # What a table of answers says goes before what can be read elsewhere.
    answers |= {
        name: each
        for name, each in _tables(text, headings, source)
        if name not in answers or not _BLANK.fullmatch(each)
    }
    mistyped = tuple(strangers(work, headings.name_in_text)) if work is not None else ()
    for stranger in mistyped if headings.goes_backward else ():
        faults.append(
            says.FILE_ANSWERS_NAME_WHICH_THE_EXERCISE_DOES(
                file=f"{source}:{stranger.line}", name=stranger.text[:40]
            )
        )
        # It is one of those that are answered nowhere: which, a teacher says, and it is not 0.
        written = {name: each for name, each in answers.items() if not _BLANK.fullmatch(each)}
        for name in headings.might_be(stranger.called.step, stranger.size):
            if not _is_answered(name, written):
                answers[name] = f"{stranger.text} = [{', '.join(stranger.numbers)}]"
    whose, head = owner(text), _head(text, headings)
    is_key = (number is not None and number.is_key) or any(word in text.casefold() for word in _KEY_WORDS)
    # A sheet of ours with every box empty is read, and nothing is written on it.
    is_left_empty = not answers and number is not None and EMPTY_BOX in text
    if not answers and not faults and not is_left_empty:
        faults.append(_nothing(source))
    return Submission(
        tuple(answers),
        tuple(answers.values()),
        source,
        whose.id,
        number.sheet if number is not None else "",
        stem,
        tuple(faults),
        "answers" if answers or is_left_empty else "unread",
        is_key,
        whose.name,
        whose.email,
        head,
        text=text if is_derived else "",
    )


class Owner(NamedTuple):
    """What a text says of its writer; "" where a line for it is missing or was left as it was."""

    id: str
    name: str
    email: str = ""


def owner(text: str) -> Owner:
    r"""Find the lines that say whose work it is.

    >>> owner("# Sheet\n\n이름: 김철수"), owner("Name: ______\nStudent id: `s03`")
    (Owner(id='', name='김철수', email=''), Owner(id='s03', name='', email=''))

    Our sheets write signs that Markdown would take for its own as entities, or with a backslash:

    >>> owner(r"- Name: \_\_\_O&#39;Neil &#40;B&#41;\_\_").name
    "O'Neil (B)"
    """
    found = {"id": "", "name": "", "email": ""}
    for line in text.splitlines():
        match = _OWNER.match(line.lstrip(" \t*_#>|-"))
        if match is not None:
            what = "id" if match["id"] else "email" if match["email"] else "name"
            said = unescape(match["text"]).replace("\\_", "_").strip(" \t*_`")
            if not found[what] and not _BLANK.fullmatch(said) and not said.startswith("\\fillin"):
                found[what] = said
    return Owner(**found)


def _head(text: str, headings: Headings) -> tuple[str, ...]:
    """Take the first lines, up to the first that answers something: a title may say whose work it is."""
    found: list[str] = []
    for line in text[:4000].splitlines():
        said = _said(line)
        if said is not None and headings.name(said[0]) is not None:
            break
        if line.count("|") > 1:
            break
        if line.strip() and len(line) <= _LONGEST_HEAD:
            found.append(line.strip(" \t#*_>-"))
        if len(found) == _HEAD:
            break
    return tuple(found)


def _nothing(source: str) -> Fault:
    return says.FILE_WAS_NOT_READ_REASON(file=source[-200:], reason=says.NO_ANSWER_WAS_FOUND_IN_IT())


def _tables(text: str, headings: Headings, source: str) -> Iterator[tuple[str, str]]:
    """Read the tables of Markdown."""
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "|" not in line:
            yield from _answers(table, headings, source)
            table = []
        elif line.strip("|:- \t") or "--" not in line:
            row = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            table.append([cell.replace("\\|", "|").strip(" `$*") for cell in row])


def _answers(table: list[list[str]], headings: Headings, source: str) -> Iterator[tuple[str, str]]:
    if found := by_entries(table, headings.name_in_text) if len(table) > 1 else {}:
        yield from found.items()
    elif len(table) > 1 and not is_by_steps(table):
        for each in read_table(table, headings, source, most_above=0):
            yield from each.answers.items()


def _said(line: str) -> tuple[str, str] | None:
    r"""Divide a line that says something of a quantity; quotes and signs around either are left out.

    >>> _said('- h_1: [0.197, 0.380]'), _said('answers["h_1[1]"] = 0.197'), _said('"h_1[1]": "0.197",')
    (('h_1', '[0.197, 0.380]'), ('h_1[1]', '0.197'), ('h_1[1]', '0.197'))
    """
    line = " ".join(line.split())
    spoken = _SAYS.search(line) if len(line) <= _LONGEST_LINE else None
    if spoken is None:
        bare = _BARE.fullmatch(line.lstrip(_BEFORE)) if len(line) <= _LONGEST_LINE else None
        return (bare["name"].strip(_QUOTES), bare["value"]) if bare is not None else None
    name, value = line[: spoken.start()].lstrip(_BEFORE).strip(_QUOTES), line[spoken.end() :]
    if (opening := _ANSWERS.match(name)) is not None and name.endswith("]"):
        name = name[opening.end() : -1].strip(_QUOTES)
    is_one = 2 <= len(name) <= _LONGEST_NAME and not any(sign in name for sign in "\"'`")
    return (name, value.strip(_QUOTES + ",")) if is_one else None


def _lines(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    """Read lines that say what one quantity is and nothing else."""
    for line in text.splitlines():
        said = _said(line)
        if said is None or not _BEGINS.fullmatch(bare := undressed(said[1]).text):
            continue
        name, value = headings.name_in_text(said[0]), divided(_REMARK.sub("", bare))
        if name is None or sum(map(value.count, "[({")) != sum(map(value.count, "])}")):
            continue
        if _VALUE.fullmatch(value) or (name.startswith("shape(") and read_size(value)):
            yield name, value


def _box_rows(match: re.Match[str]) -> str:
    r"""Write the rows of boxes of a sheet in LaTeX as a table.

    >>> text = r"$\rolestate h_{1}\roleends{} = f$ & & \slot{state}{0.2} \\[1mm] & $+$ & \slot{state}{}"
    >>> print(_BOX_ROWS.sub(_box_rows, r"\begin{boxrows}{ccc}" + text + r"\end{boxrows}").strip())
    | $h_{1}= f$ |  | 0.2 |
    |  | $+$ |  |
    """
    rows = re.split(r"\\\\(?:\[[^\]]*\])?", _ROLE.sub("", match["rows"]))
    cells = [[_SLOT.sub(r"\g<value>", cell).strip() for cell in row.split("&")] for row in rows]
    # An empty row is one of boxes that were left empty.
    return "\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in cells) + "\n\n"


def _with_bars(text: str) -> str:
    r"""Write rows of cells between tabs, as they come out of a spreadsheet, as a table.

    >>> print(_with_bars("my table\nt\th\n1\t(0.1, 0.2)"))
    my table
    | t | h |
    | --- | --- |
    | 1 | (0.1, 0.2) |
    """
    lines: list[str] = []
    for has_tabs, several in groupby(text.split("\n"), lambda line: "\t" in line.rstrip()):
        rows = list(several)
        table = [[cell.strip() for cell in row.rstrip().split("\t")] for row in rows]
        is_table = has_tabs and len(rows) > 1 and len(set(map(len, table))) == 1
        lines += as_text(table).split("\n") if is_table else rows
    return "\n".join(lines)


def _one_answer(several: Sequence[str]) -> str:
    """Give the last of several answers to one question; those that say something else, too.

    >>> _one_answer(["[0.30, 0.4]", "(0.3, 0.4)"]), _one_answer(["(0.3, 0.4)", "(0.3, -0.4)"])
    ('(0.3, 0.4)', '(0.3, 0.4) | (0.3, -0.4)')
    """
    last = several[-1]
    return " | ".join(dict.fromkeys([*(each for each in several[:-1] if _differ(last, each)), last]))


def _differ(one: str, other: str) -> bool:
    """Whether two answers to one question are different numbers, beyond the rounding of the shorter.

    >>> _differ("(0.38, 0.2)", "(0.380, 0.197)"), _differ("0.55", "0.558"), _differ("0.38", "-0.38")
    (False, False, True)
    """
    tokens = [read_entries(each).tokens for each in (one, other)]
    numbers = [[token.number for token in each if token.number is not None] for each in tokens]
    if any(len(each) != len(found) for each, found in zip(tokens, numbers, strict=True)):
        return one != other
    return len(numbers[0]) != len(numbers[1]) or any(
        abs(a - b) > Decimal(10) ** -min(decimals_of(a), decimals_of(b))
        for a, b in zip(*numbers, strict=True)
    )


def _below(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    r"""Read the numbers below a formula, one a line, as the entries of what it computes.

    >>> list(_below("h_1 = tanh(a_1)\n0.197\n0.380\n\nh_2 = 0.5", Headings(["h_1[1]", "h_1[2]", "h_2[1]"])))
    [('h_1[1]', '0.197'), ('h_1[2]', '0.380')]
    """
    name, entry = None, 0
    for line in text.splitlines():
        value = line.strip(" $")
        if name is not None and _ALONE.fullmatch(value):
            entry += 1
            if (known := headings.name_in_text(f"{name}[{entry}]")) is not None:
                yield known, value
            continue
        said = _said(line)
        found = headings.name_in_text(said[0]) if said is not None else None
        is_formula = said is not None and _CALCULATION.search(said[1]) is not None
        name, entry = (found if is_formula and found is not None and "[" not in found else None), 0


def _objects(text: str, headings: Headings) -> dict[str, str]:
    """Read the answers of an object of JSON among other lines."""
    found: dict[str, str] = {}
    for at in [match.start() for match in _OBJECT.finditer(text)][:_MOST_OBJECTS]:
        found |= answers_at(text, at, headings)
    return found


def _unread(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    r"""Find lines whose value is missing, whatever the next line says, or is nothing that can be read.

    >>> list(_unread("h_1[1] =\nh_1[2] = 1/3\nh_2 = tanh(a_2)", Headings(["h_1[1]", "h_1[2]", "h_2[1]"])))
    [('h_1[1]', ''), ('h_1[2]', '1/3')]
    """
    found = [_said(line) for line in text.splitlines() if line.strip()]
    names = [headings.name_in_text(said[0]) if said is not None else None for said in found]
    for at, (said, name) in enumerate(zip(found, names, strict=True)):
        if said is None or name is None:
            continue
        value = said[1]
        if not value:
            # What stands below belongs to this line, unless it begins with a name of its own.
            if at + 1 == len(found) or names[at + 1] is not None:
                yield name, ""
        elif len(value) <= _MOST_LETTERS and not (
            _VALUE.fullmatch(value) or _CALCULATION.search(value.lstrip("= "))
        ):
            yield name, value


def _spoken(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    """Find sentences that say numbers of a quantity in a way that is not read; a teacher reads them.

    >>> headings = Headings(["h_1[1]", "h_1[2]", "h_2[1]"])
    >>> list(_spoken("h1의 첫 성분은 -0.38, 둘째는 0.1이고 W_hh h_1 + 0.5 = ...", headings))
    [('h_1', 'h1의 첫 성분은 -0.38, 둘째는 0.1이고 W_hh h_1 + 0.5 = ...')]
    """
    for line in text.splitlines():
        for match in _MENTIONED.finditer(line) if len(line) <= _LONGEST_LINE else ():
            name = headings.name_in_text(match["name"])
            if name is not None and not _OPERAND_BEFORE.search(line[: match.start()]):
                yield name, line.strip()


def _is_answered(name: str, answers: Mapping[str, str]) -> bool:
    """Whether an entry, or its vector, or an entry of the vector is answered."""
    whole = whole_of(name)
    return any(each in (name, whole) or (name == whole and whole_of(each) == whole) for each in answers)


def _work(text: str, source: str, faults: list[Fault]) -> Work | None:
    """Read a derivation; ``None`` where that is not possible, which the faults tell."""
    try:
        return read(text)
    except TutorError as error:
        faults += [fault.at(source) for fault in error.faults]
        return None
