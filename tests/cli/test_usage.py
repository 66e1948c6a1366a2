"""What the command line says of itself, in both languages."""

import re

import pytest

from tutor import __version__
from tutor.cli import COMMANDS
from tutor.cli.refusals import split_language
from tutor.cli.usage import wrapped
from tutor.language.messages import width

EXPLAIN_HELP_EN = """\
usage: rnn-tutor explain [CODE] [OPTIONS …]

explain the code of a message

What is explained:
  [CODE]        the code in brackets, such as S02; without it, all of them

In every command:
  --lang ko|en  language of messages and documents
  -h, --help    show this help
"""
EXPLAIN_HELP_KO = """\
사용법: rnn-tutor explain [CODE] [옵션 …]

메시지 코드를 설명합니다

설명할 것:
  [CODE]        대괄호 안의 코드(예: S02). 없으면 모든 코드

모든 명령에 공통:
  --lang ko|en  메시지와 문서의 언어
  -h, --help    이 도움말을 보여 줍니다
"""
OVERVIEW_KO = """\
사용법: rnn-tutor 명령 … [--lang ko|en]

순환 신경망을 손으로 한 단계씩 계산하는 풀이 예제.

  worked    문제 파일로 풀이 예제를 씁니다
  check     풀이 예제를 검토하고 바로잡습니다
  plant     틀린 곳 찾기 문제지와 정답을 씁니다
  handout   학생마다 다른 문제지와 정답지를 만듭니다
  practice  입력하는 대로 판정하는 연습 페이지를 씁니다
  grade     학생 답안을 채점하고 피드백, 성적표, 보고서를 씁니다
  init      주석이 달린 시작용 문제 파일을 씁니다
  verify    문제 파일의 숫자를 torch.nn.RNN과 비교합니다
  shapes    torch 호출의 텐서 크기와 오류의 까닭을 설명합니다
  explain   메시지 코드를 설명합니다

명령의 쓰임새: rnn-tutor worked --help
버전: rnn-tutor --version [--details]
셸 자동 완성: rnn-tutor --completion bash|zsh|tcsh
"""


def test_help_letter_by_letter(rnn_tutor):
    assert rnn_tutor("explain", "--help").out == EXPLAIN_HELP_EN
    assert rnn_tutor("explain", "--help", "--lang", "ko").out == EXPLAIN_HELP_KO


def test_the_overview(rnn_tutor):
    assert rnn_tutor("--help", "--lang=ko").out == OVERVIEW_KO
    nothing = rnn_tutor("--lang", "ko")
    assert (nothing.code, nothing.out, nothing.err) == (2, "", OVERVIEW_KO)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_sentence_of_a_help_is_translated(rnn_tutor, command):
    english, korean = (rnn_tutor(command, "-h", "--lang", code) for code in ("en", "ko"))
    assert english.code == korean.code == 0
    assert not re.search("[가-힣]", english.out)
    # What is left in Latin letters are names: options, files, formats, values.
    words = re.findall(
        r"(?<![\w|.-])[a-z]{3,}(?![\w|.-])", re.sub(r"^ {2}\S.*?(?= {2,}|$)", "", korean.out, flags=re.M)
    )
    assert set(words) <= {
        "rnn",
        "tutor",
        command,
        "grade",
        "portable",
        "body",
        "docx",
        "html",
        "pdf",
        "tex",
        "pandoc",
        "class",
        "full",
        "lines",
        "spec",
        "toml",
        "torch",
        "steps",
        "all",
        "backward",
        "delta",
        "gradients",
        "update",
        "shapes",
        "student",
        "gru",
        "lstm",
    }
    assert all(width(line) <= 88 for line in korean.out.splitlines())
    options = [set(re.findall(r"--[a-z-]+", each.out)) for each in (english, korean)]
    assert options[0] == options[1] and {"--lang", "--help"} <= options[0]


def test_the_version(rnn_tutor):
    assert rnn_tutor("--version").out == f"rnn-tutor {__version__}\n"


WRONG = {
    "no command": (
        ["wroked", "x"],
        "error[U01]: there is no command `wroked`\n  help: did you mean `worked`?\n",
        "오류[U01]: `wroked`라는 명령은 없습니다\n  도움말: `worked`를 쓰려던 것인가요?\n",
    ),
    "no command is near": (
        ["zzz"],
        "error[U01]: there is no command `zzz`\n  help: known are worked, check, plant, handout, practice, grade, init, verify, shapes, explain\n",
        "오류[U01]: `zzz`라는 명령은 없습니다\n  도움말: 쓸 수 있는 것: worked, check, plant, handout, practice, grade, init, verify, shapes, explain\n",
    ),
    "an option in place of a command": (
        ["--verison"],
        "error[U02]: there is no option `--verison`\n  help: did you mean `--version`?\n",
        "오류[U02]: `--verison`라는 옵션은 없습니다\n  도움말: `--version`을 쓰려던 것인가요?\n",
    ),
    "no option": (
        ["verify", "x.toml", "--no-limit"],
        "error[U02]: there is no option `--no-limit`\n  help: did you mean `--no-limits`?\n\n"
        "usage: rnn-tutor verify SPEC [OPTIONS …]\n",
        "오류[U02]: `--no-limit`라는 옵션은 없습니다\n  도움말: `--no-limits`를 쓰려던 것인가요?\n\n"
        "사용법: rnn-tutor verify SPEC [옵션 …]\n",
    ),
    "no whole number": (
        ["worked", "x.toml", "--decimals", "three"],
        "error[U04]: `--decimals three` is not possible\n"
        "  --decimals takes a whole number from 1 to 12.\n\n"
        "usage: rnn-tutor worked SPEC [OPTIONS …]\n",
        "오류[U04]: `--decimals three`는 쓸 수 없습니다\n"
        "  --decimals에는 1부터 12까지의 정수를 씁니다.\n\n"
        "사용법: rnn-tutor worked SPEC [옵션 …]\n",
    ),
    "a value that is near another": (
        ["worked", "x.toml", "--ties=half-evn"],
        "error[U04]: `--ties half-evn` is not possible\n"
        "  --ties takes one of: half-up, half-even.\n"
        "  help: did you mean `half-even`?\n\n"
        "usage: rnn-tutor worked SPEC [OPTIONS …]\n",
        "오류[U04]: `--ties half-evn`은 쓸 수 없습니다\n"
        "  --ties에 쓸 수 있는 값: half-up, half-even.\n"
        "  도움말: `half-even`을 쓰려던 것인가요?\n\n"
        "사용법: rnn-tutor worked SPEC [옵션 …]\n",
    ),
    "no value": (
        ["worked", "x.toml", "-o"],
        "error[U03]: `-o` needs a value\n\nusage: rnn-tutor worked SPEC [OPTIONS …]\n",
        "오류[U03]: `-o`에 값이 필요합니다\n\n사용법: rnn-tutor worked SPEC [옵션 …]\n",
    ),
    "a value where none is taken": (
        ["worked", "x.toml", "--force=yes"],
        "error[U03]: `--force` takes no value\n\nusage: rnn-tutor worked SPEC [OPTIONS …]\n",
        "오류[U03]: `--force`는 값을 받지 않습니다\n\n사용법: rnn-tutor worked SPEC [옵션 …]\n",
    ),
    "an escape sequence": (
        ["\x1b[2J"],
        "error[U01]: there is no command `<U+001B>[2J`\n  help: known are worked, check, plant, handout, practice, grade, init, verify, shapes, explain\n",
        "오류[U01]: `<U+001B>[2J`라는 명령은 없습니다\n"
        "  도움말: 쓸 수 있는 것: worked, check, plant, handout, practice, grade, init, verify, shapes, explain\n",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_command_line_letter_by_letter(rnn_tutor, case):
    words, english, korean = WRONG[case]
    for code, expected in (("en", english), ("ko", korean)):
        result = rnn_tutor(*words, f"--lang={code}")
        assert (result.code, result.out, result.err) == (2, "", expected)


@pytest.mark.parametrize("value", ["0", "13", "-1", "2.5", "", "٣", "1_2", "9" * 400])
def test_decimals_out_of_range(rnn_tutor, value):
    result = rnn_tutor("worked", "x.toml", f"--decimals={value}")
    assert result.code == 2
    assert "--decimals takes a whole number from 1 to 12." in result.err


@pytest.mark.parametrize(
    "words", [["worked", "--lang", "fr"], ["--lang"], ["--lang=", "worked"], ["--lang=KO"]]
)
def test_a_language_that_is_none(rnn_tutor, words):
    result = rnn_tutor(*words)
    assert result.code == 2
    assert "--lang takes one of: en, ko." in result.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--lang", "ko", "worked", "x"], ("ko", ["worked", "x"])),
        (["worked", "x", "--lang=en"], ("en", ["worked", "x"])),
        (["worked", "--", "--lang", "ko"], (None, ["worked", "--", "--lang", "ko"])),
    ],
)
def test_the_language_is_taken_out_wherever_it_stands(words, expected):
    assert split_language(words) == expected


def test_wrapping_counts_columns():
    assert wrapped("은닉 상태의 성분 수", 9) == ["은닉", "상태의", "성분 수"]
    assert wrapped("a bb ccc", 4) == ["a bb", "ccc"]


def test_explain(rnn_tutor):
    assert rnn_tutor("explain", "s02").out.startswith("# S02: The input matrix does not fit the words\n\n")
    assert rnn_tutor("explain", "S02", "--lang", "ko").out.startswith(
        "# S02: 입력 행렬이 단어와 맞지 않음\n\n"
    )
    listed = rnn_tutor("explain").out.splitlines()
    assert listed[0] == "B01  A fault of the program"
    assert "V04  A word is not in the vocabulary" in listed
    wrong = rnn_tutor("explain", "../S02")
    assert wrong.code == 2 and "did you mean `S02`?" in wrong.err


def test_what_stands_behind_two_hyphens_is_no_option(rnn_tutor):
    result = rnn_tutor("worked", "--", "x.toml", "-h")
    assert result.code == 2
    assert result.err.startswith("error[U02]: `-h` is one argument too many\n")


def test_the_version_in_detail_names_python_and_the_packages(rnn_tutor):
    lines = rnn_tutor("--version", "--details", encoding="utf-8").out.splitlines()
    assert lines[0] == f"rnn-tutor {__version__}" and lines[1].startswith("Python 3.")
    assert [line.split()[0] for line in lines[2:5]] == ["numpy", "sympy", "jinja2"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_completes_commands_and_options(rnn_tutor, shell):
    script = rnn_tutor("--completion", shell, encoding="utf-8").out
    assert "handout" in script and "decimals" in script and "rnn-tutor" in script


def test_another_shell_is_refused_by_name(rnn_tutor):
    result = rnn_tutor("--completion", "fish")
    assert result.code == 2
    assert result.err.startswith(
        "error[U04]: `--completion fish` is not possible\n  --completion takes one of: bash, zsh, tcsh."
    )
