"""The words of the report and of the gradebook."""

from __future__ import annotations

from tutor.language.faults import Pattern

# report

CLASS_REPORT_TITLE = Pattern("Class report: {title}", "학급 보고서: {title}")
STUDENTS_PRESENT_HANDED_IN = Pattern(
    "{n:student|students}, {present} handed in.", "학생 {n}명, 제출 {present}명."
)
POINTS = Pattern("Points", "점수")
MEAN_MEDIAN_FROM_LOW_TO_HIGH_OF_MOST = Pattern(
    "Mean {mean}, median {median}, from {low} to {high}, of {most}.",
    "평균 {mean}, 중앙값 {median}, 최저 {low}, 최고 {high}, 만점 {most}.",
)
STUDENTS_BY_THEIR_SHARE_OF_THE_POINTS = Pattern(
    "Students by their share of the points", "득점률에 따른 학생 수"
)
PROVISIONAL_ENTRIES_ARE_UNDECIDED = Pattern(
    "Provisional: {n:entry|entries} of {students:student|students} are still undecided. They are left out of"
    " these figures, which are reckoned from what is decided.",
    "잠정 통계입니다. 학생 {students}명의 답 {n}개가 아직 정해지지 않았습니다. 이 답은 통계에서 빼고, 정해진"
    " 답만으로 셈했습니다.",
)
NOT_HANDED_IN_AND_LEFT_EMPTY = Pattern("Not handed in, left empty", "미제출과 빈칸")
NOT_HANDED_IN_BY = Pattern("Not handed in: {who}.", "미제출: {who}.")
LEFT_EMPTY = Pattern("{student}: {entries} left empty.", "{student}: {entries} 빈칸.")
LEFT_EMPTY_AND_MORE = Pattern(
    "{student}: {entries} and {n} more left empty.", "{student}: {entries} 외 {n}개 빈칸."
)
MISTAKES = Pattern("Mistakes", "실수")
NONE_THAT_HAS_A_NAME = Pattern("None that has a name.", "이름 붙일 만한 실수가 없습니다.")
EACH_IS_THE_LIKELIEST_OF_THOSE_THAT_FIT = Pattern(
    "Each is the likeliest of those that fit; several fit where the feedback says so.",
    "들어맞는 것 가운데 가장 그럴듯한 실수입니다. 여럿이 들어맞으면 피드백에 적었습니다.",
)
MISTAKE = Pattern("mistake", "실수")
WHAT_HAPPENED = Pattern("what happened", "내용")
STUDENTS = Pattern("students", "학생 수")
WHO = Pattern("who", "누구")
PEOPLE_AND_N_MORE = Pattern("{people} and {n} more", "{people} 외 {n}명")
LINES_AND_STEPS = Pattern("Lines and steps", "줄과 단계")
THE_HARDEST_WAS_LINE = Pattern(
    "The hardest was {line}: {share} % of its entries are right.",
    "가장 어려웠던 것은 {line}입니다. 정답률은 {share} %입니다.",
)
THE_HARDEST_STEP_WAS_STEP_T = Pattern(
    "The hardest step was step {t}, the hardest line {line}: {share} % of its entries are right.",
    "가장 어려웠던 단계는 {t}단계, 가장 어려웠던 줄은 {line}입니다. 그 줄의 정답률은 {share} %입니다.",
)
RIGHT_ENTRIES_IN_PERCENT_LINE_BY_LINE = Pattern(
    "Right entries in percent, line by line; what follows from an earlier mistake is right",
    "줄별 정답률(%). 앞의 실수에서 바르게 이어진 답은 맞은 것으로 셉니다",
)
FOR_YOU_TO_SEE = Pattern("For you to see", "확인할 것")
STUDENT_ENTRIES_FOR_YOU_TO_DECIDE = Pattern(
    "{student}: {n:entry|entries} for you to decide", "{student}: 직접 정할 답 {n}개"
)
BEFORE_NOTE = Pattern("{before}; {note}", "{before}; {note}")
REMARK = Pattern("{remark}.", "{remark}.")
STUDENT_ENTRIES_MATCH_THE_KEY = Pattern(
    "{student}: {entries} match the key, not the student's own working.",
    "{student}: {entries}{entries:-이} 정답과 같지만 학생 자신의 풀이와 맞지 않습니다.",
)
STUDENT_REMARK = Pattern("{student}: {remark}.", "{student}: {remark}.")
