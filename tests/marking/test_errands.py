"""A teacher's errands with a class, each walked with the command: schemes that change, attempts, systems' tables."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

SPEC = """\
title = "I am here"
sentence = "i am here"
vocabulary = ["i", "am", "here"]

[cell]
weight_ih = [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]]
weight_hh = [[0.7, -0.3], [0.4, 0.5]]
bias = [0.1, -0.2]
"""
ROSTER = "student,name,email\n001,Minsu Kim,kim@x.kr\n002,Hana Lee,lee@x.kr\n003,Jiwoo Park,park@x.kr\n"
RIGHT = "h_1[1] = 0.380\nh_1[2] = 0.000\nh_2[1] = -0.034\nh_2[2] = 0.502\n"


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec.toml").write_text(SPEC)
    (tmp_path / "r.csv").write_text(ROSTER)
    (tmp_path / "in").mkdir()
    return tmp_path


def book(path="out/gradebook.csv"):
    return {row["student"]: row for row in csv.DictReader(io.StringIO(Path(path).read_text("utf-8-sig")))}


GRADE = ("grade", "spec.toml", "in", "--roster", "r.csv", "-o", "out", "--lang", "en")


def test_a_scheme_that_changes_after_marking(work, rnn_tutor):
    """The folder remembers the scheme; a new one is told with what it changes, and decisions are scaled once."""
    (work / "in/001.txt").write_text(RIGHT)
    (work / "in/002.txt").write_text(RIGHT.replace("0.502", "abc"))
    (work / "one.toml").write_text("[points]\nh = 2\n")
    assert rnn_tutor(*GRADE, "--scheme", "one.toml").code == 0
    assert [book()[each]["points"] for each in ("001", "002", "003")] == ["8", "6", ""]
    path = work / "out/decisions.csv"
    path.write_text(path.read_text("utf-8-sig").replace("002,h_2[2],,", "002,h_2[2],1,nearly"))
    again = rnn_tutor(*GRADE)
    assert "As in the last run: --scheme." in again.err and book()["002"]["points"] == "7"
    (work / "two.toml").write_text("[points]\nh = 4\n")
    changed = rnn_tutor(*GRADE, "--scheme", "two.toml")
    assert "1 decision was scaled, as entries are worth something else now: 002 h_2[2] 1 → 2." in changed.err
    assert "This changes the points of 2 students: 001 8 → 16, 002 7 → 14." in changed.err
    assert "002,h_2[2],2,nearly" in path.read_text("utf-8-sig")
    quiet = rnn_tutor(*GRADE)
    assert "scaled" not in quiet.err and "This changes" not in quiet.err and book()["002"]["points"] == "14"


def test_options_are_remembered(work, rnn_tutor):
    (work / "in/001.csv").write_text("h_1[1];h_1[2]\n0,380;0,000\n")
    assert rnn_tutor(*GRADE, "--decimal-comma", "--blanks", "h").code == 0
    result = rnn_tutor(*GRADE)
    assert "As in the last run: --blanks h --decimal-comma." in result.err
    assert (book()["001"]["points"], book()["001"]["max_points"]) == ("2", "6")


def test_only_a_folder_with_our_stamp_is_written_over(work, rnn_tutor):
    (work / "in/001.txt").write_text(RIGHT)
    (work / "out").mkdir()
    (work / "out/marks.json").write_text('{"mine": true}')
    assert rnn_tutor(*GRADE).code == 2
    assert (work / "out/marks.json").read_text() == '{"mine": true}'
    (work / "out/marks.json").write_text('{"version": 1, "students": {\n}}\n')  # of an earlier version
    assert rnn_tutor(*GRADE).code == 0
    (work / "out/feedback/.0123456789abcdef.rnn-tutor").write_text("of a run that was killed")
    assert rnn_tutor(*GRADE).code == 0
    assert not list((work / "out").rglob("*.rnn-tutor"))


def test_somebody_handed_in_twice(work, rnn_tutor):
    worse = RIGHT.replace("-0.034", "0.9")
    (work / "in/001_v1.txt").write_text(RIGHT)
    (work / "in/001_v2.txt").write_text(worse)
    (work / "in/002.txt").write_text(RIGHT)
    (work / "in/002 (1).txt").write_text(RIGHT)
    asked = rnn_tutor(*GRADE)
    assert (
        "001 handed in 2 times: in/001_v1.txt, in/001_v2.txt" in asked.err
        and "--attempts latest" in asked.err
    )
    assert (book()["001"]["needs_review"], book()["002"]["points"]) == ("4", "4")
    assert rnn_tutor(*GRADE, "--attempts", "best").code == 0 and book()["001"]["points"] == "4"
    assert rnn_tutor(*GRADE, "--attempts", "latest").code == 0 and book()["001"]["points"] == "3"
    assert "001 handed in 2 times; in/001_v2.txt was graded" in book()["001"]["remarks"]


def test_moodles_worksheet_is_filled_and_feedback_goes_back_into_its_folders(work, rnn_tutor):
    with zipfile.ZipFile(work / "in/all.zip", "w") as archive:
        archive.writestr("Minsu Kim_101_assignsubmission_file_/a.txt", RIGHT)
        archive.writestr("Hana Lee_102_assignsubmission_file_/b.txt", RIGHT.replace("0.502", "0.9"))
    sheet = (
        '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Feedback comments"\n'
        '"Participant 101","Minsu Kim",kim@x.kr,Submitted,,4.00,"see, below"\n'
        '"Participant 102","Hana Lee",lee@x.kr,Submitted,1.00,4.00,\n'
        '"Participant 103","Jiwoo Park",park@x.kr,"No submission",,4.00,\n'
        '"Participant 104","Someone Else",else@x.kr,Submitted,2.00,4.00,\n'
    )
    (work / "Grades.csv").write_text(sheet, encoding="utf-8")
    result = rnn_tutor(*GRADE, "--into", "Grades.csv", "--feedback-zip")
    assert result.code == 0 and "Grades.csv: the points of 3 students." in result.err
    assert (work / "Grades.csv").read_text(encoding="utf-8") == sheet
    before = list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"))))
    after = list(csv.reader(io.StringIO((work / "out/Grades.csv").read_text("utf-8-sig"))))
    assert [row[4] for row in after] == ["Grade", "4", "3", "", "2.00"]
    assert [[*row[:4], *row[5:]] for row in after] == [[*row[:4], *row[5:]] for row in before]
    names = zipfile.ZipFile(work / "out/feedback.zip").namelist()
    assert names == [
        "Minsu Kim_101_assignsubmission_file_/feedback.md", "Hana Lee_102_assignsubmission_file_/feedback.md",
    ]  # fmt: skip


def test_canvas_gradebook_is_filled(work, rnn_tutor):
    (work / "in/kimminsu_11_101_a.txt").write_text(RIGHT)
    (work / "in/leehana_LATE_12_102_b.txt").write_text(RIGHT)
    export = (
        "Student,ID,SIS User ID,SIS Login ID,Section,I am here (55),Essay (56)\n"
        "    Points Possible,,,,,4,10\n"
        '"Kim, Minsu",11,001,mkim,A,,7\n"Lee, Hana",12,002,hlee,A,,8\n"Park, Jiwoo",13,003,jpark,A,,\n'
        '"Student, Test",99,,abc,A,,\n'
    )
    (work / "export.csv").write_text(export)
    result = rnn_tutor(*GRADE, "--into", "export.csv", "--feedback-zip", "--to", "md", "html")
    assert result.code == 0, result.err
    text = (work / "out/export.csv").read_text()
    # Every other cell is as it was, with the spaces before it.
    assert text == export.replace("mkim,A,,7", "mkim,A,4,7").replace("hlee,A,,8", "hlee,A,4,8")
    after = list(csv.reader(io.StringIO(text)))
    assert [row[5] for row in after] == ["I am here (55)", "4", "4", "4", "", ""]
    assert [row[6] for row in after] == ["Essay (56)", "10", "7", "8", "", ""]
    assert zipfile.ZipFile(work / "out/feedback.zip").namelist() == [
        "kimminsu_11_101_a.md", "leehana_LATE_12_102_b.md",
    ]  # fmt: skip
    assert (work / "out/feedback/001.md").is_file() and (work / "out/report.html").is_file()
    (work / "export.csv").write_text(export.replace("I am here", "Homework"))
    result = rnn_tutor(*GRADE, "--into", "export.csv")
    assert result.code == 2 and "which column of `export.csv` has the points?" in result.err
    assert rnn_tutor(*GRADE, "--into", "export.csv", "--column", "Homework (55)").code == 0


def test_another_maximum_in_the_systems_table_is_told(work, rnn_tutor):
    (work / "in/001.txt").write_text(RIGHT)
    moodle = 'Identifier,"Full name",Grade,"Maximum Grade"\n"Participant 1","Minsu Kim",,{most}\n'
    canvas = 'Student,ID,SIS User ID,I am here (55)\n    Points Possible,,,{most}\n"Kim, Minsu",11,001,\n'
    told = {
        "en": "e.csv counts up to 100 points, this exercise up to 4: the points stand there as they are, not scaled. "
        "Set the maximum there to 4, or give a --scheme that is worth 100 in all.",
        "ko": "e.csv에서는 100점 만점인데 이 문제는 4점 만점입니다. 점수는 환산하지 않고 그대로 넣었습니다. "
        "그쪽 만점을 4점으로 바꾸거나, 모두 합해 100점인 --scheme을 쓰세요.",
    }
    for export, at in ((moodle, 2), (canvas, 3)):
        for most, language, is_told in (
            ("100.00", "en", True), ("100", "ko", True), ('"100,00"', "en", True), ("4.00", "en", False), ("", "en", False),
        ):  # fmt: skip
            (work / "e.csv").write_text(export.format(most=most))
            result = rnn_tutor(*GRADE[:-1], language, "--into", "e.csv")
            assert result.code == 0, result.err
            assert (told[language] in result.err.splitlines()) == is_told, result.err
            assert [*csv.reader((work / "out/e.csv").read_text().splitlines())][-1][at] == "4"
    # Where it is worth as much as the system counts, there is nothing to say.
    (work / "s.toml").write_text("[points]\nentry = 25\n")
    (work / "e.csv").write_text(moodle.format(most="100.00"))
    result = rnn_tutor(*GRADE, "--into", "e.csv", "--scheme", "s.toml")
    assert "counts up to" not in result.err and (work / "out/e.csv").read_text().endswith(",100,100.00\n")


def test_a_photo_of_what_is_typed_in_is_not_asked_for_again(work, rnn_tutor):
    (work / "in/001.jpg").write_bytes(b"\xff\xd8\xff")
    asked = "`in/001.jpg` is a photo or a scan"
    table = "student,h_1[1],h_1[2],h_2[1],h_2[2]\n001,0.380,0.000,-0.034,{last}\n"
    assert asked in rnn_tutor(*GRADE).err
    # An empty entry may still stand on the photo.
    (work / "in/answers.csv").write_text(table.format(last=""))
    assert asked in rnn_tutor(*GRADE).err
    (work / "in/answers.csv").write_text(table.format(last="0.502"))
    result = rnn_tutor(*GRADE)
    assert "photo" not in result.err and "on paper" not in result.err
    row = book()["001"]
    assert (row["handed_in"], row["points"]) == ("yes", "4")
    assert row["remarks"] == ""
    # It is accounted for all the same.
    assert "in/001.jpg" in json.loads((work / "out/marks.json").read_text())["students"]["001"]["source"]


def test_paper_is_listed_and_is_never_zero(work, rnn_tutor):
    (work / "in/001.jpg").write_bytes(b"\xff\xd8\xff")
    (work / "in/002.txt").write_text(RIGHT)
    result = rnn_tutor(*GRADE)
    assert result.code == 0
    assert "1 student on paper, to be typed in or marked by hand: 001." in result.err
    assert "1 student has handed nothing in: 003." in result.err
    rows = book()
    assert [(rows[each]["handed_in"], rows[each]["points"]) for each in ("001", "002", "003")] == [
        ("paper", ""), ("yes", "4"), ("no", ""),
    ]  # fmt: skip
    assert rows["001"]["email"] == "kim@x.kr"
    assert rnn_tutor(*GRADE, "--strict").code == 2
    path = work / "out/decisions.csv"
    path.write_text(path.read_text("utf-8-sig").replace("001,total,,", "001,total,3,"))
    assert rnn_tutor(*GRADE, "--strict").code == 0 and book()["001"]["points"] == "3"


def test_rosters_and_archives_of_a_campus(work, rnn_tutor):
    """The roster is an .xlsx, the archive holds archives, names are those of the Korean Windows."""
    import openpyxl

    sheet = openpyxl.Workbook()
    for row in (["학번", "성명"], ["2023001", "김민수"], ["2023002", "이서연"]):
        sheet.active.append(row)
    sheet.save(work / "명단.xlsx")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("답안.txt", RIGHT)
    with zipfile.ZipFile(work / "in/all.zip", "w") as archive:
        archive.writestr("김민수_3_assignsubmission_file_/과제.zip", inner.getvalue())
    Path(b"in/\xc0\xcc\xbc\xad\xbf\xac.txt".decode("utf-8", "surrogateescape")).write_text(RIGHT)
    result = rnn_tutor("grade", "spec.toml", "in", "--roster", "명단.xlsx", "-o", "out")
    assert result.code == 0, result.err
    assert [(row["student"], row["points"]) for row in book().values()] == [
        ("2023001", "4"),
        ("2023002", "4"),
    ]
