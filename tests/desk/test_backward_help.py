"""The practice page takes a backward pass: what stands there, what is judged, the rungs of help."""

import json
import random
import re
from pathlib import Path

import pytest

from tutor import Problem
from tutor.desk.building.fragments import fragment
from tutor.desk.building.making import fresh, of_problem
from tutor.desk.desk import Desk
from tutor.desk.door import Door
from tutor.desk.help.rungs import Ladder
from tutor.desk.typed import Typed
from tutor.documents.formats.html import Html
from tutor.handout.templates import template_of
from tutor.judging.answers.backward_lines import BackwardLine, BackwardLines
from tutor.language.languages import Language
from tutor.marking.reporting.wording import hint
from tutor.mistakes.backward_catalogue import BACKWARD

SPEC = Path(__file__).parents[2] / "worked_examples" / "backward" / "spec.toml"


@pytest.fixture(scope="module")
def desk():
    return Desk(of_problem(Problem.from_file(SPEC), "backward").levels[0].sheets[0])


@pytest.fixture(scope="module")
def right(desk):
    names = desk.lines.names
    return {name: desk.lines.key[names[name][0]][names[name][1]] for name in desk.sheet.blanks}


def typed(answers):
    return Typed(tuple(answers.items()))


def told(rung, language="en"):
    text = re.sub(r"<[^>]*>", "", fragment(rung.blocks, Html(Language(language))))
    return re.sub(r"[\s\u2060]+", " ", text)


def test_every_stage_is_a_section(desk):
    sections = [section for section in desk.layout.sections if any(row.is_asked for row in section.rows)]
    assert [section.short for section in sections] == ["L", "3", "2", "1", "0", "Σ", "η"]
    assert [row.name for row in sections[1].rows] == ["ds_3", "dW_hy_3", "dh_3", "da_3", "dW_ih_3", "dW_hh_3"]
    assert [row.is_matrix for row in sections[1].rows] == [False, True, False, False, True, True]
    assert {entry.name for section in sections for row in section.rows for entry in row.entries} == set(
        desk.sheet.blanks
    )


def test_everything_right_is_right_and_a_slip_costs_one_entry(desk, right):
    assert isinstance(desk.lines, BackwardLines)
    assert desk.judge(typed(right)).is_finished
    judged = desk.judge(typed({**right, "dh_2[1]": "0.5"}))
    assert [name for name, box in judged.boxes.items() if box.standing != "exact"] == ["dh_2[1]"]


def test_a_corrected_line_makes_the_later_ones_stale(desk, right):
    some = {name: right[name] for name in desk.sheet.blanks if name.startswith(("L", "ds_3", "dW_hy_3"))}
    wrong = {**some, "dh_3[1]": "0.9000", "dh_3[2]": right["dh_3[2]"], "da_3[1]": "0.4899"}
    judged = desk.judge(typed(wrong))
    assert judged.boxes["da_3[1]"].standing == "follow-through"
    judged = desk.judge(Typed((*wrong.items(), ("dh_3[1]", right["dh_3[1]"]))))
    assert judged.boxes["dh_3[1]"].standing == "exact"
    assert judged.boxes["da_3[1]"].standing == "stale"


@pytest.mark.parametrize(
    ("entry", "language", "parts"),
    [
        (
            "dh_2[1]",
            "en",
            [
                "First every transposed matrix times its vector",
                "stands above, in this step",
                "is the result of step 3",
            ],
        ),
        (
            "dh_2[1]",
            "ko",
            ["먼저 전치한 행렬과 벡터를 곱합니다.", "이 시간 단계의 위쪽", "시간 단계 3의 결과"],
        ),
        ("dW_hh_2[1,2]", "en", ["An outer product", "is the result of step 1"]),
        ("dW_hh_1[1,2]", "en", ["is what the network starts from"]),
        ("dW_ih_2[1,2]", "en", ["is the one-hot vector of the word am"]),
        ("da_1[1]", "ko", ["성분끼리 곱합니다"]),
        ("ds_1[2]", "en", ["A difference, entry by entry.", "is the target of this step"]),
        ("ds_1[2]", "ko", ["성분끼리 뺍니다."]),
        ("dh_0[1]", "en", ["The transposed matrix times a vector"]),
        ("db[2]", "ko", ["성분끼리 더합니다"]),
        ("new_W_hh[1,1]", "ko", ["학습률과 기울기의 곱을 뺍니다", "위쪽에 있습니다"]),
        ("L", "en", ["A sum of numbers.", "is the result of step 2"]),
        ("L", "ko", ["수들을 더합니다.", "시간 단계 2의 결과"]),
    ],
)
def test_what_a_line_is_computed_from(desk, right, entry, language, parts):
    ladder = Ladder(desk, typed(right), entry)
    has_part = entry.startswith(("dh_", "da_", "db", "new_", "L"))
    assert ladder.kinds == ("operands", "sizes", "row", *(["part"] if has_part else []), "number")
    text = told(ladder.rung("operands"), language)
    assert [part for part in parts if part not in text] == []
    assert dict(ladder.rung("number").number) == {entry: right[entry]}
    assert right[entry].replace("-", "−") in told(ladder.rung("number"), language)


def test_the_row_has_the_own_numbers(desk, right):
    own = {**right, "da_3[1]": "-0.2222"}
    text = told(Ladder(desk, typed(own), "dh_2[1]").rung("row"))
    assert "0.4⋅(−0.2222)" in text and right["da_3[1]"].replace("-", "−") not in text
    assert "The numbers are those that stand on the page" in text


def test_sizes_and_where_to_begin(desk, right):
    ladder = Ladder(desk, Typed(), "dh_2[1]")
    assert ladder.kinds == ("operands", "sizes", "begin")
    assert told(ladder.rung("begin")) == "dh_2[1] needs ds_2, da_3.Still empty: ds_2. Begin there."
    some = {name: right[name] for name in right if name.startswith("da_2[1]")}
    assert Ladder(desk, typed(some), "dW_hh_2[1,2]").kinds == ("operands", "sizes", "row", "number")
    begin = Ladder(desk, typed({**some, "da_2[2]": "?"}), "dW_hh_2[2,1]").rung("begin")
    assert told(begin, "ko") == (
        "dW_hh_2[2,1]에는 da_2[2], h_1[1]이 필요합니다.da_2[2]에 쓴 것은 수로 읽지 못했습니다. 먼저 수를 쓰세요."
    )
    assert "has 4 entries" in told(Ladder(desk, Typed(), "dW_hh_2[1,1]").rung("sizes"))
    assert "is one number" in told(Ladder(desk, typed(right), "L").rung("sizes"))


def matrix(chance, rows, columns):
    return [[chance.choice([-7, -4, -2, 1, 3, 6, 8]) / 10 for _ in range(columns)] for _ in range(rows)]


def networks():
    """Give the specs of backward passes: every cell, layers, directions, sentences, losses."""
    chance = random.Random(17)
    for kind, gates in (("rnn_tanh", 1), ("rnn_relu", 1), ("gru", 3), ("lstm", 4)):
        for shape in ("plain", "layers", "both ways", "sentences", "rows"):
            cell = {"kind": kind}
            width = 3
            suffixes = {"layers": ("_l0", "_l1"), "both ways": ("_l0", "_l0_reverse")}.get(shape, ("",))
            for suffix in suffixes:
                cell |= {
                    f"weight_ih{suffix}": matrix(chance, 2 * gates, width),
                    f"weight_hh{suffix}": matrix(chance, 2 * gates, 2),
                    f"bias_ih{suffix}": matrix(chance, 1, 2 * gates)[0],
                    f"bias_hh{suffix}": matrix(chance, 1, 2 * gates)[0],
                }
                width = 2 if shape == "layers" else 3
            if shape == "layers":
                cell["num_layers"] = 2
            if shape == "both ways":
                cell["bidirectional"] = True
            spec = {
                "vocabulary": ["i", "am", "here"],
                "cell": cell,
                "output": {
                    "weight_hy": matrix(chance, 3, 4 if shape == "both ways" else 2),
                    "bias_y": [0.1, -0.2, 0.3],
                    "targets": ["am", "here"],
                },
                "loss": {"learning_rate": 0.1, "reduction": "mean" if shape == "rows" else "sum"},
            }
            if shape == "sentences":
                spec["sentences"] = ["i am", "am here"]
                spec["output"]["targets"] = [["am", "here"], ["here", "i"]]
            else:
                spec["sentence"] = "i am"
            if shape == "rows":
                spec["notation"] = {"layout": "rows"}
            yield pytest.param(spec, id=f"{kind} {shape}")


@pytest.mark.parametrize("spec", list(networks()))
def test_every_line_of_every_backward_pass_has_its_rungs(spec):
    """The rungs of the first and the last entry; the part is worked out from numbers of the row, and is no entry."""
    desk = Desk(of_problem(Problem.from_dict(spec), "backward").levels[0].sheets[0])
    names = desk.lines.names
    right = {name: desk.lines.key[names[name][0]][names[name][1]] for name in desk.sheet.blanks}
    kinds = set()
    for line in desk.lines.lines:
        if not isinstance(line, BackwardLine) or line.name(1) not in right:
            continue
        for entry in {1, line.size}:
            name = line.name(entry)
            ladder = Ladder(desk, typed(right), name)
            expression = line.at.equation.expression
            assert [each for each in ladder.kinds if each != "part"] == ["operands", "sizes", "row", "number"]
            kinds.add((type(expression).__name__, "part" in ladder.kinds))
            for kind in ladder.kinds:
                english, korean = told(ladder.rung(kind)), told(ladder.rung(kind), "ko")
                assert english and not re.search("[가-힣]", english)
                assert kind == "part" or re.search("[가-힣]", korean), (name, kind, korean)
            if "part" in ladder.kinds:
                row, part = told(ladder.rung("row")), told(ladder.rung("part"))
                left, sign, value = re.fullmatch(r"(.*?) ?([=≈]) ?([−\d.]+)", part).groups()
                assert left.replace(" ", "") in row.replace(" ", ""), (name, row, part)
                value = float(value.replace("−", "-"))
                sums = left.replace("−", "-").replace("⋅", "*").replace("step&#x2061;", "0<")
                assert abs(float(eval(sums)) - value) < (1e-12 if sign == "=" else 1e-5), (name, part)
            else:
                row = told(ladder.rung("row")).partition("The numbers")[0].partition("=")[2]
                row = re.sub(r"[+−]?[\d.]+⋅\(?−?0\.0+\b\)?", "", row).lstrip("+")  # without what is 0
                assert len(re.findall(r"[⋅+]|(?<=[\d)]) ?−", row)) <= 1, (name, row)
    assert ("Back", True) in kinds and ("Outer", False) in kinds and ("Sub", True) in kinds


def test_a_wrong_line_is_told_its_direction_and_then_its_name(desk, right):
    own = {**right, "da_3[1]": right["dh_3[1]"], "da_3[2]": right["dh_3[2]"]}
    ladder = Ladder(desk, typed(own), "da_3[1]")
    assert ladder.kinds == ("look", "named", "operands", "sizes", "row", "part", "number")
    assert "Look at the slope of the function" in told(ladder.rung("look"))
    assert "함수의 미분을 보세요" in told(ladder.rung("look"), "ko")
    assert "The slope" in told(ladder.rung("named")) or "slope" in told(ladder.rung("named"))


def test_every_mistake_has_a_direction_of_its_own():
    again = hint(None)
    assert [name for name in BACKWARD if hint(name) == again] == []


def test_levels_of_a_practice():
    practice = fresh(template_of(Problem.from_file(SPEC)), "delta", 1, 1)
    assert [(level.name, len(level.sheets[0].blanks)) for level in practice.levels] == [
        ("faded", 13),
        ("standard", 23),
    ]


def test_the_door_gives_matrices_the_names_of_their_entries():
    from tutor.desk.door import Door

    door = Door(of_problem(Problem.from_file(SPEC), "gradients").text())
    answer = json.loads(door.answer(json.dumps({"what": "open", "level": "own", "language": "ko"})))
    rows = [row for section in answer["sections"] for row in section["rows"]]
    matrix = next(row for row in rows if row["name"] == "dW_hh_2")
    assert matrix["matrix"] and [entry["label"] for entry in matrix["entries"]] == [
        *("dW_hh_2[1,1]", "dW_hh_2[1,2]", "dW_hh_2[2,1]", "dW_hh_2[2,2]")
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_letter_of_a_formula_stands_in_an_element(desk, right, language):
    """A browser leaves out text that stands in ``math`` or a row bare, such as the learning rate."""
    door = Door(of_problem(Problem.from_file(SPEC), "backward").text())
    page = json.dumps(
        json.loads(door.answer(json.dumps({"what": "open", "level": "own", "language": language})))
    )
    helps = [
        fragment(ladder.rung(kind).blocks, Html(Language(language)))
        for name in desk.sheet.blanks[::5]
        for ladder in [Ladder(desk, typed({**right, name: ""}), name)]
        for kind in ladder.kinds
    ]
    text = page + "".join(helps)
    assert "<mi>η</mi>" in text
    assert re.findall(r"(?:<math>|<mrow[^>]*>|</m[a-z]+>|<mspace[^>]*>)[^<\s]+(?:<m|</m)", text) == []
