"""What a constructor refuses, in words, with the argument to write instead."""

from __future__ import annotations

from difflib import get_close_matches

from tutor.calls.rules import refusal_messages as says
from tutor.calls.rules.modules import NONLINEARITIES, Module, Refusal, Value
from tutor.calls.rules.repairs import changed, without
from tutor.language.faults import Fault, Sentence

_SIZES = ("input_size", "hidden_size", "num_layers")
_FLAGS = ("bias", "batch_first", "bidirectional")


def argument_fault(refusal: Refusal, module: Module, alone: bool) -> Fault:
    """Say what is wrong with an argument, and what to write: the call, where nothing else is wrong in it."""
    match refusal.check:
        case "unknown argument" | "argument twice" | "too many arguments" | "missing arguments":
            return _not_bound(refusal, module)
        case "proj_size":
            return _projection(module)
        case "nonlinearity":
            return _nonlinearity(module)
        case "kind" | "kind at call":
            return _kind(refusal, module, alone)
    return _range(refusal, module, alone)


def _not_bound(refusal: Refusal, module: Module) -> Fault:
    kind, name = module.kind, refusal.subject
    hidden = ("device", "dtype") if kind.name == "LSTM" else ("device", "dtype", "proj_size")
    known = [each for each in kind.arguments if each not in hidden]
    order = says.ITS_ARGUMENTS_IN_THIS_ORDER_NAMES(names=", ".join(known))
    match refusal.check:
        case "argument twice":
            fault = says.NAME_IS_GIVEN_TWICE(name=name)
            help_ = says.REMOVE_ONE_OF_THE_TWO()
        case "too many arguments":
            fault = says.NN_KIND_GETS_MORE_ARGUMENTS_THAN_IT_HAS(kind=kind.name)
            help_ = says.WRITE_THE_ARGUMENTS_WITH_THEIR_NAMES_EXAMPLE(example=_example(module))
        case "missing arguments":
            fault = says.NAMES_IS_MISSING(names=name)
            help_ = says.WRITE_BOTH_SIZES_EXAMPLE(example=_example(module))
        case _:
            fault = says.NN_KIND_HAS_NO_ARGUMENT_NAME(kind=kind.name, name=name)
            near = get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
            if near:
                help_ = says.DID_YOU_MEAN_NEAR(near=near[0])
            else:
                help_ = says.LEAVE_IT_OUT_EXAMPLE(example=without(module, name))
            order = _why_not(module, name) or order
    return fault.saying(because=order, help=help_)


def _why_not(module: Module, name: str) -> Sentence | None:
    """Say why an argument that others have is not there."""
    if name == "nonlinearity":
        return says.THE_FUNCTIONS_OF_A_KIND_S_GATES_ARE_FIXED(kind=module.kind.name)
    if module.kind.is_cell and name in ("num_layers", "batch_first", "bidirectional", "dropout"):
        return says.A_CELL_IS_ONE_STEP_OF_ONE_LAYER_IN_ONE()
    return None


def _example(module: Module) -> str:
    return f"nn.{module.kind.name}(input_size=10, hidden_size=20)"


def _projection(module: Module) -> Fault:
    if module.kind.name != "LSTM":
        return says.ONLY_AN_LSTM_HAS_PROJ_SIZE(
            kind=module.kind.name, name="proj_size", example=without(module, "proj_size")
        )
    return says.PROJ_SIZE_OUT_OF_RANGE(
        name="proj_size", value=repr(module["proj_size"]), example=without(module, "proj_size")
    )


def _nonlinearity(module: Module) -> Fault:
    written = module["nonlinearity"]
    folded = written.casefold() if isinstance(written, str) else ""
    near = get_close_matches(folded, NONLINEARITIES, n=1, cutoff=0.5)
    because = says.IT_IS_TANH_OR_RELU()
    if not isinstance(written, str):
        because = says.IT_IS_TANH_OR_RELU_AND_THE_FOURTH_ARGUMENT()
    return says.NO_SUCH_NONLINEARITY(
        name="nonlinearity",
        value=repr(written),
        example=f'nonlinearity="{near[0] if near else NONLINEARITIES[0]}"',
    ).saying(because=because)


def _kind(refusal: Refusal, module: Module, alone: bool) -> Fault:
    name, written = refusal.subject, module[refusal.subject]
    fault = says.VALUE_OF_THE_WRONG_KIND(name=name, value=repr(written))
    if name in _FLAGS:
        because = says.IT_IS_TRUE_OR_FALSE_NOT_A_NUMBER_OR_A_WORD()
        if name == "bidirectional":
            because = says.IT_IS_TRUE_OR_FALSE_NOT_THE_NUMBER()
        meant = bool(written) and written != 1 if name == "bidirectional" else bool(written)
        return fault.saying(because=because, help=_write(module, name, meant, alone))
    if name == "dropout":
        return fault.saying(
            because=says.IT_IS_A_NUMBER_FROM_0_TO_1(),
            help=says.WRITE_EXAMPLE(example="dropout=0.5"),
        )
    if name == "num_layers" and written in NONLINEARITIES and module.kind.name == "RNN":
        return fault.saying(
            because=says.THE_THIRD_ARGUMENT_IS_NUM_LAYERS(),
            help=_write(changed(module, num_layers=1), "nonlinearity", written, alone),
        )
    because = says.IT_IS_A_WHOLE_NUMBER()
    if isinstance(written, tuple | list):
        because = says.IT_IS_ONE_WHOLE_NUMBER_NOT_A_SHAPE()
    return fault.saying(because=because, help=_write(module, name, _whole(written), alone))


def _whole(written: Value) -> int:
    """Guess the whole number that is meant; 1 where nothing tells it."""
    match written:
        case bool():
            return 1
        case int() | float():
            return max(1, int(written))
        case str() if written.isascii() and written.isdigit() and len(written) < 10:
            return max(1, int(written))
        case tuple() | list() if written:
            return _whole(written[-1])
    return 1


def _write(module: Module, name: str, value: Value, alone: bool) -> Sentence:
    example = changed(module, **{name: value}).source if alone else f"{name}={value!r}"
    return says.WRITE_EXAMPLE(example=example)


def _range(refusal: Refusal, module: Module, alone: bool) -> Fault:
    """Say that a number is too small or too large."""
    name = refusal.subject
    fault = says.VALUE_OUT_OF_RANGE(name=name, value=repr(module[name]))
    if name == "dropout":
        return fault.saying(
            because=says.IT_IS_A_NUMBER_FROM_0_TO_1(),
            help=says.WRITE_EXAMPLE(example="dropout=0.5"),
        )
    what = {
        "input_size": says.A_STEP_HAS_AT_LEAST_ONE_NUMBER_IN_IT(),
        "hidden_size": says.A_LAYER_HAS_AT_LEAST_ONE_HIDDEN_UNIT(),
        "num_layers": says.THERE_IS_AT_LEAST_ONE_LAYER(),
    }[name]
    return fault.saying(because=what, help=_write(module, name, 1, alone))
