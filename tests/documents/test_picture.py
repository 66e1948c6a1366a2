"""The picture of the states: what it draws, to the coordinate."""

import re
from itertools import pairwise

import pytest

from tutor.documents.drawings.picture import HEIGHT, WIDTH, chart, svg, tikz, typst

TWO = [("h[1]", [0.0, 0.5, -0.5]), ("h[2]", [0.0, 1.0, 1.0])]


def test_a_chart_of_two_series():
    drawn = chart(TWO)
    assert [label for _, label in drawn.x_ticks] == ["0", "1", "2"]
    assert [label for _, label in drawn.y_ticks] == ["-0.5", "0.0", "0.5", "1.0"]
    assert [x for x, _ in drawn.x_ticks] == [40, 220, 400]
    (bottom, _), *_, (top, _) = drawn.y_ticks
    assert (bottom, top) == (196, 12)
    first, second = drawn.lines
    assert [round(y, 3) for _, y in first.points] == [134.667, 73.333, 196]
    assert [round(y, 3) for _, y in second.points] == [134.667, 12, 12]
    assert (first.label_y, second.label_y) == (196, 12)
    assert first.colour != second.colour and first.dash != second.dash
    assert drawn.marked


def test_a_decimal_comma_stands_on_the_axis():
    assert [label for _, label in chart(TWO, comma=",").y_ticks] == ["-0,5", "0,0", "0,5", "1,0"]
    assert ">0,5<" in svg(TWO, "h", comma=",") and ">0.5<" not in svg(TWO, "h", comma=",")


@pytest.mark.parametrize("units", [1, 5, 12, 16])
def test_labels_stay_on_the_picture_and_apart(units):
    series = [
        (f"h[{unit + 1}]", [0.0, *[0.95 - 0.001 * unit if unit % 2 else -0.95 + 0.001 * unit] * 45])
        for unit in range(units)
    ]
    drawn = chart(series)
    places = sorted(line.label_y for line in drawn.lines)
    assert all(5 <= place <= HEIGHT - 5 for place in places)
    assert all(later - earlier > 12.9 for earlier, later in pairwise(places))
    assert len({(line.colour, line.dash) for line in drawn.lines}) == units
    assert [label for _, label in drawn.x_ticks] == [str(step) for step in range(0, 46, 3)]
    assert not drawn.marked


def test_all_writers_draw_every_series():
    assert len(re.findall(r'stroke-width="1.6"', svg(TWO, "a < b"))) == 2
    assert "<title>a &lt; b</title>" in svg(TWO, "a < b")
    assert f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}"' in svg(TWO, "")
    assert tikz(TWO).count("semithick") == 2
    assert "$h[2]$" in tikz(TWO)
    assert '#stroke("0072B2", 1, (), (40.0, 134.7), (220.0, 73.3), (400.0, 196.0))' in typst(TWO)
    assert typst(TWO).count("#points(") == 2 and "[$h[2]$]" in typst(TWO)
