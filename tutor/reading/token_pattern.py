"""What a token looks like: one pattern, whose groups are the kinds of signs, tried in this order."""

from __future__ import annotations

import re
from functools import cache

_NUMBER = r"\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+(?![\w.]))?|\.\d+(?:[eE][+-]?\d+(?![\w.]))?"
_MODULES = r"(?:(?:np|numpy|torch|math|tf|jnp|F|nn|functional|linalg|self|K)\.)+(?=[A-Za-z])"
_COMMON = (
    r"(?P<space>[ \t]+)"
    r"|(?P<index>(?<=_)\d+)"
    r"|(?P<size>(?<![\w.])\d{{1,3}} ?x ?\d{{1,3}}(?![\w.]|\s?=))"
    r"|(?P<number>(?:{number})(?: ?\\?%(?![\w%]))?)"
    r"|(?P<accented>[A-Za-z](?:[\u0302-\u0304\u0307\u20d6\u20d7]|[~→←](?=_|[₀-₉ₜ]))|[A-Za-z]\^(?:[→←]|\{{[→←]\}})(?=_|[₀-₉ₜ])|(?<![^\W\d_])[âãĉĝĥñõôōŝŷȳẑ](?![^\W\d_]))"
    rf"|(?P<module>{_MODULES})"
    r"|(?P<ident>[A-Za-z]+\d*|[∂∇][A-Za-z]*\d*|[Α-Ωα-ω]\d*)"
    r"|(?P<half>[½¼¾⅛])"
    r"|(?P<string>\"[^\"=\[\]{{}}]{{1,60}}\"|(?<!\w)'[^'=\[\]{{}} ]{{1,40}}'(?!\w)"
    r"|`<[^`=]{{1,40}}>`|`[^\w\s`]`)"
    r"|(?P<environment>\\(?:begin|end)\s*\{{[A-Za-z]+\*?\}}(?:\{{[lcr|@ ]*\}}|\[[tbc]\])?)"
    r"|(?P<row>\\\\(?:\[-?[\d.]+ ?(?:pt|em|ex|mm|cm)\])?)"
    r"|(?P<command>\\[A-Za-z]+\*?)"
    r"|(?P<escaped>\\.)"
    r"|(?P<html></?(?:sub|sup|br|b|i|p|code)\s*/?>)"
    r"|(?P<angle>(?<=[A-Za-z])<(?:\d{{1,2}}|[tT](?:[+-]\d)?)>)"
    r"|(?P<sub>[₀-₎ₐ-ₜᵢᵧ]+)"
    r"|(?P<sup>[⁰¹²³⁴-⁾ᵀᵗ⊤]+)"
    r"|(?P<dots>\.\.\.|…|⋯|⋮)"
    r"|(?P<arrow>-+>|=>|→|↦)"
    r"|(?P<relation>[-+]=(?!=)|:=|←|==?|~=|≈|≡)"
    r"|(?P<about>~(?=\s?[-\d.\[]))"
    r"|(?P<inequality>[<>!]=|[≤≥≠∈<>±])"
    r"|(?P<power>\*\*)"
    r"|(?P<op>[-+*/@·×⊙])"
    r"|(?P<empty>\{{\s*\}})"
    r"|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
    r"|(?P<comma>,)|(?P<semicolon>;)|(?P<colon>:)|(?P<dot>\.)"
    r"|(?P<under>_)|(?P<caret>\^)|(?P<prime>')|(?P<amp>&)|(?P<bar>\|)"
    r"|(?P<fence>`+(?:math)?|\$+)"
    r"|(?P<ask>ー(?=[\d.]))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<other>.)"
)
# With decimal commas a comma between two digits belongs to the number, unless more of them follow.
_DECIMAL_COMMA = r"(?<![\d],)\d+,\d+(?!,?\d|,\d)(?:[eE][+-]?\d+(?![\w.]))?|"


@cache
def token_pattern(decimal_comma: bool) -> re.Pattern[str]:
    """Compile the pattern of a token, once and only when it is needed."""
    return re.compile(
        _COMMON.format(number=r"\d+\{,\}\d+|" + (_DECIMAL_COMMA if decimal_comma else "") + _NUMBER)
    )
