"""What is said where a file needs packages that are not installed; the same for every extra."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.files import file_messages as says
from tutor.language.faults import Fault, MissingExtraError

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
        "shtab": "completion",
    }
)


def missing_extra(extra: str, ending: str) -> MissingExtraError:
    """Name the extra that writing files with an ending needs.

    >>> print(missing_extra("pdf", "pdf"))
    error[U10]: writing .pdf needs a package that is not installed
      help: install it: pip install "rnn-tutor[pdf]"
    """
    return MissingExtraError(says.WRITING_ENDING_NEEDS_A_PACKAGE(ending=ending, extra=extra))


def missing_package(package: str) -> Fault:
    """Name a package that a command could not do without.

    >>> print(missing_package("jinja2"))
    error[U10]: `jinja2` is not installed, and this command needs it
      help: install it: pip install jinja2
    """
    if extra := _EXTRAS.get(package):
        return says.PACKAGE_OF_AN_EXTRA_IS_NOT_INSTALLED(package=package, extra=extra)
    return says.PACKAGE_IS_NOT_INSTALLED(package=package)
