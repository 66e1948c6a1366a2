"""What the targets of a text may be."""

from types import SimpleNamespace

import pytest

from tutor.binding.backwards.stated_targets import targets_of

WORDS = ["i", "am", "here"]


def targets(text, kind, steps=2):
    facts = SimpleNamespace(text=text, steps=steps, values={}, made=set(), loss=None)
    return [each.numbers for each in targets_of(facts, kind, WORDS)]


def test_words_are_targets_of_a_loss_of_classes():
    assert targets("The targets are am, here.", "cross-entropy") == [[(0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]]
    assert targets("정답은 here", "cross-entropy") == [[None, (0.0, 0.0, 1.0)]]


@pytest.mark.parametrize("kind", ["squared", "binary-cross-entropy"])
def test_words_are_no_targets_of_numbers(kind):
    assert targets("The target for am is a number.", kind) == []
    assert targets("The target: am. The target = 0.5", kind) == [[None, (0.5,)]]
