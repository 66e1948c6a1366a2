"""Bad specs, a row each: what is changed in a good spec, in TOML and in JSON.

The whole message of every row stands in ``goldens/``, in both languages.
"""

TOML = """\
sentence = "i am here"
vocabulary = ["i", "am", "here"]

[cell]
weight_ih = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]
weight_hh = [[0.7, 0.8], [0.9, 1.0]]
bias = [0.1, 0.2]
"""

JSON = """\
{
  "sentence": "i am here",
  "vocabulary": ["i", "am", "here"],
  "cell": {
    "weight_ih": [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]],
    "weight_hh": [[0.7, 0.8], [0.9, 1.0]],
    "bias": [0.1, 0.2]
  }
}
"""

# name → (old, new): the same change in both formats.
BOTH = {
    "missing comma": ("[0.2, 0.4, 0.6]", "[0.2 0.4, 0.6]"),
    "missing comma between rows": ("], [0.2", "] [0.2"),
    "missing comma between words": ('"i", "am"', '"i" "am"'),
    "point first": ("0.3, 0.5", ".3, 0.5"),
    "point last": ("[0.1, 0.2]", "[5., 0.2]"),
    "fraction": ("0.3", "1/3"),
    "full-width digits": ("0.3", "０．５"),
    "typographic minus": ("0.3", "−0.3"),
    "percent": ("0.3", "30%"),
    "imaginary": ("0.3", "1j"),
    "leading zero": ("0.3", "03"),
    "a list for a number": ("0.3", "[0.3]"),
    "a formula": ("0.3", "tanh(1)"),
    "typographic quotes": ('"i am here"', "“i am here”"),
    "no quotes": ('"i am here"', "i am here"),
    "quote not closed": ('"i am here"', '"i am here'),
    "backslash": ('"i am here"', '"\\input i am"'),
    "bracket not closed": ("[0.1, 0.2]", "[0.1, 0.2"),
    "bracket too many": ("[0.1, 0.2]", "[0.1, 0.2]]"),
    "two commas": ("[0.1, 0.2]", "[0.1,, 0.2]"),
    "decimal comma in quotes": ("0.3", '"0,5"'),
    "full-width digits in quotes": ("0.3", '"０．５"'),
    "underscore in quotes": ("0.3", '"1_000"'),
    "number in quotes": ("0.3", '"0.3"'),
    "true for a number": ("0.3", "true"),
    "huge": ("0.3", "1e999"),
    "hugest": ("0.3", "1e99999999"),
    "exponent of twenty digits": ("0.3", "1e99999999999999999999"),
    "integer of 5000 digits": ("0.3", "7" * 5000),
    "too long": ("0.3", "0." + "3" * 50),
    "tiny": ("0.3", "1e-99999999"),
    "ragged": ("[0.2, 0.4, 0.6]", "[0.2]"),
    "empty matrix": ("[[0.7, 0.8], [0.9, 1.0]]", "[]"),
    "empty row": ("[[0.7, 0.8], [0.9, 1.0]]", "[[]]"),
    "one list for a matrix": ("[[0.7, 0.8], [0.9, 1.0]]", "[0.7, 0.8]"),
    "a list of lists for a vector": ("[0.1, 0.2]", "[[0.1, 0.2]]"),
    "a number for a vector": ("[0.1, 0.2]", "0.1"),
    "a text for a vector": ("[0.1, 0.2]", '"0.1, 0.2"'),
    "a row that is a number": ("[0.9, 1.0]", "0.9"),
    "weight_ih transposed": ("[[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]", "[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]"),
    "weight_hh not square": ("[[0.7, 0.8], [0.9, 1.0]]", "[[0.7, 0.8, 0.1], [0.9, 1.0, 0.2]]"),
    "bias of one entry": ("[0.1, 0.2]", "[0.1]"),
    "bias of three entries": ("[0.1, 0.2]", "[0.1, 0.2, 0.3]"),
    "a bad number and a wrong size": ("[0.1, 0.2]", '[0.1, "0,2", 0.3]'),
    "misspelt key": ("weight_ih", "weigth_ih"),
    "misspelt section": ("cell", "cel"),
    "unknown key": ("bias", "qqqq"),
    "one part of the bias": ("bias", "bias_ih"),
    "a word twice": ('"am", "here"]', '"am", "here", "am"]'),
    "composed and decomposed": ('"i", "am", "here"]', '"i", "am", "here", "caf\u00e9", "cafe\u0301"]'),
    "an empty word": ('"i", "am"', '"i", "", "am"'),
    "a blank word": ('"i", "am"', '"i", " ", "am"'),
    "an invisible word": ('"i", "am"', '"i", "\u200b", "am"'),
    "a word that is true": ('"am", "here"]', '"am", "here", true]'),
    "a vocabulary that is a text": ('["i", "am", "here"]', '"i am here"'),
    "an empty vocabulary": ('["i", "am", "here"]', "[]"),
    "an unknown word": ('"i am here"', '"i am pizza"'),
    "punctuation": ('"i am here"', '"i am here."'),
    "an empty sentence": ('"i am here"', '""'),
    "1000 words": ('"i am here"', f'"{"i " * 1000}"'),
    "a sentence that is a list": ('"i am here"', '["i", "am"]'),
    "a sentence that is a number": ('"i am here"', "7"),
}


def _added(section: str, toml: str, json: str) -> tuple[str, str]:
    """Add lines to the good spec, at the top or in a section."""
    if section == "":
        return toml + TOML, JSON.replace("{\n", "{\n  " + json + ",\n", 1)
    if section == "cell":
        return TOML + toml, JSON.replace('"cell": {\n', '"cell": {\n    ' + json + ",\n")
    return TOML + f"\n[{section}]\n{toml}", JSON.replace("{\n", f'{{\n  "{section}": {{{json}}},\n', 1)


ADDED = {
    "decimals 2.5": _added("rounding", "decimals = 2.5\n", '"decimals": 2.5'),
    "decimals -1": _added("rounding", "decimals = -1\n", '"decimals": -1'),
    "decimals 99": _added("rounding", "decimals = 99\n", '"decimals": 99'),
    "decimals true": _added("rounding", "decimals = true\n", '"decimals": true'),
    "unknown rounding rule": _added("rounding", 'ties = "bankers"\n', '"ties": "bankers"'),
    "ties up": _added("rounding", 'ties = "up"\n', '"ties": "up"'),
    "a line twice": _added("rounding", 'written = ["h", "h"]\n', '"written": ["h", "h"]'),
    "unknown carry": _added("rounding", 'carry = "ful"\n', '"carry": "ful"'),
    "unknown line": _added("rounding", 'written = ["a", "z", "h"]\n', '"written": ["a", "z", "h"]'),
    "h not written": _added("rounding", 'written = ["a"]\n', '"written": ["a"]'),
    "activation": _added("cell", 'activation = "tahn"\n', '"activation": "tahn"'),
    "kind tahn": _added("cell", 'kind = "tahn"\n', '"kind": "tahn"'),
    "kind GRU": _added("cell", 'kind = "gru"\n', '"kind": "gru"'),
    "hidden_size": _added("cell", "hidden_size = 2\n", '"hidden_size": 2'),
    "bias and its parts": _added("cell", "bias_ih = [1, 1]\n", '"bias_ih": [1, 1]'),
    "h_0 too long": _added("cell", "h_0 = [0, 0, 0]\n", '"h_0": [0, 0, 0]'),
    "orientation": _added("cell", 'orientation = "row"\n', '"orientation": "row"'),
    "orientation of one": _added(
        "cell", 'orientation = { weight_hi = "rows" }\n', '"orientation": {"weight_hi": "rows"}'
    ),
    "key in the wrong section": _added("rounding", 'layout = "rows"\n', '"layout": "rows"'),
    "key at the top": _added("", "decimals = 3\n", '"decimals": 3'),
    "section that is no table": _added("", "rounding = 3\n", '"rounding": 3'),
    "both sentence and tokens": _added("", 'tokens = ["i"]\n', '"tokens": ["i"]'),
    "language": _added("", 'language = "kr"\n', '"language": "kr"'),
    "title": _added("", "title = 3\n", '"title": 3'),
    "title of two lines": _added("", 'title = "a\\nb"\n', '"title": "a\\nb"'),
    "fused with products": _added(
        "notation", 'layout = "fused"\n[rounding]\nwritten = ["p", "h"]\n', '"layout": "fused"'
    ),
    "duplicate key": _added("cell", "bias = [1, 1]\n", '"bias": [1, 1]'),
    "many faults": _added(
        "rounding", "decimals = 0\nwriten = []\ncarry = 3\n", '"decimals": 0, "writen": [], "carry": 3'
    ),
}
del ADDED["fused with products"]

# Faults that only one of the formats can have.
ONLY_TOML = {
    "empty": b"",
    "blank": b" \n\t\n",
    "no keys": b"# nothing\n",
    "bare Korean key": TOML.replace("sentence", "문장").encode(),
    "colon": TOML.replace("bias =", "bias:").encode(),
    "list without brackets": TOML.replace("[0.1, 0.2]", "0.1, 0.2").encode(),
    "decimal comma": TOML.replace("[0.1, 0.2]", "0,5").encode(),
    "no value": TOML.replace("[0.1, 0.2]", "").encode(),
    "nan": TOML.replace("0.3", "nan").encode(),
    "inf": TOML.replace("0.3", "-inf").encode(),
    "time": TOML.replace("0.3", "12:30:00").encode(),
    "hexadecimal": TOML.replace("0.3", "0xFFFFFFFF").encode(),
    "section not closed": TOML.replace("[cell]", "[cell").encode(),
    "section twice": (TOML + "[cell]\n").encode(),
    "no section": TOML.replace("[cell]\n", "").encode(),
    "multi-line matrix": TOML.replace("], [0.9, 1.0]", "],\n  [0.9,\n   true]").encode(),
    "dotted and inline": b"sentence = 'a'\nvocabulary = ['a']\ncell.weight_ih = [[1]]\n"
    b"cell.\"weight_hh\" = [[1, 2]]\nrounding = { decimals = 0,\tties = 'x' }\n",
    "fused with products": (
        TOML + '[notation]\nlayout = "fused"\n[rounding]\nwritten = ["p", "a", "h"]\n'
    ).encode(),
    "JSON named TOML": JSON.encode(),
    "UTF-16": TOML.encode("utf-16"),
    "UTF-16 without BOM": TOML.encode("utf-16-le"),
    "CP949": TOML.replace("i am here", "나는 여기").encode("cp949"),
    "deep": b"[" * 100_000,
    "deep key": b"a." * 100_000 + b"a = 1",
    "large": b" " * (1 << 20) + b"a",
    "many entries": b"a = [" + b"1," * 300_000 + b"]",
}

ONLY_JSON = {
    "empty object": b"{}",
    "list": b"[1, 2]",
    "TOML named JSON": TOML.encode(),
    "key twice on a line": b'{"a": 1, "a": 2}',
    "object not closed": b'{"a": {"b": [1]}',
    "object closed twice": b'{"a": {"b": [1]}}}',
    "NaN": JSON.replace("0.3", "NaN").encode(),
    "Infinity": JSON.replace("0.3", "-Infinity").encode(),
    "trailing comma": JSON.replace("[0.1, 0.2]", "[0.1, 0.2],").encode(),
    "single quotes": JSON.replace('"i am here"', "'i am here'").encode(),
    "comment": JSON.replace('  "cell"', '  // the cell\n  "cell"').encode(),
    "equals": JSON.replace('"bias":', '"bias" =').encode(),
    "key without quotes": JSON.replace('"bias":', "bias:").encode(),
    "cut": JSON[:60].encode(),
    "null": JSON.replace('"i am here"', "null").encode(),
    "deep": b'{"a": ' + b"[" * 100_000,
    "half a character": JSON.replace('"sentence"', '"title": "\\ud800", "sentence"').encode(),
}


def all_bad() -> dict[str, bytes]:
    """File name → content; each is refused."""
    specs = {}
    for name, (old, new) in BOTH.items():
        specs[f"{name}.toml"] = TOML.replace(old, new, 1).encode()
        specs[f"{name}.json"] = JSON.replace(old, new, 1).encode()
    for name, (toml, json) in ADDED.items():
        specs[f"{name}.toml"], specs[f"{name}.json"] = toml.encode(), json.encode()
    specs |= {f"{name}.toml": data for name, data in ONLY_TOML.items()}
    return specs | {f"{name}.json": data for name, data in ONLY_JSON.items()}
