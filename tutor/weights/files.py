"""Files of trained parameters → tensors by name. A file is never executed, and no size in it is believed.

``.pt`` and ``.pth`` are read by torch with ``weights_only=True`` and no other way; ``.safetensors`` by its
library; ``.npz`` by NumPy with ``allow_pickle=False``.
"""

from __future__ import annotations

import math
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from tutor.calculation.shapes import size_text
from tutor.language.faults import MissingExtraError, SpecError
from tutor.weights import weight_messages as says

# More numbers than any page or hand needs; what claims more is refused before it is allocated.
MAX_NUMBERS = 1_000_000
MAX_FILE = 64 << 20

# What the unpickler of torch says of the class or function that it did not load.
_GLOBAL = re.compile(r"GLOBAL ([\w.]+)")

# What a checkpoint calls the state_dict inside it.
_INSIDE = ("state_dict", "model_state_dict", "model", "net")


class Tensors(NamedTuple):
    """Arrays by name, and their kind of number as the file has it ("float32")."""

    arrays: Mapping[str, Any]
    dtype: str


def read_tensors(path: Path, limit: int = MAX_NUMBERS) -> Tensors:
    """Read a file of parameters.

    Args:
        path: ``.pt`` or ``.pth`` (a ``state_dict``), ``.safetensors`` or ``.npz``.
        limit: how many numbers one tensor may have.

    Raises:
        SpecError: with one fault that says what the file is instead.
        MissingExtraError: torch or safetensors is not installed.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise SpecError(
            says.NAME_IS_NO_FILE_OF_PARAMETERS(name=path.name, endings=", ".join(_READERS)).about("cell.from")
        )
    try:
        if path.is_dir():
            raise IsADirectoryError
        size = path.stat().st_size
    except FileNotFoundError:
        raise SpecError(says.NAME_DOES_NOT_EXIST(name=str(path)).about("cell.from")) from None
    except OSError:
        raise SpecError(says.NAME_MAY_NOT_BE_READ(name=str(path)).about("cell.from")) from None
    if size > MAX_FILE:
        raise SpecError(says.NAME_IS_LARGER_THAN_64_MIB(name=path.name).about("cell.from"))
    return reader(path, limit)


def _not_of_torch(path: Path) -> SpecError:
    """Say what a file that torch cannot read looks like."""
    size = path.stat().st_size
    start = path.read_bytes()[:64].lstrip().lower()
    because = (
        says.IT_BEGINS_LIKE_A_WEB_PAGE()
        if start.startswith((b"<!doctype", b"<html", b"<"))
        else says.IT_MAY_BE_CUT_SHORT_OR_SOMETHING_ELSE_UNDER()
        if size
        else None
    )
    return SpecError(
        says.NAME_IS_NOT_A_TORCH_FILE_SIZE_BYTES(name=path.name, size=size)
        .saying(because=because)
        .about("cell.from")
    )


def _not_plain(path: Path, found: str) -> SpecError:
    return SpecError(says.NAME_IS_NOT_A_PLAIN_STATE_DICT(name=path.name, found=found).about("cell.from"))


def _of_torch(path: Path, limit: int) -> Tensors:
    try:
        import torch
    except ImportError:
        raise MissingExtraError(says.NAME_NEEDS_TORCH(name=path.name)) from None
    _check_archive(path)
    try:
        loaded = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        met = _GLOBAL.search(str(error))
        raise (_not_plain(path, met[1]) if met else _not_of_torch(path)) from None
    except Exception:  # whatever a parser of a broken file stumbles over
        raise _not_of_torch(path) from None
    return _tensors(path, _state_dict(loaded), limit)


def _check_archive(path: Path) -> None:
    """A file of torch is a zip archive: what it unpacks to is looked at before it is unpacked."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise _not_of_torch(path) from None
    if sum(each.file_size for each in members) > MAX_FILE:
        raise SpecError(says.NAME_UNPACKS_TO_MORE_THAN_64_MIB(name=path.name).about("cell.from"))
    if any(each.filename.endswith("constants.pkl") for each in members):
        raise _not_plain(path, "TorchScript")


def _state_dict(loaded: object) -> object:
    """Find the state_dict in a checkpoint."""
    if isinstance(loaded, Mapping):
        for name in _INSIDE:
            if isinstance(loaded.get(name), Mapping):
                return loaded[name]
    return loaded


def _tensors(path: Path, loaded: object, limit: int) -> Tensors:
    if not isinstance(loaded, Mapping) or not any(hasattr(each, "shape") for each in loaded.values()):
        raise SpecError(
            says.NAME_HOLDS_FOUND_NOT_A_STATE_DICT(name=path.name, found=type(loaded).__name__).about(
                "cell.from"
            )
        )
    arrays: dict[str, Any] = {}
    dtypes: dict[str, str] = {}
    for name, tensor in loaded.items():
        if not hasattr(tensor, "detach"):
            continue
        _check_size(str(name), tuple(tensor.shape), limit)
        dtypes[str(name)] = str(tensor.dtype).removeprefix("torch.")
        plain = tensor.detach()
        arrays[str(name)] = (plain.float() if dtypes[str(name)] == "bfloat16" else plain).numpy()
    return Tensors(MappingProxyType(arrays), _common(dtypes))


def _common(dtypes: Mapping[str, str]) -> str:
    """Give the kind of number of the weights."""
    weights = [dtype for name, dtype in dtypes.items() if "weight" in name or "kernel" in name]
    return (weights or list(dtypes.values()) or ["float32"])[0]


def _check_size(name: str, shape: tuple[int, ...], limit: int) -> None:
    if math.prod(shape) > limit:
        raise SpecError(
            says.NAME_IS_SIZE_THE_LIMIT_IS_LIMIT_NUMBERS(name=name, size=size_text(shape), limit=limit).about(
                "cell.from"
            )
        )


def _of_safetensors(path: Path, limit: int) -> Tensors:
    try:
        from safetensors import SafetensorError, safe_open
    except ImportError:
        raise MissingExtraError(says.NAME_NEEDS_SAFETENSORS(name=path.name)) from None
    arrays: dict[str, Any] = {}
    dtypes: dict[str, str] = {}
    try:
        with safe_open(path, framework="numpy") as file:
            for name in file.keys():  # noqa: SIM118 - no mapping
                part = file.get_slice(name)
                _check_size(name, tuple(part.get_shape()), limit)
                dtypes[name] = re.sub(r"^(b?)f(?=\d)", r"\1float", part.get_dtype().lower())
                arrays[name] = _bfloat16(path, name) if dtypes[name] == "bfloat16" else file.get_tensor(name)
    except (SafetensorError, OSError, ValueError, TypeError, OverflowError):
        raise SpecError(
            says.NAME_IS_NOT_A_SAFETENSORS_FILE_SIZE_BYTES(name=path.name, size=path.stat().st_size).about(
                "cell.from"
            )
        ) from None
    return Tensors(MappingProxyType(arrays), _common(dtypes))


def _bfloat16(path: Path, name: str) -> Any:  # noqa: ANN401 - an array
    """Read what NumPy has no kind of number for."""
    try:
        from safetensors import safe_open

        with safe_open(path, framework="pt") as file:
            return file.get_tensor(name).float().numpy()
    except ImportError:
        raise MissingExtraError(says.NAME_NEEDS_TORCH_FOR_BFLOAT16(name=path.name)) from None


def _of_numpy(path: Path, limit: int) -> Tensors:
    import numpy as np

    arrays: dict[str, Any] = {}
    try:
        for name, shape, kind in _headers(path):
            if kind == "O":
                raise SpecError(
                    says.NAME_IN_FILE_HOLDS_PYTHON_OBJECTS(name=name, file=path.name).about("cell.from")
                )
            _check_size(name, shape, limit)
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except SpecError:
        raise
    except Exception:  # whatever a parser of a broken file stumbles over
        raise SpecError(
            says.NAME_IS_NOT_AN_NPZ_FILE_SIZE_BYTES(name=path.name, size=path.stat().st_size).about(
                "cell.from"
            )
        ) from None
    return Tensors(
        MappingProxyType(arrays), _common({name: str(array.dtype) for name, array in arrays.items()})
    )


def _headers(path: Path) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Give name, shape and kind of every array in an archive, without its numbers."""
    from numpy.lib import format as npy

    with zipfile.ZipFile(path) as archive:
        for each in archive.infolist():
            with archive.open(each) as member:
                version = npy.read_magic(member)
                read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
                shape, _, dtype = read(member)
                yield each.filename.removesuffix(".npy"), tuple(shape), dtype.kind


_READERS: Mapping[str, Callable[[Path, int], Tensors]] = MappingProxyType(
    {".pt": _of_torch, ".pth": _of_torch, ".safetensors": _of_safetensors, ".npz": _of_numpy}
)
