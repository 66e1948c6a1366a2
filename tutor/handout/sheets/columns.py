"""What the columns of a list of people are: ids, names, addresses, whatever system or form wrote the list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

Column = Literal["id", "name", "first", "last", "email", "language", "sheet", "who", "time"]

# Header words, without spaces and signs; of several columns of ids the first kind that is there counts.
_OWN_IDS = (
    "id", "studentid", "studentnumber", "studentno", "idnumber", "sisuserid", "sisid", "matriculationnumber",
    "학번", "학생번호", "수험번호", "id번호", "아이디번호", "학생학번",
)  # fmt: skip
_SYSTEM_IDS = ("student", "userid", "학생", "아이디", "사용자id")
_LOGINS = ("username", "sisloginid", "loginid", "login", "orgdefinedid", "사용자이름", "로그인id")
_WORDS: Mapping[Column, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("name", "studentname", "fullname", "displayname", "이름", "성명", "학생이름",
                 "학생명", "전체이름"),
        "first": ("firstname", "givenname", "forename", "first"),
        "last": ("lastname", "surname", "familyname", "last", "성"),
        "email": (
            "email", "mail", "emailaddress", "사용자이메일", "이메일", "메일", "전자우편", "이메일주소",
            "메일주소",             "전자메일", "전자메일주소", "username@",
        ),
        "language": ("language", "lang", "언어"),
        "sheet": (
            "sheet", "sheetid", "sheetnumber", "sheetno", "version", "variant", "문제지", "문제지번호",
            "시트",             "시트번호", "시험지", "시험지번호", "유형",
        ),
        "time": (
            "timestamp", "time", "submitted", "submittedat", "completed", "completedon", "타임스탬프", "시각",
            "제출시각", "제출시간", "제출일시", "완료일", "완료시각", "응답시간",
        ),
    }
)  # fmt: skip
# The questions of a form: 학번을 입력하세요, Your name (as on the list).
_ASKED: Mapping[Column, re.Pattern[str]] = MappingProxyType(
    {
        "sheet": re.compile(r"문제지\s*번호|시트\s*번호|sheet\s*(?:number|no\b|id)", re.IGNORECASE),
        "email": re.compile(r"e-?mail|이메일|메일", re.IGNORECASE),
        "id": re.compile(r"학번|수험\s*번호|student\s*(?:id|number|no\b)|matriculation", re.IGNORECASE),
        "name": re.compile(r"이름|성명|\bname\b", re.IGNORECASE),
    }
)
_LONGEST_QUESTION = 60

_MARK = "\ufeff".encode().decode("latin-1")


def plain_heading(heading: str) -> str:
    """Write a heading without spaces and signs, in small letters.

    What a spreadsheet made of a byte order mark, read as Western letters, is none of it.

    >>> plain_heading("Student-ID "), plain_heading("\ufeff학번"), plain_heading("ï»¿student")
    ('studentid', '학번', 'student')
    """
    word = unicodedata.normalize("NFKC", heading.removeprefix(_MARK))
    return re.sub(r"[\s_.\-\ufeff]", "", word).casefold()


def column_of(heading: str) -> Column | None:
    """Say what a heading names, by its word alone.

    >>> column_of("Student ID"), column_of("이름"), column_of("h_1[1]"), column_of("E-mail")
    ('id', 'name', None, 'email')
    """
    word = plain_heading(heading)
    if word in _OWN_IDS or word in _SYSTEM_IDS or word in _LOGINS:
        return "id"
    return next((column for column, words in _WORDS.items() if word in words), None)


def columns_of(headings: Sequence[str]) -> dict[int, Column]:
    """Say what the columns of a table of people are, as far as they are any of these.

    Where a system gives several ids, that of the school counts, and a column "Student" beside it has names.

    >>> columns_of(["Student", "ID", "SIS User ID", "SIS Login ID", "Section"])
    {2: 'id', 0: 'name'}
    >>> columns_of(["타임스탬프", "학번을 입력하세요.", "h_1[1]"])
    {0: 'time', 1: 'id'}
    >>> columns_of(["응답", "학번/이름"])
    {1: 'who'}
    """
    words = list(map(plain_heading, headings))
    found: dict[int, Column] = {}
    if (of_system := next((at for at, word in enumerate(words) if word == "sisuserid"), None)) is not None:
        kinds: tuple[tuple[str, ...], ...] = (("sisuserid",),)
    else:
        kinds = (_OWN_IDS, _SYSTEM_IDS, _LOGINS)
    ids = next(
        (here for kind in kinds if (here := [at for at, word in enumerate(words) if word in kind])), []
    )
    if ids:
        found[ids[0]] = "id"
    for at, word in enumerate(words):
        kind = next((column for column, known in _WORDS.items() if word in known), None)
        if kind is not None and (kind == "name" or kind not in found.values()):
            found[at] = kind
    if of_system is not None or (ids and words[ids[0]] in _OWN_IDS):
        for at, word in enumerate(words):
            if word in ("student", "학생") and at not in found and "name" not in found.values():
                found[at] = "name"
    for at, heading in enumerate(headings):
        if at not in found and len(heading) <= _LONGEST_QUESTION:
            asked = [kind for kind, words_ in _ASKED.items() if words_.search(heading)]
            if {"id", "name"} <= set(asked):
                found[at] = "who"
            elif len(asked) == 1 and asked[0] not in found.values():
                found[at] = asked[0]
    # 이름 beside 성 is the name that is given.
    if "last" in found.values() and "first" not in found.values():
        for at, kind in list(found.items()):
            if kind == "name":
                found[at] = "first"
                break
    return found


def whole_name(cells: Mapping[Column, str]) -> str:
    """Put a name together that is divided; a Korean one has its family name first and no space.

    >>> whole_name({"first": "Minsu", "last": "Kim"}), whole_name({"first": "민수", "last": "김"})
    ('Minsu Kim', '김민수')
    """
    first, last, name = cells.get("first", ""), cells.get("last", ""), cells.get("name", "")
    if name or not (first or last):
        return name
    if re.fullmatch(r"[가-힣 ]+", first + last):
        return last + first
    return f"{first} {last}".strip()
