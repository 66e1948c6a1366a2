"""The reader of file forms: what is read from files of many programs, and where each line of it stands."""

import io
import json
import zipfile

import pytest

from tests.reading import word_documents as word
from tutor.language.faults import TutorError
from tutor.reading.forms.file_text import MAX_BYTES, file_text
from tutor.reading.forms.kinds import kind_of
from tutor.reading.reader import read


def spots(found):
    return [str(each.said()) for each in found.spots]


def notebook(*cells, **more):
    return json.dumps(
        {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}
    ).encode()


def markdown(source):
    return {"cell_type": "markdown", "source": source}


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "execution_count": 1}


def printed(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def shown(**forms):
    return {"output_type": "execute_result", "data": {f"text/{name}": text for name, text in forms.items()}}


# Texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_encodings_of_korean_systems(encoding):
    assert file_text("은닉 상태 h_1 = 0.2".encode(encoding), "work.txt").text == "은닉 상태 h_1 = 0.2"


def test_a_page_says_its_encoding():
    text = '<html><head><meta charset="euc-jp"></head><body><p>隠れ状態 h_1 = 0.2</p></body></html>'
    assert file_text(text.encode("euc-jp"), "work.html").text == "隠れ状態 h_1 = 0.2"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "work.md", "error[R05]: the file is empty"),
        (b" \r\n ", "work.docx", "error[R05]: the file is empty"),
        (b"%PDF-1.7 x", "work.md", "error[R04]: it is a PDF, and no text is read from one"),
        (b"\x89PNG\r\n\x1a\n", "work", "error[R04]: it is a picture, and no text is read from one"),
        (b"\xff\xd8\xff\xe0", "work.jpg", "error[R04]: it is a picture, and no text is read from one"),
        (b"\0\0\0\x18ftypheic", "a.heic", "error[R04]: it is a picture, and no text is read from one"),
        (b"{\\rtf1 h = 1}", "work.rtf", "error[R04]: it is an RTF document, and no text is read from one"),
        (b"PK\x03\x04 half", "work.docx", "error[R05]: the file is broken"),
        (b"PK\x03\x04 half", "work.pages", "error[R04]: it is a document of Pages, Numbers or Keynote"),
        (b"PK\x03\x04 half", "work.zip", "error[R04]: it is an archive, and no text is read from one"),
        (b"\x1f\x8b\x08\0", "work.gz", "error[R04]: it is an archive, and no text is read from one"),
        (b"{", "work.ipynb", "error[R05]: the file is broken"),
        (b"[]", "work.ipynb", "error[R05]: the file is broken"),
        (bytes(range(256)) * 9, "work.txt", "error[R04]: it is no text but binary data"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "w.doc",
            "error[R04]: it is a file of an old Office",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "w.hwp", "error[R04]: it is a Hangul document"),
        (b"x" * (MAX_BYTES + 1), "work.txt", "error[R05]: the file is larger than 32 MiB"),
        (b"h = 1 \xff", "work.txt", "error[F02]: the file is not UTF-8: byte 0xFF"),
    ],
)
def test_what_is_no_text_is_named(data, name, message):
    with pytest.raises(TutorError) as caught:
        file_text(data, name)
    assert str(caught.value).startswith(message)
    assert "\n  help: " in str(caught.value)


def package(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "."), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"word/document__xml": ""}, "docx"),
        ({"xl/workbook__xml": ""}, "xlsx"),
        ({"ppt/presentation__xml": ""}, "pptx"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "pptx"),
        ({"mimetype": "application/hwp+zip"}, "hwp"),
        ({"mimetype": "application/epub+zip"}, "epub"),
        ({"Index/Document__iwa": ""}, "pages"),
        ({"work__md": "h = 1"}, "archive"),
    ],
)
def test_an_archive_is_what_is_in_it_whatever_its_name(parts, kind):
    assert kind_of(package(**parts), "work.txt") == kind


# Notebooks


def test_a_notebook_and_its_places():
    found = file_text(
        notebook(
            markdown(["# Step 1\n", "h_1 = tanh(0.2)\n", "= 0.197"]),
            code(["%matplotlib inline\n", "h = 0.5"], printed("h_1 = \x1b[1m0.2\x1b[0m\n")),
            code("h", shown(plain="0.5"), printed("warn", "stderr")),
            code("display(x)", shown(latex="$h_2 = 0.3$", plain="<IPython.core.display.Math object>")),
        ),
        "lecture.ipynb",
    )
    assert found.text.split("\n") == [
        "# Step 1", "h_1 = tanh(0.2)", "= 0.197", "",
        "", "h = 0.5", "", "h_1 = 0.2", "",
        "h", "", "0.5", "",
        "display(x)", "", "$h_2 = 0.3$",
    ]  # fmt: skip
    assert spots(found)[1] == "cell 1, line 2"
    assert spots(found)[5] == "cell 2, line 2"
    assert spots(found)[7] == "output of cell 2, line 2"
    assert spots(found)[-1] == "output of cell 4, line 2"


def test_outputs_are_left_out_where_a_student_hands_in():
    data = notebook(code("h_1 = 0.2", printed("h_1 = 0.9")))
    assert file_text(data, "work.ipynb", outputs=False).text == "h_1 = 0.2"


@pytest.mark.parametrize(
    "data",
    [
        notebook(
            {"cell_type": "markdown", "metadata": {"id": "x"}, "source": "h_1 = 0.2"}, colab={"name": "x"}
        ),
        json.dumps(
            {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["h_1 = ", "0.2"]}]}]}
        ).encode(),
        notebook({"cell_type": "raw", "source": ["h_1 = 0.2"]}),
        b"\xef\xbb\xbf" + notebook(markdown("h_1 = 0.2")),
    ],
)
def test_notebooks_of_all_programs(data):
    assert file_text(data, "work.ipynb").text == "h_1 = 0.2"


def test_a_notebook_is_known_without_its_name():
    assert file_text(notebook(markdown("h_1 = 0.2")), "-").text == "h_1 = 0.2"


@pytest.mark.parametrize(
    "cells", ['[{"source": 3}]', "[3]", '"x"', "[]", '[{"cell_type": "code", "outputs": [7]}]']
)
def test_an_odd_notebook_is_read_or_broken(cells):
    try:
        file_text(f'{{"cells": {cells}, "nbformat": 4}}'.encode(), "work.ipynb")
    except TutorError as error:
        assert str(error).startswith("error[R05]: the file is broken")


# Documents of Word


def test_a_document_and_its_places():
    found = file_text(
        word.document(
            word.paragraph("Step 1", style="Heading1"),
            word.paragraph(),
            word.paragraph(
                "So ",
                word.math(word.sub("h", "1"), "=0.2"),
                " and ",
                word.run("h"),
                word.run("2", "subscript"),
            ),
            word.table(("t", "h"), ("1", "0.2")),
            word.paragraph("a", "<w:r><w:br/></w:r>", "b"),
            styles=f'<w:styles {word.NAMES}><w:style w:styleId="Heading1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>',
        ),
        "work.docx",
    )
    assert list(zip(found.text.split("\n"), spots(found), strict=True)) == [
        ("# Step 1", "paragraph 1"),
        ("", "paragraph 1"),
        ("So  $h_{1}=0.2$  and h_{2}", "paragraph 2"),
        ("", "table 1, row 1"),
        ("| t | h |", "table 1, row 1"),
        ("| 1 | 0.2 |", "table 1, row 2"),
        ("", "table 1, row 2"),
        ("a", "paragraph 3, line 1"),
        ("b", "paragraph 3, line 2"),
    ]


@pytest.mark.parametrize(
    ("equation", "tex"),
    [
        (word.math(word.sub("W", "ih"), word.sub("x", "1")), "W_{ih}x_{1}"),
        (word.math(word.function("tanh", "0.2"), "=0.197"), r"\tanh (0.2)=0.197"),
        (word.math(word.fraction("1", "1+x")), r"\frac{1}{1+x}"),
        (word.math(word.fraction("1", "2", "lin")), "1/2"),
        (word.math(word.column("0.1", "0.2")), r"(\begin{matrix}0.1 \\ 0.2\end{matrix})"),
        (word.math("𝑊ℎ\u2061"), "Wh"),
        (word.math("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>"), r"\sqrt{2}"),
        (
            word.math(
                '<m:acc><m:accPr><m:chr m:val="⃗"/></m:accPr><m:e><m:r><m:t>h</m:t></m:r></m:e></m:acc>'
            ),
            r"\vec{h}",
        ),
        (
            word.math(
                "<m:limLow><m:e><m:r><m:t>W</m:t></m:r></m:e><m:lim><m:r><m:t>2×3</m:t></m:r></m:lim></m:limLow>"
            ),
            r"\underbrace{W}_{2×3}",
        ),
        (
            word.math(
                "<m:eqArr><m:e><m:r><m:t>a=1</m:t></m:r></m:e><m:e><m:r><m:t>=2</m:t></m:r></m:e></m:eqArr>"
            ),
            r"\begin{aligned}a=1 \\ =2\end{aligned}",
        ),
    ],
)
def test_equations(equation, tex):
    assert file_text(word.document(word.paragraph(equation)), "w.docx").text.strip(" $") == tex


def test_what_was_taken_out_and_what_is_said_twice():
    text = word.document(
        word.paragraph(
            "<w:del><w:r><w:delText>0.9</w:delText></w:r></w:del>",
            f"<w:ins>{word.run('h = 0.2')}</w:ins>",
            "<w:r><mc:AlternateContent><mc:Choice><w:t> x</w:t></mc:Choice><mc:Fallback><w:t> x</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            '<w:r><w:sym w:font="Symbol" w:char="F073"/><w:noBreakHyphen/></w:r>',
        )
    )
    assert file_text(text, "w.docx").text == "h = 0.2 xσ-"


def test_an_equation_of_an_old_editor_is_said_to_be_unread():
    old = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    work = read(file_text(word.document(word.paragraph("a = 1"), word.paragraph("so ", old)), "w.docx"))
    assert [(str(work.where(each.place.line)), str(each.reason)) for each in work.unreadable] == [
        (
            "paragraph 2",
            "an equation of an old editor (MathType, Equation Editor) is a picture here and cannot be read",
        )
    ]


@pytest.mark.parametrize("body", ["<!DOCTYPE x><a/>", "<a", "<a>" * 400 + "</a>" * 400, "<a/>"])
def test_a_document_that_is_none(body):
    data = package(**{"word/document__xml": body})
    with pytest.raises(TutorError) as caught:
        file_text(data, "w.docx")
    assert str(caught.value).startswith("error[R05]: the file is broken")


# Pages of the web

KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>h</mi></mrow>'
    '<annotation encoding="application/x-tex">h_1 = 0.2</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true"><span>h</span>1=0.2</span></span>'
)
MATHJAX_2 = (
    '<span class="MathJax_Preview"></span><span class="MathJax" data-mathml="x"><nobr aria-hidden="true">h</nobr>'
    '<span class="MJX_Assistive_MathML"><math><mi>h</mi></math></span></span>'
    '<script type="math/tex; mode=display" id="M1">h_1 = 0.2</script>'
)
MATHJAX_3 = (
    '<mjx-container class="MathJax" jax="CHTML"><mjx-math aria-hidden="true"><mjx-mi></mjx-mi></mjx-math>'
    "<mjx-assistive-mml><math><msub><mi>h</mi><mn>1</mn></msub><mo> = </mo><mn>0.2</mn></math></mjx-assistive-mml>"
    "</mjx-container>"
)
WIKIPEDIA = (
    '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none;"><math><semantics>'
    '<mi>h</mi><annotation encoding="application/x-tex">{\\displaystyle h_1 = 0.2}</annotation></semantics></math>'
    '</span><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle h_1 = 0.2}"></span>'
)
PICTURE = '<img class="latex" src="https://s0.wp.com/latex.php?latex=h_1" alt="h_1 = 0.2">'


@pytest.mark.parametrize("drawn", [KATEX, MATHJAX_2, WIKIPEDIA, PICTURE])
def test_formulas_of_pages_that_keep_their_tex(drawn):
    assert file_text(f"<html><p>so {drawn} and".encode(), "-").text == "so  $h_1 = 0.2$  and"


def test_formulas_in_mathml():
    assert file_text(f"<p>so {MATHJAX_3} and".encode(), "w.html").text == "so  $h_{1}=0.2$  and"
    matrix = (
        "<math><mi>x</mi><mo>=</mo><mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd></mtr><mtr><mtd><mn>0</mn>"
        "</mtd></mtr></mtable><mo>)</mo></mrow><mo>&#x2062;</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    )
    found = file_text(matrix.encode(), "w.html").text
    assert found == r"$x=(\begin{matrix}1 \\ 0\end{matrix}) \frac{1}{2}$"


def test_a_page_and_its_places():
    found = file_text(
        b"<!doctype html><title>no</title><style>no</style><h2>Step 1</h2><p>h<sub>1</sub>\n= 0.2<br>x<sup>2</sup>"
        b"<div hidden>no</div><div style='display:none'>no</div><pre>a = 1\nb = 2\n</pre>"
        b"<table><tr><th rowspan=2>s<th colspan=2>h<tr><td>1<td>2</table><ul><li>p<li>q</ul>",
        "work.htm",
    )
    assert list(zip(found.text.split("\n"), spots(found), strict=True)) == [
        ("## Step 1", "paragraph 1"),
        ("h_{1} = 0.2", "paragraph 2, line 1"),
        ("x^{2}", "paragraph 2, line 2"),
        ("a = 1", "paragraph 3, line 1"),
        ("b = 2", "paragraph 3, line 2"),
        ("", "table 1, row 1"),
        ("| s | h |  |", "table 1, row 1"),
        ("|  | 1 | 2 |", "table 1, row 2"),
        ("", "table 1, row 2"),
        ("p", "paragraph 4"),
        ("q", "paragraph 5"),
    ]


def test_a_picture_of_a_formula_is_said_to_be_unread():
    page = b'<p>a = 1<p>so <img src="x.gif" align="absmiddle"> and <img src="photo.jpg" alt="a cat">'
    work = read(file_text(page, "w.html"))
    assert [(str(work.where(each.place.line)), str(each.reason)) for each in work.unreadable] == [
        ("paragraph 2", "a formula is a picture here and cannot be read")
    ]


def test_a_page_in_one_file():
    mail = (
        b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><p>h_1 =3D 0.2</p></html>\r\n--B--\r\n"
    )
    assert file_text(mail, "work.mhtml").text == "h_1 = 0.2"
    with pytest.raises(TutorError, match="the file is broken"):
        file_text(mail.replace(b"text/html\r", b"text/css\r"), "work.mhtml")


@pytest.mark.parametrize(
    "page", ["<", "<p", "<math>", "<math><mi>h", "</td></tr>", "<td>a<tr>", "<svg><p>x</svg>y"]
)
def test_a_broken_page_is_read_as_far_as_it_goes(page):
    found = file_text(f"<html>{page}".encode(), "w.html")
    assert len(found.spots) in (0, found.text.count("\n") + 1)
