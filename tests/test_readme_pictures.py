"""The pictures of the README are those of today's pages; `python -m tests.readme_pictures` draws them anew."""

import re

import pytest

from tests.readme_pictures import FINGERPRINT, FOLDER, LANGUAGES, PICTURES, ROOT, fingerprint, source


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_from_todays_page(name, language):
    text = (FOLDER / f"{name}.{language}.svg").read_text("utf-8")
    assert text.startswith("<svg ") and "<script" not in text and 'href="http' not in text
    assert FINGERPRINT.search(text)[1] == fingerprint(source(name, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_shows_them_all(language):
    readme = (ROOT / {"en": "README.md", "ko": "README.ko.md"}[language]).read_text("utf-8")
    shown = re.findall(r"worked_examples/pictures/(\w+)\.(\w+)\.svg", readme)
    assert set(shown) == {(name, language) for name in PICTURES}
