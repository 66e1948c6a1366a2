"""What no test saw go wrong: each of these fails when the rule beside it is bent."""

import pytest

from tests.marking.test_marking_table import SPEC
from tutor import Problem
from tutor.language.faults import SpecError
from tutor.marking.marking import Marker
from tutor.marking.scheme import Scheme, read_scheme

RIGHT = {"p_1": ("0.300", "0.200"), "p_2": ("-0.400", "0.600"), "p_3": ("0.500", "-0.100")}
STRANGE = {"p_1": ("0.731", "-0.918"), "p_2": ("0.877", "-0.659"), "p_3": ("-0.743", "0.811")}


# a_1 comes from nowhere too, and h_1 is its tanh: what follows from another sheet's lines is another sheet's.
FOLLOWS = {"a_1[1]": "0.512", "a_1[2]": "-0.433", "h_1[1]": "0.472", "h_1[2]": "-0.408"}


def is_foreign(right):
    """Mark three input terms, of which so many entries are right and the others are from nowhere."""
    names = [f"{line}[{entry}]" for line in RIGHT for entry in (1, 2)]
    given = {
        name: (RIGHT if at < right else STRANGE)[name[:3]][int(name[4]) - 1] for at, name in enumerate(names)
    } | FOLLOWS
    marked = Marker(Problem.from_dict(SPEC), Scheme(), list(given)).mark(tuple(given), tuple(given.values()))
    return any(mark.note == "foreign" for mark in marked.marks)


def test_the_work_of_another_sheet_has_hardly_an_entry_right():
    assert [is_foreign(right) for right in range(5)] == [True, True, False, False, False]


@pytest.mark.parametrize("value", ["-1", "-0.5", "-0.001", '"-1/2"', "1.5", "2", '"3/2"'])
@pytest.mark.parametrize("key", ["follow_through", "method"])
def test_a_share_lies_between_nothing_and_all(tmp_path, key, value):
    path = tmp_path / "scheme.toml"
    path.write_text(f"{key} = {value}\n", encoding="utf-8")
    with pytest.raises(SpecError) as refused:
        read_scheme(path)
    assert [fault.code for fault in refused.value.faults] == ["G01"]


@pytest.mark.parametrize("value", ["0", "0.5", '"1/2"', "1"])
def test_a_share_of_nothing_and_of_all_is_one(tmp_path, value):
    path = tmp_path / "scheme.toml"
    path.write_text(f"follow_through = {value}\n", encoding="utf-8")
    assert 0 <= read_scheme(path).follow_through <= 1
