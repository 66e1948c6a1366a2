"""Imports run down the floors, and what is slow to import is imported only by the command that needs it."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tutor"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The floors of the house, lowest first: a room imports itself and rooms that stand before it.
FLOORS = (
    "record",
    "language",
    "files",
    "calculation",
    "weights",
    "spec",
    "reading",
    "binding",
    "mistakes",
    "judging",
    "documents",
    "worked",
    "calls",
    "checking",
    "handout",
    "marking",
    "desk",
    "cli",
    "__main__",
)
# Jobs do not know each other, but for what is named here.
JOBS = ("worked", "calls", "checking", "handout", "marking", "desk")
BETWEEN_JOBS = {
    ("checking", "worked"),
    ("handout", "worked"),
    ("desk", "worked"),
    ("marking", "handout"),
    ("desk", "handout"),
    ("desk", "marking"),
    ("desk", "checking"),
}
# Doors: methods of a value that lead to a room above it, opened inside the function that is called.
DOORS = {
    ("calculation.problem", "spec"): "Problem.from_file, Problem.from_dict, Problem.to_dict",
    ("calculation.problem", "weights.torch"): "Problem.from_torch",
    ("calculation.problem", "calculation.shortening"): "Problem.shortened",
    ("calculation.trace", ""): "a Trace showing itself in Jupyter",
    ("calculation.trace", "calculation.arrays"): "trace.to_numpy",
    ("calculation.trace", "calculation.export"): "trace.to_dict",
    ("calls.explanation", "calls.page"): "an Explanation showing itself",
}
# What else may be imported at the top of a module; other packages wait inside the functions that need them.
OUTSIDE = {"documents": {"jinja2", "markupsafe"}}


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


def room_of(name):
    return name.partition(".")[0]


def is_for_type_checkers(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports_of(source, *, inside=True):
    """Give the dotted names that a module imports; those for type checkers are left out."""
    waiting = list(ast.parse(source).body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Import(names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module, names, level):
                assert level == 0, "imports are absolute"
                yield from (f"{module}.{name.name}" for name in names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if not inside:
                pass
            case _ if is_for_type_checkers(node):
                waiting += node.orelse
            case _:
                waiting += ast.iter_child_nodes(node)


def module_named(name):
    """Give the module of the package that a dotted name stands for or stands in."""
    name = name.removeprefix("tutor").removeprefix(".")
    return name if name in NAMES else name.rpartition(".")[0]


def may_import(importer, imported):
    own, other = room_of(importer), room_of(imported)
    if (importer, imported) in DOORS or own == other or not own:
        return True
    if own in JOBS and other in JOBS:
        return (own, other) in BETWEEN_JOBS
    if not other:
        return own in ("cli", "__main__")
    return FLOORS.index(other) < FLOORS.index(own)


def faults_of(importer, source):
    """List the imports of a module that it may not make."""
    faults = []
    for name in imports_of(source):
        if name.partition(".")[0] == "tutor" and not may_import(importer, module_named(name)):
            faults.append(name)
    for name in imports_of(source, inside=False):
        package = name.partition(".")[0]
        allowed = {"tutor", *sys.stdlib_module_names, *OUTSIDE.get(room_of(importer), ())}
        if package not in allowed:
            faults.append(name)
    return faults


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_down(path):
    assert faults_of(name_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("importer", "source", "faults"),
    [
        ("calculation.numbers", "import math\nfrom tutor.language.faults import say", []),
        ("calculation.numbers", "import numpy as np", ["numpy"]),
        ("calculation.numbers", "def door():\n    import numpy", []),
        ("calculation.numbers", "class A:\n    import numpy", ["numpy"]),
        ("calculation.numbers", "try:\n    import sympy\nexcept ImportError:\n    pass", ["sympy"]),
        ("calculation.numbers", "if TYPE_CHECKING:\n    import numpy\nelse:\n    import torch", ["torch"]),
        ("calculation.numbers", "def up():\n    from tutor.spec import reader", ["tutor.spec.reader"]),
        ("calculation.problem", "def door():\n    from tutor.spec import problem_of", []),
        (
            "judging.judge",
            "def up():\n    from tutor.documents import document",
            ["tutor.documents.document"],
        ),
        ("judging.judge", "from tutor import Problem", ["tutor.Problem"]),
        ("calls.page", "from tutor.worked.page import x", ["tutor.worked.page.x"]),
        ("marking.grading", "from tutor.handout.roster import Roster", []),
        ("handout.roster", "from tutor.marking.marks import Mark", ["tutor.marking.marks.Mark"]),
        ("documents.document", "import jinja2\nfrom tutor.cli import main", ["tutor.cli.main"]),
        (
            "language.faults",
            "from tutor.calculation.names import SYMBOLS",
            ["tutor.calculation.names.SYMBOLS"],
        ),
    ],
)
def test_a_wrong_import_is_found(importer, source, faults):
    assert faults_of(importer, source) == faults


def circles(graph):
    """Give the modules from which a way leads back to themselves."""

    def reached(start):
        seen, waiting = set(), list(graph[start])
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += graph.get(name, ())
        return seen

    return sorted(name for name in graph if name in reached(name))


def graph_of_the_package():
    graph = {}
    for path in MODULES:
        importer = name_of(path)
        targets = {
            module_named(name)
            for name in imports_of(path.read_text("utf-8"))
            if name.partition(".")[0] == "tutor"
        }
        graph[importer] = {each for each in targets - {importer} if (importer, each) not in DOORS}
    return graph


def test_no_imports_run_in_a_circle():
    assert circles(graph_of_the_package()) == []
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]


def test_a_module_name_is_used_twice_at_most():
    names = Counter(name.rpartition(".")[2] for name in NAMES)
    assert {name: count for name, count in names.items() if count > 2} == {}


# What a page in a browser needs: the judge and the kit of formulas, with the standard library alone.
ALONE = (
    "record",
    "language",
    "files",
    "calculation",
    "spec",
    "reading",
    "binding",
    "mistakes",
    "judging",
    "documents.formulas",
    "documents.drawings",
    "documents.document",
    "documents.tables",
    "worked",
    "checking",
    "marking.marking",
    "marking.marks",
    "marking.reporting.feedback",
    "desk",
)
# What writes files with Jinja.
WITH_PACKAGES = ("worked.rendering",)

JUDGED_ALONE = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(f"tutor.{name}")
from tutor.calculation.problem import Problem
from tutor.documents.formulas.mathml import MathML
from tutor.judging.judge import judge
from tutor.reading.reader import read

judged = judge(read("W_xh = [0.5], W_hh = [0.3], b = [0.1], h_0 = [0], x_1 = [1]\\n"
                    "h_1 = tanh(0.5*1 + 0.1) = tanh(0.6) = 0.573\\n"))
print([(each.line, each.expected) for each in judged.findings if each.severity == "error"])

print(MathML().symbol("h", "1"))
"""


def test_the_rooms_of_the_judge_need_the_standard_library_alone():
    names = [each for each in NAMES for room in ALONE if each == room or each.startswith(f"{room}.")]
    done = subprocess.run(
        [sys.executable, "-S", "-c", JUDGED_ALONE, *sorted(set(names) - set(WITH_PACKAGES))],
        cwd=PACKAGE.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "[(2, ('0.537',))]",
        "<msub><mi>h</mi><mn>1</mn></msub>",
    ]


# A module is read in one sitting and a folder at one glance. What is larger yet is named.
MOST_LINES, MOST_MODULES = 400, 22  # "about twenty": messages and __init__ are among them


def test_a_module_is_read_in_one_sitting():
    lines = {str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_a_folder_is_read_at_one_glance():
    modules = Counter(str(path.parent.relative_to(PACKAGE)) for path in MODULES)
    assert {name: count for name, count in modules.items() if count > MOST_MODULES} == {}


def test_no_module_name_stands_more_than_twice():
    names = Counter(path.name for path in MODULES if path.name not in ("__init__.py", "__main__.py"))
    assert [name for name, count in names.items() if count > 2] == []


SLOW = ("numpy", "sympy", "torch", "typst", "jinja2", "rich", "IPython", "matplotlib")


def loaded_after(code):
    """Give which slow packages a fresh interpreter has loaded after running some code."""
    report = f"import sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}} & {set(SLOW)}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=PACKAGE.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()[-1].split()


SMALL = """
from tutor import Problem, trace
steps = trace(Problem.from_dict({
    "sentence": "i am", "vocabulary": ["i", "am"],
    "cell": {"weight_ih": [[0.1, 0.3]], "weight_hh": [[0.7]]}}))
"""


@pytest.mark.parametrize(
    ("code", "packages"),
    [
        ("import tutor, tutor.calculation.trace, tutor.judging.judge, tutor.cli, tutor.spec", []),
        (f"{SMALL}\nsteps.output, steps.to_dict(), steps.full_precision", []),
        (f"{SMALL}\nfrom tutor import render\nrender(steps), render(steps, to='tex')", ["jinja2"]),
        (f"{SMALL}\nsteps.to_numpy()", ["numpy"]),
    ],
)
def test_slow_packages_are_loaded_when_they_are_needed(code, packages):
    assert loaded_after(code) == packages


COMMANDS = ("worked", "check", "plant", "handout", "practice", "grade", "init", "verify", "shapes", "explain")


@pytest.mark.parametrize("words", [["--help"], *([name, "-h"] for name in COMMANDS)], ids=" ".join)
def test_help_comes_at_once(words):
    """Help loads neither Jinja nor the equations, nor what reads, judges and writes."""
    code = (
        f"import io, sys; from tutor.cli import main; out = sys.stdout; sys.stdout = io.TextIOWrapper(io.BytesIO())\n"
        f"main({words!r}); sys.stdout = out\n"
        "rooms = {'.'.join(name.split('.')[:2]) for name in sys.modules if name.startswith('tutor.')}\n"
        "print(*sorted(rooms & {'tutor.judging', 'tutor.mistakes', 'tutor.binding', 'tutor.marking', 'tutor.worked'}))\n"
        "print(*sorted({'tutor.calculation.equations', 'jinja2', 'tutor.calculation.trace'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == []
