"""The words of the page of a mistake."""

from __future__ import annotations

from tutor.language.faults import Pattern

A_MISTAKE_OF_A_FORWARD_PASS = Pattern(
    "A mistake of a forward pass. `check`, `grade` and the practice page know it by this name.",
    "순방향의 실수입니다. `check`, `grade`, 연습 페이지가 이 이름으로 알아봅니다.",
)
IT_CAN_BE_PLANTED = Pattern(
    "`rnn-tutor plant SPEC --mistake {name} -o DIR` writes an example with it.",
    "`rnn-tutor plant SPEC --mistake {name} -o DIR`은 이 실수가 든 예제를 씁니다.",
)
A_MISTAKE_OF_A_BACKWARD_PASS = Pattern(
    "A mistake of a backward pass. `check`, `grade` and the practice page know it by this name.",
    "역전파의 실수입니다. `check`, `grade`, 연습 페이지가 이 이름으로 알아봅니다.",
)
RIGHT = Pattern("right line", "옳은 식")
MISTAKEN = Pattern("mistaken", "틀린 식")
