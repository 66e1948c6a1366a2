"""``rnn-tutor plant``: a sheet and its key, in both languages, and what is refused."""

import re

import pytest

SHEET, KEY = "find_the_error.md", "key.md"


@pytest.fixture
def plant(rnn_tutor, spec, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: rnn_tutor("plant", spec.name, *words)


def test_two_files_are_written_and_the_checker_finds_the_line(plant, rnn_tutor, tmp_path):
    result = plant("--mistake", "recurrent-transposed", "--seed", "3", "-o", "sheets")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"sheets/{SHEET} and sheets/{KEY} are written.\n"
    assert sorted(each.name for each in (tmp_path / "sheets").iterdir()) == [SHEET, KEY]
    key = (tmp_path / "sheets" / KEY).read_text("utf-8")
    assert "the recurrent matrix was read the other way round (`recurrent-transposed`)." in key
    (step,) = re.findall(r"^> The wrong line is that of \$q_\{(\d)\}\$, in step \1: ", key, re.MULTILINE)
    found = rnn_tutor("check", f"sheets/{SHEET}")
    assert found.code == 1
    assert found.out.startswith(f"error[C04]: q_{step} does not follow from what stands before it\n")
    assert "consistent with: the recurrent matrix was read the other way round" in found.out
    assert " from 1 cause." in found.out


def test_the_sheet_keeps_the_secret(plant, tmp_path):
    plant("--random", "--seed", "1", "-o", "sheets")
    sheet, key = ((tmp_path / "sheets" / name).read_text("utf-8") for name in (SHEET, KEY))
    (name,) = re.findall(r"\(`([a-z-]+)`\)\.$", key, re.MULTILINE)
    assert name not in sheet and "key" not in sheet
    (claimed,) = re.findall(r"It says \$\(([^)]+)\)\$", key)
    (expected,) = re.findall(r"follows \$\(([^)]+)\)\$", key)
    assert " \\\\\n".join(claimed.split(", ")) in sheet
    assert claimed != expected


@pytest.mark.parametrize(("language", "words"), [("en", "Find the error"), ("ko", "틀린 곳 찾기")])
def test_both_languages(plant, language, words, tmp_path, golden):
    plant("--mistake", "bias-forgotten", "--seed", "2", "-o", "sheets", "--lang", language)
    for name in (SHEET, KEY):
        text = (tmp_path / "sheets" / name).read_text("utf-8")
        assert text.startswith(f"# {words}")
        golden(f"cli/goldens/plant_{name.removesuffix('.md')}.{language}.md", text)


def test_the_seed_decides_and_zero_is_the_first(plant, tmp_path):
    texts = {}
    for folder, words in (("a", []), ("b", ["--seed", "0"]), ("c", ["--seed", "5"])):
        plant("--random", *words, "-o", folder)
        texts[folder] = (tmp_path / folder / SHEET).read_text("utf-8")
    assert texts["a"] == texts["b"] != texts["c"]


def test_files_are_replaced_on_demand_only(plant, tmp_path):
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / KEY).write_text("mine", encoding="utf-8")
    result = plant("--random", "-o", "sheets")
    assert result.code == 2 and f"error[O01]: sheets/{KEY} exists" in result.err
    assert [each.name for each in (tmp_path / "sheets").iterdir()] == [KEY]
    assert plant("--random", "-o", "sheets", "--force").code == 0
    assert (tmp_path / "sheets" / KEY).read_text("utf-8").startswith("# Find the error: the key")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "error[U05]: which mistake?"),
        (["--random"], "error[U05]: which folder?"),
        (["--mistake", "bias-forgoten", "-o", "a"], "did you mean `bias-forgotten`?"),
        (["--mistake", "truncated", "-o", "a"], "error[M01]: `truncated` cannot be planted in this problem"),
        (["--random", "--seed", "x", "-o", "a"], "--seed takes a whole number from 0 to 999999999."),
        (["--random", "-o", "missing/a"], "error[O04]"),
        (["--random", "-o", "i_am_here.toml"], "error[O05]"),
    ],
)
def test_what_is_refused(plant, words, said, tmp_path):
    result = plant(*words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert [each.name for each in tmp_path.iterdir()] == ["i_am_here.toml"]


def test_a_spec_that_does_not_fit_is_told(plant, spec):
    spec.write_text(spec.read_text("utf-8").replace("bias = [0.1, 0.2]", "bias = [0.1]"), encoding="utf-8")
    assert "error[S04]" in plant("--random", "-o", "a").err
