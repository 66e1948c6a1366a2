"""The page of every mistake by its name: what it is, and of a backward pass a line as it is and mistaken."""

import pytest

from tutor.checking.mistake_page import mistake_page, names
from tutor.language.languages import Language
from tutor.mistakes.backward_catalogue import BACKWARD
from tutor.mistakes.catalogue import CATALOGUE


@pytest.mark.parametrize("code", ["en", "ko"])
def test_pages(code, golden):
    pages = "\n".join(mistake_page(name, Language(code)) for name in (*BACKWARD, "bias-forgotten"))
    golden(f"checking/goldens/mistake_pages.{code}.md", pages)


def test_every_mistake_has_a_page_and_no_two_lines_are_the_same():
    assert set(names()) == {*CATALOGUE, *BACKWARD}
    mistaken = {}
    for name in BACKWARD:
        lines = mistake_page(name, Language("en")).splitlines()
        shown = [line[len("    right line  ") :] for line in lines if line.startswith("    ")]
        if shown:
            right, wrong = shown
            assert right != wrong and right.partition(" = ")[0] == wrong.partition(" = ")[0], name
            mistaken[name] = shown
    # What is 0 at a step, the diagonal of a matrix and a state that no line of this network reads have no formula.
    assert set(BACKWARD) - set(mistaken) == {
        "only-last-loss",
        "recursion-elementwise",
        "output-state-of-step-before",
    }


@pytest.mark.parametrize("name", ["slope-forgotten", "Slope-Forgotten"])
def test_a_mistake_is_explained_by_its_name(rnn_tutor, name):
    result = rnn_tutor("explain", name, "--lang", "ko")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "# slope-forgotten: 도함수를 곱하지 않음\n\n"
        "역전파의 실수입니다. `check`, `grade`, 연습 페이지가 이 이름으로 알아봅니다.\n\n"
        "    옳은 식  da_3 = dh_3 ⊙ (1 - h_3 ⊙ h_3)\n"
        "    틀린 식  da_3 = dh_3\n"
    )
