"""The marking table: a teacher's documentation of what the marker does, row by row, and its test.

``RNN_TUTOR_UPDATE=1`` writes what the marker says into the columns on the right; read them before you commit.
"""

import math
import os
import re
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tutor import Problem
from tutor.marking.decisions import number
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme, fraction

TABLE = Path(__file__).parents[1] / "marking_table.md"
SPEC = {
    "sentence": "i am here",
    "vocabulary": ["i", "am", "here"],
    "cell": {
        "weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]],
        "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
        "bias": [0.1, -0.2],
    },
}
WORDS = {"exact": "right", "rounding": "rounding", "follow-through": "follows"}
MOST_LISTED = 6


def rows():
    for line in TABLE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("| ") and cells[0].isdecimal():
            yield cells


ROWS = list(rows())


def key():
    """The key, by the notes' own arithmetic: every line from what is written above it, half away from zero."""
    return completed({})


def rounded(value):
    """Round half away from zero to three decimals; ties are exact here, as the weights have one decimal."""
    scaled = Decimal(repr(value)).quantize(Decimal("1e-9")) * 1000
    return f"{int(abs(scaled) + Decimal('0.5')) * (1 if scaled >= 0 else -1) / 1000:.3f}".replace(
        "-0.000", "0.000"
    )


# What the problem gives, and may be asked for.
SHAPES = {"W_ih": (2, 3), "W_hh": (2, 2), "b": (2,), "x": (3,), "p": (2,), "q": (2,), "a": (2,), "h": (2,)}
GIVEN = {
    **{f"shape({symbol})[{i}]": str(n) for symbol, size in SHAPES.items() for i, n in enumerate(size, 1)},
    **{f"x_{t}[{i}]": "1" if i == t else "0" for t in (1, 2, 3) for i in (1, 2, 3)},
}


def input_of(step, written):
    """Give x of a step as it was written, where it was."""
    whole = re.findall(r"\d", written.get(f"x_{step}", "")) or [""] * 3
    entries = (written.get(f"x_{step}[{i}]", whole[i - 1] if len(whole) == 3 else "") for i in (1, 2, 3))
    return [float(text or (i == step)) for i, text in enumerate(entries, start=1)]


def completed(written):
    """Fill in what is not written, each line computed from the lines above it as they are written."""
    cell = SPEC["cell"]
    answers = {}
    state = [0.0, 0.0]

    def put(symbol, step, values):
        for i, value in enumerate(values, start=1):
            name = f"{symbol}_{step}[{i}]"
            answers[name] = written.get(name, rounded(value))
        return [float(answers[f"{symbol}_{step}[{i}]"].replace("−", "-")) for i in (1, 2)]

    for step in (1, 2, 3):
        x = input_of(step, written)
        p = put("p", step, [sum(w * v for w, v in zip(row, x, strict=True)) for row in cell["weight_ih"]])
        q = put("q", step, [sum(w * v for w, v in zip(row, state, strict=True)) for row in cell["weight_hh"]])
        a = put("a", step, [sum(terms) for terms in zip(p, q, cell["bias"], strict=True)])
        state = put("h", step, [math.tanh(z) for z in a])
    return answers


def scheme_of(text):
    data = tomllib.loads(text.replace("; ", "\n"))
    points = {name: fraction(str(value)) for name, value in data.pop("points", {}).items()}
    data = {
        name: fraction(value) if name in ("method", "follow_through") else value
        for name, value in data.items()
    }
    return Scheme(**data, points={"entry": fraction(1), **points})


def answers_of(written, rest, asked):
    """Give the answers of a row: what is written, the rest as the key has it, as it follows, or blank."""
    given = dict(re.findall(r"`(\S+?) = (.*?)`", written))
    names = [name for name in {**GIVEN, **key()} if name[0] in asked and not name.startswith("shape")]
    if asked == "shape":
        names = [name for name in GIVEN if name.startswith("shape")]
    if rest == "follows":
        filled = GIVEN | completed({name: text for name, text in given.items() if text})
    elif rest == "key":
        filled = GIVEN | key()
    else:
        filled = {}
    answers = {name: filled.get(name, "") for name in names}
    for name in given:
        if "[" not in name:  # a whole vector
            answers = {each: value for each, value in answers.items() if not each.startswith(f"{name}[")}
    return {**answers, **given}, names, given


def outcome(cells):
    """Mark a row and write what comes of it as the table has it."""
    _, _, asked, written, rest, scheme = cells[:6]
    answers, names, given = answers_of(written, rest, asked)
    marker = Marker(Problem.from_dict(SPEC), scheme_of("" if scheme == "–" else scheme.strip("`")), names)
    marked = marker.mark(tuple(answers), tuple(answers.values()))
    told, counted = [], Counter()
    listed = [
        mark for mark in marked.marks if mark.quantity in given or mark.quantity.partition("[")[0] in given
    ]
    for mark in marked.marks:
        verdict = WORDS.get(mark.verdict, mark.verdict) + (f" ({mark.note})" if mark.note else "")
        if mark in listed and len(listed) <= MOST_LISTED:
            told.append(f"{mark.quantity} {verdict}")
        elif mark in listed or mark.note or mark.verdict not in ("exact", "blank"):
            counted[verdict] += 1
    told += [f"{count} {verdict}" for verdict, count in counted.items()]
    return [
        ", ".join(told) or ("all right" if marked.points == marked.max_points else "all blank"),
        f"{number(marked.points)} of {number(marked.max_points)}",
        ", ".join(marked.mistakes[:3]) or "–",
    ]


def test_the_table_is_long_enough_and_numbered():
    assert len(ROWS) >= 150
    assert [int(row[0]) for row in ROWS] == list(range(1, len(ROWS) + 1))


@pytest.mark.skipif(bool(os.environ.get("RNN_TUTOR_UPDATE")), reason="the table is being written")
@pytest.mark.parametrize("cells", ROWS, ids=lambda cells: f"{cells[0]} {cells[1]}")
def test_row(cells):
    assert outcome(cells) == cells[6:9]


def test_update():
    if not os.environ.get("RNN_TUTOR_UPDATE"):
        return
    lines = []
    count = 0
    for line in TABLE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("| ") and (cells[0].isdecimal() or cells[0] == "#?"):
            count += 1
            cells = [str(count), *cells[1:6]]
            lines.append(f"| {' | '.join([*cells, *outcome(cells)])} |")
        else:
            lines.append(line)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
