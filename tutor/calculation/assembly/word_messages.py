"""What is said of words: the vocabulary, the sentences, their targets."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# vocabulary

THE_VOCABULARY_HAS_NO_WORDS = Message(
    "V01",
    Pattern("the vocabulary has no words", "어휘에 단어가 없습니다"),
    help=Pattern("list at least one word", "단어를 하나 이상 적으세요"),
)
THE_VOCABULARY_HAS_COUNT_WORDS = Message(
    "V01",
    Pattern(
        "the vocabulary has {count} words; the limit is {limit}",
        "어휘의 단어가 {count}개입니다. 한도는 {limit}개입니다",
    ),
    because=Pattern(
        "A one-hot vector with {count} entries is not computed by hand.",
        "성분이 {count}개인 원-핫 벡터는 손으로 계산하지 않습니다.",
    ),
    help=Pattern(
        "keep the words that the sentence needs, or lift the limits with --no-limits",
        "문장에 필요한 단어만 남기거나, --no-limits로 한도를 푸세요",
    ),
)
EVERY_WORD_HAS_ONE_POSITION_IN_THE_ONE_HOT = Pattern(
    "Every word has one position in the one-hot vector.", "단어마다 원-핫 벡터에서 자리가 하나씩 있습니다."
)
REMOVE_ONE_OF_THE_TWO = Pattern("remove one of the two", "둘 중 하나를 지우세요")
WORD_APPEARS_AT_POSITIONS_FIRST_AND_SECOND = Message(
    "V03",
    Pattern(
        "`{word}` appears at positions {first} and {second}",
        "`{word}`{word:-이} {first}번째와 {second}번째에 두 번 나옵니다",
    ),
    because=EVERY_WORD_HAS_ONE_POSITION_IN_THE_ONE_HOT,
    help=REMOVE_ONE_OF_THE_TWO,
)
WORDS_FIRST_AND_SECOND_ARE_THE_SAME_WORD = Message(
    "V03",
    Pattern(
        "words {first} and {second} are the same word (`{word}`) after Unicode normalisation",
        "{first}번째와 {second}번째 단어는 유니코드 정규화를 거치면 같은 단어(`{word}`)입니다",
    ),
    because=EVERY_WORD_HAS_ONE_POSITION_IN_THE_ONE_HOT,
    help=REMOVE_ONE_OF_THE_TWO,
)
FIRST_AND_SECOND_DIFFER_ONLY_IN_CAPITALS = Pattern(
    "`{first}` and `{second}` differ only in capitals",
    "`{first}`{first:-과} `{second}`{second:-은} 대소문자만 다릅니다",
)
COUNT_PAIRS_OF_WORDS_DIFFER_ONLY_IN_CAPITALS = Pattern(
    "{count} pairs of words differ only in capitals: {pairs}",
    "대소문자만 다른 단어가 {count}쌍 있습니다: {pairs}",
)
EACH_IS_A_WORD_OF_ITS_OWN_WITH_ITS_OWN_ONE = Pattern(
    "Each is a word of its own with its own one-hot vector.",
    "저마다 다른 단어이며, 원-핫 벡터도 따로 있습니다.",
)
IF_TWO_ARE_MEANT_TO_BE_ONE_WORD = Pattern(
    "if two are meant to be one word, keep one of them", "같은 단어라면 하나만 남기세요"
)
TYPE_THE_WORD_AGAIN_OR_REMOVE_IT = Pattern(
    "type the word again, or remove it", "단어를 다시 입력하거나 지우세요"
)
WORD_POSITION_IS_EMPTY = Message(
    "V02",
    Pattern("word {position} is empty", "{position}번째 단어가 비어 있습니다"),
    help=TYPE_THE_WORD_AGAIN_OR_REMOVE_IT,
)
WORD_POSITION_HOLDS_AN_INVISIBLE_CHARACTER = Message(
    "V02",
    Pattern(
        "word {position} holds an invisible character ({code})",
        "{position}번째 단어에 보이지 않는 문자({code})가 들어 있습니다",
    ),
    help=TYPE_THE_WORD_AGAIN_OR_REMOVE_IT,
)
WORD_POSITION_WORD_HOLDS_A_SPACE = Message(
    "V02",
    Pattern("word {position} (`{word}`) holds a space", "{position}번째 단어(`{word}`)에 공백이 있습니다"),
    because=Pattern(
        "On the page a space stands between two words, so it cannot stand in one.",
        "문서에서 공백은 단어와 단어 사이에 놓이므로, 한 단어 안에는 쓸 수 없습니다.",
    ),
)
WRITE_WORD = Pattern("write `{word}`", "`{word}`{word:-으로} 적으세요")
THE_SENTENCE_HAS_NO_WORDS = Message(
    "V01",
    Pattern("the sentence has no words", "문장에 단어가 없습니다"),
    help=Pattern("write at least one word of the vocabulary", "어휘에 있는 단어를 하나 이상 쓰세요"),
)
THE_SENTENCE_HAS_COUNT_WORDS = Message(
    "V01",
    Pattern(
        "the sentence has {count} words; the limit is {limit}",
        "문장의 단어가 {count}개입니다. 한도는 {limit}개입니다",
    ),
    because=Pattern(
        "Each word is one time step, computed by hand.",
        "단어 하나가 시간 단계 하나이고, 단계마다 손으로 계산합니다.",
    ),
    help=Pattern(
        "shorten the sentence, or lift the limits with --no-limits",
        "문장을 줄이거나, --no-limits로 한도를 푸세요",
    ),
)
DID_YOU_MEAN_NEAR_PUNCTUATION_IS_PART = Pattern(
    "did you mean `{near}`? Punctuation is part of a word",
    "`{near}`{near:-을} 쓰려던 것인가요? 문장 부호도 단어의 일부입니다",
)
DID_YOU_MEAN_NEAR = Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?")
ADD_THE_WORD_TO_THE_VOCABULARY = Pattern(
    "add the word to the vocabulary, or choose another", "이 단어를 어휘에 넣거나, 다른 단어를 고르세요"
)
WORD_IS_NOT_IN_THE_VOCABULARY_KNOWN = Message(
    "V04",
    Pattern("`{word}` is not in the vocabulary ({known})", "`{word}`{word:-은} 어휘({known})에 없습니다"),
    because=Pattern(
        "Without a position in the vocabulary there is no one-hot vector x.",
        "어휘에 자리가 없으면 원-핫 벡터 x도 없습니다.",
    ),
)

# sentences

THERE_ARE_NO_SENTENCES = Message(
    "V01",
    Pattern("there are no sentences", "문장이 없습니다"),
    help=Pattern("write at least one sentence", "문장을 하나 이상 적으세요"),
)
SENTENCE_NUMBER_HAS_WORDS = Message(
    "S07",
    Pattern(
        "sentence {number} has {found:word|words}, sentence 1 has {first}",
        "문장 {number}의 단어는 {found}개인데 문장 1의 단어는 {first}개입니다",
    ),
    because=Pattern(
        "The sentences of a batch are computed in step, so all have the same length.",
        "배치의 문장들은 단계를 맞추어 계산하므로 길이가 모두 같아야 합니다.",
    ),
    help=Pattern(
        "make them equally long, or write a spec for each length",
        "길이를 맞추거나, 길이마다 문제 파일을 따로 만드세요",
    ),
)
A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND = Pattern(
    "A page with more is not computed by hand.", "그보다 크면 손으로 계산하지 않습니다."
)
THE_BATCH_HAS_COUNT_SENTENCES = Message(
    "S05",
    Pattern(
        "the batch has {count} sentences; the limit is {limit}",
        "배치의 문장이 {count}개입니다. 한도는 {limit}개입니다",
    ),
    because=A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND,
    help=Pattern(
        "use fewer sentences, or lift the limits with --no-limits",
        "문장을 줄이거나 --no-limits로 한도를 푸세요",
    ),
)
THE_INPUTS_HAVE_COUNT_STEPS = Message(
    "S05",
    Pattern(
        "the inputs have {count} steps; the limit is {limit}",
        "입력이 {count}단계입니다. 한도는 {limit}단계입니다",
    ),
    because=A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND,
    help=Pattern(
        "use fewer steps, or lift the limits with --no-limits", "단계를 줄이거나 --no-limits로 한도를 푸세요"
    ),
)
THE_INPUT_SIZE_IS_SIZE_THE_LIMIT_IS_LIMIT = Message(
    "S05",
    Pattern(
        "the input size is {size}; the limit is {limit}", "입력 크기가 {size}입니다. 한도는 {limit}입니다"
    ),
    because=A_PAGE_WITH_MORE_IS_NOT_COMPUTED_BY_HAND,
    help=Pattern(
        "use shorter inputs, or lift the limits with --no-limits",
        "입력 벡터를 줄이거나 --no-limits로 한도를 푸세요",
    ),
)
WRITE_ONE_LIST_OF_TARGETS_FOR_EVERY_SENTENCE = Pattern(
    "write one list of targets for every sentence", "문장마다 목표의 목록을 하나씩 적으세요"
)
A_BATCH_NEEDS_A_LIST_OF_TARGETS_FOR_EVERY = Message(
    "S08",
    Pattern(
        "a batch needs a list of targets for every sentence",
        "배치에는 문장마다 목표의 목록이 하나씩 있어야 합니다",
    ),
)
THE_NUMBER_OF_TARGETS_IS_FOUND = Message(
    "S08",
    Pattern(
        "the number of targets is {found}, that of steps {steps}",
        "시간 단계는 {steps}개인데 목표는 {found}개입니다",
    ),
    because=Pattern(
        "Every step has one target: the word or the class that its output should name.",
        "시간 단계마다 목표가 하나씩 있습니다. 그 단계의 출력이 맞혀야 할 단어나 범주입니다.",
    ),
)
WRITE_TARGETS = Pattern("write {steps:target|targets}", "목표를 {steps}개 적으세요")
TARGET_IS_NO_POSITION_OF_AN_OUTPUT = Message(
    "S08",
    Pattern(
        "target {target} is no position of an output with {size:entry|entries}",
        "목표 {target}{target:-은} 성분이 {size}개인 출력의 자리가 아닙니다",
    ),
    because=Pattern("As in torch, positions count from 0.", "PyTorch처럼 자리는 0부터 셉니다."),
    help=Pattern("write a number from 0 to {last}", "0부터 {last}까지의 수를 적으세요"),
)
TARGETS_ARE_WORDS_BUT_THERE_IS_NO_VOCABULARY = Message(
    "S08",
    Pattern("targets are words, but there is no vocabulary", "목표가 단어인데 어휘가 없습니다"),
    help=Pattern("give the vocabulary, or write positions from 0", "어휘를 적거나, 0부터 센 자리를 적으세요"),
)
