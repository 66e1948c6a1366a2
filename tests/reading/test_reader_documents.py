"""Our own documents read back: every formula line, in every layout, language, dialect and target."""

import itertools
import re

import pytest

from tutor.calculation.problem import Problem
from tutor.calculation.trace import trace
from tutor.reading.reader import read
from tutor.worked.rendering import render

CELL = {
    "weight_ih": [[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]],
    "weight_hh": [[0.7, -0.8], [0.9, 1.0]],
    "bias": [0.1, -0.2],
}
LAYOUTS = ["columns", "rows", "fused"]
SYMBOLS = ["pytorch", "textbook", "source", "keras"]


@pytest.mark.parametrize(
    ("layout", "symbols", "carry"), itertools.product(LAYOUTS, SYMBOLS, ["rounded", "full"])
)
def test_own_documents(layout: str, symbols: str, carry: str) -> None:
    problem = Problem.from_dict(
        {
            "sentence": "i am here",
            "vocabulary": ["i", "am", "here"],
            "cell": CELL,
            "notation": {"layout": layout, "symbols": symbols},
            "rounding": {"carry": carry},
        }
    )
    result = trace(problem)
    for to, lang, detail, dialect in itertools.product(
        ["md", "tex"], ["ko", "en"], ["brief", "full"], ["portable", "github"]
    ):
        text = render(result, to=to, lang=lang, detail=detail, dialect=dialect)  # type: ignore[arg-type]
        work = read(text)
        assert work.unreadable == ()
        assert work.language == lang
        assert [entry.word for entry in work.vocabulary] == ["i", "am", "here"]
        steps = [
            (each.step, each.word)
            for each in work.headings
            if each.step and "|" not in each.text and " & " not in each.text  # no row of a table
        ]
        assert steps == [(1, "i"), (2, "am"), (3, "here")]
        states = [
            [entry.token for entry in chain.segments[-1].expression.entries]  # type: ignore[union-attr]
            for chain in work.chains
            if chain.origin == "line" and chain.name and chain.name.base == "h" and not chain.name.entry
            if isinstance(chain.name.step, int) and chain.name.step > 0
        ]
        assert states == [list(state) for state in result.output]
        named = sum(chain.origin == "line" for chain in work.chains)
        formulas = re.sub(r"\\begin\{tabular.*?\\end\{tabular\}", "", text, flags=re.DOTALL)
        formulas = re.sub(r" ?\\(?:side|fit)ends\b|\\(?:side|fit) ", "", formulas)
        formulas = re.sub(r"\\role(?:input|recurrent|bias|state) |\\roleends\{\}", "", formulas)
        heads = len(
            re.findall(r"^[a-zA-Z](?:_\{[\w,]+\})?(?:\^\{\\top\})?(?:\[\d\])? *&?=", formulas, re.MULTILINE)
        )
        assert named >= heads > 6
