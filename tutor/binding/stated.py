"""A text that answers to a problem given elsewhere (``check --spec``): the numbers of the problem count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from tutor.binding import binding_messages as says
from tutor.binding.givens import MATRICES
from tutor.binding.model import Model
from tutor.binding.networks.against import differs
from tutor.binding.problem_reading import Assumption
from tutor.calculation.equations import Matrix
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.network import Sequence
from tutor.calculation.problem import Problem
from tutor.reading.findings import Finding
from tutor.record import replace

# What parameters are called in what is said of a text that never names them.
_ON_PAPER = {"W_ih": "weight_ih", "W_hh": "weight_hh", "b": "bias"}


def is_simple(problem: Problem) -> bool:
    """Whether a problem has one layer in one direction, without gates: the network that a model describes."""
    units = [unit for unit in problem.units if not unit.is_output]
    return len(units) == 1 and set(MATRICES) <= set(units[0].parameters)


def only_lines(model: Model, problem: Problem, *, compared: bool) -> Model:
    """Keep the text's own numbers, where a model cannot hold the problem's; say where none was compared."""
    why = () if compared else (Assumption(says.THE_MATRICES_WERE_NOT_COMPARED()),)
    return replace(model, assumptions=(*why, *model.assumptions), rounding=problem.rounding)


def stated(
    model: Model,
    problem: Problem,
    sequence: Sequence,
    explained: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Model:
    """Put the numbers of the problem in the place of the text's; say where they differ.

    A size that does not fit is charged as without a problem; a matrix that fits and is another one is here.
    ``explained`` are the names for which the text itself has a formula, each with what stands in it.
    """
    (unit,) = [unit for unit in sequence.units if not unit.is_output]
    givens = model.givens
    no_bias: Numbers = (Decimal(0),) * problem.hidden_size
    bias = cast(Numbers, unit.parameters.get("bias", no_bias))
    # Which word a step has says the problem, and not what the text was taken to say.
    findings = [each for each in model.findings if each.kind != "state"]
    parameters = dict(model.parameters)
    for name in MATRICES:
        if name in parameters and parameters[name] != unit.parameters[name] and name not in model.charged:
            findings.append(differs(givens.by_role[name], unit.parameters[name], model.orientation.get(name)))
        parameters[name] = unit.parameters[name]
    own = parameters.get("bias")
    if own != bias and (own is not None or any(bias)):
        findings += _biases(model, unit.parameters, bias)
        parameters["bias"] = bias
        for part in ("bias_ih", "bias_hh"):
            parameters.pop(part, None)
    start = unit.start["h"]
    if "h_0" in givens.by_role and "h_0" not in model.charged and model.start != start:
        findings.append(differs(givens.by_role["h_0"], start, None))
    givens.vocabulary = problem.vocabulary.words
    givens.words = dict(enumerate(sequence.words, start=givens.first))
    inputs = dict(enumerate(sequence.inputs, start=givens.first))
    for step, given in givens.inputs.items():
        if step in inputs and len(given.vector) == problem.input_size and given.vector != inputs[step]:
            findings.append(differs(given, inputs[step], None))
    # Letters that no formula of the text explains are what the problem calls so.
    said = {
        name: role
        for name, role in model.binding.roles.items()
        if role != "a" or name not in explained or _goes_into_the_state(explained[name], model)
    }
    names = {symbol: symbol for symbol in unit.cell.symbols} | _ON_PAPER
    ours = {
        name: role
        for name, role in names.items()
        if name not in said and name not in explained and role not in said.values()
    }
    binding = replace(model.binding, roles=MappingProxyType({**said, **ours}))
    return replace(
        model,
        binding=binding,
        cell=unit.cell,
        parameters=MappingProxyType(parameters),
        start=start,
        inputs=MappingProxyType(inputs),
        hidden_size=problem.hidden_size,
        input_size=problem.input_size,
        findings=tuple(findings),
        assumptions=(),
        rounding=problem.rounding,
        written=problem.written,
    )


def _goes_into_the_state(names: Collection[str], model: Model) -> bool:
    """Whether a formula has a weight of the cell in it, or a part of its sum: z = V h + c is an output."""
    return any(model.binding.roles.get(name) in (*MATRICES, "p", "q") for name in names)


def _biases(model: Model, parameters: Mapping[str, Numbers | Matrix], bias: Numbers) -> Iterator[Finding]:
    for name in ("bias", "bias_ih", "bias_hh"):
        if name in model.givens.by_role and name not in model.charged:
            yield differs(model.givens.by_role[name], parameters.get(name, bias), None)
