"""What ``rnn-tutor grade`` writes, and what the folder remembers from one run to the next."""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tutor.cli.console import Console
from tutor.cli.messages import class_option_messages as says
from tutor.cli.progress import progress
from tutor.cli.refusals import one_of
from tutor.documents.format_names import FORMATS, Format
from tutor.files.csv_text import written
from tutor.files.locks import locked
from tutor.files.workers import Workers
from tutor.files.writing import clear_strays, made, write_together
from tutor.language.faults import Count
from tutor.language.languages import Language
from tutor.marking.decisions import FILE as DECISIONS
from tutor.marking.decisions import Decisions, decision_rows, number
from tutor.marking.gradebook import gradebook_rows, marks_json
from tutor.marking.grading import Result
from tutor.marking.marks_folder import FILE as STAMP
from tutor.marking.marks_folder import Stamp, changes, is_ours, read_stamp, scaled
from tutor.marking.reporting.pages import Look, class_report, feedback_texts
from tutor.marking.reporting.wording import NOTES
from tutor.marking.system_tables import Filled, feedback_names, table_text
from tutor.record import record

# Options that a later run takes over where it does not give them, with what stands for not given.
KEPT: dict[str, object] = {
    "blanks": None,
    "decimal_comma": False,
    "attempts": None,
    "hints": False,
    "to": None,
}
_MOST_TOLD = 6
_WHEN = (1980, 1, 1, 0, 0, 0)


def formats_of(options: argparse.Namespace) -> tuple[Format, ...]:
    """Take the formats of the command line; what is none and a file was meant for a submission."""
    named: list[str] = []
    for each in options.to or ():
        if Path(each).exists():
            options.submissions.append(each)
            continue
        for word in filter(None, each.split(",")):
            named.append(one_of("--to", FORMATS)(word))
    options.to = named or None
    return tuple(each for each in FORMATS if each in named) or ("md",)


def remembered(options: argparse.Namespace, console: Console) -> Stamp | None:
    """Take over what the folder was marked with last time, where the command line does not say it.

    And say so.
    """
    stamp = read_stamp(Path(options.folder)) if options.folder is not None else None
    if stamp is None:
        return None
    taken = []
    for name, absent in KEPT.items():
        if (
            name != "to"
            and getattr(options, name) == absent
            and (kept := stamp.options.get(name, absent)) != absent
        ):
            setattr(options, name, kept)
            taken.append(f"--{name.replace('_', '-')}" + ("" if kept is True else f" {kept}"))
    if options.scheme is None and stamp.scheme:
        taken.append("--scheme")
    if taken:
        console.say(says.AS_IN_THE_LAST_RUN(options=" ".join(taken)))
    return stamp


def kept_options(options: argparse.Namespace) -> dict[str, Any]:
    """Give the options that the next run takes over."""
    return {name: getattr(options, name) for name, absent in KEPT.items() if getattr(options, name) != absent}


def rescaled(decisions: Decisions, stamp: Stamp, result: Result, console: Console) -> Decisions:
    """Scale what was decided by hand to what entries are worth now, and say so."""
    decisions, moved = scaled(decisions, stamp, result.graded)
    if moved:
        told = [
            f"{each.decision.student} {each.decision.quantity} {number(each.before)} → {number(each.after)}"
            for each in moved
        ]
        console.say(says.DECISIONS_WERE_SCALED(n=Count(len(moved)), changes=_listed(told)))
    return decisions


def tell_changes(
    console: Console, stamp: Stamp | None, result: Result, into: Filled | None, export: str | None
) -> None:
    """Say whose points this run changed, and what became of the system's table."""
    changed = list(changes(stamp, result.graded)) if stamp is not None else []
    if changed:
        told = [f"{student} {number(before)} → {number(after)}" for student, before, after in changed]
        console.say(says.POINTS_THAT_CHANGE(n=Count(len(changed)), changes=_listed(told)))
    if into is not None and export is not None:
        console.say(says.STUDENTS_IN_THE_SYSTEMS_TABLE(file=Path(export).name, n=Count(into.found)))
        if into.mosts is not None:
            console.say(
                says.THE_SYSTEM_COUNTS_UP_TO(
                    file=Path(export).name, system=into.mosts.system, ours=into.mosts.ours
                )
            )
        if into.missing:
            students = _listed(into.missing)
            console.say(says.NOT_IN_THE_SYSTEMS_TABLE(n=Count(len(into.missing)), students=students))


def _listed(told: Sequence[str]) -> str:
    more = f" … (+{len(told) - _MOST_TOLD})" if len(told) > _MOST_TOLD else ""
    return ", ".join(told[:_MOST_TOLD]) + more


@record()
class Writer:
    """Writes the folder of the marks, all or nothing; one run at a time."""

    options: argparse.Namespace
    console: Console
    title: str
    formats: tuple[Format, ...]
    workers: Workers

    def write(self, result: Result, decisions: Decisions, stamp: Stamp, into: Filled | None) -> None:
        """Write everything, or nothing."""
        options, language = self.options, self.console.language
        folder = Path(options.folder)
        why = {note: language.say(sentence) for note, sentence in NOTES.items()}
        files: dict[Path, Iterable[str | bytes]] = {
            folder / STAMP: [stamp.text()],
            folder / "gradebook.csv": written(gradebook_rows(result.graded, language)),
            folder / "marks.json": marks_json(result),
            folder / DECISIONS: written(
                decision_rows(result.graded, decisions, why, _asked_whose(result, language))
            ),
        }
        if into is not None:
            files[folder / Path(options.into).name] = table_text(into)
        for to in self.formats:
            look = Look(to, language.code, options.hints, self.console.asked is not None)
            for name, text in class_report(look, self.title, result).items():
                files[folder / name] = [text]
            texts = self._feedback(look, result)
            # One after the other, as the files are written: nothing is kept in memory.
            for each in result.graded:
                files[folder / "feedback" / f"{each.student.file_name}.{to}"] = _next(texts)
        if options.feedback_zip:
            look = Look(self.formats[0], language.code, options.hints, self.console.asked is not None)
            files[folder / "feedback.zip"] = [self._archive(look, result)]
        inputs = [
            Path(each)
            for each in (options.spec, *options.submissions, options.roster, options.scheme, options.into)
            if each
        ]
        ours = is_ours(folder)
        with made(folder, folder / "feedback"), locked(folder):
            # A run that was killed before its stamp was in place left some as well.
            clear_strays(folder)
            clear_strays(folder / "feedback")
            write_together(files, force=options.force or ours, inputs=inputs, wait_for_each=False)

    def _feedback(self, look: Look, result: Result) -> Iterator[str | bytes]:
        return progress(
            self.workers.each(feedback_texts, look, result.graded),
            len(result.graded),
            says.FEEDBACK(),
            self.console.err,
            self.console.language,
        )

    def _archive(self, look: Look, result: Result) -> bytes:
        """Put the feedback of those who handed in into an archive for the system."""
        present = [each for each in result.graded if each.handed_in]
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for (_, name), text in zip(
                feedback_names(present, look.to), feedback_texts(look, present), strict=True
            ):
                archive.writestr(zipfile.ZipInfo(name, _WHEN), text)
        return data.getvalue()


def _asked_whose(result: Result, language: Language) -> Iterator[tuple[str, str]]:
    """Say where what is nobody's stands, and why."""
    for each in result.lost:
        yield each.submission.source, language.say(each.faults[0].title) if each.faults else ""


def _next(texts: Iterator[str | bytes]) -> Iterator[str | bytes]:
    yield next(texts)
