"""Every sentence has its Korean: the patterns in the code and in the templates against the catalogues."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "tutor").rglob("*.py"))
CATALOGUES = sorted((ROOT / "templates" / "ko").glob("*.toml"))
TEMPLATES = sorted((ROOT / "templates").glob("*.j2"))
PARTICLES = {"은", "이", "을", "과", "으로", "이다", "이라", "이나", "이며"}

# Who takes an English pattern, and where it stands among the arguments: its position, or its name.
TAKES_PATTERN = {
    "say": (0,),
    "gettext": (0,),
    "say_": (0,),
    "unknown": (1,),
    "section": (0,),
    "argument": ("help",),
    "_choice": (3,),
    "row": (2,),
    "Parser": (1,),
}


def entries_of(table):
    for key, value in table.items():
        if isinstance(value, str):
            yield key, value
        else:
            yield from entries_of(value)


def catalogue():
    """All entries of all catalogues, with repetitions."""
    return [entry for file in CATALOGUES for entry in entries_of(tomllib.loads(file.read_text("utf-8")))]


def literals(node):
    """The strings that an expression may be; None where it is something else."""
    match node:
        case ast.Constant(str() as text):
            return [text]
        case ast.IfExp(_, body, orelse):
            return literals(body) + literals(orelse)
        case ast.BoolOp(_, values):
            return [each for value in values for each in literals(value)]
    return [None]


def name_of(call):
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def patterns_of(source):
    """The English patterns that a module says, as far as they stand in it as strings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                for place in TAKES_PATTERN.get(name_of(node), ()):
                    arguments = (
                        node.args[place : place + 1]
                        if isinstance(place, int)
                        else [each.value for each in node.keywords if each.arg == place]
                    )
                    yield from (text for each in arguments for text in literals(each) if text)
            case ast.FunctionDef():
                yield from named_patterns(node)
            case ast.AnnAssign(ast.Name("COMMANDS"), _, ast.Call(_, [ast.Dict(_, values)])):
                yield from (text for value in values for text in literals(value) if text is not None)


def named_patterns(function):
    """Patterns that a function first gives a name: pattern = "…", or for …, title in ((…, "…"), …)."""
    said = {
        node.args[0].id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and name_of(node) == "say" and isinstance(node.args[0], ast.Name)
    }
    for node in ast.walk(function):
        match node:
            case ast.Assign([ast.Name(name)], value) if name in said:
                yield from (text for text in literals(value) if text is not None)
            case ast.For(ast.Tuple(targets), ast.Tuple(rows)):
                for at, target in enumerate(targets):
                    if isinstance(target, ast.Name) and target.id in said:
                        yield from (text for row in rows for text in literals(row.elts[at]))


def all_patterns():
    patterns = Counter()
    for path in MODULES:
        patterns.update(patterns_of(path.read_text("utf-8")))
    for path in TEMPLATES:
        patterns.update(re.findall(r"\b(?:gettext|_)\(\s*\"((?:[^\"\\]|\\.)*)\"", path.read_text("utf-8")))
    return patterns


def all_strings():
    """Every string of the code: what a table says by a longer way than these tests follow."""
    return {
        node.value
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields_of(pattern):
    return sorted({name for _, name, _, _ in Formatter().parse(pattern) if name is not None})


def test_every_pattern_has_its_korean():
    known = dict(catalogue())
    assert [each for each in sorted(all_patterns()) if each not in known] == []


def test_no_entry_is_unused_or_given_twice():
    entries = catalogue()
    used = all_strings() | all_patterns().keys()
    assert [key for key, _ in entries if key not in used] == []
    assert [key for key, count in Counter(key for key, _ in entries).items() if count > 1] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_entries_are_korean_with_the_same_fields(file):
    for english, korean in entries_of(tomllib.loads(file.read_text("utf-8"))):
        assert fields_of(english) == fields_of(korean), english
        words = re.sub(r"\{[^}]*\}", "", english)
        if re.search(r"[A-Za-z]{2}", words):
            assert korean != english
            assert re.search("[가-힣]", re.sub(r"\{[^}]*\}", "", korean)), korean
        for _, name, spec, conversion in Formatter().parse(korean):
            assert conversion is None
            if name is not None and spec:
                assert spec.removeprefix("-") in PARTICLES, korean
        for _, _, spec, _ in Formatter().parse(english):
            assert not spec or re.fullmatch(r"[^|{}]+\|[^|{}]+", spec), english


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_no_particle_stands_bare_after_a_field(file):
    """은/는, 이/가, 을/를 and the like directly after a value must be chosen by the value."""
    for _, korean in entries_of(tomllib.loads(file.read_text("utf-8"))):
        assert not re.search(r"\{\w+\}`?(은|는|이|가|을|를|과|와|으로|로)(?![가-힣])", korean), korean


@pytest.mark.parametrize(
    ("source", "patterns"),
    [
        ('say("a {b}", b=1)', ["a {b}"]),
        ('say("one " "sentence")', ["one sentence"]),
        ('say("x" if rows else "y")', ["x", "y"]),
        ('parser.argument("--force", help="replace")', ["replace"]),
        ('def f():\n    pattern = "p" if a else "q"\n    say(pattern)', ["p", "q"]),
        ('def f():\n    for a, b in (("1", "r"), ("2", "s")):\n        say(b)', ["r", "s"]),
        ('say_(name)\nprint("not said")', []),
    ],
)
def test_patterns_are_found(source, patterns):
    assert [*patterns_of(source)] == patterns
