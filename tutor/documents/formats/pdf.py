"""Typst's pages → PDF: the one door to the typst package, with the fonts that it may use.

Latin letters and mathematics come from the fonts inside the package, so that a page looks the same
everywhere; Korean comes from a font of the machine, which is always named. One compiler is kept for many
documents.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.documents import document_messages as says
from tutor.files.extras import missing_extra
from tutor.language.faults import MissingExtraError
from tutor.record import NamedTuple

if TYPE_CHECKING:
    import typst

# Where Debian keeps Korean fonts, and packages that bring one with them; then whatever the system knows.
FOLDERS = (
    "/usr/share/fonts/truetype/nanum",
    "/usr/share/fonts/opentype/noto",
)
PACKAGES = ("koreanize_matplotlib", "noto_cjk_sans_otc")
USE_SYSTEM_FONTS = True

# So many documents of so many characters in all are put into one before it is compiled: of more at once, the
# compiler would keep gigabytes.
PACK, PACK_LENGTH = 100, 120_000
# What the compiler keeps for the next document, it forgets when so many others have been compiled.
GENERATIONS = 12
# Goes to the next odd page, whatever number it carries.
NEW_LEAF = '\n#pagebreak(to: "odd", weak: true)\n'

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


class Face(NamedTuple):
    """A Korean font: for the text, for its Chinese and Japanese letters, and beside typewriter letters."""

    text: str
    letters: str = ""
    typewriter: str = ""
    # Whether it has the rarer letters of Chinese and Japanese, too.
    rare: bool = False


# In the order in which they are chosen.
FACES = (
    Face("NanumMyeongjo", "NanumGothic", "NanumGothicCoding"),
    Face("Nanum Myeongjo", "Nanum Gothic", "Nanum Gothic Coding"),
    Face("Noto Serif CJK KR", "", "Noto Sans Mono CJK KR", rare=True),
    Face("Source Han Serif K", rare=True),
    Face("Source Han Serif KR", rare=True),
    Face("Noto Serif KR", rare=True),
    Face("NanumGothic", "", "NanumGothicCoding"),
    Face("Nanum Gothic", "", "Nanum Gothic Coding"),
    Face("Noto Sans CJK KR", "", "Noto Sans Mono CJK KR", rare=True),
    Face("Noto Sans KR", rare=True),
    Face("Source Han Sans K", rare=True),
    Face("Source Han Sans KR", rare=True),
    Face("NanumBarunGothic"),
    Face("Apple SD Gothic Neo"),
    Face("AppleMyungjo"),
    Face("AppleGothic"),
    Face("Malgun Gothic"),
    Face("Batang"),
    Face("UnBatang"),
    Face("Baekmuk Batang"),
)


def compiled(text: str) -> bytes:
    """Compile one document; on one machine, the same text gives the same bytes.

    Raises:
        MissingExtraError: typst is not installed, or the text is Korean and there is no Korean font.
    """
    return _compiled(_compiler_for(text), text, tagged=True)


def _compiler_for(text: str) -> typst.Compiler:
    return _compiler(bool(_ASIAN.search(text)), bool(_HANGUL.search(text)))


def _compiled(compiler: typst.Compiler, text: str, *, tagged: bool) -> bytes:
    """Compile a text; ``tagged`` puts in what a screen reader needs."""
    pages, warnings = compiler.compile_with_warnings(
        text.encode(), format="pdf", timestamp=0, pdf_tags=tagged
    )
    for warning in warnings:
        if "unknown font family" in warning.message:  # it would be set in another one
            raise _no_font()
    assert isinstance(pages, bytes), "a PDF is one file"
    return pages


def image(text: str, dots_per_inch: int) -> bytes:
    """Draw the one page of a text as PNG; on one machine, the same text gives the same bytes.

    Raises:
        MissingExtraError: as :func:`compiled`.
    """
    page = _compiler_for(text).compile(text.encode(), format="png", ppi=dots_per_inch)
    assert isinstance(page, bytes), "one page is one image"
    return page


def combined(texts: Iterable[str], *, leaves: bool = False) -> bytes:
    """Compile many documents into one file, each from a new page on and with page numbers of its own.

    ``leaves``: each from the front of a leaf on, so that a printer that prints both sides puts no two on one.

    Raises:
        MissingExtraError: as :func:`compiled`.
    """
    packs = map(_alone, _packs(texts, NEW_LEAF if leaves else "\n"))
    first, second = next(packs, b""), next(packs, b"")
    if not second:
        return first
    try:
        from pypdf import PdfWriter
    except ImportError:
        raise missing_extra("pdf", "pdf") from None
    writer = PdfWriter()
    for pack in chain((first, second), packs):
        if leaves and len(writer.pages) % 2:
            writer.add_blank_page()  # as large as the one before
        writer.append(io.BytesIO(pack))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _packs(texts: Iterable[str], between: str) -> Iterator[str]:
    """Put several documents into one text, parted by ``between``; what each defines stays its own."""
    pack: list[str] = []
    for text in texts:
        if pack and (len(pack) == PACK or sum(map(len, pack)) + len(text) > PACK_LENGTH):
            yield between.join(pack)
            pack = []
        pack.append(f"#[\n{text}\n]")
    if pack:
        yield between.join(pack)


def _alone(pack: str) -> bytes:
    """Compile a pack, and let the compiler forget it."""
    compiler = _compiler_for(pack)
    pages = _compiled(compiler, pack, tagged=False)
    for _ in range(GENERATIONS):
        compiler.compile(b"-", format="pdf")
    return pages


@cache
def _compiler(asian: bool, hangul: bool) -> typst.Compiler:
    """Make the compiler for pages with letters of Korea, China and Japan, or without."""
    try:
        import typst
    except ImportError:
        raise missing_extra("pdf", "pdf") from None
    face, fonts = _found() if asian else (None, None)
    if face is None and hangul:
        raise _no_font()
    names = {}
    if face is not None:
        names = {"korean": face.text, "letters": face.letters, "typewriter": face.typewriter}
        names |= {"rare": "yes"} if face.rare else {}
    fonts = fonts or typst.Fonts(include_system_fonts=False)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True, sys_inputs=names)


def _found() -> tuple[Face | None, typst.Fonts | None]:
    """Find a Korean font: first where its place is known, which is quick, then among all of the system."""
    import typst

    folders = [folder for folder in FOLDERS if Path(folder).is_dir()]
    for package in PACKAGES:
        spec = find_spec(package)
        folders += spec.submodule_search_locations or () if spec else ()
    for fonts in (
        typst.Fonts(include_system_fonts=False, font_paths=folders),
        typst.Fonts(include_system_fonts=USE_SYSTEM_FONTS),
    ):
        families = set(fonts.families())
        for face in FACES:
            if face.text in families:
                letters, typewriter = (name if name in families else face.text for name in face[1:3])
                return face._replace(letters=letters, typewriter=typewriter), fonts
    return None, None


def _no_font() -> MissingExtraError:
    return MissingExtraError(says.THERE_IS_NO_KOREAN_FONT_FOR_THE_PDF())
