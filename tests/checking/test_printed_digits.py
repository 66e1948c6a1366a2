"""Every number that is printed about a text with a mistake is computed again, from the text, by another program.

Pages of every cell with one number changed: the text is read and evaluated with exact fractions and flint's
balls (:mod:`documents.network_pages`), under the rounding that it states. Short texts, in which several lines of
the table stand in one and the mistake is carried on: the same, with an own derivation. Nothing here that
computes comes from `tutor`. RNN_TUTOR_FULL=1 takes 5,000 texts.
"""

import contextlib
import os
import random
import re
from collections import Counter
from fractions import Fraction

import pytest
from flint import arb, ctx

from tests.calculation.networks import GATES
from tests.documents.arithmetic import rounded, settled
from tests.documents.network_pages import evaluate, function, lift, read_statements, times, vector_of
from tests.documents.reading import Blocks, Display, Heading, Number, Sum, Table, read_page
from tests.documents.test_network_pages import random_spec
from tutor import Problem, render, trace
from tutor.checking.repair import repair
from tutor.judging.judge import judge
from tutor.language.faults import CalculationError
from tutor.reading.reader import MAX_LINES, read

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
PAGES = 2_500 // 16 if FULL else 4
TEXTS = 2_500 // 8 if FULL else 12
RESULT = re.compile(r"(?:=|\\approx) \\begin\{pmatrix\}$")
GIVES = re.compile(r"(?:gives|=) (-?[\d.]+)(?: in entry \d+)?, not ")


def text_of(value, decimals, ties):
    """Round a fraction or a ball to the decimals of a page."""
    if isinstance(value, Fraction):
        units = int(rounded(value, decimals, ties) * 10**decimals)
    else:
        units = settled(lambda: value * 10**decimals)
    digits = f"{abs(units):0{decimals + 1}d}"
    return ("-" if units < 0 else "") + f"{digits[:-decimals]}.{digits[-decimals:]}"


def flat(matrix):
    return [each for row in matrix for each in row]


class Page:
    """A page in Markdown, its displays with their places, and what each of its lines gives."""

    def __init__(self, text, decimals, carry, ties):
        self.lines = text.split("\n")
        self.decimals, self.carry, self.ties = decimals, carry, ties
        marks = [number for number, line in enumerate(self.lines, start=1) if line == "$$"]
        self.places = list(zip(marks[::2], marks[1::2], strict=True))
        self.blocks = read_page(text, "md")
        assert len(self.places) == sum(isinstance(each, Display) for each in self.blocks)

    def steps(self):
        """Give the place and the statement of every line that is computed; fill in what is given."""
        places, started, ended = iter(self.places), False, False
        self.known, self.inputs = {}, {}
        for block in self.blocks:
            match block:
                case Heading(2, text):
                    ended = ended or started
                    started = text.startswith(("Step by step", "단계별"))
                case Table(header, lines) if header[-1] == "$x_{t}$":
                    self.inputs = {f"x_{{{line[0]}}}": vector_of(line[-1], row=False) for line in lines}
                case Display(tex):
                    place = next(places)
                    if ended or re.search(r"[{,]t[}+-]", tex):
                        continue
                    for statement in read_statements(tex):
                        if started:
                            self.known |= {k: v for k, v in self.inputs.items() if k not in self.known}
                            yield place, statement
                        else:
                            self.known[statement.sides[0].name] = evaluate(statement.sides[-1], self.known)

    def texts(self, matrix):
        return tuple(text_of(each, self.decimals, self.ties) for each in flat(matrix))

    def values(self, planted=("", 0)):
        """Give for every line that is computed: place, name, what it gives, what stands there, and 1 - z in it.

        ``planted`` is the name and the entry (from 0) that was changed. With carry "full" a number goes on
        as it was computed; the changed one has only its digits, and so has an old copy of it.
        """
        found = []
        name, entry = planted
        for place, statement in self.steps():
            left = statement.sides[0].name
            if "[" in left:
                continue
            printed, formula = evaluate(statement.sides[-1], {}), statement.sides[1]
            known = dict(self.known)
            if self.carry == "rounded":
                gives = evaluate(statement.sides[-2], known)
                self.known[left] = printed
            else:
                if name in known and stale(statement, self.originals[name], self.changed):
                    known[name] = put(known[name], entry, flat(self.originals[name])[entry])
                gives = evaluate(formula, known)
                whole = evaluate(formula, self.known)
                self.known[left] = put(whole, entry, flat(printed)[entry]) if left == name else whole
            less = [
                self.texts(evaluate(each, self.known)) for each in sums(formula) if Number("1") in ones(each)
            ]
            found.append((place, left, self.texts(gives), self.texts(printed), less))
        return found


def sums(tree):
    if isinstance(tree, Sum):
        yield tree
    if isinstance(tree, tuple):
        for each in tree:
            yield from sums(each)


def ones(total):
    return [term for _, term in total.terms]


def put(matrix, entry, value):
    return tuple((value,) if i == entry else row for i, row in enumerate(matrix))


def stale(statement, old, new):
    """Whether a line of numbers has the old vector where the changed one should stand."""
    copies = [each for side in statement.sides[2:-1] for each in matrices(side)]
    return old in copies and new not in copies


def matrices(tree):
    """List the matrices of numbers that are written in a tree."""
    if isinstance(tree, Blocks):
        with contextlib.suppress(KeyError):  # names stand in it
            yield evaluate(tree, {})
    elif isinstance(tree, tuple):
        for each in tree:
            yield from matrices(each)


def is_short(number, right, decimals):
    """Whether a number is the right one with a digit less, which counts as right and is only remarked upon."""
    fewer = Fraction(1, 10 ** (decimals - 1))
    return number % fewer == 0 and abs(number - right) <= fewer / 2


def is_wrong(entries, written, right, *, all_of_them=False):
    """Whether entries, from 1, are among those that are not right; or, where numbers are told, all of those."""
    wrong = [i for i, (one, other) in enumerate(zip(written, right, strict=True), start=1) if one != other]
    return list(entries) == wrong if all_of_them else bool(entries) and set(entries) <= set(wrong)


def changed_page(chance, kind, carry, ties):
    """Give a page with one number changed: the page, the changed text, the planted name and entry."""
    while True:
        spec = random_spec(chance, kind)
        spec["rounding"].pop("written", None)
        spec["rounding"] |= {"carry": carry, "ties": ties}
        spec["notation"]["layout"] = "columns"
        decimals = spec["rounding"]["decimals"]
        try:
            steps = trace(Problem.from_dict(spec))
        except CalculationError:
            continue
        text = render(steps, to="md", lang=chance.choice(["en", "ko"]), detail="brief")
        if text.count("\n") < MAX_LINES:
            page = Page(text, decimals, carry, ties)
            lines = [(place, each) for place, each in page.steps() if "[" not in each.sides[0].name]
            place, statement = chance.choice(lines)
            originals = {each.sides[0].name: evaluate(each.sides[-1], {}) for _, each in lines}
            break
    name = statement.sides[0].name
    start = max(i for i in range(place[0], place[1]) if RESULT.search(page.lines[i - 1]))
    entry = chance.randrange(len(originals[name]))
    old = flat(originals[name])[entry]
    new = old
    while new == old or is_short(new, old, decimals):
        new = old + chance.choice([-1, 1]) * Fraction(chance.randint(4, 60), 10**decimals)
    lines = [*page.lines]
    lines[start + entry] = lines[start + entry].replace(
        text_of(old, decimals, ties), text_of(new, decimals, ties), 1
    )
    changed = Page("\n".join(lines), decimals, carry, ties)
    changed.originals, changed.changed = originals, put(originals[name], entry, new)
    return page, changed, (name, entry)


@pytest.mark.parametrize("ties", ["half-up", "half-even"])
@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("kind", GATES)
def test_a_changed_number_on_a_page(kind, carry, ties):
    ctx.prec = 400
    chance = random.Random(f"digits {kind} {carry} {ties}")
    numbers = 0
    for _ in range(PAGES):
        page, changed, planted = changed_page(chance, kind, carry, ties)
        original = {(at, name): texts for at, name, _, texts, _ in page.values()}
        lines = changed.values(planted)
        judgement = judge(read("\n".join(changed.lines)))
        assert any(each.severity == "error" for each in judgement.findings)
        corrected = repair(judgement)
        if judgement.corrected is not None:
            rounding = judgement.corrected.rounding
            assert (rounding.carry, rounding.ties) == (carry, ties)
        for each in judgement.findings:
            here = [line for line in lines if line[0][0] < each.line < line[0][1]]
            exact = [line for line in here if line[3] == each.claimed]
            if each.kind not in ("value", "state") or not here or not (exact or len(here) == 1):
                continue
            at, name, gives, printed, less = (exact or here)[0]
            right = original[at, name]
            is_result = each.claimed == printed and each.place.end_line >= at[1] - 3
            told = f"{each.fault()}\n{each.expected} {each.corrected} in {name}, planted {planted}: {gives}"
            if each.code in ("C06", "C07"):
                assert each.expected in (changed.texts(changed.changed), page.texts(changed.changed)), told
            elif each.code == "C04" and is_result:
                assert each.expected == gives, told
                because, entry = GIVES.search(str(each.because)), each.entries[0]
                assert because and because[1] == gives[entry - 1], told
            elif each.code == "C04":  # 1 - z, put in
                assert each.expected in less, told
            elif each.code == "C12" and is_result and each.expected:
                assert each.expected == gives, told
            elif each.code == "C05":
                assert each.expected in ((), right), told
                assert is_wrong(each.entries, printed, right), told
            if is_result and each.corrected:
                assert each.corrected == right, told
            if is_result and corrected.trace is not None and (value := corrected.value(each.quantity)):
                assert value == right, told
            numbers += len(each.expected) + len(each.corrected)
    assert numbers > PAGES


SAID = {
    "rounded": "Later lines use the rounded numbers as they are written.",
    "full": "Later lines go on with full precision; only what is printed is rounded.",
    "half-up": "A 5 at the end is rounded away from zero.",
    "half-even": "A 5 at the end is rounded to the even neighbour.",
}
SAID_KO = {
    "rounded": "다음 줄에서는 반올림한 값을 그대로 씁니다.",
    "full": "다음 줄에서는 반올림하지 않은 값으로 계속 계산합니다.",
    "half-up": "끝자리가 5이면 올립니다.",
    "half-even": "끝자리가 5이면 짝수 쪽으로 반올림합니다.",
}
PARTS = ("p", "r", "a", "h")


class Text:
    """A short derivation: p = W x, then r = U h + b in one, their sum a, and h; some numbers are slips."""

    def __init__(self, chance, kind, carry, ties):
        self.carry, self.ties, self.decimals = carry, ties, chance.choice([2, 3, 3, 4])
        self.function = kind.removeprefix("rnn_")
        self.hidden, self.inputs, self.steps = chance.randint(2, 3), 4, 4
        tenths = [n for n in range(-95, 96, 5) if n]

        def matrix(rows, columns):
            return [[Fraction(chance.choice(tenths), 100) for _ in range(columns)] for _ in range(rows)]

        self.w, self.u = matrix(self.hidden, self.inputs), matrix(self.hidden, self.hidden)
        self.b, self.h_0 = matrix(1, self.hidden)[0], [Fraction(0)] * self.hidden
        self.words = [chance.randrange(self.inputs) for _ in range(self.steps)]
        self.slips = {}
        for step in chance.sample(range(1, self.steps + 1), 2):
            sign = chance.choice([-1, 1])
            amount = Fraction(sign * chance.randint(20, 60), 10**self.decimals)
            self.slips[step, chance.choice(PARTS)] = chance.randrange(self.hidden), amount

    def print(self, value):
        return text_of(value, self.decimals, self.ties)

    def down(self, vector):
        """Write a vector down: what later lines go on from."""
        return [Fraction(self.print(each)) for each in vector] if self.carry == "rounded" else vector

    def derive(self, slips):
        """Give what every part gives from what stands before it, and what is written."""
        h, gives, written = self.h_0, {}, {}
        for step, word in enumerate(self.words, start=1):
            made = {}
            for part in PARTS:
                if part == "p":
                    value = [row[word] for row in self.w]
                elif part == "r":
                    products = [dot(row, h) for row in self.u]
                    value = [plus(q, b) for q, b in zip(self.down(products), self.b, strict=True)]
                elif part == "a":
                    value = [plus(p, r) for p, r in zip(made["p"], made["r"], strict=True)]
                else:
                    value = [function(self.function, each) for each in made["a"]]
                gives[step, part] = tuple(map(self.print, value))
                made[part] = self.down(value)
                if (step, part) in slips:
                    entry, amount = slips[step, part]
                    made[part] = list(made[part])
                    made[part][entry] = Fraction(self.print(made[part][entry])) + amount
                written[step, part] = tuple(map(self.print, made[part]))
            h = made["h"]
        return gives, written

    def text(self, written, chance):
        said = chance.choice([SAID, SAID_KO])
        name = {"tanh": "tanh", "relu": "ReLU"}[self.function]
        lines = [said[self.carry], said[self.ties], ""]
        lines += [f"W_ih = {listed(self.w)}", f"W_hh = {listed(self.u)}", f"b = {listed(self.b)}"]
        lines += [f"h_0 = {listed(self.h_0)}"]
        places = {}
        for step, word in enumerate(self.words, start=1):
            one_hot = ", ".join(str(int(each == word)) for each in range(self.inputs))
            p, r, a, h = (f"[{', '.join(written[step, part])}]" for part in PARTS)
            lines += [
                "",
                f"x_{step} = [{one_hot}]",
                f"h_{step} = {name}(W_ih x_{step} + W_hh h_{step - 1} + b)",
            ]
            lines += [f"    = {name}({p} + {r})", f"    = {name}({a})", f"    = {h}"]
            count = len(lines)
            places |= {
                count - 2: ((step, "p"), (step, "r")),
                count - 1: ((step, "a"),),
                count: ((step, "h"),),
            }
        return "\n".join(lines) + "\n", places


def dot(row, h):
    total = Fraction(0)
    for weight, each in zip(row, h, strict=True):
        total = plus(total, times(weight, each))
    return total


def plus(one, other):
    if isinstance(one, arb) or isinstance(other, arb):
        return lift(one) + lift(other)
    return one + other


def listed(values):
    if isinstance(values, list):
        return "[" + ", ".join(map(listed, values)) + "]"
    return f"{float(values):.2f}"


@pytest.mark.parametrize("ties", ["half-up", "half-even"])
@pytest.mark.parametrize("carry", ["rounded", "full"])
@pytest.mark.parametrize("kind", ["rnn_tanh", "rnn_relu"])
def test_slips_that_are_carried_on(kind, carry, ties):
    ctx.prec = 400
    chance = random.Random(f"slips {kind} {carry} {ties}")
    numbers, promised = 0, Counter()
    for _ in range(TEXTS):
        made = Text(chance, kind, carry, ties)
        _, key = made.derive({})
        gives, written = made.derive(made.slips)
        text, places = made.text(written, chance)
        judgement = judge(read(text))
        corrected = repair(judgement)
        rounding = judgement.corrected.rounding
        assert (rounding.carry, rounding.ties) == (carry, ties), text
        for step in range(1, made.steps + 1):
            assert corrected.value(f"h_{step}") == key[step, "h"], text
            assert corrected.value(f"a_{step}") == key[step, "a"], text
        for each in judgement.findings:
            here = [at for at in places.get(each.line, ()) if written[at] == each.claimed]
            if each.kind != "value" or len(here) != 1:
                continue
            (at,) = here
            step, part = at
            about = {"p": f"W_ih x_{step}", "r": f"W_hh h_{step - 1} + b"}.get(part)
            if about and str(each.title.values.get("quantity", about)) != about:
                continue  # the terms may be shared out in another way too
            told = f"{text}\n{each.fault()}\n{each.expected} {each.corrected} at {at}: {gives[at]} {key[at]}"
            if each.code == "C04":
                assert each.expected == gives[at], told
                because, entry = GIVES.search(str(each.because)), each.entries[0]
                assert because and because[1] == gives[at][entry - 1], told
            elif each.code == "C12":
                assert each.expected in ((), gives[at]), told
            elif each.code == "C05":
                assert each.expected in ((), key[at]), told
                assert is_wrong(each.entries, written[at], key[at], all_of_them=bool(each.expected)), told
                promised[bool(each.expected)] += 1
            if each.corrected:
                assert each.corrected == key[at], told
            numbers += len(each.expected) + len(each.corrected)
    assert numbers > TEXTS
    assert promised[True] > 99 * promised[False]
