"""Particles by the last sound, the choice of a language, and a catalogue that lacks nothing."""

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

import tutor
from tutor.language.faults import Count, say
from tutor.language.languages import (
    Language,
    MissingTranslationError,
    catalogue,
    choose_language,
    particle_after,
)
from tutor.language.resources import template_folder
from tutor.mistakes.catalogue import CATALOGUE

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
    sentence = say("`{word}` is not in the vocabulary ({known})", word="나는", known="i, am")
    assert KOREAN.say(sentence) == "`나는`은 어휘(i, am)에 없습니다"
    assert ENGLISH.say(sentence) == "`나는` is not in the vocabulary (i, am)"


def test_sentences_inside_sentences_are_said_in_the_same_language():
    inner = say("the standard output")
    outer = say("could not write {file}; nothing was changed", file=inner)
    assert KOREAN.say(outer) == "표준 출력을 쓸 수 없습니다. 아무것도 바꾸지 않았습니다"
    assert ENGLISH.say(outer) == "could not write the standard output; nothing was changed"


def test_counting_in_both_languages():
    sentence = say("write {symbol} with {size:entry|entries}", symbol="b", size=Count(1))
    assert ENGLISH.say(sentence) == "write b with 1 entry"
    assert KOREAN.say(sentence) == "b를 성분 1개로 쓰세요"


def test_what_a_person_wrote_is_never_a_pattern():
    sentence = say("`{word}` is not in the vocabulary ({known})", word="{known}", known="{0.__class__}")
    assert ENGLISH.say(sentence) == "`{known}` is not in the vocabulary ({0.__class__})"
    assert KOREAN.say(sentence) == "`{known}`은 어휘({0.__class__})에 없습니다"


def test_a_missing_entry_is_an_error_in_tests_and_english_in_use(monkeypatch):
    with pytest.raises(MissingTranslationError, match="no such sentence"):
        KOREAN.say(say("no such sentence {n}", n=1))
    monkeypatch.delenv("RNN_TUTOR_STRICT")
    assert KOREAN.say(say("no such sentence {n}", n=1)) == "no such sentence 1"


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


def _patterns():
    """Find every English pattern of the sources: what is handed to say(), gettext() and their like."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assigned = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).append(node.value)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            texts = [each.value for each in node.keywords if each.arg == "help" and name == "argument"]
            if name in ("say", "say_", "gettext", "section", "_"):
                texts += node.args[:1]
            elif name == "unknown" and len(node.args) > 1:
                texts += node.args[1:2]
            elif name == "_choice":
                texts += node.args[3:4]
            for text in texts:
                if isinstance(text, ast.Name):
                    for value in assigned.get(text.id, []):
                        yield from _constants(value, path)
                else:
                    yield from _constants(text, path)


def _constants(node, path):
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    for each in branches:
        if isinstance(each, ast.IfExp):
            yield from _constants(each, path)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value, path.name


PATTERNS = dict(_patterns())


def test_the_scan_finds_what_is_there():
    assert "{attempted} does not fit" in PATTERNS
    assert "{symbol} has {columns:row|rows}, {operand} has {entries:entry|entries}." in PATTERNS
    assert "show this help" in PATTERNS
    assert len(PATTERNS) > 150


def test_every_pattern_of_the_sources_has_its_korean():
    missing = {pattern: file for pattern, file in PATTERNS.items() if pattern not in catalogue("ko")}
    assert missing == {}
    assert {each.title.pattern for each in CATALOGUE.values()} <= set(catalogue("ko"))


def _texts():
    """Find every text constant of the sources: a pattern may reach say() through a table."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_no_entry_is_left_over_from_a_sentence_that_is_gone():
    templates = "".join(path.read_text(encoding="utf-8") for path in template_folder().glob("*.j2"))
    unused = set(catalogue("ko")) - set(_texts())
    assert {pattern for pattern in unused if pattern not in templates} == set()


def _names(pattern):
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


@pytest.mark.parametrize("english", sorted(catalogue("ko")))
def test_an_entry_speaks_of_what_the_pattern_speaks_of(english):
    korean = catalogue("ko")[english]
    assert _names(korean) == _names(english)
    # A particle that was written out does not fit the next value: it must be a format.
    assert not re.search(r"\{\w+\}`?(은|는|을|를|과|와|으로|가)(?![가-힣])", korean)


def test_no_sentence_has_two_translations():
    seen = {}
    for path in sorted((template_folder() / "ko").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = [(key, value) for key, value in tables.items() if isinstance(value, str)]
        entries += [pair for table in tables.values() if isinstance(table, dict) for pair in table.items()]
        for english, korean in entries:
            assert seen.setdefault(english, korean) == korean, (english, path.name)
