"""What a worked example ends with: all states, their picture, torch's names for them, full precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tutor.calculation.precision import SIGNIFICANT_DIGITS, FullPrecision
from tutor.calculation.trace import Quantity, Run, Trace
from tutor.documents.decimal_comma import with_comma
from tutor.documents.document import (
    Block,
    Code,
    Columns,
    Heading,
    Inline,
    Math,
    Paragraph,
    Picture,
    Table,
    Verbatim,
)
from tutor.documents.formulas.notation import Notation
from tutor.language.faults import Count
from tutor.worked import board_messages as says
from tutor.worked.steps import run_title

DIFFERENCES_SHOWN = 6


def states(trace: Trace, notation: Notation, *, pictures: bool = True) -> Iterator[Block]:
    """Lay out the states of every run over time, then what torch calls output, h_n and c_n."""
    yield Heading(2, says.ALL_HIDDEN_STATES())
    for run in trace.runs:
        if len(trace.runs) > 1:
            yield Paragraph(says.UNIT(unit=run_title(trace, run)))
        table = _table(run, notation.of_unit(run.unit), bool(trace.problem.words))
        is_only = len(trace.runs) == 1
        yield Columns([[table], [hidden_states(trace)]]) if is_only and pictures else table
    if len(trace.runs) > 1 and pictures:
        yield hidden_states(trace)
    yield from _in_torch(trace, notation)


def _table(run: Run, notation: Notation, with_words: bool) -> Block:
    """Show what a unit computes at every step, from the start on where it has one."""
    shown = _results(run)
    entries = [(symbol, entry) for symbol in shown for entry in range(1, notation.axes[symbol] + 1)]
    first = (
        [(str(_start_time(run)), *_word("", with_words), *_texts(run.start, entries))] if run.start else []
    )
    rows = [
        (str(step.t), *_word(step.word, with_words), *_texts(step.quantities, entries)) for step in run.steps
    ]
    return Table(
        (
            Math(notation.print.step("t")),
            *([says.WORD()] if with_words else []),
            *(Math(notation.quantity(symbol, "t", str(entry))) for symbol, entry in entries),
        ),
        first + rows,
        (True, *([False] if with_words else []), *(True,) * len(entries)),
        keys=2 if with_words else 1,
    )


def _results(run: Run) -> list[str]:
    """List the results of a unit that are written at any step."""
    return [
        symbol for symbol in run.unit.cell.results if any(symbol in step.quantities for step in run.steps)
    ]


def _start_time(run: Run) -> int:
    """Give the step before the first one computed: 0, or backwards the step after the last word."""
    return run.steps[0].t - run.unit.direction


def _word(word: str, with_words: bool) -> list[Inline]:
    return [Verbatim(word) if word else ""] if with_words else []


def _texts(quantities: Mapping[str, Quantity], entries: Sequence[tuple[str, int]]) -> list[str]:
    return [quantities[symbol].texts[entry - 1] if symbol in quantities else "" for symbol, entry in entries]


def hidden_states(trace: Trace) -> Picture:
    """Draw the state of the last layer over the steps of the first sentence, one line an entry.

    Forwards a line begins at the start value, step 0; in two directions all lines begin at step 1.
    """
    problem = trace.problem
    runs = [
        run
        for run in trace.runs
        if run.sequence == 1 and not run.unit.is_output and run.unit.layer == problem.num_layers - 1
    ]
    series = []
    for run in runs:
        output = run.unit.cell.output
        mark = ("" if run.unit.direction > 0 else "←") if problem.bidirectional else ""
        for entry in range(run.unit.output_size):
            values = [float(step.quantities[output].texts[entry]) for step in run.in_time]
            start = [] if problem.bidirectional else [float(run.start[output].texts[entry])]
            series.append((f"{mark}{output}[{entry + 1}]", start + values))
    return Picture(
        series,
        says.THE_HIDDEN_STATE_OVER_THE_TIME_STEPS()
        if len(trace.runs) == 1
        else says.THE_HIDDEN_STATE_OF_THE_LAST_LAYER_OVER(),
        first=1 if problem.bidirectional else 0,
        words=problem.sequences[0].words,
    )


def _in_torch(trace: Trace, notation: Notation) -> Iterator[Block]:
    """Say what torch calls output, h_n and c_n."""
    problem = trace.problem
    steps = len(problem.sequences[0].inputs)
    first = notation.quantity("h", str(steps))
    if len(trace.runs) == 1:
        yield Paragraph(
            says.THE_OUTPUT_OF_THE_NETWORK_IS_THE_LIST_OF_ALL(
                states=Math(notation.quantity("h", "t")), last=Math(first), name=Code("h_n")
            )
        )
    else:
        top = [unit for unit in problem.units if unit.layer == problem.num_layers - 1 and not unit.is_output]
        states = notation.print.wide_comma.join(notation.of_unit(unit).quantity("h", "t") for unit in top)
        yield Paragraph(
            says.WHAT_TORCH_CALLS_OUTPUT_IS_THE_LIST(
                output=Code("output"), states=Math(states), name=Code("h_n")
            )
        )
        yield _last_states(trace, notation)
    if problem.bidirectional:
        backward = notation.of_unit(problem.units[1])
        yield Paragraph(
            says.FORWARDS_THAT_IS_THE_LAST_STEP(
                backward=Math(backward.quantity("h", "1")),
                early=Math(backward.quantity("h", str(steps))),
                output=Code("output"),
                name=Code("h_n"),
            )
        )
    if "c" in problem.units[0].cell.states:
        yield Paragraph(
            says.CELL_OF_THE_SAME_SHAPE(
                cell=Code("c_n"), c=Math(notation.quantity("c", "t")), output=Code("output")
            )
        )


def _last_states(trace: Trace, notation: Notation) -> Block:
    rows = []
    for run in trace.runs:
        if run.unit.is_output:
            continue
        step = run.steps[-1]
        for state in run.unit.cell.states:
            name = notation.of_unit(run.unit).quantity(state, str(step.t))
            texts = map(notation.print.number, step.quantities[state].texts)
            rows.append((run_title(trace, run), Math(name), Math(notation.print.enclosed(texts))))
    return Table((says.UNIT_OF_A_TABLE(), says.LAST_STATE(), says.VALUE()), rows, (False, False, False))


def full_precision(trace: Trace, notation: Notation) -> Iterator[Block]:
    """Lay out the same steps with nothing rounded, and where the page differs from them."""
    exact = trace.full_precision
    yield Heading(2, says.CHECK_AGAINST_FULL_PRECISION())
    yield Paragraph(says.WITH_NOTHING_ROUNDED_ON_THE_WAY(digits=SIGNIFICANT_DIGITS))
    differing: list[tuple[str, str, str]] = []
    for run, full in zip(trace.runs, exact.runs, strict=True):
        if len(trace.runs) > 1:
            yield Paragraph(says.UNIT(unit=run_title(trace, run)))
        yield _exact_table(run, full, notation.of_unit(run.unit))
        differing += _differing(trace, run, full)
    yield _compared(trace, differing, commas=notation.print.decimal_comma)


def _exact_table(run: Run, full: FullPrecision, notation: Notation) -> Block:
    shown = _results(run)
    columns = [full.texts(symbol) for symbol in shown]
    return Table(
        (
            Math(notation.print.step("t")),
            *(
                Math(notation.quantity(symbol, "t", str(entry)))
                for symbol in shown
                for entry in range(1, notation.axes[symbol] + 1)
            ),
        ),
        [
            (str(step.t), *(text for column in columns for text in column[index] or [""]))
            for index, step in enumerate(run.steps)
        ],
        (True,) * (sum(notation.axes[symbol] for symbol in shown) + 1),
        keys=1,
    )


def _differing(trace: Trace, run: Run, full: FullPrecision) -> list[tuple[str, str, str]]:
    """List the printed numbers that full precision would print otherwise."""
    return [
        (run.unit.quantity_name(symbol, step.t, entry, run.sequence), printed, rounded)
        for symbol in run.unit.cell.results
        for step, row in zip(run.steps, full.rounded(symbol, trace.problem.rounding), strict=True)
        if symbol in step.quantities
        for entry, (printed, rounded) in enumerate(
            zip(step.quantities[symbol].texts, row, strict=True), start=1
        )
        if printed != rounded
    ]


def _compared(trace: Trace, differing: Sequence[tuple[str, str, str]], *, commas: bool) -> Block:
    decimals = Count(trace.problem.rounding.decimals)
    if not differing:
        return Paragraph(says.ROUNDED_TO_DECIMALS_THEY_ARE_THE_NUMBERS(decimals=decimals))
    between, write = ("; ", with_comma) if commas else (", ", str)
    listed = between.join(
        f"{name} = {write(rounded)} ({write(printed)})"
        for name, printed, rounded in differing[:DIFFERENCES_SHOWN]
    )
    return Paragraph(
        says.ROUNDED_TO_DECIMALS_THEY_DIFFER(
            decimals=decimals,
            count=Count(len(differing)),
            listed=Verbatim(listed + (f"{between}…" if len(differing) > DIFFERENCES_SHOWN else "")),
        )
    )
