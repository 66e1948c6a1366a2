"""Small changes of a module: a comparison, a constant, an argument or a branch, drawn by a seed."""

import ast
import random
from dataclasses import dataclass

MEMORY = {"maxsize"}
ALIKE = {"max", "min"}

_OTHER = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}


@dataclass(frozen=True)
class Mutant:
    """One change of one line: the text from ``start`` to ``end`` of a module gives way to ``text``."""

    module: str
    kind: str
    line: int
    start: int
    end: int
    text: str
    before: str

    def applied(self, source):
        return source[: self.start] + self.text + source[self.end :]

    @property
    def name(self):
        return f"{self.module}:{self.line} {self.kind}: {self.before} -> {self.text}"


def _places(source):
    """Give the offset of the start of every line, in characters."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


class _Source:
    def __init__(self, text):
        self.text = text
        self.lines = text.splitlines(keepends=True)
        self.starts = _places(text)

    def at(self, line, column):
        """Turn a place of ``ast``, whose columns count bytes, into an offset."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def span(self, node):
        return self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)


def _left_out(tree):
    """Give the nodes of which a change is none that a test could see.

    Annotations and imports for type checkers are not run; how much a cache keeps (``maxsize``) changes no value;
    the order of what ``max`` and ``min`` compare changes none either.
    """
    out = set()
    for node in ast.walk(tree):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if part is not None:
                out |= {id(each) for each in ast.walk(part)}
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            out |= {id(each) for each in ast.walk(node)}
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id == "Literal"
        ):
            out |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.keyword) and node.arg in MEMORY:
            out |= {id(each) for each in ast.walk(node.value)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ALIKE:
            out.add(id(node))
    return out


def mutants_of(package, module):
    """List every change of a module that the four rules allow."""
    source = _Source((package / module).read_text("utf-8"))
    tree = ast.parse(source.text)
    out = _left_out(tree)

    def made(kind, node, start, end, text):
        return Mutant(module, kind, node.lineno, start, end, text, source.text[start:end])

    found = []
    for node in ast.walk(tree):
        if id(node) in out:
            continue
        match node:
            case ast.Compare(left, [operator], [right]) if type(operator) in _OTHER:
                start, end = source.span(left)[1], source.span(right)[0]
                if source.text[start:end].strip("() \n") != "":
                    found.append(made("comparison", node, start, end, f" {_OTHER[type(operator)]} "))
            case ast.Constant(int() as value) if not isinstance(value, bool):
                found.append(made("constant", node, *source.span(node), str(value + 1)))
            case ast.Call(args=[first, second, *_]) if not isinstance(first, ast.Starred):
                (a, b), (c, d) = source.span(first), source.span(second)
                text = source.text[c:d] + source.text[b:c] + source.text[a:b]
                if source.text[a:b] != source.text[c:d] and not isinstance(second, ast.Starred):
                    found.append(made("argument", node, a, d, text))
            case ast.If(test) | ast.IfExp(test=test):
                start, end = source.span(test)
                found.append(made("branch", node, start, end, f"not ({source.text[start:end]})"))
    return [each for each in found if _compiles(each.applied(source.text))]


def _compiles(text):
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def drawn(package, room, count, seed):
    """Draw some mutants of a room, all kinds and modules alike."""
    chance = random.Random(f"{room} {seed}")
    modules = sorted(str(path.relative_to(package)) for path in (package / room).rglob("*.py"))
    chosen = []
    kinds = ["comparison", "constant", "argument", "branch"]
    while len(chosen) < count:
        kind = chance.choice(kinds)
        of_kind = [each for each in mutants_of(package, chance.choice(modules)) if each.kind == kind]
        if of_kind:
            chosen.append(chance.choice(of_kind))
    return chosen
