"""What is said of sizes that do not fit."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# shapes

SYMBOL_HAS_ROWS_AND_COLUMNS = Pattern(
    "{symbol} has {rows:row|rows} and {columns:column|columns}.",
    "{symbol:은} 행이 {rows}개, 열이 {columns}개입니다.",
)
SYMBOL_MUST_BE_SQUARE = Pattern(
    "{symbol} must be square: write as many rows as columns",
    "{symbol:은} 정사각 행렬이어야 합니다. 행과 열의 수를 같게 쓰세요",
)
AXIS_IS_FIRST_BY_SOME_OPERANDS_AND_SECOND = Pattern(
    "{axis} is {first} by some operands and {second} by as many others",
    "{axis}{axis:-이} {first:이라}는 항과 {second:이라}는 항의 수가 같습니다",
)
THE_SIZES_DO_NOT_TELL_WHICH_OF_THEM_IS_WRONG = Pattern(
    "The sizes do not tell which of them is wrong.", "크기만으로는 어느 쪽이 틀렸는지 알 수 없습니다."
)
MAKE_ALL_OF_THEM_FIRST_OR_ALL_OF_THEM_SECOND = Pattern(
    "make all of them {first}, or all of them {second}",
    "모두 {first:으로} 맞추거나, 모두 {second:으로} 맞추세요",
)
AXES = Pattern("({axes})", "({axes})")
HIDDEN_SIZE_SIZE_BY_OTHERS = Pattern(
    "(hidden_size {size}, by {others})", "(hidden_size {size}, 근거: {others})"
)
HIDDEN_SIZE_HALF_IN_EACH_DIRECTION_BY_OTHERS = Pattern(
    "(hidden_size {half} in each direction, by {others})", "(방향마다 은닉 크기 {half}, {others} 기준)"
)
ONE_HOT_OVER_WORDS = Pattern("one-hot over: {words}", "원-핫 벡터, 어휘: {words}")
THE_TRANSPOSE_SHAPE_FITS = Pattern(
    "the transpose ({shape}) fits {fits}. Write the rows as columns, or set orientation = {other}.",
    "전치한 행렬({shape})은 {fits}에 맞습니다. 행을 열로 바꾸어 쓰거나, orientation = {other:으로} 정하세요.",
)
SYMBOL_MUST_BE_SQUARE_WRITE_IT_WITH_SIZE_SHAPE = Pattern(
    "{symbol} must be square: write it with size {shape}",
    "{symbol:은} 정사각 행렬이어야 합니다. {shape} 크기로 쓰세요",
)
WRITE_SYMBOL_WITH_SIZE_SHAPE = Pattern(
    "write {symbol} with size {shape}", "{symbol:을} {shape} 크기로 쓰세요"
)
ATTEMPTED_DOES_NOT_FIT = Pattern("{attempted} does not fit", "{attempted}: 크기가 맞지 않습니다")
SYMBOL_STACKS_GATES_OF_ENTRIES_EACH_HIDDEN = Pattern(
    "{symbol} stacks {gates} gates of {size:entry|entries} each (hidden size by {others}), which "
    "makes {expected}; it has {found}.",
    "{symbol}{symbol:-은} 성분이 {size}개인(은닉 크기, {others} 기준) 게이트 {gates}개를 쌓은 "
    "것이므로 {expected}개여야 하는데 {found}개입니다.",
)
SYMBOL_DOES_NOT_FIT = Message(
    "S04",
    Pattern("{symbol} does not fit", "{symbol}: 크기가 맞지 않습니다"),
    help=Pattern("write {symbol} with {size:entry|entries}", "{symbol:을} 성분 {size}개로 쓰세요"),
)

# shapes

SYMBOL_HAS_COLUMNS_OPERAND_HAS_ENTRIES = Pattern(
    "{symbol} has {columns:column|columns}, {operand} has {entries:entry|entries}.",
    "{symbol:은} 열이 {columns}개인데, {operand:은} 성분이 {entries}개입니다.",
)
SYMBOL_HAS_ROWS_OPERAND_HAS_ENTRIES = Pattern(
    "{symbol} has {columns:row|rows}, {operand} has {entries:entry|entries}.",
    "{symbol:은} 행이 {columns}개인데, {operand:은} 성분이 {entries}개입니다.",
)
SYMBOL_HAS_ROWS_SO_PRODUCT_HAS_ENTRIES = Pattern(
    "{symbol} has {rows:row|rows}, so {product} has {rows:entry|entries}; output size is {size} by {others}.",
    "{symbol}의 행이 {rows}개라서 {product}의 성분도 {rows}개입니다. 출력 크기는 {others} "
    "기준으로 {size}입니다.",
)
SYMBOL_HAS_ROWS_SO_PRODUCT_HAS_ENTRIES_HIDDEN_SIZE_IS_SIZE_BY_OTHERS = Pattern(
    "{symbol} has {rows:row|rows}, so {product} has {rows:entry|entries}; hidden size is {size} by {others}.",
    "{symbol:은} 행이 {rows}개이므로 {product}의 성분도 {rows}개인데, {others:으로} 보면 은닉 "
    "크기는 {size}입니다.",
)
SYMBOL_HAS_COLUMNS_SO_PRODUCT_HAS_ENTRIES = Pattern(
    "{symbol} has {rows:column|columns}, so {product} has {rows:entry|entries}; hidden size is "
    "{size} by {others}.",
    "{symbol:은} 열이 {rows}개이므로 {product}의 성분도 {rows}개인데, {others:으로} 보면 은닉 "
    "크기는 {size}입니다.",
)
SYMBOL_HAS_ENTRIES_OUTPUT_SIZE_IS_SIZE = Pattern(
    "{symbol} has {found:entry|entries}, output size is {size} (by {others}); nothing is stretched to fit.",
    "{symbol}의 성분은 {found}개인데 출력 크기는 {size}입니다({others} 기준). 크기를 맞추려고 "
    "늘이지 않습니다.",
)
SYMBOL_HAS_ENTRIES_HIDDEN_SIZE_IS_SIZE = Pattern(
    "{symbol} has {found:entry|entries}, hidden size is {size} (by {others}); nothing is stretched to fit.",
    "{symbol:은} 성분이 {found}개인데, 은닉 크기는 {size}입니다(근거: {others}). 크기를 맞추려고 "
    "늘이지는 않습니다.",
)
