"""Classes as they are handed in, of every cell, and what their marks have to be: plain floats, nothing of the tutor's.

An exercise gives every student weights of their own. ``key(ex)`` computes all lines from what is written above
them; with some answers given, the others follow from those. A behaviour says what a student hands in, and what
has to come of it.
"""

import csv
import io
import json
import math
import random
import zipfile
from decimal import ROUND_HALF_UP, Decimal

CELLS = ("rnn", "gru", "lstm", "layers")
GATES = {"rnn": "", "layers": "", "gru": "rzn", "gru_reset_before": "rzn", "lstm": "ifgo"}
WORDS = ("i", "am", "here")


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def exercise(r, cell, hidden=2, steps=3):
    """Draw the weights of a student: tenths, none of them zero, the recurrent matrix not symmetric."""

    def weight():
        return r.choice((-1, 1)) * r.randint(1, 9) / 10

    def matrix(rows, columns):
        return [[weight() for _ in range(columns)] for _ in range(rows)]

    gates = GATES[cell] or "h"
    layers = []
    for inputs in (len(WORDS), hidden)[: 2 if cell == "layers" else 1]:
        layers.append(
            {
                gate: (matrix(hidden, inputs), matrix(hidden, hidden), [weight() for _ in range(hidden)],
                       [weight() for _ in range(hidden)])
                for gate in gates
            }
        )  # fmt: skip
    order = r.sample(range(len(WORDS)), len(WORDS))[:steps]
    return {"cell": cell, "layers": layers, "words": order, "hidden": hidden}


def spec(ex):
    """Write an exercise as a spec with torch's names, gates stacked."""
    kind = {"rnn": "rnn_tanh", "layers": "rnn_tanh"}.get(ex["cell"], ex["cell"])
    cell = {"kind": kind}
    for number, gates in enumerate(ex["layers"]):
        ending = f"_l{number}" if number else ""
        for name, at in (("weight_ih", 0), ("weight_hh", 1), ("bias_ih", 2), ("bias_hh", 3)):
            cell[name + ending] = [row for gate in gates.values() for row in gate[at]]
    return {
        "title": "class", "tokens": [WORDS[w] for w in ex["words"]], "vocabulary": list(WORDS), "cell": cell,
    }  # fmt: skip


def rounded(value):
    """Three decimals, half away from zero."""
    text = str(Decimal(repr(round(value, 11))).quantize(Decimal("0.001"), ROUND_HALF_UP))
    return "0.000" if text == "-0.000" else text


def key(ex, given=None, change=None):
    """Compute every line: name → text. ``given`` stands in the place of lines, ``change`` makes a mistake.

    ``change(symbol, step, values, state)`` may give other values for a line.
    """
    given = given or {}
    page = {}

    def put(symbol, step, values, ending, state):
        if change is not None:
            values = change(symbol, step, values, state) or values
        for i, value in enumerate(values, start=1):
            name = f"{symbol}_{step}[{i}]{ending}"
            page[name] = given.get(name, rounded(value))
        return [float(page[f"{symbol}_{step}[{i + 1}]{ending}"]) for i in range(ex["hidden"])]

    inputs = [[float(i == w) for i in range(len(WORDS))] for w in ex["words"]]
    for number, gates in enumerate(ex["layers"]):
        ending = f"@l{number}" if number else ""
        h = c = [0.0] * ex["hidden"]
        outputs = []
        for step, x in enumerate(inputs, start=1):
            h, c = STEPS[ex["cell"]](gates, x, h, c, lambda s, v, t=step, e=ending, st=h: put(s, t, v, e, st))
            outputs.append(h)
        inputs = outputs
    return page


def dot(matrix, vector):
    return [sum(w * v for w, v in zip(row, vector, strict=True)) for row in matrix]


def total(*terms):
    return [sum(entries) for entries in zip(*terms, strict=True)]


def gate_of(gates, name, x, h, function, put):
    below = f"_{name}" if name != "h" else ""
    w_x, w_h, b_x, b_h = gates[name]
    p, q = put(f"p{below}", dot(w_x, x)), put(f"q{below}", dot(w_h, h))
    a = put(f"a{below}", total(p, q, b_x, b_h))
    return put(name, [function(z) for z in a])


def rnn_step(gates, x, h, c, put):
    return gate_of(gates, "h", x, h, math.tanh, put), c


def gru_step(gates, x, h, c, put):
    reset, update = (gate_of(gates, name, x, h, sigmoid, put) for name in "rz")
    w_x, w_h, b_x, b_h = gates["n"]
    p, q = put("p_n", dot(w_x, x)), put("q_n", dot(w_h, h))
    a = put("a_n", [pi + bi + g * (qi + ci) for pi, bi, g, qi, ci in zip(p, b_x, reset, q, b_h, strict=True)])
    n = put("n", [math.tanh(z) for z in a])
    return put("h", [(1 - z) * new + z * old for z, new, old in zip(update, n, h, strict=True)]), c


def gru_reset_before_step(gates, x, h, c, put):
    reset, update = (gate_of(gates, name, x, h, sigmoid, put) for name in "rz")
    n = gate_of(gates, "n", x, put("v", [g * each for g, each in zip(reset, h, strict=True)]), math.tanh, put)
    return put("h", [(1 - z) * new + z * old for z, new, old in zip(update, n, h, strict=True)]), c


def lstm_step(gates, x, h, c, put):
    functions = {"i": sigmoid, "f": sigmoid, "g": math.tanh, "o": sigmoid}
    i, f, g, o = (gate_of(gates, name, x, h, functions[name], put) for name in "ifgo")
    c = put("c", [fi * ci + ii * gi for fi, ci, ii, gi in zip(f, c, i, g, strict=True)])
    m = put("m", [math.tanh(z) for z in c])
    return put("h", [oi * mi for oi, mi in zip(o, m, strict=True)]), c


STEPS = {
    "rnn": rnn_step,
    "layers": rnn_step,
    "gru": gru_step,
    "gru_reset_before": gru_reset_before_step,
    "lstm": lstm_step,
}


# What students do: each gives the answers and what the marks have to be

# points lost; the first error; a mistake that must be named; entries for the teacher. None: not looked at.


def honest(r, ex, page):
    return dict(page), {"lost": 0, "first": "", "review": 0}


def blanks(r, ex, page):
    answers = dict(page)
    left_out = r.sample(sorted(page), max(1, len(page) // 8))
    for name in left_out:
        answers[name] = r.choice(["", "?", "-", "…", "모름", "n/a"])
    return answers, {"lost": len(left_out), "first": "", "review": 0}


def slip(r, ex, page):
    """One number slips by more than any rounding, and everything else follows from it."""
    name = r.choice(sorted(page))
    size = r.choice((-1, 1)) * r.choice((0.217, 0.163, 0.331))
    given = {name: f"{float(page[name]) + size:.3f}"}
    return key(ex, given), {"lost": 1, "first": name, "review": 0}


def isolated(r, ex, page):
    """One number slips, the rest is as in the key: it is right by the key."""
    name = r.choice(sorted(page))
    size = r.choice((-1, 1)) * r.choice((0.217, 0.163, 0.331))
    return {**page, name: f"{float(page[name]) + size:.3f}"}, {"lost": 1, "first": name, "review": 0}


def tenth(r, ex, page):
    name = r.choice(sorted(page))
    given = {name: f"{float(page[name]) + r.choice((-0.1, 0.1)):.3f}"}
    return key(ex, given), {"lost": 1, "first": name, "mistake": "carry-slip", "review": 0}


def no_bias(r, ex, page):
    """The first pre-activation is always without its bias, wherever that shows."""
    gate = next(iter(ex["layers"][0]))
    symbol = f"a_{gate}" if gate != "h" else "a"

    def change(name, step, values, state):
        if name != symbol or (ex["cell"] == "layers" and name in seen and step == 1 and len(seen[name]) >= 3):
            return None
        seen.setdefault(name, []).append(step)
        b_x, b_h = ex["layers"][0][gate][2:]
        return [value - one - other for value, one, other in zip(values, b_x, b_h, strict=True)]

    seen = {}
    wrong = key(ex, None, change if ex["cell"] != "layers" else None)
    if ex["cell"] == "layers":
        given = {}
        for step in range(1, len(ex["words"]) + 1):
            so_far = key(ex, given)
            for i, (one, other) in enumerate(zip(*ex["layers"][0]["h"][2:], strict=True), start=1):
                if abs(one + other) > 1e-9:
                    given[f"a_{step}[{i}]"] = rounded(float(so_far[f"a_{step}[{i}]"]) - one - other)
        wrong = key(ex, given)
    bias = [one + other for one, other in zip(*ex["layers"][0][gate][2:], strict=True)]
    shows = [i for i, each in enumerate(bias, start=1) if abs(each) > 1e-9]
    if not shows:
        return dict(page), {"lost": 0, "first": "", "review": 0}
    return wrong, {
        "lost": len(shows),
        "first": f"{symbol}_1[{shows[0]}]",
        "mistake": "bias-forgotten",
        "review": 0,
    }


def four_for_two(r, ex, page):
    """A whole vector with more entries than it has."""
    name = r.choice(sorted({each.replace("[1]", "").replace("[2]", "") for each in page}))
    answers = {
        each: text for each, text in page.items() if each.replace("[1]", "").replace("[2]", "") != name
    }
    answers[name] = r.choice(
        ["[0.1, 0.2, 0.3, 0.4]", "0.111", "[[0.1, 0.2, 0.3]]", "[[0.1], [0.2], [0.3]]", "(0.1, 0.2, 0.3)"]
    )
    symbol, _, unit = name.partition("@")
    return answers, {
        "lost": 2,
        "first": f"{symbol}[1]{'@' + unit if unit else ''}",
        "note": "size",
        "review": 0,
    }


def unreadable(r, ex, page):
    name = r.choice(sorted(page))
    return {**page, name: r.choice(["abc", "1//3", "0.1.2", "x²", "0.2 or 0.3", "=1+1", "１②"])}, {
        "lost": 1, "first": "", "review": 1,
    }  # fmt: skip


def typography(r, ex, page):
    """The same numbers as people type them."""
    wide = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
    ways = (
        lambda text: text.replace("-", "−"),
        lambda text: text.translate(wide),
        lambda text: text.rstrip("0").rstrip(".") or "0",
        lambda text: text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text,
        lambda text: f" {text} ",
        lambda text: f"{text}0",
        lambda text: text if text.startswith("-") else f"+{text}",
    )
    return {name: r.choice(ways)(text) for name, text in page.items()}, {"lost": 0, "first": "", "review": 0}


def zeros(r, ex, page):
    return dict.fromkeys(page, "0.000"), {"most": sum(abs(float(text)) < 0.0105 for text in page.values())}


def ones(r, ex, page):
    return dict.fromkeys(page, "1"), {"most": sum(abs(float(text) - 1) < 0.0105 for text in page.values())}


BEHAVIOURS = (
    honest,
    blanks,
    slip,
    isolated,
    tenth,
    no_bias,
    four_for_two,
    unreadable,
    typography,
    zeros,
    ones,
)

# How answers are handed in: each gives the files (name → bytes)


def heading(r, name):
    """Call a quantity as people do."""
    entry = name.partition("[")[2].partition("]")[0]
    base, unit = name.partition("[")[0], name.partition("@")[2]
    base, unit = base.partition("@")[0], f"@{unit}" if unit else ""
    symbol, _, step = base.rpartition("_")
    if not entry:
        return name
    korean = {"h": "은닉 상태", "p": "입력 항", "q": "순환 항", "a": "활성화 전 값", "c": "셀 상태"}.get(
        symbol
    )
    ways = [name, f"{symbol}{step}[{entry}]{unit}", f"{symbol}_{step}_{entry}{unit}", f"{symbol}_{{{step}}}[{entry}]{unit}",
            f" {name} ", f"${name}$", f"{symbol}_{step} [{entry}]{unit}"]  # fmt: skip
    if korean:
        ways.append(f"{korean} {step}[{entry}]{unit}")
    return r.choice(ways)


def as_json(r, student, sheet, answers):
    data = {"student": student, "sheet": sheet, "answers": answers}
    if r.random() < 0.3 and sheet:
        del data["student"]
    return f"{student}.json", json.dumps(data, ensure_ascii=r.random() < 0.5).encode()


def head(r, student, sheet):
    return r.choice([f"Name: {student}\nSheet {sheet}\n\n", f"# 문제지 {sheet}\n\n학번: {student}\n\n", f"이름 : {student}\n\n문제지: {sheet}\n\n",
                     f"| Student | {student} |\n| --- | --- |\n| Sheet | `{sheet}` |\n\n"])  # fmt: skip


def as_markdown(r, student, sheet, answers):
    word = r.choice([("quantity", "answer"), ("양", "답"), ("Quantity", "Answer")])
    rows = "".join(f"| `{name}` | {text} |\n" for name, text in answers.items())
    text = f"{head(r, student, sheet)}| {word[0]} | {word[1]} |\n| --- | ---: |\n{rows}"
    return f"{r.choice([student, 'sheet_' + student, 'HW3-' + student])}.md", encoded(r, text)


def as_lines(r, student, sheet, answers):
    sign = r.choice([" = ", ": ", "=", " ≈ "])
    body = "".join(f"{r.choice(['', '- ', '* '])}{name}{sign}{text}\n" for name, text in answers.items())
    return f"{student}.txt", encoded(r, head(r, student, sheet) + body)


def as_notebook(r, student, sheet, answers):
    rows = "".join(f"| {name} | {text} |\n" for name, text in answers.items())
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": head(r, student, sheet).splitlines(keepends=True)},
        {"cell_type": "markdown", "metadata": {},
         "source": f"| quantity | answer |\n| --- | --- |\n{rows}".splitlines(keepends=True)},
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "raise SystemExit"},
    ]  # fmt: skip
    data = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return f"{student}.ipynb", json.dumps(data, ensure_ascii=False).encode()


def as_workbook(r, student, sheet, answers):
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    for row in (["Name", student], ["Sheet", sheet], [], ["quantity", "answer"]):
        page.append(row)
    for name, text in answers.items():
        page.append([name, text])
    data = io.BytesIO()
    book.save(data)
    return f"{student}.xlsx", data.getvalue()


def as_own_csv(r, student, sheet, answers):
    """One person's table, named by the file."""
    text = "quantity,value\n" + "".join(f'{heading(r, n)},"{text}"\n' for n, text in answers.items())
    return f"{student}.csv", encoded(r, text)


def encoded(r, text):
    for encoding in r.sample(["utf-8", "utf-8-sig", "cp949", "utf-16"], 4):
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise AssertionError


FORMS = (as_json, as_markdown, as_lines, as_notebook, as_workbook, as_own_csv)


def class_table(r, rows, names, *, comma=False, sheets=None):
    """All students in one CSV, wide or long; with decimal commas between semicolons."""
    divider = ";" if comma else r.choice(",;\t")
    student = r.choice(["student", "학번", "Student ID", "id"])
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=divider, lineterminator=r.choice(["\n", "\r\n"]))

    def shown(text):
        return text.replace(".", ",") if comma else text

    if r.random() < 0.5:
        if r.random() < 0.3:
            writer.writerow(["과제 3", *[""] * len(names)])
        writer.writerow([student, *(["sheet"] if sheets else []), *(heading(r, name) for name in names)])
        for who, answers in rows.items():
            writer.writerow(
                [who, *([sheets[who]] if sheets else []), *(shown(answers.get(n, "")) for n in names)]
            )
    else:
        writer.writerow(
            [student, *(["문제지"] if sheets else []), *r.choice([("quantity", "value"), ("문항", "답")])]
        )
        lines = [(who, name, text) for who, answers in rows.items() for name, text in answers.items()]
        r.shuffle(lines)
        for who, name, text in lines:
            writer.writerow([who, *([sheets[who]] if sheets else []), heading(r, name), shown(text)])
    return encoded(r, buffer.getvalue())


def packed(files):
    """Put files into an archive, each in a folder of its student."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def seeded(seed):
    return random.Random(seed)
