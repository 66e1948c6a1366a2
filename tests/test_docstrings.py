"""Every example in a docstring is run, and what a user calls has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import tutor

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(tutor.__path__, "tutor.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["tutor", *MODULES])
def test_examples_say_the_truth(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


@pytest.mark.parametrize("name", tutor.__all__)
def test_the_front_door_is_documented(name):
    thing = getattr(tutor, name)
    text = inspect.getdoc(thing)
    # A Trace is made by trace(), whose example shows it.
    methods = (
        [
            getattr(thing, each)
            for each in vars(thing)
            if not each.startswith("_") and callable(getattr(thing, each))
        ]
        if inspect.isclass(thing)
        else []
    )
    assert text and (">>>" in text or any(">>>" in (each.__doc__ or "") for each in methods))
