"""What a text gives: matrices, biases, start, words and their vectors, each with its place, as written.

The first occurrence defines. Where nothing is defined by name, the first line with numbers does, operand by
operand beside the formula above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from tutor.binding.literal_rows import matrix_rows, numbers, rows_of, turned
from tutor.binding.roles import Binding, is_zero
from tutor.binding.sentences import Phrase, phrase_of, sentence_of
from tutor.calculation.assembly.vocabulary import hot
from tutor.calculation.equations import Matrix as Rows
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.names import Orientation
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place, step_of
from tutor.reading.work import Chain, VocabularyWord, Work
from tutor.record import field, record, replace

# A text has no more lines, so a higher step is a slip of the pen.
MAX_STEPS = 5000
MATRICES = ("weight_ih", "weight_hh")
BIASES = ("bias", "bias_ih", "bias_hh")


@record()
class Given:
    """A matrix or a vector as it was first written: its role, the writer's name for it, numbers, place."""

    role: str
    name: str
    rows: Rows
    place: Place
    is_matrix: bool
    order: Orientation | None = None

    @property
    def vector(self) -> Numbers:
        """The numbers of a vector."""
        return tuple(entry for row in self.rows for entry in row)

    @property
    def is_table(self) -> bool:
        """Whether several rows of several entries stand where a vector belongs."""
        return not self.is_matrix and len(self.rows) > 1 and max(map(len, self.rows)) > 1

    @property
    def columns(self) -> Rows:
        """The matrix as it multiplies from the left: transposed where it was written after its vector."""
        return turned(self.rows) if self.order == "rows" else self.rows


@record(frozen=False)
class Givens:
    """Everything that a text gives, collected in reading order.

    ``used`` has what stands for a bias in the lines of numbers, where that is not what it was defined as;
    ``matrices`` has those that are not the network's own, by name. ``phrase`` is what the vocabulary was
    taken from where nobody gives a word its vector.
    """

    by_role: dict[str, Given] = field(default_factory=dict)
    inputs: dict[int, Given] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    vectors: dict[str, Numbers] = field(default_factory=dict)
    vector_size: int | None = None
    word_places: dict[str, Place] = field(default_factory=dict)
    first: int = 1
    steps: int = 0
    listed: bool = False
    zero_start: Place | None = None
    places: dict[int, Place] = field(default_factory=dict)
    used: dict[str, Given] = field(default_factory=dict)
    matrices: dict[str, Rows] = field(default_factory=dict)
    phrase: Phrase | None = None

    @property
    def start(self) -> int:
        """The number of the state before the first step."""
        return self.first - 1

    @property
    def start_name(self) -> str:
        """What the state before the first step is called."""
        return "h_0" if self.first else "h_{-1}"

    @property
    def numbered(self) -> range:
        """The steps that are computed, by their numbers in the text."""
        return range(self.first, self.first + self.steps)

    def one_hot(self, word: str | None, size: int | None) -> Numbers | None:
        """Give the vector of a word: the text's own of this size, or by the place in as many words."""
        if word is None:
            return None
        if word in self.vectors and (size is None or len(self.vectors[word]) == size):
            return self.vectors[word]
        if word in self.vocabulary and size == len(self.vocabulary):
            return one_hot(self.vocabulary.index(word), size)
        return None

    def of_words(self) -> tuple[Numbers, ...]:
        """Give the vectors that words may have."""
        size = len(self.vocabulary)
        taken = range(size) if self.phrase is not None else ()
        return (*self.vectors.values(), *(one_hot(position, size) for position in taken))

    def columns_of_x(self) -> set[int]:
        """Give how many entries x may have by the input matrix, which may be written either way."""
        given = self.by_role.get("weight_ih")
        if given is None:
            return set()
        return {len(given.columns[0])} | ({len(given.columns)} if given.order is None else set())


def one_hot(position: int, size: int) -> Numbers:
    """Give the vector with its 1 at a position."""
    return tuple(Decimal(int(each == position)) for each in range(size))


def _named_elsewhere(work: Work, binding: Binding, literal: w.Expression) -> tuple[str, w.Expression]:
    """Find the definition of a literal under a name that no formula explains."""
    rows = rows_of(literal)
    for chain in work.chains:
        name = chain.name
        if name is None or chain.literal is None or name.step is not None or name.base in binding.roles:
            continue
        if rows_of(chain.literal) == rows:
            return name.text, chain.literal
    return "", literal


def role_text(role: str) -> str:
    """Give a customary name to what the text gives without one."""
    return {"weight_ih": "W_ih", "weight_hh": "W_hh", "bias": "b"}.get(role, role)


def collect(work: Work, binding: Binding) -> Givens:
    """Collect the givens of a text."""
    found = Givens(first=work.first)
    _vocabulary(work, found)
    for chain in sorted(work.chains, key=lambda each: _is_one_input(each, binding)):
        _definition(chain, binding, found)
    for chain in work.chains:
        _from_numeric_lines(chain, binding, found)
    for role, literal, way in operands_by_value(work, binding):
        if role not in found.by_role:
            named, definition = _named_elsewhere(work, binding, literal)
            way_known = replace(binding, order={**binding.order, role: way} if way else binding.order)
            _define(role, named or role_text(role), definition, way_known, found)
    for chain in work.chains:
        name = chain.name
        if (
            name is not None
            and isinstance(name.step, int)
            and work.first <= name.step <= MAX_STEPS
            and binding.roles.get(name.base) in ("h", "p", "q", "a")
        ):
            found.places.setdefault(name.step, chain.place)
    found.steps = max(found.places, default=found.start) - found.start
    _words(work, found)
    return found


def operands_by_value(work: Work, binding: Binding) -> Iterator[tuple[str, w.Expression, Orientation | None]]:
    """Find matrices and biases in lines of numbers that stand under no formula.

    A matrix times a one-hot vector is the input matrix, another one the recurrent matrix; what is added
    without being multiplied is the bias. Gives role, literal, and which came first.
    """
    for chain in work.chains:
        if chain.name is not None and binding.roles.get(chain.name.base) not in ("h", "a"):
            continue
        sides = [segment.expression for segment in chain.segments[1:]]
        first = next((side for side in sides if not w.is_literal(side)), None)
        if first is None or any(isinstance(node, w.Name) for node in w.walk(first)):
            continue
        inner = first.argument if isinstance(first, w.Apply) else first
        terms = [term.expression for term in inner.terms] if isinstance(inner, w.Sum) else [inner]
        if not any(isinstance(term, w.Product) for term in terms):
            continue
        way: Orientation = "columns"
        for term in terms:
            if isinstance(term, w.Product) and len(term.factors) == 2:
                for role, literal, found in _by_value(*term.factors, way):
                    way = found
                    yield role, literal, found
            elif numbers(term) is not None and not isinstance(term, w.Number):
                yield "bias", term, None


def _by_value(
    first: w.Expression, second: w.Expression, usual: Orientation
) -> Iterator[tuple[str, w.Expression, Orientation]]:
    ways: tuple[tuple[w.Expression, w.Expression, Orientation], ...] = (
        (first, second, "columns"),
        (second, first, "rows"),
    )
    if len(numbers(first) or ()) == len(numbers(second) or ()) == 1:
        ways = (ways[usual == "rows"],)
    elif isinstance(first, w.Matrix) != isinstance(second, w.Matrix):
        ways = (ways[0],) if isinstance(first, w.Matrix) else (ways[1],)
    for matrix, vector, way in ways:
        written = numbers(vector)
        if written is None or isinstance(matrix, w.Number) or rows_of(matrix) is None:
            continue
        single = numbers(matrix) is not None
        if single and (
            (len(written) > 1 and hot(written) is None) or len(written) == 1 < len(numbers(matrix) or ())
        ):
            continue
        yield ("weight_ih" if hot(written) is not None and len(written) > 1 else "weight_hh"), matrix, way
        return


def _vocabulary(work: Work, found: Givens) -> None:
    entries: dict[str, VocabularyWord] = {}
    for each in work.vocabulary:
        if each.word not in entries or (entries[each.word].vector is None and each.vector is not None):
            entries[each.word] = each
    with_vectors = {
        word: vector
        for word, each in entries.items()
        if each.vector is not None and (vector := numbers(each.vector)) is not None
    }
    if with_vectors:
        lengths = [len(vector) for vector in with_vectors.values()]
        found.vector_size = max(set(lengths), key=lengths.count)
        found.vectors = with_vectors
        found.word_places = {word: entries[word].place for word in with_vectors}
        found.vocabulary = tuple(sorted(with_vectors, key=lambda word: hot(with_vectors[word]) or 0))
    elif entries:
        order = sorted(entries.values(), key=lambda each: (each.index is None, each.index or 0))
        found.vocabulary = tuple(each.word for each in order)
        found.vector_size = len(found.vocabulary)


def _definition(chain: Chain, binding: Binding, found: Givens) -> None:
    name = chain.name
    if name is None or name.entry or chain.literal is None:
        return
    role = binding.roles.get(name.base)
    if role is None:
        if name.step is None and (rows := matrix_rows(chain.literal)) is not None:
            found.matrices.setdefault(name.base, rows)
        return
    if name.step is None:
        if role == "x":
            _list_of_inputs(chain.literal, name, found)
        elif role in (*MATRICES, *BIASES):
            _define(role, name.text, chain.literal, binding, found)
    elif isinstance(name.step, int):
        if role == "h" and name.step == found.start:
            _define("h_0", name.text, chain.literal, binding, found)
        elif role == "x":
            _input(name.step + binding.offset, name.text, chain.literal, found)


def _is_one_input(chain: Chain, binding: Binding) -> bool:
    """Whether a number is given for x without a step: it is x_1 only where nothing else is."""
    name = chain.name
    number = name is not None and name.step is None and isinstance(chain.literal, w.Number)
    return number and name is not None and binding.roles.get(name.base) == "x"


def _define(role: str, name: str, literal: w.Expression, binding: Binding, found: Givens) -> None:
    if (defined := found.by_role.get(role)) is not None:
        rows = rows_of(literal)
        if role in BIASES and rows is not None and len(defined.vector) != len(rows[0]) and len(rows) == 1:
            found.used.setdefault(role, Given(role, name, rows, literal.place, False))
        return
    if role == "h_0" and isinstance(literal, w.Number) and is_zero(literal):
        found.zero_start = literal.place
    rows = rows_of(literal)
    if rows is None or not rows[0]:
        return
    found.by_role[role] = Given(role, name, rows, literal.place, role in MATRICES, binding.order.get(role))


def _input(step: int, name: str, literal: w.Expression, found: Givens) -> None:
    vector = numbers(literal)
    if vector is not None and step not in found.inputs and step <= MAX_STEPS:
        found.inputs[step] = Given("x", name, (vector,), literal.place, False)


def _list_of_inputs(literal: w.Expression, name: w.Name, found: Givens) -> None:
    """Read a list of scalar inputs, or a table of vectors, one a step."""
    rows: Sequence[Numbers] | None = None
    if isinstance(literal, w.Matrix):
        rows = rows_of(literal)
    else:
        vector = numbers(literal)
        rows = [(entry,) for entry in vector] if vector is not None else None
    for step, row in enumerate(rows or (), start=found.first):
        if step not in found.inputs:
            found.listed = True
            found.inputs[step] = Given("x", f"{name.text}_{step}", (row,), literal.place, False)


def _from_numeric_lines(chain: Chain, binding: Binding, found: Givens) -> None:
    """Define by the first numeric line, operand by operand beside the formula above it."""
    if chain.name is not None and binding.roles.get(chain.name.base) not in ("h", "p", "q", "a", "bias"):
        return
    here = chain.name.step if chain.name is not None and isinstance(chain.name.step, int) else None
    sides = [segment.expression for segment in chain.segments]
    for formula, line in pairwise(sides):
        for name, literal, transposed in beside(formula, line):
            role = binding.roles.get(name.base)
            if role is None or name.entry:
                continue
            at = step_of(name, here)
            text = name.text
            if role in MATRICES or role in BIASES:
                _define(
                    role, text, w.Transpose(literal.place, literal) if transposed else literal, binding, found
                )
            elif role == "x" and at is not None and isinstance(literal, w.Vector):
                _input(at + binding.offset, text, literal, found)
            elif (
                role == "h" and at == found.start and not (is_zero(literal) and isinstance(literal, w.Number))
            ):
                _define("h_0", text, literal, binding, found)


def beside(formula: w.Expression, line: w.Expression) -> Iterator[tuple[w.Name, w.Expression, bool]]:
    """Pair every name of a formula with the literal that stands in its place; the flag tells a transpose."""
    if isinstance(formula, w.Name) and w.is_literal(line):
        yield formula, line, False
    elif isinstance(formula, w.Transpose) and isinstance(formula.argument, w.Name) and w.is_literal(line):
        yield formula.argument, line, True
    elif (isinstance(formula, w.Transpose) and isinstance(line, w.Transpose)) or (
        isinstance(formula, w.Apply) and isinstance(line, w.Apply)
    ):
        yield from beside(formula.argument, line.argument)
    elif isinstance(formula, w.Product) and isinstance(line, w.Product):
        if len(formula.factors) == len(line.factors):
            for one, other in zip(formula.factors, line.factors, strict=True):
                yield from beside(one, other)
    elif isinstance(formula, w.Sum) and isinstance(line, w.Sum):
        terms = [t.expression for t in formula.terms]
        others = [t.expression for t in line.terms]
        if len(terms) != len(others):
            products: list[w.Expression] = [t for t in terms if isinstance(t, w.Product)]
            others = [t for t in others if isinstance(t, w.Product)]
            terms = products if len(products) == len(others) else []
        for one, other in zip(terms, others, strict=False):
            yield from beside(one, other)


def _words(work: Work, found: Givens) -> None:
    """Find the word of every step: its formula's or its heading's, else the list of the sentence."""
    for step, word in work.named:
        found.words.setdefault(step, word)
    for heading in work.headings:
        if heading.step is not None and heading.word is not None:
            found.words.setdefault(heading.step, heading.word)
    sentence = sentence_of(work, found.vocabulary, found.steps)
    if not found.vocabulary and not sentence and not found.inputs:
        found.phrase = phrase_of(work, found.columns_of_x(), found.steps)
        if found.phrase is not None:
            sentence, found.vocabulary = found.phrase.words, found.phrase.vocabulary
            found.vector_size = len(found.vocabulary)
    if sentence:
        for step, word in enumerate(sentence, start=found.first):
            found.words.setdefault(step, word)
    if not found.vocabulary and sentence:
        found.vocabulary = tuple(dict.fromkeys(sentence))
        found.vector_size = len(found.vocabulary)
