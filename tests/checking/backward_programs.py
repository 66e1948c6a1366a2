"""Backward passes as people write them in numpy, by a program of its own: style × names × numbers × mistake.

Nothing of the package is used. A ``Script`` computes as its program would, with full precision, and shows four
decimals; ``text`` gives it with one of ``MISTAKES`` or with none, and the line whose number is wrong (0 where
none is). ``whole`` are then its gradients, which a test holds against differences of its loss.
"""

from __future__ import annotations

import math

# By its name in the catalogue.
MISTAKES = (
    "slope-forgotten",
    "recurrent-not-transposed",
    "future-forgotten",
    "target-not-subtracted",
    "state-of-this-step",
    "first-step-only",  # = where += belongs: the last turn, which is the first step, is all that is left
    "update-added",
)
# In "lists" steps count from 0, and the error is what is left of the outputs once 1 is taken from the target's.
STYLES = ("numbered", "indexed", "columns", "prompt", "lists")
# What is called the gradient of the scores, of a state, of what goes into it, of the state before.
NAMES = [
    ("dy", "dh", "dhraw", "dhnext"),
    ("dy", "dh", "draw", "dh_next"),
    ("ds", "dh", "da", "dh_next"),
    ("dz", "dh", "dpre", "dh_next"),
]


class Script:
    def __init__(self, random, style=None):
        self.style = style or random.choice(STYLES)
        self.size, self.steps, self.width = (
            random.choice((2, 3)),
            random.choice((2, 3)),
            random.choice((1, 2)),
        )
        self.classes = random.random() < 0.5  # else a squared error at the last step
        self.out = 3 if self.classes else 1
        self.names = NAMES[0] if self.style == "lists" else random.choice(NAMES)
        self.outer = random.choice(("np.outer({0}, {1})", "np.outer({0},{1})"))
        self.product = random.choice(("{0} @ {1}", "np.dot({0}, {1})", "{0}.dot({1})"))
        self.slope = random.choice(("(1 - {h}**2) * {g}", "(1 - {h} * {h}) * {g}", "{g} * (1 - {h} ** 2)"))
        self.spaces = random.random() < 0.5  # [ 0.1 -0.2] as numpy prints it, or [0.1, -0.2]
        self.headed = random.random() < 0.5  # "# t = 2" over every step
        self.zeros = random.choice(("np.zeros_like({0})", "np.zeros({1})"))
        self.shows_next = random.random() < 0.5  # whether the gradient of the state before is shown
        self.shows_parts = random.random() < 0.3  # whether a sum is shown as it grows
        self.rate = random.choice((0.1, 0.05, 0.5))

        def draw(rows, columns):
            return [
                [random.choice((-1, 1)) * random.randint(2, 9) / 10 for _ in range(columns)]
                for _ in range(rows)
            ]

        self.u, self.w = draw(self.size, self.width), draw(self.size, self.size)
        self.v = draw(self.out, self.size)
        (self.b,), (self.c,) = draw(1, self.size), draw(1, self.out)
        self.xs = draw(self.steps, self.width)
        self.target = random.randint(-9, 9) / 10 + 0.05
        self.hot = [random.randrange(3) for _ in range(self.steps)]
        self.lines, self.wrong, self.whole = [], 0, {}

    def forward(self):
        """Give the states from the start on, the scores, the outputs, and the loss."""
        states, scores, outputs, loss = [[0.0] * self.size], [[]], [[]], 0.0
        for t, x in enumerate(self.xs, 1):
            states.append(
                [math.tanh(each) for each in added(times(self.u, x), times(self.w, states[-1]), self.b)]
            )
            scores.append(added(times(self.v, states[-1]), self.c))
            total = sum(map(math.exp, scores[-1]))
            outputs.append([math.exp(each) / total for each in scores[-1]])
            loss -= math.log(outputs[-1][self.hot[t - 1]]) if self.classes else 0
        return states, scores, outputs, loss if self.classes else 0.5 * (scores[-1][0] - self.target) ** 2

    def text(self, mistake=None):
        """Write the program with the numbers that it shows."""
        self.lines, self.wrong = ["import numpy as np", ""], 0
        columns, indexed = self.style == "columns", self.style in ("indexed", "columns", "lists")

        def name(letter, t):
            if self.style == "lists":
                return f"{'y' if letter == 'z' else letter}s[{t - 1}]"
            return f"{letter}[{t}]" if indexed else f"{letter}{t}"

        for each, value in (("Wxh", self.u), ("Whh", self.w), ("Why", self.v)):
            self.lines.append(f"{each} = np.array({value})")
        for each, value in (
            ("bh", self.b),
            ("by", self.c),
            *((name("x", t), x) for t, x in enumerate(self.xs, 1)),
        ):
            self.lines.append(f"{each} = np.array({stood(value) if columns else value})")
        start = f"np.zeros(({self.size}, 1))" if columns else f"np.zeros({self.size})"
        self.lines += [f"lr = {self.rate}", f"{name('h', 0)} = {start}"]
        states, scores, outputs, _ = self.forward()
        for t in range(1, self.steps + 1):
            h, z, p = name("h", t), name("z", t), name("p", t)
            inner = f"{self.dot('Wxh', name('x', t))} + {self.dot('Whh', name('h', t - 1))} + bh"
            self.shown(h, f"np.tanh({inner})", states[t])
            if self.classes:
                self.shown(z, f"{self.dot('Why', h)} + by", scores[t])
                self.shown(p, f"np.exp({z}) / np.sum(np.exp({z}))", outputs[t])
        if self.classes and self.style == "lists":
            self.lines.append(f"targets = {self.hot}")
        elif self.classes:
            self.lines.append("# softmax and cross-entropy at every step, summed")
            for t in range(1, self.steps + 1):
                hot = [int(i == self.hot[t - 1]) for i in range(3)]
                self.lines.append(f"{name('t', t)} = np.array({stood(hot) if columns else hot})")
        else:
            self.shown("y", f"{self.dot('Why', name('h', self.steps))} + by", scores[-1])
            self.lines += [f"target = {self.target:.2f}", "loss = 0.5 * (y - target) ** 2"]
        self.lines += ["", "# backward pass"]
        for each, value in (
            ("Wxh", self.u),
            ("Whh", self.w),
            ("Why", self.v),
            ("bh", self.b),
            ("by", self.c),
        ):
            size = f"({len(value)}, {len(value[0])})" if isinstance(value[0], list) else f"{len(value)}"
            size = f"({len(value)}, 1)" if columns and not isinstance(value[0], list) else size
            self.lines.append(f"d{each} = {self.zeros.format(each, size)}")
        self.whole = whole = self.back(mistake, name, start)
        sign = 1 if mistake == "update-added" else -1
        new = plus(self.w, [[sign * self.rate * each for each in row] for row in whole["Whh"]])
        self.shown("Whh", "lr * dWhh", new, "+=" if sign > 0 else "-=", sign > 0)
        return "\n".join(self.lines) + "\n", self.wrong

    def mistaken(self, mistake):
        """Write the program with a mistake; None where it does not show in the digits."""
        right = self.text()[0].split("\n")
        text, line = self.text(mistake)
        if not line:
            return None
        digits = [each[line - 1].rpartition("#")[2] for each in (right, text.split("\n"))]
        return None if digits[0] == digits[1] else (text, line)

    def back(self, mistake, name, start):
        """Go back step by step; give the sums as they are now."""
        ds, dh, da, after = self.names
        states, scores, outputs, _ = self.forward()
        whole, back, at = {}, [0.0] * self.size, self.steps - 1 if self.steps > 2 else self.steps
        numbered = self.style in ("numbered", "prompt")
        following = f"{after}{self.steps}" if numbered else after
        self.lines.append(f"{following} = {start}")
        for t in range(self.steps, 0, -1):
            if self.headed:
                self.lines.append(f"# t = {t - (self.style == 'lists')}")
            here = mistake if t == at else None
            now = [f"{each}{t}" if numbered else each for each in (ds, dh, da)]
            h, before = name("h", t), name("h", t - (mistake != "state-of-this-step"))
            arrives, value = back, following
            if self.classes or t == self.steps:
                given = [name("p", t), name("t", t)] if self.classes else ["y", "target"]
                hot = [float(i == self.hot[t - 1]) for i in range(3)] if self.classes else [self.target]
                lacks = mistake == "target-not-subtracted" and (here is not None or not self.classes)
                made = outputs[t] if self.classes else scores[t]
                error = [p - k * (not lacks) for p, k in zip(made, hot, strict=True)]
                if self.style != "lists" or not self.classes:
                    self.shown(now[0], given[0] if lacks else " - ".join(given), error, "=", lacks)
                elif lacks:
                    self.shown(now[0], f"np.copy({given[0]})", error, "=", True)
                else:
                    self.lines.append(f"{now[0]} = np.copy({given[0]})")
                    self.shown(f"{now[0]}[{self.hot[t - 1]}]", "1", error, "-=")
                self.add(whole, "Why", now[0], h, outer(error, states[t]))
                self.add(whole, "by", now[0], "", error)
                arrives, value = times(turned(self.v), error), self.dot("Why.T", now[0])
                lacks = mistake == "future-forgotten" and t == self.steps - 1
                if not lacks:
                    arrives, value = added(arrives, back), f"{value} + {following}"
                turned_wrong = not self.shows_next and mistake == "recurrent-not-transposed" and t == at - 1
                self.shown(now[1], value, arrives, "=", lacks or turned_wrong)
            else:
                turned_wrong = not self.shows_next and mistake == "recurrent-not-transposed" and t == at - 1
                self.shown(now[1], value, arrives, "=", turned_wrong)
            lacks = here == "slope-forgotten"
            slopes = [1.0 if lacks else 1 - each * each for each in states[t]]
            delta = [g * s for g, s in zip(arrives, slopes, strict=True)]
            self.shown(now[2], now[1] if lacks else self.slope.format(h=h, g=now[1]), delta, "=", lacks)
            old = states[t if mistake == "state-of-this-step" else t - 1]
            anew = "=" if mistake == "first-step-only" else "+="
            self.add(whole, "Whh", now[2], before, outer(delta, old), anew, t == 1, mistake in SUMS)
            self.add(whole, "Wxh", now[2], name("x", t), outer(delta, self.xs[t - 1]))
            self.add(whole, "bh", now[2], "", delta, "+=", t == 1)
            lacks = here == "recurrent-not-transposed"
            back = times(self.w if lacks else turned(self.w), delta)
            following = f"{after}{t - 1}" if numbered else after
            turn = self.dot("Whh" if lacks else "Whh.T", now[2])
            self.shown(following, turn, back, "=", lacks and self.shows_next, self.shows_next)
        return whole

    def add(self, whole, of, gradient, factor, part, sign="+=", last=False, wrong=False):
        """Add what a step contributes to a sum; shown is the last sum, and each where sums are as they grow."""
        held = whole.get(of)
        if held is None or sign == "=":
            whole[of] = part
        else:
            whole[of] = plus(held, part) if factor else added(held, part)
        if not factor:
            formula = gradient
        elif self.style == "columns":
            formula = f"{gradient} @ {factor}.T"
        else:
            formula = self.outer.format(gradient, factor)
        self.shown(
            f"d{of}", formula, whole[of], sign, wrong and last, last or (self.shows_parts and of == "Whh")
        )

    def shown(self, name, formula, value, sign="=", wrong=False, shows=True):
        """Write a line that computes, and its number behind it or below."""
        matrix = isinstance(value[0], list)
        value = stood(value) if self.style == "columns" and not matrix else value
        self.lines.append(f"{name} {sign} {formula}")
        if not shows:
            return
        if self.style == "prompt":
            self.lines[-1] = f">>> {self.lines[-1]}"
            self.lines += [f">>> {name}", *self.printed(value)]
            self.wrong = self.wrong or (len(self.lines) - (len(value) if matrix else 1) + 1) * wrong
        else:
            self.lines[-1] += f"  # {' '.join(each.strip() for each in self.printed(value))}"
            self.wrong = self.wrong or len(self.lines) * wrong

    def printed(self, value):
        """Print a vector, or a matrix row by row."""
        if not isinstance(value[0], list):
            joined = (" " if self.spaces else ", ").join(f"{each + 0.0:.4f}" for each in value)
            return [f"[{joined}]"]
        rows = [self.printed(row)[0] for row in value]
        ends = [*([("" if self.spaces else ",")] * (len(rows) - 1)), "]"]
        return [
            f"{'[' if i == 0 else ' '}{row}{end}" for i, (row, end) in enumerate(zip(rows, ends, strict=True))
        ]

    def dot(self, one, other):
        return self.product.format(one, other)


SUMS = ("state-of-this-step", "first-step-only")


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def turned(matrix):
    return [list(row) for row in zip(*matrix, strict=True)]


def outer(one, other):
    return [[a * b for b in other] for a in one]


def added(*vectors):
    return [sum(each) for each in zip(*vectors, strict=True)]


def plus(one, other):
    return [added(*rows) for rows in zip(one, other, strict=True)]


def stood(vector):
    return [[each] for each in vector]
