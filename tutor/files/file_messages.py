"""What is said of files: reading what was handed in, writing what is whole or absent."""

from __future__ import annotations

from tutor.language.faults import Message, Pattern

# writing

THE_DISK_IS_FULL = Pattern("The disk is full.", "디스크가 가득 찼습니다.")
YOUR_SHARE_OF_THE_DISK_IS_FULL = Pattern(
    "Your share of the disk is full.", "쓸 수 있는 디스크 용량을 다 썼습니다."
)
YOU_MAY_NOT_WRITE_THERE = Pattern("You may not write there.", "그곳에 쓸 권한이 없습니다.")
THE_DISK_CAN_ONLY_BE_READ = Pattern("The disk can only be read.", "읽기 전용 디스크입니다.")
THE_NAME_IS_TOO_LONG = Pattern("The name is too long.", "이름이 너무 깁니다.")
FOLDER_IS_NOT_A_FOLDER = Message(
    "O04",
    Pattern("{folder} is not a folder", "{folder:은} 폴더가 아닙니다"),
    help=Pattern("choose another folder", "다른 폴더를 고르세요"),
)
FILE_IS_THE_FILE_THAT_IS_BEING_READ = Message(
    "O03",
    Pattern("{file} is the file that is being read", "{file:은} 지금 읽는 파일입니다"),
    because=Pattern(
        "Writing the document there would destroy the spec.", "거기에 문서를 쓰면 문제 파일이 지워집니다."
    ),
    help=Pattern("choose another name", "다른 이름을 고르세요"),
)
THE_FOLDER_DOES_NOT_EXIST = Message(
    "O04",
    Pattern("the folder {folder} does not exist", "{folder} 폴더가 없습니다"),
    help=Pattern("make it, or choose another", "폴더를 만들거나 다른 폴더를 고르세요"),
)
FOLDER_IS_A_LINK = Message(
    "O02",
    Pattern("{folder} is a link", "{folder:은} 링크입니다"),
    because=Pattern("It may point to a folder that is not meant.", "뜻하지 않은 폴더를 가리킬 수 있습니다."),
    help=Pattern("name the folder itself", "폴더 자체의 이름을 쓰세요"),
)
ANOTHER_RUN_IS_WRITING_THERE = Message(
    "O02",
    Pattern("another run is writing in {folder}", "다른 실행이 {folder}에 쓰고 있습니다"),
    because=Pattern("Nothing was changed.", "아무것도 바꾸지 않았습니다."),
    help=Pattern("wait until it has ended", "그 실행이 끝날 때까지 기다리세요"),
)
FILE_IS_A_LINK = Message(
    "O02",
    Pattern("{file} is a link", "{file:은} 링크입니다"),
    because=Pattern("It may point to a file that is not meant.", "뜻하지 않은 파일을 가리킬 수 있습니다."),
    help=Pattern("name the file itself", "파일 자체의 이름을 쓰세요"),
)
FILE_IS_A_FOLDER = Message(
    "O04",
    Pattern("{file} is a folder", "{file:은} 폴더입니다"),
    help=Pattern("name a file in it, such as {example}", "그 안의 파일 이름을 쓰세요. 예: {example}"),
)
FILE_IS_NOT_AN_ORDINARY_FILE = Message(
    "O04",
    Pattern("{file} is not an ordinary file", "{file:은} 일반 파일이 아닙니다"),
    help=Pattern("leave out -o to write to the terminal", "터미널에 쓰려면 -o를 빼세요"),
)
FILE_EXISTS = Message(
    "O01",
    Pattern("{file} exists", "{file:이} 이미 있습니다"),
    because=Pattern("Nothing was changed.", "아무것도 바꾸지 않았습니다."),
    help=Pattern(
        "choose another name, or replace it with --force", "다른 이름을 고르거나, --force로 바꾸세요"
    ),
)
COULD_NOT_WRITE = Message(
    "O05",
    Pattern(
        "could not write {file}; nothing was changed", "{file:을} 쓸 수 없습니다. 아무것도 바꾸지 않았습니다"
    ),
    because=Pattern("{reason}", "{reason}"),
)
THE_REASON_IN_A_SENTENCE = Pattern("{reason}.", "{reason}.")

# archives

THERE_ARE_MORE_THAN_LIMIT_FILES_IN_IT = Pattern(
    "there are more than {limit} files in it", "안에 든 파일이 {limit}개를 넘습니다"
)
IT_IS_A_LINK_WHICH_MAY_POINT_ANYWHERE = Pattern(
    "it is a link, which may point anywhere", "어디든 가리킬 수 있는 링크입니다"
)
THERE_IS_NO_SUCH_FILE = Pattern("there is no such file", "그런 파일이 없습니다")
IT_IS_NOT_AN_ORDINARY_FILE = Pattern("it is not an ordinary file", "보통 파일이 아닙니다")
THE_REASON = Pattern("{reason}", "{reason}")
IT_IS_LARGER_THAN_LIMIT_MIB = Pattern("it is larger than {limit} MiB", "{limit} MiB보다 큽니다")
IT_IS_NO_ARCHIVE_OR_A_BROKEN_ONE = Pattern(
    "it is no archive, or a broken one", "압축 파일이 아니거나 망가졌습니다"
)
THE_ARCHIVE_HOLDS_MORE_THAN_LIMIT_MIB = Pattern(
    "the archive holds more than {limit} MiB", "압축 파일의 내용이 {limit} MiB를 넘습니다"
)
IT_IS_BROKEN = Pattern("it is broken", "파일이 망가졌습니다")
ITS_NAME_LEADS_OUT_OF_THE_ARCHIVE = Pattern(
    "its name leads out of the archive", "이름이 압축 파일 바깥을 가리킵니다"
)
IT_IS_ENCRYPTED = Pattern("it is encrypted", "암호가 걸려 있습니다")
IT_UNPACKS_TO_MORE_THAN_LIMIT_TIMES_ITS_SIZE = Pattern(
    "it unpacks to more than {limit} times its size", "풀면 크기가 {limit}배를 넘습니다"
)
THERE_IS_NOTHING_IN_IT = Pattern("there is nothing in it", "안에 아무것도 없습니다")
ARCHIVES_ARE_TOO_DEEP = Pattern(
    "more than {limit} archives lie one in the other", "압축 파일이 {limit}겹 넘게 들어 있습니다"
)
FILE_WAS_NOT_READ_REASON = Message(
    "G10",
    Pattern("`{file}` was not read: {reason}", "`{file}`{file:-을} 읽지 않았습니다: {reason}"),
    because=Pattern("Everything else was graded.", "나머지는 모두 채점했습니다."),
    severity="warning",
)

# extras

WRITING_ENDING_NEEDS_A_PACKAGE = Message(
    "U10",
    Pattern(
        "writing .{ending} needs a package that is not installed",
        ".{ending} 파일을 쓰는 데 필요한 패키지가 설치되어 있지 않습니다",
    ),
    help=Pattern(
        'install it: pip install "rnn-tutor[{extra}]"', '설치하세요: pip install "rnn-tutor[{extra}]"'
    ),
)
PACKAGE_OF_AN_EXTRA_IS_NOT_INSTALLED = Message(
    "U10",
    Pattern(
        "`{package}` is not installed, and this command needs it",
        "이 명령에 필요한 `{package}` 패키지가 설치되어 있지 않습니다",
    ),
    help=Pattern(
        'install it: pip install "rnn-tutor[{extra}]"', '설치하세요: pip install "rnn-tutor[{extra}]"'
    ),
)
PACKAGE_IS_NOT_INSTALLED = Message(
    "U10",
    Pattern(
        "`{package}` is not installed, and this command needs it",
        "이 명령에 필요한 `{package}` 패키지가 설치되어 있지 않습니다",
    ),
    help=Pattern("install it: pip install {package}", "설치하세요: pip install {package}"),
)

# file_text

NAME_DOES_NOT_EXIST = Message("F05", Pattern("`{name}` does not exist", "`{name}`: 그런 파일이 없습니다"))
NAME_IS_A_DIRECTORY = Message(
    "F05", Pattern("`{name}` is a directory", "`{name}`: 파일이 아니라 디렉터리입니다")
)
NAME_MAY_NOT_BE_READ = Message(
    "F05",
    Pattern("`{name}` may not be read", "`{name}`: 읽을 권한이 없습니다"),
    help=Pattern("ask for permission to read it", "읽기 권한을 얻으세요"),
)
NAME_CANNOT_BE_READ_REASON = Message(
    "F05", Pattern("`{name}` cannot be read ({reason})", "`{name}`: 읽을 수 없습니다({reason})")
)
SAVE_IT_AS_UTF_8 = Pattern("save it as UTF-8", "UTF-8로 저장하세요")
THE_FILE_IS_UTF_16 = Message(
    "F02", Pattern("the file is UTF-16", "파일이 UTF-16으로 저장되어 있습니다"), help=SAVE_IT_AS_UTF_8
)
THE_FILE_IS_NOT_UTF_8_BYTE_0_X_BYTE = Message(
    "F02",
    Pattern("the file is not UTF-8: byte 0x{byte}", "파일이 UTF-8이 아닙니다: 바이트 0x{byte}"),
    because=Pattern(
        "It may be saved in another encoding, such as CP949.",
        "CP949 같은 다른 인코딩으로 저장되었을 수 있습니다.",
    ),
    help=SAVE_IT_AS_UTF_8,
)
