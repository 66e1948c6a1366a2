"""From a judgement to what should have stood there: the repaired problem, recomputed, or why there is none.

The judge has already decided which matrix is turned and which biases are added; here the result is put into
the writer's own letters and computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.binding.networks.choosing import Spot
from tutor.binding.problem_reading import ProblemReading
from tutor.calculation.names import SYMBOLS, Symbols
from tutor.calculation.trace import Trace, trace
from tutor.checking import errata_messages as says
from tutor.judging.judgement import Judgement
from tutor.language.faults import Sentence, TutorError
from tutor.record import field, record, replace


@record()
class Repair:
    """The corrected derivation, or the reason that there is none; ``changes`` says what was repaired."""

    trace: Trace | None
    why: Sentence | None = None
    changes: tuple[Sentence, ...] = ()
    spots: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, quantity: str | None) -> tuple[str, ...]:
        """Give the numbers of a quantity ("h_2") or of an entry ("h_2[1]") in the corrected derivation.

        Quantities are called as the text calls them (``a_{z,2}``), or as the table does. Of several sequences
        it is not known which one is meant, so all must agree.
        """
        if self.trace is None or quantity is None:
            return ()
        spot = self.spots.get(quantity) or _spot(quantity)
        return spot.texts(self.trace) if spot is not None else ()


def _spot(quantity: str) -> Spot | None:
    """Read a quantity as the table calls it."""
    symbol, _, rest = quantity.partition("_")
    step, _, entry = rest.removesuffix("]").partition("[")
    if not step.isdecimal() or not (entry.isdecimal() or not entry):
        return None
    return Spot(0, False, symbol, int(step), int(entry or 0))


def repair(judgement: Judgement) -> Repair:
    """Compute the corrected derivation of a judged text.

    >>> from tutor.judging.judge import judge
    >>> from tutor.reading.reader import read
    >>> text = "W = [[0.5]]; U = [[1]]; h0 = [0]; x1 = [1]; h1 = tanh(W x1 + U h0) = [0.5]"
    >>> repair(judge(read(text))).value("h_1")
    ('0.5',)
    """
    problem = judgement.corrected
    if problem is None:
        return Repair(None, judgement.no_correction or says.THE_TEXT_DOES_NOT_GIVE_A_WHOLE_CALCULATION())
    problem = replace(problem, symbols=_letters(judgement.reading))
    try:
        return Repair(trace(problem), None, _changes(judgement), judgement.spots)
    except TutorError as error:
        return Repair(None, error.faults[0].title)


def _letters(reading: ProblemReading) -> Symbols:
    """Choose the set of letters that has the writer's own name for the input matrix."""
    own = reading.symbols.get("weight_ih", "").replace("{", "").replace("}", "").replace("\\", "")
    for name, symbols in SYMBOLS.items():
        if symbols.names["weight_ih"] == own and symbols.stored != "rows":
            return name
    return "pytorch"


def _changes(judgement: Judgement) -> tuple[Sentence, ...]:
    """Say which sizes were repaired and which biases added."""
    changes = [
        says.NAME_BECOMES_RIGHT_ITS_ROWS_STAND_AS_COLUMNS(name=finding.quantity, right=finding.expected[0])
        for finding in judgement.findings
        if finding.code == "C01" and finding.quantity and finding.claimed[:1] != finding.expected[:1]
        if finding.claimed and finding.claimed[0].split(" × ")[::-1] == finding.expected[0].split(" × ")
    ]
    symbols = judgement.reading.symbols
    if "bias_ih" in symbols and "bias_hh" in symbols:
        changes.append(
            says.THE_TWO_BIASES_FIRST_AND_SECOND_ARE_ADDED(
                first=symbols["bias_ih"], second=symbols["bias_hh"]
            )
        )
    return tuple(changes)
