"""A sum that is called so in words: ``합: [0.4, 0.4]``, ``더하면 [0.4]``, ``adding them gives [0.4]``."""

from __future__ import annotations

from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import Expression, Name, Number, Place, is_literal

# What the sum is called from here on.
SPOKEN = "sum"

_NOUNS = frozenset({"합", "합은", "합계", "총합", "sum", "total"})
_VERBS = frozenset({"더하면", "합하면", "더하여", "더해서", "합치면"})
_ADDING = frozenset({"adding", "summing", "add"})
_GIVES = frozenset({"gives", "yields", "get", "obtain", "giving", "up", "together"})
# Words between "adding" and the sum: "adding all three of them up gives".
_MOST_WORDS = 6


def spoken_sum(grammar: Grammar, index: int) -> tuple[Name, int, Expression, int] | None:
    """Read a sum that words announce.

    Returns:
        Its name, the index of the token behind which it stands, the sum, the index after it; or None.
    """
    tokens = grammar.tokens
    word = tokens[index].text.casefold()
    behind = index + 1
    if word in _ADDING:
        line, end = tokens[index].line, index + _MOST_WORDS
        while behind < end and tokens[behind].line == line and tokens[behind].kind in {"ident", "word"}:
            behind += 1
        if tokens[behind].kind != "colon" and tokens[behind - 1].text.casefold() not in _GIVES:
            return None
    elif word not in _NOUNS | _VERBS:
        return None
    separated = tokens[behind].kind in {"colon", "relation"}
    if not separated and word in _NOUNS:
        return None
    start = behind + separated
    saved, grammar.fault = grammar.fault, None
    got = grammar.expression(start)
    grammar.fault = saved
    if got is None or not is_literal(got[0]) or tokens[got[1]].kind in {"op", "relation", "number"}:
        return None
    if isinstance(got[0], Number) and not got[0].decimals:
        return None
    first, last = tokens[index].place, tokens[behind - 1].place
    place = Place(first.line, first.column, last.end_line, last.end_column)
    text = " ".join(each.text for each in tokens[index:behind])
    return Name(place, text, SPOKEN), start, got[0], got[1]
