"""A hundred texts of many hands, with truth by an independent program: how many are judged as they should be.

Forty (``fresh``) were written by eyes that had not seen the reader; a third of all was put aside and is counted
apart. Of twenty-five more (``late``), written before the reader was changed again, 21 were right at first sight,
with 13 right lines accused in three texts and one wrong text of which nothing wrong was said. Of thirty more (``again``), by one who knew the reader, 30 were. Of forty
(``unseen``) by eyes that had seen neither the reader nor these texts 32 were at first sight, with 8 right lines
accused in three texts, one consequence charged again, and four wrong texts of which nothing wrong was said; of the
third put aside 12 of 14, but what failed in them was read before the reader was changed. The figures are what has been reached: they may rise, and never fall. A text in which nothing is
computed is judged as it should be where nothing is said to be wrong in it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tutor.judging.judge import judge
from tutor.language.faults import TutorError
from tutor.reading.reader import read

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Score:
    """``accused``: right lines with an error; ``passed``: wrong texts of which nothing wrong was said."""

    texts: int
    perfect: int
    planted: int
    found: int
    accused: int
    passed: int


def score(folder, aside):
    """Judge the texts of a folder, those put aside or the others, and compare with their truth."""
    truths = json.loads((TEXTS / folder / "truth.json").read_text(encoding="utf-8"))
    chosen = {name: truth for name, truth in truths.items() if truth.get("aside", False) is aside}
    planted = perfect = found = accused = passed = 0
    for name, truth in chosen.items():
        try:
            judgement = judge(read((TEXTS / folder / name).read_text(encoding="utf-8")))
        except TutorError:
            planted += len(truth["root"])
            perfect += truth["right"] and not truth["links"]
            continue
        errors = {each.line for each in judgement.findings if each.severity == "error"}
        roots = {each.line for each in judgement.roots}
        either = {int(line): set(others) for line, others in truth.get("either", {}).items()}
        hits = sum(bool(roots & ({line} | either.get(line, set()))) for line in truth["root"])
        blamed = errors & set(truth["clean"])
        again = roots & set(truth["follow"])
        compared = judgement.lines_checked > 0
        planted, found, accused = planted + len(truth["root"]), found + hits, accused + len(blamed)
        passed += not truth["right"] and not errors and compared
        told = not errors and (compared or not truth["links"]) if truth["right"] else bool(errors)
        perfect += told and hits == len(truth["root"]) and not blamed and not again
    return Score(len(chosen), perfect, planted, found, accused, passed)


@pytest.mark.parametrize(
    ("folder", "aside", "reached"),
    [
        ("fresh", False, Score(27, 27, 14, 14, 0, 0)),
        ("fresh", True, Score(13, 13, 7, 7, 0, 0)),
        ("own", False, Score(40, 40, 22, 22, 0, 0)),
        ("own", True, Score(20, 19, 10, 9, 0, 1)),
        ("late", False, Score(25, 25, 13, 13, 0, 0)),
        ("again", False, Score(30, 30, 15, 15, 0, 0)),
        ("unseen", False, Score(26, 26, 15, 15, 0, 0)),
        ("unseen", True, Score(14, 14, 6, 6, 0, 0)),
    ],
)
def test_texts_of_many_hands_are_judged_no_worse_than_before(folder, aside, reached):
    now = score(folder, aside)
    assert (now.texts, now.planted) == (reached.texts, reached.planted)
    assert now.perfect >= reached.perfect and now.found >= reached.found, now
    assert now.accused <= reached.accused and now.passed <= reached.passed, now
