"""What is said of the tables of course systems."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

EXPORT_THE_TABLE = Pattern(
    "export Moodle's grading worksheet or Canvas' gradebook, and give that file",
    "Moodle 채점표나 Canvas 성적표를 내보내 그 파일을 쓰세요",
)
IT_IS_NO_TABLE_OF_A_SYSTEM = Message(
    "G26",
    Pattern("`{file}` is no table of a course system", "`{file}`{file:-은} 학습 관리 시스템의 표가 아닙니다"),
    because=Pattern("Its first row names no column of students.", "첫 줄에 학생을 가리키는 열이 없습니다."),
    help=Pattern(
        "export Moodle's grading worksheet or Canvas' gradebook, and give that file",
        "Moodle 채점표나 Canvas 성적표를 내보내 그 파일을 쓰세요",
    ),
)
WHICH_COLUMN = Message(
    "G26",
    Pattern("which column of `{file}` has the points?", "`{file}`에서 점수를 넣을 열은 무엇인가요?"),
    because=Pattern("It may be one of: {columns}.", "다음 가운데 하나입니다: {columns}."),
    help=Pattern("name it with --column", "--column으로 정하세요"),
)
