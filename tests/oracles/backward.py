"""A backward pass by hand, a second time: from the written numbers of the forward pass, in exact fractions.

Written from the rules of the printed lines, without the project's code. With written numbers carried every line
is a fraction; it is rounded half away from zero, and goes on as it is written.
"""

from fractions import Fraction


class Hand:
    """A person who writes every line with so many decimals."""

    def __init__(self, decimals):
        self.unit = 10**decimals
        self.decimals = decimals
        self.written = {}

    def write(self, name, values):
        digits = [self._round(each) for each in values]
        self.written[name] = [self._text(each) for each in digits]
        return [Fraction(each, self.unit) for each in digits]

    def _round(self, value):
        scaled = abs(value) * self.unit
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return whole if value >= 0 else -whole

    def _text(self, digits):
        text = f"{abs(digits):0{self.decimals + 1}d}"
        return f"{'-' if digits < 0 else ''}{text[: -self.decimals]}.{text[-self.decimals :]}"


def transposed(matrix, vector):
    return [
        sum((row[j] * v for row, v in zip(matrix, vector, strict=True)), Fraction(0))
        for j in range(len(matrix[0]))
    ]


def times(*vectors):
    found = vectors[0]
    for each in vectors[1:]:
        found = [a * b for a, b in zip(found, each, strict=True)]
    return found


def plus(*vectors):
    return [sum(entries, Fraction(0)) for entries in zip(*vectors, strict=True)]


def less(left, right):
    return [a - b for a, b in zip(left, right, strict=True)]


def outer(left, right):
    return [a * b for a in left for b in right]


def rest(vector):
    return [1 - each for each in vector]


def backward(kind, given, forward, targets, rate, decimals):
    """Give the texts of every line by its name.

    Args:
        kind: rnn_tanh, rnn_relu, rnn_sigmoid, gru, gru_reset_before or lstm; one layer, forwards, one sentence, cross-entropy.
        given: matrices and vectors in fractions, a gate at a time (W_hh, W_hr, …).
        forward: for every step from 1 its written quantities in fractions; 0 has the start values.
        targets: for every step the place of its target, or None.
    """
    hand = Hand(decimals)
    steps = len(targets)
    gates = {"gru": "rzn", "gru_reset_before": "rz", "lstm": "ifgo"}.get(kind, "")
    shares = {}
    after = {}
    for t in range(steps, -1, -1):
        now = forward[t]
        terms = []
        if t and targets[t - 1] is not None:
            k = [Fraction(int(place == targets[t - 1])) for place in range(len(now["y"]))]
            ds = hand.write(f"ds_{t}", less(now["y"], k))
            shares.setdefault("W_hy", []).append(hand.write(f"dW_hy_{t}", outer(ds, now["h"])))
            shares.setdefault("b_y", []).append(ds)
            terms.append(transposed(given["W_hy"], ds))
        for gate in gates if after else "":
            back = transposed(given[f"W_h{gate}"], after["dq_n" if gate == "n" else f"da_{gate}"])
            terms.append(hand.write(f"dh_{gate}_{t}", back))
        if after and not gates:
            terms.append(transposed(given["W_hh"], after["da"]))
        if after and kind == "gru_reset_before":
            terms.append(times(after["r"], after["dv"]))
        if after and kind in ("gru", "gru_reset_before"):
            terms.append(times(after["dh"], after["z"]))
        cells = [times(after["dc"], after["f"])] if after and kind == "lstm" else []
        if not terms:
            continue
        dh = hand.write(f"dh_{t}", plus(*terms))
        if not t:
            if cells:
                hand.write("dc_0", cells[0])
            break
        before, x = forward[t - 1], now["x"]
        after = {"dh": dh}
        errors = {}
        if kind == "lstm":
            do = hand.write(f"do_{t}", times(dh, now["m"]))
            dm = hand.write(f"dm_{t}", times(dh, now["o"]))
            dc = hand.write(f"dc_{t}", plus(times(dm, rest(times(now["m"], now["m"]))), *cells))
            slopes = {"o": (do, "s"), "g": (hand.write(f"dg_{t}", times(dc, now["i"])), "t")}
            slopes["f"] = hand.write(f"df_{t}", times(dc, before["c"])), "s"
            slopes["i"] = hand.write(f"di_{t}", times(dc, now["g"])), "s"
            after |= {"dc": dc, "f": now["f"]}
        elif kind == "gru":
            dn = hand.write(f"dn_{t}", times(dh, rest(now["z"])))
            dz = hand.write(f"dz_{t}", less(times(dh, before["h"]), times(dh, now["n"])))
            da_n = hand.write(f"da_n_{t}", times(dn, rest(times(now["n"], now["n"]))))
            dr = hand.write(f"dr_{t}", times(da_n, plus(now["q_n"], given["b_hn"])))
            dq_n = hand.write(f"dq_n_{t}", times(da_n, now["r"]))
            errors["n"] = da_n
            slopes = {"z": (dz, "s"), "r": (dr, "s")}
            after |= {"z": now["z"], "dq_n": dq_n}
        elif kind == "gru_reset_before":
            dn = hand.write(f"dn_{t}", times(dh, rest(now["z"])))
            dz = hand.write(f"dz_{t}", less(times(dh, before["h"]), times(dh, now["n"])))
            da_n = errors["n"] = hand.write(f"da_n_{t}", times(dn, rest(times(now["n"], now["n"]))))
            dv = hand.write(f"dv_{t}", transposed(given["W_hn"], da_n))
            slopes = {"z": (dz, "s"), "r": (hand.write(f"dr_{t}", times(dv, before["h"])), "s")}
            after |= {"z": now["z"], "r": now["r"], "dv": dv}
        else:
            h = now["h"]
            slope = {
                "rnn_tanh": rest(times(h, h)),
                "rnn_relu": [Fraction(int(each > 0)) for each in h],
                "rnn_sigmoid": times(h, rest(h)),
            }[kind]
            after["da"] = errors[""] = hand.write(f"da_{t}", times(dh, slope))
            slopes = {}
        for gate, (of_gate, function) in slopes.items():
            value = now[gate]
            slope = times(value, rest(value)) if function == "s" else rest(times(value, value))
            errors[gate] = hand.write(f"da_{gate}_{t}", times(of_gate, slope))
        after |= {f"da_{gate}": error for gate, error in errors.items()}
        for gate, error in errors.items():
            name = gate or "h"
            share = hand.write(f"dW_i{name}_{t}", outer(error, x))
            shares.setdefault(f"W_i{name}", []).append(share)
            recurrent = after["dq_n"] if (kind, gate) == ("gru", "n") else error
            state = now["v"] if (kind, gate) == ("gru_reset_before", "n") else before["h"]
            share = hand.write(f"dW_h{name}_{t}", outer(recurrent, state))
            shares.setdefault(f"W_h{name}", []).append(share)
            if (kind, gate) == ("gru", "n"):
                shares.setdefault("b_in", []).append(error)
                shares.setdefault("b_hn", []).append(recurrent)
            else:
                shares.setdefault(f"b_{gate}" if gate else "b", []).append(error)
    for name, found in shares.items():
        total = hand.write(f"d{name}", plus(*found))
        # A gate's bias that was given in two parts: each part moves by the whole gradient.
        parts = [f"b_{half}{name[2:]}" for half in "ih" if name[:2] == "b_" and name[2:] in ("r", "z")]
        for part in [each for each in parts if each in given] or [name]:
            old = given[part]
            flat = [entry for row in old for entry in row] if isinstance(old[0], list) else old
            hand.write(f"new_{part}", less(flat, [rate * each for each in total]))
    return hand.written
