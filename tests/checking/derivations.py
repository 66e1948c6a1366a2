"""Derivations as people write them, from an own generator: its arithmetic and its printing are not the tutor's.

A :class:`Writer` has habits (how many digits, how rounded, what is carried) and a style (which lines, which
names, brackets, operators). :func:`derive` writes a whole derivation; a mistake may be made at one step, after
which everything follows correctly from what was written.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext

PRECISION = 34
CONTEXT = Context(prec=PRECISION)
WORDS = ("i", "am", "here", "now", "you", "love", "rain")


def tanh(z: Decimal) -> Decimal:
    with localcontext(CONTEXT):
        power = (2 * z).exp()
        return (power - 1) / (power + 1)


@dataclass
class Habits:
    """Digits of every quantity, the way of rounding, what goes on to the next line."""

    digits: dict[str, int]
    mode: str
    carry: str  # "written", "full", "mixed"
    product_digits: int | None  # of products that are not written out
    fold_digits: int | None  # of the sum where the pre-activation is not written
    trim: bool

    def round(self, value: Decimal, digits: int) -> Decimal:
        with localcontext(CONTEXT):
            return value.quantize(Decimal(1).scaleb(-digits), rounding=self.mode)


@dataclass
class Case:
    """A problem with a derivation of it."""

    text: str
    hidden: int
    inputs: int
    steps: int
    w_ih: list[list[Decimal]]
    w_hh: list[list[Decimal]]
    bias: list[Decimal] | None
    words: list[int]
    states: list[list[Decimal]] = field(default_factory=list)
    line_of: dict[tuple[str, int], int] = field(default_factory=dict)
    habits: Habits | None = None
    visible: bool = True


def habits(r: random.Random, *, plain: bool = False) -> Habits:
    d = r.choice([2, 3, 3, 4])
    digits = dict.fromkeys("pqah", d)
    if not plain and r.random() < 0.5:
        digits = {name: r.choice([2, 3, 4]) for name in "pqah"}
    mode = r.choice([ROUND_HALF_UP, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN])
    most = max(digits.values())
    return Habits(
        digits,
        ROUND_HALF_UP if plain else mode,
        "written" if plain else r.choice(["written", "written", "full", "mixed"]),
        None if plain else r.choice([None, None, most, most + 1, most + 2]),
        None if plain else r.choice([None, None, most, most + 1]),
        not plain and r.random() < 0.3,
    )


def text_of(value: Decimal, trim: bool) -> str:
    text = f"{value:f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-0.000", "0.000") if not value else text


@dataclass
class Style:
    names: tuple[str, str, str, str]
    operator: str
    matrix: str
    lines: str  # "chain", "short", "named", "state", "entries"
    korean: bool
    given_first: bool
    rows: bool
    approx: bool
    step: str


def style(r: random.Random) -> Style:
    return Style(
        r.choice(
            [
                ("W_hx", "W_hh", "b_h", "z"),
                ("W_xh", "W_hh", "b", "a"),
                ("U", "W", "b", "s_"),
                ("W_ih", "W_hh", "b", "z"),
            ]
        ),
        r.choice([" * ", " @ ", " · ", " "]),
        r.choice(["nested", "nested", "tex"]),
        r.choice(["chain", "chain", "short", "named", "state", "entries", "terms"]),
        r.random() < 0.5,
        r.random() < 0.7,
        r.random() < 0.2,
        r.random() < 0.5,
        r.choice(["{}{}", "{}_{}"]),
    )


def matvec(matrix, vector, h: Habits | None = None, digits: int | None = None):
    with localcontext(CONTEXT):
        out = []
        for row in matrix:
            total = Decimal(0)
            for weight, entry in zip(row, vector, strict=True):
                product = weight * entry
                if digits is not None and h is not None:
                    product = h.round(product, digits)
                total += product
            out.append(total)
        return out


def add(*vectors):
    with localcontext(CONTEXT):
        return [sum(entries, Decimal(0)) for entries in zip(*vectors, strict=True)]


def number(r: random.Random, *, small: bool = False) -> Decimal:
    while True:
        value = Decimal(str(round(r.uniform(-1, 1), r.choice([1, 1, 2]))))
        if value:
            return value


class Page:
    """Writes text line by line."""

    def __init__(self, s: Style) -> None:
        self.lines: list[str] = []
        self.style = s

    def vector(self, entries, trim=False) -> str:
        texts = [each if isinstance(each, str) else text_of(each, trim) for each in entries]
        if self.style.matrix == "tex":
            joint = " & ".join(texts) if self.style.rows else r" \\ ".join(texts)
            return rf"\begin{{pmatrix}} {joint} \end{{pmatrix}}"
        return "[" + ", ".join(texts) + "]"

    def matrix(self, rows) -> str:
        if self.style.rows:
            rows = list(zip(*rows, strict=True))
        if self.style.matrix == "tex":
            inner = r" \\ ".join(" & ".join(f"{n:f}" for n in row) for row in rows)
            return rf"\begin{{pmatrix}} {inner} \end{{pmatrix}}"
        return "[" + ", ".join("[" + ", ".join(f"{n:f}" for n in row) + "]" for row in rows) + "]"

    def times(self, matrix: str, vector: str) -> str:
        op = (
            r" \cdot " if self.style.matrix == "tex" and self.style.operator == " · " else self.style.operator
        )
        return f"{vector}{op}{matrix}" if self.style.rows else f"{matrix}{op}{vector}"

    def put(self, line: str) -> int:
        self.lines.append(line)
        return len(self.lines)


def derive(
    r: random.Random, *, mistake=None, plain: bool = False, lines: str | None = None, steps: int | None = None
) -> Case:
    """Write a derivation; ``mistake(case, t, parts)`` may change the values of one step."""
    H, E = r.choice([1, 2, 2, 2, 3]), r.choice([2, 3, 3, 4])
    T = steps or r.choice([2, 3, 3, 4])
    if mistake is not None:
        H = max(H, 2)
    h, s = habits(r, plain=plain), style(r)
    if lines:
        s.lines = lines
    if H == 1 and s.operator == " ":
        s.operator = " * "  # [[0.3]] [0] would be an index
    w_ih = [[number(r) for _ in range(E)] for _ in range(H)]
    w_hh = [[number(r) for _ in range(H)] for _ in range(H)]
    bias = [number(r) for _ in range(H)] if mistake is not None or r.random() < 0.85 else None
    words = [r.randrange(E)]
    while len(words) < T:
        word = r.randrange(E)
        if mistake is None or word != words[-1]:
            words.append(word)
    case = Case("", H, E, T, w_ih, w_hh, bias, words, habits=h)
    page = Page(s)
    n_ih, n_hh, n_b, n_z = s.names
    eq = "≈" if s.approx else "="

    def name(base: str, t: int) -> str:
        return s.step.format(base.rstrip("_"), t)

    vocabulary = WORDS[:E]
    hots = [[Decimal(int(i == k)) for i in range(E)] for k in range(E)]
    page.put("단어 사전: " if s.korean else "Vocabulary:")
    for word, hot in zip(vocabulary, hots, strict=True):
        page.put(f"- {word}: [" + ", ".join(map(str, hot)) + "]")
    page.put("")
    if s.given_first or s.lines in ("state", "entries", "terms", "named"):
        page.put(f"{n_ih} = {page.matrix(w_ih)}")
        page.put(f"{n_hh} = {page.matrix(w_hh)}")
        if bias is not None:
            page.put(f"{n_b} = {page.vector(bias)}")
    start = [Decimal(0)] * H if r.random() < 0.8 else [number(r) for _ in range(H)]
    page.put(f"{name('h', 0)} = {page.vector(start)}")
    page.put("")
    printed, kept = start, start
    states = [start]
    kept_states = [start]
    for t in range(1, T + 1):
        page.put(
            f'시간 단계 t={t} (단어 "{vocabulary[words[t - 1]]}")'
            if s.korean
            else f"Step {t}: {vocabulary[words[t - 1]]}"
        )
        hot = hots[words[t - 1]]
        page.put(f"{name('x', t)} = {page.vector(hot)}")
        carried = printed if h.carry == "written" or (h.carry == "mixed" and r.random() < 0.5) else kept
        parts = {
            "t": t,
            "x": hot,
            "h": carried,
            "states": kept_states if carried is kept else states,
            "hots": hots,
        }
        parts["p"] = matvec(w_ih, hot)
        parts["q"] = matvec(w_hh, carried, h, h.product_digits)
        parts["b"] = bias
        parts["f"] = tanh
        parts["post"] = None
        if mistake is not None:
            mistake(case, t, parts)
        p, q = parts["p"], parts["q"]
        shown_p, shown_q = [h.round(n, h.digits["p"]) for n in p], [h.round(n, h.digits["q"]) for n in q]
        terms_written = s.lines in ("chain", "terms")
        if terms_written and h.carry == "written":
            p, q = shown_p, shown_q
        terms = [term for term in (p, q, parts["b"]) if term is not None]
        z = add(*terms) if parts.get("z") is None else parts["z"]
        shown_z = [h.round(n, h.digits["a"]) for n in z]
        z_written = s.lines in ("chain", "short", "named", "terms")
        if z_written and h.carry == "written":
            z = shown_z
        elif not z_written and h.fold_digits is not None:
            z = [h.round(n, h.fold_digits) for n in z]
        new = [parts["f"](n) for n in z]
        if parts["post"] is not None:
            new = parts["post"](new)
        shown = [h.round(n, h.digits["h"]) for n in new]
        if "tokens" in parts:
            shown = parts["tokens"](shown)
            new = shown
        case.line_of["start", t] = len(page.lines) + 1
        _write_step(
            page,
            s,
            h,
            t,
            name,
            (n_ih, n_hh, n_b, n_z),
            (w_ih, w_hh, bias),
            hot,
            printed,
            (shown_p, shown_q, shown_z, shown),
            eq,
            r,
            parts,
            case,
        )
        case.line_of["end", t] = len(page.lines)
        page.put("")
        printed, kept = shown, new if h.carry != "written" else shown
        states.append(printed)
        kept_states.append(kept)
    case.states = states
    case.text = "\n".join(page.lines) + "\n"
    return case


def _write_step(page, s, h, t, name, names, matrices, hot, before, shown, eq, r, parts, case):
    n_ih, n_hh, n_b, n_z = names
    w_ih, w_hh, bias = matrices
    shown_p, shown_q, shown_z, shown_h = shown
    trim = h.trim
    x, hb, ht = name("x", t), name("h", t - 1), name("h", t)
    symbolic = f"{page.times(n_ih, x)} + {page.times(n_hh, hb)}" + (f" + {n_b}" if bias is not None else "")
    numeric = f"{page.times(page.matrix(w_ih), page.vector(hot))} + {page.times(page.matrix(w_hh), page.vector(before, trim))}"
    if bias is not None:
        numeric += f" + {page.vector(bias)}"
    terms = f"{page.vector(shown_p, trim)} + {page.vector(shown_q, trim)}" + (
        f" + {page.vector(parts['b'] or bias)}" if bias is not None and parts["b"] is not None else ""
    )
    vz, vh = page.vector(shown_z, trim), page.vector(shown_h, trim)
    indent = "   "
    if s.lines == "chain":
        page.put(f"{ht} = tanh({symbolic})")
        page.put(f"{indent}= tanh({numeric})")
        if parts.get("terms_shown", True):
            page.put(f"{indent}{eq} tanh({terms})")
        page.put(f"{indent}{eq} tanh({vz})")
        page.put(f"{indent}{eq} {vh}")
    elif s.lines == "terms":
        page.put(f"{page.times(n_ih, x)} = {page.vector(shown_p, trim)}")
        page.put(f"{page.times(n_hh, hb)} {eq} {page.vector(shown_q, trim)}")
        page.put(f"{ht} = tanh({terms})")
        page.put(f"{indent}= tanh({vz}) {eq} {vh}")
    elif s.lines == "short":
        page.put(f"{ht} = tanh({numeric}) {eq} tanh({vz}) {eq} {vh}")
    elif s.lines == "named":
        zt = name(n_z, t)
        page.put(f"{zt} = {symbolic} {eq} {vz}")
        page.put(f"{ht} = tanh({zt}) {eq} {vh}")
    elif s.lines == "state":
        page.put(f"{ht} = tanh({symbolic}) {eq} {vh}")
    elif s.lines == "entries":
        for i in range(len(shown_h)):
            products = [f"{_n(w)}·{_n(v)}" for w, v in zip(w_ih[i], hot, strict=True)]
            products += [f"{_n(w)}·{_n(text_of(v, trim))}" for w, v in zip(w_hh[i], before, strict=True)]
            products += [_n(bias[i])] if bias is not None else []
            page.put(f"{ht}[{i + 1}] = tanh({' + '.join(products)}) {eq} {text_of(shown_h[i], trim)}")


def _n(value) -> str:
    text = value if isinstance(value, str) else f"{value:f}"
    return f"({text})" if text.startswith("-") else text
