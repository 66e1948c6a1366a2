"""Plain data of a spec → Problem, or every fault of the content at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import index
from typing import Any, TypeVar, cast

from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Vector
from tutor.calculation.names import Orientation, Symbols
from tutor.calculation.numbers import MAX_DECIMALS, Carry, Rounding, Ties
from tutor.calculation.problem import Layout, Numbers, Problem
from tutor.errors import Fault, Sentence, SpecError, say
from tutor.spec.advice import advice
from tutor.spec.decimals import excerpt
from tutor.spec.keys import (
    CHOICES,
    SECTIONS,
    kind_of,
    place_of,
    unknown_keys,
    unknown_value,
    wrong_type,
)
from tutor.spec.values import Faults, as_list, matrix, vector

_MATRICES = ("weight_ih", "weight_hh")
_BIASES = ("bias", "bias_ih", "bias_hh")
_MAX_TITLE = 200

_MISSING = object()
_T = TypeVar("_T")


def build_problem(data: Mapping[str, Any], *, limits: bool = True) -> Problem:
    """Check the content of a spec and build the problem.

    Raises:
        SpecError: with every fault at once, each with the dotted key of its entry.
    """
    content = _Content(data)
    words, words_key = content.words()
    kind = content.kind()
    vocabulary = content.vocabulary()
    parameters = content.parameters()
    h_0 = content.vector("cell.h_0")
    try:
        problem = Problem.build(
            words=words,
            vocabulary=vocabulary,
            parameters=parameters,
            kind=kind,
            start={"h": h_0} if h_0 is not None else None,
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
                        say("a table"),
                        say("write [{section}] on a line of its own, and its keys below", section=section),
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
            self.faults.add(Fault("K06", say("`{key}` is missing", key=name), help=help_, key=section))

    def text(self, key: str) -> str | None:
        """Read a text."""
        value = self.get(key)
        if value is _MISSING:
            return None
        if isinstance(value, str):
            return value
        name = key.rpartition(".")[2]
        self.faults.add(wrong_type(key, value, say("a text"), say('write {name} = "…"', name=name)))
        return None

    def title(self) -> str | None:
        """Read the title: one line of visible text; one without a visible character is as good as none."""
        title = self.text("title")
        if title is None or not title.strip():
            return None
        odd = next((each for each in title if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")), None)
        if odd is not None:
            code = f"U+{ord(odd):04X}"
            help_ = say("write the title on one line")
            self.faults.add(
                Fault(
                    "K03",
                    say("the title holds a control character ({code})", code=code),
                    help=help_,
                    key="title",
                )
            )
        elif len(title) > _MAX_TITLE:
            self.faults.add(
                Fault(
                    "K03",
                    say(
                        "the title has {count} characters; the limit is {limit}",
                        count=len(title),
                        limit=_MAX_TITLE,
                    ),
                    help=say("write a shorter title"),
                    key="title",
                )
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
                wrong_type(key, value, say("one of {known}", known=listed), say("choose one of them"))
            )
        return default

    def kind(self) -> str:
        """Read the kind of cell, with what people call it elsewhere."""
        value = self.get("cell.kind")
        if isinstance(value, str) and value not in CELLS:
            folded = value.casefold().replace("-", "_")
            if folded in ("gru", "lstm"):
                self.faults.add(
                    Fault(
                        "K03",
                        say("the cell {kind} is not supported yet", kind=folded.upper()),
                        because=say("Known are {known}.", known=", ".join(f'"{each}"' for each in CELLS)),
                        help=say("choose one of them"),
                        key="cell.kind",
                    )
                )
            else:
                near = {"rnn": "rnn_tanh", "elman": "rnn_tanh"}.get(folded)
                near = near or next((each for each in CELLS if each == f"rnn_{folded}"), None)
                self.faults.add(unknown_value("cell.kind", value, tuple(CELLS), near))
            return "rnn_tanh"
        return self.choice("cell.kind", "rnn_tanh")

    def orientation(self) -> dict[str, Orientation]:
        """Read the orientation: one for both matrices, or one each; what is not said stays out."""
        value = self.get("cell.orientation")
        if value is _MISSING:
            return {}
        if not isinstance(value, Mapping):
            one = cast(Orientation, self.choice("cell.orientation", "columns"))
            return dict.fromkeys(_MATRICES, one)
        read: dict[str, Orientation] = {}
        allowed = CHOICES["cell.orientation"]
        for name, each in value.items():
            key = f"cell.orientation.{name}"
            if name not in _MATRICES:
                self.faults.add(
                    Fault(
                        "K01",
                        say("`orientation` has no key `{key}`", key=excerpt(str(name))),
                        help=say("its keys are weight_ih and weight_hh"),
                        key=key,
                    )
                )
            elif isinstance(each, str) and each in allowed:
                read[name] = cast(Orientation, each)
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
            Fault(
                "K03",
                say(
                    "decimals must be a whole number 1..{limit}, not {found}",
                    limit=MAX_DECIMALS,
                    found=kind_of(value),
                ),
                help=say("write decimals = 3"),
                key="rounding.decimals",
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
                wrong_type(key, value, say("a list of words"), say('write {name} = ["…", "…"]', name=name))
            )
            return None
        for position, entry in enumerate(entries, start=1):
            if not isinstance(entry, str):
                self.faults.add(
                    Fault(
                        "K02",
                        say(
                            "entry {position} of `{name}` must be a word, not {found}",
                            position=position,
                            name=name,
                            found=kind_of(entry),
                        ),
                        because=say("A word always stands in quotes, even where it looks like a number."),
                        help=say('write "{text}"', text=_quotable(entry)),
                        key=f"{key}[{position}]",
                    )
                )
                return None
        return [str(entry) for entry in entries]

    def vocabulary(self) -> list[str] | None:
        """Read the vocabulary."""
        if not self.has("vocabulary"):
            self.missing("vocabulary", say("list the words in the order of their one-hot vectors"))
        return self.strings("vocabulary")

    def words(self) -> tuple[Sequence[str] | None, str]:
        """Read the sentence, as one text or as a list of words; with the key that it came from."""
        if self.has("sentence") and self.has("tokens"):
            self.faults.add(
                Fault(
                    "K07",
                    say("both `sentence` and `tokens` are given"),
                    because=say("They could say different things."),
                    help=say("remove one of them"),
                    key="tokens",
                )
            )
            return None, "sentence"
        if self.has("tokens"):
            return self.strings("tokens"), "tokens"
        sentence = self.text("sentence")
        if sentence is None and not self.has("sentence"):
            self.missing("sentence", say('write sentence = "…" with words of the vocabulary'))
        return (sentence.split() if sentence is not None else None), "sentence"

    def parameters(self) -> dict[str, Numbers]:
        """Read the matrices and the bias; parts that cannot be read at all are left out."""
        read: dict[str, Numbers] = {}
        for name in _MATRICES:
            if not self.has(f"cell.{name}"):
                self.missing(f"cell.{name}", say("write {name} = [[…], […]] in [cell]", name=name))
            elif (rows := self.read(f"cell.{name}", matrix)) is not None:
                read[name] = rows
        given = [name for name in _BIASES if self.has(f"cell.{name}")]
        for name in given:
            if (entries := self.read(f"cell.{name}", vector)) is not None:
                read[name] = entries
        if "bias" in given and len(given) > 1:
            self.faults.add(
                Fault(
                    "K07",
                    say("`bias` is given together with `{part}`", part=given[1]),
                    because=say("bias is the sum of bias_ih and bias_hh."),
                    help=say("give the sum or the two parts, not both"),
                    key=f"cell.{given[1]}",
                )
            )
        elif len(given) == 1 and given[0] != "bias" and not self.meant & {"cell.bias_ih", "cell.bias_hh"}:
            other = "bias_hh" if given[0] == "bias_ih" else "bias_ih"
            self.faults.add(
                Fault(
                    "K07",
                    say("`{given}` is given without `{other}`", given=given[0], other=other),
                    because=say("bias is the sum of bias_ih and bias_hh."),
                    help=say("give both, or only `bias`"),
                    key=f"cell.{given[0]}",
                )
            )
        return read

    def vector(self, key: str) -> Vector | None:
        """Read a vector that may be missing."""
        return self.read(key, vector) if self.has(key) else None

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
