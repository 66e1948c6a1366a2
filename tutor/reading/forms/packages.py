"""Files of office programs are archives: one part of such a file, and the bounds within which it is read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What the parts of a file may unpack to.
MAX_UNPACKED = 64 << 20
# XML nested deeper than this is no document of a person.
_MAX_DEPTH = 200


class UnreadableFileError(Exception):
    """The bytes are no file of the kind that its name says."""


def part_of(data: bytes, name: str) -> Element:
    """Read one XML part of such a file.

    Raises:
        UnreadableFileError: the file has no such part, or one that is broken, too large or too deep.
    """
    from xml.etree import ElementTree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > MAX_UNPACKED:
                raise UnreadableFileError
            text = archive.read(name)
        # A part of such a file declares nothing; what does may unfold without end.
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UnreadableFileError
        depth = 0
        root: Element | None = None
        for event, element in ElementTree.iterparse(io.BytesIO(text), ("start", "end")):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if depth > _MAX_DEPTH:
                raise UnreadableFileError
    except UnreadableFileError:
        raise
    except Exception as error:  # whatever is wrong with an archive or with XML
        raise UnreadableFileError from error
    if root is None:
        raise UnreadableFileError
    return root


def names_in(data: bytes) -> frozenset[str]:
    """List the parts of an archive; none where it is no archive, or a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except Exception:  # whatever is wrong with an archive
        return frozenset()


def media_type(data: bytes) -> str:
    """Give what an archive says that it is (``mimetype`` in open documents); "" where it does not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace").strip()
    except Exception:  # it has no such part, or is broken
        return ""
