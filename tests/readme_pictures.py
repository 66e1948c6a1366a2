"""The pictures of the README: a page, a sheet and a student's feedback, drawn by our own writer of paper.

    python -m tests.readme_pictures

writes them anew. A picture ends with a fingerprint of what it was drawn from, so that a test can tell whether it is
still what the commands write, whatever version of Typst and of a Korean font drew it.
"""

import contextlib
import hashlib
import io
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tutor.cli import main
from tutor.documents.formats import pdf

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "worked_examples"
FOLDER = EXAMPLES / "pictures"
MARKING = EXAMPLES / "classroom" / "marking"
LANGUAGES = ("en", "ko")

# Name → the command, what tells its page from others that it writes, and how many points of the page are shown.
PICTURES = {
    "page": (["worked", EXAMPLES / "i_am_here" / "spec.toml", "-o", "page.pdf"], "", 842),
    "sheet": (
        ["handout", EXAMPLES / "i_am_here" / "spec.toml", "--count", "1", "--to", "pdf", "-o", "class"],
        "#box-rows(",
        640,
    ),
    "feedback": (
        ["grade", MARKING / "exercise.toml", MARKING / "submissions", "--roster", MARKING / "roster.csv",
         "--scheme", MARKING / "scheme.toml", "--blanks", "a,h", "--decisions", MARKING / "decisions.csv",
         "--to", "pdf", "-o", "marks"],
        "s02",
        310,
    ),
}  # fmt: skip
FINGERPRINT = re.compile(r"<!-- ([0-9a-f]{64}) -->\n\Z")


def source(name, language):
    """Give what the page of a picture is set from: the first page of the command that it is told by."""
    words, told_by, _ = PICTURES[name]
    texts = []

    def kept(text):
        texts.append(text)
        return b"%PDF"

    silent = io.TextIOWrapper(io.BytesIO())
    with (
        TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        mock.patch.object(pdf, "compiled", kept),
        contextlib.redirect_stdout(silent),
        contextlib.redirect_stderr(silent),
    ):
        code = main([*map(str, words), "--lang", language])
    assert code == 0, f"{name} cannot be drawn: exit code {code}"
    # The report of a class names everybody.
    return next(text for text in texts if told_by in text and not (told_by == "s02" and "s03" in text))


def fingerprint(text):
    """Tell one source from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def draw(name, language):
    """Draw a picture: the upper part of the first page."""
    text = source(name, language)
    height = PICTURES[name][2]
    pages = pdf._compiler_for(text).compile(text.encode(), format="svg")
    svg = (pages[0] if isinstance(pages, list) else pages).decode()
    svg = re.sub(r'viewBox="0 0 (\S+) \S+"', rf'viewBox="0 0 \1 {height}"', svg, count=1)
    svg = re.sub(r' height="[^"]*pt"', f' height="{height}pt"', svg, count=1)
    return f"{shortened(svg).rstrip()}\n<!-- {fingerprint(text)} -->\n"


def shortened(svg):
    """Write outlines to a hundredth of a point, and glyphs under short names."""
    svg = re.sub(r' d="[^"]*"', lambda path: re.sub(r"-?\d+\.\d+", _to_a_hundredth, path[0]), svg)
    names = {name: f"g{at}" for at, name in enumerate(dict.fromkeys(re.findall(r"\bg[0-9A-F]{32}\b", svg)))}
    return re.sub(r"\bg[0-9A-F]{32}\b", lambda name: names[name[0]], svg)


def _to_a_hundredth(number):
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def write():
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        for language in LANGUAGES:
            (FOLDER / f"{name}.{language}.svg").write_text(draw(name, language), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(write())
