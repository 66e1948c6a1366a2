"""Names that people leave out the imports of, and Python's own."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping
from types import MappingProxyType

# A snippet without its first lines means these; a text that gives one of the names something means that.
PRELUDE: Mapping[str, str] = MappingProxyType(
    {
        "torch": "torch",
        "nn": "torch.nn",
        "F": "torch.nn.functional",
        "optim": "torch.optim",
        "autograd": "torch.autograd",
        "torchvision": "torchvision",
        "transforms": "torchvision.transforms",
        "np": "numpy",
        "numpy": "numpy",
        "math": "math",
        "random": "random",
        "time": "time",
        "os": "os",
        "sys": "sys",
        "plt": "matplotlib.pyplot",
        "pd": "pandas",
        "tqdm": "tqdm",
        "tf": "tensorflow",
        "keras": "keras",
        "layers": "keras.layers",
        "Variable": "torch.autograd.Variable",
        "pack_padded_sequence": "torch.nn.utils.rnn.pack_padded_sequence",
        "pad_packed_sequence": "torch.nn.utils.rnn.pad_packed_sequence",
        "pad_sequence": "torch.nn.utils.rnn.pad_sequence",
        "pack_sequence": "torch.nn.utils.rnn.pack_sequence",
        "DataLoader": "torch.utils.data.DataLoader",
        "TensorDataset": "torch.utils.data.TensorDataset",
        "SimpleRNN": "keras.layers.SimpleRNN",
        "SimpleRNNCell": "keras.layers.SimpleRNNCell",
    }
)

PYTHON = frozenset(
    [
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "filter",
        "float",
        "getattr",
        "hasattr",
        "id",
        "input",
        "int",
        "isinstance",
        "iter",
        "len",
        "list",
        "map",
        "max",
        "min",
        "next",
        "object",
        "open",
        "print",
        "range",
        "repr",
        "reversed",
        "round",
        "set",
        "setattr",
        "sorted",
        "str",
        "sum",
        "super",
        "tuple",
        "type",
        "zip",
        "NotImplementedError",
        "ValueError",
        "Exception",
        "RuntimeError",
        "StopIteration",
        "KeyError",
        "TypeError",
        "IndexError",
        "AssertionError",
        "property",
        "staticmethod",
        "classmethod",
        "__name__",
        "__file__",
        "Ellipsis",
        "divmod",
        "callable",
        "vars",
        "format",
        "slice",
        "frozenset",
        "exec",
        "eval",
        "globals",
        "locals",
    ]
)

CONSTANTS: Mapping[str, str | float] = MappingProxyType(
    {
        **{
            f"string.{name}": getattr(string, name) for name in ("ascii_letters", "ascii_lowercase", "digits")
        },
        **{
            f"string.{name}": getattr(string, name)
            for name in ("ascii_uppercase", "punctuation", "printable")
        },
        "string.whitespace": string.whitespace,
        "math.pi": math.pi,
    }
)

# Other names of the same thing.
_SAME = MappingProxyType(
    {
        "torch.nn.modules.rnn.": "torch.nn.",
        "torch.nn.modules.linear.": "torch.nn.",
        "torch.nn.modules.": "torch.nn.",
        "torch.autograd.variable.": "torch.autograd.",
        "torch.functional.": "torch.",
        "np.": "numpy.",
    }
)


def full_name(path: str) -> str:
    """Give one name to what libraries have under several.

    >>> full_name("torch.nn.modules.rnn.LSTM")
    'torch.nn.LSTM'
    """
    for start, other in _SAME.items():
        if path.startswith(start):
            return other + path.removeprefix(start)
    return path
