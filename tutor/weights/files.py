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
from tutor.language.faults import Fault, MissingExtraError, Sentence, SpecError, say

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
        raise _refused(
            path,
            say("`{name}` is no file of parameters", name=path.name),
            say("Endings that do: {endings}.", endings=", ".join(_READERS)),
            say("save the parameters as one of these"),
        )
    try:
        if path.is_dir():
            raise IsADirectoryError
        size = path.stat().st_size
    except FileNotFoundError:
        raise _refused(
            path,
            say("`{name}` does not exist", name=str(path)),
            None,
            say("give the path of the file, as seen from the spec"),
        ) from None
    except OSError:
        raise _refused(path, say("`{name}` may not be read", name=str(path)), None, None) from None
    if size > MAX_FILE:
        raise _refused(
            path,
            say("`{name}` is larger than 64 MiB", name=path.name),
            say("A network of that size is not computed by hand."),
            say("save the recurrent module alone"),
        )
    return reader(path, limit)


def _refused(path: Path, title: Sentence, because: Sentence | None, help_: Sentence | None) -> SpecError:
    return SpecError(Fault("W01", title, because=because, help=help_, key="cell.from"))


def _not_of_torch(path: Path) -> SpecError:
    """Say what a file that torch cannot read looks like."""
    size = path.stat().st_size
    start = path.read_bytes()[:64].lstrip().lower()
    because = (
        say("It begins like a web page: the download may have failed.")
        if start.startswith((b"<!doctype", b"<html", b"<"))
        else say("It may be cut short, or something else under this name.")
        if size
        else None
    )
    return _refused(
        path,
        say("`{name}` is not a torch file ({size} bytes)", name=path.name, size=size),
        because,
        say("save it again: torch.save(model.state_dict(), …)"),
    )


def _not_plain(path: Path, found: str) -> SpecError:
    return _refused(
        path,
        say("`{name}` is not a plain state_dict", name=path.name),
        say("It holds {found}. Loading that could run code, so nothing of it was loaded.", found=found),
        say("save only the parameters: torch.save(model.state_dict(), …)"),
    )


def _of_torch(path: Path, limit: int) -> Tensors:
    try:
        import torch
    except ImportError:
        raise MissingExtraError(
            Fault(
                "U08",
                say("`{name}` needs torch", name=path.name),
                help=say('install it with: pip install "rnn-tutor[torch]"'),
            )
        ) from None
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
        raise _refused(
            path,
            say("`{name}` unpacks to more than 64 MiB", name=path.name),
            say("A network of that size is not computed by hand."),
            say("save the recurrent module alone"),
        )
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
        raise _refused(
            path,
            say("`{name}` holds {found}, not a state_dict", name=path.name, found=type(loaded).__name__),
            say("A state_dict has tensors by name: weight_ih_l0, weight_hh_l0, …"),
            say("save the parameters: torch.save(model.state_dict(), …)"),
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
            Fault(
                "S05",
                say(
                    "{name} is {size}; the limit is {limit} numbers",
                    name=name,
                    size=size_text(shape),
                    limit=limit,
                ),
                because=say("A page with more is not computed by hand."),
                help=say("use a smaller network: at most 16 hidden units"),
                key="cell.from",
            )
        )


def _of_safetensors(path: Path, limit: int) -> Tensors:
    try:
        from safetensors import SafetensorError, safe_open
    except ImportError:
        raise MissingExtraError(
            Fault(
                "U08",
                say("`{name}` needs safetensors", name=path.name),
                help=say('install it with: pip install "rnn-tutor[safetensors]"'),
            )
        ) from None
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
        raise _refused(
            path,
            say(
                "`{name}` is not a safetensors file ({size} bytes)", name=path.name, size=path.stat().st_size
            ),
            say("It may be cut short, or something else under this name."),
            say("save it again"),
        ) from None
    return Tensors(MappingProxyType(arrays), _common(dtypes))


def _bfloat16(path: Path, name: str) -> Any:  # noqa: ANN401 - an array
    """Read what NumPy has no kind of number for."""
    try:
        from safetensors import safe_open

        with safe_open(path, framework="pt") as file:
            return file.get_tensor(name).float().numpy()
    except ImportError:
        raise MissingExtraError(
            Fault(
                "U08",
                say("`{name}` needs torch", name=path.name),
                because=say("Its numbers are bfloat16, which NumPy does not know."),
                help=say('install it with: pip install "rnn-tutor[torch]"'),
            )
        ) from None


def _of_numpy(path: Path, limit: int) -> Tensors:
    import numpy as np

    arrays: dict[str, Any] = {}
    try:
        for name, shape, kind in _headers(path):
            if kind == "O":
                raise _refused(
                    path,
                    say("`{name}` in `{file}` holds Python objects", name=name, file=path.name),
                    say("Loading them could run code, so nothing of it was loaded."),
                    say("save arrays of numbers: np.savez(file, weight_ih_l0=…, weight_hh_l0=…)"),
                )
            _check_size(name, shape, limit)
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except SpecError:
        raise
    except Exception:  # whatever a parser of a broken file stumbles over
        raise _refused(
            path,
            say("`{name}` is not an npz file ({size} bytes)", name=path.name, size=path.stat().st_size),
            say("It may be cut short, or something else under this name."),
            say("save it again: np.savez(file, weight_ih_l0=…, weight_hh_l0=…)"),
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
