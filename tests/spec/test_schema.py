"""One table of keys: the schema has its sections, its keys and its choices, and `init` names the schema."""

import json
import re
from pathlib import Path

import tutor.spec
from tutor.spec.keys import CHOICES, KEYS, SECTIONS

FILE = Path(tutor.spec.__file__).parent / "schema.json"
SCHEMA = json.loads(FILE.read_text(encoding="utf-8"))


def properties(section):
    return (SCHEMA["properties"][section] if section else SCHEMA)["properties"]


def choices_of(entry):
    """The first list of choices in an entry, wherever it is kept."""
    if "$ref" in entry:
        return choices_of(SCHEMA["$defs"][entry["$ref"].rpartition("/")[2]])
    for each in (entry, *entry.get("anyOf", ())):
        if "enum" in each or (each is not entry and "$ref" in each):
            return each.get("enum") or choices_of(each)
    return None


def test_the_schema_has_the_keys_of_the_table_and_no_others():
    assert set(properties("")) == {*KEYS[""], *SECTIONS}
    for section in SECTIONS:
        assert set(properties(section)) == set(KEYS[section]), section


def test_the_schema_has_the_choices_of_the_table():
    for key, choices in CHOICES.items():
        section, _, name = key.rpartition(".")
        assert sorted(choices_of(properties(section)[name])) == sorted(choices), key


def test_a_starter_in_a_file_names_the_schema(rnn_tutor, tmp_path):
    assert rnn_tutor("init", tmp_path / "x.toml").code == 0
    first = (tmp_path / "x.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"#:schema {FILE.as_uri()}" and re.match("#:schema file://", first)
    assert not rnn_tutor("init").out.startswith("#:schema")
