"""What a sheet asks for: presets and levels → the lines that are written, and the names of the blanks.

A blank is an entry of a quantity (``h_2[1]``), of a one-hot vector (``x_2[1]``), or a size: the rows and the
columns of a matrix are ``shape(W_ih)[1]`` and ``shape(W_ih)[2]``. A level takes blanks away from some steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, get_args

from tutor.calculation.names import SYMBOLS, quantity_name
from tutor.calculation.network import Unit
from tutor.calculation.problem import Problem
from tutor.calculation.written import written_lines
from tutor.errors import Fault, Sentence, SpecError, say

Preset = Literal["h", "steps", "one-hot", "shapes", "all"]
Level = Literal["first-step", "standard", "long", "faded"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
LEVELS: tuple[Level, ...] = get_args(Level)

# A faded series: worked, partly blank, blank.
FADED_STEPS = 3


class Asked(NamedTuple):
    """A preset, taken apart: symbols of lines; whether one-hot vectors, and sizes, are asked for."""

    symbols: frozenset[str]
    one_hot: bool = False
    shapes: bool = False


def symbols_of(problem: Problem) -> tuple[str, ...]:
    """List the symbols that the lines of a problem can have, in the order of computing."""
    return tuple(dict.fromkeys(symbol for unit in problem.units for symbol in unit.cell.symbols))


def asked(problem: Problem, preset: str) -> Asked:
    """Take a preset apart, or symbols between commas.

    Raises:
        SpecError: the problem does not have what is asked for.
    """
    known = symbols_of(problem)
    states = frozenset(state for unit in problem.units for state in unit.cell.states)
    match preset:
        case "h":
            return Asked(states)
        case "steps":
            return Asked(frozenset(_all_lines(problem)))
        case "one-hot":
            if not problem.words:
                raise _not_asked(preset, say("Its inputs are numbers, not words."))
            return Asked(frozenset(), one_hot=True)
        case "shapes":
            return Asked(frozenset(), shapes=True)
        case "all":
            return Asked(frozenset(_all_lines(problem)), one_hot=bool(problem.words), shapes=True)
    wanted = [symbol for symbol in preset.replace(" ", "").split(",") if symbol]
    strange = [symbol for symbol in wanted if symbol not in known]
    if strange or not wanted:
        raise _not_asked(
            preset,
            say("Its lines are {lines}.", lines=", ".join(known)),
            say("choose one of {presets}, or lines between commas", presets=", ".join(PRESETS)),
        )
    return Asked(frozenset(wanted))


def _all_lines(problem: Problem) -> tuple[str, ...]:
    """Give all lines that the layout shows."""
    return written_lines([unit.cell for unit in problem.units], None, problem.layout)[0]


def _not_asked(preset: str, because: Sentence, help_: Sentence | None = None) -> SpecError:
    title = say("`{preset}` cannot be asked for in this problem", preset=preset)
    return SpecError(Fault("U14", title, because=because, help=help_ or say("choose another preset")))


def with_written(problem: Problem, preset: str) -> Problem:
    """Give the problem in which what a preset asks for is written, so that all agree on the digits.

    What the next step starts from is written in any case.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> with_written(problem, "h").written, with_written(problem, "a,h").written
    (('h',), ('a', 'h'))
    """
    wanted = asked(problem, preset).symbols or frozenset(_all_lines(problem))
    needed = {state for unit in problem.units for state in unit.cell.states}
    needed |= {unit.cell.output for unit in problem.units if unit.is_output}
    needed |= {"s"} if "L" in wanted else set()
    written = tuple(symbol for symbol in symbols_of(problem) if symbol in wanted | needed)
    return replace(problem, written=written)


def blanks_of(problem: Problem, preset: str, level: Level = "standard") -> tuple[str, ...]:
    """Name the blanks of a sheet: sizes, then for each step the one-hot vector and the lines.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> blanks_of(problem, "h"), blanks_of(problem, "a,h", "first-step"), blanks_of(problem, "one-hot")
    (('h_1[1]', 'h_2[1]'), ('a_1[1]', 'h_1[1]'), ('x_1[1]', 'x_1[2]', 'x_2[1]', 'x_2[2]'))

    Raises:
        SpecError: the problem does not have what is asked for, or too few steps for the level.
    """
    wanted = asked(problem, preset)
    steps = len(problem.sequences[0].inputs)
    if level == "faded" and steps < FADED_STEPS:
        raise SpecError(
            Fault(
                "U14",
                say(
                    "a faded series needs {least} steps; this problem has {steps}",
                    least=FADED_STEPS,
                    steps=steps,
                ),
                because=say("The first is worked, the second partly blank, the others are blank."),
                help=say("give more steps, or choose another level"),
            )
        )
    names = list(size_names(problem)) if wanted.shapes else []
    for number, sequence in enumerate(problem.sequences, start=1):
        for at, unit in enumerate(sequence.units):
            for position, t in enumerate(range(1, steps + 1)[:: unit.direction], start=1):
                if wanted.one_hot and at == 0:
                    vector = [("x", entry) for entry in range(1, problem.input_size + 1)]
                    names += _named(unit, number, t, _left_blank([vector], level, position, keep_last=False))
                lines = [
                    [(symbol, entry) for entry in range(1, unit.size_of(symbol) + 1)]
                    for symbol in unit.cell.symbols
                    if symbol in wanted.symbols
                ]
                names += _named(unit, number, t, _left_blank(lines, level, position, keep_last=True))
    return tuple(names)


Entry = tuple[str, int]


def _left_blank(
    lines: Sequence[Sequence[Entry]], level: Level, position: int, *, keep_last: bool
) -> Iterator[Entry]:
    """Say which entries of a step are blank; in the second one of a faded series, the later half."""
    if level == "first-step" and position > 1:
        return
    if level == "faded" and position == 1:
        return
    if level == "faded" and position == FADED_STEPS - 1:
        if len(lines) > 1:
            lines = lines[len(lines) // 2 :]
        elif keep_last:
            lines = [line[len(line) // 2 :] for line in lines]
    for line in lines:
        yield from line


def _named(unit: Unit, sequence: int, t: int, entries: Iterator[Entry]) -> Iterator[str]:
    for symbol, entry in entries:
        if symbol == "x":
            yield quantity_name("x", t, entry, sequence=sequence)
        else:
            yield unit.quantity_name(symbol, t, entry, sequence)


def size_names(problem: Problem) -> Iterator[str]:
    """Name the sizes that can be asked for: of x, of every parameter, of every quantity on a line."""
    yield "shape(x)[1]"
    for unit in problem.units:
        for name, shape in sizes(problem, unit).items():
            for axis in range(1, len(shape) + 1):
                yield size_name(unit, name, axis)


def size_name(unit: Unit, name: str, axis: int) -> str:
    """Name one size: 1 for the rows, 2 for the columns.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> size_name(problem.units[0], "W_ih", 2)
    'shape(W_ih)[2]'
    """
    of_unit = quantity_name("", 0, layer=0 if unit.is_output else unit.layer, reverse=unit.direction < 0)
    return f"shape({name})[{axis}]{of_unit.removeprefix('_0')}"


def sizes(problem: Problem, unit: Unit) -> dict[str, tuple[int, ...]]:
    """Give the size of every parameter and every written quantity of a unit, as they stand in W x."""
    names = SYMBOLS["pytorch"].names
    shapes = {
        names[each.name]: tuple(unit.sizes[axis] for axis in each.axes) for each in unit.cell.parameters
    }
    lines = {each.symbol: (unit.size_of(each.symbol),) for each in problem.lines_of(unit)}
    return {**shapes, **lines}
