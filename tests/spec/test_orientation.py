"""Which way round a matrix was written: one word for both, or one each, in literal numbers."""

import json

import pytest

from tutor.spec import problem_of, read_problem_text

A, B = [[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.6], [0.7, 0.8]]
AS_GIVEN = {name: [[str(entry) for entry in row] for row in rows] for name, rows in (("ih", A), ("hh", B))}
TURNED = {"ih": [["0.1", "0.3"], ["0.2", "0.4"]], "hh": [["0.5", "0.7"], ["0.6", "0.8"]]}


def spec(orientation):
    cell = {"weight_ih": A, "weight_hh": B}
    if orientation is not None:
        cell["orientation"] = orientation
    return {"sentence": "a b", "vocabulary": ["a", "b"], "cell": cell}


def toml(orientation):
    lines = ['sentence = "a b"', 'vocabulary = ["a", "b"]', "[cell]", f"weight_ih = {A}", f"weight_hh = {B}"]
    if isinstance(orientation, str):
        lines.append(f'orientation = "{orientation}"')
    elif orientation:
        lines.append(
            "orientation = { " + ", ".join(f'{key} = "{way}"' for key, way in orientation.items()) + " }"
        )
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("orientation", "ih", "hh"),
    [
        (None, AS_GIVEN, AS_GIVEN),
        ("columns", AS_GIVEN, AS_GIVEN),
        ("rows", TURNED, TURNED),
        ({"weight_ih": "rows"}, TURNED, AS_GIVEN),
        ({"weight_hh": "rows"}, AS_GIVEN, TURNED),
        ({"weight_ih": "columns", "weight_hh": "rows"}, AS_GIVEN, TURNED),
    ],
)
def test_every_way_to_say_it(orientation, ih, hh):
    for problem in (
        problem_of(spec(orientation)),
        read_problem_text(toml(orientation), "a.toml"),
        read_problem_text(json.dumps(spec(orientation)).encode(), "a.json"),
    ):
        found = {
            name: [[str(entry) for entry in row] for row in problem.unit.parameters[f"weight_{name}"]]
            for name in ("ih", "hh")
        }
        assert found == {"ih": ih["ih"], "hh": hh["hh"]}
