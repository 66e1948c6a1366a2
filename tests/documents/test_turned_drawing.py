"""The unrolled network with its arrows turned round, and how much comes back where there are gates."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.calculation.backward import KINDS
from tutor import Problem, render, trace
from tutor.calculation.backward.result import backward_pass
from tutor.documents.drawings.scene import Arrow, Cell, Label
from tutor.documents.formats.plain_text import plain_text
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.plain import Plain
from tutor.language.languages import Language
from tutor.spec import read_problem_text, spec_dict, starter_spec
from tutor.worked.gradient_drawing import turned
from tutor.worked.network_drawing import drawings

EXAMPLE = Path(__file__).parents[2] / "worked_examples" / "backward" / "spec.toml"


def drawn(problem):
    """The drawing with the arrows turned round, and what is written in it."""
    steps = trace(problem)
    found = next(turned(steps, backward_pass(problem), Notation(problem, Plain())))
    names = [each.text for each in found.scene.items if isinstance(each, Label)]
    return found, [f"{each.base}_{each.below}" for each in names if not isinstance(each, str)]


def test_the_arrows_are_turned_round():
    problem = Problem.from_file(EXAMPLE)
    found, names = drawn(problem)
    forward = next(drawings(trace(problem), Notation(problem, Plain())))
    assert {"dh_0", "dh_3", "da_1", "ds_3", "dW_ih", "W_hh", "x_2"} <= set(names)
    ways = [(each.to_x - each.x, each.to_y - each.y) for each in found.scene.items if isinstance(each, Arrow)]
    # Without the biases: what is remembered points to the left, the output and the input down.
    assert [sum(x < 0 for x, _ in ways), sum(y > 0 for _, y in ways), len(ways)] == [3, 6, 9]
    assert all(x <= 0 and y >= 0 for x, y in ways)
    rights = [each for each in forward.scene.items if isinstance(each, Arrow) and each.to_x > each.x]
    assert len(rights) == 3
    shown = [each.text.replace("−", "-") for each in found.scene.items if isinstance(each, Cell)]
    printed = {
        text
        for line, quantity in backward_pass(problem).lines
        if line.symbol in ("dh", "da", "ds")
        for text in quantity.texts
    }
    assert {text for text in shown if "." in text} == printed
    assert "step 3: dh_3 = (-0.3359, 0.4563)" in plain_text(found.told, Language("en"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_back_is_drawn_for_every_cell(kind):
    for layers, both in ((1, False), (2, False), (1, True)):
        text = starter_spec(
            "so it goes", 2, 0, cell=kind, layers=layers, bidirectional=both, output_layer=True
        )
        _, names = drawn(read_problem_text(text.encode(), "x.toml"))
        assert {"dh_1", "ds_2", "W_hy"} <= set(names) and "h_1" not in names
        # The last word has no target: its box is there, and empty.
        assert "dh_3" in names and "ds_3" not in names


def test_the_brief_page_has_no_second_drawing_and_the_textbook_calls_it_delta():
    spec = spec_dict(Problem.from_file(EXAMPLE))
    problem = Problem.from_dict({**spec, "notation": {"symbols": "textbook"}})
    assert "δ_1" in drawn(problem)[1]
    pages = {
        detail: render(trace(problem), "html", "en", backward=True, detail=detail)
        for detail in ("brief", "full")
    }
    assert [page.count("<svg") for page in pages.values()] == [2, 4]


def test_of_gates_the_state_tells_how_much_comes_back():
    text = starter_spec("so it goes", 2, 0, cell="gru", output_layer=True)
    problem = read_problem_text(text.encode(), "x.toml")
    page = render(trace(problem), "md", "en", backward=True)
    heading = page.index("How large is what comes back")
    assert "largest entry of $dh_{t}$" in page[heading : heading + 300]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_workbook_has_the_backward_pass_behind_the_forward_one(language):
    problem = Problem.from_file(EXAMPLE)
    book = load_workbook(BytesIO(render(trace(problem), "xlsx", language, backward=True)))
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    values = {row[0]: row[1] for row in rows if isinstance(row[0], str)}
    for line, quantity in backward_pass(problem).lines:
        for entry, text in enumerate(quantity.texts, start=1):
            assert values[line.name(entry)] == float(text)
    said = {"en": "stand behind them in numbers", "ko": "그 뒤에 수로 적었고"}[language]
    assert any(said in str(value) for sheet in book for row in sheet.values for value in row)
