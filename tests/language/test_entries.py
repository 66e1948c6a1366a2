"""Messages are data: entries in two languages, each of which is used, with the values that its patterns need."""

import ast
import importlib
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from tutor.language.faults import Message, Pattern

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tutor"
MODULES = sorted(PACKAGE.rglob("*.py"))
ENTRIES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*_messages.py"))
}
PARTICLES = {"은", "이", "을", "과", "으로", "이다", "이라", "이나", "이며"}

# English sentences that name something by its Korean word.
NAMING_KOREAN = {"한국어", "call one column student, or 학번"}


def entries_of(module):
    """The entries of a module by name."""
    found = vars(importlib.import_module(module)).items()
    return {name: entry for name, entry in found if isinstance(entry, (Pattern, Message))}


def patterns_of(entry):
    if isinstance(entry, Pattern):
        return [entry]
    return [each for each in (entry.title, entry.because, entry.help) if each is not None]


def fields_of(pattern):
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def values_of(entry):
    """The values that an entry needs: every field of every pattern."""
    return set().union(*(fields_of(pattern.en) for pattern in patterns_of(entry)))


ALL = [
    pytest.param(entry, id=f"{module.rpartition('.')[2]}.{name}")
    for module in ENTRIES
    for name, entry in entries_of(module).items()
]


@pytest.mark.parametrize("entry", ALL)
def test_an_entry_says_the_same_in_both_languages(entry):
    for english, korean in patterns_of(entry):
        assert fields_of(english) == fields_of(korean)
        assert not re.search("[가-힣]", english) or english in NAMING_KOREAN, english
        if re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}", "", english)):
            assert re.search("[가-힣]", re.sub(r"\{[^}]*\}", "", korean)), korean
        for _, _, spec, conversion in Formatter().parse(korean):
            assert conversion is None
            assert not spec or spec.removeprefix("-") in PARTICLES, korean
        for _, _, spec, _ in Formatter().parse(english):
            assert not spec or re.fullmatch(r"[^|{}]+\|[^|{}]+", spec), english
        # A particle directly after a value must be chosen by the value.
        assert not re.search(r"\{\w+\}`?(은|는|이|가|을|를|과|와|으로|로)(?![가-힣])", korean), korean


def test_a_sentence_has_one_korean_wherever_it_stands():
    known = {}
    for module in ENTRIES:
        for entry in entries_of(module).values():
            for english, korean in patterns_of(entry):
                assert known.setdefault(english, korean) == korean


@pytest.mark.parametrize("module", ENTRIES)
def test_a_module_of_entries_holds_nothing_else(module):
    first, *rest = ast.parse(ENTRIES[module].read_text("utf-8")).body
    assert isinstance(first, ast.Expr), "a docstring"
    for node in rest:
        match node:
            case ast.ImportFrom("__future__" | "tutor.language.faults"):
                pass
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Pattern" | "Message"), arguments, keywords)):
                assert name.isupper()
                for each in [*arguments, *(keyword.value for keyword in keywords)]:
                    assert isinstance(each, (ast.Constant, ast.Name, ast.Call)), ast.unparse(each)
            case _:
                pytest.fail(f"not an entry: {ast.unparse(node)}")


def test_no_entry_is_given_twice():
    for module in ENTRIES:
        twice = [entry for entry, count in Counter(entries_of(module).values()).items() if count > 1]
        assert twice == []


def uses_of(source):
    """Give the entries that a module names, and the calls of them: ((module, name), …), (((module, name), call), …)."""
    tree = ast.parse(source)
    aliases = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" in ENTRIES
    }

    def entry_of(node):
        match node:
            case ast.Attribute(ast.Name(alias), name) if alias in aliases:
                return [(aliases[alias], name)]
            case ast.IfExp(_, body, orelse):
                return entry_of(body) + entry_of(orelse)
        return []

    named = {each for node in ast.walk(tree) for each in entry_of(node)}
    calls = [
        (each, node) for node in ast.walk(tree) if isinstance(node, ast.Call) for each in entry_of(node.func)
    ]
    return named, calls


def all_uses():
    named, calls = set(), []
    for path in MODULES:
        more, others = uses_of(path.read_text("utf-8"))
        named |= more
        calls += others
    return named, calls


NAMED, CALLS = all_uses()


def test_every_entry_is_used_and_every_use_has_its_entry():
    entries = {(module, name) for module in ENTRIES for name in entries_of(module)}
    parts = {
        (module, name)
        for module in ENTRIES
        for name, part in entries_of(module).items()
        for entry in entries_of(module).values()
        if isinstance(entry, Message) and part in (entry.because, entry.help)
    }
    assert sorted(entries - NAMED - parts) == []
    assert sorted(NAMED - entries) == []


def test_the_code_gives_the_values_of_the_patterns_and_no_others():
    wrong = []
    for (module, name), call in CALLS:
        given = {keyword.arg for keyword in call.keywords}
        needed = values_of(entries_of(module)[name])
        if call.args or (None not in given and given != needed):
            wrong.append((name, sorted(map(str, given ^ needed))))
    assert wrong == []


def test_uses_are_found():
    module = next(iter(ENTRIES))
    room, _, name = module.rpartition(".")
    named, calls = uses_of(
        f"from {room} import {name} as says\nraise Error(says.ONE(n=1))\n(says.A if b else says.C)()\nx = says.D"
    )
    assert named == {(module, each) for each in ("ONE", "A", "C", "D")}
    assert sorted(name for (_, name), _ in calls) == ["A", "C", "ONE"]
