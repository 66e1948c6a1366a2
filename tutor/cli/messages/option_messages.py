"""The help and the messages of the commands about one example or one call."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# worked

WHAT_IS_WRITTEN = Pattern("What is written", "쓰는 것")
THE_FILE_TO_WRITE_ITS_ENDING_DECIDES = Pattern(
    "the file to write; its ending decides the format; Markdown gets its picture beside it (.svg)",
    "쓸 파일. 확장자가 형식을 정합니다. Markdown 문서는 그림을 같은 이름의 .svg 파일로 함께 씁니다",
)
REPLACE_AN_EXISTING_FILE = Pattern("replace an existing file", "이미 있는 파일을 바꿉니다")
FORMAT_WITHOUT_IT_THAT_OF_THE_FILES_ENDING = Pattern(
    "format; without it, that of the file's ending, else md",
    "형식. 없으면 파일 확장자를 따르고, 그것도 없으면 md",
)
WHERE_MARKDOWN_IS_SHOWN_PORTABLE_FOR_VS_CODE = Pattern(
    "where Markdown is shown: portable for VS Code, Jupyter or pandoc",
    "마크다운을 볼 곳. portable은 VS Code, Jupyter, pandoc용",
)
THE_BACKWARD_PASS_AS_WELL = Pattern(
    "the backward pass as well: gradients and new weights; needs targets",
    "역전파도 함께 씁니다. 기울기와 새 가중치이며, 목표가 있어야 합니다",
)
MATRIX_LINES_EACH_DOT_PRODUCT_AS_WELL = Pattern(
    "matrix lines; each dot product as well; or letters and closed forms",
    "행렬 식만, 내적까지 하나씩, 또는 문자와 닫힌 꼴",
)
THE_SIZE_OF_THE_PAGES = Pattern(
    "the size of the pages of tex, html, pdf and docx; without it a4",
    "tex, html, pdf, docx 페이지의 크기. 없으면 a4",
)
WRITE_0_5_FOR_A_HALF = Pattern("write 0,5 for a half", "소수점 대신 쉼표를 씁니다: 0,5")
A_PIECE_FOR_A_BOOK = Pattern(
    "a piece for a larger document, in Markdown or LaTeX",
    "더 큰 문서에 넣을 조각으로 씁니다(Markdown, LaTeX)",
)
YOUR_OWN_FRAME_AROUND_THE_PAGE = Pattern(
    "your own frame around the page, in Markdown, LaTeX or HTML, with << body >> in it",
    "페이지를 넣을 나만의 틀(Markdown, LaTeX, HTML). 들어갈 자리에 << body >>를 씁니다",
)
OPTION_DOES_NOT_GO_WITH_FORMAT = Message(
    "U16",
    Pattern(
        "`{option}` does not go with {format}", "`{option}`{option:-은} {format} 파일에는 쓸 수 없습니다"
    ),
    because=Pattern("It is for: {formats}.", "쓸 수 있는 형식: {formats}."),
)
A_FRAGMENT_HAS_NO_FRAME = Message(
    "U16",
    Pattern(
        "`--fragment` and `--template` do not go together",
        "`--fragment`와 `--template`은 함께 쓸 수 없습니다",
    ),
    because=Pattern(
        "The larger document is the frame of a fragment.", "조각에는 그것을 넣을 문서가 곧 틀입니다."
    ),
    help=Pattern("leave out one of them", "둘 가운데 하나를 빼세요"),
)
IN_PLACE_OF_WHAT_THE_SPEC_SAYS = Pattern("In place of what the spec says", "문제 파일의 값 대신")
DIGITS_AFTER_THE_DECIMAL_POINT = Pattern("digits after the decimal point", "소수점 아래 자릿수")
ROUND_THE_PARAMETERS_TO_SO_MANY_DECIMALS = Pattern(
    "round the parameters to so many decimals, and say how far the results move",
    "매개변수를 이 자릿수로 반올림하고, 결과가 얼마나 달라지는지 적습니다",
)
WHAT_LATER_LINES_USE_WHAT_IS_WRITTEN = Pattern(
    "what later lines use: what is written, or full precision",
    "다음 줄에서 쓰는 값. 적어 둔 값 또는 반올림하지 않은 값",
)
HOW_A_5_AT_THE_END_IS_ROUNDED_AWAY_FROM_ZERO = Pattern(
    "how a 5 at the end is rounded: away from zero, or to even", "끝자리 5의 반올림. 올림 또는 짝수 쪽으로"
)
W_X_W_OR_ONE_BLOCK_MATRIX = Pattern("W x, x W, or one block matrix", "W x, x W, 또는 블록 행렬 하나")
THE_LETTERS_W_IH_W_XH_W_HX_OR_W_AND_U = Pattern(
    "the letters: W_ih, W_xh, W_hx, or W and U", "기호. W_ih, W_xh, W_hx, 또는 W와 U"
)
THIS_IS_MARKDOWN_TO_SEE_IT_AS_A_PAGE = Pattern(
    "This is Markdown. To see it as a page in a browser: {command}",
    "이것은 마크다운입니다. 브라우저에서 볼 수 있게 쓰려면: {command}",
)
ENDINGS_THAT_DO_ENDINGS = Pattern("Endings that do: {endings}.", "형식을 정하는 확장자: {endings}.")
THE_ENDING_OF_FILE_TELLS_NO_FORMAT = Message(
    "U06",
    Pattern("the ending of `{file}` tells no format", "`{file}`의 확장자로는 형식을 알 수 없습니다"),
    because=ENDINGS_THAT_DO_ENDINGS,
    help=Pattern(
        "choose another name, or name the format with --to", "다른 이름을 고르거나, --to로 형식을 정하세요"
    ),
)

# check

WHAT_IS_READ = Pattern("What is read", "읽는 것")
THE_WORKED_EXAMPLE_TEXT_MARKDOWN_OR_LATEX = Pattern(
    "the worked example: text, Markdown or LaTeX; - reads the standard input",
    "풀이 예제(글, 마크다운, LaTeX). - 는 표준 입력을 읽습니다",
)
THE_PROBLEM_THAT_IT_MUST_SOLVE_WITHOUT_IT = Pattern(
    "the problem that it must solve; without it, the problem is read from the text",
    "풀어야 할 문제. 없으면 글에서 문제를 읽습니다",
)
ALLOW_MORE_STEPS_WORDS_AND_HIDDEN_UNITS_THAN = Pattern(
    "allow more steps, words and hidden units than a person computes by hand",
    "사람이 손으로 계산할 만한 단계, 단어, 은닉 유닛의 수를 넘어도 받아들입니다",
)
READ_0_5_AS_A_NUMBER = Pattern("read 0,5 as a number", "0,5를 수로 읽습니다")
THE_FINDINGS_AS_JSON_IN_PLACE_OF_MESSAGES = Pattern(
    "the findings as JSON, in place of messages", "메시지 대신 JSON으로 결과를 냅니다"
)
WRITE_THE_ERRATA_ITS_ENDING_DECIDES = Pattern(
    "write the errata; its ending decides the format", "정오표를 씁니다. 확장자가 형식을 정합니다"
)
FORMAT_OF_THE_ERRATA_WITHOUT_IT = Pattern(
    "format of the errata; without it, that of the file's ending",
    "정오표의 형식. 없으면 파일의 확장자가 정합니다",
)
WRITE_THE_REPAIRED_PROBLEM_AS_TOML = Pattern(
    "write the repaired problem, as .toml", "바로잡은 문제를 씁니다(.toml)"
)
REPLACE_EXISTING_FILES = Pattern("replace existing files", "이미 있는 파일을 바꿉니다")
WHICH_FILE = Pattern("which file?", "어떤 파일인가요?")
ONLY_ONE_OF_THE_TWO_CAN_BE_THE_STANDARD = Pattern(
    "only one of the two can be the standard input", "둘 가운데 하나만 표준 입력에서 읽을 수 있습니다"
)
THE_ENDING_OF_FILE_TELLS_NO_TEXT_FORMAT = Message(
    "U06",
    Pattern("the ending of `{file}` tells no format", "`{file}`의 확장자로는 형식을 알 수 없습니다"),
    because=ENDINGS_THAT_DO_ENDINGS,
    help=Pattern("choose another name", "다른 이름을 고르세요"),
)
GIVE_THE_PATH_OF_A_WORKED_EXAMPLE = Pattern(
    "give the path of a worked example", "풀이 예제의 경로를 적으세요"
)
NO_CALCULATION_FOUND = Message(
    "R02",
    Pattern("no calculation found", "계산을 찾지 못했습니다"),
    because=Pattern(
        "A calculation has a name or numbers, an = and numbers: h_1 = tanh([0.2, 0.4]) = [0.197, 0.380].",
        "계산은 이름이나 수, =, 그리고 수로 되어 있습니다: h_1 = tanh([0.2, 0.4]) = [0.197, 0.380].",
    ),
    help=Pattern(
        "give the text of a worked example, not a picture of it or a description",
        "그림이나 설명이 아니라 풀이 예제의 글을 주세요",
    ),
)
LINES_COMPARED_NOTHING_WRONG = Pattern(
    "{lines:line|lines} compared, nothing wrong.", "{lines}줄을 비교했습니다. 틀린 곳이 없습니다."
)
LINES_COMPARED_ERRORS = Pattern(
    "{lines:line|lines} compared, {errors:error|errors}.", "{lines}줄을 비교했습니다. 오류 {errors}개."
)
LINES_COMPARED_ERRORS_FROM_CAUSES = Pattern(
    "{lines:line|lines} compared, {errors:error|errors} from {roots:cause|causes}. Start with {place}.",
    "{lines}줄을 비교했습니다. 오류 {errors}개 가운데 {roots}개가 그 자체로 틀렸습니다. {place}부터 보세요.",
)
SOME_OF_A_FILE_WAS_NOT_READ = Pattern(
    "Calculations compared: {compared} of {seen}; not read: {places}.",
    "눈에 띈 계산 {seen}개 가운데 {compared}개를 비교했습니다. 읽지 못한 곳: {places}.",
)
SOME_WAS_NOT_READ = Pattern(
    "Calculations compared: {compared} of {seen}; not read, by line: {lines}.",
    "눈에 띈 계산 {seen}개 가운데 {compared}개를 비교했습니다. 읽지 못한 줄: {lines}.",
)
SHOW_WHAT_FOLLOWS = Pattern(
    "show what follows from a mistake result by result, not in one line",
    "실수에서 따라 나온 값을 한 줄로 묶지 않고 하나씩 보여 줍니다",
)
WHAT_FOLLOWS_FROM_IT = Pattern(
    "What follows from it, by line: {lines}. With --all each is shown.",
    "여기서 따라 나온 줄: {lines}. --all을 쓰면 하나씩 보여 줍니다.",
)
WHAT_FOLLOWS_IN_A_FILE = Pattern(
    "What follows from it: {places}. With --all each is shown.",
    "여기서 따라 나온 곳: {places}. --all을 쓰면 하나씩 보여 줍니다.",
)
STRICT_CHECK = Pattern(
    "exit 2 where nothing is wrong and a calculation was not read",
    "틀린 곳이 없어도 읽지 못한 계산이 있으면 종료 코드 2",
)
THERE_IS_NO_REPAIRED_PROBLEM_TO_WRITE = Message(
    "R03",
    Pattern("there is no repaired problem to write", "쓸 수 있는 바로잡은 문제가 없습니다"),
    because=Pattern("{why}.", "{why}."),
    help=Pattern(
        "leave out --fix, or name the problem with --spec", "--fix를 빼거나, --spec으로 문제를 정해 주세요"
    ),
)

# plant

WHAT_IS_PLANTED = Pattern("What is planted", "심을 것")
A_MISTAKE_OF_THE_CATALOGUE = Pattern(
    "a mistake of the catalogue, such as bias-forgotten", "목록에 있는 실수. 예: bias-forgotten"
)
ANY_MISTAKE_THAT_SHOWS_IN_THIS_PROBLEM = Pattern(
    "any mistake that shows in this problem", "이 문제에서 드러나는 아무 실수나"
)
ANOTHER_NUMBER_PLANTS_ELSEWHERE = Pattern(
    "another number plants elsewhere, or another mistake", "수를 바꾸면 다른 곳에, 또는 다른 실수를 심습니다"
)
THE_FOLDER_OF_THE_SHEET_AND_ITS_KEY = Pattern(
    "the folder of the sheet and its key", "문제지와 정답을 쓸 폴더"
)
FORMAT_OF_THE_SHEET_AND_THE_KEY = Pattern("format of the sheet and the key", "문제지와 정답지의 형식")
WHICH_MISTAKE = Pattern("which mistake?", "어떤 실수인가요?")
THERE_IS_NO_MISTAKE = Message(
    "U09", Pattern("there is no mistake `{word}`", "`{word}`라는 실수는 목록에 없습니다")
)
A_BACKWARD_MISTAKE_IS_NOT_PLANTED = Message(
    "U09",
    Pattern(
        "`{word}` is a mistake of a backward pass, and plant changes forward lines alone",
        "`{word}`{word:-은} 역전파의 실수인데, plant는 순방향의 줄만 바꿉니다",
    ),
    help=Pattern(
        "choose a mistake of a forward line, such as `bias-forgotten`",
        "`bias-forgotten` 같은 순방향의 실수를 고르세요",
    ),
)
WHICH_FOLDER = Pattern("which folder?", "어떤 폴더인가요?")
SHEET_AND_KEY_ARE_WRITTEN = Pattern("{sheet} and {key} are written.", "{sheet:과} {key:을} 썼습니다.")

# init

THE_SPEC_TO_WRITE_WITHOUT_IT = Pattern(
    "the spec to write; without it, the standard output", "쓸 문제 파일. 없으면 표준 출력"
)
WHAT_THE_SPEC_IS_ABOUT = Pattern("What the spec is about", "문제 파일의 내용")
YOUR_OWN_SENTENCE_ITS_WORDS_BECOME = Pattern(
    "your own sentence; its words become the vocabulary", "직접 정한 문장. 그 단어들이 어휘가 됩니다"
)
ENTRIES_OF_THE_HIDDEN_STATE = Pattern("entries of the hidden state", "은닉 상태의 성분 수")
THE_KIND_OF_CELL = Pattern("the kind of cell; without it rnn_tanh", "셀의 종류. 없으면 rnn_tanh")
LAYERS_EACH_READS_THE_STATES_OF_THE_ONE_BELOW = Pattern(
    "layers; each reads the hidden states of the one below", "층 수. 각 층은 아래층의 은닉 상태를 읽습니다"
)
EACH_LAYER_READS_THE_SENTENCE_BOTH_WAYS = Pattern(
    "each layer reads the sentence both ways", "층마다 문장을 앞뒤 두 방향으로 읽습니다"
)
SCORES_PROBABILITIES_AND_THE_LOSS_OF_THE_NEXT_WORD = Pattern(
    "an output layer: scores, probabilities, and the loss of the next word",
    "출력층도 둡니다. 점수와 확률, 다음 단어의 손실까지 계산합니다",
)
AN_OUTPUT_LAYER_AT_THE_LAST_STEP = Pattern(
    "an output layer that reads the last state alone: two classes of the whole sentence",
    "마지막 은닉 상태만 읽는 출력층을 둡니다. 문장 전체를 두 범주로 나눕니다",
)
ANOTHER_NUMBER_DRAWS_OTHER_WEIGHTS = Pattern(
    "another number draws other weights", "수를 바꾸면 가중치도 바뀝니다"
)
FILE_IS_WRITTEN_NEXT_COMMAND = Pattern(
    "{file} is written. Next: {command}", "{file:을} 썼습니다. 다음: {command}"
)

# verify

TITLE_EVERY_STEP_AGAINST_MODULE_VERSION = Pattern(
    "{title}: every step against {module} {version} in float64, started from the state before it",
    "{title}: 단계마다 바로 앞의 상태에서 시작하여 {module} {version}(float64){version:-과} 비교",
)
TORCH_HAS_NO_SUCH_GRU = Pattern(
    "torch.nn.GRU resets the product, r * (W_hn h + b_hn), and computes other numbers: this GRU, "
    "W_hn (r * h), is computed from torch's own functions.",
    "torch.nn.GRU는 행렬 곱 다음에 초기화 게이트를 곱하므로(r * (W_hn h + b_hn)) 값이 다릅니다. 이 GRU는 "
    "행렬보다 먼저 곱하므로(W_hn (r * h)) torch의 함수로 따로 계산합니다.",
)
END_TO_END_ONE_CALL_OVER_STEPS = Pattern(
    "End to end, one call over {count:step|steps}: the two drift {drift} apart, which is not judged.",
    "처음부터 끝까지 {count}단계를 한 번에 호출하면 {drift}만큼 벌어집니다. 이 값은 판정하지 않습니다.",
)
BACKWARDS_EVERY_GRADIENT_AGAINST_AUTOGRAD = Pattern(
    "Backwards, every gradient against torch's autograd, the largest difference:",
    "역방향: 모든 기울기를 torch의 autograd와 비교한 가장 큰 차이",
)
NAME_DIFFERS_FROM_AUTOGRAD = Message(
    "T01",
    Pattern("{name} differs from torch's autograd", "{name:이} torch의 autograd와 다릅니다"),
    because=Pattern(
        "They are {size} apart; rounding explains {tolerance} · max(1, |value|).",
        "둘의 차이는 {size}인데, 반올림으로 생길 수 있는 차이는 {tolerance} · max(1, |값|)까지입니다.",
    ),
)
EVERY_STEP_AGREES_WITHIN_TOLERANCE_MAX_1_H = Pattern(
    "Every step agrees within {tolerance} · max(1, |h|).",
    "모든 단계가 {tolerance} · max(1, |h|) 안에서 일치합니다.",
)
THEY_ARE_SIZE_APART_ROUNDING_EXPLAINS = Pattern(
    "They are {size} apart; rounding explains {tolerance} · max(1, |h|).",
    "둘의 차이는 {size}인데, 반올림으로 생길 수 있는 차이는 {tolerance} · max(1, |h|)까지입니다.",
)
STEP_T_WORD_DIFFERS_FROM_TORCH_IN_NAME = Message(
    "T01",
    Pattern(
        "step {t} (`{word}`) differs from torch in {name}", "{t}단계(`{word}`)의 {name:이} torch와 다릅니다"
    ),
    because=THEY_ARE_SIZE_APART_ROUNDING_EXPLAINS,
)
STEP_T_DIFFERS_FROM_TORCH_IN_NAME = Message(
    "T01",
    Pattern("step {t} differs from torch in {name}", "{t}단계의 {name:이} torch와 다릅니다"),
    because=THEY_ARE_SIZE_APART_ROUNDING_EXPLAINS,
)
STEP = Pattern("step", "단계")
WORD = Pattern("word", "단어")
LARGEST_DIFFERENCE = Pattern("largest difference", "가장 큰 차이")

# shapes

THE_CALL_OF_TORCH_IN_QUOTES = Pattern(
    "the call of torch, in quotes; several lines may be pasted; or a file with code, .py or .ipynb; "
    "- reads the standard input",
    "torch 호출을 따옴표로 묶어 적습니다. 여러 줄을 붙여 넣어도 됩니다. 코드 파일(.py, .ipynb)도 됩니다. "
    "- 는 표준 입력을 읽습니다",
)
GIVE_THE_PATH_OF_CODE = Pattern(
    "give the path of a file with code, or the call itself in quotes",
    "코드 파일의 경로나, 따옴표로 묶은 호출을 적으세요",
)
THE_FILE_OF_CODE_IS_TOO_LARGE = Message(
    "P07",
    Pattern("`{name}` is larger than 16 MiB", "`{name}` 파일이 16 MiB보다 큽니다"),
    help=Pattern(
        "paste only the cells that make the module and call it",
        "모듈을 만들고 호출하는 셀만 붙여 넣으세요",
    ),
)
THE_SHAPE_OF_THE_INPUT_SUCH_AS_1_3_10 = Pattern(
    "the shape of the input, such as 1,3,10", "입력의 크기. 예: 1,3,10"
)
THE_SHAPE_OF_H_0 = Pattern("the shape of h_0", "h_0의 크기")
THE_SHAPE_OF_C_0_FOR_AN_LSTM = Pattern("the shape of c_0, for an LSTM", "c_0의 크기(LSTM)")
WHAT_A_NAME_IN_THE_CALL_STANDS_FOR = Pattern(
    "what a name in the call stands for; once for every name", "호출에 나오는 이름의 값. 이름마다 한 번씩"
)
WHICH_MODULE_OF_SEVERAL = Pattern(
    "which module, where the text has several; by its name in the text",
    "글에 모듈이 여럿일 때 설명할 모듈. 글에 나오는 이름으로",
)
STRICT_SHAPES = Pattern(
    "exit 2 in place of 0 where a part of the text was not read; 0 is nothing wrong, 1 something refused or "
    "surely not meant, 2 no verdict on a call",
    "글에 읽지 못한 부분이 있으면 종료 코드 0 대신 2. 0은 틀린 것 없음, 1은 거부되거나 의도와 다를 "
    "것이 있음, 2는 판정하지 못한 호출이 있음",
)
THE_EXPLANATION_AS_JSON = Pattern("the explanation as JSON", "설명을 JSON으로 냅니다")
WHICH_CALL = Pattern("which call?", "어떤 호출인가요?")
C_0_COMES_WITH_H_0 = Pattern("c_0 comes with h_0", "c_0은 h_0과 함께 주어야 합니다")
NOTHING_IN_THE_CALL_IS_CALLED_NAME = Message(
    "P03", Pattern("nothing in the call is called `{name}`", "호출에 `{name}`{name:-이라}는 이름은 없습니다")
)
DID_YOU_MEAN_NEAR = Pattern("did you mean `{near}`?", "`{near}`{near:-을} 쓰려던 것인가요?")
LEAVE_SET_OUT = Pattern("leave --set out", "--set을 빼세요")

# explain

WHAT_IS_EXPLAINED = Pattern("What is explained", "설명할 것")
THE_CODE_IN_BRACKETS_SUCH_AS_S02_WITHOUT_IT = Pattern(
    "the code in brackets, such as S02; without it, all of them",
    "대괄호 안의 코드(예: S02). 없으면 모든 코드",
)
THERE_IS_NO_MESSAGE_CODE = Message(
    "U07", Pattern("there is no message code `{word}`", "`{word}`라는 메시지 코드는 없습니다")
)
