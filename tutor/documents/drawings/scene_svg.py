"""A scene as SVG: a picture that needs nothing else, the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.documents.drawings.scene import Arrow, Cell, Frame, Item, Label, Name, Scene, look, thickness
from tutor.documents.drawings.xml_text import escape

_MATHEMATICS = "RNN Tutor Math,Latin Modern Math,STIX Two Math,Cambria Math,serif"
_WORDS = "Helvetica Neue,Arial,Liberation Sans,Noto Sans KR,NanumGothic,sans-serif"
_DASHES = {"dashed": ' stroke-dasharray="5 3"', "dotted": ' stroke-dasharray="1.2 2.6"'}
_ARROWS = {"right": "→", "left": "←"}


def scene_svg(scene: Scene, title: str, description: str) -> str:
    """Draw a scene; ``title`` and ``description`` say it in words.

    >>> scene_svg(Scene([Frame(0, 0, 9, 9, "state")], 9, 9), "a < b", "").count("<rect")
    1
    """
    wide, high = f"{scene.width:.0f}", f"{scene.height:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" class="network" font-family="{_WORDS}" font-size="12" text-anchor="middle">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>",
    ]
    for item in scene.items:
        parts += _drawn(item)
    return "\n".join([*parts, "</svg>", ""])


def _drawn(item: Item) -> Iterator[str]:
    match item:
        case Cell():
            yield from _cell(item)
        case Frame(x, y, wide, high, part, radius):
            colour, _, line = look(part)
            rounded = f' rx="{radius:g}"' if radius else ""
            yield (
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"{rounded} fill="none" '
                f'stroke="#{colour}" stroke-width="{thickness(part):g}"{_DASHES.get(line, "")}/>'
            )
        case Arrow():
            yield from _arrow(item)
        case Label():
            yield from _label(item)


def _cell(cell: Cell) -> Iterator[str]:
    colour, tint, _ = look(cell.part)
    x, y, wide, high = cell.x, cell.y, cell.width, cell.height
    yield (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="#{cell.fill}" '
        f'stroke="#{colour}" stroke-width=".4"/>'
    )
    if cell.bar:
        low, most = cell.bar
        yield (
            f'<rect x="{low:.1f}" y="{y + 1.5:.1f}" width="{most - low:.1f}" height="{high - 3:.1f}" '
            f'fill="#{tint}"/>'
        )
        if cell.part != "gate":
            yield (
                f'<path d="M{x + wide / 2:.1f} {y:.1f}v{high:.1f}" stroke="#{colour}" stroke-width=".4" '
                'stroke-dasharray="1.5 1.5"/>'
            )
    if cell.text:
        bold = ' font-weight="700"' if cell.full else ""
        yield (
            f'<text x="{x + wide / 2:.1f}" y="{y + high / 2 + 4.2:.1f}" fill="#{cell.ink}"{bold}>'
            f"{escape(cell.text)}</text>"
        )


def _arrow(arrow: Arrow) -> Iterator[str]:
    """Draw the line and, at its end, a head of its own: markers are drawn differently everywhere."""
    colour, _, line = look(arrow.part)
    dx, dy = arrow.to_x - arrow.x, arrow.to_y - arrow.y
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    dx, dy = dx / length, dy / length
    neck_x, neck_y = arrow.to_x - 6 * dx, arrow.to_y - 6 * dy
    yield (
        f'<path d="M{arrow.x:.1f} {arrow.y:.1f}L{neck_x:.1f} {neck_y:.1f}" fill="none" stroke="#{colour}" '
        f'stroke-width="1.6"{_DASHES.get(line, "")}/>'
    )
    sides = ((neck_x - 3 * dy, neck_y + 3 * dx), (neck_x + 3 * dy, neck_y - 3 * dx))
    corners = "L".join(f"{x:.1f} {y:.1f}" for x, y in ((arrow.to_x, arrow.to_y), *sides))
    yield f'<path d="M{corners}z" fill="#{colour}"/>'


def _label(label: Label) -> Iterator[str]:
    anchor = f' text-anchor="{label.side}"' if label.side != "middle" else ""
    place = f'x="{label.x:.1f}" y="{label.y:.1f}"{anchor} fill="#{label.ink}" font-size="{label.size:g}"'
    if isinstance(label.text, str):
        yield f'<text {place} font-weight="700">{escape(label.text)}</text>'
        return
    yield f'<text {place} font-family="{_MATHEMATICS}">{_name(label.text, label.size)}</text>'


def _name(name: Name, size: float) -> str:
    """Write a symbol; its arrow stands in front, for no font puts it above reliably."""
    small = f'font-size="{size * 0.72:.1f}"'
    text = f"{name.sign} " if name.sign else ""
    text += f'<tspan font-size="{size * 0.8:.1f}">{_ARROWS[name.arrow]}</tspan>' if name.arrow else ""
    text += f'<tspan font-style="italic">{escape(name.base)}</tspan>'
    if name.below:
        text += f'<tspan dy="{size * 0.25:.1f}" {small}>{escape(name.below)}</tspan>'
    if name.above:
        text += (
            f'<tspan dy="{-size * (0.65 if name.below else 0.4):.1f}" {small}>{escape(name.above)}</tspan>'
        )
    return text
