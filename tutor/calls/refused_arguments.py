"""What a constructor refuses, in words, with the argument to write instead."""

from __future__ import annotations

from difflib import get_close_matches

from tutor.calls.modules import NONLINEARITIES, Module, Refusal, Value
from tutor.calls.repairs import changed, without
from tutor.language.faults import Fault, Sentence, say

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
    order = say("Its arguments, in this order: {names}.", names=", ".join(known))
    match refusal.check:
        case "argument twice":
            title = say("`{name}` is given twice", name=name)
            help_ = say("remove one of the two")
        case "too many arguments":
            title = say("nn.{kind} gets more arguments than it has", kind=kind.name)
            help_ = say("write the arguments with their names: {example}", example=_example(module))
        case "missing arguments":
            title = say("{names} is missing", names=name)
            help_ = say("write both sizes: {example}", example=_example(module))
        case _:
            title = say("nn.{kind} has no argument `{name}`", kind=kind.name, name=name)
            near = get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
            if near:
                help_ = say("did you mean `{near}`?", near=near[0])
            else:
                help_ = say("leave it out: {example}", example=without(module, name))
            order = _why_not(module, name) or order
    return Fault("P11", title, because=order, help=help_)


def _why_not(module: Module, name: str) -> Sentence | None:
    """Say why an argument that others have is not there."""
    if name == "nonlinearity":
        return say("The functions of a {kind}'s gates are fixed: sigmoid and tanh.", kind=module.kind.name)
    if module.kind.is_cell and name in ("num_layers", "batch_first", "bidirectional", "dropout"):
        return say("A cell is one step of one layer in one direction.")
    return None


def _example(module: Module) -> str:
    return f"nn.{module.kind.name}(input_size=10, hidden_size=20)"


def _projection(module: Module) -> Fault:
    if module.kind.name != "LSTM":
        return Fault(
            "P11",
            say("nn.{kind} has no argument `{name}`", kind=module.kind.name, name="proj_size"),
            because=say("Only an LSTM can project its hidden state."),
            help=say("leave it out: {example}", example=without(module, "proj_size")),
        )
    return Fault(
        "P13",
        say("`{name}` cannot be {value}", name="proj_size", value=repr(module["proj_size"])),
        because=say("It is smaller than hidden_size, and 0 where nothing is projected."),
        help=say("leave it out: {example}", example=without(module, "proj_size")),
    )


def _nonlinearity(module: Module) -> Fault:
    written = module["nonlinearity"]
    folded = written.casefold() if isinstance(written, str) else ""
    near = get_close_matches(folded, NONLINEARITIES, n=1, cutoff=0.5)
    because = say('It is "tanh" or "relu".')
    if not isinstance(written, str):
        because = say(
            'It is "tanh" or "relu", and the fourth argument of nn.RNN; bias, batch_first and the others '
            "come after it."
        )
    return Fault(
        "P13",
        say("`{name}` cannot be {value}", name="nonlinearity", value=repr(written)),
        because=because,
        help=say("write {example}", example=f'nonlinearity="{near[0] if near else NONLINEARITIES[0]}"'),
    )


def _kind(refusal: Refusal, module: Module, alone: bool) -> Fault:
    name, written = refusal.subject, module[refusal.subject]
    title = say("`{name}` cannot be {value}", name=name, value=repr(written))
    if name in _FLAGS:
        because = say("It is True or False, not a number or a word.")
        if name == "bidirectional":
            because = say(
                "It is True or False, not the number of directions. torch makes the module and refuses it "
                "when it is called."
            )
        meant = bool(written) and written != 1 if name == "bidirectional" else bool(written)
        return Fault("P12", title, because=because, help=_write(module, name, meant, alone))
    if name == "dropout":
        return Fault(
            "P12",
            title,
            because=say(
                "It is a number from 0 to 1: the share of the numbers between two layers that is dropped."
            ),
            help=say("write {example}", example="dropout=0.5"),
        )
    if name == "num_layers" and written in NONLINEARITIES and module.kind.name == "RNN":
        return Fault(
            "P12",
            title,
            because=say("The third argument is num_layers; nonlinearity is the fourth."),
            help=_write(changed(module, num_layers=1), "nonlinearity", written, alone),
        )
    because = say("It is a whole number.")
    if isinstance(written, tuple | list):
        because = say("It is one whole number, not a shape: how many steps there are is read from the input.")
    return Fault("P12", title, because=because, help=_write(module, name, _whole(written), alone))


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
    return say("write {example}", example=example)


def _range(refusal: Refusal, module: Module, alone: bool) -> Fault:
    """Say that a number is too small or too large."""
    name = refusal.subject
    title = say("`{name}` cannot be {value}", name=name, value=repr(module[name]))
    if name == "dropout":
        because = say(
            "It is a number from 0 to 1: the share of the numbers between two layers that is dropped."
        )
        return Fault("P13", title, because=because, help=say("write {example}", example="dropout=0.5"))
    what = {
        "input_size": say("A step has at least one number in it."),
        "hidden_size": say("A layer has at least one hidden unit."),
        "num_layers": say("There is at least one layer."),
    }[name]
    return Fault("P13", title, because=what, help=_write(module, name, 1, alone))
