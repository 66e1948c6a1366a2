"""What is said of files and of places in them."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# spots

LINE = Pattern("line {line}", "{line}번째 줄")
CELL_LINE = Pattern("cell {number}, line {line}", "{number}번째 셀의 {line}번째 줄")
OUTPUT_OF_CELL_LINE = Pattern("output of cell {number}, line {line}", "{number}번째 셀 출력의 {line}번째 줄")
PARAGRAPH = Pattern("paragraph {number}", "{number}번째 문단")
PARAGRAPH_LINE = Pattern("paragraph {number}, line {line}", "{number}번째 문단의 {line}번째 줄")
TABLE_ROW = Pattern("table {number}, row {line}", "{number}번째 표의 {line}번째 행")

# word_files

AN_EQUATION_OF_AN_OLD_EDITOR = Pattern(
    "an equation of an old editor (MathType, Equation Editor) is a picture here and cannot be read",
    "옛 수식 편집기(MathType, Equation Editor)의 수식은 그림이어서 읽을 수 없습니다",
)
CONVERT_IT_TO_AN_EQUATION_OF_WORD = Pattern(
    "convert it to an equation of Word, or type it as text", "Word의 수식으로 바꾸거나 글자로 적으세요"
)

# web_pages

A_PICTURE_OF_A_FORMULA = Pattern(
    "a formula is a picture here and cannot be read", "수식이 그림으로 되어 있어 읽을 수 없습니다"
)

# workbooks

READING_XLSX_NEEDS_THE_PACKAGE_OPENPYXL = Message(
    "T02",
    Pattern("reading .xlsx needs the package openpyxl", ".xlsx를 읽으려면 openpyxl 패키지가 필요합니다"),
    help=Pattern(
        'install it: pip install "rnn-tutor[sheets]", or save the answers as CSV',
        '설치하세요: pip install "rnn-tutor[sheets]". 또는 답안을 CSV로 저장하세요',
    ),
)

# kinds

AN_OPEN_DOCUMENT = Pattern("an OpenDocument text (.odt)", "OpenDocument 문서(.odt)")
A_FILE_OF_OLD_OFFICE = Pattern(
    "a file of an old Office (.doc, .xls, .ppt)", "옛 Office 파일(.doc, .xls, .ppt)"
)
AN_RTF_DOCUMENT = Pattern("an RTF document", "RTF 문서")
A_HANGUL_DOCUMENT = Pattern("a Hangul document (.hwp, .hwpx)", "한글 문서(.hwp, .hwpx)")
AN_APPLE_DOCUMENT = Pattern("a document of Pages, Numbers or Keynote", "Pages, Numbers, Keynote 문서")
A_PDF = Pattern("a PDF", "PDF 파일")
A_SLIDE_SHOW = Pattern("a slide show", "발표 자료")
AN_EPUB = Pattern("an e-book (.epub)", "전자책(.epub)")
A_WORKBOOK = Pattern("a workbook (.xlsx, .ods)", "스프레드시트(.xlsx, .ods)")
A_PICTURE = Pattern("a picture", "그림")
AN_ARCHIVE = Pattern("an archive", "압축 파일")
NO_TEXT = Pattern("no text but binary data", "글이 아닌 이진 데이터")
SAVE_AS_DOCX = Pattern("open it and save it as .docx", "열어서 .docx로 저장하세요")
EXPORT_AS_DOCX = Pattern("export it as Word (.docx)", "Word(.docx)로 내보내세요")
GIVE_ITS_SOURCE_OR_COPY_ITS_TEXT = Pattern(
    "give the file that it was made from (.docx, .md, .tex), or copy its text into a .txt file",
    "원본 파일(.docx, .md, .tex)을 주거나, 글을 복사해 .txt 파일에 넣으세요",
)
COPY_ITS_TEXT = Pattern("copy its text into a .txt file", "글을 복사해 .txt 파일에 넣으세요")
WRITE_ITS_CALCULATION_AS_TEXT = Pattern(
    "write the calculation as text: h_1 = tanh(0.4) = 0.380; answers in sheets are marked by grade",
    "계산을 글로 적으세요: h_1 = tanh(0.4) = 0.380. 문제지의 답은 grade가 채점합니다",
)
TYPE_WHAT_STANDS_IN_IT = Pattern(
    "type the calculation that it shows into a .txt file", "그림에 있는 계산을 .txt 파일에 적으세요"
)
UNPACK_IT = Pattern("unpack it, and give the file in it", "압축을 풀고 그 안의 파일을 주세요")
GIVE_A_TEXT = Pattern(
    "give a text (.md, .txt, .tex), a notebook (.ipynb), a .docx or an HTML page",
    "글(.md, .txt, .tex), 노트북(.ipynb), .docx, HTML 가운데 하나를 주세요",
)

# file_text

IT_IS_A_FORM_THAT_IS_NOT_READ = Message(
    "R04",
    Pattern("it is {what}, and no text is read from one", "{what:이라} 글을 읽지 못합니다"),
)
THE_FILE_IS_EMPTY = Message(
    "R05",
    Pattern("the file is empty", "파일이 비어 있습니다"),
    help=Pattern("save it in the program that it was written with", "작성한 프로그램에서 파일을 저장하세요"),
)
THE_FILE_IS_BROKEN = Message(
    "R05",
    Pattern(
        "the file is broken, or none of the kind that its name says",
        "파일이 손상되었거나 이름과 다른 종류입니다",
    ),
    help=Pattern(
        "open it in the program that it was written with and save it anew",
        "작성한 프로그램에서 열어 다시 저장하세요",
    ),
)
THE_FILE_IS_LARGER_THAN = Message(
    "R05",
    Pattern("the file is larger than {limit} MiB", "파일이 {limit} MiB보다 큽니다"),
    help=Pattern("take the part that holds the calculation", "계산이 있는 부분만 주세요"),
)
