"""``rnn-tutor check``: what is said, where it points, what is written, and what comes of bad inputs."""

import errno
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "worked_examples"
GIVENS = """\
W_ih = [[0.1, 0.3], [0.2, 0.4]], W_hh = [[0.7, 0.8], [0.9, 1.0]], b = [0.1, 0.2]
x_1 = [1, 0], h_0 = [0, 0]
"""
RIGHT = GIVENS + "h_1 = tanh(W_ih x_1 + W_hh h_0 + b) = tanh([0.2, 0.4]) = [0.197, 0.380]\n"
WRONG = RIGHT.replace("0.380", "0.378")

FINDING_KEYS = [
    "code",
    "severity",
    "kind",
    "line",
    "column",
    "end_column",
    "quantity",
    "message",
    "claimed",
    "expected",
    "because",
    "root",
    "entries",
    "same_as",
    "readings",
    "mistake",
]


@pytest.fixture
def check(rnn_tutor, tmp_path, monkeypatch):
    """Check a text that lies in a file called work.md."""
    monkeypatch.chdir(tmp_path)

    def run(text, *words):
        (tmp_path / "work.md").write_text(text, encoding="utf-8")
        return rnn_tutor("check", "work.md", *words)

    return run


# What is said


def test_nothing_wrong(check):
    result = check(RIGHT)
    assert (result.code, result.out, result.err) == (0, "1 line compared, nothing wrong.\n", "")


def test_a_wrong_number_is_pointed_at(check):
    result = check(WRONG)
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "error[C04]: h_1 does not follow from what stands before it\n"
        "  --> work.md:3:69\n"
        "  3 | h_1 = tanh(W_ih x_1 + W_hh h_0 + b) = tanh([0.2, 0.4]) = [0.197, 0.378]\n"
        "    |                                                                  ^^^^^\n"
        "  tanh(0.4) = 0.380, not 0.378.\n"
        "\n"
        "1 line compared, 1 error from 1 cause. Start with line 3.\n"
    ).replace(":69", f":{WRONG.splitlines()[2].index('0.378') + 1}")


def test_every_wrong_number_of_a_vector_has_its_caret(check):
    result = check(RIGHT.replace("[0.197, 0.380]", "[0.297, 0.378]"))
    line, carets = result.out.splitlines()[2:4]
    pointed = {line[column] for column, mark in enumerate(carets) if mark == "^"}
    assert carets.count("^") == 10
    assert [line[i : i + 5] for i in (line.index("0.297"), line.index("0.378"))] == ["0.297", "0.378"]
    assert carets.index("^") == line.index("0.297") and carets.rindex("^") == line.index("0.378") + 4
    assert pointed <= set("0.297378")


def test_wide_letters_before_the_number_do_not_move_the_caret(check):
    result = check(WRONG.replace("h_1 =", "은닉 상태: h_1 ="), "--lang", "ko")
    line, carets = result.out.splitlines()[2:4]
    wide = sum(2 if "가" <= each <= "힣" else 1 for each in line[: line.index("0.378")])
    assert carets.index("^") == wide


def test_korean(check):
    assert check(WRONG, "--lang", "ko").out == (
        "오류[C04]: h_1이 앞의 내용에서 나오지 않습니다\n"
        f"  --> work.md:3:{WRONG.splitlines()[2].index('0.378') + 1}\n"
        f"  3 | {WRONG.splitlines()[2]}\n"
        f"    | {' ' * WRONG.splitlines()[2].index('0.378')}^^^^^\n"
        "  tanh(0.4)의 값은 0.378이 아니라 0.380입니다.\n"
        "\n"
        "1줄을 비교했습니다. 오류 1개 가운데 1개가 그 자체로 틀렸습니다. 3번째 줄부터 보세요.\n"
    )


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["i_am_here", "i_am_here_now"])
def test_the_source_examples(name, language, rnn_tutor, golden, monkeypatch):
    monkeypatch.chdir(EXAMPLES / name)
    result = rnn_tutor("check", "claimed.md", "--all", "--lang", language)
    assert (result.code, result.err) == (1, "")
    golden(f"cli/goldens/check_{name}.{language}.txt", result.out)


STATES = """\
W_xh = 0.7, W_hh = 0.5, b = -0.1, h_0 = 0
x_1 = 1, x_2 = -0.4, x_3 = 0.5

h_1 = tanh(W_xh x_1 + W_hh h_0 + b) = tanh(0.6) = {}
h_2 = tanh(W_xh x_2 + W_hh h_1 + b) = tanh(-0.0615) = -0.061
h_3 = tanh(W_xh x_3 + W_hh h_2 + b) = tanh({}) = 0.216
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "What follows from it, by line: 5, 6. With --all each is shown."),
        ("ko", "여기서 따라 나온 줄: 5, 6. --all을 쓰면 하나씩 보여 줍니다."),
    ],
)
def test_what_follows_from_a_mistake_stands_in_one_line_below_it(check, language, said):
    text = STATES.format("0.637", "0.2195")
    blocks = check(text, "--lang", language).out.rstrip("\n").split("\n\n")
    assert len(blocks) == 2
    assert blocks[0].splitlines()[-1].strip() == said
    shown = check(text, "--all", "--lang", language).out.rstrip("\n").split("\n\n")
    assert [block.splitlines()[1] for block in shown[:-1]] == [
        f"  --> work.md:{line}:{column}" for line, column in ((4, 51), (5, 44), (5, 55), (6, 44), (6, 54))
    ]
    assert shown[-1] == blocks[-1]


def test_what_follows_stands_below_the_last_mistake_before_it(check):
    blocks = check(STATES.format("0.637", "0.4195").replace("0.216", "0.396")).out.split("\n\n")
    assert [block.split("]")[0] for block in blocks[:2]] == ["error[C04", "error[C04"]
    assert "by line: 5." in blocks[0] and "by line: 6." in blocks[1]


def test_a_piece_that_cannot_be_read_hinders_no_other_line(check):
    result = check(RIGHT + "z = 10**10**10\n")
    assert result.code == 0
    assert "note[C14]: `10**10**10` is not part of the notation\n  --> work.md:4:5\n" in result.out
    assert result.out.endswith(
        "1 line compared, nothing wrong. Calculations compared: 4 of 5; not read, by line: 4.\n"
    )
    assert check(RIGHT + "z = 10**10**10\n", "--strict").code == 2
    assert check(RIGHT, "--strict").code == 0
    assert check(WRONG + "z = 10**10**10\n", "--strict").code == 1


def test_nothing_but_unreadable_pieces(check):
    result = check("z = 10**10**10\n")
    assert result.code == 2
    assert "note[C14]" in result.out and "nothing wrong" not in result.out
    assert result.out.endswith(
        "Nothing was compared, so nothing is said to be right. "
        "Calculations compared: 0 of 1; not read, by line: 1.\n"
    )


def test_decimal_commas_on_demand(check):
    text = "tanh(0,4) = 0,380\n"
    assert check(text).code == 2
    assert check(text, "--decimal-comma").out == "1 line compared, nothing wrong.\n"
    assert check(text.replace("380", "378"), "--decimal-comma").code == 1


# JSON


def test_json_has_every_key(check):
    result = check(WRONG, "--json")
    assert (result.code, result.err) == (1, "")
    data = json.loads(result.out)
    assert list(data) == [
        "problem",
        "findings",
        "lines_checked",
        "checked",
        "steps_seen",
        "not_read",
        "corrected",
    ]
    (finding,) = data["findings"]
    assert list(finding) == FINDING_KEYS
    column = WRONG.splitlines()[2].index("[0.197") + 1
    assert finding == {
        "code": "C04",
        "severity": "error",
        "kind": "value",
        "line": 3,
        "column": column,
        "end_column": column + len("[0.197, 0.378]"),
        "quantity": "h_1",
        "message": "h_1 does not follow from what stands before it",
        "claimed": ["0.197", "0.378"],
        "expected": ["0.197", "0.380"],
        "because": "tanh(0.4) = 0.380, not 0.378.",
        "root": True,
        "entries": [2],
        "same_as": None,
        "readings": None,
        "mistake": None,
    }
    assert data["lines_checked"] == 1
    numbers = [WRONG.splitlines()[2].index(each) + 1 for each in ("0.2", "0.4", "0.197", "0.378")]
    assert data["checked"] == [{"line": 3, "column": column} for column in numbers]
    assert (data["steps_seen"], data["not_read"]) == (4, [])
    assert data["corrected"] == {"output": [["0.197", "0.380"]], "h_n": [["0.197", "0.380"]]}


def test_json_says_what_was_not_read_and_why(check):
    result = check(RIGHT + "z = 10**10**10\ny_7 = 0.3 * foo_2 + 0.1 = 0.35\n", "--json")
    data = json.loads(result.out)
    assert (result.code, data["steps_seen"]) == (0, 6)
    assert data["not_read"] == [
        {"line": 4, "column": 5, "reason": "`10**10**10` is not part of the notation"},
        {"line": 5, "column": 27, "reason": "nothing that was read says what it follows from"},
    ]


def test_json_of_the_problem_is_a_spec_with_sizes(rnn_tutor):
    data = json.loads(rnn_tutor("check", EXAMPLES / "i_am_here" / "claimed.md", "--json").out)
    problem = data["problem"]
    assert problem["vocabulary"] == ["i", "am", "here"] and problem["sentence"] == "i am here"
    assert (problem["hidden_size"], problem["input_size"]) == (2, 3)
    assert problem["orientation"] == problem["cell"]["orientation"]
    assert problem["orientation"] == {"weight_ih": "rows", "weight_hh": "columns"}
    assert problem["cell"]["weight_ih"] == [["0.1", "0.2"], ["0.3", "0.4"], ["0.5", "0.6"]]
    assert problem["cell"]["bias"] == ["0.1", "0.2"]
    # The true values, within a unit of the last digit, for this page carries what it writes.
    true = [(0.19738, 0.37995), (0.68693, 0.82025), (0.93988, 0.97752)]
    for row, wanted in zip(data["corrected"]["output"], true, strict=True):
        assert all(abs(float(text) - value) <= 0.001 for text, value in zip(row, wanted, strict=True))
    assert data["corrected"]["h_n"] == data["corrected"]["output"][-1:]


def test_json_speaks_the_language_and_says_why_nothing_is_corrected(check):
    data = json.loads(check("tanh(0.4) = 0.378\n", "--json", "--lang", "ko").out)
    assert data["corrected"] is None
    assert data["not_corrected"] == "계산에 필요한 것이 글에 다 있지 않습니다"
    assert data["findings"][0]["because"] == "tanh(0.4)의 값은 0.378이 아니라 0.380입니다."
    assert data["problem"]["hidden_size"] is None and data["problem"]["orientation"] == {}


def test_json_of_an_ambiguous_matrix_has_both_readings(check):
    text = (
        GIVENS.replace("x_1 = [1, 0]", "x_1 = [1, 0], x_2 = [0, 1]") + "h_1 = [0.2, 0.4]\nh_2 = [0.7, 0.8]\n"
    )
    result = check(text, "--json")
    assert result.code == 0
    (finding,) = json.loads(result.out)["findings"]
    assert (finding["code"], finding["severity"], finding["kind"]) == ("C13", "note", "ambiguous")
    # Both matrices are square here, so there are four readings.
    ways = {tuple(each["orientation"].items()) for each in finding["readings"]}
    assert len(ways) == len(finding["readings"]) == 4
    assert len({str(each["output"]) for each in finding["readings"]}) > 1
    assert all(each["evidence"] for each in finding["readings"])


# What is written


def test_fix_writes_a_spec_that_worked_renders(check, rnn_tutor, tmp_path):
    source = (EXAMPLES / "i_am_here" / "claimed.md").read_text("utf-8")
    result = check(source, "--fix", "fixed.toml")
    assert (result.code, result.err) == (1, "")
    data = tomllib.loads((tmp_path / "fixed.toml").read_text("utf-8"))
    assert data["cell"]["orientation"] == {"weight_ih": "rows", "weight_hh": "columns"}
    assert data["notation"]["symbols"] == "source"
    page = rnn_tutor("worked", "fixed.toml")
    assert page.code == 0
    again = check(page.out)
    assert (again.code, again.err) == (0, "")


def test_errata_and_fix_are_written_together(check, tmp_path):
    result = check(WRONG, "-o", "errata.md", "--fix", "fixed.toml")
    assert (result.code, result.err) == (1, "")
    written = sorted(each.name for each in tmp_path.iterdir())
    assert written == ["errata-network.svg", "errata.md", "errata.svg", "fixed.toml", "work.md"]
    refused = check(WRONG, "-o", "errata.md", "--fix", "other.toml")
    assert refused.code == 2
    assert refused.err.startswith("error[O01]: errata.") and not (tmp_path / "other.toml").exists()
    assert check(WRONG, "-o", "errata.md", "--fix", "fixed.toml", "--force").code == 1


def test_without_a_repair_the_errata_are_written_and_no_spec(check, tmp_path):
    result = check("tanh(0.4) = 0.378\n", "--fix", "fixed.toml", "-o", "errata.md")
    assert result.code == 2
    assert result.err == (
        "error[R03]: there is no repaired problem to write\n"
        "  --> work.md\n"
        "  the text does not give everything that a calculation needs.\n"
        "  help: leave out --fix, or name the problem with --spec\n"
    )
    assert sorted(each.name for each in tmp_path.iterdir()) == ["errata.md", "work.md"]
    assert "0.380" in (tmp_path / "errata.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["-o", "work.md"], "O03"),
        (["-o", "work.md", "--force"], "O03"),
        (["-o", "missing/errata.md"], "O04"),
        (["-o", "errata.odt"], "U06"),
        (["-o", "errata"], "U06"),
        (["--fix", "fixed.json"], "U06"),
        (["-o", "folder.md"], "O04"),
        (["-o", "link.md", "--force"], "O02"),
    ],
)
def test_rows_64_to_66_what_is_not_written(words, code, check, tmp_path):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "link.md").symlink_to(tmp_path / "elsewhere.md")
    result = check(WRONG, *words)
    assert result.code == 2 and f"error[{code}]" in result.err
    assert (tmp_path / "work.md").read_text("utf-8") == WRONG
    assert {each.name for each in tmp_path.iterdir()} == {"work.md", "folder.md", "link.md"}


def test_a_disk_that_refuses_leaves_nothing(check, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
    result = check(WRONG, "-o", "errata.md", "--fix", "fixed.toml")
    assert result.code == 2
    assert "error[O05]" in result.err and "The disk is full." in result.err
    assert [each.name for each in tmp_path.iterdir()] == ["work.md"]


# A problem given elsewhere


def spec_of(tmp_path, **changes):
    text = (
        'sentence = "i"\nvocabulary = ["i", "am"]\n[cell]\nweight_ih = [[0.1, 0.3], [0.2, 0.4]]\n'
        "weight_hh = [[0.7, 0.8], [0.9, 1.0]]\nbias = [0.1, 0.2]\n"
    )
    for old, new in changes.values():
        text = text.replace(old, new)
    (tmp_path / "spec.toml").write_text(text, encoding="utf-8")
    return "spec.toml"


def test_a_text_that_solves_the_problem(check, tmp_path):
    assert check(RIGHT, "--spec", spec_of(tmp_path)).code == 0
    bare = "h_1 = tanh([0.2, 0.4]) = [0.197, 0.380]\n"
    assert check(bare, "--spec", spec_of(tmp_path)).code == 0


def test_a_text_that_solves_another_problem(check, tmp_path):
    spec = spec_of(tmp_path, change=("[0.9, 1.0]", "[0.9, 1.1]"))
    result = check(RIGHT, "--spec", spec)
    assert result.code == 1
    assert result.out.startswith("error[C07]: W_hh was copied wrong\n  --> work.md:1:41\n")
    assert "  W_hh was given as [[0.7, 0.8], [0.9, 1.1]].\n" in result.out
    other = check(RIGHT, "--spec", spec_of(tmp_path, change=("bias = [0.1, 0.2]", "bias = [0.1, 0.3]")))
    assert "error[C07]: b was copied wrong" in other.out


def test_a_bare_line_answers_to_the_problem(check, tmp_path):
    result = check("h_1 = tanh([0.2, 0.5]) = [0.197, 0.462]\n", "--spec", spec_of(tmp_path), "--json")
    assert result.code == 1
    data = json.loads(result.out)
    assert [each["code"] for each in data["findings"] if each["root"]] == ["C04"]
    assert data["corrected"]["output"] == [["0.197", "0.380"]]


def test_a_bad_spec_is_told_as_by_worked(check, tmp_path):
    spec = spec_of(tmp_path, change=("bias = [0.1, 0.2]", "bias = [0.1]"))
    result = check(RIGHT, "--spec", spec)
    assert result.code == 2 and result.out == ""
    assert "error[S04]" in result.err and "--> spec.toml:6" in result.err


# Bad inputs


@pytest.mark.parametrize(
    ("row", "text", "said"),
    [
        (43, "[0.1, 0.2] + [0.1, 0.2, 0.5] = [0.2, 0.4]\n", "adding 2 and 3 entries"),
        (44, "h_1 = tanh([0.2, 0.4] = [0.197, 0.380]\ntanh(0.4) = 0.380\n", "`tanh(` is never closed"),
        (46, "tanh([0.2, 0.4, 0.6, 0.8]) = [0.197, 0.378]\n", "4 became 2"),
        (46, "tanh([0.2, 0.4, 0.6, 0.8]) = [0.197, 0.378]\n", "tanh(0.4) = 0.380, not 0.378."),
        (47, "z = factorial(9)\ntanh(0.4) = 0.380\n", "not part of the notation"),
        (47, "z = __import__('os')\ntanh(0.4) = 0.380\n", "note[C14]"),
        (48, "tanh(ー0.3) = -0.291\n", "`ー` is a letter here, not a minus"),
        (49, "z = x² + 1\ntanh(0.4) = 0.380\n", "1 line compared, nothing wrong.\n"),
        (50, "$W = \\begin{bmatrix}0.1&0.2\\\\0.3&!\\end{bmatrix}$\ntanh(0.4) = 0.380\n", "row 2"),
        (
            51,
            GIVENS + "x_2 = [0, 1]\nh_2 = tanh(W_ih x_2 + W_hh h_1 + b) = [0.5, 0.5]\n",
            "h_1, not given yet",
        ),
    ],
)
def test_rows_43_to_51_are_said(row, text, said, check):
    result = check(text)
    assert said in result.out
    assert result.code in (0, 1, 2) and result.err == ""


@pytest.mark.parametrize("minus", ["−", "－"])
def test_row_48_other_minus_signs_are_read(minus, check):
    assert check(f"tanh({minus}0.3) = {minus}0.291\n").out == "1 line compared, nothing wrong.\n"


def test_row_45_a_product_that_does_not_fit(check):
    result = check((EXAMPLES / "i_am_here" / "claimed.md").read_text("utf-8"))
    assert "W_hx   3 × 2" in result.out and "the transpose (2 × 3) fits" in result.out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "error[R05]: the file is empty"),
        (b"A network reads one word after another.\n", "error[R02]: no calculation found"),
        (b"h_0 = [0, 0]\n", "error[R02]: no calculation found"),
        (b"x" * (5 << 20), "the limit is 1 MiB"),
        ("가".encode() * (1 << 19), "the limit is 1 MiB"),
        (b"a\n" * 5001, "the limit is 5000"),
        (b"tanh(0.4) = \xff\n", "the file is not UTF-8: byte 0xFF"),
    ],
)
def test_row_52_what_holds_no_calculation(data, said, rnn_tutor, tmp_path):
    path = tmp_path / "work.md"
    path.write_bytes(data)
    for result in (rnn_tutor("check", path), rnn_tutor("check", "-", stdin=data)):
        assert (result.code, result.out) == (2, "")
        assert said in result.err


def test_rows_61_and_62_of_the_command_line(rnn_tutor, tmp_path):
    for path, said in ((tmp_path / "missing.md", "does not exist"), (tmp_path, "is a directory")):
        result = rnn_tutor("check", path)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f"error[F05]: `{path}` {said}\n  --> {path}\n  help: give the path of a worked example\n"
        )
    assert "error[U05]: which file?" in rnn_tutor("check").err
    assert "error[U02]" in rnn_tutor("check", "a", "b").err
    assert "error[U05]: only one of the two" in rnn_tutor("check", "-", "--spec", "-").err


def test_a_byte_order_mark_and_line_ends_move_nothing(rnn_tutor, tmp_path):
    path = tmp_path / "work.md"
    path.write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode())
    result = rnn_tutor("check", path)
    assert f":3:{WRONG.splitlines()[2].index('0.378') + 1}\n" in result.out


def test_what_a_person_wrote_is_shown_and_not_obeyed(check):
    result = check(WRONG.replace("h_1 =", "\x1b[31mred\x1b[0m h_1 ="))
    assert "\x1b" not in result.out and "<U+001B>[31mred" in result.out


# Start-up


def test_checking_needs_neither_jinja_nor_numbers_of_others(tmp_path):
    (tmp_path / "work.md").write_text(WRONG, encoding="utf-8")
    program = (
        "import sys; from tutor.cli import main; code = main(['check', 'work.md', *sys.argv[1:]])\n"
        "print(code, *sorted({'jinja2', 'numpy', 'sympy', 'torch'} & set(sys.modules)))"
    )
    for words, loaded in (([], "1"), (["--json"], "1"), (["-o", "errata.md"], "1")):
        result = subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert result.stdout.splitlines()[-1] == loaded


# Files of other forms

WORDS = "W = [[0.5]], U = [[1]], b = [0.1], h_0 = [0], x_1 = [1]"


def test_a_finding_in_a_notebook_has_its_cell(rnn_tutor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cells = [
        ("markdown", "# RNN"),
        ("markdown", WORDS),
        ("markdown", "So\nh_1 = tanh(W x_1 + U h_0 + b) = 0.357"),
    ]
    book = {"nbformat": 4, "metadata": {}, "cells": [{"cell_type": t, "source": s} for t, s in cells]}
    (tmp_path / "work.ipynb").write_text(json.dumps(book), encoding="utf-8")
    result = rnn_tutor("check", "work.ipynb", "--lang", "en")
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "error[C04]: h_1 does not follow from what stands before it\n"
        "  --> work.ipynb, cell 3, line 2\n"
        "   | h_1 = tanh(W x_1 + U h_0 + b) = 0.357\n"
        "   |                                 ^^^^^\n"
        "  tanh(W x_1 + U h_0 + b) gives 0.537, not 0.357; any rounding on the way stays between 0.53704 "
        "and 0.53705.\n"
        "  help: consistent with: two digits of a number were exchanged\n"
        "\n"
        "1 line compared, 1 error from 1 cause. Start with cell 3, line 2.\n"
    )
    korean = rnn_tutor("check", "work.ipynb", "--lang", "ko").out
    assert "  --> work.ipynb, 3번째 셀의 2번째 줄\n" in korean
    assert korean.endswith("3번째 셀의 2번째 줄부터 보세요.\n")
    (finding,) = json.loads(rnn_tutor("check", "work.ipynb", "--json").out)["findings"]
    assert finding["where"] == {"part": "cell", "number": 3, "line": 2}
    rnn_tutor("check", "work.ipynb", "-o", "errata.md", "--lang", "en")
    errata = (tmp_path / "errata.md").read_text("utf-8")
    assert "Start with cell 3, line 2: " in errata and "| cell 3, line 2 |" in errata
    assert "### cell 3, line 2" in errata


def test_a_finding_in_a_document_of_word_has_its_paragraph(rnn_tutor, tmp_path, monkeypatch):
    from tests.reading import word_documents as word

    monkeypatch.chdir(tmp_path)
    equation = word.math(word.sub("h", "1"), "=", word.function("tanh", "0.4"), "=0.378")
    (tmp_path / "work.docx").write_bytes(
        word.document(
            word.paragraph("A network"), word.paragraph(), word.paragraph(WORDS), word.paragraph(equation)
        )
    )
    result = rnn_tutor("check", "work.docx", "--lang", "en")
    assert result.code == 1 and "  --> work.docx, paragraph 3\n" in result.out
    assert "not read" not in result.out


def test_unread_places_of_a_file_are_listed(rnn_tutor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work.html").write_text("<p>tanh(0.4) = 0.380<p>z = 10**10**10", encoding="utf-8")
    result = rnn_tutor("check", "work.html", "--lang", "en")
    assert result.out.endswith(
        "1 line compared, nothing wrong. Calculations compared: 1 of 2; not read: paragraph 2.\n"
    )
    assert (result.code, rnn_tutor("check", "work.html", "--strict").code) == (0, 2)


@pytest.mark.parametrize("name", ["i_am_here", "lstm"])
def test_our_own_documents_of_word_say_what_the_page_says(name, rnn_tutor, tmp_path, monkeypatch):
    """Pandoc writes the equations of Word; as many numbers are compared as on the page in Markdown."""
    monkeypatch.chdir(tmp_path)
    compared = []
    for ending in ("md", "docx"):
        assert rnn_tutor("worked", EXAMPLES / name / "spec.toml", "-o", f"page.{ending}").code == 0
        result = rnn_tutor("check", f"page.{ending}", "--json")
        assert result.code == 0
        compared.append(len(json.loads(result.out)["checked"]))
    assert compared[0] == compared[1] > 200
