"""The worked example: a Trace becomes a Document that reads like a good teacher's board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from tutor.calculation.network import X
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Trace
from tutor.documents.document import (
    Block,
    Columns,
    Display,
    Document,
    Heading,
    Key,
    Legend,
    Math,
    Paragraph,
    Remark,
    Title,
    needs_kotex,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.documents.palette import role_of
from tutor.language.faults import Count, Pattern, Sentence
from tutor.worked import board_messages as says
from tutor.worked import output_messages as output_says
from tutor.worked.givens import parameter_sizes, parameters, vocabulary
from tutor.worked.network_drawing import drawings
from tutor.worked.results import full_precision, states
from tutor.worked.steps import steps

if TYPE_CHECKING:
    from tutor.calculation.backward.result import BackwardPass

# Vectors of so many words find room beside the sizes of the parameters.
MOST_BESIDE = 5

ONE_AFTER_ANOTHER = Pattern("{first} {second}", "{first} {second}")

Detail = Literal["brief", "full", "symbolic"]


def worked(
    trace: Trace,
    printer: Printer,
    *,
    detail: Detail = "full",
    pictures: bool = True,
    done: BackwardPass | None = None,
) -> Document:
    """Lay out a worked example.

    Args:
        trace: the numbers.
        printer: the mathematics of the target.
        done: the backward pass of the trace, where it is to be shown.
        detail: "brief" has the lines with matrices; "full" adds the size of every term and each entry's
            products; "symbolic" adds the same steps with letters and in closed form.
        pictures: False where there is no place for them.
    """
    notation = Notation(trace.problem, printer)
    people_wrote = " ".join((trace.problem.title, *trace.problem.vocabulary.words))
    columns = max(
        sum(unit.sizes[axis] for axis in ("input", "hidden") if axis in unit.sizes)
        for unit in trace.problem.units
    )
    return Document(
        _blocks(trace, notation, detail, done, pictures=pictures),
        hangul=needs_kotex(people_wrote),
        matrix_columns=columns + 1,  # those of [W_ih W_hh b]
    )


def _blocks(
    trace: Trace, notation: Notation, detail: Detail, done: BackwardPass | None, *, pictures: bool
) -> Iterator[Block]:
    problem = trace.problem
    yield Heading(1, Title(problem.title))
    yield from _introduction(problem, notation)
    if pictures:
        yield from drawings(trace, notation)
    beside = len(problem.units) == 1 and not problem.units[0].cell.gates and bool(problem.words)
    words, sizes = [*vocabulary(problem, notation)], [*parameter_sizes(problem, notation)]
    if beside and len(problem.vocabulary.words) <= MOST_BESIDE:
        yield Columns([words, sizes], (0.85, 1))
    else:
        yield from (*words, *sizes)
    yield from parameters(problem, notation)
    yield from written_rules(problem, notation)
    if detail == "symbolic":
        from tutor.worked.symbolic import symbolic

        yield from symbolic(trace, notation)
    yield from steps(trace, notation, full=detail != "brief")
    yield from states(trace, notation, pictures=pictures)
    yield from full_precision(trace, notation)
    if done is not None:
        from tutor.worked.backward import backward  # most pages have none

        yield from backward(trace, done, notation, full=detail != "brief", pictures=pictures)


def _introduction(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say what is computed, in one formula or a few."""
    words = Count(len(problem.sequences[0].inputs))
    if len(problem.units) == 1 and not problem.batched and problem.words:
        yield Paragraph(says.A_RECURRENT_NETWORK_COMPUTED_BY_HAND_WORDS(words=words))
        yield legend(problem, notation)
    else:
        yield Paragraph(
            says.A_RECURRENT_NETWORK_COMPUTED_BY_HAND(
                count=Count(len(problem.sequences)),
                steps=words,
                layers=Count(problem.num_layers),
                directions=Count(2 if problem.bidirectional else 1),
            )
        )
        yield from order(problem, notation)
        if len(problem.units) == 1:
            yield Paragraph(says.EVERY_STEP_COMPUTES())
            yield legend(problem, notation)
    yield from functions(problem, notation)


def legend(problem: Problem, notation: Notation) -> Legend:
    """Give the equations of a unit, and what the colours of their terms mean."""
    unit, printer = notation.unit, notation.print
    formulas = Display(notation.equations(), aligned=len(notation.summary()) > 1)
    keys: list[Key] = []
    for role, name, symbol, meaning in (
        ("input weight", "input term", "x", says.WHAT_THE_WORD_BRINGS()
         if problem.words and notation.unit.x == X else says.WHAT_IS_READ_AT_THIS_STEP()),
        ("recurrent weight", "recurrent term", "h", says.WHAT_IS_REMEMBERED()),
    ):  # fmt: skip
        weights = [each.name for each in unit.cell.parameters if each.role == role]
        if not weights:
            continue
        line = next(each for each in unit.cell.equations if each.role == name)
        if unit.cell.gates:
            formula = printer.role(role_of(role), printer.symbol(line.symbol[0]))
        else:
            before = "t" if symbol == "x" else "t-1" if unit.direction > 0 else "t+1"
            pair = (notation.parameter(weights[0]), notation.quantity(symbol, before))
            formula = printer.product(*(pair[::-1] if notation.rows else pair))
        keys.append(Key(role_of(role) or "input", Math(formula), meaning))
    if bias := next((each for each in unit.cell.parameters if each.role == "bias"), None):
        symbol = (
            printer.role("bias", printer.symbol("b")) if unit.cell.gates else notation.parameter(bias.name)
        )
        keys.append(Key("bias", Math(symbol), says.ALWAYS_THE_SAME()))
    if "c" in unit.cell.states:
        keys.append(Key("memory", Math(notation.quantity("c", "t")), says.NEW_CELL_STATE()))
    if "h" in unit.cell.states:
        keys.append(Key("state", Math(notation.quantity("h", "t")), says.NEW_STATE()))
    return Legend(formulas, keys)


def order(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say in which order the units are computed and how their symbols differ."""
    if problem.num_layers > 1:
        yield Paragraph(says.THE_NUMBER_ABOVE_A_SYMBOL_IS_THE_LAYER(x=Math(notation.quantity("x", "t"))))
    if problem.bidirectional:
        yield Paragraph(
            says.THE_ARROW_OVER_A_SYMBOL_IS_THE_DIRECTION(
                forward=Math(notation.quantity("h", "t")),
                before=Math(notation.quantity("h", "t-1")),
                backward=Math(notation.of_unit(problem.units[1]).quantity("h", "t")),
                after=Math(notation.of_unit(problem.units[1]).quantity("h", "t+1")),
            )
        )
    if len(problem.sequences) > 1:
        yield Paragraph(says.THE_SENTENCES_OF_THE_BATCH_SHARE())


def functions(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Explain the functions and signs that a reader may not know, and where textbooks differ."""
    printer = notation.print
    a = printer.symbol("a")
    if notation.uses("relu"):
        yield Paragraph(
            says.HERE_DEFINITION_A_NEGATIVE_NUMBER_BECOMES_0(
                definition=Math(
                    printer.equation(
                        printer.applied("relu", printer.grouped(a, tall=False)),
                        printer.applied("max", printer.enclosed([printer.number("0"), a])),
                    )
                )
            )
        )
    if notation.uses("sigmoid"):
        one = printer.number("1")
        power = printer.applied("exp", printer.grouped(printer.negative + a, tall=False))
        yield Paragraph(
            says.HERE_DEFINITION_WHICH_LIES_BETWEEN_0_AND_1(
                definition=Math(
                    printer.equation(
                        printer.applied("sigmoid", printer.grouped(a, tall=False)),
                        printer.quotient(one, printer.sum([one, power])),
                    )
                ),
                sign=Math(printer.entrywise_sign),
            )
        )
    yield from _reset(problem.units[0].cell.kind, notation)
    if problem.units[-1].is_output:
        yield from _output(problem, notation.of_unit(problem.units[-1]))


def _output(problem: Problem, output: Notation) -> Iterator[Block]:
    """Say what the output layer makes of a hidden state, and of which one where it reads only the last."""
    unit = problem.units[-1]
    s = Math(output.quantity("s", "t"))
    if unit.cell.kind == "linear":
        yield Paragraph(output_says.THE_OUTPUT_LAYER_LINEAR(s=s))
    elif unit.cell.kind == "sigmoid":
        yield Paragraph(output_says.THE_OUTPUT_LAYER_WITH_SIGMOID(s=s, y=Math(output.quantity("y", "t"))))
    else:
        yield Paragraph(
            output_says.THE_OUTPUT_LAYER_TURNS_THE_HIDDEN_STATE_INTO(
                s=s,
                y=Math(output.quantity("y", "t")),
                e=Math(output.quantity("e", "t")),
                total=Math(output.quantity("E", "t")),
            )
        )
    if unit.only_last:
        below = output.of_unit(problem.units[-2])
        last = str(len(problem.sequences[0].inputs))
        yield Paragraph(output_says.IT_READS_THE_LAST_STATE_ALONE(h=Math(below.quantity("h", last))))


def _reset(kind: str, notation: Notation) -> Iterator[Block]:
    """Say where the reset gate of a GRU stands, and that it stands elsewhere in other books and libraries."""
    if kind not in ("gru", "gru_reset_before"):
        return
    printer = notation.print
    r, z, before = notation.quantity("r", "t"), notation.quantity("z", "t"), notation.quantity("h", "t-1")
    matrix, rest = notation.parameter("weight_hn"), printer.difference(printer.number("1"), z)
    if kind == "gru":
        gated = printer.grouped(printer.entrywise(r, before), tall=False)
        yield Remark(
            says.THIS_IS_TORCHS_GRU_THE_RESET_GATE_R(
                r=Math(r), textbook=Math(printer.product(matrix, gated)), z=Math(z), rest=Math(rest)
            )
        )
        return
    product = printer.grouped(printer.product(matrix, before), tall=False)
    yield Remark(
        says.THIS_IS_THE_GRU_THAT_RESETS_BEFORE(
            r=Math(r), torchs=Math(printer.entrywise(r, product)), z=Math(z), rest=Math(rest)
        )
    )


def written_rules(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say how numbers are rounded and what later lines use."""
    rounding = problem.rounding
    yield Heading(2, says.HOW_NUMBERS_ARE_WRITTEN())
    output = notation.of_unit(problem.units[-1])
    written = notation.print.listed(
        (notation if name in notation.unit.cell.symbols else output).print.symbol(name, "t")
        for name in problem.written
    )
    written_lines = says.WRITTEN_LINES_WRITTEN(written=Math(written), decimals=Count(rounding.decimals))
    said = ONE_AFTER_ANOTHER(first=written_lines, second=rounding_said(problem))
    yield Paragraph(said)


def rounding_said(problem: Problem) -> Sentence:
    """Say what later lines use, and how a 5 at the end is rounded."""
    rounding = problem.rounding
    carried = (
        says.LATER_LINES_USE_THE_ROUNDED_NUMBERS_AS_THEY()
        if rounding.carry == "rounded"
        else says.LATER_LINES_GO_ON_WITH_FULL_PRECISION()
    )
    ties = (
        says.A_5_AT_THE_END_IS_ROUNDED_AWAY_FROM_ZERO(half="2.665", rounded="2.67")
        if rounding.ties == "half-up"
        else says.A_5_AT_THE_END_IS_ROUNDED_TO_THE_EVEN(half="2.665", rounded="2.66")
    )
    return ONE_AFTER_ANOTHER(first=carried, second=ties)
