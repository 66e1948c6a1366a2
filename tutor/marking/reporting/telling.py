"""What is said of steps and of wrong lines, to whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tutor.calculation.backward.units import WHOLE
from tutor.calculation.equations import Fn, Ref
from tutor.calculation.problem import Problem
from tutor.documents.document import Code, Verbatim
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.handout.unit_titles import title_inside
from tutor.judging.answers.backward_lines import BackwardLine
from tutor.judging.answers.lines import Line
from tutor.language.faults import Count, Sentence
from tutor.marking.marks import Mark
from tutor.marking.reporting import feedback_messages as says
from tutor.marking.reporting.own_row import folded
from tutor.mistakes.backward_catalogue import titled
from tutor.reading.entries import read_entries

_MOST_MISTAKES = 3


def step_of(line: Line) -> tuple[int, str, int]:
    """Say which step of which run a line belongs to."""
    name = line.at.unit.name if isinstance(line, BackwardLine) else line.unit.name
    return line.sequence, name, line.step


def step_title(problem: Problem, sequence: int, unit: str, step: int) -> Sentence:
    """Name a step: its word, its layer, its sequence, as far as there are several."""
    where = title_inside(problem, unit)
    if unit == "loss" and where is not None:
        return where
    if step == WHOLE:
        return says.BACKWARDS_OVER_ALL_STEPS(unit=where)
    units = {each.name for each in problem.units}
    if unit not in units:
        title = says.BACKWARDS_AT_STEP(t=step, unit=where)
        return says.TITLE_SEQUENCE_N(title=title, n=sequence) if len(problem.sequences) > 1 else title
    word = problem.sequences[sequence - 1].word(step)
    title = says.STEP_T_WORD(t=step, word=Verbatim(word)) if word else says.STEP_T(t=step)
    if where is not None:
        title = says.TITLE_UNIT(title=title, unit=where)
    if len(problem.sequences) > 1:
        title = says.TITLE_SEQUENCE_N(title=title, n=sequence)
    return title


def vector_name(entry: str) -> str:
    """Give the name of the vector that an entry belongs to.

    >>> vector_name("h_2[1]@l1r"), vector_name("shape(W_ih)[2]"), vector_name("dW_hh_2[1,2]")
    ('h_2@l1r', 'shape(W_ih)', 'dW_hh_2')
    """
    return re.sub(r"\[\d+(?:,\d+)?\]", "", entry)


def what_is_wrong(name: str, found: Sequence[Mark], first: Mark, asked: int) -> Sentence:
    """Say what is wrong with the entries of a line, without saying what is right."""
    if first.note == "size":
        return _size(name, first, asked)
    entries = Code(", ".join(mark.quantity for mark in found))
    if not first.root:
        return says.ENTRIES_THE_SAME_MISTAKE_AS_BEFORE(entries=entries)
    if first.note == "few" and not first.mistakes:
        return says.ENTRIES_HAVE_TOO_FEW_DIGITS(entries=entries)
    if first.note == "working":
        return says.ENTRIES_THIS_FOLLOWS_FROM_WORKING_OF_YOURS(entries=entries)
    return says.ENTRIES_THIS_DOES_NOT_FOLLOW_FROM_WHAT_YOU(entries=entries)


def _size(name: str, first: Mark, asked: int) -> Sentence:
    """Say both sizes in words."""
    entries = read_entries(first.answer)
    if entries.nested:
        return says.NAME_IS_WRITTEN_AS_A_MATRIX(name=Code(name), asked=asked)
    return says.NAME_HAS_ENTRIES_HERE(name=Code(name), found=Count(len(entries.tokens)), asked=asked)


def consistent_with(mistakes: Sequence[str]) -> Sentence:
    """Say which mistakes fit, the likeliest first."""
    titles = [titled(name) for name in mistakes[:_MOST_MISTAKES]]
    sentence = says.THIS_IS_CONSISTENT_WITH_MISTAKE(mistake=titles[0])
    for title in titles[1:]:
        sentence = says.BEFORE_OR_MISTAKE(before=sentence, mistake=title)
    return sentence


def is_function_of_asked(line: Line, asked: Collection[str]) -> bool:
    """Whether a line is a function of another line that was asked for, with no products and no sum in it."""
    if isinstance(line, BackwardLine):
        return False
    expression = folded(line, asked).expression
    return isinstance(expression, Fn) and isinstance(expression.argument, Ref)


def equation(notation: Notation, line: Line, asked: Collection[str]) -> str:
    """Write the equation of a line at its step, in letters, what was not asked for folded in.

    ``notation`` is that of the line's unit.
    """
    printer = notation.print
    right = Skeleton(notation.symbolic(folded(line, asked).expression))
    steps = {
        Hole("", lag, "step"): printer.step(str(line.step - lag * line.unit.direction)) for lag in (0, 1)
    }
    steps[Hole("s", 0, "target")] = printer.symbol("k", str(line.step))
    name = notation.quantity(line.symbol, str(line.step))
    return printer.equation(name, right.fill(steps))


def shown(sentence: Sentence) -> Sentence:
    """The same sentence, with everything that a person may have written shown literally."""
    values = {
        name: shown(value)
        if isinstance(value, Sentence)
        else Verbatim(value)
        if isinstance(value, str)
        else value
        for name, value in sentence.values.items()
    }
    return Sentence(sentence.pattern, values)
