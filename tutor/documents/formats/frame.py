"""A teacher's own frame around a page: values are put in, and nothing else can be asked of it.

A frame is Markdown, LaTeX or HTML with ``<< body >>`` where the page is to stand, and the few other names of
:data:`NAMES`. What is no value is refused before anything is written: no loop, no call, no attribute, no
other file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.documents import document_messages as says
from tutor.language.faults import SpecError
from tutor.record import record

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

# Format → the names of the values that a frame may put in.
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "md": ("title", "body", "language"),
        "tex": ("title", "body", "language", "preamble"),
        "html": ("title", "body", "language", "style"),
    }
)
MOST_BYTES = 1_000_000


@record()
class Frame:
    """A frame that was read and found to hold values alone; ``name`` is that of its file."""

    name: str
    text: str
    to: str

    @classmethod
    def read(cls, path: Path, to: str) -> Frame:
        """Read a frame for a format.

        Raises:
            SpecError: it cannot be read, or holds what is no value.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise SpecError(says.THE_FRAME_IS_NOT_THERE(file=path)) from None
        except OSError as error:
            raise SpecError(says.THE_FRAME_CANNOT_BE_READ(file=path, why=error.strerror)) from None
        if len(data) > MOST_BYTES:
            raise SpecError(says.THE_FRAME_IS_TOO_LARGE(file=path, limit=MOST_BYTES))
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SpecError(says.THE_FRAME_IS_NOT_UTF_8(file=path)) from None
        return cls.checked(str(path), text, to)

    @classmethod
    def checked(cls, name: str, text: str, to: str) -> Frame:
        """Take a frame that holds values alone.

        >>> Frame.checked("frame.md", "<< body >>", "md").around({"body": "Page"})
        'Page'

        Raises:
            SpecError: it holds something else, or has no place for the page.
        """
        from jinja2 import TemplateSyntaxError

        try:
            tree = _environment().parse(text)
        except TemplateSyntaxError as error:
            raise SpecError(
                says.THE_FRAME_CANNOT_BE_UNDERSTOOD(file=name, line=error.lineno, why=error.message)
            ) from None
        found = [*_names(tree, name, to)]
        if "body" not in found:
            raise SpecError(says.THE_FRAME_HAS_NO_PLACE_FOR_THE_PAGE(file=name))
        return cls(name, text, to)

    def around(self, values: Mapping[str, str]) -> str:
        """Put the values in."""
        return _environment().from_string(self.text).render(values)


def _names(tree: nodes.Template, file: str, to: str) -> list[str]:
    """List the names that a frame puts in; refuse what is no name, and names that there are not."""
    from jinja2 import nodes

    found = []
    for each in tree.iter_child_nodes():
        for piece in each.nodes if isinstance(each, nodes.Output) else [each]:
            if isinstance(piece, nodes.TemplateData):
                continue
            known = NAMES[to]
            if not isinstance(piece, nodes.Name):
                raise SpecError(says.THE_FRAME_MAY_ONLY_PUT_VALUES_IN(file=file, line=piece.lineno))
            if piece.name not in known:
                raise SpecError(
                    says.THE_FRAME_PUTS_IN_A_NAME_THAT_THERE_IS_NOT(
                        file=file, line=piece.lineno, name=piece.name, known=", ".join(known)
                    )
                )
            found.append(piece.name)
    return found


def _environment() -> Environment:
    """Give what reads a frame: a sandbox without functions, filters, tests and other files."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # values are written for the format
    )
    for names in (environment.globals, environment.filters, environment.tests):
        names.clear()
    return environment
