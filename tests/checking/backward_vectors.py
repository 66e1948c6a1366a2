"""Backward passes of networks with words, vectors and a softmax by a program of its own, in many hands.

Nothing of the package is used. ``Example`` draws the numbers and the hand; ``text`` writes it down, with one of
``MISTAKES`` or with none, and tells the line that is wrong (0 where none is); ``spec`` is the problem it solves.
"""

from __future__ import annotations

import math

MISTAKES = ("slope-forgotten", "recurrent-not-transposed", "last-step-only", "update-added")
WORDS = ("i", "am", "here")
# What outputs, scores and targets are called, and in which way the targets are given.
OUTPUTS = [
    ("y", "s", "k"),
    ("ŷ", "s", "y"),
    ("ŷ", "o", "y"),
    ("y", "z", "t"),
    ("p", "o", "y"),
    ("p", "z", "t"),
    ("y", "", "k"),
    ("ŷ", "", "t"),
]
GRADIENTS = ("delta", "leibniz", "short")


class Example:
    def __init__(self, random):
        self.size, self.steps = random.choice((2, 3)), 3
        self.decimals = 4

        def draw(rows, columns):
            return [
                [random.choice((-1, 1)) * random.randint(1, 9) / 10 for _ in range(columns)]
                for _ in range(rows)
            ]

        self.u, self.w, self.v = draw(self.size, 3), draw(self.size, self.size), draw(3, self.size)
        (self.b,), (self.c,) = draw(1, self.size), draw(1, 3)
        self.words = [random.choice(WORDS) for _ in range(self.steps)]
        self.targets = [random.choice(WORDS) for _ in range(self.steps)]
        self.rate = random.choice((0.1, 0.2))
        self.output, self.score, self.target = random.choice(OUTPUTS)
        self.inputs_by_word = random.random() < 0.4
        self.targets_by_word = random.random() < 0.4
        self.gradient = random.choice(GRADIENTS)
        self.update = random.choice(("{p}^{{new}} = {p} - η ∂L/∂{p}", "{p} := {p} - η ∂L/∂{p}", "{p} :="))
        self.dot = random.choice(("·", " "))
        # Whether what arrives at a state has no line of its own.
        self.folded = random.random() < 0.3

    @property
    def spec(self):
        return {
            "sentence": " ".join(self.words),
            "vocabulary": list(WORDS),
            "cell": {"weight_ih": self.u, "weight_hh": self.w, "bias": self.b},
            "output": {"weight_hy": self.v, "bias_y": self.c, "targets": self.targets},
            "loss": {"kind": "cross-entropy", "reduction": "sum", "learning_rate": self.rate},
        }

    def text(self, mistake=None):
        one_hot = {word: [int(i == j) for j in range(3)] for i, word in enumerate(WORDS)}
        lines = [
            "Vocabulary: " + ", ".join(f"{word} = {one_hot[word]}" for word in WORDS),
            f"W_xh = {self.u}",
            f"W_hh = {self.w}",
            f"b_h = {self.b}",
            f"W_hy = {self.v}",
            f"b_y = {self.c}",
            f"h_0 = {[0] * self.size}",
        ]
        if not self.inputs_by_word:
            lines += [f"x_{t} = {one_hot[word]}" for t, word in enumerate(self.words, 1)]
        states, outputs = [[0.0] * self.size], []
        for t, word in enumerate(self.words, 1):
            a = added(times(self.u, one_hot[word]), times(self.w, states[-1]), self.b)
            states.append(self.kept([math.tanh(each) for each in a]))
            formula = f"tanh(W_xh x_{t} + W_hh h_{t - 1} + b_h)"
            lines.append(f'Step {t} "{word}": h_{t} = {formula} = {self.vector(states[-1])}')
            scores = self.kept(added(times(self.v, states[-1]), self.c))
            if self.score:
                lines.append(f"{self.score}_{t} = W_hy h_{t} + b_y = {self.vector(scores)}")
                inner = f"{self.score}_{t}"
            else:
                scores, inner = added(times(self.v, states[-1]), self.c), f"W_hy h_{t} + b_y"
            total = sum(map(math.exp, scores))
            outputs.append(self.kept([math.exp(each) / total for each in scores]))
            lines.append(f"{self.output}_{t} = softmax({inner}) = {self.vector(outputs[-1])}")
        if self.targets_by_word:
            lines.append(f"Targets: {', '.join(self.targets)}. Loss: cross-entropy, summed over the steps.")
        else:
            lines.append("The loss is the cross-entropy, summed over the steps; the targets are")
            lines += [f"{self.target}_{t} = {one_hot[word]}" for t, word in enumerate(self.targets, 1)]
        lines += ["", "Backward pass"]
        wrong_line, deltas, after = 0, {}, [0.0] * self.size
        at = 2  # where the first two mistakes are made
        score = self.score or "s"
        for t in range(self.steps, 0, -1):
            error = [p - q for p, q in zip(outputs[t - 1], one_hot[self.targets[t - 1]], strict=True)]
            error = self.kept(error)
            arrives = added(times(turned(self.v), error), after)
            arrives = arrives if self.folded else self.kept(arrives)
            slopes = [1 - each * each for each in states[t]]
            sloped = mistake != "slope-forgotten" or t != at
            deltas[t] = self.kept([g * (s if sloped else 1) for g, s in zip(arrives, slopes, strict=True)])
            future = t < self.steps
            if self.gradient == "leibniz":
                d, own, come = f"∂L/∂{score}_{t}", f"∂L/∂a_{t}", f"∂L/∂h_{t}"
                later = f"∂L/∂a_{t + 1}"
            elif self.gradient == "delta":
                d, own, come, later = f"∂L/∂{score}_{t}", f"δ_{t}", f"∂L/∂h_{t}", f"δ_{t + 1}"
            else:
                d, own, come, later = f"d{score}_{t}", f"da_{t}", f"dh_{t}", f"da_{t + 1}"
            lines.append(f"{d} = {self.output}_{t} - {self.target}_{t} = {self.vector(error)}")
            more = f" + W_hh^T{self.dot}{later}" if future else ""
            if not self.folded:
                lines.append(f"{come} = W_hy^T{self.dot}{d}{more} = {self.vector(arrives)}")
            elif mistake != "recurrent-not-transposed" or t != at - 1:
                come = f"(W_hy^T{self.dot}{d}{more})"
            else:
                come = f"(W_hy^T{self.dot}{d}{more.replace('W_hh^T', 'W_hh')})"
            if mistake == "recurrent-not-transposed" and t == at - 1:
                wrong_line = len(lines) + self.folded
            lines.append(f"{own} = {come} ⊙ (1 - h_{t}^2) = {self.vector(deltas[t])}")
            if not sloped:
                wrong_line = len(lines)
            turn = self.w if mistake == "recurrent-not-transposed" and t == at else turned(self.w)
            after = times(turn, deltas[t])
        names = [f"da_{t}" if self.gradient == "short" else f"δ_{t}" for t in range(self.steps, 0, -1)]
        if self.gradient == "leibniz":
            names = [f"∂L/∂a_{t}" for t in range(self.steps, 0, -1)]
        steps = [self.steps] if mistake == "last-step-only" else list(deltas)
        whole = [
            [sum(deltas[t][i] * states[t - 1][j] for t in steps) for j in range(self.size)]
            for i in range(self.size)
        ]
        whole = [self.kept(row) for row in whole]
        sums = " + ".join(
            f"{name}{self.dot}h_{t}^T" for name, t in zip(names, range(self.steps - 1, -1, -1), strict=True)
        )
        prefix = "d" if self.gradient == "short" else "∂L/∂"
        lines.append(f"{prefix}W_hh = {sums} = {self.matrix(whole)}")
        if mistake == "last-step-only":
            wrong_line = len(lines)
        lines.append(f"{prefix}b_h = {self.vector(added(*deltas.values()))}")
        lines.append(f"Update with η = {self.rate}:")
        sign = 1 if mistake == "update-added" else -1
        new = [
            [a + sign * self.rate * g for a, g in zip(*rows, strict=True)]
            for rows in zip(self.w, whole, strict=True)
        ]
        lines.append(f"{self.update.format(p='W_hh')} = {self.matrix(new)}".replace(":= =", ":="))
        if mistake == "update-added":
            wrong_line = len(lines)
        return "\n".join(lines) + "\n", wrong_line

    def wrong(self, mistake):
        """Write the text with a mistake; None where it does not show in the digits."""
        text, line = self.text(mistake)
        digits = [each.split("\n")[line - 1].rsplit("= ", 1)[1] for each in (text, self.text()[0])]
        return None if digits[0] == digits[1] else (text, line)

    def kept(self, vector):
        return [round(each, self.decimals) + 0.0 for each in vector]

    def vector(self, vector):
        return "[" + ", ".join(f"{each:.{self.decimals}f}" for each in vector) + "]"

    def matrix(self, rows):
        return "[" + ", ".join(map(self.vector, rows)) + "]"


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def turned(matrix):
    return [list(row) for row in zip(*matrix, strict=True)]


def added(*vectors):
    return [sum(each) for each in zip(*vectors, strict=True)]
