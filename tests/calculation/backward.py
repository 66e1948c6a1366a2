"""Random networks with a loss, as specs, and the gradients that torch's autograd gives for them."""

from dataclasses import dataclass
from random import Random

from tests.calculation.networks import GATES, numbers

KINDS = ("rnn_tanh", "rnn_relu", "rnn_sigmoid", "gru", "gru_reset_before", "lstm")
LOSSES = ("cross-entropy", "binary-cross-entropy", "squared", "half-squared")


@dataclass
class Trained:
    """A spec, and what torch needs to compute the same: sizes, loss, one target or None a step."""

    spec: dict
    kind: str
    layers: int
    directions: int
    hidden: int
    inputs: int
    steps: int
    batch: int
    batched: bool
    loss: str
    reduction: str
    squashed: bool
    targets: list


def trained_network(random: Random, *, size=4, steps=5, kind=None, loss=None, plain=False):
    """Draw a network with a loss; ``plain``: one layer forwards over one sentence."""
    kind, loss = kind or random.choice(KINDS), loss or random.choice(LOSSES)
    hidden, inputs, steps = random.randint(1, size), random.randint(1, size), random.randint(1, steps)
    layers, directions, batch = (1, 1, None) if plain else (
        random.randint(1, 2), random.randint(1, 2), random.choice([None, None, 1, 2, 3])
    )  # fmt: skip
    outputs = 1 if loss == "binary-cross-entropy" else random.randint(1, size)
    rows = {"rnn_sigmoid": 1, **GATES}[kind] * hidden

    def drawn(*shape):
        """Weights within ±2, where nothing bounds the states within ±0.5, so that exp fits on a page."""
        values = numbers(random, *shape)

        def smaller(value):
            return [smaller(each) for each in value] if isinstance(value, list) else round(value / 4, 2)

        return smaller(values) if kind == "rnn_relu" else values

    cell = {"kind": kind}
    bias = random.random() < 0.8
    for layer in range(layers):
        for ending in ("", "_reverse")[:directions]:
            name = f"_l{layer}{ending}"
            cell[f"weight_ih{name}"] = drawn(rows, directions * hidden if layer else inputs)
            cell[f"weight_hh{name}"] = drawn(rows, hidden)
            if bias and kind != "gru" and random.random() < 0.5:
                cell[f"bias{name}"] = drawn(rows)
            elif bias:
                cell[f"bias_ih{name}"] = drawn(rows)
                cell[f"bias_hh{name}"] = drawn(rows)
    if not bias:
        cell["bias"] = False
    if batch:
        cell["batch_first"] = True
    shape = (steps, inputs)
    x = numbers(random, *((batch, *shape) if batch else shape))
    if random.random() < 0.6:
        units = layers * directions
        for state in "hc" if kind == "lstm" else "h":
            cell[f"{state}_0"] = numbers(random, *((units, batch, hidden) if batch else (units, hidden)))
    output = {"weight_hy": numbers(random, outputs, directions * hidden)}
    if random.random() < 0.8:
        output["bias_y"] = numbers(random, outputs)
    squashed = loss in ("squared", "half-squared") and random.random() < 0.5
    if squashed:
        output["activation"] = "sigmoid"

    def target():
        if loss == "cross-entropy":
            return random.randrange(outputs)
        return random.randint(0, 1) if loss == "binary-cross-entropy" else numbers(random, outputs)

    share = random.choice([1, 0.5])
    targets = [[target() if random.random() < share else "" for _ in range(steps)] for _ in range(batch or 1)]
    targets[-1][-1] = target()
    output["targets"] = targets if batch else targets[0]
    reduction = random.choice(["sum", "mean"])
    if directions == 1 and random.random() < 0.3:
        targets = [[*[""] * (steps - 1), target()] for _ in range(batch or 1)]
        output |= {"at": "last", "targets": [row[-1:] for row in targets] if batch else targets[0][-1:]}
    spec = {
        "inputs": x,
        "cell": cell,
        "output": output,
        "loss": {"kind": loss, "reduction": reduction, "learning_rate": random.randint(1, 50) / 100},
    }
    return Trained(
        spec, kind, layers, directions, hidden, inputs, steps, batch or 1, bool(batch), loss, reduction,
        squashed, targets,
    )  # fmt: skip


def torch_gradients(drawn):
    """Give the loss, the gradient of every tensor of the spec under its name there, and of the starts."""
    import torch

    def tensor(values):
        return torch.tensor(values, dtype=torch.float64)

    given = {**drawn.spec["cell"], **drawn.spec["output"]}
    names = [name for name in given if name.startswith(("weight", "bias_")) and name != "bias"]
    names += [name for name in given if name.startswith("bias_l") and name not in names]
    parameters = {name: tensor(given[name]).requires_grad_() for name in names}
    shape = (drawn.layers * drawn.directions, drawn.batch, drawn.hidden)
    starts = {
        state: tensor(given[f"{state}_0"]).reshape(shape).requires_grad_()
        if f"{state}_0" in given
        else torch.zeros(shape, dtype=torch.float64).requires_grad_()
        for state in ("hc" if drawn.kind == "lstm" else "h")
    }
    x = tensor(drawn.spec["inputs"]).reshape(drawn.batch, drawn.steps, drawn.inputs)
    below = [[x[n, t] for t in range(drawn.steps)] for n in range(drawn.batch)]
    for layer in range(drawn.layers):
        results = [[[] for _ in range(drawn.steps)] for _ in range(drawn.batch)]
        for way in range(drawn.directions):
            name = f"_l{layer}{'_reverse' if way else ''}"
            place = layer * drawn.directions + way
            for n in range(drawn.batch):
                state = [each[place, n] for each in starts.values()]
                order = range(drawn.steps)[:: -1 if way else 1]
                for t in order:
                    state = _step(drawn.kind, below[n][t], state, parameters, name)
                    results[n][t].append(state[0])
        below = [[torch.cat(results[n][t]) for t in range(drawn.steps)] for n in range(drawn.batch)]
    losses = []
    for n in range(drawn.batch):
        for t, target in enumerate(drawn.targets[n]):
            if target == "":
                continue
            scores = parameters["weight_hy"] @ below[n][t]
            if "bias_y" in parameters:
                scores = scores + parameters["bias_y"]
            losses.append(_loss(drawn, scores, target))
    loss = sum(losses) / (len(losses) if drawn.reduction == "mean" else 1)
    loss.backward()

    def gradient(value):
        return (torch.zeros_like(value) if value.grad is None else value.grad).tolist()

    return (
        loss.item(),
        {name: gradient(value) for name, value in parameters.items()},
        {state: gradient(value) for state, value in starts.items()},
    )


def _step(kind, x, state, parameters, name):
    """One step of a cell, from the documentation of torch and of Keras."""
    import torch

    def bias(which):
        if f"bias{name}" in parameters:
            return parameters[f"bias{name}"] if which == "ih" else 0
        return parameters.get(f"bias_{which}{name}", 0)

    h = state[0]
    below = parameters[f"weight_ih{name}"] @ x + bias("ih")
    before = parameters[f"weight_hh{name}"] @ h + bias("hh")
    if kind == "lstm":
        i, f, g, o = (below + before).chunk(4)
        c = torch.sigmoid(f) * state[1] + torch.sigmoid(i) * torch.tanh(g)
        return [torch.sigmoid(o) * torch.tanh(c), c]
    if kind == "gru_reset_before":
        (r, z, n), (wr, wz, wn) = (below + bias("hh")).chunk(3), parameters[f"weight_hh{name}"].chunk(3)
        r, z = torch.sigmoid(r + wr @ h), torch.sigmoid(z + wz @ h)
        return [(1 - z) * torch.tanh(n + wn @ (r * h)) + z * h]
    if kind == "gru":
        (r, z, n), (hr, hz, hn) = below.chunk(3), before.chunk(3)
        r, z = torch.sigmoid(r + hr), torch.sigmoid(z + hz)
        n = torch.tanh(n + r * hn)
        return [(1 - z) * n + z * h]
    functions = {"rnn_tanh": torch.tanh, "rnn_relu": torch.relu, "rnn_sigmoid": torch.sigmoid}
    return [functions[kind](below + before)]


def _loss(drawn, scores, target):
    import torch

    functional = torch.nn.functional
    if drawn.loss == "cross-entropy":
        return functional.cross_entropy(scores[None], torch.tensor([target]))
    aim = torch.tensor([target] if isinstance(target, int) else target, dtype=torch.float64)
    if drawn.loss == "binary-cross-entropy":
        return functional.binary_cross_entropy_with_logits(scores, aim, reduction="sum")
    result = torch.sigmoid(scores) if drawn.squashed else scores
    whole = functional.mse_loss(result, aim, reduction="sum")
    return whole / 2 if drawn.loss == "half-squared" else whole
