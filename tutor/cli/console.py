"""The two streams that the commands speak to: data to stdout, talk to stderr, both UTF-8 everywhere."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from tutor.language.faults import Fault, Sentence
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.record import record, replace


@record()
class Console:
    """Where a command writes, and in which language it speaks.

    ``asked`` is the language of ``--lang``, which a spec does not override.
    """

    language: Language
    out: TextIO
    err: TextIO
    asked: str | None = None
    colour: bool = False

    @classmethod
    def of_process(cls, language: Language, asked: str | None, environment: Mapping[str, str]) -> Console:
        """Take the standard streams, whatever encoding the locale gave them."""
        out, err = (_utf8(stream) for stream in (sys.stdout, sys.stderr))
        colour = err.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        return cls(language, out, err, asked, colour)

    def speaking(self, language: Language) -> Console:
        """Give the same console in another language."""
        return replace(self, language=language)

    def say(self, sentence: Sentence) -> None:
        """Write a line of talk."""
        self.err.write(self.language.say(sentence) + "\n")

    def tell(self, faults: Iterable[Fault], sources: Mapping[str, str] | None = None) -> None:
        """Write messages; ``sources`` are the texts of the files that they point to, by name."""
        texts = [
            message(fault, self.language, source=(sources or {}).get(fault.file), colour=self.colour)
            for fault in faults
        ]
        if texts:
            self.err.write("\n\n".join(texts) + "\n")

    def write(self, pieces: Iterable[str | bytes]) -> None:
        """Write data, text or bytes."""
        for piece in pieces:
            if isinstance(piece, bytes):
                self.out.flush()
                self.out.buffer.write(piece)
            else:
                self.out.write(piece)

    def flush(self) -> None:
        """Send what is still held back, so that a full disk or a closed pipe shows now."""
        self.out.flush()
        self.err.flush()

    def abandon(self) -> None:
        """Let go of streams that cannot be written, so that Python does not complain of them at its end."""
        for stream in (self.out, self.err):
            try:
                stream.flush()
            except OSError:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def _utf8(stream: TextIO | None) -> TextIO:
    if stream is None:  # closed by the caller
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives as long as the process
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
