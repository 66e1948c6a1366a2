"""What is said where a file needs packages that are not installed; the same for every extra."""

from __future__ import annotations

from tutor.language.faults import Fault, MissingExtraError, say


def missing_extra(extra: str, ending: str) -> MissingExtraError:
    """Name the extra that writing files with an ending needs.

    >>> print(missing_extra("pdf", "pdf"))
    error[U10]: writing .pdf needs a package that is not installed
      help: install it: pip install "rnn-tutor[pdf]"
    """
    return MissingExtraError(
        Fault(
            "U10",
            say("writing .{ending} needs a package that is not installed", ending=ending),
            help=say('install it: pip install "rnn-tutor[{extra}]"', extra=extra),
        )
    )
