r"""Text → tokens: every sign of a calculation with its place, whatever it is written in.

Plain text, Markdown and TeX come out as one stream: ``\mathbf{h}_1``, ``h_1`` and ``h₁`` start with the same
token, ``\approx`` is ``≈``, ``\left[`` is ``[``. Fonts, spacing and the delimiters of mathematics leave no
token; they are told by ``gap``. Prose stays as words: what is prose is for the grammar to find out.
"""

from __future__ import annotations

import re
import unicodedata

from tutor.reading.dressed_letters import dressed_letter
from tutor.reading.formulas.syntax import Place
from tutor.reading.markup import without_markup
from tutor.reading.rewording import reworded
from tutor.reading.signs import (
    BACKWARD,
    CHARACTERS,
    FORWARD,
    GROWING,
    MATRIX_ENVIRONMENTS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TABLE_ENVIRONMENTS,
    TEX_ACCENTS,
    TEX_DROPPED,
    TEX_FONTS,
    TEX_FRACTIONS,
    TEX_FUNCTIONS,
    TEX_LABELLED,
    TEX_LETTERS,
    TEX_SEPARATORS,
    TEX_SIGNS,
    TEX_SPACING,
    TEXT_ENVIRONMENTS,
)
from tutor.reading.token_pattern import token_pattern
from tutor.record import NamedTuple


class Token(NamedTuple):
    r"""A sign: its kind, its normalised text, where it stands, and what stands before it.

    Kinds: number, ident (a Latin or Greek word), word (any other script), string, dots; open, close; op,
    relation, power, comma, semicolon, colon, dot, under, caret, sub, sup, prime, amp, row, bar, arrow; frac,
    labelled; newline, blank, bullet, break, ask. ``gap`` is 0 where the token touches the one before it, 1
    after a space or the start of a line, 2 after something that separates (``$``, a backtick, ``\quad``).
    """

    kind: str
    text: str
    line: int
    start: int
    end: int
    gap: int
    math: bool

    @property
    def place(self) -> Place:
        """Where the token stands."""
        return Place(self.line, self.start, self.line, self.end)


# Before a claim, at the start of a line: quotation, bullet, number, heading, box to tick.
_PREFIX = re.compile(
    r"\s*(?:>\s*)*(?:#{1,6}\s+)?"
    r"(?:(?P<bullet>[-*+])\s+(?:\[[ xX]\]\s)?|(?P<dot>[•‣▪◦●○■□▶·])\s*"
    r"|(?:\(?\d{1,2}[.)]|[①-⑳])\s+(?![\d&\\.=*×·+-]))*"
)
# ``Wx_t`` is W x_t, in TeX ``Wx`` too; ``x_tW`` is x_t W.
_PRODUCT = re.compile(r"[WUV](?=[hxsyaz](?:\d|_\{?[\dtT]|[₀-₉ₜ]|\^\{?[(<\\]))|(?<=_)t(?=[WUV])")
_TEX_PRODUCT = re.compile(r"[WUV](?=[hxsyaz](?![A-Za-z_]))|[hxs](?=[WUV])")
_BOLD_POWER = re.compile(r"(?<=[A-Za-z0-9)\]}])\s*\*\*\s*(?=[A-Za-z0-9(\[{.])")
_BOLD_END = re.compile(r"[\s([{]")
_DIGITS = re.compile(r"\s*(\d)\s*(\d)(?![\d.])")
_PROSE_ARGUMENT = re.compile(r"\s*\{([^{}]*)\}")
# What is not read: comments of TeX. A % behind digits is no comment, and outside mathematics 62.9 % is none.
_REMARK = re.compile(r"(?<![\\\d])%\s*$|(?<=^)\s*%.*$")
_REMARK_IN_PROSE = re.compile(r"(?<![\\\d])(?<!\d )%\s*$|(?<=^)\s*%.*$")


def _powers(text: str) -> set[int]:
    """Find the ``**`` of a line that raise to a power: between operands, and not the end of bold print."""
    between = {match.start() + match[0].index("*") for match in _BOLD_POWER.finditer(text)}
    bold = [each.start() for each in re.finditer(r"\*\*", text) if each.start() not in between]
    ends = {at for at in between if bold and bold[0] < at and _BOLD_END.match(text, at + 2)}
    return between - ends


class Tokenizer:
    """Reads a text line by line; the state is whether mathematics is open."""

    def __init__(self, *, decimal_comma: bool) -> None:
        self.pattern = token_pattern(decimal_comma)
        self.tokens: list[Token] = []
        self.line = 0
        self.gap = 2
        self.inline = self.display = self.fence = False
        self.environments = 0

    @property
    def math(self) -> bool:
        """Whether mathematics is open at this point."""
        return self.inline or self.display or self.fence or self.environments > 0

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        """Append a token that stands between two offsets of the line."""
        self.tokens.append(Token(kind, text, self.line, start + 1, end + 1, self.gap, self.math))
        self.gap = 0

    def read_line(self, source: str) -> None:
        """Tokenize one line."""
        self.line += 1
        text = without_markup(source).translate(CHARACTERS)
        if "%" in text:
            remark = _REMARK if self.math else _REMARK_IN_PROSE
            text = remark.sub(lambda match: " " * len(match[0]), text)
        text = reworded(text)
        if not text.strip():
            self.inline = False
            self.add("blank", "", len(source), len(source))
            self.gap = 1
            return
        self.gap = 1
        position = 0
        if not self.math:
            prefix = _PREFIX.match(text)
            assert prefix is not None
            position = prefix.end()
            for group in ("bullet", "dot"):
                if sign := prefix[group]:
                    self.add("bullet", sign, prefix.start(group), prefix.end(group))
                    self.gap = 1
        powers = _powers(text) if "**" in text else ()
        while position < len(text):
            match = self.pattern.match(text, position)
            assert match is not None and match.lastgroup is not None
            kind, found, end = match.lastgroup, match[0], match.end()
            if kind in {"space", "empty"}:
                self.gap = max(self.gap, 1)
            elif kind == "ident" and (first := self._product(text, position)):
                self.add(kind, found[:first], position, position + first)
                end = position + first
            elif kind in _PLAIN:
                self.add(kind, found, position, end)
            elif kind == "power" and position not in powers:
                self.gap = max(self.gap, 1)
            elif kind in {"command", "environment", "escaped"}:
                end = self._tex(kind, found, text, position, end)
            else:
                end = self._other(kind, found, text, position, end)
            position = end
        self.add("newline", "", len(source), len(source))

    def _product(self, text: str, position: int) -> int:
        """Give the length of a letter that multiplies the letter it touches."""
        match = _PRODUCT.match(text, position) or (self.math and _TEX_PRODUCT.match(text, position))
        return len(match[0]) if match else 0

    def _other(self, kind: str, found: str, text: str, start: int, end: int) -> int:
        match kind:
            case "number":
                self.add("number", found.replace("{,}", ".").replace(",", "."), start, end)
            case "index":
                self.add("number", found, start, end)
            case "module":
                match = re.compile(r"[A-Za-z_]+\d*").match(text, end)
                assert match is not None
                self.add("ident", match[0], start, match.end())
                return match.end()
            case "accented":
                self.add("ident", _accented(found), start, end)
            case "half":
                self.add("number", _HALVES[found], start, end)
            case "about":
                before = self.tokens[-1].kind if self.tokens else "newline"
                if before != "relation":  # =~0.5 has a space of TeX
                    self.add("relation" if before in _OPERANDS else "break", "≈", start, end)
            case "sub":
                self.add("sub", found.translate(SUBSCRIPTS), start, end)
            case "sup":
                self.add("sup", "T" if found == "⊤" else found.translate(SUPERSCRIPTS), start, end)
            case "relation" if found in GROWING:
                self.add("relation", found, start, end)
            case "relation":
                self.add(
                    "relation", "≈" if found in "~=≈" and "=" not in found.strip("~") else "=", start, end
                )
            case "inequality" | "other":
                self.add("break", found, start, end)
            case "html":
                return self._html(found, text, start, end)
            case "fence":
                self._fence(found)
            case "angle":  # a<1>, as Andrew Ng's course writes a^<1>
                self.add("sup", f"({found[1:-1]})", start, end)
            case "size":
                self.add("size", found, start, end)
            case _:
                self.add(kind, found, start, end)
        return end

    def _html(self, found: str, text: str, start: int, end: int) -> int:
        name = found.strip("</> ")
        close = text.find(f"</{name}>", end, end + 12) if name in {"sub", "sup"} and found[1] != "/" else -1
        if close < 0:
            self.gap = 2
            return end
        self.add(name, text[end:close].strip(), start, close + 6)
        return close + 6

    def _fence(self, found: str) -> None:
        if found == "$":
            self.inline = not self.inline
        elif found == "$$":
            self.display = not self.display
        elif found == "```math":
            self.fence = True
        elif found.startswith("```"):
            self.fence = False
        self.gap = 2

    def _tex(self, kind: str, found: str, text: str, start: int, end: int) -> int:
        name = found[1:].rstrip("*") or "*"
        if kind == "environment":
            return self._environment(found, start, end)
        if kind == "escaped" and name in "()[]":
            before = self.tokens[-1] if self.tokens else None
            if (
                name in "[]"
                and (name == "]") is not self.display
                and before
                and before.kind in {"relation", "op"}
            ):
                # a bracket that Markdown made somebody escape
                self.add("open" if name == "[" else "close", name, start, end)
                return end
            if name in "[]":
                self.display = name == "["
            else:
                self.inline = name == "("
            self.gap = 2
        elif name in TEX_SEPARATORS:
            self.gap = 2
        elif name in TEX_SPACING:
            self.gap = max(self.gap, 1)
            if name in {"left", "right"} and text[end : end + 1] == ".":
                return end + 1
        elif kind == "escaped":
            escaped = {"_": "under", "{": "open", "}": "close", "*": "op", "|": "bar", "&": "break"}
            self.add(escaped.get(name, "break"), name, start, end)
        elif name in TEX_SIGNS:
            self.add(*TEX_SIGNS[name], start, end)
        elif name in TEX_LETTERS:
            self.add("ident", TEX_LETTERS[name], start, end)
        elif name in TEX_FONTS or name in TEX_ACCENTS:
            return self._font(name, text, start, end)
        elif name in TEX_DROPPED:
            argument = _PROSE_ARGUMENT.match(text, end)
            self.gap = 2
            return argument.end() if argument else end
        elif name in TEX_FRACTIONS:
            self.add("frac", name, start, end)
            if digits := _DIGITS.match(text, end):  # \frac12
                for group in (1, 2):
                    self.add("number", digits[group], digits.start(group), digits.end(group))
                return digits.end()
        elif name in TEX_LABELLED:
            self.add("labelled", name, start, end)
        elif name in TEX_FUNCTIONS:
            self.add("ident", name, start, end)
        else:
            self.gap = max(self.gap, 1)
        return end

    def _environment(self, found: str, start: int, end: int) -> int:
        name = found[found.index("{") + 1 : found.index("}")].rstrip("*")
        begins = found.startswith("\\begin")
        if name in MATRIX_ENVIRONMENTS:
            if begins:
                self.add("open", "matrix", start, end)
            self.environments = max(0, self.environments + (1 if begins else -1))
            if not begins:
                self.add("close", "matrix", start, end)
        elif name in TABLE_ENVIRONMENTS:
            self.add("table", "begin" if begins else "end", start, end)
        else:
            if name not in TEXT_ENVIRONMENTS:
                self.environments = max(0, self.environments + (1 if begins else -1))
            self.gap = 2
        return end

    def _font(self, name: str, text: str, start: int, end: int) -> int:
        if (dressed := dressed_letter(name, text, end)) is not None:
            self.add("ident", dressed[0], start, dressed[1])
            return dressed[1]
        prose = _PROSE_ARGUMENT.match(text, end) if name.startswith(("text", "mbox")) else None
        if prose and not any(sign in prose[1] for sign in "$=[_\\"):
            self.add("string", prose[1], start, prose.end())
            return prose.end()
        self.gap = max(self.gap, 1) if self.gap else 0
        return end


# What an operand ends with: a ``~`` behind it says "about".
_OPERANDS = frozenset({"number", "ident", "close", "sub", "sup"})
_HALVES = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125"}
_ACCENTS = {
    **{"\u0302": "_hat", "\u0303": "_tilde", "~": "_tilde", "\u0304": "_bar", "\u0307": "_dot"},
    **{"\u20d7": FORWARD, "→": FORWARD, "\u20d6": BACKWARD, "←": BACKWARD},
}


def _accented(found: str) -> str:
    """Give one spelling to a letter with an accent, however it is put on."""
    spelled = unicodedata.normalize("NFD", found)
    return spelled[0] + _ACCENTS[spelled[1:].strip("^{}")]


_PLAIN = frozenset(
    {"ident", "word", "string", "dots", "arrow", "op", "open", "close", "comma", "semicolon", "colon"}
    | {"dot", "under", "caret", "prime", "amp", "bar", "row", "ask"}
)


def tokenize(text: str, *, decimal_comma: bool = False) -> list[Token]:
    r"""Split ``text`` into tokens.

    >>> [token.text for token in tokenize(r"\mathbf{h}_1 \approx [−0.30, ０.5]")][:8]
    ['h', '_', '1', '≈', '[', '-', '0.30', ',']
    """
    tokenizer = Tokenizer(decimal_comma=decimal_comma)
    if _BACK.search(text) is not None:
        text = _ARROW_BEFORE.sub(r"\2\1", text)
    hidden = "\\begin{document}" in text  # what stands before it is no text, nor is a drawing
    for line in text.split("\n"):
        if "\\begin{tikzpicture}" in line:
            hidden = True
        # TeX keeps a minus in braces from becoming a dash; the columns stay.
        tokenizer.read_line("" if hidden else line.replace("{-}", "  -"))
        if "\\begin{document}" in line or "\\end{tikzpicture}" in line:
            hidden = False
    layered = _LAYERED.search(text) or (_LAYER.search(text) and _ABOVE_A_STEP.search(text))
    return _layers(tokenizer.tokens) if layered else tokenizer.tokens


# An arrow right before a state is its direction where one goes back, ``←h_1``; else it says what follows.
_ARROW_BEFORE = re.compile(r"(?<![\w)\]}])(?<![\w)\]}] )([→←])([A-Za-z])(?=_|[₀-₉ₜ])")
_BACK = re.compile(_ARROW_BEFORE.pattern.replace("[→←]", "←"))

# A number in parentheses above a matrix is its layer; above everything else too, then.
_LAYERED = re.compile(r"[WUV]\}?(?:_\{?\w+\}?)?\}?\^\{?[(\[]\d[)\]]")
# So is one above a state that has its step below, where the text counts layers.
_LAYER = re.compile(r"(?i:\blayer)\s*\d|\b(?:first|second) layer|\d\s*층|층\s*\d|(?:첫|두)\s*번째\s*층")
_ABOVE_A_STEP = re.compile(r"\b[hac]_\{?\d\}?\^\{?\(\d\)")


def _layers(tokens: list[Token]) -> list[Token]:
    r"""Let ``^{(1)}`` be one token, read as a layer and not as a step; ``^{(1)\top}`` are two."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        braced = 1 if tokens[index + 1 : index + 2] and tokens[index + 1].text == "{" else 0
        inner = tokens[index + 1 + braced : index + 4 + braced] if tokens[index].kind == "caret" else []
        if (
            len(inner) < 3
            or inner[0].text not in "(["
            or inner[2].text not in ")]"
            or not inner[1].text.isdigit()
        ):
            found.append(tokens[index])
            index += 1
            continue
        found.append(tokens[index]._replace(kind="layer", text=inner[1].text, end=inner[2].end))
        index += 4 + braced
        if braced and tokens[index].text == "T":
            found.append(tokens[index]._replace(kind="sup", gap=0))
            index += 1
        elif braced and tokens[index].text == "}":
            found[-1] = found[-1]._replace(end=tokens[index].end)
        index += bool(braced) and tokens[index].text == "}"
    return found
