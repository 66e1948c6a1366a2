"""What people call a quantity → its name: h1[1], h_1_1, h₁[1] and 은닉 상태 1[1] are h_1[1]."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tutor.calculation.names import Symbols, backward_letters
from tutor.marking.submissions.sizes import SizeHeadings

_WIDE = "".join(chr(0xFF01 + at) for at in range(94))  # the full-width forms of ! to ~
_PLAIN = str.maketrans(f"₀₁₂₃₄₅₆₇₈₉{_WIDE}", f"0123456789{''.join(map(chr, range(33, 127)))}")

# Words for quantities of the tables, spaces left out, the longest first where one begins another.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "hiddenstate": "h", "state": "h", "은닉상태": "h", "히든상태": "h", "상태": "h",
        "inputterm": "p", "입력항": "p",
        "one-hotvector": "x", "onehotvector": "x", "one-hot": "x", "onehot": "x", "inputvector": "x",
        "input": "x",
        "원-핫벡터": "x", "원핫벡터": "x", "원-핫": "x", "원핫": "x", "입력벡터": "x", "입력": "x",
        "recurrentterm": "q", "순환항": "q",
        "pre-activation": "a", "preactivation": "a",
        "활성화전값": "a", "활성화전": "a", "선활성값": "a", "순입력": "a",
        "cellstate": "c", "셀상태": "c",
        "logits": "s", "logit": "s", "scores": "s", "score": "s", "로짓": "s", "점수": "s",
        "probabilities": "y", "probability": "y", "확률": "y",
        "loss": "L", "손실": "L",
    }
)  # fmt: skip
_DROPPED = re.compile(r"[\s$`{}*:^=\\]|mathbf|mathrm|boldsymbol|bm(?=[a-z])")
_QUANTITY = re.compile(
    r"(?P<symbol>[A-Za-z](?:_[A-Za-z])?|[A-Za-z]{2,})?[_-]?[\[(]?(?P<step>\d{1,4})?[\])]?"
    r"(?:[\[(](?P<bracket>\d{1,3})[\])]|[_,.-](?P<entry>\d{1,3})[\])]?)?"
    r"(?P<unit>@l\d{1,2}r?)?(?P<sequence>#\d{1,4})?"
)

# The name of something of a backward pass: its symbol, and what says which step and entry are meant.
_BACKWARD = re.compile(
    r"(?P<symbol>(?:d|new_)[A-Za-z](?:_[A-Za-z]+)?)(?P<rest>(?:_\d+)?(?:\[[\d,]+\])?(?:[@#].*)?)"
)
# What may stand in a name or be left out of it; a comma between the places of an entry may not.
_BETWEEN = re.compile(r"[\s$`{}*\\_]|mathbf|mathrm|,(?![^\[]*\])")


def whole_of(name: str) -> str:
    """Give the name of the vector or the matrix of an entry.

    >>> whole_of("h_2[1]@l1"), whole_of("dW_hh_2[1,2]")
    ('h_2@l1', 'dW_hh_2')
    """
    return re.sub(r"\[[\d,]+\]", "", name)


def _run_together(text: str) -> str:
    """Write a name without what people leave out of it.

    >>> _run_together("dW_{xh,2}[1,2]"), _run_together("δ₂[1]")
    ('dWxh2[1,2]', 'δ2[1]')
    """
    return _BETWEEN.sub("", text.translate(_PLAIN))


def _called(names: Iterable[str], symbols: Symbols) -> Mapping[str, str]:
    """Give every name of a backward pass by what it is called: in letters of the sheet, or by the name."""
    found: dict[str, str] = {}
    for name in names:
        match = _BACKWARD.fullmatch(name)
        if match is not None:
            rest = match["rest"]
            for letters in (match["symbol"], *backward_letters(match["symbol"], symbols).texts()):
                found[_run_together(letters + rest)] = name
    return MappingProxyType(found)


class Headings:
    """The names that an exercise has, found from whatever they are called.

    ``unasked`` are those that count where a table answers them, and not where a derivation states them. Those
    of a backward pass may be called as they are printed in ``symbols``, too. ``sizes`` counts the entries of
    every vector and matrix.

    >>> headings = Headings(["h_1[1]", "h_1[2]", "a_1[1]", "h_12[1]"])
    >>> [headings.name(text) for text in ("h1[1]", "h_{1,2}", "은닉 상태 1[1]", "z_1[1]", "h_1", "weight")]
    ['h_1[1]', 'h_1[2]', 'h_1[1]', 'a_1[1]', 'h_1', None]
    >>> headings = Headings(["da_2[1]", "dW_ih_2[1,2]"], symbols="textbook")
    >>> [headings.name(text) for text in ("δ2[1]", "dW_{xh,2}[1,2]", "da_2[1]", "dW_ih_2")]
    ['da_2[1]', 'dW_ih_2[1,2]', 'da_2[1]', 'dW_ih_2']
    """

    def __init__(
        self, names: Iterable[str], unasked: Iterable[str] = (), symbols: Symbols = "pytorch"
    ) -> None:
        names, unasked = list(names), list(unasked)
        self._unasked = {*unasked, *map(whole_of, unasked)}
        self._known = {*names, *map(whole_of, names)}
        self.sizes = Counter(map(whole_of, names))
        self._symbols = {match[0] for name in names if (match := re.match(r"[A-Za-z]+(?:_[A-Za-z]+)?", name))}
        self._sizes = SizeHeadings(names)
        self._found: dict[str, str | None] = {}
        self._backward = _called(sorted(self._known), symbols)

    def name(self, text: str) -> str | None:
        """Give the name of an entry or of a whole vector; None for what is no quantity of the exercise."""
        text = text[:80]
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def name_in_text(self, text: str) -> str | None:
        """Give the name as :meth:`name` does, but for what a derivation states without having been asked."""
        name = self.name(text)
        return None if name in self._unasked else name

    @property
    def goes_backward(self) -> bool:
        """Whether a backward pass is among the names."""
        return bool(self._backward)

    def might_be(self, step: int | None, count: int) -> list[str]:
        """Give what of a backward pass has so many entries at a step: what a mistyped name may mean.

        >>> Headings(["da_2[1]", "dh_2[1]", "db[1]", "da_1[1]", "a_2[1]"]).might_be(2, 1)
        ['da_2', 'dh_2']
        """
        backward = ((match, name) for name in self.sizes if (match := _BACKWARD.fullmatch(name)))
        at = "" if step is None else f"_{step}"
        return [
            name
            for match, name in backward
            if self.sizes[name] == count and re.match(rf"{at}(?!_?\d)", match["rest"])
        ]

    def looks_like(self, text: str) -> bool:
        """Whether a heading has the form of a quantity, whether the exercise has it or not."""
        match = _QUANTITY.fullmatch(self._plain(text))
        return match is not None and bool(match["symbol"]) and bool(match["step"])

    def _plain(self, text: str) -> str:
        plain = _DROPPED.sub("", text.translate(_PLAIN)).replace("−", "-")
        folded = plain.casefold()
        for word, symbol in _WORDS.items():
            if folded.startswith(word):
                rest = plain[len(word) :].lstrip("_-")
                # 은닉 상태 h_1[1]: the word only explains the symbol.
                again = re.match(rf"\(?{symbol}\)?_?(?=\d|\[)", rest)
                return symbol + (rest[again.end() :] if again else rest)
        return plain

    def _look_up(self, text: str) -> str | None:
        if text in self._known:
            return text
        size = self._sizes.name(text.translate(_PLAIN))
        if size is not None:
            return size
        if (backward := self._backward.get(_run_together(text))) is not None:
            return backward
        match = _QUANTITY.fullmatch(self._plain(text))
        if match is None or not match["symbol"] or not match["step"]:
            return None
        entry = match["bracket"] or match["entry"]
        tail = (match["unit"] or "") + (match["sequence"] or "")
        tail = re.sub(r"@l0(?!r)|#1(?!\d)", "", tail)
        for symbol in self._readings(match["symbol"]):
            for step, part in ((match["step"], entry), *self._divided(match["step"], entry)):
                name = f"{symbol}_{int(step)}{f'[{int(part)}]' if part else ''}{tail}"
                if name in self._known:
                    return name
        return None

    def _readings(self, symbol: str) -> list[str]:
        """Give the symbols that are meant: as written, in the other case, z for the pre-activation."""
        readings = [symbol, symbol.lower(), symbol.upper()]
        if symbol in ("z", "Z") and "z" not in self._symbols:
            readings.append("a")
        return [each for each in readings if each in self._symbols]

    @staticmethod
    def _divided(step: str, entry: str | None) -> list[tuple[str, str]]:
        """Read h12 as h_1[2] where there is no step 12."""
        return [(step[:-1], step[-1])] if entry is None and len(step) > 1 else []
