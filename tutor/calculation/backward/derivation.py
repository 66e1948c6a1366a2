"""The backward table, derived from the forward table: a line for every gradient, nothing written twice.

For every quantity v of a step its gradient is ``dv``. A unit's backward unit gives, from the last line to the
first, what each quantity gets back from all that reads it; what goes to the step before is a line of its own,
as the contribution of a step to a parameter is. The units above come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tutor.calculation.backward.rules import Gradient, shares, simple
from tutor.calculation.backward.units import BackUnit
from tutor.calculation.equations import (
    Add,
    Axis,
    Back,
    Cell,
    Const,
    Div,
    Equation,
    Expression,
    Mul,
    Param,
    Part,
    Ref,
    Sub,
    flat,
    rewrite,
)
from tutor.calculation.names import SYMBOLS
from tutor.calculation.network import TARGET, Unit
from tutor.record import field, record, replace

# (unit, quantity) → what the units above give back to it
_Above = dict[tuple[str, str], list[Expression]]


@record()
class Plan:
    """What a backward pass is derived for.

    ``error`` states the gradient of the scores; without it that is derived, too. ``places`` are the
    sentences and steps that are summed over, ``count`` what the loss is divided by. ``turned`` says that
    matrices stand on paper turned, for vectors that are rows.
    """

    steps: int
    places: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]
    error: Expression | None = None
    count: int = 1
    rate: Decimal | None = None
    turned: bool = False


def derived(units: Sequence[Unit], plan: Plan) -> tuple[BackUnit, ...]:
    """Derive the backward units of a network in the order of computing, each followed by its sums.

    >>> from tutor.calculation.cells import output_layer
    >>> layer = Unit(output_layer(bias=True, loss="cross-entropy"), {"weight_hy": ((Decimal(1),),)}, layer=1)
    >>> [unit.name for unit in derived([layer], Plan(1, ((1, 1),), ((1, 1),)))]
    ['loss', 'dl1', 'sl1']
    """
    above: _Above = {}
    found = [_loss(units[-1], plan)]
    for unit in reversed(units):
        found += _Derivation(unit, units, above, plan).units()
    return tuple(found)


def _loss(output: Unit, plan: Plan) -> BackUnit:
    unit = BackUnit("loss", output, (), "loss", plan.steps, plan.turned)
    terms = tuple(Ref("L", unit.lag_to(*place), output.name) for place in plan.targets)
    total = _sum(terms)
    if plan.count > 1:
        total = Div(total, Const(Decimal(plan.count)))
    return replace(unit, equations=(Equation("L", "one", total, role="loss"),))


def _sum(terms: Iterable[Expression]) -> Expression:
    terms = tuple(terms)
    return flat(Add(terms)) if len(terms) > 1 else terms[0]


def gradient_symbol(parameter: str) -> str:
    """Name the gradient of a parameter.

    >>> gradient_symbol("weight_hh"), gradient_symbol("bias_n")
    ('dW_hh', 'db_n')
    """
    return "d" + SYMBOLS["pytorch"].names[parameter]


def updated_symbol(parameter: str) -> str:
    """Name a parameter after one step of learning: ``new_W_hh``."""
    return "new_" + SYMBOLS["pytorch"].names[parameter]


@record(frozen=False)
class _Derivation:
    """The backward unit of one unit, while it is derived."""

    unit: Unit
    all_units: Sequence[Unit]
    above: _Above
    plan: Plan
    back: dict[str, dict[int, list[Expression]]] = field(default_factory=dict)
    to_parameters: dict[str, list[Expression]] = field(default_factory=dict)
    lines: list[Equation] = field(default_factory=list)
    alias: dict[str, str] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        """The forward table."""
        return self.unit.cell

    @property
    def name(self) -> str:
        """The name of the backward unit."""
        return f"d{self.unit.name}"

    def units(self) -> tuple[BackUnit, BackUnit]:
        """Derive the steps and the sums."""
        self._share()
        for equation in reversed(self.cell.equations):
            if equation.symbol != "L":
                self._line(equation)
        self._input()
        contributions = self._contributions()
        # What is an alias was not known before the lines that read it were written.
        self.lines = [replace(each, expression=self._resolved(each.expression)) for each in self.lines]
        steps = BackUnit(self.name, self.unit, tuple(self.lines), "steps", self.plan.steps, self.plan.turned)
        sums = replace(steps, name=f"s{self.unit.name}", stage="sums")
        return steps, replace(sums, equations=self._sums(sums, contributions))

    @property
    def _stated(self) -> bool:
        return self.unit.is_output and self.plan.error is not None

    def _share(self) -> None:
        """Let every line that the loss depends on give back to what it reads."""
        counts = {symbol for at, symbol in self.above if at == self.unit.name} | (
            {"L"} if self.unit.is_output else set()
        )
        for _ in self.cell.equations:
            counts |= {
                node.symbol for each in self.cell.equations if each.symbol in counts for node in each.reads
            }
        if self._stated:
            counts = {"s"}
        for equation in self.cell.equations:
            symbol = equation.symbol
            if symbol not in counts:
                continue
            for to, gradient in shares(equation, self.unit.name, self._top(symbol)):
                if isinstance(to, Param):
                    self.to_parameters.setdefault(to.name, []).append(gradient(0))
                elif to != TARGET:
                    self.back.setdefault(to.symbol, {}).setdefault(to.lag, []).append(gradient(to.lag))

    def _top(self, symbol: str) -> Gradient:
        if symbol == "L":
            # To 28 digits where it is no decimal: a page states the error with its divisor.
            share = Const(Decimal(1) / self.plan.count)
            return lambda lag: share
        return lambda lag: Ref(f"d{symbol}", lag)

    def _line(self, equation: Equation) -> None:
        """Write the gradient of a quantity: what this step and the next give back, and the units above."""
        symbol, axis, gate = equation.symbol, equation.axis, equation.gate
        if self._stated and symbol != "s":
            return
        terms = list(self.above.get((self.unit.name, symbol), ()))
        if self._stated:
            assert self.plan.error is not None
            terms = [self.plan.error]
        else:
            own = self.back.get(symbol, {})
            terms += own.get(0, [])
            for term in own.get(1, []):
                terms.append(self._apart(term, "h" if symbol in ("h", "c") else symbol, axis, "recurrent"))
        if not terms:
            return
        total = self._resolved(_sum(terms))
        if isinstance(total, Ref) and not total.lag and not total.unit and symbol not in self.cell.states:
            self.alias[f"d{symbol}"] = total.symbol
            return
        role = "score gradient" if symbol == "s" else f"{equation.role} gradient"
        self.lines.append(Equation(f"d{symbol}", axis, total, role=role, gate=gate))

    def _apart(self, term: Expression, below: str, axis: Axis, what: str) -> Expression:
        """Give a product with a transposed matrix a line of its own, one a gate."""
        term = self._resolved(term)
        if not isinstance(term, Back):
            return term
        gate = self.cell.parameter(term.matrix.name).gate
        letter = "dx" if what == "input" and not self.unit.is_output else "dh"
        last = gate or below
        symbol = f"{letter}_{last}" if last else letter
        self.lines.append(Equation(symbol, axis, term, role=f"{what} gradient", gate=gate))
        return Ref(symbol)

    def _input(self) -> None:
        """Write what the units below get, and hand it down, each direction its part."""
        sources = [node for node in self.unit.sources if node.unit]
        terms = self.back.get("x", {}).get(0, [])
        if not sources or not terms:
            return
        below = "y" if self.unit.is_output else ""
        apart = [self._apart(term, below, "input", "input") for term in terms]
        whole = apart[0]
        if len(apart) > 1:
            self.lines.append(Equation("dx", "input", _sum(apart), role="whole input gradient"))
            whole = Ref("dx")
        assert isinstance(whole, Ref)
        whole = replace(whole, unit=self.name)
        sizes = {unit.name: unit.output_size for unit in self.all_units if not unit.is_output}
        start = 0
        for node in sources:
            size = sizes[node.unit]
            piece = whole if len(sources) == 1 else Part(whole, start, size)
            self.above.setdefault((node.unit, node.symbol), []).append(piece)
            start += size

    def _contributions(self) -> Mapping[str, str]:
        """Write what a step gives to every parameter; tell which quantity is summed up for each."""
        found = {}
        for parameter in self.cell.parameters:
            name = parameter.name
            total = self._resolved(_sum(self.to_parameters[name]))
            symbol = gradient_symbol(name)
            known = next((each.symbol for each in self.lines if each.expression == total), "")
            if isinstance(total, Ref) or known:
                found[name] = known or total.symbol  # type: ignore[union-attr]
                continue
            across = parameter.axes[1] if len(parameter.axes) == 2 else None
            self.lines.append(
                Equation(
                    symbol,
                    parameter.axes[0],
                    total,
                    role=f"{parameter.role} contribution",
                    gate=parameter.gate,
                    across=across,
                )
            )
            found[name] = symbol
        return found

    def _sums(self, unit: BackUnit, contributions: Mapping[str, str]) -> tuple[Equation, ...]:
        """Add the contributions up over all steps, and take the step of learning."""
        sums, updates = [], []
        for name, symbol in contributions.items():
            parameter = self.cell.parameter(name)
            across = parameter.axes[1] if len(parameter.axes) == 2 else None
            total = _sum(Ref(symbol, unit.lag_to(*place), self.name) for place in self.plan.places)
            line = Equation(
                gradient_symbol(name), parameter.axes[0], total, role=f"{parameter.role} sum",
                gate=parameter.gate, across=across,
            )  # fmt: skip
            sums.append(line)
            if self.plan.rate is None:
                continue
            parts = [part for part in parameter.sum_of if part in self.unit.parameters]
            for part in parts or [name]:
                step = Sub(Param(part), Mul(Const(self.plan.rate), Ref(line.symbol)))
                updates.append(
                    replace(
                        line, symbol=updated_symbol(part), expression=step, role=f"{parameter.role} update"
                    )
                )
        return (*sums, *updates)

    def _resolved(self, expression: Expression) -> Expression:
        """Put what an alias stands for in its place, and simplify."""

        def change(node: Expression) -> Expression | None:
            if not isinstance(node, Ref):
                return None
            symbol = node.symbol
            while not node.unit and symbol in self.alias:
                symbol = self.alias[symbol]
            return replace(node, symbol=symbol)

        return simple(rewrite(expression, change))
