"""The command as a process: encodings, pipes, signals, what it imports, what it returns."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tutor

ROOT = Path(tutor.__file__).parents[1]
COMMAND = [sys.executable, "-m", "tutor.cli"]
C_LOCALE = {"LC_ALL": "C", "PYTHONIOENCODING": "cp949", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

LONG = 'sentence = "' + " ".join(["i am"] * 500) + '"\nvocabulary = ["i", "am"]\n'
LONG += "[cell]\nweight_ih = [[0.1, 0.3]]\nweight_hh = [[0.7]]\n"


def process(*words, **settings):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}
    for name in ("LC_MESSAGES", "LANG", "NO_COLOR"):
        environment.pop(name, None)
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        env=environment,
        stdout=settings.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        stdin=settings.pop("stdin", subprocess.DEVNULL),
        **settings,
    )


def ran(*words, **settings):
    with process(*words, **settings) as running:
        out, err = running.communicate()
    return running.returncode, out, err


@pytest.fixture
def korean_spec(spec):
    text = spec.read_text(encoding="utf-8").replace("here", "여기")
    spec = spec.with_name("여기.toml")
    spec.write_text(text, encoding="utf-8")
    return spec


@pytest.mark.parametrize("language", ["en", "ko"])
def test_standard_output_and_files_are_utf_8_in_any_locale(korean_spec, tmp_path, language):
    page = tmp_path / "page.tex"
    words = ["worked", korean_spec, "--lang", language, "--to", "tex"]
    plain = ran(*words, env={"LC_ALL": "C.UTF-8"})
    assert ran(*words, env=C_LOCALE) == plain
    assert ran(*words, "-o", page, env=C_LOCALE) == (0, b"", b"")
    assert page.read_bytes() == plain[1]
    assert plain[0] == 0 and "여기" in plain[1].decode("utf-8") and b"\r" not in plain[1]


def test_messages_are_utf_8_in_any_locale(korean_spec):
    korean_spec.write_text(
        korean_spec.read_text(encoding="utf-8").replace("am 여기", "am 거기"), encoding="utf-8"
    )
    code, out, err = ran("worked", korean_spec, "--lang", "ko", env=C_LOCALE)
    assert (code, out) == (2, b"")
    assert "오류[V04]: `거기`는 어휘(i, am, 여기)에 없습니다" in err.decode("utf-8")


def test_the_environment_chooses_the_language(spec):
    assert b"## \xec" in ran("worked", spec, env={"LC_ALL": "ko_KR.UTF-8"})[1]
    assert b"## Parameters" in ran("worked", spec, env={"LC_ALL": "de_DE.UTF-8"})[1]


def test_standard_input_in_any_locale(korean_spec):
    with korean_spec.open("rb") as file:
        code, out, err = ran("worked", "-", stdin=file, env=C_LOCALE)
    assert (code, err) == (0, b"")
    assert out == ran("worked", korean_spec)[1]


def test_a_reader_that_leaves_is_no_fault(tmp_path):
    spec = tmp_path / "long.toml"
    spec.write_text(LONG, encoding="utf-8")
    with process("worked", spec, "--no-limits") as running:
        assert running.stdout.read(2) == b"# "
        running.stdout.close()
        err = running.stderr.read()
    assert (running.returncode, err) == (141, b"")


def test_a_full_disk_behind_the_standard_output_is_told(spec):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        code, _, err = ran("worked", spec, stdout=full)
    assert code == 2
    assert err.decode() == (
        "error[O05]: could not write the standard output; nothing was changed\n  The disk is full.\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_ctrl_c_leaves_no_file(tmp_path):
    spec, page = tmp_path / "long.toml", tmp_path / "out" / "page.md"
    page.parent.mkdir()
    spec.write_text(LONG, encoding="utf-8")
    # The document is made slow, so that the signal arrives while it is written.
    slow = (
        "import signal, sys, time\n"
        # A process in the background of a shell ignores the signal; this one must not.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import tutor.worked.rendering as rendering\n"
        "def slow(*given, **named):\n"
        "    yield 'begun'\n"
        "    time.sleep(60)\n"
        "rendering.stream = slow\n"
        "from tutor.cli import main\n"
        "sys.exit(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", slow, "worked", str(spec), "--no-limits", "-o", str(page)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    ) as running:
        for _ in range(600):
            if list(page.parent.iterdir()) or running.poll() is not None:
                break
            time.sleep(0.05)
        assert [path.suffix for path in page.parent.iterdir()] == [".rnn-tutor"]
        running.send_signal(signal.SIGINT)
        err = running.stderr.read()
    assert (running.returncode, err) == (130, b"")
    assert list(page.parent.iterdir()) == []


HEAVY = ("numpy", "sympy", "torch", "rich", "mpmath", "jinja2")


def told_by(code):
    """Run code in a process of its own; give what it tells on stderr."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stderr


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["explain", "S02"], set()),
        (["init"], set()),
        (["worked", "--help"], set()),
        (["worked", "SPEC"], {"jinja2"}),
        (["worked", "SPEC", "--to", "json"], {"jinja2"}),
        (["worked", "SPEC", "--lang", "ko", "--to", "tex"], {"jinja2"}),
    ],
)
def test_a_command_imports_only_what_it_needs(spec, words, allowed):
    words = [str(spec) if word == "SPEC" else word for word in words]
    code = (
        "import sys\nfrom tutor.cli import main\n"
        f"assert main({words!r}) == 0\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    assert set(told_by(code).split()) <= allowed


TEXTS = {"tutor.reading.reader", "tutor.judging.judge", "tutor.binding.model"}
EXPLAINING = {"tutor.judging.diagnosis", "tutor.mistakes.catalogue"}
HANDING_OUT = {"tutor.handout.variants", "tutor.handout.sheets.sheet", "tutor.worked.page"}
DESK = {"tutor.cli.grading.grade_typing", "tutor.handout.class_folder"}
BACKWARDS = {"tutor.handout.backward_blanks", "tutor.judging.answers.backward_explaining"}


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (["grade", "SPEC", "TABLE"], TEXTS | HANDING_OUT | DESK | BACKWARDS),
        (["check", "PAGE"], EXPLAINING | HANDING_OUT),
    ],
)
def test_a_command_reads_and_plans_nothing_that_its_files_do_not_need(spec, tmp_path, words, without):
    files = {"SPEC": spec, "TABLE": tmp_path / "answers.csv", "PAGE": tmp_path / "page.md"}
    files["TABLE"].write_text("student,p_1[1]\ns1,0.5\n", encoding="utf-8")
    files["PAGE"].write_text("0.5 + 0.25 = 0.75\n", encoding="utf-8")
    code = (
        "import sys\nfrom tutor.cli import main\n"
        f"main({[str(files.get(word, word)) for word in words]!r})\n"
        f"print('loaded', *sorted({without!r} & set(sys.modules)), file=sys.stderr)"
    )
    assert told_by(code).splitlines()[-1] == "loaded"


def test_a_fault_of_ours_is_owned_and_its_traceback_kept_for_those_who_ask(spec):
    code = (
        "import sys, tutor.worked.rendering as rendering\n"
        "def broken(*given, **named): raise RuntimeError('boom \\x1b[31m')\n"
        "rendering.stream = broken\n"
        "from tutor.cli import main\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-c", code, "worked", str(spec)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    plain = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (plain.returncode, plain.stdout) == (2, "")
    assert plain.stderr == (
        "error[B01]: this is a fault of rnn-tutor, not yours (RuntimeError: boom <U+001B>[31m)\n"
        "  help: please report it with the command and the spec; RNN_TUTOR_DEBUG=1 shows where it happened\n"
    )
    environment["RNN_TUTOR_DEBUG"] = "1"
    debug = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert debug.returncode == 2
    assert debug.stderr.startswith("Traceback (most recent call last):") and plain.stderr in debug.stderr


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_colour_only_on_a_terminal_that_wants_it(env, coloured):
    import pty

    main, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    subprocess.run(
        [*COMMAND, "worked", "missing.toml"],
        env={**environment, **env},
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
    )
    os.close(terminal)
    text = os.read(main, 10_000).decode()
    os.close(main)
    assert ("\x1b[1;31merror[F05]\x1b[0m" in text) is coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", text).startswith("error[F05]: `missing.toml` does not exist\r\n")


def test_closed_streams_are_no_fault_of_ours(spec):
    command = " ".join(COMMAND)
    for line, code in ((f"{command} worked - <&-", 2), (f"{command} worked '{spec}' >&-", 0)):
        done = subprocess.run(
            ["sh", "-c", line],
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code
        assert "B01" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
def test_markdown_on_a_terminal_comes_with_a_hint(spec):
    import pty

    main, terminal = pty.openpty()
    page = Path(spec).with_suffix(".html").name
    hint = (
        f"This is Markdown. To see it as a page in a browser: rnn-tutor worked {spec} -o {page}\n"
    ).encode()
    # A terminal holds only some kilobytes, so it is read while the page is written.
    with process("worked", spec, stdout=terminal) as running:
        os.close(terminal)
        shown = b""
        while running.poll() is None or not shown:
            try:
                shown += os.read(main, 65536)
            except OSError:  # Linux: nobody writes any more
                break
        assert running.stderr.read() == hint
    os.close(main)
    assert shown.startswith(b"# i am here\r\n") and b"\x1b" not in shown
    assert ran("worked", spec)[2] == b""
    assert ran("worked", spec, "--to", "json")[2] == b""
