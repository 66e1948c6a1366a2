"""``rnn-tutor shapes``: what is printed, letter by letter, the JSON, and the exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.language.messages import width

RIGHT = ["shapes", "nn.RNN(10, 1, 1, batch_first=True)", "--input", "1,3,10", "--h0", "1,1,1"]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("right", RIGHT, 0),
        ("commented", ["shapes", "nn.RNN(10, 1, 1)", "--input", "1,3,10", "--h0", "2,3,1"], 1),
        ("silent", ["shapes", "nn.RNN(10, 1, 1)", "--input", "1,3,10", "--h0", "1,3,1"], 1),
        ("lstm", ["shapes", "nn.LSTM(10, 20, 2, bidirectional=True)", "--input", "5,3,10"], 0),
        ("gru_cell", ["shapes", "nn.GRUCell(10, 20)", "--input", "3,10", "--h0", "3,20"], 0),
        ("module_only", ["shapes", "nn.RNN(10, H)", "--set", "H=20"], 0),
        ("arguments", ["shapes", "nn.RNN(0, 20.0, 0, dropout=2, bias=1)", "--input", "1,3,10"], 1),
        ("unread", ["shapes", "nn.RNN(E, H", "--input", "1,three", "--set", "X=1"], 2),
    ],
)
def test_the_page_letter_by_letter(rnn_tutor, golden, name, words, code, lang):
    result = rnn_tutor(*words, "--lang", lang)
    assert result.code == code
    assert (result.err if code == 2 else result.out) == result.out + result.err
    golden(f"cli/goldens/shapes_{name}.{lang}.txt", result.out + result.err)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_tables_fit_a_terminal(rnn_tutor, lang):
    for call, shape in (
        ("nn.LSTM(100, 200, 12, bidirectional=True)", "35,128,100"),
        ("nn.GRU(10, 20, 2, bidirectional=True, batch_first=True)", "5,3,10"),
        ("nn.RNN(10, 20, 2)", "5,10"),
    ):
        page = rnn_tutor("shapes", call, "--input", shape, "--lang", lang).out
        tables = page[: page.index("torch accepts" if lang == "en" else "torch는 이 호출을")]
        sums = [line for line in tables.splitlines() if " + " not in line]
        assert max(map(width, sums)) <= 80


def test_json(rnn_tutor):
    result = rnn_tutor(*RIGHT, "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "accepted": True,
        "torch_message": None,
        "shapes": {"output": [1, 3, 1], "h_n": [1, 1, 1]},
        "parameters": {
            "weight_ih_l0": {"shape": [1, 10], "count": 10},
            "weight_hh_l0": {"shape": [1, 1], "count": 1},
            "bias_ih_l0": {"shape": [1], "count": 1},
            "bias_hh_l0": {"shape": [1], "count": 1},
        },
        "findings": [],
    }
    refused = rnn_tutor(
        "shapes", "nn.LSTM(10, 20, 2)", "--input", "5,3,10", "--h0", "3,2,20", "--c0", "2,3,20", "--json"
    )
    data = json.loads(refused.out)
    assert refused.code == 1
    assert (data["accepted"], data["torch_message"], data["shapes"]) == (
        False,
        "Expected hidden[0] size (2, 3, 20), got [3, 2, 20]",
        {},
    )
    assert data["findings"] == [
        {
            "code": "P27",
            "severity": "error",
            "message": "the first two axes of h_0 are exchanged. "
            "The layers come first in h_0, c_0, h_n and c_n, then the batch.",
            "fix": "write h_0.transpose(0, 1)",
        }
    ]
    korean = rnn_tutor("shapes", "nn.RNN(10, 20)", "--input", "3,3,10", "--json", "--lang", "ko")
    assert korean.code == 1
    assert json.loads(korean.out)["findings"][0]["message"].startswith(
        "시간 축과 배치 축의 크기가 3으로 같습니다. "
    )


def test_a_warning_exits_1_and_a_note_0(rnn_tutor):
    assert rnn_tutor("shapes", "nn.RNN(10, 20)", "--input", "1,3,10").code == 1
    assert rnn_tutor("shapes", "nn.RNN(10, 20, batch_first=False)", "--input", "1,3,10").code == 0
    assert rnn_tutor("shapes", "nn.RNN(10, 20)", "--input", "3,10").code == 0
    assert rnn_tutor("shapes", "nn.RNN(10, 20, dropout=.5)", "--input", "5,3,10").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "error[U05]: which call?\n"),
        (["nn.LSTM(1, 2)", "--input", "1,1", "--c0", "1,2"], "error[U05]: c_0 comes with h_0\n"),
        (["nn.LSTM(10, 20, proj_size=5)"], "error[P05]: `proj_size` is not supported\n"),
        (["nn.RNN(10, 20)", "--input", "1,a"], "error[P06]: `--input 1,a` is not a shape\n"),
        (["nn.RNN(10, 20)", "--input", ""], "error[P06]: `--input ` is not a shape\n"),
        (["nn.RNN(10, 20)", "--input=-1,3"], "error[P06]: `--input -1,3` is not a shape\n"),
        (["nn.RNN(10, 20)", "--set", "H"], "error[P03]: `--set H` gives no value\n"),
        (["nn.RNN(10, HIDDEN)", "--set", "HIDEN=3"], "error[P03]: the value of `HIDDEN` is not known\n"),
    ],
)
def test_what_cannot_be_read_exits_2(rnn_tutor, words, said):
    result = rnn_tutor("shapes", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)


def test_a_misspelt_setting_is_told_beside_what_is_missing(rnn_tutor):
    result = rnn_tutor("shapes", "nn.RNN(10, HIDDEN)", "--set", "HIDEN=3")
    assert "error[P03]: nothing in the call is called `HIDEN`\n  help: did you mean `HIDDEN`?\n" in result.err


@pytest.mark.parametrize(
    "shape", ["5,3,10", "(5, 3, 10)", "[5, 3, 10]", "torch.Size([5, 3, 10])", "5x3x10", "5 3 10", "T,3,10"]
)
def test_shapes_as_they_are_written(rnn_tutor, shape):
    setting = ["--set", "T=5"] if "T," in shape else []
    data = json.loads(rnn_tutor("shapes", "nn.RNN(10, 20)", "--input", shape, "--json", *setting).out)
    assert data["shapes"]["output"] == [5, 3, 20]


def test_a_pasted_cell_from_the_standard_input(rnn_tutor):
    cell = "x = torch.randn(1, 3, 10)\nrnn = nn.RNN(10, 1, 1)\nout, h = rnn(x)\n"
    result = rnn_tutor("shapes", "-", stdin=cell.encode())
    assert result.code == 1 and "warning[P31]" in result.out
    right = rnn_tutor("shapes", "-", "--input", "5,3,10", stdin=cell.encode())
    assert right.code == 0


CODE = "import torch\nfrom torch import nn\nrnn = nn.GRU(10, 20)\nout, h = rnn(torch.zeros(5, 3, 10))\n"


def test_a_file_of_code_and_a_notebook_are_read_and_not_run(rnn_tutor, tmp_path):
    ran = tmp_path / "ran"
    code = f"{CODE}open({str(ran)!r}, 'w').write('x')\n"
    (tmp_path / "net.py").write_text(f"\ufeff{code}", "utf-8")
    cells = [
        {"cell_type": "markdown", "source": "# a network"},
        {"cell_type": "code", "source": code.splitlines(keepends=True), "outputs": ["x" * 100_000]},
    ]
    (tmp_path / "net.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    for name in ("net.py", "net.ipynb"):
        result = rnn_tutor("shapes", str(tmp_path / name), "--json")
        assert (result.code, json.loads(result.out)["shapes"]["output"]) == (0, [5, 3, 20])
    assert not ran.exists()


def test_a_file_that_is_not_there_or_too_large_is_told(rnn_tutor, tmp_path):
    result = rnn_tutor("shapes", "net.py", "--lang", "en")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "error[F05]: `net.py` does not exist\n  --> net.py\n"
        "  help: give the path of a file with code, or the call itself in quotes\n",
    )
    data = json.loads(rnn_tutor("shapes", "net.py", "--json").out)
    assert (data["accepted"], data["findings"][0]["code"]) == (None, "F05")
    path = tmp_path / "large.py"
    path.write_bytes(b"#" * ((16 << 20) + 1))
    result = rnn_tutor("shapes", str(path), "--lang", "en")
    assert (result.code, result.err) == (
        2,
        f"error[P07]: `{path}` is larger than 16 MiB\n"
        "  help: paste only the cells that make the module and call it\n",
    )


def test_torch_is_not_loaded():
    code = (
        "import sys\nfrom tutor.cli import main\n"
        "main(['shapes', 'nn.LSTM(10, 20)', '--input', '5,3,10', '--json'])\n"
        "print(*{'torch', 'numpy', 'jinja2', 'sympy'} & sys.modules.keys(), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr.strip() == ""
