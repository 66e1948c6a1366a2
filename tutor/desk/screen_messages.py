"""The words of the page: what stands on it, what its buttons are called, what is said of a change."""

from __future__ import annotations

from tutor.language.faults import Pattern

# layout

SIZES = Pattern("Sizes", "크기")
TITLE_OF_UNIT = Pattern("{title} ({unit})", "{title} ({unit})")
STEP_AND_WORD = Pattern("{t} {word}", "{t} {word}")
ENTRY_OF = Pattern("{line}, entry {entry} of {size}", "{line}, 성분 {size}개 가운데 {entry}번째")

# Is this right?

NO_CALCULATION_WAS_READ = Pattern(
    "No line of a calculation was read in this text.", "이 글에서 계산하는 줄을 읽지 못했습니다."
)
WHAT_A_TEXT_NEEDS = Pattern(
    "It was not judged, neither right nor wrong. A line is read where a quantity stands on the left and "
    "numbers "
    "stand behind an equals sign, as in h_1 = tanh(0.2) = 0.197; the whole text needs the matrices as well.",
    "그래서 맞다고도 틀리다고도 하지 않습니다. h_1 = tanh(0.2) = 0.197처럼 왼쪽에 양이 있고 등호 뒤에 수가 "
    "있는 줄을 읽습니다. "
    "행렬도 함께 넣어 주세요.",
)
