r"""Names: ``h1``, ``h_{1}``, ``h₁``, ``h^{(1)}``, ``h(1)``, ``h_{t-1}``, ``Whx``, ``W_hx``, ``h_1[2]``.

A name is a letter with what hangs on it. What hangs on it is a step, an entry or a part of the name itself
(the ``hx`` of ``W_hx``); the shape tells which, and the different spellings of one name come out equal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from tutor.reading.formulas.syntax import Name
from tutor.reading.signs import ENGLISH, TEX_ACCENTS
from tutor.reading.tokens import Token
from tutor.record import NamedTuple

Strength = Literal["strong", "weak", "word"]

# What a course calls the gradient of a loss with respect to a letter.
_GRADIENT = re.compile(r"d[WUVbhaczysx]")
# What a loss is called behind a ∇.
_LOSS = re.compile(r"[LEJCl]\d*|[Ll]oss|[Cc]ost")
_MATRIX_WORD = re.compile(r"(?:[WUV][hxioyas]{1,2}|b[hxioya]{1,2})\d*")
_STEP = re.compile(r"(?:[tT](?:=(\d+)|[+-]\d+)?|-?\d+)")
# Words that hang on a state: the one before this step, and the one before all steps.
_BEFORE = frozenset({"prev", "previous", "old"})
_START = frozenset({"init", "initial", "start"})
_INDEX = re.compile(r"\d{1,3}|-1|t(?:[+-]\d)?")
_INTEGER = re.compile(r"-?\d+")
_INDEX_BASES = frozenset("hxyzasocpqrnt")
# What a program calls the list, or the table, of what there is at every step: hs[2] is h_2.
_LISTS = frozenset({"hs", "xs", "ys", "ps", "zs", "ts"})


class Found(NamedTuple):
    """A name, the index of the token after it, and how surely it is one rather than a word of prose."""

    name: Name
    after: int
    strength: Strength


def name_at(tokens: Sequence[Token], partner: Sequence[int], start: int) -> Found:
    """Read the name whose first token is the ident at ``start``."""
    return _slope(tokens, partner, start) or _plain(tokens, partner, start)


def _plain(tokens: Sequence[Token], partner: Sequence[int], start: int) -> Found:
    token = tokens[start]
    base, digits = _head(tokens, partner, start)
    parts: list[str] = []
    steps: list[str] = [digits] if digits else []
    layer = ""
    entry: tuple[int, ...] = ()
    index = start + 1
    while True:
        hung = _hung(tokens, partner, index)
        if hung is None:
            break
        kind, text, after = hung
        if kind == "layer":
            layer = f"^{text}"
        elif kind == "prime":
            if base[0].isupper():
                break
            base += "'"
        elif kind == "entry":
            numbers = tuple(int(number) for number in text.split(","))
            if not steps and len(numbers) == 1 and base in _INDEX_BASES:
                steps.append(text)
            elif entry:
                break
            else:
                entry = numbers
        elif kind == "step":
            if steps and not entry and steps[-1].isdigit():
                entry = (int(steps.pop()),)
            steps.insert(0, text)
        else:
            for item in filter(None, re.split(r"[, ]+", text)):
                piece, number = _split(item)
                if step := _step(item):
                    steps.append(step)
                elif number and not re.fullmatch(r"l", piece):
                    parts.append(piece)
                    steps.append(number)
                else:
                    parts.append(item)
        index = after
    if len(steps) > 1 and not entry and all(step.isdigit() for step in steps[1:]):
        entry = tuple(map(int, steps[1:]))
    step_value = None if not steps else int(steps[0]) if _INTEGER.fullmatch(steps[0]) else steps[0]
    decorated = index > start + 1
    strength = _strength(token, base, decorated or bool(digits))
    base = _canonical(base, parts) + layer
    last = tokens[index - 1]
    text = "".join(f"^({each.text})" if each.kind == "layer" else each.text for each in tokens[start:index])
    place = token.place.to(last.place)
    return Found(Name(place, text, base, step_value, entry), index, strength)


def _slope(tokens: Sequence[Token], partner: Sequence[int], start: int) -> Found | None:
    r"""Read ``\nabla_{h_2} L``, the gradient of the loss with respect to h_2, as one name of base ``∇h``."""
    hung = tokens[start + 1]
    if tokens[start].text != "∇" or hung.kind not in {"under", "sub"}:
        return None
    step: int | str | None
    entry: tuple[int, ...] = ()
    if hung.kind == "sub":  # ∇ₕ: the letter is in the sign itself
        base, digits = _split(hung.text)
        if not base.isalpha():
            return None
        step, after = int(digits) if digits else None, start + 2
    else:
        of = start + 2
        braced = tokens[of].text == "{" and partner[of] > 0
        if tokens[of + braced].kind != "ident":
            return None
        inner = name_at(tokens, partner, of + braced)
        if braced and inner.after != partner[of]:
            return None
        base, step, entry = inner.name.base, inner.name.step, inner.name.entry
        after = inner.after + braced
    base = f"∇{base}"
    if tokens[after].kind == "ident" and _LOSS.fullmatch(tokens[after].text):
        loss = name_at(tokens, partner, after)
        if loss.name.base != tokens[after].text or loss.name.step is not None:  # of one step's loss only
            base = f"∇({loss.name.text}){base[1:]}"
        after = loss.after
    text = "".join(each.text for each in tokens[start:after])
    place = tokens[start].place.to(tokens[after - 1].place)
    return Found(Name(place, text, base, step, entry), after, "strong")


def _head(tokens: Sequence[Token], partner: Sequence[int], start: int) -> tuple[str, str]:
    """Give the letters that a name begins with, and the digits behind them; ``hs[2]`` is of h."""
    base, digits = _split(tokens[start].text)
    opened = tokens[start + 1]
    if base in _LISTS and opened.text == "[" and not opened.gap and partner[start + 1] > 0:
        base = base[0] if _INDEX.fullmatch(_inner(tokens, start + 1, partner[start + 1])) else base
    return base, digits


def _step(item: str) -> str | None:
    """Read what hangs on a name as a step: a number, t, t-1, or a word for one."""
    if item in _BEFORE:
        return "t-1"
    if item in _START:
        return "start"
    step = _STEP.fullmatch(item)
    return (step[1] or item) if step else None


def _split(text: str) -> tuple[str, str]:
    letters = text.rstrip("0123456789")
    return letters, text[len(letters) :]


def _strength(token: Token, base: str, decorated: bool) -> Strength:
    if decorated and (len(base) <= 2 or token.text != base or token.math or "_" in token.text):
        return "strong"
    if base in ENGLISH and not token.math:
        return "word"
    if _MATRIX_WORD.fullmatch(base) or base.endswith(tuple(TEX_ACCENTS.values())):
        return "strong"
    if token.math and _GRADIENT.fullmatch(base):
        return "strong"
    if len(base) == 1:
        return "strong" if base.isupper() and base not in "IA" else "weak"
    return "strong" if decorated else "word"


def _canonical(base: str, parts: list[str]) -> str:
    """Give one spelling for ``Whx``, ``W_hx``, ``W_{h,x}`` and ``W^{hx}``."""
    if not parts and _MATRIX_WORD.fullmatch(base):
        return f"{base[0]}_{base[1:]}"
    joined = "".join(parts) if all(len(part) == 1 for part in parts) else "_".join(parts)
    return f"{base}_{joined}" if joined else base


def _hung(tokens: Sequence[Token], partner: Sequence[int], index: int) -> tuple[str, str, int] | None:
    """Read what hangs on a name: its kind (part, layer, step, entry, prime), its text, where it ends."""
    token = tokens[index]
    tagged = token.kind in {"sub", "sup"} and token.end - token.start > len(token.text)  # </i><sub>1</sub>
    if token.gap and not (
        (token.math and token.gap == 1 and token.kind in {"under", "caret"}) or (tagged and token.gap == 1)
    ):
        return None
    if token.kind == "layer":
        return "layer", token.text, index + 1
    if token.kind == "sub":
        return "part", token.text, index + 1
    if token.kind == "sup":
        step = re.fullmatch(r"\((\w[+-]?\d*)\)|(t[+-]?\d*)", token.text)
        return ("step", step[1] or step[2], index + 1) if step else None
    if token.kind == "prime":
        return "prime", "'", index + 1
    if token.kind == "under":
        return _subscript(tokens, partner, index + 1)
    if token.kind == "caret":
        return _superscript(tokens, partner, index + 1)
    if token.kind == "open" and partner[index] > 0 and token.text in "([":
        inner = _inner(tokens, index, partner[index])
        if token.text == "[" and re.fullmatch(r"\d{1,2}(?:,\d{1,2})?", inner):
            return "entry", inner, partner[index] + 1
        before = tokens[index - 1]
        of_steps = before.text in _INDEX_BASES or (token.text == "[" and before.text in _LISTS)
        if before.kind == "ident" and of_steps and _INDEX.fullmatch(inner):
            return "step", inner, partner[index] + 1
    return None


def _inner(tokens: Sequence[Token], opened: int, closed: int) -> str:
    if closed - opened > 12:
        return ""
    return "".join(each.text for each in tokens[opened + 1 : closed])


def _subscript(tokens: Sequence[Token], partner: Sequence[int], index: int) -> tuple[str, str, int] | None:
    token = tokens[index]
    if token.kind == "open" and token.text in "{(" and partner[index] > 0:
        closed = partner[index]
        if closed - index > 12:
            return None
        text = " ".join(_glued(tokens[index + 1 : closed]))
        return "part", re.sub(r"[(){}_]", "", text), closed + 1
    if token.kind == "ident":
        comma, second = tokens[index + 1], tokens[index + 2]
        if comma.text == "," and second.kind == "ident" and _is_pair(tokens[index - 2], token, comma, second):
            return "part", f"{token.text} {second.text}", index + 3
        sign, number = tokens[index + 1], tokens[index + 2]
        signed = sign.kind == "op" and sign.text in "+-" and sign.gap == number.gap == 0
        if token.text in "tT" and signed and number.text.isdigit() and number.text != "0":
            return "part", token.text + sign.text + number.text, index + 3
        return "part", token.text, index + 1
    if token.kind == "number" and token.text.isdigit():
        return "part", token.text, index + 1
    if token.text == "-" and tokens[index + 1].text == "1" and token.gap == tokens[index + 1].gap == 0:
        return "part", "-1", index + 2
    if token.kind == "word":
        return "part", token.text, index + 1
    return None


def _is_pair(base: Token, first: Token, comma: Token, second: Token) -> bool:
    """Whether ``W_z,h`` is the name of a weight: of which gate, and of which vector."""
    together = comma.gap == second.gap == 0
    return together and base.text in set("WUVwub") and len(first.text) <= 2 and second.text in ("h", "x")


def _glued(tokens: Sequence[Token]) -> list[str]:
    """Join what belongs together: ``t - 1`` is one piece, ``h x`` are two."""
    pieces: list[str] = []
    joins = False
    for token in tokens:
        sign = token.kind in {"op", "relation"}
        if pieces and (sign or joins or not token.gap):
            pieces[-1] += token.text
        else:
            pieces.append(token.text)
        joins = sign
    return pieces


def _superscript(tokens: Sequence[Token], partner: Sequence[int], index: int) -> tuple[str, str, int] | None:
    token = tokens[index]
    if token.kind == "ident" and token.text == "t":
        return "step", "t", index + 1
    if token.kind != "open" or token.text not in "{(" or partner[index] < 0:
        return None
    closed = partner[index]
    text = "".join(_glued(tokens[index + 1 : closed])) if closed - index <= 12 else ""
    step = re.fullmatch(r"[(<\[](\d+|-1|[tT](?:[+-]\d)?)[)>\]]|([tT]?[+-]\d|t)", text)
    if token.text == "(":
        step = re.fullmatch(r"(\d+|-1|t(?:[+-]\d)?)()", text)
    if step:
        return "step", step[1] or step[2], closed + 1
    part = re.fullmatch(r"[(\[]?([a-z]{2})[)\]]?", text)
    return ("part", part[1], closed + 1) if part and part[1] != "tr" else None
