"""What the desk of ``grade --type`` says."""

from __future__ import annotations

from tutor.language.faults import Pattern

TYPE_IN_WHAT_STANDS_ON_PAPER = Pattern(
    "type in what stands on paper, sheet by sheet; every line is judged and saved at once",
    "종이에 적힌 값을 문제지마다 입력합니다. 한 줄마다 바로 채점하고 저장합니다",
)
WHICH_CLASS = Pattern(
    "which class? give the folder that handout wrote", "어떤 학급인가요? handout이 만든 폴더를 쓰세요"
)
NEXT_SHEET = Pattern(
    "Sheet number or id ({left} sheets are empty; . ends):",
    "문제지 번호나 학번 (빈 문제지 {left}개, 끝내려면 .):",
)
NOBODY_HAS_IT = Pattern("Nobody has {number}.", "{number:은} 누구의 것도 아닙니다.")
SHEET_OF = Pattern("{student}, sheet {sheet}", "{student}, 문제지 {sheet}")
ENTRY = Pattern("{name} =", "{name} =")
JUDGED = Pattern("  {name} = {answer}: {verdict}", "  {name} = {answer}: {verdict}")
