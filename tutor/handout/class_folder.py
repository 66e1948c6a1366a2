"""The folder of a class: what it was made from, what is in it, and who may change it.

.handout        what it is made from, written first: the same again completes it, another is refused
answers.csv     everybody and every blank, to type in what stands on paper
sheets/         a file for every student and format
keys.*          the key of the class, and as CSV; or keys/, a file for every student and format
exercise.json   what marking needs, written last: a folder that has it is complete
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from tutor.documents.format_names import SHEET_FORMATS, SheetFormat
from tutor.files.csv_text import decoded, harmless, plain, rows, written
from tutor.files.writing import clear_strays, put, refuse_link, refuse_to_write, remove, write_whole
from tutor.handout import handout_messages as says
from tutor.handout.exercise import FILE as EXERCISE
from tutor.handout.folder_making import KEYS, SHEETS, Plan, class_key_names, names_of
from tutor.handout.limits import KEY_KINDS, KeyKind
from tutor.handout.roster import Student
from tutor.language.faults import Fault, OutputError, Sentence
from tutor.record import record

STATE, ANSWERS = ".handout", "answers.csv"
# The PDFs that hold everybody's pages.
PRINTS = (f"{SHEETS}.pdf", f"{KEYS}.pdf")
VERSION = 1
_MAX_BYTES = 16 << 20


@record()
class Made:
    """What a folder is made from, by the option that says it, and which files belong to it."""

    origin: Mapping[str, str]
    students: tuple[str, ...]
    formats: tuple[SheetFormat, ...]
    prints: bool
    key: KeyKind

    def names(self) -> Iterator[str]:
        """Name the files, below the folder, all but the state."""
        yield EXERCISE
        yield ANSWERS
        yield from dict.fromkeys((*class_key_names(self.formats, self.key), *(PRINTS if self.prints else ())))
        kinds = (SHEETS, KEYS) if self.key == "full" else (SHEETS,)
        for student in self.students:
            yield from names_of(student, self.formats, kinds)

    def text(self) -> str:
        """Write it down for the next run."""
        data = {
            "version": VERSION,
            "made_from": dict(self.origin),
            "to": self.formats,
            "print": self.prints,
            "key": self.key,
            "students": self.students,
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _roster_hash(students: Iterable[Student]) -> str:
    roster = [[each.id, each.name, each.email, each.language] for each in students]
    return sha256(json.dumps(roster).encode()).hexdigest()[:16]


def made_from(
    plan: Plan, students: Sequence[Student], given: Mapping[str, str], version: str, *, prints: bool
) -> Made:
    """Say what a folder is made from; of what is long, a hash.

    Args:
        plan: what is handed out.
        given: the sizes that the template was made from, by their options; without any it is a spec's.
        students: to whom.
        version: of the program, whose pages may differ from another's.
        prints: whether everybody's pages are put into one PDF as well.
    """
    origin = {
        **(given or {"SPEC": plan.template.fingerprint[:16]}),
        "--seed": str(plan.seed),
        "--roster": _roster_hash(students),
        "--blanks": plan.preset,
        "--level": plan.level,
        "--to": " ".join(plan.formats),
        "--key": plan.key,
        "--working": str(plan.working).lower(),
        "--print": str(prints).lower(),
        "--lang": plan.language + (" (all)" if plan.one_language else ""),
        "--version": version,
        **({} if plan.paper == "a4" else {"--paper": plan.paper}),
        **({"--decimal-comma": "true"} if plan.decimal_comma else {}),
    }
    return Made(origin, tuple(each.id for each in students), plan.formats, prints, plan.key)


def begin(
    folder: Path, made: Made, students: Sequence[Student], *, force: bool, inputs: Sequence[Path]
) -> tuple[str, ...]:
    """Make a folder ready for a class: new, or begun by the same command, or with ``force`` in its place.

    With a longer roster the same command adds those who came later, and touches nothing of the others; their
    ids are given. Nothing is changed where it is refused.

    Raises:
        OutputError: it holds another class, or files that are not of one; or it cannot be written.
    """
    for each in (folder, folder / SHEETS, folder / KEYS):
        refuse_link(each)
    earlier = _state(folder)
    late = () if earlier is None or force else _late(earlier, made, students)
    same = earlier is not None and (earlier.origin == made.origin or bool(late))
    ours = set(earlier.names()) if earlier is not None else set()
    if earlier is not None and not same and not force:
        raise OutputError(_another(folder, earlier, made))
    for name in (STATE, *made.names()):
        path = folder / name
        if path.parent.is_dir():
            refuse_to_write(path, force=force or name in ours or name == STATE, inputs=inputs)
    for name in ours - set(made.names()):
        if (folder / name).is_file():
            refuse_to_write(folder / name, force=True, inputs=inputs)
    keep = _is_filled(folder / ANSWERS)
    if keep and not same:
        raise OutputError(_filled(folder / ANSWERS))
    for each in (folder, folder / SHEETS, folder / KEYS):
        if each.is_dir():
            clear_strays(each)
    if force:
        # First what says that the folder is complete; then everything else of the former run.
        for name in (EXERCISE, *sorted(ours | set(made.names()))):
            if name != ANSWERS or not keep:
                remove(folder / name)
    if late:
        # What says that the folder is complete, and the prints of everybody, are made anew.
        for name in (EXERCISE, *PRINTS, *class_key_names(made.formats, made.key)):
            remove(folder / name)
    if not same or late or force:
        write_whole(folder / STATE, [made.text()], force=True)
    return late


def _late(earlier: Made, made: Made, students: Sequence[Student]) -> tuple[str, ...]:
    """Give the ids of those who came later, where nothing else differs."""
    known = set(earlier.students)
    others = [
        name for name in made.origin if name != "--roster" and made.origin[name] != earlier.origin.get(name)
    ]
    before = {each.id: each for each in students if each.id in known}
    if others or len(before) < len(known):
        return ()
    if _roster_hash(before[student] for student in earlier.students) != earlier.origin.get("--roster"):
        return ()
    return tuple(each.id for each in students if each.id not in known)


def _state(folder: Path) -> Made | None:
    """Read what a folder was made from; None where nothing says it."""
    path = folder / STATE
    try:
        if path.is_symlink() or path.stat().st_size > _MAX_BYTES:
            return None
        data: Any = json.loads(path.read_bytes())
        if data["version"] != VERSION:
            return None
        origin = {str(key): str(value) for key, value in data["made_from"].items()}
        students = tuple(each for each in data["students"] if isinstance(each, str))
        formats = tuple(each for each in SHEET_FORMATS if each in data["to"])
        # Before there was a key of the class, every student had one.
        kind: KeyKind = next((each for each in KEY_KINDS if each == data.get("key")), "full")
        return Made(origin, students, formats, bool(data["print"]), kind)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _another(folder: Path, earlier: Made, made: Made) -> Fault:
    options = {**made.origin, **earlier.origin}
    names = [name for name in options if earlier.origin.get(name) != made.origin.get(name)]
    return says.FOLDER_HOLDS_A_CLASS_THAT_WAS_MADE(folder=folder, what=_listed(names, earlier, made))


def _listed(names: Sequence[str], earlier: Made, made: Made) -> str:
    """List what differs, with both values where they are short."""
    return ", ".join(
        name
        if name in ("SPEC", "--roster")
        else f"{name} ({earlier.origin.get(name, '–')[:40]} → {made.origin.get(name, '–')[:40]})"
        for name in names
    )


def _filled(path: Path) -> Fault:
    return says.FILE_HAS_ANSWERS_IN_IT(file=path)


def _is_filled(path: Path) -> bool:
    """Whether somebody has typed answers into the table of answers."""
    try:
        text = decoded(path.read_bytes())
    except OSError:
        return False
    if text is None:
        return True
    header, *others = [*rows(text)] or [[]]
    first = header.index("sheet") + 1 if "sheet" in header else 1
    return any(cell.strip() for row in others for cell in row[first:])


def answers_table(plan: Plan, students: Sequence[Student]) -> Iterator[str]:
    """Write the table into which answers are typed: a row for everybody, a column for every blank."""
    named = any(each.name for each in students)
    header = ["student", *(["name"] if named else []), "sheet", *plan.blanks]
    empty = [""] * len(plan.blanks)
    return written(
        chain(
            [header],
            ([each.id, *([each.name] if named else []), plan.sheet_id(each), *empty] for each in students),
        )
    )


def put_answers(folder: Path, plan: Plan, students: Sequence[Student], late: Sequence[str] = ()) -> None:
    """Write the table of answers, or add those who came later to it; what is typed in it stays."""
    path = folder / ANSWERS
    if not path.exists():
        put(path, answers_table(plan, students))
        return
    text = decoded(path.read_bytes()) if late else None
    if text is None:
        return
    header, *others = [*rows(text)] or [[]]
    there = {row[0].strip() for row in others if row}
    new = [each for each in students if each.id in late and harmless(each.id) not in there]
    cells = {"student": lambda each: each.id, "name": lambda each: each.name, "sheet": plan.sheet_id}
    added = [
        [cells[name](each) if (name := heading.strip()) in cells else "" for heading in header]
        for each in new
    ]
    put(path, written([header, *map(_as_typed, others), *added]))


def _as_typed(row: Sequence[str]) -> list[object]:
    """Keep a row as it was read: what was marked is not marked again."""
    return [plain(cell) for cell in row]


def complete(folder: Path, pieces: Iterable[str]) -> None:
    """Write, when all the rest is there, what says that the folder is complete."""
    write_whole(folder / EXERCISE, pieces, force=True)


def interrupted(error: OutputError, folder: Path) -> OutputError:
    """Say of what went wrong among the files that it can be taken up again."""
    return OutputError(
        [
            Fault(each.code, _title(each), because=each.because, help=_help(folder))
            if each.code == "O05"
            else each
            for each in error.faults
        ]
    )


def _title(fault: Fault) -> Sentence:
    return says.COULD_NOT_WRITE_FILE(file=fault.title.values.get("file", ""))


def _help(folder: Path) -> Sentence:
    return says.EVERY_FILE_THAT_IS_IN_FOLDER_IS_WHOLE(folder=folder)
