"""The catalogue: its names and marks, and each change against an arithmetic of its own."""

from decimal import Decimal

import pytest

from tests.checking.plants import PLANTS
from tutor.calculation.cells import CELLS
from tutor.calculation.equations import Add, Fn, MatVec, Param, Ref
from tutor.calculation.habits import enclose
from tutor.calculation.tolerance import given
from tutor.language.languages import Language
from tutor.mistakes.backward_catalogue import BACKWARD
from tutor.mistakes.catalogue import CATALOGUE, carry_slips, digit_transpositions, variants
from tutor.mistakes.sites import Site

W_IH = ((Decimal("0.2"), Decimal("-0.5"), Decimal("0.3")), (Decimal("0.7"), Decimal("0.1"), Decimal("-0.4")))
W_HH = ((Decimal("0.4"), Decimal("-0.6")), (Decimal("0.9"), Decimal("0.3")))
BIAS = (Decimal("0.25"), Decimal("-0.35"))
STATES = [
    (Decimal("0.1"), Decimal("-0.2")),
    (Decimal("0.5"), Decimal("0.6")),
    (Decimal("-0.3"), Decimal("0.8")),
]
SITE = Site(3, {"weight_ih": W_IH, "weight_hh": W_HH, "bias": BIAS}, (0, 1, 2), 2, 3)
STEP = Fn(
    "tanh",
    Add((
        MatVec(Param("weight_ih"), Ref("x", unit="3")),
        MatVec(Param("weight_hh"), Ref("h", unit="2")),
        Param("bias"),
    )),
)  # fmt: skip


def values():
    known = {("h", 0, str(step)): given(state) for step, state in enumerate(STATES)}
    for step in (1, 2, 3):
        known["x", 0, str(step)] = given([Decimal(int(step == position)) for position in (1, 2, 3)])
    return known


def results(name):
    found = []
    for variant in variants(CATALOGUE[name], STEP, SITE):
        value = enclose(variant.expression, values(), {**SITE.parameters, **variant.parameters})
        if value is not None:
            found.append([(low + high) / 2 / 10**24 for low, high in zip(*value, strict=True)])
    return found


def test_the_catalogue_has_every_mistake_in_order(golden):
    """What stands in the golden is what people refer to: a line may come, none may change or go."""
    rows = [
        f"{each.number} {each.name}, {each.by}{', screened' if each.screened else ''}: "
        + " / ".join(Language(code).say(each.title) for code in ("en", "ko"))
        for each in CATALOGUE.values()
    ]
    golden("mistakes/goldens/catalogue.txt", "\n".join(rows) + "\n")


def test_no_number_and_no_name_is_given_twice_in_the_two_catalogues():
    both = [*CATALOGUE.values(), *BACKWARD.values()]
    assert sorted(each.number for each in both) == list(range(1, len(both) + 1))
    assert len({each.name for each in both}) == len(both)


@pytest.mark.parametrize("name", [name for name in PLANTS if name != "result-sign-lost"])
def test_a_change_gives_what_an_own_arithmetic_gives(name):
    """Among the variants of each mistake stands the one that the simulation plants."""
    import random

    from tests.checking.derivations import Case, add, matvec, tanh

    case = Case("", 2, 3, 3, [list(row) for row in W_IH], [list(row) for row in W_HH], list(BIAS), [0, 1, 2])
    parts = {
        "t": 3, "h": list(STATES[2]), "states": [list(state) for state in STATES],
        "p": [row[2] for row in W_IH], "q": matvec(W_HH, STATES[2]), "b": list(BIAS), "f": tanh, "post": None,
    }  # fmt: skip
    # The last word has a neighbour on one side only.
    seed = next(
        seed for seed in range(9) if name != "wrong-column" or random.Random(seed).choice([1, -1]) < 0
    )
    PLANTS[name][1](case, parts, random.Random(seed))
    assert not parts.get("impossible")
    z = parts.get("z") or add(parts["p"], parts["q"], parts["b"])
    h = [parts["f"](each) for each in z]
    planted = [float(each) for each in (parts["post"](h) if parts["post"] else h)]
    if max(map(abs, planted)) > 50:
        assert results(name) == []
        return
    assert any(found == pytest.approx(planted, abs=1e-9) for found in results(name))


def test_every_screened_mistake_changes_this_step():
    right = enclose(STEP, values(), SITE.parameters)
    for name, mistake in CATALOGUE.items():
        if mistake.screened and name != "inverse-tanh":
            assert any(
                abs(a - low / 10**24) > 1e-3
                for found in results(name)
                for a, low in zip(found, right.low, strict=False)
            ), name


def test_slips_of_digits():
    assert [str(each) for each in carry_slips(Decimal("0.380"))] == ["0.480", "0.280", "0.390", "0.370"]
    assert Decimal("0.83") in list(digit_transpositions(Decimal("0.38"), 2))
    assert list(digit_transpositions(Decimal("0.33"), 2))[-1:] == [Decimal("3.03")]


def test_a_mistake_does_not_apply_before_its_step():
    first = Site(1, SITE.parameters, (0, 1, 2), 2, 3)
    step = Fn("tanh", Add((MatVec(Param("weight_hh"), Ref("h", unit="0")), Param("bias"))))
    assert list(variants(CATALOGUE["state-two-back"], step, first)) == []
    assert list(variants(CATALOGUE["previous-input"], step, first)) == []


def test_the_cell_of_the_table_is_what_the_changes_know():
    roles = {each.name: each.role for each in CELLS["rnn_tanh"].parameters}
    assert roles == {"weight_ih": "input weight", "weight_hh": "recurrent weight", "bias": "bias"}
