"""The backward pass on the page before anybody has typed: a section a stage, its lines with their boxes."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.calculation.backward.result import BackwardPass
from tutor.calculation.backward.units import Placed
from tutor.desk.building import screen_messages as says
from tutor.desk.building.sections import Entry, Row, Section
from tutor.documents.document import Block
from tutor.documents.formulas.gradients import Gradients
from tutor.handout.backward_blanks import as_printed, kinds_asked, lines_shown
from tutor.handout.sheets.sheet import SheetPage
from tutor.handout.sheets.sheet_backward import targets_of, what_is_meant
from tutor.language.faults import Sentence
from tutor.worked.backward_stages import Stage, is_several, stages, title_of


class BackwardLayout:
    """Lays out the stages of a backward pass."""

    def __init__(self, page: SheetPage, done: BackwardPass) -> None:
        self.page, self.done = page, done
        self.formulas = Gradients(page.task.trace, done, page.notation)
        self._asked = kinds_asked(done.table, page.task.asked)

    def meant(self) -> Iterator[Block]:
        """Say what a gradient is, and with which decimals it is written."""
        return what_is_meant(self.page, self.done)

    def sections(self) -> Iterator[Section]:
        """Give every stage of which something is asked or given."""
        several = is_several(self.done.table)
        for stage in stages(self.done.table, lines_shown(self.done.table, self.page.task.asked)):
            title = title_of(stage, self.page.task.trace, several=several)
            rows = tuple(self._row(line) for line in stage.lines)
            yield Section(title, _short(stage), rows, says.BACKWARDS())

    def _row(self, line: Placed) -> Row:
        task = self.page.task
        is_asked = (line.unit.name, line.symbol) in self._asked
        return Row(
            line.name(),
            line.symbol,
            self.formulas.left(line),
            self.formulas.right(line) if is_asked else "",
            None,
            tuple(
                Entry(name, None if name in task.asked else self.page.known[name].text)
                for name in as_printed(line)
            ),
            flat=self.page.notation.rows,
            before=tuple(targets_of(self.page, line)) if is_asked else (),
            is_matrix=line.equation.across is not None,
        )


def _short(stage: Stage) -> Sentence | str:
    """Name a stage on the map."""
    match stage.kind:
        case "loss":
            return "L"
        case "sums":
            return "Σ"
        case "updates":
            return "η"
    return str(stage.first.t)
