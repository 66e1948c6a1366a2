"""``rnn-tutor verify``: the numbers of a spec against torch.nn.RNN."""

from __future__ import annotations

import argparse

from tutor.cli.console import Console
from tutor.cli.spec_file import declare_spec, read_spec
from tutor.cli.usage import Parser
from tutor.documents.messages import padded, visible, width
from tutor.errors import Count, Fault, Operand, say

DIFFERENT = 1


def declare(parser: Parser) -> None:
    """Declare the arguments."""
    declare_spec(parser)


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the largest difference of every step; exit 1 where one is more than rounding."""
    from tutor.bridges.torch import TOLERANCE, compare
    from tutor.calculation.trace import trace

    problem, console = read_spec(options, console, "verify")
    comparison = compare(trace(problem))
    say_ = console.language.gettext
    heading = (say_("step"), say_("word"), say_("largest difference"))
    rows = [heading, *((str(each.t), visible(each.word), f"{each.size:.1e}") for each in comparison.steps)]
    widths = [max(width(row[column]) for row in rows) for column in range(2)]
    lines = [
        say_(
            "{title}: every step against torch.nn.RNN {version} in float64, started from the h before it",
            title=visible(problem.title),
            version=comparison.version,
        ),
        *(f"  {padded(step, widths[0])}  {padded(word, widths[1])}  {size}" for step, word, size in rows),
        say_(
            "End to end, one call over {count:step|steps}: the two drift {drift} apart, which is not judged.",
            count=Count(len(comparison.steps)),
            drift=f"{comparison.drift:.1e}",
        ),
    ]
    wrong = comparison.first_wrong
    if wrong is None:
        lines.append(say_("Every step agrees within {tolerance} · max(1, |h|).", tolerance=TOLERANCE))
    console.out.write("\n".join(lines) + "\n")
    if wrong is None:
        return 0
    console.tell(
        [
            Fault(
                "T01",
                say(
                    "step {t} (`{word}`) differs from torch in {name}",
                    t=wrong.t,
                    word=wrong.word,
                    name=wrong.name,
                ),
                operands=(Operand("rnn-tutor", repr(wrong.ours)), Operand("torch", repr(wrong.theirs))),
                because=say(
                    "They are {size} apart; rounding explains {tolerance} · max(1, |h|).",
                    size=f"{wrong.size:.1e}",
                    tolerance=TOLERANCE,
                ),
            )
        ]
    )
    return DIFFERENT
