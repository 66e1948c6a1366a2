"""The texts of one person's answers, column by column → the numbers of every line, as a judge reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.judging.answers.lines import Lines, Number
from tutor.judging.answers.outcomes import Answer
from tutor.reading.dress import undressed
from tutor.reading.entries import Entries, Token, read_entries, read_token
from tutor.record import NamedTuple, record, replace

Place = tuple[int, int]


class Column(NamedTuple):
    """Where a column of answers belongs: a line, and an entry of it from 0, or the whole vector."""

    line: int
    entry: int | None


@record(slots=True)
class Columns:
    """Where columns belong, None for what the problem does not have, and what the key has there.

    ``blocks`` are the stretches of columns that hold all entries of a line in order, where every column is in
    one: line, begin, end.
    """

    places: tuple[Column | None, ...]
    key: tuple[str, ...]
    blocks: tuple[tuple[int, int, int], ...] = ()


@record(slots=True)
class Read:
    """Answers as they were read.

    ``numbers`` has the entries of every line, in the order of computing; ``texts`` what was written for each,
    by line and entry; ``doubtful`` why an entry could not be read.
    """

    numbers: list[Answer | None]
    texts: Mapping[Place, str]
    doubtful: Mapping[Place, str]


def _plain_name(name: str) -> str:
    """Write a name without what people leave out of it: h_1[2], h1[2] and h_{1}[2] are one."""
    return re.sub(r"[_{}\\ ]|[가-힣]", "", name).casefold()


def _is_nothing(entries: Entries) -> bool:
    """Whether an answer to a vector is a zero without brackets, which stands for the vector of zeros."""
    if len(entries.tokens) != 1 or entries.bracketed:
        return False
    number = entries.tokens[0].number
    return number is not None and not number


class AnswerReader:
    """Reads the answers to one problem; what was read once is known.

    >>> from tutor import Problem
    >>> lines = Lines(Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}}))
    >>> reader = AnswerReader(lines)
    >>> reader.read(reader.columns(("a_1[1]", "h_1")), ("?", "[0.197]")).texts
    {(2, 0): '?', (3, 0): '0.197'}
    """

    def __init__(self, lines: Lines, *, decimal_comma: bool = False) -> None:
        self.lines = lines
        self.decimal_comma = decimal_comma
        self._columns: dict[tuple[str, ...], Columns] = {}
        self._tokens: dict[str, Token] = {}
        self._numbers: dict[str, Number] = {}

    def columns(self, names: tuple[str, ...]) -> Columns:
        """Find out where columns belong."""
        columns = self._columns.get(names)
        if columns is None:
            columns = self._columns[names] = self._placed(names)
        return columns

    def _placed(self, names: tuple[str, ...]) -> Columns:
        vectors: dict[str, int] = {}
        places: list[Column | None] = []
        key = []
        for name in names:
            place = None
            if name in self.lines.names:
                place = Column(*self.lines.names[name])
                key.append(self.lines.key[place.line][place.entry or 0])
            else:
                vectors = vectors or {line.name(): i for i, line in enumerate(self.lines.lines)}
                if name in vectors:
                    place = Column(vectors[name], None)
                key.append("\0")
            places.append(place)
        return Columns(tuple(places), tuple(key), self._blocks(places))

    def _blocks(self, places: Sequence[Column | None]) -> tuple[tuple[int, int, int], ...]:
        blocks = []
        begin = 0
        while begin < len(places):
            place = places[begin]
            if place is None or place.entry is None:
                return ()
            end = begin + self.lines.lines[place.line].size
            if list(places[begin:end]) != [Column(place.line, entry) for entry in range(end - begin)]:
                return ()
            blocks.append((place.line, begin, end))
            begin = end
        return tuple(blocks)

    def read(self, columns: Columns, texts: Sequence[str]) -> Read:
        """Read one person's answers."""
        if columns.blocks:
            return self._in_blocks(columns, texts)
        answers: list[list[Number | None] | None] = [None] * len(self.lines.lines)
        written: dict[Place, str] = {}
        doubtful: dict[Place, str] = {}
        whole = []
        for place, text in zip(columns.places, texts, strict=True):
            if place is None or not text:
                continue
            if place.entry is None:
                whole.append((place.line, text))
                continue
            at = (place.line, place.entry)
            written[at] = text
            token = self._token(text, at)
            if (
                token.kind == "unreadable"
                and not place.entry
                and self._is_whole(place.line, text, columns, texts)
            ):
                whole.append((place.line, text))
                continue
            if token.number is None:
                if token.kind != "blank":
                    doubtful[at] = token.kind
                continue
            row = answers[place.line]
            if row is None:
                row = answers[place.line] = [None] * self.lines.lines[place.line].size
            row[place.entry] = self._number(text, token)
        for i, text in whole:
            if answers[i] is None:
                answers[i] = self._vector(i, text, written, doubtful)
        return Read([None if row is None else tuple(row) for row in answers], written, doubtful)

    def _in_blocks(self, columns: Columns, texts: Sequence[str]) -> Read:
        """Read answers line by line; a line that is written as in the key is the key's."""
        answers: list[Answer | None] = [None] * len(self.lines.lines)
        doubtful: dict[Place, str] = {}
        for line, begin, end in columns.blocks:
            part = texts[begin:end]
            if part == columns.key[begin:end]:
                answers[line] = self.lines.key_numbers[line]
                continue
            tokens = [self._token(text, (line, entry)) for entry, text in enumerate(part)]
            if tokens[0].kind == "unreadable" and self._is_whole(line, part[0], columns, texts):
                vector = self._vector(line, part[0], {}, doubtful)
                answers[line] = None if vector is None else tuple(vector)
                continue
            for entry, token in enumerate(tokens):
                if token.number is None and token.kind != "blank":
                    doubtful[line, entry] = token.kind
            if any(token.number is not None for token in tokens):
                answers[line] = tuple(map(self._number, part, tokens))
        return Read(answers, dict(zip(columns.places, texts, strict=True)), doubtful)  # type: ignore[arg-type]

    def _token(self, text: str, at: Place) -> Token:
        token = self._tokens.get(text)
        if token is None:
            token = self._tokens[text] = read_token(text, decimal_comma=self.decimal_comma)
        if (
            token.kind == "unreadable"
            and (bare := undressed(text)).label
            and self._is_called(bare.label, *at)
        ):
            return read_token(bare.text, decimal_comma=self.decimal_comma)
        return token

    def _is_called(self, label: str, i: int, entry: int) -> bool:
        """Whether a name that stands before a value is that of its entry, of its line, or its letter."""
        line = self.lines.lines[i]
        letters = {line.symbol, "z"} if line.symbol == "a" else {line.symbol}
        names = {*letters, line.name(), line.name(entry + 1)}
        names |= {name.replace("a", "z", 1) for name in names if line.symbol == "a"}
        return _plain_name(label) in set(map(_plain_name, names))

    def _is_whole(self, i: int, text: str, columns: Columns, texts: Sequence[str]) -> bool:
        """Whether the first cell of a line holds its whole vector, and the other cells are empty."""
        size = self.lines.lines[i].size
        others = [
            each
            for place, each in zip(columns.places, texts, strict=True)
            if place is not None and place.line == i and place.entry
        ]
        if size < 2 or any(each.strip() for each in others):
            return False
        entries = read_entries(text, decimal_comma=self.decimal_comma)
        return len(entries.tokens) == size and all(token.kind == "number" for token in entries.tokens)

    def _number(self, text: str, token: Token) -> Number | None:
        if token.number is None:
            return None
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = self.lines.number(token.number)
        return number

    def _vector(
        self, i: int, text: str, written: dict[Place, str], doubtful: dict[Place, str]
    ) -> list[Number | None] | None:
        """Take in an answer to a whole vector; one of another size is kept as it is."""
        entries = read_entries(text, decimal_comma=self.decimal_comma)
        size = self.lines.lines[i].size
        if _is_nothing(entries):
            entries = replace(entries, tokens=entries.tokens * size, texts=entries.texts * size)
        fits = len(entries.tokens) == size and not entries.nested
        if entries.label and not self._is_called(entries.label, i, -1):
            written.update({(i, entry): text for entry in range(size)})
            doubtful.update({(i, entry): "unreadable" for entry in range(size)})
            return None
        for entry in range(size):
            written[i, entry] = entries.texts[entry] if fits else text
        if not entries.tokens or all(token.kind == "blank" for token in entries.tokens):
            return None
        if not fits and all(token.kind == "number" for token in entries.tokens):
            numbers = [self._number(t, token) for t, token in zip(entries.texts, entries.tokens, strict=True)]
            # As many entries in brackets in brackets are another size all the same.
            return numbers if len(numbers) != size else [*numbers, None]
        if not fits:
            doubtful.update({(i, entry): "unreadable" for entry in range(size)})
            return None
        for entry, token in enumerate(entries.tokens):
            if token.kind in ("unreadable", "ambiguous"):
                doubtful[i, entry] = token.kind
        return [self._number(t, token) for t, token in zip(entries.texts, entries.tokens, strict=True)]
