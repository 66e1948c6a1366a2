"""The peers themselves: each accepts what is right, refuses what is wrong, and sees what a reader sees."""

from pathlib import Path

import pytest

from tests.peers import (
    PEERS,
    Formula,
    chromium_screenshot,
    extract_formulas,
    need,
    pandoc_formulas,
    pandoc_warnings,
    pdf_fonts,
    pdf_pages_png,
    pdf_text,
    stray_dollars,
    tex_errors,
    xelatex,
)

GOOD = [
    r"h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b)",
    "\\begin{pmatrix}\n0.1 & 0.3 \\\\\n0.2 & -0.4\n\\end{pmatrix}",
    "\\begin{aligned}\na_1 &= p_1 + q_1 + b \\\\\n{}+ 0 &\\approx 0.197\n\\end{aligned}",
    r"\underbrace{W_{ih}}_{2\times 3} \odot \mathrm{softmax}(y) \quad \boxed{\qquad}",
    r"x^\top \lbrace\ast\mid\rbrace",
    r"W_{ih} \text{의 1열}",
]
BAD = [
    r"h_1 = \tahn(a_1)",
    r"\begin{pmatrix} 1 & 2",
    r"x_1_2",
    r"\left( 1",
    r"\frac{1}",
    r"\begin{pmatrx} 1 \end{pmatrx}",
]


@pytest.mark.parametrize("peer", PEERS)
def test_a_tex_peer_accepts_good_formulas_and_refuses_bad_ones(peer):
    formulas = [Formula(tex, display) for tex in (*GOOD, *BAD) for display in (True, False)]
    errors = tex_errors(formulas, peer)
    assert errors[: 2 * len(GOOD)] == [None] * 2 * len(GOOD)
    for formula, error in zip(formulas[2 * len(GOOD) :], errors[2 * len(GOOD) :], strict=True):
        assert error, formula


def test_katex_takes_korean_in_text_only():
    inside, outside, both = tex_errors(
        [Formula(r"\text{은닉 상태 h}"), Formula("은닉"), Formula(r"\text{가}나")], "katex"
    )
    assert inside is None
    assert "unicodeTextInMathMode" in (outside or "")
    assert "unicodeTextInMathMode" in (both or "")


def test_each_peer_refuses_what_only_it_shows_badly():
    texts = [Formula(r"\text{a\_b}"), Formula(r"\text{a_b}")]
    assert [error is None for error in tex_errors(texts, "mathjax3")] == [False, True]
    assert [error is None for error in tex_errors(texts, "mathjax4")] == [True, False]
    assert [error is None for error in tex_errors(texts, "katex")] == [True, False]
    # KaTeX alone would print an untrusted command in red and say nothing.
    assert tex_errors([Formula(r"\href{a}{b}")], "katex") != [None]


@pytest.mark.parametrize("peer", PEERS)
def test_a_fault_does_not_leak_into_the_next_formula(peer):
    good, bad = Formula(GOOD[0]), Formula(r"\newcommand{\x}{\left(} \x")
    errors = tex_errors([good, bad, Formula(r"\x"), good], peer)
    assert errors[0] is errors[3] is None
    assert errors[1] and errors[2]


def test_no_formulas_no_errors():
    assert tex_errors([], "katex") == []


PORTABLE = r"""# A title with $t_1$

Text $h_1$, code `$no$`, ``a ` $no$``, escaped \$5 and \$6, $W_{ih}\text{의 1열}$.
Inline display: $$x$$ and a line $a_1 +
a_2$ that breaks.

$$
\begin{aligned}
a &= b \\
{}+ c &= d
\end{aligned}
$$

| t | $h_t[1]$ | word |
|---|---|---|
| 1 | $0.1 \mid 0.2$ | `$am$` |

- item $i$

  $$
  y
  $$

```text
$no$
$$
no
$$
```

    $no, indented$

~~~math
no
~~~
"""


def test_portable_formulas_are_found_and_code_is_not():
    formulas = extract_formulas(PORTABLE, "portable")
    assert [(f.tex, f.display) for f in formulas] == [
        ("t_1", False),
        ("h_1", False),
        (r"W_{ih}\text{의 1열}", False),
        ("x", True),
        ("a_1 +\na_2", False),
        ("\\begin{aligned}\na &= b \\\\\n{}+ c &= d\n\\end{aligned}", True),
        ("h_t[1]", False),
        (r"0.1 \mid 0.2", False),
        ("i", False),
        ("y", True),
    ]
    assert formulas[5].line == PORTABLE.splitlines().index("$$") + 1
    assert stray_dollars(PORTABLE, "portable") == []


GITHUB = r"""Text $`h_1`$ and ($`W_{ih}`$), code `h_1`, a price of \$5.

```math
a &= b \\
c
```

- item

  ```math
  y
  ```

```text
$`no`$
```

| $`x_1`$ | `$` |
|---|---|
| $`0.5`$ | ok |
"""


def test_github_formulas_are_found_and_code_is_not():
    formulas = extract_formulas(GITHUB, "github")
    assert [(f.tex, f.display) for f in formulas] == [
        ("h_1", False),
        ("W_{ih}", False),
        ("a &= b \\\\\nc", True),
        ("y", True),
        ("x_1", False),
        ("0.5", False),
    ]
    assert stray_dollars(GITHUB, "github") == []


@pytest.mark.parametrize(
    ("markdown", "dialect"),
    [
        ("$ a $", "portable"),  # a space inside
        ("$a$5", "portable"),  # a digit after
        ("$$\na\n\nb\n$$ c", "portable"),
        ("<div>\n$a$\n</div>", "portable"),  # raw HTML is not read
        ("the price is $5", "portable"),
        ("$a$", "github"),
        ("$$\na\n$$", "github"),
        ("$ `a` $", "github"),
    ],
)
def test_a_formula_that_no_reader_finds_leaves_a_stray_dollar(markdown, dialect):
    assert extract_formulas(markdown, dialect) == []
    assert stray_dollars(markdown, dialect)


@pytest.mark.parametrize(
    ("markdown", "dialect", "reader"),
    [
        (PORTABLE, "portable", "markdown"),
        (GITHUB, "github", "gfm"),
        (GITHUB, "github", "commonmark_x+tex_math_gfm"),
    ],
)
def test_pandoc_finds_the_same_formulas(markdown, dialect, reader, tmp_path):
    file = tmp_path / "document.md"
    file.write_text(markdown, "utf-8")
    ours = [(f.tex, f.display) for f in extract_formulas(markdown, dialect)]
    assert [(f.tex, f.display) for f in pandoc_formulas(file, reader)] == ours


def test_pandoc_warns_of_bad_formulas_only(tmp_path):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(f"은닉 상태 ${GOOD[0]}$ and\n\n$$\n{GOOD[1]}\n$$\n", "utf-8")
    bad.write_text("$`\\tahn(a)`$ and\n\n```math\n\\frac{1\n```\n", "utf-8")
    assert pandoc_warnings(good, "markdown") == []
    first, second = pandoc_warnings(bad, "gfm")
    assert r"\tahn" in first
    assert r"\frac{1" in second


KOREAN = r"""\documentclass{article}
\usepackage{amsmath}
\usepackage{fontspec}
\usepackage{kotex}
\setmainhangulfont{NanumMyeongjo}[BoldFont=NanumMyeongjoBold]
\begin{document}
은닉 상태 \textbf{편향} \pageref{end} hidden
\[ h_1 = \tanh\begin{pmatrix}0.3 \\ 0.5\end{pmatrix} \text{ 시간 단계} \]
\label{end}
%s
\end{document}
"""


def _tex(path: Path, more: str = "") -> Path:
    path.write_text(KOREAN % more, "utf-8")
    return path


def test_a_korean_document_compiles_with_nanum_embedded(tmp_path):
    done = xelatex(_tex(tmp_path / "a.tex"), tmp_path / "out")
    assert done.pdf == tmp_path / "out" / "a.pdf"
    assert done.warnings == ()  # so the page reference was found in a second run
    fonts = pdf_fonts(done.pdf)
    assert all(fonts.values())
    nanum = {name for name in fonts if "Nanum" in name}
    assert len(nanum) == 2, fonts  # the text and its bold
    assert not any("UnBatang" in name for name in fonts)  # what kotex takes when no font is named
    text = pdf_text(done.pdf)
    assert "은닉 상태 편향 1 hidden" in text
    assert "시간 단계" in text


def test_the_same_source_gives_the_same_pdf(tmp_path):
    source = _tex(tmp_path / "a.tex", r"\today")
    first, second = (xelatex(source, tmp_path / out).pdf.read_bytes() for out in ("one", "two"))
    assert first == second


def test_lost_characters_and_boxes_that_stick_out_are_warnings(tmp_path):
    more = "\u2603 \\hbox to 1pt{\\rule{9pt}{1pt}}\\hbox to 1pt{\\rule{3pt}{1pt}}"
    done = xelatex(_tex(tmp_path / "a.tex", more), tmp_path)
    lost, wide = sorted(done.warnings, key=lambda warning: "Overfull" in warning)
    assert lost.startswith("Missing character")
    assert wide.startswith(r"Overfull \hbox (8.0pt too wide)")


def test_a_latex_error_shows_its_place(tmp_path):
    with pytest.raises(
        AssertionError, match=r"(?s)refuses a\.tex.*Undefined control sequence.*l\.10.*nosuch"
    ):
        xelatex(_tex(tmp_path / "a.tex", r"\nosuch"), tmp_path)
    assert not (tmp_path / "a.pdf").exists()


def test_xelatex_reads_nothing_beside_its_document_and_runs_no_program(tmp_path):
    secret, ran = tmp_path / "secret.tex", tmp_path / "ran"
    secret.write_text("pass-word", "utf-8")
    with pytest.raises(AssertionError, match=r"refuses a\.tex"):
        xelatex(_tex(tmp_path / "a.tex", rf"\input{{{secret}}}"), tmp_path)
    text = pdf_text(xelatex(_tex(tmp_path / "a.tex", r"\input{secret}"), tmp_path, assets=[secret]).pdf)
    assert "pass-word" in text  # what is handed over is read
    xelatex(_tex(tmp_path / "a.tex", rf"\immediate\write18{{touch {ran}}}"), tmp_path)
    assert not ran.exists()


def test_exam_class_is_there(tmp_path):
    source = tmp_path / "sheet.tex"
    source.write_text(
        "\\documentclass[answers]{exam}\n\\usepackage{kotex}\n\\setmainhangulfont{NanumGothic}\n"
        "\\begin{document}\\begin{questions}\\question 값 \\fillin[0.197]\\end{questions}\\end{document}\n",
        "utf-8",
    )
    assert "0.197" in pdf_text(xelatex(source, tmp_path).pdf)


def test_pages_become_pictures(tmp_path):
    source = _tex(tmp_path / "a.tex", r"\newpage 둘째 쪽")
    pages = pdf_pages_png(xelatex(source, tmp_path).pdf, tmp_path / "pages", dpi=50)
    assert [page.name for page in pages] == ["a-1.png", "a-2.png"]
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


def test_chromium_takes_a_picture(tmp_path):
    page, blank = tmp_path / "page.html", tmp_path / "blank.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><p>은닉 <math><msub><mi>h</mi><mn>1</mn></msub></math>", "utf-8"
    )
    blank.write_text("<!doctype html>", "utf-8")
    one, other = (
        chromium_screenshot(file, file.with_suffix(".png"), width=300, height=200) for file in (page, blank)
    )
    size = one.read_bytes()[16:24]
    assert (int.from_bytes(size[:4]), int.from_bytes(size[4:])) == (300, 200)
    assert one.read_bytes() != other.read_bytes()


def test_a_missing_program_skips_at_home_and_fails_in_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not installed"):
        need("no-such-program")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program is not installed"):
        need("no-such-program")
