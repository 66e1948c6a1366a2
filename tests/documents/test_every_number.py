"""Every number on a page is one of its trace, formatted once: in HTML, PDF, Word, SVG and TikZ, point or comma.

The pages are read as text, without what the writers know of them, and each decimal number in them is looked up
among the values of the trace. And the other way round: each state stands in each of the pages.
"""

import io
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.calculation.networks import GATES
from tests.documents.test_network_pages import random_spec as random_network
from tests.peers import need
from tutor import Problem, trace
from tutor.documents.drawings.picture import chart
from tutor.spec.writer import spec_dict
from tutor.worked.rendering import render
from tutor.worked.results import hidden_states

EXAMPLES = sorted((Path(__file__).parents[2] / "worked_examples").glob("*/spec.toml"))
# What the page says of rounding: 2.665 becomes 2.67, or 2.66.
TOLD = {"2.665", "2.67", "2.66"}
NUMBER = re.compile(r"(?<![\w.,])[−-]?\d+\.\d+(?![\w.])")
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


def problems():
    """The worked examples, and networks of every cell."""
    random = Random(15)
    for path in EXAMPLES:
        yield path.parent.name, Problem.from_file(path)
    for at, kind in enumerate(GATES):
        yield f"random {at}", Problem.from_dict(random_network(random, kind))


PROBLEMS = dict(problems())


def numbers_of(steps):
    """All that a page may show, with a point: written values, given numbers, full precision, ticks."""
    problem = steps.problem
    shown = set(TOLD)
    values = []
    for run in steps.runs:
        for each in (run.start, *(step.quantities for step in run.steps)):
            for quantity in each.values():
                shown.update(quantity.texts)
        for parameter in run.unit.parameters.values():
            values += [n for row in parameter for n in (row if isinstance(row, tuple) else (row,))]
    for sequence in problem.sequences:
        values += [n for x in sequence.inputs for n in x]
        values += [n for target in sequence.targets for n in target]
    for run, full in zip(steps.runs, steps.full_precision.runs, strict=True):
        for symbol in run.unit.cell.symbols:
            shown.update(text for row in full.texts(symbol) for text in row)
            shown.update(text for row in full.rounded(symbol, problem.rounding) for text in row)
    for step in steps.runs[-1].steps:
        if "y" in step.quantities:
            shown.add(str(sum(map(Decimal, step.quantities["y"].texts))))
    shown.update(text for _, text in chart(hidden_states(steps).series).y_ticks)
    for other in read_otherwise(problem):
        shown.update(
            text
            for run in trace(other).runs
            for step in run.steps
            for quantity in step.quantities.values()
            for text in quantity.texts
        )
    return shown, {Decimal(value) for value in values}


def read_otherwise(problem):
    """The problem with a square matrix turned: the page says what that would give."""
    for name, rows in spec_dict(problem)["cell"].items():
        if name.startswith("weight") and len(rows) == len(rows[0]):
            spec = spec_dict(problem)
            spec["cell"][name] = [*map(list, zip(*rows, strict=True))]
            yield Problem.from_dict(spec)


def strangers(text, steps):
    """The numbers of a text that are no field of the trace."""
    shown, values = numbers_of(steps)
    found = {each.replace("−", "-") for each in NUMBER.findall(text)}
    return {
        each
        for each in found
        if each not in shown
        and each.lstrip("-") not in {one.lstrip("-") for one in shown}
        and Decimal(each).copy_abs() not in {one.copy_abs() for one in values}
    }


def text_of_html(page):
    body = page[page.index("<body") :]
    told = " ".join(" ".join(re.findall(r">([^<]+)<", drawing)) for drawing in SVG.findall(body))
    return re.sub(r"<[^>]*>", " ", SVG.sub(" ", body)) + told


def text_of_pdf(data, tmp_path):
    need("pdftotext")
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def text_of_tikz(page):
    """The nodes of every picture; coordinates are no numbers of the page."""
    pictures = re.findall(r"\\begin\{tikzpicture\}.*?\\end\{tikzpicture\}", page, re.DOTALL)
    assert len(pictures) >= 2
    nodes = " ".join(each for picture in pictures for each in re.findall(r"\{((?:[^{}]|\{,\})*)\};", picture))
    return nodes.replace("$", " ")


def text_of_docx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    return " ".join(re.findall(r"<(?:w|m):t[^>]*>([^<]*)<", xml))


@pytest.mark.parametrize("name", PROBLEMS)
def test_of_html_and_its_drawings(name):
    steps = trace(PROBLEMS[name])
    text = text_of_html(render(steps, "html", "en"))
    assert strangers(text, steps) == set()
    assert all(each.replace("-", "−") in text for each in written_states(steps))


@pytest.mark.parametrize("name", PROBLEMS)
def test_of_svg_and_tikz(name):
    steps = trace(PROBLEMS[name])
    drawn = " ".join(re.findall(r">([^<]+)<", render(steps, "network.svg", "en")))
    for text in (drawn, text_of_tikz(render(steps, "tex", "en"))):
        assert strangers(text, steps) == set()
    assert strangers(" ".join(re.findall(r">([^<]+)<", render(steps, "svg", "en"))), steps) == set()


@pytest.mark.parametrize("name", ["i_am_here", "lstm", "random 0", "random 3"])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_of_pdf_and_word(name, lang, tmp_path):
    steps = trace(PROBLEMS[name])
    text = text_of_pdf(render(steps, "pdf", lang), tmp_path)
    assert strangers(text, steps) == set()
    assert all(each.replace("-", "−") in text for each in written_states(steps))
    assert strangers(text_of_docx(render(steps, "docx", lang)), steps) == set()


def written_states(steps):
    return {
        text for run in steps.runs for step in run.steps if "h" in step.quantities
        for text in step.quantities["h"].texts
    }  # fmt: skip


@pytest.mark.parametrize("name", ["i_am_here", "gru", "next_word", "random 1"])
@pytest.mark.parametrize("to", ["html", "md", "tex"])
def test_with_commas_the_same_numbers_and_no_point(name, to):
    steps = trace(PROBLEMS[name])

    def text(**look):
        page = render(steps, to, "en", **look)
        if to == "html":
            return text_of_html(page)
        if to == "md":
            return re.sub(r"\(data:[^)]*\)", "", page)
        pictures = text_of_tikz(page)
        page = re.sub(r"\\begin\{tikzpicture\}.*?\\end\{tikzpicture\}", "", page, flags=re.DOTALL)
        return page[page.index("\\begin{document}") :] + pictures

    with_points, with_commas = text(), text(decimal_comma=True)
    assert NUMBER.findall(with_commas) == []
    numbers = re.findall(r"\d+\.\d+", with_points)
    commas = re.findall(r"\d+(?:\{,\}|,)\d+", with_commas)
    decimal = [each for each in numbers if not each.startswith("2.13")]
    assert [each.replace("{,}", ".").replace(",", ".") for each in commas] == decimal


def test_a_point_that_a_person_wrote_stays():
    spec = {
        "sentence": "v1.5 is",
        "vocabulary": ["v1.5", "is"],
        "title": "Lesson 1.5",
        "cell": {"weight_ih": [[0.5, 0.25]], "weight_hh": [[0.5]]},
    }
    page = render(trace(Problem.from_dict(spec)), "md", "en", decimal_comma=True)
    assert page.startswith("# Lesson 1.5\n") and "`v1.5`" in page and "0{,}25" in page
