"""The numbers that are printed about a text: what the line before gives, and what should have stood there.

Both are computed under the rounding of the text (:mod:`tutor.binding.policy`), as the corrected worked
example is, so that every printed digit can be had again from the printed numbers.
"""

from __future__ import annotations

from tutor.calculation.assembly.checked import WRITTEN, written_down
from tutor.calculation.equations import Expression, Fn, MatVec, Param, Ref, rewrite, walk
from tutor.calculation.evaluation import Enclosed, Key, key_of
from tutor.calculation.habits import enclose
from tutor.calculation.tolerance import texts
from tutor.judging.symbol_table import Page, pick


def expected(page: Page, expression: Expression, decimals: int) -> tuple[str, ...] | None:
    """Print what the line before gives, from the very numbers that stand there."""
    return OnPaper(page, corrected=False).texts(expression, decimals)


def corrected(page: Page, expression: Expression, decimals: int) -> tuple[str, ...]:
    """Print what the repaired network has there, where that is known."""
    return OnPaper(page, corrected=True).texts(expression, decimals) or ()


class OnPaper:
    """What stands on paper where everything is done as the text says: carried, rounded, ties.

    Where what is written is carried, every line that a calculation leaves out (a product, a pre-activation, a
    state) is written down on the way. Where nothing is rounded on the way, a number goes on as what it was
    rounded from, back to the givens; only a number that is wrong has nothing behind it.
    """

    def __init__(self, page: Page, *, corrected: bool) -> None:
        self._page = page
        self._rounding = page.model.rounding
        self._corrected = corrected
        self._known: dict[Key, Enclosed | None] = {}
        self._parameters = {**page.parameters, **page.replaced} if corrected else page.parameters

    def texts(self, expression: Expression, decimals: int) -> tuple[str, ...] | None:
        """Print the value of a calculation; the result itself is rounded once."""
        value = self.value(expression, max(decimals, self._rounding.decimals))
        return texts(value, decimals, self._rounding.ties) if value is not None else None

    def value(self, expression: Expression, decimals: int) -> Enclosed | None:
        """Evaluate a calculation."""
        page = self._page
        if (part := page.whole.get(expression)) is not None and part[0] != expression:
            whole = self.value(part[0], decimals)
            return pick(whole, part[1]) if whole is not None and part[1] <= len(whole.low) else None
        read = [node for node in walk(expression) if isinstance(node, Ref)]
        values = {}
        for node in read:
            found = self._reference(node, decimals)
            if found is None:
                return None
            values[key_of(node)] = found
        return enclose(self._written(expression, decimals), values, self._parameters)

    def _reference(self, node: Ref, decimals: int) -> Enclosed | None:
        """Give what a written vector is: its numbers, or what it should be or was rounded from."""
        page, key = self._page, key_of(node)
        rounded = self._rounding.carry == "rounded"
        if not self._corrected and rounded:
            return page.points.get(key)
        if self._corrected and self._is_state(node):  # the same whatever was written so far
            if (key, decimals) not in page.corrected:
                page.corrected[key, decimals] = page.points.get(key)
                page.corrected[key, decimals] = self._behind(node, decimals)
            return page.corrected[key, decimals]
        if key not in self._known:
            self._known[key] = page.points.get(key)  # what reads itself has no end
            self._known[key] = self._with_own(key, self._behind(node, decimals))
        return self._known[key]

    def _with_own(self, key: Key, value: Enclosed | None) -> Enclosed | None:
        """Let entries that are wrong and follow from nothing stand as they are."""
        own, written = self._page.own.get(key), self._page.points.get(key)
        if self._corrected or not own or value is None or written is None:
            return value
        if len(value.low) != len(written.low):
            return written
        low, high = (
            [w if i in own else v for i, (w, v) in enumerate(zip(*ends, strict=True), start=1)]
            for ends in ((written.low, value.low), (written.high, value.high))
        )
        return Enclosed(low, high)

    def _behind(self, node: Ref, decimals: int) -> Enclosed | None:
        page, key = self._page, key_of(node)
        if key in page.slices:
            whole, entry = page.slices[key]
            value = self._reference(whole, decimals) if isinstance(whole, Ref) else None
            return (
                pick(value, entry) if value is not None and entry <= len(value.low) else page.points.get(key)
            )
        meaning = page.origins.get(key, page.meaning.get(key))
        if self._is_state(node) and key in page.truth and (self._corrected or key not in page.values):
            meaning = page.equation("h", int(node.unit))
        value = self.value(meaning, decimals) if meaning is not None and meaning != node else None
        if value is None:
            return page.points.get(key)
        if self._rounding.carry == "full":
            return value
        return written_down(decimals, self._rounding.ties)(value)

    def _is_state(self, node: Ref) -> bool:
        """Whether a vector is the state of a step of the network."""
        return (
            node.symbol == "h" and node.unit.isdigit() and int(node.unit) in self._page.model.givens.numbered
        )

    def _written(self, expression: Expression, decimals: int) -> Expression:
        """Mark the lines that a calculation leaves out, where what is written is carried."""
        if self._rounding.carry == "full":
            return expression
        down, lines = f"{WRITTEN}{decimals}-{self._rounding.ties}", self._page.model.written

        def is_line(node: Expression) -> bool:
            match node:
                case MatVec(Param(name), _):
                    return not name.startswith("pick/") and _line_of(name) in lines
                case Fn(name, _):
                    return name != "ln"
            return False

        def mark(node: Expression) -> Expression | None:
            match node:
                case MatVec(matrix, vector):
                    inner: Expression = MatVec(matrix, rewrite(vector, mark))
                case Fn(name, argument):
                    marked = rewrite(argument, mark)
                    adds = not isinstance(argument, Ref | Param | Fn | MatVec) and name != "ln"
                    inner = Fn(name, Fn(down, marked) if adds and "a" in lines else marked)
                case _:
                    return None
            return Fn(down, inner) if is_line(node) else inner

        marked = rewrite(expression, mark)
        return marked.argument if isinstance(marked, Fn) and marked.name == down else marked


def _line_of(matrix: str) -> str:
    """Name the line of the table that a product with a matrix of the network is."""
    return {"weight_ih": "p", "weight_hh": "q"}.get(matrix.partition("/")[0].partition("[")[0], "a")
