"""The table holds cells that are not built yet: GRU, LSTM, a second layer, a way back, softmax."""

from decimal import Decimal
from random import Random

import pytest
from flint import arb, ctx, fmpq

from tutor.calculation.cells import CELLS
from tutor.calculation.equations import (
    Add,
    Cat,
    Cell,
    Const,
    Div,
    Equation,
    Fn,
    MatVec,
    Mul,
    Param,
    Parameter,
    Ref,
    Sub,
    Total,
    flat,
    rewrite,
    walk,
)
from tutor.calculation.evaluation import Floats, Intervals, lower, point
from tutor.calculation.numbers import scaled

ONE = Const(Decimal(1))


def product(name, operand):
    return MatVec(Param(name), operand)


def gate(symbol, function, *, recurrent=None):
    """Input term, recurrent term, pre-activation and gate, as torch writes them with one bias."""
    recurrent = recurrent or Ref(f"q_{symbol}")
    return (
        Equation(f"p_{symbol}", "hidden", product(f"weight_i{symbol}", Ref("x")), "input term"),
        Equation(f"q_{symbol}", "hidden", product(f"weight_h{symbol}", Ref("h", 1)), "recurrent term"),
        Equation(
            f"a_{symbol}",
            "hidden",
            Add((Ref(f"p_{symbol}"), recurrent, Param(f"bias_{symbol}"))),
            "pre-activation",
        ),
        Equation(symbol, "hidden", Fn(function, Ref(f"a_{symbol}")), "gate"),
    )


def parameters_of(gates, *more):
    return tuple(
        parameter
        for g in gates
        for parameter in (
            Parameter(f"weight_i{g}", ("hidden", "input"), "input weight"),
            Parameter(f"weight_h{g}", ("hidden", "hidden"), "recurrent weight"),
            Parameter(f"bias_{g}", ("hidden",), "bias"),
        )
    ) + tuple(Parameter(name, ("hidden",), "bias") for name in more)


# torch's GRU: the reset gate multiplies W_hn h + b_hn, so the two biases of n do not fold into one.
GRU = Cell(
    "gru",
    (
        *gate("r", "sigmoid"),
        *gate("z", "sigmoid"),
        *gate("n", "tanh", recurrent=Mul(Ref("r"), Add((Ref("q_n"), Param("bias_hn"))))),
        Equation(
            "h",
            "hidden",
            Add((Mul(Sub(ONE, Ref("z")), Ref("n")), Mul(Ref("z"), Ref("h", 1)))),
            "state",
            (Add((Ref("n"), Mul(Ref("z"), Sub(Ref("h", 1), Ref("n"))))),),
        ),
    ),
    parameters_of("rzn", "bias_hn"),
    ("h",),
)
LSTM = Cell(
    "lstm",
    (
        *gate("i", "sigmoid"),
        *gate("f", "sigmoid"),
        *gate("g", "tanh"),
        *gate("o", "sigmoid"),
        Equation("c", "hidden", Add((Mul(Ref("f"), Ref("c", 1)), Mul(Ref("i"), Ref("g")))), "cell state"),
        Equation("m", "hidden", Fn("tanh", Ref("c")), "squashed cell state"),
        Equation("h", "hidden", Mul(Ref("o"), Ref("m")), "state"),
    ),
    parameters_of("ifgo"),
    ("h", "c"),
)


def drawn(cell, inputs, hidden, random):
    """Draw every parameter with two decimals."""
    size = {"input": inputs, "hidden": hidden}

    def numbers(axes):
        if not axes:
            return Decimal(random.randint(-200, 200)).scaleb(-2)
        return tuple(numbers(axes[1:]) for _ in range(size[axes[0]]))

    return {each.name: numbers(each.axes) for each in cell.parameters}


def run(lines, arithmetic, parameters, inputs, start, direction=1):
    """Evaluate lines over all steps: a list of {(symbol, lag, unit): value}."""
    lowered = [(each.symbol, lower(each.expression, arithmetic, parameters)) for each in lines]
    states, found = dict(start), []
    for outside in inputs[::direction]:
        values = {**outside, **{(symbol, 1, ""): value for symbol, value in states.items()}}
        for symbol, evaluate in lowered:
            values[(symbol, 0, "")] = evaluate(values)
        states = {symbol: values[(symbol, 0, "")] for symbol in states}
        found.append(values)
    return found[::direction]


def one_hots(words, size):
    return [[float(k == word) for k in range(size)] for word in words]


def floats_over(cell, parameters, words, inputs, hidden, written=None):
    start = {state: [0.0] * hidden for state in cell.states}
    outside = [{("x", 0, ""): x} for x in one_hots(words, inputs)]
    return run(cell.fold(written or cell.symbols), Floats(), parameters, outside, start)


def torch_module(name, parameters, gates, inputs, hidden):
    torch = pytest.importorskip("torch")
    module = getattr(torch.nn, name)(inputs, hidden, dtype=torch.float64)

    def stacked(prefix):
        rows = []
        for g in gates:
            rows += [list(map(float, row)) for row in parameters[f"{prefix}{g}"]]
        return torch.tensor(rows, dtype=torch.float64)

    bias_hh = [0.0] * hidden * len(gates)
    if "bias_hn" in parameters:
        bias_hh[2 * hidden :] = map(float, parameters["bias_hn"])
    module.load_state_dict(
        {
            "weight_ih_l0": stacked("weight_i"),
            "weight_hh_l0": stacked("weight_h"),
            "bias_ih_l0": torch.tensor(
                [float(entry) for g in gates for entry in parameters[f"bias_{g}"]], dtype=torch.float64
            ),
            "bias_hh_l0": torch.tensor(bias_hh, dtype=torch.float64),
        }
    )
    return module


@pytest.mark.parametrize(("cell", "name", "gates"), [(GRU, "GRU", "rzn"), (LSTM, "LSTM", "ifgo")])
def test_floats_are_torch(cell, name, gates):
    torch = pytest.importorskip("torch")
    random = Random(name)
    for _ in range(50):
        inputs, hidden = random.randint(1, 4), random.randint(1, 4)
        words = [random.randrange(inputs) for _ in range(6)]
        parameters = drawn(cell, inputs, hidden, random)
        with torch.no_grad():
            x = torch.tensor(one_hots(words, inputs), dtype=torch.float64)
            theirs = torch_module(name, parameters, gates, inputs, hidden)(x)[0].tolist()
        for written in (cell.symbols, cell.states):
            ours = floats_over(cell, parameters, words, inputs, hidden, written)
            assert [step[("h", 0, "")] for step in ours] == [pytest.approx(h, abs=1e-12) for h in theirs]


def arb_of(values):
    if isinstance(values, tuple):
        return [arb_of(each) for each in values]
    return arb(fmpq(scaled(values, 2), 100))


def dot(matrix, vector):
    return [sum((w * v for w, v in zip(row, vector, strict=True)), arb(0)) for row in matrix]


def sigmoid(value):
    return 1 / (1 + (-value).exp())


def gru_of_arb(w, x, h, c):
    def a(g):
        return zip(dot(w[f"weight_i{g}"], x), dot(w[f"weight_h{g}"], h), w[f"bias_{g}"], strict=True)

    r = [sigmoid(p + q + b) for p, q, b in a("r")]
    z = [sigmoid(p + q + b) for p, q, b in a("z")]
    n = [
        (p + gate * (q + b_hn) + b).tanh()
        for (p, q, b), gate, b_hn in zip(a("n"), r, w["bias_hn"], strict=True)
    ]
    return [(1 - zi) * ni + zi * hi for zi, ni, hi in zip(z, n, h, strict=True)], c


def lstm_of_arb(w, x, h, c):
    def a(g):
        terms = zip(dot(w[f"weight_i{g}"], x), dot(w[f"weight_h{g}"], h), w[f"bias_{g}"], strict=True)
        return [p + q + b for p, q, b in terms]

    i, f, o = ([sigmoid(value) for value in a(g)] for g in "ifo")
    g = [value.tanh() for value in a("g")]
    c = [fj * cj + ij * gj for fj, cj, ij, gj in zip(f, c, i, g, strict=True)]
    return [oj * cj.tanh() for oj, cj in zip(o, c, strict=True)], c


@pytest.mark.parametrize(("cell", "reference"), [(GRU, gru_of_arb), (LSTM, lstm_of_arb)])
def test_intervals_enclose_the_truth(cell, reference):
    ctx.prec = 300
    random = Random(cell.kind)
    places = 40
    for _ in range(20):
        inputs, hidden = random.randint(1, 4), random.randint(1, 4)
        words = [random.randrange(inputs) for _ in range(5)]
        parameters = drawn(cell, inputs, hidden, random)
        vectors = [point([int(entry) * 10**places for entry in x]) for x in one_hots(words, inputs)]
        start = {state: point([0] * hidden) for state in cell.states}
        outside = [{("x", 0, ""): x} for x in vectors]
        steps = run(cell.fold(cell.states), Intervals(places), parameters, outside, start)
        weights = {name: arb_of(values) for name, values in parameters.items()}
        h = c = [arb(0)] * hidden
        for word, step in zip(words, steps, strict=True):
            h, c = reference(weights, [arb(k == word) for k in range(inputs)], h, c)
            for truth, low, high in zip(h, *step[("h", 0, "")], strict=True):
                assert low <= truth * 10**places <= high
                assert high - low < 10**8, "an enclosure this wide proves too little"


def test_an_equivalent_form_is_the_same_number():
    h = GRU.equation("h")
    values = {("n", 0, ""): [0.3, -0.8], ("z", 0, ""): [0.25, 0.5], ("h", 1, ""): [0.1, 0.9]}
    forms = [lower(each, Floats(), {})(values) for each in (h.expression, *h.equivalent_forms)]
    assert forms == [pytest.approx([0.25, 0.05])] * 2


def test_softmax_over_a_second_layer_that_reads_both_directions():
    """Layer 1 reads [h@l0; h@l0r]; scores s, exponentials e, their total, probabilities y."""
    torch = pytest.importorskip("torch")
    random = Random(5)
    rnn = CELLS["rnn_tanh"]
    words, inputs, hidden = [0, 2, 1, 1], 3, 2
    first, back = drawn(rnn, inputs, hidden, random), drawn(rnn, inputs, hidden, random)
    second = drawn(rnn, 2 * hidden, hidden, random)
    x = [{("x", 0, ""): vector} for vector in one_hots(words, inputs)]
    start = {"h": [0.0] * hidden}
    forward = run(rnn.equations, Floats(), first, x, start)
    backward = run(rnn.equations, Floats(), back, x, start, direction=-1)
    both = Cat((Ref("h", unit="l0"), Ref("h", unit="l0r")))
    lines = [
        *(
            Equation(
                each.symbol,
                each.axis,
                rewrite(each.expression, lambda node: both if node == Ref("x") else None),
                each.role,
            )
            for each in rnn.equations
        ),
        Equation("s", "hidden", product("weight", Ref("h")), "score"),
        Equation("e", "hidden", Fn("exp", Ref("s")), "exponential"),
        Equation("total", "hidden", Total(Ref("e")), "total"),
        Equation("y", "hidden", Div(Ref("e"), Ref("total")), "probability"),
    ]
    outside = [
        {("h", 0, "l0"): f[("h", 0, "")], ("h", 0, "l0r"): b[("h", 0, "")]}
        for f, b in zip(forward, backward, strict=True)
    ]
    weight = ((Decimal("0.5"), Decimal("-1.5")), (Decimal(2), Decimal("0.25")), (Decimal(0), Decimal(1)))
    ours = run(lines, Floats(), {**second, "weight": weight}, outside, start)

    def tensor(values):
        return torch.tensor([[float(w) for w in row] for row in values], dtype=torch.float64)

    two = torch.nn.RNN(inputs, hidden, bidirectional=True, dtype=torch.float64)
    one = torch.nn.RNN(2 * hidden, hidden, dtype=torch.float64)
    for module, parts in ((two, {"l0": first, "l0_reverse": back}), (one, {"l0": second})):
        module.load_state_dict(
            {
                f"{name}_{part}": tensor([values[key]])[0] if key == "bias" else tensor(values[key])
                for part, values in parts.items()
                for name, key in (("weight_ih", "weight_ih"), ("weight_hh", "weight_hh"), ("bias_ih", "bias"))
            }
            | {f"bias_hh_{part}": torch.zeros(hidden, dtype=torch.float64) for part in parts}
        )
    with torch.no_grad():
        h = one(two(torch.tensor(one_hots(words, inputs), dtype=torch.float64))[0])[0]
        y = torch.softmax(h @ tensor(weight).T, dim=1).tolist()
    assert [step[("y", 0, "")] for step in ours] == [pytest.approx(row, abs=1e-12) for row in y]

    unit = 10**30
    enclosed = [
        {key: point([round(entry * 2**60) * unit >> 60 for entry in value]) for key, value in step.items()}
        for step in outside
    ]
    narrow = run(lines, Intervals(30), {**second, "weight": weight}, enclosed, {"h": point([0] * hidden)})
    for step, row in zip(narrow, y, strict=True):
        low, high = step[("y", 0, "")]
        assert [each / unit for each in low] == pytest.approx(row, abs=1e-12)
        assert all(0 <= b - a < 10**6 for a, b in zip(low, high, strict=True))


def test_a_lagged_input_and_a_product_with_a_matrix_inside():
    """A mistake's table may read x of the step before, or multiply a gated state."""
    stale = product("weight", Ref("x", 1))
    gated = product("weight", Mul(Ref("r"), Ref("h", 1)))
    values = {("x", 1, ""): [1.0, 0.0], ("r", 0, ""): [0.5, 2.0], ("h", 1, ""): [4.0, 1.0]}
    weight = {"weight": ((Decimal(3), Decimal(5)),)}
    assert lower(stale, Floats(), weight)(values) == [3.0]
    assert lower(gated, Floats(), weight)(values) == [16.0]


def test_fold_puts_unwritten_lines_in_and_merges_sums():
    (h,) = CELLS["rnn_tanh"].fold(("h",))
    p, q = product("weight_ih", Ref("x")), product("weight_hh", Ref("h", 1))
    assert h.expression == Fn("tanh", Add((p, q, Param("bias"))))
    assert [each.symbol for each in LSTM.fold(("h",))] == ["c", "h"], "c reaches the next step"
    assert GRU.fold(("h",))[0].equivalent_forms[0] != GRU.equation("h").equivalent_forms[0]
    nested = Add((Add((p, Add((q, Param("bias"))))), Ref("x")))
    assert flat(nested) == Add((p, q, Param("bias"), Ref("x")))


@pytest.mark.parametrize("kind", CELLS)
def test_a_table_is_written_so_that_pages_and_marking_can_read_it(kind):
    """The letters of inputs, targets and the output layer are theirs; a matrix multiplies one quantity."""
    cell = CELLS[kind]
    assert not {*cell.symbols} & {"x", "s", "e", "E", "y", "k", "L"}
    products = [node for each in cell.equations for node in walk(each.expression) if isinstance(node, MatVec)]
    assert products and all(isinstance(node.vector, Ref) for node in products)


def test_a_number_alone_is_no_line():
    with pytest.raises(TypeError, match="Const does not stand alone in a table"):
        lower(ONE, Floats(), {})


def test_intervals_by_hand():
    arithmetic = Intervals(1)
    wide = Intervals(1).vector([Decimal("0.25"), Decimal("-0.25"), Decimal("0.2")])
    assert wide == ([2, -3, 2], [3, -2, 2])
    assert arithmetic.subtract(wide, point([1, 1, 1])) == ([1, -4, 1], [2, -3, 1])
    assert arithmetic.subtract(point([3]), point([1])) == ([2], [2])
    assert arithmetic.multiply(wide, wide) == ([0, 0, 0], [1, 1, 1])
    assert arithmetic.divide(wide, point([20])) == ([1, -2, 1], [2, -1, 1])
    assert arithmetic.matvec(((Decimal("1.0"), Decimal("-1.0"), Decimal("0.5")),))(wide) == ([5], [7])
    assert arithmetic.total(wide) == ([1], [3])
    with pytest.raises(ZeroDivisionError, match="the divisor may be zero"):
        arithmetic.divide(wide, arithmetic.vector([Decimal("0.01")]))
    with pytest.raises(ZeroDivisionError, match="the divisor may be zero"):
        arithmetic.divide(wide, point([0]))
    with pytest.raises(ValueError, match="shorter"):
        arithmetic.add([wide, point([1])])
