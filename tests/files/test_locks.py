"""One run at a time in a folder, and what a lock leaves behind."""

import pytest

from tutor.files.locks import locked
from tutor.language.faults import OutputError


def test_a_second_run_is_told_and_the_first_leaves_nothing(tmp_path):
    with locked(tmp_path):
        assert len([*tmp_path.iterdir()]) == 1
        with pytest.raises(OutputError, match="another run is writing in"), locked(tmp_path):
            pass
    assert [*tmp_path.iterdir()] == []
    with locked(tmp_path):
        pass


def test_a_folder_that_fails_is_free_again(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 / 0
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_takes_no_lock(tmp_path):
    with locked(tmp_path / "missing"):
        assert [*tmp_path.iterdir()] == []
