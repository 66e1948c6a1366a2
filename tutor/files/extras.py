"""What is said where a file needs packages that are not installed; the same for every extra."""

from __future__ import annotations

from tutor.files import file_messages as says
from tutor.language.faults import MissingExtraError


def missing_extra(extra: str, ending: str) -> MissingExtraError:
    """Name the extra that writing files with an ending needs.

    >>> print(missing_extra("pdf", "pdf"))
    error[U10]: writing .pdf needs a package that is not installed
      help: install it: pip install "rnn-tutor[pdf]"
    """
    return MissingExtraError(says.WRITING_ENDING_NEEDS_A_PACKAGE(ending=ending, extra=extra))
