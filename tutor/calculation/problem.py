"""Problem: everything that fixes the digits of a worked example. Whole or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Many
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tutor.calculation.assembly.building import Parts, build
from tutor.calculation.assembly.origin import Origin
from tutor.calculation.assembly.parameters import Numbers, short_name, split_name
from tutor.calculation.assembly.sentences import Tensor
from tutor.calculation.assembly.vocabulary import Vocabulary
from tutor.calculation.backward.loss import Activation, Loss
from tutor.calculation.backward.targets import At, Targets
from tutor.calculation.equations import Equation, Matrix
from tutor.calculation.names import Layout, Orientation, Symbols
from tutor.calculation.network import Sequence, Unit
from tutor.calculation.numbers import Rounding
from tutor.language.faults import Fault
from tutor.record import field, record, replace

if TYPE_CHECKING:
    import torch


@record()
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
    loss: Loss = field(default_factory=Loss)
    written: tuple[str, ...] = ("p", "q", "a", "h")
    symbols: Symbols = "pytorch"
    layout: Layout = "columns"
    orientation: Mapping[str, Orientation] = field(default_factory=lambda: MappingProxyType({}))
    batched: bool = False
    batch_first: bool = False
    language: str | None = None
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    origin: Origin = field(default_factory=Origin, compare=False)

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

        return _from_spec, (spec_dict(self), self.warnings, self.origin)

    def coming_from(self, origin: Origin) -> Problem:
        """Give the same problem with a note of where its parameters came from."""
        return replace(self, origin=origin)

    def shortened(self, decimals: int) -> Problem:
        """Give the problem whose parameters are rounded to ``decimals``: another network, easier to read.

        Its origin says how far its results are from this one's, in full precision.

        >>> problem = Problem.from_dict({
        ...     "sentence": "i am", "vocabulary": ["i", "am"],
        ...     "cell": {"weight_ih": [[0.1234, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]}})
        >>> short = problem.shortened(2)
        >>> short.unit.parameters["weight_ih"], short.origin.distance
        (((Decimal('0.12'), Decimal('0.30')),), '0.0033')
        """
        from tutor.calculation.shortening import shortened

        return shortened(self, decimals)

    def transposed(self, name: str) -> Problem | None:
        """Give the same problem with a square matrix read the other way; ``None`` where nothing changes.

        ``name`` is the matrix's short name. A matrix in which gates are stacked is never square.
        """
        base, place = split_name(name) or (name, None)
        for at, unit in enumerate(self.units):
            if base in unit.parameters and place in (None, unit.place):
                return self._turned(at, base)
        return None

    def _turned(self, at: int, name: str) -> Problem | None:
        matrix = self.units[at].parameters[name]
        turned = tuple(zip(*matrix, strict=True))
        if len(turned) != len(matrix) or turned == matrix:
            return None
        parameters = MappingProxyType({**self.units[at].parameters, name: turned})

        def changed(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
            return (*units[:at], replace(units[at], parameters=parameters), *units[at + 1 :])

        return replace(
            self, sequences=tuple(replace(each, units=changed(each.units)) for each in self.sequences)
        )

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
        words: Many[str] | None = None,
        sentences: Many[Many[str]] | None = None,
        inputs: Matrix | Tensor | None = None,
        vocabulary: Many[str] | None = None,
        parameters: Mapping[str, Numbers],
        kind: str = "rnn_tanh",
        num_layers: int | None = None,
        bidirectional: bool | None = None,
        bias: bool = True,
        batch_first: bool = False,
        start: Mapping[str, Any] | None = None,
        targets: Targets | None = None,
        at: At = "every",
        loss: Loss | None = None,
        activation: Activation | None = None,
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
            words: the sentence, a word a time step; or one of
            sentences: a batch of sentences, equally long;
            inputs: x in numbers, in torch's shape: (T, input_size), for a batch (T, N, input_size) or, with
                batch_first, (N, T, input_size).
            vocabulary: the words in the order of their one-hot vectors.
            parameters: torch's names → ``Decimal`` numbers: weight_ih_l0 (G·hidden, input), weight_hh_l0
                (G·hidden, hidden), bias_ih_l0 and bias_hh_l0 (G·hidden) or their sum bias_l0, and the same
                for further layers (``_l1``: input is D·hidden) and backwards (``_l1_reverse``). G is 1, for a
                GRU 3 (r, z, n), for an LSTM 4 (i, f, g, o). The short names (weight_ih, …) are layer 0.
                weight_hy (output, D·hidden) and bias_y (output) make an output layer. Matrices as written,
                see ``orientation``.
            kind: a key of :data:`tutor.calculation.cells.CELLS`.
            num_layers: layers L; by default as many as the parameters have.
            bidirectional: two directions D; by default as the parameters have.
            bias: False for a network without biases.
            batch_first: whether the batch is the first axis of inputs and output.
            start: "h" → h_0, "c" → c_0: (hidden), (L·D, hidden), for a batch (L·D, N, hidden); zeros where
                missing.
            targets: for an output layer a word or a position from 0 for every step; for a batch a list of
                them for every sentence. "" where a step has none. For a binary cross-entropy 0 or 1, for a
                squared error a number or a list of them, one an entry of the output.
            at: "last" for an output layer that reads the last state alone, as a classifier does; then there
                is one target for every sentence.
            loss: its kind, how steps are put together, and the learning rate; by default a cross-entropy.
            activation: of the output layer; by default what belongs to the loss: softmax, sigmoid, linear.
            orientation: for each matrix "columns" (W x, the default) or "rows" (x W), by its short name.
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

        >>> from decimal import Decimal
        >>> problem = Problem.build(
        ...     words=["i", "am"], vocabulary=["i", "am"],
        ...     parameters={"weight_ih": [[Decimal("0.1"), Decimal("0.3")]], "weight_hh": [[Decimal("0.7")]]})
        >>> problem.title, problem.unit.parameters["bias"]
        ('i am', (Decimal('0'),))
        """
        parts = Parts(
            kind=kind,
            words=words,
            sentences=sentences,
            inputs=inputs,
            vocabulary=vocabulary,
            parameters={short_name(name): values for name, values in parameters.items()},
            num_layers=num_layers,
            bidirectional=bidirectional,
            bias=bias,
            batch_first=batch_first,
            start=start or {},
            targets=targets,
            at=at,
            loss=loss or Loss(),
            activation=activation,
            orientation={short_name(name): way for name, way in (orientation or {}).items()},
            written=written,
            symbols=symbols,
            layout=layout,
            limits=limits,
            earlier=tuple(earlier),
        )
        built = build(parts)
        return cls(
            title=title if title is not None else built.title,
            vocabulary=built.vocabulary,
            sequences=built.sequences,
            rounding=rounding or Rounding(),
            loss=loss or Loss(),
            written=built.written,
            symbols=symbols,
            layout=layout,
            orientation=MappingProxyType(parts.orientation),
            batched=built.batched,
            batch_first=batch_first,
            language=language,
            warnings=built.warnings,
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

    @classmethod
    def from_torch(
        cls,
        module: torch.nn.Module,
        input: torch.Tensor | str | Many[Any],
        h_0: torch.Tensor | tuple[torch.Tensor, torch.Tensor] | None = None,
        vocabulary: Many[str] | None = None,
        *,
        limits: bool = True,
    ) -> Problem:
        """Build a problem of a module of torch and the input it is called with.

        Args:
            module: nn.RNN, nn.GRU or nn.LSTM, with any layers and directions, or their Cell versions.
            input: a tensor as the module takes it, (T, input_size) or with a batch (T, N, input_size), with
                batch_first (N, T, input_size), for a Cell (input_size) or (N, input_size); or, with a
                vocabulary, a sentence, a list of words or of their positions from 0.
            h_0: the start in torch's shape, for an LSTM (h_0, c_0); zeros where missing.
            vocabulary: the words in the order of their one-hot vectors.
            limits: whether sizes are held to what a person computes by hand.

        Raises:
            SpecError: another module, proj_size, or sizes that do not fit.

        >>> import torch
        >>> module = torch.nn.RNN(2, 1)
        >>> _ = [torch.nn.init.constant_(each, 0.5) for each in module.parameters()]
        >>> problem = Problem.from_torch(module, "i am", vocabulary=["i", "am"])
        >>> problem.unit.parameters["weight_ih"], problem.words
        (((Decimal('0.5'), Decimal('0.5')),), ('i', 'am'))
        """
        from tutor.weights.torch import problem_of_module

        return problem_of_module(module, input, h_0, vocabulary, limits=limits)


def _from_spec(data: Mapping[str, Any], warnings: tuple[Fault, ...], origin: Origin) -> Problem:
    return replace(Problem.from_dict(data, limits=False), warnings=warnings, origin=origin)
