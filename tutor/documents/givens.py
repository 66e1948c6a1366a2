"""What a worked example starts from, on the page: vocabulary, sentence, parameters and their sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod

from tutor.calculation.names import SYMBOLS
from tutor.calculation.problem import Problem
from tutor.calculation.shapes import AXIS_SIZE_NAMES, size_text
from tutor.calculation.trace import trace
from tutor.documents.document import Block, Code, Display, Heading, Math, Paragraph, Remark, Table, Verbatim
from tutor.documents.notation import Notation, number_texts
from tutor.errors import Count, say

# Matrices with no more columns than this, taken together, share a line.
COLUMNS_A_LINE = 9
# A one-hot vector with more entries is not written out in a table.
MOST_ENTRIES = 24


def vocabulary(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Lay out the words and their one-hot vectors, then the sentence."""
    yield Heading(2, say("Vocabulary and one-hot vectors"))
    yield Paragraph(
        say(
            "A word becomes a vector with a 1 at its own position and 0 elsewhere; {x} has "
            "{size:entry|entries} "
            "(input_size), one for each word of the vocabulary.",
            x=Math(notation.quantity("x", "t")),
            size=Count(problem.input_size),
        )
    )
    yield Table(
        (say("position"), say("word"), say("one-hot vector")),
        [
            (str(position), Verbatim(word), Math(_one_hot(problem, word)))
            for position, word in enumerate(problem.vocabulary.words, start=1)
        ],
        (True, False, False),
    )
    yield Paragraph(say("The sentence, word by word:"))
    yield Table(
        (Math("t"), say("word"), Math(notation.quantity("x", "t"))),
        [
            (str(t), Verbatim(word), Math(_one_hot(problem, word)))
            for t, word in enumerate(problem.words, start=1)
        ],
        (True, False, False),
    )


def _one_hot(problem: Problem, word: str) -> str:
    """Write a one-hot vector; long runs of zeros are left out of a long one."""
    position, size = problem.vocabulary.index(word), problem.input_size
    zeros = [_zeros(position, size), _zeros(size - position - 1, size)]
    return _tuple([*zeros[0], "1", *zeros[1]])


def _zeros(count: int, size: int) -> list[str]:
    return ["0"] * count if count <= 3 or size <= MOST_ENTRIES else ["0", "\\ldots", "0"]


def _tuple(texts: Iterable[str]) -> str:
    return f"({', '.join(texts)})"


def parameters(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Lay out every parameter: name, size, axes, how many numbers, and the numbers."""
    unit, names = problem.unit, SYMBOLS[problem.symbols].names
    yield Heading(2, say("Parameters"))
    rows, counts = [], []
    for parameter in unit.cell.parameters:
        shape, axes = notation.sizes[parameter.name], parameter.axes
        if notation.rows:
            shape, axes = shape[::-1], axes[::-1]
        for name in [part for part in parameter.sum_of if part in unit.parameters] or [parameter.name]:
            symbol = names[name] if name != parameter.name else None
            rows.append(
                (
                    Math(notation.print.symbol(symbol) if symbol else notation.parameter(name)),
                    Code(name),
                    size_text(tuple(shape)),
                    ", ".join(
                        f"{AXIS_SIZE_NAMES[axis]} {size}" for axis, size in zip(axes, shape, strict=True)
                    ),
                    str(prod(shape)),
                )
            )
            counts.append("·".join(map(str, shape)))
    total = sum(int(row[-1]) for row in rows)
    yield Table(
        (say("symbol"), say("name in torch"), say("size"), say("axes"), say("numbers")),
        rows,
        (False, False, False, False, True),
    )
    yield Paragraph(
        say("Together {sum} = {total:number|numbers}.", sum=" + ".join(counts), total=Count(total))
    )
    yield from _values(problem, notation)
    yield from _orientation(problem, notation)


def _values(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Show the numbers of all parameters and start values, in one line where they fit."""
    unit, names = problem.unit, SYMBOLS[problem.symbols].names
    shown = []
    for parameter in unit.cell.parameters:
        text = f"{notation.parameter(parameter.name)} = "
        parts = [name for name in parameter.sum_of if name in unit.parameters]
        if parts:
            text += " + ".join(notation.print.symbol(names[part]) for part in parts) + " = "
            text += (
                " + ".join(notation.vector(number_texts(unit.parameters[part])[0]) for part in parts) + " = "
            )
        shown.append(text + notation.parameter_values(parameter.name))
    for state, values in unit.start.items():
        shown.append(f"{notation.quantity(state, '0')} = {notation.vector(number_texts(values)[0])}")
    if problem.input_size + problem.hidden_size <= COLUMNS_A_LINE:
        shown = [",\\quad ".join(shown)]
    for formula in shown:
        yield Display(formula)
    if any(name in unit.parameters for each in unit.cell.parameters for name in each.sum_of):
        yield Paragraph(
            say("Torch has two biases; only their sum matters, so by hand one adds the sum once.")
        )


def _orientation(problem: Problem, notation: Notation) -> Iterator[Block]:
    """Say which way round each matrix was given, and what the other way would have meant."""
    output = problem.unit.cell.output
    if notation.rows:
        yield Paragraph(say("Vectors are rows on this page, so every matrix is the transpose of torch's."))
    for parameter in problem.unit.cell.parameters:
        name, size = parameter.name, notation.sizes[parameter.name]
        if problem.orientation.get(name) == "rows":
            square = size[0] == size[1]
            yield Remark(
                say(
                    "{name} is given as {given}, in rows, written for x W."
                    if notation.rows
                    else "{name} is given as {given}, in rows, written for x W. W x needs its transpose, so "
                    "its rows stand here as columns."
                    if square
                    else "{name} is given as {given}, in rows, written for x W. W x needs {here}, so its "
                    "rows stand here as columns.",
                    name=Code(name),
                    given=size_text((size[1], size[0])),
                    here=size_text((size[0], size[1])),
                )
            )
        elif len(size) == 2 and name not in problem.orientation and (other := problem.transposed(name)):
            last = trace(other).output[-1]
            yield Remark(
                say(
                    "{name} is {size}, so both ways of reading it fit. It is read in columns (W x): "
                    "its row i as it was given belongs to entry i of the result. What stands above is its "
                    "transpose, for x W: that row is column i there. Read in rows, {state} would be {values}."
                    if notation.rows
                    else "{name} is {size}, so both ways of reading it fit. Here it is read in columns "
                    "(W x): its row i as it was given belongs to entry i of the result. Read in rows (x W), "
                    "{state} would be {values}.",
                    name=Code(name),
                    size=size_text((size[0], size[1])),
                    state=Math(notation.quantity(output, str(len(problem.words)))),
                    values=Math(_tuple(map(notation.print.number, last))),
                )
            )
