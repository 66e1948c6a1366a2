"""How a page of `worked` may look: its paper, its decimal mark, as a piece of a book, in a frame of one's own."""

import io
import re
import subprocess
import zipfile

import nbformat
import openpyxl
import pytest

from tests.peers import need
from tutor import Problem, trace

SIZES = {"letter": (612, 792), "b4": (728.504, 1031.81), "a4": (595.276, 841.89)}


@pytest.mark.parametrize("name", SIZES)
def test_the_paper_is_the_one_that_was_asked_for(rnn_tutor, spec, tmp_path, name):
    def page(to):
        file = tmp_path / f"page.{to}"
        assert rnn_tutor("worked", spec, "--paper", name, "-o", file).code == 0
        return file

    need("pdftotext")
    width, height = SIZES[name]
    done = subprocess.run(
        ["pdfinfo", str(page("pdf"))], capture_output=True, encoding="utf-8", errors="replace", check=True
    )
    found = re.search(r"Page size: +(\S+) x (\S+) pts", done.stdout).groups()
    assert [float(each) for each in found] == pytest.approx([width, height], abs=0.1)
    with zipfile.ZipFile(io.BytesIO(page("docx").read_bytes())) as archive:
        document = archive.read("word/document.xml").decode()
    wide, high = re.search(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', document).groups()
    assert [int(wide) / 20, int(high) / 20] == pytest.approx([width, height], abs=0.1)
    css = {"a4": "A4", "letter": "letter", "b4": "JIS-B4"}[name]
    assert f"@page {{ size: {css};" in page("html").read_text("utf-8")
    tex = {
        "a4": "\\documentclass[11pt,a4paper]{article}\n\\usepackage[margin=22mm]{geometry}",
        "letter": "\\documentclass[11pt,letterpaper]{article}\n\\usepackage[margin=22mm]{geometry}",
        "b4": "\\documentclass[11pt]{article}\n\\usepackage[b4j,margin=22mm]{geometry}",
    }
    assert tex[name] in page("tex").read_text("utf-8")


@pytest.mark.parametrize("to", ["md", "tex"])
def test_what_has_commas_is_read_as_it_was_meant(rnn_tutor, spec, tmp_path, to):
    file = tmp_path / f"page.{to}"
    assert rnn_tutor("worked", spec, "--decimal-comma", "-o", file).code == 0
    text = file.read_text("utf-8")
    assert "0{,}197" in text and "0.197" not in text
    checked = rnn_tutor("check", file, "--decimal-comma")
    assert checked.code == 0 and checked.out.endswith("lines compared, nothing wrong.\n")
    if to == "md":
        drawings = [(tmp_path / f"page{each}.svg").read_text("utf-8") for each in ("", "-network")]
        assert "0,197" in drawings[1] and re.search(r">0,\d</text>", drawings[0])
        assert not any(re.search(r">[^<]*\d\.\d[^<]*<", each) for each in drawings)


def test_a_fragment_of_markdown_has_no_title_of_the_first_level(rnn_tutor, spec):
    whole, piece = (rnn_tutor("worked", spec, "--to", "md", *more).out for more in ((), ("--fragment",)))
    assert piece == re.sub(r"^#", "##", whole, flags=re.MULTILINE)


def test_a_book_takes_several_fragments(rnn_tutor, spec, tmp_path):
    other = tmp_path / "other.toml"
    assert (
        rnn_tutor("init", other, "--cell", "gru", "--sentence", "나는 학교에 간다", "--lang", "ko").code == 0
    )
    for each, language in ((spec, "en"), (other, "ko")):
        file = tmp_path / f"{each.stem}.tex"
        assert rnn_tutor("worked", each, "--fragment", "--lang", language, "-o", file).code == 0
        text = file.read_text("utf-8")
        assert "documentclass" not in text and "\\section*" not in text
        assert "\\subsection*{" in text and text.endswith("\\par\\endgroup\n")
    book = tmp_path / "book.tex"
    book.write_text(
        "\\documentclass{book}\n\\input{other-preamble}\n\\input{i_am_here-preamble}\n\\begin{document}\n"
        "\\chapter{By hand}\n\\input{i_am_here}\nA paragraph of the book.\n\\input{other}\n\\end{document}\n",
        encoding="utf-8",
    )
    need("xelatex")
    done = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "book"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    shown = subprocess.run(
        ["pdftotext", "-layout", "book.pdf", "-"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "0.197" in shown and "A paragraph of the book." in shown and "학교에" in shown


def test_a_workbook_has_a_live_formula_in_every_line(rnn_tutor, spec, tmp_path):
    file = tmp_path / "page.xlsx"
    assert rnn_tutor("worked", spec, "-o", file, "--lang", "ko").code == 0
    given, lines = openpyxl.load_workbook(file)
    values = openpyxl.load_workbook(file, data_only=True)[lines.title]
    assert [given.title, lines.title] == ["주어진 것", "단계별 계산"]
    steps = trace(Problem.from_file(spec)).steps
    expected = {
        f"{symbol}_{step.t}[{entry}]": float(text)
        for step in steps
        for symbol in ("p", "q", "a", "h")
        for entry, text in enumerate(step.quantities[symbol].texts, start=1)
    }
    found = {row[0].value: row[1].value for row in values.iter_rows(min_row=1) if row[0].value in expected}
    assert found == expected
    formulas = {row[0].value: row[1].value for row in lines.iter_rows() if row[0].value in expected}
    assert "TANH" in str(getattr(formulas["h_3[1]"], "text", formulas["h_3[1]"]))


def test_a_notebook_has_the_drawings_and_the_numbers(rnn_tutor, spec, tmp_path):
    file = tmp_path / "page.ipynb"
    assert rnn_tutor("worked", spec, "-o", file).code == 0
    book = nbformat.read(file, 4)
    nbformat.validate(book)
    assert [each.cell_type for each in book.cells].count("code") == 1
    attached = [name for each in book.cells for name in each.get("attachments", {})]
    assert len(attached) == 2 and all("data:image" not in each.source for each in book.cells)
    names = {}
    exec(book.cells[-1].source, names)
    assert names["h"].tolist() == trace(Problem.from_file(spec)).to_numpy()["h"].tolist()
    assert names["weight_ih"].shape == (2, 3) and names["bias"].tolist() == [0.1, 0.2]


FRAMES = {
    "md": "---\ntitle: Lesson 3, << title >>\nlang: << language >>\n---\n\n<# never seen #><< body >>",
    "tex": "\\documentclass{article}\n<< preamble >>\n\\title{<< title >>}\n\\begin{document}\n<< body >>\n\\end{document}\n",
    "html": "<!DOCTYPE html><html lang=<< language >>><title><< title >></title><style><< style >></style>\n<body><< body >></body></html>\n",
}


@pytest.mark.parametrize("to", FRAMES)
def test_a_frame_of_ones_own(rnn_tutor, spec, tmp_path, to):
    frame, file = tmp_path / f"frame.{to}", tmp_path / f"page.{to}"
    frame.write_text(FRAMES[to], encoding="utf-8")
    done = rnn_tutor("worked", spec, "--template", frame, "-o", file)
    assert (done.code, done.err) == (0, "")
    page = file.read_text("utf-8")
    first, *_ = FRAMES[to].split("<<")
    assert page.startswith(first) and "<<" not in page and "never seen" not in page
    plain = rnn_tutor("worked", spec, "--to", to).out
    for line in ("0.197", "0.940", "0.977"):
        assert page.count(line) == plain.count(line)
    if to == "tex":
        need("xelatex")
        done = subprocess.run(
            ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "page"],
            cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:]


WRONG_FRAMES = {
    "no body": (
        "Lesson 3",
        "error[U17]: the frame `frame.md` has no place for the page\n  help: write << body >> there\n",
        "오류[U17]: 틀 `frame.md`에 페이지가 들어갈 자리가 없습니다\n  도움말: 그 자리에 << body >>를 쓰세요\n",
    ),
    "an unknown name": (
        "a\n<< page >>",
        "error[U17]: line 2 of the frame `frame.md` puts in `page`, which there is not\n"
        "  There are: title, body, language.\n",
        "오류[U17]: 틀 `frame.md`의 2번째 줄에 있는 `page`라는 값은 없습니다\n"
        "  쓸 수 있는 값: title, body, language.\n",
    ),
    "a call": (
        "<< body.__class__ >>",
        "error[U17]: line 1 of the frame `frame.md` is more than a value\n"
        "  A frame puts values in and does nothing else: no loops, no functions, no other files.\n"
        "  help: write << body >> where the page is to stand\n",
        "오류[U17]: 틀 `frame.md`의 1번째 줄은 값이 아닙니다\n"
        "  틀에는 값만 넣을 수 있습니다. 반복, 함수, 다른 파일은 쓸 수 없습니다.\n"
        "  도움말: 페이지가 들어갈 자리에 << body >>를 쓰세요\n",
    ),
    "no end": (
        "a\n<< body",
        "error[U17]: the frame `frame.md` cannot be understood at line 2\n"
        "  Jinja says: unexpected end of template, expected 'end of print statement'.\n"
        "  help: put a value in as << body >>; << and <% begin nothing else\n",
        "오류[U17]: 틀 `frame.md`의 2번째 줄을 이해할 수 없습니다\n"
        "  Jinja의 메시지: unexpected end of template, expected 'end of print statement'.\n"
        "  도움말: 값은 << body >>처럼 넣습니다. <<와 <%는 다른 데에 쓸 수 없습니다\n",
    ),
    "too large": (
        "<< body >>" + " " * 1_000_000,
        "error[U17]: the frame `frame.md` is too large\n  It may have 1000000 bytes.\n",
        "오류[U17]: 틀 `frame.md`가 너무 큽니다\n  1000000바이트까지 쓸 수 있습니다.\n",
    ),
    "another encoding": (
        b"\xff<< body >>",
        "error[U17]: the frame `frame.md` is not UTF-8\n  help: save it as UTF-8\n",
        "오류[U17]: 틀 `frame.md`는 UTF-8이 아닙니다\n  도움말: UTF-8로 저장하세요\n",
    ),
    "no file": (
        None,
        "error[U17]: the frame `frame.md` does not exist\n"
        "  help: give the path of a file of Markdown, LaTeX or HTML\n",
        "오류[U17]: 틀 `frame.md`가 없습니다\n  도움말: Markdown, LaTeX, HTML 파일의 경로를 주세요\n",
    ),
    "a folder": (
        "folder",
        "error[U17]: the frame `frame.md` cannot be read\n  The system says: Is a directory.\n",
        "오류[U17]: 틀 `frame.md`를 읽을 수 없습니다\n  시스템의 메시지: Is a directory.\n",
    ),
}


@pytest.mark.parametrize("case", WRONG_FRAMES)
def test_a_frame_that_cannot_be_used_letter_by_letter(rnn_tutor, spec, tmp_path, monkeypatch, case):
    held, english, korean = WRONG_FRAMES[case]
    monkeypatch.chdir(tmp_path)
    frame = tmp_path / "frame.md"
    if held == "folder":
        frame.mkdir()
    elif held is not None:
        frame.write_bytes(held if isinstance(held, bytes) else held.encode())
    for code, expected in (("en", english), ("ko", korean)):
        done = rnn_tutor("worked", spec, "--template", "frame.md", "-o", "page.md", "--lang", code)
        assert (done.code, done.out, done.err) == (2, "", expected)
    assert not (tmp_path / "page.md").exists()


@pytest.mark.parametrize(
    "text",
    ["<% for x in body %><< x >><% endfor %>", "<< body | upper >>", "<< body * 9 >>", "<% include 'x' %>",
     "<< [].__class__ >>", "<< range(9) >>", "<% set body = 1 %><< body >>", "<% import 'os' as os %>"],
)  # fmt: skip
def test_nothing_but_values(rnn_tutor, spec, tmp_path, text):
    frame = tmp_path / "frame.md"
    frame.write_text(text, encoding="utf-8")
    done = rnn_tutor("worked", spec, "--template", frame)
    assert (done.code, done.out) == (2, "") and "error[U17]" in done.err


@pytest.mark.parametrize(
    ("words", "format_", "formats"),
    [
        (["--fragment"], "html", "md, tex"),
        (["--paper", "b4"], "md", "tex, html, pdf, docx"),
        (["--template", "frame.md"], "pdf", "md, tex, html"),
        (["--decimal-comma"], "xlsx", "md, tex, html, pdf, docx, ipynb"),
    ],
)
def test_what_a_format_cannot_have(rnn_tutor, spec, words, format_, formats):
    done = rnn_tutor("worked", spec, *words, "--to", format_)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        f"error[U16]: `{words[0]}` does not go with {format_}\n  It is for: {formats}.\n"
    )
    done = rnn_tutor("worked", spec, *words, "--to", format_, "--lang", "ko")
    assert re.match(
        rf"오류\[U16\]: `{words[0]}`.+ {format_} 파일에는 쓸 수 없습니다\n  쓸 수 있는 형식: {formats}\.\n",
        done.err,
    )


def test_a_fragment_has_no_frame(rnn_tutor, spec):
    words = ("worked", spec, "--fragment", "--template", "x.md")
    assert rnn_tutor(*words).err.startswith(
        "error[U16]: `--fragment` and `--template` do not go together\n"
        "  The larger document is the frame of a fragment.\n  help: leave out one of them\n"
    )
    assert rnn_tutor(*words, "--lang", "ko").err.startswith(
        "오류[U16]: `--fragment`와 `--template`은 함께 쓸 수 없습니다\n"
        "  조각에는 그것을 넣을 문서가 곧 틀입니다.\n  도움말: 둘 가운데 하나를 빼세요\n"
    )
