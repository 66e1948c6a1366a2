"""What a backward pass is as plain data; its presets; and the rules, where no cell of the catalogue uses them."""

from decimal import Decimal
from random import Random

import pytest

from tests.calculation.backward import torch_gradients, trained_network
from tutor import Problem
from tutor.calculation.backward.export import backward_dict, tensors
from tutor.calculation.backward.result import backward_pass, exact_pass
from tutor.calculation.backward.rules import shares, simple, slope
from tutor.calculation.backward.running import BackwardRunner
from tutor.calculation.backward.table import BackwardTable
from tutor.calculation.equations import Add, Const, Equation, Greatest, Ref, Sub
from tutor.calculation.evaluation import Floats
from tutor.language.faults import CalculationError, SpecError
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.record import replace

SMALL = {
    "sentence": "i am",
    "vocabulary": ["i", "am"],
    "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.1]},
    "output": {"weight_hy": [[0.5], [-0.5]], "targets": ["", "i"]},
    "loss": {"learning_rate": 0.5},
}  # fmt: skip


def problem_of(**more):
    return Problem.from_dict({**SMALL, **more})


def message_of(error):
    return message(error.value.faults[0], Language("en"))


def test_a_small_pass_is_what_one_computes_by_hand():
    """h_1 = tanh(0.3) = 0.291, h_2 = tanh(0.4 + 0.2037) = 0.540, s_2 = (0.27, −0.27), y_2 = (0.632, 0.368)."""
    done = backward_pass(problem_of())
    assert done.problem == problem_of()
    found = backward_dict(done)
    assert [each["t"] for each in found["steps"]] == [2, 1]
    assert found["steps"][0] == {
        "t": 2,
        "sequence": 1,
        "quantities": {
            "ds": ["-0.3680", "0.3680"],
            "dW_hy": [["-0.1987"], ["0.1987"]],
            "dh": ["-0.3680"],
            "da": ["-0.2607"],
            "dW_ih": [["0.0000", "-0.2607"]],
            "dW_hh": [["-0.0759"]],
        },
    }
    # 0.7 · −0.2607 = −0.18249, (1 − 0.291²) · −0.1825 = −0.16705
    assert found["steps"][1]["quantities"] == {
        "dh": ["-0.1825"],
        "da": ["-0.1670"],
        "dW_ih": [["-0.1670", "0.0000"]],
        "dW_hh": [["0.0000"]],
    }
    assert found["gradients"] == {
        "W_ih": [["-0.1670", "-0.2607"]],
        "W_hh": [["-0.0759"]],
        "b": ["-0.4277"],
        "W_hy": [["-0.1987"], ["0.1987"]],
        "h_0": ["-0.1169"],
    }
    assert found["updated"] == {
        "W_ih": [["0.2835", "0.4304"]],
        "W_hh": [["0.7380"]],
        "b": ["0.3139"],
        "W_hy": [["0.5994"], ["-0.5994"]],
    }
    assert found["loss"] == "0.459"


def test_without_a_rate_nothing_is_updated():
    found = backward_dict(backward_pass(problem_of(loss={"reduction": "sum"})))
    assert "updated" not in found and "updated" not in found["full_precision"]
    assert tensors(exact_pass(BackwardTable(problem_of(loss={"reduction": "sum"})))).updated == {}


def flat(values):
    return (
        [entry for value in values for entry in flat(value)] if isinstance(values, list) else [float(values)]
    )


@pytest.mark.parametrize("seed", range(12))
def test_full_precision_is_autograds_under_the_names_of_the_page(seed):
    """Of plain cells, with layers, directions and batches: ``W_hh@l1r`` is weight_hh_l1_reverse."""
    pytest.importorskip("torch")
    kind = ("rnn_tanh", "rnn_sigmoid")[seed % 2]
    drawn = trained_network(Random(f"json {seed}"), size=3, steps=4, kind=kind)
    found = backward_dict(backward_pass(Problem.from_dict(drawn.spec, limits=False)))
    loss, gradients, starts = torch_gradients(drawn)
    exact = found["full_precision"]
    assert float(exact["loss"]) == pytest.approx(loss, rel=1e-12)
    letters = {"weight": "W", "bias": "b"}
    names = {}
    for name in gradients:
        what, *below = name.split("_")
        place = [each for each in below if each.startswith("l")]
        at = (place[0] if place else "l0") + ("r" if "reverse" in below else "")
        symbol = "_".join([letters[what], *(each for each in below if each in ("ih", "hh", "hy", "y"))])
        names[name] = symbol + ("" if at == "l0" else f"@{at}")
    assert found["gradients"].keys() == exact["gradients"].keys() == {*names.values(), "h_0"}
    assert found["updated"].keys() == set(names.values())
    given = {**drawn.spec["cell"], **drawn.spec["output"]}
    for name, symbol in names.items():
        theirs = flat(gradients[name])
        assert flat(exact["gradients"][symbol]) == pytest.approx(theirs, rel=1e-12, abs=1e-12)
        moved = [
            w - drawn.spec["loss"]["learning_rate"] * g
            for w, g in zip(flat(given[name]), theirs, strict=True)
        ]
        assert flat(exact["updated"][symbol]) == pytest.approx(moved, rel=1e-12, abs=1e-12)
    assert flat(exact["gradients"]["h_0"]) == pytest.approx(flat(starts["h"]), rel=1e-12, abs=1e-12)
    steps = {(each["t"], each["sequence"]) for each in found["steps"]}
    assert steps <= {(t, n) for t in range(1, drawn.steps + 1) for n in range(1, drawn.batch + 1)}
    if drawn.layers * drawn.directions > 1:
        kinds = {(each["layer"], each["direction"]) for each in found["steps"]}
        ways = ("forward", "backward")[: drawn.directions]
        assert kinds == {("output", "forward"), *((k, way) for k in range(drawn.layers) for way in ways)}


def test_what_full_precision_would_write():
    """The error of y in full precision is −0.3682, where 0.368 was written; what is exact stands as it is."""
    done = backward_pass(problem_of())
    written = {line.name(): texts for line, texts in done.full_precision.rounded()}
    assert written["L"] == ("0.459",) and written["dh_2"] == ("-0.3682",)
    digits = {line.name(): texts for line, texts in done.full_precision.significant()}
    assert digits["dW_hh_1"] == ("0",) and digits["dh_2"][0].startswith("-0.3682")


def test_where_nothing_is_rounded_but_what_is_printed_the_page_has_the_digits_of_full_precision():
    done = backward_pass(problem_of(rounding={"carry": "full", "decimals_backward": 6}))
    written = {line.name(): quantity.texts for line, quantity in done.lines}
    assert written == {line.name(): texts for line, texts in done.full_precision.rounded()}
    assert written["dh_2"] == ("-0.368227",)


def values_of(table):
    return BackwardRunner(
        table, Floats(), lambda line, begun: line.evaluate(begun.values), lambda line, evaluate, reads: evaluate(reads)
    ).run()  # fmt: skip


@pytest.mark.parametrize("kind", ["rnn_tanh", "gru", "lstm"])
def test_the_presets_write_other_lines_and_the_same_numbers(kind):
    random = Random(f"presets {kind}")
    for _ in range(4):
        spec = trained_network(random, size=3, steps=4, kind=kind).spec
        tables = {
            preset: BackwardTable(
                Problem.from_dict({**spec, "rounding": {"written_backward": preset}}, limits=False)
            )
            for preset in ("all", "standard", "short")
        }
        written = {preset: {line.place for line in table.lines} for preset, table in tables.items()}
        assert written["short"] < written["standard"]
        assert not any(role.endswith("contribution") for role in roles(tables["short"]))
        every = values_of(tables["all"])
        for preset in ("standard", "short"):
            for place, value in values_of(tables[preset]).items():
                assert value == pytest.approx(every[place], rel=1e-12, abs=1e-12), (preset, place)


def roles(table):
    return {line.equation.role for line in table.lines}


def test_a_step_without_a_target_has_no_line_for_its_only_term():
    """With every line written dh_2 = dh_y_2 + dh_h_2, and at step 1, which has no target, dh_1 = W_hhᵀ da_2."""
    names = [line.name() for line in BackwardTable(problem_of(rounding={"written_backward": "all"})).lines]
    assert [name for name in names if name.startswith("dh_")] == ["dh_y_2", "dh_2", "dh_1", "dh_0"]


def test_a_backward_pass_needs_targets():
    spec = {key: value for key, value in SMALL.items() if key != "loss"}
    with pytest.raises(SpecError) as error:
        backward_pass(Problem.from_dict({**spec, "output": {"weight_hy": [[0.5], [-0.5]]}}))
    assert message_of(error) == (
        "error[S08]: a backward pass needs targets\n"
        "  A gradient says how the loss changes, and without a target there is no loss.\n"
        "  help: give [output] weight_hy and targets, one for every step"
    )


def test_a_line_that_is_read_must_be_written():
    gru = {"kind": "gru", "weight_ih": [[0.1, 0.2]] * 3, "weight_hh": [[0.3]] * 3}
    with pytest.raises(SpecError) as error:
        backward_pass(problem_of(cell=gru, rounding={"written": ["r", "n", "h", "s", "y", "L"]}))
    assert message_of(error) == (
        "error[K05]: `z` must be written\n  The backward pass reads it.\n  help: add `z` to `written`"
    )


def test_a_gradient_that_no_page_can_hold():
    """With ReLU and three steps W_hhᵀ is applied twice: 10^5 · 10^5 times the error of about 10^5."""
    spec = {
        "inputs": [[1], [0], [0]],
        "cell": {"kind": "rnn_relu", "weight_ih": [[0.00001]], "weight_hh": [[100000]]},
        "output": {"weight_hy": [[100]], "targets": ["", "", [0]]},
        "loss": {"kind": "squared"},
        "rounding": {"decimals": 6},
    }
    with pytest.raises(CalculationError) as error:
        backward_pass(Problem.from_dict(spec))
    assert "grows beyond 10^12" in message_of(error)


# Rules


def test_softmax_differentiated_as_it_stands_gives_the_stated_error():
    """Through y = e / E and L = −ln y_k, another way than the table of losses takes: y − k."""
    problem = problem_of(output={**SMALL["output"], "targets": ["am", "i"]})
    sequences = tuple(replace(each, units=through_y(each.units)) for each in problem.sequences)
    table = BackwardTable(replace(problem, sequences=sequences), stated=False)
    assert {"dy", "dE", "de"} <= {line.symbol for line in table.lines}
    values, stated = values_of(table), values_of(BackwardTable(problem))
    errors = [place for place in stated if place[1] == "ds"]
    assert len(errors) == 2
    for place in errors:
        assert values[place] == pytest.approx(stated[place], rel=1e-12)


def through_y(units):
    """Let the loss be the logarithm of the probability of the target."""
    output = units[-1]
    lines = [
        replace(each, expression=each.equivalent_forms[-1], equivalent_forms=())
        if each.symbol == "L"
        else each
        for each in output.cell.equations
    ]
    return (*units[:-1], replace(output, cell=replace(output.cell, equations=tuple(lines))))


def test_two_terms_that_are_taken_away():
    a, b, zero = Ref("a"), Ref("b"), Const(Decimal(0))
    assert simple(Add((Sub(zero, a), Sub(zero, b)))) == Sub(zero, Add((a, b)))


def test_what_has_no_rule_is_said():
    with pytest.raises(TypeError, match="Greatest has no rule for gradients"):
        list(shares(Equation("m", "one", Greatest(Ref("s")), role="state"), "l0", lambda lag: Ref("dm", lag)))
    with pytest.raises(TypeError, match="the slope of step is not known"):
        slope("step", Ref("g"), Ref("v"), Ref("a"))


@pytest.mark.parametrize("kind", ["squared", "half-squared"])
@pytest.mark.parametrize("sentences", [["i am"], ["i am", "am i"]])
def test_the_one_target_of_a_sentence_may_stand_with_or_without_a_list(kind, sentences):
    """At the last step a list of numbers is the target itself: there is no other that it could belong to."""
    aims = [[1, 0.5], [-0.25, 0]][: len(sentences)]

    def pass_of(targets, **words):
        cell = {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}
        output = {"weight_hy": [[0.5], [-0.5]], "at": "last", "targets": targets}
        data = {"vocabulary": ["i", "am"], "cell": cell, "output": output, "loss": {"kind": kind}, **words}
        return backward_dict(backward_pass(Problem.from_dict(data)))

    assert pass_of(aims, sentences=sentences) == pass_of([[aim] for aim in aims], sentences=sentences)
    if len(sentences) == 1:
        assert pass_of(aims[0], sentence="i am") == pass_of([aims[0]], sentence="i am")


def test_where_vectors_are_rows_entries_stand_on_paper_turned():
    """Of a 1 × 2 matrix that stands as 2 × 1; a 2 × 3 matrix, read row by row on paper, is read column by column."""
    cell = {
        "weight_ih": [[0.2, 0.3, 0.1], [0.4, 0.5, 0.6]],
        "weight_hh": [[0.7, 0.1], [0.2, 0.3]],
        "bias": [0.1, 0],
    }
    more = {"sentence": "i am here", "vocabulary": ["i", "am", "here"], "cell": cell}
    output = {"weight_hy": [[0.5, 0], [-0.5, 1], [0, 1]], "targets": ["", "", "i"]}
    for layout, printed in (("columns", (1, 2, 3, 4, 5, 6)), ("rows", (1, 4, 2, 5, 3, 6))):
        table = BackwardTable(problem_of(**more, output=output, notation={"layout": layout}))
        unit = next(each.unit for each in table.lines if each.symbol == "dW_ih")
        assert unit.shape("dW_ih") == (2, 3)
        assert unit.as_printed("dW_ih") == printed
        assert unit.as_printed("da") == (1, 2)
