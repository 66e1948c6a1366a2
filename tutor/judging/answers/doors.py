"""The two doors of the judge, as others call it: the answers to a problem, and a text.

answers ─ AnswerReader ─→ numbers of every line ─ Script ─┐
├─→ what became of every line, entry by entry
text ─ read ─ bind ─ understand ─→ chains, side by side ──┘
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from tutor.calculation.habits import Shown
from tutor.calculation.numbers import plain
from tutor.calculation.problem import Problem
from tutor.judging.answers.answer_reading import AnswerReader
from tutor.judging.answers.derivation import Working, derivation, faults, outside
from tutor.judging.answers.explaining import explanations
from tutor.judging.answers.lines import Lines
from tutor.judging.answers.outcomes import Judged, Note
from tutor.judging.answers.sheet_answers import Script, judge_answers
from tutor.judging.judge import judge as judge_work
from tutor.judging.judgement import Judgement
from tutor.reading.reader import read
from tutor.record import record

Verdict = Literal[
    "exact", "rounding", "cut", "short", "follow-through", "wrong", "blank", "review", "not-read"
]
Given = str | Decimal | int | float | None

RIGHT: frozenset[Verdict] = frozenset(("exact", "rounding", "cut", "short", "follow-through"))


@record(slots=True)
class EntryVerdict:
    """What became of one entry.

    ``name`` is "h_2[1]", ``answer`` what was written, ``expected`` what the writer's own earlier answers
    give. ``note`` says what else is to be known: see :data:`tutor.judging.answers.outcomes.Note`; of an
    entry that was not read, why: "unreadable" or "ambiguous".
    """

    name: str
    answer: str
    verdict: Verdict
    expected: str
    note: str = ""


@record(slots=True)
class LineVerdict:
    """What became of one line, a vector such as h_2; an entry a component.

    ``root``: something in it is wrong that does not come from an earlier line. ``follows``: it was computed
    from something wrong. ``mistakes`` are the names of the mistakes that explain a root, the simplest first.
    """

    name: str
    entries: tuple[EntryVerdict, ...]
    root: bool = False
    follows: bool = False
    mistakes: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether every entry is right or follows from what was written before."""
        return all(each.verdict in RIGHT for each in self.entries)


@record()
class AnswersJudgement:
    """What became of the answers to a problem: every line of it, in the order of computing."""

    problem: Problem
    lines: tuple[LineVerdict, ...]

    @property
    def entries(self) -> Mapping[str, EntryVerdict]:
        """Every entry by its name."""
        return {each.name: each for line in self.lines for each in line.entries}

    @property
    def roots(self) -> tuple[LineVerdict, ...]:
        """The lines that are wrong by themselves; the first is the place to start."""
        return tuple(line for line in self.lines if line.root)


def judge(
    problem: Problem,
    answers: Mapping[str, Given | Sequence[Given]] | str,
    *,
    tanh: Shown = "key",
    decimal_comma: bool = False,
    explain: bool = True,
) -> AnswersJudgement:
    """Judge answers to a problem, line by line, each from the writer's own earlier answers.

    Args:
        problem: what was asked; its decimals are those asked for.
        answers: by name. An entry ("h_2[1]") has a number or a text; a whole vector ("h_2") a sequence of
            those, in its order, or one text such as "[0.197, 0.380]". None, "" and "?" are blank, and so is
            what is left out; a line that was not answered is bridged by what the answers before it give.
            Or a text that computes them: its results, and the numbers inside its formulas, are the answers,
            and a line in whose formula something is wrong is wrong (its note is "working").
        tanh: how tanh was computed: with a key, or by written exponentials ("exp", "exp2").
        decimal_comma: whether 0,5 is a number.
        explain: whether mistakes are looked for; without it every ``mistakes`` is empty.

    Returns:
        The lines of the problem in the order of computing, all of them. Verdicts: "exact" (a named
        convention), "rounding", "cut" (digits cut off), "short" (fewer digits than asked), "follow-through"
        (right from an earlier wrong line), "wrong", "blank", "not-read", and "review" where nothing can be
        told (a gap too wide, or nothing left to compute).

    Raises:
        KeyError: a name that the problem does not have.

    >>> from tutor import Problem, judge
    >>> problem = Problem.from_dict({
    ...     "sentence": "i", "vocabulary": ["i", "am"],
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]], "bias": [0.2]}})
    >>> found = judge(problem, {"a_1[1]": "0.5", "h_1": [0.462]})
    >>> [(line.name, line.entries[0].verdict) for line in found.lines]
    [('p_1', 'blank'), ('q_1', 'blank'), ('a_1', 'wrong'), ('h_1', 'follow-through')]
    >>> found.roots[0].mistakes, found.entries["a_1[1]"].expected
    (('wrong-column', 'carry-slip'), '0.400')
    """
    lines = Lines(problem, tanh)
    reader = AnswerReader(lines, decimal_comma=decimal_comma)
    workings: Sequence[Working] = ()
    if isinstance(answers, str):
        found = derivation(answers, lines, decimal_comma=decimal_comma)
        written, workings = found.answers, found.workings
    else:
        written = {n: text for given, value in answers.items() for n, text in _texts(lines, given, value)}
    read_ = reader.read(reader.columns(tuple(written)), tuple(written.values()))
    workings = outside(workings)
    script = judge_answers(lines, read_.numbers)
    for i, entries in faults(workings).items():
        script.find_fault(i, entries)
    names = {each.line: each.mistakes for each in workings if explain}
    judged = [
        _line(script, i, read_.texts, read_.doubtful, explain=explain, working=names.get(i, ()))
        for i in range(len(lines.lines))
    ]
    return AnswersJudgement(problem, tuple(judged))


def _texts(lines: Lines, name: str, value: Given | Sequence[Given]) -> list[tuple[str, str]]:
    """Give the texts of one answer under the names of entries, or of a whole vector that is one text."""
    vectors = {line.name() for line in lines.lines}
    if name not in vectors and name not in lines.names:
        raise KeyError(name)
    if isinstance(value, str) or value is None or not isinstance(value, Sequence):
        return [(name, _text(value))]
    if name in lines.names and len(value) == 1:
        return [(name, _text(value[0]))]
    return [(name, f"[{'; '.join(_text(each) or '?' for each in value)}]")]


def _text(value: Given) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        value = Decimal(repr(value))
    return plain(value) if isinstance(value, Decimal) and value.is_finite() else str(value)


def _line(
    script: Script,
    i: int,
    texts: Mapping[tuple[int, int], str],
    doubtful: Mapping[tuple[int, int], str],
    *,
    explain: bool,
    working: tuple[str, ...],
) -> LineVerdict:
    line, judged = script.lines.lines[i], script.judged.get(i)
    expected = script.expected(i)
    entries = []
    for entry in range(line.size):
        name, answer = line.name(entry + 1), texts.get((i, entry), "")
        if (i, entry) in doubtful:
            entries.append(EntryVerdict(name, answer, "not-read", expected[entry], doubtful[i, entry]))
        else:
            entries.append(EntryVerdict(name, answer, *_entry(judged, entry, expected[entry])))
    root = judged is not None and bool(judged.wrong)
    mistakes = explanations(script, i) if root and explain else ()
    mistakes = (*working, *(each for each in mistakes if each not in working))
    return LineVerdict(line.name(), tuple(entries), root, judged is not None and judged.charged, mistakes)


def _entry(judged: Judged | None, entry: int, expected: str) -> tuple[Verdict, str, Note]:
    """Give the verdict in the words that everybody is told, what is expected, and what else is to be said."""
    if judged is None:
        return "blank", expected, ""
    verdict, note = judged.verdicts[entry], judged.notes[entry]
    if verdict == "rounding" and note in ("cut", "short"):
        return note, expected, ""
    return verdict, expected, note


def check(text: str, problem: Problem | None = None, *, decimal_comma: bool = False) -> Judgement:
    """Judge a text in which somebody computes a recurrent network, line by line.

    Args:
        text: any text, Markdown or TeX, in any language; only the calculation in it is read.
        problem: what it has to solve; without it, the network is read from the text.
        decimal_comma: whether 0,5 is a number.

    Returns:
        What is wrong, doubtful or worth knowing, each with its place (``findings``; ``roots`` are the errors
        that do not follow from others); a verdict on every number that was compared (``claims``); and the
        problem with its repairs (``corrected``).

    Raises:
        TutorError: the text is longer than is read.

    >>> from tutor import check
    >>> found = check("h1 = tanh([0.2, 0.4]) = [0.197, 0.378]")
    >>> found.is_wrong, found.lines_checked, str(found.roots[0].because)
    (True, 1, 'tanh(0.4) = 0.380, not 0.378.')
    """
    return judge_work(read(text, decimal_comma=decimal_comma), problem)
