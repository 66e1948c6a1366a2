"""Tables as text: what divides their cells, which bytes are text, what is no cell."""

import pytest

from tutor.files.csv_text import decoded, divider_of, harmless, plain, rows


@pytest.mark.parametrize(
    ("text", "divider"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b\n0,1;0,2\n", ";"),
        ("a\tb\n0,1\t0,2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("sep=;\na,b;c\n", ";"),
        ('a;b\n"1,2,3";4\n', ";"),
        ("a,b;c\n1;2\n", ";"),
        ("a\n1\n", ","),
        ("", ","),
    ],
)
def test_what_divides_cells(text, divider):
    assert divider_of(text) == divider


def test_ten_lines_tell_what_divides_them():
    lines = ["a;b"] * 10 + ["a,b;c,d;e"] * 5
    assert divider_of("\n".join(lines)) == ";"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"h = 1", "h = 1"),
        ("h = 이".encode("utf-16-le"), "h = 이"),
        ("h = 이".encode("utf-16-be"), "h = 이"),
        ("h = 이".encode("cp949"), "h = 이"),
        (b"\x00\x01\x00\x00", None),
        (b"h\xff\x81\xff", None),
    ],
)
def test_which_bytes_are_text(data, text):
    assert decoded(data) == text


def test_a_cell_of_more_than_a_mebibyte_is_no_cell():
    most = 1 << 20
    assert [len(row[0]) for row in rows("a" * most + ",b\n", ",")] == [most]
    assert list(rows("a" * (most + 1) + ",b\nc,d\n", ",")) != [["a" * (most + 1), "b"], ["c", "d"]]
    assert ["c", "d"] in list(rows("a" * (most + 1) + ",b\nc,d\n", ","))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-a", "@x", "＝1", "\tx"])
def test_what_a_spreadsheet_would_run_is_marked_and_comes_back(text):
    assert harmless(text) == f"'{text}"
    assert plain(harmless(text)) == text
    assert harmless(f"a{text}") == f"a{text}"
