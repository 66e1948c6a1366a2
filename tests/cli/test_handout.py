"""The command as a person meets it: the same bytes always, killed and taken up again, refused whole."""

import csv
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tutor.calculation.trace import trace
from tutor.documents.format_names import SHEET_FORMATS
from tutor.files.csv_text import plain
from tutor.handout.exercise import read_exercise

FULL = os.environ.get("RNN_TUTOR_FULL")
SIZES = ("--hidden", "2", "--words", "i", "am", "here", "--steps", "3")
NEXT = (
    "Print class/sheets. Write the answers into class/answers.csv, then: "
    "rnn-tutor grade class class/answers.csv -o class-marks\n"
)
ROSTER = "student,name,email,language\nkim,김철수,kim@example.org,ko\nlee,Lee,,en\npark,,,\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def content(folder):
    """Everything in a folder, by its name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


def process(*words, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "tutor.cli", "handout", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_class(rnn_tutor, desk):
    result = rnn_tutor("handout", *SIZES, "--roster", "roster.csv", "-o", "class")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("3 students: ") and result.err.endswith("; 5 new files in class.\n" + NEXT)
    names = ["kim", "lee", "park"]
    assert sorted(content("class")) == sorted(
        [".handout", "answers.csv", "exercise.json", "keys.csv", "keys.md", *(f"sheets/{each}.md" for each in names)]
    )  # fmt: skip
    sheets = {each: Path(f"class/sheets/{each}.md").read_text("utf-8") for each in names}
    assert "김철수" in sheets["kim"] and "이름" in sheets["kim"] and "이름" not in sheets["lee"]
    exercise = read_exercise(Path("class"))
    for each in names:
        assert exercise.sheets[each].sheet in sheets[each]
        assert len(exercise.sheets[each].blanks) == 24
    assert len({str(each.spec) for each in exercise.sheets.values()}) == 3
    assert exercise.sheets["kim"].language == "ko" and exercise.sheets["kim"].email == "kim@example.org"
    rows = list(csv.reader(Path("class/answers.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["student", "name", "sheet", *exercise.sheets["kim"].blanks]
    assert rows[1] == ["kim", "김철수", exercise.sheets["kim"].sheet, *[""] * 24]
    assert Path("class/answers.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("kind", ["class", "lines"])
def test_the_key_of_the_class_has_every_answer(rnn_tutor, desk, kind):
    """A row a student with what every step comes to, or a row a step with every line; keys.csv has all."""
    words = ("--roster", "roster.csv", "--key", kind, "-o", "class", "--lang", "en")
    assert rnn_tutor("handout", *SIZES, *words).code == 0
    exercise = read_exercise(Path("class"))
    header, *rows = csv.reader(Path("class/keys.csv").read_text("utf-8-sig").splitlines())
    typed, *_ = csv.reader(Path("class/answers.csv").read_text("utf-8-sig").splitlines())
    assert header == typed
    table = Path("class/keys.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table if line.startswith("| ")]
    for at, row in enumerate(rows):
        problem = exercise.sheets[row[0]].problem()
        [run] = trace(problem).runs
        answers = {
            run.unit.quantity_name(symbol, step.t, entry): text
            for step in run.steps
            for symbol, quantity in step.quantities.items()
            for entry, text in enumerate(quantity.texts, start=1)
        }
        assert row[3:] == [answers[name] for name in header[3:]]
        if kind == "class":
            found = cells[2 + at]
            assert found[0] == f"`{exercise.sheets[row[0]].sheet}`" and row[0] in found[1]
            assert found[2:-1] == [answers[f"h_{t}[{entry}]"] for t in (1, 2, 3) for entry in (1, 2)]
            continue
        for t in (1, 2, 3):
            found = cells[2 + 3 * at + t - 1]
            assert found[2] == f"{t} {problem.sequences[0].word(t)}"
            assert found[3:] == [answers[f"{symbol}_{t}[{entry}]"] for symbol in "pqah" for entry in (1, 2)]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_key_of_the_class_has_no_room_for_working(rnn_tutor, desk, lang):
    result = rnn_tutor(
        "handout", *SIZES, "--count", "2", "--working", "--key", "lines", "-o", "class", "--lang", lang
    )
    told = {
        "en": "error[G22]: --working and --key lines were given\n"
        "  A key of the whole class has no room for the working.\n"
        "  help: leave out the one or the other\n",
        "ko": "오류[G22]: --working과 --key lines를 함께 썼습니다\n"
        "  학급 정답지에는 풀이를 쓸 자리가 없습니다.\n"
        "  도움말: 둘 가운데 하나를 빼세요\n",
    }
    assert (result.code, result.out) == (2, "") and not Path("class").exists()
    assert result.err.startswith(told[lang])


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            "Print my class/sheets.pdf. Write the answers into my class/answers.csv, then: "
            'rnn-tutor grade "my class" "my class/answers.csv" -o "my class-marks"',
        ),
        (
            "ko",
            "my class/sheets.pdf를 인쇄하세요. 답을 my class/answers.csv에 적은 다음: "
            'rnn-tutor grade "my class" "my class/answers.csv" -o "my class-marks"',
        ),
    ],
)
def test_what_to_print_and_what_to_type_next(rnn_tutor, desk, lang, expected):
    words = (*SIZES, "--count", "2", "--print", "-o", "my class", "--lang", lang)
    result = rnn_tutor("handout", *words)
    assert result.code == 0 and result.err.splitlines()[1:] == [expected]
    assert rnn_tutor("grade", "my class", "my class/answers.csv", "-o", "my class-marks").code == 0


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_lang_decides_for_everybody(rnn_tutor, desk, lang):
    words = ("--roster", "roster.csv", "--key", "full", "-o", "class", "--lang", lang)
    assert rnn_tutor("handout", *SIZES, *words).code == 0
    for each in ("kim", "lee", "park"):
        assert ("정답지" in Path(f"class/keys/{each}.md").read_text("utf-8")) == (lang == "ko")


def test_korean_words_make_korean_sheets(rnn_tutor, desk):
    words = ("--hidden", "2", "--words", "나는", "지금", "여기", "--steps", "3")
    assert rnn_tutor("handout", *words, "-o", "class").code == 0
    assert "정답지" in Path("class/keys.md").read_text("utf-8")


def test_ids_are_counted_with_enough_digits(rnn_tutor, desk):
    assert rnn_tutor("handout", *SIZES, "--blanks", "h", "--count", "100", "-o", "class").code == 0
    ids = [f"s{n:03}" for n in range(1, 101)]
    assert list(read_exercise(Path("class")).sheets) == ids
    assert sorted(path.stem for path in Path("class/sheets").iterdir()) == ids


def test_the_same_bytes_with_any_workers_seed_of_hashes_and_locale(desk):
    runs = []
    for number, (jobs, seed, locale) in enumerate(
        [("1", "0", "C"), ("4", "1", "ko_KR.UTF-8"), ("2", "12345", "tr_TR.UTF-8")]
    ):
        folder = f"class{number}"
        words = [*SIZES, "--roster", "roster.csv", "--print", "--working", "--to", *SHEET_FORMATS, "-j", jobs]
        running = process(*words, "-o", folder, PYTHONHASHSEED=seed, LC_ALL=locale, LANG=locale)
        _, err = running.communicate(timeout=240)
        assert running.returncode == 0, err.decode()
        runs.append(content(folder))
    assert len(runs[0]) == 4 + 2 + 2 * 3 * len(SHEET_FORMATS)
    assert all(run == runs[0] for run in runs[1:])


def test_another_seed_gives_everybody_another_variant(rnn_tutor, desk):
    for seed in ("1", "2"):
        assert rnn_tutor("handout", *SIZES, "--count", "9", "--seed", seed, "-o", f"class{seed}").code == 0
    one, two = (read_exercise(Path(f"class{seed}")).sheets for seed in "12")
    assert all(one[each].spec != two[each].spec and one[each].sheet != two[each].sheet for each in one)


def test_a_smaller_class_has_the_same_sheets(rnn_tutor, desk):
    Path("one.csv").write_text("student,language\nlee,en\n")
    for roster in ("roster", "one"):
        assert rnn_tutor("handout", *SIZES, "--roster", f"{roster}.csv", "-o", roster).code == 0
    whole, one = read_exercise(Path("roster")).sheets["lee"], read_exercise(Path("one")).sheets["lee"]
    assert whole.spec == one.spec and whole.sheet == one.sheet


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_and_taken_up_again(desk, jobs):
    """Row 67: nothing is torn, whenever the process is killed; the next run completes the class.

    Three kills for a class of 24; ``RNN_TUTOR_FULL=1`` kills 50 times, for a class of 40.
    """
    words = [*SIZES, "--count", "40" if FULL else "24", "--to", "md", "html", "-j", jobs]
    started = time.monotonic()
    whole = process(*words, "-o", "whole")
    _, err = whole.communicate(timeout=120)
    assert whole.returncode == 0, err.decode()
    seconds = time.monotonic() - started
    expected, r = content("whole"), random.Random(int(jobs))
    for number in range(50 if FULL else 3):
        folder = Path(f"class{number}")
        running = process(*words, "-o", folder)
        # From when the folder is there, at any time until it is complete.
        while running.poll() is None and not folder.exists():
            time.sleep(0.002)
        time.sleep(r.uniform(0, 0.6 * seconds))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        if jobs != "1":
            time.sleep(0.3)  # its workers find out that it is gone
        for name, found in content(folder).items():
            if not name.endswith(".rnn-tutor"):
                assert found == expected[name], f"{name} is torn"
        if not (folder / "exercise.json").exists():
            assert all(name in expected or name.endswith(".rnn-tutor") for name in content(folder))
        again = process(*words, "-o", folder)
        _, err = again.communicate(timeout=120)
        assert again.returncode == 0, err.decode()
        assert content(folder) == expected
        shutil.rmtree(folder)


def test_a_half_made_folder_is_no_exercise(rnn_tutor, desk):
    assert rnn_tutor("handout", *SIZES, "-o", "class").code == 0
    Path("class/exercise.json").unlink()
    result = rnn_tutor("grade", "class", "class/answers.csv")
    assert result.code == 2 and "class/exercise.json" in result.err


def test_the_same_command_again_makes_what_is_missing(rnn_tutor, desk):
    words = (
        "handout",
        *SIZES,
        "--roster",
        "roster.csv",
        "--to",
        "md",
        "html",
        "--key",
        "full",
        "-o",
        "class",
    )
    assert rnn_tutor(*words).code == 0
    expected = content("class")
    assert rnn_tutor(*words).err.endswith("0 new files in class.\n" + NEXT)
    assert content("class") == expected
    Path("class/keys/lee.html").unlink()
    Path("class/sheets/kim.md").write_text("")  # as a power failure may leave it
    Path("class/answers.csv").unlink()
    Path("class/sheets/.0123456789abcdef.rnn-tutor").write_text("half of a sh")
    assert rnn_tutor(*words).err.endswith("2 new files in class.\n" + NEXT)
    assert content("class") == expected


def test_what_was_typed_in_stays(rnn_tutor, desk):
    words = ("handout", *SIZES, "--roster", "roster.csv", "-o", "class")
    assert rnn_tutor(*words).code == 0
    answers = Path("class/answers.csv")
    answers.write_text(answers.read_text("utf-8").replace(",,", ",0.5,", 1), encoding="utf-8")
    typed = answers.read_bytes()
    assert rnn_tutor(*words).code == 0 and answers.read_bytes() == typed
    assert rnn_tutor(*words, "--force").code == 0 and answers.read_bytes() == typed
    before = content("class")
    result = rnn_tutor(*words, "--seed", "2", "--force")
    assert result.code == 2 and result.err.startswith("error[G24]: class/answers.csv has answers in it")
    assert content("class") == before


OTHERS = {
    "--seed (1 → 2)": ["--seed", "2"],
    "--blanks (steps → h)": ["--blanks", "h"],
    "--level (standard → first-step)": ["--level", "first-step"],
    "--to (md → md html)": ["--to", "html", "md"],
    "--key (class → lines)": ["--key", "lines"],
    "--key (class → full), --working (false → true)": ["--working"],
    "--print (false → true)": ["--print"],
    "--lang (en → ko (all))": ["--lang", "ko"],
    "--decimals (– → 4)": ["--decimals", "4"],
}


@pytest.mark.parametrize("what", OTHERS)
def test_another_command_is_refused_and_changes_nothing(rnn_tutor, desk, what):
    words = ("handout", *SIZES, "--roster", "roster.csv", "-o", "class")
    assert rnn_tutor(*words).code == 0
    Path("class/notes.txt").write_text("mine")
    before = content("class")
    result = rnn_tutor(*words, *OTHERS[what])
    assert result.code == 2 and "[G23]" in result.err and what in result.err
    assert content("class") == before
    assert rnn_tutor(*words, *OTHERS[what], "--force").code == 0
    fresh = (*words[:-1], "fresh")
    assert rnn_tutor(*fresh, *OTHERS[what]).code == 0
    assert content("class") == {**content("fresh"), "notes.txt": b"mine"}


def test_force_leaves_nothing_of_a_larger_class(rnn_tutor, desk):
    assert (
        rnn_tutor("handout", *SIZES, "--count", "5", "--to", "md", "tex", "--print", "-o", "class").code == 0
    )
    assert rnn_tutor("handout", *SIZES, "--count", "2", "-o", "class", "--force").code == 0
    assert rnn_tutor("handout", *SIZES, "--count", "2", "-o", "fresh").code == 0
    assert content("class") == content("fresh")


def test_a_changed_state_removes_no_other_files(rnn_tutor, desk):
    Path("mine.md").write_text("mine")
    assert rnn_tutor("handout", *SIZES, "-o", "class").code == 0
    state = json.loads(Path("class/.handout").read_text("utf-8"))
    state["students"] += ["../../mine", "/etc/x", 7, None]
    Path("class/.handout").write_text(json.dumps(state))
    assert rnn_tutor("handout", *SIZES, "--seed", "5", "-o", "class", "--force").code == 0
    assert Path("mine.md").read_text() == "mine"
    for broken in ("", "[]", "{", '{"version": 1, "made_from": 3}', "[" * 5000):
        Path("class/.handout").write_text(broken)
        result = rnn_tutor("handout", *SIZES, "--seed", "5", "-o", "class")
        assert result.code == 2 and "[O01]" in result.err


# Refused: rows 54, 55, 61 to 66


def test_unusable_and_repeated_ids_are_all_listed_and_nothing_is_made(rnn_tutor, desk):
    Path("bad.csv").write_text("student,name\nkim,Kim\nKim,Lee\n,Park\n" + "x" * 500 + ",An\n")
    result = rnn_tutor("handout", *SIZES, "--roster", "bad.csv", "-o", "class")
    assert result.code == 2 and not Path("class").exists()
    assert "the id `Kim` stands in lines 2 and 3" in result.err
    assert "the id `` is empty, or too long" in result.err
    assert f"the id `{'x' * 40}` is empty, or too long" in result.err


def test_any_id_has_its_sheet_and_its_row(rnn_tutor, desk):
    """Files are called by what every system takes; the id itself stands on the sheet and in the tables."""
    ids = ["../../x", "/abs/x", "a\\b", "CON", '=HYPERLINK("x")', "a/b", "a:b", "kim@x.kr"]
    Path("r.csv").write_text("student\n" + "".join('"' + each.replace('"', '""') + '"\n' for each in ids))
    assert rnn_tutor("handout", *SIZES, "--roster", "r.csv", "-o", "class").code == 0
    assert len(list(Path("class/sheets").iterdir())) == len(ids) and not Path("x").exists()
    table = list(csv.reader(Path("class/answers.csv").read_text("utf-8-sig").splitlines()))
    assert [plain(row[0]) for row in table[1:]] == ids
    table[1:] = [[*row[:2], "0.5", *row[3:]] for row in table[1:]]
    with Path("filled.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    assert rnn_tutor("grade", "class", "filled.csv", "-o", "marks").code == 0
    marks = list(csv.DictReader(Path("marks/gradebook.csv").read_text("utf-8-sig").splitlines()))
    assert [plain(row["student"]) for row in marks] == ids and {row["handed_in"] for row in marks} == {"yes"}
    assert len(list(Path("marks/feedback").iterdir())) == len(ids)


def test_who_joined_late_is_added_and_nothing_else_is_touched(rnn_tutor, desk):
    Path("r.csv").write_text("student,name\nkim,Kim\nlee,Lee\n")
    options = ("--to", "md", "html", "--key", "full", "--lang", "en")
    words = ("handout", *SIZES, "--roster", "r.csv", "-o", "class", *options)
    assert rnn_tutor(*words).code == 0
    answers = Path("class/answers.csv")
    typed = answers.read_text("utf-8-sig").splitlines()
    answers.write_text("\n".join([typed[0], typed[1].removesuffix(",") + ",0.197", typed[2]]) + "\n")
    before = {name: (path := Path("class") / name, path.stat().st_mtime_ns) for name in content("class")}
    Path("r.csv").write_text("student,name\nan,An\nkim,Kim\nlee,Lee\npark,Park\n")
    result = rnn_tutor(*words)
    assert result.code == 0, result.err
    assert "2 students were added: an, park. The sheets of the others stay as they are." in result.err
    for name, (path, when) in before.items():
        if name.startswith(("sheets/", "keys/")):
            assert path.stat().st_mtime_ns == when, name
    rows = [line.split(",")[0] for line in answers.read_text("utf-8-sig").splitlines()]
    assert rows == ["student", "kim", "lee", "an", "park"] and ",0.197" in answers.read_text("utf-8-sig")
    assert rnn_tutor(*words).err.endswith("0 new files in class.\n" + NEXT)
    fresh = ("handout", *SIZES, "--roster", "r.csv", "-o", "fresh", *options)
    assert rnn_tutor(*fresh).code == 0
    for name in content("fresh"):
        if name.startswith(("sheets", "keys")):
            assert content("fresh")[name] == content("class")[name]
    Path("r.csv").write_text("student,name\nkim,Kimberley\nlee,Lee\npark,Park\nan,An\n")
    assert rnn_tutor(*words).code == 2  # somebody else's row was changed


def test_two_runs_at_once_and_a_changed_exercise(rnn_tutor, desk):
    import fcntl

    Path("class").mkdir()
    with Path("class/.lock.rnn-tutor").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = rnn_tutor("handout", *SIZES, "--count", "2", "-o", "class", "--lang", "en")
        assert result.code == 2 and "another run is writing in class" in result.err
    assert rnn_tutor("handout", *SIZES, "--count", "2", "-o", "class").code == 0
    exercise = Path("class/exercise.json")
    data = json.loads(exercise.read_text())
    assert data["made_from"]["--seed"] == "1" and data["drawing"] == 1
    Path("a.csv").write_text("student,h_1[1]\ns01,0.1\n")
    exercise.write_text(json.dumps(data, indent=1))  # laid out in another way
    assert "was changed" not in rnn_tutor("grade", "class", "a.csv", "--lang", "en").err
    data["students"]["s01"]["blanks"] = ["h_1[1]"]
    exercise.write_text(json.dumps(data))
    assert (
        "`class` was changed since it was handed out"
        in rnn_tutor("grade", "class", "a.csv", "--lang", "en").err
    )
    del data["digest"], data["made_from"], data["drawing"]  # as an earlier version wrote it
    exercise.write_text(json.dumps(data))
    result = rnn_tutor("grade", "class", "a.csv", "--lang", "en")
    assert result.code == 0 and "was changed" not in result.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_rosters_as_spreadsheets_write_them(rnn_tutor, desk, encoding):
    Path("r.csv").write_text("학번,이름,언어\n2024-1,김철수,한국어\n2024-2,이영희,영어\n", encoding=encoding)
    assert rnn_tutor("handout", *SIZES, "--roster", "r.csv", "--key", "full", "-o", "class").code == 0
    assert "김철수" in Path("class/sheets/2024-1.md").read_text("utf-8")
    assert "Answer key" in Path("class/keys/2024-2.md").read_text("utf-8")


def test_names_are_no_formulas(rnn_tutor, desk):
    Path("r.csv").write_text('student,name\nkim,"=HYPERLINK(""http://x"",""y"")"\n@lee,-1+2\n')
    assert rnn_tutor("handout", *SIZES, "--roster", "r.csv", "-o", "class").code == 0
    rows = list(csv.reader(Path("class/answers.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1][1] == '\'=HYPERLINK("http://x","y")' and rows[2][:2] == ["'@lee", "'-1+2"]
    assert set(read_exercise(Path("class")).sheets) == {"kim", "@lee"}


REFUSED = {
    "which exercise": ["--count", "3"],
    "--words, --steps is missing": ["--hidden", "2"],
    "--count takes a whole number from 1 to 20000": [*SIZES, "--count", "0"],
    "--hidden takes a whole number from 1 to 16": [*SIZES[2:], "--hidden", "17"],
    "--decimals takes a whole number from 1 to 12": [*SIZES, "--decimals", "three"],
    "--to takes one of: md, tex": [*SIZES, "--to", "odt"],
    "--level takes one of: first-step, standard, long, faded": [*SIZES, "--level", "hard"],
    "--cell takes one of": [*SIZES, "--cell", "rnn"],
    "a roster and --count were given": [*SIZES, "--roster", "roster.csv", "--count", "3"],
    "--level long and sizes were given": [*SIZES, "--level", "long"],
    "--level faded and --blanks shapes were given": [*SIZES, "--level", "faded", "--blanks", "shapes"],
    "help: round to 3 decimals": [*SIZES, "--decimals", "2"],
    "cannot be asked for in this problem": [*SIZES, "--blanks", "z"],
    "no variants can be made of this exercise": ["--hidden", "2", "--words", "i", "am", "--steps", "3"],
    "nowhere.csv": [*SIZES, "--roster", "nowhere.csv"],
    "spec.toml": ["spec.toml"],
    "there is no option": [*SIZES, "--cuont", "3"],
}


@pytest.mark.parametrize("fragment", REFUSED)
def test_refusals_leave_no_folder(rnn_tutor, desk, fragment):
    for lang in ("en", "ko"):
        result = rnn_tutor("handout", *REFUSED[fragment], "-o", "class", "--lang", lang)
        assert result.code == 2 and "Traceback" not in result.err and "[B01]" not in result.err
        assert lang == "ko" or fragment in result.err
        assert not Path("class").exists()


@pytest.mark.parametrize("words", [["i", "i", "am"], ["i am", "here", "x"], ["", "am", "here"], ["i"] * 3])
def test_odd_words_are_refused(rnn_tutor, desk, words):
    result = rnn_tutor("handout", "--hidden", "2", "--steps", "3", "-o", "class", "--words", *words)
    assert result.code == 2 and "[B01]" not in result.err and not Path("class").exists()


def test_no_folder_named(rnn_tutor, desk):
    assert "which folder?" in rnn_tutor("handout", *SIZES).err


def test_targets_that_are_inputs_links_or_no_files(rnn_tutor, desk):
    words = ("handout", *SIZES, "--roster", "roster.csv", "-o", "class")
    Path("class").mkdir()
    shutil.copy("roster.csv", "class/answers.csv")
    for force in ((), ("--force",)):
        result = rnn_tutor("handout", *SIZES, "--roster", "class/answers.csv", "-o", "class", *force)
        assert result.code == 2 and "is the file that is being read" in result.err
        result = rnn_tutor(*words, *force)
        assert result.code == 2 and ("[O01]" in result.err or "[G24]" in result.err)
    assert Path("class/answers.csv").read_text("utf-8") == ROSTER
    Path("class/answers.csv").unlink()
    Path("elsewhere").mkdir()
    Path("class/sheets").symlink_to("../elsewhere", target_is_directory=True)
    result = rnn_tutor(*words, "--force")
    assert (
        result.code == 2 and "class/sheets is a link" in result.err and not any(Path("elsewhere").iterdir())
    )
    Path("class/sheets").unlink()
    Path("class/keys").mkdir()
    Path("class/keys/kim.md").symlink_to("../../roster.csv")
    result = rnn_tutor(*words, "--key", "full", "--force")
    assert result.code == 2 and "class/keys/kim.md is a link" in result.err
    assert Path("roster.csv").read_text("utf-8") == ROSTER
    shutil.rmtree("class")
    Path("class").write_text("a file")
    assert "class is not a folder" in rnn_tutor(*words).err
    result = rnn_tutor(*words[:-1], "no/where", "--lang", "en")
    assert result.code == 2 and "could not write no/where; nothing was changed" in result.err
    assert Path("class").read_text() == "a file"


def test_files_that_are_not_ours_are_kept(rnn_tutor, desk):
    Path("class/sheets").mkdir(parents=True)
    Path("class/sheets/kim.md").write_text("mine")
    words = ("handout", *SIZES, "--roster", "roster.csv", "-o", "class")
    before = content("class")
    result = rnn_tutor(*words)
    assert result.code == 2 and "[O01]" in result.err and content("class") == before


def test_a_full_disk_says_how_to_go_on(rnn_tutor, desk, monkeypatch):
    from tutor.files import writing as files

    real, left = os.open, [25]

    def full(path, *flags):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device", str(path))
        return real(path, *flags)

    words = ("handout", *SIZES, "--count", "20", "-o", "class")
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "open", full)
        result = rnn_tutor(*words)
    assert (
        result.code == 2 and "The disk is full." in result.err and "run the same command again" in result.err
    )
    assert "nothing was changed" not in result.err
    assert not list(Path("class").rglob("*.rnn-tutor")) and not Path("class/exercise.json").exists()
    assert rnn_tutor(*words).code == 0
    assert rnn_tutor(*words[:-1], "fresh").code == 0
    assert content("class") == content("fresh")


def test_a_folder_that_can_only_be_read(rnn_tutor, desk, monkeypatch):
    Path("locked").mkdir()
    real = Path.mkdir

    def mkdir(self, *settings, **more):
        if "locked" in self.parts:
            raise PermissionError(errno.EACCES, "the superuser would never see this", str(self))
        real(self, *settings, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", mkdir)
        result = rnn_tutor("handout", *SIZES, "-o", "locked/class")
    assert result.code == 2 and "You may not write there." in result.err
    assert list(Path("locked").iterdir()) == []


# Marking what was handed out


@pytest.mark.parametrize(
    "words",
    [
        [*SIZES],
        [*SIZES, "--blanks", "all", "--level", "faded"],
        [*SIZES, "--blanks", "h", "--decimals", "4"],
        [*SIZES, "--blanks", "one-hot,shapes"],
        [*SIZES, "--blanks", "a,h", "--level", "first-step"],
        [*SIZES, "--cell", "gru"],
        [*SIZES, "--cell", "lstm", "--blanks", "h"],
    ],
)
def test_the_keys_digits_earn_every_point_and_an_empty_table_is_all_blank(rnn_tutor, desk, words):
    assert rnn_tutor("handout", *words, "--count", "12", "--key", "full", "-o", "class").code == 0
    table = Path("class/answers.csv")
    empty = rnn_tutor("grade", "class", table, "--json", "-o", "empty")
    assert empty.code == 0
    for each in json.loads(empty.out)["students"].values():
        assert each["points"] == "0" and {mark["verdict"] for mark in each["marks"]} <= {"blank"}
    header, *rows = csv.reader(table.read_text("utf-8-sig").splitlines())
    for row in rows:
        key = Path(f"class/keys/{row[0]}.md").read_text("utf-8")
        answers = {
            cells[1].strip(" `"): cells[2].strip()
            for line in key.splitlines()
            if line.startswith("| `") and len(cells := line.split("|")) == 4
        }
        row[2:] = [answers[name] for name in header[2:]]
    with table.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([header, *rows])
    full = rnn_tutor("grade", "class", table, "--json", "-o", "full")
    assert full.code == 0
    students = json.loads(full.out)["students"]
    assert len(students) == 12
    for each in students.values():
        assert each["points"] == each["max_points"] == str(len(header) - 2)
        assert {mark["verdict"] for mark in each["marks"]} == {"exact"}


@pytest.mark.parametrize("count", ["2", "3", "40"])
def test_a_preset_that_writes_few_lines_and_a_long_sentence(rnn_tutor, desk, count):
    """Where no candidate of a block was left there was nothing to compute its other lines from."""
    sizes = ["--hidden", "2", "--words", "i", "am", "here", "--steps", "6", "--blanks", "h"]
    result = rnn_tutor("handout", *sizes, "--count", count, "-o", "class", "--lang", "en")
    assert result.code == 0, result.err


def test_sheets_without_calculations_are_said_to_be_alike(rnn_tutor, desk):
    result = rnn_tutor(
        "handout", *SIZES, "--count", "3", "--blanks", "one-hot", "-o", "class", "--lang", "en"
    )
    assert result.code == 0
    assert (
        "warning[U14]: sheets that ask for one-hot alone have few answers between them\n"
        "  Sizes are the same for everybody, and one-hot vectors for everybody with the same words.\n"
        "  help: ask for calculations, too: --blanks all\n"
    ) in result.err


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            "warning[N12]: with one hidden unit some mistakes do not show on these sheets\n"
            "  W_hh is its own transpose, and there are no entries to exchange. Of the forward lines only sizes "
            "and signs are screened, so two mistakes may give the same number.\n"
            "  help: take two hidden units where such mistakes are to be found\n",
        ),
        (
            "ko",
            "경고[N12]: 은닉 유닛이 하나이면 이 문제지에서 드러나지 않는 실수가 있습니다\n"
            "  W_hh를 전치해도 그대로이고, 서로 바꿀 성분도 없습니다. 순방향의 줄은 크기와 부호만 살피므로 두 "
            "실수의 값이 같을 수 있습니다.\n"
            "  도움말: 그런 실수를 가려내려면 은닉 유닛을 둘로 하세요\n",
        ),
    ],
)
def test_with_one_hidden_unit_it_is_said_that_mistakes_hide(rnn_tutor, desk, lang, told):
    words = ["--words", "i", "am", "here", "--steps", "3", "--count", "3"]
    result = rnn_tutor("handout", "--hidden", "1", *words, "-o", "class", "--lang", lang)
    assert result.code == 0 and told in result.err
    result = rnn_tutor("handout", "--hidden", "2", *words, "-o", "other", "--lang", lang)
    assert result.code == 0 and "[N12]" not in result.err


def test_the_numbers_of_a_template_are_not_warned_of(rnn_tutor, desk):
    Path("spec.toml").write_text(
        'sentence = "i am here i am"\nvocabulary = ["i", "am", "here"]\n[cell]\n'
        "weight_ih = [[0.5, -0.4, 0.3], [0.2, 0.6, -0.7]]\nweight_hh = [[0.7, -0.8], [0.9, 0.5]]\n"
        "bias = [0.1, -0.2]\n"
    )
    assert "[N09]" in rnn_tutor("worked", "spec.toml", "--lang", "en").err
    result = rnn_tutor("handout", "spec.toml", "-o", "class", "--lang", "en")
    assert result.code == 0 and "[N09]" not in result.err


def test_a_template_without_a_bias_is_told_to_have_one(rnn_tutor, desk):
    Path("spec.toml").write_text(
        'sentence = "i am here"\nvocabulary = ["i", "am", "here"]\n[cell]\n'
        "weight_ih = [[0.5, -0.4, 0.3], [0.2, 0.6, -0.7]]\nweight_hh = [[0.7, -0.8], [0.9, 0.5]]\n"
    )
    result = rnn_tutor("handout", "spec.toml", "-o", "class", "--lang", "en")
    assert result.code == 2
    assert "It has no bias, so nobody can forget it.\n  help: give every unit a bias" in result.err


def test_relu_acts_on_every_sheet(rnn_tutor, desk):
    assert rnn_tutor("handout", *SIZES, "--cell", "rnn_relu", "--count", "20", "-o", "class").code == 0
    for sheet in read_exercise(Path("class")).sheets.values():
        lines = [step.quantities["a"].texts for run in trace(sheet.problem()).runs for step in run.steps]
        assert any(text.startswith("-") for texts in lines for text in texts)
        assert any(not text.startswith("-") for texts in lines for text in texts)
