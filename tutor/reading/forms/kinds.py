"""What kind of file bytes are: told by the bytes themselves, and only then by the name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

from tutor.files.csv_text import decoded
from tutor.language.faults import Pattern
from tutor.reading.forms import form_messages as says
from tutor.reading.forms.packages import media_type, names_in
from tutor.record import NamedTuple

Kind = Literal[
    "text", "notebook", "page", "archived-page", "docx", "xlsx", "ods", "odt", "pptx", "pages", "pdf",
    "picture", "old-office", "rtf", "hwp", "epub", "archive", "binary",
]  # fmt: skip


class Advice(NamedTuple):
    """What a file is, and what to do so that it can be read."""

    what: Pattern
    todo: Pattern


# The kinds that hold no text for us.
ADVICE: Mapping[Kind, Advice] = MappingProxyType(
    {
        "odt": Advice(says.AN_OPEN_DOCUMENT, says.SAVE_AS_DOCX),
        "old-office": Advice(says.A_FILE_OF_OLD_OFFICE, says.SAVE_AS_DOCX),
        "rtf": Advice(says.AN_RTF_DOCUMENT, says.SAVE_AS_DOCX),
        "hwp": Advice(says.A_HANGUL_DOCUMENT, says.SAVE_AS_DOCX),
        "pages": Advice(says.AN_APPLE_DOCUMENT, says.EXPORT_AS_DOCX),
        "pdf": Advice(says.A_PDF, says.GIVE_ITS_SOURCE_OR_COPY_ITS_TEXT),
        "pptx": Advice(says.A_SLIDE_SHOW, says.COPY_ITS_TEXT),
        "epub": Advice(says.AN_EPUB, says.COPY_ITS_TEXT),
        "xlsx": Advice(says.A_WORKBOOK, says.WRITE_ITS_CALCULATION_AS_TEXT),
        "ods": Advice(says.A_WORKBOOK, says.WRITE_ITS_CALCULATION_AS_TEXT),
        "picture": Advice(says.A_PICTURE, says.TYPE_WHAT_STANDS_IN_IT),
        "archive": Advice(says.AN_ARCHIVE, says.UNPACK_IT),
        "binary": Advice(says.NO_TEXT, says.GIVE_A_TEXT),
    }
)

_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"{\\rtf", "rtf"),
    (b"HWP Document File", "hwp"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"BZh", "archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ARCHIVED = re.compile(rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,40}?content-type:\s*multipart/related", re.I)
_NOTEBOOK = re.compile(r'\s*\{(?=.*"cells"\s*:\s*\[)(?=.*"(?:nbformat|metadata)"\s*:)', re.S)


def kind_of(data: bytes, name: str = "") -> Kind:
    """Tell what bytes are, as far as they are no text; a text is told by :func:`kind_of_text`.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"h_1 = 0.2", "work.docx"), kind_of(bytes(300), "x.dat")
    ('pdf', 'text', 'binary')
    """
    ending = PurePosixPath(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data, ending)
    if data.startswith(_OLE):
        return (
            "hwp" if ending == ".hwp" or "HwpSummaryInformation".encode("utf-16-le") in data else "old-office"
        )
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "picture"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif"):
        return "picture"
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning) and (beginning != b"BM" or b"\0" in data[:14]):
            return kind
    if _ARCHIVED.match(data[:4000]):
        return "archived-page"
    if b"\0" in data and decoded(data) is None:
        return "binary"
    return "text"


def _of_archive(data: bytes, ending: str) -> Kind:
    names = names_in(data)
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    media = media_type(data)
    for part, kind in _MEDIA.items():
        if part in media:
            return kind
    if any(each.endswith(".iwa") or each == "Index.zip" for each in names):
        return "pages"
    # A broken one is what its name says, so that what is said of it is that it is broken.
    return _ENDINGS.get(ending, "archive")


_MEDIA: Mapping[str, Kind] = MappingProxyType(
    {
        "opendocument.text": "odt",
        "opendocument.spreadsheet": "ods",
        "opendocument": "pptx",
        "epub": "epub",
        "hwp": "hwp",
    }
)
_ENDINGS: Mapping[str, Kind] = MappingProxyType(
    {
        ".docx": "docx",
        ".docm": "docx",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".ods": "ods",
        ".odt": "odt",
        ".pptx": "pptx",
        ".hwpx": "hwp",
        ".pages": "pages",
    }
)


def kind_of_text(text: str, name: str = "") -> Kind:
    """Tell a notebook and a web page from other texts, by the name or by how they begin.

    >>> kind_of_text("<!DOCTYPE html><p>x"), kind_of_text("h = <b>1</b>"), kind_of_text("{}", "a.ipynb")
    ('page', 'text', 'notebook')
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".ipynb" or _NOTEBOOK.match(text):
        return "notebook"
    return "page" if ending in (".html", ".htm", ".xhtml") or _PAGE.match(text) else "text"
