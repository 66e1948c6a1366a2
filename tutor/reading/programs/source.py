"""The lines of a program: its loops over inputs, what it prints, and the lines that it printed.

for t, x in enumerate(xs, start=1):      a Loop over what xs holds
    h = np.tanh(W @ x + U @ h)
    print(f"t={t}: {h}")                 a Print with the names t and h

t=1: [0.197 0.380]                       what it printed: the lines of the next block
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.record import record

_FENCE = re.compile(r"\s*(?:```|~~~)")
_PROMPT = re.compile(r"\s*(?:>>>|\.\.\.) ?")
_FOR = re.compile(
    r"for\s+(?:(?P<count>[^\W\d]\w*)\s*,\s*)?(?P<item>[^\W\d]\w*)\s+in\s+"
    r"(?:(?P<call>enumerate|range)\()?(?P<over>.+?)(?:,\s*(?:start\s*=\s*)?(?P<start>\d))?\)?\s*:\s*(?:#.*)?$"
)
_PRINT = re.compile(r"print\((.*)\)\s*(?:#.*)?$")
_STRING = re.compile(r"""(f?)("[^"]*"|'[^']*')""")
_PLACED = re.compile(r"\{([^{}:=!]+)=?(?:[:!][^{}]*)?\}")
_OPENS = re.compile(r"(?:def|if|elif|else|while|with|class|try|for)\b")
_APPEND = re.compile(r"\s*(\w+)\.append\((\w+)(?:\.\w+\(\))?\)")
_STACKED = re.compile(r"\s*(\w+)\s*=\s*(?:np|numpy|torch)\.(?:array|asarray|v?stack)\((\w+)\s*[,)]")
# More lines between a program and what it printed are about something else.
_MOST_BETWEEN = 4


@record()
class Print:
    """A call of print: its line, whether it prints a value alone, what it prints as written."""

    line: int
    alone: bool
    shown: tuple[str, ...]


@record()
class Loop:
    """A loop: its header's line, the last line of its body, its variable, what it runs over as written.

    ``count`` is a variable beside it that counts; ``counts`` tells that the loop's variable itself does.
    """

    line: int
    last: int
    item: str
    over: str
    count: str | None
    counts: bool

    def holds(self, line: int) -> bool:
        """Whether a line stands in the body."""
        return self.line < line <= self.last


@record()
class Collected:
    """A list to which a variable is appended at every step: its line, the variable, the list's names."""

    line: int
    variable: str
    names: frozenset[str]


@record()
class Program:
    """A block of code with the lines that it printed; ``lists`` are what its loop collects in lists."""

    first: int
    last: int
    loop: Loop | None
    prints: tuple[Print, ...]
    printed: tuple[int, ...]
    lists: tuple[Collected, ...]


def programs(lines: Sequence[str]) -> Iterator[Program]:
    r"""Find the programs of a text that print something and whose order of printing is plain.

    >>> text = "```\nfor x in xs:\n    h = f(x)\n    print(h)\n```\n\n```\n0.1\n0.2\n```"
    >>> [(each.loop.item, each.prints[0].line, each.printed) for each in programs(text.split("\n"))]
    [('x', 4, (8, 9))]
    """
    blocks = list(_blocks(lines))
    for number, (first, last) in enumerate(blocks):
        code = {line: _PROMPT.sub("", lines[line - 1]) for line in range(first, last + 1)}
        loop, plain = _loop(code)
        prints = tuple(_prints(code))
        if not plain or not (prints or loop):
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        between = lines[last : after[0] - 1] if after else ()
        printed: tuple[int, ...] = ()
        if after and sum(bool(each.strip()) for each in between) <= _MOST_BETWEEN and prints:
            printed = tuple(line for line in range(after[0], after[1] + 1) if lines[line - 1].strip())
        yield Program(first, last, loop, prints, printed, tuple(_lists(code)))


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the first and the last line inside every fence; without one, of a loop and of what follows it."""
    opened = None
    if not any(map(_FENCE.match, lines)):
        yield from _bare(lines)
    for number, line in enumerate(lines, start=1):
        if _FENCE.match(line):
            if opened is None:
                opened = number + 1
            else:
                if number > opened:
                    yield opened, number - 1
                opened = None


def _bare(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the text up to the end of its first loop, and the lines that stand together behind it."""
    header = next((at for at, line in enumerate(lines) if _FOR.match(line) and _indent(line) == 0), None)
    if header is None:
        return
    last = header
    for at in range(header + 1, len(lines)):
        if lines[at].strip() and _indent(lines[at]) == 0:
            break
        last = at if lines[at].strip() else last
    yield 1, last + 1
    first = next((at for at in range(last + 1, len(lines)) if lines[at].strip()), None)
    if first is not None:
        end = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
        yield first + 1, end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _loop(code: dict[int, str]) -> tuple[Loop | None, bool]:
    """Find the one loop of a program; not plain is one with several, or with prints under conditions."""
    loops: list[Loop] = []
    waiting: list[tuple[int, int, re.Match[str]]] = []
    inside: list[int] = []  # how deep functions and conditions stand
    for line, text in [*code.items(), (max(code, default=0) + 1, "end")]:
        if not text.strip():
            continue
        depth = _indent(text)
        for at, header, match in [each for each in waiting if depth <= each[0]]:
            loops.append(_of(header, line - 1, match))
            waiting.remove((at, header, match))
        inside = [each for each in inside if each < depth]
        match_ = _FOR.match(text.strip())
        if match_ is not None and not inside:
            waiting.append((depth, line, match_))
        elif _OPENS.match(text.strip()):
            inside.append(depth)
        if inside and _PRINT.match(text.strip()):
            return None, False
    return (loops[0] if loops else None), len(loops) < 2


def _of(line: int, last: int, match: re.Match[str]) -> Loop:
    return Loop(line, last, match["item"], match["over"], match["count"], match["call"] == "range")


def _prints(code: dict[int, str]) -> Iterator[Print]:
    for line, text in code.items():
        match = _PRINT.match(text.strip())
        if match is None:
            continue
        inside = match[1]
        strings = list(_STRING.finditer(inside))
        rest = [each.strip() for each in _STRING.sub("", inside).split(",")]
        placed = [name.strip() for each in strings if each[1] for name in _PLACED.findall(each[2])]
        names = tuple(each for each in (*placed, *rest) if each)
        yield Print(line, not strings and "," not in _without_calls(inside), names)


def _lists(code: dict[int, str]) -> Iterator[Collected]:
    """Find the lists that are appended to, with the names of the arrays that are made of them."""
    made = [match.groups() for text in code.values() if (match := _STACKED.match(text))]
    for line, text in code.items():
        if match := _APPEND.match(text):
            yield Collected(
                line, match[2], frozenset({match[1], *(new for new, old in made if old == match[1])})
            )


def _without_calls(text: str) -> str:
    """Take out what stands in brackets: commas in there separate no values."""
    while (shorter := re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", text)) != text:
        text = shorter
    return text
