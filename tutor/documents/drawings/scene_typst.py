"""A scene for Typst: calls of the few functions that the template defines, mathematics as Typst sets it."""

from __future__ import annotations

from tutor.documents.drawings.scene import Arrow, Cell, Frame, Item, Label, Name, Scene, look, thickness

_SIDES = {"start": "left", "middle": "center", "end": "right"}
_SIGNS = {"": "", "⊙": "⊙ ", "+": "+ "}


def scene_typst(scene: Scene, words: dict[str, str], description: str) -> str:
    """Draw a scene; ``words`` are the words in it, written for Typst, ``description`` a string of Typst."""
    parts = [f"#network({scene.width:.0f}, {scene.height:.0f}, {description})["]
    parts += [_drawn(item, words) for item in scene.items]
    return "\n".join([*parts, "]"])


def _drawn(item: Item, words: dict[str, str]) -> str:
    match item:
        case Cell(x, y, wide, high, part, text, bar):
            colour, tint, _ = look(part)
            shown = f"({bar[0] - x:.1f}, {bar[1] - x:.1f})" if bar else "none"
            line = "true" if bar and part != "gate" else "false"
            place = f"{x:.1f}, {y:.1f}, {wide:.1f}, {high:.1f}"
            return (
                f'#cell({place}, "{item.fill}", "{colour}", {shown}, "{tint}", {line}, "{item.ink}")[{text}]'
            )
        case Frame(x, y, wide, high, part, radius):
            colour, _, line = look(part)
            place = f"{x:.1f}, {y:.1f}, {wide:.1f}, {high:.1f}"
            return f'#frame({place}, "{colour}", {thickness(part):g}, "{line}", {radius:g})'
        case Arrow(x, y, to_x, to_y, part):
            colour, _, line = look(part)
            return f'#arrow({x:.1f}, {y:.1f}, {to_x:.1f}, {to_y:.1f}, "{colour}", "{line}")'
        case Label(x, y, side, text, _, size):
            body = f"*{words[text]}*" if isinstance(text, str) else f"${_name(text)}$"
            return f'#label-at({x:.1f}, {y:.1f}, {_SIDES[side]}, {size:g}, "{item.ink}")[{body}]'


def _name(name: Name) -> str:
    # Letters that stand together are one name to Typst.
    letters = " ".join(name.base)
    base = f"accent({letters}, {'→' if name.arrow == 'right' else '←'})" if name.arrow else letters
    below = (
        "_(" + "\\,".join(" ".join(part) if part.isalpha() else part for part in name.below.split(",")) + ")"
    )
    above = name.above.replace("(", "\\(").replace(")", "\\)")
    return _SIGNS[name.sign] + base + (below if name.below else "") + (f"^({above})" if above else "")
