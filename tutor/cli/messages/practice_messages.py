"""The help and the messages of ``rnn-tutor practice``."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

THE_SPEC_OR_THE_FOLDER_OF_A_CLASS = Pattern(
    "the spec, TOML or JSON; or the folder of a class: fresh sheets of its kind",
    "문제 파일(TOML 또는 JSON), 또는 학급 폴더. 폴더를 주면 같은 종류의 새 문제지를 만듭니다",
)
THE_OWN_SHEETS_IN_PLACE_OF_FRESH_ONES = Pattern(
    "the class's own sheets, or the spec's own numbers, in place of fresh ones; whoever has the page can "
    "find "
    "every answer in it, so not before they are handed in, unless with --exam",
    "새 문제지 대신 학급의 문제지나 문제 파일의 숫자를 그대로 씁니다. 페이지를 가진 사람은 모든 답을 찾을 "
    "수 있으니 제출이 "
    "끝난 뒤에, 또는 --exam과 함께 쓰세요",
)
SHEETS_OF_EVERY_LEVEL = Pattern(
    "sheets of every level: much given, every line, the states alone; without it, 6",
    "수준(많이 주어짐, 모든 줄, 상태만)마다 문제지 수. 없으면 6",
)
ANOTHER_NUMBER_GIVES_OTHER_SHEETS = Pattern(
    "another number gives other sheets; without it, 1", "수를 바꾸면 다른 문제지가 나옵니다. 없으면 1"
)
THE_PAGE = Pattern("the page, one file", "페이지 파일 하나")
BOXES_AND_THE_ANSWER_FILE_ALONE = Pattern(
    "boxes and the answer file alone: nothing is judged, no answer can be found",
    "답을 쓰는 칸과 답안 파일만. 판정하지 않고, 답을 찾을 수도 없습니다",
)
ALSO_WHAT_GRADE_NEEDS = Pattern(
    "also what `grade` needs to mark the answer files of the page",
    "답안 파일을 채점할 때 `grade`에 줄 파일도 씁니다",
)
PYODIDE_AS_NPM_PACKS_IT = Pattern(
    "Pyodide as npm packs it, or its folder; without it, the one kept from an earlier time, else npm "
    "fetches it",
    "npm으로 받은 Pyodide 압축 파일이나 폴더. 없으면 전에 받아 둔 것을 쓰거나 npm으로 받습니다",
)
WRITE_A_PAGE_TO_PRACTISE = Pattern(
    "write a page that judges what is typed, in one file", "입력하는 대로 판정하는 연습 페이지를 씁니다"
)
WHICH_EXERCISE = Pattern(
    "which exercise? give a spec, the folder of a class, or --hidden, --words and --steps",
    "어떤 문제로 연습할까요? 문제 파일이나 학급 폴더를 쓰거나 --hidden, --words, --steps를 쓰세요",
)
WHICH_PAGE = Pattern("which page? give -o PAGE.html", "어느 파일에 쓸까요? -o PAGE.html을 쓰세요")
OWN_NEEDS_A_SPEC_OR_A_CLASS = Message(
    "G22",
    Pattern(
        "--own and sizes were given: nothing but sizes has no sheets of its own",
        "--own과 크기를 함께 지정했습니다. 크기만으로는 정해진 문제지가 없습니다",
    ),
    help=Pattern(
        "leave out --own, or give a spec or a class", "--own을 빼거나 문제 파일 또는 학급을 지정하세요"
    ),
)
THE_CLASS_SAYS_WHAT_IS_ASKED = Message(
    "G22",
    Pattern(
        "--own and --blanks were given: the sheets of the class say what is blank",
        "--own과 --blanks를 함께 지정했습니다. 빈칸은 학급의 문제지에 정해져 있습니다",
    ),
    help=Pattern("leave out --blanks", "--blanks를 빼세요"),
)
OWN_SHEETS_ARE_NOT_DRAWN = Message(
    "G22",
    Pattern(
        "--own and {options} were given: own sheets are taken as they are, none is drawn",
        "--own과 {options}{options:-을} 함께 지정했습니다. 정해진 문제지를 그대로 쓰므로 새로 뽑지 않습니다",
    ),
    help=Pattern("leave out {options}, or --own", "{options}{options:-이나} --own을 빼세요"),
)
THE_CLASS_SAYS_HOW_MANY_DECIMALS = Message(
    "G22",
    Pattern(
        "a class and --decimals were given: the sheets of the class say how many decimals there are",
        "학급과 --decimals를 함께 지정했습니다. 소수 자릿수는 학급의 문제지에 정해져 있습니다",
    ),
    help=Pattern("leave out --decimals", "--decimals를 빼세요"),
)
AN_EXAM_CARRIES_NO_RUNTIME = Message(
    "G22",
    Pattern(
        "--exam and --runtime were given: a page for an exam carries no Pyodide",
        "--exam과 --runtime을 함께 지정했습니다. 시험 페이지에는 Pyodide가 들어가지 않습니다",
    ),
    help=Pattern("leave out --runtime, or --exam", "--runtime이나 --exam을 빼세요"),
)
THE_PAGE_IS_HTML = Message(
    "G22",
    Pattern(
        "-o {file}: a practice page is HTML and nothing else",
        "-o {file}: 연습 페이지는 HTML로만 씁니다",
    ),
    help=Pattern("give -o {name}", "-o {name}{name:-으로} 쓰세요"),
)
THE_PAGE_AND_THE_EXERCISE_ARE_ONE_FILE = Message(
    "G22",
    Pattern(
        "-o and --exercise name the same file: {file}", "-o와 --exercise에 같은 파일을 지정했습니다: {file}"
    ),
    help=Pattern(
        "give --exercise another name, such as all.json", "--exercise에 all.json처럼 다른 이름을 쓰세요"
    ),
)
IT_HAS_NO_SHEETS = Pattern("it has no sheets", "문제지가 없습니다")
SHEETS_IN_A_PAGE = Pattern(
    "{n:sheet|sheets} in {file}, {size} MB.", "{file}에 문제지 {n}장을 넣었습니다. {size} MB입니다."
)
NOT_COMPILED = Pattern(
    "Without node the judge was put in as it is: the page starts more slowly.",
    "node가 없어서 판정기를 컴파일하지 않고 넣었습니다. 페이지가 더 천천히 시작됩니다.",
)
A_PAGE_IS_LARGER = Pattern(
    "That is more than the {most} MB that a page should have: with fewer --variants it is smaller.",
    "페이지로는 큽니다({most} MB 초과). --variants를 줄이면 작아집니다.",
)
NOTHING_GRADES_THIS_EXAM = Pattern(
    "Its sheets are fresh ones, and `grade` knows none of them: add --exercise FILE.json and grade with that "
    "file, or take the own sheets of a class or a spec with --own.",
    "새로 만든 문제지여서 `grade`로 채점할 수 없습니다. --exercise FILE.json을 붙여 그 파일로 채점하거나, "
    "--own으로 학급이나 문제 파일의 문제지를 그대로 쓰세요.",
)
AN_EXAM_IS_LARGER = Pattern(
    "That is more than the {most} MB that a page without a judge should have: one for a part of the class "
    "is smaller.",
    "판정기가 없는 페이지로는 큽니다({most} MB 초과). 학급을 나누면 작아집니다.",
)
