"""Data sets and their batches: of tensors in the text, and those of torchvision whose sizes are known."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import Axis, Batches, Found, Layer, Ref, Tensor
from tutor.record import NamedTuple, replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

_PLAIN = frozenset(
    ["dataset", "batch_size", "shuffle", "drop_last", "num_workers", "pin_memory", "persistent_workers"]
)


class _Images(NamedTuple):
    """How many images are for training and how many for testing, and what one is as a tensor."""

    training: int
    testing: int
    shape: tuple[int, ...]


_GREY, _COLOURED = _Images(60_000, 10_000, (1, 28, 28)), _Images(50_000, 10_000, (3, 32, 32))
_IMAGES: Mapping[str, _Images] = MappingProxyType(
    {
        **dict.fromkeys(("MNIST", "FashionMNIST", "KMNIST"), _GREY),
        **dict.fromkeys(("CIFAR10", "CIFAR100"), _COLOURED),
    }
)
_TRANSFORMS = "torchvision.transforms."
# What makes a tensor of an image, and what leaves its sizes and its kind of number alone.
_TO_TENSOR, _SAME = "ToTensor", frozenset(["Normalize", "RandomHorizontalFlip", "RandomErasing"])


def loaded(name: str, arguments: list[Found], keywords: Mapping[str, Found], run: Run) -> Ref | None:
    """Follow data sets of tensors and their batches; nothing where they are not known."""
    given = arguments or [keywords[each] for each in ("dataset",) if each in keywords]
    contents = [run.store.get(each) for each in given]
    if name == "TensorDataset" and contents and all(isinstance(each, Tensor) for each in contents):
        return run.store.put(Batches(tuple(contents)))
    if name == "DataLoader" and contents:
        size = keywords.get("batch_size", arguments[1] if len(arguments) > 1 else 1)
        drop = keywords.get("drop_last", False)
        if isinstance(size, int) and isinstance(drop, bool) and set(keywords) <= _PLAIN:
            if isinstance(contents[0], Batches):
                return run.store.put(replace(contents[0], size=size, drop_last=drop))
            if isinstance(contents[0], Tensor):
                return run.store.put(Batches((contents[0],), size, drop, single=True))
    return None


def of_torchvision(
    path: str, arguments: list[Found], keywords: Mapping[str, Found], run: Run, node: ast.Call
) -> Ref | None:
    """Follow a data set of torchvision that is made of tensors; nothing for anything else."""
    name = path.rpartition(".")[2]
    if path.startswith(_TRANSFORMS) and name[:1].isupper():
        parts = run.elements(arguments[0], node) if name == "Compose" and arguments else None
        return run.store.put(Layer(f"transforms.{name}", {}, tuple(parts or ()), ""))
    if path != f"torchvision.datasets.{name}" or name not in _IMAGES:
        return None
    options = dict(zip(("root", "train", "transform", "target_transform"), arguments, strict=False))
    options.update(keywords)
    training, images = options.get("train", True), _IMAGES[name]
    steps = list(_steps(options.get("transform"), run))
    if not isinstance(training, bool) or options.get("target_transform") is not None:
        return None
    if steps.count(_TO_TENSOR) != 1 or set(steps) - _SAME != {_TO_TENSOR}:
        return None
    rows = Axis(images.training if training else images.testing)
    pictures = Tensor((rows, *map(Axis, images.shape)), "float32")
    labels, held = Tensor((rows,), "int64"), {}
    if images is _GREY:
        whole = Tensor((rows, *map(Axis, images.shape[1:])), "uint8")
        held = {**dict.fromkeys(("data", "train_data", "test_data"), whole), "targets": labels}
    return run.store.put(Batches((pictures, labels), held=held))


def _steps(transform: Found, run: Run) -> Iterator[str]:
    """Name what is done to an image, one after the other."""
    content = run.store.get(transform)
    if isinstance(content, Layer) and content.name == "transforms.Compose":
        for each in content.parts:
            yield from _steps(each, run)
    else:
        yield content.name.removeprefix("transforms.") if isinstance(content, Layer) else ""
