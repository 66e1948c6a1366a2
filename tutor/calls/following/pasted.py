"""Text as it is pasted → lines of Python, with what stands between them taken away.

Fences, prompts, outputs, tracebacks and sentences go; the lines that are left keep their numbers. A line that
looks like Python and is not stays as a statement that nobody can follow, so that what it may have changed is
not taken for known.
"""

from __future__ import annotations

import ast
import json
import re
import textwrap
import warnings
from collections.abc import Sequence

from tutor.record import record

# What a Korean keyboard, a word processor or a chat makes of Python's own signs.
_SIGNS = str.maketrans("（）［］，＝：．“”‘’＇＂＿\u00a0\u3000", "()[],=:.\"\"'''\"_  ")
_PROMPT = re.compile(r"^\s*(?:In\s*\[[\d *]*\]:|>>>|\.\.\.(?=\s|$)|\.{3,}:) ?")
_FIRST_PROMPT = re.compile(r"^\s*(?:In\s*\[[\d *]*\]:|>>>)")
_CELL = re.compile(r"^\s*In\s*\[[\d *]*\]:\s*$")
# What a cell shows: sizes, tensors, numbers, a module.
_SHOWN = re.compile(
    r"^\s*[\[(]*(?:torch\.Size\(|tensor\(|array\(|Parameter containing|-?\d)|"
    r"^\s*(?:RNN|LSTM|GRU)(?:Cell)?\(\d+, \d+.*\)\s*$"
)
_SHELL = re.compile(r"^\s*[!%].*$")
_OUTPUT = re.compile(r"^\s*Out\s*\[\d*\]:.*$")
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)")
_FAILED = re.compile(r"^\W*(?:\w+\.)*\w*(?:Error|Exception|Interrupt)\b(?:$|:)")
_SAID = re.compile(r"^[\W_]*(?:\w+\.)*\w*(?:Error|Exception): *(?P<words>.+?)[`*]*\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_WORDS = re.compile(r"(?<![\w.'\"])[^\W\d_]+,? [^\W\d_]+,? [^\W\d_]+(?![\w(=.])")
_CODE = re.compile(
    r"^\s*(?:[\w.,\[\]\s*()]+=[^=]|(?:for|if|elif|else|while|with|def|class|return|try|except|import|from|del)\b.*|"
    r".*\w\(.*)"
)
UNREAD = "__not_read__"
_MOST_REPAIRS = 400


@record()
class Pasted:
    """What a pasted text holds: its Python, the errors it quotes, what is no Python; ``whole`` is all."""

    code: str
    tree: ast.Module
    messages: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()
    error: SyntaxError | None = None
    prompted: bool = False
    whole: str = ""


def cleaned(text: str) -> str:
    """Take away prompts and the indentation, and give Python its own signs; lines stay lines.

    >>> cleaned(">>> rnn = nn.RNN（10，20）")
    'rnn = nn.RNN(10,20)'
    """
    lines = text.translate(_SIGNS).expandtabs().splitlines()
    lines, _ = _without_prompts(lines)
    return textwrap.dedent("\n".join(lines)).strip("\n").rstrip()


def pasted(text: str) -> Pasted:
    r"""Find the Python in a text.

    >>> found = pasted("I get an error:\n```\nrnn = nn.RNN(10, 20)\n```\nRuntimeError: no")
    >>> found.code.strip(), found.messages
    ('rnn = nn.RNN(10, 20)', ('no',))
    """
    text = of_notebook(text).translate(_SIGNS).expandtabs()
    lines = _unquoted(text.splitlines())
    whole = "\n".join(lines)
    messages = tuple(
        found["words"] for line in lines if not line.lstrip().startswith("#") and (found := _SAID.match(line))
    )
    fenced = _fenced(lines)
    lines = fenced if any(re.search(r"\w\(", line) for line in fenced) else _no_fences(lines)
    lines, prompted = _without_prompts(_without_tracebacks(lines))
    tree, lines, dropped, error = _parsed(lines)
    return Pasted("\n".join(lines), tree, messages, tuple(dropped), error, prompted, whole)


def of_notebook(text: str) -> str:
    r"""Take the cells of code out of a notebook's file; other text stays as it is.

    >>> of_notebook('{"cells": [{"cell_type": "code", "source": ["a = 1\\n", "b = 2"]}]}')
    'a = 1\nb = 2'
    """
    if not text.lstrip("\ufeff \n\r\t").startswith("{") or '"cells"' not in text:
        return text
    try:
        cells = json.loads(text.lstrip("\ufeff"))["cells"]
        sources = [each["source"] for each in cells if each.get("cell_type") == "code"]
        return "\n".join("".join(each) if isinstance(each, list) else str(each) for each in sources)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return text


def _unquoted(lines: list[str]) -> list[str]:
    """Take away the signs of a quoted mail where most lines have them."""
    written = [line for line in lines if line.strip()]
    quoted = [line for line in written if re.match(r"^\s*>(?!>>)", line)]
    if len(quoted) * 2 > len(written):
        return [re.sub(r"^\s*>(?!>>) ?", "", line) for line in lines]
    return lines


def _fenced(lines: list[str]) -> list[str]:
    """Keep what stands in fences; everything where there are none."""
    if not any(_FENCE.match(line) for line in lines):
        return lines
    kept, inside = [], False
    for line in lines:
        fence = bool(_FENCE.match(line))
        kept.append(line if inside and not fence else "")
        inside ^= fence
    return _dedented_blocks(kept)


def _no_fences(lines: list[str]) -> list[str]:
    return ["" if _FENCE.match(line) else line for line in lines]


def _dedented_blocks(lines: list[str]) -> list[str]:
    """Move fenced blocks that stand in a list to the left."""
    text = "\n".join(lines)
    return textwrap.dedent(text).split("\n") if text.strip() else lines


def _without_tracebacks(lines: list[str]) -> list[str]:
    """Take away what Python printed of an error."""
    kept: list[str] = []
    inside = False
    for line in lines:
        if inside:
            if _FIRST_PROMPT.match(line):
                inside = False
                kept.append(line)
                continue
            inside = not _FAILED.match(line)
            kept.append("")
        elif _TRACEBACK.search(line):
            inside = True
            kept.append("")
        else:
            said = _FAILED.match(line) and not line.lstrip().startswith("#")
            rule = re.fullmatch(r"\s*[-=_*]{3,}\s*", line)
            kept.append("" if said or rule or _SHELL.match(line) or _OUTPUT.match(line) else line)
    return kept


def _without_prompts(lines: list[str]) -> tuple[list[str], bool]:
    """Take away prompts, and what stands between them as output."""
    prompted = any(_FIRST_PROMPT.match(line) for line in lines)
    if not prompted:
        return ["" if _SHELL.match(line) else line for line in lines], False
    if any(_CELL.match(line) for line in lines):
        return _of_cells(lines), True
    kept: list[str] = []
    seen = continues = False
    open_brackets = 0
    for line in lines:
        prompt = _PROMPT.match(line)
        if prompt:
            first = bool(_FIRST_PROMPT.match(line))
            seen = True
            code = line[prompt.end() :]
            open_brackets = _open(code) + (0 if first else open_brackets)
            continues = True
            kept.append("" if _SHELL.match(code) else code)
        elif seen and not (continues and (open_brackets > 0 or line.startswith("   "))):
            continues = False
            kept.append("")  # what was printed
        else:
            open_brackets += _open(line)
            kept.append(line)
    return kept, True


def _of_cells(lines: list[str]) -> list[str]:
    """Take away prompts that have a line of their own, and what the cells below them show."""
    kept: list[str] = []
    block: list[str] = []
    first = False
    for line in [*lines, ""]:
        prompt = _PROMPT.match(line)
        if not prompt and line.strip():
            block.append("" if _SHELL.match(line) else line)
            continue
        kept += [""] * len(block) if not first and _is_shown(block) else block
        first, block = first and not block, []
        code = line[prompt.end() :] if prompt else ""
        kept.append("" if _SHELL.match(code) else code)
        first = first or bool(prompt)
    return kept[:-1]


def _is_shown(block: Sequence[str]) -> bool:
    """Tell what a cell shows, apart from its code: values, or words that are no Python and change nothing."""
    if not block or _SHOWN.match(block[0]):
        return True
    if any(
        re.match(r"^\s*(?:[\w.,\s]+=[^=]|(?:for|if|with|def|class|import|from) )", line) for line in block
    ):
        return False
    try:
        ast.parse(textwrap.dedent("\n".join(block)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return False


def _open(code: str) -> int:
    bare = re.sub(r"#.*|'[^']*'|\"[^\"]*\"", "", code)
    return sum(bare.count(each) for each in "([{") - sum(bare.count(each) for each in ")]}")


def _parsed(
    lines: list[str],
) -> tuple[ast.Module, list[str], list[tuple[int, str]], SyntaxError | None]:
    """Parse; a line that is not Python goes, one after the other."""
    lines = textwrap.dedent("\n".join(lines)).split("\n")
    dropped: list[tuple[int, str]] = []
    first: SyntaxError | None = None
    for _ in range(_MOST_REPAIRS):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # SyntaxWarnings of the text are not ours to give
                return ast.parse("\n".join(lines)), lines, dropped, first
        except SyntaxError as error:
            at = min(max((error.lineno or 1) - 1, 0), len(lines) - 1)
            if isinstance(error, IndentationError) and _reindented(lines, at, error):
                continue
            header = re.search(r"expected an indented block after .* on line (\d+)", error.msg or "")
            if header:
                at = int(header[1]) - 1
            while at > 0 and not lines[at].strip():
                at -= 1
            if not lines[at].strip():
                at = next((each for each, line in enumerate(lines) if line.strip()), at)
            if _is_code(lines[at]):
                if lines[at].lstrip().startswith(UNREAD):
                    lines[at] = ""
                    continue
                first = first or error
                dropped.append((at + 1, lines[at].strip()))
                lines[at] = _unread(lines[at])
            else:
                lines[at] = ""
        except (ValueError, RecursionError, MemoryError):  # a null byte, or brackets without end
            break
    empty = ast.Module([], [])
    return empty, lines, dropped, first or SyntaxError("invalid syntax")


def _is_code(line: str) -> bool:
    """Tell a line of Python that is broken from a sentence."""
    return bool(_CODE.match(line)) and not _WORDS.search(re.sub(r"#.*|'[^']*'|\"[^\"]*\"", "", line))


def _unread(line: str) -> str:
    """Put a statement there that nobody can follow, with the names that the line has."""
    indent = line[: len(line) - len(line.lstrip())]
    bare = re.sub(r"#.*|'[^']*'|\"[^\"]*\"", "", line)
    names = [each for each in dict.fromkeys(re.findall(r"(?<![\w.])[^\W\d]\w*", bare)) if each.isidentifier()]
    usable = [each for each in names if not _is_keyword(each)]
    return f"{indent}{UNREAD}({', '.join(usable)})"


def _is_keyword(name: str) -> bool:
    import keyword

    return keyword.iskeyword(name)


def _reindented(lines: list[str], at: int, error: IndentationError) -> bool:
    """Mend what copying does to indentation; tell whether anything was changed."""

    def depth(line: str) -> int:
        return len(line) - len(line.lstrip())

    before = next((each for each in range(at - 1, -1, -1) if lines[each].strip()), None)
    if "unexpected indent" in error.msg:
        shift = depth(lines[at]) - (depth(lines[before]) if before is not None else 0)
        end = at
        while end < len(lines) and (
            not lines[end].strip() or depth(lines[end]) >= depth(lines[at]) or end == at
        ):
            end += 1
        block = depth(lines[at])
        for each in range(at, end):
            if lines[each].strip() and depth(lines[each]) >= block and shift > 0:
                lines[each] = lines[each][shift:]
        return shift > 0
    if "unindent does not match" in error.msg:
        known = sorted({depth(line) for line in lines[:at] if line.strip()} | {0})
        near = max(each for each in known if each <= depth(lines[at]))
        if near == depth(lines[at]):
            return False
        lines[at] = " " * near + lines[at].lstrip()
        return True
    return False
