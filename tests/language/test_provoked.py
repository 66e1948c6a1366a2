"""Every message is provoked by a test that looks at its words: in a golden file, or whole in a test's text.

A fault with a code is a promise to a reader, so none may exist that nobody has ever seen. What a test expects
stands in it, so this reads the tests and the goldens: fields of a pattern match whatever stands there.
"""

import ast
import re
from functools import cache

import pytest

from tests.language.test_entries import ENTRIES, ROOT, entries_of
from tutor.language.faults import Message
from tutor.language.languages import fields

# Messages that no test looks at yet. The list may only become shorter.
NOT_PROVOKED = {
    "NAME_NEEDS_TORCH_FOR_BFLOAT16",
    "NAME_NEEDS_TORCH",
    "IT_IS_NO_TABLE_OF_A_SYSTEM",
    "NO_COLUMN_OF_FILE_IS_A_QUANTITY",
    "NO_MISTAKE_WOULD_SHOW_IN_THIS_PROBLEM",
    "TEXT_IS_NOT_READ",
    "TEXT_IS_WRITTEN_WITH_A_CAPITAL",
    "TEXT_IS_NO_ARGUMENT",
    "IT_IS_NO_WORKBOOK",
    "WHOSE_IS_IT",
    "TOLD_BY_THE_FILE",
    "ONE_WAS_TAKEN",
    "NO_TIME_TELLS",
    "A_TARGET_OF_KIND_IS_NOT_FOUND",
    "NO_STEP_HAS_A_TARGET",
    "THE_LOSS_NEEDS_AN_OUTPUT_OF_ONE_ENTRY",
    "NN_KIND_GETS_MORE_ARGUMENTS_THAN_IT_HAS",
    "NN_KIND_TAKES_ONE_START_VALUE_H_0",
    "THE_INPUT_HOLDS_INPUT_THE_WEIGHTS",
    "THERE_IS_NOTHING_TO_COMPUTE",
    "THE_TEXT_HAS_FOUND_CHARACTERS",
    "THE_TEXT_IS_NOT_PYTHON",
    "THERE_IS_NO_TEXT",
    "THE_TEXT_MAKES_COUNT_RECURRENT_MODULES",
    "NO_RECURRENT_MODULE_IS_CALLED_IN_THE_TEXT",
    "NAME_IS_NOT_CALLED",
    "NAME_IS_NOT_TORCHS",
    "FORMAT_IS_NO_TEXT_AND_A_TERMINAL_SHOWS_ONLY",
    "STUDENT_QUANTITY_BELONGS_TO_NOTHING_THAT_WAS",
    "THE_EXERCISE_HAS_NO_SHEET_FOR_THIS_STUDENT",
    "READING_XLSX_NEEDS_THE_PACKAGE_OPENPYXL",
    "NO_WEIGHTS_WERE_FOUND_FOR_THIS_SENTENCE",
    "NAME_MAY_NOT_BE_READ",
    "NAME_CANNOT_BE_READ_REASON",
    "WHERE_A_NUMBER_OF_MORE_THAN_40_DIGITS_DOES",
    "NAME_MUST_BE_ABOVE_0",
    "NAME_UNPACKS_TO_MORE_THAN_64_MIB",
    "NAME_NEEDS_SAFETENSORS",
}

OWN = ("test_provoked.py", "test_entries.py")


def texts_of(source):
    """The strings of a test, put together as Python does; what is filled into one is left open."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(str() as text):
                yield text
            case ast.JoinedStr(parts):
                yield "".join(part.value if isinstance(part, ast.Constant) else "0" for part in parts)


@cache
def everything_expected():
    """All the texts that tests expect: goldens, worked examples, what the READMEs print, strings of tests."""
    texts = []
    for folder in ("tests", "worked_examples"):
        for path in sorted((ROOT / folder).rglob("*")):
            if "node_modules" in path.parts or "__pycache__" in path.parts or path.name in OWN:
                continue
            if path.suffix == ".py":
                texts += texts_of(path.read_text("utf-8"))
            elif path.suffix in (".txt", ".md", ".json", ".csv", ".toml") and path.is_file():
                texts.append(path.read_text("utf-8"))
    texts += [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.ko.md")]
    return list(dict.fromkeys(line for text in texts for line in text.splitlines()))


def expression_of(pattern):
    """What a filled pattern looks like."""
    parts = []
    for words, name, spec in fields(pattern):
        parts.append(re.escape(words))
        if name is not None and "|" in spec:
            one, many = spec.split("|")
            parts.append(rf"[^\n]{{1,40}}? (?:{re.escape(one)}|{re.escape(many)})")
        elif name is not None:
            parts.append(r"[^\n]{0,400}?")
    return re.compile("".join(parts))


MESSAGES = [
    pytest.param(name, entry, id=f"{module.rpartition('.')[2]}.{name}")
    for module in ENTRIES
    for name, entry in entries_of(module).items()
    if isinstance(entry, Message)
]


def is_expected(pattern):
    """Whether a line of what tests expect holds the filled pattern."""
    longest = max((words for words, _, _ in fields(pattern)), key=len)
    expression = expression_of(pattern)
    return any(longest in line and expression.search(line) for line in everything_expected())


@pytest.mark.parametrize(("name", "entry"), MESSAGES)
def test_a_test_expects_the_message(name, entry):
    assert name in NOT_PROVOKED or is_expected(entry.title.en) or is_expected(entry.title.ko), entry.title.en


def test_the_expression_of_a_pattern_is_the_pattern_filled():
    assert expression_of("`{word}` has {n:entry|entries}.").search("`x` has 1 entry.")
    assert not expression_of("`{word}` has {n:entry|entries}.").search("`x` has one.")
