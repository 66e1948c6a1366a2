"""Plain data of a spec → Problem, or every fault of the content at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import index
from typing import Any, TypeVar, cast

from tutor.calculation.building import shape_of
from tutor.calculation.cells import CELLS
from tutor.calculation.names import Orientation, Symbols
from tutor.calculation.numbers import MAX_DECIMALS, Carry, Rounding, Ties
from tutor.calculation.parameters import (
    MATRICES,
    Numbers,
    architecture_of,
    name_faults,
    short_name,
    split_name,
)
from tutor.calculation.problem import Problem
from tutor.calculation.shapes import size_text
from tutor.calculation.written import Layout
from tutor.language.faults import Count, Fault, Sentence, SpecError
from tutor.spec import key_messages as says
from tutor.spec.advice import advice
from tutor.spec.decimals import excerpt
from tutor.spec.keys import CHOICES, SECTIONS, kind_of, place_of, unknown_keys, unknown_value, wrong_type
from tutor.spec.values import Faults, as_list, matrix, tensor, vector

# The keys under which the input of a network may stand.
_WORDS = ("sentence", "tokens", "sentences", "inputs")
_MAX_TITLE = 200

_MISSING = object()
_T = TypeVar("_T")


def build_problem(data: Mapping[str, Any], *, limits: bool = True) -> Problem:
    """Check the content of a spec and build the problem.

    Raises:
        SpecError: with every fault at once, each with the dotted key of its entry.
    """
    content = _Content(data)
    words_key = content.words_key()
    read = content.words(words_key)
    kind = content.kind()
    layers, both_ways = content.whole("cell.num_layers"), content.truth("cell.bidirectional")
    bias = content.get("cell.bias") is not False
    vocabulary = content.vocabulary(words_key)
    parameters = content.parameters(kind, layers, both_ways, bias)
    start = {state: content.tensor(f"cell.{state}_0") for state in ("h", "c")}
    try:
        problem = Problem.build(
            **read,
            vocabulary=vocabulary,
            parameters=parameters,
            kind=kind,
            num_layers=layers,
            bidirectional=both_ways,
            bias=bias,
            batch_first=content.truth("cell.batch_first") or False,
            start={state: values for state, values in start.items() if values is not None},
            targets=content.targets(),
            orientation=content.orientation(),
            rounding=Rounding(
                content.decimals(),
                cast(Carry, content.choice("rounding.carry", "rounded")),
                cast(Ties, content.choice("rounding.ties", "half-up")),
            ),
            written=content.strings("rounding.written"),
            symbols=cast(Symbols, content.choice("notation.symbols", "pytorch")),
            layout=cast(Layout, content.choice("notation.layout", "columns")),
            title=content.title(),
            language=content.choice("language", "") or None,
            limits=limits,
            earlier=content.faults.found,
        )
    except SpecError as error:
        own = set(map(id, content.faults.found))  # these have their keys already
        raise SpecError(
            fault if id(fault) in own else _keyed(fault, words_key) for fault in error.faults
        ) from None
    warnings = (*problem.warnings, *advice(problem))
    return replace(problem, warnings=tuple(_keyed(fault, words_key) for fault in warnings))


def _keyed(fault: Fault, words_key: str) -> Fault:
    """Give a fault of the calculation the key that its operand has in the spec."""
    return replace(fault, key=words_key if fault.key == "sentence" else place_of(fault.key))


class _Content:
    """The data with the faults found in it; what is refused is given as missing."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.faults = Faults()
        found, self.meant = unknown_keys(data)
        self.faults.found += found
        for section in SECTIONS:
            if section in data and not isinstance(data[section], Mapping):
                self.faults.add(
                    wrong_type(
                        section,
                        data[section],
                        says.A_TABLE(),
                        says.WRITE_SECTION_ON_A_LINE_OF_ITS_OWN(section=section),
                    )
                )
                self.meant |= {section}

    def get(self, key: str) -> object:
        """Give the value of a dotted key, or ``_MISSING``."""
        section, _, name = key.rpartition(".")
        table = self.data.get(section, {}) if section else self.data
        return table.get(name, _MISSING) if isinstance(table, Mapping) else _MISSING

    def has(self, key: str) -> bool:
        """Tell whether a dotted key is given."""
        return self.get(key) is not _MISSING

    def missing(self, key: str, help_: Sentence) -> None:
        """Refuse a spec without ``key``, unless a misspelt key was already told to mean it."""
        section, _, name = key.rpartition(".")
        if not self.meant & {key, section or key}:
            self.faults.add(says.KEY_IS_MISSING(key=name).saying(help=help_).about(section))

    def text(self, key: str) -> str | None:
        """Read a text."""
        value = self.get(key)
        if value is _MISSING:
            return None
        if isinstance(value, str):
            return value
        name = key.rpartition(".")[2]
        self.faults.add(wrong_type(key, value, says.A_TEXT(), says.WRITE_A_TEXT(name=name)))
        return None

    def title(self) -> str | None:
        """Read the title: one line of visible text; one without a visible character is as good as none."""
        title = self.text("title")
        if title is None or not title.strip():
            return None
        odd = next((each for each in title if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")), None)
        if odd is not None:
            code = f"U+{ord(odd):04X}"
            self.faults.add(says.THE_TITLE_HOLDS_A_CONTROL_CHARACTER_CODE(code=code).about("title"))
        elif len(title) > _MAX_TITLE:
            self.faults.add(
                says.THE_TITLE_HAS_COUNT_CHARACTERS(count=len(title), limit=_MAX_TITLE).about("title")
            )
        return title

    def choice(self, key: str, default: str) -> str:
        """Read one of a few known words."""
        value, allowed = self.get(key), CHOICES[key]
        if value is _MISSING:
            return default
        if isinstance(value, str) and value in allowed:
            return value
        listed = ", ".join(f'"{each}"' for each in allowed)
        if isinstance(value, str):
            self.faults.add(unknown_value(key, value, allowed))
        else:
            self.faults.add(
                wrong_type(key, value, says.ONE_OF_KNOWN(known=listed), says.CHOOSE_ONE_OF_THEM())
            )
        return default

    def kind(self) -> str:
        """Read the kind of cell, with what people call it elsewhere."""
        value = self.get("cell.kind")
        if isinstance(value, str) and value not in CELLS:
            folded = value.casefold().replace("-", "_")
            near = {"rnn": "rnn_tanh", "elman": "rnn_tanh"}.get(folded)
            near = near or next((each for each in CELLS if each in (folded, f"rnn_{folded}")), None)
            self.faults.add(unknown_value("cell.kind", value, tuple(CELLS), near))
            return "rnn_tanh"
        return self.choice("cell.kind", "rnn_tanh")

    def truth(self, key: str) -> bool | None:
        """Read true or false; ``None`` where it is not said."""
        value = self.get(key)
        if value is _MISSING or isinstance(value, bool):
            return None if value is _MISSING else bool(value)
        name = key.rpartition(".")[2]
        self.faults.add(
            wrong_type(key, value, says.TRUE_OR_FALSE(), says.WRITE_NAME_TRUE_OR_FALSE(name=name))
        )
        return None

    def whole(self, key: str) -> int | None:
        """Read a whole number from 1; ``None`` where it is not said."""
        value = self.get(key)
        if value is _MISSING:
            return None
        number, name = _whole(value), key.rpartition(".")[2]
        if number is not None and number >= 1:
            return number
        self.faults.add(
            wrong_type(key, value, says.A_WHOLE_NUMBER_FROM_1(), says.WRITE_A_WHOLE_NUMBER(name=name))
        )
        return None

    def orientation(self) -> dict[str, Orientation]:
        """Read the orientation: one for both matrices, or one each; what is not said stays out."""
        value = self.get("cell.orientation")
        if value is _MISSING:
            return {}
        if not isinstance(value, Mapping):
            one = cast(Orientation, self.choice("cell.orientation", "columns"))
            return dict.fromkeys((*MATRICES, *self.matrices()), one)
        read: dict[str, Orientation] = {}
        allowed = CHOICES["cell.orientation"]
        names = dict.fromkeys((*MATRICES, *self.matrices()))
        for name, each in value.items():
            key = f"cell.orientation.{name}"
            if short_name(str(name)) not in names:
                self.faults.add(
                    says.ORIENTATION_HAS_NO_KEY(key=excerpt(str(name)), names=_listed(names)).about(key)
                )
            elif isinstance(each, str) and each in allowed:
                read[short_name(name)] = cast(Orientation, each)
            else:
                self.faults.add(
                    unknown_value(key, each if isinstance(each, str) else str(kind_of(each)), allowed)
                )
        return read

    def decimals(self) -> int:
        """Read the number of decimals."""
        value = self.get("rounding.decimals")
        if value is _MISSING:
            return Rounding().decimals
        if (whole := _whole(value)) is not None and 1 <= whole <= MAX_DECIMALS:
            return whole
        self.faults.add(
            says.DECIMALS_MUST_BE_A_WHOLE_NUMBER_1_LIMIT(limit=MAX_DECIMALS, found=kind_of(value)).about(
                "rounding.decimals"
            )
        )
        return Rounding().decimals

    def strings(self, key: str) -> list[str] | None:
        """Read a list of words."""
        value = self.get(key)
        if value is _MISSING:
            return None
        name = key.rpartition(".")[2]
        entries = as_list(value)
        if entries is None:
            self.faults.add(
                wrong_type(key, value, says.A_LIST_OF_WORDS(), says.WRITE_A_LIST_OF_TEXTS(name=name))
            )
            return None
        for position, entry in enumerate(entries, start=1):
            if not isinstance(entry, str):
                self.faults.add(
                    says.ENTRY_POSITION_OF_NAME_MUST_BE_A_WORD(
                        position=position, name=name, found=kind_of(entry), text=_quotable(entry)
                    ).about(f"{key}[{position}]")
                )
                return None
        return [str(entry) for entry in entries]

    def vocabulary(self, words_key: str) -> list[str] | None:
        """Read the vocabulary, which x in numbers does without."""
        if self.has("vocabulary"):
            if words_key == "inputs" and not self.has("output.targets"):
                self.faults.add(
                    says.BOTH_FIRST_AND_SECOND_ARE_GIVEN(first="inputs", second="vocabulary").about(
                        "vocabulary"
                    )
                )
        elif words_key != "inputs":
            self.missing("vocabulary", says.LIST_THE_WORDS_IN_THE_ORDER_OF_THEIR_ONE_HOT())
        return self.strings("vocabulary")

    def words_key(self) -> str:
        """Tell under which key the input stands; more than one is a fault."""
        given = [key for key in _WORDS if self.has(key)]
        if len(given) > 1:
            self.faults.add(says.TWO_KEYS_COULD_DIFFER(first=given[0], second=given[1]).about(given[1]))
            return ""
        if not given:
            self.missing("sentence", says.WRITE_SENTENCE_WITH_WORDS_OF_THE_VOCABULARY())
        return given[0] if given else "sentence"

    def words(self, key: str) -> dict[str, Any]:
        """Read what the network reads, as an argument of :meth:`Problem.build`."""
        match key:
            case "tokens":
                return {"words": self.strings("tokens")}
            case "sentences":
                return {"sentences": self.sentences()}
            case "inputs":
                return {"inputs": self.inputs()}
            case "sentence":
                sentence = self.text("sentence")
                return {"words": sentence.split() if sentence is not None else None}
        return {}

    def sentences(self) -> list[list[str]] | None:
        """Read a batch of sentences, each one text or a list of words."""
        entries = as_list(self.get("sentences"))
        if entries is None:
            self.faults.add(
                wrong_type(
                    "sentences", self.get("sentences"), says.A_LIST_OF_SENTENCES(), says.WRITE_SENTENCES()
                )
            )
            return None
        read: list[list[str]] = []
        for position, entry in enumerate(entries, start=1):
            words = entry.split() if isinstance(entry, str) else as_list(entry)
            if words is None or not all(isinstance(each, str) for each in words):
                self.faults.add(
                    says.SENTENCE_POSITION_MUST_BE_A_TEXT_NOT_FOUND(
                        position=position, found=kind_of(entry)
                    ).about(f"sentences[{position}]")
                )
                return None
            read.append(list(map(str, words)))
        return read

    def inputs(self) -> Any:  # noqa: ANN401 - a matrix, or a tuple of them
        """Read x in numbers."""
        read = self.tensor("inputs")
        deep = len(shape_of(read)) if read is not None else 0
        if deep == 1:
            self.faults.add(says.INPUTS_IS_ONE_LIST_IT_MUST_BE_A_LIST().about("inputs"))
        elif deep == 3 and not self.has("cell.batch_first"):
            first, second, size = shape_of(read)
            self.faults.add(
                says.WHICH_AXIS_IS_THE_BATCH(
                    key="batch_first",
                    shape=size_text((first, second, size)),
                    first=Count(first),
                    second=Count(second),
                ).about("inputs")
            )
        return read if deep > 1 else None

    def targets(self) -> Any:  # noqa: ANN401 - words or positions, in lists or not
        """Read the targets of the output layer: words, or positions from 0."""
        value = self.get("output.targets")
        if value is _MISSING:
            return None
        entries = as_list(value)
        rows = [as_list(entry) for entry in entries or ()]
        flat = [
            each
            for row, entry in zip(rows, entries or (), strict=True)
            for each in (row if row is not None else [entry])
        ]
        if not entries or not all(isinstance(each, str) or _whole(each) is not None for each in flat):
            self.faults.add(
                wrong_type(
                    "output.targets",
                    value,
                    says.A_LIST_OF_WORDS_OR_OF_POSITIONS_FROM_0(),
                    says.WRITE_TARGETS_A_WORD_FOR_EVERY_STEP(),
                )
            )
            return None

        def target(each: object) -> str | int:
            return each if isinstance(each, str) else cast(int, _whole(each))

        if any(row is not None for row in rows):
            return [
                list(map(target, row)) if row is not None else target(entry)
                for row, entry in zip(rows, entries, strict=True)
            ]
        return list(map(target, flat))

    def matrices(self) -> list[str]:
        """List the matrices that are given, by their short names."""
        cell, output = self.data.get("cell"), self.data.get("output")
        names = [str(name) for name in cell] if isinstance(cell, Mapping) else []
        found = [short_name(name) for name in names if (apart := split_name(name)) and apart[0] in MATRICES]
        return found + (["weight_hy"] if isinstance(output, Mapping) and "weight_hy" in output else [])

    def parameters(
        self, kind: str, layers: int | None, both_ways: bool | None, bias: bool
    ) -> dict[str, Numbers]:
        """Read the matrices and biases of every unit; parts that cannot be read at all are left out."""
        cell = self.data.get("cell")
        names = [str(name) for name in cell if split_name(str(name))] if isinstance(cell, Mapping) else []
        given = {short_name(name): name for name in names}
        if not bias:
            given.pop("bias", None)
        for name in names:
            if given.get(short_name(name)) not in (name, None):
                self.faults.add(
                    says.SHORT_NAME_AND_LAYER_0_ARE_GIVEN(first=name, second=given[short_name(name)]).about(
                        f"cell.{name}"
                    )
                )
        for name in MATRICES:
            if name not in given:
                self.missing(f"cell.{name}", says.WRITE_NAME_IN_CELL(name=name))
        meant = {name for name in ("bias_ih", "bias_hh") if f"cell.{name}" in self.meant}
        network = architecture_of(given, kind, layers, both_ways, bias)
        for fault in name_faults({*given, *meant}, network):
            base, _, name = fault.key.partition(".")
            self.faults.add(replace(fault, key=f"{base}.{given.get(name, name)}" if name else base))
        read: dict[str, Numbers] = {}
        for short, name in given.items():
            reader = matrix if short.startswith("weight") else vector
            values = self.read(f"cell.{name}", reader)
            if values is not None:
                read[short] = values
        return read | self.output_parameters()

    def output_parameters(self) -> dict[str, Numbers]:
        """Read the output layer's matrix and bias."""
        read: dict[str, Numbers] = {}
        if "output" in self.data and not self.has("output.weight_hy"):
            self.missing("output.weight_hy", says.WRITE_NAME_IN_OUTPUT(name="weight_hy"))
        for name, reader in (("weight_hy", matrix), ("bias_y", vector)):
            key = f"output.{name}"
            if self.has(key) and (values := self.read(key, reader)) is not None:
                read[name] = values
        return read

    def tensor(self, key: str) -> Any:  # noqa: ANN401 - nested tuples, one to three deep
        """Read numbers that may be nested up to three deep; ``None`` where they are not given."""
        return self.read(key, tensor) if self.has(key) else None

    def read(self, key: str, reader: Callable[[object, str, Faults], _T]) -> _T:
        """Apply a reader of :mod:`tutor.spec.values`."""
        return reader(self.get(key), key, self.faults)


def _whole(value: Any) -> int | None:  # noqa: ANN401 - whatever a spec holds
    """Give a whole number, NumPy's among them, or ``None``."""
    try:
        return None if isinstance(value, bool) else index(value)
    except TypeError:
        return None


def _quotable(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else excerpt(str(value))


def _listed(names: Iterable[str]) -> Sentence | str:
    *most, last = names
    return says.MOST_AND_LAST(most=", ".join(most), last=last) if most else last
