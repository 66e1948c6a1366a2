"""Random networks of any kind as plain data of a spec, and what torch makes of them."""

from dataclasses import dataclass, field
from random import Random

GATES = {"rnn_tanh": 1, "rnn_relu": 1, "gru": 3, "lstm": 4}


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
    """Output and last states by torch's own module."""
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
