"""Two ways to the same question give the same answer: a derivation as a text, and its numbers as answers.

Everyday some 200 random derivations are judged through both doors; RNN_TUTOR_FULL=1 makes it 10,000.
"""

import os
import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.marking.writers import as_text, exercise, habits, written
from tutor import Problem, judge
from tutor.calculation.trace import trace
from tutor.judging.answers.lines import Lines

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
DERIVATIONS = 10_000 if FULL else 200
PLANTED = 1_000 if FULL else 60
SPECS = sorted(Path(__file__).parents[2].glob("worked_examples/*/spec.toml"))
SYMBOLS = ("p", "q", "a", "h")


def vector(texts):
    return f"[{', '.join(texts)}]"


def matrix(rows):
    return vector([vector(map(str, row)) for row in rows])


class Sheet:
    """An exercise with the numbers that somebody wrote, in three styles of text and as answers."""

    def __init__(self, r, *, slip):
        self.decimals = r.choice((3, 4))
        self.ex = exercise(
            r,
            decimals=self.decimals,
            hidden=2,
            inputs=3,
            steps=r.choice((1, 2, 3)),
            reach=r.choice((0.9, 1.5)),
        )
        self.problem = Problem.from_dict(self.ex.spec)
        self.steps = len(self.ex.words)
        size = r.choice((2, 3, 7, 10, 40, 100, 250)) * r.choice((-1, 1))
        where = (r.choice(SYMBOLS), r.randint(1, self.steps), r.randint(0, 1), size) if slip else None
        page = written(self.ex, r.choice(habits(self.decimals)), where)
        self.page = {
            (symbol, step): [as_text(n, self.decimals) for n in page[symbol, step]]
            for step in range(1, self.steps + 1)
            for symbol in SYMBOLS
        }

    def givens(self):
        parameters, problem = self.problem.unit.parameters, self.problem
        words = [self.ex.spec["vocabulary"].index(word) for word in problem.words]
        yield f"W_ih = {matrix(parameters['weight_ih'])}"
        yield f"W_hh = {matrix(parameters['weight_hh'])}"
        yield f"b = {vector(map(str, parameters['bias']))}"
        yield "h_0 = [0, 0]"
        for step, word in enumerate(words, start=1):
            yield f"x_{step} = {vector('1' if at == word else '0' for at in range(3))}"

    def text(self, style, left_out=()):
        """Write the derivation; ``left_out`` are (symbol, step) that nobody wrote."""
        lines = [*self.givens(), ""]
        bias = vector(map(str, self.problem.unit.parameters["bias"]))
        for t in range(1, self.steps + 1):
            p, q, a, h = (self.page[symbol, t] for symbol in SYMBOLS)
            has = {symbol: (symbol, t) not in left_out for symbol in SYMBOLS}
            if style == "lines":
                lines += [f"p_{t} = W_ih x_{t} = {vector(p)}"] * has["p"]
                lines += [f"q_{t} = W_hh h_{t - 1} = {vector(q)}"] * has["q"]
                lines += [f"a_{t} = p_{t} + q_{t} + b = {vector(a)}"] * has["a"]
                lines += [f"h_{t} = tanh(a_{t}) = {vector(h)}"] * has["h"]
            elif style == "chain":
                sides = [f"tanh(W_ih x_{t} + W_hh h_{t - 1} + b)"]
                if has["p"] and has["q"]:
                    sides.append(f"tanh({vector(p)} + {vector(q)} + {bias})")
                sides += [f"tanh({vector(a)})"] * has["a"] + [vector(h)] * has["h"]
                lines.append(f"h_{t} = {' = '.join(sides)}")
            else:
                for i in (0, 1):
                    lines += [f"p_{t}[{i + 1}] = {p[i]}"] * has["p"] + [f"q_{t}[{i + 1}] = {q[i]}"] * has["q"]
                    lines += [f"a_{t}[{i + 1}] = {a[i]}"] * has["a"] + [f"h_{t}[{i + 1}] = {h[i]}"] * has["h"]
        return "\n".join(lines) + "\n"

    def answers(self, left_out=()):
        return {
            f"{symbol}_{t}": texts for (symbol, t), texts in self.page.items() if (symbol, t) not in left_out
        }


def told(judged):
    """What is said of every line: verdicts, root or follows, names."""
    return {
        line.name: ([each.verdict for each in line.entries], line.root, line.follows, line.mistakes)
        for line in judged.lines
    }


@pytest.mark.parametrize("style", ["lines", "chain", "entries"])
def test_both_doors_say_the_same_of_every_line(style):
    wrong = 0
    for seed in range(DERIVATIONS // 3):
        r = random.Random(f"{style} {seed}")
        sheet = Sheet(r, slip=r.random() < 0.8)
        left_out = set()
        if r.random() < 0.3:
            symbols = SYMBOLS if style != "chain" else ("a",)
            left_out = {(r.choice(symbols), r.randint(1, sheet.steps))}
        text = sheet.text(style, left_out)
        by_answers, by_text = judge(sheet.problem, sheet.answers(left_out)), judge(sheet.problem, text)
        assert told(by_text) == told(by_answers), f"{style} {seed}\n{text}"
        wrong += bool(by_answers.roots)
    assert wrong > DERIVATIONS // 6


def lines_of(lines, answers):
    """Write every line with its name and nothing else."""
    sizes = {line.name(): line.name(1) for line in lines.lines}
    return "\n".join(
        f"{name} = {vector(texts) if len(texts) > 1 or '[' in sizes[name] else texts[0]}"
        for name, texts in answers.items()
    )


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_both_doors_agree_in_every_cell(path):
    """One number of the key is off; every line that has a name in texts stands with it."""
    problem = Problem.from_file(path)
    lines = Lines(problem)
    key = {line.name(): list(texts) for line, texts in zip(lines.lines, lines.key, strict=True)}
    key = {name: texts for name, texts in key.items() if "@" not in name and "#" not in name}
    assert len(key) >= len(lines.lines) // 2
    for seed in range(40 if FULL else 3):
        r = random.Random(f"{path.parent.name} {seed}")
        answers = {name: list(texts) for name, texts in key.items()}
        name = r.choice(sorted(answers))
        entry = r.randrange(len(answers[name]))
        answers[name][entry] = str(Decimal(answers[name][entry]) + r.choice((-1, 1)) * Decimal("0.217"))
        given = judge(problem, answers)
        assert told(judge(problem, lines_of(lines, answers))) == told(given)
        assert [line.name for line in given.roots] == [name]


def numbers_of(sheet, text):
    """Give the places of numbers inside the formulas of a chain: line, column, text."""
    for at, line in enumerate(text.split("\n")):
        if not line.startswith("h_") or "tanh" not in line:
            continue
        begin = line.index("= tanh([")
        position = begin
        while position < len(line):
            if line[position].isdigit() and line[position - 1] in "[ -":
                end = position
                while end < len(line) and (line[end].isdigit() or line[end] == "."):
                    end += 1
                yield at, position, line[position:end]
                position = end
            position += 1


def test_a_number_planted_anywhere_is_found_at_its_place():
    """Not only results: operands, biases and sums inside a formula, whatever they come to."""
    found = invisible = 0
    for seed in range(PLANTED):
        r = random.Random(f"planted {seed}")
        sheet = Sheet(r, slip=False)
        text = sheet.text("chain")
        right = judge(sheet.problem, text)
        assert not right.roots, f"{seed}\n{text}"
        at, column, number = r.choice(list(numbers_of(sheet, text)))
        other = (
            f"{Decimal(number) + r.choice((1, 2)) * Decimal('0.3'):.{max(1, len(number.partition('.')[2]))}f}"
        )
        lines = text.split("\n")
        lines[at] = lines[at][:column] + other + lines[at][column + len(number) :]
        planted = judge(sheet.problem, "\n".join(lines))
        step = lines[at].partition(" ")[0].partition("_")[2]
        assert planted.roots, f"{seed}: {number} became {other}\n{lines[at]}"
        assert planted.roots[0].name.endswith(f"_{step}"), f"{seed}\n{lines[at]}"
        found += 1
    assert found + invisible == PLANTED


def test_the_trace_itself_is_right_through_both_doors():
    for path in SPECS:
        problem = Problem.from_file(path)
        answers = {
            line.name(): trace(problem).runs[line.run].steps[line.position].quantities[line.symbol].texts
            for line in Lines(problem).lines
            if line.symbol in trace(problem).runs[line.run].steps[line.position].quantities
        }
        assert not judge(problem, answers).roots
