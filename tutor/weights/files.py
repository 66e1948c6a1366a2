"""Files of trained parameters → tensors by name. A file is never executed, and no size in it is believed.

``.pt``, ``.pth``, ``.ckpt`` and ``.bin`` are read by torch with ``weights_only=True`` and no other
way; ``.safetensors`` by its library; ``.npz`` by NumPy with ``allow_pickle=False``; ``.h5`` and ``.keras``
by h5py.
"""

from __future__ import annotations

import math
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tutor.calculation.assembly.shapes import size_text
from tutor.language.faults import MissingExtraError, SpecError
from tutor.record import NamedTuple
from tutor.weights import weight_messages as says
from tutor.weights.hdf5 import read_keras

# More numbers than any page or hand needs; what claims more is refused before it is allocated.
MAX_NUMBERS = 1_000_000
MAX_FILE = 64 << 20

# What the unpickler of torch says of the class or function that it did not load.
_GLOBAL = re.compile(r"GLOBAL ([\w.]+)")

# What a checkpoint calls the state_dict inside it.
_INSIDE = ("state_dict", "model_state_dict", "model_state", "model", "net", "network", "params", "weights")
# What DataParallel and torch.compile put before the names.
WRAPPERS = ("module", "_orig_mod")
_DEEPEST = 8
# Kinds of number that NumPy has too.
_OF_NUMPY = frozenset(
    ["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"],
)


class Tensors(NamedTuple):
    """Arrays by name, their kind of number in the file ("float32"), and what layers were built with."""

    arrays: Mapping[str, Any]
    dtype: str
    layers: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


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
    try:
        return _tensors(path, loaded, limit)
    except (RuntimeError, TypeError, ValueError):  # a tensor that gives no array
        raise _not_of_torch(path) from None


def _check_archive(path: Path) -> None:
    """A file of torch is a zip archive: what it unpacks to is looked at before it is unpacked."""
    try:
        if not zipfile.is_zipfile(path):
            return
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise _not_of_torch(path) from None
    if sum(each.file_size for each in members) > MAX_FILE:
        raise SpecError(says.NAME_UNPACKS_TO_MORE_THAN_64_MIB(name=path.name).about("cell.from"))
    if any(each.filename.endswith("constants.pkl") for each in members):
        raise _not_plain(path, "TorchScript")


def _flat(loaded: object, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Give every tensor of a checkpoint with its path; what only wraps a state_dict or a module is left out.

    An optimizer's state is numbered, not named, and is none of these.
    """
    if not isinstance(loaded, Mapping) or depth > _DEEPEST:
        return
    for name, value in loaded.items():
        if not isinstance(name, str):
            continue
        words = [each for each in name.split(".") if each not in WRAPPERS]
        if hasattr(value, "detach"):
            yield ".".join(words) or name, value
        elif isinstance(value, Mapping):
            before = "" if name in _INSIDE or not words else f"{'.'.join(words)}."
            yield from ((f"{before}{inner}", tensor) for inner, tensor in _flat(value, depth + 1))


def _tensors(path: Path, loaded: object, limit: int) -> Tensors:
    flat: dict[str, Any] = {}
    for name, tensor in _flat(loaded):
        # Two state_dicts in one checkpoint, such as an average of the weights: the first is meant.
        flat.setdefault(name, tensor)
    if not flat:
        raise SpecError(
            says.NAME_HOLDS_FOUND_NOT_A_STATE_DICT(name=path.name, found=type(loaded).__name__).about(
                "cell.from"
            )
        )
    arrays: dict[str, Any] = {}
    dtypes: dict[str, str] = {}
    for name, tensor in flat.items():
        _check_size(name, tuple(tensor.shape), limit)
        dtypes[name] = str(tensor.dtype).removeprefix("torch.")
        arrays[name] = _plain(name, tensor)
    return Tensors(MappingProxyType(arrays), _common(dtypes))


def _plain(name: str, tensor: Any) -> Any:  # noqa: ANN401 - a tensor, an array
    """Give a tensor as an array, whatever it is stored as."""
    plain = tensor.detach()
    if plain.is_meta:
        raise SpecError(says.NAME_HAS_NO_NUMBERS(name=name).about("cell.from"))
    plain = plain.dequantize() if plain.is_quantized else plain
    plain = plain.to_dense() if plain.layout != _strided() else plain
    known = str(plain.dtype).removeprefix("torch.") in _OF_NUMPY
    return (plain if known else plain.float()).numpy()


def _strided() -> Any:  # noqa: ANN401 - a layout of torch's
    import torch

    return torch.strided


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


def _of_keras(path: Path, limit: int) -> Tensors:
    found = read_keras(path, limit, MAX_FILE, _check_size)
    dtypes = {name: str(array.dtype) for name, array in found.arrays.items()}
    return Tensors(MappingProxyType(found.arrays), _common(dtypes), found.layers)


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
    {
        ".pt": _of_torch,
        ".pth": _of_torch,
        ".safetensors": _of_safetensors,
        ".npz": _of_numpy,
        ".ckpt": _of_torch,
        ".bin": _of_torch,
        ".h5": _of_keras,
        ".keras": _of_keras,
    }
)
