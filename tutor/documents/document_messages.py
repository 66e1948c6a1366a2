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

# document

N_POINT = Pattern("{n} point", "{n}점")
N_POINTS = Pattern("{n} points", "{n}점")

# plain_blocks

TITLE_STATUS = Pattern("{title} · {status}", "{title} · {status}")
SIGN_SIGN = Pattern("{before} · {sign}", "{before} · {sign}")
PERCENT_STARTS = Pattern("{percent} (✗ {starts})", "{percent} (✗ {starts})")
