"""Sizes over named axes: which size is believed, which operand disagrees with the rest, and who is to blame.

Every given (vocabulary, matrices, biases, start values) votes for the sizes of its axes; the vocabulary
alone decides ``input``. An operand is blamed for disagreeing with the others, not for meeting a check first.
A tie is reported as a tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tutor.calculation.assembly import size_messages as says
from tutor.calculation.assembly.parameters import split_name
from tutor.calculation.equations import Axis
from tutor.calculation.names import SYMBOLS, Orientation, Symbols
from tutor.language.faults import Count, Fault, Operand, Sentence
from tutor.record import NamedTuple, replace

Shape = tuple[int, ...]

AXIS_SIZE_NAMES = {"hidden": "hidden_size", "input": "input_size", "output": "output_size"}


class Given(NamedTuple):
    """A given with its size: name in the spec, shape for columns, and the shape as it was written.

    ``blocks`` tells how many times the size of each axis a side is long: the gates that are stacked in the
    rows of a matrix, the directions that its columns read. ``times`` is the vector that a matrix multiplies.
    """

    name: str
    axes: tuple[Axis, ...]
    shape: Shape
    orientation: Orientation = "columns"
    blocks: tuple[int, ...] = (1, 1)
    times: str = ""

    @property
    def written(self) -> Shape:
        """The shape as the reader wrote it."""
        return self.shape[::-1] if self.orientation == "rows" else self.shape

    @property
    def written_axes(self) -> tuple[Axis, ...]:
        """The axes in the order of the shape as the reader wrote it."""
        return self.axes[::-1] if self.orientation == "rows" else self.axes

    @property
    def sizes(self) -> tuple[int | None, ...]:
        """The size that each side gives its axis; ``None`` where the blocks do not divide it."""
        if self.blocks == (1, 1):
            return self.shape
        return tuple(
            None if length % block else length // block
            for length, block in zip(self.shape, self.blocks, strict=False)
        )

    def expected(self, size: Mapping[Axis, int]) -> Shape:
        """The shape for columns that it should have."""
        return tuple(block * size[axis] for axis, block in zip(self.axes, self.blocks, strict=False))


class Sizes(NamedTuple):
    """The sizes that are believed, and who voted for them; ``tied`` axes have no winner."""

    size: Mapping[Axis, int]
    supporters: Mapping[Axis, tuple[str, ...]]
    tied: Mapping[Axis, tuple[int, ...]]


def believed_sizes(
    givens: Sequence[Given], vocabulary_size: int | None, output_size: int | None = None
) -> Sizes:
    """Let the givens vote; what is known for certain wins.

    A matrix that fits an axis known for certain only as its transpose votes as its transpose. A matrix that
    should be square and is not contradicts itself: it votes only where nothing else does.

    >>> weights = [Given("weight_ih", ("hidden", "input"), (3, 2)),
    ...            Given("weight_hh", ("hidden", "hidden"), (2, 2))]
    >>> dict(believed_sizes(weights, vocabulary_size=3).size)
    {'input': 3, 'hidden': 2}
    """
    votes: list[tuple[Axis, int, str]] = []
    undecided: list[tuple[Axis, int, str]] = []
    for given in givens:
        axes, sizes = given.axes, given.sizes
        if len(axes) == 2 and "input" in axes and vocabulary_size is not None:
            inner = axes.index("input")
            if given.shape[inner] != vocabulary_size == given.shape[1 - inner]:
                sizes = given._replace(shape=given.shape[::-1]).sizes
        cast = [(axis, size, given.name) for axis, size in zip(axes, sizes, strict=True) if size is not None]
        if _should_be_square(given):
            undecided += cast
        else:
            votes += cast
    votes += [vote for vote in undecided if vote[0] not in {axis for axis, _, _ in votes}]
    size: dict[Axis, int] = {}
    tied: dict[Axis, tuple[int, ...]] = {}
    if vocabulary_size is not None:
        size["input"] = vocabulary_size
    if output_size is not None:
        size["output"] = output_size
    for axis in dict.fromkeys(axis for axis, _, _ in votes):
        if axis in size:
            continue
        count = Counter(length for each, length, _ in votes if each == axis)
        most = max(count.values())
        winners = tuple(length for length, number in count.items() if number == most)
        size[axis] = winners[0]
        if len(winners) > 1:
            tied[axis] = winners
    supporters = {
        axis: tuple(
            dict.fromkeys(name for each, length, name in votes if (each, length) == (axis, size[axis]))
        )
        for axis in size
    }
    return Sizes(size, supporters, tied)


def _should_be_square(given: Given) -> bool:
    return len(given.axes) == 2 and given.axes[0] == given.axes[1] and given.sizes[0] != given.sizes[1]


def size_text(shape: Shape) -> str:
    """Print a shape as it is said in class.

    >>> size_text((2, 3)), size_text((4,))
    ('2 × 3', '4')
    """
    return " × ".join(map(str, shape))


def axis_text(axis: Axis, blocks: int = 1) -> str:
    """Say an axis, and how many times its size a side is long.

    >>> axis_text("input"), axis_text("hidden", 3)
    ('input_size', '3·hidden_size')
    """
    return f"{blocks}·{AXIS_SIZE_NAMES[axis]}" if blocks > 1 else AXIS_SIZE_NAMES[axis]


def size_faults(
    givens: Sequence[Given], sizes: Sizes, words: Sequence[str] | None, symbols: Symbols
) -> list[Fault]:
    """Find every operand whose size disagrees with the rest, each with the product or sum it fails in.

    ``sizes`` are those that are believed; ``words`` is the vocabulary where x is one-hot.
    """
    names = SYMBOLS[symbols].names
    faults = []
    for given in givens:
        expected = given.expected(sizes.size)
        wrong = tuple(
            axis
            for axis, found, right in zip(given.axes, given.shape, expected, strict=True)
            if found != right
        )
        tied = _tied_axis(given, sizes)
        if not wrong and tied is None:
            continue
        fault = _fault(given, expected, sizes, words, names, [each for each in givens if len(each.axes) == 2])
        if _should_be_square(given) and given.axes[0] in sizes.tied and given.blocks == (1, 1):
            fault = _not_square(fault, given, _symbol(given.name, names))
        elif tied is not None and all(axis in sizes.tied for axis in wrong):
            fault = _with_tie(fault, sizes, given, tied)
        faults.append(fault)
    return faults


def _symbol(name: str, names: Mapping[str, str]) -> str:
    """Give the symbol of a given; beyond layer 0, with torch's ending (W_ih_l1)."""
    apart = split_name(name)
    return names.get(apart[0], apart[0]) + apart[1].ending if apart else names.get(name, name)


def _tied_axis(given: Given, sizes: Sizes) -> Axis | None:
    """Find an axis whose size nobody knows, and for which ``given`` stands on one of the sides."""
    for axis, size in zip(given.axes, given.sizes, strict=True):
        if size in sizes.tied.get(axis, ()):
            return axis
    return None


def _not_square(fault: Fault, given: Given, symbol: str) -> Fault:
    """Say what is wrong with a matrix that should be square, whatever size the others agree on."""
    rows, columns = given.written
    return replace(
        fault,
        operands=fault.operands[:1],
        because=says.SYMBOL_HAS_ROWS_AND_COLUMNS(symbol=symbol, rows=Count(rows), columns=Count(columns)),
        help=says.SYMBOL_MUST_BE_SQUARE(symbol=symbol),
    )


def _with_tie(fault: Fault, sizes: Sizes, given: Given, axis: Axis) -> Fault:
    """Set the size of ``given`` against another that as many operands have."""
    own = given.sizes[given.axes.index(axis)]
    first = sizes.tied[axis][0]
    second = own if own != first else sizes.tied[axis][1]
    return Fault(
        fault.code,
        says.AXIS_IS_FIRST_BY_SOME_OPERANDS_AND_SECOND(
            axis=AXIS_SIZE_NAMES[axis], first=first, second=second
        ),
        fault.operands,
        says.THE_SIZES_DO_NOT_TELL_WHICH_OF_THEM_IS_WRONG(),
        says.MAKE_ALL_OF_THEM_FIRST_OR_ALL_OF_THEM_SECOND(first=first, second=second),
        key=fault.key,
    )


def _axes_remark(given: Given, shape: Shape) -> Sentence:
    blocks = given.blocks[::-1] if given.orientation == "rows" else given.blocks
    named = ", ".join(
        f"{axis_text(axis, block)} {size}"
        for axis, block, size in zip(given.written_axes, blocks, shape, strict=False)
    )
    return says.AXES(axes=named)


def _turned(given: Given, matrices: Sequence[Given]) -> str:
    """Write the orientation with which ``given`` alone is read the other way."""
    rows = [each.name for each in matrices if (each.orientation == "rows") != (each is given)]
    listed = ", ".join(f'{name} = "rows"' for name in rows)
    return f"{{ {listed} }}" if rows else '"columns"'


def _supporters(sizes: Sizes, axis: Axis, given: Given, names: Mapping[str, str]) -> str:
    others = [_symbol(name, names) for name in sizes.supporters[axis] if name != given.name]
    # No given has the size of the output where the words that are its targets say it.
    return ", ".join(others or (["targets"] if axis == "output" else []))


def _fault(
    given: Given,
    expected: Shape,
    sizes: Sizes,
    words: Sequence[str] | None,
    names: Mapping[str, str],
    matrices: Sequence[Given],
) -> Fault:
    symbol = _symbol(given.name, names)
    if len(given.axes) == 1:
        return _vector_fault(given, symbol, expected[0], sizes, names)
    written_operand = given.times
    rows, columns = given.shape
    wanted = size_text(expected if given.orientation == "columns" else expected[::-1])
    attempted = (
        f"{symbol} {written_operand}" if given.orientation == "columns" else f"{written_operand} {symbol}"
    )
    if given.axes[1] == "hidden":
        others = _supporters(sizes, "hidden", given, names) or symbol
        source = (
            says.HIDDEN_SIZE_SIZE_BY_OTHERS(size=expected[1], others=others)
            if given.blocks[1] == 1
            else says.HIDDEN_SIZE_HALF_IN_EACH_DIRECTION_BY_OTHERS(half=sizes.size["hidden"], others=others)
        )
    elif words is not None:
        source = says.ONE_HOT_OVER_WORDS(words=", ".join(words[:12]) + (", …" if len(words) > 12 else ""))
    else:
        source = None
    operands = (
        Operand(symbol, size_text(given.written), _axes_remark(given, given.written)),
        Operand(written_operand, size_text(expected[1:]), source),
    )
    if columns != expected[1]:
        pattern = (
            says.SYMBOL_HAS_COLUMNS_OPERAND_HAS_ENTRIES
            if given.orientation == "columns"
            else says.SYMBOL_HAS_ROWS_OPERAND_HAS_ENTRIES
        )
        because = pattern(
            symbol=symbol, columns=Count(columns), operand=written_operand, entries=Count(expected[1])
        )
    elif given.blocks[0] > 1:
        because = _stacked(given, symbol, rows, expected[0], sizes, names)
    else:
        others = _supporters(sizes, given.axes[0], given, names)
        pattern = (
            says.SYMBOL_HAS_ROWS_SO_PRODUCT_HAS_ENTRIES
            if given.axes[0] == "output"
            else says.SYMBOL_HAS_ROWS_SO_PRODUCT_HAS_ENTRIES_HIDDEN_SIZE_IS_SIZE_BY_OTHERS
            if given.orientation == "columns"
            else says.SYMBOL_HAS_COLUMNS_SO_PRODUCT_HAS_ENTRIES
        )
        because = pattern(symbol=symbol, rows=Count(rows), product=attempted, size=expected[0], others=others)
    transposable = given.shape != expected and given.shape[::-1] == expected
    if transposable:
        fits = ", ".join(
            filter(
                None,
                [
                    written_operand,
                    *(_symbol(name, names) for name in sizes.supporters["hidden"] if name != given.name),
                ],
            )
        )
        help_ = says.THE_TRANSPOSE_SHAPE_FITS(shape=wanted, fits=fits, other=_turned(given, matrices))
    elif given.axes[0] == given.axes[1] and given.blocks == (1, 1):
        help_ = says.SYMBOL_MUST_BE_SQUARE_WRITE_IT_WITH_SIZE_SHAPE(symbol=symbol, shape=wanted)
    else:
        help_ = says.WRITE_SYMBOL_WITH_SIZE_SHAPE(symbol=symbol, shape=wanted)
    return Fault(
        "S02" if given.axes[1] == "input" else "S03",
        says.ATTEMPTED_DOES_NOT_FIT(attempted=attempted),
        operands,
        because,
        help_,
        key=given.name,
    )


def _stacked(
    given: Given, symbol: str, found: int, expected: int, sizes: Sizes, names: Mapping[str, str]
) -> Sentence:
    """Say how long a side is that stacks gates."""
    axis, gates = given.axes[0], given.blocks[0]
    return says.SYMBOL_STACKS_GATES_OF_ENTRIES_EACH_HIDDEN(
        symbol=symbol,
        gates=gates,
        size=Count(sizes.size[axis]),
        others=_supporters(sizes, axis, given, names) or symbol,
        expected=expected,
        found=found,
    )


def _vector_fault(given: Given, symbol: str, expected: int, sizes: Sizes, names: Mapping[str, str]) -> Fault:
    (found,) = given.shape
    others = _supporters(sizes, given.axes[0], given, names)
    pattern = (
        says.SYMBOL_HAS_ENTRIES_OUTPUT_SIZE_IS_SIZE
        if given.axes[0] == "output"
        else says.SYMBOL_HAS_ENTRIES_HIDDEN_SIZE_IS_SIZE
    )
    return (
        says.SYMBOL_DOES_NOT_FIT(symbol=symbol, size=Count(expected))
        .saying(
            because=pattern(symbol=symbol, found=Count(found), size=expected, others=others)
            if given.blocks[0] == 1
            else _stacked(given, symbol, found, expected, sizes, names)
        )
        .of(Operand(symbol, size_text(given.shape), _axes_remark(given, given.shape)))
        .about(given.name)
    )
