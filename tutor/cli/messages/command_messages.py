"""What the command line says of every command."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# __init__

USAGE_OF_THE_PROGRAM = Pattern(
    "usage: {program} COMMAND … [--lang ko|en]", "사용법: {program} 명령 … [--lang ko|en]"
)
WRITE_A_WORKED_EXAMPLE_FROM_A_SPEC = Pattern(
    "write a worked example from a spec", "문제 파일로 풀이 예제를 씁니다"
)
CHECK_A_WORKED_EXAMPLE_AND_REPAIR_IT = Pattern(
    "check a worked example and repair it", "풀이 예제를 검토하고 바로잡습니다"
)
WRITE_A_FIND_THE_ERROR_SHEET_AND_ITS_KEY = Pattern(
    "write a find-the-error sheet and its key", "틀린 곳 찾기 문제지와 정답을 씁니다"
)
WRITE_SHEETS_AND_KEYS_FOR_A_CLASS = Pattern(
    "write sheets and keys for a class, another variant for each student",
    "학생마다 다른 문제지와 정답지를 만듭니다",
)
MARK_WHAT_STUDENTS_HANDED_IN_WITH_FEEDBACK = Pattern(
    "mark what students handed in, with feedback, gradebook and report",
    "학생 답안을 채점하고 피드백, 성적표, 보고서를 씁니다",
)
WRITE_A_COMMENTED_STARTER_SPEC = Pattern(
    "write a commented starter spec", "주석이 달린 시작용 문제 파일을 씁니다"
)
COMPARE_THE_NUMBERS_OF_A_SPEC_WITH_TORCH_NN = Pattern(
    "compare the numbers of a spec with torch.nn.RNN", "문제 파일의 숫자를 torch.nn.RNN과 비교합니다"
)
EXPLAIN_THE_SHAPES_OF_A_CALL_OF_TORCH = Pattern(
    "explain the shapes of a call of torch, and why it fails",
    "torch 호출의 텐서 크기와 오류의 까닭을 설명합니다",
)
EXPLAIN_THE_CODE_OF_A_MESSAGE = Pattern("explain the code of a message", "메시지 코드를 설명합니다")
THE_STANDARD_OUTPUT = Pattern("the standard output", "표준 출력")
THERE_IS_NO_OPTION = Message("U02", Pattern("there is no option `{word}`", "`{word}`라는 옵션은 없습니다"))
THERE_IS_NO_COMMAND = Message("U01", Pattern("there is no command `{word}`", "`{word}`라는 명령은 없습니다"))
STEP_BY_STEP_WORKED_EXAMPLES_FOR_RECURRENT = Pattern(
    "Step-by-step worked examples for recurrent networks computed by hand.",
    "순환 신경망을 손으로 한 단계씩 계산하는 풀이 예제.",
)
WHAT_A_COMMAND_TAKES_EXAMPLE = Pattern("What a command takes: {example}", "명령의 쓰임새: {example}")
COMPLETION_IN_A_SHELL = Pattern("Completion in a shell: {example}", "셸 자동 완성: {example}")
THE_VERSION_EXAMPLE = Pattern("The version: {example}", "버전: {example}")
THIS_IS_A_FAULT_OF_RNN_TUTOR_NOT_YOURS_KIND = Message(
    "B01",
    Pattern(
        "this is a fault of rnn-tutor, not yours ({kind}: {text})",
        "사용자가 아니라 rnn-tutor의 잘못입니다({kind}: {text})",
    ),
    help=Pattern(
        "please report it with the command and the spec; {variable}=1 shows where it happened",
        "쓴 명령과 문제 파일을 붙여 알려 주세요. {variable}=1을 주면 어디에서 생겼는지 나옵니다",
    ),
)

# usage

USAGE = Pattern("usage: ", "사용법: ")
OPTIONS = Pattern("[OPTIONS …]", "[옵션 …]")
IN_EVERY_COMMAND = Pattern("In every command", "모든 명령에 공통")
LANGUAGE_OF_MESSAGES_AND_DOCUMENTS = Pattern("language of messages and documents", "메시지와 문서의 언어")
SHOW_THIS_HELP = Pattern("show this help", "이 도움말을 보여 줍니다")
WHAT = Message("U02", Pattern("{what}", "{what}"))
WORD_IS_ONE_ARGUMENT_TOO_MANY = Message(
    "U02",
    Pattern("`{word}` is one argument too many", "`{word}`{word:-은} 남는 인수입니다"),
    help=Pattern(
        "quote a name or a sentence that holds spaces", "공백이 있는 이름이나 문장은 따옴표로 묶으세요"
    ),
)
OPTION_TAKES_NO_VALUE = Message(
    "U03", Pattern("`{option}` takes no value", "`{option}`{option:-은} 값을 받지 않습니다")
)
OPTION_NEEDS_A_VALUE = Message("U03", Pattern("`{option}` needs a value", "`{option}`에 값이 필요합니다"))
DID_YOU_MEAN_NEAR = Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?")
KNOWN_ARE_KNOWN = Pattern("known are {known}", "쓸 수 있는 것: {known}")
VALUE_IS_NO_SUCH_NUMBER = Message(
    "U04",
    Pattern("`{option} {value}` is not possible", "`{option} {value}`{value:-은} 쓸 수 없습니다"),
    because=Pattern(
        "{option} takes a whole number from {low} to {high}.",
        "{option}에는 {low}부터 {high}까지의 정수를 씁니다.",
    ),
)
VALUE_IS_NONE_OF_THE_KNOWN = Message(
    "U04",
    Pattern("`{option} {value}` is not possible", "`{option} {value}`{value:-은} 쓸 수 없습니다"),
    because=Pattern("{option} takes one of: {known}.", "{option}에 쓸 수 있는 값: {known}."),
)
SOMETHING_IS_MISSING = Message(
    "U05", Pattern("{what}", "{what}"), help=Pattern("for example: {command}", "예: {command}")
)
FORMAT_IS_NO_TEXT_AND_A_TERMINAL_SHOWS_ONLY = Message(
    "U12",
    Pattern(
        "{format} is no text, and a terminal shows only text",
        "{format} 파일은 텍스트가 아니어서 터미널에 보일 수 없습니다",
    ),
)
NAME_A_FILE_O_PAGE_FORMAT = Pattern("name a file: -o page.{format}", "파일 이름을 적으세요: -o page.{format}")

# spec_file

WHAT_IS_READ = Pattern("What is read", "읽는 것")
THE_SPEC_TOML_OR_JSON = Pattern(
    "the spec, TOML or JSON; - reads the standard input",
    "문제 파일(TOML 또는 JSON). - 는 표준 입력을 읽습니다",
)
ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN = Pattern(
    "allow more steps, words and hidden units than a person computes by hand",
    "사람이 손으로 계산할 만한 단계, 단어, 은닉 유닛의 수를 넘어도 받아들입니다",
)
WHICH_SPEC = Pattern("which spec?", "어떤 문제 파일인가요?")
ANOTHER_PACKAGE_CALLED_TUTOR_WAS_INSTALLED_OVER = Message(
    "U15",
    Pattern(
        "another package called `tutor` was installed over {program}, which cannot run so",
        "`tutor`라는 다른 패키지가 {program} 위에 설치되어 {program}{program:-을} 실행할 수 없습니다",
    ),
    help=Pattern(
        "keep one of them in an environment; for {program}: {first} and then {second}",
        "한 환경에는 하나만 두세요. {program}{program:-을} 쓰려면 {first} 다음에 {second}",
    ),
)
