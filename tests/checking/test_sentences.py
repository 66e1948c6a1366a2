"""A vocabulary that is given by a sentence alone, and inputs that are called by their word."""

import math

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

W, U, B = ((0.1, 0.3, 0.5), (0.2, 0.4, 0.6)), ((0.7, 0.8), (0.9, 1.0)), (0.1, 0.2)
GIVENS = (
    "W_xh = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], W_hh = [[0.7, 0.8], [0.9, 1.0]], b = [0.1, 0.2]\nh_0 = [0, 0]"
)
STEPS = ("x_1", "x_2", "x_3")
WORDS = ("x_i", "x_am", "x_here")
TEX = (r"x_{\text{i}}", r"x_{\text{am}}", r"x_{\text{here}}")


def written(head, columns, names=STEPS, slip=None):
    """Write a text of three steps that read these columns of W_xh, with another number in one of them."""
    state, lines = [0.0, 0.0], [head, GIVENS]
    for step, (column, name) in enumerate(zip(columns, names, strict=False), start=1):
        before = [
            round(
                W[i][column]
                + sum(U[i][j] * state[j] for j in (0, 1))
                + B[i]
                + 0.2 * (slip == step) * (not i),
                3,
            )
            for i in (0, 1)
        ]
        state = [round(math.tanh(each), 3) for each in before]
        lines.append(f"h_{step} = tanh(W_xh {name} + W_hh h_{step - 1} + b) = tanh({before}) = {state}")
    return "\n".join(lines) + "\n"


def roots(judgement):
    return [(each.code, each.line) for each in judgement.roots]


# What says the order, and what leaves it open.
ORDERED = [
    "words: i, am, here",
    "Vocabulary: i, am, here.",
    'The phrase "i am here" goes in word by word, one-hot in order of appearance.',
    "문장 「i am here」의 단어를 나온 순서대로 원-핫 벡터로 놓습니다.",
    '어휘: am, here, i\n문장: "am here i"',
]
OPEN = [
    'Sentence: "i am here"',
    "Sentence: i am here.",
    "The network reads the sentence “i am here”.",
    '문장: "i am here"',
    "입력 문장은 'i am here'입니다.",
    "Input sequence: i → am → here",
]


@pytest.mark.parametrize("head", ORDERED + OPEN)
@pytest.mark.parametrize("names", [STEPS, WORDS, TEX])
def test_a_sentence_alone_gives_a_vocabulary(head, names):
    if head.startswith("어휘") and names is not STEPS:
        names = (*names[1:], names[0])
    right = judge(read(written(head, (0, 1, 2), names)))
    assert [each.severity for each in right.findings] == ["note"]
    assert right.corrected is not None and right.lines_checked == 3
    assert roots(judge(read(written(head, (0, 1, 2), names, slip=2)))) == [("C04", 4 + head.count("\n") + 1)]


@pytest.mark.parametrize("head", OPEN)
@pytest.mark.parametrize("names", [STEPS, WORDS, TEX])
def test_a_column_of_another_word_is_found(head, names):
    assert roots(judge(read(written(head, (0, 2, 2), names)))) == [("C04", 5)]


@pytest.mark.parametrize("head", OPEN)
@pytest.mark.parametrize("columns", [(2, 0, 1), (0, 2, 1), (1, 0, 2)])
def test_lines_with_another_order_throughout_are_not_accused(head, columns):
    judgement = judge(read(written(head, columns)))
    order = [word for _, word in sorted(zip(columns, ("i", "am", "here"), strict=True))]
    assert [str(each.title) for each in judgement.findings] == [
        "The words have no vectors: one-hot vectors were taken in the order that the lines follow from: "
        + ", ".join(order)
        + "."
    ]
    assert judgement.corrected.words == ("i", "am", "here")
    assert judgement.corrected.vocabulary.words == tuple(order)


@pytest.mark.parametrize("head", ORDERED[:3])
def test_an_order_that_the_text_says_is_meant(head):
    assert [line for _, line in roots(judge(read(written(head, (0, 2, 1)))))] == [5, 6]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ('Sentence: "i am"', (0, 1, 2)),
        ('Sentence: "i am here now"', (0, 1, 2)),
        ('We compute this text "by hand today".', (2, 2, 0)),
        ('Sentence: "i am here"\nSentence: "we are there"', (0, 1, 2)),
    ],
)
def test_words_that_do_not_fit_are_not_taken(head, columns):
    judgement = judge(read(written(head, columns)))
    assert {each.code for each in judgement.findings} == {"C17"}
    assert judgement.reading.vocabulary == ()


def test_words_that_come_again_have_one_vector():
    text = written('Sentence: "row row here then"', (0, 0, 1))
    assert judge(read(text)).findings[0].code == "C16" and not judge(read(text)).roots
    wrong = judge(read(written('Sentence: "row row here then"', (0, 1, 2))))
    assert roots(wrong) == [("C04", 5), ("C04", 6)]


def test_what_was_taken_is_said_in_korean_too():
    (note,) = judge(read(written('문장: "나는 밥을 먹는다"', (0, 1, 2)))).findings
    assert note.title.pattern.ko.format_map(note.title.values) == (
        "단어의 벡터가 없어서, 단어가 처음 나오는 순서대로 원-핫 벡터를 놓았습니다. 순서는 나는, 밥을, 먹는다입니다."
    )


@pytest.mark.parametrize(
    "vectors",
    [
        "i = [1, 0, 0], am = [0, 1, 0], here = [0, 0, 1]",
        "x_i = [1, 0, 0], x_am = [0, 1, 0], x_here = [0, 0, 1]",
    ],
)
@pytest.mark.parametrize("letter", ["x", "e"])
def test_an_x_that_is_called_by_its_word_is_that_words(vectors, letter):
    names = [name.replace("x", letter, 1) for name in WORDS]
    right = judge(read(written(vectors, (0, 1, 2), names)))
    assert right.findings == () and right.corrected.words == ("i", "am", "here")
    wrong = judge(read(written(vectors, (0, 2, 2), names)))
    assert [(each.code, each.line) for each in wrong.roots] == [("C04", 5)]
