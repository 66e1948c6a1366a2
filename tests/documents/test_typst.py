"""Typst's mathematics: every piece means in any other piece what it means alone."""

import itertools
import re
import subprocess

import pytest

from tutor.documents.document import Blank as Box
from tutor.documents.document import Display, Document, Fields, Heading, Math, Paragraph, Table
from tutor.documents.formats.formats import target_of
from tutor.documents.formats.paper import Paper, quoted
from tutor.documents.formats.writing import write
from tutor.documents.formulas.skeleton import Hole, Skeleton
from tutor.documents.formulas.typst import Typst
from tutor.language.faults import Pattern
from tutor.language.languages import Language

PRINT = Typst()


def text_of(*blocks, lang="en", **document):
    return "".join(write(Document(blocks, **document), target_of("pdf", Language(lang))))


def shown(tmp_path, *blocks, **options):
    from tutor.documents.formats.pdf import compiled

    file = tmp_path / "a.pdf"
    file.write_bytes(compiled(text_of(*blocks, **options)))
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


PIECES = {
    "symbol": PRINT.symbol("W_ih", transposed=True, layer="1", arrow="left"),
    "entry": PRINT.symbol("h", "t-1", entry="12"),
    "letter": PRINT.symbol("w_r,1,12"),
    "number": PRINT.number("-0.25"),
    "matrix": PRINT.matrix([["1", "-2.5"], ["3", "4"]]),
    "column": PRINT.column([PRINT.symbol("x", "1"), PRINT.symbol("x", "2")]),
    "list": PRINT.enclosed(["1", "0", "0"]),
    "function": PRINT.applied("relu", PRINT.grouped("a", tall=False)),
    "largest": PRINT.applied("max", PRINT.enclosed(["0", "a"])),
    "tall": PRINT.applied("tanh", PRINT.grouped(PRINT.column(["1", "2"]), tall=True)),
    "vector": PRINT.applied("sigmoid", PRINT.column(["1", "2"])),
    "quotient": PRINT.quotient("1", PRINT.sum(["1", PRINT.applied("exp", PRINT.grouped("-a", tall=False))])),
    "total": PRINT.total(PRINT.symbol("e", "t", entry="j")),
    "sized": PRINT.sized(PRINT.symbol("W_ih"), 2, 3),
    "numbered": PRINT.numbered(PRINT.symbol("h", "0"), 2),
    "blank": PRINT.blank(),
    "answer": PRINT.answer("-0.197"),
    "dots": PRINT.listed([PRINT.ellipsis, PRINT.across, PRINT.down, PRINT.diagonal]),
    "side by side": PRINT.side_by_side([PRINT.equation("a", "1"), PRINT.equation("b", "2")]),
    "product": PRINT.product(PRINT.times("2", PRINT.factor("-3")), PRINT.entrywise("a", "b")),
}
WRAPPERS = {
    "entry": lambda piece: PRINT.matrix([[piece, "7"], ["8", piece]]),
    "row": lambda piece: PRINT.row([piece, piece]),
    "column": lambda piece: PRINT.column([piece, piece]),
    "sized": lambda piece: PRINT.sized(piece, 2, 3),
    "quotient": lambda piece: PRINT.quotient(piece, piece),
    "tall": lambda piece: PRINT.applied("tanh", PRINT.grouped(piece, tall=True)),
    "flat": lambda piece: PRINT.grouped(piece, tall=False),
    "product": lambda piece: PRINT.product(piece, piece),
    "applied": lambda piece: PRINT.applied("exp", piece),
    "numbered": lambda piece: PRINT.numbered(piece, 3),
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_piece_in_another_one_shows_all_that_it_shows_alone(wrapper, tmp_path):
    """A comma would divide it, a parenthesis end it, a name run together with what stands before it."""
    alone = shown(tmp_path, *(Display(f"a {piece} z") for piece in PIECES.values())).partition("1/1")[0]
    wrapped = [WRAPPERS[wrapper](piece) for piece in PIECES.values()]
    text = shown(tmp_path, *(Display(f"a {piece} z") for piece in wrapped))
    assert set(alone.split()) and not set("".join(alone.split())) - set(text)
    for sign in "σ⊙⋯⋮⋱…[],;#tjW":
        assert text.count(sign) >= alone.count(sign), sign


def test_lines_that_go_on_have_their_sign_between(tmp_path):
    lines = PRINT.lines(
        [("a", PRINT.equal, "1 + 2"), ("", "", PRINT.continued(" + 3")), ("", "", PRINT.continued(" - 4"))]
    )
    text = shown(tmp_path, Display(lines, aligned=True))
    assert text.replace(" ", "").startswith("𝑎=1+2\n+3\n−4\n")


@pytest.mark.parametrize("make", [PRINT.row, PRINT.column])
@pytest.mark.parametrize("size", [6, 12, 20, 64])
def test_boxes_stay_on_the_page(make, size, tmp_path):
    formula = PRINT.equation("x", make([PRINT.answer(str(100 + at)) for at in range(size)]))
    for block in (Display(formula), Display(formula.replace("=", "&="), aligned=True)):
        text = shown(tmp_path, Paragraph("a"), block, Paragraph("z"))
        assert text.count("\f") == 1
        bbox = subprocess.run(
            ["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, check=True
        )
        found = re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">1\d\d<', bbox.stdout.decode()
        )
        assert len(found) == size
        assert all(
            float(x0) > 42 and float(x1) < 553 and 36 < float(y0) < float(y1) < 800
            for x0, y0, x1, y1 in found
        )


def test_marks_go_through_every_method():
    mark = Hole("h", 1, "plain", 1).mark()
    for wrapper in WRAPPERS.values():
        assert mark in wrapper(mark)
    step = Hole("", 0, "step").mark()
    assert Skeleton(PRINT.symbol("W_ih", step, entry=step)).fill({Hole("", 0, "step"): "12"}) == (
        "W_(i h\\,12)[12]"
    )


def test_numbers_are_set_with_their_points_below_each_other():
    mark = Hole("h", 1, "plain", 1).mark()
    assert PRINT.column(["0.1", "-0.2"]).startswith("numbers(")
    assert PRINT.matrix([[mark, "2"]]).startswith("numbers(")
    assert PRINT.column(["a", "1"]).startswith("mat(")


def test_a_string_holds_everything():
    everything = "".join(map(chr, range(1, 0x250))) + "\u2028나는שלום\U0001f4a9"
    import json

    text = quoted(everything)
    assert text.count("\n") == 0
    assert json.loads(re.sub(r"[\x00-\x1f]", lambda c: f"\\u{ord(c[0]):04x}", text)) == everything


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_step_is_one_block(lang):
    blocks = [
        Heading(1, "a"),
        Heading(2, "b"),
        Heading(3, "c"),
        Paragraph("d"),
        Heading(3, "e"),
        Heading(2, "f"),
    ]
    text = text_of(*blocks, lang=lang).partition("#counter(page).update(1)")[2]
    assert [line for line in text.splitlines() if line.startswith("#step") or line == "]"] == [
        '#step(led: heading(level: 2)[#"b";])[',
        "]",
        "#step[",
        "]",
    ]
    order = [text.index(each) for each in ('"b"', "#step(", '"c"', '"d"', "\n]", "#step[", '"e"', '"f"')]
    assert order == sorted(order)


def test_the_head_and_the_foot_of_a_sheet(tmp_path):
    fields = Fields([("Name", Box(room=20)), ("Student", "s01"), ("Points", Box("7"))])
    text = shown(tmp_path, Heading(1, "A sheet"), fields, footer="sheet K7-3Q")
    assert re.search(r"Name +Student s01 +Points\s+7", text)
    assert re.search(r"^sheet K7-3Q +1 ?/ ?1$", text, re.MULTILINE)


def test_numbers_of_a_table_have_a_minus_and_stand_at_the_point():
    table = Table(("t", "h"), [("1", "-0.5"), ("2", "0.25"), ("3", "0")], (True, True), keys=1)
    (finished,) = map(Paper(Language("en")).finish, [table])
    assert [row[1] for row in finished.rows] == ["−0.5#hide[0]", "0.25", "0#hide[.00]"]


def test_a_table_too_wide_is_divided_and_its_keys_repeated():
    row = ("1", *(f"0.{digit:015}" for digit in range(12)))
    table = Table(("t", *map(str, range(12))), [row], (True,) * 13, keys=1)
    parts = list(Paper(Language("en")).laid_out([table]))
    assert len(parts) == 3
    assert all(part.header[0] == "t" and part.rows[0][0] == "1" for part in parts)
    assert list(itertools.chain(*(part.rows[0][1:] for part in parts))) == list(row[1:])


def test_a_particle_stays_with_the_formula_before_it():
    target = Paper(Language("ko"))
    inline = target.inline(
        Pattern("that is {x}, of {list}", "곧 {x:은} {list}의 값")(x=Math("h_(2)"), list=Math("1\\, " * 30))
    )
    assert inline.startswith('#box("곧"); #box[$h_(2)$는]; $1')
    assert inline.endswith('$#box("의"); #box("값");')


@pytest.mark.parametrize(("length", "caption"), [(90, ""), (91, "fitted")])
def test_a_formula_that_may_be_wider_than_the_page_is_measured(length, caption):
    paper = Paper(Language("en"))
    assert paper.finish(Display("x" * length)).caption == caption
    # A place for a number is printed wider than it is written: by eight characters.
    assert paper.finish(Display("x" * (length - 8 - len("gap")) + "gap")).caption == caption
