"""Practice that adapts, by rules that stand on the page: less is given, a drill on one line, or as before.

The page keeps what this module writes down of a sheet, and gives it back; it does not look into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tutor.desk import advice_messages as says
from tutor.desk.content import DRILL, Practice
from tutor.desk.desk import Desk, Judged
from tutor.documents.document import Code
from tutor.judging.candidates import SLIPS
from tutor.language.faults import Pattern, Sentence
from tutor.mistakes.backward_catalogue import titled
from tutor.record import record


@record()
class Log:
    """What has happened on a sheet: lines that were ever wrong, with the mistakes that explained them; help.

    >>> Log.of({"wrong": {"p_1": ["wrong-column"]}, "helped": ["q_1"]}).data()
    {'wrong': {'p_1': ['wrong-column']}, 'helped': ['q_1']}
    """

    wrong: Mapping[str, tuple[str, ...]]
    helped: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Log:
        """Take what the page kept."""
        wrong = {str(line): tuple(map(str, names)) for line, names in data.get("wrong", {}).items()}
        return cls(wrong, tuple(map(str, data.get("helped", ()))))

    @classmethod
    def together(cls, logs: Iterable[Mapping[str, Any]]) -> Log:
        """Put together what several tabs of one page kept.

        >>> one, other = {"wrong": {"p_1": ["a"]}}, {"wrong": {"p_1": ["b"], "q_1": []}, "helped": ["q_1"]}
        >>> Log.together([one, other]).data()
        {'wrong': {'p_1': ['a', 'b'], 'q_1': []}, 'helped': ['q_1']}
        """
        wrong: dict[str, tuple[str, ...]] = {}
        helped: tuple[str, ...] = ()
        for each in map(cls.of, logs):
            for line, names in each.wrong.items():
                wrong[line] = tuple(dict.fromkeys((*wrong.get(line, ()), *names)))
            helped = tuple(dict.fromkeys((*helped, *each.helped)))
        return cls(wrong, helped)

    def data(self) -> dict[str, Any]:
        """Give what the page is to keep."""
        return {
            "wrong": {line: list(names) for line, names in self.wrong.items()},
            "helped": list(self.helped),
        }

    def after(self, desk: Desk, judged: Judged) -> Log:
        """Add the lines that are wrong now."""
        wrong = dict(self.wrong)
        for name, box in judged.boxes.items():
            if box.standing in ("wrong", "repeated"):
                line = desk.line_of[name]
                wrong[line] = box.mark.mistakes or wrong.get(line, ())
        return Log(wrong, self.helped)

    def with_help(self, line: str) -> Log:
        """Add that help was asked for."""
        return Log(self.wrong, tuple(dict.fromkeys((*self.helped, line))))

    @property
    def is_clean(self) -> bool:
        """Whether nothing was ever wrong and no help was asked for."""
        return not self.wrong and not self.helped


@record()
class Advice:
    """What comes next: a level, or a drill; why; what the button is called."""

    level: str
    why: Sentence
    button: Pattern = says.NEXT_SHEET


def advice(
    practice: Practice, level: str, desk: Desk, log: Log, judged: Judged, drilled: Collection[str] = ()
) -> Advice | None:
    """Say what comes next; None where one had best go on with this sheet, and on sheets that were handed out.

    These are each somebody's own: nobody is led from one to another, nor to a drill on it.

    Args:
        practice: the levels that there are.
        level: that of this sheet.
        desk: this sheet.
        log: what has happened on it.
        judged: how it stands.
        drilled: the drills that were done already.
    """
    if not practice.is_adaptive:
        return None
    is_drill = level.startswith(DRILL)
    several = len(practice.level(level).sheets) > 1
    if several and not is_drill and (twice := _same_twice(desk, log)) is not None:
        symbol, mistake = twice
        if f"{DRILL}{symbol}" not in drilled:
            why = says.THE_SAME_MISTAKE_TWICE(symbol=Code(symbol), mistake=titled(mistake))
            return Advice(f"{DRILL}{symbol}", why, says.BEGIN_THE_DRILL)
    if not judged.is_finished:
        return None
    if is_drill:
        return Advice(practice.start, says.A_DRILL_IS_DONE())
    if not log.is_clean:
        return Advice(level, says.FINISHED_SO_ANOTHER())
    less = practice.less_given(level)
    if less is None:
        return Advice(level, says.CLEAN_AND_NOTHING_MORE_TO_LEAVE_OUT())
    return Advice(less, says.CLEAN_SO_LESS_IS_GIVEN())


def _same_twice(desk: Desk, log: Log) -> tuple[str, str] | None:
    """Find a mistake that explains two lines of the same kind, each ever wrong."""
    seen: set[tuple[str, str]] = set()
    for line, mistakes in log.wrong.items():
        symbol = desk.symbol_of(line)
        if symbol is None:
            continue
        for mistake in mistakes:
            if mistake in SLIPS:
                continue
            if (symbol, mistake) in seen:
                return symbol, mistake
        seen |= {(symbol, mistake) for mistake in mistakes if mistake not in SLIPS}
    return None
