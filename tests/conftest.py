"""What all tests share: the command line run in this process, and golden files."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def rnn_tutor(monkeypatch):
    """Run ``rnn-tutor`` with these words, in English unless ``--lang`` says otherwise."""
    from tutor.cli import main

    def run(*words, stdin=b"", encoding="ascii"):
        with monkeypatch.context() as patch:
            for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
                patch.delenv(name, raising=False)
            out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding=encoding))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main([str(word) for word in words])
            return Result(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))

    return run


def pytest_addoption(parser):
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request):
    """Compare a text with a golden file (a path below ``tests/``), or write it with --update-goldens."""

    def compare(path, text):
        file = Path(__file__).parent / path
        if request.config.getoption("--update-goldens"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare
