"""Lines that open a step or a part, in any wording: ``3. 시간 단계 t=1 (단어 "i")``, ``### Step 2: `am```."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tutor.reading.formulas.syntax import Place
from tutor.reading.signs import CHARACTERS
from tutor.reading.work import Heading

_TIME = re.compile(
    r"(?<![\w{^_])t\s*=\s*(\d{1,4})(?!\s*[,.]\s*(?:\d|\.|…|T))(?![\d.])"
    r"|(?:time\s*-?\s*step|시간\s*단계|타임\s*스텝|시점|시각)\s*[:#]?\s*\(?(\d{1,4})"
    r"|(?<!\d)(\d{1,4})\s*번째\s*(?:단어|시간|입력|시점|타임|스텝)",
    re.IGNORECASE,
)
_STAGE = re.compile(r"(?:step|단계|스텝)\s*[:#]?\s*(\d{1,4})|(?<!\d)(\d{1,4})\s*(?:단계|스텝)", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:#{1,6}\s|\\(?:sub)*(?:section|paragraph)\*?\{|\*\*[^*]+\*\*:?\s*$)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]|[①-⑳]|\(\d{1,2}\))\s")
_CLAIM = re.compile(r"[=≈\[]|\\approx|\\begin")
_MARKUP = re.compile(r"[$*`#{}\\_]")
_QUOTED = re.compile(r"[\"'`]([^\"'`]{1,40})[\"'`]|\\texttt\{([^{}]{1,40})\}|\\text\{([^{}]{1,40})\}")
_CELL = re.compile(r"[|&]\s*([^|&\s]{1,40})\s*(?=[|&])")
_BEHIND = re.compile(r"[:(–—-]\s*([^\s:(),–—]{1,40})")


def find_headings(lines: Sequence[str]) -> list[Heading]:
    """Find the headings; ``word`` is what is quoted there, until the vocabulary is known.

    >>> [(each.step, each.word) for each in find_headings(['4. 시간 단계 t=2 (단어 "am")', "그래서"])]
    [(2, 'am')]
    """
    found: list[Heading] = []
    certain = False
    for number, source in enumerate(lines, start=1):
        if not source.strip() or len(source) > 400:
            continue
        text = source.translate(CHARACTERS)
        plain = _MARKUP.sub(" ", text) if "\\" in text or "$" in text or "*" in text else text
        time = _TIME.search(plain)
        stage = _STAGE.search(plain)
        title = _TITLE.match(text)
        near = min((match.start() for match in (time, stage) if match), default=99) - (
            len(plain) - len(plain.lstrip(" #*->0123456789.)"))
        )
        if not title and near > 12 and not (_NUMBERED.match(text) and not _CLAIM.search(text)):
            continue
        if text.lstrip().startswith("|"):
            continue
        match = time or stage
        certain = certain or time is not None
        step = next((int(group) for group in match.groups() if group), None) if match else None
        indent = len(source) - len(source.lstrip())
        place = Place(number, indent + 1, number, len(source.rstrip()) + 1)
        found.append(Heading(place, source.strip(), step, _quoted(text)))
    if not certain:
        return found
    # Where time steps are numbered as such, the number of a stage ("Step 1: vocabulary") is none.
    return [
        each
        if _TIME.search(_MARKUP.sub(" ", each.text.translate(CHARACTERS)))
        else Heading(each.place, each.text)
        for each in found
    ]


def _quoted(text: str) -> str | None:
    match = _QUOTED.search(text)
    return next((group.strip() for group in match.groups() if group), None) if match else None


def word_in(text: str, words: Collection[str], *, alone: bool) -> str | None:
    """Find the word of the vocabulary that a text names: quoted, behind a colon, or as its only such word."""
    plain = text.translate(CHARACTERS)
    if not text:
        return None
    for pattern in (_QUOTED, _BEHIND, _CELL):
        for match in pattern.finditer(plain):
            for group in match.groups():
                if group and group.strip(" $`*\"'.") in words:
                    return group.strip(" $`*\"'.")
    if not alone:
        return None
    found = {word for word in re.findall(r"[^\W\d_]+", plain) if word in words and len(word) > 1}
    return found.pop() if len(found) == 1 else None
