"""What can go wrong when a practice page is made."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

PYODIDE_IS_NOT_HERE = Message(
    "U10",
    Pattern(
        "a practice page carries Pyodide {version}, which is not on this machine",
        "연습 페이지에 들어갈 Pyodide {version}{version:-이} 이 컴퓨터에 없습니다",
    ),
    help=Pattern(
        'install what fetches it: pip install "rnn-tutor[practice]"; or give its archive: --runtime '
        "pyodide-{version}.tgz",
        '받아 오는 프로그램을 설치하거나(pip install "rnn-tutor[practice]") 압축 파일을 지정하세요: '
        "--runtime pyodide-{version}.tgz",
    ),
)
THERE_IS_NO_NPM = Pattern(
    "It was not given, it is not kept from an earlier time, and there is no npm to fetch it.",
    "지정하지도 않았고, 전에 받아 둔 것도 없고, 받아 올 npm도 없습니다.",
)
NPM_FAILED = Pattern("npm could not fetch it: {reason}", "npm이 받아 오지 못했습니다: {reason}")
THIS_IS_NOT_THE_RUNTIME = Message(
    "U10",
    Pattern(
        "`{file}` is not Pyodide {version}, which a practice page carries",
        "`{file}`{file:-은} 연습 페이지에 들어갈 Pyodide {version}{version:-이} 아닙니다",
    ),
    help=Pattern(
        "give the archive that `npm pack pyodide@{version}` makes, or the folder it unpacks to",
        "`npm pack pyodide@{version}`{version:-으로} 만든 압축 파일이나 그것을 푼 폴더를 지정하세요",
    ),
)
IT_HAS_NO_FILE = Pattern("It has no {name}.", "{name}{name:-이} 없습니다.")
ITS_FILE_IS_ANOTHER = Pattern("Its {name} is another one.", "{name}의 내용이 다릅니다.")
IT_IS_NOT_THERE = Pattern("There is no such file or folder.", "그런 파일이나 폴더가 없습니다.")
IT_IS_NO_ARCHIVE = Pattern("It is no tar archive.", "tar 압축 파일이 아닙니다.")
THE_ARCHIVE_IS_DAMAGED = Pattern(
    "The archive is damaged or breaks off.", "압축 파일이 손상되었거나 중간에 끊겼습니다."
)
YOU_MAY_NOT_READ_IT = Pattern("You have no permission to read it.", "이 파일을 읽을 권한이 없습니다.")
IT_CANNOT_BE_READ = Pattern("It cannot be read.", "읽을 수 없습니다.")
THE_LIBRARY_COULD_NOT_BE_COMPILED = Message(
    "U10",
    Pattern(
        "node could not compile Python's library for the practice page",
        "node가 연습 페이지의 파이썬 라이브러리를 컴파일하지 못했습니다",
    ),
    because=Pattern("{reason}", "{reason}"),
    help=Pattern(
        "take another node, version 20 or later, or none: then the library is put in as it is shipped",
        "node 20 이상을 쓰거나 node 없이 실행하세요. 그러면 라이브러리를 그대로 넣습니다",
    ),
)
