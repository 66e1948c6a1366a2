"""A line chart of a vector over the time steps, as SVG, TikZ and Typst: no plotting library.

The layout is computed once, in points; the writers only draw it. Series differ in dashes and markers
as well as in colour, so that a black and white print can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

from tutor.documents.drawings.xml_text import escape
from tutor.record import NamedTuple

WIDTH, HEIGHT = 460.0, 230.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 60.0, 12.0, 34.0
LABEL_HEIGHT = 13.0
MOST_MARKED_STEPS = 40
# Words, each with how a language writes it.
Words = Sequence[tuple[str, str]]
NO_WORDS: Words = ()
# With more steps, or longer words, the steps have their numbers alone.
MOST_WORDS, LONGEST_WORD = 10, 9

# Okabe and Ito's palette, which people with any colour vision can tell apart.
COLOURS = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000", "8A7F00")
DASHES = ("", "6 3", "2 2", "8 3 2 3")


class Line(NamedTuple):
    """One series: its points on the page, its label and where that stands, its look."""

    points: tuple[tuple[float, float], ...]
    label: str
    label_y: float
    colour: str
    dash: str


class Chart(NamedTuple):
    """The chart as it is drawn; y grows downwards, as in SVG."""

    lines: tuple[Line, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    marked: bool


def chart(
    series: Sequence[tuple[str, Sequence[float]]], first: int = 0, words: Sequence[str] = (), comma: str = "."
) -> Chart:
    """Lay out series of equal length.

    ``first`` is the step of the first point; ``words`` begin at step 1; ``comma`` is the decimal mark.
    """
    steps = len(series[0][1]) - 1
    values = [value for _, points in series for value in points]
    spacing, low, high = _scale(min(values), max(values))

    def x(step: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * step / max(1, steps)

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low)

    ends = sorted(range(len(series)), key=lambda index: y(series[index][1][-1]))
    label_y = _apart({index: y(series[index][1][-1]) for index in ends})
    every = max(1, ceil(steps / 20))
    ticks = floor((high - low) / spacing + 0.5)
    decimals = max(0, -floor(log10(spacing) + 1e-9))
    return Chart(
        lines=tuple(
            Line(
                tuple((x(step), y(value)) for step, value in enumerate(points)),
                label,
                label_y[index],
                COLOURS[index % len(COLOURS)],
                DASHES[(index + index // len(COLOURS)) % len(DASHES)],
            )
            for index, (label, points) in enumerate(series)
        ),
        x_ticks=tuple((x(step), _tick(first + step, words)) for step in range(0, steps + 1, every)),
        y_ticks=tuple(
            (y(low + spacing * tick), f"{low + spacing * tick:.{decimals}f}".replace(".", comma))
            for tick in range(ticks + 1)
        ),
        marked=steps <= MOST_MARKED_STEPS,
    )


def _tick(step: int, words: Sequence[str]) -> str:
    """Give what stands at a step: its word where all words find room, else its number."""
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        return str(step)
    return words[step - 1] if 0 < step <= len(words) else str(step)


def _written(label: str, words: Words) -> str:
    """Write what stands at a step: a word, else a number."""
    return next((written for word, written in words if word == label), f"${label}$")


def _apart(wanted: Mapping[int, float]) -> Mapping[int, float]:
    """Move labels, given from top to bottom, so that none covers another and all stay on the picture."""
    places: dict[int, float] = {}
    free = TOP - LABEL_HEIGHT
    for index, position in wanted.items():
        free = places[index] = max(position, free + LABEL_HEIGHT)
    free = HEIGHT - LABEL_HEIGHT / 2 + LABEL_HEIGHT
    for index in reversed(list(wanted)):
        free = places[index] = min(places[index], free - LABEL_HEIGHT)
    return places


def _scale(low: float, high: float) -> tuple[float, float, float]:
    """Choose a round spacing and round ends around the values and zero."""
    low, high = min(low, 0.0), max(high, 0.0)
    span = high - low or 1.0
    power = 10.0 ** floor(log10(span / 4))
    spacing = next(power * factor for factor in (1, 2, 5, 10) if power * factor * 5 >= span)
    return spacing, floor(low / spacing + 1e-9) * spacing, max(ceil(high / spacing - 1e-9) * spacing, spacing)


def svg(
    series: Sequence[tuple[str, Sequence[float]]],
    caption: str,
    first: int = 0,
    words: Sequence[str] = (),
    comma: str = ".",
) -> str:
    """Draw the chart as a self-contained SVG; ``comma`` is the decimal mark."""
    drawn = chart(series, first, words, comma)
    floor_y, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}" role="img" font-family="sans-serif" font-size="11">',
        f"<title>{escape(caption)}</title>",
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#fff"/>',
    ]
    for position, label in drawn.y_ticks:
        parts.append(f'<path d="M{LEFT:g} {position:.1f}H{right:g}" stroke="#ddd"/>')
        minus = label.replace("-", "−")
        parts.append(f'<text x="{LEFT - 6:g}" y="{position + 4:.1f}" text-anchor="end">{minus}</text>')
    for position, label in drawn.x_ticks:
        parts.append(f'<path d="M{position:.1f} {floor_y:g}v4" stroke="#000"/>')
        parts.append(
            f'<text x="{position:.1f}" y="{floor_y + 16:g}" text-anchor="middle">{escape(label)}</text>'
        )
    parts.append(f'<path d="M{LEFT:g} {TOP:g}V{floor_y:g}H{right:g}" stroke="#000" fill="none"/>')
    place = f'x="{(LEFT + right) / 2:g}" y="{HEIGHT - 4:g}" text-anchor="middle"'
    parts.append(f'<text {place} font-style="italic">t</text>')
    for line in drawn.lines:
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line.points)
        dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
        parts.append(f'<path d="{path}" stroke="#{line.colour}" stroke-width="1.6" fill="none"{dash}/>')
        if drawn.marked:
            parts += [
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="#{line.colour}"/>' for x, y in line.points
            ]
        place = f'x="{right + 8:g}" y="{line.label_y + 4:.1f}"'
        parts.append(f'<text {place} fill="#{line.colour}">{escape(line.label)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def tikz(
    series: Sequence[tuple[str, Sequence[float]]],
    first: int = 0,
    words: Words = NO_WORDS,
    *,
    decimal_comma: bool = False,
) -> str:
    """Draw the chart as a TikZ picture; each word is given with how LaTeX writes it."""
    drawn = chart(series, first, [word for word, _ in words], "{,}" if decimal_comma else ".")
    floor_y, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [r"\begin{tikzpicture}[x=0.8pt, y=-0.8pt, font=\footnotesize]"]
    for position, label in drawn.y_ticks:
        parts.append(f"\\draw[black!15] ({LEFT:g},{position:.1f}) -- ({right:g},{position:.1f});")
        parts.append(f"\\node[left] at ({LEFT:g},{position:.1f}) {{${label}$}};")
    for position, label in drawn.x_ticks:
        parts.append(
            f"\\draw ({position:.1f},{floor_y:g}) -- ++(0,4) node[below] {{{_written(label, words)}}};"
        )
    parts.append(f"\\draw ({LEFT:g},{TOP:g}) |- ({right:g},{floor_y:g});")
    parts.append(f"\\node at ({(LEFT + right) / 2:g},{HEIGHT - 2:g}) {{$t$}};")
    for line in drawn.lines:
        red, green, blue = bytes.fromhex(line.colour)
        colour = f"{{rgb,255:red,{red};green,{green};blue,{blue}}}"
        numbers = line.dash.split()
        pattern = " ".join(
            f"{'on' if index % 2 == 0 else 'off'} {length}pt" for index, length in enumerate(numbers)
        )
        dash = f", dash pattern={pattern}" if line.dash else ""
        path = " -- ".join(f"({x:.1f},{y:.1f})" for x, y in line.points)
        parts.append(f"\\draw[color={colour}, semithick{dash}] {path};")
        if drawn.marked:
            parts += [
                f"\\fill[color={colour}] ({x:.1f},{y:.1f}) circle[radius=1.8pt];" for x, y in line.points
            ]
        label = line.label.replace("←", r"\leftarrow ")
        parts.append(f"\\node[right, text={colour}] at ({right + 4:g},{line.label_y:.1f}) {{${label}$}};")
    return "\n".join([*parts, r"\end{tikzpicture}"])


def typst(
    series: Sequence[tuple[str, Sequence[float]]],
    first: int = 0,
    words: Words = NO_WORDS,
    *,
    decimal_comma: bool = False,
) -> str:
    """Draw the chart with Typst; the template defines ``drawing``, ``stroke`` and ``note``.

    Each word is given with how Typst writes it.
    """
    drawn = chart(series, first, [word for word, _ in words], '","' if decimal_comma else ".")
    floor_y, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [f"#drawing({WIDTH:g}, {HEIGHT:g})["]
    for position, label in drawn.y_ticks:
        parts.append(f'#stroke("dddddd", .5, (), ({LEFT:g}, {position:.1f}), ({right:g}, {position:.1f}))')
        parts.append(f"#note({LEFT - 6:g}, {position:.1f}, right + horizon)[${label}$]")
    for position, label in drawn.x_ticks:
        parts.append(
            f'#stroke("000000", .5, (), ({position:.1f}, {floor_y:g}), ({position:.1f}, {floor_y + 4:g}))'
        )
        parts.append(f"#note({position:.1f}, {floor_y + 7:g}, center + top)[{_written(label, words)}]")
    corner = ", ".join(f"({x:g}, {y:g})" for x, y in ((LEFT, TOP), (LEFT, floor_y), (right, floor_y)))
    parts.append(f'#stroke("000000", .5, (), {corner})')
    parts.append(f"#note({(LEFT + right) / 2:g}, {HEIGHT - 4:g}, center + horizon)[$t$]")
    for line in drawn.lines:
        dash = "".join(f"{length}pt, " for length in line.dash.split())
        path = ", ".join(f"({x:.1f}, {y:.1f})" for x, y in line.points)
        parts.append(f'#stroke("{line.colour}", 1, ({dash}), {path})')
        if drawn.marked:
            parts.append(f'#points("{line.colour}", {path})')
        # Letters that stand together are one name to Typst.
        symbol = line.label.replace("dh", "d h")
        label = f'#text(rgb("{line.colour}"))[${symbol}$]'
        parts.append(f"#note({right + 8:g}, {line.label_y:.1f}, left + horizon)[{label}]")
    return "\n".join([*parts, "]"])
