"""What is said of a file that cannot be read, and of what is probably meant."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# reader

GIVE_THE_PATH_OF_A_SPEC_FILE = Pattern(
    "give the path of a spec file, or start one with `rnn-tutor init`",
    "문제 파일의 경로를 적거나, `rnn-tutor init`으로 새로 만드세요",
)
THE_FILE_IS_LARGER_THAN_1_MIB = Message(
    "F04",
    Pattern("the file is larger than 1 MiB", "파일이 1 MiB보다 큽니다"),
    help=Pattern(
        "give a spec: a worked example by hand needs a few hundred bytes",
        "문제 파일을 적으세요. 손으로 푸는 예제는 수백 바이트면 충분합니다",
    ),
)
START_FROM_RNN_TUTOR_INIT = Pattern("start from `rnn-tutor init`", "`rnn-tutor init`으로 시작하세요")
THE_SPEC_IS_EMPTY = Message(
    "F03", Pattern("the spec is empty", "문제 파일이 비어 있습니다"), help=START_FROM_RNN_TUTOR_INIT
)
NESTING_DEEPER_THAN_LIMIT_AT_COLUMN = Message(
    "F01",
    Pattern(
        "nesting deeper than {limit} at column {column}",
        "{column}번째 칸에서 괄호가 {limit}겹보다 깊어집니다",
    ),
    because=Pattern(
        "A matrix is a list of rows: it nests two deep.", "행렬은 행의 목록이므로 괄호가 두 겹입니다."
    ),
    help=Pattern("remove the extra brackets", "남는 괄호를 지우세요"),
)
THE_FILE_HAS_MORE_THAN_LIMIT_ENTRIES = Message(
    "F04",
    Pattern("the file has more than {limit} entries", "파일에 항목이 {limit}개 넘게 있습니다"),
    help=Pattern(
        "give a spec: a worked example by hand has a few hundred",
        "문제 파일을 적으세요. 손으로 푸는 예제의 항목은 수백 개를 넘지 않습니다",
    ),
)
THE_FILE_HOLDS_NO_KEYS = Message(
    "F01",
    Pattern("the file holds no keys", "파일에 키가 없습니다"),
    because=Pattern("A spec in JSON is one object: {{ … }}.", "JSON 문제 파일은 객체 하나입니다: {{ … }}."),
    help=START_FROM_RNN_TUTOR_INIT,
)

# syntax

WRITE_NUMBER = Pattern("write {number}", "{number:으로} 적으세요")
WRITE_A_DECIMAL_NUMBER_FOR_EXAMPLE_0_5 = Pattern(
    "write a decimal number, for example 0.5", "0.5처럼 소수로 적으세요"
)
FOUND_IS_NOT_A_DECIMAL_NUMBER = Pattern(
    "`{found}` is not a decimal number", "`{found}`{found:-은} 십진수로 적은 수가 아닙니다"
)
FOUND_STANDS_IN_TYPOGRAPHIC_QUOTES = Pattern(
    "`{found}` stands in typographic quotes", "`{found}`{found:-은} 둥근 따옴표로 묶여 있습니다"
)
WRITE_TEXT_WITH_STRAIGHT_QUOTES = Pattern(
    'write "{text}" with straight quotes', '곧은 따옴표를 써서 "{text}"{text:-으로} 적으세요'
)
FOUND_STANDS_IN_SINGLE_QUOTES = Pattern(
    "`{found}` stands in single quotes", "`{found}`{found:-은} 작은따옴표로 묶여 있습니다"
)
JSON_WRITES_TEXT_WITH_DOUBLE_QUOTES = Pattern(
    'JSON writes "{text}" with double quotes', 'JSON에서는 큰따옴표를 써서 "{text}"{text:-으로} 적습니다'
)
FOUND_IS_NOT_TOML = Pattern("`{found}` is not TOML", "`{found}`{found:-은} TOML이 아닙니다")
WRITE_KEY = Pattern("write `{key} = …`", "`{key} = …` 꼴로 적으세요")
FOUND_HAS_NO_QUOTES = Pattern("`{found}` has no quotes", "`{found}`에 따옴표가 없습니다")
WRITE_TEXT = Pattern('write "{text}"', '"{text}"{text:-으로} 적으세요')
FOUND_IS_NOT_JSON = Pattern("`{found}` is not JSON", "`{found}`{found:-은} JSON이 아닙니다")
WRITE_KEY_IN_JSON = Pattern("write `{key}: …`", "`{key}: …` 꼴로 적으세요")
THE_KEY_FOUND_IS_NOT_IN_LATIN_LETTERS = Pattern(
    "the key `{found}` is not in Latin letters", "키 `{found}`{found:-이} 로마자가 아닙니다"
)
THE_KEYS_OF_A_SPEC_ARE_ENGLISH_WORDS = Pattern(
    "the keys of a spec are English words, such as `title`, `sentence` and `vocabulary`",
    "문제 파일의 키는 `title`, `sentence`, `vocabulary` 같은 영어 낱말입니다",
)
THE_LIST_FOUND_HAS_NO_BRACKETS = Pattern(
    "the list `{found}` has no brackets", "목록 `{found}`에 대괄호가 없습니다"
)
WRITE_IN_BRACKETS = Pattern("write [{text}]", "[{text}]{text:-으로} 적으세요")
FOUND_IS_NOT_CLOSED = Pattern("`{found}` is not closed", "`{found}`의 괄호가 닫히지 않았습니다")
WRITE_THE_CLOSING_BRACKET = Pattern("write {text}]", "{text}]{text:-으로} 적으세요")
THERE_ARE_TWO_COMMAS_WITH_NOTHING_BETWEEN = Pattern(
    "there are two commas with nothing between them", "쉼표 둘 사이에 값이 없습니다"
)
REMOVE_ONE_OF_THEM = Pattern("remove one of them", "하나를 지우세요")
FOUND_IS_A_COMMENT_AND_JSON_HAS_NONE = Pattern(
    "`{found}` is a comment, and JSON has none", "`{found}`{found:-은} 주석인데, JSON에는 주석이 없습니다"
)
REMOVE_IT_OR_WRITE_THE_SPEC_IN_TOML = Pattern(
    "remove it, or write the spec in TOML", "주석을 지우거나, 문제 파일을 TOML로 적으세요"
)
KEY_HAS_NO_VALUE = Pattern("`{key}` has no value", "`{key}`에 값이 없습니다")
WRITE_ONE_AFTER_THE = Pattern("write one after the `=`", "`=` 뒤에 값을 적으세요")
A_LINE_OF_TOML_IS_KEY_VALUE = Pattern(
    'a line of TOML is `key = value`; text stands in quotes, lists in brackets: ["i", "am"]',
    'TOML의 한 줄은 `키 = 값`입니다. 문자열은 따옴표로, 목록은 대괄호로 묶습니다: ["i", "am"]',
)
JSON_IS_TEXT_STANDS_IN_DOUBLE_QUOTES = Pattern(
    'JSON is {{"key": value, …}}; text stands in double quotes, lists in brackets: ["i", "am"]',
    'JSON은 {{"키": 값, …}} 꼴입니다. 문자열은 큰따옴표로, 목록은 대괄호로 묶습니다: ["i", "am"]',
)
THE_NUMBER = Pattern("the number", "수")
DUPLICATE_KEY_TWICE_ON_LINE = Pattern(
    "duplicate key `{key}`, twice on line {line}", "키 `{key}`{key:-이} {line}번째 줄에 두 번 나옵니다"
)
DUPLICATE_KEY_LINES_FIRST_AND_SECOND = Pattern(
    "duplicate key `{key}`, lines {first} and {second}",
    "키 `{key}`{key:-이} {first}번째 줄과 {second}번째 줄에 두 번 나옵니다",
)
NOTHING_TELLS_WHICH_OF_THE_TWO_IS_MEANT = Pattern(
    "Nothing tells which of the two is meant.", "둘 중 어느 것을 뜻하는지 알 수 없습니다."
)
THE_FILE_IS_JSON_AND_ITS_NAME_ENDS_IN_TOML = Pattern(
    "the file is JSON, and its name ends in .toml", "이름이 .toml로 끝나는데 내용은 JSON입니다"
)
LET_ITS_NAME_END_IN_JSON = Pattern("let its name end in .json", "이름의 끝을 .json으로 바꾸세요")
THE_FILE_IS_TOML_AND_ITS_NAME_ENDS_IN_JSON = Pattern(
    "the file is TOML, and its name ends in .json", "이름이 .json으로 끝나는데 내용은 TOML입니다"
)
LET_ITS_NAME_END_IN_TOML = Pattern("let its name end in .toml", "이름의 끝을 .toml로 바꾸세요")
THE_ENDING_OF_ITS_NAME_TELLS_HOW_A_FILE = Pattern(
    "The ending of its name tells how a file is read.",
    "파일을 읽는 방식은 이름의 끝(확장자)을 보고 정합니다.",
)
A_BACKSLASH_IN_DOUBLE_QUOTES_STANDS = Pattern(
    "a backslash in double quotes stands for a special character",
    "큰따옴표 안의 백슬래시는 특수 문자를 나타냅니다",
)
WRITE_IT_TWICE = Pattern("write it twice: \\\\", "두 번 적으세요: \\\\")
THE_TEXT_HOLDS_AN_INVISIBLE_CHARACTER_CODE = Pattern(
    "the text holds an invisible character ({code})", "보이지 않는 문자({code})가 들어 있습니다"
)
REMOVE_IT = Pattern("remove it", "지우세요")
THE_QUOTE_IN_FOUND_IS_NEVER_CLOSED = Pattern(
    "the quote in `{found}` is never closed", "`{found}`의 따옴표가 닫히지 않았습니다"
)
CLOSE_IT_ON_THE_SAME_LINE = Pattern("close it on the same line", "같은 줄에서 따옴표를 닫으세요")
A_COMMA_IS_MISSING_BETWEEN_FIRST_AND_SECOND = Pattern(
    "a comma is missing between `{first}` and `{second}`",
    "`{first}`{first:-과} `{second}` 사이에 쉼표가 빠졌습니다",
)
WRITE_FIRST_SECOND = Pattern("write `{first}, {second}`", "`{first}, {second}`{second:-으로} 적으세요")
THERE_IS_A_COMMA_BEFORE_BRACKET = Pattern(
    "there is a comma before `{bracket}`", "`{bracket}` 앞에 쉼표가 있습니다"
)
REMOVE_THE_LAST_COMMA = Pattern("remove the last comma", "마지막 쉼표를 지우세요")
THERE_IS_ONE_BRACKET_TOO_MANY = Pattern(
    "there is one `{bracket}` too many", "`{bracket}` 괄호가 하나 더 있습니다"
)
THE_BRACKET_OF_LINE_IS_NEVER_CLOSED = Pattern(
    "the `{bracket}` of line {line} is never closed", "{line}번째 줄의 `{bracket}` 괄호가 닫히지 않았습니다"
)
ADD_THE_MISSING_BRACKET = Pattern("add the missing `{bracket}`", "빠진 `{bracket}` 괄호를 넣으세요")
FOUND_IS_NOT_UNDERSTOOD_HERE = Pattern(
    "`{found}` is not understood here", "이 자리의 `{found}`{found:-은} 읽을 수 없습니다"
)
THE_TEXT_ENDS_TOO_EARLY = Pattern("the text ends too early", "파일이 중간에 끝났습니다")
IT_IS_IN_ROW_OF_KEY = Pattern("It is in row {row} of `{key}`.", "`{key}`의 {row}행입니다.")
