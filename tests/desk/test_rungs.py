"""Help in rungs: there for every line of every cell, in both languages, and never the end of a later line.

``RNN_TUTOR_FULL=1`` looks at ten thousand rungs.
"""

import os
import random
import re
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from tests.desk.sheets import Writer, desk_of, shapes, sheet_of
from tutor import Problem
from tutor.desk.building.fragments import fragment
from tutor.desk.desk import Desk
from tutor.desk.help.rung_names import NAMES
from tutor.desk.help.rungs import KINDS, Ladder
from tutor.desk.typed import Typed
from tutor.documents.formats.html import Html
from tutor.language.languages import Language

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
RUNGS = 10_000 if FULL else 400
ENGLISH, KOREAN = Html(Language("en")), Html(Language("ko"))
BACKWARD = Path(__file__).parents[2] / "worked_examples" / "backward" / "spec.toml"
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def text_of(rung, target=ENGLISH):
    """Give what is read, a minus as a hyphen before its number."""
    found = re.sub(r"<mo[^>]*>&#x2061;</mo>", "", fragment(rung.blocks, target))
    return " ".join(re.sub("<[^>]*>", " ", found).split()).replace("−", "-")


def numbers_in(text):
    return {Decimal(each) for each in NUMBER.findall(text)}


def rungs_of(ladder):
    kind = None
    while True:
        rung = ladder.rung(kind)
        yield rung
        kind = rung.next
        if kind is None:
            return


def whole(desk, typed, name):
    return [text_of(rung) for rung in rungs_of(Ladder(desk, typed, name))]


def test_the_rungs_of_a_line_that_multiplies():
    desk = desk_of()
    writer = Writer(desk)
    for i in range(5):
        writer.line(i)
    assert whole(desk, Typed.of(writer.changes), "q_2[2]") == [
        "q 2 = W h h h 1 A matrix times a vector: an entry is a row of W h h times h 1 , number by number, "
        "added up. W h h is given. h 1 is the result of step 1.",
        "q 2 = W h h ⏟ 2 × 2 h 1 ⏟ 2 × 1 Every row of the matrix gives one entry, so q 2 has 2 entries.",
        "q 2 [ 2 ] = 0.5 ⋅ 0.604 - 0.7 ⋅ 0.604 The numbers are those that stand on the page, also where they "
        "are your own.",
        "0.5 ⋅ 0.604 = 0.3020",
        "q 2 [ 2 ] = - 0.121 The page has shown this number, so it earns no points, here and in the answer file. "
        "What is computed from it does.",
    ]


MATRICES = "First every matrix times its vector: a row gives an entry. The rest is done entry by entry."
SUM = "A sum, entry by entry: the first entries together, then the second ones."


@pytest.mark.parametrize(
    ("name", "preset", "entry", "english", "korean"),
    [
        ("output", "all", "s_1[1]", MATRICES, "먼저 행렬과 벡터를 곱합니다. 한 행에서 성분 하나가 나옵니다. 나머지는 성분끼리 계산합니다."),
        ("rnn_tanh", "steps", "a_1[1]", SUM, "성분끼리 더합니다. 첫째 성분은 첫째끼리, 둘째 성분은 둘째끼리 더합니다."),
        ("gru", "steps", "h_1[1]", "First what stands in parentheses, then the products, then their sum, all entry by entry.", "괄호 안을 먼저 계산하고, 곱한 다음 더합니다. 모두 성분끼리 합니다."),
        ("lstm", "steps", "c_1[1]", "First the products, entry by entry; then their sum.", "먼저 성분끼리 곱하고, 그다음에 더합니다."),
        ("one unit", "steps", "a_1[1]", "A sum of numbers.", "수들을 더합니다."),
        ("one unit", "steps", "s_1[2]", MATRICES, "먼저 행렬과 벡터를 곱합니다."),
    ],
)  # fmt: skip
def test_what_is_done_in_a_line(name, preset, entry, english, korean):
    """Of entries where there are several; a matrix is not multiplied entry by entry."""
    one = {"weight_ih": [[0.2, -0.3, 0.5]], "weight_hh": [[0.7]], "bias": [0.1]}
    out = {"weight_hy": [[0.3], [0.6], [0.1]], "bias_y": [0.1, 0.2, 0.3]}
    spec = {"sentence": "i am", "vocabulary": ["i", "am", "here"], "cell": one, "output": out}
    problem = Problem.from_dict(spec) if name == "one unit" else shapes()[name]
    desk = Desk(sheet_of(problem, preset))
    rungs = {rung.kind: rung for rung in rungs_of(Ladder(desk, Typed(), entry))}
    assert english in text_of(rungs["operands"]) and korean in text_of(rungs["operands"], KOREAN)
    if english == MATRICES:
        size = "Every row of the matrix gives one entry, so s 1 has 3 entries."
        assert size in text_of(rungs["sizes"])


def test_what_is_open_before_it_comes_first():
    desk = desk_of()
    said = whole(desk, Typed(), "a_1[1]")
    assert said[-1] == "a_1[1] needs p_1[1], q_1[1] . Still empty: p_1[1] . Begin there."
    ladder = Ladder(desk, Typed(), "a_1[1]")
    assert ladder.kinds == ("operands", "sizes", "begin")
    # Whoever asks for the number all the same is told the same.
    assert ladder.rung("number").kind == "begin"


def kinds_and_end(desk, changes, name, target=ENGLISH):
    ladder = Ladder(desk, Typed.of(changes), name)
    return ladder.kinds, text_of(ladder.rung("number"), target)


def test_a_sum_wants_nothing_but_its_own_entry():
    """With p_1[2] still empty a_1[1] is helped all the way; a_1[2] begins with p_1[2]."""
    desk = desk_of()
    p, q = desk.lines.key[:2]
    changes = [("p_1[1]", p[0]), ("q_1[1]", q[0]), ("a_1[1]", "9.9")]
    ladder = Ladder(desk, Typed.of(changes), "a_1[1]")
    assert ladder.kinds[-4:] == ("sizes", "row", "part", "number")
    assert text_of(ladder.rung("row")).startswith(f"a 1 [ 1 ] = {p[0]} + {q[0]}")
    assert ladder.number() == {"a_1[1]": desk.lines.key[2][0]}
    assert kinds_and_end(desk, changes, "a_1[2]") == (
        ("look", "operands", "sizes", "begin"),
        "a_1[2] needs p_1[2], q_1[2] . Still empty: p_1[2] . Begin there.",
    )
    korean = kinds_and_end(desk, changes, "a_1[2]", KOREAN)[1]
    assert korean == (
        "a_1[2] 에는 p_1[2], q_1[2] 가 필요합니다. p_1[2] 가 아직 비어 있습니다. 그것부터 계산하세요."
    )


def test_what_was_not_read_is_not_said_to_be_empty():
    desk = desk_of()
    key = desk.lines.key
    begin = "q_2[1] needs h_1 . "
    assert kinds_and_end(desk, [("h_1[1]", key[3][0]), ("h_1[2]", "x")], "q_2[1]")[1] == (
        begin + "What stands in h_1[2] was not read. Write a number there first."
    )
    assert kinds_and_end(desk, [("h_1[1]", "x")], "q_2[1]")[1] == (
        begin
        + "Still empty: h_1[2] . Begin there. What stands in h_1[1] was not read. Write a number there first."
    )
    assert kinds_and_end(desk, [], "q_2[1]")[1] == begin + "Still empty: h_1 . Begin there."
    assert kinds_and_end(desk, [("h_1[2]", "x")], "q_2[1]", KOREAN)[1] == (
        "q_2[1] 에는 h_1 이 필요합니다. h_1[1] 이 아직 비어 있습니다. 그것부터 계산하세요. h_1[2] 에 쓴 것은 "
        "수로 읽지 못했습니다. 먼저 수를 쓰세요."
    )


def looked_at(desk, i, chance):
    """Give entries of what a line reads, and the numbers that stand on the page when it is written."""
    writer = Writer(desk)
    for at in range(i):
        writer.line(at)
    names = [name for name, _ in writer.changes]
    return writer.answers, chance.sample(names, min(6, len(names)))


@pytest.mark.parametrize("name", [*shapes(), "backward"])
def test_help_begins_elsewhere_exactly_where_the_entry_depends_on_it(name):
    """Of every line: an entry that moves its number has to be there; one that is not named does not move it."""
    problem = Problem.from_file(BACKWARD) if name == "backward" else shapes()[name]
    desk = Desk(sheet_of(problem, "backward" if name == "backward" else "steps"))
    chance = random.Random(name)
    begun = seen = 0
    for i, line in enumerate(desk.lines.lines):
        entries = [at for at in range(1, line.size + 1) if line.name(at) in desk.sheet.blanks]
        if not entries:
            continue
        answers, others = looked_at(desk, i, chance)
        for entry in entries[:3]:
            for other in others:
                left = {each: text for each, text in answers.items() if each != other}
                ladder = Ladder(desk, Typed(tuple(left.items())), line.name(entry))
                if "begin" in ladder.kinds:
                    assert other in ladder.open, (other, line.name(entry))
                    begun += 1
                    continue
                # Every rung is there, with no number of the one that is empty.
                assert [text_of(rung) for rung in rungs_of(ladder)]
                seen += 1
                for off in ("0.731", "-1.207"):
                    moved = {**answers, other: off}
                    assert desk.follows(moved, i)[entry - 1] == desk.follows(answers, i)[entry - 1]
                    assert ladder.number()[line.name(entry)] == desk.follows(answers, i)[entry - 1]
    assert begun and seen


def test_a_recognised_mistake_comes_first():
    desk = desk_of()
    key = desk.lines.key[0]
    other = next(
        texts
        for texts in zip(*desk.task.problem.units[0].parameters["weight_ih"], strict=True)
        if [Decimal(text) for text in key] != list(texts)
    )
    typed = Typed((("p_1[1]", str(other[0])), ("p_1[2]", str(other[1]))))
    ladder = Ladder(desk, typed, "p_1")
    assert ladder.kinds[:3] == ("look", "named", "operands")
    look, named = text_of(ladder.rung()), text_of(ladder.rung("named"))
    assert look.startswith("p_1[1], p_1[2] : this does not follow from what you wrote before it.")
    assert "column" in look and "column" in named
    assert not numbers_in(named.replace("p_1", "")) - {Decimal(1), Decimal(2)}


def state(desk, chance, seed):
    """Fill in some lines of a sheet, with slips; some are left open, some are not to be read."""
    writer = Writer(desk, seed)
    names = [line.name() for line in desk.lines.lines]
    reach = chance.randrange(len(names) + 1)
    for i in range(reach):
        if chance.random() < 0.85:
            writer.line(i, slip=chance.random() < 0.15)
    if writer.changes and chance.random() < 0.2:
        writer.write(chance.choice(writer.changes)[0], "x")
    return Typed.of(writer.changes)


def on_page(desk, typed):
    """Give every number that stands on the page: what is given, what is in the boxes, counts and steps."""
    problem = desk.task.problem
    known = {Decimal(n) for n in range(13)}
    for sequence in problem.sequences:
        known |= {abs(number) for x in (*sequence.inputs, *sequence.targets) for number in x}
        known |= {abs(n) for unit in sequence.units for start in unit.start.values() for n in start}
    for unit in problem.units:
        for values in unit.parameters.values():
            rows = values if isinstance(values[0], tuple) else (values,)
            known |= {abs(number) for row in rows for number in row}
    known |= {abs(Decimal(text)) for text in desk.read(typed.answers).values()}
    for part in desk.layout.sections:
        for row in part.rows:
            known |= {abs(Decimal(each.given)) for each in row.entries if each.given is not None}
    return known


@pytest.mark.parametrize("name", shapes())
def test_no_rung_gives_away_a_number_of_a_line_that_is_open(name):
    """But for the part that a rung works out and the number that the last one shows, all stand on the page."""
    problem, seen = shapes()[name], 0
    for seed in count():
        chance = random.Random(f"{name} {seed}")
        desk = Desk(sheet_of(problem, chance.choice(("steps", "steps", "h", "all"))))
        typed = state(desk, chance, seed)
        known = on_page(desk, typed)
        for entry in chance.sample(desk.sheet.blanks, min(12, len(desk.sheet.blanks))):
            ladder = Ladder(desk, typed, entry)
            for rung in rungs_of(ladder):
                assert rung.kind in KINDS
                assert dict(rung.number) == (ladder.number() if rung.kind == "number" else {})
                text = text_of(rung)
                assert text and "\x00" not in fragment(rung.blocks, ENGLISH)
                if rung.kind == "part":
                    text = re.split("[=≈]", text)[0]
                told = numbers_in(text)
                if rung.kind == "number":
                    told -= {abs(Decimal(each)) for each in rung.number.values()}
                assert told <= known, (seed, entry, rung.kind, text)
                seen += 1
        if seen >= RUNGS / len(shapes()):
            return


@pytest.mark.parametrize("name", shapes())
def test_every_line_of_every_network_has_its_rungs_in_both_languages(name):
    desk = Desk(sheet_of(shapes()[name], "all"))
    writer = Writer(desk)
    for i in range(len(desk.lines.lines)):
        if desk.lines.lines[i].name(1) not in desk.sheet.blanks:  # the fused layout has no products alone
            continue
        ladder = Ladder(desk, Typed.of(writer.changes), desk.lines.lines[i].name())
        assert ladder.kinds[-1] == "number"
        for rung in rungs_of(ladder):
            english, korean = text_of(rung), text_of(rung, KOREAN)
            assert english != korean or rung.kind in ("row", "part")
            assert not re.search("[가-힣]", english)
        # The row comes to the number: it is written from the same operands.
        writer.line(i)
    assert desk.judge(Typed.of(writer.changes)).right == len(writer.answers)


def test_every_rung_has_a_name():
    assert tuple(NAMES) == KINDS
