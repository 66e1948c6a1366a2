"""What a class hands in, in many layouts, with whose each piece is.  Only the standard library.

    from tests.marking.layouts import layouts, rosters
    for name, roster_csv, ids in rosters(): ...            # to hand out first, where sheet numbers are wanted
    for lay in layouts(answers, sheet_number): ...

answers(student_id) -> {"h_1[1]": "0.197", ...}      sheet_number(student_id) -> "DDE3-XS54N", or None in place of the
function: then the layouts that live by sheet numbers (needs_sheet) are left out and no file mentions one.
Both may take a second argument, the name of the layout (the same id occurs in several layouts).

Layout.files    {path: bytes}; a path is str, or bytes where the name is raw CP949. Parents are folders.
Layout.truth    {key: owner}, a key for everything that must be accounted for:
                  "path"            a file (raw CP949 names: the decoded text)
                  "path#3"          the third data row of a CSV or the third element of a JSON list (from 1, heading not
                                    counted, blank rows counted); look a path up whole first, a name may end in #
                  "a.zip!b.md"      a member of an archive; "a.zip!b.zip!c.md", "a.zip!c.csv#1"
                owner: a student id, "litter", "unknown" (= "whose is this?"), "contradiction" (nobody earns by it until
                the teacher decides, both students' rows say so). "001 | unknown": either is fair. A student id that
                contains " | " does not occur.  Archives as such have no key, unless they cannot be opened.
Layout.extra    parties {key: [ids]} of contradictions; paper {key}: a photo or scan, "on paper", never 0;
                empty {key}; identical {id: [keys]}: counts once; twice {id: [keys, the latest last]}: asks by default;
                remark {key}: told by a file name or by a mistyped number, so a remark is wanted
                options: words for the command line that the layout needs (e.g. "--decimal-comma")

The order of trust: sheet number in any spelling, nearest for a mistyped; id; e-mail; whole name; folder name. A bare number in a
file name never outranks a name.
"""
from __future__ import annotations

import csv, io, json, inspect, tarfile, unicodedata, zipfile
from dataclasses import dataclass, field


@dataclass
class Layout:
    name: str
    roster_csv: bytes
    files: dict
    truth: dict
    note: str
    extra: dict = field(default_factory=dict)
    ids: list = field(default_factory=list)
    needs_sheet: bool = False


_ALL = []      # (name, note, roster rows, roster bytes, needs_sheet, build)


def table(rows, encoding="utf-8"):
    f = io.StringIO()
    csv.writer(f, lineterminator="\n").writerows(rows)
    return f.getvalue().encode(encoding)


def layout(name, note, roster, head=("student", "name", "email"), encoding="utf-8", sheet=False, idcol=0, skip=()):
    rows = [r if isinstance(r, (list, tuple)) else [r] for r in roster]
    head = list(head)[:max(len(r) for r in rows)] if len(head) != len(rows[0]) else list(head)

    def deco(f):
        ids = [r[idcol] for i, r in enumerate(rows) if i not in skip]
        _ALL.append((name, note, table([head] + [list(r) for r in rows], encoding), ids, sheet, f))
        return f
    return deco


class Box:
    """Collects the files of one layout."""

    def __init__(self, answers, sheet, ids):
        self._a, self._s, self.ids, self.files, self.truth = answers, sheet, ids, {}, {}
        self.extra = {"parties": {}, "paper": set(), "empty": set(), "identical": {}, "twice": {}, "remark": set(), "options": []}

    def a(self, sid):
        return dict(self._a(sid))

    def no(self, sid):
        return self._s(sid)

    def body(self, form, sid, head=""):
        a = self.a(sid)
        if form == "md":
            t = "| quantity | value |\n| --- | ---: |\n" + "".join(f"| `{k}` | {v} |\n" for k, v in a.items())
        elif form == "csv":
            return table([["quantity", "value"]] + [[k, v] for k, v in a.items()])
        elif form == "wide":
            return table([list(a), list(a.values())])
        elif form == "json":
            return json.dumps(a, ensure_ascii=False, indent=1).encode()
        elif form == "html":
            return ("<html><body>" + (f"<p>{head}</p>" if head else "") + "".join(f"<p>{k} = {v}</p>\n" for k, v in a.items()) + "</body></html>").encode()
        else:
            t = "".join(f"{k} = {v}\n" for k, v in a.items())
        return ((head + "\n\n" if head else "") + t).encode()

    def put(self, path, owner, data, **flags):
        """A file and its truth. owner None: no truth (an archive that is opened)."""
        self.files[path] = data
        key = path.decode("cp949") if isinstance(path, bytes) else path
        if owner is not None:
            self.mark(key, owner, **flags)

    def mark(self, key, owner, parties=None, paper=False, empty=False, remark=False):
        self.truth[key] = owner
        if parties:
            self.extra["parties"][key] = list(parties)
        for w, on in (("paper", paper), ("empty", empty), ("remark", remark)):
            if on:
                self.extra[w].add(key)

    def file(self, path, sid, form="txt", head="", owner=None, **flags):
        """A file with the answers of sid; owner is sid unless given."""
        self.put(path, sid if owner is None else owner, self.body(form, sid, head), **flags)

    def zip(self, path, members, raw=False):
        """members: [(name, owner or None, bytes, flags)]. raw: names in CP949 without the UTF-8 flag."""
        self.files[path] = zipped([(m[0], m[2]) for m in members], raw)
        for m in members:
            if m[1] is not None:
                self.mark(f"{path}!{m[0]}", m[1], **(m[3] if len(m) > 3 else {}))

    def rows(self, path, head, rows, encoding="utf-8"):
        """rows: [(owner, fixed cells, sid of the answers or None)]: a wide CSV whose answers follow the fixed cells."""
        keys = list(self.a(self.ids[0]))
        out = [list(head) + keys]
        for i, (owner, cells, sid, *fl) in enumerate(rows, 1):
            a = self.a(sid) if sid is not None else {}
            out.append(list(cells) + [a.get(k, "") for k in keys])
            if owner is not None:
                self.mark(f"{path}#{i}", owner, **(fl[0] if fl else {}))
        self.files[path] = table(out, encoding)


def zipped(members, raw=False):
    f = io.BytesIO()
    fix = []
    with zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as z:
        for i, (name, data) in enumerate(members):
            n = name
            if raw and not name.isascii():
                want = name.encode("cp949")
                n = (f"@{i:03d}" + "~" * 300)[:len(want)]
                fix.append((n.encode(), want))
            z.writestr(zipfile.ZipInfo(n, (2026, 3, 4, 10, 20, 30)), data)
    out = f.getvalue()
    for a, b in fix:
        assert len(a) == len(b) and out.count(a) == 2, a
        out = out.replace(a, b)
    return out


def tarred(members, mode="w:gz"):
    f = io.BytesIO()
    with tarfile.open(fileobj=f, mode=mode) as t:
        for name, data in members:
            i = tarfile.TarInfo(name)
            i.size = len(data)
            t.addfile(i, io.BytesIO(data))
    return f.getvalue()


JPG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + b"\x08" * 64 + bytes.fromhex("ffd9")
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000000030001"
                    "00182dd48d0000000049454e44ae426082")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 40

EN = [("001", "Minsu Kim", "minsu.kim@uni.ac.kr"), ("002", "Seoyeon Lee", "seoyeon.lee@uni.ac.kr"), ("003", "Minsu Lee", "minsu.lee@uni.ac.kr"),
      ("004", "Jiwoo Park", "jiwoo.park@uni.ac.kr"), ("005", "Hana Choi", "hana.choi@uni.ac.kr")]
KO = [("20230001", "김민수", "kms@hanbit.ac.kr"), ("20230002", "이서연", "lsy@hanbit.ac.kr"), ("20230003", "박지우", "pjw@hanbit.ac.kr"),
      ("20230004", "최하나", "chn@hanbit.ac.kr"), ("20230005", "정도윤", "jdy@hanbit.ac.kr")]


def mistyped(box, sid, how="letter"):
    """The number with one slip, nearer to its own than to anybody else's."""
    n = box.no(sid)
    others = {box.no(i) for i in box.ids if i != sid}
    strip = lambda t: "".join(c for c in t if c.isalnum()).upper()

    def far(t):
        return all(sum(a != b for a, b in zip(strip(t), strip(o))) > 2 for o in others)
    cand = []
    pos = [i for i, c in enumerate(n) if c.isalnum()]
    if how == "swap":
        for a, b in zip(pos[1:-1], pos[2:]):
            if n[a] != n[b] and b == a + 1:
                cand.append(n[:a] + n[b] + n[a] + n[b + 1:])
    elif how == "missing":
        cand = [n[:i] + n[i + 1:] for i in pos[1:-1]]
        return cand[1]
    else:
        for i in pos[1:-1]:
            cand += [n[:i] + c + n[i + 1:] for c in "AKM73X" if c != n[i].upper()]
    for c in cand:
        if far(c):
            return c
    return cand[0]


# ------------------------------------------------------------------------------------------------ course systems
@layout("moodle-folders", "Moodle, one folder a student; the middle number is Moodle's own and nobody's id", EN)
def _(b):
    for (i, n, _), m, f, form in zip(EN, (88120, 88121, 88122, 88123), ("answers.md", "homework 3.txt", "hw.csv", "sheet.json"), ("md", "txt", "csv", "json")):
        b.file(f"{n}_{m}_assignsubmission_file_/{f}", i, form)
    b.file("Hana Choi_88124_assignsubmission_onlinetext_/onlinetext.html", "005", "html")


@layout("moodle-folders-number-is-anothers-id", "Moodle's participant number is another student's id; the name decides",
        [("12345", "Minsu Kim"), ("12346", "Minsu Lee"), ("12347", "Hana Choi"), ("12348", "Jiwoo Park"), ("3", "Dana Fox")])
def _(b):
    b.file("Minsu Lee_12345_assignsubmission_file_/homework 3.txt", "12346", remark=True)
    b.file("Minsu Kim_12347_assignsubmission_file_/homework 3.txt", "12345", remark=True)
    b.file("Hana Choi_12348_assignsubmission_file_/homework 3.md", "12347", "md", remark=True)
    b.file("Jiwoo Park_12346_assignsubmission_file_/3.csv", "12348", "csv", remark=True)
    b.file("Dana Fox_99001_assignsubmission_file_/12345 copy.json", "3", "json", remark=True)


@layout("moodle-flat-zip", "Moodle without folders, in the zip as downloaded", EN)
def _(b):
    b.zip("COMP3001-Homework 3-4711.zip", [(f"{n}_{5000 + k}_assignsubmission_file_homework{k}.{'md' if k % 2 else 'txt'}", i, b.body("md" if k % 2 else "txt", i))
                                           for k, (i, n, _) in enumerate(EN, 1)])


@layout("moodle-korean", "Coursemos: Korean names in the folder, family name first and without a space", KO, head=("학번", "이름", "이메일"))
def _(b):
    for k, (i, n, _) in enumerate(KO):
        b.file(f"{n}_{31230 + k}_assignsubmission_file_/{('과제3.md', '답안.txt', '3주차 과제.txt', '과제(최종).csv', '과제3_최종_진짜최종.md')[k]}", i, ("md", "txt", "txt", "csv", "md")[k])


@layout("moodle-anonymous", "blind marking: only 'Participant N'; the sheet number inside tells, else nothing does", EN, sheet=True)
def _(b):
    for k, (i, n, _) in enumerate(EN[:3]):
        b.file(f"Participant_{7701 + k}_assignsubmission_file_/answers.md", i, "md", head=f"Sheet number: {b.no(i)}")
    b.file("Participant_7704_assignsubmission_file_/answers.txt", "004", owner="unknown")
    b.file("Participant_001_assignsubmission_file_/answers.txt", "005", owner="unknown | 001")


@layout("canvas-zip", "Canvas submissions.zip: surname and name run together, user id, file id, LATE, -1 for a second attempt", EN)
def _(b):
    b.zip("submissions.zip", [("kimminsu_40012_771001_answers.md", "001", b.body("md", "001"), {"remark": True}),
                              ("leeseoyeon_LATE_40013_771002_answers.txt", "002", b.body("txt", "002"), {"remark": True}),
                              ("leeminsu_40014_771003_hw3-1.csv", "003", b.body("csv", "003"), {"remark": True}),
                              ("parkjiwoo_LATE_40015_771004_answers-2.json", "004", b.body("json", "004"), {"remark": True}),
                              ("choihana_40016_771005_sheet.md", "005", b.body("md", "005"), {"remark": True})])


@layout("canvas-numbers-are-other-ids", "the numbers in Canvas' names are ids of other students", [("9912", "Minsu Kim"), ("456", "Seoyeon Lee"), ("77", "Hana Choi"), ("1001", "Jiwoo Park"), ("1", "Minsu Lee")])
def _(b):
    b.file("parkjiwoo_LATE_9912_456_answers-1.md", "1001", "md", remark=True)
    b.file("minsulee_77_456_sheet.md", "1", "md", remark=True)
    b.file("leeseoyeon_9912_77_answers.txt", "456", remark=True)
    b.file("choihana_LATE_1001_1_hw.csv", "77", "csv", remark=True)
    b.file("kimminsu_456_77_9912.txt", "9912", remark=True)


@layout("canvas-gradebook-roster", "Canvas' gradebook export as roster, with 'Points Possible' in the second row and 'Last, First'",
        [("    Points Possible", "", "", "", "", "24"), ("Kim, Minsu", "40012", "2023-0001", "mkim", "RNN-01", ""), ("Lee, Seoyeon", "40013", "2023-0002", "slee", "RNN-01", ""),
         ("Park, Jiwoo", "40014", "2023-0003", "jpark", "RNN-01", ""), ("Test Student", "40099", "", "9f8e7d", "RNN-01", "")],
        head=("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework 3 (5511)"), idcol=2, skip=(0, 4))
def _(b):
    b.file("kimminsu_40012_900_answers.md", "2023-0001", "md")
    b.file("leeseoyeon_LATE_40013_901_answers.txt", "2023-0002")
    b.file("2023-0003.csv", "2023-0003", "csv")
    b.file("pointspossible_1_2_answers.txt", "2023-0001", owner="unknown")


@layout("blackboard", "Blackboard: assignment_login_attempt_date_file, and its own text file beside each", [("kms01", "Minsu Kim"), ("lsy22", "Seoyeon Lee"), ("pjw3", "Jiwoo Park"), ("chn9", "Hana Choi"), ("20260304", "Dana Fox")])
def _(b):
    for k, (i, n) in enumerate((("kms01", "Minsu Kim"), ("lsy22", "Seoyeon Lee"), ("pjw3", "Jiwoo Park"), ("chn9", "Hana Choi"))):
        st = f"Homework 3_{i}_attempt_2026-03-04-10-2{k}-33"
        b.file(f"{st}_answers.{('txt', 'md', 'csv', 'json')[k]}", i, ("txt", "md", "csv", "json")[k])
        if k < 2:
            b.put(f"{st}.txt", f"litter | {i}", f"Name: {n} ({i})\nAssignment: Homework 3\nDate Submitted: Wednesday, March 4, 2026 10:2{k}:33 AM KST\nCurrent Grade: Not Graded Yet\n\nSubmission Field:\nThere is no student submission text data for this assignment.\n\nFiles:\n\tOriginal filename: answers.txt\n".encode())
    b.file("Homework 3_20260304_attempt_2026-03-05-09-00-00_hw.txt", "20260304")


@layout("google-classroom", "Google Classroom and Drive: 'Name - title'", EN)
def _(b):
    for (i, n, _), t, form in zip(EN, ("Homework 1.md", "Homework 1.md", "Homework 1 (1).txt", "Copy of Homework 1.txt", "Homework 1.csv"), ("md", "md", "txt", "txt", "csv")):
        last, first = n.split()[1], n.split()[0]
        b.file(f"{last} {first} - {t}" if i in ("001", "003") else f"{n} - {t}", i, form, remark=True)


@layout("google-forms-english", "Google Forms with e-mail collected; the roster has the same e-mails, once in capitals", EN)
def _(b):
    b.rows("Homework 3 (Responses).csv", ("Timestamp", "Email Address"), [(i, (f"2026/03/04 10:0{k}:11 AM GMT+9", e.upper() if k == 2 else e), i) for k, (i, n, e) in enumerate(EN)] +
           [("unknown", ("2026/03/04 11:00:00 AM GMT+9", "somebody@gmail.com"), "001")])


@layout("google-forms-korean", "Google Forms, Korean questions; a slip in an id with the right name beside", KO, head=("student", "name", "email"))
def _(b):
    rows = [(i, (f"2026. 3. 4 오전 10:0{k}:11", i, n), i) for k, (i, n, _) in enumerate(KO[:4])]
    rows.append(("20230005 | unknown", ("2026. 3. 4 오후 1:10:11", "20230050", "정도윤"), "20230005", {"remark": True}))
    rows.append(("contradiction", ("2026. 3. 4 오후 1:20:11", "20230001", "이서연"), "20230002", {"parties": ["20230001", "20230002"]}))
    b.rows("과제 3(응답).csv", ("타임스탬프", "학번을 입력하세요.", "이름을 입력하세요."), rows)


@layout("google-forms-id-and-name-in-one-cell", "'학번/이름' asked in one question, answered in every manner", KO)
def _(b):
    cells = ("20230001/김민수", "이서연 20230002", "20230003박지우", "최하나(20230004)", "20230005, 정도윤")
    b.rows("응답.csv", ("타임스탬프", "학번/이름"), [(i, (f"2026. 3. 4 오전 9:0{k}:00", cells[k]), i) for k, (i, _, _) in enumerate(KO)])


@layout("moodle-participants-roster", "Moodle's participants list as roster: first name, last name, ID number, e-mail", [("Minsu", "Kim", "2301", "minsu@uni.edu"), ("Seoyeon", "Lee", "2302", "seoyeon@uni.edu"), ("Minsu", "Lee", "2303", "minsu2@uni.edu"), ("Dana", "Fox", "2304", "dana@uni.edu"), ("Ana María", "del Río", "2305", "ana@uni.edu")],
        head=("First name", "Last name", "ID number", "Email address"), idcol=2)
def _(b):
    b.rows("Homework 3-responses.csv", ("Last name", "First name", "ID number", "Email address", "State"),
           [("2301", ("Kim", "Minsu", "2301", "minsu@uni.edu", "Finished"), "2301"), ("2302", ("Lee", "Seoyeon", "2302", "seoyeon@uni.edu", "Finished"), "2302"),
            ("2303", ("Lee", "Minsu", "", "", "Finished"), "2303"), ("2304", ("", "", "", "dana@uni.edu", "Finished"), "2304"), ("litter", ("Overall average", "", "", "", ""), None)])
    b.file("Ana María del Río_901_assignsubmission_file_/answers.txt", "2305")


@layout("korean-lms-names", "LearningX, e-class, i-Campus: id and name in every order, brackets of every kind", KO, head=("학번", "성명", "이메일"))
def _(b):
    b.file("20230001_김민수_과제3.md", "20230001", "md")
    b.file("이서연(20230002)_3주차과제.txt", "20230002")
    b.file("[RNN 과제3] 20230003 박지우.md", "20230003", "md")
    b.file("과제3-최하나-20230004-2차제출.csv", "20230004", "csv")
    b.file("컴퓨터공학과 20230005 정도윤 RNN 손계산.json", "20230005", "json")


@layout("kakaowork", "files sent in KakaoTalk and KakaoWork: the name says only when; who is inside, or nowhere", KO)
def _(b):
    b.file("KakaoTalk_20260304_101233.md", "20230001", "md", head="20230001 김민수")
    b.file("KakaoTalk_20260304_101233 (1).txt", "20230002", head="학번: 20230002\n이름: 이서연")
    b.file("KakaoWork_20230003_220000.txt", "20230004", head="이름: 최하나", owner="20230004 | contradiction", parties=["20230003", "20230004"])
    b.file("KakaoTalk_20260305_090000.txt", "20230005", owner="unknown")
    b.put("KakaoTalk_20260304_101233123.jpg", "unknown", JPG, paper=True)


@layout("email-attachments", "saved from the mailbox, addresses in names and folders", EN)
def _(b):
    b.file("minsu.kim@uni.ac.kr/answers.md", "001", "md")
    b.file("2026-03-04 seoyeon.lee@uni.ac.kr homework.txt", "002", remark=True)
    b.file("Re Homework 3/from Jiwoo Park/homework.txt", "004")
    b.file("FW homework_MINSU.LEE@UNI.AC.KR.csv", "003", "csv", remark=True)
    b.put("Homework 3.eml", "005 | unknown", ("From: Hana Choi <hana.choi@uni.ac.kr>\nTo: teacher@uni.ac.kr\nSubject: Homework 3\nContent-Type: text/plain; charset=utf-8\n\nDear teacher,\n\n").encode() + b.body("txt", "005"))


@layout("email-only-roster", "the roster has nothing but e-mails, which are the ids", [("minsu@uni.edu",), ("lee@uni.edu",), ("minsu.lee@uni.edu",), ("p.jiwoo+rnn@uni.edu",), ("hana_choi@uni.edu",)], head=("email",))
def _(b):
    b.rows("answers.csv", ("email",), [("minsu@uni.edu", ("minsu@uni.edu",), "minsu@uni.edu"), ("lee@uni.edu", (" Lee@Uni.edu ",), "lee@uni.edu"), ("minsu.lee@uni.edu", ("Minsu Lee <minsu.lee@uni.edu>",), "minsu.lee@uni.edu"),
                                       ("p.jiwoo+rnn@uni.edu", ("mailto:p.jiwoo+rnn@uni.edu",), "p.jiwoo+rnn@uni.edu"), ("unknown", ("minsu@uni.org",), "minsu@uni.edu")])
    b.file("hana_choi@uni.edu.md", "hana_choi@uni.edu", "md")


# ------------------------------------------------------------------------------------------------ archives, encodings
@layout("zip-of-zips", "everybody hands in a zip, the system zips them again", EN)
def _(b):
    m = []
    for k, (i, n, _) in enumerate(EN[:4]):
        name = f"{n}_{600 + k}_assignsubmission_file_/homework.zip"
        inner = [("answers.md", b.body("md", i))] if k != 2 else [("__MACOSX/._answers.md", b"\0\5\x16\7\0"), ("hw/answers.md", b.body("md", i)), ("hw/.DS_Store", b"\0\0\0\1Bud1")]
        m.append((name, None, zipped(inner)))
        b.mark(f"all.zip!{name}!{'hw/' if k == 2 else ''}answers.md", i)
        if k == 2:
            b.mark(f"all.zip!{name}!__MACOSX/._answers.md", "litter")
            b.mark(f"all.zip!{name}!hw/.DS_Store", "litter")
    m.append(("Hana Choi_604_assignsubmission_file_/answers.txt", "005", b.body("txt", "005")))
    b.zip("all.zip", m)


@layout("zip-named-by-student", "a student's name is only on the archive, or on an inner folder", EN)
def _(b):
    b.zip("Minsu Kim.zip", [("answers.md", "001", b.body("md", "001"))])
    b.zip("002.zip", [("homework/answers.txt", "002", b.body("txt", "002"))])
    b.zip("homework (1).zip", [("Minsu Lee/answers.txt", "003", b.body("txt", "003")), ("Jiwoo Park/answers.txt", "004", b.body("txt", "004"))])
    b.zip("hw.zip", [("answers.txt", "unknown", b.body("txt", "005"))])


@layout("zip-cp949", "a zip of a Korean Windows: names in CP949, no UTF-8 flag", KO, head=("학번", "이름", "이메일"))
def _(b):
    b.zip("과제3_제출물.zip", [("김민수_20230001.md", "20230001", b.body("md", "20230001")), ("이서연/과제.txt", "20230002", b.body("txt", "20230002")),
                          ("박지우 과제3.csv", "20230003", b.body("csv", "20230003"), {"remark": True}), ("제출/최하나.txt", "20230004", b.body("txt", "20230004"), {"remark": True}),
                          ("과제3.txt", "unknown", b.body("txt", "20230005"))], raw=True)


@layout("zip-cp949-ids", "the ids themselves are Korean, in a CP949 zip", [("가람",), ("나래",), ("다온",), ("라온",), ("마루",)], head=("student",))
def _(b):
    b.zip("submissions.zip", [(f"{i}.{e}", i, b.body("md" if e == "md" else "txt", i)) for i, e in (("가람", "md"), ("나래", "txt"), ("다온", "md"))] + [("라온/answers.md", "라온", b.body("md", "라온")), ("마루_과제.txt", "마루", b.body("txt", "마루"), {"remark": True})], raw=True)


@layout("folder-cp949", "a folder of raw CP949 names, unpacked on Linux: three students must stay three", KO, head=("학번", "이름", "이메일"))
def _(b):
    for n, i, form in (("김민수.md", "20230001", "md"), ("이서연.txt", "20230002", "txt"), ("박지우.txt", "20230003", "txt"), ("최하나_과제/답.md", "20230004", "md")):
        b.file(n.encode("cp949"), i, form)
    b.file("모르는사람.txt".encode("cp949"), "20230005", owner="unknown")


@layout("roster-and-answers-cp949", "Excel in Korea: roster and answers in CP949, one file UTF-16, one with a BOM", KO, head=("학번", "이름", "이메일"), encoding="cp949")
def _(b):
    b.rows("답안.csv", ("학번", "이름"), [("20230001", ("20230001", "김민수"), "20230001"), ("20230002", ("20230002", "이서연"), "20230002")], encoding="cp949")
    b.put("박지우.txt", "20230003", b.body("txt", "20230003", head="박지우").decode().encode("cp949"))
    b.put("최하나.txt", "20230004", b.body("txt", "20230004", head="최하나").decode().encode("utf-16"))
    b.put("20230005.csv", "20230005", b"\xef\xbb\xbf" + b.body("csv", "20230005"))


@layout("unicode-forms", "NFD names of macOS, full-width digits, accents dropped, hyphens, capitals", [("20230001", "김민수"), ("20230002", "이서연"), ("A03", "José García"), ("A04", "Min-su Kim"), ("A05", "Søren Ødegård"), ("A06", "Zoë O'Neil")])
def _(b):
    b.file(unicodedata.normalize("NFD", "김민수 과제.md"), "20230001", "md", remark=True)
    b.file("２０２３０００２.txt", "20230002")
    b.file("GARCIA JOSE.txt", "A03", remark=True)
    b.file("kim_minsu_hw.csv", "A04", "csv", remark=True)
    b.file("Soren Odegard/hw.md", "A05", "md", owner="A05 | unknown")
    b.file("oneil_zoe.txt", "A06", owner="A06 | unknown")


@layout("other-archives", "tar.gz, an archive that is broken, one that nobody opens", EN)
def _(b):
    b.put("Minsu Kim.tar.gz", None, tarred([("answers.md", b.body("md", "001"))]))
    b.mark("Minsu Kim.tar.gz!answers.md", "001 | unknown")
    b.put("Seoyeon Lee.zip", "002 | unknown", zipped([("answers.md", b.body("md", "002"))])[:-30])
    b.put("Minsu Lee.7z", "003 | unknown", b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 40)
    b.put("homework.rar", "unknown", b"Rar!\x1a\x07\x01\0" + b"\0" * 40)
    b.file("004.txt", "004")
    b.zip("005.zip", [("../005.txt", "005 | unknown", b.body("txt", "005"))])


# ------------------------------------------------------------------------------------------------ names
@layout("two-of-one-name", "two 김민수: the name alone is nobody's; with id, e-mail or section it is somebody's", [("20230001", "김민수", "kms1@hanbit.ac.kr"), ("20230007", "김민수", "kms7@hanbit.ac.kr"), ("20230003", "박지우", "pjw@hanbit.ac.kr"), ("20230004", "최하나", "chn@hanbit.ac.kr")])
def _(b):
    b.file("김민수.txt", "20230001", owner="unknown")
    b.file("김민수_20230007.md", "20230007", "md")
    b.file("김민수 (kms1@hanbit.ac.kr).txt", "20230001")
    b.file("박지우.txt", "20230003", remark=True)
    b.rows("late.csv", ("이름",), [("unknown", ("김민수",), "20230007"), ("20230004", ("최하나",), "20230004")])
    b.extra["twice"] = {}


@layout("two-of-one-name-sheet-number", "two 김민수, told apart by the sheet number inside", [("20230001", "김민수"), ("20230007", "김민수"), ("20230003", "박지우")], sheet=True)
def _(b):
    b.file("김민수.txt", "20230001", head=f"시트 번호: {b.no('20230001')}")
    b.file("김민수 (1).txt", "20230007", head=f"시트번호 {b.no('20230007').lower()}")
    b.file(f"{b.no('20230003')}.md", "20230003", "md")
    b.file("김민수 (2).txt", "20230007", owner="unknown")


@layout("names-run-together", "no space, other order, capitals, camel case", EN)
def _(b):
    b.file("minsukim.md", "001", "md", remark=True)
    b.file("LEESEOYEON_HW3.txt", "002", remark=True)
    b.file("LeeMinsu-homework3.txt", "003", remark=True)
    b.file("jiwoo.park.final.csv", "004", "csv", remark=True)
    b.file("hw3choihana.txt", "005", owner="005 | unknown", remark=True)


@layout("names-within-names", "one name is the beginning of another: only the whole name counts", [("11", "Min Lee"), ("12", "Minsu Lee"), ("13", "김민"), ("14", "김민수"), ("15", "Ann Park"), ("16", "Joanna Parker")])
def _(b):
    b.file("leeminsu.md", "12", "md", remark=True)
    b.file("lee min.txt", "11", remark=True)
    b.file("김민수 과제.txt", "14", remark=True)
    b.file("김민_과제.txt", "13", remark=True)
    b.file("Joanna Parker.md", "16", "md", remark=True)
    b.file("Minsu.txt", "12", owner="unknown | 12")
    b.file("Park.txt", "15", owner="unknown | 15")


@layout("last-comma-first", "'Last, First' on the roster or on the files", [("s1", "Kim, Minsu"), ("s2", "Lee, Seoyeon"), ("s3", "de la Cruz, Ana"), ("s4", "Park, Jiwoo Daniel"), ("s5", "Hana Choi")])
def _(b):
    b.file("Minsu Kim.md", "s1", "md", remark=True)
    b.file("Lee, Seoyeon.txt", "s2", remark=True)
    b.file("Ana de la Cruz/answers.csv", "s3", "csv")
    b.rows("scanned.csv", ("name",), [("s4", ("Park, Jiwoo Daniel",), "s4"), ("s5", ("Choi, Hana",), "s5"), ("s4 | unknown", ("Jiwoo Park",), "s4"), ("unknown", ("Lee, Hana",), "s2")])
    b.extra["twice"]["s4"] = ["scanned.csv#1", "scanned.csv#3"]


@layout("first-name-only-and-nicknames", "too little to tell: nobody's, but never lost", EN)
def _(b):
    b.file("Minsu.txt", "001", owner="unknown")
    b.file("Kim.md", "001", "md", owner="unknown | 001")
    b.file("sy.txt", "002", owner="unknown")
    b.file("final FINAL v2.txt", "003", owner="unknown")
    b.file("Untitled.md", "004", "md", owner="unknown")
    b.file("Hana Choi.txt", "005", remark=True)


@layout("pair-work", "two names on one file: not for the program to decide", EN)
def _(b):
    b.file("Minsu Kim & Seoyeon Lee.md", "001", "md", owner="unknown | contradiction", parties=["001", "002"])
    b.file("003_004.txt", "003", owner="unknown | contradiction", parties=["003", "004"])
    b.file("group 5/answers.txt", "005", head="Jiwoo Park and Hana Choi", owner="unknown | contradiction", parties=["004", "005"])
    b.file("Hana Choi/answers.txt", "005")


@layout("not-on-the-roster", "an auditor, a student of last year, an id that is nobody's", EN)
def _(b):
    b.file("Yuna Kang.md", "001", "md", owner="unknown")
    b.file("006.txt", "002", owner="unknown")
    b.file("Minji Kim_800_assignsubmission_file_/answers.txt", "003", owner="unknown")
    b.file("004.txt", "004")
    b.rows("more.csv", ("student",), [("005", ("005",), "005"), ("unknown", ("050",), "001"), ("unknown", ("",), "001")])


# ------------------------------------------------------------------------------------------------ ids and numbers
@layout("leading-zeros", "001, 0012 and 12 are three; what a spreadsheet stripped is found only where it is unique", [("001", "A Kim"), ("0012", "B Lee"), ("12", "C Park"), ("0300", "D Choi"), ("00045", "E Jung")])
def _(b):
    b.file("001.md", "001", "md")
    b.file("0012.txt", "0012")
    b.file("12.txt", "12")
    b.rows("answers.csv", ("student",), [("0300 | unknown", ("300",), "0300"), ("00045 | unknown", ("45",), "00045")])
    b.file("00012.txt", "12", owner="unknown")
    b.put("1.0.txt", "unknown | 001", b.body("txt", "001"))


@layout("hostile-ids", "ids that are formulas, paths, reserved names", [('=HYPERLINK("x")', "A"), ("../../etc/passwd", "B"), ("CON", "C"), ("+82-10", "D"), ("a/b", "E"), ("@SUM(A1)", "F"), ("a|b`c", "G")])
def _(b):
    b.rows("answers.csv", ("student",), [(i, (i,), i) for i in ('=HYPERLINK("x")', "../../etc/passwd", "CON", "a/b", "a|b`c")])
    b.file("+82-10.txt", "+82-10")
    b.file("@SUM(A1).md", "@SUM(A1)", "md")


@layout("hostile-ids-in-file-names", "the same on the files", [('=HYPERLINK("x")', "A"), ("CON", "C"), ("-1", "D"), ("--lang", "E"), ("x*y?", "F")])
def _(b):
    b.file('=HYPERLINK("x").md', '=HYPERLINK("x")', "md")
    b.file("CON.txt", "CON")
    b.file("-1.txt", "-1")
    b.file("--lang.txt", "--lang")
    b.file("x*y?/answers.txt", "x*y?")


@layout("bare-numbers", "weeks, attempts, dates, task numbers that are ids of others", [("2", "Minsu Kim"), ("3", "Seoyeon Lee"), ("2026", "Jiwoo Park"), ("0304", "Hana Choi"), ("10", "Dana Fox")])
def _(b):
    b.file("Minsu Kim 3.md", "2", "md", remark=True)
    b.file("Seoyeon Lee/homework 2.txt", "3")
    b.file("hw10 Jiwoo Park.txt", "2026", remark=True)
    b.file("2026-03-04 Hana Choi.csv", "0304", "csv", remark=True)
    b.file("homework 10.txt", "10", owner="unknown | 10")
    b.file("homework 3 version 2.txt", "3", owner="unknown")


@layout("deep-folders", "section, week, student, file", EN)
def _(b):
    b.file("section A/week 3/001/answers.md", "001", "md")
    b.file("section A/week 3/Seoyeon Lee/003.txt", "002", owner="contradiction | 003 | 002", parties=["002", "003"])
    b.file("section B/week 3/Jiwoo Park/hw/final/answers.txt", "004")
    b.file("section B/week 3/answers.txt", "005", owner="unknown")
    b.file("section B/week 3/minsu.lee@uni.ac.kr/1.csv", "003", "csv")


@layout("id-against-name", "the id is one student's, the name another's", KO)
def _(b):
    b.file("20230001_이서연.md", "20230001", "md", owner="contradiction", parties=["20230001", "20230002"])
    b.file("박지우/20230003.txt", "20230003")
    b.rows("답안.csv", ("학번", "이름"), [("contradiction", ("20230004", "정도윤"), "20230004", {"parties": ["20230004", "20230005"]}), ("20230005", ("20230005", "정도윤"), "20230005"), ("20230004", ("20230004", "최 하나"), "20230004")])


# ------------------------------------------------------------------------------------------------ sheet numbers
@layout("sheet-spellings", "the sheet number in every spelling, file names tell nothing", EN, sheet=True)
def _(b):
    n = b.no
    b.file("a.md", "001", "md", head=f"Sheet {n('001').lower()}")
    b.file("b.txt", "002", head=f"sheet number: {n('002').replace('-', ' ')}")
    b.file("c.txt", "003", head=f"Sheet no. {n('003').replace('-', '').lower()}")
    b.file("d.md", "004", "md", head=f"시트 번호: {n('004').replace('-', '–')}")
    b.file("e.txt", "005", head="".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in n("005")))


@layout("sheet-in-file-name", "the sheet number is the file's name", EN, sheet=True)
def _(b):
    n = b.no
    b.file(f"{n('001')}.md", "001", "md")
    b.file(f"{n('002').lower()}_answers.txt", "002")
    b.file(f"{n('003').replace('-', ' ')}.txt", "003")
    b.file(f"{n('004').replace('-', '_')}/answers.csv", "004", "csv")
    b.file(f"kimminsu_{n('005')}.txt", "005", owner="contradiction", parties=["001", "005"])


@layout("sheet-mistyped", "one letter wrong, two swapped, one missing; with a name or without; and one that is no sheet at all", EN, sheet=True)
def _(b):
    b.file("a.txt", "001", head=f"Sheet number: {mistyped(b, '001')}", remark=True)
    b.file("Seoyeon Lee.txt", "002", head=f"Sheet number: {mistyped(b, '002', 'swap')}", remark=True)
    b.file("c.md", "003", "md", head=f"Sheet number: {mistyped(b, '003', 'missing')}", owner="003 | unknown", remark=True)
    b.file("Jiwoo Park.md", "004", "md", head=f"Sheet number: {mistyped(b, '005')}", owner="contradiction | 004", parties=["004", "005"], remark=True)
    b.file("005.txt", "005", head="Sheet number: I forgot it")


@layout("sheets-swapped", "002 hands in the sheet of 003 and the reverse", EN, sheet=True)
def _(b):
    b.file("002.md", "003", "md", head=f"Sheet {b.no('003')}", owner="contradiction", parties=["002", "003"])
    b.file("003.md", "002", "md", head=f"Sheet {b.no('002')}", owner="contradiction", parties=["002", "003"])
    b.file("001.md", "001", "md", head=f"Sheet {b.no('001')}")
    b.file("Jiwoo Park.txt", "005", head=f"Sheet {b.no('005')}", owner="contradiction", parties=["004", "005"])
    b.file("homework 4.txt", "005", head=f"Sheet {b.no('005')}", owner="005")


@layout("sheet-rows", "a CSV by sheet number, as typed by an assistant", EN, sheet=True)
def _(b):
    n = b.no
    b.rows("answers.csv", ("sheet", "student"), [("001", (n("001"), "001"), "001"), ("002", (n("002").lower().replace("-", " "), ""), "002"), ("contradiction", (n("003"), "004"), "003", {"parties": ["003", "004"]}),
                                                 ("005", (mistyped(b, "005"), "005"), "005", {"remark": True}), ("litter", ("", ""), None)])


# ------------------------------------------------------------------------------------------------ litter, paper, copies
@layout("litter", "what computers leave behind, and the teacher's own readme", EN)
def _(b):
    for p, d in (("__MACOSX/._001.md", b"\0\5\x16\7\0\2\0\0Mac OS X"), (".DS_Store", b"\0\0\0\1Bud1"), ("Thumbs.db", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 64), ("desktop.ini", b"[.ShellClassInfo]\r\nIconIndex=0\r\n"),
                 ("~$answers.docx", b"\x05Minsu" + b"\0" * 60), (".~lock.002.csv#", b",minsu,pc,04.03.2026 10:20,file:///home/minsu/.config;"), ("._003.txt", b"\0\5\x16\7")):
        b.put(p, "litter", d)
    b.put("README.md", "litter | unknown", "# How to hand in\n\nPlease upload one file called answers.md until Friday. Minsu Kim is the assistant.\n".encode())
    b.file("001.md", "001", "md")
    b.file("002.csv", "002", "csv")
    b.file("003.txt", "003")
    b.file("004.txt~", "004", owner="litter | 004")


@layout("empty-files", "nothing in it: told as such, beside the student who handed it in; not lost, not somebody else's", EN)
def _(b):
    b.put("001.txt", "001 | litter", b"", empty=True)
    b.put("Seoyeon Lee.md", "002 | litter", b" \n\n\t\n", empty=True)
    b.put("Minsu Lee_12_assignsubmission_file_/answers.csv", "003 | litter", b"quantity,value\n", empty=True)
    b.put("nobody.txt", "unknown | litter", b"", empty=True)
    b.put("004.zip", "004 | litter | unknown", zipped([]), empty=True)
    b.file("005.txt", "005")


@layout("photos-and-scans", "on paper: listed so, never 0", KO)
def _(b):
    b.put("김민수.jpg", "20230001", JPG, paper=True)
    b.put("20230002_과제3.pdf", "20230002", PDF, paper=True)
    b.put("박지우_771_assignsubmission_file_/IMG_2031.HEIC", "20230003", HEIC, paper=True)
    b.put("스캔0004.png", "unknown", PNG, paper=True)
    b.zip("최하나.zip", [("1.jpg", "20230004", JPG, {"paper": True}), ("2.jpg", "20230004", JPG + b"\0", {"paper": True})])
    b.file("정도윤/answers.txt", "20230005")
    b.put("정도윤/연습장.jpg", "20230005", JPG, paper=True)


@layout("identical-copies", "the same bytes twice: counts once", EN)
def _(b):
    b.file("001.txt", "001"); b.file("001 (1).txt", "001")
    b.file("Seoyeon Lee.md", "002", "md"); b.file("Seoyeon Lee - Copy.md", "002", "md")
    b.file("backup/003.txt", "003"); b.file("003.txt", "003")
    b.file("004.csv", "004", "csv"); b.zip("all.zip", [("004.csv", "004", b.body("csv", "004")), ("005.txt", "005", b.body("txt", "005"))])
    b.extra["identical"] = {"001": ["001.txt", "001 (1).txt"], "002": ["Seoyeon Lee.md", "Seoyeon Lee - Copy.md"], "003": ["backup/003.txt", "003.txt"], "004": ["004.csv", "all.zip!004.csv"]}


def changed(b, sid, k=1):
    a = list(b.a(sid).items())
    return "".join(f"{q} = {v if i >= k else '0.123'}\n" for i, (q, v) in enumerate(a)).encode()


@layout("handed-in-twice", "two attempts that differ: asked, or by --attempts", EN)
def _(b):
    b.put("kimminsu_11_101_answers.txt", "001", changed(b, "001")); b.put("kimminsu_11_102_answers-1.txt", "001", b.body("txt", "001"))
    b.put("002_v1.txt", "002", changed(b, "002")); b.put("002_v2.txt", "002", b.body("txt", "002"))
    b.put("HW_003_attempt_2026-03-04-10-00-00_a.txt", "003", changed(b, "003")); b.put("HW_003_attempt_2026-03-05-10-00-00_a.txt", "003", b.body("txt", "003"))
    b.file("Jiwoo Park.md", "004", "md")
    b.extra["twice"] = {"001": ["kimminsu_11_101_answers.txt", "kimminsu_11_102_answers-1.txt"], "002": ["002_v1.txt", "002_v2.txt"],
                        "003": ["HW_003_attempt_2026-03-04-10-00-00_a.txt", "HW_003_attempt_2026-03-05-10-00-00_a.txt"]}


@layout("forms-twice", "the form was sent twice, once the same, once changed", KO)
def _(b):
    keys = list(b.a("20230001"))
    rows = [["타임스탬프", "학번", "이름"] + keys]

    def row(k, i, n, ch=False):
        a = b.a(i)
        if ch:
            a[keys[0]] = "0.123"
        rows.append([f"2026. 3. 4 오전 9:0{k}:00", i, n] + [a[q] for q in keys])
        b.mark(f"응답.csv#{k}", i)
    row(1, "20230001", "김민수"); row(2, "20230001", "김민수"); row(3, "20230002", "이서연", True); row(4, "20230003", "박지우"); row(5, "20230002", "이서연")
    b.files["응답.csv"] = table(rows)
    b.extra["identical"] = {"20230001": ["응답.csv#1", "응답.csv#2"]}
    b.extra["twice"] = {"20230002": ["응답.csv#3", "응답.csv#5"]}


# ------------------------------------------------------------------------------------------------ forms of the files
@layout("content-only", "answers.md, answers (1).md …: who is written inside, or nowhere", EN)
def _(b):
    b.file("answers.md", "001", "md", head="Name: Minsu Kim")
    b.file("answers (1).md", "002", "md", head="Student: 002")
    b.file("answers (2).txt", "003", head="minsu.lee@uni.ac.kr")
    b.file("answers (3).txt", "004", head="# Homework 3, Jiwoo Park (004)")
    b.file("answers (4).txt", "005", owner="unknown")
    b.file("answers (5).txt", "005", head="Homework 3 of week 4, with thanks to Minsu Kim for the 2 hints", owner="unknown | 001")


@layout("long-csv", "student, quantity, value: many rows a student, one of an unknown", [("s1", "A Kim"), ("s2", "B Lee"), ("s3", "C Park")])
def _(b):
    rows, k = [["student", "quantity", "value"]], 0
    for i, owner in (("s1", "s1"), ("s2", "s2"), ("s9", "unknown"), ("S3 ", "s3")):
        for q, v in list(b.a(owner if owner != "unknown" else "s3").items()):
            k += 1
            rows.append([i, q, v]); b.mark(f"answers.csv#{k}", owner)
    b.files["answers.csv"] = table(rows)


@layout("wide-csv-odd-rows", "means, points possible, blank rows, a heading repeated, in a sheet of the assistant", EN)
def _(b):
    b.rows("class.csv", ("student", "name"), [("litter", ("Points Possible", ""), None), ("001", ("001", "Minsu Kim"), "001"), ("litter", ("", ""), None), ("002", ("2", "Seoyeon Lee"), "002"),
                                              ("003", ("", "Minsu Lee"), "003"), ("litter", ("student", "name"), None), ("004", ("004", ""), "004"), ("unknown", ("", ""), "005"), ("litter | unknown", ("Average", ""), None)])


@layout("json", "one file a student, and a list for the rest", EN)
def _(b):
    b.file("001.json", "001", "json")
    b.put("Seoyeon Lee.json", "002", json.dumps({"name": "Seoyeon Lee", "answers": b.a("002")}).encode())
    b.put("rest.json", None, json.dumps([{"student": "003", "answers": b.a("003")}, {"student": "Jiwoo Park", "answers": b.a("004")}, {"email": "hana.choi@uni.ac.kr", "answers": b.a("005")},
                                         {"student": "somebody", "answers": b.a("001")}], ensure_ascii=False).encode())
    for k, o in enumerate(("003", "004", "005", "unknown"), 1):
        b.mark(f"rest.json#{k}", o)


@layout("mixed-bag", "a USB stick at the end of the lesson", KO)
def _(b):
    b.file("USB/20230001.txt", "20230001")
    b.file("USB/새 폴더/이서연.md", "20230002", "md", remark=True)
    b.zip("USB/새 폴더/과제.zip", [("박지우/answers.csv", "20230003", b.body("csv", "20230003")), ("__MACOSX/._박지우", "litter", b"\0\5\x16\7")])
    b.put("USB/최하나.jpg", "20230004", JPG, paper=True)
    b.put("USB/~$과제.xlsx", "litter", b"\x05kim" + b"\0" * 60)
    b.put("USB/과제 안내.txt", "litter | unknown", "3주차 과제: h_t를 손으로 계산하여 제출하세요. 마감 금요일.\n".encode())
    b.file("USB/20230005_정도윤_LATE.txt", "20230005")


def _call(f, layout_name):
    if f is None:
        return lambda sid: ""
    try:
        two = len([p for p in inspect.signature(f).parameters.values() if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) and p.default is p.empty]) > 1
    except (TypeError, ValueError):
        two = False
    return (lambda sid: f(sid, layout_name)) if two else f


def rosters():
    for name, note, roster, ids, sheet, f in _ALL:
        yield name, roster, list(ids)


def layouts(answers, sheet_number=None):
    for name, note, roster, ids, sheet, f in _ALL:
        if sheet and sheet_number is None:
            continue
        b = Box(_call(answers, name), _call(sheet_number, name), ids)
        f(b)
        yield Layout(name, roster, b.files, b.truth, note, b.extra, list(ids), sheet)


def write(lay, folder):
    """The files of a layout on disk, raw names as they are."""
    import os
    root = os.fsencode(folder)
    for p, d in lay.files.items():
        q = os.path.join(root, p if isinstance(p, bytes) else p.encode())
        os.makedirs(os.path.dirname(q), exist_ok=True)
        with open(q, "wb") as f:
            f.write(d)


if __name__ == "__main__":      # a self-test: every file has its truth, every truth its file
    import hashlib, tempfile
    fake = lambda sid: {f"h_{t}[{k}]": f"{(hashlib.sha256(f'{sid}{t}{k}'.encode()).digest()[0] - 128) / 200:.3f}" for t in (1, 2) for k in (1, 2)}
    AL = "ABCDEFGHJKMNPQRSTVWXYZ23456789"

    def number(sid):
        h = hashlib.sha256(sid.encode()).digest()
        return "".join(AL[x % 30] for x in h[:4]) + "-" + "".join(AL[x % 30] for x in h[4:9])
    people = keys = 0
    for L in layouts(fake, number):
        ids = set(L.ids)
        assert len(ids) == len(L.ids), L.name
        names = {p.decode("cp949") if isinstance(p, bytes) else p for p in L.files}
        for k, o in L.truth.items():
            base = k.split("!")[0]
            assert base in names or base.rsplit("#", 1)[0] in names, (L.name, k)
            assert all(w in ids | {"litter", "unknown", "contradiction"} for w in o.split(" | ")), (L.name, k, o)
            if "contradiction" in o:
                assert set(L.extra["parties"][k]) <= ids, (L.name, k)
        for p in names:
            assert any(k == p or k.startswith((p + "#", p + "!")) for k in L.truth), (L.name, "no truth", p)
        for kind in ("identical", "twice"):
            for i, ks in L.extra[kind].items():
                assert i in ids and all(x in L.truth for x in ks), (L.name, kind)
        for p, d in L.files.items():
            if isinstance(p, str) and p.endswith(".zip"):
                try:
                    z = zipfile.ZipFile(io.BytesIO(d))
                except zipfile.BadZipFile:
                    continue
                for m in z.infolist():
                    n = m.filename if m.flag_bits & 0x800 or m.filename.isascii() else m.filename.encode("cp437").decode("cp949")
                    assert any(k == f"{p}!{n}" or k.startswith((f"{p}!{n}!", f"{p}!{n}#")) for k in L.truth), (L.name, p, n)
        with tempfile.TemporaryDirectory() as t:
            write(L, t)
        keys += len(L.truth)
        n = sum(o not in ("litter",) for o in L.truth.values()) if L.name != "long-csv" else 4
        people += n
    print(len(_ALL), "layouts,", people, "submissions,", keys, "keys;", sum(1 for _ in layouts(fake)), "layouts without sheet numbers")
