r"""Markup around a calculation, taken off before anything is read: every sign stays in its column.

Emphasis, links, HTML tags and entities, code fences, prompts and comments of code say nothing about a
calculation. What is taken off becomes spaces, so that places in the text stay true; what is left is read the
same whatever it was dressed in. ``*`` between operands is a product and ``**`` a power; they stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Signs that join operands: spaces that were an entity stand before them, else behind.
_SIGNS = frozenset("-−+×·*/=≈<>")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_COMMENT = re.compile(r"<!--.*?-->")
_CELL = re.compile(r"</?(?:td|th|tr)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:span|p|div|b|i|em|strong|code|pre|font|u|ul|ol|li|table|tbody|thead|center|h[1-6]|hr|a|img|mark|kbd"
    r"|small|big|blockquote|details|summary|tt|var|samp|section|article|body|html|s|del|ins|math|mi|mn|mo|mrow"
    r"|figure|figcaption|q|cite|dl|dt|dd|caption|col|colgroup|label|input|button)\b(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\((?:https?:|data:|/|#|\.|mailto:|[\w./%-]+\.(?:png|svg|jpg|html|md|ipynb))[^()\s]*(?:\s\"[^\"]*\")?\)"
)
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]`\"']+")
_PROMPT = re.compile(r"^(\s*(?:>\s+)*)(?:>>>|\.\.\.(?=\s{1,8}\S)|(?:In|Out)\s?\[\s*\d*\s*\]:)(?=\s|$)")
_STRONG = re.compile(
    r"(?<![A-Za-z0-9_*)\]}])(\*\*|__)(?=[^\s*_])((?:[^*]|\*(?!\*))*?[^\s*])\1(?![A-Za-z0-9*])"
)
_BOTH = re.compile(r"(?<![A-Za-z0-9_*)\]}])\*\*\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*\*\*(?![A-Za-z0-9*])")
_ITALIC = re.compile(r"(?<![\w*)\]}\\^])\*(?=[^\s*])([^*]*?[^\s*])\*(?![\w*(\[.\d])")
_UNDER = re.compile(r"(?<![\w\\$^}\])])_(?=[^\s_{(])([^_$]{2,}?[^\s_])_(?![\w{(])")
# Strings that a program fills in.
_TEMPLATE = re.compile(r"\b[fF](\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
# Before an opening star: the end of an operand, so that the star multiplies.
_OPERAND = re.compile(r"(?:[\d)\]}]|(?<![A-Za-z])[A-Za-z](?:_\w+)?)\s*$")


def without_markup(line: str) -> str:
    r"""Give a line without its dress, every sign that is left in its column.

    >>> without_markup("In the **forward pass**: *h* &times; <b>0.5</b>")
    'In the   forward pass  :  h        ×    0.5    '
    """
    text = line
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_character, text)
    if "<" in text:
        text = _COMMENT.sub(_spaces, text)
        text = _CELL.sub(_bar, text)
        text = _BREAK.sub(_stop, text)
        text = _TAG.sub(_spaces, text)
    if "](" in text:
        text = _LINK.sub(lambda match: _kept(match, 1), text)
    if "://" in text:
        text = _ADDRESS.sub(_spaces, text)
    text = _PROMPT.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text)
    if "{" in text and ("f'" in text or 'f"' in text):
        text = _TEMPLATE.sub(_spaces, text)
    if "*" in text or "_" in text or "~~" in text:
        text = _emphasis(text)
    return text


def _emphasis(text: str) -> str:
    """Take off stars and underlines that only make print bold or slanted."""
    for pattern, group in ((_BOTH, 1), (_STRONG, 2), (_STRONG, 2), (_STRUCK, 1)):
        text = pattern.sub(_unless_product(group), text)
    text = _ITALIC.sub(_unless_product(1), text)
    return _UNDER.sub(lambda match: _kept(match, 1), text)


def _unless_product(group: int) -> Callable[[re.Match[str]], str]:
    def changed(match: re.Match[str]) -> str:
        numbers = match[0].startswith("**") and not match[group][0].isdigit()
        if match[0].startswith("__") and match.string[match.end() : match.end() + 1] == "(":
            return match[0]
        product = not numbers and _OPERAND.search(match.string[: match.start()])
        return match[0] if product else _kept(match, group)

    return changed


def _kept(match: re.Match[str], group: int) -> str:
    """Keep what a group holds in its columns; what stands around it becomes spaces."""
    start, end = match.span(group)
    return " " * (start - match.start()) + match[group] + " " * (match.end() - end)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _bar(match: re.Match[str]) -> str:
    """A cell of a table begins or ends."""
    opens = not match[0].startswith("</") and not match[0].lower().startswith("<tr")
    return "|".ljust(len(match[0])) if opens or match[0].lower().startswith("</tr") else _spaces(match)


def _stop(match: re.Match[str]) -> str:
    """What stands behind the end of a line in HTML belongs to another one."""
    return ";".ljust(len(match[0])) if match[0].lower().startswith("<br") else _spaces(match)


def _character(match: re.Match[str]) -> str:
    from html import unescape  # its table of names is large, and few texts have one

    found = unescape(match[0])
    if len(found) != 1:
        return match[0]
    if found == "&":
        return "&".ljust(len(match[0]))
    if found in _SIGNS:
        return found.rjust(len(match[0]))
    return found.ljust(len(match[0]))
