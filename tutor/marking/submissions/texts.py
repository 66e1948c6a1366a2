"""Text → Submissions: a filled sheet with a table or lines of answers, or a derivation of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

from tutor.binding.normalisation import settled
from tutor.binding.roles import bind
from tutor.binding.steps import counted
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import MatVec
from tutor.handout.sheet_number import find_sheet_id
from tutor.language.faults import Fault, TutorError, say
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.rows import read_table
from tutor.marking.submissions.sizes import read_size
from tutor.marking.submissions.submission import Submission
from tutor.reading import syntax as w
from tutor.reading.reader import read
from tutor.reading.sequences import sequences
from tutor.reading.signs import BACKWARD, FORWARD

_OWNER = re.compile(
    r"(?:(?P<id>student(?: (?:id|number|no))?|id|학번|학생)|name|이름|성명)[ *_]*[:：|](?P<text>[^|]{1,400})",
    re.IGNORECASE,
)
# What spoken which quantity, and what is said of it.
_SAYS = re.compile(r"[:=≈]|\\approx")
_BEFORE, _QUOTES = " >*•-", " \"'`$"
_ANSWERS = re.compile(r"answers?\s*\[")
# An answer begins with a number, a bracket, a blank.
_BEGINS = re.compile(r"\\?[-+[({.\d?_−–—－＋．（［０-９][^=≈]{0,200}")
_LONGEST_NAME, _LONGEST_LINE = 40, 300
_CALCULATION = re.compile(r"[_\[({\\=≈]|tanh|exp|sigmoid|relu|softmax|σ")
# What a number must not run into, or stand beside: then it is no answer, whatever stands before that.
_DOUBTFUL = re.compile(
    r"[\d０-９.．][A-Za-z²³¹⁰-₉①-⓿½¼¾/^%‰](?![+-]?\d)|\d[^\d]*\b(?:or|또는|혹은|아니면)\b[^\d]*\d"
)
_MOST_LETTERS = 40
_REMARK = re.compile(r"(?<=[\d\])}])\s*\((?=[^()\d]*[A-Za-z가-힣])[^()\d]*\)$")
_VALUE = re.compile(r"[-+−–—－＋\s\d.,;\[\](){}eE?_０-９．，；（）［］]+")
_BLANK = re.compile(r"[\s_?.…-]*")
# Words of our keys, in both languages; see the titles of the documents.
_KEY_WORDS = ("answer key", "정답지", "정답과 풀이")


# The lines of the table that are a parameter times a vector, by the parameter.
_PRODUCTS: Mapping[str, str] = MappingProxyType(
    {
        equation.expression.matrix.name: equation.symbol
        for equation in CELLS["rnn_tanh"].equations
        if isinstance(equation.expression, MatVec)
    }
)


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
    for name, each in _unread(text, headings):
        if not each:
            answers[name] = ""
        elif _DOUBTFUL.search(each) or not _is_answered(name, answers):
            answers[name] = each
    # What a table of answers spoken goes before what can be read elsewhere.
    answers |= {
        name: each
        for name, each in _tables(text, headings, source)
        if name not in answers or not _BLANK.fullmatch(each)
    }
    whose = owner(text)
    is_key = (number is not None and number.is_key) or any(word in text.casefold() for word in _KEY_WORDS)
    if not answers and not faults:
        faults.append(_nothing(source))
    return Submission(
        tuple(answers),
        tuple(answers.values()),
        source,
        whose.id or whose.name,
        number.sheet if number is not None else "",
        stem,
        tuple(faults),
        refused=not answers,
        is_key=is_key,
        name=whose.name if whose.id else "",
    )


class Owner(NamedTuple):
    """What a text spoken of its writer; "" where a line for it is missing or was left as it was."""

    id: str
    name: str


def owner(text: str) -> Owner:
    r"""Find the lines that say whose work it is.

    >>> owner("# Sheet\n\n이름: 김철수"), owner("Name: ______\nStudent id: `s03`")
    (Owner(id='', name='김철수'), Owner(id='s03', name=''))

    Our sheets write signs that Markdown would take for its own as entities, or with a backslash:

    >>> owner(r"- Name: \_\_\_O&#39;Neil &#40;B&#41;\_\_").name
    "O'Neil (B)"
    """
    found = {"id": "", "name": ""}
    for line in text.splitlines():
        match = _OWNER.match(line.lstrip(" \t*_#>|-"))
        if match is not None:
            what = "id" if match["id"] else "name"
            said = unescape(match["text"]).replace("\\_", "_").strip(" \t*_`")
            if not found[what] and not _BLANK.fullmatch(said):
                found[what] = said
    return Owner(**found)


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
        elif line.strip("|:- \t") or "--" not in line:
            row = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            table.append([cell.replace("\\|", "|").strip(" `$*") for cell in row])


def _answers(table: list[list[str]], headings: Headings, source: str) -> Iterator[tuple[str, str]]:
    if len(table) > 1:
        for each in read_table(table, headings, source, most_above=0):
            yield from each.answers.items()


def _said(line: str) -> tuple[str, str] | None:
    r"""Divide a line that spoken something of a quantity; quotes and signs around either are left out.

    >>> _said('- h_1: [0.197, 0.380]'), _said('answers["h_1[1]"] = 0.197'), _said('"h_1[1]": "0.197",')
    (('h_1', '[0.197, 0.380]'), ('h_1[1]', '0.197'), ('h_1[1]', '0.197'))
    """
    line = " ".join(line.split())
    spoken = _SAYS.search(line) if len(line) <= _LONGEST_LINE else None
    if spoken is None:
        return None
    name, value = line[: spoken.start()].lstrip(_BEFORE).strip(_QUOTES), line[spoken.end() :]
    if (opening := _ANSWERS.match(name)) is not None and name.endswith("]"):
        name = name[opening.end() : -1].strip(_QUOTES)
    is_one = 2 <= len(name) <= _LONGEST_NAME and not any(sign in name for sign in "\"'`")
    return (name, value.strip(_QUOTES + ",")) if is_one else None


def _lines(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    """Read lines that say what one quantity is and nothing else."""
    for line in text.splitlines():
        said = _said(line)
        if said is None or not _BEGINS.fullmatch(said[1]):
            continue
        name, value = headings.name_in_text(said[0]), _REMARK.sub("", said[1])
        if name is None or sum(map(value.count, "[({")) != sum(map(value.count, "])}")):
            continue
        if _VALUE.fullmatch(value) or (name.startswith("shape(") and read_size(value)):
            yield name, value


def _unread(text: str, headings: Headings) -> Iterator[tuple[str, str]]:
    r"""Find lines whose value is missing, whatever the next line spoken, or is nothing that can be read.

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


def _is_answered(name: str, answers: Mapping[str, str]) -> bool:
    """Whether an entry, or its vector, or an entry of the vector is answered."""
    whole = _vector(name)
    return any(each in (name, whole) or (name == whole and _vector(each) == whole) for each in answers)


def _vector(name: str) -> str:
    return re.sub(r"\[\d+\]", "", name)


def _derived(text: str, headings: Headings, source: str, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    """Read the results of a derivation; the last of a chain is what it comes to."""
    try:
        parts = sequences(read(text))
    except TutorError as error:
        faults += [fault.at(source) for fault in error.faults]
        return
    for number, part in enumerate(parts, start=1):
        work = counted(settled(part))
        yield from _results(work, headings, "" if number == 1 else f"#{number}")


def _results(work: w.Work, headings: Headings, sequence: str) -> Iterator[tuple[str, str]]:
    """Read the results of one sequence."""
    roles = bind(work).roles
    # Layers are counted from 0, or from 1 where there is none that is called 0.
    layers = {chain.name.base.partition("^")[2][:1] for chain in work.chains if chain.name is not None}
    first = 0 if "0" in layers or not layers - {""} else 1
    yield from _products(work, headings, sequence)
    for chain in work.chains:
        if chain.name is None or not isinstance(chain.name.step, int):
            continue
        base = roles.get(chain.name.base, chain.name.base)
        symbol, unit = _of_unit(base, first)
        entry = f"[{chain.name.entry[0]}]" if len(chain.name.entry) == 1 else ""

        def named(of: str, rest: str = f"_{chain.name.step}{entry}{unit}{sequence}") -> str | None:
            return headings.name_in_text(f"{of}{rest}")

        for segment in chain.segments[1:]:
            side = segment.expression
            if isinstance(side, w.Apply) and symbol == "h":
                inside, name = _numbers(side.argument), named("a")
                if inside is not None and name is not None:
                    yield name, inside
        result, name = _numbers(chain.segments[-1].expression), named(symbol)
        if result is not None and name is not None:
            yield name, result


def _products(work: w.Work, headings: Headings, sequence: str) -> Iterator[tuple[str, str]]:
    """Read the results of lines that are called by what they compute: W_hh h_1 = [0.3, 0.2] spoken q_2."""
    binding = bind(work)
    for chain in work.chains:
        product = chain.segments[0].expression
        result = _numbers(chain.segments[-1].expression)
        if not isinstance(product, w.Product) or len(product.factors) != 2 or result is None:
            continue
        names = [each for each in product.factors if isinstance(each, w.Name)]
        symbols = [_PRODUCTS.get(binding.roles.get(each.base, "")) for each in names]
        vectors = [each for each, symbol in zip(names, symbols, strict=True) if symbol is None]
        if len(names) != 2 or len(vectors) != 1:
            continue
        (vector,), symbol = vectors, symbols[0] or symbols[1]
        step = work.step_at(chain)
        if isinstance(vector.step, int):
            step = vector.step + (binding.offset if binding.roles.get(vector.base) == "x" else 1)
        if (name := headings.name_in_text(f"{symbol}_{step}{sequence}")) is not None:
            yield name, result


def _of_unit(base: str, first: int) -> tuple[str, str]:
    """Take the name of a line apart: its symbol, and the layer and direction as they stand behind the @.

    >>> _of_unit("h^1_backward", 1), _of_unit("a^1", 0), _of_unit("p_forward", 0)
    (('h', '@l0r'), ('a', '@l1'), ('p', ''))
    """
    reverse = base.endswith(BACKWARD)
    plain = base.removesuffix(BACKWARD).removesuffix(FORWARD)
    symbol, _, layer = plain.partition("^")
    number = int(layer) - first if layer.isdecimal() else 0
    return symbol, f"@l{number}{'r' if reverse else ''}" if number or reverse else ""


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
