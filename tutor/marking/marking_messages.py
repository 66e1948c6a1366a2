"""What is said of the scheme, the decisions and what was found in submissions."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# scheme

GIVE_THE_PATH_OF_A_SCHEME = Pattern(
    "give the path of a scheme, or leave out --scheme: an entry is one point",
    "채점 기준 파일의 경로를 쓰거나 --scheme을 빼세요. 그러면 답 하나가 1점입니다",
)
THE_EXERCISE_HAS_NO_NAME_TO_GIVE_POINTS_FOR = Message(
    "G02",
    Pattern(
        "the exercise has no `{name}` to give points for", "문제에 점수를 줄 `{name}`{name:-이} 없습니다"
    ),
    because=Pattern(
        "Its lines are {lines}, with a step and an entry: h_2[1].",
        "문제의 줄은 {lines}이고, 단계와 성분을 붙여 h_2[1]처럼 씁니다.",
    ),
)
DID_YOU_MEAN_NEAR = Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?")
A_SCHEME_HAS_NO_KEY = Message(
    "G01", Pattern("a scheme has no key `{key}`", "채점 기준표에 `{key}`라는 항목은 없습니다")
)
KNOWN_ARE_KNOWN = Pattern("known are {known}", "쓸 수 있는 것: {known}")
KEY_CANNOT_BE_VALUE = Message(
    "G01",
    Pattern("`{key}` cannot be `{value}`", "`{key}`의 값으로 `{value}`{value:-은} 쓸 수 없습니다"),
    help=Pattern("write one of: {known}", "다음 가운데 하나를 쓰세요: {known}"),
)
KEY_CANNOT_HAVE_THE_VALUE = Message(
    "G01", Pattern("`{key}` cannot be `{value}`", "`{key}`의 값으로 `{value}`{value:-은} 쓸 수 없습니다")
)
WRITE_A_SHARE_OF_AN_ENTRYS_POINTS = Pattern(
    'write a share of an entry\'s points, from 0 to 1: 0.5 or "1/2"',
    '성분 점수의 몫을 0부터 1까지로 쓰세요: 0.5 또는 "1/2"',
)
WRITE_A_SHARE_OF_AN_ENTRYS_POINTS_FROM_0_TO_BELOW_1 = Pattern(
    'write a share of an entry\'s points, from 0 to below 1: 0.5 or "1/2"',
    '성분 점수의 몫을 0부터 1 미만으로 쓰세요: 0.5 또는 "1/2"',
)
POINTS_IS_NO_TABLE = Message(
    "G01",
    Pattern("`points` is no table", "`points`가 표가 아닙니다"),
    help=Pattern("write [points] and below it: h = 2", "[points]라고 쓰고 그 아래에 h = 2처럼 쓰세요"),
)
NAME_CANNOT_BE_WORTH_VALUE_POINTS = Message(
    "G01",
    Pattern(
        "`{name}` cannot be worth `{value}` points", "`{name}`의 점수로 `{value}`{value:-은} 쓸 수 없습니다"
    ),
    help=Pattern(
        'write a number from 0 to {most}: 2, 0.5 or "1/2"',
        '0부터 {most}까지의 수를 쓰세요: 2, 0.5 또는 "1/2"',
    ),
)

# decisions

LEAVE_OUT_DECISIONS_THE_FIRST_RUN_WRITES = Pattern(
    "leave out --decisions; the first run writes the file",
    "--decisions를 빼세요. 처음 실행할 때 파일이 만들어집니다",
)
THE_DECISIONS_ARE_NO_TEXT = Message(
    "G20",
    Pattern("the decisions are no text", "결정 파일이 텍스트가 아닙니다"),
    help=Pattern("save them as CSV", "CSV로 저장하세요"),
)
THE_FIRST_ROW_OF_THE_DECISIONS = Message(
    "G20",
    Pattern(
        "the first row of the decisions is not student, quantity, points, comment",
        "결정 파일의 첫 행이 student, quantity, points, comment가 아닙니다",
    ),
    help=Pattern("keep the first row as the program wrote it", "프로그램이 쓴 첫 행을 그대로 두세요"),
)
POINTS_IS_NO_NUMBER_OF_POINTS = Message(
    "G20", Pattern("`{points}` is no number of points", "`{points}`{points:-은} 점수가 아닙니다")
)
STUDENT_QUANTITY_IS_DECIDED_TWICE = Message(
    "G20",
    Pattern("{student}, {quantity} is decided twice", "{student}, {quantity}의 점수가 두 번 정해졌습니다"),
    help=Pattern("keep one of lines {first} and {second}", "{first}행과 {second}행 가운데 하나만 남기세요"),
)
STUDENT_QUANTITY_IS_DECIDED_AT_POINTS = Message(
    "G20",
    Pattern(
        "{student}, {quantity} is decided at {points} points and worth {worth}",
        "{student}, {quantity}: 배점이 {worth}점인데 {points}점으로 정해져 있습니다",
    ),
)
IT_COUNTS_AS_IT_WAS_DECIDED = Pattern("It counts as it was decided.", "정한 점수대로 셉니다.")
STUDENT_QUANTITY_BELONGS_TO_NOTHING_THAT_WAS = Message(
    "G20",
    Pattern(
        "{student}, {quantity} belongs to nothing that was graded",
        "{student}, {quantity}에 해당하는 답안이 없습니다",
    ),
)

# remarks


# grading

THE_EXERCISE_HAS_NO_SHEET_FOR_THIS_STUDENT = Message(
    "G12",
    Pattern("the exercise has no sheet for this student", "이 학생의 문제지가 없습니다"),
    because=Pattern("The student is not in exercise.json.", "exercise.json에 없는 학생입니다."),
    severity="warning",
)
