import pytest

SPEC = """\
sentence = "i am here"
vocabulary = ["i", "am", "here"]

[cell]
weight_ih = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]
weight_hh = [[0.7, 0.8], [0.9, 1.0]]
bias = [0.1, 0.2]
"""


@pytest.fixture
def spec(tmp_path):
    path = tmp_path / "i_am_here.toml"
    path.write_text(SPEC, encoding="utf-8")
    return path
