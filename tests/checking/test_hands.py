"""Texts in many hands: a right one gives no error, a wrong number is found where it stands, and nothing else."""

import pytest

from tests.checking.hands import STYLES, marks, right, wrong
from tutor.judging.judge import judge
from tutor.reading.reader import read

TEXTS = {name: write() for name, write in STYLES.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_a_right_text_has_no_error(name):
    judgement = judge(read(right(TEXTS[name])))
    assert [str(each) for each in judgement.findings if each.severity != "note"] == []
    assert judgement.lines_checked >= 3


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in TEXTS for key in marks(TEXTS[name])])
def test_a_wrong_number_is_found_where_it_stands(name, key):
    text, line, column = wrong(TEXTS[name], key)
    (found,) = judge(read(text)).roots
    carets = found.carets or (found.place,)
    assert (found.code, found.line, carets[0].column) == ("C04", line, column)
