"""Documents of Word, built part by part for tests: paragraphs, tables, equations."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def run(text, where=""):
    """A run of text; ``where`` is subscript or superscript."""
    how = f'<w:rPr><w:vertAlign w:val="{where}"/></w:rPr>' if where else ""
    return f'<w:r>{how}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts, style=""):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{''.join(part if part.startswith('<') else run(part) for part in parts)}</w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def math(*parts):
    return f"<m:oMath>{''.join(map(m, parts))}</m:oMath>"


def m(part):
    return part if part.startswith("<") else f"<m:r><m:t>{escape(part)}</m:t></m:r>"


def sub(base, index):
    return f"<m:sSub><m:e>{m(base)}</m:e><m:sub>{m(index)}</m:sub></m:sSub>"


def column(*entries, begins="(", ends=")"):
    rows = "".join(f"<m:mr><m:e>{m(entry)}</m:e></m:mr>" for entry in entries)
    signs = f'<m:dPr><m:begChr m:val="{begins}"/><m:endChr m:val="{ends}"/></m:dPr>'
    return f"<m:d>{signs}<m:e><m:m>{rows}</m:m></m:e></m:d>"


def function(name, argument):
    inside = f"<m:d><m:e>{m(argument)}</m:e></m:d>"
    return f"<m:func><m:fName>{m(name)}</m:fName><m:e>{inside}</m:e></m:func>"


def fraction(above, below, kind="bar"):
    return f'<m:f><m:fPr><m:type m:val="{kind}"/></m:fPr><m:num>{m(above)}</m:num><m:den>{m(below)}</m:den></m:f>'


def document(*blocks, **parts):
    """The bytes of a .docx with these blocks, and other parts of it by their names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        body = f"<w:document {NAMES}><w:body>{''.join(blocks)}</w:body></w:document>"
        archive.writestr("word/document.xml", body)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return data.getvalue()
