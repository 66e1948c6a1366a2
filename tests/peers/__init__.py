"""Independent programs that check what the project emits: TeX parsers, XeLaTeX, Chromium, pandoc.

Nothing here imports `tutor`: a peer that shared our code would share our mistakes.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

PEERS = ("katex", "mathjax3", "mathjax4")
DIALECTS = ("portable", "github")

HERE = Path(__file__).parent

# What a person has to do when a program is missing; .ci/run does the same.
_INSTALL = {
    "node": "install Node.js 20 or newer",
    **dict.fromkeys(PEERS, "run `npm ci` in tests/peers"),
    "xelatex": "apt-get install --no-install-recommends texlive-xetex texlive-lang-korean fonts-nanum",
    **dict.fromkeys(("pdftotext", "pdftoppm", "pdffonts"), "apt-get install poppler-utils"),
    "chromium": "apt-get install chromium",
    "soffice": "apt-get install --no-install-recommends libreoffice-{calc,writer,math}",
    "pandoc": "pip install pypandoc_binary",
}

# A fixed instant, so that the same source gives the same bytes.
_EPOCH = {"SOURCE_DATE_EPOCH": "1767225600", "FORCE_SOURCE_DATE": "1"}


def need(program: str) -> None:
    """Skip the running test when `program` is missing, or fail it in CI, where nothing may be missing."""
    if _find(program) is not None:
        return
    reason = f"{program} is not installed: {_INSTALL.get(program, 'install it')}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _find(program: str) -> str | None:
    if program in PEERS:
        module = HERE / "node_modules" / program
        return str(module) if module.is_dir() else None
    if program == "pandoc":
        # Debian 12's pandoc is too old: its gfm reader passes mathematics over in silence.
        try:
            return str(import_module("pypandoc").get_pandoc_path())
        except (ImportError, OSError):
            return None
    return shutil.which(program)


def _run(
    program: str,
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: int = 120,
) -> subprocess.CompletedProcess[str]:
    need(program)
    path = _find(program)
    assert path is not None
    return subprocess.run(
        [path, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",  # TeX cuts a log line in the middle of a character
        timeout=seconds,
        check=False,
    )


# --- formulas ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Formula:
    """One formula of a document: its TeX without delimiters, and the line on which its block starts."""

    tex: str
    display: bool = False
    line: int = 0


def tex_errors(formulas: Sequence[Formula], peer: str) -> list[str | None]:
    """Return for each formula what `peer` (one of `PEERS`) has against it, or None.

    One process reads them all, about a millisecond a formula: hand over a whole document, not one formula.
    """
    need("node")
    need(peer)
    lines = [json.dumps({"tex": f.tex, "display": f.display, "peer": peer}) for f in formulas]
    done = subprocess.run(
        ["node", str(HERE / "check.mjs")],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    answers = [json.loads(line)["error"] for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert len(answers) == len(formulas), done.stderr
    return answers


def extract_formulas(markdown: str, dialect: str) -> list[Formula]:
    """Pull the formulas out of a Markdown document, in reading order, as a reader of `dialect` finds them.

    portable: `$…$` and `$$…$$`; github: ```` ```math ```` blocks and `` $`…`$ ``.
    """
    return _read_markdown(markdown, dialect)[0]


def stray_dollars(markdown: str, dialect: str) -> list[str]:
    """Return the pieces of text in which a dollar is left that is neither code, escaped, nor a delimiter.

    A formula that the reader did not recognise (a blank line inside, raw HTML around it, the other
    dialect's spelling) ends here: a document of ours has none.
    """
    return _read_markdown(markdown, dialect)[1]


def _read_markdown(markdown: str, dialect: str) -> tuple[list[Formula], list[str]]:
    assert dialect in DIALECTS, dialect
    # text_join would melt an escaped dollar into the text around it.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    if dialect == "portable":
        # The strictest reading, pandoc's: no space inside the dollars, no digit after the closing one.
        parser.use(
            dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True
        )
    formulas: list[Formula] = []
    strays: list[str] = []
    line = 0
    for token in parser.parse(markdown):
        line = token.map[0] + 1 if token.map else line
        if token.type == "math_block" or (
            dialect == "github" and token.type == "fence" and token.info.split()[:1] == ["math"]
        ):
            formulas.append(Formula(token.content.strip(), True, line))
        elif token.type == "html_block" and "$" in token.content:
            strays.append(token.content)  # no Markdown is read inside raw HTML
        elif token.type == "inline":
            _read_inline(token.children or [], dialect, line, formulas, strays)
    return formulas, strays


def _read_inline(
    children: Sequence[Any], dialect: str, line: int, formulas: list[Formula], strays: list[str]
) -> None:
    texts = [child.content if child.type == "text" else "" for child in children]
    for i, child in enumerate(children):
        if child.type in ("math_inline", "math_inline_double"):
            formulas.append(Formula(child.content.strip(), child.type == "math_inline_double", line))
        elif (
            dialect == "github"
            and child.type == "code_inline"
            and 0 < i < len(children) - 1
            and texts[i - 1].endswith("$")
            and texts[i + 1].startswith("$")
        ):
            formulas.append(Formula(child.content.strip(), False, line))
            texts[i - 1] = texts[i - 1][:-1]
            texts[i + 1] = texts[i + 1][1:]
    strays += [text for text in texts if "$" in text]


# --- XeLaTeX and its PDF ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Typeset:
    """A PDF that XeLaTeX made, and what its log complains about: lost characters, boxes that stick out."""

    pdf: Path
    warnings: tuple[str, ...]
    log: str


def xelatex(source: Path, out: Path, *, assets: Sequence[Path] = ()) -> Typeset:
    """Compile `source` to `out/<stem>.pdf`, with `assets` (pictures, class files) beside it.

    Works in an empty directory with the shell closed.
    Raises AssertionError with the log around the first error.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for file in (source, *assets):
            shutil.copy(file, work)
        # Up to three runs, for references and page counts.
        for _ in range(3):
            done = _run(
                "xelatex",
                "-halt-on-error",
                "-interaction=nonstopmode",
                "-no-shell-escape",
                source.name,
                cwd=work,
                # Long lines, because TeX breaks its log at 79 bytes, in the middle of numbers and syllables;
                # openin_any: a document reads only what lies beside it or belongs to TeX.
                env={**_EPOCH, "max_print_line": "10000", "openin_any": "p", "openout_any": "p"},
            )
            file = work / f"{source.stem}.log"
            log = file.read_text("utf-8", errors="replace") if file.exists() else done.stdout + done.stderr
            if done.returncode != 0:
                raise AssertionError(f"xelatex refuses {source.name}:\n{_around_error(log)}")
            if not re.search(r"Rerun to get|Rerun LaTeX|Label\(s\) may have changed", log):
                break
        out.mkdir(parents=True, exist_ok=True)
        pdf = out / f"{source.stem}.pdf"
        shutil.copy(work / pdf.name, pdf)
    return Typeset(pdf, tuple(_log_warnings(log)), log)


def _around_error(log: str) -> str:
    """Return the first error of a TeX log with its place, or the end of the log if there is none."""
    lines = log.splitlines()
    first = next((i for i, line in enumerate(lines) if line.startswith("! ")), None)
    return "\n".join(lines[-30:] if first is None else lines[first : first + 15])


def _log_warnings(log: str, overfull_points: float = 5) -> Iterator[str]:
    for line in log.splitlines():
        overfull = re.match(r"Overfull \\[hv]box \(([\d.]+)pt too (?:wide|high)\)", line)
        if overfull:
            if float(overfull[1]) > overfull_points:
                yield line
        elif line.startswith("Missing character") or re.search(r"Warning: (?:Reference|Citation)", line):
            yield line


def pdf_text(pdf: Path) -> str:
    """Return the text of a PDF, laid out as on the page; a form feed ends each page."""
    done = _run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-")
    assert done.returncode == 0, done.stderr
    return done.stdout


def pdf_fonts(pdf: Path) -> dict[str, bool]:
    """Return for each font of a PDF, by its name without the subset prefix, whether it is embedded."""
    done = _run("pdffonts", pdf)
    assert done.returncode == 0, done.stderr
    fonts: dict[str, bool] = {}
    for line in done.stdout.splitlines()[2:]:
        # Counted from the right (emb sub uni object generation), for types have spaces.
        name, embedded = line.split()[0], line.split()[-5]
        name = re.sub(r"^[A-Z]{6}\+", "", name)
        fonts[name] = fonts.get(name, True) and embedded == "yes"
    return fonts


def pdf_pages_png(pdf: Path, out: Path, dpi: int = 100) -> list[Path]:
    """Write each page of a PDF as a picture into the directory `out` and return them in order."""
    out.mkdir(parents=True, exist_ok=True)
    done = _run("pdftoppm", "-png", "-r", str(dpi), pdf, out / pdf.stem)
    assert done.returncode == 0, done.stderr
    return sorted(out.glob(f"{pdf.stem}-*.png"))  # pdftoppm pads the numbers


# --- Chromium ---------------------------------------------------------------------------------------


def _chromium(html_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Let Chromium load a local page without anything else, in a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        done = _run(
            "chromium",
            "--headless",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium refuses its sandbox to root
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            # No calls home: in a closed network they only fail, many at a time.
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            f"--user-data-dir={profile}",
            *arguments,
            html_path.resolve().as_uri(),
        )
    assert done.returncode == 0, done.stderr
    return done


def chromium_screenshot(html_path: Path, png: Path, *, width: int = 900, height: int = 1200) -> Path:
    """Take a picture of a local page (HTML or SVG) as wide and high as told, and return its path."""
    png.parent.mkdir(parents=True, exist_ok=True)
    png.unlink(missing_ok=True)  # an old picture must not pass for a new one
    done = _chromium(
        html_path, "--hide-scrollbars", f"--window-size={width},{height}", f"--screenshot={png.resolve()}"
    )
    assert png.exists(), done.stderr
    return png


def chromium_dom(html_path: Path, *, width: int = 900) -> tuple[str, list[str]]:
    """Return a local page as Chromium has it after its scripts have run, and what stands on its console."""
    done = _chromium(
        html_path,
        f"--window-size={width},1200",
        "--virtual-time-budget=10000",
        "--enable-logging=stderr",
        "--dump-dom",
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def chromium_pdf(html_path: Path, pdf: Path) -> Path:
    """Print a local page as Chromium does on paper, without a header or footer of its own."""
    pdf.unlink(missing_ok=True)
    done = _chromium(html_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf.resolve()}")
    assert pdf.exists(), done.stderr
    return pdf


# --- pandoc -----------------------------------------------------------------------------------------


def pandoc_warnings(markdown: Path, reader: str) -> list[str]:
    """Return what pandoc warns of when it turns `markdown` into MathML: the formulas that it refuses."""
    done = _run("pandoc", "-f", reader, "-t", "html", "--mathml", markdown)
    assert done.returncode == 0, done.stderr
    pieces = re.split(r"^\[WARNING\] ", done.stderr, flags=re.MULTILINE)
    return [piece.strip() for piece in pieces if piece.strip()]


def pandoc_formulas(markdown: Path, reader: str) -> list[Formula]:
    """Return the formulas that pandoc finds, in reading order: a second opinion on `extract_formulas`.

    A formula that pandoc takes for text gives no warning; it is missing here.
    """
    done = _run("pandoc", "-f", reader, "-t", "json", markdown)
    assert done.returncode == 0, done.stderr

    def walk(node: object) -> Iterator[Formula]:
        if isinstance(node, list):
            for part in node:
                yield from walk(part)
        elif isinstance(node, dict):
            if node.get("t") == "Math":
                kind, tex = node["c"]
                yield Formula(tex.strip(), kind["t"] == "DisplayMath")
            else:
                yield from walk(list(node.values()))

    return list(walk(json.loads(done.stdout)["blocks"]))
