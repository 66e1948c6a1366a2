"""What is said of the list of a class: a workbook that is none, an id that tells nobody."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

IT_IS_NO_WORKBOOK = Message(
    "G13",
    Pattern("the roster is no workbook", "명단이 엑셀 파일이 아닙니다"),
    help=Pattern("save it again as .xlsx, or as CSV", "다시 .xlsx나 CSV로 저장하세요"),
)
AN_ID_TELLS_NOBODY = Message(
    "G14",
    Pattern("the id `{id}` is empty, or too long", "학번 `{id}`{id:-이} 비었거나 너무 깁니다"),
    because=Pattern("The id tells every student from all others.", "학번으로 학생을 구별합니다."),
    help=Pattern("give every student a short id of their own", "학생마다 다른 짧은 학번을 쓰세요"),
)
