"""Random networks of any kind as plain data of a spec, and what torch makes of them."""

import math
from dataclasses import dataclass, field
from random import Random

GATES = {"rnn_tanh": 1, "rnn_relu": 1, "gru": 3, "gru_reset_before": 3, "lstm": 4}


@dataclass
class Network:
    kind: str
    layers: int
    directions: int
    hidden: int
    inputs: int
    steps: int
    batch: int | None
    batch_first: bool
    bias: bool
    cell: dict = field(default_factory=dict)
    x: list = field(default_factory=list)
    start: dict = field(default_factory=dict)

    @property
    def spec(self):
        return {"inputs": self.x, "cell": self.cell}


def numbers(random, *shape):
    """Nested lists of two decimals within ±2."""
    if not shape:
        return random.randint(-200, 200) / 100
    return [numbers(random, *shape[1:]) for _ in range(shape[0])]


def random_network(random: Random, *, kind=None, size=6, steps=10, batches=(None, 1, 2, 3)):
    kind = kind or random.choice(list(GATES))
    drawn = Network(
        kind,
        random.randint(1, 3),
        random.randint(1, 2),
        random.randint(1, size),
        random.randint(1, size),
        random.randint(1, steps),
        random.choice(batches),
        random.random() < 0.5,
        random.random() < 0.8,
    )
    cell, rows = drawn.cell, GATES[kind] * drawn.hidden
    cell["kind"] = kind
    for layer in range(drawn.layers):
        for ending in ("", "_reverse")[: drawn.directions]:
            name = f"_l{layer}{ending}"
            inputs = drawn.directions * drawn.hidden if layer else drawn.inputs
            cell[f"weight_ih{name}"] = numbers(random, rows, inputs)
            cell[f"weight_hh{name}"] = numbers(random, rows, drawn.hidden)
            if drawn.bias:
                cell[f"bias_ih{name}"] = numbers(random, rows)
                cell[f"bias_hh{name}"] = numbers(random, rows)
    if not drawn.bias:
        cell["bias"] = False
    if drawn.batch:
        cell["batch_first"] = drawn.batch_first
    shape = (drawn.steps, drawn.inputs)
    if drawn.batch:
        shape = (drawn.batch, *shape) if drawn.batch_first else (drawn.steps, drawn.batch, drawn.inputs)
    drawn.x = numbers(random, *shape)
    if random.random() < 0.5:
        units = drawn.layers * drawn.directions
        of_state = (units, drawn.batch, drawn.hidden) if drawn.batch else (units, drawn.hidden)
        for state in "hc" if kind == "lstm" else "h":
            drawn.start[state] = cell[f"{state}_0"] = numbers(random, *of_state)
    return drawn


def torch_results(drawn):
    """Output and last states by torch's own module; by the formula where torch has none."""
    if drawn.kind == "gru_reset_before":
        return _reset_before(drawn)
    import torch

    def tensor(values):
        return torch.tensor(values, dtype=torch.float64)

    classes = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
    options = {} if drawn.kind in classes else {"nonlinearity": drawn.kind.removeprefix("rnn_")}
    module = classes.get(drawn.kind, torch.nn.RNN)(
        drawn.inputs,
        drawn.hidden,
        drawn.layers,
        bias=drawn.bias,
        batch_first=drawn.batch_first,
        bidirectional=drawn.directions == 2,
        dtype=torch.float64,
        **options,
    )
    names = [name for name in drawn.cell if name.startswith(("weight", "bias_"))]
    module.load_state_dict({name: tensor(drawn.cell[name]) for name in names})
    start = [tensor(values) for values in drawn.start.values()]
    given = (None if not start else tuple(start) if drawn.kind == "lstm" else start[0],)
    with torch.no_grad():
        output, after = module(tensor(drawn.x), *given)
    last = after if isinstance(after, tuple) else (after,)
    return {"output": output.tolist()} | {
        f"{state}_n": each.tolist() for state, each in zip("hc", last, strict=False)
    }


def _reset_before(drawn):
    """The GRU of Cho et al. and of Keras' reset_after=False, a number at a time, in Python's own floats."""
    sequences = drawn.x
    if drawn.batch and not drawn.batch_first:
        sequences = [list(each) for each in zip(*drawn.x, strict=True)]
    elif not drawn.batch:
        sequences = [drawn.x]
    outputs, last = [], []
    for at, sequence in enumerate(sequences):
        below, ends = sequence, []
        for layer in range(drawn.layers):
            ways = []
            for way in range(drawn.directions):
                start = [0.0] * drawn.hidden
                if "h" in drawn.start:
                    start = drawn.start["h"][layer * drawn.directions + way]
                    start = start[at] if drawn.batch else start
                states = []
                for x in below[::-1] if way else below:
                    start = _reset_before_step(drawn, f"_l{layer}{'_reverse' if way else ''}", x, start)
                    states.append(start)
                ends.append(start)
                ways.append(states[::-1] if way else states)
            below = [[entry for part in parts for entry in part] for parts in zip(*ways, strict=True)]
        outputs.append(below)
        last.append(ends)
    if not drawn.batch:
        return {"output": outputs[0], "h_n": last[0]}
    if not drawn.batch_first:
        outputs = [list(each) for each in zip(*outputs, strict=True)]
    return {"output": outputs, "h_n": [list(each) for each in zip(*last, strict=True)]}


def _reset_before_step(drawn, ending, x, h):
    size = drawn.hidden

    def sums(gate, state):
        found = []
        for row in range(gate * size, (gate + 1) * size):
            total = [w * v for w, v in zip(drawn.cell[f"weight_ih{ending}"][row], x, strict=True)]
            total += [w * v for w, v in zip(drawn.cell[f"weight_hh{ending}"][row], state, strict=True)]
            total += [
                drawn.cell.get(f"{name}{ending}", [0] * 3 * size)[row] for name in ("bias_ih", "bias_hh")
            ]
            found.append(math.fsum(total))
        return found

    r, z = ([1 / (1 + math.exp(-each)) for each in sums(gate, h)] for gate in (0, 1))
    n = [math.tanh(each) for each in sums(2, [gate * each for gate, each in zip(r, h, strict=True)])]
    return [(1 - keep) * new + keep * old for keep, new, old in zip(z, n, h, strict=True)]
