"""Imports run one way, and what is slow to import is imported only by the command that needs it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tutor"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A part imports itself and the parts named here; `spec` and `bridges` are doors between files and problems.
ALLOWED = {
    "errors": set(),
    "calculation": {"errors"},
    "checking": {"errors", "calculation"},
    "calls": {"errors", "calculation"},
    "documents": {"errors", "calculation", "calls", "checking", "spec", "bridges"},
    "spec": {"errors", "calculation"},
    "bridges": {"errors", "calculation", "checking", "spec"},
    "classroom": {"errors", "calculation", "checking", "documents", "spec", "bridges"},
    "cli": {"errors", "calculation", "calls", "checking", "documents", "spec", "bridges", "classroom"},
    "__init__": {"errors", "calculation", "calls"},
}
# What else may be imported at the top of a module; other packages wait inside the functions that need them.
OUTSIDE = {"documents": {"jinja2", "markupsafe"}}


def part_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_level_imports(source):
    """Give the dotted names that a module imports when it is loaded; those for type checkers are left out."""
    waiting = list(ast.parse(source).body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Import(names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module, names, level):
                assert level == 0, "imports are absolute"
                yield from (f"{module}.{name.name}" for name in names)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                pass
            case ast.If(ast.Name("TYPE_CHECKING")):
                waiting += node.orelse
            case _:
                waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def faults_of(part, source):
    """List the imports of a module that its part may not make."""
    faults = []
    for name in module_level_imports(source):
        package, _, rest = name.partition(".")
        if package == "tutor":
            target = rest.split(".")[0]
            if target not in ({part} | ALLOWED[part]) and (part, rest) != ("cli", "__version__"):
                faults.append(name)
        elif package not in sys.stdlib_module_names and package not in OUTSIDE.get(part, ()):
            faults.append(name)
    return faults


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    assert faults_of(part_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("part", "source", "faults"),
    [
        ("calculation", "import math\nfrom tutor.errors import say", []),
        ("calculation", "import numpy as np", ["numpy"]),
        ("calculation", "def door():\n    import numpy", []),
        ("calculation", "class A:\n    import numpy", ["numpy"]),
        ("calculation", "try:\n    import sympy\nexcept ImportError:\n    pass", ["sympy"]),
        ("calculation", "if TYPE_CHECKING:\n    import numpy\nelse:\n    import torch", ["torch"]),
        ("checking", "from tutor.documents import notation", ["tutor.documents.notation"]),
        ("documents", "import jinja2\nfrom tutor.cli import main", ["tutor.cli.main"]),
        ("errors", "from tutor.calculation.names import SYMBOLS", ["tutor.calculation.names.SYMBOLS"]),
    ],
)
def test_a_wrong_import_is_found(part, source, faults):
    assert faults_of(part, source) == faults


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
        ("import tutor, tutor.calculation.trace, tutor.checking, tutor.cli, tutor.spec", []),
        (f"{SMALL}\nsteps.output, steps.to_dict(), steps.full_precision", []),
        (f"{SMALL}\nfrom tutor import render\nrender(steps), render(steps, to='tex')", ["jinja2"]),
        (f"{SMALL}\nsteps.to_numpy()", ["numpy"]),
    ],
)
def test_slow_packages_are_loaded_when_they_are_needed(code, packages):
    assert loaded_after(code) == packages
