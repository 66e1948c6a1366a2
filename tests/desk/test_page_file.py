"""The page as a file: what is in it, what is not, how large it is; with node, without node, for an exam."""

import base64
import gzip
import json
import re
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest

from tests.desk.pages import made
from tests.desk.sheets import practice_of
from tutor.desk.building import bundle as bundles
from tutor.desk.building.bundle import app_files, bundle, modules, packed
from tutor.desk.building.page_file import MEGA, MOST_MEGABYTES, MOST_OF_AN_EXAM, practice_page
from tutor.desk.content import Level, Practice
from tutor.handout.exercise import Sheet
from tutor.language.faults import MissingExtraError
from tutor.record import replace


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return practice_page(practice_of("lstm"), *made(tmp_path_factory))


def element(page, name):
    return re.search(rf'<script [^>]*id="{name}">(.*?)</script>', page, re.DOTALL)[1]


def unpacked(page, name):
    return gzip.decompress(base64.b64decode(element(page, f"asset-{name}")))


def test_the_page_is_one_file_of_nine_megabytes_at_most(page):
    assert len(page.encode()) <= MOST_MEGABYTES * MEGA
    addresses = set(
        re.findall(
            r'https?://[^\s"<)]+', re.sub(r"<script.*?</script>|<pre>.*?</pre>", "", page, flags=re.DOTALL)
        )
    )
    assert addresses == set()
    # The empty icon keeps browsers from asking for one.
    assert re.findall(r"<(?:link|img|iframe)\b[^>]*>", page) == ['<link rel="icon" href="data:,">']


def test_no_script_runs_but_the_two_of_the_page(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest}' 'wasm-unsafe-eval' blob:; worker-src blob:; "
        "style-src 'unsafe-inline'; font-src data:; img-src data:; connect-src 'none'; base-uri 'none'; "
        "form-action 'none'"
    )


def test_what_is_inside_stands_in_the_page_with_its_licence(page):
    names = re.findall(r"<h3>([^<]+)</h3>\n<pre>", page)
    assert names == ["rnn-tutor", "Pyodide 314.0.7", "Python 3.14", "In Python's runtime", "RNN Tutor Math"]


def test_the_script_has_no_sentence_of_its_own(page):
    """Whatever is said comes from the desk or stands in the table of words, in both languages."""
    words = json.loads(element(page, "words"))
    assert set(words) == {"en", "ko"} and words["en"].keys() == words["ko"].keys()
    script = re.sub(r"//.*", "", re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1])
    strings = re.findall(r'"([^"\n]*)"|`([^`]*)`', script)
    sentences = [
        text for pair in strings for text in pair if re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", text)
    ]
    assert sentences == []
    used = set(re.findall(r"\bwords\.([a-z_]+)", script)) | set(re.findall(r'data-word="([a-z_]+)"', page))
    assert used <= words["en"].keys()


def test_rules_stand_where_one_sheet_leads_to_another(tmp_path_factory, page):
    own = Practice("class", (replace(practice_of().levels[1], name="own"),), "own")
    handed_out = practice_page(own, *made(tmp_path_factory))
    assert [each.count('<p data-word="rules">') for each in (page, handed_out)] == [1, 0]


def test_only_what_the_page_needs_is_in_it():
    found = modules()
    rooms = {name.split(".")[1] for name in found if "." in name}
    assert rooms == {
        "binding", "calculation", "checking", "desk", "documents", "files", "handout", "judging", "language",
        "marking", "mistakes", "reading", "record", "spec", "worked",
    }  # fmt: skip
    assert not {name for name in found if "page_file" in name or "bundle" in name or "runtime" in name}


def test_without_node_the_whole_library_is_put_in(tmp_path_factory, monkeypatch):
    runtime, compiled = made(tmp_path_factory)
    monkeypatch.setattr(bundles, "node", lambda: None)
    plain = bundle(runtime, None)
    assert (compiled.is_compiled, plain.is_compiled) == (True, False)
    assert plain.app == packed(app_files())
    names = zipfile.ZipFile(BytesIO(plain.library)).namelist()
    assert len(names) > 500 > len(zipfile.ZipFile(BytesIO(compiled.library)).namelist())
    assert len(practice_page(practice_of(), runtime, plain).encode()) <= MOST_MEGABYTES * MEGA


def test_what_was_compiled_once_is_kept(tmp_path_factory, tmp_path, monkeypatch):
    runtime, compiled = made(tmp_path_factory)
    monkeypatch.setattr(bundles, "_compiled", lambda runtime, app: compiled)
    assert bundle(runtime, tmp_path) is compiled
    monkeypatch.setattr(bundles, "_compiled", lambda runtime, app: pytest.fail("again"))
    assert bundle(runtime, tmp_path) == compiled
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"broken")
    monkeypatch.setattr(bundles, "_compiled", lambda runtime, app: compiled)
    assert bundle(runtime, tmp_path) is compiled


def test_a_node_that_fails_is_told(tmp_path_factory, tmp_path, monkeypatch):
    runtime, _ = made(tmp_path_factory)
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho 'SyntaxError: no modules here' >&2\nexit 1\n")
    node.chmod(0o755)
    monkeypatch.setattr(bundles, "node", lambda: str(node))
    with pytest.raises(MissingExtraError) as refused:
        bundle(runtime, None)
    assert str(refused.value).splitlines() == [
        "error[U10]: node could not compile Python's library for the practice page",
        "  SyntaxError: no modules here",
        "  help: take another node, version 20 or later, or none: then the library is put in as it is shipped",
    ]


def test_a_page_for_an_exam_has_no_judge_and_no_answer():
    practice = practice_of("lstm", 3)
    page = practice_page(practice)
    assert len(page.encode()) <= MOST_OF_AN_EXAM * MEGA
    assert 'id="asset-wasm"' not in page and "wasm-unsafe-eval" not in page and 'id="content"' not in page
    for level in practice.levels:
        for sheet in level.sheets:
            key = sheet.problem()
            assert key.sequences  # what is given stands in it …
    pages = json.loads(unpacked(page, "pages"))["en"]
    base = pages["standard"]["base"]
    boxes = [entry for part in base["sections"] for row in part["rows"] for entry in row["entries"]]
    assert {entry["given"] for entry in boxes} == {None}  # … and nothing else


def test_what_people_wrote_stays_text(tmp_path_factory):
    spec = {
        "title": "</script><script>alert(1)</script>",
        "sentence": "<b> am",
        "vocabulary": ["<b>", "am", "it"],
        "cell": {"weight_ih": [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], "weight_hh": [[0.7, 0.1], [0.2, 0.3]]},
    }
    practice = Practice(spec["title"], (Level("own", (Sheet("X", spec, ("h_1[1]",)),)),), "own")
    page = practice_page(practice, *made(tmp_path_factory))
    assert "alert(1)" in page and "<script>alert" not in page
    assert page.count("<script") == page.count("</script>")


def test_the_same_practice_gives_the_same_bytes():
    assert practice_page(practice_of()) == practice_page(practice_of())
