"""What one student is asked: a problem, its blanks, what they are worth, and what may be printed of it.

Task ─┬─ givens alone ────────→ sheet
└─ givens and answers ──→ key
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.calculation.asked import one_hot_entries, sizes
from tutor.calculation.network import Unit
from tutor.calculation.numbers import Carry, Ties
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace
from tutor.handout.backward_blanks import entries_of, lines_shown
from tutor.handout.sheets import sheet_messages as says
from tutor.handout.sheets.sheet_steps import line_names
from tutor.judging.answers.backward_lines import is_backward
from tutor.language.faults import Count, Pattern, Sentence
from tutor.record import NamedTuple, field, record
from tutor.worked import backward_messages as backward_says

if TYPE_CHECKING:
    from tutor.calculation.backward.result import BackwardPass

# How numbers are rounded, each policy in one sentence.
_POLICIES: Mapping[tuple[Ties, Carry], Pattern] = MappingProxyType(
    {
        ("half-up", "rounded"): says.ROUND_HALF_UP_ROUNDED,
        ("half-up", "full"): says.ROUND_HALF_UP_FULL,
        ("half-even", "rounded"): says.ROUND_HALF_EVEN_ROUNDED,
        ("half-even", "full"): says.ROUND_HALF_EVEN_FULL,
    }
)

# Names of what is counted or copied: sizes and one-hot vectors.
_NOT_ROUNDED = re.compile(r"shape\(|x_")


@record()
class Task:
    """What one student is asked.

    Args:
        trace: of the problem, written as the sheet sets it: its lines are those of the sheet.
        blanks: the names of the entries that are asked for; every other one is given.
        student: the student's id, where it is known.
        name: the student's name.
        sheet_id: the number of the sheet.
        key_id: what the key carries in its place.
        points: what a blank is worth, by its name; one point where nothing is said.
        worked: whether steps in which nothing is blank are worked out line by line.
        table: whether a table for the answers stands at the end, for sheets that are filled in a file.
    """

    trace: Trace
    blanks: tuple[str, ...]
    student: str = ""
    name: str = ""
    sheet_id: str = ""
    key_id: str = ""
    points: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    worked: bool = False
    table: bool = False

    @property
    def problem(self) -> Problem:
        """The problem, as the sheet sets it."""
        return self.trace.problem

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names of the blanks."""
        return frozenset(self.blanks)

    def worth(self, name: str) -> Fraction:
        """Give the points of a blank."""
        return self.points.get(name, Fraction(1))

    def together(self, names: Iterable[str]) -> Fraction:
        """Give the points of those names that are blanks."""
        asked = [name for name in names if name in self.asked]
        return sum(map(self.worth, asked), Fraction(0)) if self.points else Fraction(len(asked))

    @cached_property
    def passed_back(self) -> BackwardPass | None:
        """The backward pass, where anything of it is asked for."""
        if not any(map(is_backward, self.blanks)):
            return None
        from tutor.calculation.backward.result import backward_pass  # most sheets have none

        return backward_pass(self.problem)

    @property
    def total(self) -> Fraction:
        """The points of the whole sheet."""
        return self.together(self.blanks)


class Value(NamedTuple):
    """A number as it is printed, and whether it is the value itself."""

    text: str
    exact: bool = True


def rounding_policy(task: Task) -> tuple[Sentence, ...]:
    """Say how the numbers that are asked for are rounded and what is carried on.

    Gradients have decimals of their own: where nothing else is asked for, those alone are told.
    """
    rounding, numbers = task.problem.rounding, [name for name in task.blanks if not _NOT_ROUNDED.match(name)]
    gradients = [name for name in numbers if is_backward(name) and name != "L"]
    decimals = rounding.decimals_backward if gradients == numbers else rounding.decimals
    policy = _POLICIES[rounding.ties, rounding.carry](decimals=decimals)
    if not gradients or gradients == numbers:
        return (policy,)
    return policy, backward_says.GRADIENTS_HAVE_DECIMALS(decimals=Count(rounding.decimals_backward))


def units_shown(task: Task) -> tuple[Unit, ...]:
    """Give the units whose lines stand on the sheet: those asked for, and those that they read."""
    of_lines = [
        run.unit
        for run in task.trace.runs
        if any(name in task.asked for step in run.steps for name in line_names(run, step))
    ]
    if task.passed_back is not None or any(unit.is_output for unit in of_lines):
        return task.problem.units
    return tuple(unit for unit in task.problem.units if of_lines and not unit.is_output)


def values_on(task: Task, *, answers: bool) -> Mapping[str, Value]:
    """Give what may be printed, by its name: what is given, and for a key the answers."""
    asked = task.asked
    found = {
        name: Value(text, exact)
        for run in task.trace.runs
        for step in run.steps
        for symbol, quantity in step.quantities.items()
        if symbol != "x"
        for entry, (text, exact) in enumerate(zip(quantity.texts, quantity.exact, strict=True), start=1)
        if answers or run.unit.quantity_name(symbol, step.t, entry, run.sequence) not in asked
        for name in (run.unit.quantity_name(symbol, step.t, entry, run.sequence),)
    }
    given = {**one_hot_entries(task.problem), **sizes(task.problem)}
    found |= {name: Value(text) for name, text in given.items() if answers or name not in asked}
    if task.passed_back is not None:
        shown = {line.place for line in lines_shown(task.passed_back.table, asked)}
        found |= {
            name: Value(text, exact)
            for line, quantity in task.passed_back.lines
            if line.place in shown
            for name, text, exact in zip(entries_of(line), quantity.texts, quantity.exact, strict=True)
            if answers or name not in asked
        }
    return MappingProxyType(found)
