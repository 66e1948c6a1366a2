"""Specs drawn at random, as plain dictionaries: every choice that changes a page. Nothing from `tutor`."""

WRITTEN = [
    ["p", "q", "a", "h"],
    ["a", "h"],
    ["h"],
    ["p", "a", "h"],
    ["q", "h"],
    ["p", "q", "h"],
    ["q", "a", "h"],
    ["p", "h"],
]
WORDS = ["i", "am", "here", "now", "나는", "again"]


def random_spec(random, *, size=6, steps=6):
    """Draw a spec; few decimals and small sizes are frequent, so that ties and exact lines are too."""
    inputs, hidden = random.randint(1, size), random.randint(1, size)
    places = random.choice([0, 1, 1, 1, 2, 2, 3, 5])

    def number():
        return round(random.choice([random.uniform(-2, 2), random.uniform(-1, 1), 0]), places) or 0

    def vector(length):
        return [number() for _ in range(length)]

    def matrix(rows, columns):
        return [vector(columns) for _ in range(rows)]

    orientation = {
        name: random.choice(["columns", "rows"])
        for name in ("weight_ih", "weight_hh")
        if random.random() < 0.4
    }
    cell = {
        "kind": random.choice(["rnn_tanh", "rnn_tanh", "rnn_relu"]),
        "weight_ih": matrix(inputs, hidden)
        if orientation.get("weight_ih") == "rows"
        else matrix(hidden, inputs),
        "weight_hh": matrix(hidden, hidden),
    }
    if orientation:
        cell["orientation"] = orientation
    match random.randrange(4):
        case 0:
            cell |= {"bias_ih": vector(hidden), "bias_hh": vector(hidden)}
        case 1 | 2:
            cell["bias"] = vector(hidden)
    if random.random() < 0.4:
        cell["h_0"] = vector(hidden)
    layout = random.choice(["columns", "rows", "fused"])
    rounding = {
        "decimals": random.choice([1, 2, 3, 3, 3, 4, 6]),
        "carry": random.choice(["rounded", "full"]),
        "ties": random.choice(["half-up", "half-even"]),
    }
    if random.random() < 0.7:
        allowed = [each for each in WRITTEN if layout != "fused" or not {"p", "q"} & {*each}]
        rounding["written"] = random.choice(allowed)
    vocabulary = WORDS[:inputs]
    return {
        "sentence": " ".join(random.choices(vocabulary, k=random.randint(1, steps))),
        "vocabulary": vocabulary,
        "cell": cell,
        "rounding": rounding,
        "notation": {
            "symbols": random.choice(["pytorch", "textbook", "source", "keras"]),
            "layout": layout,
        },
    }
