"""What is said of a side that does not follow from the side before it."""

from __future__ import annotations

from tutor.language.faults import Pattern

DOES_NOT_FOLLOW = Pattern(
    "{quantity} does not follow from what stands before it", "{quantity:이} 앞의 내용에서 나오지 않습니다"
)
GIVES_ANOTHER = Pattern(
    "{calculation} does not give {token}; {reach}.",
    "{calculation}의 값은 {token:이} 아닙니다. {reach}.",
)
GIVES_ANOTHER_IN_ENTRY = Pattern(
    "{calculation} does not give {token} in entry {entry}; {reach}.",
    "{calculation}의 {entry}번째 성분은 {token:이} 아닙니다. {reach}.",
)
GIVES_SOMETHING_ELSE = Pattern(
    "{calculation} gives {expected}, this gives {found}.",
    "{calculation}의 값은 {expected}인데, 여기서는 {found}입니다.",
)
COPIED_WRONG = Pattern("{name} was copied wrong", "{name:을} 잘못 옮겨 적었습니다")
HAS_SIZE = Pattern(
    "{quantity} has size {found}, not {size}", "{quantity}의 크기가 {size:이} 아니라 {found}입니다"
)
CALCULATION_HAS_SIZE = Pattern("{calculation} has size {size}.", "{calculation}의 크기는 {size}입니다.")
ADDING = Pattern("adding sizes {first} and {second}", "크기 {first:과} {second:을} 더합니다")
TIMES = Pattern(
    "sizes {first} and {second} do not fit a product", "크기 {first:과} {second:은} 곱에 맞지 않습니다"
)
NOTHING_IS_STRETCHED = Pattern("Nothing is stretched to fit.", "맞추려고 늘리는 것은 없습니다.")
