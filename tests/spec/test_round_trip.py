"""Spec → Problem → spec → an equal Problem, for TOML text and plain data; the schema agrees."""

import json
import pickle
from decimal import Decimal
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tutor.spec
from tests.spec.bad_specs import ADDED, BOTH, JSON, TOML, all_bad
from tutor import Problem, trace
from tutor.language.faults import SpecError
from tutor.record import replace
from tutor.spec import problem_of, read_problem_text, spec_dict, spec_toml, starter_spec

SCHEMA = json.loads((Path(tutor.spec.__file__).parent / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

letters = st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u115f\u1160\u3164\uffa0")
words = st.text(letters, min_size=1, max_size=6).map(
    lambda text: __import__("unicodedata").normalize("NFC", text)
)
numbers = st.decimals(-1000, 1000, allow_nan=False, places=4) | st.decimals(-2, 2, allow_nan=False, places=1)


@st.composite
def specs(draw):
    """A valid spec as plain data."""
    vocabulary = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    hidden = draw(st.integers(1, 4))
    sentence = draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=6))
    orientation = draw(
        st.sampled_from(
            [
                None,
                "rows",
                "columns",
                {"weight_ih": "rows"},
                {"weight_ih": "columns", "weight_hh": "rows"},
            ]
        )
    )
    way = orientation if not isinstance(orientation, dict) else orientation.get("weight_ih")

    def vector(size):
        return draw(st.lists(numbers, min_size=size, max_size=size))

    rows, columns = (len(vocabulary), hidden) if way == "rows" else (hidden, len(vocabulary))
    cell = {
        "weight_ih": [vector(columns) for _ in range(rows)],
        "weight_hh": [vector(hidden) for _ in range(hidden)],
    }
    if orientation is not None:
        cell["orientation"] = orientation
    for name in draw(st.sampled_from([(), ("bias",), ("bias_ih", "bias_hh")])):
        cell[name] = vector(hidden)
    if draw(st.booleans()):
        cell["h_0"] = vector(hidden)
    if draw(st.booleans()):
        cell["kind"] = draw(st.sampled_from(["rnn_tanh", "rnn_relu"]))
    spec = {"tokens": sentence, "vocabulary": vocabulary, "cell": cell}
    if draw(st.booleans()):
        spec["title"] = draw(st.text(letters | st.just(" "), max_size=20))
    if draw(st.booleans()):
        spec["language"] = draw(st.sampled_from(["ko", "en"]))
    if draw(st.booleans()):
        spec["rounding"] = {
            "decimals": draw(st.integers(1, 12)),
            "carry": draw(st.sampled_from(["rounded", "full"])),
            "ties": draw(st.sampled_from(["half-up", "half-even"])),
            "written": draw(st.sampled_from([["h"], ["a", "h"], ["q", "h"], ["p", "q", "a", "h"]])),
        }
    if draw(st.booleans()):
        spec["notation"] = {
            "symbols": draw(st.sampled_from(["pytorch", "textbook", "source", "keras"])),
            "layout": draw(st.sampled_from(["columns", "rows"])),
        }
    return spec


def without_places(problem):
    return replace(problem, warnings=tuple(each.code for each in problem.warnings))


@settings(max_examples=150, deadline=None)
@given(specs())
def test_round_trip(spec):
    problem = problem_of(spec)
    again = problem_of(spec_dict(problem))
    assert again == problem
    text = spec_toml(problem)
    read = read_problem_text(text.encode(), "x.toml")
    assert without_places(read) == without_places(problem)
    assert spec_toml(read) == text
    assert [str(each) for row in spec_dict(read)["cell"]["weight_ih"] for each in row] == [
        f"{each:f}".replace("-0.0000", "0.0000") if each else f"{abs(each):f}"
        for row in spec["cell"]["weight_ih"]
        for each in row
    ]
    VALIDATOR.validate(json.loads(json.dumps(spec_dict(problem), default=float)))


@pytest.mark.parametrize("sentence", [None, 'say "hi" to 나는 C:\\dir'])
def test_the_starter_agrees_with_the_schema(sentence):
    spec = spec_dict(read_problem_text(starter_spec(sentence).encode(), "x.toml"))
    VALIDATOR.validate(json.loads(json.dumps(spec, default=float)))


# What the schema cannot say: sizes that depend on each other, and what JSON itself does not hold.
SEEN_BY_SIZES_ONLY = {
    "ragged", "weight_ih transposed", "weight_hh not square", "bias of one entry", "bias of three entries",
    "h_0 too long", "an unknown word", "punctuation", "1000 words", "composed and decomposed",
    "an invisible word", "NaN", "too long", "tiny", "title of two lines", "half a character",
}  # fmt: skip


def test_the_schema_refuses_what_the_reader_refuses():
    checked = 0
    for name, data in all_bad().items():
        bare, _, ending = name.rpartition(".")
        if ending != "json" or bare in SEEN_BY_SIZES_ONLY:
            continue
        try:
            spec = json.loads(data)
        except (ValueError, RecursionError):
            continue
        if bare != "duplicate key":
            checked += 1
            assert not VALIDATOR.is_valid(spec), name
    assert checked > 40
    assert VALIDATOR.is_valid(json.loads(JSON))


def test_names_of_the_table_are_unique():
    assert not set(BOTH) & set(ADDED)


def test_numbers_from_python():
    """Floats stand for their shortest decimals; nothing passes through a binary fraction."""
    np = pytest.importorskip("numpy")
    cell = {
        "weight_ih": np.array([[0.1, 0.3]], dtype=np.float32),
        "weight_hh": np.array([[0.7]]),
        "bias": (np.int64(2),),
        "h_0": [Decimal("0.10")],
    }
    problem = problem_of({"sentence": "i am", "vocabulary": np.array(["i", "am"]), "cell": cell})
    assert problem.unit.parameters["weight_ih"] == ((Decimal("0.1"), Decimal("0.3")),)
    assert problem.unit.parameters["weight_hh"] == ((Decimal("0.7"),),)
    assert problem.unit.parameters["bias"] == (Decimal(2),)
    assert str(problem.unit.start["h"][0]) == "0.10"


@pytest.mark.parametrize("bad", ["[[True]]", "[[nan]]", "[[1j]]", "huge"])
def test_arrays_that_are_refused(bad):
    np = pytest.importorskip("numpy")
    arrays = {
        "[[True]]": np.array([[True]]),
        "[[nan]]": np.array([[np.nan]]),
        "[[1j]]": np.array([[1j]]),
        "huge": np.broadcast_to(np.float64(0), (10**6, 10**6)),
    }
    cell = {"weight_ih": [[1]], "weight_hh": arrays[bad]}
    with pytest.raises(SpecError) as caught:
        problem_of({"sentence": "i", "vocabulary": ["i"], "cell": cell})
    (fault,) = caught.value.faults
    assert (fault.code, fault.key.partition("[")[0]) == (
        {"[[True]]": "N01", "[[nan]]": "N02", "[[1j]]": "N01", "huge": "S05"}[bad],
        "cell.weight_hh",
    )


def test_overrides():
    data = json.loads(JSON)
    data["rounding"] = {"written": ["p", "q", "a", "h"], "decimals": 3}
    problem = problem_of(data, overrides={"rounding.decimals": 5, "notation.symbols": "keras"})
    assert (problem.rounding.decimals, problem.symbols) == (5, "keras")
    assert problem_of(data, overrides={"notation.layout": "fused"}).written == ("a", "h")
    for folded in ("p", "q"):
        data["rounding"]["written"] = [folded, "a", "h"]
        assert problem_of(data, overrides={"notation.layout": "fused"}).written == ("a", "h")
    data["rounding"]["written"] = ["h"]
    assert problem_of(data, overrides={"notation.layout": "fused"}).written == ("h",)
    data["notation"] = {"layout": "fused"}
    assert problem_of(data, overrides={"notation.layout": "columns"}).written == ("h",)
    assert data["rounding"] == {"written": ["h"], "decimals": 3}  # the caller's data is not touched


def test_a_fault_of_an_override_has_no_line():
    with pytest.raises(SpecError) as caught:
        read_problem_text(JSON.encode(), "x.json", overrides={"rounding.decimals": 99})
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.key) == ("", 0, "rounding.decimals")


def test_problems_traces_and_errors_go_to_other_processes():
    spec = TOML.replace('"here"]', '"here", "Am"]').replace("0.5]", "0.5, 0.1]").replace("0.6]", "0.6, 0]")
    problem = read_problem_text((spec + '[notation]\nlayout = "fused"\n').encode(), "x.toml")
    copied = pickle.loads(pickle.dumps(problem))
    assert copied == problem and copied.layout == "fused"
    assert [(each.code, each.line) for each in copied.warnings] == [("V05", 2)]
    assert copied.warnings == problem.warnings
    copy = pickle.loads(pickle.dumps(trace(problem)))
    assert (copy.steps, copy.start) == (trace(problem).steps, trace(problem).start)
    with pytest.raises(SpecError) as caught:
        read_problem_text(TOML.replace('"i am here"', '"i am pizza"').encode(), "x.toml")
    error = pickle.loads(pickle.dumps(caught.value))
    assert type(error) is SpecError and error.faults == caught.value.faults
    assert str(error) == str(caught.value)


def test_whole_numbers_of_numpy_are_whole_numbers():
    spec = {
        "sentence": "i",
        "vocabulary": ["i"],
        "cell": {"weight_ih": np.array([[0.1]]), "weight_hh": np.array([[0.2]])},
    }
    assert problem_of({**spec, "rounding": {"decimals": np.int64(4)}}).rounding.decimals == 4
    for wrong in (np.int64(13), np.float64(4), np.bool_(True), "4"):
        with pytest.raises(SpecError, match="decimals must be a whole number"):
            problem_of({**spec, "rounding": {"decimals": wrong}})


@pytest.mark.parametrize("rows", [np.array([[0.1, 0.2]]), [[0.1, 0.2]], [["0.1", "0.2"]], 0.1])
def test_what_is_not_exact_is_refused_by_name(rows):
    with pytest.raises(TypeError, match=r"^weight_ih must be a list of Decimal, .*from_dict takes floats"):
        Problem.build(
            words=["i"],
            vocabulary=["i", "am"],
            parameters={"weight_ih": rows, "weight_hh": [[Decimal(1)]]},
        )


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "spec.json"
    path.write_text(JSON, encoding="utf-8")
    assert Problem.from_file(path) == Problem.from_file(str(path)) == problem_of(json.loads(JSON))
