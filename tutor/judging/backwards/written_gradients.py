"""Which line of the backward pass a chain of a text is written for, and of which entry.

δ_2, ∂L/∂h_2, dW_hh, W_hh^{new} ─→ da_2, dh_2, dW_hh, new_W_hh, with what is written for them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tutor.binding.backwards.facts import SCORES, written
from tutor.binding.backwards.gradient_names import DELTA, Wanted, wanted
from tutor.binding.backwards.stated_network import Network
from tutor.binding.backwards.turned_steps import NEXT, bare, grows, opens
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.backwards.growing_sums import turns
from tutor.judging.backwards.turned_gradients import turned_gradients
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.work import Chain, Work
from tutor.record import record

_GRADIENTS: Mapping[str, str] = {
    "weight_ih": "dW_ih",
    "weight_hh": "dW_hh",
    "bias": "db",
    "weight_hy": "dW_hy",
    "bias_y": "db_y",
}


# What else the scores are called where their gradient is: dy is often that of what softmax is applied to.
SCORES_TOO = ("y", "y_hat", "score", "scores", "out")


@record()
class GradientClaim:
    """What is written for a line, or an entry of it, and where."""

    line: str
    entry: int  # from 1; 0 for the whole
    numbers: tuple[w.Number, ...]
    place: Place
    name: str
    chain: Chain
    turns: int = 0  # how many turns a sum has had that is shown before its last; 0 for all else


def subject_of(chain: Chain) -> Wanted | None:
    """Say which gradient, or which new parameter, a chain is written for; None where it is for neither."""
    return wanted(chain.segments[0].expression)


def readings(network: Network, letters: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Give what a letter with a step may be the gradient of: a state, what goes into it, a score."""
    known: dict[str, tuple[str, ...]] = {}
    for letter in letters:
        if letter == network.state:
            known[letter] = ("dh",)
        elif letter == DELTA:
            known[letter] = ("da", "dh", "ds") if network.has_output else ("da", "dh")
        elif letter in NEXT:
            known[letter] = ("dh_h", "dh_h before")
        elif letter in network.outputs:
            known[letter] = ("ds", "da") if letter not in ("o", "y_hat") else ("ds",)
        elif letter in (*SCORES, *SCORES_TOO) and network.has_output:
            known[letter] = ("ds", "da")  # the scores may have another letter in the forward pass
        else:
            known[letter] = ("da",)
    for choice in product(*known.values()):
        yield dict(zip(known, choice, strict=True))


def claims_of(
    work: Work,
    chains: Sequence[Chain],
    network: Network,
    lines: BackwardLines,
    reading: Mapping[str, str],
) -> Iterator[GradientClaim]:
    """Find what is written for which line."""
    last = len(network.problem.sequences[0].inputs)
    # Whh and W_hh are one name.
    by_letter = {bare(text): name for name, text in network.parameters.items()}
    if "bias" in network.parameters and ("b", None) not in network.values:
        by_letter.setdefault("b", "bias")  # b is b_h where no other b is given
    grown = turns(chains, by_letter)
    laid = turned_gradients(work.chains, by_letter)
    for chain in chains:
        value = chain.segments[-1].expression
        numbers = written(value)
        about = subject_of(chain)
        name, plain = chain.name, None
        if about is None and name is not None and bare(name.base) in by_letter and name.step is None:
            # A parameter that is computed anew behind the gradients.
            plain = Wanted("new", name.base, None, name.entry) if len(chain.segments) > 1 else None
        about = about or plain
        if about is None and name is not None and (line := _forward(name, chain, network)):
            # What a program printed of its forward pass stands below the program.
            assert numbers is not None
            yield GradientClaim(line, 0, numbers.flat, value.place, name.text, chain)
        if about is None or numbers is None or len(chain.segments) < 2 or opens(chain, chains):
            continue
        line = ""
        if bare(about.base) in by_letter and about.step is None:
            parameter = by_letter[bare(about.base)]
            gradient = _GRADIENTS[parameter]
            line = gradient if about.kind == "gradient" else f"new_{gradient[1:]}"
        elif about.kind == "gradient" and about.step is not None and about.base in NEXT:
            line = _arriving(lines, about.step - (reading[about.base] != "dh_h"))
        elif about.kind == "gradient" and about.step is not None and about.base in reading:
            line = f"{reading[about.base]}_{about.step}"
            if line == f"dh_{last}" and not network.has_output:
                # The state is the output: what comes back to it is the error itself.
                line = f"ds_{last}"
        elif about.kind == "gradient" and about.step is None and about.base in network.outputs:
            line = f"ds_{last}"
        if line and len(about.entry) <= 2:
            place = value.place
            # Behind dy[1] -= 1 the whole may be shown.
            whole = grows(chain) and len(numbers.flat) > 1
            place_in = () if whole else about.entry
            if bare(about.base) in laid and about.step is None:
                place_in, numbers = place_in[::-1], numbers.turned
            entry = _entry(line, place_in, lines)
            if entry is not None:
                said = _text(work.lines, chain.segments[0].expression.place)
                yield GradientClaim(line, entry, numbers.flat, place, said, chain, grown.get(chain, 0))


def _forward(name: w.Name, chain: Chain, network: Network) -> str:
    """Name the line of the forward pass whose number, as it was taken, a chain gives; else give nothing."""
    value = written(chain.literal) if chain.literal is not None and not name.entry else None
    steps = len(network.problem.sequences[0].inputs)
    if value is None or isinstance(name.step, str) or network.values.get((name.base, name.step)) != value:
        return ""
    if name.base == network.state and name.step:
        return f"h_{name.step}"
    at = name.step or steps
    return next((f"{each}_{at}" for each in "sy" if network.results.get((each, at)) == value), "")


def _arriving(lines: BackwardLines, step: int) -> str:
    """Name the line of what a state gets from the step behind it: all that it gets, where nothing else is.

    A table that has no such lines has none for it, but for the start.
    """
    apart = f"dh_h_{step}"
    if any(each.name() == apart for each in lines.lines):
        return apart
    return f"dh_{step}" if not step or lines.problem.rounding.backward == "all" else ""


def without_starts(claims: Sequence[GradientClaim]) -> list[GradientClaim]:
    """Leave out the zeros that a sum begins with in code: the same line is written again behind them."""
    return [
        claim
        for at, claim in enumerate(claims)
        if any(each.value for each in claim.numbers)
        or all(other.line != claim.line for other in claims[at + 1 :])
    ]


def _text(lines: Sequence[str], place: Place) -> str:
    """Give what stands at a place of one line."""
    return (
        lines[place.line - 1][place.column - 1 : place.end_column - 1] if place.line == place.end_line else ""
    )


def _entry(line: str, entry: tuple[int, ...], lines: BackwardLines) -> int | None:
    """Give the place of an entry in a line, from 1; 0 for the whole, None where there is none."""
    if not entry:
        return 0
    found = lines.names.get(f"{line}[{','.join(map(str, entry))}]")
    return None if found is None else found[1] + 1
