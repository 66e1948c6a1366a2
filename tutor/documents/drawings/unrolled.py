"""The unrolled network with a page's own numbers, laid out by rules for every cell.

1. Time goes to the right, one pitch a step. Words and x_t stand below, states above; h_0 at the left.
2. A vector is a column of cells, one an entry. A state's cell has a bar from the middle; a one is filled.
3. A role is a colour and a line. The numbers of p stand beside the upward arrow, those of q over the
   sideways one.
4. A further layer is a row on top. A direction to the left stands below the words, so that nothing crosses.
5. Gates stand two by two in a round box before the state; the cell state has a row of its own above.
6. The output layer stands on top of everything, its bars from 0 to 1.
7. Turned round, the same stands there in gradients: every arrow points back, bars begin in the middle.
8. More than :data:`MOST_STEPS` steps give way to dots. The richest of three levels of detail that fits is
   drawn: all numbers; without p, q and the numbers of gates; without any number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.documents.drawings.network_content import Network, Row, Texts, Top
from tutor.documents.drawings.scene import (
    Arrow,
    Cell,
    Frame,
    Item,
    Label,
    Name,
    Part,
    Scene,
    placed,
)

WIDEST = 880.0
MOST_STEPS = 8
# Of more steps so many are drawn before the dots, and so many behind them.
BEFORE, BEHIND = 4, 3
CELL, SMALL, TALLEST = 20.0, 15.0, 120.0
# A lower cell has no room for its number.
READABLE = 12.0
DIGIT = 6.9


def layout(network: Network) -> Scene:
    """Draw a network at the richest level of detail that fits."""
    for level in range(3):
        items = _Layout(network, level).items()
        scene = placed([_turned(each) if network.turned else each for each in items])
        if scene.width <= WIDEST:
            break
    return scene


def _turned(item: Item) -> Item:
    return Arrow(item.to_x, item.to_y, item.x, item.y, item.part) if isinstance(item, Arrow) else item


def _wide(vectors: Sequence[Texts], least: float = 30) -> float:
    return max([DIGIT * len(text) + 9 for vector in vectors for text in vector] + [least])


def _number(text: str) -> float:
    return float(text.replace("−", "-")) if text else 0.0


def _at(name: Name, t: int) -> Name:
    """Give a name its step."""
    return name._replace(below=f"{name.below},{t}" if name.below else str(t))


class _Layout:
    """The places of one level of detail."""

    def __init__(self, network: Network, level: int) -> None:
        self.network, self.level = network, level
        steps = len(network.words)
        self.shown = (
            list(range(1, steps + 1))
            if steps <= MOST_STEPS
            else [*range(1, BEFORE + 1), 0, *range(steps - BEHIND + 1, steps + 1)]
        )
        rows = network.rows
        first = rows[0]
        self.gated = bool(first.gates)
        self.size = len(first.start)
        self.cell = min(CELL, TALLEST / self.size)
        self.high = self.cell * self.size
        self.has_numbers = level < 2 and self.cell >= READABLE
        states = [vector for row in rows for vector in (row.start, *row.h, *row.c)]
        self.wide = _wide(states) if self.has_numbers else 26.0
        self.has_terms = (
            level == 0
            and self.has_numbers
            and bool(first.p)
            and (bool(first.q) or network.turned)
            and not self.gated
        )
        self.term = min(SMALL, TALLEST / self.size)
        has_gates = self.gated and level == 0 and self.has_numbers
        self.gate = _wide([v for row in rows for g in row.gates.values() for v in g]) if has_gates else 0.0
        self.box = 2 * self.gate + 16 if has_gates else 46.0 if self.gated else 0.0
        in_pairs = (len(first.gates) + 1) // 2
        self.tall = in_pairs * (self.high + 18) + 8 if has_gates else self.high + 2
        terms = [vector for row in rows for vector in (*row.p, *row.q)]
        self.term_wide = _wide(terms) if self.has_terms else 0.0
        gap = self.term_wide + 26 if self.has_terms else 50.0 if level < 2 else 24.0
        pitch = self.wide + gap + self.box
        if level < 2:
            # p hangs over the gap, and so may a long word.
            pitch = max(pitch, *(8.5 * len(word) + 12 for word in network.words))
        self.pitch = pitch
        entries = len(network.x[0])
        self.x_cell = min(17.0, TALLEST / entries)
        self.x_high = self.x_cell * entries
        self.one_hot = all(set(vector) <= {"0", "1"} and vector.count("1") == 1 for vector in network.x)
        x_numbers = self.level < 2 and self.x_cell >= READABLE
        self.x_wide = 18.0 if self.one_hot or not x_numbers else _wide(network.x)

    def column(self, t: int) -> float:
        """Give the middle of the state of step t; step 0 is the start, a step that is left out its dots."""
        steps = len(self.network.words)
        if t == 0:
            return 0.0
        at = self.shown.index(t) if t <= steps else len(self.shown)
        return (at + 1) * self.pitch

    def items(self) -> Iterator[Item]:
        """Draw everything; x of the first step begins at y = 0."""
        ups = [row for row in self.network.rows if not row.is_backward]
        downs = [row for row in self.network.rows if row.is_backward]
        yield from self._inputs(beside=bool(downs))
        source = 0.0
        for row in ups:
            y = source - self._rise() - self.high
            yield from self._unit(row, y, source, up=True)
            source = y + (self.tall - self.high) / -2 - 22 - (self._memory(row) if row.c else 0)
        for row in downs:
            yield from self._unit(row, self.x_high + self._rise(), self.x_high, up=False)
        if self.network.top is not None:
            yield from self._top(self.network.top, source)

    def _rise(self) -> float:
        """Give the way from what is read to the box of the state."""
        return (self.size * self.term + 26 if self.has_terms else 38) + max(0.0, (self.tall - self.high) / 2)

    def _memory(self, row: Row) -> float:
        """Give how far the cell state stands above the state."""
        return self.high + max(34.0, (self.tall - self.high) / 2 + 30) if row.c else 0.0

    def _most(self, vectors: Sequence[Texts]) -> float:
        """Give the number at which a bar is full: 1 or the largest; of gradients, which are small, that."""
        largest = max(abs(_number(text)) for vector in vectors for text in vector)
        return max(1.0, largest) if not self.network.turned or not largest else largest

    # Pieces

    def _vector(
        self,
        x: float,
        y: float,
        texts: Texts,
        part: Part,
        wide: float,
        high: float,
        scale: tuple[float, float] | None = None,
        *,
        plain: bool = False,
    ) -> Iterator[Item]:
        """Draw a vector, its middle at x, its top at y; ``scale`` is that of the bars."""
        for at, text in enumerate(texts):
            bar = None
            if scale and text:
                low, most = scale
                ends = sorted((max(low, 0.0), max(low, min(most, _number(text)))))
                bar = tuple(x - wide / 2 + wide * (each - low) / (most - low) for each in ends)
            shown = text if self.level < 2 and high >= READABLE else ""
            yield Cell(
                x - wide / 2,
                y + at * high,
                wide,
                high,
                part,
                shown.replace("-", "−"),
                bar,  # type: ignore[arg-type]
                plain and self.one_hot and text == "1",
                plain or (scale is not None and not text),
            )
        yield Frame(x - wide / 2, y, wide, high * len(texts), part, 5 if part == "memory" else 0)

    def _inputs(self, *, beside: bool) -> Iterator[Item]:
        network = self.network
        for t in self.shown:
            if not t:
                yield from self._dots(self.x_high / 2)
                continue
            x, vector = self._up(t), network.x[t - 1]
            part = network.x_part
            yield from self._vector(x, 0, vector, part, self.x_wide, self.x_cell, plain=True)
            yield Label(x - self.x_wide / 2 - 5, self.x_high / 2 + 4, "end", _at(network.x_name, t), part)
            word = network.words[t - 1]
            if word and beside:
                yield Label(x + self.x_wide / 2 + 6, self.x_high / 2 + 5, "start", word)
            elif word:
                yield Label(x, self.x_high + 17, "middle", word)

    def _dots(self, y: float) -> Iterator[Item]:
        x = (self.shown.index(0) + 1) * self.pitch
        yield Label(x, y + 4, "middle", "…", size=16)

    def _up(self, t: int) -> float:
        """Give where the way up from x of a step stands: under the gates, or under the state."""
        return self.column(t) - self.wide / 2 - self.box / 2 - 6 if self.box else self.column(t)

    def _unit(self, row: Row, y: float, source: float, *, up: bool) -> Iterator[Item]:
        steps = len(self.network.words)
        first = steps + 1 if row.is_backward else 0
        most = self._most((row.start, *row.h))
        label_y = y - 7 if up else y + self.high + 16
        middle = y + self.high / 2
        if row.c:
            yield from self._cell_states(row, y)
        for place, t in enumerate((first, *self.shown)):
            if place and not t:  # what is left out, and no step 0
                yield from self._dots(middle)
                continue
            vector = row.start if t == first else row.h[t - 1]
            yield from self._vector(self.column(t), y, vector, "state", self.wide, self.cell, (-most, most))
            yield Label(
                self.column(t) - self.wide / 2 + 1, label_y, "start", _at(row.signs.h, t), "state", 14
            )
        for t in self.shown:
            if t:
                yield from self._step(row, t, y, source, up=up)

    def _before(self, row: Row, t: int) -> float:
        """Give the middle of the state that a step reads, or of the dots before it."""
        return self.column(t) + (self.pitch if row.is_backward else -self.pitch)

    def _step(self, row: Row, t: int, y: float, source: float, *, up: bool) -> Iterator[Item]:
        here, before = self.column(t), self._before(row, t)
        side = -1 if row.is_backward else 1
        begin, end = before + side * (self.wide / 2 + 2), here - side * (self.wide / 2 + 2)
        middle = y + self.high / 2
        signs = row.signs
        if self.box:
            yield from self._gates(row, t, begin, end, middle, source, side)
            return
        yield Arrow(begin, middle, end, middle, "recurrent")
        if self.level < 2:
            x = (begin + end) / 2
            label = middle + 15 if up and self.has_terms and row.q else middle - 7
            yield Label(x, label, "middle", signs.recurrent_weight, "recurrent", 12)
        if self.has_terms and row.q:
            tall = self.term * self.size
            top = middle - 7 - tall if up else middle + 7
            yield from self._vector(
                (begin + end) / 2, top, row.q[t - 1], "recurrent", self.term_wide - 4, self.term
            )
        start, stop = (source - 1, y + self.high + 2) if up else (source + 1, y - 2)
        yield Arrow(here, start, here, stop, "input")
        if self.level < 2:
            yield Label(here - 6, (start + stop) / 2 + 4, "end", signs.input_weight, "input", 12)
        if self.has_terms:
            top = (start + stop) / 2 - self.term * self.size / 2
            x = here + 4 + self.term_wide / 2
            yield from self._vector(x, top, row.p[t - 1], "input", self.term_wide - 4, self.term)
            if signs.p is not None:
                yield Label(x, top + self.term * self.size + 12, "middle", _at(signs.p, t), "input", 12)
        if signs.bias is not None and self.level < 2:
            at = here + self.wide / 2 - 7
            from_y, to_y = (y - 20, y - 2) if up else (y + self.high + 20, y + self.high + 2)
            yield Arrow(at, from_y, at, to_y, "bias")
            yield Label(at - 4, from_y + (10 if up else -1), "end", signs.bias, "bias", 12)

    def _gates(
        self, row: Row, t: int, begin: float, end: float, middle: float, source: float, side: int
    ) -> Iterator[Item]:
        """Draw the box of the gates, what leads into it and out of it."""
        near = end - side * 4
        left = near - self.box if side > 0 else near
        top = middle - self.tall / 2
        yield Frame(left, top, self.box, self.tall, "box", 7)
        if self.gate:
            for at, (gate, vectors) in enumerate(row.gates.items()):
                x = left + 8 + self.gate / 2 + at % 2 * self.gate
                y = top + 16 + at // 2 * (self.high + 18)
                scale = (-1.0, 1.0) if gate in row.signed else (0.0, 1.0)
                name = Name(gate, str(t))
                if row.signs.p is not None:
                    most = self._most([v for each in row.gates.values() for v in each])
                    scale, name = (-most, most), Name(row.signs.p.base, f"{gate},{t}")
                yield from self._vector(x, y, vectors[t - 1], "gate", self.gate - 3, self.cell, scale)
                yield Label(x, y - 4, "middle", name, size=12)
        else:
            yield Label(left + self.box / 2, middle + 4, "middle", row.cell, size=12)
        yield Arrow(begin, middle, (left if side > 0 else left + self.box) - side * 2, middle, "recurrent")
        yield Arrow(left + (self.box if side > 0 else 0), middle, end, middle, "state")
        x = left + self.box / 2
        stop = top + self.tall + 1 if source > top else top - 1
        from_x = x if source in (0.0, self.x_high) else self.column(t)
        yield Arrow(from_x, source + (-1 if source > top else 1), x, stop, "input")
        if self.level < 2:
            signs = row.signs
            yield Label(x + 6, (source + stop) / 2 + 4, "start", signs.input_weight, "input", 12)
            yield Label((begin + left) / 2, middle - 6, "middle", signs.recurrent_weight, "recurrent", 12)

    def _cell_states(self, row: Row, y_h: float) -> Iterator[Item]:
        """Draw the cell states above the states, what is kept and added, and what is let out."""
        y = y_h - self._memory(row)
        middle = y + self.high / 2
        steps = len(self.network.words)
        first = steps + 1 if row.is_backward else 0
        side = -1 if row.is_backward else 1
        most = self._most((row.c_start, *row.c))
        c = row.signs.h._replace(base="dc" if self.network.turned else "c")
        for t in (first, *(t for t in self.shown if t)):
            vector = row.c_start if t == first else row.c[t - 1]
            x = self.column(t)
            yield from self._vector(x, y, vector, "memory", self.wide, self.cell, (-most, most))
            yield Label(x, y - 7, "middle", _at(c, t), "memory")
        for t in (t for t in self.shown if t):
            here, before = self.column(t), self._before(row, t)
            begin, end = before + side * (self.wide / 2 + 1), here - side * (self.wide / 2 + 2)
            yield Arrow(begin, middle, end, middle, "memory")
            down = here + self.wide / 2 - 8
            yield Arrow(down, y + self.high + 1, down, y_h - 3, "state")
            if self.level < 2:
                x, below = (begin + end) / 2, str(t)
                yield Label(x, middle - 7, "middle", Name("f", below, sign="⊙"), "memory", 12)
                if not self.network.turned:
                    yield Label(x - 4, middle + 16, "end", Name("i", below, sign="+"), "memory", 12)
                    yield Label(x + 2, middle + 16, "start", Name("g", below, sign="⊙"), "memory", 12)
                yield Label(down - 5, y + self.high + 20, "end", Name("o", below, sign="⊙"), "state", 12)

    def _top(self, top: Top, source: float) -> Iterator[Item]:
        entries = len(next(iter(top.y.values())))
        cell = min(CELL, TALLEST / entries)
        readable = self.level < 2 and cell >= READABLE
        wide = _wide([*top.y.values()]) if readable else 26.0
        y = source - 30 - cell * entries
        for t in self.shown:
            if not t:
                if len(top.y) > 1:
                    yield from self._dots(y + cell * entries / 2)
                continue
            if t not in top.y:
                continue
            x = self.column(t)
            most = self._most([*top.y.values()])
            scale = (-most, most) if self.network.turned else (0.0, 1.0)
            yield from self._vector(x, y, top.y[t], "gate", wide, cell, scale)
            yield Label(x, y - 6, "middle", _at(top.name, t))
            yield Arrow(x, source - 1, x, y + cell * entries + 2, "state")
            if self.level < 2:
                yield Label(x + 6, source - 11, "start", top.weight, size=12)
