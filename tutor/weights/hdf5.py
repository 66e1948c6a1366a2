"""Files of Keras → arrays by name, and how the layers were built: ``.h5``, ``.weights.h5`` and ``.keras``.

Nothing in them is executed: the numbers are plain arrays, the description of the network is JSON. Links
to other files are not followed.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tutor.language.faults import MissingExtraError, SpecError
from tutor.record import NamedTuple
from tutor.weights import weight_messages as says

_KINDS = ("SimpleRNN", "GRU", "LSTM")
# What a cell calls its arrays, in the order in which files without names have them.
_ORDER = {"0": "kernel", "1": "recurrent_kernel", "2": "bias"}


class KerasFile(NamedTuple):
    """Arrays by name; and by the name of a layer, what it was built with, where the file says so."""

    arrays: Mapping[str, Any]
    layers: Mapping[str, Mapping[str, Any]]


def read_keras(path: Path, limit: int, most_bytes: int, check: Callable[..., None]) -> KerasFile:
    """Read a file of Keras.

    Args:
        path: ``.h5`` or ``.keras``.
        limit: how many numbers one array may have.
        most_bytes: how large an archive may be, unpacked.
        check: raises for an array that is too large: ``check(name, shape, limit)``.

    Raises:
        SpecError: the file is none of Keras.
        MissingExtraError: h5py is not installed.
    """
    try:
        import h5py
    except ImportError:
        raise MissingExtraError(says.NAME_NEEDS_H5PY(name=path.name)) from None
    try:
        data: io.BytesIO | Path = path
        described = ""
        if path.suffix.lower() == ".keras":
            with zipfile.ZipFile(path) as archive:
                if sum(each.file_size for each in archive.infolist()) > most_bytes:
                    raise SpecError(says.NAME_UNPACKS_TO_MORE_THAN_64_MIB(name=path.name).about("cell.from"))
                data = io.BytesIO(archive.read("model.weights.h5"))
                described = archive.read("config.json").decode()
        with h5py.File(data, "r") as file:
            described = described or str(file.attrs.get("model_config", "{}"))
            arrays = dict(_arrays(file, limit, check))
        return KerasFile(arrays, dict(_layers(json.loads(described))))
    except SpecError:
        raise
    except Exception:  # whatever a parser of a broken file stumbles over
        raise SpecError(
            says.NAME_IS_NOT_A_FILE_OF_KERAS(name=path.name, size=path.stat().st_size).about("cell.from")
        ) from None


def _arrays(file: Any, limit: int, check: Callable[..., None]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give the arrays; a cell's under the names that Keras gives them, below the name of its layer."""
    import h5py

    names: list[str] = []
    file.visit(names.append)
    for name in names:
        dataset = file[name]
        if not isinstance(dataset, h5py.Dataset) or dataset.external or dataset.is_virtual:
            continue
        if dataset.dtype.kind not in "fiu":
            continue
        check(name, tuple(dataset.shape), limit)
        parts = name.split("/")
        if parts[-3:-1] == ["cell", "vars"] and parts[-1] in _ORDER:
            owner = "/".join(parts[:-3])
            layer = file[f"{owner}/vars"].attrs.get("name", "") if f"{owner}/vars" in file else ""
            yield "/".join([*parts[:-4], str(layer) or parts[-4], _ORDER[parts[-1]]]), dataset[()]
        else:
            yield name.removeprefix("model_weights/"), dataset[()]


def _layers(described: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Find the recurrent layers in the description of a network, at any depth."""
    if isinstance(described, dict):
        config = described.get("config")
        if described.get("class_name") in _KINDS and isinstance(config, dict):
            yield str(config.get("name", "")), config
        for each in described.values():
            yield from _layers(each)
    elif isinstance(described, list):
        for each in described:
            yield from _layers(each)
