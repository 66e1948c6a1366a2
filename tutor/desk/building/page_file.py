"""Practice → one HTML file: the page, its sheets and, unless it is for an exam, the judge itself.

Practice ─┬─ every sheet's page, once as a whole and else as what differs ─┐
          └─ content ──────────────────────────────────────────────────────┼─→ PAGE.html
Runtime, Bundle ─ gzip, base64 ────────────────────────────────────────────┘
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import Any

from tutor.desk.building.bundle import Bundle
from tutor.desk.building.runtime import Runtime
from tutor.desk.content import Practice
from tutor.desk.door import Door
from tutor.desk.words import words
from tutor.documents.formats.writing import template_environment
from tutor.documents.palette import style_properties
from tutor.language.languages import CODES, Code, Language
from tutor.language.resources import template_folder, template_text

# In megabytes: what a page may weigh.
MOST_MEGABYTES, MOST_OF_AN_EXAM = 9.0, 0.2
MEGA = 1_000_000


def practice_page(practice: Practice, runtime: Runtime | None = None, bundle: Bundle | None = None) -> str:
    """Write the page.

    Args:
        practice: what is on it.
        runtime: Python for the page; without it nothing is judged there, as in an exam.
        bundle: what runs in it.
    """
    language: Code = "ko" if practice.language == "ko" else "en"
    scripts = {"boot": _script("boot.js"), "screen": _script("screen.js")}
    assets = [*_assets(runtime, bundle)] if runtime is not None and bundle is not None else []
    codes = CODES if assets else (language,)
    laid_out = {code: _pages(practice, code) for code in codes}
    pages = _packed(json.dumps(laid_out, ensure_ascii=False).encode())
    content = practice.text() if assets else ""
    weight = sum(len(data) for _, data in assets) + len(pages) + len(content) + 80_000
    size = f"{weight / MEGA:.1f} MB" if assets else f"{weight // 1000} kB"
    own = words(Language(language), size)
    return template_environment().get_template("practice/page.html.j2").render(
        language=language,
        title=escape(practice.title),
        hashes=_hash(scripts["screen"]),
        font=b64encode((template_folder() / "fonts" / "rnn-tutor-math.woff2").read_bytes()).decode(),
        colours=style_properties(),
        paper="A4",
        foot="",
        words=own,
        all_words=_json({code: words(Language(code), size) for code in codes}),
        sheets=_json(_sheets(practice)),
        pages=pages,
        content=_inert(content),
        lock=_lock(runtime) if assets and runtime is not None else "",
        assets=assets,
        runtime=bool(assets),
        adapts=practice.is_adaptive,
        boot=scripts["boot"],
        screen=scripts["screen"],
        licences=[(name, escape(text)) for name, text in _licences()],
    )  # fmt: skip


def _licences() -> Iterator[tuple[str, str]]:
    """Give the parts of what is inside, each with its licence."""
    for part in template_text("practice", "licences.txt").split("== ")[1:]:
        name, _, text = part.partition("\n")
        yield name, text.strip()


def _script(name: str) -> str:
    return template_text("practice", name)


def _hash(script: str) -> str:
    """Name a script in the page's policy by its digest; no other one runs."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _json(data: Any) -> str:  # noqa: ANN401 - plain data
    return _inert(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _inert(text: str) -> str:
    r"""Write JSON so that it may stand in an element of HTML: no tag begins in it.

    >>> _inert('["</script>"]')
    '["\\u003c/script>"]'
    """
    return text.replace("<", "\\u003c")


def _packed(data: bytes) -> str:
    return b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _assets(runtime: Runtime, bundle: Bundle) -> Iterator[tuple[str, str]]:
    files = runtime.files
    yield "wasm", _packed(files["pyodide.asm.wasm"])
    yield "start", _packed(files["pyodide.asm.mjs"])
    yield "loader", _packed(files["pyodide.mjs"])
    yield "library", _packed(bundle.library)
    yield "app", _packed(bundle.app)


def _lock(runtime: Runtime) -> str:
    """Say which runtime it is, as it asks for it; it has no packages."""
    info = json.loads(runtime.files["pyodide-lock.json"])["info"]
    return _json({"info": {**info, "version": runtime.version}, "packages": {}})


def _sheets(practice: Practice) -> dict[str, Any]:
    own = practice.start == "own"
    return {
        "start": practice.start,
        "asks_number": own and len(practice.level("own").sheets) > 1,
        "program": practice.program,
        "digest": sha256(practice.text().encode()).hexdigest()[:12],
        "levels": [
            {"name": level.name, "sheets": [sheet.sheet for sheet in level.sheets]}
            for level in practice.levels
        ],
    }


def _pages(practice: Practice, language: str) -> dict[str, Any]:
    """Give the page of every sheet, level by level: the first as a whole, the others as what differs."""
    door = Door(practice.text())
    found: dict[str, Any] = {}
    for level in practice.levels:
        pages = [
            json.loads(
                door.answer(
                    json.dumps({"what": "open", "level": level.name, "sheet": at, "language": language})
                )
            )
            for at in range(len(level.sheets))
        ]
        found[level.name] = {"base": pages[0], "deltas": [difference(pages[0], page) for page in pages]}
    return found


def difference(base: Any, other: Any) -> Any:  # noqa: ANN401 - plain data
    """Say what is to be changed in plain data to make other data of it; ``{}`` where nothing is.

    >>> difference({"a": [1, {"b": 2}], "c": 3}, {"a": [1, {"b": 4}], "c": 3})
    {'a': {'1': {'b': 4}}}
    """
    if isinstance(base, dict) and isinstance(other, dict) and base.keys() == other.keys():
        pairs = [(name, base[name], other[name]) for name in base]
    elif isinstance(base, list) and isinstance(other, list) and len(base) == len(other):
        pairs = [(str(at), one, two) for at, (one, two) in enumerate(zip(base, other, strict=True))]
    else:
        return {"is": "whole", "value": other} if isinstance(other, dict | list) else other
    return {name: difference(one, two) for name, one, two in pairs if one != two}
