"""Warnings of problems that are allowed and teach little: rows 33 and 34 of the bad inputs, and capitals."""

from tutor.spec import problem_of, read_problem_text


def warned(weight_ih, weight_hh, steps=3, **more):
    spec = {"tokens": ["a"] * steps, "vocabulary": ["a"], **more}
    problem = problem_of({**spec, "cell": {"weight_ih": weight_ih, "weight_hh": weight_hh}})
    return [(each.code, each.key, str(each.title)) for each in problem.warnings]


def test_an_ordinary_problem_has_none():
    assert warned([[0.5], [0.3]], [[0.4, -0.5], [0.2, 0.3]], steps=10) == []


def test_zero_weights():
    assert warned([[0]], [[0.0]]) == [
        ("N07", "cell.weight_ih", "every entry of W_ih is zero"),
        ("N07", "cell.weight_hh", "every entry of W_hh is zero"),
    ]


def test_saturation_begins_above_five():
    assert warned([[5]], [[0.001]], steps=1) == []
    assert warned([[5.001]], [[0.001]], steps=1) == [("N08", "cell.weight_ih", "h_1 is saturated: |a_1| > 5")]


def test_saturation_blames_the_largest_term():
    assert warned([[0.5]], [[9]], steps=3)[0] == ("N08", "cell.weight_hh", "h_3 is saturated: |a_3| > 5")
    spec = {"tokens": ["a"], "vocabulary": ["a"]}
    cell = {"weight_ih": [[0.5], [1]], "weight_hh": [[1, 2], [3, 4]], "bias": [0.1, 5]}
    (warning,) = problem_of({**spec, "cell": cell}).warnings
    assert (warning.key, str(warning.help)) == ("cell.bias", "use a smaller b")


def test_growing_rounding_errors_name_the_first_step():
    # a = p + 2 h(t−1) near 0, where tanh is straight: with p and q printed whole, h_1 is 1 unit wide,
    # and each later step makes of w units 2 w + 3: 1, 5, 13.
    assert warned([[0.001]], [[2]], steps=2) == []
    (warning,) = warned([[0.001]], [[2]], steps=4)
    assert warning[:2] == ("N09", "cell.weight_hh")
    assert warning[2] == "rounding errors grow beyond 10 units of the last decimal at step 3"


def test_a_warning_has_its_line():
    spec = b'tokens = ["a"]\nvocabulary = ["a"]\n[cell]\nweight_ih = [[1]]\nweight_hh = [[0]]\n'
    (warning,) = read_problem_text(spec, "x.toml").warnings
    assert (warning.severity, warning.file, warning.line) == ("warning", "x.toml", 5)
