"""Korean and English: a pattern is said in the reader's language, its values put in.

A Korean pattern may ask for the form of a particle that fits the value before it:

    {name:은}     the value, then 은 or 는        also 이 을 과 으로 이다 이라 이나 이며
    {name:-은}    the particle alone, for a value that has just been written: `{name}`{name:-은}
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from tutor.language.faults import Count, Pattern, Sentence
from tutor.record import record

Code = Literal["en", "ko"]
CODES: tuple[Code, ...] = ("en", "ko")

# After a consonant, after a vowel.
_PARTICLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "은": ("은", "는"),
        "이": ("이", "가"),
        "을": ("을", "를"),
        "과": ("과", "와"),
        "으로": ("으로", "로"),
        "이다": ("이다", "다"),
        "이라": ("이라", "라"),
        "이나": ("이나", "나"),
        "이며": ("이며", "며"),
    }
)

# How a text read aloud ends: in a vowel, in ㄹ, or in another consonant.
Sound = Literal["vowel", "ㄹ", "consonant"]
_DIGITS_AFTER: Mapping[Sound, str] = MappingProxyType({"vowel": "2459", "ㄹ": "178", "consonant": "036"})
_LETTERS_AFTER: Mapping[Sound, str] = MappingProxyType({"ㄹ": "lr", "consonant": "mn"})  # 엘 알, 엠 엔


@record()
class Language:
    """A language that sentences are said in.

    >>> Language("ko").say(Pattern("{n} words", "단어 {n}개")(n=3))
    '단어 3개'
    """

    code: Code = "en"

    def gettext(self, pattern: Pattern, /, **values: object) -> str:
        """Translate a pattern; where values are given, put them in."""
        translated = self._translated(pattern)
        return self._filled(translated, values) if values else translated

    def say(self, sentence: Sentence | str) -> str:
        """Say a sentence: its pattern is translated, then its values, sentences among them, are put in."""
        if isinstance(sentence, str):
            return sentence
        return self._filled(self._translated(sentence.pattern), sentence.values)

    def _translated(self, pattern: Pattern) -> str:
        return pattern.en if self.code == "en" else pattern.ko

    def _filled(self, pattern: str, values: Mapping[str, object]) -> str:
        parts = []
        for words, name, spec in fields(pattern):
            parts.append(words)
            if name is not None:
                value = values[name]
                parts.append(fill(self.say(value) if isinstance(value, Sentence) else value, spec))
        return "".join(parts)


def choose_language(
    asked: str | None = None, spec: str | None = None, environment: Mapping[str, str] | None = None
) -> Language:
    """Choose by what was asked for, else by the spec, else by the environment, else English.

    >>> choose_language(None, None, {"LC_ALL": "", "LANG": "ko_KR.UTF-8"})
    Language(code='ko')
    """
    environment = os.environ if environment is None else environment
    for code in (asked, spec):
        if code in CODES:
            return Language(code)
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return Language("ko" if re.match(r"ko([_.@]|$)", locale) else "en")


_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)(?::([^{}]*))?\}")


@lru_cache(maxsize=2048)
def fields(pattern: str) -> tuple[tuple[str, str | None, str], ...]:
    """Split a pattern at its fields: the words before one, its name (``None`` behind the last), its format.

    >>> fields("{n:word|words} in {{x}}")
    (('', 'n', 'word|words'), (' in {x}', None, ''))
    """
    parts: list[tuple[str, str | None, str]] = []
    words, end = "", 0
    for found in _FIELD.finditer(pattern):
        words += pattern[end : found.start()]
        end = found.end()
        if found[1] is None:
            words += found[0][0]
        else:
            parts.append((words, found[1], found[2] or ""))
            words = ""
    words += pattern[end:]
    return (*parts, (words, None, "")) if words or not parts else tuple(parts)


def fill(value: object, spec: str) -> str:
    """Write a value for a pattern's field; a particle as its format is written behind it.

    >>> fill("h_2", "은"), fill(2, "word|words"), fill(1, "word|words")
    ('h_2는', '2 words', '1 word')
    """
    particle = spec.removeprefix("-")
    if particle not in _PARTICLES:
        return format(Count(value) if "|" in spec and type(value) is int else value, spec)
    text = str(value)
    return ("" if spec.startswith("-") else text) + particle_after(text, particle)


def particle_after(text: str, particle: str) -> str:
    """Choose the form of a particle; where the sound cannot be known, write both.

    >>> particle_after("은닉 상태", "은"), particle_after("h_2[1]", "으로"), particle_after("私", "을")
    ('는', '로', '을(를)')
    """
    after_consonant, after_vowel = _PARTICLES[particle]
    match final_sound(text):
        case None if after_consonant.endswith(after_vowel):  # (으)로
            return f"({after_consonant.removesuffix(after_vowel)}){after_vowel}"
        case None:
            return f"{after_consonant}({after_vowel})"
        case "vowel":
            return after_vowel
        case "ㄹ" if particle == "으로":
            return after_vowel
        case _:
            return after_consonant


def final_sound(text: str) -> Sound | None:
    """Tell what ``text`` ends in when it is read aloud in Korean; ``None`` where that cannot be known.

    Closing brackets, quotes and other signs are not read. Digits are read as in 영, 일, 이. Latin letters are
    spelled where they stand alone, as capitals or behind an underscore (W_ih ends in 에이치), and otherwise
    taken for an English word, whose Korean spelling follows from its last letters.

    >>> final_sound("2 × 3"), final_sound("`am`"), final_sound("W_ih"), final_sound("table")
    ('consonant', 'consonant', 'vowel', 'ㄹ')
    """
    read = re.search(r"([A-Za-z]+|[^\W_]|%)[^\w%]*_*$", text)
    if read is None:
        return None
    run = read.group(1)
    if run[0].isascii() and run.isalpha():
        after_underscore = text[: read.start()].endswith("_") and len(run) <= 2
        spelled = run.isupper() or len(run) == 1 or after_underscore
        return _sound_of(run[-1].lower(), _LETTERS_AFTER) if spelled else _sound_of_word(run.lower())
    if run.isdigit():
        return _sound_of(str(unicodedata.digit(run)), _DIGITS_AFTER)
    if "가" <= run <= "힣":
        jamo = unicodedata.normalize("NFD", run)
        return "vowel" if len(jamo) == 2 else "ㄹ" if jamo[2] == "\u11af" else "consonant"
    return "vowel" if run == "%" else None  # 퍼센트


def _sound_of(character: str, table: Mapping[Sound, str]) -> Sound:
    return next((sound for sound, characters in table.items() if character in characters), "vowel")


def _sound_of_word(word: str) -> Sound:
    """Guess how the Korean spelling of an English word ends: 스텝, 모델, 라인, but 사이즈, 레이어."""
    stem = word.removesuffix("e") if re.search(r"[aeiou][lmn]e$|[^aeiou]le$", word) else word
    if stem[-1] == "l":
        return "ㄹ"
    # A short vowel before p, t, k or c closes the syllable (스텝); elsewhere 으 or 이 is added (프린트).
    if re.search(r"[mn]$|ng$|(^|[^aeiou])[aeiou][ptkc]$", stem):
        return "consonant"
    return "vowel"
