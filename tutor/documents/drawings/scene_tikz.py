"""A scene in TikZ, with the colours that the preamble defines by their digits."""

from __future__ import annotations

from tutor.documents.drawings.scene import Arrow, Cell, Frame, Item, Label, Name, Scene, look, thickness

_ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
_DASHES = {"dashed": ", densely dashed", "dotted": ", densely dotted"}
_SIGNS = {"": "", "⊙": "\\odot ", "+": "+ "}
# A page of paper is so wide, in units of a drawing of full width.
SCALE, PAPER_WIDTH = 0.72, 650.0


def scene_tikz(scene: Scene, words: dict[str, str]) -> str:
    """Draw a scene, smaller where it is wider than the page; ``words`` are written for LaTeX."""
    scale = min(SCALE, SCALE * PAPER_WIDTH / scene.width)
    font = r"\scriptsize" if scale > 0.55 else r"\tiny"
    parts = [f"\\begin{{tikzpicture}}[x={scale:.3f}pt, y=-{scale:.3f}pt, font={font}]"]
    parts += [_drawn(item, words) for item in scene.items]
    return "\n".join([*parts, r"\end{tikzpicture}"])


def _colour(digits: str) -> str:
    red, green, blue = bytes.fromhex(digits)
    return f"{{rgb,255:red,{red};green,{green};blue,{blue}}}"


def _drawn(item: Item, words: dict[str, str]) -> str:
    match item:
        case Cell(x, y, wide, high, part, text, bar):
            colour, tint, _ = look(part)
            place = f"({x:.1f},{y:.1f}) rectangle ++({wide:.1f},{high:.1f})"
            drawn = f"\\filldraw[fill={_colour(item.fill)}, draw={_colour(colour)}, very thin] {place};"
            if bar:
                inside = f"({bar[0]:.1f},{y + 1.5:.1f}) rectangle ({bar[1]:.1f},{y + high - 1.5:.1f})"
                drawn += f"\n\\fill[color={_colour(tint)}] {inside};"
            if text:
                middle = f"({x + wide / 2:.1f},{y + high / 2:.1f})"
                number = text.replace("−", "-")
                drawn += f"\n\\node[text={_colour(item.ink)}] at {middle} {{${number}$}};"
            return drawn
        case Frame(x, y, wide, high, part, radius):
            colour, _, line = look(part)
            style = f"line width={thickness(part) * 0.7:.1f}pt, rounded corners={radius:g}pt"
            place = f"({x:.1f},{y:.1f}) rectangle ++({wide:.1f},{high:.1f})"
            return f"\\draw[color={_colour(colour)}, {style}{_DASHES.get(line, '')}] {place};"
        case Arrow(x, y, to_x, to_y, part):
            colour, _, line = look(part)
            style = f"-{{Triangle[length=4pt, width=4pt]}}, color={_colour(colour)}, semithick"
            return f"\\draw[{style}{_DASHES.get(line, '')}] ({x:.1f},{y:.1f}) -- ({to_x:.1f},{to_y:.1f});"
        case Label(x, y, side, text):
            body = f"\\textbf{{{words[text]}}}" if isinstance(text, str) else f"${_name(text)}$"
            style = f"anchor={_ANCHORS[side]}, inner sep=0pt, text={_colour(item.ink)}"
            return f"\\node[{style}] at ({x:.1f},{y:.1f}) {{{body}}};"


def _name(name: Name) -> str:
    letters = name.base.replace("δ", "\\delta")
    base = f"\\over{name.arrow}arrow{{{letters}}}" if name.arrow else letters
    below = f"_{{{name.below}}}" if name.below else ""
    above = name.above.replace("⊤", "\\top")
    return _SIGNS[name.sign] + base + below + (f"^{{{above}}}" if above else "")
