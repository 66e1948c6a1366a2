"""A bar chart of counts as SVG, TikZ and Typst: a row a bar, its label before it and its number behind it."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.documents.drawings.xml_text import escape
from tutor.record import NamedTuple

WIDTH = 460.0
LABELS, NUMBERS = 96.0, 40.0
ROW, BAR = 18.0, 12.0
COLOUR = "0072B2"
MOST_ROWS = 60


class Row(NamedTuple):
    """One bar: its label, how high it stands, how long it is, its number."""

    label: str
    y: float
    length: float
    number: str


def _laid_out(bars: Sequence[tuple[str, int]], most: int | None) -> list[Row]:
    full = max(most or 0, 1, *(count for _, count in bars))
    return [
        Row(label, 6 + ROW * at, (WIDTH - LABELS - NUMBERS) * count / full, str(count))
        for at, (label, count) in enumerate(bars[:MOST_ROWS])
    ]


def bars_svg(bars: Sequence[tuple[str, int]], caption: str, most: int | None = None) -> str:
    """Draw the chart as a self-contained SVG; ``most`` is the number of a full bar.

    >>> bars_svg([("h_1", 3)], "right entries").count("<rect")
    2
    """
    rows = _laid_out(bars, most)
    height = 12 + ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" '
        f'height="{height:g}" role="img" font-family="sans-serif" font-size="11">',
        f"<title>{escape(caption)}</title>",
        f'<rect width="{WIDTH:g}" height="{height:g}" fill="#fff"/>',
    ]
    for row in rows:
        middle = row.y + BAR - 2
        parts.append(f'<text x="{LABELS - 6:g}" y="{middle:g}" text-anchor="end">{escape(row.label)}</text>')
        parts.append(
            f'<rect x="{LABELS:g}" y="{row.y:g}" width="{row.length:.1f}" height="{BAR:g}" fill="#{COLOUR}"/>'
        )
        parts.append(f'<text x="{LABELS + row.length + 5:.1f}" y="{middle:g}">{row.number}</text>')
    parts.append(f'<path d="M{LABELS:g} 2V{height - 4:g}" stroke="#000"/>')
    return "\n".join([*parts, "</svg>", ""])


def bars_tikz(bars: Sequence[tuple[str, int]], labels: Sequence[str], most: int | None = None) -> str:
    """Draw the chart as a TikZ picture; ``labels`` are those of the bars, written for LaTeX."""
    rows = _laid_out(bars, most)
    red, green, blue = bytes.fromhex(COLOUR)
    colour = f"{{rgb,255:red,{red};green,{green};blue,{blue}}}"
    parts = [r"\begin{tikzpicture}[x=0.8pt, y=-0.8pt, font=\footnotesize]"]
    for row, label in zip(rows, labels, strict=False):
        middle = row.y + BAR / 2
        end = LABELS + row.length
        parts.append(f"\\node[left] at ({LABELS:g},{middle:g}) {{{label}}};")
        parts.append(f"\\fill[color={colour}] ({LABELS:g},{row.y:g}) rectangle ({end:.1f},{row.y + BAR:g});")
        parts.append(f"\\node[right] at ({end:.1f},{middle:g}) {{{row.number}}};")
    parts.append(f"\\draw ({LABELS:g},2) -- ({LABELS:g},{8 + ROW * len(rows):g});")
    return "\n".join([*parts, r"\end{tikzpicture}"])


def bars_typst(bars: Sequence[tuple[str, int]], labels: Sequence[str], most: int | None = None) -> str:
    """Draw the chart with Typst; ``labels`` are those of the bars, written for Typst."""
    rows = _laid_out(bars, most)
    height = 12 + ROW * len(rows)
    parts = [f"#drawing({WIDTH:g}, {height:g})["]
    for row, label in zip(rows, labels, strict=False):
        middle = row.y + BAR / 2
        parts.append(f"#note({LABELS - 6:g}, {middle:g}, right + horizon)[{label}]")
        parts.append(f'#bar("{COLOUR}", {LABELS:g}, {row.y:g}, {row.length:.1f}, {BAR:g})')
        parts.append(f"#note({LABELS + row.length + 5:.1f}, {middle:g}, left + horizon)[{row.number}]")
    parts.append(f'#stroke("000000", .5, (), ({LABELS:g}, 2), ({LABELS:g}, {height - 4:g}))')
    return "\n".join([*parts, "]"])
