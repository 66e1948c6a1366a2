"""Random calls of torch's recurrent modules, legal and illegal, as a person might write them."""

from dataclasses import dataclass

NAMES = ("RNN", "GRU", "LSTM", "RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell")
ORDER = {
    "RNN": (
        "input_size",
        "hidden_size",
        "num_layers",
        "nonlinearity",
        "bias",
        "batch_first",
        "dropout",
        "bidirectional",
    ),
    "GRU": ("input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout", "bidirectional"),
    "LSTM": ("input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout", "bidirectional"),
    "RNNCell": ("input_size", "hidden_size", "bias", "nonlinearity"),
    "GRUCell": ("input_size", "hidden_size", "bias"),
    "LSTMCell": ("input_size", "hidden_size", "bias"),
}
ODD = (True, False, None, 1.5, 2.0, "2", "", "tanh", (3,), [1, 2], (), 0, -1, -2, 1)


@dataclass(frozen=True)
class RandomCall:
    """A module as text, the shape of its input and of what it starts from: nothing, a shape or a pair."""

    text: str
    input: tuple
    start: object


def random_call(random):
    name = random.choice(NAMES)
    text, sizes = _module(random, name)
    return RandomCall(text, *_tensors(random, name, sizes))


def _module(random, name):
    right = {
        "input_size": random.randint(1, 4),
        "hidden_size": random.randint(1, 4),
        "num_layers": random.randint(1, 3),
        "nonlinearity": random.choice(("tanh", "relu")),
        "bias": random.random() < 0.7,
        "batch_first": random.random() < 0.5,
        "dropout": random.choice((0, 0.0, 0.5, 1)),
        "bidirectional": random.random() < 0.5,
    }
    order = ORDER[name]
    written = {each: right[each] for each in order if each in order[:2] or random.random() < 0.45}
    sizes = {
        "input_size": right["input_size"],
        "hidden_size": right["hidden_size"],
        "num_layers": written.get("num_layers", 1),
        "batch_first": written.get("batch_first", False),
        "directions": 1 + written.get("bidirectional", False),
    }
    if random.random() < 0.12:
        written[random.choice(order)] = random.choice(ODD)
    if random.random() < 0.02:
        written["proj_size"] = random.choice((0, 0.0, False, -1, 9, "a"))
    if random.random() < 0.03:
        written.pop(random.choice(list(written)))
    if random.random() < 0.03:
        written[random.choice(("hidden", "nonlinearity", "num_layers", "dropout", "mode"))] = random.choice(
            (1, "tanh")
        )
    positional = []
    if random.random() < 0.8:
        for each in order[: random.randint(0, 5)]:
            if each not in written:
                break
            positional.append(written.pop(each))
    if random.random() < 0.01:
        positional += [random.choice((1, True, "tanh")) for _ in range(12)]
    keywords = list(written.items())
    random.shuffle(keywords)
    arguments = [*map(repr, positional), *(f"{each}={value!r}" for each, value in keywords)]
    return f"nn.{name}({', '.join(arguments)})", sizes


def _tensors(random, name, sizes):
    batch, time = random.randint(1, 4), random.randint(1, 5)
    single = random.random() < 0.35
    if name.endswith("Cell"):
        input = (sizes["input_size"],) if single else (batch, sizes["input_size"])
        state = (sizes["hidden_size"],) if single else (batch, sizes["hidden_size"])
    else:
        first = sizes["batch_first"] != (random.random() < 0.1)
        axes = (time,) if single else (batch, time) if first else (time, batch)
        input = (*axes, sizes["input_size"])
        layers = sizes["num_layers"] * sizes["directions"]
        state = (layers, *(() if single else (batch,)), sizes["hidden_size"])
    input = _spoiled(random, input)
    pair = name.startswith("LSTM") != (random.random() < 0.08)
    if random.random() < 0.3:
        return input, None
    if pair:
        return input, (_spoiled(random, state), _spoiled(random, state))
    state = _spoiled(random, state)
    return input, (2, *state) if name.startswith("LSTM") and random.random() < 0.5 else state


def _spoiled(random, shape):
    """The shape, or in a third of the cases something near it."""
    sizes = list(shape)
    for _ in range(random.choices((0, 1, 2), (6, 2, 1))[0]):
        what = random.random()
        if what < 0.5 and sizes:
            sizes[random.randrange(len(sizes))] = random.choice((0, 1, 1, 2, 3, 4, 5))
        elif what < 0.65 and len(sizes) > 1:
            at = random.randrange(len(sizes) - 1)
            sizes[at], sizes[at + 1] = sizes[at + 1], sizes[at]
        elif what < 0.8:
            sizes.insert(random.randint(0, len(sizes)), random.choice((1, 2, 3)))
        elif sizes:
            sizes.pop(random.randrange(len(sizes)))
    return tuple(sizes)
