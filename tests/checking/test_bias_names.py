"""A bias of zeros and one 1 is a bias, whatever it is called; a word of the vocabulary is a word."""

import pytest

from tutor.judging.judge import judge
from tutor.reading.reader import read

NAMES = [
    *("b", "bh", "b_h", "bx", "bias", "Bias", "bias_h", "bias_ih", "b_ih", "bhh", "b_y"),
    *("β", r"\beta", "biases"),
]
TEXT = """\
W_xh = [[0.5, -0.3, 0.8], [0.2, 0.7, -0.6]]
W_hh = [[0.4, -0.2], [0.1, 0.6]]
{definition}
h_0 = [0, 0], x_1 = [1, 0, 0], x_2 = [0, 1, 0]
h_1 = tanh(W_xh x_1 + W_hh h_0 + {name})
    = tanh([0.500, 0.200] + [0, 0] + {vector}) = tanh({first}) = {h_1}
h_2 = tanh(W_xh x_2 + W_hh h_1 + {name})
"""


def errors(text):
    return [(each.code, each.line) for each in judge(read(text)).findings if each.severity == "error"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "way", ["{} = {}", "- {} = {}", "{}: {}", "where {} = {}", "x_1 = [1, 0, 0], {} = {}"]
)
@pytest.mark.parametrize(
    ("vector", "first", "h_1"),
    [
        ("[0, 1]", "[0.500, 1.200]", "[0.462, 0.834]"),
        ("[1, 0]", "[1.500, 0.200]", "[0.905, 0.197]"),
    ],
)
def test_a_bias_of_zeros_and_a_one_is_a_bias(name, way, vector, first, h_1):
    text = TEXT.format(definition=way.format(name, vector), name=name, vector=vector, first=first, h_1=h_1)
    work = read(text)
    assert work.vocabulary == ()
    assert errors(text) == []
    assert errors(text.replace("0.462", "0.482").replace("0.905", "0.885"))[:1] == [("C04", 6)]


@pytest.mark.parametrize("name", ["by", "offset", "off"])
def test_what_is_added_is_no_word(name):
    given = {"vector": "[0, 1]", "first": "[0.500, 1.200]", "h_1": "[0.462, 0.834]"}
    text = TEXT.format(definition=f"{name} = [0, 1]", name=name, **given)
    assert read(text).vocabulary == ()
    assert errors(text) == []


@pytest.mark.parametrize(
    "words", [("i", "am", "here"), ("by", "the", "sea"), ("be", "my", "bin"), ("bye", "to", "us")]
)
@pytest.mark.parametrize("way", ["{} = {}", "- {}: {}", "{} → {}", '"{}": {}'])
def test_a_word_is_a_word(words, way):
    vectors = ("[1, 0, 0]", "[0, 1, 0]", "[0, 0, 1]")
    text = "".join(way.format(word, vector) + "\n" for word, vector in zip(words, vectors, strict=True))
    assert [each.word for each in read(text).vocabulary] == list(words)


def test_in_quotes_every_name_is_a_word():
    assert [each.word for each in read('{"bias": [1, 0], "bh": [0, 1]}').vocabulary] == ["bias", "bh"]
    assert [each.word for each in read('"bias" = [1, 0]\n').vocabulary] == ["bias"]
