"""Findings on givens: sizes that disagree with the rest, inputs that are not their word's."""

from __future__ import annotations

from tutor.binding import binding_messages as says
from tutor.binding.givens import Given, Givens
from tutor.calculation.assembly.shapes import AXIS_SIZE_NAMES, Sizes, size_text
from tutor.calculation.assembly.shapes import Given as Vote
from tutor.calculation.equations import Axis
from tutor.calculation.equations import Vector as Numbers
from tutor.calculation.numbers import plain
from tutor.language.faults import Count, Operand
from tutor.reading.findings import Finding


def misfit(
    given: Given,
    vote: Vote,
    wanted: tuple[int, ...],
    sizes: Sizes,
    givens: Givens,
    transposable: bool,
    tied: list[Axis],
) -> Finding:
    """Say that the size of a given disagrees with the rest, with both sizes and who says so."""
    rows = given.order == "rows"
    written, right = (vote.shape[::-1], wanted[::-1]) if rows else (vote.shape, wanted)
    names = {role: each.name for role, each in givens.by_role.items()} | {"x_1": "x_1"}
    others = ", ".join(
        dict.fromkeys(
            names.get(name, name)
            for axis in vote.axes
            for name in sizes.supporters.get(axis, ())
            if name != vote.name
        )
    )
    named = ", ".join(f"{AXIS_SIZE_NAMES[axis]} {sizes.size[axis]}" for axis in dict.fromkeys(vote.axes))
    operands = (
        Operand(given.name, size_text(written), says.AS_WRITTEN()),
        Operand(given.name, size_text(right), says.AXES(axes=named)),
    )
    if tied:
        first, second = sizes.tied[tied[0]][:2]
        because = says.AXIS_IS_FIRST_BY_SOME_OPERANDS_AND_SECOND(
            axis=AXIS_SIZE_NAMES[tied[0]], first=first, second=second
        )
    elif "input" in vote.axes and vote.shape[-1] != wanted[-1]:
        because = says.NAME_IS_FOUND_BUT_X_HAS_ENTRIES(
            name=given.name,
            found=size_text(written),
            entries=Count(wanted[-1]),
            hidden=wanted[0],
            evidence=f" ({others})" if others else "",
        )
    else:
        because = says.NAME_IS_FOUND_BUT_HIDDEN_SIZE_IS_HIDDEN(
            name=given.name,
            found=size_text(written),
            hidden=wanted[0],
            evidence=f" ({others})" if others else "",
        )
    help_ = (
        says.THE_TRANSPOSE_SIZE_FITS(size=size_text(right), name=given.name)
        if transposable
        else says.WRITE_NAME_AS_VECTOR(
            name=given.name, vector=", ".join(map(plain, givens.used[given.role].vector))
        )
        if given.role in givens.used
        else says.WRITE_NAME_WITH_SIZE(name=given.name, size=size_text(right))
    )
    return Finding(
        "C01",
        "error",
        "shape",
        given.place,
        says.NAME_DOES_NOT_FIT(name=given.name),
        because,
        help_,
        operands,
        quantity=given.name,
        claimed=(size_text(written),),
        expected=(size_text(right),),
        root=True,
    )


def input_size(given: Given, quantity: str, size: int) -> Finding:
    """Say that a stated input has another size than the vocabulary."""
    return Finding(
        "C01",
        "error",
        "shape",
        given.place,
        says.NAME_DOES_NOT_FIT(name=given.name),
        says.NAME_HAS_ENTRIES_BUT_THE_INPUT_SIZE_IS_SIZE(
            name=given.name, found=Count(len(given.vector)), size=size
        ),
        says.WRITE_NAME_WITH_ENTRIES(name=given.name, size=Count(size)),
        quantity=quantity,
        claimed=(str(len(given.vector)),),
        expected=(str(size),),
        root=True,
    )


def other_word(given: Given, step: int, word: str, vector: Numbers) -> Finding:
    """Say that a stated input is not the vector of the word at its step."""
    return Finding(
        "C07",
        "error",
        "state",
        given.place,
        says.NAME_IS_NOT_THE_ONE_HOT_VECTOR_OF_WORD(name=given.name, word=word),
        says.THE_VOCABULARY_GIVES_WORD_THE_VECTOR(word=word, vector=", ".join(map(str, vector))),
        says.WRITE_NAME_AS_VECTOR_OR_NAME_THE_WORD_THAT_IS_MEANT(
            name=given.name, vector=", ".join(map(str, vector))
        ),
        quantity=f"x_{step}",
        claimed=tuple(map(str, given.vector)),
        expected=tuple(map(str, vector)),
        root=True,
    )
