"""Messages, letter by letter: the table of operands, the excerpt with its caret, hidden characters."""

import unicodedata

import pytest

from tutor.language.faults import Count, Fault, Operand, Pattern
from tutor.language.languages import Language
from tutor.language.messages import EXCERPT, message, visible, width

KOREAN, ENGLISH = Language("ko"), Language("en")

# The message of the design: W_ih for x W, written for W x.
TRANSPOSED = Fault(
    "S02",
    Pattern("{attempted} does not fit", "{attempted}: 크기가 맞지 않습니다")(attempted="W_ih x_t"),
    (
        Operand("W_ih", "3 × 2", Pattern("({axes})", "({axes})")(axes="hidden_size 3, input_size 2")),
        Operand(
            "x_t", "3", Pattern("one-hot over: {words}", "원-핫 벡터, 어휘: {words}")(words="i, am, here")
        ),
    ),
    Pattern(
        "{symbol} has {columns:column|columns}, {operand} has {entries:entry|entries}.",
        "{symbol:은} 열이 {columns}개인데, {operand:은} 성분이 {entries}개입니다.",
    )(
        symbol="W_ih",
        columns=Count(2),
        operand="x_t",
        entries=Count(3),
    ),
    Pattern(
        "the transpose ({shape}) fits {fits}. Write the rows as columns, or set orientation = {other}.",
        "전치한 행렬({shape})은 {fits}에 맞습니다. 행을 열로 바꾸어 쓰거나, orientation = {other:으로} 정하세요.",
    )(
        shape="2 × 3",
        fits="x_t, W_hh",
        other='{ weight_ih = "rows" }',
    ),
    file="i_am_here.toml",
    line=7,
)


def test_a_message_in_english():
    assert message(TRANSPOSED, ENGLISH) == (
        "error[S02]: W_ih x_t does not fit\n"
        "  --> i_am_here.toml:7\n"
        "  W_ih   3 × 2   (hidden_size 3, input_size 2)\n"
        "  x_t    3       one-hot over: i, am, here\n"
        "  W_ih has 2 columns, x_t has 3 entries.\n"
        "  help: the transpose (2 × 3) fits x_t, W_hh. "
        'Write the rows as columns, or set orientation = { weight_ih = "rows" }.'
    )


def test_the_same_message_in_korean():
    assert message(TRANSPOSED, KOREAN) == (
        "오류[S02]: W_ih x_t: 크기가 맞지 않습니다\n"
        "  --> i_am_here.toml:7\n"
        "  W_ih   3 × 2   (hidden_size 3, input_size 2)\n"
        "  x_t    3       원-핫 벡터, 어휘: i, am, here\n"
        "  W_ih는 열이 2개인데, x_t는 성분이 3개입니다.\n"
        "  도움말: 전치한 행렬(2 × 3)은 x_t, W_hh에 맞습니다. "
        '행을 열로 바꾸어 쓰거나, orientation = { weight_ih = "rows" }로 정하세요.'
    )


def fault_at(line, column):
    return Fault(
        "V02", Pattern("word {position} is empty", "{position}번째 단어가 비어 있습니다")(position=2)
    ).at("나는.toml", line, column)


def test_a_caret_stands_under_its_column_though_korean_is_wide():
    source = 'sentence = "나는"\nvocabulary = ["나는", ""]\n'
    assert message(fault_at(2, 21), ENGLISH, source=source) == (
        "error[V02]: word 2 is empty\n"
        "  --> 나는.toml:2:21\n"
        '  2 | vocabulary = ["나는", ""]\n'
        "    |                       ^"
    )


@pytest.mark.parametrize(
    ("line", "before"),
    [("abcX", "abc"), ("가나X", "가나"), ("e\u0301X", "e\u0301"), ("\tX", "\t"), ("\x1b[2JX", "\x1b[2J")],
)
def test_the_caret_is_under_the_column_whatever_stands_before_it(line, before):
    shown, caret = message(fault_at(1, len(before) + 1), ENGLISH, source=line).splitlines()[-2:]
    assert width(shown[: shown.index("X")]) == caret.index("^")


def test_a_long_line_is_cut_around_the_column():
    source = "[" * 5000 + "X" + "]" * 5000
    shown, caret = message(fault_at(1, 5001), ENGLISH, source=source).splitlines()[-2:]
    assert shown.index("X") == caret.index("^")
    assert len(shown) == EXCERPT + len("  1 | ") + len("……")
    assert shown.startswith("  1 | …[") and shown.endswith("]…")


@pytest.mark.parametrize("line", ["", "one line only"])
def test_a_line_that_is_not_there_is_not_shown(line):
    assert message(fault_at(9, 1), ENGLISH, source=line) == (
        "error[V02]: word 2 is empty\n  --> 나는.toml:9:1"
    )


def test_crlf_and_numbers_of_two_digits():
    source = "\r\n" * 11 + "x = 1\r\n"
    assert message(fault_at(12, 5), ENGLISH, source=source).splitlines()[-2:] == [
        "  12 | x = 1",
        "     |     ^",
    ]


def test_nothing_that_a_person_wrote_reaches_the_terminal_as_a_command():
    evil = "\x1b]0;owned\x07\r\n\u202egnp\u2028\x9b2J\ud800"
    fault = Fault(
        "V04",
        Pattern("`{word}` is not in the vocabulary ({known})", "`{word}`{word:-은} 어휘({known})에 없습니다")(
            word=evil, known=evil
        ),
        (Operand(evil, evil, Pattern("({axes})", "({axes})")(axes=evil)),),
        Pattern("Its lines are {lines}.", "이 셀의 줄은 {lines}입니다.")(lines=evil),
        Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?")(near=evil),
    ).at(evil, 1, 2)
    text = message(fault, ENGLISH, source=f"ab{evil.splitlines()[0]}")
    assert all(each == "\n" or unicodedata.category(each)[0] != "C" for each in text)
    assert visible(evil) == ("<U+001B>]0;owned<U+0007><U+000D><U+000A><U+202E>gnp<U+2028><U+009B>2J<U+D800>")


def test_joiners_inside_words_stay():
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


def test_colour_marks_the_severity_the_place_and_the_help():
    fault = Fault(
        "V02",
        Pattern("word {position} is empty", "{position}번째 단어가 비어 있습니다")(position=2),
        help=Pattern("remove one of the two", "둘 중 하나를 지우세요")(),
    )
    assert message(fault.at("f", 1), ENGLISH, colour=True) == (
        "\x1b[1;31merror[V02]\x1b[0m: word 2 is empty\n"
        "  \x1b[34m-->\x1b[0m f:1\n"
        "  \x1b[1;32mhelp:\x1b[0m remove one of the two"
    )


@pytest.mark.parametrize(
    ("severity", "english", "korean"),
    [("error", "error", "오류"), ("warning", "warning", "경고"), ("note", "note", "참고")],
)
def test_severities(severity, english, korean):
    fault = Fault(
        "V02",
        Pattern("word {position} is empty", "{position}번째 단어가 비어 있습니다")(position=1),
        severity=severity,
    )
    assert message(fault, ENGLISH) == f"{english}[V02]: word 1 is empty"
    assert message(fault, KOREAN) == f"{korean}[V02]: 1번째 단어가 비어 있습니다"
