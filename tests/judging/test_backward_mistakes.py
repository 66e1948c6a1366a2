"""Mistakes in a backward pass are named: one line is written with a mistake, everything else is right."""

import math
import os
from decimal import Decimal

import pytest

from tests.calculation.backward import KINDS
from tests.judging.test_backward_lines import simulated
from tutor.calculation.equations import Param, references, walk
from tutor.calculation.evaluation import Floats, key_of, lower
from tutor.calculation.network import TARGET
from tutor.judging.answers.backward_lines import BackwardLine
from tutor.judging.answers.explaining import explanations
from tutor.judging.answers.sheet_answers import judge_answers
from tutor.language.languages import Language
from tutor.mistakes.backward_catalogue import BACKWARD, titled
from tutor.mistakes.catalogue import CATALOGUE

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
NETWORKS = 25 if FULL else 5  # of each kind of cell
WRONG_LINES = 40
APART = 5  # units of the last decimal by which a mistake shows


def number_at(lines, place):
    """Give the printed numbers of a place as floats, or None where nothing stands."""
    source = lines.at_place(place)
    if isinstance(source, int):
        return [float(text) for text in lines.key[source]]
    return None if source is None else [low / 10**lines.exactly.places for low in source.low]


def value_of(lines, line, expression):
    """Evaluate a changed line in floats; None where it reads what there is not, or sizes do not fit."""
    reads = {}
    for node in references(expression):
        if node.symbol == TARGET.symbol and not node.unit:
            source = lines.target(line.sequence, line.step - node.lag * line.at.unit.direction)
            value = None if source is None else [low / 10**lines.exactly.places for low in source.low]
        else:
            value = number_at(lines, line.at.place_of(node))
        if value is None:
            return None
        reads[key_of(node)] = value
    parameters = dict(lines.parameters(line))
    for node in walk(expression):
        if isinstance(node, Param) and node.name.endswith("/diagonal"):
            matrix = parameters[node.name.removesuffix("/diagonal")]
            parameters[node.name] = tuple(row[at] for at, row in enumerate(matrix[: len(matrix[0])]))
    try:
        return lower(expression, Floats(), parameters)(reads)
    except (ValueError, ZeroDivisionError, OverflowError, IndexError):
        return None


def written(value, decimals):
    digits = math.floor(abs(value) * 10**decimals + 0.5 + 1e-9)
    return Decimal(digits).scaleb(-decimals) * (1 if value >= 0 else -1)


def wrong_lines(lines):
    """Give every line with every mistake that can be made there and shows: mistake, line, answer."""
    for i, line in enumerate(lines.lines):
        if not isinstance(line, BackwardLine):
            continue
        decimals = lines.decimals(i)
        right = [float(text) for text in lines.key[i]]
        expression = lines.form(i, frozenset()).expression
        for mistake in BACKWARD.values():
            for changed in mistake.change(expression, line.at):
                value = value_of(lines, line, changed)
                if value is None or len(value) != len(right) or max(map(abs, value)) > 10**5:
                    continue
                if max(abs(a - b) for a, b in zip(value, right, strict=True)) >= APART * 10**-decimals:
                    yield mistake.name, i, tuple(lines.number(written(each, decimals)) for each in value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_is_named(kind):
    """RNN_TUTOR_FULL=1 looks at 25 networks of each kind, else at 5; at 40 wrong lines of each."""
    made = named = first = 0
    for seed, random, lines in simulated(kind, "mistakes"):
        if seed > NETWORKS:
            break
        found = list(wrong_lines(lines))
        for name, i, answer in random.sample(found, min(WRONG_LINES, len(found))):
            answers = [*lines.key_numbers[:i], answer, *lines.key_numbers[i + 1 :]]
            script = judge_answers(lines, answers)
            if not script.judged[i].wrong:
                continue  # within what an honest writer may have got
            mistakes = explanations(script, i)
            made += 1
            named += name in mistakes
            first += mistakes[:1] == (name,)
    assert made > 10 * NETWORKS
    assert named >= 0.95 * made and first >= 0.85 * made


def test_the_titles_of_the_mistakes_in_both_languages(golden):
    rows = [
        f"{each.number} {each.name}: {' / '.join(Language(code).say(each.title) for code in ('en', 'ko'))}"
        for each in BACKWARD.values()
    ]
    golden("judging/goldens/backward_mistakes.txt", "\n".join(rows) + "\n")
    assert titled("bias-forgotten") == CATALOGUE["bias-forgotten"].title


def test_one_plus_for_one_minus_in_the_slope_is_named_wherever_it_shows():
    """Two networks of every kind, with RNN_TUTOR_FULL=1 eight."""
    made = first = 0
    for kind in KINDS:
        for seed, _, lines in simulated(kind, "mistakes"):
            if seed > (8 if FULL else 2):
                break
            for name, i, answer in wrong_lines(lines):
                answers = [*lines.key_numbers[:i], answer, *lines.key_numbers[i + 1 :]]
                if (
                    name != "slope-square-added"
                    or not (script := judge_answers(lines, answers)).judged[i].wrong
                ):
                    continue
                mistakes = explanations(script, i)
                assert name in mistakes
                made += 1
                first += mistakes[0] == name
    assert made > 100 and first >= 0.9 * made
