"""Words, JSON and exit code of ``shapes`` say the same of random programs: accepted, refused or no verdict."""

import json
import os
from random import Random

import pytest

from tests.calls.random_programs import random_program

COUNT = 2_000 if os.environ.get("RNN_TUTOR_FULL") else 60
ACCEPTED, REFUSED, NONE = (
    "torch accepts this call.",
    "torch refuses this call:",
    "no verdict: a part of this call",
)
MADE = "torch makes this module."


def accepted_of(words):
    """What the page of one call says."""
    said = [
        value
        for sign, value in ((ACCEPTED, True), (REFUSED, False), (NONE, None), (MADE, True))
        if sign in words
    ]
    assert len(said) == 1, words
    return said[0]


def top(values):
    return False if False in values else None if None in values else True


@pytest.mark.parametrize("part", range(4))
def test_words_json_and_exit_code_agree(rnn_tutor, part):
    """Everyday 60 programs; ``RNN_TUTOR_FULL=1`` makes it 2,000."""
    random = Random(f"agreement {part}")
    seen = set()
    for _ in range(COUNT // 4):
        text = random_program(random)
        words = rnn_tutor("shapes", "-", "--lang", "en", stdin=text.encode())
        plain = rnn_tutor("shapes", "-", "--json", "--lang", "en", stdin=text.encode())
        strict = rnn_tutor("shapes", "-", "--strict", "--lang", "en", stdin=text.encode())
        data = json.loads(plain.out)
        assert words.code == plain.code
        seen.add(data["accepted"])
        if words.out == "":  # nothing in the text can be explained
            assert (words.code, data["accepted"]) == (2, None)
            continue
        calls = data.get("calls") or [data]
        pages = words.out.split("\ncall ") if "calls" in data else [words.out]
        verdicts = [accepted_of(page) for page in pages]
        assert verdicts == [each["accepted"] for each in calls]
        assert data["accepted"] is top(verdicts)
        if data["accepted"] is False:
            assert data["torch_message"] in [
                each["torch_message"] for each in calls if each["accepted"] is False
            ]
        findings = [each for one in calls for each in one["findings"]]
        codes = [code_of(each) for each in calls]
        assert words.code == (1 if 1 in codes else max(codes))
        unread = any(each["code"] == "P08" for each in findings)
        assert strict.code == (2 if words.code == 0 and unread else words.code)
    assert seen == {True, False, None}


def code_of(call):
    """The exit code of one call by its data."""
    if call["accepted"] is None:
        return 2
    return int(call["accepted"] is False or any(each["severity"] != "note" for each in call["findings"]))
