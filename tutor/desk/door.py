"""The one door between the page's script and Python: a request goes in, what is to be shown comes out.

The script has no mathematics and no sentence of its own: it puts the pieces where they belong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tutor.desk import advice_messages, verdict_messages
from tutor.desk.advice import Log, advice
from tutor.desk.building import screen_messages as says
from tutor.desk.building.fragments import fragment
from tutor.desk.building.sections import Row
from tutor.desk.content import DRILL, Practice
from tutor.desk.desk import Desk, Judged
from tutor.desk.hand_in import answer_file
from tutor.desk.help.rung_names import NAMES
from tutor.desk.help.rungs import Ladder
from tutor.desk.own_network import own_network
from tutor.desk.pasted import pasted
from tutor.desk.typed import Typed
from tutor.desk.verdicts import LOOKS, note, points_so_far, so_far, told, verdict
from tutor.documents.document import Code, Inline
from tutor.documents.formats.html import Html
from tutor.documents.formulas.mathml import MathML
from tutor.language.languages import CODES, Language
from tutor.marking.practised import drilled
from tutor.record import replace

Request = Mapping[str, Any]
# So much of an answer is repeated beside its box.
LONGEST_WRITTEN = 40
_INSIDE_A_WORD = re.compile("</?code>")


class Door:
    """Answers the requests of one page.

    Args:
        content: what :meth:`tutor.desk.content.Practice.text` wrote.

    >>> from tutor.desk.content import Level
    >>> from tutor.handout.exercise import Sheet
    >>> spec = {"sentence": "i", "vocabulary": ["i", "am"], "rounding": {"written": ["h"]},
    ...     "cell": {"weight_ih": [[0.2, 0.3]], "weight_hh": [[0.7]]}}
    >>> practice = Practice("i", (Level("own", (Sheet("7KQ2-M4XDP", spec, ("h_1[1]",)),)),), "own")
    >>> door = Door(practice.text())
    >>> request = {"what": "judge", "level": "own", "changes": [["h_1[1]", "0.197"]]}
    >>> answer = json.loads(door.answer(json.dumps(request)))
    >>> answer["entries"]["h_1[1]"]["words"], answer["progress"]
    ('right', 'The sheet is finished: every box is right.')
    """

    def __init__(self, content: str) -> None:
        self.practice = Practice.of(content)
        self._targets = {code: Html(Language(code)) for code in CODES}
        # A desk is made of its sheet alone; making it takes longer than judging at it.
        self._desks: dict[tuple[str, int, bool | None], Desk] = {}

    def answer(self, request: str) -> str:
        """Answer a request; ``what`` says which.

        Raises:
            KeyError: there is no such request.
        """
        data = json.loads(request)
        target = self._targets["ko" if data.get("language") == "ko" else "en"]
        answer = {
            "open": self._open,
            "judge": self._judge,
            "help": self._help,
            "network": self._network,
            "check": self._check,
            "file": self._file,
        }[data["what"]](data, target)
        return json.dumps(answer, ensure_ascii=False)

    def _desk(self, request: Request) -> Desk:
        level, at, comma = str(request["level"]), int(request.get("sheet", 0)), request.get("comma")
        key = level, at, comma
        if key not in self._desks:
            self._desks[key] = self.made(level, at, comma)
        return self._desks[key]

    def made(self, level: str, at: int, comma: bool | None = None) -> Desk:
        """Make the desk of a sheet; that of a drill asks for the lines of one symbol."""
        sheets = self.practice.level(level).sheets
        desk = Desk(sheets[at % len(sheets)], decimal_comma=comma)
        if not level.startswith(DRILL):
            return desk
        blanks = drilled(desk.lines, desk.sheet.blanks, level.removeprefix(DRILL))
        return replace(desk, sheet=replace(desk.sheet, blanks=blanks))

    # What stands on the page

    def _open(self, request: Request, target: Html) -> dict[str, Any]:
        """Give what stands on the page of a sheet."""
        desk = self._desk(request)
        layout, problem = desk.layout, desk.task.problem
        policy = layout.policy()
        return {
            "sheet": desk.sheet.sheet,
            "title": target.text(problem.title),
            "givens": fragment(layout.givens(), target, below=1),
            "policy": target.inline(policy) if policy is not None else "",
            "sections": [
                {
                    "title": target.inline(part.title),
                    "short": target.inline(part.short),
                    "unit": target.inline(part.unit),
                    "rows": [self._row(row, target) for row in part.rows],
                }
                for part in layout.sections
            ],
            "count": len(desk.sheet.blanks),
            "level": target.inline(self._level(str(request["level"]), desk)),
        }

    def _row(self, row: Row, target: Html) -> dict[str, Any]:
        size = len(row.entries)
        return {
            "name": row.name,
            "kind": row.kind,
            "symbol": row.symbol,
            "formula": row.formula,
            "role": row.role or "plain",
            "flat": row.flat,
            "matrix": row.is_matrix,
            "before": fragment(row.before, target),
            "entries": [
                {
                    "name": entry.name,
                    "given": None if entry.given is None else entry.given.replace("-", "−"),
                    "label": row.name
                    if size == 1
                    else entry.name
                    if row.is_matrix
                    else target.language.say(says.ENTRY_OF(line=row.name, entry=at, size=size)),
                }
                for at, entry in enumerate(row.entries, start=1)
            ],
        }

    def _level(self, name: str, desk: Desk) -> Inline:
        """Name the level of a sheet; one without a number was not handed out by itself."""
        if not desk.sheet.sheet:
            return ""
        if name.startswith(DRILL):
            return advice_messages.LEVEL_DRILL(symbol=Code(name.removeprefix(DRILL)))
        return _LEVELS[self.practice.level(name).name]()

    # What becomes of what was typed

    def _judge(self, request: Request, target: Html) -> dict[str, Any]:
        """Judge everything that was typed; ``line`` is the one to be told of."""
        desk, typed = self._desk(request), Typed.of(request["changes"])
        judged = desk.judge(typed, request.get("shown", ()))
        log = Log.together(request.get("logs", ())).after(desk, judged)
        level = str(request["level"])
        proposed = advice(self.practice, level, desk, log, judged, request.get("drilled", ()))
        asks = verdict_messages.IS_YOUR_COMMA_A_DECIMAL_COMMA() if judged.asks_comma else ""
        commas = [name for name, box in judged.boxes.items() if box.mark.note == "ambiguous"]
        line = request.get("line")
        entries = tuple(name for name in judged.boxes if desk.line_of[name] == line)
        return {
            "entries": self._entries(judged, target),
            "lines": dict(judged.lines),
            "told": self._aloud(target.inline(told(judged, str(line), entries)), target) if entries else "",
            "progress": self._aloud(target.inline(so_far(judged)), target),
            "points": target.inline(points_so_far(judged)),
            "right": judged.right,
            "count": len(judged.boxes),
            "finished": judged.is_finished,
            "comma": target.inline(asks),
            # The question stands where the comma was typed last, else where the first one is.
            "comma_at": max(commas, key=lambda name: desk.line_of[name] == line) if commas else "",
            "log": log.data(),
            "advice": None
            if proposed is None
            else {
                "level": proposed.level,
                "why": target.inline(proposed.why),
                "button": target.language.gettext(proposed.button),
            },
        }

    def _entries(self, judged: Judged, target: Html) -> dict[str, Any]:
        found = {}
        for name, box in judged.boxes.items():
            if box.is_typed:
                said = note(box)
                found[name] = {
                    "kind": box.standing,
                    "sign": LOOKS[box.standing].sign,
                    "words": target.inline(verdict(box)),
                    "note": "" if said is None else target.inline(said),
                    "wrote": target.text(_shortened(box.mark.answer.strip())),
                    "read": box.read.replace("-", "−"),
                }
        return found

    @staticmethod
    def _aloud(written: str, target: Html) -> str:
        # A name belongs to the word that it stands in: p에서, not p 에서.
        return " ".join(target.aloud(_INSIDE_A_WORD.sub("", written)).split())

    # What is asked for

    def _help(self, request: Request, target: Html) -> dict[str, Any]:
        """Give one rung of help for an entry, and say what the next one is called."""
        desk, typed = self._desk(request), Typed.of(request["changes"])
        ladder = Ladder(desk, typed, str(request["name"]))
        rung = ladder.rung(request.get("kind"))
        log = Log.together(request.get("logs", ())).with_help(desk.line_of[ladder.name])
        title, html = target.language.gettext(NAMES[rung.kind]), fragment(rung.blocks, target)
        return {
            "entry": ladder.name,
            "kind": rung.kind,
            "title": title,
            "html": html,
            "aloud": self._aloud(f"{title}: {html}", target),
            "next": rung.next,
            "button": target.language.gettext(NAMES[rung.next]) if rung.next else "",
            "number": dict(rung.number),
            "reads": list(ladder.reads),
            "log": log.data(),
        }

    def _network(self, request: Request, target: Html) -> dict[str, Any]:
        """Draw the network with the numbers that stand on the page."""
        drawn = own_network(self._desk(request), Typed.of(request["changes"]).answers)
        return {"html": fragment(drawn, target)}

    def _check(self, request: Request, target: Html) -> dict[str, Any]:
        """Judge a text that was pasted."""
        found = pasted(str(request["text"]), MathML(), decimal_comma=request.get("comma"))
        asks = verdict_messages.IS_YOUR_COMMA_A_DECIMAL_COMMA() if found.asks_comma else ""
        return {"html": fragment(found.blocks, target, below=1), "comma": target.inline(asks)}

    def _file(self, request: Request, target: Html) -> dict[str, Any]:
        """Write the file that is handed in."""
        desk, answers = self._desk(request), Typed.of(request["changes"]).answers
        student = str(request.get("student", "")).strip()
        helped = {str(line): int(count) for line, count in request.get("helped", {}).items()}
        text = answer_file(
            desk,
            answers,
            student,
            request.get("shown", ()),
            helped,
            self.practice.program,
            _drill_of(request),
        )
        return {"text": text, "name": f"answers-{desk.sheet.sheet}.json"}


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WRITTEN else f"{text[:LONGEST_WRITTEN]}…"


def _drill_of(request: Request) -> str:
    """Give the symbol that is drilled, "" where a whole sheet is asked."""
    level = str(request["level"])
    return level.removeprefix(DRILL) if level.startswith(DRILL) else ""


_LEVELS = {
    "faded": advice_messages.LEVEL_FADED,
    "standard": advice_messages.LEVEL_STANDARD,
    "states": advice_messages.LEVEL_STATES,
    "own": advice_messages.LEVEL_OWN,
}
