"""Further layouts: workbooks, notebooks and office files, rosters of systems, archives in archives."""

import datetime
import io
import json
import zipfile

from tests.marking.layouts.layouts import EN, JPG, KO, layout, table, zipped


def workbook(rows):
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def notebook(texts):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [text]} for text in texts]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def office(name, text):
    """A text document of a word processor, as small as can be: a paragraph a line."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if name == "docx":
            w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in text.splitlines())
            archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
            archive.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
            archive.writestr("word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


@layout("workbooks", "one .xlsx a student, the class in one .xlsx, an id that Excel made a number or a date", [*EN, ("3-4", "Yuna Kang", "yuna@uni.ac.kr")])
def _(b):
    a = b.a("001")
    b.put("001.xlsx", "001", workbook([list(a), [*map(float, a.values())]]))
    b.put("Seoyeon Lee_12_assignsubmission_file_/answers.xlsx", "002", workbook([["quantity", "value"], *map(list, b.a("002").items())]))
    rows = [["student", *a], [3, *b.a("003").values()], ["004", *b.a("004").values()], [datetime.datetime(2026, 3, 4), *b.a("3-4").values()]]
    b.files["class.xlsx"] = workbook(rows)
    for k, owner in enumerate(("003", "004", "unknown | 3-4"), 1):
        b.mark(f"class.xlsx#{k}", owner)
    b.put("~$class.xlsx", "litter", b"\x05kim" + b"\0" * 60)


@layout("notebooks-and-word", "an .ipynb and a .docx; an .hwp that nobody reads is still somebody's", KO)
def _(b):
    lines = "\n".join(f"{k} = {v}" for k, v in b.a("20230001").items())
    b.put("김민수.ipynb", "20230001", notebook(["# 과제 3", lines]))
    b.put("20230002.docx", "20230002", office("docx", b.body("txt", "20230002").decode()))
    b.put("박지우_과제.hwp", "20230003", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    b.put("과제.hwp", "unknown", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    b.file(".ipynb_checkpoints/김민수-checkpoint.ipynb", "20230001", owner="litter")


@layout("three-archives-deep", "the campus zips the system's zips of students' zips, names in CP949", KO)
def _(b):
    inner = zipped([("답.txt", b.body("txt", "20230001"))], raw=True)
    middle = zipped([("김민수_20230001.zip", inner), ("이서연.md", b.body("md", "20230002"))], raw=True)
    b.files["내려받기.zip"] = zipped([("1분반.zip", middle), ("readme", b"")], raw=True)
    b.mark("내려받기.zip!1분반.zip!김민수_20230001.zip!답.txt", "20230001")
    b.mark("내려받기.zip!1분반.zip!이서연.md", "20230002")
    b.mark("내려받기.zip!readme", "litter | unknown", empty=True)
    b.file("20230003/3분반 답.txt", "20230003")


@layout("coursemos-roster", "Coursemos' list of participants in Korean: 이름, 성, ID번호, 이메일 주소", [("민수", "김", "A1", "kim@x.ac.kr"), ("서연", "이", "A2", "lee@x.ac.kr"), ("지우", "박", "A3", "park@x.ac.kr")], head=("이름", "성", "ID번호", "이메일 주소"), idcol=2)
def _(b):
    b.file("김민수_3312_assignsubmission_file_/답.md", "A1", "md")
    b.file("서연 이_3313_assignsubmission_file_/답.txt", "A2")
    b.rows("응답.csv", ("성", "이름", "이메일 주소"), [("A3", ("박", "지우", "park@x.ac.kr"), "A3"), ("unknown", ("최", "민수", ""), "A1")])


@layout("e-mail-and-id-disagree", "the row has one student's id and another's e-mail; a name that fits neither", EN)
def _(b):
    b.rows("answers.csv", ("student", "email", "name"), [
        ("contradiction", ("001", "seoyeon.lee@uni.ac.kr", ""), "001", {"parties": ["001", "002"]}),
        ("003", ("003", "minsu.lee@uni.ac.kr", "Minsu Lee"), "003"),
        ("004 | contradiction", ("004", "", "Jiwoo K. Park"), "004", {"parties": ["004"]}),
        ("005", ("", "HANA.CHOI@UNI.AC.KR", "H. Choi"), "005"),
    ])  # fmt: skip


@layout("letters-and-digits", "ids of letters and digits, in names with everything around them", [("a12", "Minsu Kim"), ("a123", "Seoyeon Lee"), ("b-7", "Minsu Lee"), ("cse_04", "Jiwoo Park"), ("x", "Hana Choi")])
def _(b):
    b.file("a12.txt", "a12")
    b.file("hw3_a123_final.md", "a123", "md")
    b.file("B-7 homework.txt", "b-7")
    b.file("cse_04/answers.csv", "cse_04", "csv")
    b.file("x.txt", "x")
    b.file("a1.txt", "a12", owner="unknown")


@layout("paper-beside-typing", "a photo of everybody's sheet, and two who typed as well", EN)
def _(b):
    for i, n, _ in EN:
        b.put(f"{n}_9{i}_assignsubmission_file_/page 1.jpg", i, JPG + i.encode(), paper=True)
    b.file("Minsu Kim_9001_assignsubmission_file_/typed.txt", "001")
    b.put("typed.csv", None, table([["student", *b.a("002")], ["002", *b.a("002").values()]]))
    b.mark("typed.csv#1", "002")


@layout("comments-and-notes", "a teacher's notes among the files, an old gradebook, last year's list", EN)
def _(b):
    b.put("grades 2025.csv", "litter | unknown", b"student,points\n001,12\n002,20\n")
    b.put("notes.txt", "unknown | litter", b"Minsu Kim asked for two more days. Seoyeon Lee is ill.\n")
    b.file("001 Minsu Kim.txt", "001")
    b.file("Minsu Lee (late, ok).txt", "003")
    b.file("004-resubmission.md", "004", "md")
