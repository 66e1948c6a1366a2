"""What is said of what was handed in: whose it is, how often, in which form."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

IT_IS_ON_PAPER = Message(
    "G25",
    Pattern("`{file}` is a photo or a scan", "`{file}`{file:-은} 사진이나 스캔입니다"),
    because=Pattern(
        "Work on paper is read by a person; it is never 0.",
        "종이에 쓴 답안은 사람이 읽습니다. 0점으로 치지 않습니다.",
    ),
    help=Pattern("type in what stands there with grade --type", "grade --type으로 적힌 값을 입력하세요"),
    severity="warning",
)
WHOSE_IS_IT = Message(
    "G13",
    Pattern("nobody knows whose {source} is", "{source:이} 누구의 것인지 알 수 없습니다"),
    because=Pattern(
        "Neither a sheet's number nor an id, an address or a whole name of the list stands in it.",
        "그 안에 문제지 번호도, 명단에 있는 학번, 이메일, 이름도 없습니다.",
    ),
    help=Pattern(
        "write the id in its row of decisions.csv and run again",
        "decisions.csv의 해당 줄에 학번을 적고 다시 실행하세요",
    ),
    severity="warning",
)
NOT_ON_THE_LIST = Message(
    "G13",
    Pattern(
        "{source} is of `{student}`, who is not on the list",
        "{source}의 `{student}`{student:-이} 명단에 없습니다",
    ),
    because=Pattern("So nobody knows whose it is.", "그래서 누구의 것인지 알 수 없습니다."),
    help=Pattern(
        "write the id in its row of decisions.csv, or add the student to the list, and run again",
        "decisions.csv의 해당 줄에 학번을 적거나 명단에 학생을 넣고 다시 실행하세요",
    ),
    severity="warning",
)
IT_IS_CLAIMED_TWICE = Message(
    "G12",
    Pattern("{source} belongs to {students} at once", "{source:이} 동시에 {students}의 것입니다"),
    because=Pattern(
        "Its sheet's number, ids and names are of different students, so nobody earns by it.",
        "문제지 번호와 학번, 이름이 서로 다른 학생을 가리키므로 아무에게도 점수를 주지 않았습니다.",
    ),
    help=Pattern(
        "write the id in its row of decisions.csv and run again",
        "decisions.csv의 해당 줄에 학번을 적고 다시 실행하세요",
    ),
    severity="warning",
)
TOLD_BY_THE_FILE = Message(
    "G13",
    Pattern(
        "{source} is {student}'s by the name of the file or folder alone",
        "{source:은} 파일이나 폴더 이름만 보고 {student}의 것으로 정했습니다",
    ),
    severity="note",
)
HANDED_IN_TWICE = Message(
    "G11",
    Pattern("{student} handed in {n} times: {sources}", "{student:이} {n}번 제출했습니다: {sources}"),
    because=Pattern("They differ, so none was graded.", "서로 달라서 어느 것도 채점하지 않았습니다."),
    help=Pattern(
        "say --attempts latest or --attempts best, or leave one and run again",
        "--attempts latest나 --attempts best를 쓰거나, 하나만 남기고 다시 실행하세요",
    ),
    severity="warning",
)
ONE_WAS_TAKEN = Message(
    "G11",
    Pattern(
        "{student} handed in {n} times; {source} was graded",
        "{student:이} {n}번 제출했습니다. {source:을} 채점했습니다",
    ),
    severity="note",
)
NO_TIME_TELLS = Message(
    "G11",
    Pattern(
        "{student} handed in {n} times, and nothing says which is the latest: {sources}",
        "{student:이} {n}번 제출했는데 어느 것이 마지막인지 알 수 없습니다: {sources}",
    ),
    because=Pattern("None was graded.", "어느 것도 채점하지 않았습니다."),
    help=Pattern("leave one and run again", "하나만 남기고 다시 실행하세요"),
    severity="warning",
)
A_STRANGE_SHEET = Message(
    "G12",
    Pattern(
        "{source} is for sheet {sheet}, which this exercise does not have",
        "{source:은} 문제지 {sheet}의 답인데, 이 과제에는 그 문제지가 없습니다",
    ),
    because=Pattern(
        "It may belong to another version; it was not graded.",
        "다른 판의 문제지일 수 있어 채점하지 않았습니다.",
    ),
)
A_MISTYPED_SHEET = Message(
    "G12",
    Pattern(
        "{source} says sheet {sheet}; the sheet of this student is {own}",
        "{source}에는 문제지 {sheet:이라} 적혀 있는데, 이 학생의 문제지는 {own}입니다",
    ),
    because=Pattern(
        "It was graded as the work of the student whose number is nearest.",
        "번호가 가장 가까운 학생의 답안으로 채점했습니다.",
    ),
    severity="warning",
)
ANOTHER_NAME = Message(
    "G12",
    Pattern(
        "{source} is {holder}'s, and has the name {name}", "{source:은} {holder}의 것인데 이름은 {name}입니다"
    ),
    because=Pattern("That name is nobody's on the list.", "그 이름은 명단에 없습니다."),
    severity="warning",
)
A_KEY_WAS_HANDED_IN = Message(
    "G16",
    Pattern(
        "{source} carries the number or the title of a key", "{source}에 정답지의 번호나 제목이 있습니다"
    ),
    because=Pattern(
        "It was graded; see whether the student's own work was handed in.",
        "채점은 했습니다. 학생 자신의 답안인지 확인하세요.",
    ),
    severity="warning",
)
A_FAULT_OF_OURS = Message(
    "B01",
    Pattern(
        "this is a fault of rnn-tutor, not yours ({kind}: {text})",
        "사용자가 아니라 rnn-tutor의 잘못입니다({kind}: {text})",
    ),
    severity="warning",
)
DECIDED_FOR_NOBODY = Message(
    "G20",
    Pattern(
        "{source} is given to `{student}`, who is not on the list",
        "{source:을} `{student}`의 것으로 정했는데 명단에 없는 학생입니다",
    ),
    help=Pattern(
        "write an id of the list, or - for nobody's", "명단에 있는 학번이나, 아무의 것도 아니면 -를 적으세요"
    ),
    severity="warning",
)

# Notes of marks

WHOSE_HAS_TO_BE_DECIDED = Pattern(
    "it has to be decided first whose it is", "누구의 것인지 먼저 정해야 합니다"
)
THE_SAME_AT_EVERY_STEP = Pattern(
    "the same numbers at every step: nothing was computed",
    "모든 시간 단계에서 같은 수입니다. 계산한 것이 없습니다",
)
ON_PAPER = Pattern("on paper, for a person to read", "종이에 쓴 답안이어서 사람이 읽어야 합니다")

# In the report

WHOSE_ARE_THESE = Pattern("Whose is this?", "누구의 것인가요?")
NOTHING_HANDED_IN = Pattern(
    "Left out, as nothing that anybody hands in: {files}.", "제출물이 아니어서 뺐습니다: {files}."
)

# submissions/texts

FILE_WAS_NOT_READ_REASON = Message(
    "G10",
    Pattern("`{file}` was not read: {reason}", "`{file}`{file:-을} 읽지 않았습니다: {reason}"),
    because=Pattern(
        "An answer is a row of a table or a line such as h_1[1] = 0.197.",
        "답은 표의 한 행이나 h_1[1] = 0.197 같은 한 줄입니다.",
    ),
    severity="warning",
)
NO_ANSWER_WAS_FOUND_IN_IT = Pattern("no answer was found in it", "답을 찾지 못했습니다")

# submissions/rows

ROW_OF_FILE_HAS_FOUND_CELLS = Message(
    "G21",
    Pattern(
        "row {row} of `{file}` has {found} cells, the first row {width}",
        "`{file}`의 {row}행은 칸이 {found}개인데 첫 행은 {width}개입니다",
    ),
    because=Pattern(
        "So nobody can tell which answer is whose; a comma inside a number divides it.",
        "그래서 어느 답이 어느 칸의 것인지 알 수 없습니다. 숫자 안의 쉼표가 칸을 나눕니다.",
    ),
    help=Pattern(
        "put such numbers between quotation marks, or save the table with semicolons",
        "그런 숫자를 따옴표로 묶거나 표를 세미콜론으로 나누어 저장하세요",
    ),
    severity="warning",
)
NO_COLUMN_OF_FILE_IS_A_QUANTITY = Message(
    "G21",
    Pattern(
        "no column of `{file}` is a quantity of the exercise", "`{file}`의 열 가운데 문제의 양이 없습니다"
    ),
    because=Pattern(
        "A table has a column for each quantity, h_1[1], or the two columns quantity and value.",
        "표에는 h_1[1]처럼 양마다 한 열이 있거나, 양과 값의 두 열이 있습니다.",
    ),
    help=Pattern("write the names of the quantities in the first row", "첫 행에 양의 이름을 쓰세요"),
    severity="warning",
)
FILE_ANSWERS_NAME_WHICH_THE_EXERCISE_DOES = Message(
    "G21",
    Pattern(
        "`{file}` answers `{name}`, which the exercise does not have",
        "`{file}`에 문제에 없는 `{name}`의 답이 있습니다",
    ),
    because=Pattern("It was left out.", "그 답은 뺐습니다."),
    severity="warning",
)

# submissions/data

IT_IS_NOT_JSON = Pattern("it is not JSON", "JSON이 아닙니다")
IT_HAS_NO_ANSWERS = Pattern('it has no "answers"', '"answers"가 없습니다')

# submissions/reading

IT_IS_BROKEN = Pattern("it is broken", "파일이 망가졌습니다")
THIS_IS_A_FAULT_OF_RNN_TUTOR_KIND = Pattern(
    "this is a fault of rnn-tutor ({kind})", "rnn-tutor의 결함입니다({kind})"
)
REASON_AND_HELP = Pattern("{reason}: {help}", "{reason}. {help}")
IT_IS_NO_TEXT = Pattern("it is no text", "텍스트가 아닙니다")

# What a practice page says of itself.

THE_PAGE_GAVE_HELP = Message(
    "G27",
    Pattern(
        "{file}: the practice page says that it showed {shown:number|numbers} and gave help "
        "{asked:time|times}",
        "{file}: 연습 페이지가 값을 {shown}개 보여 주고 도움을 {asked}번 주었다고 적혀 있습니다",
    ),
    because=Pattern(
        "It is what the page says, and no proof. A number that it showed earns no points.",
        "페이지가 적은 것일 뿐, 증거가 아닙니다. 보여 준 값에는 점수가 없습니다.",
    ),
    severity="note",
)
A_DRILL_WAS_ASKED = Message(
    "G27",
    Pattern(
        "{file}: a drill of a practice page: `{symbol}` alone was asked, and it alone is marked",
        "{file}: 연습 페이지의 짧은 연습입니다. `{symbol}`만 물었으므로 그것만 채점합니다",
    ),
    severity="note",
)
A_DRILL_IS_NO_SHEET = Message(
    "G27",
    Pattern(
        "{file}: a drill of a practice page: `{symbol}` alone was asked, so it is not marked as the sheet",
        "{file}: 연습 페이지의 짧은 연습입니다. `{symbol}`만 물었으므로 문제지로 채점하지 않습니다",
    ),
    help=Pattern(
        "hand in the file of a whole sheet; drills are marked with what `practice --exercise` writes",
        "전체 문제지의 답안 파일을 채점하세요. 짧은 연습은 `practice --exercise`로 만든 파일로 채점합니다",
    ),
    severity="error",
)
