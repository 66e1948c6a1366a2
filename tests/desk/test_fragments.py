"""What the browser redraws is the HTML that the template writes."""

import re

import pytest

from tests.desk.sheets import shapes
from tutor import trace
from tutor.checking.errata import errata
from tutor.checking.repair import repair
from tutor.desk.building.fragments import fragment
from tutor.documents.document import Document
from tutor.documents.formats.html import Html
from tutor.documents.formats.writing import write
from tutor.documents.formulas.mathml import MathML
from tutor.handout.blanks import task_of
from tutor.handout.sheets.sheet import key, sheet
from tutor.judging.judge import judge
from tutor.language.languages import Language
from tutor.reading.reader import read
from tutor.worked.page import worked

TEXT = """W_xh = [[0.5, 0.1], [0.2, -0.3]], W_hh = [[0.1, 0.2], [0.3, 0.4]], b = [0.1, 0.1], h_0 = [0, 0]
x_1 = [1, 0], x_2 = [0, 1]
h_1 = tanh([0.6, 0.3]) = [0.537, 0.292]
h_2 = tanh([0.4, 0.2]) = [0.380, 0.197]
"""


def squeezed(html):
    return re.sub(r"\s*\n\s*|(?<=>)\s+(?=<)", "", html)


def documents(name, problem):
    yield worked(trace(problem), MathML())
    task = task_of(problem, "all")
    yield sheet(task, MathML())
    yield key(task, MathML(), working=True)
    if name == "rnn_tanh":
        work = read(TEXT)
        judgement = judge(work)
        yield errata(judgement, repair(judgement), work, MathML())


@pytest.mark.parametrize("name", shapes())
def test_a_fragment_is_the_body_of_the_page(name):
    target = Html(Language("en"))
    for document in documents(name, shapes()[name]):
        blocks = [*document.blocks]
        page = "".join(write(Document(blocks), target))
        body = page.split("<main>")[1].split("</main>")[0]
        assert squeezed(fragment(blocks, target)) == squeezed(body)
