"""``rnn-tutor verify``: the numbers of a spec against torch.nn.RNN."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.cli.console import Console
from tutor.cli.messages import option_messages as says
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser
from tutor.language.faults import Count, Operand
from tutor.language.messages import padded, visible, width

if TYPE_CHECKING:
    from tutor.weights.autograd import GradientDifference
    from tutor.weights.comparison import Difference

DIFFERENT = 1


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser)


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the largest difference of every step; exit 1 where one is more than rounding."""
    from tutor.calculation.trace import trace
    from tutor.weights.autograd import compare_gradients
    from tutor.weights.comparison import TOLERANCE, compare
    from tutor.worked.steps import run_title

    problem, console = read_spec(options, console, "verify")
    steps = trace(problem)
    comparison = compare(steps)
    say_ = console.language.gettext
    lines = [
        say_(
            says.TITLE_EVERY_STEP_AGAINST_MODULE_VERSION,
            title=visible(problem.title),
            module=comparison.module,
            version=comparison.version,
        )
    ]
    if problem.units[0].cell.kind == "gru_reset_before":
        lines.append(say_(says.TORCH_HAS_NO_SUCH_GRU))
    for run, compared in zip(steps.runs, comparison.runs, strict=True):
        several = len(steps.runs) > 1
        lines += [console.language.say(run_title(steps, run))] if several else []
        lines += _table(console, compared, with_words=bool(problem.words))
    lines.append(
        say_(
            says.END_TO_END_ONE_CALL_OVER_STEPS,
            count=Count(len(problem.sequences[0].inputs)),
            drift=f"{comparison.drift:.1e}",
        )
    )
    wrong = comparison.first_wrong
    gradients = compare_gradients(problem) if any(each.targets for each in problem.sequences) else ()
    lines += _gradients(console, gradients)
    if wrong is None:
        lines.append(say_(says.EVERY_STEP_AGREES_WITHIN_TOLERANCE_MAX_1_H, tolerance=TOLERANCE))
    console.out.write("\n".join(lines) + "\n")
    if wrong is None:
        off = next((each for each in gradients if not each.is_close), None)
        if off is None:
            return 0
        console.tell(
            [
                says.NAME_DIFFERS_FROM_AUTOGRAD(
                    name=off.name, size=f"{off.size:.1e}", tolerance=TOLERANCE
                ).of(Operand("rnn-tutor", repr(off.ours)), Operand("torch", repr(off.theirs)))
            ]
        )
        return DIFFERENT
    console.tell(
        [
            (
                says.STEP_T_WORD_DIFFERS_FROM_TORCH_IN_NAME(
                    t=wrong.t, word=wrong.word, name=wrong.name, size=f"{wrong.size:.1e}", tolerance=TOLERANCE
                ).of(Operand("rnn-tutor", repr(wrong.ours)), Operand("torch", repr(wrong.theirs)))
                if wrong.word
                else says.STEP_T_DIFFERS_FROM_TORCH_IN_NAME(
                    t=wrong.t, name=wrong.name, size=f"{wrong.size:.1e}", tolerance=TOLERANCE
                ).of(Operand("rnn-tutor", repr(wrong.ours)), Operand("torch", repr(wrong.theirs)))
            )
        ]
    )
    return DIFFERENT


def _gradients(console: Console, gradients: Sequence[GradientDifference]) -> list[str]:
    """Write the largest difference of every gradient and new parameter, in columns."""
    say_ = console.language.gettext
    if not gradients:
        return []
    widest = max(len(each.name) for each in gradients)
    return [
        say_(says.BACKWARDS_EVERY_GRADIENT_AGAINST_AUTOGRAD),
        *(f"  {each.name:{widest}}  {each.size:.1e}" for each in gradients),
    ]


def _table(console: Console, steps: Sequence[Difference], *, with_words: bool) -> list[str]:
    """Write the largest difference of every step of a run, in columns."""
    say_ = console.language.gettext
    rows = [(say_(says.STEP), say_(says.WORD), say_(says.LARGEST_DIFFERENCE))]
    rows += [(str(each.t), visible(each.word), f"{each.size:.1e}") for each in steps]
    if not with_words:
        rows = [(step, "", size) for step, _, size in rows]
    widths = [max(width(row[column]) for row in rows) for column in range(2)]
    columns = 2 if with_words else 1
    return [
        "  " + "  ".join([*(padded(row[at], widths[at]) for at in range(columns)), row[2]]) for row in rows
    ]
