"""What a sheet asks of a backward pass, and which of its lines stand on it.

Presets: ``delta`` (every gradient of a step, from the error of the last one back to the start), ``gradients``
(what the steps contribute to the parameters, and the sums), ``update`` (the new weights), ``backward`` (all
of it, and the loss), or symbols such as ``da`` or ``dW_hh``.

On the sheet stand the lines that are asked for and those that they read, which are given. What is computed
from an answer stands nowhere: in the sums over the steps the answers could be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.calculation.backward import loss_messages as loss_says
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.backward.units import BackUnit, Placed
from tutor.calculation.equations import Equation
from tutor.calculation.problem import Problem
from tutor.handout import handout_messages as says
from tutor.language.faults import SpecError
from tutor.record import record
from tutor.worked.backward_stages import stages

_Chosen = Callable[[BackUnit, Equation], bool]


def _is_of_steps(unit: BackUnit, line: Equation) -> bool:
    return unit.stage == "steps" and not line.role.endswith("contribution")


def _is_of_parameters(unit: BackUnit, line: Equation) -> bool:
    return line.role.endswith(("contribution", "sum"))


def _is_update(unit: BackUnit, line: Equation) -> bool:
    return line.role.endswith("update")


def _is_any(unit: BackUnit, line: Equation) -> bool:
    return True


BACKWARD_PRESETS: Mapping[str, _Chosen] = MappingProxyType(
    {"backward": _is_any, "delta": _is_of_steps, "gradients": _is_of_parameters, "update": _is_update}
)
# How the symbols of backward lines begin, and no others.
_SYMBOL = re.compile(r"d[A-Za-z]|new_")


@record()
class AskedBackwards:
    """What is asked of a backward pass.

    ``items`` are the parts of the preset that ask for it, ``chosen`` the unit and the symbol of every line
    asked for, ``reads`` the forward lines that the pass reads, ``lines`` all symbols that could be asked for.
    """

    items: frozenset[str] = frozenset()
    chosen: frozenset[tuple[str, str]] = frozenset()
    reads: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def asks(self, line: Placed) -> bool:
        """Whether a line is asked for, at some level."""
        return (line.unit.name, line.symbol) in self.chosen


NONE_ASKED = AskedBackwards()


def asked_backwards(problem: Problem, preset: str, items: Sequence[str]) -> AskedBackwards:
    """Find out what the parts of a preset ask of the backward pass.

    Raises:
        SpecError: there are no targets, or no learning rate for new weights.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]},
    ...     "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["am", "i"]}})
    >>> sorted(asked_backwards(problem, "delta", ["delta"]).chosen)
    [('dl0', 'da'), ('dl0', 'dh'), ('dl1', 'ds')]
    """
    wanted = [item for item in items if item in BACKWARD_PRESETS or _SYMBOL.match(item)]
    if not wanted:
        return NONE_ASKED
    if not any(sequence.targets for sequence in problem.sequences):
        raise SpecError(loss_says.A_BACKWARD_PASS_NEEDS_TARGETS().about("output"))
    if "update" in wanted and problem.loss.learning_rate is None:
        raise SpecError(says.NO_LEARNING_RATE_FOR_NEW_WEIGHTS(preset=preset))
    table = BackwardTable(problem)
    every = [(unit, line) for unit in table.units for line in table.equations[unit.name]]
    symbols = tuple(dict.fromkeys(line.symbol for unit, line in every if unit.stage != "loss"))
    known = [item for item in wanted if item in BACKWARD_PRESETS or item in symbols]
    chosen = {
        (unit.name, line.symbol)
        for unit, line in every
        for item in known
        if (BACKWARD_PRESETS[item](unit, line) if item in BACKWARD_PRESETS else item == line.symbol)
    }
    reads = {symbol for found in table.needed.values() for symbol in found}
    return AskedBackwards(frozenset(known), frozenset(chosen), frozenset(reads), symbols)


def names_asked(problem: Problem, asked: AskedBackwards) -> Iterator[tuple[int, list[list[str]]]]:
    """Give stage by stage its place among those of its run, and the names of each line asked for."""
    if not asked:
        return
    table = BackwardTable(problem)
    for stage in stages(table, filter(asked.asks, table.lines)):
        yield stage.position, [as_printed(line) for line in stage.lines]


def entries_of(line: Placed) -> list[str]:
    """Name the entries of a line, in the order in which they are computed."""
    if line.equation.axis == "one":
        return [line.name()]
    return [line.name(entry) for entry in range(1, line.unit.size_of(line.symbol) + 1)]


def as_printed(line: Placed) -> list[str]:
    """Name the entries of a line, in the order in which they stand on the sheet."""
    if line.equation.axis == "one":
        return [line.name()]
    return [line.name(entry) for entry in line.unit.as_printed(line.symbol)]


def kinds_asked(table: BackwardTable, blanks: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Give the unit and the symbol of every line of which something is blank, at whatever step."""
    return frozenset(
        (line.unit.name, line.symbol) for line in table.lines if not blanks.isdisjoint(entries_of(line))
    )


def lines_shown(table: BackwardTable, blanks: frozenset[str]) -> tuple[Placed, ...]:
    """Give the lines that stand on a sheet: with blanks, their like at other steps, what they read."""
    by_place = {line.place: line for line in table.lines}
    asked = kinds_asked(table, blanks)
    shown = set()
    for line in table.lines:
        if (line.unit.name, line.symbol) in asked:
            shown.add(line.place)
            shown |= {place for node in line.equation.reads if (place := line.place_of(node)) in by_place}
    return tuple(line for line in table.lines if line.place in shown)
