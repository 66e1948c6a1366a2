"""Codes in the manner of threads, repositories and notebooks, each run by torch here: no verdict is wrong.

Read for the first time, 20 of the first 30 were read wholly and 17 of the next 20 (31 to 50), none wrongly. What was
not read then is read now, but for the rows of a table that is not in the text.
"""

import re
import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

import numpy as np
import pytest
from torch import nn

from tests.calls.test_programs import alike
from tests.calls.torch_runs import runs
from tutor.calls.texts import explain_text

FOLDER = Path(__file__).parent / "threads"
NAMES = sorted(each.name for each in FOLDER.glob("*.txt"))
# The table that the text loads is not in the text; the input stays on the CPU where the model goes to a GPU.
NOT_IN_THE_TEXT = ("03-seq2seq-enc-dec.txt", "22-df-values.txt")
PRELUDE = (
    "import random\nimport numpy as np\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n"
    "from torch.autograd import Variable\n"
)


class Table:
    """Stands for a table of pandas."""

    values = np.zeros((100, 4))

    def __getitem__(self, names):
        return self


class Scaler:
    """Stands for a scaler of sklearn."""

    def __init__(self, **options):
        pass

    def fit_transform(self, table):
        return table


def executable(text):
    """Take the Python out of a text by hand."""
    fenced = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    lines = (fenced[1] if fenced else text).splitlines()
    if any(line.startswith(">>> ") for line in lines):
        lines = [line[4:] for line in lines if line.startswith((">>> ", "... "))]
    elif lines[0].startswith("In ["):
        prompts = re.compile(r"(?:In \[\d+\]|   \.\.\.): ?")
        lines = [prompts.sub("", line) for line in lines if not line.startswith("Out")]
    elif lines[0].startswith("I have"):
        lines = [line[4:] for line in lines if line.startswith("    ")]
    return PRELUDE + "\n".join(line for line in lines if not line.startswith(("!", "%")))


@pytest.fixture
def libraries(monkeypatch):
    """Stand for three libraries that some texts import."""
    pandas = module_from_spec(ModuleSpec("pandas", None))
    pandas.read_csv = lambda path: Table()
    lightning = module_from_spec(ModuleSpec("pytorch_lightning", None))
    lightning.LightningModule = type(
        "LightningModule", (nn.Module,), {"save_hyperparameters": lambda self: None}
    )
    scaling = module_from_spec(ModuleSpec("sklearn.preprocessing", None))
    scaling.MinMaxScaler = Scaler
    monkeypatch.setitem(sys.modules, "sklearn", module_from_spec(ModuleSpec("sklearn", None)))
    monkeypatch.setitem(sys.modules, "sklearn.preprocessing", scaling)
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    monkeypatch.setitem(sys.modules, "pytorch_lightning", lightning)


@pytest.mark.parametrize("name", NAMES)
def test_torch_says_the_same(name, libraries, capsys):
    text = (FOLDER / name).read_text("utf-8")
    happened = runs(executable(text))
    assert happened
    found = explain_text(text, {})
    if name in NOT_IN_THE_TEXT:
        assert found.accepted is None
        return
    refused = [run.message for run in happened if run.message]
    assert found.accepted is not bool(refused)
    assert found.accepted is not None
    if refused:
        assert found.torch_message == refused[0]
        return
    ours = [next(iter(each.shapes.values())) for each in found.calls or (found,)]
    for run in happened:
        assert any(alike(shape, run.shape) for shape in ours), run
