"""Random programs in which calls are easily lost: many of them, other settings, errors before them, wrappers."""

HEAD = "import torch\nimport torch.nn as nn\n"
DECORATOR = "def around(f):\n    def inner(*a):\n        return f(*a)\n    return inner\n"


def random_crowded_program(random):
    """Write a program of several calls on few lines, some of which torch may refuse or never come to."""
    width, batch, time = random.randint(1, 4), random.randint(1, 3), random.randint(1, 3)
    kind = random.choice(("RNN", "GRU"))
    shapes = [(time, batch, width)] * random.choice((1, 2, 14))
    for _ in range(random.choice((0, 0, 1, 2))):
        at = random.randrange(len(shapes) + 1)
        shapes.insert(
            at, (random.randint(1, 3), random.randint(1, 3), random.choice((width, width, width + 1)))
        )
    tensors = "[" + ", ".join(f"torch.randn{each}" for each in shapes) + "]"
    view = random.choice(
        ("x", "x", f"x.view({time}, {batch}, {width})", f"x[:, :{batch}]", "x.transpose(0, 1)")
    )
    start = random.choice(("", f", torch.zeros(1, {batch}, 2)", f", torch.zeros(1, {time}, 2)"))
    option = random.choice(("batch_first=bool(flag)", "num_layers=1 + flag", "bidirectional=bool(flag)"))
    flags = random.choice(("[0]", "[False, True]", "[True, False]", "[0, 1, 0]"))
    before = random.choice(("", "", f"y = x.view({time}, {batch}, {width})", "assert x.dim() == 3"))
    wrapped = random.choice(("", "", "@around\n"))
    body = "".join(f"    {line}\n" for line in (before, f"return m({view}{start})") if line)
    way = random.choice(("for x in {0}:\n    run(m, x)\n", "list(map(lambda x: run(m, x), {0}))\n"))
    if not wrapped and random.random() < 0.3:
        way = "steps = [run(m, x) for x in {0}]\n"
    loop = "".join(f"    {line}\n" for line in way.format(tensors).splitlines())
    return (
        f"{HEAD}{DECORATOR}{wrapped}def run(m, x):\n{body}"
        f"for flag in {flags}:\n    m = nn.{kind}({width}, 2, {option})\n{loop}"
    )
