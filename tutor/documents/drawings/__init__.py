"""Drawings without a plotting library: SVG, TikZ, Typst."""
