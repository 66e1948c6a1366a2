"""The words of the page itself, by the names that its script and its template know them by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tutor.desk import advice_messages, verdict_messages
from tutor.desk.building import screen_messages as says
from tutor.desk.content import LevelName
from tutor.desk.desk import State
from tutor.language.faults import Pattern
from tutor.language.languages import Language

WORDS: Mapping[str, Pattern] = MappingProxyType(
    {
        "skip": says.TO_THE_BOXES,
        "other_language": says.THE_OTHER_LANGUAGE,
        "hide_points": says.HIDE_POINTS,
        "starting": says.THE_JUDGE_IS_STARTING,
        "ready": says.THE_JUDGE_IS_READY,
        "failed": says.THE_JUDGE_DID_NOT_START,
        "waiting": says.THE_JUDGE_IS_NOT_READY,
        "exam": says.NOTHING_IS_JUDGED_HERE,
        "without_scripts": says.THIS_PAGE_NEEDS_SCRIPTS,
        "unsaved": says.NOTHING_IS_KEPT_HERE,
        "elsewhere": says.ANOTHER_TAB_WRITES_HERE,
        "forgotten_elsewhere": says.ANOTHER_TAB_CLEARED_THIS,
        "your_number": says.NUMBER_OF_YOUR_SHEET,
        "other_number": says.ANOTHER_NUMBER,
        "begin": says.BEGIN,
        "unknown": says.NO_SHEET_HAS_THIS_NUMBER,
        "side": says.GIVENS_AND_MAP,
        "givens": says.GIVENS,
        "map": says.WHERE_YOU_ARE,
        "steps": says.STEPS,
        "sheet": says.SHEET,
        "choose": says.SHEET_TO_PRACTISE,
        "yes": says.YES,
        "no": says.NO,
        "network": says.THE_NETWORK,
        "entry": says.YOUR_NUMBER,
        "wrote": says.YOU_WROTE,
        "read": says.READ_AS,
        "verdict": says.VERDICT,
        "help": says.HELP,
        "more": says.NEXT,
        "wide": says.SCROLLS_SIDEWAYS,
        "is_this_right": says.IS_THIS_RIGHT,
        "paste": says.PASTE_AN_EXAMPLE,
        "the_text": says.THE_TEXT,
        "check": says.CHECK_IT,
        "reading": says.READING,
        "broke_off": says.THE_TEXT_COULD_NOT_BE_JUDGED,
        "handing_in": says.HANDING_IN,
        "nothing_is_sent": says.NOTHING_IS_SENT,
        "nothing_is_sent_of_an_exam": says.NOTHING_IS_SENT_OF_AN_EXAM,
        "student": says.YOUR_ID,
        "save_file": says.SAVE_THE_ANSWER_FILE,
        "written": says.THE_FILE_IS_WRITTEN,
        "written_in_a_frame": says.THE_FILE_IS_WRITTEN_IN_A_FRAME,
        "forget": says.CLEAR_WHAT_IS_KEPT,
        "sure": says.EVERYTHING_TYPED_WOULD_BE_GONE,
        "keep_it": says.KEEP_IT,
        "clear_it": says.CLEAR_IT,
        "forgotten": says.WHAT_WAS_KEPT_IS_CLEARED,
        "about": says.ABOUT_THIS_PAGE,
        "what_it_is": says.WHAT_THIS_PAGE_IS,
        "rules": advice_messages.THE_RULES,
        "proves_nothing": says.WHAT_IS_HANDED_IN_PROVES_NOTHING,
        "size_and_phones": says.SIZE_AND_PHONES,
        "licences": says.LICENCES,
    }
)

# What a line of the map says: a sign, and in words.
STATES: Mapping[State | str, tuple[str, Pattern]] = MappingProxyType(
    {
        "open": ("·", says.LINE_OPEN),
        "begun": ("…", says.LINE_BEGUN),
        "right": ("✓", verdict_messages.RIGHT),
        "follows": ("→", verdict_messages.FOLLOWS),
        "wrong": ("✗", verdict_messages.WRONG),
        "stale": ("↻", verdict_messages.STALE),
        "unclear": ("?", verdict_messages.UNTOLD),
        "given": ("–", says.LINE_GIVEN),
    }
)
LEVELS: Mapping[LevelName, Pattern] = MappingProxyType(
    {
        "faded": advice_messages.LEVEL_FADED,
        "standard": advice_messages.LEVEL_STANDARD,
        "states": advice_messages.LEVEL_STATES,
        "own": advice_messages.LEVEL_OWN,
    }
)


def words(language: Language, size: str) -> dict[str, object]:
    """Give all words in a language; ``size`` is that of the page.

    >>> words(Language("ko"), "8")["yes"]
    '예'
    """
    found: dict[str, object] = {name: language.gettext(pattern, size=size) for name, pattern in WORDS.items()}
    found["signs"] = {name: sign for name, (sign, _) in STATES.items()}
    found["states"] = {name: language.gettext(pattern) for name, (_, pattern) in STATES.items()}
    found["levels"] = {name: language.gettext(pattern) for name, pattern in LEVELS.items()}
    return found
