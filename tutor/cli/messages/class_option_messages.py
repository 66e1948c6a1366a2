"""The help and the messages of the commands about a class."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# handout

IN_PLACE_OF_A_SPEC_NOTHING_BUT_SIZES = Pattern(
    "In place of a spec, nothing but sizes", "문제 파일 대신 크기만"
)
THE_WORDS_THAT_SENTENCES_ARE_MADE_OF = Pattern("the words that sentences are made of", "문장을 만들 단어")
RNN_TANH_RNN_RELU_GRU_OR_LSTM_WITHOUT_IT = Pattern(
    "rnn_tanh, rnn_relu, rnn_sigmoid, gru, gru_reset_before or lstm; without it, rnn_tanh",
    "rnn_tanh, rnn_relu, rnn_sigmoid, gru, gru_reset_before, lstm. 없으면 rnn_tanh",
)
WHO_IS_IN_THE_CLASS = Pattern("Who is in the class", "학급")
A_COLUMN_STUDENT_AND_PERHAPS_NAME = Pattern(
    "a column student, and perhaps name, email and language (ko or en) of the student's sheet",
    "명단. student(학번) 열, 그리고 원하면 이름, 이메일, 문제지의 언어(ko 또는 en)",
)
WHAT_IS_ASKED = Pattern("What is asked", "무엇을 묻는가")
H_STEPS_ONE_HOT_SHAPES_ALL = Pattern(
    "h, steps, one-hot, shapes, all, or lines such as a,h; of a backward pass backward, delta, gradients, "
    "update; without it, steps",
    "h, steps, one-hot, shapes, all 또는 a,h 같은 줄. 역전파에서는 backward, delta, gradients, update. "
    "없으면 steps",
)
BLANK_IS_STEP_1_ONLY_EVERY_STEP = Pattern(
    "blank is step 1 only; every step; every step of a spec's sentence drawn on to twice as many "
    "words; step by step more: the first is worked out, the second half blank",
    "빈칸은 차례로 1단계만, 모든 단계, 두 배로 늘린 문장의 모든 단계, 점점 많이(첫 단계는 풀어 "
    "두고 둘째 단계는 반만)",
)
WHAT_IS_WRITTEN = Pattern("What is written", "쓰는 것")
THE_FOLDER_OF_THE_CLASS = Pattern("the folder of the class", "학급 폴더")
FORMATS_OF_SHEETS_AND_KEYS_ONE_OR_SEVERAL = Pattern(
    "formats of sheets and keys, one or several; without it, md",
    "문제지와 정답지의 형식. 하나 또는 여럿. 없으면 md",
)
THE_KEY_OF_THE_CLASS_OR_EVERYBODYS_OWN = Pattern(
    "one key: a row a student (class, the default), every line (lines); or a key a student (full)",
    "정답지: 학생마다 한 줄(class, 기본), 모든 줄(lines), 학생마다 한 장(full)",
)
KEYS_SHOW_HOW_THE_ANSWERS_COME_ABOUT = Pattern(
    "keys show how the answers come about; a key a student", "학생마다 정답지를 쓰고 풀이 과정도 보입니다"
)
ALSO_SHEETS_PDF_AND_KEYS_PDF = Pattern(
    "also sheets.pdf and keys.pdf, everybody's in one", "모두의 것을 모은 sheets.pdf와 keys.pdf도 씁니다"
)
REPLACE_A_CLASS_THAT_IS_IN_THE_FOLDER = Pattern(
    "replace a class that is in the folder", "폴더에 있는 학급을 바꿉니다"
)
WORKER_PROCESSES = Pattern("worker processes", "작업 프로세스 수")
SHEETS_THAT_ASK_FOR_PRESET_ALONE_HAVE_FEW = Message(
    "U14",
    Pattern(
        "sheets that ask for {preset} alone have few answers between them",
        "{preset}만 묻는 문제지는 답이 서로 거의 같습니다",
    ),
    because=Pattern(
        "Sizes are the same for everybody, and one-hot vectors for everybody with the same words.",
        "크기는 모두 같고, 원-핫 벡터는 단어가 같으면 같습니다.",
    ),
    help=Pattern("ask for calculations, too: --blanks all", "--blanks all처럼 계산도 물으세요"),
    severity="warning",
)
WITH_ONE_HIDDEN_UNIT_SOME_MISTAKES_DO_NOT_SHOW = Message(
    "N12",
    Pattern(
        "with one hidden unit some mistakes do not show on these sheets",
        "은닉 유닛이 하나이면 이 문제지에서 드러나지 않는 실수가 있습니다",
    ),
    because=Pattern(
        "W_hh is its own transpose, and there are no entries to exchange. Of the forward lines only sizes "
        "and signs are screened, so two mistakes may give the same number.",
        "W_hh를 전치해도 그대로이고, 서로 바꿀 성분도 없습니다. 순방향의 줄은 크기와 부호만 "
        "살피므로 두 실수의 값이 같을 수 있습니다.",
    ),
    help=Pattern(
        "take two hidden units where such mistakes are to be found",
        "그런 실수를 가려내려면 은닉 유닛을 둘로 하세요",
    ),
    severity="warning",
)
LEAVE_OUT_THE_ONE_OR_THE_OTHER = Pattern("leave out the one or the other", "둘 가운데 하나를 빼세요")
A_SPEC_AND_SIZES_WERE_GIVEN = Message(
    "G22",
    Pattern("a spec and {sizes} were given", "문제 파일과 {sizes}{sizes:-을} 함께 썼습니다"),
    because=Pattern(
        "A spec has sizes and a sentence of its own.", "문제 파일에는 크기와 문장이 이미 있습니다."
    ),
    help=LEAVE_OUT_THE_ONE_OR_THE_OTHER,
)
WHICH_EXERCISE_GIVE_A_SPEC_OR_HIDDEN = Pattern(
    "which exercise? give a spec, or --hidden, --words and --steps",
    "어떤 문제를 낼까요? 문제 파일을 쓰거나 --hidden, --words, --steps를 쓰세요",
)
OPTIONS_IS_MISSING = Pattern("{options} is missing", "{options}{options:-이} 없습니다")
LEVEL_LONG_AND_SIZES_WERE_GIVEN = Message(
    "G22",
    Pattern("--level long and sizes were given", "--level long와 크기를 함께 썼습니다"),
    because=Pattern(
        "It draws the sentence of a spec on; here --steps says how long sentences are.",
        "long은 문제 파일의 문장을 늘립니다. 여기서는 문장 길이를 --steps가 정합니다.",
    ),
    help=Pattern("leave out --level, and give more --steps", "--level을 빼고 --steps를 늘리세요"),
)
LEVEL_AND_BLANKS_SHAPES_WERE_GIVEN = Message(
    "G22",
    Pattern(
        "--level {level} and --blanks shapes were given", "--level {level}, --blanks shapes를 함께 썼습니다"
    ),
    because=Pattern(
        "A level says what is blank at which step, and sizes are asked once.",
        "단계별 수준은 시간 단계마다 무엇을 비울지 정하는데, 크기는 한 번만 묻습니다.",
    ),
    help=Pattern(
        "leave out --level, or ask for more, such as --blanks all",
        "--level을 빼거나 --blanks all처럼 더 물으세요",
    ),
)
A_ROSTER_AND_COUNT_WERE_GIVEN = Message(
    "G22",
    Pattern("a roster and --count were given", "명단과 --count를 함께 썼습니다"),
    because=Pattern("The roster says how many students there are.", "학생 수는 명단에서 나옵니다."),
    help=LEAVE_OUT_THE_ONE_OR_THE_OTHER,
)
WORKING_AND_KEY_WERE_GIVEN = Message(
    "G22",
    Pattern("--working and --key {key} were given", "--working과 --key {key}{key:-을} 함께 썼습니다"),
    because=Pattern(
        "A key of the whole class has no room for the working.", "학급 정답지에는 풀이를 쓸 자리가 없습니다."
    ),
    help=LEAVE_OUT_THE_ONE_OR_THE_OTHER,
)
WHICH_FOLDER = Pattern("which folder?", "어떤 폴더인가요?")
PRINTING = Pattern("printing", "인쇄용 PDF")
HANDING_OUT = Pattern("handing out", "배부")
STUDENTS_DRAWS_EACH_ON_AVERAGE_MOST_AT_MOST = Pattern(
    "{n:student|students}: {draws} draws each on average, {most} at most; {files} in {folder}.",
    "학생 {n}명: 문제마다 평균 {draws}번, 많게는 {most}번 뽑았습니다. {folder}에 {files}.",
)
PRINT_SHEETS_THEN_TYPE = Pattern(
    "Print {sheets}. Write the answers into {answers}, then: {command}",
    "{sheets:을} 인쇄하세요. 답을 {answers}에 적은 다음: {command}",
)
NEW_FILES = Pattern("{n:new file|new files}", "새 파일 {n}개")

# grade

WHAT_IS_READ = Pattern("What is read", "읽는 것")
THE_SPEC_THAT_EVERYBODY_DID = Pattern(
    "the spec that everybody did, or the folder or exercise.json that handout wrote",
    "모두가 푼 문제 파일, 또는 handout이 쓴 폴더나 exercise.json",
)
FILES_FOLDERS_AND_ZIP_ARCHIVES_CSV_JSON = Pattern(
    "files, folders and .zip archives: CSV, JSON, Markdown, text, .xlsx, .ipynb",
    "파일, 폴더, .zip 압축 파일. CSV, JSON, 마크다운, 텍스트, HTML, .xlsx, .ipynb",
)
WHO_IS_IN_THE_CLASS_EVERYBODY = Pattern(
    "who is in the class; everybody is in the gradebook", "명단. 명단의 모든 학생이 성적표에 나옵니다"
)
WHAT_AN_ENTRY_IS_WORTH_BY_DEFAULT_ONE_POINT = Pattern(
    "what an entry is worth; by default one point", "채점 기준표. 없으면 성분 하나에 1점"
)
WHAT_THE_TEACHER_DECIDED = Pattern(
    "what the teacher decided, as an earlier run wrote it", "교사가 정한 점수. 먼저 채점할 때 쓴 파일"
)
WHAT_WAS_ASKED_H_STEPS_ONE_HOT_SHAPES_ALL = Pattern(
    "what was asked: h, steps, one-hot, shapes, all, or lines such as a,h; of a backward pass backward, "
    "delta, gradients, update; else what is answered",
    "물은 것. h, steps, one-hot, shapes, all 또는 a,h 같은 줄. 역전파에서는 backward, delta, gradients, "
    "update. 없으면 누군가 답한 것",
)
READ_0_5_AS_A_NUMBER = Pattern("read 0,5 as a number", "0,5를 수로 읽습니다")
ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN = Pattern(
    "allow more steps, words and hidden units than a person computes by hand",
    "사람이 손으로 계산할 만한 단계, 단어, 은닉 유닛의 수를 넘어도 받아들입니다",
)
THE_FOLDER_FOR_FEEDBACK_GRADEBOOK_AND_REPORT = Pattern(
    "the folder for feedback, gradebook and report", "피드백, 성적표, 보고서를 쓸 폴더"
)
FORMAT_OF_FEEDBACK_AND_REPORT = Pattern("format of feedback and report", "피드백과 보고서의 형식")
FEEDBACK_GIVES_DIRECTIONS_AND_NO_NUMBERS = Pattern(
    "feedback gives directions, and no numbers", "피드백에 숫자 대신 방향만 적습니다"
)
THE_MARKS_AS_JSON_ON_THE_STANDARD_OUTPUT = Pattern(
    "the marks as JSON on the standard output", "채점 결과를 JSON으로 표준 출력에 씁니다"
)
REPLACE_EXISTING_FILES = Pattern("replace existing files", "이미 있는 파일을 바꿉니다")
WHICH_EXERCISE_AND_WHICH_SUBMISSIONS = Pattern(
    "which exercise, and which submissions?", "어떤 문제를, 어떤 답안을 채점할까요?"
)
MARKING = Pattern("marking", "채점")
FILE_WAS_NOT_READ_REASON = Message(
    "G10",
    Pattern("`{file}` was not read: {reason}", "`{file}`{file:-을} 읽지 않았습니다: {reason}"),
    help=Pattern(
        "give the files and folders that were handed in; options such as --to take one value",
        "제출된 파일과 폴더를 쓰세요. --to 같은 옵션에는 값을 하나만 씁니다",
    ),
)
THERE_IS_NO_SUCH_FILE = Pattern("there is no such file", "그런 파일이 없습니다")
NONE_OF_THE_SUBMISSIONS_COULD_BE_READ = Message(
    "G18",
    Pattern("none of the submissions could be read", "읽을 수 있는 답안이 하나도 없습니다"),
    because=Pattern("Nothing was written.", "아무것도 쓰지 않았습니다."),
    help=Pattern(
        "hand in CSV, JSON, Markdown, text, HTML, .xlsx, .ods, .docx or .ipynb; the reasons stand below",
        "CSV, JSON, 마크다운, 텍스트, HTML, .xlsx, .ods, .docx, .ipynb를 제출하세요. 까닭은 아래에 있습니다",
    ),
)
FEEDBACK = Pattern("feedback", "피드백")
STUDENTS_PRESENT_HANDED_IN = Pattern(
    "{n:student|students}, {present} handed in.", "학생 {n}명, 제출 {present}명."
)
ENTRIES_FOR_YOU_TO_DECIDE = Pattern(
    "{n:entry|entries} for you to decide: fill in the points in {file} and run again.",
    "직접 정할 답 {n}개: {file}에 점수를 적고 다시 실행하세요.",
)
ANSWERS_CAN_BE_READ_IN_TWO_WAYS = Pattern(
    "{n:answer|answers} can be read in two ways; where the class writes 0,5 for 0.5, run again "
    "with --decimal-comma.",
    "두 가지로 읽을 수 있는 답이 {n}개 있습니다. 0.5를 0,5로 쓴 것이면 --decimal-comma를 붙여 "
    "다시 실행하세요.",
)
AND_N_MORE_THE_REPORT_HAS_THEM_ALL = Pattern(
    "… and {n} more; the report has them all.", "… 그 밖에 {n}건. 보고서에 모두 있습니다."
)
ASKED_AS_SOMEBODY_ANSWERED_IT_SYMBOLS = Pattern(
    "Asked, as somebody answered it: {symbols}. Not everybody did; --blanks says what was asked.",
    "누군가 답한 {symbols}{symbols:-을} 모두에게 물은 것으로 보았습니다. 답하지 않은 학생도 "
    "있습니다. 무엇을 물었는지는 --blanks로 정하세요.",
)

# handout

HIDDEN_UNITS = Pattern("hidden units", "은닉 상태의 크기")
WORDS_OF_A_SENTENCE = Pattern("words of a sentence", "문장의 단어 수")
SO_MANY_OF_THE_WORDS_IN_EACH_VOCABULARY = Pattern(
    "so many of the words in each vocabulary; without it, all", "어휘마다 넣을 단어 수. 없으면 전부"
)
IN_PLACE_OF_A_ROSTER_SO_MANY_STUDENTS_S01 = Pattern(
    "in place of a roster, so many students: s01, s02 …", "명단 대신 학생 수. s01, s02 …"
)
DIGITS_AFTER_THE_DECIMAL_POINT = Pattern("digits after the decimal point", "소수점 아래 자릿수")
ANOTHER_NUMBER_GIVES_EVERYBODY_ANOTHER = Pattern(
    "another number gives everybody another variant; without it, 1",
    "수가 다르면 모두의 문제가 달라집니다. 없으면 1",
)

LATE_STUDENTS_WERE_ADDED = Pattern(
    "{n:student was|students were} added: {students}. The sheets of the others stay as they are.",
    "학생 {n}명을 더했습니다: {students}. 다른 학생의 문제지는 그대로입니다.",
)
FILL_A_COPY_OF_THE_SYSTEMS_TABLE = Pattern(
    "fill a copy, in the folder, of Moodle's grading worksheet or Canvas' gradebook export",
    "Moodle 채점표나 Canvas 성적표를 복사해 폴더 안에서 점수를 채웁니다",
)
THE_COLUMN_THAT_IS_FILLED = Pattern(
    "the column that --into fills, where several may be meant", "--into로 채울 열(여럿일 때)"
)
FEEDBACK_FOR_THE_SYSTEM = Pattern(
    "also feedback.zip, in the folders that the system's own archive had",
    "시스템에서 받은 압축 파일과 같은 폴더 이름으로 feedback.zip도 씁니다",
)
AS_IN_THE_LAST_RUN = Pattern("As in the last run: {options}.", "지난번처럼: {options}.")
POINTS_THAT_CHANGE = Pattern(
    "This changes the points of {n:student|students}: {changes}.", "학생 {n}명의 점수가 바뀝니다: {changes}."
)
DECISIONS_WERE_SCALED = Pattern(
    "{n:decision was|decisions were} scaled, as entries are worth something else now: {changes}.",
    "배점이 바뀌어 직접 정한 점수 {n}개를 그에 맞게 바꿨습니다: {changes}.",
)
STUDENTS_IN_THE_SYSTEMS_TABLE = Pattern(
    "{file}: the points of {n:student|students}.", "{file}: 학생 {n}명의 점수를 넣었습니다."
)
NOT_IN_THE_SYSTEMS_TABLE = Pattern(
    "{n:student has|students have} points and no row there: {students}.",
    "점수가 있는데 그 표에 없는 학생 {n}명: {students}.",
)
THE_SYSTEM_COUNTS_UP_TO = Pattern(
    "{file} counts up to {system} points, this exercise up to {ours}: the points stand there as they are, "
    "not scaled. Set the maximum there to {ours}, or give a --scheme that is worth {system} in all.",
    "{file}에서는 {system}점 만점인데 이 문제는 {ours}점 만점입니다. 점수는 환산하지 않고 그대로 넣었습니다. "
    "그쪽 만점을 {ours}점으로 바꾸거나, 모두 합해 {system}점인 --scheme을 쓰세요.",
)
WHICH_OF_SEVERAL_COUNTS = Pattern(
    "which counts of several that one student handed in and that differ; without it you are asked",
    "한 학생이 서로 다른 답안을 여러 번 제출했을 때 무엇을 채점할지. 쓰지 않으면 물어봅니다",
)
EXIT_2_WHERE_SOMETHING_WAS_NOT_READ = Pattern(
    "exit with 2 where an answer was not read", "읽지 못한 답이 있으면 종료 코드 2로 끝냅니다"
)
ON_PAPER = Pattern(
    "{n:student|students} on paper, to be typed in or marked by hand: {students}.",
    "종이로 제출 {n}명(값을 입력하거나 직접 채점): {students}.",
)
MISSING = Pattern("{n:student has|students have} handed nothing in: {students}.", "미제출 {n}명: {students}.")
NOTES_IN_THE_REPORT = Pattern(
    "{n:submission is|submissions are} told by a file's name or chosen of several; the report lists them.",
    "파일 이름으로 주인을 정했거나 여럿 가운데 고른 답안이 {n}개 있습니다. 보고서에 모두 있습니다.",
)
NOTES_OF_PRACTICE_PAGES = Pattern(
    "{n:remark|remarks} of help and drills, as practice pages tell it; the report has them all.",
    "연습 페이지가 도움과 짧은 연습에 대해 적은 것이 {n}건 있습니다. 보고서에 모두 있습니다.",
)
WHOSE_IS_THIS = Pattern(
    "Whose is this? Write the id of each of these {n} in {file} (or - for nobody's) and run again:",
    "누구의 것인가요? 다음 {n}개의 학번을 {file}에 적고(아무의 것도 아니면 -) 다시 실행하세요:",
)
A_LINE = Pattern("  {text}", "  {text}")
LEFT_OUT = Pattern(
    "{n:piece|pieces} left out, as nothing that anybody hands in: {files}.",
    "제출물이 아니어서 {n}개를 뺐습니다: {files}.",
)
