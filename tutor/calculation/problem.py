"""Problem: everything that fixes the digits of a worked example. Whole or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Many
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Cell, Equation, Matrix, MatVec, Parameter, Vector
from tutor.calculation.names import Orientation, Symbols
from tutor.calculation.network import Sequence, Unit
from tutor.calculation.numbers import Rounding, decimals_of, scaled
from tutor.calculation.shapes import Given, believed_sizes, size_faults
from tutor.calculation.vocabulary import (
    Vocabulary,
    case_warnings,
    distinct,
    normalised,
    sentence_faults,
    vocabulary_faults,
)
from tutor.errors import Fault, SpecError, say

Layout = Literal["columns", "rows", "fused"]
Numbers = Vector | Matrix

MAX_HIDDEN = 16


@dataclass(frozen=True)
class Problem:
    """A sentence, a vocabulary, a cell with its parameters, and how numbers are written.

    Parameters are kept for columns, weight_ih (hidden, input) and weight_hh (hidden, hidden), whatever the
    orientation they were given in; ``orientation`` remembers that where it was stated. ``written`` lists the
    quantities that stand on a line of their own: with carry "rounded" they, and nothing else, are rounded.

    >>> problem = Problem.from_dict({
    ...     "sentence": "i am", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
    >>> problem.hidden_size, problem.input_size, problem.written
    (1, 2, ('p', 'q', 'a', 'h'))
    """

    title: str
    vocabulary: Vocabulary
    sequences: tuple[Sequence, ...]
    rounding: Rounding = field(default_factory=Rounding)
    written: tuple[str, ...] = ("p", "q", "a", "h")
    symbols: Symbols = "pytorch"
    layout: Layout = "columns"
    orientation: Mapping[str, Orientation] = field(default_factory=lambda: MappingProxyType({}))
    batched: bool = False
    batch_first: bool = False
    language: str | None = None
    warnings: tuple[Fault, ...] = field(default=(), compare=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the first sentence."""
        return self.sequences[0].words

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units with the start values of the first sequence, in the order of computing."""
        return self.sequences[0].units

    @property
    def unit(self) -> Unit:
        """The only unit of a network of one layer in one direction, whatever the output layer."""
        (only,) = [unit for unit in self.units if not unit.is_output]
        return only

    @property
    def num_layers(self) -> int:
        """How many layers of recurrent units stand on each other."""
        return 1 + max(unit.layer for unit in self.units if not unit.is_output)

    @property
    def bidirectional(self) -> bool:
        """Whether every layer reads the sentence in both directions."""
        return any(unit.direction < 0 for unit in self.units)

    @property
    def hidden_size(self) -> int:
        """Entries of h."""
        return self.units[0].output_size

    @property
    def input_size(self) -> int:
        """Entries of x: the size of the vocabulary where the inputs are words."""
        return len(self.sequences[0].inputs[0])

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process as a spec, which reads back to an equal problem."""
        from tutor.spec import spec_dict

        return _from_spec, (spec_dict(self), self.warnings)

    def transposed(self, name: str) -> Problem | None:
        """Give the same problem with a square matrix read the other way; ``None`` where nothing changes."""
        matrix = self.unit.parameters[name]
        turned = tuple(zip(*matrix, strict=True))
        if len(turned) != len(matrix) or turned == matrix:
            return None
        unit = replace(self.unit, parameters=MappingProxyType({**self.unit.parameters, name: turned}))
        return replace(self, sequences=tuple(replace(each, units=(unit,)) for each in self.sequences))

    @property
    def lines(self) -> tuple[Equation, ...]:
        """The equations of the only unit as they are written down; see :meth:`lines_of`."""
        return self.lines_of(self.unit)

    def lines_of(self, unit: Unit) -> tuple[Equation, ...]:
        """The equations of a unit as they are written down, the rest folded into them."""
        return unit.cell.fold(self.written)

    @classmethod
    def build(
        cls,
        *,
        words: Many[str] | None,
        vocabulary: Many[str] | None,
        parameters: Mapping[str, Numbers],
        kind: str = "rnn_tanh",
        start: Mapping[str, Vector] | None = None,
        orientation: Mapping[str, Orientation] | None = None,
        rounding: Rounding | None = None,
        written: Many[str] | None = None,
        symbols: Symbols = "pytorch",
        layout: Layout = "columns",
        title: str | None = None,
        language: str | None = None,
        limits: bool = True,
        earlier: Iterable[Fault] = (),
    ) -> Problem:
        """Check every part against every other and build the problem.

        Args:
            words: the sentence, a word a time step.
            vocabulary: the words in the order of their one-hot vectors.
            parameters: torch's short names → ``Decimal`` numbers: weight_ih (hidden, input), weight_hh
                (hidden, hidden), bias or bias_ih and bias_hh (hidden); matrices as written, see
                ``orientation``.
            kind: a key of :data:`tutor.calculation.cells.CELLS`.
            start: "h" → h_0 (hidden); zeros where it is missing.
            orientation: for each matrix "columns" (W x, the default) or "rows" (x W).
            rounding: decimals, carry and ties.
            written: the quantities written down; by default all that the layout shows.
            symbols: the letters used in documents and messages.
            layout: "columns", "rows" or "fused".
            title: the heading; by default the sentence.
            language: "ko" or "en", where the problem itself says so.
            limits: whether the sizes are held to what a person computes by hand.
            earlier: faults found before (parts that could not be read at all are given as ``None``).

        Raises:
            SpecError: with every fault of the content at once.
            TypeError: parameters that are not ``Decimal``; :meth:`from_dict` takes floats and NumPy arrays.

        >>> problem = Problem.build(
        ...     words=["i", "am"], vocabulary=["i", "am"],
        ...     parameters={"weight_ih": [[Decimal("0.1"), Decimal("0.3")]], "weight_hh": [[Decimal("0.7")]]})
        >>> problem.title, problem.unit.parameters["bias"]
        ('i am', (Decimal('0'),))
        """
        cell = CELLS[kind]
        _require_decimals({**parameters, **(start or {})})
        faults = list(earlier)
        wrong_words = vocabulary_faults(vocabulary, limits=limits) if vocabulary is not None else []
        faults += wrong_words
        known = _known_words(vocabulary, wrong_words)
        if words is not None and known is not None:
            faults += sentence_faults(words, known, limits=limits)
        orientations: dict[str, Orientation] = {
            each.name: (orientation or {}).get(each.name, "columns")
            for each in cell.parameters
            if len(each.axes) == 2
        }
        start = dict(start or {})
        givens = _givens(cell, parameters, start, orientations)
        faults += size_faults(cell, givens, known, symbols)
        sizes = believed_sizes(givens, len(known) if known is not None else None).size
        hidden_size = sizes.get("hidden", 0)
        if limits and hidden_size > MAX_HIDDEN:
            faults.append(
                Fault(
                    "S05",
                    say(
                        "the hidden size is {size}; the limit is {limit}", size=hidden_size, limit=MAX_HIDDEN
                    ),
                    because=say("A page with more is not computed by hand."),
                    help=say("use fewer hidden units, or lift the limits with --no-limits"),
                    key="weight_hh",
                )
            )
        lines, line_faults = _written(cell, written, layout, rounding or Rounding())
        faults += line_faults
        if any(fault.severity == "error" for fault in faults) or words is None or vocabulary is None:
            raise SpecError(faults)
        for name, given_orientation in orientations.items():
            if given_orientation == "rows":
                parameters = {**parameters, name: tuple(zip(*parameters[name], strict=True))}
        unit = Unit(
            cell,
            MappingProxyType(_with_sums(cell, parameters, hidden_size)),
            MappingProxyType({state: start.get(state, (Decimal(0),) * hidden_size) for state in cell.states}),
        )
        title = title if title is not None else " ".join(words)
        words = tuple(map(normalised, words))
        lexicon = Vocabulary(tuple(map(normalised, vocabulary)))
        return cls(
            title=title,
            vocabulary=lexicon,
            sequences=(Sequence(words, lexicon.vectors(words), (unit,)),),
            rounding=rounding or Rounding(),
            written=lines,
            symbols=symbols,
            layout=layout,
            orientation=MappingProxyType(dict(orientation or {})),
            language=language,
            warnings=(*(fault for fault in faults if fault.severity != "error"), *case_warnings(vocabulary)),
        )

    @classmethod
    def from_file(cls, path: str | Path, *, limits: bool = True) -> Problem:
        """Read a spec (TOML or JSON); ``limits=False`` lifts the limits of what is computed by hand.

        Raises :class:`SpecError` with every fault at once, each with its line.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder, "spec.toml")
        ...     _ = path.write_text('''sentence = "i am"
        ... vocabulary = ["i", "am"]
        ... cell = { weight_ih = [[0.1, 0.3]], weight_hh = [[0.7]] }''')
        ...     Problem.from_file(path).words
        ('i', 'am')
        """
        from tutor.spec import read_problem

        return read_problem(Path(path), limits=limits)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, limits: bool = True) -> Problem:
        """Build a problem from the keys of a spec; floats stand for their shortest decimals.

        Matrices and vectors may be lists, NumPy arrays or torch tensors.

        Args:
            data: "sentence" (or "tokens": a list of words) and "vocabulary"; "cell" with "weight_ih" (hidden,
                input), "weight_hh" (hidden, hidden) and, where they are not zero, "bias" (hidden) or
                "bias_ih" and "bias_hh", and "h_0" (hidden). With "orientation": "rows" the matrices are
                given for x W: (input, hidden) and (hidden, hidden). Further "kind" in "cell", and "title",
                "language", "rounding", "notation" as in a spec file.
            limits: whether the sizes are held to what a person computes by hand.

        Raises:
            SpecError: with every fault at once.

        >>> import numpy as np
        >>> problem = Problem.from_dict({
        ...     "sentence": "i am", "vocabulary": ["i", "am"],
        ...     "cell": {"weight_ih": np.array([[0.1, 0.3]]), "weight_hh": np.array([[0.7]])}})
        >>> problem.unit.parameters["weight_ih"]
        ((Decimal('0.1'), Decimal('0.3')),)
        """
        from tutor.spec import problem_of

        return problem_of(data, limits=limits)


def _from_spec(data: Mapping[str, Any], warnings: tuple[Fault, ...]) -> Problem:
    return replace(Problem.from_dict(data, limits=False), warnings=warnings)


def _require_decimals(given: Mapping[str, object]) -> None:
    """Refuse what is not exact, before it fails somewhere in the middle."""
    for name, numbers in given.items():
        rows = numbers if isinstance(numbers, (list, tuple)) else [numbers]
        entries = [entry for row in rows for entry in (row if isinstance(row, (list, tuple)) else [row])]
        if not all(isinstance(entry, Decimal) for entry in entries):
            raise TypeError(
                f"{name} must be a list of Decimal, or a list of such lists; "
                "Problem.from_dict takes floats and NumPy arrays"
            )


def _known_words(vocabulary: Many[str] | None, wrong: Many[Fault]) -> Many[str] | None:
    """Of a vocabulary that repeats words the distinct ones; one that is refused otherwise decides nothing."""
    if vocabulary is None or any(fault.code != "V03" for fault in wrong):
        return None
    return distinct(vocabulary)


def _givens(
    cell: Cell,
    parameters: Mapping[str, Numbers],
    start: Mapping[str, Vector],
    orientations: Mapping[str, Orientation],
) -> list[Given]:
    """List what votes for sizes; a bias given in two parts votes twice."""
    givens = []
    for each in cell.parameters:
        for name in (each.name, *each.sum_of):
            if name in parameters:
                values = parameters[name]
                shape = (len(values),) if len(each.axes) == 1 else (len(values), len(values[0]))  # type: ignore[arg-type]
                way = orientations.get(name, "columns")
                givens.append(Given(name, each.axes, shape if way == "columns" else shape[::-1], way))
    state_axes = {each.symbol: each.axis for each in cell.equations}
    givens += [Given(f"{state}_0", (state_axes[state],), (len(values),)) for state, values in start.items()]
    return givens


def _with_sums(cell: Cell, parameters: Mapping[str, Numbers], hidden_size: int) -> dict[str, Numbers]:
    """Add what the table reads but the spec does not give: sums of parts, and zeros for what is optional."""
    complete = dict(parameters)
    for each in cell.parameters:
        if each.name in complete:
            continue
        parts = [complete[name] for name in each.sum_of if name in complete]
        complete[each.name] = (
            tuple(map(_exact_sum, zip(*parts, strict=True))) if parts else _zeros(each, hidden_size)
        )
    return complete


def _exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    numbers = tuple(numbers)
    places = max(map(decimals_of, numbers))
    return Decimal(f"{sum(scaled(number, places) for number in numbers)}E-{places}")


def _zeros(parameter: Parameter, hidden_size: int) -> Vector:
    assert parameter.optional and len(parameter.axes) == 1, f"{parameter.name} is required"
    return (Decimal(0),) * hidden_size


def _written(
    cell: Cell, written: Many[str] | None, layout: Layout, rounding: Rounding
) -> tuple[tuple[str, ...], list[Fault]]:
    """Settle which quantities are written down, in the table's order."""
    products = {each.symbol for each in cell.equations if isinstance(each.expression, MatVec)}
    if written is None:
        return tuple(name for name in cell.symbols if layout != "fused" or name not in products), []
    faults = []
    twice = [name for name in dict.fromkeys(written) if list(written).count(name) > 1]
    if twice:
        faults.append(
            Fault(
                "K05",
                say("`written` lists `{name}` twice", name=twice[0]),
                because=say("Every line is written once a time step."),
                help=say("remove one of the two"),
                key="rounding.written",
            )
        )
    unknown = [name for name in written if name not in cell.symbols]
    if unknown:
        faults.append(
            Fault(
                "K04",
                say("`{name}` is not a line of this cell", name=unknown[0]),
                because=say("Its lines are {lines}.", lines=", ".join(cell.symbols)),
                help=say("leave out what is not one of them"),
                key="rounding.written",
            )
        )
    missing = [state for state in cell.states if state not in written]
    if missing:
        faults.append(
            Fault(
                "K05",
                say("`{name}` must be written", name=missing[0]),
                because=say("The next time step starts from the written {name}.", name=missing[0]),
                help=say("add `{name}` to `written`", name=missing[0]),
                key="rounding.written",
            )
        )
    if layout == "fused" and products & set(written):
        faults.append(
            Fault(
                "K05",
                say(
                    "the fused layout has no line for {names}",
                    names=", ".join(sorted(products & set(written))),
                ),
                because=say(
                    "It multiplies one block matrix by one stacked vector, "
                    "so the products are not written apart."
                ),
                help=say(
                    "set written = {lines}",
                    lines=str([name for name in cell.symbols if name not in products]).replace("'", '"'),
                ),
                key="rounding.written",
            )
        )
    return tuple(name for name in cell.symbols if name in written), faults
