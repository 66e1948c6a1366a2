"""What a worked example starts from, on the page: vocabulary, sentence, parameters and their sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod

from tutor.calculation.assembly.parameters import torch_name
from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.equations import Parameter
from tutor.calculation.network import Unit
from tutor.calculation.numbers import plain
from tutor.calculation.problem import Problem
from tutor.calculation.trace import Run, trace
from tutor.documents.document import (
    Block,
    Code,
    Columns,
    Heading,
    Inline,
    Math,
    Paragraph,
    Remark,
    Table,
    Verbatim,
)
from tutor.documents.formulas.notation import Notation
from tutor.documents.formulas.printer import Printer
from tutor.language.faults import CalculationError, Count
from tutor.worked import board_messages as says
from tutor.worked.numbers_given import given_numbers

# A one-hot vector with more entries is not written out in a table.
MOST_ENTRIES = 24


def vocabulary(
    problem: Problem, notation: Notation, *, one_hot: bool = True, sizes: bool = True
) -> Iterator[Block]:
    """Lay out the words and their one-hot vectors, then the sentences; or x where it is given in numbers.

    Args:
        problem: whose words they are.
        notation: how they are written.
        one_hot: False where one-hot vectors are not to be told.
        sizes: False where sizes are not to be told.
    """
    if not problem.words:
        yield from _inputs(problem, notation, sizes=sizes)
        return
    if not one_hot:
        yield from _words(problem, notation, sizes=sizes)
        return
    yield Heading(2, says.VOCABULARY_AND_ONE_HOT_VECTORS())
    yield _encoding(problem, notation, sizes=sizes)
    words = Table(
        (says.POSITION(), says.WORD(), says.ONE_HOT_VECTOR()),
        [
            (str(position), Verbatim(word), Math(_one_hot(problem, word, notation.print)))
            for position, word in enumerate(problem.vocabulary.words, start=1)
        ],
        (True, False, False),
    )
    yield Columns([[words], *_sentences(problem, notation)])


def _sentences(problem: Problem, notation: Notation) -> Iterator[list[Block]]:
    """Lay out every sentence, word by word."""
    for number, sequence in enumerate(problem.sequences, start=1):
        several = len(problem.sequences) > 1
        yield [
            Paragraph(
                says.SENTENCE_NUMBER_WORD_BY_WORD(number=number)
                if several
                else says.THE_SENTENCE_WORD_BY_WORD()
            ),
            Table(
                (Math(notation.print.step("t")), says.WORD(), Math(notation.quantity("x", "t"))),
                [
                    (str(t), Verbatim(word), Math(_one_hot(problem, word, notation.print)))
                    for t, word in enumerate(sequence.words, start=1)
                ],
                (True, False, False),
            ),
        ]


def _encoding(problem: Problem, notation: Notation, *, sizes: bool) -> Block:
    x = Math(notation.quantity("x", "t"))
    if not sizes:
        return Paragraph(says.A_WORD_BECOMES_THE_VECTOR_X_WITH_A_1_AT_ITS(x=x))
    return Paragraph(says.A_WORD_BECOMES_A_VECTOR_WITH_A_1_AT_ITS_OWN(x=x, size=Count(problem.input_size)))


def _words(problem: Problem, notation: Notation, *, sizes: bool) -> Iterator[Block]:
    """Lay out the words with their positions, from which the one-hot vectors follow."""
    yield Heading(2, says.VOCABULARY())
    yield _encoding(problem, notation, sizes=sizes)
    yield Table(
        (says.POSITION(), says.WORD()),
        [(str(at), Verbatim(word)) for at, word in enumerate(problem.vocabulary.words, start=1)],
        (True, False),
    )


def _inputs(problem: Problem, notation: Notation, *, sizes: bool) -> Iterator[Block]:
    """Lay out x of every step as it is given."""
    yield Heading(2, says.INPUTS())
    if sizes:
        yield Paragraph(
            says.X_HAS_ENTRIES_INPUT_SIZE(x=Math(notation.quantity("x", "t")), size=Count(problem.input_size))
        )
    if problem.batched and sizes:
        steps, count = len(problem.sequences[0].inputs), len(problem.sequences)
        yield Paragraph(
            (
                says.IN_TORCH_THE_INPUT_IS_SHAPE_BATCH_SEQUENCE
                if problem.batch_first
                else says.IN_TORCH_THE_INPUT_IS_SHAPE_SEQUENCE_BATCH
            )(
                shape=size_text(
                    (count, steps, problem.input_size)
                    if problem.batch_first
                    else (steps, count, problem.input_size)
                )
            )
        )
    for number, sequence in enumerate(problem.sequences, start=1):
        if len(problem.sequences) > 1:
            yield Paragraph(says.SEQUENCE_NUMBER(number=number))
        yield Table(
            (Math(notation.print.step("t")), Math(notation.quantity("x", "t"))),
            [
                (str(t), Math(_numbers(map(plain, x), notation.print)))
                for t, x in enumerate(sequence.inputs, start=1)
            ],
            (True, False),
        )


def _one_hot(problem: Problem, word: str, printer: Printer) -> str:
    """Write a one-hot vector; long runs of zeros are left out of a long one."""
    position, size = problem.vocabulary.index(word), problem.input_size
    zero, one = printer.number("0"), printer.number("1")

    def zeros(count: int) -> list[str]:
        return [zero] * count if count <= 3 or size <= MOST_ENTRIES else [zero, printer.ellipsis, zero]

    return printer.enclosed([*zeros(position), one, *zeros(size - position - 1)])


def _numbers(texts: Iterable[str], printer: Printer) -> str:
    return printer.enclosed(map(printer.number, texts))


def parameter_sizes(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Lay out every parameter: symbol, torch's name, size, axes, how many numbers."""
    yield Heading(2, says.PARAMETERS())
    rows: list[tuple[Inline, ...]] = []
    counts: list[tuple[int, ...]] = []
    for unit in problem.units:
        of_unit = notation.of_unit(unit)
        for parameter in unit.cell.parameters:
            for row, shape in _rows(unit, parameter, of_unit):
                rows.append(row)
                counts.append(shape)
    yield Table(
        (says.SYMBOL(), says.NAME_IN_TORCH(), says.SIZE(), says.AXES(), says.NUMBERS()),
        rows,
        (False, False, False, False, True),
    )
    yield Paragraph(
        says.TOGETHER_SUM_NUMBERS(
            sum=" + ".join("·".join(map(str, shape)) for shape in counts), total=Count(sum(map(prod, counts)))
        )
    )


def parameters(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Lay out the numbers of every parameter, where they came from and which way round they were read."""
    yield from _origin(problem)
    yield from _gates(problem)
    yield given_numbers(problem, problem.units, notation)
    yield from two_biases(problem)
    yield from _orientation(problem, notation)


def _rows(
    unit: Unit, parameter: Parameter, notation: Notation
) -> Iterator[tuple[tuple[Inline, ...], tuple[int, ...]]]:
    """Describe a parameter, or the parts that it is given in, each with its shape."""
    shape, axes = tuple(notation.sizes[parameter.name]), parameter.axes
    if notation.rows:
        shape, axes = shape[::-1], axes[::-1]
    for name in [part for part in parameter.sum_of if part in unit.parameters] or [parameter.name]:
        symbol = notation.part(name) if name != parameter.name else notation.parameter(name)
        said = ", ".join(f"{notation.axis(axis)} {size}" for axis, size in zip(axes, shape, strict=True))
        yield (
            (Math(symbol), _named(unit, parameter, name), size_text(shape), said, str(prod(shape))),
            shape,
        )


def _named(unit: Unit, parameter: Parameter, name: str) -> Inline:
    """Give torch's name of a parameter, and of a gate the rows in which it stands there."""
    if unit.is_output:
        return Code(name)
    source = parameter.torch
    if name in parameter.sum_of:
        source = ("bias_ih", "bias_hh")[parameter.sum_of.index(name)]
    ending = unit.place.ending
    tensors = [torch_name(source + ending)]
    if source == "bias":
        tensors = [torch_name(f"{part}{ending}") for part in ("bias_ih", "bias_hh")]
    code = Code(" + ".join(tensors))
    if not unit.cell.gates:
        return code
    size = unit.sizes["hidden"]
    first = unit.cell.gates.index(parameter.gate) * size + 1
    if size == 1:
        return says.NAME_ROW(name=code, row=first)
    return says.NAME_ROWS_FIRST_LAST(name=code, first=first, last=first + size - 1)


def _origin(problem: Problem) -> Iterator[Block]:
    """Say where the parameters came from and what was done to them."""
    origin = problem.origin
    for note in origin.notes:
        yield Paragraph(note)
    if origin.decimals is not None:
        yield Remark(
            says.FOR_THIS_PAGE_THE_PARAMETERS_WERE_ROUNDED(
                decimals=Count(origin.decimals), distance=origin.distance
            )
        )


def _gates(problem: Problem) -> Iterator[Block]:
    """Say in which order torch stacks the gates."""
    gates = problem.units[0].cell.gates
    if gates:
        yield Paragraph(
            says.TORCH_KEEPS_ONE_TENSOR_FOR_ALL_COUNT_GATES(count=len(gates), order=", ".join(gates))
        )


def two_biases(problem: Problem) -> Iterator[Block]:
    """Say why there is one bias where torch has two."""
    unit = problem.units[0]
    if any(name in unit.parameters for each in unit.cell.parameters for name in each.sum_of):
        yield Paragraph(
            says.TORCH_HAS_TWO_BIASES_ONLY_THEIR_SUM_MATTERS()
            if unit.cell.kind != "gru"
            else says.TORCH_HAS_TWO_BIASES()
        )


def _orientation(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say which way round each matrix was given, and what the other way would have meant."""
    if notation.rows:
        yield Paragraph(says.VECTORS_ARE_ROWS_ON_THIS_PAGE())
    for unit in problem.units:
        stacked = max(1, len(unit.cell.gates))
        ending = "" if unit.is_output else unit.place.ending
        for parameter in unit.cell.parameters[: 2 if not unit.is_output else 1]:
            name = parameter.torch + ending
            rows, columns = notation.of_unit(unit).sizes[parameter.name]
            yield from _way_of(problem, notation, name, (rows * stacked, columns))


def _other_reading(problem: Problem, name: str) -> Run | None:
    """Compute the last recurrent run with one square matrix read in rows, if that can be computed."""
    other = problem.transposed(name)
    try:
        runs = trace(other).runs if other is not None else ()
    except CalculationError:  # its numbers outgrow a page
        return None
    return next((run for run in reversed(runs) if not run.unit.is_output), None)


def _way_of(problem: Problem, notation: Notation, name: str, size: tuple[int, int]) -> Iterator[Block]:
    """Say which way round one matrix, given with all its gates, was read."""
    if problem.orientation.get(name) == "rows":
        shown, given = Code(name), size_text((size[1], size[0]))
        if notation.rows:
            yield Remark(says.GIVEN_IN_ROWS(name=shown, given=given))
        elif size[0] == size[1]:
            yield Remark(says.GIVEN_IN_ROWS_AND_TURNED(name=shown, given=given))
        else:
            yield Remark(says.GIVEN_IN_ROWS_AND_RESHAPED(name=shown, given=given, here=size_text(size)))
    elif name not in problem.orientation and (run := _other_reading(problem, name)):
        of_run, step = notation.of_unit(run.unit), run.steps[-1]
        yield Remark(
            (
                says.NAME_IS_SIZE_SO_BOTH_WAYS_OF_READING_IT_FIT
                if notation.rows
                else says.NAME_IS_SIZE_SO_BOTH_WAYS_OF_READING_IT_FIT_HERE_IT_IS_READ_IN_COLUMNS_W_X
            )(
                name=Code(name),
                size=size_text(size),
                state=Math(of_run.quantity(run.unit.cell.output, str(step.t))),
                values=Math(_numbers(step.quantities[run.unit.cell.output].texts, notation.print)),
            )
        )
