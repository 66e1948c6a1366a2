"""Particles by the last sound, and the choice of a language."""

import string
from pathlib import Path

import pytest

import tutor
from tutor.language.faults import Count, Pattern
from tutor.language.languages import (
    Language,
    choose_language,
    particle_after,
)

PACKAGE = Path(tutor.__file__).parent
KOREAN, ENGLISH = Language("ko"), Language("en")


@pytest.mark.parametrize(
    ("text", "particle", "expected"),
    [
        ("은닉 상태", "은", "는"),
        ("편향", "은", "은"),
        ("물", "으로", "로"),
        ("열", "이", "이"),
        ("값", "으로", "으로"),
        *[(digit, "은", form) for digit, form in zip("0123456789", "은은는은는는은은은는", strict=True)],
        *[
            (digit, "으로", form)
            for digit, form in zip(
                "01236789", ["으로", "로", "로", "으로", "으로", "로", "로", "로"], strict=True
            )
        ],
        ("0.100", "을", "을"),
        ("2 × 3", "과", "과"),
        ("2 × 2", "과", "와"),
        ("x²", "은", "는"),
        ("50%", "이", "가"),
        *[(letter, "은", "은" if letter in "LMNR" else "는") for letter in string.ascii_uppercase],
        ("W_ih", "은", "는"),
        ("W_hh", "을", "를"),
        ("h_2[1]", "은", "은"),
        ("h_2[1]", "으로", "로"),
        ("h_t−1", "으로", "로"),
        ("`am`", "이", "이"),
        ("“나는”", "을", "을"),
        ("(1, 0, 5)", "과", "와"),
        ("RNN", "과", "과"),
        ("GRU", "과", "와"),
        ("model", "으로", "로"),
        ("table", "으로", "로"),
        ("step", "은", "은"),
        ("input", "은", "은"),
        ("print", "은", "는"),
        ("column", "을", "을"),
        ("hidden_size", "이다", "다"),
        ("spec.toml", "이라", "이라"),
        ("私", "은", "은(는)"),
        ("私", "으로", "(으)로"),
        ("", "이", "이(가)"),
    ],
)
def test_a_particle_follows_the_last_sound(text, particle, expected):
    assert particle_after(text, particle) == expected


def test_a_particle_alone_follows_a_value_in_quotes(monkeypatch):
    sentence = Pattern(
        "`{word}` is not in the vocabulary ({known})", "`{word}`{word:-은} 어휘({known})에 없습니다"
    )(word="나는", known="i, am")
    assert KOREAN.say(sentence) == "`나는`은 어휘(i, am)에 없습니다"
    assert ENGLISH.say(sentence) == "`나는` is not in the vocabulary (i, am)"


def test_sentences_inside_sentences_are_said_in_the_same_language():
    inner = Pattern("the standard output", "표준 출력")()
    outer = Pattern(
        "could not write {file}; nothing was changed", "{file:을} 쓸 수 없습니다. 아무것도 바꾸지 않았습니다"
    )(file=inner)
    assert KOREAN.say(outer) == "표준 출력을 쓸 수 없습니다. 아무것도 바꾸지 않았습니다"
    assert ENGLISH.say(outer) == "could not write the standard output; nothing was changed"


def test_counting_in_both_languages():
    sentence = Pattern("write {symbol} with {size:entry|entries}", "{symbol:을} 성분 {size}개로 쓰세요")(
        symbol="b", size=Count(1)
    )
    assert ENGLISH.say(sentence) == "write b with 1 entry"
    assert KOREAN.say(sentence) == "b를 성분 1개로 쓰세요"


def test_what_a_person_wrote_is_never_a_pattern():
    sentence = Pattern(
        "`{word}` is not in the vocabulary ({known})", "`{word}`{word:-은} 어휘({known})에 없습니다"
    )(word="{known}", known="{0.__class__}")
    assert ENGLISH.say(sentence) == "`{known}` is not in the vocabulary ({0.__class__})"
    assert KOREAN.say(sentence) == "`{known}`은 어휘({0.__class__})에 없습니다"


@pytest.mark.parametrize(
    ("asked", "spec", "environment", "expected"),
    [
        ("en", "ko", {"LANG": "ko_KR.UTF-8"}, "en"),
        (None, "ko", {"LANG": "en_US.UTF-8"}, "ko"),
        (None, None, {"LANG": "ko_KR.UTF-8"}, "ko"),
        (None, None, {"LANG": "ko"}, "ko"),
        (None, None, {"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        (None, None, {"LC_ALL": "", "LC_MESSAGES": "ko_KR", "LANG": "en_US"}, "ko"),
        (None, None, {"LANG": "kok_IN"}, "en"),
        (None, None, {}, "en"),
    ],
)
def test_the_choice_of_a_language(asked, spec, environment, expected):
    assert choose_language(asked, spec, environment).code == expected
