"""Help in rungs: there for every line of every cell, in both languages, and never the end of a later line.

``RNN_TUTOR_FULL=1`` looks at ten thousand rungs.
"""

import os
import random
import re
from decimal import Decimal
from itertools import count

import pytest

from tests.desk.sheets import Writer, desk_of, shapes, sheet_of
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


def test_what_is_open_before_it_comes_first():
    desk = desk_of()
    said = whole(desk, Typed(), "a_1[1]")
    begin = "It needs p_1 , of which not every number is there and read. Begin with that one."
    assert said[-1] == begin
    # One that is there and was not read is not said to be missing.
    unread = Typed((("p_1[1]", "x"), ("p_1[2]", desk.lines.key[0][1])))
    assert whole(desk, unread, "a_1[1]")[-1] == begin
    ladder = Ladder(desk, Typed(), "a_1[1]")
    assert ladder.kinds == ("operands", "sizes", "begin")
    # Whoever asks for the number all the same is told the same.
    assert ladder.rung("number").kind == "begin"


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
    for text in typed.answers.values():
        number = desk.token(text).number
        known |= {abs(number)} if number is not None else set()
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
