"""What people hand in, in every form: whose it is, what it answers, and what is refused by name."""

import io
import json
import stat
import zipfile

import openpyxl
import pytest

from tutor import Problem
from tutor.files.archives import MAX_BYTES
from tutor.handout.sheets.sheet_number import sheet_id
from tutor.judging.answers.lines import Lines
from tutor.marking.submissions.headings import Headings
from tutor.marking.submissions.reading import read_submissions
from tutor.reading.entries import read_entries, read_token

PROBLEM = Problem.from_dict(
    {
        "sentence": "i am here", "vocabulary": ["i", "am", "here"],
        "cell": {"weight_ih": [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], "weight_hh": [[0.7, -0.3], [0.4, 0.5]],
                 "bias": [0.1, -0.2]},
    }
)  # fmt: skip
ID = sheet_id("seed", "kim")
HEADINGS = Headings(Lines(PROBLEM).names)


def read(path):
    return list(read_submissions([path], HEADINGS))


def one(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (only,) = read(path)
    return only


# Tokens


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.197", "0.197"), (" 0.38 ", "0.38"), (".5", "0.5"), ("5.", "5"), ("+0.5", "0.5"), ("-0.3", "-0.3"),
        ("−0.3", "-0.3"), ("－0.3", "-0.3"), ("–0.3", "-0.3"), ("—0.3", "-0.3"), ("- 0.3", "-0.3"),
        ("０．３８０", "0.380"), ("＋０.5", "0.5"), ("1e-2", "0.01"), ("2.5E+1", "25"), ("'0.5", "0.5"),
        ("$-0.034$", "-0.034"), ("`0.2`", "0.2"), ("= 0.2", "0.2"), ("≈0.38", "0.38"), ("0.380 ", "0.380"),
        ("\u00a00.1\u00a0", "0.1"),
    ],
)  # fmt: skip
def test_numbers(text, number):
    token = read_token(text)
    assert (token.kind, token.number) == ("number", __import__("decimal").Decimal(number))


@pytest.mark.parametrize(
    "text",
    ["", " ", "?", "??", "-", "–", "—", "...", "…", "n/a", "N/A", "blank", "빈칸", "없음", "모름", "____"],
)
def test_blanks_are_blanks_and_not_zero(text):
    assert read_token(text).kind == "blank"


DRESSED = [
    "≒0.197", "≃ 0.197", "≅0.197", "≈0.197", "~0.197", r"\approx 0.197", "약 0.197", "(0.197)", "[0.197]", "{0.197}",
    "0.197,", "0.197.", "답: 0.197", "답은 0.197", "answer: 0.197", "0.197입니다", "0.197이다.", '"0.197"', "‘0.197’",
    "0.197 (approx)", "0.197 (근사)", "1.97×10^-1", "1.97*10^-1", "1.97 x 10⁻¹", "about 0.197", "0.197 정도", "**0.197**",
    "`0.197`", "= 0.197", "→ 0.197",
]  # fmt: skip


@pytest.mark.parametrize("text", DRESSED)
def test_harmless_dress_is_taken_off_in_a_cell_and_on_a_line(tmp_path, text):
    assert str(read_token(text).number) == "0.197"
    submission = one(tmp_path, "kim.txt", f"h_1[1] = {text}\n")
    assert str(read_token(submission.answers["h_1[1]"]).number) == "0.197"


@pytest.mark.parametrize(
    "line", ["h_1[1] 0.197", "h_1[1] ~ 0.197", "h_1[1] ≒ 0.197 (약)", "h_1[1]: 답: 0.197"]
)
def test_a_line_may_say_it_with_another_sign_or_none(tmp_path, line):
    assert one(tmp_path, "kim.txt", line + "\n").answers == {"h_1[1]": "0.197"}


@pytest.mark.parametrize(
    "text",
    ["abc", "0.1.2", "x²", "0.3²", "①", "1e999", "1_000", "0x1F", "__import__('os')", "10**10", "0.5 0.6",
     "inf", "1j", "0" * 41, "9" * 5000, "=1+1", "٣"],
)  # fmt: skip
def test_what_is_no_number_is_left_to_the_teacher(text):
    assert read_token(text).kind == "unreadable"


def test_a_decimal_comma_is_asked_about_or_read():
    assert read_token("0,38").kind == "ambiguous"
    assert str(read_token("0,38", decimal_comma=True).number) == "0.38"
    assert str(read_token("-,5", decimal_comma=True).number) == "-0.5"
    assert read_token("ー0.3").kind == "ambiguous"
    assert [str(t.number) for t in read_entries("[0,1; 0,2]", decimal_comma=True).tokens] == ["0.1", "0.2"]
    assert len(read_entries("[0,1, 0,2]").tokens) == 4  # told as a wrong size
    # A sum is one entry, and none that is read; a sign of its own entry is one.
    assert [t.number for t in read_entries("0.5 + 0.3").tokens] == [None]
    assert [str(t.number) for t in read_entries("0.3\n- 0.2").tokens] == ["0.3", "-0.2"]


# Headings


@pytest.mark.parametrize(
    "text",
    ["h_1[1]", "h1[1]", "h_1_1", "h₁[1]", "h_{1}[1]", "h_1 [1]", " h_1[1] ", "H1[1]", "h_1(1)", "h_{1,1}", "h1_1",
     "$h_1[1]$", "`h_1[1]`", "은닉 상태 1[1]", "은닉상태1[1]", "은닉 상태 h_1[1]", "hidden state 1[1]", "h[1][1]", "h1.1",
     "h_01[1]", "h_1[1]@l0", "h_1[1]#1", "ｈ_１［１］", r"\mathbf{h}_1[1]", "h11"],
)  # fmt: skip
def test_a_heading_is_read_kindly(text):
    assert HEADINGS.name(text) == "h_1[1]"


@pytest.mark.parametrize(
    ("text", "name"),
    [("h_2", "h_2"), ("z_1[2]", "a_1[2]"), ("입력 항 3[2]", "p_3[2]"), ("순환 항 2[1]", "q_2[1]"),
     ("활성화 전 값 2[1]", "a_2[1]"), ("pre-activation 2[1]", "a_2[1]"), ("h_4[1]", None), ("h_1[3]", None),
     ("weight", None), ("h", None), ("1", None), ("", None), ("x" * 500, None), ("h_1[1]@l1", None)],
)  # fmt: skip
def test_other_headings(text, name):
    assert HEADINGS.name(text) == name


# Tables

WIDE = "student,h_1[1],h_1[2]\nkim,0.380,0.000\nlee,?,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949", "utf-16-le"])
def test_encodings(tmp_path, encoding):
    text = "학번,이름,은닉 상태 1[1]\n2024-1,김철수,0.380\n"
    submission = one(tmp_path, "class.csv", text.encode(encoding))
    assert (submission.student, submission.answers) == ("2024-1", {"h_1[1]": "0.380"})


@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_dividers_and_line_ends(tmp_path, divider, ending):
    path = tmp_path / "class.csv"
    path.write_bytes(WIDE.replace(",", divider).replace("\n", ending).encode())
    kim, lee = read(path)
    assert (kim.student, kim.texts, lee.student, lee.texts) == ("kim", ("0.380", "0.000"), "lee", ("?", ""))
    assert kim.source.endswith("class.csv:2")


def test_decimal_commas_stand_between_semicolons(tmp_path):
    submission = one(tmp_path, "class.csv", "student;h_1[1];h_1[2]\nkim;0,380;0,000\n")
    assert submission.texts == ("0,380", "0,000")


def test_a_long_table(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("student,quantity,value\nkim,h_1[1],0.38\nlee,h_1[1],0.1\nkim,h_1[2],0\nkim,h_9[1],5\n")
    kim, lee = read(path)
    assert kim.answers == {"h_1[1]": "0.38", "h_1[2]": "0"}
    assert lee.answers == {"h_1[1]": "0.1"}
    assert [fault.code for fault in kim.faults] == ["G21"]


def test_two_answers_to_one_question_are_left_to_the_teacher(tmp_path):
    submission = one(tmp_path, "class.csv", "student,quantity,value\nkim,h_1[1],0.38\nkim,h_1[1],0.39\n")
    assert read_token(submission.answers["h_1[1]"]).kind == "unreadable"


def test_titles_above_the_header_and_a_sheet_column(tmp_path):
    text = "Homework 3,,\n,,\nsheet,student,h1[1]\nA7,kim,0.38\n"
    submission = one(tmp_path, "class.csv", text)
    assert (submission.sheet, submission.student) == ("A7", "kim")


def test_one_persons_table_is_told_by_the_file(tmp_path):
    submission = one(tmp_path, "kim.csv", "quantity,answer\nh_1[1],0.38\n")
    assert (submission.student, submission.stem[0]) == ("", "kim")


def test_a_table_without_quantities_says_so(tmp_path):
    submission = one(tmp_path, "class.csv", "a,b\n1,2\n")
    assert submission.kind == "unread" and [fault.code for fault in submission.faults] == ["G21"]


# JSON


def test_json_keeps_every_digit(tmp_path):
    text = '{"student": "kim", "sheet": "A7", "answers": {"h_1[1]": "0.380", "h_1[2]": 0.0000, "h_2": [0.1, null]}}'
    submission = one(tmp_path, "x.json", text)
    assert submission.answers == {"h_1[1]": "0.380", "h_1[2]": "0.0000", "h_2": "[0.1, ?]"}
    assert (submission.student, submission.sheet) == ("kim", "A7")


@pytest.mark.parametrize("value", ["[[0.1], [0.2]]", "[[0.1, 0.2]]", "[0.1, 0.2, 0.3, 0.4]", "[0.1]", "0.1"])
def test_sizes_reach_the_marker_as_they_are(tmp_path, value):
    submission = one(tmp_path, "x.json", f'{{"student": "kim", "answers": {{"h_1": {value}}}}}')
    assert submission.answers == {"h_1": value}


def test_json_of_a_class(tmp_path):
    for text in (
        json.dumps(
            [{"student": "kim", "answers": {"h_1[1]": 1}}, {"student": "lee", "answers": {"h_1[1]": 2}}]
        ),
        json.dumps({"kim": {"answers": {"h_1[1]": 1}}, "lee": {"answers": {"h_1[1]": 2}}}),
    ):
        path = tmp_path / "x.json"
        path.write_text(text)
        assert [each.student for each in read(path)] == ["kim", "lee"]


@pytest.mark.parametrize(
    "text", ["{", "[]", "3", "{}", '{"answers": 3}', "[" * 100_000, '{"a": {"b": {"c": {}}}}']
)
def test_json_that_is_none(tmp_path, text):
    submission = one(tmp_path, "x.json", text)
    assert submission.kind == "unread" and submission.faults[0].code == "G10"


# Texts


def test_a_filled_sheet(tmp_path):
    text = f"""# Sheet {ID}

| Name | 김철수 |
| --- | --- |

h_0 = (0, 0)

| quantity | answer |
| --- | ---: |
| `h_1[1]` | 0.380 |
| $h_1[2]$ | ____ |
| h_2[1] |  |
"""
    submission = one(tmp_path, "sheet.md", text)
    assert submission.answers == {"h_1[1]": "0.380", "h_1[2]": "____", "h_2[1]": ""}
    assert (submission.name, submission.sheet, submission.is_key) == ("김철수", ID, False)


def test_a_derivation_of_ones_own(tmp_path):
    text = """Name: kim
W_ih = [[0.3, -0.4, 0.5], [0.2, 0.6, -0.1]], W_hh = [[0.7, -0.3], [0.4, 0.5]], b = [0.1, -0.2]
h_t = tanh(W_ih x_t + W_hh h_{t-1} + b)

h1 = tanh(W_ih x1 + W_hh h0 + b) = tanh([0.4, 0.0]) = [0.380, 0.000]
h2 = tanh([-0.034, 0.552]) ≈ [-0.034, 0.502]
"""
    submission = one(tmp_path, "work.md", text)
    assert submission.name == "kim"
    assert submission.answers == {
        "a_1": "[0.4, 0.0]", "h_1": "[0.380, 0.000]", "a_2": "[-0.034, 0.552]", "h_2": "[-0.034, 0.502]",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        # A name never begins on the line before, and a value that is missing is not the next line's.
        (f"Sheet {ID}\n\n- h_1[1] ≈ 0.1.2\n- h_1[2] ≈ 0.1", {"h_1[1]": "0.1.2", "h_1[2]": "0.1"}),
        ("h_1[1] =\nh_1[2] = 0.040", {"h_1[1]": "", "h_1[2]": "0.040"}),
        ("h_1[1] = -\n- h_1[2] = 0.040\n", {"h_1[1]": "-", "h_1[2]": "0.040"}),
        (
            "a_1 =\n[0.4, 0.0]\nh_1 =\ntanh(a_1) = [0.380, 0.000]",
            {"a_1": "[0.4, 0.0]", "h_1": "[0.380, 0.000]"},
        ),
        # What cannot be read is an answer all the same.
        ("h_1[1] = abc\nh_1[2]: 1/3", {"h_1[1]": "abc", "h_1[2]": "1/3"}),
        ("h_1[1] = 1②\nh_1[2] = 0.3²", {"h_1[1]": "1②", "h_1[2]": "0.3²"}),
        ("h_1[1] = 0.2 or 0.3\nh_1[2] = 0.2 또는 0.3", {"h_1[1]": "0.2 or 0.3", "h_1[2]": "0.2 또는 0.3"}),
        ("h_1[1] = 0.380 (rounded)\nh_1[2] = 0.1 입니다", {"h_1[1]": "0.380", "h_1[2]": "0.1"}),
        # A vector over two lines; full-width signs; several ways to mark a line.
        ("h_1 = [0.380,\n 0.000]", {"h_1": "[0.380, 0.000]"}),
        ("h_1[1]: －０．３８０\n* h_1[2] = ．５", {"h_1[1]": "－０．３８０", "h_1[2]": "．５"}),
        ("h_1 = tanh(a_1)", {}),
    ],
)
def test_lines_of_a_text(tmp_path, text, answers):
    assert one(tmp_path, "work.txt", text).answers == answers


@pytest.mark.parametrize(
    ("text", "comma", "numbers", "nested"),
    [
        (r"\begin{pmatrix}0.1\\ -0.2\end{pmatrix}", False, ["0.1", "-0.2"], False),
        (r"\begin{pmatrix}0.1 & -0.2\end{pmatrix}", False, ["0.1", "-0.2"], False),
        (r"\begin{pmatrix}0.1 & 0.2\\ 0.3 & 0.4\end{pmatrix}", False, ["0.1", "0.2", "0.3", "0.4"], True),
        (r"\begin{bmatrix}0.1 & -0.2\end{bmatrix}^\top", False, ["0.1", "-0.2"], False),
        (r"\left(0.1, 0.2\right)", False, ["0.1", "0.2"], False),
        ("[0.1, 0.2]ᵀ", False, ["0.1", "0.2"], False), ("(0.1, 0.2).T", False, ["0.1", "0.2"], False),
        ("[[0.1], [0.2]]", False, ["0.1", "0.2"], False), ("[[0.1, 0.2]]", False, ["0.1", "0.2"], False),
        ("[[0.1, 0.2], [0.3, 0.4]]", False, ["0.1", "0.2", "0.3", "0.4"], True),
        ("0.1 and 0.2", False, ["0.1", "0.2"], False), ("0.1와 0.2", False, ["0.1", "0.2"], False),
        (r"\binom{0.1}{0.2}", False, ["0.1", "0.2"], False), ("(0,1; 0,2)", False, ["0.1", "0.2"], False),
        ("≈ (0.1, 0.2)입니다.", False, ["0.1", "0.2"], False), ("np.array([0.1, 0.2])", False, ["0.1", "0.2"], False),
        ("tensor([[0.1], [0.2]], dtype=torch.float64)", False, ["0.1", "0.2"], False),
        ("[0,1, 0,2]", True, ["0.1", "0.2"], False), ("[0.1, 0.2, 0.3]", True, ["0.1", "0.2", "0.3"], False),
        ("(0,1; 0,2)", True, ["0.1", "0.2"], False), ("0,1 0,2", True, ["0.1", "0.2"], False),
    ],
)  # fmt: skip
def test_vectors(text, comma, numbers, nested):
    read_ = read_entries(text, decimal_comma=comma)
    assert ([str(token.number) for token in read_.tokens], read_.nested) == (numbers, nested)


def test_a_key_is_known_by_its_number_or_title(tmp_path):
    assert one(tmp_path, "a.md", f"Sheet {ID}-KEY\nh_1[1] = 0.38\n").is_key
    assert one(tmp_path, "b.md", "# 정답지\nh_1[1] = 0.38\n").is_key
    assert not one(tmp_path, "c.md", "h_1[1] = 0.380\nh_1[2] = 0.000\n").is_key


def test_prose_answers_nothing(tmp_path):
    submission = one(tmp_path, "work.md", "I could not do it, sorry.")
    assert submission.kind == "unread" and submission.faults[0].code == "G10"


# Workbooks and notebooks


def test_a_workbook(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["student", "h_1[1]", "h_1[2]"], ["kim", 0.38, "0.000"], ["lee", None, -1]):
        sheet.append(row)
    path = tmp_path / "class.xlsx"
    book.save(path)
    kim, lee = read(path)
    assert (kim.texts, lee.texts) == (("0.38", "0.000"), ("", "-1"))


def test_a_workbook_of_one_person_with_formulas(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Name", "kim"],
        [f"sheet {ID}"],
        ["quantity", "answer"],
        ["h_1[1]", "=TANH(0.4)"],
        ["h_1[2]", 0],
    ):
        sheet.append(row)
    path = tmp_path / "x.xlsx"
    book.save(path)
    (only,) = read(path)
    assert (only.name, only.sheet, only.answers["h_1[2]"]) == ("kim", ID, "0")
    assert read_token(only.answers["h_1[1]"]).kind == "unreadable"  # nothing is computed for anybody


def test_a_notebook(tmp_path):
    cells = [
        {
            "cell_type": "markdown",
            "source": ["| quantity | answer |\n", "| --- | --- |\n", "| h_1[1] | 0.38 |\n"],
        },
        {"cell_type": "code", "source": "import os; os.system('touch /tmp/never')"},
    ]
    submission = one(tmp_path, "kim.ipynb", json.dumps({"cells": cells}))
    assert submission.answers == {"h_1[1]": "0.38"}
    code = [{"cell_type": "code", "source": 'answers["h_1[1]"] = 0.380\nh_2 = [0.1, 0.2]\n'}]
    assert one(tmp_path, "lee.ipynb", json.dumps({"cells": code})).answers == {
        "h_1[1]": "0.380",
        "h_2": "[0.1, 0.2]",
    }


@pytest.mark.parametrize(
    "name", ["x.xlsx", "x.ipynb", "x.pdf", "x.docx", "x.zip", "x.csv", "x.json", "x.ods"]
)
@pytest.mark.parametrize("data", [b"", b"\0\1\2" * 100, b"PK\x03\x04broken", bytes(range(256)) * 40])
def test_broken_files_are_refused_by_name(tmp_path, name, data):
    submission = one(tmp_path, name, data)
    assert submission.kind == "unread"
    assert name in str(submission.faults[0].title)


# Folders and archives


def archive(tmp_path, members):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


def test_members_of_an_archive_are_read_and_never_extracted(tmp_path):
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = archive(
        tmp_path,
        [
            ("kim.json", '{"answers": {"h_1[1]": 1}}'),
            ("../outside.csv", WIDE), ("/abs.csv", WIDE), ("a/../../b.csv", WIDE), ("C:\\x.csv", WIDE),
            (link, "/etc/passwd"),
            ("bomb.csv", b"0" * (MAX_BYTES + 1)), ("ratio.csv", b"0" * (1 << 20)),
            ("inner.zip", b"PK"), ("__MACOSX/._kim.json", b"x"), (".DS_Store", b"x"), ("folder/", b""),
            ("lee/answers.csv", "quantity,answer\nh_1[1],0.5\n"),
        ],
    )  # fmt: skip
    before = sorted(tmp_path.rglob("*"))
    found = {each.source.split("all.zip/")[1]: each for each in read(path)}
    assert {name for name, each in found.items() if each.kind == "litter"} == {
        "__MACOSX/._kim.json",
        ".DS_Store",
    }
    assert sorted(tmp_path.rglob("*")) == before
    assert {name for name, each in found.items() if each.kind == "answers"} == {
        "kim.json",
        "lee/answers.csv:2",
    }
    refused = {name for name, each in found.items() if each.kind == "unread"}
    assert refused == {
        "../outside.csv", "/abs.csv", "a/../../b.csv", "C:/x.csv", "link.csv", "bomb.csv", "ratio.csv", "inner.zip",
    }  # fmt: skip
    assert found["lee/answers.csv:2"].stem == ("answers", "lee", "all")


def test_a_member_that_lies_about_its_size_is_cut_off(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("x.csv", WIDE + "a" * 50_000)
    broken = bytearray(data.getvalue())
    broken[40:60] = b"\xff" * 20
    submissions = list(one_or_more(tmp_path, bytes(broken)))
    assert all(each.kind == "unread" for each in submissions)


def one_or_more(tmp_path, data):
    path = tmp_path / "broken.zip"
    path.write_bytes(data)
    return read(path)


def test_a_folder_is_read_in_order_and_links_are_not_followed(tmp_path):
    (tmp_path / "b.csv").write_text(WIDE)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kim.json").write_text('{"answers": {"h_1[1]": 1}}')
    (tmp_path / "c.csv").symlink_to("/etc/passwd")
    (tmp_path / "~$x.xlsx").write_text("lock")
    sources = [(each.source.removeprefix(f"{tmp_path}/"), each.kind) for each in read(tmp_path)]
    assert sources == [
        ("a/kim.json", "answers"), ("b.csv:2", "answers"), ("b.csv:3", "answers"), ("c.csv", "unread"),
        ("~$x.xlsx", "litter"),
    ]  # fmt: skip


def test_what_does_not_exist_is_named(tmp_path):
    (only,) = read(tmp_path / "missing.csv")
    assert only.kind == "unread" and "missing.csv" in str(only.faults[0].title)


LONG = 60_000


@pytest.mark.parametrize(
    "text",
    [
        " " * LONG + "x",
        "h_1[1] = 0.197" + " " * LONG + "x",
        "\n" * LONG,
        "Name:\n" * LONG,
        "sheet: " + "a" * LONG,
        "|--" + " " * LONG + "x|\n" + "|" * LONG,
        ("$" * 290 + "x\n") * 200,
        "'\"`" * LONG,
        ("h_1 = " + "1 " * 140 + "\n") * 300,
    ],
    ids=range(9),
)
def test_a_long_run_of_one_sign_is_read_at_once(tmp_path, text):
    """Before, each of these took minutes."""
    (tmp_path / "kim.md").write_text(text + "\nh_1[2] = 0.380\n", encoding="utf-8")
    [read] = read_submissions([tmp_path / "kim.md"], HEADINGS)
    assert read.answers["h_1[2]"] == "0.380"
    assert read_entries(text).tokens is not None


def test_a_workbook_of_cells_far_away_is_not_looked_through(tmp_path):
    book = openpyxl.Workbook()
    for _ in range(30):
        book.create_sheet().cell(row=29_000, column=400, value="x")
    book.save(tmp_path / "kim.xlsx")
    [each] = read(tmp_path / "kim.xlsx")
    assert each.kind == "unread" and "broken" in str(each.faults[0].title)
