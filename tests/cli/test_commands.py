"""What the commands do, in this process."""

import json
import tomllib

import pytest

from tutor import Problem, trace
from tutor.calculation.cells import CELLS
from tutor.cli.init import CELL_KINDS
from tutor.weights.comparison import TOLERANCE, Comparison, Difference, compare
from tutor.worked.rendering import render


def test_worked_writes_what_the_library_renders(rnn_tutor, spec):
    steps = trace(Problem.from_file(spec))
    for to in ("md", "tex", "json"):
        for language in ("en", "ko"):
            result = rnn_tutor("worked", spec, "--to", to, "--lang", language)
            assert (result.code, result.err) == (0, "")
            assert result.out == render(steps, to=to, lang=language)


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        (["--dialect", "github"], {"dialect": "github"}),
        (["--detail", "brief"], {"detail": "brief"}),
        (["--detail", "symbolic"], {"detail": "symbolic"}),
    ],
)
def test_worked_hands_its_options_on(rnn_tutor, spec, words, settings):
    steps = trace(Problem.from_file(spec))
    assert rnn_tutor("worked", spec, *words).out == render(steps, lang="en", **settings)


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (["--decimals", "5"], "decimals", 5),
        (["--carry", "full"], "carry", "full"),
        (["--ties", "half-even"], "ties", "half-even"),
        (["--layout", "fused"], "written", ["a", "h"]),
    ],
)
def test_options_replace_what_the_spec_says(rnn_tutor, spec, words, key, value):
    data = json.loads(rnn_tutor("worked", spec, "--to", "json", *words).out)
    assert data["rounding"][key] == value


def test_symbols_replace_those_of_the_spec(rnn_tutor, spec):
    assert "W_{xh}" in rnn_tutor("worked", spec, "--symbols", "textbook").out
    assert "W_{xh}" not in rnn_tutor("worked", spec).out


def test_the_language_of_the_spec_counts_unless_another_is_asked_for(rnn_tutor, spec):
    spec.write_text('language = "ko"\n' + spec.read_text(encoding="utf-8"), encoding="utf-8")
    assert "은닉" in rnn_tutor("worked", spec).out
    assert "은닉" not in rnn_tutor("worked", spec, "--lang", "en").out


def test_a_warning_is_told_and_changes_nothing(rnn_tutor, spec):
    clean = rnn_tutor("worked", spec).out
    spec.write_text(
        spec.read_text(encoding="utf-8")
        .replace('["i", "am", "here"]', '["i", "am", "here", "Am"]')
        .replace("0.5], [0.2, 0.4, 0.6]", "0.5, 0.1], [0.2, 0.4, 0.6, 0.1]"),
        encoding="utf-8",
    )
    result = rnn_tutor("worked", spec)
    assert result.code == 0
    assert result.err == (
        "warning[V05]: `am` and `Am` differ only in capitals\n"
        f"  --> {spec}:2:1\n"
        '  2 | vocabulary = ["i", "am", "here", "Am"]\n'
        "    | ^\n"
        "  Each is a word of its own with its own one-hot vector.\n"
        "  help: if two are meant to be one word, keep one of them\n"
    )
    assert clean.splitlines()[0] == result.out.splitlines()[0]


def test_faults_of_standard_input_show_their_line(rnn_tutor, spec):
    data = spec.read_bytes().replace(b"0.9, 1.0", b"0.9 1.0")
    result = rnn_tutor("worked", "-", stdin=data)
    assert result.err == (
        "error[F01]: a comma is missing between `0.9` and `1.0`\n"
        "  --> -:6:31\n"
        "  6 | weight_hh = [[0.7, 0.8], [0.9 1.0]]\n"
        "    |                               ^\n"
        "  It is in row 2 of `cell.weight_hh`.\n"
        "  help: write `0.9, 1.0`\n"
    )


@pytest.mark.parametrize("command", ["worked", "verify"])
def test_row_61_what_is_no_file(rnn_tutor, tmp_path, command):
    missing, folder = tmp_path / "missing.toml", tmp_path
    for path, said in ((missing, "does not exist"), (folder, "is a directory")):
        result = rnn_tutor(command, path)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"error[F05]: `{path}` {said}\n")


def test_limits_are_lifted_on_demand(rnn_tutor, spec):
    long = " ".join(["i am here"] * 20)
    spec.write_text(spec.read_text(encoding="utf-8").replace('"i am here"', f'"{long}"', 1), encoding="utf-8")
    assert rnn_tutor("worked", spec).code == 2
    lifted = rnn_tutor("worked", spec, "--no-limits", "--to", "json")
    assert lifted.code == 0 and len(json.loads(lifted.out)["steps"]) == 60


def test_init_writes_a_spec_that_runs(rnn_tutor, tmp_path):
    path = tmp_path / "mine.toml"
    words = ["--sentence", "so it goes", "--hidden", "3", "--seed", "7"]
    result = rnn_tutor("init", path, *words)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{path} is written. Next: rnn-tutor worked {path} -o {path.with_suffix('.html')}\n"
    schema, text = path.read_text(encoding="utf-8").split("\n", 1)
    assert schema.startswith("#:schema file:///") and schema.endswith("/schema.json")
    assert text == rnn_tutor("init", *words).out
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert data["vocabulary"] == ["so", "it", "goes"]
    assert len(data["cell"]["weight_hh"]) == 3
    worked = rnn_tutor("worked", path)
    assert (worked.code, worked.err) == (0, "")
    assert rnn_tutor("init", path).code == 2
    assert path.read_text(encoding="utf-8") == f"{schema}\n{rnn_tutor('init', *words).out}"
    assert rnn_tutor("init", path, "--force").code == 0
    assert path.read_text(encoding="utf-8") == f"{schema}\n{rnn_tutor('init').out}"


def test_init_writes_any_network(rnn_tutor, tmp_path):
    path = tmp_path / "mine.toml"
    words = ["--cell", "lstm", "--layers", "2", "--bidirectional", "--output-layer"]
    assert rnn_tutor("init", path, "--sentence", "so it goes", *words).code == 0
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (data["cell"]["kind"], data["cell"]["num_layers"], data["cell"]["bidirectional"]) == (
        "lstm",
        2,
        True,
    )
    assert data["output"]["targets"] == ["it", "goes", ""]
    worked = rnn_tutor("worked", path, "--backward", "-o", tmp_path / "mine.html")
    assert (worked.code, worked.err) == (0, "")


def test_init_knows_the_cells_of_the_tables(rnn_tutor):
    assert tuple(CELLS) == CELL_KINDS
    refused = rnn_tutor("init", "--cell", "elman", "--lang", "ko")
    assert refused.code == 2
    assert refused.err == (
        "오류[U04]: `--cell elman`은 쓸 수 없습니다\n"
        "  --cell에 쓸 수 있는 값: rnn_tanh, rnn_relu, rnn_sigmoid, gru, gru_reset_before, lstm.\n\n"
        "사용법: rnn-tutor init [FILE] [옵션 …]\n"
    )


def test_init_speaks_korean(rnn_tutor, tmp_path):
    text = rnn_tutor("init", "--lang", "ko").out
    assert tomllib.loads(text)["language"] == "ko"
    path = tmp_path / "a.toml"
    page = path.with_suffix(".html")
    written = f"{path}을 썼습니다. 다음: rnn-tutor worked {path} -o {page}\n"
    assert rnn_tutor("init", path, "--lang", "ko").err == written


@pytest.mark.parametrize(("sentence", "language"), [("오늘도 학교에 간다", "ko"), ("so it goes", "en")])
def test_init_speaks_the_language_of_the_words(sentence, language, rnn_tutor):
    assert tomllib.loads(rnn_tutor("init", "--sentence", sentence).out)["language"] == language
    other = {"ko": "en", "en": "ko"}[language]
    text = rnn_tutor("init", "--sentence", sentence, "--lang", other).out
    assert tomllib.loads(text)["language"] == other


VERIFIED = """\
i am here: every step against torch.nn.RNN {version} in float64, started from the state before it
  step  word  largest difference
  1     i     {0:.1e}
  2     am    {1:.1e}
  3     here  {2:.1e}
End to end, one call over 3 steps: the two drift {drift:.1e} apart, which is not judged.
Every step agrees within 1e-12 · max(1, |h|).
"""


def test_verify_agrees_with_torch(rnn_tutor, spec):
    found = compare(trace(Problem.from_file(spec)))
    assert all(step.size <= 1e-15 for step in found.steps)
    result = rnn_tutor("verify", spec)
    assert (result.code, result.err) == (0, "")
    assert result.out == VERIFIED.format(
        *(step.size for step in found.steps), version=found.version, drift=found.drift
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": '"rnn_relu"'},
        {"bias": None, "bias_ih": "[0.1, -0.2]", "bias_hh": "[0.3, 0.1]"},
        {"bias": None},
        {"h_0": "[0.5, -0.25]"},
        {"orientation": '{ weight_hh = "rows" }'},
    ],
)
def test_verify_sets_up_the_very_module(spec, changes):
    lines = [
        line
        for line in spec.read_text(encoding="utf-8").splitlines()
        if not (line.startswith("bias") and "bias" in changes)
    ]
    lines += [f"{key} = {value}" for key, value in changes.items() if value is not None]
    spec.write_text("\n".join(lines), encoding="utf-8")
    found = compare(trace(Problem.from_file(spec)))
    assert found.first_wrong is None and found.drift < 1e-14


def test_verify_finds_a_weight_that_is_off(rnn_tutor, spec, monkeypatch):
    import tutor.weights.comparison as bridge

    right = bridge.module_of

    def off(*given, **options):
        import torch

        module = right(*given, **options)
        with torch.no_grad():
            module.weight_hh_l0[1, 0] += 1e-9
        return module

    monkeypatch.setattr(bridge, "module_of", off)
    wrong = compare(trace(Problem.from_file(spec))).first_wrong
    assert (wrong.t, wrong.word, wrong.name) == (2, "am", "h_2[2]")
    result = rnn_tutor("verify", spec)
    assert result.code == 1
    assert "Every step agrees" not in result.out
    assert result.err == (
        "error[T01]: step 2 (`am`) differs from torch in h_2[2]\n"
        f"  rnn-tutor   {wrong.ours!r}\n"
        f"  torch       {wrong.theirs!r}\n"
        f"  They are {wrong.size:.1e} apart; rounding explains 1e-12 · max(1, |h|).\n"
    )


def test_the_tolerance_grows_with_values_above_one_and_never_takes_nan():
    def close(ours, theirs):
        return Difference("h_1[1]", 1, "a", ours, theirs).is_close

    assert close(0.5, 0.5 + TOLERANCE / 2) and not close(0.5, 0.5 + 2 * TOLERANCE)
    assert close(1e6, 1e6 + 1e-7) and not close(1e6, 1e6 + 1e-5)
    assert not close(0.5, float("nan"))
    steps = (Difference("h_1[1]", 1, "a", 0.5, 0.5), Difference("h_2[1]", 2, "a", 0.5, float("nan")))
    assert Comparison("", "", (steps,), 0.0).first_wrong is steps[1]
