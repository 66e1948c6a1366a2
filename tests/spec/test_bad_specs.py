"""Every bad spec is refused with a message that says where, what and how to repair it."""

import pytest

from tests.spec.bad_specs import JSON, TOML, all_bad
from tutor.language.faults import SpecError
from tutor.language.languages import Language
from tutor.language.messages import message
from tutor.spec import problem_of, read_problem, read_problem_text

SPECS = all_bad()


def refused(data, name="x.toml"):
    with pytest.raises(SpecError) as caught:
        read_problem_text(data, name)
    return caught.value.faults


def test_the_good_specs_are_good():
    assert read_problem_text(TOML.encode(), "x.toml") == read_problem_text(JSON.encode(), "x.json")


@pytest.mark.parametrize("ending", ["toml", "json"])
@pytest.mark.parametrize("code", ["en", "ko"])
def test_messages(ending, code, golden):
    """The whole text of every message, in both languages."""
    text = ""
    for name, data in SPECS.items():
        if name.endswith(ending):
            faults = refused(data, name)
            text += f"## {name}\n" + "\n".join(message(fault, Language(code)) for fault in faults) + "\n\n"
    golden(f"spec/goldens/bad_{ending}.{code}.txt", text)


@pytest.mark.parametrize("name", SPECS)
def test_every_fault_has_a_code_a_file_and_a_repair(name):
    for fault in refused(SPECS[name], name):
        assert fault.code[0] in "KNFSV" and fault.file == name
        assert fault.severity != "error" or fault.help is not None


@pytest.mark.parametrize(
    ("name", "line", "fragment"),
    [
        # The rows of the table of bad inputs, in its order; the line is the line of the key or the row.
        ("empty.toml", 0, "the spec is empty"),
        ("missing comma.toml", 5, "a comma is missing between `0.2` and `0.4`"),
        ("missing comma.json", 5, "a comma is missing between `0.2` and `0.4`"),
        ("duplicate key.toml", 8, "duplicate key `cell.bias`, lines 7 and 8"),
        ("duplicate key.json", 8, "duplicate key `cell.bias`, lines 5 and 8"),
        ("misspelt key.toml", 5, "unknown key `weigth_ih`; did you mean `weight_ih`?"),
        ("misspelt key.json", 5, "unknown key `weigth_ih`; did you mean `weight_ih`?"),
        ("UTF-16.toml", 0, "the file is UTF-16"),
        ("decimals 2.5.toml", 10, "decimals must be a whole number 1..12"),
        ("decimals -1.json", 2, "decimals must be a whole number 1..12"),
        ("unknown rounding rule.toml", 10, 'ties = "bankers" is not known'),
        ("kind tahn.json", 5, 'kind = "tahn" is not known'),
        ("deep.toml", 1, "nesting deeper than 32 at column 33"),
        ("a word twice.toml", 2, "`am` appears at positions 2 and 4"),
        ("composed and decomposed.json", 3, "are the same word"),
        ("an empty word.toml", 2, "word 2 is empty"),
        ("an invisible word.toml", 2, "U+200B"),
        ("ragged.toml", 5, "row 2 of `weight_ih` has 1 entry, row 1 has 3"),
        ("weight_ih transposed.toml", 5, "W_ih x_t does not fit"),
        ("weight_hh not square.json", 6, "W_hh h_t−1 does not fit"),
        ("bias of one entry.toml", 7, "b does not fit"),
        ("NaN.json", 5, "`NaN` is not a finite number"),
        ("nan.toml", 5, "`nan` is not a finite number"),
        ("inf.toml", 5, "`-inf` is not a finite number"),
        ("huge.toml", 5, "`1e999` is not a number that a page can hold"),
        ("JSON named TOML.toml", 0, "the file is JSON, and its name ends in .toml"),
        ("TOML named JSON.json", 0, "the file is TOML, and its name ends in .json"),
        ("key twice on a line.json", 1, "duplicate key `a`, twice on line 1"),
        ("object not closed.json", 1, "the `{` of line 1 is never closed"),
        ("a list for a number.toml", 5, "weight_ih, row 1, entry 2: a list is not a decimal number"),
        ("a line twice.toml", 10, "`written` lists `h` twice"),
        ("ties up.toml", 10, 'ties = "up" is not known'),
        ("hugest.toml", 5, "is not a number that a page can hold"),
        ("fraction.toml", 5, "`1/3` is not a decimal number"),
        ("decimal comma in quotes.toml", 5, '`"0,5"` is not a decimal number'),
        ("true for a number.json", 5, "`true` is not a decimal number"),
        ("an unknown word.toml", 1, "`pizza` is not in the vocabulary (i, am, here)"),
        ("punctuation.json", 2, "`here.` is not in the vocabulary"),
        ("an empty sentence.toml", 1, "the sentence has no words"),
        ("1000 words.toml", 1, "the sentence has 1000 words; the limit is 50"),
        ("multi-line matrix.toml", 8, "weight_hh, row 2, entry 2: `true`"),
        ("dotted and inline.toml", 5, "decimals must be a whole number"),
        ("cut.json", 3, ""),
    ],
)
def test_the_place_and_the_substance(name, line, fragment):
    faults = refused(SPECS[name], name)
    assert any(fault.line == line and fragment in str(fault.title) for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "repair"),
    [
        ("fraction.toml", "0.333"),
        ("fraction.json", "0.333"),
        ("point first.toml", "0.3"),
        ("point last.json", "5"),
        ("full-width digits.toml", "0.5"),
        ("typographic minus.json", "-0.3"),
        ("decimal comma in quotes.toml", "0.5"),
        ("full-width digits in quotes.json", "0.5"),
        ("underscore in quotes.toml", "1000"),
        ("percent.toml", "0.3"),
        ("decimal comma.toml", "0.5"),
    ],
)
def test_a_refused_number_is_given_repaired(name, repair):
    (fault,) = refused(SPECS[name], name)
    assert str(fault.help) == f"write {repair}"


def test_all_faults_are_told_at_once_and_none_is_a_consequence():
    faults = refused(SPECS["many faults.toml"])
    assert [(fault.code, fault.line) for fault in faults] == [("K03", 10), ("K01", 11), ("K02", 12)]
    faults = refused(SPECS["a bad number and a wrong size.toml"])
    assert [(fault.code, fault.key) for fault in faults] == [("N01", "cell.bias"), ("S04", "cell.bias")]
    assert [fault.code for fault in refused(SPECS["misspelt section.toml"])] == ["K01"]
    (fault,) = refused(SPECS["no section.toml"])
    assert (fault.code, fault.line, str(fault.title)) == ("K01", 4, "the section [cell] is missing")
    assert str(fault.help) == "write [cell] on a line of its own above `weight_ih`"


def test_a_missing_section_does_not_hide_what_else_is_wrong():
    faults = refused(TOML.replace("[cell]\n", "").replace("weight_hh", "weigth_hh").encode())
    assert [(fault.code, fault.line) for fault in faults] == [("K01", 4), ("K01", 5), ("K01", 6)]
    faults = refused(
        TOML.replace("[cell]\n", "").replace("weight_hh = [[0.7, 0.8], [0.9, 1.0]]\n", "").encode()
    )
    assert [str(fault.title) for fault in faults] == [
        "`weight_hh` is missing",
        "the section [cell] is missing",
    ]


def test_a_repeated_word_hides_neither_an_unknown_word_nor_a_wrong_size():
    spec = TOML.replace('"i am here"', '"i am zebra"').replace('"am", "here"]', '"am", "i"]')
    assert [(fault.code, fault.line) for fault in refused(spec.encode())] == [
        ("V04", 1),
        ("V03", 2),
        ("S02", 5),
    ]


def test_faults_are_told_in_the_order_of_the_file():
    spec = TOML.replace('"i am here"', '"i am pizza"').replace("0.8", '"0,8"') + "qqq = 1\ntitle = 3\n"
    assert [fault.line for fault in refused(spec.encode())] == [1, 6, 8, 9]


@pytest.mark.parametrize(("found", "near"), [("up", "half-up"), ("even", "half-even")])
def test_a_part_of_a_known_value_is_understood(found, near):
    (fault,) = refused((TOML + f'[rounding]\nties = "{found}"\n').encode())
    assert str(fault.help) == f'did you mean "{near}"?'


def test_a_list_of_words_with_a_space_in_one_says_nothing_of_sentences():
    spec = TOML.replace('sentence = "i am here"', 'tokens = ["New York", "i"]').replace('"am"', '"New York"')
    (fault,) = refused(spec.encode())
    assert str(fault) == (
        "error[V02]: word 2 (`New York`) holds a space\n"
        "  On the page a space stands between two words, so it cannot stand in one.\n"
        "  help: write `New_York`"
    )


@pytest.mark.parametrize("title", ["", "  "])
def test_an_empty_title_is_the_sentence(title):
    assert read_problem_text(f'title = "{title}"\n{TOML}'.encode(), "x.toml").title == "i am here"


def test_byte_order_mark_and_line_ends_are_accepted():
    assert read_problem_text(b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode(), "x.toml").words[0] == "i"
    assert read_problem_text(b"\xef\xbb\xbf" + JSON.encode(), "x.json").words[0] == "i"


def test_the_format_follows_the_ending_or_the_first_character():
    assert read_problem_text(JSON.encode(), "-").words == read_problem_text(TOML.encode(), "-").words


def test_words_that_other_formats_change_stay_words():
    words = ["yes", "no", "on", "null", "1e3", "12:30"]
    spec = {
        "tokens": words,
        "vocabulary": words,
        "cell": {"weight_ih": [[1, 0, 0, 0, 0, 0]], "weight_hh": [[1]]},
    }
    assert problem_of(spec).words == tuple(words)


def test_100000_words_are_counted(tmp_path):
    words = ", ".join(f'"w{k}"' for k in range(100_000))
    faults = refused(TOML.replace('"i", "am", "here"', words).encode())
    assert "the vocabulary has 100000 words; the limit is 64" in map(str, (each.title for each in faults))


def test_files_that_cannot_be_read(tmp_path):
    for path, fragment in ((tmp_path, "is a directory"), (tmp_path / "none.toml", "does not exist")):
        with pytest.raises(SpecError) as caught:
            read_problem(path)
        (fault,) = caught.value.faults
        assert fault.code == "F05" and fragment in str(fault.title)


def test_a_pipe_in_the_place_of_a_name_is_refused():
    with pytest.raises(SpecError, match="cannot be read"):
        read_problem(__import__("pathlib").Path("a\0b"))
