"""The commented spec that ``rnn-tutor init`` writes: it runs as it is, for the reader's own sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.calculation.assembly import parameter_messages as of_parameters
from tutor.calculation.assembly.building import shape_of
from tutor.calculation.assembly.limits import MAX_HIDDEN
from tutor.calculation.assembly.parameters import BIASES, Architecture, Numbers
from tutor.calculation.assembly.vocabulary import normalised, sentence_faults, vocabulary_faults
from tutor.calculation.cells import output_layer as output_table
from tutor.calculation.equations import Cell
from tutor.language.faults import SpecError
from tutor.language.languages import Code
from tutor.record import replace
from tutor.spec import example_messages as says
from tutor.spec.drawing import BOUNDS
from tutor.spec.network_drawing import Drawn, draw_network
from tutor.spec.starter_text import WORDS, Words
from tutor.spec.writer import toml_value

SENTENCE = "i am here"
HIDDEN = 2
SEED = 0
CLASSES = 2

_FUNCTIONS = {"rnn_tanh": "tanh", "rnn_relu": "ReLU", "rnn_sigmoid": "σ"}


def starter_spec(
    sentence: str | None = None,
    hidden: int = HIDDEN,
    seed: int = SEED,
    language: Code = "en",
    *,
    cell: str = "rnn_tanh",
    layers: int = 1,
    bidirectional: bool = False,
    output_layer: bool = False,
    classifier: bool = False,
) -> str:
    """Write a commented spec in TOML that runs as it is.

    Args:
        sentence: the reader's own; without one, "i am here".
        hidden: entries of h, from 1 to 16.
        seed: the same seed draws the same weights, on every machine.
        language: of the comments and of the document, "en" or "ko".
        cell: its kind, a key of :data:`tutor.calculation.cells.CELLS`.
        layers: how many, from 1 to 4.
        bidirectional: whether each layer reads the sentence both ways.
        output_layer: whether scores, probabilities and the loss of the next word follow.
        classifier: whether they follow at the last step alone, for two classes of the whole sentence.

    Raises:
        SpecError: the sentence is empty or too long, or has a word that cannot be shown; ``hidden`` is not
            a size that is computed by hand; or no weights were found.

    >>> print(starter_spec("so it goes", hidden=2, seed=1).splitlines()[4])
    sentence = "so it goes"
    >>> [line for line in starter_spec(cell="gru", layers=2).splitlines() if line.startswith("num_layers")]
    ['num_layers = 2']
    """
    words = list(map(normalised, (SENTENCE if sentence is None else sentence).split()))
    vocabulary = list(dict.fromkeys(words))
    check_sizes(words, vocabulary, hidden)
    network = Architecture(cell, layers, bidirectional)
    if classifier and bidirectional:
        raise SpecError(of_parameters.TWO_DIRECTIONS_HAVE_TWO_LAST_STATES().about("output.at"))
    outputs = CLASSES if classifier else len(vocabulary) if output_layer else 0
    drawn = draw_network(words, hidden, seed, network, outputs=outputs)
    if drawn is None:
        raise SpecError(says.NO_WEIGHTS_WERE_FOUND_FOR_THIS_SENTENCE(hidden=hidden))
    said = WORDS[language]
    gates = network.cell.gates
    sections = [
        said.head.format(sentence=toml_value(" ".join(words)), vocabulary=toml_value(vocabulary)),
        "\n".join(_cell(said, network, drawn, hidden, seed)) + "\n\n",
    ]
    if classifier:
        sections.append("\n".join(_classifier(said, drawn)) + "\n\n")
    elif output_layer:
        sections.append("\n".join(_output(said, drawn, words)) + "\n\n")
    targets = classifier or (output_layer and len(words) > 1)
    lines = [*network.cell.symbols, *(_scores(targets).symbols if outputs else ())]
    written = said.written_of_gates if gates or outputs else said.written
    sections.append(
        said.tail.format(written=written.format(lines=toml_value(lines), function=_FUNCTIONS.get(cell, "")))
    )
    return "".join(sections)


def _scores(targets: bool) -> Cell:
    """Give the table of the output layer."""
    return output_table(bias=True, loss="cross-entropy" if targets else None)


def _cell(said: Words, network: Architecture, drawn: Drawn, hidden: int, seed: int) -> Iterator[str]:
    """Write the section of the cell, line by line."""
    is_plain = len(network.places) == 1
    gates = network.cell.gates
    kinds = said.kinds.get(network.kind, "") if is_plain else ""
    yield "[cell]"
    yield f"# {said.formulas[network.kind]}{kinds}."
    yield f'kind = "{network.kind}"'
    if network.num_layers > 1:
        yield f"\n{said.layers}num_layers = {network.num_layers}"
    if network.bidirectional:
        yield f"\n{said.directions}bidirectional = true"
    yield f'\n{said.orientation}orientation = "columns"'
    yield _how(said, network, drawn).format(seed=seed, low=drawn.bounds[0], high=drawn.bounds[1])
    if gates:
        yield said.gates.format(gates=", ".join(gates), hidden=hidden)
    axis = f"{len(gates)} · {said.hidden_size}" if gates else said.hidden_size
    source = f"2 · {said.hidden_size}" if network.bidirectional else said.hidden_size
    for place in network.places:
        of_input, of_state = (drawn.tensors[name + place.ending] for name in ("weight_ih", "weight_hh"))
        comment = said.state_matrix if place.layer else said.input_matrix
        yield _sized(comment, of_input, axis, source)
        yield f"weight_ih{place.ending} = {_matrix(of_input)}\n"
        yield _sized(said.recurrent_matrix, of_state, axis, source)
        yield f"weight_hh{place.ending} = {_matrix(of_state)}\n"
        biases = [each + place.ending for each in BIASES if each + place.ending in drawn.tensors]
        comment = said.two_biases if len(biases) > 1 else said.gate_bias if gates else said.bias
        yield comment + "".join(f"{name} = {toml_value(drawn.tensors[name])}\n" for name in biases)
    zeros = [0] * hidden if is_plain else [[0] * hidden for _ in network.places]
    yield f"{said.start if is_plain else said.start_of_units}h_0 = {toml_value(zeros)}"
    if "c" in network.cell.states:
        yield f"\n{said.start_of_cells}c_0 = {toml_value(zeros)}"


def _how(said: Words, network: Architecture, drawn: Drawn) -> str:
    """Say how the weights came about."""
    is_simple = not network.cell.gates and len(network.places) == 1
    if drawn.bounds == BOUNDS[0]:
        return said.wanted_of_gates if network.cell.gates else said.wanted
    return said.wider if is_simple else said.widest


def _sized(comment: str, matrix: Numbers, axis: str = "", source: str = "") -> str:
    rows, columns = shape_of(matrix)
    return comment.format(rows=rows, columns=columns, axis=axis, source=source)


def _classifier(said: Words, drawn: Drawn) -> Iterator[str]:
    """Write the section of an output layer at the last step, line by line."""
    yield f'{_sized(said.classifier, drawn.tensors["weight_hy"])}at = "last"'
    yield f"weight_hy = {_matrix(drawn.tensors['weight_hy'])}"
    yield f"bias_y = {toml_value(drawn.tensors['bias_y'])}"
    yield f"\n{said.class_targets}targets = [1]\n\n{said.loss}"


def _output(said: Words, drawn: Drawn, words: Sequence[str]) -> Iterator[str]:
    """Write the section of the output layer, line by line."""
    rows, columns = shape_of(drawn.tensors["weight_hy"])
    yield (
        said.output.format(rows=rows, columns=columns) + f"weight_hy = {_matrix(drawn.tensors['weight_hy'])}"
    )
    yield f"bias_y = {toml_value(drawn.tensors['bias_y'])}"
    if len(words) > 1:
        yield f"\n{said.targets}targets = {toml_value([*words[1:], ''])}\n\n{said.loss}"


def check_sizes(words: list[str], vocabulary: list[str], hidden: int) -> None:
    """Refuse a sentence, a vocabulary and a hidden size of which no problem can be made.

    Raises:
        SpecError: with all that is wrong.
    """
    faults = sentence_faults(words, vocabulary) or vocabulary_faults(vocabulary)
    if not words:
        faults = [replace(fault, help=says.GIVE_A_SENTENCE_OF_ONE_WORD_OR_MORE()) for fault in faults]
    if not 1 <= hidden <= MAX_HIDDEN:
        faults.append(says.THE_HIDDEN_SIZE_IS_SIZE(size=hidden, limit=MAX_HIDDEN))
    if faults:
        raise SpecError(faults)


def _matrix(rows: Numbers) -> str:
    """Write a matrix on one line where it fits, else a row a line."""
    line = toml_value(rows)
    if len(line) <= 88:
        return line
    return "[\n" + "".join(f"    {toml_value(row)},\n" for row in rows) + "]"
