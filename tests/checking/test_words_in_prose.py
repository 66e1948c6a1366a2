"""Words that prose gives their vectors, and lines that read them by the word of the step."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

HEAD = r"$s_t = \tanh(Ux_t + Ws_{t-1})$, $s_0 = 0$, $U = [[0.5,0.1],[0.2,0.3]]$, $W = [[0.2,0],[0,0.1]]$"
ENGLISH = [
    'The word "I" is $[1,0]$, the word "am" is $[0,1]$.',
    "The word I is $[1,0]^T$ and the word am is $[0,1]^T$.",
    'The vector for "I" is $[1,0]$ and the vector for "am" is $[0,1]$.',
    'We encode "I" as $[1,0]$ and "am" as $[0,1]$.',
    '"I" becomes (1, 0), "am" becomes (0, 1).',
    '"I" → [1,0], "am" → [0,1]',
]
KOREAN = [
    '"나는"은 $[1,0]^T$, "학생"은 $[0,1]^T$입니다.',
    '단어 "나는"은 $[1,0]$, 단어 "학생"은 $[0,1]$입니다.',
    '"나는"을 $[1,0]$, "학생"을 $[0,1]$로 둡니다.',
]
CASES = [("I am", each) for each in ENGLISH] + [("나는 학생", each) for each in KOREAN]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("sentence", "words"), CASES)
def test_the_column_of_the_word_is_taken(sentence, words, swapped):
    if swapped:  # the second word stands first in the vocabulary
        words = words.replace("1,0", "A").replace("0,1", "1,0").replace("A", "0,1")
        words = words.replace("1, 0", "A").replace("0, 1", "1, 0").replace("A", "0, 1")
    first, state, second = (
        ("0.1,0.3", "0.100, 0.291", "0.520, 0.229")
        if swapped
        else ("0.5,0.2", "0.462, 0.197", "0.192, 0.320")
    )
    text = f'{HEAD}, sentence: "{sentence}". {words}\n\n$s_1 = \\tanh([{first}]) = [{state}]$\n$Ux_2 + Ws_1 = [RESULT]$\n'
    right = judge(read(text.replace("RESULT", second)))
    assert [each.code for each in right.findings if each.severity == "error"] == [], text
    assert 4 in right.lines, text
    wrong = judge(read(text.replace("RESULT", second.replace("0.229", "0.329").replace("0.320", "0.420"))))
    assert [(each.code, each.line) for each in wrong.roots] == [("C04", 4)], text
