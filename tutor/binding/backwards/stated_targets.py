"""What the target of every step may be: by its letter, its numbers and its definition, by words, by class.

A name that the text computes is no target, whatever its letter: y is the output in one text and the target in
the next. Where several may be, each is given; which it is, the gradients say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tutor.binding.backwards.facts import DIFFERENCE, OUTPUTS, TARGETS, Facts
from tutor.reading.formulas import syntax as w
from tutor.record import record

Numbers = list[tuple[float, ...] | None]

_CLASS = re.compile(r"(?:class|클래스|clase|classe|クラス|类)\s*\$?(\d)")
# The words after it are the targets, up to the end of the sentence or a remark in brackets.
_WORDS = re.compile(r"(?:\b[Tt]argets?\b|\b[Ll]abels?\b|목표|정답|타깃)[^\n.(;]*")
# A target that stands behind its word alone.
_NUMBER = re.compile(
    r"(?:\b[Tt]arget\b|\b[Ll]abel\b|목표값?|정답)\s*[은는:=이]?\s*"
    r"(?P<number>[-−]?\d+(?:\.\d+)?)(?![\d.])"
)
_WORD = re.compile(r"[^\W\d_]+")


@record()
class Targets:
    """The target of every step, None where there is none, and what the text calls it."""

    numbers: Numbers
    name: str = ""

    def as_spec(self, kind: str) -> list[Any]:
        """Give them as a spec has them for a kind of loss: a class from 0, a number, a list; "" for none."""
        return [
            ""
            if each is None
            else each.index(1.0)
            if kind == "cross-entropy"
            else each[0]
            if len(each) == 1
            else list(each)
            for each in self.numbers
        ]


def targets_of(facts: Facts, kind: str, vocabulary: Sequence[str]) -> Iterator[Targets]:
    """Give what the targets of a text may be, for a kind of loss and the words of the vocabulary."""
    before: Numbers = [None] * (facts.steps - 1)
    found = False
    for targets in _named(facts, kind):
        found = True
        yield targets
    if found:
        return
    words = _by_words(facts, vocabulary) if kind == "cross-entropy" else None
    if words is not None:
        yield Targets(words)
        return
    said = _CLASS.search(facts.text)
    count = max((len(each.flat) for (base, _), each in facts.values.items() if base in OUTPUTS), default=0)
    if said is not None and count > 1:
        for at in (int(said[1]) - 1, int(said[1])):
            if 0 <= at < count:
                yield Targets([*before, tuple(float(entry == at) for entry in range(count))])
        return
    by_number = {
        int(found["step"]): float(found["number"].replace("−", "-"))
        for found in DIFFERENCE.finditer(facts.text)
        if found["step"] and found["number"]
    }
    if len(by_number) > 1 and max(by_number) <= facts.steps:
        steps = range(1, facts.steps + 1)
        yield Targets([(by_number[step],) if step in by_number else None for step in steps])
        return
    said_number = _NUMBER.search(facts.text)
    if said_number is not None:
        yield Targets([*before, (float(said_number["number"].replace("−", "-")),)])
        return
    for node in w.walk(facts.loss) if facts.loss is not None else ():
        match node:
            case w.Sum(
                terms=(
                    w.Term(sign=1, expression=w.Name(step=step)),
                    w.Term(sign=sign, expression=w.Number() as number),
                )
            ) if step == facts.steps:
                yield Targets([*before, (float(-sign * number.value),)])
                return


def _named(facts: Facts, kind: str) -> Iterator[Targets]:
    """Give the targets that have a name of their own: given, not computed, one-hot where they are classes."""
    before: Numbers = [None] * (facts.steps - 1)
    for base in TARGETS:
        if base in facts.made:
            continue
        by_step = [facts.values.get((base, t)) for t in range(1, facts.steps + 1)]
        whole = facts.values.get((base, None))
        if any(by_step) and whole is None:
            numbers = [tuple(n[0] for n in each.floats) if each else None for each in by_step]
            if _fits(numbers, kind):
                yield Targets(numbers, base)
        elif whole is not None:
            one = tuple(number[0] for number in whole.floats)
            if len(whole.rows) == 1 < len(whole.flat):
                one = whole.floats[0]
            if _fits([one], kind):
                yield Targets([*before, one], base)
            if kind == "cross-entropy" and (classes := _by_class(facts, one)):
                yield Targets(classes, base)
            if len(one) == facts.steps > 1:
                each_step: Numbers = [(number,) for number in one]
                if _fits(each_step, kind):
                    yield Targets(each_step, base)


def _by_class(facts: Facts, numbers: Sequence[float]) -> Numbers | None:
    """Read a list of positions from 0, one a step, as a program has it."""
    count = max((len(each.flat) for (base, _), each in facts.values.items() if base in OUTPUTS), default=0)
    if len(numbers) != facts.steps or not all(0 <= each < count and each == int(each) for each in numbers):
        return None
    return [tuple(float(each == at) for at in range(count)) for each in numbers]


def _fits(numbers: Sequence[tuple[float, ...] | None], kind: str) -> bool:
    """Whether numbers may be targets of a kind of loss."""
    given = [each for each in numbers if each is not None]
    if kind == "cross-entropy":
        return all(sorted(each) == [0.0] * (len(each) - 1) + [1.0] for each in given)
    if kind == "binary-cross-entropy":
        return all(number in (0.0, 1.0) for each in given for number in each)
    return True


def _by_words(facts: Facts, vocabulary: Sequence[str]) -> Numbers | None:
    """Read targets that are words: one a step, or one for the last."""
    for found in _WORDS.finditer(facts.text):
        words = [word for word in _WORD.findall(found[0]) if word in vocabulary]
        if len(words) in (1, facts.steps):
            classes = [tuple(float(word == each) for each in vocabulary) for word in words]
            return [*([None] * (facts.steps - len(words))), *classes]
    return None
