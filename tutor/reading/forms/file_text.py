"""Bytes of a file of any form → its text with the places of its lines; or what it is, and what to do."""

from __future__ import annotations

import email
import re
from email.message import Message as Mail

from tutor.files.csv_text import decoded
from tutor.language.faults import Fault, TutorError
from tutor.reading.forms import form_messages as says
from tutor.reading.forms.kinds import ADVICE, Kind, kind_of, kind_of_text
from tutor.reading.forms.notebooks import notebook_text
from tutor.reading.forms.packages import UnreadableFileError
from tutor.reading.forms.spots import FileText
from tutor.reading.forms.web_pages import html_text
from tutor.reading.forms.word_files import docx_text
from tutor.spec.reader import decoded as strictly_decoded

# Pictures in a notebook or a document make it large; its text is what the reader of texts bounds.
MAX_BYTES = 32 << 20
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
# How long a text is told by its form; more of one is looked at only if its name says what it is.
_LOOKED_AT = 1 << 20


def file_text(data: bytes, name: str = "", *, outputs: bool = True) -> FileText:
    r"""Read a file: a text, a notebook, a document of Word, a page of the web.

    Args:
        data: its bytes.
        name: its name, which is asked where the bytes do not tell.
        outputs: whether what was printed below the cells of a notebook is its text, too.

    Raises:
        TutorError: it is empty, broken, of a form that is not read, or in an unknown encoding.

    >>> file_text("h_1 = 0.2".encode("utf-16"), "work.txt").text
    'h_1 = 0.2'
    >>> file_text(b"%PDF-1.7 ...", "work.pdf")
    Traceback (most recent call last):
    tutor.language.faults.TutorError: error[R04]: it is a PDF, and no text is read from one
      help: give the file that it was made from (.docx, .md, .tex), or copy its text into a .txt file
    """
    if not data.strip():
        raise TutorError(says.THE_FILE_IS_EMPTY())
    if len(data) > MAX_BYTES:
        raise TutorError(says.THE_FILE_IS_LARGER_THAN(limit=MAX_BYTES >> 20))
    kind = kind_of(data, name)
    try:
        if kind == "docx":
            return docx_text(data)
        if kind == "archived-page":
            return html_text(_page_in(data, name))
        if kind != "text":
            raise TutorError(_not_read(kind))
        text = _text(data, name)
        kind = kind_of_text(text if len(text) < _LOOKED_AT else text[:200], name)
        if kind == "notebook":
            return notebook_text(text, outputs=outputs)
        return html_text(text) if kind == "page" else FileText(text)
    except UnreadableFileError:
        raise TutorError(says.THE_FILE_IS_BROKEN()) from None


def _not_read(kind: Kind) -> Fault:
    what, todo = ADVICE[kind]
    return says.IT_IS_A_FORM_THAT_IS_NOT_READ(what=what()).saying(help=todo())


def _text(data: bytes, name: str) -> str:
    """Decode a text; a page says in which encoding it is. Raises :class:`TutorError` where none fits."""
    text = decoded(data)
    said = _CHARSET.search(data[:4000])
    if said is not None:
        encoding = said[1].decode("ascii").lower()
        try:
            return data.decode("utf-8-sig" if encoding in ("utf-8", "utf8") else encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    # It is none of the encodings that are known: say where it ceases to be the usual one.
    return strictly_decoded(data, name) if text is None else text


def _page_in(data: bytes, name: str) -> str:
    """Take the page out of a file in which a browser keeps it together with its pictures."""
    parts: list[Mail] = [
        part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"
    ]
    if not parts:
        raise UnreadableFileError
    content = parts[0].get_payload(decode=True)
    return _text(content, name) if isinstance(content, bytes) else ""
