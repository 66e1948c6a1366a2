"""Command lines, read by argparse and spoken of in the reader's language.

argparse's own sentences are English only, so it is kept from saying any: values are checked by functions that
raise our faults, what is missing or too much is found after parsing, and help is laid out under our headings.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from tutor.cli.messages import command_messages as says
from tutor.cli.refusals import PROGRAM, UsageError, unknown
from tutor.language.faults import Pattern
from tutor.language.languages import Language
from tutor.language.messages import width

HELP_COLUMNS = 88


class Parser(argparse.ArgumentParser):
    """The options of one command."""

    def __init__(self, command: str, summary: Pattern, language: Language) -> None:
        super().__init__(
            prog=f"{PROGRAM} {command}",
            description=language.gettext(summary),
            formatter_class=partial(_Formatter, usage=language.gettext(says.USAGE)),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self.language = language
        self.intermixed = False  # whether options may stand among any number of arguments
        self._group: argparse._ArgumentGroup | None = None

    def section(self, title: Pattern) -> None:
        """Begin a section of the help; the arguments that follow stand in it."""
        self._group = self.add_argument_group(self.language.gettext(title))

    def argument(self, *names: str, help: Pattern, **settings: Any) -> None:  # noqa: ANN401 - argparse's
        """Declare an argument with its help."""
        (self._group or self).add_argument(*names, help=self.language.gettext(help), **settings)

    def common(self) -> None:
        """Declare what every command has, and sum up the usage in one line."""
        taken = [str(action.metavar) for action in self._actions if not action.option_strings]
        self.usage = " ".join(["%(prog)s", *taken, self.language.gettext(says.OPTIONS)])
        self.section(says.IN_EVERY_COMMAND)
        self.argument("--lang", metavar="ko|en", help=says.LANGUAGE_OF_MESSAGES_AND_DOCUMENTS)
        self.argument("-h", "--help", action="store_true", help=says.SHOW_THIS_HELP)

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Parse a command line. Raises :class:`UsageError`."""
        try:
            parse = self.parse_known_intermixed_args if self.intermixed else self.parse_known_args
            options, rest = parse(words)
        except argparse.ArgumentError as error:
            raise _bad_value(self._option_strings(), error) from None
        if rest:
            raise self._not_expected(rest[0])
        return options

    def error(self, message: str) -> NoReturn:
        """Refuse what argparse does not raise; its sentence is English."""
        raise UsageError(says.WHAT(what=message))

    def _option_strings(self) -> dict[str, argparse.Action]:
        return {string: action for action in self._actions for string in action.option_strings}

    def _not_expected(self, word: str) -> UsageError:
        if not word.startswith("-") or word in self._option_strings():  # an option behind --
            return UsageError(says.WORD_IS_ONE_ARGUMENT_TOO_MANY(word=word))
        return unknown(says.THERE_IS_NO_OPTION, word.partition("=")[0], self._option_strings())


def _bad_value(options: dict[str, argparse.Action], error: argparse.ArgumentError) -> UsageError:
    """Say what argparse found: an option without its value, or a value where none is taken."""
    name = (error.argument_name or "").split("/")[0]
    if name in options and options[name].nargs == 0:
        return UsageError(says.OPTION_TAKES_NO_VALUE(option=name))
    return UsageError(says.OPTION_NEEDS_A_VALUE(option=name))


class _Formatter(argparse.HelpFormatter):
    """Lays help out in columns of a terminal, where a Korean syllable takes two."""

    def __init__(self, prog: str, usage: str = "usage: ", **settings: Any) -> None:  # noqa: ANN401 - argparse's
        super().__init__(prog, **{"max_help_position": 26, "width": HELP_COLUMNS, **settings})
        self._usage = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Any,  # noqa: ANN401 - argparse's own types are private
        groups: Any,  # noqa: ANN401
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)

    def _split_lines(self, text: str, columns: int) -> list[str]:
        return wrapped(text, columns)

    def _fill_text(self, text: str, columns: int, indent: str) -> str:
        return "\n".join(f"{indent}{line}" for line in wrapped(text, columns - len(indent)))


def wrapped(text: str, columns: int) -> list[str]:
    """Break a text at spaces into lines of so many columns.

    >>> wrapped("은닉 상태의 크기", 10)
    ['은닉', '상태의', '크기']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
