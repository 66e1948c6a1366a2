"""Records behave as the classes of `dataclasses` and `typing` do, which are the oracle here."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import typing
from typing import ClassVar

import pytest

from tutor.record import FrozenError, NamedTuple, field, fields, record, replace


def body(name: str) -> dict[str, object]:
    """The body of a class with every kind of field."""
    return {
        "__module__": __name__,
        "__qualname__": name,
        "__annotations__": {
            "size": "int",
            "kind": "ClassVar[str]",
            "name": "str",
            "parts": "list[int]",
            "hidden": "int",
            "aside": "int",
        },
        "kind": "none",
        "name": "h",
        "doubled": property(lambda self: 2 * self.size),
    }


def both(**options: bool) -> tuple[type, type]:
    """Make one class with our decorator and with that of `dataclasses`."""
    ours, theirs = body("Made"), body("Made")
    for made, describe in ((ours, field), (theirs, dataclasses.field)):
        made["parts"] = describe(default_factory=list)
        made["hidden"] = describe(default=7, repr=False)
        made["aside"] = describe(default=0, compare=False)
    theirs["__annotations__"] = theirs["__annotations__"] | {"kind": ClassVar[str]}
    frozen = options.get("frozen", True)
    return (
        record(**options)(type("Made", (), ours)),
        dataclasses.dataclass(**(options | {"frozen": frozen}))(type("Made", (), theirs)),
    )


CALLS = [
    ((1,), {}),
    ((1, "c"), {}),
    ((1,), {"parts": [1, 2]}),
    ((), {"size": 3, "aside": 4}),
    ((1, "h", [], 8, 9), {}),
]


@pytest.mark.parametrize("options", [{}, {"frozen": False}, {"slots": True}, {"eq": False}])
def test_a_record_is_shown_and_compared_as_a_dataclass(options):
    ours, theirs = both(**options)
    mine, other = ([kind(*args, **names) for args, names in CALLS] for kind in (ours, theirs))
    if options.get("eq", True):
        assert [repr(each) for each in mine] == [repr(each) for each in other]
    assert [[a == b for b in mine] for a in mine] == [[a == b for b in other] for a in other]
    assert [each.doubled for each in mine] == [each.doubled for each in other]
    assert ours(1) != (1, "h", [], 7, 0)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.name == "h" if not options.get("slots") else True
    assert mine[0].parts is not mine[1].parts
    named = inspect.signature(ours).parameters.values()
    assert [(each.name, each.kind, each.annotation) for each in named] == [
        (each.name, each.kind, each.annotation) for each in inspect.signature(theirs).parameters.values()
    ]


def test_what_the_constructor_does_not_know_is_refused():
    ours, _ = both()
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'size'"):
        ours()
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'sise'"):
        ours(1, sise=2)
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'sise'"):
        replace(ours(1), sise=2)


@record()
class Size:
    rows: int
    columns: int = 1


@record(slots=True)
class Slotted:
    rows: int
    columns: int = 1


@record()
class Cube(Size):
    depth: int = 1


@record(frozen=False)
class Open:
    rows: int


@record()
class Named:
    rows: int

    def __repr__(self):
        return "my own"


@pytest.mark.parametrize("kind", [Size, Slotted, Cube])
def test_a_frozen_record_is_hashed_copied_and_pickled(kind):
    value = kind(2, columns=3)
    assert hash(value) == hash(kind(2, 3))
    assert {value: 1}[kind(2, 3)] == 1
    for copied in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert copied == value
        assert type(copied) is kind
    for change in (
        lambda: setattr(value, "rows", 1),
        lambda: delattr(value, "rows"),
        lambda: setattr(value, "x", 1),
    ):
        with pytest.raises(FrozenError, match=f"of a {kind.__name__} cannot be changed"):
            change()
    assert value == kind(2, 3)
    assert hasattr(value, "__dict__") == (kind is not Slotted)


def test_fields_of_bases_come_first_and_classes_differ():
    assert fields(Cube) == {"rows": int, "columns": int, "depth": int}
    assert Cube(1, 2, 3) == Cube(rows=1, columns=2, depth=3)
    assert Cube(1, 2) != Size(1, 2)
    assert replace(Cube(1, 2, 3), rows=5) == Cube(5, 2, 3)


def test_what_a_class_says_itself_stays():
    assert repr(Named(1)) == "my own"
    assert Named(1) == Named(1)


def test_an_open_record_changes_and_has_no_hash():
    value = Open(1)
    value.rows = 2
    assert value == Open(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)


@record(frozen=False)
class Begun:
    start: int
    reached: list[int] = field(default_factory=list)

    def __post_init__(self):
        self.reached.append(self.start)


def test_the_constructor_ends_with_what_the_class_begins_with():
    assert Begun(3).reached == [3]


class OurPair(NamedTuple):
    left: int
    right: "str" = "r"

    def both(self):
        return f"{self.left}{self.right}"


class TheirPair(typing.NamedTuple):
    left: int
    right: "str" = "r"

    def both(self):
        return f"{self.left}{self.right}"


def test_named_tuples_are_those_of_typing():
    ours, theirs = OurPair(1), TheirPair(1)
    assert ours == theirs == (1, "r")
    assert repr(ours).removeprefix("Our") == repr(theirs).removeprefix("Their") == "Pair(left=1, right='r')"
    assert ours.both() == theirs.both() == "1r"
    assert ours._replace(left=2) == theirs._replace(left=2)
    assert OurPair._fields == TheirPair._fields
    assert OurPair._field_defaults == TheirPair._field_defaults
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert isinstance(ours, tuple)


def test_starting_needs_neither_dataclasses_nor_inspect():
    code = "import sys, tutor.worked.rendering; print(sorted({'dataclasses', 'inspect'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
