"""What is said where a file needs packages that are not installed; the same for every extra."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.language.faults import Fault, MissingExtraError, say

# Package → the extra that installs it; all others are installed with rnn-tutor.
_EXTRAS: Mapping[str, str] = MappingProxyType(
    {
        "torch": "torch",
        "pypandoc": "docx",
        "openpyxl": "sheets",
        "xlsxwriter": "sheets",
        "nbformat": "notebook",
        "safetensors": "safetensors",
        "typst": "pdf",
    }
)


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


def missing_package(package: str) -> Fault:
    """Name a package that a command could not do without.

    >>> print(missing_package("jinja2"))
    error[U10]: `jinja2` is not installed, and this command needs it
      help: install it: pip install jinja2
    """
    extra = _EXTRAS.get(package)
    return Fault(
        "U10",
        say("`{package}` is not installed, and this command needs it", package=package),
        help=say('install it: pip install "rnn-tutor[{extra}]"', extra=extra)
        if extra
        else say("install it: pip install {package}", package=package),
    )
