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


# What people may call a word: markup of every format, quotes, letters of several scripts.
AWKWARD = [
    "<script>alert(1)</script>",
    r"\input{secret}",
    "$x$",
    "100%",
    "a_b",
    "a|b",
    "`x`",
    "#h",
    "{{7*7}}",
    "나는",
    "私",
    "שלום",
    "<eos>",
    r"\write18{ls}",
    "--",
    "x``y",
    "**b**",
    "&amp;",
    "~^",
    "'q'",
    '"q"',
    "![i](u)",
    "...",
    "<%=x%>",
    "<<x>>",
    "привет",
    "-1",
    "{",
    "}}",
]


def large_spec(
    random, *, inputs=20, hidden=8, steps=6, decimals=3, kind="rnn_tanh", layout="columns", words=None
):
    """Draw a spec of these sizes, with signs mixed."""
    vocabulary = words or [f"w{i}" for i in range(1, inputs + 1)]

    def matrix(rows, columns):
        return [[round(random.uniform(-1, 1), 1) for _ in range(columns)] for _ in range(rows)]

    return {
        "sentence": " ".join(vocabulary[i % len(vocabulary)] for i in range(steps)),
        "vocabulary": vocabulary,
        "cell": {
            "kind": kind,
            "weight_ih": matrix(hidden, len(vocabulary)),
            "weight_hh": matrix(hidden, hidden),
            "bias_ih": matrix(1, hidden)[0],
            "bias_hh": matrix(1, hidden)[0],
            "h_0": matrix(1, hidden)[0],
        },
        "rounding": {"decimals": decimals},
        "notation": {"layout": layout},
    }


FIVE = {
    "title": "we are what we repeat",
    "sentence": "we are what we repeat",
    "vocabulary": ["we", "are", "what", "repeat"],
    "cell": {
        "weight_ih": [[0.4, -0.7, 0.5, 0.2], [0.8, 0.3, -0.6, -0.5], [-0.2, 0.9, 0.1, 0.6]],
        "weight_hh": [[0.5, -0.3, 0.2], [0.2, 0.6, -0.4], [-0.7, 0.1, 0.3]],
        "bias": [0.1, -0.2, 0.3],
    },
}
