"""Every command line that is refused, letter by letter in both languages."""

import shlex

import pytest

SIZES = "--hidden 2 --words i am here --steps 3"
WRONG = f"""\
worked
worked i_am_here.toml more.toml
worked missing.toml
worked i_am_here.toml -o page
worked i_am_here.toml -o page.odt
worked i_am_here.toml --to odt
worked i_am_here.toml --detail most
worked i_am_here.toml --decimals 13
worked i_am_here.toml --layout row
worked i_am_here.toml --carry written
check
check - --spec -
check page.md -o page
check page.md -o page.odt
check page.md --fix page.md
check missing.md
plant
plant i_am_here.toml
plant i_am_here.toml --random
plant i_am_here.toml --mistake bias-forgoten -o a
plant i_am_here.toml --mistake slope-forgotten -o a
plant i_am_here.toml --mistake truncated -o a
plant i_am_here.toml --random --seed x -o a
handout
handout --hidden 2
handout --hidden 2 --steps 3
handout --words i am here --steps 3
handout i_am_here.toml {SIZES} -o class
handout i_am_here.toml --input 2 -o class
handout {SIZES} --level long -o class
handout {SIZES} --level fast -o class
handout {SIZES} --level faded --blanks shapes -o class
handout {SIZES} --roster roster.csv --count 3 -o class
handout {SIZES} --count 0 -o class
handout {SIZES} --count 20001 -o class
handout {SIZES} --seed 1000000000 -o class
handout {SIZES} --to odt -o class
handout {SIZES}
handout --hidden 17 --words i am here --steps 3 -o class
handout --hidden 2 --words i am here --steps 51 -o class
handout --hidden 2 --words i am here --steps 3 --input 65 -o class
handout --hidden 2 --words i am here --steps 3 --cell rnn -o class
practice
practice --hidden 2
practice i_am_here.toml {SIZES} -o page.html
practice {SIZES} --own -o page.html
practice {SIZES}
grade
grade i_am_here.toml
grade i_am_here.toml answers.csv --feedback-zip
grade i_am_here.toml answers.csv --into export.csv
grade missing.toml answers.csv
init --hidden 0
init --seed -1
verify
verify missing.toml
shapes
shapes "nn.LSTM(3, 2)" --c0 1,1,2
shapes "nn.RNN(3, 2)" --input 1,x
shapes "nn.RNN(3, 2)" --set H=2
explain S99
explain S2
""".splitlines()


def said(rnn_tutor, words, lang):
    """Say what a command line leads to: what it ends with, and all that is printed."""
    result = rnn_tutor(*shlex.split(words), "--lang", lang)
    return f"$ rnn-tutor {words}\n{result.code}\n{result.out}{result.err}\n"


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_is_refused(rnn_tutor, golden, spec, monkeypatch, lang):
    monkeypatch.chdir(spec.parent)
    golden(f"cli/goldens/refused.{lang}.txt", "".join(said(rnn_tutor, words, lang) for words in WRONG))
    assert [each.name for each in spec.parent.iterdir()] == [spec.name]
