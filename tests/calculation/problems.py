"""Problems for the tests of calculation: from exercises of the oracle, or in one line."""

from decimal import Decimal

from tutor.calculation.numbers import Rounding
from tutor.calculation.problem import Problem


def numbers(values):
    """Take nested lists of texts or whole numbers as exact decimals."""
    if isinstance(values, list | tuple):
        return tuple(map(numbers, values))
    return Decimal(values)


def problem(weight_ih, weight_hh, words=(0,), *, kind="rnn_tanh", h_0=None, bias=None, **options):
    """Build a problem from nested lists of texts; words are columns of weight_ih."""
    rounding = Rounding(
        options.pop("decimals", 3), options.pop("carry", "rounded"), options.pop("ties", "half-up")
    )
    parameters = {"weight_ih": numbers(weight_ih), "weight_hh": numbers(weight_hh)}
    parameters |= {"bias": numbers(bias)} if bias is not None else {}
    for name in ("bias_ih", "bias_hh"):
        if name in options:
            parameters[name] = numbers(options.pop(name))
    return Problem.build(
        words=[f"w{k}" for k in words],
        vocabulary=[f"w{k}" for k in range(len(weight_ih[0]))],
        parameters=parameters,
        kind=kind,
        start={"h": numbers(h_0)} if h_0 is not None else None,
        rounding=rounding,
        **options,
    )


def of_exercise(exercise):
    """Give the same exercise to the project."""

    def shift(values):
        if isinstance(values, list):
            return [shift(each) for each in values]
        return Decimal(values).scaleb(-exercise.scale)

    return problem(
        shift(exercise.weight_ih),
        shift(exercise.weight_hh),
        exercise.words,
        kind=f"rnn_{exercise.activation}",
        bias=shift(exercise.bias),
        h_0=shift(exercise.h_0),
        decimals=exercise.decimals,
        carry=exercise.carry,
        ties=exercise.ties,
        written=exercise.written,
    )
