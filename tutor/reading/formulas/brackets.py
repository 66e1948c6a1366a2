"""Which bracket closes which: one pass over the tokens, before anything is parsed.

A bracket that stands open at a blank line or at a relation is never closed: then a missing ``)`` costs one
line and not the rest of the text. Inside brackets that do close, line ends mean nothing and are taken out.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.reading.signs import MAX_DEPTH
from tutor.reading.tokens import Token

UNCLOSED = -1
TOO_DEEP = -2

_PAIRS = {"(": ")", "[": "]", "{": "}", "matrix": "matrix"}


def match_brackets(tokens: Sequence[Token]) -> tuple[list[Token], list[int]]:
    """Give the tokens without the line ends inside brackets, and for every bracket the index of its partner.

    >>> from tutor.reading.tokens import tokenize
    >>> tokens, partners = match_brackets(tokenize("[1, (2] ="))
    >>> partners[0], partners[3]
    (5, -1)
    """
    partner = _partners(tokens)
    kept: list[Token] = []
    new_index: dict[int, int] = {}
    enclosing: list[Token] = []
    in_table = False
    for index, original in enumerate(tokens):
        token = original
        inside = enclosing[-1].text if enclosing else ""
        match token.kind:
            case "newline" if inside:
                continue
            case "bullet" if inside:
                token = token._replace(kind="op")
            case "blank" if in_table:
                token = token._replace(kind="newline")
            case "amp" | "row" if inside in {"(", "{"}:
                continue
            case "amp" if not inside:
                if not in_table:
                    continue
                token = token._replace(kind="bar")
            case "row" if not inside:
                token = token._replace(kind="newline", text="\\\\")
            case "table":
                in_table = token.text == "begin"
                token = token._replace(kind="newline")
            case "open" if partner[index] >= 0:
                enclosing.append(token)
            case "close" if partner[index] >= 0:
                enclosing.pop()
        new_index[index] = len(kept)
        kept.append(token)
    places = [new_index[partner[index]] if partner[index] >= 0 else partner[index] for index in new_index]
    return kept, places


def _partners(tokens: Sequence[Token]) -> list[int]:
    partner = [UNCLOSED] * len(tokens)
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "open":
            if len(stack) == MAX_DEPTH:
                partner[index] = TOO_DEEP
            else:
                stack.append(index)
        elif token.kind == "close":
            for depth in range(len(stack) - 1, -1, -1):
                if _PAIRS[tokens[stack[depth]].text] == token.text:
                    partner[stack[depth]], partner[index] = index, stack[depth]
                    del stack[depth:]
                    break
        elif token.kind == "blank" or (
            token.kind == "relation" and stack and not _belongs(tokens, stack[-1], index)
        ):
            stack.clear()
    return partner


def _belongs(tokens: Sequence[Token], opened: int, relation: int) -> bool:
    """Say whether a relation may stand in this bracket: a subscript ``_{t=1}``, an argument by name."""
    before = tokens[opened - 1] if opened else None
    if before is None or before.gap == 2:
        return False
    if tokens[opened].text == "{":
        return before.kind in {"under", "caret"}
    named = tokens[relation - 1].kind == "ident" and tokens[relation - 2].kind in {"comma"}
    return tokens[opened].text == "(" and before.kind == "ident" and tokens[opened].gap == 0 and named
