"""What the command line refuses, and with which words; nothing here needs argparse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from tutor.cli.messages import command_messages as says
from tutor.language.faults import Fault, Message, Sentence, SpecError, TutorError

PROGRAM = "rnn-tutor"


class UsageError(TutorError):
    """A command line that cannot be understood."""


class SourcedError(SpecError):
    """A spec was refused; ``sources`` holds its text by its name, so that messages can show the lines."""

    def __init__(self, faults: Iterable[Fault], sources: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.sources = sources


def unknown(refusal: Message, word: str, known: Iterable[str]) -> UsageError:
    """Refuse a word that is none of the known ones, with the nearest of them."""
    from difflib import get_close_matches

    known = list(known)
    folded = {each.casefold(): each for each in known}
    near = [folded[each] for each in get_close_matches(word.casefold(), folded, n=1, cutoff=0.5)]
    help_ = says.DID_YOU_MEAN_NEAR(near=near[0]) if near else says.KNOWN_ARE_KNOWN(known=", ".join(known))
    return UsageError(refusal(word=word).saying(help=help_))


def whole_number(option: str, low: int, high: int) -> Callable[[str], int]:
    """Accept a whole number of a range."""

    def read(text: str) -> int:
        if re.fullmatch(r"[+-]?[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        raise UsageError(says.VALUE_IS_NO_SUCH_NUMBER(option=option, value=text, low=low, high=high))

    return read


def one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """Accept one of the known words."""

    def read(text: str) -> str:
        from difflib import get_close_matches

        if text in known:
            return text
        near = get_close_matches(text.casefold(), known, n=1, cutoff=0.5)
        raise UsageError(
            says.VALUE_IS_NONE_OF_THE_KNOWN(option=option, value=text, known=", ".join(known)).saying(
                help=says.DID_YOU_MEAN_NEAR(near=near[0]) if near else None
            )
        )

    return read


def missing(what: Sentence, example: str) -> UsageError:
    """Refuse a command line that lacks something."""
    return UsageError(says.SOMETHING_IS_MISSING(what=what, command=f"{PROGRAM} {example}"))


def not_on_a_terminal(to: str) -> UsageError:
    """Refuse to write to a terminal what is no text."""
    return UsageError(
        says.FORMAT_IS_NO_TEXT_AND_A_TERMINAL_SHOWS_ONLY(format=to.upper()).saying(
            help=says.NAME_A_FILE_O_PAGE_FORMAT(format=to)
        )
    )


def split_language(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take ``--lang`` out of a command line, wherever it stands: the rest is spoken of in that language."""
    rest: list[str] = []
    asked = None
    left = iter(words)
    for word in left:
        if word == "--":
            rest += [word, *left]
        elif word == "--lang":
            asked = next(left, "")
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return asked, rest
