"""Which name is what: roles are read off what a name multiplies and where it stands, never off its letters.

Textbooks call the input matrix W_xh, W_hx, U or W_x; what W multiplies in the writer's own formula decides.
Only where no formula names the parts do sizes and customary letters decide, and that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tutor.binding.activation import ACTIVATIONS, activation, letter
from tutor.binding.batches_as_matrices import is_batch
from tutor.binding.customs import by_custom
from tutor.binding.gates import computes_gates, is_torchs, other_state
from tutor.calculation.names import Orientation
from tutor.reading.formulas.syntax import (
    Apply,
    Expression,
    Matrix,
    Name,
    Neg,
    Number,
    Product,
    Sum,
    Transpose,
    Vector,
    is_literal,
    step_of,
    walk,
)
from tutor.reading.signs import BACKWARD, SUMS
from tutor.reading.work import Chain, Work
from tutor.record import record, replace

OUTPUTS = frozenset({"y", "o", "s", "logits", "yhat", "y_hat", "ŷ", "output"})


@record()
class Binding:
    """Roles by name: ``weight_ih``, ``weight_hh``, ``bias``, ``x``, ``h``, and ``p``, ``q``, ``a`` for lines.

    ``order`` holds, for each matrix, whether it was written before its vector (columns) or after it (rows);
    a matrix that never stands in a product has no order. ``letter`` is the function that σ or f stands for.
    ``offset`` is what must be added to the step of an x to get the step of the state that reads it.
    ``stacked`` names a matrix that multiplies a stack, with the roles stacked. ``by_custom`` lists roles that
    only customary letters told; ``by_shape`` whether only the sizes of matrices told some.
    ``gated``: there are matrices for several gates, layers or directions, and none is the network's own;
    ``torchs`` tells whether their states are computed as torch computes them.
    """

    roles: Mapping[str, str]
    order: Mapping[str, Orientation]
    activation: str
    letter: str = "tanh"
    offset: int = 0
    stacked: tuple[str, tuple[str, ...]] | None = None
    by_custom: tuple[str, ...] = ()
    by_shape: bool = False
    gated: bool = False
    torchs: bool = False

    def names(self, role: str) -> tuple[str, ...]:
        """Give the names that have a role."""
        return tuple(base for base, each in self.roles.items() if each == role)


def bind(work: Work) -> Binding:
    """Read the roles off the formulas of a text."""
    formulas = [(chain, side) for chain in work.chains for side in _symbolic_sides(chain)]
    state = _state(work, formulas)
    roles: dict[str, str] = {state: "h"}
    order: dict[str, Orientation] = {}
    offsets: Counter[int] = Counter()
    stacked: tuple[str, tuple[str, ...]] | None = None
    stacks: set[str] = set()
    read: set[str] = set()
    applied = _applied(work)
    for chain, side in formulas:
        target = _target_step(chain)
        if _is_output(chain, side, state):
            continue
        for product in (node for node in walk(side) if isinstance(node, Product)):
            for matrix, vector, way in pairs(product):
                role = _role_of_vector(vector, state, roles)
                turned = isinstance(matrix, Transpose)
                inner = matrix.argument if isinstance(matrix, Transpose) else matrix
                if not isinstance(inner, Name) or inner.step is not None or inner.base in applied:
                    continue
                if (stack := stack_of(vector)) is not None:
                    parts = tuple(
                        filter(None, (_role_of_vector(each, state, roles) for each in stack.entries))
                    )
                    stacks |= {inner.base} if parts else set()
                    read |= {
                        each.base
                        for each in stack.entries
                        if isinstance(each, Name) and _role_of_vector(each, state, roles) == "x"
                    }
                    if parts and stacked is None:
                        stacked = inner.base, tuple("h" if p == "h" else "x" for p in parts)
                    continue
                if role is None or not isinstance(vector, Name):
                    continue
                at = step_of(vector, target)
                if (
                    role == "h"
                    and target is not None
                    and at is not None
                    and at == target
                    and chain.name is not None
                    and chain.name.base != state
                ):
                    continue  # an output layer reads the state of its own step
                if role == "x":
                    roles.setdefault(vector.base, "x")
                    if isinstance(at, int) and isinstance(target, int):
                        offsets[target - at] += 1
                parameter = "weight_ih" if role == "x" else "weight_hh"
                roles.setdefault(inner.base, parameter)
                effective: Orientation = way if not turned else ("rows" if way == "columns" else "columns")
                order.setdefault(roles[inner.base], effective)
    counts = Counter(roles.values())
    if len(stacks) > 1 or min(counts["weight_ih"], counts["weight_hh"]) > 1 or _has_units(work):
        return _gated(work, dict.fromkeys(read, "x") | roles)
    if is_batch(work, roles):
        return replace(_gated(work, {}), torchs=True)
    if computes_gates(work):
        return replace(_gated(work, roles), torchs=other_state(work) is None)
    _bias_and_lines(formulas, roles, state)
    custom, shaped = by_custom(work, roles)
    used = activation(work)
    return Binding(
        MappingProxyType(roles),
        MappingProxyType(order),
        used,
        letter(work, used),
        offsets.most_common(1)[0][0] if offsets else 0,
        stacked,
        custom,
        shaped,
    )


def _applied(work: Work) -> set[str]:
    """Give the names of what a function gives, ``f = torch.sigmoid(0.3)``: a gate, and no weight."""
    return {
        chain.name.base
        for chain in work.chains
        if chain.name is not None and any(isinstance(each.expression, Apply) for each in chain.segments[1:])
    }


def _has_units(work: Work) -> bool:
    """Whether names tell layers or directions apart: ``W_ih^0`` and ``W_ih^1``, an arrow to the left."""
    names = {chain.name.base for chain in work.chains if chain.name is not None}
    layers = {name.partition("^")[2] for name in names if "^" in name}
    return len(layers) > 1 or any(BACKWARD in name for name in names)


def _gated(work: Work, roles: Mapping[str, str]) -> Binding:
    """Bind a text with gates or several units: every line answers to its own formula.

    Only the state and the inputs keep their roles, where one unit has them.
    """
    units = _has_units(work)
    computed = {chain.name.base for chain in work.chains if chain.name and chain.literal is None}
    kept = {
        name: role
        for name, role in roles.items()
        if (role == "x" and name not in computed) or (role == "h" and not units)
    }
    used = activation(work)
    return Binding(
        MappingProxyType(kept),
        MappingProxyType({}),
        used,
        letter(work, "sigmoid"),  # beside the tanh of the candidate
        gated=True,
        torchs=is_torchs(work),
    )


def _symbolic_sides(chain: Chain) -> Iterator[Expression]:
    for index, segment in enumerate(chain.segments):
        side = segment.expression
        if index == 0 and isinstance(side, Name):
            continue
        if any(isinstance(node, Name) for node in walk(side)):
            yield side


def _target_step(chain: Chain) -> int | None:
    """Give the step of the chain's name; a formula over t counts from 0 here, so that t-1 is -1."""
    if chain.name is None:
        return None
    return chain.name.step if isinstance(chain.name.step, int) else (0 if chain.name.step else None)


def _is_output(chain: Chain, side: Expression, state: str) -> bool:
    """Whether a formula is an output layer: it reads the state of its own step, or has an output's name."""
    name = chain.name
    if name is None or name.base == state:
        return False
    target = _target_step(chain)
    states = [node for node in walk(side) if isinstance(node, Name) and node.base == state]
    if any(step_of(node, target) == target and target is not None for node in states):
        return True
    if name.step is None and name.base in OUTPUTS:
        # s = W_hy h_3 + b_y: what reads a state and nothing else is no step of the network.
        return all(node.step is None or node.base == state for node in walk(side) if isinstance(node, Name))
    return name.base in OUTPUTS and not states


def _state(work: Work, formulas: list[tuple[Chain, Expression]]) -> str:
    """Find the name that a step computes and the next step reads."""
    votes: Counter[str] = Counter()
    stepped = [chain for chain in work.chains if chain.name is not None and chain.name.step is not None]
    computed = {chain.name.base for chain in stepped if chain.name is not None}
    given = computed - {chain.name.base for chain in stepped if chain.name and chain.literal is None}
    for chain, side in formulas:
        target = _target_step(chain)
        for node in walk(side):
            if isinstance(node, Name) and node.base in computed and target is not None:
                at = step_of(node, target)
                if at is not None and at == target - 1:
                    votes[node.base] += 1
    if votes:
        # In h_1 = tanh(W x_0 + U h_0 + b) an x is read as late as h is; a vector only stated is no state.
        return max(votes, key=lambda base: (base not in given, votes[base]))
    activated = [
        chain.name.base
        for chain in work.chains
        if chain.name is not None
        and any(
            isinstance(s.expression, Apply) and s.expression.function in ACTIVATIONS for s in chain.segments
        )
    ]
    for candidate in ("h", *activated):
        if candidate in computed:
            return candidate
    return "h"


def pairs(product: Product) -> Iterator[tuple[Expression, Expression, Orientation]]:
    """Give matrix and vector of a product of two, and which came first; blocks give one pair each."""
    if len(product.factors) != 2:
        return
    first, second = product.factors
    if isinstance(first, Vector) and isinstance(second, Vector) and not is_literal(first):
        if len(first.entries) == len(second.entries):
            way: Orientation = "columns" if first.written == "row" or second.written == "column" else "rows"
            matrices, vectors = (first, second) if way == "columns" else (second, first)
            for matrix, vector in zip(matrices.entries, vectors.entries, strict=True):
                if isinstance(vector, Number) and isinstance(matrix, Name):
                    continue
                yield matrix, vector, way
        return
    if _is_vector_like(second) and not _is_vector_like(first):
        yield first, second, "columns"
    elif _is_vector_like(first) and not _is_vector_like(second):
        yield second, first, "rows"


def _is_vector_like(expression: Expression) -> bool:
    if isinstance(expression, Transpose):
        return _is_vector_like(expression.argument)
    if isinstance(expression, Name):
        return expression.step is not None
    return isinstance(expression, Vector) or stack_of(expression) is not None


def stack_of(expression: Expression) -> Vector | None:
    """Give the vector of ``[h; x]``, ``[h, x]^T`` or ``concat(h, x)``."""
    if isinstance(expression, Transpose) or (
        isinstance(expression, Apply) and expression.function == "concat"
    ):
        expression = expression.argument
    return expression if isinstance(expression, Vector) and len(expression.entries) > 1 else None


def _role_of_vector(vector: Expression, state: str, roles: Mapping[str, str]) -> str | None:
    inner = vector.argument if isinstance(vector, Transpose) else vector
    if not isinstance(inner, Name):
        return None
    if inner.base == state:
        return "h"
    known = roles.get(inner.base)
    return known if known in ("x", None) and known else ("x" if inner.base not in roles else None)


def _bias_and_lines(formulas: list[tuple[Chain, Expression]], roles: dict[str, str], state: str) -> None:
    """Find what is added without being multiplied, and what the writer's own lines stand for."""
    own = {
        chain.name.base
        for chain, _ in formulas
        if chain.name is not None and chain.name.step is not None and chain.name.base not in roles
    }
    apart = _biases_apart(formulas, roles)
    for chain, side in formulas:
        if _is_output(chain, side, state):
            continue
        blocks = [
            (node.factors[0], node.factors[1])
            for node in walk(side)
            if isinstance(node, Product) and len(node.factors) == 2
        ]
        for first, second in blocks:
            if (
                isinstance(first, Vector)
                and isinstance(second, Vector)
                and len(first.entries) == len(second.entries)
            ):
                for one, other in zip(first.entries, second.entries, strict=True):
                    names = [each for each in (one, other) if isinstance(each, Name)]
                    if any(isinstance(each, Number) for each in (one, other)) and len(names) == 1:
                        roles.setdefault(names[0].base, "bias")
        for total in (node for node in walk(side) if isinstance(node, Sum)):
            plain = [
                term.expression
                for term in total.terms
                if isinstance(term.expression, Name)
                and term.expression.base not in SUMS
                and term.expression.step is None
                and not term.expression.entry
                and roles.get(term.expression.base, "bias").startswith("bias")
            ]
            if len(plain) == 1 and plain[0].base not in roles:
                roles[plain[0].base] = apart.get(plain[0].base, "bias")
            elif len(plain) == 2 and not any(each.base in roles for each in plain):
                roles[plain[0].base], roles[plain[1].base] = "bias_ih", "bias_hh"
    for chain, side in formulas:
        name = chain.name
        if _is_output(chain, side, state):
            continue  # in y_t = σ(s_t) stands a score, not the pre-activation of the state
        if isinstance(side, Apply) and side.function in ACTIVATIONS and isinstance(side.argument, Name):
            inner = side.argument
            if inner.base not in roles and inner.step is not None:
                roles[inner.base] = "a"
        if name is None or name.base not in own or name.base in roles:
            continue
        role = _line_role(side, roles)
        if role:
            roles[name.base] = role


def _biases_apart(formulas: list[tuple[Chain, Expression]], roles: Mapping[str, str]) -> dict[str, str]:
    """Tell two biases of which one is added to W_ih x and the other to W_hh h, on lines of their own."""
    beside: dict[str, set[str | None]] = {}
    for _, side in formulas:
        terms = [term.expression for term in side.terms] if isinstance(side, Sum) else []
        kinds = {_term_role(term, roles) for term in terms if isinstance(term, Product)}
        for term in terms:
            if isinstance(term, Name) and term.step is None and term.base not in roles and kinds:
                beside.setdefault(term.base, set()).update(kinds if len(kinds) == 1 else {None})
    to_input = [name for name, kinds in beside.items() if kinds == {"p"}]
    to_state = [name for name, kinds in beside.items() if kinds == {"q"}]
    if len(to_input) == len(to_state) == 1:
        return {to_input[0]: "bias_ih", to_state[0]: "bias_hh"}
    return {}


def _line_role(side: Expression, roles: Mapping[str, str]) -> str | None:
    kinds = []
    for term in side.terms if isinstance(side, Sum) else ():
        kinds.append(_term_role(term.expression, roles))
    if not kinds:
        return _term_role(side, roles) if isinstance(side, Product) else None
    return "a" if {"p", "q"} <= set(kinds) else None


def _term_role(term: Expression, roles: Mapping[str, str]) -> str | None:
    if isinstance(term, Name):
        return roles.get(term.base)
    found = {roles.get(node.base) for node in walk(term) if isinstance(node, Name)}
    if {"weight_ih", "weight_hh"} <= found:
        return "a"
    return "p" if "weight_ih" in found else "q" if "weight_hh" in found else None


def is_zero(expression: Expression) -> bool:
    """Whether an expression is the number 0 or a vector of zeros."""
    match expression:
        case Number(value=value):
            return value == 0
        case Neg(argument=argument):
            return is_zero(argument)
        case Vector(entries=entries):
            return bool(entries) and all(map(is_zero, entries))
        case Matrix():
            return False
        case _:
            return False
