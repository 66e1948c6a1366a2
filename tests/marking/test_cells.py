"""Marking knows no cell: layers, directions, batches, gates and the output layer are marked from their tables."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tutor import Problem
from tutor.calculation.trace import trace
from tutor.handout.blanks import blanks_of, with_written
from tutor.judging.answers.lines import Lines
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme
from tutor.record import replace

SPECS = sorted(Path(__file__).parents[2].glob("worked_examples/*/spec.toml"))


def whole(problem):
    """Give a marker that asks for everything, and the key."""
    marker = Marker(problem, Scheme(), [])
    names = tuple(marker.lines.names)
    key = {name: marker.lines.key[i][entry] for name, (i, entry) in marker.lines.names.items()}
    return Marker(problem, Scheme(), names), key


def marked(marker, answers):
    return marker.mark(tuple(answers), tuple(answers.values()))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_the_key_is_right_and_one_slip_costs_one_entry(path):
    marker, key = whole(Problem.from_file(path))
    assert marked(marker, key).points == marker.max_points == len(key)
    # The same numbers, written with a digit more, go the long way and are right as well.
    assert marked(marker, {name: f"{text}0" for name, text in key.items()}).points == len(key)
    names = sorted(key)
    for name in names[:: max(1, len(names) // 12)]:
        slipped = {**key, name: str(Decimal(key[name]) + Decimal("0.217"))}
        result = marked(marker, slipped)
        assert [mark.quantity for mark in result.marks if mark.verdict == "wrong"] == [name]
        assert result.points == len(key) - 1
        assert any(mark.note == "not-own" for mark in result.marks) or name.partition("[")[0] in LAST


# Nothing is computed from them, or nothing that could not be computed in another way.
LAST = {
    f"{symbol}_{t}{tail}" for symbol in "hmyEL" for t in range(1, 9) for tail in ("", "#2", "@l0r", "@l1")
}


def gru():
    return Problem.from_file(next(path for path in SPECS if path.parent.name == "gru"))


def test_a_mistake_in_a_gate_is_named_by_its_role():
    problem = gru()
    marker, key = whole(problem)
    parameters = problem.unit.parameters
    gate = "z"
    without = {
        name: str(Decimal(key[name]) - parameters[f"bias_{gate}"][int(name[-2]) - 1])
        for name in key
        if name.startswith(f"a_{gate}_2[")
    }
    assert without
    assert marked(marker, {**key, **without}).mistakes[0] == "bias-forgotten"


def test_softmax_with_the_maximum_subtracted_is_right():
    import math

    problem = Problem.from_file(next(path for path in SPECS if path.parent.name == "next_word"))
    marker, key = whole(problem)
    answers = dict(key)
    for step in range(1, len(problem.sequences[0].inputs) + 1):
        scores = {name: float(text) for name, text in key.items() if name.startswith(f"s_{step}[")}
        largest = max(scores.values())
        total = 0
        for name, score in scores.items():
            e = round(math.exp(score - largest), 3)
            total += e
            answers[name.replace("s_", "e_")] = f"{e:.3f}"
        answers[f"E_{step}"] = f"{total:.3f}"
        for name, score in scores.items():
            answers[name.replace("s_", "y_")] = f"{round(math.exp(score - largest), 3) / total:.3f}"
    result = marked(marker, answers)
    assert [mark for mark in result.marks if mark.points < mark.worth] == []


@pytest.mark.parametrize("ending", ["en.md", "ko.md", "en.tex"])
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_our_own_page_handed_in_earns_every_point(path, ending, rnn_tutor):
    name = path.parent.name
    result = rnn_tutor("grade", path, path.parent / f"{name}.{ending}", "--blanks", "steps", "--json")
    (only,) = json.loads(result.out)["students"].values()
    missed = {mark["quantity"] for mark in only["marks"] if mark["points"] != "1"}
    # A sum over j is not read, so the total of the exponentials is blank; what comes after it is right.
    assert {name.partition("_")[0] for name in missed} <= {"E"}, (result.err, missed)
    assert {mark["verdict"] for mark in only["marks"] if mark["quantity"] in missed} <= {"blank"}


@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("preset", ["h", "steps", "all"])
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_the_marker_has_the_digits_of_the_key_that_is_handed_out(path, preset, carry):
    """With other lines written, other digits are right; those on the sheet's key are the marker's."""
    spec = Problem.from_file(path)
    problem = with_written(replace(spec, rounding=replace(spec.rounding, carry=carry)), preset)
    lines = Lines(problem)
    for i, line in enumerate(lines.lines):
        shown = trace(problem).runs[line.run].steps[line.position].quantities
        if line.symbol in shown:
            assert lines.key[i] == shown[line.symbol].texts, line.name()
    names = [name for name in blanks_of(problem, preset) if name in lines.names]
    marker = Marker(problem, Scheme(), names)
    key = {name: lines.key[i][entry] for name, (i, entry) in lines.names.items() if name in names}
    result = marked(marker, key)
    assert {mark.verdict for mark in result.marks} == {"exact"}
    # Written with a digit more, the numbers go the long way.
    assert {mark.verdict for mark in marked(marker, {n: f"{text}0" for n, text in key.items()}).marks} == {
        "exact"
    }
