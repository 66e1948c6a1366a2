"""The spec of ``init`` runs as it is and computes well by hand."""

import re
from decimal import Decimal

import pytest

from tutor import trace
from tutor.calculation.cells import CELLS
from tutor.language.faults import SpecError
from tutor.spec import read_problem_text, starter_spec
from tutor.weights.comparison import compare


def problem(*arguments):
    return read_problem_text(starter_spec(*arguments).encode(), "x.toml")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_a_sentence_it_is_about_three_words(language, golden):
    golden(f"spec/goldens/starter.{language}.toml", starter_spec(language=language))
    example = problem(None, 2, 0, language)
    assert example.language == language and example.warnings == ()
    assert trace(example).output == [("0.834", "0.800"), ("0.870", "-0.570"), ("0.877", "-0.629")]


def test_a_drawn_spec_is_the_same_everywhere(golden):
    golden("spec/goldens/starter_drawn.en.toml", starter_spec("so it goes, so it goes", 3, 7))


@pytest.mark.parametrize(
    ("sentence", "hidden"),
    [
        ("i am here", 2),
        ("i am here now", 1),
        ("나는 학교에 간다", 2),
        ("the cat saw the dog", 3),
        ("a rose is a rose is a rose", 2),
        ("one", 1),
        ("to be or not to be that is the question", 4),
    ],
)
@pytest.mark.parametrize("seed", range(8))
def test_weights_compute_well_by_hand(sentence, hidden, seed):
    drawn = problem(sentence, hidden, seed)
    assert drawn.words == tuple(sentence.split()) and drawn.warnings == ()
    assert drawn.vocabulary.words == tuple(dict.fromkeys(drawn.words))
    weights = drawn.unit.parameters
    entries = [each for name in ("weight_ih", "weight_hh") for row in weights[name] for each in row]
    entries += weights["bias"]
    assert all(each and each == round(each, 1) and abs(each) < 1 for each in entries)
    assert len(set(weights["bias"])) == hidden
    columns = list(zip(*weights["weight_ih"], strict=True))
    assert len(set(columns)) == len(columns)
    matrices = [row for name in ("weight_ih", "weight_hh") for row in weights[name]]
    assert {each > 0 for row in matrices for each in row} == {True, False}
    if hidden > 1:
        for name in ("weight_ih", "weight_hh"):
            assert {each > 0 for row in weights[name] for each in row} == {True, False}
        assert weights["weight_hh"] != tuple(zip(*weights["weight_hh"], strict=True))
    for step in trace(drawn).steps:
        assert all(
            Decimal("0.3") <= abs(Decimal(text)) <= Decimal("1.5") for text in step.quantities["a"].texts
        )


NETWORKS = [
    {"cell": cell, "layers": layers, "bidirectional": both, "output_layer": output}
    for cell in CELLS
    for layers, both, output in ((1, False, False), (1, True, True), (2, False, True), (3, True, False))
]


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize(("sentence", "hidden"), [("i am here", 2), ("나는 오늘 학교에 간다", 3), ("one", 1)])
def test_any_network_is_torchs_and_runs_without_a_warning(network, sentence, hidden):
    drawn = read_problem_text(starter_spec(sentence, hidden, 3, "ko", **network).encode(), "x.toml")
    assert drawn.warnings == () and drawn.words == tuple(sentence.split())
    assert (drawn.num_layers, drawn.bidirectional) == (network["layers"], network["bidirectional"])
    assert drawn.units[0].cell.kind == network["cell"] and drawn.hidden_size == hidden
    assert drawn.units[-1].is_output == network["output_layer"]
    comparison = compare(trace(drawn))
    assert comparison.first_wrong is None


def test_what_reads_words_keeps_the_bounds_at_every_gate():
    for seed in range(8):
        for cell in ("gru", "gru_reset_before", "lstm", "rnn_relu", "rnn_sigmoid"):
            text = starter_spec("the cat saw the dog", 2, seed, cell=cell)
            assert "every |a| is between 0.3 and 1.5" in text
            steps = trace(read_problem_text(text.encode(), "x.toml")).steps
            a = [
                abs(Decimal(each))
                for step in steps
                for symbol, found in step.quantities.items()
                if symbol[0] == "a"
                for each in found.texts
            ]
            assert Decimal("0.3") <= min(a) and max(a) <= Decimal("1.5")


def test_the_bounds_that_are_told_of_a_large_network_hold():
    text = starter_spec("to be or not to be", 3, 0, cell="lstm", layers=2, bidirectional=True)
    low, high = re.search(r"every \|a\| is between (\S+) and (\d\.\d)", text).groups()
    assert (Decimal(low), Decimal(high)) != (Decimal("0.3"), Decimal("1.5"))
    a = [
        abs(Decimal(each))
        for run in trace(read_problem_text(text.encode(), "x.toml")).runs
        for step in run.steps
        for symbol, found in step.quantities.items()
        if symbol[0] == "a"
        for each in found.texts
    ]
    assert Decimal(low) <= min(a) and max(a) <= Decimal(high)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("cell", [*CELLS])
def test_a_classifier_reads_the_last_state(cell, language, golden):
    words = {"en": "not bad at all", "ko": "정말 좋은 영화"}[language]
    text = starter_spec(words, 2, 1, language, cell=cell, layers=2, classifier=True)
    drawn = read_problem_text(text.encode(), "x.toml")
    assert drawn.warnings == () and drawn.units[-1].only_last and drawn.units[-1].output_size == 2
    assert [step.t for step in trace(drawn).runs[-1].steps] == [len(words.split())]
    assert compare(trace(drawn)).first_wrong is None
    if cell == "rnn_tanh":
        golden(f"spec/goldens/starter_classifier.{language}.toml", text)


def test_a_classifier_of_two_directions_is_refused():
    with pytest.raises(SpecError) as refused:
        starter_spec(bidirectional=True, classifier=True)
    assert [(each.code, each.key) for each in refused.value.faults] == [("K08", "output.at")]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_large_network_is_commented(language, golden):
    words = {"en": "i am here", "ko": "나는 학교에 간다"}[language]
    text = starter_spec(words, 2, 0, language, cell="lstm", layers=2, bidirectional=True, output_layer=True)
    golden(f"spec/goldens/starter_lstm.{language}.toml", text)
    golden(f"spec/goldens/starter_gru.{language}.toml", starter_spec(words, 2, 0, language, cell="gru"))


@pytest.mark.parametrize("cell", [*CELLS])
@pytest.mark.parametrize("layout", ["rows", "fused"])
def test_the_layout_of_any_cell_can_be_changed_alone(cell, layout):
    text = starter_spec(cell=cell).replace('layout = "columns"', f'layout = "{layout}"')
    written = read_problem_text(text.encode(), "x.toml").written
    assert written[-1] == "h" and ("p" in {each[0] for each in written}) == (layout == "rows")


def test_one_unit_has_room_for_a_few_columns_only():
    weights = problem(" ".join(f"w{k}" for k in range(30)), 1, 0).unit.parameters["weight_ih"]
    assert len(weights[0]) == 30


@pytest.mark.parametrize("layout", ["rows", "fused"])
def test_the_layout_can_be_changed_alone(layout):
    text = starter_spec().replace('layout = "columns"', f'layout = "{layout}"')
    written = read_problem_text(text.encode(), "x.toml").written
    assert written == (("a", "h") if layout == "fused" else ("p", "q", "a", "h"))


def test_an_empty_sentence_is_told_what_a_sentence_is():
    with pytest.raises(SpecError) as caught:
        starter_spec(" ")
    assert str(caught.value) == (
        "error[V01]: the sentence has no words\n  help: give a sentence of one word or more"
    )


def test_seeds_differ_and_repeat():
    assert (
        starter_spec("so it goes", 2, 1)
        == starter_spec("so it goes", 2, 1)
        != starter_spec("so it goes", 2, 2)
    )


def test_the_largest_that_is_allowed():
    assert problem(" ".join(f"w{k % 20}" for k in range(50)), 16, 0).hidden_size == 16


@pytest.mark.parametrize(
    ("sentence", "hidden", "fragment"),
    [
        ("", 2, "the sentence has no words"),
        ("w " * 51, 2, "the sentence has 51 words; the limit is 50"),
        ("a\u200bb", 2, "word 1 holds an invisible character"),
        ("a b", 0, "it must be from 1 to 16"),
        ("a b", 17, "it must be from 1 to 16"),
    ],
)
def test_refused(sentence, hidden, fragment):
    with pytest.raises(SpecError, match=fragment):
        starter_spec(sentence, hidden)


def test_punctuation_and_quotes_stay_in_words():
    assert problem('he said "no." \\x {a}', 2, 0).words == ("he", "said", '"no."', "\\x", "{a}")
