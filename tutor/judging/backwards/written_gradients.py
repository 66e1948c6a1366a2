"""Which line of the backward pass a chain of a text is written for, and of which entry.

δ_2, ∂L/∂h_2, dW_hh, W_hh^{new} ─→ da_2, dh_2, dW_hh, new_W_hh, with what is written for them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tutor.binding.backwards.facts import SCORES, written
from tutor.binding.backwards.gradient_names import DELTA, Wanted, wanted
from tutor.binding.backwards.stated_network import Network
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.reading.formulas import syntax as w
from tutor.reading.formulas.syntax import Place
from tutor.reading.work import Chain
from tutor.record import record

_GRADIENTS: Mapping[str, str] = {
    "weight_ih": "dW_ih",
    "weight_hh": "dW_hh",
    "bias": "db",
    "weight_hy": "dW_hy",
    "bias_y": "db_y",
}


@record()
class GradientClaim:
    """What is written for a line, or an entry of it, and where."""

    line: str
    entry: int  # from 1; 0 for the whole
    numbers: tuple[w.Number, ...]
    place: Place
    name: str
    chain: Chain


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
        elif letter in network.outputs:
            known[letter] = ("ds", "da") if letter not in ("o", "y_hat") else ("ds",)
        elif letter in SCORES and network.has_output:
            known[letter] = ("ds", "da")  # the scores may have another letter in the forward pass
        else:
            known[letter] = ("da",)
    for choice in product(*known.values()):
        yield dict(zip(known, choice, strict=True))


def claims_of(
    texts: Sequence[str],
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
    for chain in chains:
        value = chain.segments[-1].expression
        numbers = written(value)
        about = subject_of(chain)
        name, plain = chain.name, None
        if about is None and name is not None and bare(name.base) in by_letter and name.step is None:
            # A parameter that is computed anew behind the gradients.
            plain = Wanted("new", name.base, None, name.entry) if len(chain.segments) > 1 else None
        about = about or plain
        if about is None or numbers is None or len(chain.segments) < 2:
            continue
        line = ""
        if bare(about.base) in by_letter and about.step is None:
            parameter = by_letter[bare(about.base)]
            gradient = _GRADIENTS[parameter]
            line = gradient if about.kind == "gradient" else f"new_{gradient[1:]}"
        elif about.kind == "gradient" and about.step is not None and about.base in reading:
            line = f"{reading[about.base]}_{about.step}"
            if line == f"dh_{last}" and not network.has_output:
                # The state is the output: what comes back to it is the error itself.
                line = f"ds_{last}"
        elif about.kind == "gradient" and about.step is None and about.base in network.outputs:
            line = f"ds_{last}"
        if line and len(about.entry) <= 2:
            place = value.place
            entry = _entry(line, about.entry, lines)
            if entry is not None:
                said = _text(texts, chain.segments[0].expression.place)
                yield GradientClaim(line, entry, numbers.flat, place, said, chain)


def without_starts(claims: Sequence[GradientClaim]) -> list[GradientClaim]:
    """Leave out the zeros that a sum begins with in code: the same line is written again behind them."""
    return [
        claim
        for at, claim in enumerate(claims)
        if any(each.value for each in claim.numbers)
        or all(other.line != claim.line for other in claims[at + 1 :])
    ]


def bare(name: str) -> str:
    """Give a name without what differs in writing: Whh is W_hh."""
    return name.replace("_", "").replace("{", "").replace("}", "")


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
