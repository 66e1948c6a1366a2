"""Tables as text: whatever encoding and divider a spreadsheet wrote; and a form that all of them open."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"
_DIVIDERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_LOOKED_AT = 1 << 16
# A spreadsheet runs a cell that begins so; in the Korean one also with the wide forms of these signs.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def decoded(data: bytes) -> str | None:
    r"""Take bytes for text: UTF-8 with or without a mark, UTF-16, else CP949; None for anything else.

    >>> decoded("\ufeff이름".encode()), decoded("이름".encode("cp949")), decoded("이름".encode("utf-16"))
    ('이름', '이름', '이름')
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:200]:
        # The high bytes of Latin letters and digits are zeros: they come second or first.
        encodings = ["utf-16-le" if data[1:200:2].count(0) > data[:200:2].count(0) else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp949"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def rows(text: str, divider: str | None = None, *, as_written: bool = False) -> Iterator[list[str]]:
    r"""Divide a text into rows of cells; the divider is the one that the first full lines agree on.

    ``as_written``: spaces before a cell are kept, for who writes the table again.

    >>> list(rows("student;h_1[1]\nkim;0,197\n"))
    [['student', 'h_1[1]'], ['kim', '0,197']]
    """
    csv.field_size_limit(1 << 20)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=divider or divider_of(text),
        skipinitialspace=not as_written,
    )
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a quotation mark that is never closed, a cell of a megabyte
            continue
        yield row


def divider_of(text: str) -> str:
    """Say what divides the cells of a table: what its first full lines agree on."""
    # What stands between quotation marks divides nothing.
    lines = [line for line in _QUOTED.sub("", text[:_LOOKED_AT]).splitlines()[:10] if line.strip()]
    if len(text) > _LOOKED_AT and len(lines) > 1:
        lines.pop()
    if lines and (named := lines[0].strip().lower()).startswith("sep=") and len(named) == 5:
        return named[4]
    counts = {sign: [line.count(sign) for line in lines] for sign in _DIVIDERS}
    steady = [sign for sign, found in counts.items() if found and min(found) > 0 and len(set(found)) == 1]
    of_header = [sign for sign, found in counts.items() if found and found[0]]
    most = steady or of_header or [sign for sign, found in counts.items() if any(found)]
    # Behind a decimal comma stands a semicolon or a tab.
    return min(most, key=lambda sign: (sign == ",", -max(counts[sign]))) if most else ","


def written(table: Iterable[Sequence[object]]) -> Iterator[str]:
    r"""Write rows for a spreadsheet: UTF-8 with a mark, and no text that it would take for a formula.

    >>> "".join(written([["name"], ['=HYPERLINK("x")'], [-0.5]]))
    '\ufeffname\n"\'=HYPERLINK(""x"")"\n-0.5\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    yield BOM
    for row in table:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(text: str) -> str:
    """Mark a text that a spreadsheet would run; :func:`plain` takes the mark off again."""
    return f"'{text}" if text[:1] in _RUN else text


def plain(text: str) -> str:
    """Take the mark off a text that was written by :func:`harmless`."""
    return text[1:] if text[:1] == "'" and text[1:2] in _RUN else text
