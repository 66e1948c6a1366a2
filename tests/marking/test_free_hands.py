"""Right work in the words and signs of many hands: every number that is read is right, and nothing is lost.

A hand is a way of writing a whole derivation; the numbers come from people who compute with every rounding
habit (tests/marking/writers.py). Every run marks each hand on 6 exercises; ``RNN_TUTOR_FULL=1`` on 200.
"""

import os
import random

import pytest

from tests.marking import class_folders
from tests.marking.test_fair_cells import written as gated
from tests.marking.writers import as_text, exercise, habits, written
from tutor import Problem
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.texts import read_text

EXERCISES = 200 if os.environ.get("RNN_TUTOR_FULL") else 6
RIGHT = {"exact", "rounding", "cut", "short"}
ALL, STATES = "pqah", "h"


def vector(numbers, opening="(", between=", ", closing=")"):
    return f"{opening}{between.join(numbers)}{closing}"


def lines(page, line, symbols=ALL, head=None, between="\n"):
    """Write what ``line`` makes of every quantity, step by step."""
    steps = sorted({step for _, step in page})
    return "\n".join(
        "\n".join(
            filter(None, [head and head(step), between.join(line(s, step, page[s, step]) for s in symbols)])
        )
        for step in steps
    )


def zero(numbers, word, otherwise):
    return otherwise if any(float(each) for each in numbers) else word


def transposed(page):
    return lines(page, lambda s, t, n: f"{s}{t} = {vector(n, '[', ', ', ']')}^T", between=" ")


def primed(page):
    return lines(page, lambda s, t, n: f"{s}_{t} = {vector(n, '[', ', ', ']')}'", between=" ")


def zero_word(page):
    return lines(page, lambda s, t, n: f"{s}_{t} = {zero(n, '0벡터', vector(n))}", between="\n")


def zero_english(page):
    return lines(
        page,
        lambda s, t, n: f"{s}_{t} is {zero(n, 'the zero vector', vector(n, '[', ', ', ']'))}",
        between=", ",
    )


def zero_bold(page):
    return lines(
        page,
        lambda s, t, n: f"{s}_{t} &= {zero(n, chr(92) + 'mathbf{0}', pmatrix(n))} {chr(92) * 2}",
        between="\n",
    )


def zero_letter(page):
    return lines(page, lambda s, t, n: f"{s}{sub(t)} = {zero(n, '𝟎', vector(n))}", between=", ")


def pmatrix(numbers):
    return r"\begin{pmatrix}" + r" \\ ".join(numbers) + r"\end{pmatrix}"


def sub(step):
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(each)] for each in str(step))


def sentences_ko(page):
    return lines(page, lambda s, t, n: f"{s}_{t}은 {vector(n)}", between="이고 ").replace(")\n", ")입니다.\n")


def sentences_en(page):
    return lines(
        page, lambda s, t, n: f"{s}_{t} is {vector(n)}", between=" and ", head=lambda t: f"Step {t}."
    )


TERMS_KO = {"p": "입력 항", "q": "순환 항", "a": "활성화 이전", "h": "은닉 상태"}
TERMS_EN = {"p": "input term", "q": "Recurrent term", "a": "Pre-activation", "h": "Hidden state"}


def terms_ko(page):
    return lines(page, lambda s, t, n: f"{TERMS_KO[s]}: {vector(n)}", head=lambda t: f"\n시간 단계 {t}")


def terms_en(page):
    return lines(
        page,
        lambda s, t, n: f"- **{TERMS_EN[s]}:** {vector(n, '[', ', ', ']')}",
        head=lambda t: f"## Step {t}",
    )


def steps_across(page):
    steps = sorted({step for _, step in page})
    head = ["| |" + "".join(f" t = {t} |" for t in steps), "|---|" + "---|" * len(steps)]
    return "\n".join(head + [f"| {s} |" + "".join(f" {vector(page[s, t])} |" for t in steps) for s in ALL])


def steps_down(page):
    head = ["| t | " + " | ".join(f"{s}_t" for s in ALL) + " |", "|---|" + "---|" * 4]
    steps = sorted({step for _, step in page})
    return "\n".join(head + [f"| {t} |" + "".join(f" {vector(page[s, t])} |" for s in ALL) for t in steps])


def entries_across(page):
    steps = sorted({step for _, step in page})
    size = len(page["h", 1])
    names = [f"{s}{i}" for s in ALL for i in range(1, size + 1)]
    head = ["| 단계 | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    return "\n".join(
        head + [f"| {t} | " + " | ".join(each for s in ALL for each in page[s, t]) + " |" for t in steps]
    )


def strokes(page):
    return lines(page, lambda s, t, n: f"{s}{t}: {' / '.join(n)}")


def code(page):
    return lines(
        page,
        lambda s, t, n: {
            "p": f"p{t} = np.array([{', '.join(n)}]); ",
            "q": f"q{t} = {zero(n, f'np.zeros({len(n)})', 'np.array([' + ', '.join(n) + '])')}\n",
            "a": f"a{t} = p{t} + q{t} + b  # array([{', '.join(n)}])\n",
            "h": f"h{t} = np.tanh(a{t})  # [{' '.join(n)}]",
        }[s],
        between="",
        head=lambda t: f"# step {t}",
    )


def an_object(page):
    pairs = (
        f'"{s}_{t}": [{", ".join(each.replace("-.", "-0.") for each in n)}]' for (s, t), n in page.items()
    )
    return "my answers\n{" + ", ".join(pairs) + "}"


def commas(page):
    return lines(page, lambda s, t, n: f"{s}_{t} = ({' ; '.join(each.replace('.', ',') for each in n)})")


def columns_below(page):
    return lines(page, lambda s, t, n: f"{s}_{t} =\n" + "\n".join(n), between="\n\n")


def bullets_below(page):
    return lines(page, lambda s, t, n: f"{s}_{t}:\n" + "\n".join(f"  - {each}" for each in n))


def worth(page):
    return lines(page, lambda s, t, n: f"({t}) {s}_{t} = {vector(n)}  [{len(n)} points]")


def between_tabs(page):
    steps = sorted({step for _, step in page})
    rows = ["\t".join([str(t), *(vector(page[s, t]) for s in ALL)]) for t in steps]
    return "\n".join(["\t".join(["t", *(f"{s}_t" for s in ALL)]), *rows])


def states_alone(page):
    return lines(page, lambda s, t, n: f"h^({t}) = {vector(n, '<', ', ', '>')}", symbols="h")


HANDS = {
    each.__name__: (each, ALL)
    for each in (
        transposed, primed, zero_word, zero_english, zero_bold, zero_letter, sentences_ko, sentences_en, terms_ko,
        terms_en, steps_across, steps_down, entries_across, strokes, code, an_object, commas, columns_below, bullets_below, worth, between_tabs,
    )
} | {"states_alone": (states_alone, STATES)}  # fmt: skip


def drawn(r):
    ex = exercise(r, decimals=3, hidden=r.choice((2, 3)), inputs=3, steps=r.choice((2, 3, 4)), reach=0.9)
    units = written(ex, r.choice(habits(3)))
    return Problem.from_dict(ex.spec), {key: [as_text(n, 3) for n in ns] for key, ns in units.items()}


@pytest.mark.parametrize("hand", HANDS)
def test_right_work_is_read_whole(hand):
    write, symbols = HANDS[hand]
    r = random.Random(f"hands {hand}")
    for _ in range(EXERCISES):
        problem, page = drawn(r)
        text = write(page)
        names = [f"{s}_{t}[{i}]" for (s, t), n in page.items() for i in range(1, len(n) + 1)]
        marker = Marker(problem, Scheme(), names)
        found = read_text(text, Headings(marker.names), "work.txt")
        marks = marker.mark(found.names, found.texts, found.text).marks
        lost = [each for each in marks if each.quantity[0] in symbols and each.verdict not in RIGHT]
        assert not lost, (text, lost)


# What is said and not read is left to the teacher: it is neither wrong nor missing.


def of(text):
    names = ["q_1[1]", "q_1[2]", "h_1[1]", "h_1[2]", "h_2[1]", "h_2[2]"]
    return dict(read_text(text, Headings(names), "work.txt").answers)


def test_a_sentence_that_is_not_read_is_kept():
    line = "h1의 첫 성분은 -0.38, 둘째 성분은 0.616"
    assert of(line) == {"h_1": line}


def test_an_operand_is_no_answer():
    assert of("q_1 = W_hh h_1 = [0.1, 0.2], h_1 = (0.3, 0.4)") == {"q_1": "[0.1, 0.2]", "h_1": "[0.3, 0.4]"}


def test_two_answers_to_one_question_are_both_kept():
    assert of("h_1 = (0.3, 0.4)\nno, again:\nh_1 = (0.3, -0.4)") == {"h_1": "(0.3, 0.4) | (0.3, -0.4)"}


def test_the_same_answer_with_more_digits_is_one():
    assert of("h_1 = (0.3, 0.4)\nh_1 = (0.302, 0.401)") == {"h_1": "(0.302, 0.401)"}


# Gates: their results, called as courses call them.

GATES = {
    "gru": {"r": ("초기화 게이트", "reset gate"), "z": ("갱신 게이트", "update gate"),
            "n": ("후보 상태", "candidate state"), "h": ("은닉 상태", "hidden state")},
    "lstm": {"i": ("입력 게이트", "input gate"), "f": ("망각 게이트", "forget gate"),
             "g": ("후보 셀 상태", "candidate cell state"), "o": ("출력 게이트", "output gate"),
             "c": ("셀 상태", "cell state"), "h": ("은닉 상태", "hidden state")},
}  # fmt: skip
TILDE = {"n": r"\tilde{h}", "g": r"\tilde{c}"}


def gate_terms_ko(page, cell):
    terms = {symbol: ko for symbol, (ko, _) in GATES[cell].items()}
    return lines(page, lambda s, t, n: f"{terms[s]}: {vector(n)}", GATES[cell], head=lambda t: f"\n{t}단계")


def gate_terms_en(page, cell):
    terms = {symbol: en for symbol, (_, en) in GATES[cell].items()}
    return lines(
        page, lambda s, t, n: f"- {terms[s]}: {vector(n)}", GATES[cell], head=lambda t: f"## Step {t}"
    )


def gate_names(page, cell):
    terms = {symbol: ko for symbol, (ko, _) in GATES[cell].items()}
    return lines(page, lambda s, t, n: f"{terms[s]} ${s}_{t} = {vector(n)}$", GATES[cell])


def gate_tildes(page, cell):
    return lines(page, lambda s, t, n: f"${TILDE.get(s, s)}_{{{t}}} = {pmatrix(n)}$", GATES[cell])


def gate_table(page, cell):
    steps = sorted({step for _, step in page})
    head = ["| t | " + " | ".join(f"{s}_t" for s in GATES[cell]) + " |", "|---|" + "---|" * len(GATES[cell])]
    return "\n".join(
        head + [f"| {t} |" + "".join(f" {vector(page[s, t])} |" for s in GATES[cell]) for t in steps]
    )


@pytest.mark.parametrize("cell", GATES)
@pytest.mark.parametrize("write", [gate_terms_ko, gate_terms_en, gate_names, gate_tildes, gate_table])
def test_right_work_with_gates_is_read_whole(write, cell):
    r = random.Random(f"gates {write.__name__} {cell}")
    for _ in range(max(2, EXERCISES // 3)):
        ex = class_folders.exercise(r, cell, hidden=r.choice((2, 3)), steps=r.choice((2, 3)))
        problem = Problem.from_dict(class_folders.spec(ex) | {"rounding": {"decimals": 3}})
        texts = gated(ex, r.choice(habits(3)), 3)
        page = {}
        for name, text in texts.items():
            symbol, _, step = name.partition("[")[0].rpartition("_")
            if symbol in GATES[cell]:
                page.setdefault((symbol, int(step)), []).append(text)
        names = [name for name in texts if name.partition("[")[0].rpartition("_")[0] in GATES[cell]]
        marker = Marker(problem, Scheme(), names)
        text = write(page, cell)
        found = read_text(text, Headings(marker.names), "work.txt")
        marks = marker.mark(found.names, found.texts, found.text).marks
        assert [each for each in marks if each.verdict not in RIGHT] == [], text
