"""Sizes as people write and call them: 2 × 3, (2, 3), 2행 3열; shape(W_ih)[1], size of W_ih, W_ih의 크기."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tutor.calculation.names import SYMBOLS
from tutor.reading.entries import plain_signs

_MOST_DIGITS = 6
_TIMES = re.compile(
    r"\\times|\\cdot|\\ast|[×✕✖╳⨉⨯∗⋅·*]|(?<=[\d\s])[xX](?=[\d\s])|\bby\b|곱하기|(?<=\d)\s+(?=\d)"
)
_AROUND = re.compile(
    r"torch\.size|np\.shape|shape|size|크기|모양|형태|차원|행렬|벡터|matrix|vector|\\mathbb\{?r\}?|ℝ|"
    r"entries|entry|성분|개|[=≈:^∈$`'\"]|\\[,;! ]|\\in\b",
    re.IGNORECASE,
)
_ROWS = r"rows?|행(?:의)?(?:\s*개?수)?"
_COLUMNS = r"col(?:umn)?s?|열(?:의)?(?:\s*개?수)?"
_LABELLED = (
    re.compile(
        rf"(?P<rows>\d+)\s*(?:{_ROWS})(?:and|\W)*(?:(?P<columns>\d+)\s*(?:{_COLUMNS}))?\W*", re.IGNORECASE
    ),
    re.compile(rf"(?P<columns>\d+)\s*(?:{_COLUMNS})(?:and|\W)*(?P<rows>\d+)\s*(?:{_ROWS})\W*", re.IGNORECASE),
    re.compile(rf"(?:{_ROWS})\W*(?P<rows>\d+)\W*(?:{_COLUMNS})\W*(?P<columns>\d+)\W*", re.IGNORECASE),
)


def read_size(text: str) -> tuple[int, ...] | None:
    """Read a size; None for what is none.

    >>> [read_size(each) for each in ("2 × 3", "2x3", "[2, 3]", "2행 3열", "3열 2행", "(2,)", "two")]
    [(2, 3), (2, 3), (2, 3), (2, 3), (2, 3), (2,), None]
    """
    plain = plain_signs(text[:200]).strip()
    for form in _LABELLED:
        if found := form.fullmatch(plain.strip("()[]{} $`")):
            return tuple(int(number) for number in (found["rows"], found["columns"]) if number is not None)
    plain = _AROUND.sub(" ", plain)
    plain = _TIMES.sub(",", plain).replace(";", ",")
    plain = re.sub(r"[()\[\]{}<>\s]", "", plain).removesuffix(",")
    parts = plain.split(",")
    if not all(part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS for part in parts):
        return None
    return tuple(map(int, parts))


_WORD = r"(?:torch\.)?(?:shape|size|dimensions?|dims?|크기|모양|형태|차원)(?:의\s*크기)?"
_SYMBOL = r"[A-Za-z][A-Za-z0-9_{}]*(?:@l\d{1,2}r?)?"
_SIDE = rf"(?P<side>{_ROWS}|{_COLUMNS})"
_ENTRY = r"(?:[\[(_](?P<entry>\d)[\])]?)?(?P<unit>@l\d{1,2}r?)?"
_THEN = rf"(?:\s*[,:(]?\s*{_SIDE}\)?)?"
_COUNT = r"(?:(?:the\s+)?(?:number|#)\s*(?:of\s*)?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WORD}\s*(?:of\s*)?[(\[{{]?\s*(?P<symbol>{_SYMBOL})\s*[)\]}}]?\s*{_ENTRY}{_THEN}",
        rf"(?P<symbol>{_SYMBOL})\s*(?:'s|의)?\s*{_WORD}\s*{_ENTRY}{_THEN}",
        rf"{_COUNT}{_SIDE}\s*(?:of|in)\s*(?P<symbol>{_SYMBOL})(?P<unit>@l\d{{1,2}}r?)?",
        rf"(?P<symbol>{_SYMBOL})(?P<unit>@l\d{{1,2}}r?)?\s*(?:'s|의|[,:(])?\s*{_COUNT}{_SIDE}\)?",
    )
)
_PYTHON = re.compile(rf"(?P<symbol>{_SYMBOL})\.(?:shape|size)(?:\[(?P<place>[01])\]|\((?P<dim>[01])\)|\(\))?")
_TORCH = re.compile(
    r"(?P<base>(?:weight|bias)_[a-z]{1,2}|bias)(?:_l(?P<layer>\d{1,2})(?P<reverse>_reverse)?)?"
)


class SizeHeadings:
    """The names of sizes that an exercise has, found from whatever they are called.

    >>> sizes = SizeHeadings(["shape(W_ih)[1]", "shape(W_ih)[2]", "shape(b)[1]"])
    >>> [sizes.name(each) for each in ("size of W_ih", "W_hx의 행의 수", "weight_ih.shape[1]", "h_1")]
    ['shape(W_ih)', 'shape(W_ih)[1]', 'shape(W_ih)[2]', None]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._known: set[str] = set()
        symbols: dict[str, None] = {}
        for name in names:
            if name.startswith("shape("):
                self._known |= {name, re.sub(r"\[\d+\]", "", name)}
                symbols[name[6 : name.index(")")]] = None
        self._symbols = {symbol: symbol for symbol in symbols}
        for letters in SYMBOLS.values():
            for parameter, letter in letters.names.items():
                ours = SYMBOLS["pytorch"].names[parameter]
                if ours in symbols:
                    self._symbols.setdefault(letter, ours)
                    self._symbols.setdefault(parameter, ours)
        # Without underscores and in the other case, where that is plain.
        for symbol, ours in list(self._symbols.items()):
            self._symbols.setdefault(symbol.replace("_", ""), ours)
        for symbol, ours in list(self._symbols.items()):
            self._symbols.setdefault(symbol.lower(), ours)

    def name(self, text: str) -> str | None:
        """Give the name of a size or of one of its entries; None for what is no size of the exercise."""
        if text in self._known:
            return text
        if not self._known:
            return None
        plain = re.sub(r"[$`*{}\\]", "", plain_signs(text)).strip()
        if (found := _PYTHON.fullmatch(plain)) is not None:
            place = found["place"] or found["dim"]
            return self._named(found["symbol"], str(int(place) + 1) if place else "", "")
        for form in _FORMS:
            if (found := form.fullmatch(plain)) is not None:
                parts = found.groupdict()
                entry = parts.get("entry") or ""
                if side := parts.get("side"):
                    entry = "1" if re.fullmatch(_ROWS, side, re.IGNORECASE) else "2"
                name = self._named(parts["symbol"], entry, parts.get("unit") or "")
                if name is not None:
                    return name
        return None

    def _named(self, symbol: str, entry: str, unit: str) -> str | None:
        symbol, _, inner = symbol.partition("@")
        unit = f"@{inner}" if inner else unit
        if (torch := _TORCH.fullmatch(symbol)) is not None and torch["layer"]:
            symbol = torch["base"]
            unit = f"@l{torch['layer']}{'r' if torch['reverse'] else ''}"
        ours = self._symbols.get(symbol) or self._symbols.get(symbol.replace("_", ""))
        if ours is None:
            return None
        name = f"shape({ours}){f'[{entry}]' if entry else ''}{'' if unit == '@l0' else unit}"
        return name if name in self._known else None
