"""Plain data of a spec → Problem, or every fault of the content at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, cast

from tutor.calculation.assembly.building import shape_of
from tutor.calculation.assembly.parameters import (
    MATRICES,
    Numbers,
    architecture_of,
    name_faults,
    short_name,
    split_name,
)
from tutor.calculation.assembly.shapes import size_text
from tutor.calculation.backward.loss import Activation, Loss, LossKind, Reduction
from tutor.calculation.backward.targets import At
from tutor.calculation.cells import CELLS
from tutor.calculation.names import Layout, Orientation, Symbols
from tutor.calculation.numbers import BackwardLines, Carry, Rounding, Ties
from tutor.calculation.problem import Problem
from tutor.language.faults import Count, Fault, Sentence, SpecError
from tutor.record import replace
from tutor.spec import key_messages as says
from tutor.spec.advice import advice
from tutor.spec.aims import targets_in
from tutor.spec.decimals import excerpt
from tutor.spec.entries import MISSING, Entries
from tutor.spec.keys import CHOICES, kind_of, place_of, unknown_value, wrong_type
from tutor.spec.values import as_list, matrix, positive, vector

# The keys under which the input of a network may stand.
_WORDS = ("sentence", "tokens", "sentences", "inputs")
_MAX_TITLE = 200


def build_problem(data: Mapping[str, Any], *, limits: bool = True, advised: bool = True) -> Problem:
    """Check the content of a spec and build the problem; ``advised``: with what a teacher may want to change.

    Raises:
        SpecError: with every fault at once, each with the dotted key of its entry.
    """
    spec = Entries(data)
    words_key = _words_key(spec)
    read = _words(spec, words_key)
    kind = _kind(spec)
    layers, both_ways = spec.whole("cell.num_layers"), spec.truth("cell.bidirectional")
    bias = spec.get("cell.bias") is not False
    vocabulary = _vocabulary(spec, words_key)
    parameters = _parameters(spec, kind, layers, both_ways, bias)
    start = {state: spec.tensor(f"cell.{state}_0") for state in ("h", "c")}
    try:
        problem = Problem.build(
            **read,
            vocabulary=vocabulary,
            parameters=parameters,
            kind=kind,
            num_layers=layers,
            bidirectional=both_ways,
            bias=bias,
            batch_first=spec.truth("cell.batch_first") or False,
            start={state: values for state, values in start.items() if values is not None},
            targets=targets_in(spec),
            at=cast(At, spec.choice("output.at", "every")),
            loss=_loss(spec),
            activation=cast(Activation | None, spec.choice("output.activation", "") or None),
            orientation=_orientation(spec),
            rounding=Rounding(
                spec.decimals("rounding.decimals", Rounding().decimals),
                cast(Carry, spec.choice("rounding.carry", "rounded")),
                cast(Ties, spec.choice("rounding.ties", "half-up")),
                spec.decimals("rounding.decimals_backward", Rounding().decimals_backward),
                cast(BackwardLines, spec.choice("rounding.written_backward", "standard")),
            ),
            written=spec.strings("rounding.written"),
            symbols=cast(Symbols, spec.choice("notation.symbols", "pytorch")),
            layout=cast(Layout, spec.choice("notation.layout", "columns")),
            title=_title(spec),
            language=spec.choice("language", "") or None,
            limits=limits,
            earlier=spec.faults.found,
        )
    except SpecError as error:
        own = set(map(id, spec.faults.found))  # these have their keys already
        raise SpecError(
            fault if id(fault) in own else _keyed(fault, words_key) for fault in error.faults
        ) from None
    warnings = (*problem.warnings, *(advice(problem) if advised else ()))
    return replace(problem, warnings=tuple(_keyed(fault, words_key) for fault in warnings))


def _keyed(fault: Fault, words_key: str) -> Fault:
    """Give a fault of the calculation the key that its operand has in the spec."""
    return replace(fault, key=words_key if fault.key == "sentence" else place_of(fault.key))


def _title(spec: Entries) -> str | None:
    """Read the title: one line of visible text; one without a visible character is as good as none."""
    title = spec.text("title")
    if title is None or not title.strip():
        return None
    odd = next((each for each in title if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")), None)
    if odd is not None:
        code = f"U+{ord(odd):04X}"
        spec.faults.add(says.THE_TITLE_HOLDS_A_CONTROL_CHARACTER_CODE(code=code).about("title"))
    elif len(title) > _MAX_TITLE:
        spec.faults.add(
            says.THE_TITLE_HAS_COUNT_CHARACTERS(count=len(title), limit=_MAX_TITLE).about("title")
        )
    return title


def _kind(spec: Entries) -> str:
    """Read the kind of cell, with what people call it elsewhere."""
    value = spec.get("cell.kind")
    if isinstance(value, str) and value not in CELLS:
        folded = value.casefold().replace("-", "_")
        near = {"rnn": "rnn_tanh", "elman": "rnn_tanh"}.get(folded)
        near = near or next((each for each in CELLS if each in (folded, f"rnn_{folded}")), None)
        spec.faults.add(unknown_value("cell.kind", value, tuple(CELLS), near))
        return "rnn_tanh"
    return spec.choice("cell.kind", "rnn_tanh")


def _orientation(spec: Entries) -> dict[str, Orientation]:
    """Read the orientation: one for both matrices, or one each; what is not said stays out."""
    value = spec.get("cell.orientation")
    if value is MISSING:
        return {}
    if not isinstance(value, Mapping):
        one = cast(Orientation, spec.choice("cell.orientation", "columns"))
        return dict.fromkeys((*MATRICES, *_matrices(spec)), one)
    read: dict[str, Orientation] = {}
    allowed = CHOICES["cell.orientation"]
    names = dict.fromkeys((*MATRICES, *_matrices(spec)))
    for name, each in value.items():
        key = f"cell.orientation.{name}"
        if short_name(str(name)) not in names:
            spec.faults.add(
                says.ORIENTATION_HAS_NO_KEY(key=excerpt(str(name)), names=_listed(names)).about(key)
            )
        elif isinstance(each, str) and each in allowed:
            read[short_name(name)] = cast(Orientation, each)
        else:
            spec.faults.add(
                unknown_value(key, each if isinstance(each, str) else str(kind_of(each)), allowed)
            )
    return read


def _loss(spec: Entries) -> Loss:
    """Read the loss; without its section it is the sum of cross-entropies."""
    rate = spec.read("loss.learning_rate", positive) if spec.has("loss.learning_rate") else None
    return Loss(
        cast(LossKind, spec.choice("loss.kind", "cross-entropy")),
        cast(Reduction, spec.choice("loss.reduction", "sum")),
        rate,
    )


def _vocabulary(spec: Entries, words_key: str) -> list[str] | None:
    """Read the vocabulary, which x in numbers does without."""
    if spec.has("vocabulary"):
        if words_key == "inputs" and not spec.has("output.targets"):
            spec.faults.add(
                says.BOTH_FIRST_AND_SECOND_ARE_GIVEN(first="inputs", second="vocabulary").about("vocabulary")
            )
    elif words_key != "inputs":
        spec.missing("vocabulary", says.LIST_THE_WORDS_IN_THE_ORDER_OF_THEIR_ONE_HOT())
    return spec.strings("vocabulary")


def _words_key(spec: Entries) -> str:
    """Tell under which key the input stands; more than one is a fault."""
    given = [key for key in _WORDS if spec.has(key)]
    if len(given) > 1:
        spec.faults.add(says.TWO_KEYS_COULD_DIFFER(first=given[0], second=given[1]).about(given[1]))
        return ""
    if not given:
        spec.missing("sentence", says.WRITE_SENTENCE_WITH_WORDS_OF_THE_VOCABULARY())
    return given[0] if given else "sentence"


def _words(spec: Entries, key: str) -> dict[str, Any]:
    """Read what the network reads, as an argument of :meth:`Problem.build`."""
    match key:
        case "tokens":
            return {"words": spec.strings("tokens")}
        case "sentences":
            return {"sentences": _sentences(spec)}
        case "inputs":
            return {"inputs": _inputs(spec)}
        case "sentence":
            sentence = spec.text("sentence")
            return {"words": sentence.split() if sentence is not None else None}
    return {}


def _sentences(spec: Entries) -> list[list[str]] | None:
    """Read a batch of sentences, each one text or a list of words."""
    entries = as_list(spec.get("sentences"))
    if entries is None:
        spec.faults.add(
            wrong_type("sentences", spec.get("sentences"), says.A_LIST_OF_SENTENCES(), says.WRITE_SENTENCES())
        )
        return None
    read: list[list[str]] = []
    for position, entry in enumerate(entries, start=1):
        words = entry.split() if isinstance(entry, str) else as_list(entry)
        if words is None or not all(isinstance(each, str) for each in words):
            spec.faults.add(
                says.SENTENCE_POSITION_MUST_BE_A_TEXT_NOT_FOUND(
                    position=position, found=kind_of(entry)
                ).about(f"sentences[{position}]")
            )
            return None
        read.append(list(map(str, words)))
    return read


def _inputs(spec: Entries) -> Any:  # noqa: ANN401 - a matrix, or a tuple of them
    """Read x in numbers."""
    read = spec.tensor("inputs")
    deep = len(shape_of(read)) if read is not None else 0
    if deep == 1:
        spec.faults.add(says.INPUTS_IS_ONE_LIST_IT_MUST_BE_A_LIST().about("inputs"))
    elif deep == 3 and not spec.has("cell.batch_first"):
        first, second, size = shape_of(read)
        spec.faults.add(
            says.WHICH_AXIS_IS_THE_BATCH(
                key="batch_first",
                shape=size_text((first, second, size)),
                first=Count(first),
                second=Count(second),
            ).about("inputs")
        )
    return read if deep > 1 else None


def _matrices(spec: Entries) -> list[str]:
    """List the matrices that are given, by their short names."""
    cell, output = spec.data.get("cell"), spec.data.get("output")
    names = [str(name) for name in cell] if isinstance(cell, Mapping) else []
    found = [short_name(name) for name in names if (apart := split_name(name)) and apart[0] in MATRICES]
    return found + (["weight_hy"] if isinstance(output, Mapping) and "weight_hy" in output else [])


def _parameters(
    spec: Entries, kind: str, layers: int | None, both_ways: bool | None, bias: bool
) -> dict[str, Numbers]:
    """Read the matrices and biases of every unit; parts that cannot be read at all are left out."""
    cell = spec.data.get("cell")
    names = [str(name) for name in cell if split_name(str(name))] if isinstance(cell, Mapping) else []
    given = {short_name(name): name for name in names}
    if not bias:
        given.pop("bias", None)
    for name in names:
        if given.get(short_name(name)) not in (name, None):
            spec.faults.add(
                says.SHORT_NAME_AND_LAYER_0_ARE_GIVEN(first=name, second=given[short_name(name)]).about(
                    f"cell.{name}"
                )
            )
    for name in MATRICES:
        if name not in given:
            spec.missing(f"cell.{name}", says.WRITE_NAME_IN_CELL(name=name))
    meant = {name for name in ("bias_ih", "bias_hh") if f"cell.{name}" in spec.meant}
    network = architecture_of(given, kind, layers, both_ways, bias)
    for fault in name_faults({*given, *meant}, network):
        base, _, name = fault.key.partition(".")
        spec.faults.add(replace(fault, key=f"{base}.{given.get(name, name)}" if name else base))
    read: dict[str, Numbers] = {}
    for short, name in given.items():
        reader = matrix if short.startswith("weight") else vector
        values = spec.read(f"cell.{name}", reader)
        if values is not None:
            read[short] = values
    return read | _output_parameters(spec)


def _output_parameters(spec: Entries) -> dict[str, Numbers]:
    """Read the output layer's matrix and bias."""
    read: dict[str, Numbers] = {}
    if "output" in spec.data and not spec.has("output.weight_hy"):
        spec.missing("output.weight_hy", says.WRITE_NAME_IN_OUTPUT(name="weight_hy"))
    for name, reader in (("weight_hy", matrix), ("bias_y", vector)):
        key = f"output.{name}"
        if spec.has(key) and (values := spec.read(key, reader)) is not None:
            read[name] = values
    return read


def _listed(names: Iterable[str]) -> Sentence | str:
    *most, last = names
    return says.MOST_AND_LAST(most=", ".join(most), last=last) if most else last
