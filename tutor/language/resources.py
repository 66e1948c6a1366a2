"""Where the templates are: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def template_folder() -> Path:
    """Find ``templates/``.

    A wheel carries it as ``tutor/templates``; a checkout, hence an editable install, has it as the sibling of
    the package.

    >>> (template_folder() / "explain" / "ko").is_dir()
    True

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no templates beside or inside {_PACKAGE}")


def template_text(*parts: str) -> str:
    """Read one template, given by its path inside the folder."""
    return template_folder().joinpath(*parts).read_text(encoding="utf-8")
