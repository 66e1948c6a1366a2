"""Make the font that web pages carry from Latin Modern Math: ``python make.py latinmodern-math.otf``.

Needs fontTools and Brotli. Only what the formulas use is kept: parentheses, the sum and the brace below a
term in every size, all other signs in one.
"""

import string
import sys
from pathlib import Path

from fontTools import subset

NAME = "RNN Tutor Math"
# Single letters are set in italics, which have characters of their own; h stands apart from the others.
ITALICS = {chr(0x1D434 + index) for index in range(52)} - {"\U0001d455"} | {"\u210e"}
SIGNS = "()[],.+=#-/ ·×−≈⋅⊙∑→←⏟⊤⋯⋮⋱…σ\u2061\u2062\U0001d70e"
GROWING = {"Vert": "()∑", "Horiz": "⏟"}


def main(source: str) -> None:
    """Write the font beside this file."""
    options = subset.Options(
        flavor="woff2", layout_features=[], hinting=False, desubroutinize=True, name_IDs=["*"]
    )
    font = subset.load_font(source, options)
    variants, glyph_of = font["MATH"].table.MathVariants, font.getBestCmap()
    for way, signs in GROWING.items():
        coverage = getattr(variants, f"{way}GlyphCoverage")
        constructions = getattr(variants, f"{way}GlyphConstruction")
        kept = {glyph_of[ord(sign)] for sign in signs}
        both = [pair for pair in zip(coverage.glyphs, constructions, strict=True) if pair[0] in kept]
        coverage.glyphs = [glyph for glyph, _ in both]
        setattr(variants, f"{way}GlyphConstruction", [construction for _, construction in both])
        setattr(variants, f"{way}GlyphCount", len(both))
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=map(ord, {*string.ascii_letters, *string.digits, *SIGNS, *ITALICS}))
    subsetter.subset(font)
    for name in font["name"].names:
        if name.nameID in (1, 4, 6, 16):
            name.string = NAME.replace(" ", "") if name.nameID == 6 else NAME
    table = font["CFF "].cff
    table.fontNames[0] = NAME.replace(" ", "")
    table.topDictIndex[0].FullName = table.topDictIndex[0].FamilyName = NAME
    subset.save_font(font, str(Path(__file__).with_name("rnn-tutor-math.woff2")), options)


if __name__ == "__main__":
    main(sys.argv[1])
