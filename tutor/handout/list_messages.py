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

# roster

GIVE_THE_PATH_OF_A_ROSTER = Pattern(
    "give the path of a roster, a CSV with a column student",
    "명단의 경로를 쓰세요. student(학번) 열이 있는 CSV입니다",
)
THE_ROSTER_IS_NO_TEXT = Message(
    "G13",
    Pattern("the roster is no text", "명단이 텍스트가 아닙니다"),
    help=Pattern("save it as CSV, in UTF-8", "UTF-8 CSV로 저장하세요"),
)
THE_ROSTER_HAS_N_STUDENTS_THE_LIMIT_IS_LIMIT = Message(
    "G13",
    Pattern(
        "the roster has {n} students; the limit is {limit}",
        "명단의 학생이 {n}명입니다. 한도는 {limit}명입니다",
    ),
)
THE_ROSTER_IS_EMPTY = Message(
    "G13",
    Pattern("the roster is empty", "명단이 비어 있습니다"),
    help=Pattern(
        "write a column student, a student a line", "student(학번) 열을 만들고 한 줄에 학생 한 명을 쓰세요"
    ),
)
THE_ROSTER_HAS_NO_COLUMN_OF_IDS = Message(
    "G13",
    Pattern("the roster has no column of ids", "명단에 학번 열이 없습니다"),
    help=Pattern("call one column student, or 학번", "한 열의 이름을 student 또는 학번으로 하세요"),
)
ITS_COLUMNS_ARE_COLUMNS = Pattern("Its columns are {columns}.", "지금 열은 {columns}입니다.")
A_CELL_GOES_OVER_THE_END_OF_ITS_LINE = Message(
    "G13",
    Pattern("a cell goes over the end of its line", "칸 하나가 줄을 넘어갑니다"),
    help=Pattern(
        "close the quotation mark, or take it out, so that every student has a line",
        "따옴표를 닫거나 빼서 한 줄에 학생 한 명이 오게 하세요",
    ),
)
THE_ID_STANDS_IN_LINES_FIRST_AND_SECOND = Message(
    "G13",
    Pattern(
        "the id `{id}` stands in lines {first} and {second}",
        "학번 `{id}`{id:-이} {first}행과 {second}행에 있습니다",
    ),
    help=Pattern(
        "give every student an id of their own; capital and small letters are the same",
        "학생마다 다른 학번을 쓰세요. 대소문자는 구별하지 않습니다",
    ),
)
THE_LANGUAGE_OF_STUDENT_IS_NOT_KNOWN = Message(
    "G13",
    Pattern(
        "the language `{language}` of {student} is not known",
        "{student}의 언어를 알 수 없습니다: `{language}`",
    ),
    help=Pattern("write ko or en, or nothing", "ko나 en을 쓰거나 비워 두세요"),
)
