"""What a sheet leaves blank: a preset says which quantities, a level says at which steps.

    preset ─→ the lines that are written, which fix the digits ─→ the names of the blanks ←─ level

Presets: ``h`` (the states), ``steps`` (every line), ``one-hot`` (the entries of every x), ``shapes`` (the
sizes of every parameter and quantity), ``all`` of these, or symbols; several of them between commas.
Those of the backward pass: :mod:`tutor.handout.backward_blanks`.
Whatever is written and no blank is given on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from tutor.calculation.asked import one_hot_entries, sizes
from tutor.calculation.problem import Problem
from tutor.calculation.trace import trace
from tutor.calculation.written import written_lines
from tutor.handout import handout_messages as says
from tutor.handout.backward_blanks import NONE_ASKED, AskedBackwards, asked_backwards, names_asked
from tutor.handout.limits import Level
from tutor.handout.task import Task
from tutor.handout.templates import Template
from tutor.language.faults import SpecError
from tutor.record import NamedTuple, replace

PRESETS = ("h", "steps", "one-hot", "shapes", "all")
# A faded sheet has one step worked out, one partly blank, and one that is blank.
LEAST_FADED = 3


class Asked(NamedTuple):
    """What a preset asks for: the symbols of lines, one-hot vectors, sizes; and the lines that it writes."""

    symbols: frozenset[str]
    one_hot: bool
    shapes: bool
    written: tuple[str, ...]
    backward: AskedBackwards = NONE_ASKED


def asked_by(problem: Problem, preset: str) -> Asked:
    """Find out what a preset asks for.

    Raises:
        SpecError: the problem does not have it.
    """
    items = [item for item in preset.replace(" ", "").split(",") if item]
    cells = list(dict.fromkeys(unit.cell for unit in problem.units))
    every, _ = written_lines(cells, None, problem.layout)
    states = [state for cell in cells for state in cell.states]
    backward = asked_backwards(problem, preset, [item for item in items if item not in every])
    items = [item for item in items if item not in backward.items]
    symbols: set[str] = set()
    for item in items:
        symbols.update(every if item in ("steps", "all") else states if item == "h" else (item,))
    symbols -= {"one-hot", "shapes"}
    if not (items or backward) or not symbols <= set(every):
        unknown = sorted(symbols - set(every))
        raise SpecError(
            says.PRESET_CANNOT_BE_ASKED_FOR_IN_THIS_PROBLEM(preset=preset).saying(
                because=says.IT_HAS_NO_SYMBOLS_ITS_LINES_ARE_LINES(
                    symbols=", ".join(unknown), lines=", ".join((*every, *backward.lines))
                )
                if unknown
                else says.IT_ASKS_FOR_NOTHING()
            )
        )
    if "one-hot" in items and not problem.words:
        raise SpecError(says.NO_WORDS_TO_ASK_FOR(preset=preset))
    needed = {*symbols, *states}
    for cell in cells:
        reads_loss = "L" in symbols or "L" in backward.reads
        needed.update(() if cell.states else (cell.output, *(["s"] if reads_loss else [])))
    if not symbols:
        needed.update(problem.written)
    needed.update(backward.reads)
    return Asked(
        frozenset(symbols),
        bool(problem.words) and not {"one-hot", "all"}.isdisjoint(items),
        not {"shapes", "all"}.isdisjoint(items),
        tuple(symbol for symbol in every if symbol in needed) if symbols or backward else problem.written,
        backward,
    )


def written_of(problem: Problem, preset: str) -> tuple[str, ...]:
    """Give the lines that a sheet of this preset has written; where none is asked for, the problem's own.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> written_of(problem, "h"), written_of(problem, "a"), written_of(problem, "one-hot")
    (('h',), ('a', 'h'), ('p', 'q', 'a', 'h'))
    """
    return asked_by(problem, preset).written


def with_written(problem: Problem, preset: str) -> Problem:
    """Give the problem as a sheet of this preset sets it: its written lines, and so its digits, are those."""
    return replace(problem, written=written_of(problem, preset))


def set_for(template: Template, preset: str) -> Template:
    """Give the template as a preset sets it: its written lines, and where mistakes are to show."""
    asked = asked_by(template.problem, preset)
    problem = replace(template.problem, written=asked.written)
    return replace(template, problem=problem, backward=asked.backward.chosen)


def blanks_of(problem: Problem, preset: str, level: Level = "standard") -> tuple[str, ...]:
    """Give the names of the blanks in the order of the sheet: sizes, then step by step x and the lines.

    Args:
        problem: whose lines they are; which of them it writes does not matter.
        preset: see the module.
        level: "first-step": only the first step of every unit is blank; "faded": the first is worked out, the
            second partly blank, all later ones are blank; else everything is.

    Raises:
        SpecError: the problem cannot be asked that.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> blanks_of(problem, "one-hot,a", "first-step")
    ('x_1[1]', 'x_1[2]', 'a_1[1]')
    """
    asked = asked_by(problem, preset)
    steps = len(problem.sequences[0].inputs)
    if level == "faded" and steps < LEAST_FADED:
        raise SpecError(says.TOO_FEW_STEPS_TO_FADE(preset=preset, least=LEAST_FADED, steps=steps))
    blanks = list(sizes(replace(problem, written=asked.written))) if asked.shapes else []
    for lines_of_steps in _runs(problem, asked):
        for position, lines in enumerate(lines_of_steps):
            blanks += _blank(lines, position, level)
    for position, lines in names_asked(problem, asked.backward):
        blanks += _blank(lines, position, level)
    if not blanks:
        raise SpecError(
            says.PRESET_CANNOT_BE_ASKED_FOR_IN_THIS_PROBLEM(preset=preset).saying(
                because=says.AT_THIS_LEVEL_IT_ASKS_FOR_NOTHING()
            )
        )
    return tuple(blanks)


def task_of(
    problem: Problem,
    preset: str,
    level: Level = "standard",
    *,
    student: str = "",
    name: str = "",
    sheet_id: str = "",
    key_id: str = "",
    points: Mapping[str, Fraction] | None = None,
    table: bool = False,
) -> Task:
    """Set a problem for one student; the other arguments are those of :class:`tutor.handout.task.Task`.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}})
    >>> task_of(problem, "h", student="kim").blanks
    ('h_1[1]', 'h_2[1]')
    """
    return Task(
        trace(with_written(problem, preset)),
        blanks_of(problem, preset, level),
        student,
        name,
        sheet_id,
        key_id,
        points or MappingProxyType({}),
        worked=level == "faded",
        table=table,
    )


def _runs(problem: Problem, asked: Asked) -> Iterator[list[list[list[str]]]]:
    """Give for every run, for every step in the order of computing, the names of each line asked for."""
    one_hot = iter(one_hot_entries(problem))
    for number, sequence in enumerate(problem.sequences, start=1):
        for unit in sequence.units:
            symbols = [symbol for symbol in unit.cell.symbols if symbol in asked.symbols]
            run = []
            for t in range(1, len(sequence.inputs) + 1)[:: unit.direction]:
                lines = [
                    [unit.quantity_name(symbol, t, i + 1, number) for i in range(unit.size_of(symbol))]
                    for symbol in symbols
                    if t in unit.steps(len(sequence.inputs))
                    and sequence.has_line(unit.cell.equation(symbol), t)
                ]
                if asked.one_hot and unit is sequence.units[0]:
                    lines.insert(0, [next(one_hot) for _ in sequence.inputs[t - 1]])
                run.append(lines)
            yield run


def _blank(lines: list[list[str]], position: int, level: Level) -> list[str]:
    """Say what of a step is blank; of a step that is partly blank it is what comes last."""
    if (level == "first-step" and position > 0) or (level == "faded" and position == 0):
        return []
    names = [name for line in lines for name in line]
    if level == "faded" and position == 1:
        # Of a single line the first entries are given.
        later = lines[len(lines) // 2 :] if len(lines) > 1 else [names[len(names) // 2 :]]
        return [name for line in later for name in line]
    return names
