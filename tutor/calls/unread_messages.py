"""What of a call is not read, and what to give instead."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# unread

THE_TEXT_HAS_FOUND_CHARACTERS = Message(
    "P07",
    Pattern(
        "the text has {found} characters; the limit is {limit}",
        "글이 {found}자입니다. 한도는 {limit}자입니다",
    ),
    help=Pattern(
        "paste only the lines that make the module and call it", "모듈을 만들고 호출하는 줄만 붙여 넣으세요"
    ),
)
PASTE_THE_WHOLE_CALL_SUCH_AS_EXAMPLE = Pattern(
    "paste the whole call, such as {example}", "호출 전체를 붙여 넣으세요. 예: {example}"
)
A_BRACKET_IS_NOT_CLOSED = Message(
    "P01",
    Pattern("a bracket is not closed", "괄호가 닫히지 않았습니다"),
    help=PASTE_THE_WHOLE_CALL_SUCH_AS_EXAMPLE,
)
THE_TEXT_IS_NOT_PYTHON = Message(
    "P01",
    Pattern("the text is not Python", "파이썬 코드로 읽을 수 없습니다"),
    help=PASTE_THE_WHOLE_CALL_SUCH_AS_EXAMPLE,
)
PYTHON_STOPS_HERE_MESSAGE = Pattern("Python stops here: {message}.", "파이썬이 여기에서 멈춥니다: {message}.")
THERE_IS_NO_TEXT = Message(
    "P01", Pattern("there is no text", "글이 없습니다"), help=PASTE_THE_WHOLE_CALL_SUCH_AS_EXAMPLE
)
THERE_IS_NO_MODULE_NAME = Message(
    "P02",
    Pattern("there is no module `{name}`", "`{name}`{name:-이라}는 모듈은 없습니다"),
    help=Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?"),
)
EXPLAINED_ARE_KNOWN = Pattern("Explained are {known}.", "설명할 수 있는 것: {known}.")
NO_RECURRENT_MODULE_IS_CALLED_IN_THE_TEXT = Message(
    "P02",
    Pattern("no recurrent module is called in the text", "순환 모듈의 호출이 없습니다"),
    because=EXPLAINED_ARE_KNOWN,
    help=Pattern("write the call, such as {example}", "호출을 적으세요. 예: {example}"),
)
ITS_ARGUMENTS_DECIDE = Pattern("Its arguments decide the shapes.", "크기는 인수에 따라 정해집니다.")
NAME_IS_NOT_CALLED = Message(
    "P02",
    Pattern("`{name}` is not called", "`{name}`{name:-을} 호출하지 않았습니다"),
    because=ITS_ARGUMENTS_DECIDE,
    help=Pattern("write them in parentheses: {example}", "괄호 안에 인수를 적으세요: {example}"),
)
NAME_STANDS_IN_ANOTHER = Message(
    "P02",
    Pattern(
        "no verdict: `{name}` is used through a class or a function of its own, which is not followed",
        "판정하지 않습니다. `{name}`{name:-을} 다른 클래스나 함수를 거쳐 쓰는데, 그 안은 따라가지 않습니다",
    ),
    because=ITS_ARGUMENTS_DECIDE,
    help=Pattern("write the module itself: {example}", "모듈을 직접 적으세요: {example}"),
)
NAME_IS_NOT_TORCHS = Message(
    "P02",
    Pattern("`{name}` is not torch's", "`{name}`{name:-은} torch의 것이 아닙니다"),
    because=EXPLAINED_ARE_KNOWN,
    help=Pattern("write nn. before it if torch's is meant", "torch의 모듈이라면 앞에 nn.을 붙이세요"),
)
CALL_IS_A_LAYER_OF_KERAS_NOT_OF_TORCH = Message(
    "P45",
    Pattern(
        "`{call}` is a layer of Keras, not of torch", "`{call}`{call:-은} torch가 아니라 Keras의 층입니다"
    ),
    because=Pattern(
        "Keras keeps the matrices the other way round: kernel is (input_size, units), the transpose "
        "of torch's weight_ih (hidden_size, input_size), recurrent_kernel the transpose of weight_hh. "
        "SimpleRNN and LSTM have one bias where torch has two, and the batch is always the first "
        "axis.",
        "Keras는 행렬을 전치해서 저장합니다. kernel은 (input_size, units)로 torch의 weight_ih "
        "(hidden_size, input_size)를 전치한 것이고, recurrent_kernel은 weight_hh를 전치한 것입니다. "
        "torch에는 편향이 둘이지만 SimpleRNN과 LSTM에는 하나뿐이고, 배치는 언제나 첫 번째 축입니다.",
    ),
    help=Pattern("the same in torch: {example}", "torch로 쓰면: {example}"),
)
NAME_IS_GIVEN_TWICE = Message(
    "P01",
    Pattern("`{name}` is given twice", "`{name}`{name:-이} 두 번 나옵니다"),
    because=Pattern(
        "Python does not read a call in which a name is repeated.",
        "파이썬은 이름이 되풀이된 호출을 읽지 않습니다.",
    ),
    help=Pattern("remove one of the two", "둘 중 하나를 지우세요"),
)
TEXT_IS_NOT_READ = Message(
    "P04",
    Pattern("`{text}` is not read", "`{text}`{text:-은} 읽지 않습니다"),
    because=Pattern(
        "What * and ** hand over cannot be seen in the text.",
        "*나 **로 넘기는 것은 글만 보고 알 수 없습니다.",
    ),
    help=Pattern("write the arguments themselves", "인수를 직접 적으세요"),
)
WRITE_EXAMPLE = Pattern("write {example}", "{example:으로} 적으세요")
TEXT_IS_WRITTEN_WITH_A_CAPITAL = Message(
    "P04",
    Pattern("`{text}` is not read", "`{text}`{text:-은} 읽지 않습니다"),
    because=Pattern("Python writes it with a capital.", "파이썬에서는 첫 글자를 대문자로 씁니다."),
    help=WRITE_EXAMPLE,
)
NONLINEARITY_IS_A_WORD_NOT_THE_FUNCTION_TEXT = Message(
    "P04",
    Pattern(
        "`nonlinearity` is a word, not the function `{text}`",
        "`nonlinearity`에는 함수 `{text}`{text:-이} 아니라 낱말을 적습니다",
    ),
    help=WRITE_EXAMPLE,
)
TEXT_IS_NO_ARGUMENT = Message(
    "P04",
    Pattern("`{text}` is not read", "`{text}`{text:-은} 읽지 않습니다"),
    because=Pattern(
        "An argument is a number up to {largest}, True, False, a word or a name; + - * / may join numbers.",
        "인수는 {largest}까지의 수, True, False, 낱말, 이름입니다. 수는 + - * /로 이어도 됩니다.",
    ),
    help=Pattern("write the number itself", "수를 그대로 적으세요"),
)
SAY_WHAT_IT_IS_EXAMPLE = Pattern("say what it is: {example}", "값을 알려 주세요: {example}")
THE_VALUE_OF_TEXT_IS_NOT_KNOWN = Message(
    "P03",
    Pattern("the value of `{text}` is not known", "`{text}`의 값을 알 수 없습니다"),
    because=Pattern(
        "It is `{name}` of the call; nothing in the text is run to find it.",
        "호출의 `{name}`에 쓰였습니다. 글에 있는 코드는 실행하지 않습니다.",
    ),
    help=SAY_WHAT_IT_IS_EXAMPLE,
)

# values

SET_TEXT_GIVES_NO_VALUE = Message(
    "P03",
    Pattern("`--set {text}` gives no value", "`--set {text}`에 값이 없습니다"),
    because=Pattern(
        "It is NAME=VALUE, with a number, True, False or a word.",
        "이름=값 꼴로 적습니다. 값은 수, True, False, 낱말입니다.",
    ),
    help=WRITE_EXAMPLE,
)
WRITE_WHOLE_NUMBERS_WITH_COMMAS_BETWEEN_THEM = Pattern(
    "write whole numbers with commas between them: {example}", "정수를 쉼표로 이어 적으세요: {example}"
)
OPTION_TEXT_IS_NOT_A_SHAPE = Message(
    "P06", Pattern("`{option} {text}` is not a shape", "`{option} {text}`{text:-은} 크기가 아닙니다")
)
PART_IS_NOT_A_SIZE = Pattern("`{part}` is not a size.", "`{part}`{part:-은} 축의 크기가 될 수 없습니다.")
