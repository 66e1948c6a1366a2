"""Which backward line a chain is written for where a network has gates, layers or directions.

∂L/∂o_2, do_2     do_2, or da_o_2 where somebody calls so what has passed the sigmoid's slope: numbers say
δ_{o,2}, dz_o     da_o_2
dc̃_2              dg_2 of an LSTM, dn_2 of a GRU
∂L/∂W_xf, dWhf    dW_if, dW_hf
dh_2^{(1)}        dh_2 of that layer

A letter has one meaning in a text: that of its formula, or that one under which more lines follow. Where none
is better than another, the letter is not read, and nobody accused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from tutor.binding.backwards.facts import SCORES, written
from tutor.binding.backwards.gradient_names import DELTA, Wanted, wanted
from tutor.binding.backwards.stated_network import Network
from tutor.binding.backwards.turned_steps import NEXT, bare
from tutor.binding.backwards.wider_network import suffix_of
from tutor.binding.networks.defined import root_of
from tutor.binding.networks.units import Place, place_of, symbol_of
from tutor.calculation.equations import Cell
from tutor.judging.answers.backward_lines import BackwardLines
from tutor.judging.backwards.written_gradients import SCORES_TOO, GradientClaim
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Chain, Work

# δ_o, and what goes into a gate: a_o, z_o, net_o, o_raw.
_DELTA_OF = re.compile(rf"(?:{DELTA}|delta)_?(?P<of>\w.*)")
_IS_DELTA = re.compile(rf"(?:{DELTA}|delta)(?:[_^]|\w$|$)")
_INTO = re.compile(
    r"(?:a|z|net|pre)_?(?P<of>[a-z](?:_tilde|_hat)?)|(?P<raw>[a-z](?:_tilde)?)_(?:raw|pre|in|net)"
)
_BIASES: Mapping[str, tuple[str, ...]] = {"bias": ("", "i", "h"), "bias_ih": ("i", ""), "bias_hh": ("h", "")}

# How well a reading does: how many lines hold, how many do not (below 0).
Score = tuple[int, int]


def about(chain: Chain) -> Wanted | None:
    """Say which gradient or new parameter a chain is written for, the δ of a gate among them."""
    name = chain.name
    found = wanted(chain.segments[0].expression)
    if found is None and name is not None and isinstance(name.step, int) and _IS_DELTA.match(name.base):
        return Wanted("gradient", name.base, name.step, name.entry)
    return found


def symbols_of(base: str, network: Network) -> tuple[str, ...]:
    """Give what the gradient of a name may be called in the table, the likeliest first."""
    root = root_of(base)[0]
    unit = next(each for each in network.problem.units if not each.is_output)
    cell = unit.cell
    for parameter, own in network.parameters.items():
        if bare(own) == bare(base):
            return ("dW_hy",) if parameter == "weight_hy" else ("db_y",)
    place = place_of(base, cell.kind) or place_of(base, cell.kind, gate_first=True)
    if place is not None:
        return _parameter(place, cell)
    scores = ("ds",) if root in (*SCORES, *SCORES_TOO, *network.outputs) and network.has_output else ()
    delta = _DELTA_OF.fullmatch(root)
    if root in (DELTA, "delta"):
        return ("dh", "ds") if cell.gates else ("da", "dh", "ds")
    if delta is not None:
        return (
            *_inside(delta["of"], cell, into_first=True),
            *scores,
            *(("ds",) if delta["of"] in "yo" else ()),
        )
    into = _INTO.fullmatch(root)
    gate = _gate((into["of"] or into["raw"]) if into is not None else "", cell)
    if gate:
        return (f"da_{gate}",)
    return (*_inside(root, cell, into_first=False), *scores)


def _inside(root: str, cell: Cell, *, into_first: bool) -> tuple[str, ...]:
    """Give what belongs to a quantity of a cell: of a gate, before the slope and behind it."""
    gate = _gate(root, cell)
    if gate:
        return (f"da_{gate}", f"d{gate}") if into_first else (f"d{gate}", f"da_{gate}")
    symbol = symbol_of(root, cell)
    if symbol is None and not cell.gates and root in ("z", "net"):
        symbol = "a"
    if symbol == "h" and into_first and not cell.gates:
        return "da", "dh"
    return (f"d{symbol}",) if symbol is not None else ()


def _gate(root: str, cell: Cell) -> str:
    symbol = symbol_of(root, cell) if root else None
    return symbol if symbol is not None and symbol in cell.gates else ""


def _parameter(place: Place, cell: Cell) -> tuple[str, ...]:
    if place.tensor == "weight_ih":
        return (f"dW_i{place.gate or 'h'}",)
    if place.tensor == "weight_hh":
        return (f"dW_h{place.gate or 'h'}",)
    if not cell.gates:
        return tuple(f"db_{each}h" if each else "db" for each in _BIASES[place.tensor])
    return tuple(f"db_{each}{place.gate}" for each in _BIASES[place.tensor])


def wider_claims(
    work: Work,
    chains: Sequence[Chain],
    network: Network,
    lines: BackwardLines,
    reading: Mapping[str, str],
) -> list[GradientClaim]:
    """Find what is written for which line; of what is written twice, added up, the last counts."""
    at = {line.name() for line in lines.lines}
    found: dict[tuple[str, int], GradientClaim] = {}
    stepped = [
        (chain.place, reading.get(each.base) == "ds")
        for chain in chains
        if (each := about(chain)) is not None and each.step is not None
    ]
    for chain in chains:
        value, who = chain.segments[-1].expression, about(chain)
        numbers = written(value)
        if who is None or numbers is None or len(chain.segments) < 2 or who.base not in reading:
            continue
        symbol = reading[who.base]
        line = line_of(who, network, symbol)
        if line not in at or len(who.entry) > 2:
            continue
        made_of_errors = symbol in ("dW_hy", "db_y")
        if who.step is None and any(
            chain.place < place and (of_error or not made_of_errors) for place, of_error in stepped
        ):
            continue  # before the gradients of every step are there, it is the part of one step
        entry = 0
        if who.entry:
            place = lines.names.get(f"{line}[{','.join(map(str, who.entry))}]")
            if place is None:
                continue
            entry = place[1] + 1
        head = chain.segments[0].expression.place
        said = (
            work.lines[head.line - 1][head.column - 1 : head.end_column - 1]
            if head.line == head.end_line
            else ""
        )
        found.pop((line, entry), None)
        found[line, entry] = GradientClaim(line, entry, numbers.flat, value.place, said, chain)
    return list(found.values())


def first_unread(
    chains: Sequence[Chain], network: Network, names: Collection[str], reading: Mapping[str, str]
) -> int | None:
    """Give the line of the first gradient of a step whose meaning is not known: what rests on it is open."""
    unread = (
        chain.place.line
        for chain in chains
        if (who := about(chain)) is not None
        and who.step is not None
        and written(chain.segments[-1].expression) is not None
        and not (who.base in reading and line_of(who, network, reading[who.base]) in names)
    )
    return min(unread, default=None)


def line_of(who: Wanted, network: Network, symbol: str) -> str:
    """Name the line of the backward table that a gradient with a meaning has."""
    units = [each for each in network.problem.units if not each.is_output]
    _, layer, back = root_of(who.base)
    of_output = symbol in ("ds", "dW_hy", "db_y", "dh_y")
    suffix = "" if of_output else suffix_of(max(layer - network.lowest, 0), back)
    symbol = f"new_{symbol[1:]}" if who.kind == "new" else symbol
    if who.step is None:
        return symbol + suffix
    last = len(network.problem.sequences[0].inputs)
    if (
        symbol == "dh"
        and who.step == last
        and not network.has_output
        and layer - network.lowest == units[-1].layer
    ):
        return f"ds_{last}"  # the state is the output: what comes back to it is the error itself
    return f"{symbol}_{who.step}{suffix}"


def settled_readings(
    chains: Sequence[Chain],
    network: Network,
    names: Collection[str],
    score: Callable[[Mapping[str, str]], Score | None],
) -> Iterator[Mapping[str, str]]:
    """Give the one reading of the letters of a text under which most of it follows.

    Args:
        chains: what is computed backwards.
        network: the network.
        names: the names of the lines of its table.
        score: says how well a reading does, None where it is none.
    """
    letters: dict[str, list[str]] = {}
    for chain in chains:
        who = about(chain)
        if who is None or who.base in letters or who.base in NEXT:
            continue
        choices = [each for each in symbols_of(who.base, network) if line_of(who, network, each) in names]
        formula = _by_formula(who.base, chains, network) if len(choices) > 1 else ""
        letters[who.base] = [formula] if formula in choices else list(dict.fromkeys(choices))
    _told_apart(letters)
    reading: dict[str, str] = {}
    best: Score = 0, 0
    for letter, choices in sorted(letters.items(), key=lambda each: len(each[1])):
        tried = {choice: score({**reading, letter: choice}) for choice in choices}
        scores = {choice: found for choice, found in tried.items() if found is not None}
        if not scores:
            continue
        top = max(scores.values())
        winners = [choice for choice, found in scores.items() if found == top]
        if len(winners) > 1 and top[1] == best[1]:
            winners = winners[:1]  # the same numbers stand for both, and hold
        if len(winners) == 1 and (top[0] > best[0] or top[1] < best[1]):
            reading[letter], best = winners[0], top
    yield reading


def _told_apart(letters: dict[str, list[str]]) -> None:
    """Let letters that may mean the same have each its own meaning: beside δ_o, ∂L/∂o has passed no slope."""
    for letter, choices in letters.items():
        others = [
            each for other, each in letters.items() if other != letter and _layer(other) == _layer(letter)
        ]
        if len(choices) > 1 and any(set(choices) == set(each) for each in others):
            letters[letter] = choices[:1]
        taken = {each[0] for each in others if len(each) == 1}
        if len(choices) > 1 and len(left := [each for each in choices if each not in taken]) < len(choices):
            letters[letter] = left


def _layer(letter: str) -> tuple[int, bool]:
    return root_of(letter)[1:]


def _by_formula(letter: str, chains: Sequence[Chain], network: Network) -> str:
    """Say by its formula which of two gradients of a gate a letter has: that with the gate's slope in it."""
    cell = network.problem.units[0].cell
    for choice in symbols_of(letter, network):
        gate = _gate(choice.removeprefix("da_").removeprefix("d"), cell)
        for chain in chains if gate else ():
            who = about(chain)
            if who is None or who.base != letter or len(chain.segments) < 3:
                continue
            formula = chain.segments[1].expression
            if not any(isinstance(each, w.Name) for each in w.walk(formula)):
                continue
            sloped = any(_is_slope(node, gate, cell) for node in w.walk(formula))
            return f"da_{gate}" if sloped else f"d{gate}"
    return ""


def _is_slope(node: w.Expression, gate: str, cell: Cell) -> bool:
    """Whether a part of a formula is 1 - o, or 1 - g²."""
    match node:
        case w.Sum(terms=(w.Term(sign=1, expression=w.Number()), w.Term(sign=-1, expression=inner))):
            return any(
                isinstance(each, w.Name) and _gate(root_of(each.base)[0], cell) == gate
                for each in w.walk(inner)
            )
    return False
