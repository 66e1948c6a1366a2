"""What is said of a class, its roster, its folder and the variants that can be made."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

THE_EXERCISE_WAS_CHANGED = Message(
    "G19",
    Pattern("`{file}` was changed since it was handed out", "`{file}`{file:-이} 배부한 뒤에 바뀌었습니다"),
    because=Pattern(
        "Its digest does not fit what stands in it. It is marked as it stands there.",
        "적힌 내용이 검사값과 맞지 않습니다. 지금 적힌 대로 채점합니다.",
    ),
    help=Pattern(
        "write it anew with the handout command that made it: the same seed and roster give the same sheets",
        "만들 때 쓴 handout 명령을 다시 실행하세요. 시드와 명단이 같으면 문제지도 같습니다",
    ),
    severity="warning",
)

# blanks

PRESET_CANNOT_BE_ASKED_FOR_IN_THIS_PROBLEM = Message(
    "U14",
    Pattern(
        "`{preset}` cannot be asked for in this problem",
        "이 문제에서는 `{preset}`{preset:-을} 물을 수 없습니다",
    ),
    help=Pattern(
        "write h, steps, one-hot, shapes, all, backward, delta, gradients, update, or symbols such as a,h",
        "h, steps, one-hot, shapes, all, backward, delta, gradients, update 또는 a,h 같은 기호를 쓰세요",
    ),
)
IT_HAS_NO_SYMBOLS_ITS_LINES_ARE_LINES = Pattern(
    "It has no {symbols}; its lines are {lines}.",
    "{symbols}{symbols:-이} 없습니다. 이 문제의 줄은 {lines}입니다.",
)
IT_ASKS_FOR_NOTHING = Pattern("It asks for nothing.", "묻는 것이 없습니다.")
AT_THIS_LEVEL_IT_ASKS_FOR_NOTHING = Pattern(
    "At this level it asks for nothing.", "이 수준에서는 묻는 것이 없습니다."
)
NO_LEARNING_RATE_FOR_NEW_WEIGHTS = Message(
    "U14",
    Pattern(
        "`{preset}` cannot be asked for in this problem",
        "이 문제에서는 `{preset}`{preset:-을} 물을 수 없습니다",
    ),
    because=Pattern(
        "Without a learning rate there are no new weights.", "학습률이 없으면 새 가중치도 없습니다."
    ),
    help=Pattern("give [loss] learning_rate, such as 0.1", "[loss] learning_rate에 0.1 같은 값을 주세요"),
)
NO_WORDS_TO_ASK_FOR = Message(
    "U14",
    Pattern(
        "`{preset}` cannot be asked for in this problem",
        "이 문제에서는 `{preset}`{preset:-을} 물을 수 없습니다",
    ),
    because=Pattern("Its inputs are numbers, not words.", "입력이 단어가 아니라 숫자입니다."),
    help=Pattern(
        "ask for something else, or give a sentence and its vocabulary in place of the inputs",
        "다른 것을 묻거나, 입력 대신 문장과 어휘를 쓰세요",
    ),
)
TOO_FEW_STEPS_TO_FADE = Message(
    "U14",
    Pattern(
        "`{preset}` cannot be asked for in this problem",
        "이 문제에서는 `{preset}`{preset:-을} 물을 수 없습니다",
    ),
    because=Pattern(
        "A faded sheet needs {least} steps; this problem has {steps}.",
        "단계적으로 비우려면 시간 단계가 {least}개 이상 있어야 합니다. 이 문제에는 {steps}개 있습니다.",
    ),
    help=Pattern("take a longer sentence, or another level", "더 긴 문장을 쓰거나 다른 수준을 고르세요"),
)

# exercise

GIVE_A_SPEC_OR_THE_FOLDER_THAT_RNN_TUTOR = Pattern(
    "give a spec, or the folder that `rnn-tutor handout` wrote",
    "문제 파일이나 `rnn-tutor handout`이 쓴 폴더를 쓰세요",
)
IT_IS_NOT_JSON_REASON = Pattern("it is not JSON ({reason})", "JSON이 아닙니다({reason})")
IT_HAS_NO_TABLE_OF_STUDENTS = Pattern("it has no table of students", "학생 표가 없습니다")
IT_IS_OF_VERSION_FOUND = Pattern(
    "it is of version {found}; this program reads {known}",
    "버전이 {found}입니다. 이 프로그램은 {known}{known:-을} 읽습니다",
)
STUDENT_REASON = Pattern("{student}: {reason}", "{student}: {reason}")
THERE_IS_NO_PROBLEM = Pattern("there is no problem", "문제가 없습니다")
THE_BLANKS_ARE_NO_LIST = Pattern("the blanks are no list", "빈칸이 목록이 아닙니다")
FILE_IS_NO_EXERCISE_REASON = Message(
    "G19",
    Pattern("`{file}` is no exercise: {reason}", "`{file}`{file:-은} 배부한 문제가 아닙니다: {reason}"),
    help=Pattern("write it anew with `rnn-tutor handout`", "`rnn-tutor handout`으로 다시 만드세요"),
)

# variants

NO_VARIANT_WAS_FOUND_IN_N_DRAWS = Message(
    "N13",
    Pattern("no variant was found in {n} draws", "{n}번 뽑았지만 변형 문제를 찾지 못했습니다"),
    because=Pattern("Most of them failed because {reason}.", "대부분은 {reason} 떨어졌습니다."),
)
TAKE_ANOTHER_SEED_OR_FEWER_STEPS_OR_HIDDEN = Pattern(
    "take another --seed, or fewer steps or hidden units",
    "--seed를 바꾸거나 시간 단계나 은닉 유닛을 줄이세요",
)
ROUND_TO_DECIMALS = Pattern("round to {decimals} decimals", "소수 {decimals}자리로 반올림하게 하세요")
USE_MORE_WORDS_SO_THAT_FEWER_COME_AGAIN = Pattern(
    "use more words, so that fewer come again, or fewer steps or hidden units",
    "되풀이되는 단어가 적도록 단어를 더 주거나, 시간 단계나 은닉 유닛을 줄이세요",
)
USE_FEWER_HIDDEN_UNITS_OR_FEWER_STEPS = Pattern(
    "use fewer hidden units or fewer steps", "은닉 유닛이나 시간 단계를 줄이세요"
)
USE_FEWER_HIDDEN_UNITS_OR_STEPS = Pattern(
    "use fewer hidden units or steps, or other weights in the spec, such as 0.5 and -0.8",
    "은닉 유닛이나 시간 단계를 줄이거나, 문제 파일의 가중치를 0.5와 -0.8처럼 바꾸세요",
)
A_PRE_ACTIVATION_WAS_TOO_SMALL_OR_TOO_LARGE = Pattern(
    "a pre-activation was too small or too large for a mistake with tanh to show",
    "활성화 전 값이 너무 작거나 커서 tanh에 관한 실수가 드러나지 않아",
)
A_MATRIX_HAD_NUMBERS_OF_ONE_SIGN_ONLY = Pattern(
    "a matrix had numbers of one sign only, or was its own transpose",
    "행렬의 부호가 한 가지뿐이거나 전치해도 그대로여서",
)
ENTRIES_OF_THE_BIAS_WERE_0_OR_EQUAL = Pattern(
    "entries of the bias were 0 or equal", "편향의 성분이 0이거나 서로 같아서"
)
A_STATE_WAS_0_SO_THAT_A_PRODUCT_VANISHED = Pattern(
    "a state was 0, so that a product vanished", "은닉 상태가 0이 되어 곱이 사라져"
)
NO_PRE_ACTIVATION_WAS_NEGATIVE = Pattern(
    "no pre-activation was negative, so that ReLU did nothing",
    "음수인 활성화 전 값이 없어 ReLU가 하는 일이 없어",
)
A_PRINTED_NUMBER_LAY_NEAR_THE_MIDDLE_BETWEEN = Pattern(
    "a printed number lay near the middle between two decimals", "적히는 값이 반올림의 경계에 가까워서"
)
A_MISTAKE_CHANGED_THE_RESULT_BY_TOO_LITTLE = Pattern(
    "a mistake changed the result by too little", "어떤 실수가 결과를 너무 적게 바꾸어서"
)
TWO_MISTAKES_GAVE_NEARLY_THE_SAME_RESULT = Pattern(
    "two mistakes gave nearly the same result", "서로 다른 두 실수의 결과가 거의 같아서"
)

# templates

EACH_VOCABULARY_IS_TO_HAVE_SIZE_OF_N_WORDS = Pattern(
    "Each vocabulary is to have {size} of {n} words.",
    "단어 {n}개에서 {size}개를 골라 어휘를 만들어야 합니다.",
)
GIVE_AT_LEAST_AS_MANY_WORDS_AS_THE_INPUT = Pattern(
    "give at least as many words as the input size", "입력 크기만큼 단어를 주세요"
)
ITS_INPUTS_ARE_NUMBERS = Pattern(
    "Its inputs are numbers, so it cannot be drawn on to more steps.",
    "입력이 숫자라서 시간 단계를 더 뽑을 수 없습니다.",
)
IT_HAS_SEVERAL_SENTENCES = Pattern(
    "It has several sentences, so it cannot be drawn on to more steps.",
    "문장이 여러 개라서 시간 단계를 더 뽑을 수 없습니다.",
)
ITS_TARGETS_BELONG_TO_ITS_SENTENCE = Pattern(
    "Its targets belong to its sentence, so it cannot be drawn on to more steps.",
    "목표가 문장에 딸려 있어서 시간 단계를 더 뽑을 수 없습니다.",
)
GIVE_A_SPEC_WITH_ONE_SENTENCE_AND_NO_TARGETS = Pattern(
    "give a spec with one sentence and no targets", "문장이 하나이고 목표가 없는 문제 파일을 주세요"
)
IT_HAS_NO_BIAS_SO_NOBODY_CAN_FORGET_IT = Pattern(
    "It has no bias, so nobody can forget it.", "편향이 없어서 편향을 잊는 실수가 드러나지 않습니다."
)
GIVE_EVERY_UNIT_A_BIAS_SUCH_AS_BIAS_0_1_0_2 = Pattern(
    "give every unit a bias, such as bias = [0.1, -0.2]", "유닛마다 bias = [0.1, -0.2]처럼 편향을 주세요"
)
CHANGE_THE_SIZES_OR_THE_SENTENCE = Pattern("change the sizes or the sentence", "크기나 문장을 바꾸세요")
FIRST_SECOND = Pattern("{first} {second}", "{first} {second}")
NO_VARIANTS_CAN_BE_MADE_OF_THIS_EXERCISE = Message(
    "N12", Pattern("no variants can be made of this exercise", "이 문제로는 변형 문제를 만들 수 없습니다")
)
IT_HAS_ONE_STEP_AND_MANY_MISTAKES_SHOW = Pattern(
    "It has one step, and many mistakes show from the second one on.",
    "시간 단계가 하나뿐인데, 많은 실수는 둘째 단계부터 드러납니다.",
)
IT_IS_TO_HAVE_STEPS_A_PAGE_HAS_AT_MOST_LIMIT = Pattern(
    "It is to have {steps} steps; a page has at most {limit}.",
    "시간 단계가 {steps}개여야 하는데, 한 문제에는 {limit}개까지만 둘 수 있습니다.",
)
HIDDEN_SIZE_AND_INPUT_SIZE_ARE_BOTH_SIZE = Pattern(
    "Hidden size and input size are both {size}, so an exchange of the two matrices fits.",
    "은닉 크기와 입력 크기가 모두 {size}{size:-이라} 두 행렬을 바꾸어 써도 크기가 맞습니다.",
)
NUMBERS_OF_NAME_HAVE_N_DIGITS = Pattern(
    "Numbers of {name} have {n} digits; at most {limit} can be drawn.",
    "{name}에 {n}자리 수가 있는데, {limit}자리까지만 뽑을 수 있습니다.",
)
ITS_VOCABULARY_HAS_ONE_WORD = Pattern(
    "Its vocabulary has one word, which would come at every step.",
    "어휘에 단어가 하나뿐이라 모든 단계에서 같은 단어가 나옵니다.",
)
WORD_COMES_TWICE_IN_A_ROW = Pattern(
    "`{word}` comes twice in a row, which hides the use of the word before.",
    "`{word}`{word:-이} 이어서 두 번 나와, 앞 단어를 쓴 실수가 숨습니다.",
)

# class_folder

FOLDER_HOLDS_A_CLASS_THAT_WAS_MADE = Message(
    "G23",
    Pattern(
        "{folder} holds a class that was made from something else",
        "{folder}에는 다른 것으로 만든 학급이 있습니다",
    ),
    because=Pattern(
        "What differs: {what}. Nothing was changed.", "다른 점: {what}. 아무것도 바꾸지 않았습니다."
    ),
    help=Pattern(
        "choose another folder, or replace the class with --force",
        "다른 폴더를 고르거나 --force로 학급을 바꾸세요",
    ),
)
FILE_HAS_ANSWERS_IN_IT = Message(
    "G24",
    Pattern(
        "{file} has answers in it, which --force would destroy",
        "{file}에 답이 적혀 있어 --force로 바꾸면 사라집니다",
    ),
    because=Pattern(
        "They belong to the sheets that are in the folder. Nothing was changed.",
        "그 답은 폴더에 있는 문제지의 답입니다. 아무것도 바꾸지 않았습니다.",
    ),
    help=Pattern("move the file away, or choose another folder", "그 파일을 옮기거나 다른 폴더를 고르세요"),
)
COULD_NOT_WRITE_FILE = Pattern("could not write {file}", "{file:을} 쓰지 못했습니다")
EVERY_FILE_THAT_IS_IN_FOLDER_IS_WHOLE = Pattern(
    "every file that is in {folder} is whole; when this is put right, run the same command again "
    "and it goes on from there",
    "{folder}에 있는 파일은 모두 온전합니다. 원인을 없앤 뒤 같은 명령을 다시 실행하면 이어서 씁니다",
)
