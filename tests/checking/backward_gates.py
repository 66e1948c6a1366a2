"""Backward passes of an LSTM, of both GRUs and of two layers by a program of its own, in many hands.

Nothing of the package is used: the forward pass and the gradients are numpy (a test holds them against torch's
autograd). ``Example`` draws the numbers and the hand; ``text`` writes it down, with a mistake or with none, and
tells the line that is wrong (0 where none is).
"""

from __future__ import annotations

import numpy as np

CELLS = ("lstm", "gru", "gru_reset_before", "layers")
HANDS = ("short", "leibniz", "code", "korean")
# A wrong number in one line; a gate's slope forgotten; what comes back from the step behind forgotten.
MISTAKES = ("number", "slope", "future")
STEPS, INPUTS, OUTPUTS = 2, 2, 2
GATES = {"lstm": "ifgo", "gru": "rzn", "gru_reset_before": "rzn", "layers": ""}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Example:
    def __init__(self, random, cell=None, hand=None):
        self.cell = cell or random.choice(CELLS)
        self.hand = hand or random.choice(HANDS)
        self.size = random.choice((1, 2))
        self.decimals = random.choice((3, 4))
        self.carried = random.random() < 0.5
        # Whether what is called do has passed the sigmoid's slope already, as many notes have it.
        self.behind = random.random() < 0.3
        self.squared = random.random() < 0.4
        self.formulas = random.random() < 0.8
        self.random = random

        def draw(rows, columns):
            return np.array(
                [
                    [random.choice((-1, 1)) * random.randint(1, 9) / 10 for _ in range(columns)]
                    for _ in range(rows)
                ]
            )

        h = self.size
        self.parameters = {}
        for gate in GATES[self.cell]:
            self.parameters |= {
                f"W_x{gate}": draw(h, INPUTS),
                f"W_h{gate}": draw(h, h),
                f"b_{gate}": draw(h, 1)[:, 0],
            }
        if self.cell == "layers":
            for at, wide in ((1, INPUTS), (2, h)):
                self.parameters |= {
                    f"W_xh^({at})": draw(h, wide),
                    f"W_hh^({at})": draw(h, h),
                    f"b_h^({at})": draw(h, 1)[:, 0],
                }
        self.parameters |= {"W_hy": draw(OUTPUTS, h), "b_y": draw(OUTPUTS, 1)[:, 0]}
        self.inputs = [draw(1, INPUTS)[0] for _ in range(STEPS)]
        self.targets = [np.eye(OUTPUTS)[random.randrange(OUTPUTS)] for _ in range(STEPS)]

    # The numbers

    def kept(self, value):
        return np.round(value, self.decimals) + 0.0 if self.carried else value

    def line(self, key, value, formula=""):
        """Note a quantity; one that is to be wrong is changed, and goes on so."""
        if key == self.spoilt:
            value = value.copy()
            value.flat[0] += 0.2 + 0.1 * self.random.random()
            self.wrong = key
        value = self.kept(value)
        self.lines.append((key, value, formula))
        return value

    def computed(self, mistake=None, spoilt=None):
        """Give everything in the order of computing: key, value, formula."""
        self.lines, self.wrong, self.spoilt, self.mistake = [], None, spoilt, mistake
        (self._layers if self.cell == "layers" else self._lstm if self.cell == "lstm" else self._gru)()
        return self.lines

    def _affine(self, gate, t, h):
        p = self.parameters
        return p[f"W_x{gate}"] @ self.inputs[t - 1] + p[f"W_h{gate}"] @ h + p[f"b_{gate}"]

    def _outputs(self, top, name):
        """The outputs and the errors of every step; for a square only the last state has one."""
        p, errors = self.parameters, {}
        for t in range(1, STEPS + 1):
            s = self.line(("s", t), p["W_hy"] @ top[t] + p["b_y"], f"W_hy {name(t)} + b_y")
            if self.squared:
                continue
            y = self.line(("y", t), np.exp(s) / np.exp(s).sum(), f"softmax(s_{t})")
            errors[t] = y
        self.lines.append(("turn", None, ""))
        for t in range(STEPS, 0, -1):
            if self.squared:
                s = {k: v for k, v, _ in self.lines if k != "turn"}["s", t]
                errors[t] = self.line(("ds", t), s - self.targets[t - 1], f"s_{t} - k_{t}")
            else:
                errors[t] = self.line(("ds", t), errors[t] - self.targets[t - 1], f"y_{t} - k_{t}")
        return errors

    def _arrives(self, t, errors, after, formula):
        p = self.parameters
        own = p["W_hy"].T @ errors[t]
        if t < STEPS and self.mistake == "future" and t == 1:
            self.wrong, after = ("dh", t), after * 0
        more = f" + {formula}" if t < STEPS else ""
        return self.line(("dh", t), own + after, f"W_hy^T {{ds_{t}}}{more}")

    def _slope(self, gate, t, before, slope, formula, inner):
        """Both gradients of a gate, or the one behind the slope under the gate's name."""
        forgotten = self.mistake == "slope" and (gate, t) == (GATES[self.cell][-1], STEPS)
        if self.behind:
            if forgotten:
                self.wrong = ("da", gate, t)
            value = before if forgotten else before * slope
            return self.line(("da", gate, t), value, f"{formula} ⊙ {inner}")
        own = self.line(("d" + gate, t), before, formula)
        if forgotten:
            self.wrong = ("da", gate, t)
        return self.line(("da", gate, t), own if forgotten else own * slope, f"{{d{gate}_{t}}} ⊙ {inner}")

    def _sums(self, deltas, states, scaled=None):
        """The gradients of the parameters of gates."""
        for gate in GATES[self.cell]:
            own = deltas[gate]
            other = scaled or {}
            self.line(("dW_x" + gate,), sum(np.outer(own[t], self.inputs[t - 1]) for t in own))
            if gate == "n" and self.cell == "gru_reset_before":
                self.line(("dW_hn",), sum(np.outer(own[t], other[t] * states[t - 1]) for t in own))
            elif gate == "n" and scaled:
                self.line(("dW_hn",), sum(np.outer(own[t] * other[t], states[t - 1]) for t in own))
            else:
                self.line(("dW_h" + gate,), sum(np.outer(own[t], states[t - 1]) for t in own))
            self.line(("db_" + gate,), sum(own[t] for t in own))

    def _lstm(self):
        p, zero = self.parameters, np.zeros(self.size)
        h, c, q = {0: zero}, {0: zero}, {}
        for t in range(1, STEPS + 1):
            for gate in "ifgo":
                function, name = (np.tanh, "tanh") if gate == "g" else (sigmoid, "σ")
                formula = f"{name}(W_x{gate} x_{t} + W_h{gate} h_{t - 1} + b_{gate})"
                q[gate, t] = self.line((gate, t), function(self._affine(gate, t, h[t - 1])), formula)
            c[t] = self.line(
                ("c", t), q["f", t] * c[t - 1] + q["i", t] * q["g", t], f"f_{t} ⊙ c_{t - 1} + i_{t} ⊙ g_{t}"
            )
            h[t] = self.line(("h", t), q["o", t] * np.tanh(c[t]), f"o_{t} ⊙ tanh(c_{t})")
        errors = self._outputs(h, lambda t: f"h_{t}")
        deltas = {gate: {} for gate in "ifgo"}
        after, carried = zero, zero
        for t in range(STEPS, 0, -1):
            back = " + ".join(f"W_h{gate}^T {{da_{gate}_{t + 1}}}" for gate in "ifgo")
            dh = self._arrives(t, errors, after, back)
            m = np.tanh(c[t])
            deltas["o"][t] = self._slope(
                "o",
                t,
                dh * m,
                q["o", t] * (1 - q["o", t]),
                f"{{dh_{t}}} ⊙ tanh(c_{t})",
                f"o_{t} ⊙ (1 - o_{t})",
            )
            more = f" + {{dc_{t + 1}}} ⊙ f_{t + 1}" if t < STEPS else ""
            dc = self.line(
                ("dc", t),
                dh * q["o", t] * (1 - m**2) + carried,
                f"{{dh_{t}}} ⊙ o_{t} ⊙ (1 - tanh²(c_{t})){more}",
            )
            for gate, other, text in (
                ("g", q["i", t], f"i_{t}"),
                ("f", c[t - 1], f"c_{t - 1}"),
                ("i", q["g", t], f"g_{t}"),
            ):
                value = q[gate, t]
                slope = 1 - value**2 if gate == "g" else value * (1 - value)
                inner = f"(1 - g_{t}²)" if gate == "g" else f"{gate}_{t} ⊙ (1 - {gate}_{t})"
                deltas[gate][t] = self._slope(gate, t, dc * other, slope, f"{{dc_{t}}} ⊙ {text}", inner)
            after = sum(p[f"W_h{gate}"].T @ deltas[gate][t] for gate in "ifgo")
            carried = dc * q["f", t]
        self.line(("dW_hy",), sum(np.outer(errors[t], h[t]) for t in errors))
        self._sums(deltas, h)

    def _gru(self):
        p, zero, before = self.parameters, np.zeros(self.size), self.cell == "gru_reset_before"
        h, q = {0: zero}, {}
        for t in range(1, STEPS + 1):
            for gate in "rz":
                formula = f"σ(W_x{gate} x_{t} + W_h{gate} h_{t - 1} + b_{gate})"
                q[gate, t] = self.line((gate, t), sigmoid(self._affine(gate, t, h[t - 1])), formula)
            r, z = q["r", t], q["z", t]
            inner = p["W_hn"] @ (r * h[t - 1]) if before else r * (p["W_hn"] @ h[t - 1])
            text = f"W_hn (r_{t} ⊙ h_{t - 1})" if before else f"r_{t} ⊙ (W_hn h_{t - 1})"
            n = p["W_xn"] @ self.inputs[t - 1] + inner + p["b_n"]
            q["n", t] = self.line(("n", t), np.tanh(n), f"tanh(W_xn x_{t} + {text} + b_n)")
            h[t] = self.line(
                ("h", t), (1 - z) * q["n", t] + z * h[t - 1], f"(1 - z_{t}) ⊙ n_{t} + z_{t} ⊙ h_{t - 1}"
            )
        errors = self._outputs(h, lambda t: f"h_{t}")
        deltas, after = {gate: {} for gate in "rzn"}, zero
        for t in range(STEPS, 0, -1):
            r, z, n = q["r", t], q["z", t], q["n", t]
            u = t + 1
            middle = f"r_{u} ⊙ (W_hn^T {{da_n_{u}}})" if before else f"W_hn^T (r_{u} ⊙ {{da_n_{u}}})"
            back = f"{{dh_{u}}} ⊙ z_{u} + W_hr^T {{da_r_{u}}} + W_hz^T {{da_z_{u}}} + {middle}"
            dh = self._arrives(t, errors, after, back)
            dn = self._slope("n", t, dh * (1 - z), 1 - n**2, f"{{dh_{t}}} ⊙ (1 - z_{t})", f"(1 - n_{t}²)")
            through = (p["W_hn"].T @ dn) * h[t - 1] if before else dn * (p["W_hn"] @ h[t - 1])
            text = f"(W_hn^T {{da_n_{t}}}) ⊙ h_{t - 1}" if before else f"{{da_n_{t}}} ⊙ (W_hn h_{t - 1})"
            dz = self._slope(
                "z",
                t,
                dh * (h[t - 1] - n),
                z * (1 - z),
                f"{{dh_{t}}} ⊙ (h_{t - 1} - n_{t})",
                f"z_{t} ⊙ (1 - z_{t})",
            )
            dr = self._slope("r", t, through, r * (1 - r), text, f"r_{t} ⊙ (1 - r_{t})")
            deltas["r"][t], deltas["z"][t], deltas["n"][t] = dr, dz, dn
            to_state = r * (p["W_hn"].T @ dn) if before else p["W_hn"].T @ (r * dn)
            after = dh * z + p["W_hr"].T @ dr + p["W_hz"].T @ dz + to_state
        self.line(("dW_hy",), sum(np.outer(errors[t], h[t]) for t in errors))
        self._sums(deltas, h, {t: q["r", t] for t in range(1, STEPS + 1)})

    def _layers(self):
        p, zero = self.parameters, np.zeros(self.size)
        h = {(at, 0): zero for at in (1, 2)}
        for t in range(1, STEPS + 1):
            below, text = self.inputs[t - 1], f"x_{t}"
            for at in (1, 2):
                own = p[f"W_xh^({at})"] @ below + p[f"W_hh^({at})"] @ h[at, t - 1] + p[f"b_h^({at})"]
                formula = f"tanh(W_xh^({at}) {text} + W_hh^({at}) h_{t - 1}^({at}) + b_h^({at}))"
                below = h[at, t] = self.line(("h", at, t), np.tanh(own), formula)
                text = f"h_{t}^({at})"
        errors = self._outputs({t: h[2, t] for t in range(1, STEPS + 1)}, lambda t: f"h_{t}^(2)")
        after, deltas = {1: zero, 2: zero}, {1: {}, 2: {}}
        for t in range(STEPS, 0, -1):
            for at in (2, 1):
                come = p["W_hy"].T @ errors[t] if at == 2 else p["W_xh^(2)"].T @ deltas[2][t]
                text = f"W_hy^T {{ds_{t}}}" if at == 2 else f"W_xh^(2)^T {{da_{t}^2}}"
                later = after[at]
                if (self.mistake, at, t) == ("future", 2, 1):
                    self.wrong, later = ("dh", at, t), zero
                text += f" + W_hh^({at})^T {{da_{t + 1}^{at}}}" if t < STEPS else ""
                dh = self.line(("dh", at, t), come + later, text)
                forgotten = (self.mistake, at, t) == ("slope", 2, STEPS)
                if forgotten:
                    self.wrong = ("da", at, t)
                own = dh if forgotten else dh * (1 - h[at, t] ** 2)
                deltas[at][t] = self.line(("da", at, t), own, f"{{dh_{t}^{at}}} ⊙ (1 - h_{t}^({at})²)")
                after[at] = p[f"W_hh^({at})"].T @ deltas[at][t]
        self.line(("dW_hy",), sum(np.outer(errors[t], h[2, t]) for t in errors))
        for at in (1, 2):
            below = {t: self.inputs[t - 1] if at == 1 else h[1, t] for t in deltas[at]}
            self.line((f"dW_xh^({at})",), sum(np.outer(deltas[at][t], below[t]) for t in below))
            self.line((f"dW_hh^({at})",), sum(np.outer(deltas[at][t], h[at, t - 1]) for t in below))
            self.line((f"db_h^({at})",), sum(deltas[at].values()))

    # The hand

    def name(self, key):
        """Write what a value is the gradient of, as the hand has it."""
        first, rest = key[0], key[1:]
        if len(rest) == 0:
            of = first[1:]
            plain = of.replace("_", "", 1) if self.hand == "code" and "^" not in of else of
            return f"∂L/∂{of}" if self.hand in ("leibniz", "korean") else f"d{plain}"
        *inner, t = rest
        if first == "da" and isinstance(inner[0], str):
            (gate,) = inner
            if self.behind:
                return self.of(gate, t)
            if self.hand == "short":
                return f"da_{{{gate},{t}}}"
            if self.hand == "code":
                return f"dz{gate}{t}" if self.cell == "lstm" else f"da_{gate}_{t}"
            return f"δ_{{{gate},{t}}}" if self.hand == "leibniz" else f"∂L/∂a_{{{gate},{t}}}"
        if inner:
            of = "a" if first == "da" else "h"
            if of == "a" and self.hand == "leibniz":
                return f"δ_{t}^({inner[0]})"
            return (
                f"∂L/∂{of}_{t}^({inner[0]})"
                if self.hand in ("leibniz", "korean")
                else f"d{of}_{t}^({inner[0]})"
            )
        return self.of(first[1:], t)

    def of(self, letter, t):
        if self.hand in ("leibniz", "korean"):
            return f"∂L/∂{letter}_{t}"
        return f"d{letter}{t}" if self.hand == "code" else f"d{letter}_{t}"

    def said(self, formula):
        """Write a formula, the gradients in it as they are called."""
        import re

        def called(found):
            inside = found[1]
            if at := re.fullmatch(r"(d[ah])_(\d)\^(\d)", inside):
                return self.name((at[1], int(at[3]), int(at[2])))
            if at := re.fullmatch(r"da_(\w)_(\d)", inside):
                return self.name(("da", at[1], int(at[2])))
            at = re.fullmatch(r"(d\w)_(\d)", inside)
            return self.name((at[1], int(at[2])))

        return re.sub(r"\{(d[^{}]*)\}", called, formula)

    def number(self, value):
        value = np.asarray(value)
        if value.ndim == 2:
            return "[" + ", ".join(self.number(row) for row in value) + "]"
        return "[" + ", ".join(f"{each + 0.0:.{self.decimals}f}" for each in value) + "]"

    def text(self, mistake=None):
        spoilt = None
        right = {key: value for key, value, _ in self.computed()}
        if mistake == "number":
            known = list(right)
            backward = known[known.index("turn") + 1 :]
            spoilt = self.random.choice(backward)
        computed = self.computed(None if mistake == "number" else mistake, spoilt)
        lines = [f"{name} = {value.tolist()}" for name, value in self.parameters.items()]
        lines += [f"x_{t} = {x.tolist()}" for t, x in enumerate(self.inputs, 1)]
        zero = [0] * self.size
        lines += [f"h_0^({at}) = {zero}" for at in (1, 2)] if self.cell == "layers" else [f"h_0 = {zero}"]
        lines += [f"c_0 = {zero}"] if self.cell == "lstm" else []
        korean = self.hand == "korean"
        for t, target in enumerate(self.targets, 1):
            lines.append(f"k_{t} = {[int(each) for each in target]}")
        if self.squared:
            lines.append("손실: L = 1/2 Σ (s_t - k_t)²" if korean else "Loss: L = 1/2 Σ (s_t - k_t)²")
        else:
            lines.append(
                "손실은 교차 엔트로피이고 목표는 k이다." if korean else "Cross-entropy loss with targets k."
            )
        wrong, seen = 0, False
        for key, value, formula in computed:
            if key == "turn":
                seen = True
                lines += ["", "역전파" if korean else "Backward pass"]
                continue
            if not seen:
                head = f"{key[0]}_{key[-1]}" + (f"^({key[1]})" if len(key) == 3 else "")
            else:
                head = self.name(key)
            middle = f"{self.said(formula)} = " if formula and (not seen or self.formulas) else ""
            lines.append(f"{head} = {middle}{self.number(value)}")
            if key == self.wrong and np.abs(value - right[key]).max() > 0.01:
                wrong = len(lines)
        return "\n".join(lines) + "\n", wrong
