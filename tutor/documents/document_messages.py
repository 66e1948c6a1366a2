"""The words of every document, and of formats that cannot be written."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# formats/exam

TITLE_POINTS = Pattern("{title} ({points})", "{title} ({points})")

# formats/pdf

THERE_IS_NO_KOREAN_FONT_FOR_THE_PDF = Message(
    "U11",
    Pattern("there is no Korean font for the PDF", "PDF에 쓸 한글 글꼴이 없습니다"),
    because=Pattern(
        "Without one every Korean letter would be an empty box.",
        "글꼴이 없으면 한글이 모두 빈 네모로 나옵니다.",
    ),
    help=Pattern(
        "install one and run the command again: apt install fonts-nanum on Debian and Ubuntu, or pip "
        "install noto-cjk-sans-otc anywhere",
        "글꼴을 설치하고 명령을 다시 실행하세요. 데비안과 우분투에서는 apt install fonts-nanum, "
        "어디서나 pip install noto-cjk-sans-otc",
    ),
)

# formats/frame

THE_FRAME_IS_NOT_THERE = Message(
    "U17",
    Pattern("the frame `{file}` does not exist", "틀 `{file}`{file:-이} 없습니다"),
    help=Pattern(
        "give the path of a file of Markdown, LaTeX or HTML", "Markdown, LaTeX, HTML 파일의 경로를 주세요"
    ),
)
THE_FRAME_CANNOT_BE_READ = Message(
    "U17",
    Pattern("the frame `{file}` cannot be read", "틀 `{file}`{file:-을} 읽을 수 없습니다"),
    because=Pattern("The system says: {why}.", "시스템의 메시지: {why}."),
)
THE_FRAME_IS_TOO_LARGE = Message(
    "U17",
    Pattern("the frame `{file}` is too large", "틀 `{file}`{file:-이} 너무 큽니다"),
    because=Pattern("It may have {limit} bytes.", "{limit}바이트까지 쓸 수 있습니다."),
)
THE_FRAME_IS_NOT_UTF_8 = Message(
    "U17",
    Pattern("the frame `{file}` is not UTF-8", "틀 `{file}`{file:-은} UTF-8이 아닙니다"),
    help=Pattern("save it as UTF-8", "UTF-8로 저장하세요"),
)
THE_FRAME_CANNOT_BE_UNDERSTOOD = Message(
    "U17",
    Pattern(
        "the frame `{file}` cannot be understood at line {line}",
        "틀 `{file}`의 {line}번째 줄을 이해할 수 없습니다",
    ),
    because=Pattern("Jinja says: {why}", "Jinja의 메시지: {why}"),
    help=Pattern(
        "put a value in as << body >>; << and <% begin nothing else",
        "값은 << body >>처럼 넣습니다. <<와 <%는 다른 데에 쓸 수 없습니다",
    ),
)
THE_FRAME_MAY_ONLY_PUT_VALUES_IN = Message(
    "U17",
    Pattern(
        "line {line} of the frame `{file}` is more than a value",
        "틀 `{file}`의 {line}번째 줄은 값이 아닙니다",
    ),
    because=Pattern(
        "A frame puts values in and does nothing else: no loops, no functions, no other files.",
        "틀에는 값만 넣을 수 있습니다. 반복, 함수, 다른 파일은 쓸 수 없습니다.",
    ),
    help=Pattern("write << body >> where the page is to stand", "페이지가 들어갈 자리에 << body >>를 쓰세요"),
)
THE_FRAME_PUTS_IN_A_NAME_THAT_THERE_IS_NOT = Message(
    "U17",
    Pattern(
        "line {line} of the frame `{file}` puts in `{name}`, which there is not",
        "틀 `{file}`의 {line}번째 줄에 있는 `{name}`{name:-이라}는 값은 없습니다",
    ),
    because=Pattern("There are: {known}.", "쓸 수 있는 값: {known}."),
)
THE_FRAME_HAS_NO_PLACE_FOR_THE_PAGE = Message(
    "U17",
    Pattern("the frame `{file}` has no place for the page", "틀 `{file}`에 페이지가 들어갈 자리가 없습니다"),
    help=Pattern("write << body >> there", "그 자리에 << body >>를 쓰세요"),
)

# document

N_POINT = Pattern("{n} point", "{n}점")
N_POINTS = Pattern("{n} points", "{n}점")

# plain_blocks

TITLE_STATUS = Pattern("{title} · {status}", "{title} · {status}")
SIGN_SIGN = Pattern("{before} · {sign}", "{before} · {sign}")
PERCENT_STARTS = Pattern("{percent} (✗ {starts})", "{percent} (✗ {starts})")
