"""The words of the page: what stands on it, what its buttons are called, what is said of a change."""

from __future__ import annotations

from tutor.language.faults import Pattern

# layout

SIZES = Pattern("Sizes", "크기")
TITLE_OF_UNIT = Pattern("{title} ({unit})", "{title} ({unit})")
STEP_AND_WORD = Pattern("{t} {word}", "{t} {word}")
ENTRY_OF = Pattern("{line}, entry {entry} of {size}", "{line}, 성분 {size}개 가운데 {entry}번째")

# Is this right?

NO_CALCULATION_WAS_READ = Pattern(
    "No line of a calculation was read in this text.", "이 글에서 계산하는 줄을 읽지 못했습니다."
)
WHAT_A_TEXT_NEEDS = Pattern(
    "It was not judged, neither right nor wrong. A line is read where a quantity stands on the left and "
    "numbers "
    "stand behind an equals sign, as in h_1 = tanh(0.2) = 0.197; the whole text needs the matrices as well.",
    "그래서 맞다고도 틀리다고도 하지 않습니다. h_1 = tanh(0.2) = 0.197처럼 왼쪽에 양이 있고 등호 뒤에 수가 "
    "있는 줄을 읽습니다. "
    "행렬도 함께 넣어 주세요.",
)

# The page

TO_THE_BOXES = Pattern("To the boxes", "답을 쓰는 칸으로")
THE_OTHER_LANGUAGE = Pattern("한국어", "English")
HIDE_POINTS = Pattern("Hide points", "점수 숨기기")
THE_JUDGE_IS_STARTING = Pattern(
    "The judge is starting. You can type already; nothing is sent anywhere.",
    "판정기를 시작하고 있습니다. 지금 입력해도 됩니다. 아무것도 전송하지 않습니다.",
)
THE_JUDGE_IS_READY = Pattern(
    "Ready. Type a number and press Enter, or leave the box.",
    "준비되었습니다. 수를 쓰고 Enter를 누르거나 다른 칸으로 옮기세요.",
)
THE_JUDGE_DID_NOT_START = Pattern(
    "The judge did not start in this browser. You can still fill in the sheet and save the answer file; an "
    "up-to-date Chrome, Edge or Firefox starts it.",
    "이 브라우저에서는 판정기가 시작되지 않았습니다. 그래도 답을 쓰고 답안 파일을 저장할 수 있습니다. 최신 "
    "Chrome, Edge, "
    "Firefox에서는 시작됩니다.",
)
THE_JUDGE_IS_NOT_READY = Pattern("The judge is not ready yet.", "판정기가 아직 준비되지 않았습니다.")
NOTHING_IS_JUDGED_HERE = Pattern(
    "Fill in the boxes, then save the answer file and hand it in. Nothing is judged here.",
    "칸을 채우고 답안 파일을 저장해서 제출하세요. 이 페이지는 판정하지 않습니다.",
)
THIS_PAGE_NEEDS_SCRIPTS = Pattern(
    "This page needs scripts. A phone often opens a file without them: open the page by a link instead.",
    "이 페이지에는 스크립트가 필요합니다. 휴대전화는 파일을 열 때 스크립트를 막는 일이 많으니 링크로 여세요.",
)
NOTHING_IS_KEPT_HERE = Pattern(
    "This browser keeps nothing for this page: what you type is gone when it is closed. Save the answer "
    "file.",
    "이 브라우저는 이 페이지의 내용을 보관하지 않습니다. 닫으면 쓴 것이 사라지니 답안 파일을 저장하세요.",
)
ANOTHER_TAB_WRITES_HERE = Pattern(
    "This page is open in another tab as well, and what is written there stands here too. In every box the "
    "newest answer counts.",
    "이 페이지가 다른 탭에도 열려 있어서 거기에 쓴 답이 여기에도 나타납니다. 칸마다 가장 나중에 쓴 답을 "
    "봅니다.",
)
ANOTHER_TAB_CLEARED_THIS = Pattern(
    "Everything of this page was cleared in another tab, so nothing stands here either.",
    "다른 탭에서 이 페이지의 내용을 모두 지웠으므로 여기에도 남아 있지 않습니다.",
)
NUMBER_OF_YOUR_SHEET = Pattern("Number of your sheet:", "문제지 번호:")
ANOTHER_NUMBER = Pattern("Another sheet number", "다른 문제지 번호")
BEGIN = Pattern("Begin", "시작")
NO_SHEET_HAS_THIS_NUMBER = Pattern(
    "No sheet on this page has this number. It stands at the top of your sheet.",
    "이 페이지에 그 번호의 문제지가 없습니다. 번호는 문제지 위쪽에 있습니다.",
)
GIVENS_AND_MAP = Pattern("Givens and map", "주어진 것과 지도")
GIVENS = Pattern("Givens", "주어진 것")
WHERE_YOU_ARE = Pattern("Where you are", "지금 어디인지")
STEPS = Pattern("Steps", "시간 단계")
SHEET = Pattern("Sheet", "문제지")
SHEET_TO_PRACTISE = Pattern("Sheet:", "문제지:")
YES = Pattern("Yes", "예")
NO = Pattern("No", "아니요")
THE_NETWORK = Pattern("The network with your numbers", "내가 쓴 값을 넣은 네트워크")
YOUR_NUMBER = Pattern("number", "값")
YOU_WROTE = Pattern("you wrote", "쓴 답")
READ_AS = Pattern("read as", "읽은 값")
VERDICT = Pattern("verdict", "판정")
HELP = Pattern("Help", "도움")
NEXT = Pattern("Next", "다음")
SCROLLS_SIDEWAYS = Pattern("wide; scrolls sideways", "가로로 넓어서 옆으로 밀어 봅니다")
LINE_OPEN = Pattern("open", "비어 있음")
LINE_BEGUN = Pattern("begun", "쓰는 중")
LINE_GIVEN = Pattern("given", "주어짐")
IS_THIS_RIGHT = Pattern("Is this right?", "이 풀이가 맞을까요?")
PASTE_AN_EXAMPLE = Pattern(
    "Paste a worked example that somebody else wrote, a chatbot's or a friend's. Every line is compared "
    "with what "
    "stands before it, by the same judge; then the example is put right.",
    "챗봇이나 친구가 쓴 풀이를 붙여 넣으세요. 같은 판정기가 줄마다 앞의 값과 비교하고 바로잡은 풀이를 보여 "
    "줍니다.",
)
THE_TEXT = Pattern("The text", "글")
CHECK_IT = Pattern("Check it", "검토하기")
READING = Pattern("Reading …", "읽고 있습니다 …")
THE_TEXT_COULD_NOT_BE_JUDGED = Pattern(
    "This text could not be judged: the judge broke off at it. If it judges nothing any more, load the page "
    "again.",
    "이 글을 판정하지 못했습니다. 판정기가 글을 읽다가 멈췄습니다. 판정기가 더는 판정하지 않으면 "
    "페이지를 다시 여세요.",
)
HANDING_IN = Pattern("Handing in", "제출")
NOTHING_IS_SENT = Pattern(
    "Nothing is sent, and nobody sees what you type. The button writes a file with your answers, which "
    "numbers the "
    "page has shown and how often you asked for help; you hand it in yourself.",
    "아무것도 전송하지 않으며, 쓴 것을 아무도 보지 않습니다. 단추를 누르면 답, 화면이 보여 준 값, 도움을 "
    "받은 횟수가 파일에 "
    "적힙니다. 제출은 직접 합니다.",
)
NOTHING_IS_SENT_OF_AN_EXAM = Pattern(
    "Nothing is sent. The button writes a file with your answers; you hand it in yourself.",
    "아무것도 전송하지 않습니다. 단추를 누르면 답이 파일에 적힙니다. 제출은 직접 합니다.",
)
YOUR_ID = Pattern("Your id, if you are asked for one:", "학번 (필요하면):")
SAVE_THE_ANSWER_FILE = Pattern("Save the answer file", "답안 파일 저장")
THE_FILE_IS_WRITTEN = Pattern("The answer file is saved.", "답안 파일을 저장했습니다.")
THE_FILE_IS_WRITTEN_IN_A_FRAME = Pattern(
    "The answer file was given to the browser to save. If it is not among your downloads, this frame allows "
    "none: open the page by itself.",
    "브라우저에 답안 파일을 저장하게 했습니다. 내려받은 파일에 없으면 이 틀에서 저장이 막힌 것이니 페이지를 "
    "따로 여세요.",
)
CLEAR_WHAT_IS_KEPT = Pattern("Clear what this browser keeps", "이 브라우저에 보관된 것 지우기")
EVERYTHING_TYPED_WOULD_BE_GONE = Pattern(
    "Everything that was typed on this page, on all its sheets, would be gone.",
    "이 페이지의 모든 문제지에 쓴 것이 사라집니다.",
)
KEEP_IT = Pattern("Keep it", "그대로 두기")
CLEAR_IT = Pattern("Clear it", "지우기")
WHAT_WAS_KEPT_IS_CLEARED = Pattern(
    "Everything of this page is cleared.", "이 페이지의 내용을 모두 지웠습니다."
)
ABOUT_THIS_PAGE = Pattern("About this page", "이 페이지에 대하여")
WHAT_THIS_PAGE_IS = Pattern(
    "For practice: whoever has this file can find every answer in it. The judge inside is the one that "
    "marks the "
    "class; it goes by your own numbers, so one slip does not make the rest wrong.",
    "연습용입니다. 이 파일을 가진 사람은 모든 답을 찾을 수 있습니다. 안에 든 판정기는 채점에 쓰는 것과 "
    "같습니다. 직접 쓴 "
    "값을 따라가며 판정하므로 한 번 틀려도 나머지가 모두 틀리지는 않습니다.",
)
WHAT_IS_HANDED_IN_PROVES_NOTHING = Pattern(
    "What the answer file says of help is what the page says; it is no proof.",
    "답안 파일에 적힌 도움 횟수는 이 페이지가 적은 것일 뿐, 증거가 아닙니다.",
)
SIZE_AND_PHONES = Pattern(
    "The page is one file of {size} and works without a network. On a phone open it by a link: many phones "
    "open "
    "files without scripts.",
    "이 페이지는 {size} 크기의 파일 하나이며 네트워크 없이 작동합니다. 휴대전화에서는 링크로 여세요. "
    "파일로 열면 스크립트가 "
    "막히는 일이 많습니다.",
)
LICENCES = Pattern("What is inside, and its licences", "안에 든 것과 라이선스")
BACKWARDS = Pattern("Backwards", "거꾸로")
