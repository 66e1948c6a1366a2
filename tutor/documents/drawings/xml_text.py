"""Words of a drawing, escaped for its file; Python's own `html` loads every name of HTML for it."""

from __future__ import annotations

_NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escape(text: str) -> str:
    """Escape a text for an element or an attribute.

    >>> escape('a < "b" & c')
    'a &lt; &quot;b&quot; &amp; c'
    """
    return text.translate(_NAMED)
