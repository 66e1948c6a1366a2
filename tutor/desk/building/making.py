"""Template or class → Practice: variants at every level, drawn and screened before the page is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tutor.calculation.problem import Problem
from tutor.desk.content import Level, LevelName, Practice
from tutor.handout.blanks import LEAST_FADED, asked_by, blanks_of, set_for, with_written
from tutor.handout.exercise import OF_A_PAGE, Exercise, Sheet
from tutor.handout.limits import Level as Blank
from tutor.handout.sheets.sheet_number import sheet_id
from tutor.handout.templates import Template, template_of, template_of_sizes
from tutor.handout.variants import draw
from tutor.record import replace
from tutor.spec import spec_dict

# A sheet that the class has is drawn again; so many more are looked at.
_MORE = 50


def fresh(
    template: Template,
    preset: str,
    count: int,
    seed: int,
    *,
    taken: Collection[Problem] = (),
    title: str = "",
    language: str = "en",
    program: str = "",
) -> Practice:
    """Draw sheets at every level that the exercise has: much given, every line, the states alone.

    Args:
        template: what all variants have in common.
        preset: what is asked; see :mod:`tutor.handout.blanks`.
        count: how many sheets each level has.
        seed: another one gives other sheets.
        taken: problems that are no practice, as somebody is to solve them for points.
        title: of the page.
        language: of the page.
        program: the version that makes it.

    Raises:
        SpecError: there are no such variants, or they cannot be asked that.

    >>> template = template_of_sizes(2, ["i", "am", "here"], 3)
    >>> [(level.name, len(level.sheets)) for level in fresh(template, "steps", 2, 7).levels]
    [('faded', 2), ('standard', 2), ('states', 2)]
    """
    problem = template.problem
    asked = asked_by(problem, preset)
    states = {state for unit in problem.units for state in unit.cell.states}
    plans: list[tuple[LevelName, str, Blank]] = [("standard", preset, "standard")]
    if (asked.symbols or asked.backward) and template.steps >= LEAST_FADED:
        plans.insert(0, ("faded", preset, "faded"))
    if asked.symbols > states:
        plans.append(("states", "h", "standard"))
    levels = []
    for name, what, blank in plans:
        own = set_for(template, what)
        sheets = _sheets(own, name, what, blank, count, seed, taken)
        levels.append(Level(name, tuple(sheets)))
    return Practice(title or problem.title, tuple(levels), "standard", language, program)


def _sheets(
    template: Template,
    name: str,
    preset: str,
    blank: Blank,
    count: int,
    seed: int,
    taken: Collection[Problem],
) -> Iterator[Sheet]:
    number = f"{template.fingerprint}|{seed}|{preset}|practice {name}"
    ids = [f"practice {name} {at}" for at in range(1, count + 1 + (_MORE if taken else 0))]
    made = 0
    for student, variant in zip(ids, draw(template, seed, ids), strict=True):
        if variant.problem in taken or made == count:
            continue
        made += 1
        blanks = blanks_of(variant.problem, preset, blank)
        yield Sheet(sheet_id(number, student), spec_dict(variant.problem), blanks)


def template_of_class(exercise: Exercise) -> Template:
    """Give the template of a class: that of its sizes, else the problem of one of its sheets.

    Raises:
        SpecError: its sheets can have no variants.
    """
    first = next(iter(exercise.sheets.values())).problem()
    given = exercise.more.get("made_from")
    origin = given if isinstance(given, dict) else {}
    if not {"--hidden", "--words", "--steps"} <= origin.keys():
        return template_of(first)
    template = template_of_sizes(
        int(origin["--hidden"]),
        str(origin["--words"]).split(),
        int(origin["--steps"]),
        input_size=int(origin["--input"]) if "--input" in origin else None,
        kind=str(origin.get("--cell", "rnn_tanh")),
        decimals=int(origin.get("--decimals", 3)),
    )
    return replace(template, problem=replace(template.problem, written=first.written))


def own_sheets(exercise: Exercise, language: str = "en", program: str = "") -> Practice:
    """Take the very sheets of a class, in the order of their numbers; whose they are stays out.

    >>> sheet = Sheet("7KQ2-M4XDP", {"sentence": "i"}, ("h_1[1]",), "Kim", "kim@example.org")
    >>> [each.name for each in own_sheets(Exercise("x", {"kim": sheet})).level("own").sheets]
    ['']
    """
    sheets = sorted(exercise.sheets.values(), key=lambda sheet: sheet.sheet)
    own = tuple(Sheet(each.sheet, each.spec, each.blanks) for each in sheets)
    return Practice(exercise.title, (Level("own", own),), "own", language, program)


def of_problem(problem: Problem, preset: str, language: str = "en", program: str = "") -> Practice:
    """Set one problem with its own numbers.

    Raises:
        SpecError: it cannot be asked that.
    """
    sheet = Sheet("", spec_dict(with_written(problem, preset)), blanks_of(problem, preset))
    return Practice(problem.title, (Level("own", (sheet,)),), "own", language, program)


def to_grade(practice: Practice) -> Exercise:
    """Give what marking needs of the sheets of a page: each by its number, as nobody's."""
    sheets = [sheet for level in practice.levels for sheet in level.sheets]
    by_number = {f"practice-{at:02}": sheet for at, sheet in enumerate(sheets, start=1)}
    return Exercise(practice.title, by_number, more=OF_A_PAGE)
