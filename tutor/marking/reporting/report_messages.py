"""The words of the report and of the gradebook."""

from __future__ import annotations

from tutor.language.faults import Pattern

# report

CLASS_REPORT_TITLE = Pattern("Class report: {title}", "학급 보고서: {title}")
STUDENTS_PRESENT_HANDED_IN = Pattern(
    "{n:student|students}, {present} handed in.", "학생 {n}명, 제출 {present}명."
)
FOR_YOU_TO_DECIDE = Pattern("For you to decide", "직접 정할 답")
NOTHING_HANDED_IN = Pattern("Nothing handed in", "내지 않은 학생")
LEFT_EMPTY = Pattern("Left empty", "비워 둔 답")
NOBODY = Pattern("Nobody.", "없습니다.")
AND_N_MORE = Pattern("and {n} more", "외 {n}명")
WHO_ENTRIES = Pattern("{who}: {n:entry|entries}", "{who}: {n}개")
WHO_ENTRY = Pattern("{who}: {entry}", "{who}: {entry}")
BEFORE_ANSWER = Pattern("{before}: {answer}", "{before}: {answer}")
ID_NAME = Pattern("{id} {name}", "{id} {name}")
STUDENTS_BY_THEIR_POINTS = Pattern(
    "Students by their points; a dashed box: not all is decided", "점수에 따른 학생. 점선은 아직 덜 정한 학생"
)
TOLD_POINTS_PEOPLE = Pattern("{told}; {points}: {people}", "{told}; {points}점: {people}")
RIGHT_ENTRIES_IN_PERCENT = Pattern(
    "Right entries in percent, step by step and line by line", "단계와 줄마다 맞은 답의 비율(%)"
)
SIZES = Pattern("Sizes", "크기")
STEP_T = Pattern("Step {t}", "{t}단계")
ALL_STEPS = Pattern("All steps", "모든 단계")
TITLE_UNIT = Pattern("{title} ({unit})", "{title} ({unit})")
WHAT_FOLLOWS_FROM_AN_EARLIER_MISTAKE_IS_RIGHT = Pattern(
    "What follows from an earlier mistake counts as right. The number behind ✗: how many went wrong "
    "there first.",
    "앞의 실수에서 바르게 이어진 답은 맞은 것으로 셉니다. ✗ 뒤의 수는 거기서 처음 틀린 학생 수입니다.",
)
NO_MISTAKE_OF_THE_CATALOGUE_FITS = Pattern(
    "no mistake of the catalogue fits", "목록에 있는 실수로는 설명되지 않음"
)
POINTS = Pattern("Points", "점수")
MEAN_MEDIAN_FROM_LOW_TO_HIGH_OF_MOST = Pattern(
    "Mean {mean}, median {median}, from {low} to {high}, of {most}.",
    "평균 {mean}, 중앙값 {median}, 최저 {low}, 최고 {high}, 만점 {most}.",
)
PROVISIONAL_ENTRIES_ARE_UNDECIDED = Pattern(
    "Provisional: {n:entry|entries} of {students:student|students} are still undecided. They are left out of"
    " these figures, which are reckoned from what is decided.",
    "잠정 통계입니다. 학생 {students}명의 답 {n}개가 아직 정해지지 않았습니다. 이 답은 통계에서 빼고, 정해진"
    " 답만으로 셈했습니다.",
)
MISTAKES = Pattern("What went wrong first", "처음 틀린 까닭")
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
FOR_YOU_TO_SEE = Pattern("For you to see", "확인할 것")
BEFORE_NOTE = Pattern("{before}; {note}", "{before}; {note}")
REMARK = Pattern("{remark}.", "{remark}.")
STUDENT_ENTRIES_MATCH_THE_KEY = Pattern(
    "{student}: {entries} match the key, not the student's own working.",
    "{student}: {entries}{entries:-이} 정답과 같지만 학생 자신의 풀이와 맞지 않습니다.",
)
STUDENT_REMARK = Pattern("{student}: {remark}.", "{student}: {remark}.")
