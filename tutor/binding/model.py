"""The network that a text describes: its sizes by the vote of the givens, its matrices repaired, its inputs.

Only givens are evidence. A written result is none: states that grew would outvote the givens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from tutor.binding import binding_messages as says
from tutor.binding.givens import BIASES, MATRICES, Givens
from tutor.binding.inputs import TAKEN, as_the_lines_have_them, inputs_of, is_an_order, is_none_of_theirs
from tutor.binding.literal_rows import turned
from tutor.binding.problem_reading import Assumption, ProblemReading
from tutor.binding.roles import Binding
from tutor.binding.size_reports import misfit
from tutor.calculation.assembly.shapes import Given as Vote
from tutor.calculation.assembly.shapes import Sizes, believed_sizes, size_text
from tutor.calculation.assembly.vocabulary import hot
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Axis, Cell, Expression, Fn, Matrix, Ref, rewrite
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.names import Orientation
from tutor.calculation.numbers import Rounding
from tutor.calculation.problem import Problem
from tutor.language.faults import Sentence, TutorError
from tutor.reading.findings import Finding
from tutor.record import field, record, replace

_AXES: Mapping[str, tuple[Axis, ...]] = MappingProxyType(
    {
        "weight_ih": ("hidden", "input"),
        "weight_hh": ("hidden", "hidden"),
        **dict.fromkeys((*BIASES, "h_0"), ("hidden",)),
    }
)


USUAL = Rounding()


@record()
class Model:
    """What is computed with: parameters for columns (repaired where a repair fits), start, inputs by step."""

    binding: Binding
    givens: Givens
    cell: Cell
    parameters: Mapping[str, Numbers | Matrix]
    start: Numbers | None
    inputs: Mapping[int, Numbers]
    hidden_size: int | None
    input_size: int | None
    charged: frozenset[str] = frozenset()
    unusable: frozenset[str] = frozenset()
    orientation: Mapping[str, Orientation] = field(default_factory=lambda: MappingProxyType({}))
    assumptions: tuple[Assumption, ...] = ()
    findings: tuple[Finding, ...] = ()
    guessed: frozenset[int] = frozenset()
    rounding: Rounding = USUAL
    written: tuple[str, ...] = ("p", "q", "a", "h")

    @cached_property
    def words(self) -> tuple[int | None, ...]:
        """Give the position of the 1 in x at every step."""
        return tuple(hot(self.inputs[step]) if step in self.inputs else None for step in self.givens.numbered)

    def with_orientation(self, name: str) -> Model:
        """The same model with one matrix read the other way."""
        matrix: Matrix = self.parameters[name]  # type: ignore[assignment]
        other: Orientation = "rows" if self.orientation.get(name, "columns") == "columns" else "columns"
        return replace(
            self,
            parameters=MappingProxyType({**self.parameters, name: turned(matrix)}),
            orientation=MappingProxyType({**self.orientation, name: other}),
        )

    def with_inputs(self, found: Mapping[int, Numbers]) -> Model:
        """The same model with inputs that nobody stated as the lines that read them have them."""
        if all(self.inputs.get(step) == found[step] for step in found if step in self.givens.numbered):
            return self
        inputs = {**self.inputs, **found}
        givens, told = as_the_lines_have_them(self.givens, inputs, self.guessed, found.keys())
        rest = (each for each in self.assumptions if each.text.pattern not in TAKEN)
        return replace(self, givens=givens, inputs=inputs, assumptions=(*told, *rest))

    def without_another_order(self, found: Mapping[int, Numbers]) -> Model:
        """This model where the lines bear its words out; else in the order of appearance, or without words.

        Lines of which each reads another word than a sentence has are lines of another sentence.
        """
        if is_an_order(self.givens, {**self.inputs, **found}, self.guessed):
            return self
        known = replace(self, guessed=frozenset())
        if not is_none_of_theirs(self.givens, self.inputs, found):
            return known
        return replace(
            known,
            givens=replace(self.givens, vocabulary=(), words={}, phrase=None),
            inputs={step: vector for step, vector in self.inputs.items() if step not in self.guessed},
            assumptions=tuple(each for each in self.assumptions if each.text.pattern not in TAKEN),
        )

    @cached_property
    def symbols(self) -> Mapping[str, str]:
        """The writer's own name for each role."""
        named = {role: given.name for role, given in self.givens.by_role.items()}
        for base, role in self.binding.roles.items():
            named.setdefault(role, base)
        return MappingProxyType(named)

    def reading(self, decimals: int) -> ProblemReading:
        """Say what the text was taken to say."""
        return ProblemReading(
            self.givens.vocabulary,
            tuple(self.givens.words[step] for step in sorted(self.givens.words)),
            self.input_size,
            self.hidden_size,
            self.cell.kind,
            decimals,
            self.orientation,
            self.symbols,
            self.assumptions,
        )

    def _words_at(self, size: int, positions: Sequence[int | None], steps: Sequence[int]) -> tuple[str, ...]:
        """Name the positions of the inputs by the words of the steps where these differ, else by number."""
        named = {
            (at, word)
            for step, at in zip(steps, positions, strict=True)
            if at is not None and (word := self.givens.words.get(step)) is not None
        }
        words = dict(named)
        if len(words) < len(named) or len(set(words.values())) < len(words):
            words = {}
        names = tuple(words.get(at, f"w{at + 1}") for at in range(size))
        return names if len(set(names)) == size else tuple(f"w{at + 1}" for at in range(size))

    def read(self, inputs: Mapping[int, Numbers]) -> dict[str, Any]:
        """Give what the network reads in some steps: words where every x is one-hot, else the numbers."""
        steps, vectors = list(inputs), list(inputs.values())
        positions = [hot(vector) for vector in vectors]
        size, vocabulary = len(vectors[0]), self.givens.vocabulary
        if (
            None in positions
            or len({len(vector) for vector in vectors}) > 1
            or (size == 1 and not vocabulary)
        ):
            return {"inputs": tuple(vectors)}
        if len(vocabulary) != size:
            vocabulary = self._words_at(size, positions, steps)
        words = [vocabulary[position] for position in positions if position is not None]
        return {"words": words, "vocabulary": vocabulary}

    def problem(self, decimals: int) -> tuple[Problem | None, Sentence | None]:
        """Give the repaired problem, or say why there is none."""
        missing = [role for role in MATRICES if role not in self.parameters]
        if missing or self.hidden_size is None or self.input_size is None or not self.givens.steps:
            return None, says.THE_TEXT_DOES_NOT_GIVE_EVERYTHING()
        if self.cell.kind not in CELLS:
            return None, says.THE_NETWORK_HAS_THE_LOGISTIC_SIGMOID()
        if self.unusable:
            names = ", ".join(_name(self.givens, role) for role in sorted(self.unusable))
            return None, says.NO_READING_GIVES_NAMES_A_SIZE_THAT_FITS(names=names)
        unread = [step for step in self.givens.numbered if step not in self.inputs]
        if unread:
            return None, says.X_OF_STEP_IS_NOT_GIVEN(step=unread[0])
        both = {name: self.parameters[name] for name in ("bias_ih", "bias_hh") if name in self.parameters}
        parameters = {
            name: value
            for name, value in self.parameters.items()
            if name in MATRICES or (name in both if len(both) == 2 else name == "bias")
        }
        for name in MATRICES:
            if self.orientation.get(name) == "rows":
                parameters[name] = turned(parameters[name])  # type: ignore[arg-type]
        try:
            return Problem.build(
                **self.read({step: self.inputs[step] for step in self.givens.numbered}),
                parameters=parameters,
                kind=self.cell.kind,
                start={"h": self.start} if self.start is not None else None,
                orientation=self.orientation,
                rounding=replace(self.rounding, decimals=min(max(decimals, 1), 12)),
                layout="rows"
                if set(self.orientation.values()) == {"rows"} and not self.charged
                else "columns",
            ), None
        except TutorError as error:
            return None, error.faults[0].title


def _name(givens: Givens, role: str) -> str:
    given = givens.by_role.get(role)
    return given.name if given else role


def _votes(givens: Givens) -> list[Vote]:
    votes = []
    for role, given in givens.by_role.items():
        shape: tuple[int, ...]
        if role in MATRICES:
            shape = (len(given.columns), len(given.columns[0]))
        else:
            if role == "h_0" and givens.zero_start is not None:
                continue
            shape = (len(given.vector),)
        votes.append(Vote(role, _AXES[role], shape))
    if givens.vector_size is None:
        votes += [
            Vote(f"x_{step}", ("input",), (len(given.vector),)) for step, given in givens.inputs.items()
        ]
    return votes


def _is_table(vote: Vote, givens: Givens) -> bool:
    """Whether a matrix stands where a vector belongs; its entries are no evidence for a size."""
    return vote.name in givens.by_role and givens.by_role[vote.name].is_table


def _stated_size(givens: Givens) -> int | None:
    """Give the entries of x by the vocabulary, else by the vectors that stand in the text."""
    if givens.vector_size is not None:
        return givens.vector_size
    sizes = [len(given.vector) for given in givens.inputs.values()]
    return max(set(sizes), key=sizes.count) if sizes else None


def _other_kind(binding: Binding, cell: Cell) -> Sentence | None:
    """Say so where the network is none of those that a repair can be written for."""
    if binding.gated and not binding.torchs:
        return says.THE_STATES_ARE_NOT_COMPUTED_AS_IN_TORCH()
    if binding.gated:
        return None
    if cell.kind not in CELLS:
        return says.THE_NETWORK_HAS_THE_LOGISTIC_SIGMOID_WHERE_NN_RNN_HAS_TANH()
    return None


def _cell(activation: str) -> Cell:
    """Give the table of a network; one with the logistic sigmoid is that of tanh with another function."""
    kind = f"rnn_{activation}"
    if kind in CELLS:
        return CELLS[kind]
    usual = CELLS["rnn_tanh"]

    def change(node: Expression) -> Expression | None:
        return Fn(activation, Ref("a")) if node == Fn("tanh", Ref("a")) else None

    return replace(
        usual,
        kind=kind,
        equations=tuple(
            replace(each, expression=rewrite(each.expression, change)) for each in usual.equations
        ),
    )


@record(frozen=False)
class _Sizes:
    """The givens while each is fitted to the sizes that they agree on."""

    givens: Givens
    sizes: Sizes
    parameters: dict[str, Numbers | Matrix] = field(default_factory=dict)
    orientation: dict[str, Orientation] = field(default_factory=dict)
    charged: set[str] = field(default_factory=set)
    unusable: set[str] = field(default_factory=set)
    assumptions: list[Assumption] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def fit(self, vote: Vote) -> None:
        """Take a given in; turn a matrix where that makes it fit, charge what does not fit."""
        given = self.givens.by_role[vote.name]
        wanted = tuple(self.sizes.size[axis] for axis in vote.axes)
        if vote.name in MATRICES:
            self.parameters[vote.name] = given.columns
            self.orientation[vote.name] = given.order or "columns"
        elif vote.name != "h_0":
            self.parameters[vote.name] = given.vector
        tied = [axis for axis in vote.axes if axis in self.sizes.tied]
        if given.is_table:
            vote = vote._replace(shape=(len(given.rows), len(given.rows[0])))
        if vote.shape == wanted and not tied:
            return
        if vote.shape[::-1] == wanted and not tied and given.order is None and vote.name in MATRICES:
            self.parameters[vote.name] = turned(given.columns)
            self.orientation[vote.name] = "rows"
            size = size_text(vote.shape)
            self.assumptions.append(
                Assumption(
                    says.NAME_IS_SIZE_SO_IT_WAS_READ_FOR_ROWS_X_W(name=given.name, size=size), given.place
                )
            )
            return
        self.charged.add(vote.name)
        transposable = vote.shape != wanted and vote.shape[::-1] == wanted
        if transposable:
            self.parameters[vote.name] = turned(given.columns)
            way = self.orientation[vote.name]
            self.orientation[vote.name] = "rows" if way == "columns" else "columns"
        elif vote.name in self.givens.used and (len(self.givens.used[vote.name].vector),) == wanted:
            self.parameters[vote.name] = self.givens.used[vote.name].vector
        elif vote.shape != wanted or tied:
            self.unusable.add(vote.name)
        self.findings.append(misfit(given, vote, wanted, self.sizes, self.givens, transposable, tied))


def understand(binding: Binding, givens: Givens) -> Model:
    """Let the givens vote, repair what a transpose repairs, and say what does not fit."""
    cell = _cell(binding.activation)
    votes = _votes(givens)
    sizes = believed_sizes([vote for vote in votes if not _is_table(vote, givens)], _stated_size(givens))
    hidden, inputs = sizes.size.get("hidden"), sizes.size.get("input")
    fitted = _Sizes(givens, sizes)
    for vote in votes:
        if not vote.name.startswith("x_") and sizes.size.keys() >= set(vote.axes):
            fitted.fit(vote)
    vectors, findings, assumptions, guessed = inputs_of(givens, inputs)
    assumptions = fitted.assumptions + assumptions
    first = givens.places.get(givens.first)
    if kind := _other_kind(binding, cell):
        assumptions.append(Assumption(kind, first))
    _add_biases(fitted.parameters)
    stated = givens.by_role.get("h_0")
    start: Numbers | None = stated.vector if stated is not None and "h_0" not in fitted.charged else None
    if hidden is not None and (stated is None or not any(stated.vector)):
        start = (Decimal(0),) * hidden
        fitted.unusable.discard("h_0")
    if hidden is not None and stated is None:
        assumptions.append(
            Assumption(says.START_IS_NOT_GIVEN_ZEROS_WERE_TAKEN(start=givens.start_name), first)
        )
    return Model(
        binding,
        givens,
        cell,
        MappingProxyType(fitted.parameters),
        start,
        MappingProxyType(vectors),
        hidden,
        inputs,
        frozenset(fitted.charged),
        frozenset(fitted.unusable),
        MappingProxyType(fitted.orientation),
        tuple(assumptions),
        (*fitted.findings, *findings),
        frozenset(guessed),
    )


def _add_biases(parameters: dict[str, Numbers | Matrix]) -> None:
    """Where two biases are given, the network's is their sum."""
    parts = [parameters[name] for name in ("bias_ih", "bias_hh") if name in parameters]
    if "bias" not in parameters and parts and len({len(part) for part in parts}) == 1:
        parameters["bias"] = tuple(sum(entries, Decimal(0)) for entries in zip(*parts, strict=True))
