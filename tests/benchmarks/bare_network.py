"""The bare program's picture of the unrolled network: f-strings and loops, one cell, no output layer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

Vector = Sequence[Decimal]

BLUE, ORANGE, GREEN, GREY, INK = "1450d2", "b04a00", "004f2d", "6a6a6a", "1a1a1a"
SANS = "Helvetica Neue,Arial,Liberation Sans,Noto Sans KR,NanumGothic,sans-serif"
SERIF = ' font-family="RNN Tutor Math,Latin Modern Math,STIX Two Math,Cambria Math,serif"'
DASHED, DOTTED = ' stroke-dasharray="5 3"', ' stroke-dasharray="1.2 2.6"'


def wide(vectors: Sequence[Vector]) -> float:
    return max([6.9 * len(str(value)) + 9 for vector in vectors for value in vector] + [30])


def box(x: float, y: float, width: float, height: float, look: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {look}/>'


def said(x: float, y: float, look: str, text: object) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{text}</text>'


def name(x: float, y: float, side: str, colour: str, size: int, base: str, below: object = "") -> str:
    anchor = f'text-anchor="{side}" ' if side else ""
    small = (
        f'<tspan dy="{size * 0.25:.1f}" font-size="{size * 0.72:.1f}">{below}</tspan>' if below != "" else ""
    )
    return said(
        x,
        y,
        f'{anchor}fill="#{colour}" font-size="{size}"{SERIF}',
        f'<tspan font-style="italic">{base}</tspan>{small}',
    )


def arrow(x: float, y: float, to_x: float, to_y: float, colour: str, line: str = "") -> str:
    ex, ey = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
    neck_x, neck_y = to_x - 6 * ex, to_y - 6 * ey
    return (
        f'<path d="M{x:.1f} {y:.1f}L{neck_x:.1f} {neck_y:.1f}" fill="none" stroke="#{colour}" '
        f'stroke-width="1.6"{line}/>\n'
        f'<path d="M{to_x:.1f} {to_y:.1f}L{neck_x - 3 * ey:.1f} {neck_y + 3 * ex:.1f}'
        f'L{neck_x + 3 * ey:.1f} {neck_y - 3 * ex:.1f}z" fill="#{colour}"/>'
    )


def stack(
    x: float, y: float, width: float, high: float, values: Vector, colour: str, tint: str, line: str
) -> list[str]:
    """A vector of small numbers, its middle at x."""
    parts = []
    for at, value in enumerate(values):
        top = y + at * high
        parts += [
            box(x - width / 2, top, width, high, f'fill="#{tint}" stroke="#{colour}" stroke-width=".4"'),
            said(x, top + high / 2 + 4.2, f'fill="#{INK}"', str(value).replace("-", "−")),
        ]
    frame = f'fill="none" stroke="#{colour}" stroke-width="1.2"{line}'
    return [*parts, box(x - width / 2, y, width, high * len(values), frame)]


def network(
    words: Sequence[str],
    one_hot: Sequence[Sequence[int]],
    states: Sequence[Vector],
    p: Sequence[Vector],
    q: Sequence[Vector],
) -> str:
    """Draw it with the numbers of p and q where they fit, else without."""
    drawn, width = drawing(words, one_hot, states, p, q, terms=True)
    return drawn if width <= 880 else drawing(words, one_hot, states, p, q, terms=False)[0]


def drawing(
    words: Sequence[str],
    one_hot: Sequence[Sequence[int]],
    states: Sequence[Vector],
    p: Sequence[Vector],
    q: Sequence[Vector],
    *,
    terms: bool,
) -> tuple[str, float]:
    size, entries, steps = len(states[0]), len(one_hot[0]), len(words)
    shown = list(range(1, steps + 1)) if steps <= 8 else [1, 2, 3, 4, 0, steps - 2, steps - 1, steps]
    cell, term, x_cell = min(20.0, 120 / size), min(15.0, 120 / size), min(17.0, 120 / entries)
    high, x_high = cell * size, x_cell * entries
    numbers = x_cell >= 12
    width = wide(states)
    term_wide = wide([*p, *q]) if terms else 0.0
    pitch = max(width + (term_wide + 26 if terms else 50), *(8.5 * len(word) + 12 for word in words))
    rise = (size * term + 26 if terms else 38) + 1
    # The top of the picture is the begin of the arrow of b, the left one the box of h_0.
    y = 26.0
    x_top = y + high + rise
    most = max(1.0, *(abs(float(value)) for state in states for value in state))

    def column(t: int) -> float:
        return 4 + width / 2 + ((shown.index(t) + 1) * pitch if t else 0.0)

    dots = 4 + width / 2 + (shown.index(0) + 1) * pitch if 0 in shown else 0.0
    points = f'fill="#{INK}" font-size="16" font-weight="700"'
    parts = []
    for t in shown:
        if not t:
            parts.append(said(dots, x_top + x_high / 2 + 4, points, "…"))
            continue
        x = column(t)
        for at, value in enumerate(one_hot[t - 1]):
            top = x_top + at * x_cell
            fill, ink, bold = (BLUE, "ffffff", ' font-weight="700"') if value else ("ffffff", "5c5c5c", "")
            parts.append(box(x - 9, top, 18, x_cell, f'fill="#{fill}" stroke="#{BLUE}" stroke-width=".4"'))
            if numbers:
                parts.append(said(x, top + x_cell / 2 + 4.2, f'fill="#{ink}"{bold}', value))
        parts += [
            box(x - 9, x_top, 18, x_high, f'fill="none" stroke="#{BLUE}" stroke-width="1.2"'),
            name(x - 14, x_top + x_high / 2 + 4, "end", BLUE, 13, "x", t),
            said(x, x_top + x_high + 17, f'fill="#{INK}" font-size="13" font-weight="700"', words[t - 1]),
        ]
    for place, t in enumerate((0, *shown)):
        if place and not t:
            parts.append(said(dots, y + high / 2 + 4, points, "…"))
            continue
        x = column(t)
        left = x - width / 2
        for at, value in enumerate(states[t]):
            top, number = y + at * cell, float(value)
            low, end = sorted((x, left + width * (number + most) / (2 * most)))
            parts += [
                box(left, top, width, cell, f'fill="#ffffff" stroke="#{GREEN}" stroke-width=".4"'),
                box(low, top + 1.5, end - low, cell - 3, 'fill="#cdeadb"'),
                f'<path d="M{x:.1f} {top:.1f}v{cell:.1f}" stroke="#{GREEN}" stroke-width=".4" '
                'stroke-dasharray="1.5 1.5"/>',
                said(x, top + cell / 2 + 4.2, f'fill="#{INK}"', str(value).replace("-", "−")),
            ]
        parts += [
            box(left, y, width, high, f'fill="none" stroke="#{GREEN}" stroke-width="1.8"'),
            name(left + 1, y - 7, "start", GREEN, 14, "h", t),
        ]
    middle = y + high / 2
    for t in shown:
        if not t:
            continue
        here = column(t)
        begin, end = here - pitch + width / 2 + 2, here - width / 2 - 2
        between = (begin + end) / 2
        parts += [
            arrow(begin, middle, end, middle, ORANGE, DASHED),
            name(between, middle + 15 if terms else middle - 7, "", ORANGE, 12, "W", "hh"),
        ]
        if terms:
            top = middle - 7 - term * size
            parts += stack(between, top, term_wide - 4, term, q[t - 1], ORANGE, "fbe6d6", DASHED)
        start, stop = x_top - 1, y + high + 2
        parts += [
            arrow(here, start, here, stop, BLUE),
            name(here - 6, (start + stop) / 2 + 4, "end", BLUE, 12, "W", "ih"),
        ]
        if terms:
            top = (start + stop) / 2 - term * size / 2
            parts += stack(here + 4 + term_wide / 2, top, term_wide - 4, term, p[t - 1], BLUE, "dde7fa", "")
        over = here + width / 2 - 7
        parts += [
            arrow(over, y - 20, over, y - 2, GREY, DOTTED),
            name(over - 4, y - 10, "end", GREY, 12, "b"),
        ]
    right = column(shown[-1]) + max(width / 2, 2 + term_wide if terms else 0)
    total, tall = right + 4, x_top + x_high + 26
    told = "; ".join(
        f"step {t} reads {word}: h_{t} = ({', '.join(map(str, state))})"
        for t, (word, state) in enumerate(zip(words[:12], states[1:13], strict=False), 1)
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total:.0f} {tall:.0f}" width="{total:.0f}" '
        f'height="{tall:.0f}" role="img" class="network" font-family="{SANS}" font-size="12" '
        'text-anchor="middle">\n<title>The network, step by step, with the numbers of this page</title>\n'
        f"<desc>{told}</desc>"
    )
    return "\n".join([head, *parts, "</svg>", ""]), total
