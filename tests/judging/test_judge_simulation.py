"""Simulated work: honest habits raise no alarm, planted mistakes are found and named, wrong sizes are blamed.

The everyday run is small; RNN_TUTOR_FULL=1 runs the numbers that the promises name.
"""

import os
import random
import re
from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from tests.checking.derivations import Page, derive, number, style
from tests.checking.plants import PLANTS, plant
from tutor import Problem, render, trace
from tutor.judging.judge import judge
from tutor.reading.reader import read

FULL = os.environ.get("RNN_TUTOR_FULL") == "1"


def alarms(judgement):
    return [str(each.fault()) for each in judgement.findings if each.severity != "note"]


@pytest.mark.parametrize("block", range(20 if FULL else 2))
def test_no_false_alarm_under_any_habit(block):
    size = 1000 if FULL else 75
    for seed in range(block * size, (block + 1) * size):
        case = derive(random.Random(seed))
        judgement = judge(read(case.text))
        assert alarms(judgement) == [], f"seed {seed}\n{case.text}"
        assert judgement.lines_checked >= case.steps, f"seed {seed}\n{case.text}"
        assert judgement.corrected is not None, f"seed {seed}\n{case.text}"


def test_planted_mistakes_are_found_alone_and_named():
    runs = 5000 if FULL else 210
    counts, confusion = Counter(), defaultdict(Counter)
    names = list(PLANTS)
    for seed in range(runs):
        name = names[seed % len(names)]
        case, visible = plant(random.Random(seed), name)
        if case is None or not visible:
            counts["excluded"] += 1
            continue
        roots = judge(read(case.text)).roots
        first, last = case.line_of["start", case.planted], case.line_of["end", case.planted]
        assert roots, f"seed {seed}: {name} missed\n{case.text}"
        assert first <= roots[0].place.line <= last, (
            f"seed {seed}: {name} in line {roots[0].place.line}\n{case.text}"
        )
        assert len(roots) == 1, (
            f"seed {seed}: {name}, and {[str(each.fault()) for each in roots]}\n{case.text}"
        )
        assert name in roots[0].mistakes, f"seed {seed}: {name} taken for {roots[0].mistakes}\n{case.text}"
        counts["found"] += 1
        confusion[name][roots[0].mistakes[0]] += 1
    print(f"\n{runs} planted: {counts['found']} found and named, {counts['excluded']} excluded")
    for name, row in confusion.items():
        print(f"  {name}: first named {dict(row)}")
    assert counts["found"] >= 0.8 * runs


def changed(r, rows, how):
    """Give a matrix one row or column too many or too few, or transposed."""
    rows = [list(row) for row in rows]
    match how:
        case "one row more":
            return [*rows, [number(r) for _ in rows[0]]]
        case "one row less":
            return rows[:-1]
        case "one column more":
            return [[*row, number(r)] for row in rows]
        case "one column less":
            return [row[:-1] for row in rows]
        case "transposed":
            return [list(column) for column in zip(*rows, strict=True)]


MATRIX_CHANGES = ("one row more", "one row less", "one column more", "one column less", "transposed")


def resized(r, case):
    """Give texts in which one given has another size, with the line that was changed."""
    lines = case.text.split("\n")
    definitions = [index for index, line in enumerate(lines) if " = " in line][:4]
    x_line = next(index for index, line in enumerate(lines) if re.match(r"x_?1 = ", line))
    page = Page(style(random.Random(0)))
    page.style.rows = False
    page.style.matrix = "tex" if "pmatrix" in case.text else "nested"
    rows = re.search(r"(tanh\(|= )x_?1( |\*|@|·|\\cdot)", case.text) is not None
    for index, values in zip(definitions[:2], (case.w_ih, case.w_hh), strict=True):
        for how in MATRIX_CHANGES:
            new = changed(r, values, how)
            if (
                new == values
                or not new
                or not new[0]
                or (how == "transposed" and len(values) == len(values[0]))
            ):
                continue
            written = changed(r, new, "transposed") if rows else new
            yield (
                index,
                how,
                [
                    *lines[:index],
                    f"{lines[index].split(' = ')[0]} = {page.matrix(written)}",
                    *lines[index + 1 :],
                ],
            )
    hot = [Decimal(int(position == case.words[0])) for position in range(case.inputs)]
    for index, values in ((definitions[2], case.bias), (definitions[3], case.states[0]), (x_line, hot)):
        for how, new in (("one entry more", [*values, Decimal(0)]), ("one entry less", values[:-1])):
            yield (
                index,
                how,
                [*lines[:index], f"{lines[index].split(' = ')[0]} = {page.vector(new)}", *lines[index + 1 :]],
            )


def test_the_operand_of_the_wrong_size_is_blamed():
    tried = 0
    for seed in range(400 if FULL else 30):
        r = random.Random(seed)
        case = derive(r, plain=True, lines=r.choice(["state", "named"]))
        if case.hidden < 2 or case.bias is None:
            continue
        for index, how, lines in resized(r, case):
            text = "\n".join(lines)
            roots = judge(read(text)).roots
            assert [(each.code, each.place.line) for each in roots] == [("C01", index + 1)], (
                f"{seed} {how}\n{text}"
            )
            tried += 1
    assert tried > 200


def documents(count):
    """Give every layout and symbol set in random renderings."""
    for seed in range(count):
        r = random.Random(seed)
        hidden, inputs, steps = r.randint(1, 3), r.randint(1, 4), r.randint(1, 4)
        words = ["i", "am", "here", "now"][:inputs]

        def weight():
            return round(r.uniform(-1, 1), r.choice([1, 2]))  # noqa: B023

        cell = {
            "weight_ih": [[weight() for _ in range(inputs)] for _ in range(hidden)],
            "weight_hh": [[weight() for _ in range(hidden)] for _ in range(hidden)],
        }
        for name in r.choice([("bias",), ("bias",), ("bias_ih", "bias_hh"), ()]):
            cell[name] = [weight() for _ in range(hidden)]
        problem = Problem.from_dict(
            {
                "sentence": " ".join(r.choice(words) for _ in range(steps)),
                "vocabulary": words,
                "cell": cell,
                "rounding": {
                    "decimals": r.randint(2, 5),
                    "carry": r.choice(["rounded", "full"]),
                    "ties": r.choice(["half-up", "half-even"]),
                },
                "notation": {
                    "layout": r.choice(["columns", "rows", "fused"]),
                    "symbols": r.choice(["pytorch", "textbook", "source", "keras"]),
                },
            }
        )
        rendering = {
            "to": r.choice(["md", "tex"]),
            "lang": r.choice(["ko", "en"]),
            "detail": r.choice(["brief", "full"]),
            "dialect": r.choice(["portable", "github"]),
        }
        yield seed, rendering, problem, render(trace(problem), **rendering)


def test_our_own_documents_are_right():
    for seed, rendering, problem, text in documents(2000 if FULL else 48):
        judgement = judge(read(text))
        assert alarms(judgement) == [], f"seed {seed} {rendering}\n{text}"
        assert judgement.corrected is not None
        unit = problem.unit
        corrected = judgement.corrected.unit
        assert corrected.parameters["weight_ih"] == unit.parameters["weight_ih"], f"seed {seed} {rendering}"
        assert corrected.parameters["weight_hh"] == unit.parameters["weight_hh"], f"seed {seed} {rendering}"
        assert judgement.corrected.words == problem.words or judgement.corrected.input_size == 1
