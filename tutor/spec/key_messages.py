"""What is said of the keys of a spec and of what stands behind them."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# keys

MORE_UNKNOWN_KEYS = Message(
    "K01",
    Pattern("{more} more unknown keys", "모르는 키가 {more}개 더 있습니다"),
    help=Pattern("start from `rnn-tutor init`", "`rnn-tutor init`으로 시작하세요"),
)
THE_SECTION_IS_MISSING = Message(
    "K01",
    Pattern("the section [{section}] is missing", "[{section}] 구역이 없습니다"),
    because=Pattern("{keys} belong in this section.", "{keys:은} 이 구역에 적는 키입니다."),
    help=Pattern(
        "write [{section}] on a line of its own above `{key}`",
        "`{key}` 위에 [{section}]{section:-을} 한 줄로 따로 적으세요",
    ),
)
A_SIZE_IS_NO_KEY = Message(
    "K01",
    Pattern("unknown key `{key}`", "모르는 키 `{key}`입니다"),
    because=Pattern(
        "Sizes are read from the weights and the vocabulary.", "크기는 가중치와 어휘에서 읽습니다."
    ),
    help=Pattern("remove it", "지우세요"),
)
UNKNOWN_KEY = Message(
    "K01",
    Pattern("unknown key `{key}`", "모르는 키 `{key}`입니다"),
    help=Pattern("remove it; the keys here are {known}", "지우세요. 여기에 쓸 수 있는 키는 {known}입니다"),
)
KEY_BELONGS_IN_SECTION = Message(
    "K01",
    Pattern("`{key}` belongs in [{section}]", "`{key}`{key:-은} [{section}] 안에 적는 키입니다"),
    help=Pattern("move it below the line [{section}]", "[{section}] 줄 아래로 옮기세요"),
)
KEY_BELONGS_AT_THE_TOP_OF_THE_FILE = Message(
    "K01",
    Pattern("`{key}` belongs at the top of the file", "`{key}`{key:-은} 파일 맨 위에 적는 키입니다"),
    help=Pattern("move it above the first section", "첫 번째 구역 위로 옮기세요"),
)
UNKNOWN_KEY_DID_YOU_MEAN_NEAR = Message(
    "K01",
    Pattern(
        "unknown key `{key}`; did you mean `{near}`?",
        "모르는 키 `{key}`입니다. `{near}`{near:-을} 쓰려던 것인가요?",
    ),
)
WRITE_SECTION = Pattern("write [{section}]", "[{section}]{section:-으로} 적으세요")
THE_ACTIVATION_BELONGS_TO_THE_KIND = Pattern(
    'the activation belongs to the kind: kind = "rnn_tanh", "rnn_relu" or "rnn_sigmoid", in [cell]',
    "활성화 함수는 kind에 들어 있습니다. [cell] 안에 "
    'kind = "rnn_tanh", "rnn_relu" 또는 "rnn_sigmoid"로 적으세요',
)
WRITE_KEY = Pattern("write `{key}`", "`{key}`{key:-으로} 적으세요")
WRITE_KEY_AT_THE_TOP_OF_THE_FILE = Pattern(
    "write `{key}` at the top of the file", "파일 맨 위에 `{key}`{key:-을} 적으세요"
)
WRITE_KEY_IN_SECTION = Pattern("write `{key}` in [{section}]", "[{section}] 안에 `{key}`{key:-을} 적으세요")
KEY_MUST_BE_EXPECTED_NOT_FOUND = Message(
    "K02",
    Pattern(
        "`{key}` must be {expected}, not {found}",
        "`{key}`에는 {expected:을} 적어야 하는데, {found:이} 있습니다",
    ),
)
KEY_FOUND_IS_NOT_KNOWN = Message(
    "K03",
    Pattern('{key} = "{found}" is not known', '{key} = "{found}": 모르는 값입니다'),
    because=Pattern("Known are {known}.", "쓸 수 있는 값은 {known}입니다."),
)
DID_YOU_MEAN_NEAR = Pattern('did you mean "{near}"?', '"{near}"{near:-을} 쓰려던 것인가요?')
CHOOSE_ONE_OF_THEM = Pattern("choose one of them", "그중 하나를 고르세요")
THE_TRUTH_VALUE = Pattern("the truth value {value}", "참·거짓 값 {value}")
THE_TEXT_VALUE = Pattern('the text "{value}"', '문자열 "{value}"')
A_TABLE = Pattern("a table", "테이블")
A_LIST = Pattern("a list", "목록")
NOTHING_NULL = Pattern("nothing (null)", "빈 값(null)")
A_LARGE_NUMBER = Pattern("a large number", "아주 큰 수")
THE_VALUE = Pattern("the value {value}", "값 {value}")

# content

WRITE_SECTION_ON_A_LINE_OF_ITS_OWN = Pattern(
    "write [{section}] on a line of its own, and its keys below",
    "[{section}]{section:-을} 한 줄에 따로 적고, 키는 그 아래에 적으세요",
)
KEY_IS_MISSING = Message("K06", Pattern("`{key}` is missing", "`{key}`{key:-이} 없습니다"))
A_TEXT = Pattern("a text", "문자열")
WRITE_A_TEXT = Pattern('write {name} = "…"', '{name} = "…" 꼴로 적으세요')
THE_TITLE_HOLDS_A_CONTROL_CHARACTER_CODE = Message(
    "K03",
    Pattern("the title holds a control character ({code})", "제목에 제어 문자({code})가 들어 있습니다"),
    help=Pattern("write the title on one line", "제목을 한 줄로 적으세요"),
)
THE_TITLE_HAS_COUNT_CHARACTERS = Message(
    "K03",
    Pattern(
        "the title has {count} characters; the limit is {limit}",
        "제목이 {count}자입니다. 한도는 {limit}자입니다",
    ),
    help=Pattern("write a shorter title", "제목을 줄이세요"),
)
ONE_OF_KNOWN = Pattern("one of {known}", "{known} 중 하나")
TRUE_OR_FALSE = Pattern("true or false", "true 또는 false")
WRITE_NAME_TRUE_OR_FALSE = Pattern("write {name} = true or false", "{name} = true 또는 false로 적으세요")
A_WHOLE_NUMBER_FROM_1 = Pattern("a whole number from 1", "1 이상의 정수")
WRITE_A_WHOLE_NUMBER = Pattern("write {name} = 1", "{name} = 1처럼 적으세요")
ORIENTATION_HAS_NO_KEY = Message(
    "K01",
    Pattern("`orientation` has no key `{key}`", "`orientation`에는 `{key}`{key:-이라}는 키가 없습니다"),
    help=Pattern("its keys are {names}", "쓸 수 있는 키: {names}"),
)
DECIMALS_MUST_BE_A_WHOLE_NUMBER_1_LIMIT = Message(
    "K03",
    Pattern(
        "{name} must be a whole number 1..{limit}, not {found}",
        "{name:은} 1부터 {limit}까지의 정수여야 하는데, {found:이} 있습니다",
    ),
    help=Pattern("write {name} = {usual}", "{name} = {usual}처럼 적으세요"),
)
A_LIST_OF_WORDS = Pattern("a list of words", "단어 목록")
WRITE_A_LIST_OF_TEXTS = Pattern('write {name} = ["…", "…"]', '{name} = ["…", "…"] 꼴로 적으세요')
ENTRY_POSITION_OF_NAME_MUST_BE_A_WORD = Message(
    "K02",
    Pattern(
        "entry {position} of `{name}` must be a word, not {found}",
        "`{name}`의 {position}번째 항목은 단어여야 하는데, {found:이} 있습니다",
    ),
    because=Pattern(
        "A word always stands in quotes, even where it looks like a number.",
        "단어는 수처럼 보여도 언제나 따옴표로 묶습니다.",
    ),
    help=Pattern('write "{text}"', '"{text}"{text:-으로} 적으세요'),
)
REMOVE_ONE_OF_THEM = Pattern("remove one of them", "하나를 지우세요")
BOTH_FIRST_AND_SECOND_ARE_GIVEN = Message(
    "K07",
    Pattern(
        "both `{first}` and `{second}` are given",
        "`{first}`{first:-과} `{second}`{second:-이} 둘 다 있습니다",
    ),
    because=Pattern(
        "Where x is given in numbers, no word needs a one-hot vector.",
        "x를 숫자로 적었으면 원-핫 벡터로 바꿀 단어가 없습니다.",
    ),
    help=REMOVE_ONE_OF_THEM,
)
LIST_THE_WORDS_IN_THE_ORDER_OF_THEIR_ONE_HOT = Pattern(
    "list the words in the order of their one-hot vectors", "원-핫 벡터의 순서대로 단어를 적으세요"
)
TWO_KEYS_COULD_DIFFER = Message(
    "K07",
    Pattern(
        "both `{first}` and `{second}` are given",
        "`{first}`{first:-과} `{second}`{second:-이} 둘 다 있습니다",
    ),
    because=Pattern("They could say different things.", "둘의 내용이 서로 다를 수 있습니다."),
    help=REMOVE_ONE_OF_THEM,
)
WRITE_SENTENCE_WITH_WORDS_OF_THE_VOCABULARY = Pattern(
    'write sentence = "…" with words of the vocabulary', '어휘에 있는 단어로 sentence = "…"를 적으세요'
)
A_LIST_OF_SENTENCES = Pattern("a list of sentences", "문장의 목록")
WRITE_SENTENCES = Pattern('write sentences = ["…", "…"]', 'sentences = ["…", "…"]처럼 적으세요')
SENTENCE_POSITION_MUST_BE_A_TEXT_NOT_FOUND = Message(
    "K02",
    Pattern(
        "sentence {position} must be a text, not {found}",
        "문장 {position}{position:-은} 글이어야 하는데 {found}입니다",
    ),
    help=Pattern('write "…", or a list of words', '"…"처럼 적거나 단어의 목록으로 적으세요'),
)
INPUTS_IS_ONE_LIST_IT_MUST_BE_A_LIST = Message(
    "S01",
    Pattern(
        "`inputs` is one list; it must be a list of vectors, one for every step",
        "`inputs`가 목록 하나입니다. 시간 단계마다 벡터가 하나씩 있는 목록이어야 합니다",
    ),
    help=Pattern(
        "write inputs = [[0.1, 0.2], [0.3, 0.4]] for two steps",
        "두 단계라면 inputs = [[0.1, 0.2], [0.3, 0.4]]처럼 적으세요",
    ),
)
WHICH_AXIS_IS_THE_BATCH = Message(
    "K06",
    Pattern("`{key}` is missing", "`{key}`{key:-이} 없습니다"),
    because=Pattern(
        "`inputs` is {shape}. It could be {first:sentence|sentences} of {second} steps, or "
        "{second:sentence|sentences} of {first} steps.",
        "`inputs`의 크기가 {shape}입니다. {second}단계짜리 문장 {first}개일 수도 있고 {first}단계짜리 "
        "문장 {second}개일 수도 있습니다.",
    ),
    help=Pattern(
        "write batch_first = true in [cell] where the first axis counts the sentences, else false",
        "첫째 축이 문장의 수라면 [cell]에 batch_first = true, 아니면 false로 적으세요",
    ),
)
SHORT_NAME_AND_LAYER_0_ARE_GIVEN = Message(
    "K07",
    Pattern(
        "both `{first}` and `{second}` are given",
        "`{first}`{first:-과} `{second}`{second:-이} 둘 다 있습니다",
    ),
    because=Pattern("The short name stands for layer 0.", "짧은 이름은 0층을 뜻합니다."),
    help=REMOVE_ONE_OF_THEM,
)
WRITE_NAME_IN_CELL = Pattern(
    "write {name} = [[…], […]] in [cell]", "[cell] 안에 {name} = [[…], […]] 꼴로 적으세요"
)
WRITE_NAME_IN_OUTPUT = Pattern(
    "write {name} = [[…], […]] in [output]", "[output]에 {name} = [[…], […]]처럼 적으세요"
)
MOST_AND_LAST = Pattern("{most} and {last}", "{most} 및 {last}")
