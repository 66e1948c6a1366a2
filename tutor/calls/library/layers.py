"""The other layers of torch, as far as they decide shapes: before, after and around recurrent modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from math import prod
from typing import TYPE_CHECKING

from tutor.calls.following.abstract import (
    Axes,
    Axis,
    Found,
    Instance,
    Items,
    Layer,
    Lib,
    Recurrent,
    Ref,
    Stops,
    Tensor,
    Unknown,
    as_size,
)
from tutor.calls.library import containers, devices, visits
from tutor.calls.library.arithmetic import KINDS_OF_NUMBER
from tutor.calls.rules.sizes import Symbolic, same
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.calls.following.state import Run

# Layers by their arguments that decide shapes.
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "Linear": ("in_features", "out_features"),
    "Embedding": ("num_embeddings", "embedding_dim"),
    "Conv1d": ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation"),
    "Conv2d": ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation"),
    "MaxPool1d": ("kernel_size", "stride", "padding", "dilation"),
    "MaxPool2d": ("kernel_size", "stride", "padding", "dilation"),
    "AvgPool1d": ("kernel_size", "stride", "padding"),
    "Flatten": ("start_dim", "end_dim"),
    "BatchNorm1d": ("num_features",),
    "LayerNorm": ("normalized_shape",),
    "AdaptiveAvgPool1d": ("output_size",),
    "AdaptiveAvgPool2d": ("output_size",),
    "AdaptiveMaxPool1d": ("output_size",),
    "AdaptiveMaxPool2d": ("output_size",),
}
_SAME = frozenset(
    [
        "Dropout",
        "Dropout1d",
        "Dropout2d",
        "ReLU",
        "LeakyReLU",
        "ELU",
        "GELU",
        "SELU",
        "SiLU",
        "Tanh",
        "Sigmoid",
        "Softmax",
        "LogSoftmax",
        "Identity",
        "BatchNorm1d",
        "BatchNorm2d",
        "LayerNorm",
        "Softplus",
        "Hardtanh",
        "Softmax2d",
        "AlphaDropout",
        "ReLU6",
        "Mish",
        "TransformerEncoder",
        "TransformerEncoderLayer",
        "RMSNorm",
    ]
)
_FLOAT_ONLY = frozenset(["Linear", "Conv1d", "Conv2d", "BatchNorm1d", "BatchNorm2d", "LayerNorm"])
WEIGHTED = _FLOAT_ONLY | {"Embedding"}
_TYPES = {"double": "float64", "float": "float32", "half": "float16", "bfloat16": "bfloat16"}
SCALER = "Scaler"
_ITSELF = frozenset(
    [
        "to",
        "cuda",
        "cpu",
        "train",
        "eval",
        "requires_grad_",
        "share_memory",
        "type",
        "flatten_parameters",
        "compile",
    ]
)


def made(name: str, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call) -> Found:
    """Make a layer."""
    if name in ("DataParallel", "DistributedDataParallel"):
        return arguments[0] if arguments else Layer(name)
    if name == "Parameter" and arguments:
        content = run.store.get(arguments[0])
        if isinstance(content, Tensor):
            return run.store.put(replace(content, role=(devices.PARAMETER, 0), zeros=False))
        return arguments[0]
    if name in containers.NAMES:
        return containers.made(name, arguments, run, node)
    names = _ARGUMENTS.get(name, ())
    sizes = {
        **dict(zip(names, arguments, strict=False)),
        **{n: v for n, v in keywords.items() if n != "device"},
    }
    kind = keywords.get("dtype")
    dtype = (
        run.default_dtype if kind is None else kind.path.rpartition(".")[2] if isinstance(kind, Lib) else ""
    )
    if name.endswith("Loss"):
        return Layer("Loss", dtype=dtype)
    where = keywords.get("device")
    where = devices.default(run) if where is None else devices.asked(run, where)
    return Layer(name, sizes, dtype=dtype, device=where)


def attribute(layer: Layer, name: str, run: Run, node: ast.expr) -> Found:
    """Find an attribute of a layer."""
    if name == "weight" and layer.name in ("Linear", "Embedding"):
        sizes = [as_size(layer.sizes.get(each)) for each in _ARGUMENTS[layer.name]]
        if sizes[0] is not None and sizes[1] is not None:
            order = sizes[::-1] if layer.name == "Linear" else sizes
            return run.store.put(Tensor(tuple(Axis(each) for each in order if each is not None), layer.dtype))
    return run.unknown(run.cause(node), node)


def method(
    owner: Ref,
    content: Layer | Recurrent | Instance,
    name: str,
    arguments: list[Found],
    keywords: Mapping[str, Found],
    run: Run,
    node: ast.Call,
) -> Found:
    """Follow a method of a module, or of a scaler of sklearn, which has the same shape come out."""
    if isinstance(content, Layer) and content.name == SCALER:
        table = run.store.get(arguments[0]) if arguments else None
        if name in ("fit_transform", "transform", "inverse_transform") and isinstance(table, Tensor):
            kind = table.dtype if table.dtype.startswith("float") else ""
            return run.store.put(
                replace(table, dtype=kind, array=True, zeros=False, key=run.key(node), data=None)
            )
        return owner if name == "fit" else run.unknown(run.cause(node), node)
    if isinstance(content, Layer) and content.name == "ModuleDict":
        found = containers.of_names(owner, content, name, arguments, run, node)
        if found is not None:
            return found
    if name in ("children", "modules", "named_children", "named_modules"):
        found = visits.listed(run, owner, name)
        return run.unknown(run.cause(node), node) if found is None else found
    if name == "apply":
        return visits.visited(run, owner, arguments, node)
    if name in ("register_forward_hook", "register_forward_pre_hook"):
        return visits.hooked(run, owner, node)
    if name in _TYPES:
        visits.converted(owner, _TYPES[name], run)
        return owner
    if name in devices.MOVES:
        where = devices.target(run, name, arguments, keywords)
        if where is not None:
            devices.moved(run, owner, where)
    if name in _ITSELF:
        for each in (*arguments, *keywords.values()) if name in ("to", "type") else ():
            kind = each.path.rpartition(".")[2] if isinstance(each, Lib) else ""
            kind = {"double": "float64", "float": "float32", "half": "float16"}.get(kind, kind)
            if kind in KINDS_OF_NUMBER:
                visits.converted(owner, kind, run)
            elif isinstance(each, Unknown) and "dtype" in each.cause.text:
                visits.converted(owner, "", run)
        return owner
    if name in ("append", "extend", "add_module") and isinstance(content, Layer):
        parts = (
            arguments
            if name == "append"
            else run.elements(arguments[0], node)
            if name == "extend"
            else arguments[1:]
        )
        named = name == "add_module" and len(arguments) == 2 and isinstance(arguments[0], str)
        sizes = {**content.sizes, arguments[0]: arguments[1]} if named else content.sizes
        run.store[owner] = replace(content, parts=(*content.parts, *(parts or ())), sizes=sizes)
        return owner
    if name == "parameters":
        kinds = {each for each in _dtypes(owner, run) if each}
        weight = Tensor(
            None, kinds.pop() if len(kinds) == 1 else "", key=run.key(node), cause=run.cause(node)
        )
        inner = [run.store.get(each) for each in visits.inner(run, owner)]
        lying = {each.device for each in inner if isinstance(each, Recurrent | Layer)}
        weight = replace(weight, device=lying.pop() if len(lying) == 1 else "")
        return run.store.put(Items(None, run.store.put(weight)))
    if name == "register_buffer" and isinstance(content, Instance) and len(arguments) > 1:
        buffer = run.store.get(arguments[1])
        if isinstance(buffer, Tensor):
            run.store[arguments[1]] = replace(buffer, role=(devices.PARAMETER, 0))
        if isinstance(arguments[0], str):
            run.store[owner] = Instance(content.class_, {**content.attributes, arguments[0]: arguments[1]})
        return None
    if name == "add_module" and isinstance(content, Instance) and len(arguments) == 2:
        if isinstance(arguments[0], str):
            run.store[owner] = Instance(content.class_, {**content.attributes, arguments[0]: arguments[1]})
        return None
    return run.unknown(run.cause(node), node)


def _dtypes(owner: Found, run: Run, depth: int = 0) -> Iterator[str]:
    """Give the kinds of number of everything in a module."""
    content = run.store.get(owner)
    inner: tuple[Found, ...] = ()
    match content:
        case Recurrent():
            yield content.dtype
        case Layer():
            yield content.dtype
            inner = content.parts
        case Instance(_, attributes):
            inner = tuple(attributes.values())
    for each in inner if depth < 8 else ():
        if isinstance(run.store.get(each), Recurrent | Layer | Instance):
            yield from _dtypes(each, run, depth + 1)


def applied(
    layer: Layer, arguments: list[Found], keywords: dict[str, Found], run: Run, node: ast.Call
) -> Found:
    """Call a layer."""
    if layer.name == "Sequential":
        value = arguments[0] if arguments else None
        for part in layer.parts:
            inner = run.store.get(part)
            if isinstance(inner, Layer) and type(value) is tuple:
                raise Stops(run.misfit(node, inner.name))
            value = run.apply(part, [value], {}, node)
        return value
    if layer.name == "Loss":
        return run.store.put(Tensor((), layer.dtype))
    value = arguments[0] if arguments else keywords.get("input")
    content = run.store.get(value)
    if type(content) is tuple and layer.name in (_ARGUMENTS.keys() | _SAME):
        raise Stops(run.misfit(node, layer.name))
    lost = Tensor(None, layer.dtype, False, run.key(node), run.cause(node))
    if not isinstance(content, Tensor):
        if layer.name == "Embedding":
            return run.store.put(lost)
        return run.store.put(replace(lost, dtype="" if layer.name in _SAME else layer.dtype))
    if content.array:
        raise Stops(run.cause(node))
    if (
        layer.name in _FLOAT_ONLY
        and not run.autocast
        and content.dtype not in ("", "any", layer.dtype)
        and layer.dtype
    ):
        raise Stops(run.cause(node, "kind of number"))
    if layer.name == "Embedding" and content.dtype not in ("", "any", "int64", "int32"):
        raise Stops(run.cause(node, "kind of number"))
    if content.axes is None:
        return run.store.put(replace(lost, cause=content.cause or lost.cause))
    rows = layer.sizes.get("num_embeddings")
    counted = layer.name == "Embedding" and isinstance(rows, int) and not isinstance(rows, Symbolic)
    low, high = content.span or (0, -1)
    if counted and (low < 0 or high >= (rows or 0)):
        return run.store.put(replace(lost, cause=run.cause(node, "rows")))
    axes = _axes(layer, content.axes, run, node)
    if axes is None:
        return run.store.put(lost)
    if layer.name == "Identity" or (layer.name == "Flatten" and axes and axes == content.axes):
        return value  # the tensor itself
    kind = (
        content.dtype
        if layer.name in _SAME or "Pool" in layer.name or layer.name == "Flatten"
        else layer.dtype
    )
    return run.store.put(Tensor(axes, kind, key=run.key(node)))


def _axes(layer: Layer, axes: Axes, run: Run, node: ast.Call) -> Axes | None:
    """Give the axes that come out of a layer. Raises Stops for a size that it never takes."""
    sizes = layer.sizes
    match layer.name:
        case "Linear":
            wanted, made_ = as_size(sizes.get("in_features")), as_size(sizes.get("out_features"))
            if not axes:
                raise Stops(run.cause(node, "linear"))
            if wanted is not None and same(axes[-1].size, wanted) is False:
                raise Stops(run.misfit(node, "Linear", "in_features", -1, axes[-1].size, wanted))
            return None if made_ is None else (*axes[:-1], Axis(made_))
        case "Embedding":
            width = as_size(sizes.get("embedding_dim"))
            return None if width is None else (*axes, Axis(width))
        case "LayerNorm" | "BatchNorm1d":
            _check_normed(layer, axes, run, node)
            return axes
        case "Flatten":
            start, end = sizes.get("start_dim", 1), sizes.get("end_dim", -1)
            if not isinstance(start, int) or end != -1 or start >= len(axes):
                return None
            return (*axes[:start], Axis(prod(each.size for each in axes[start:])))
        case "AdaptiveAvgPool1d" | "AdaptiveAvgPool2d" | "AdaptiveMaxPool1d" | "AdaptiveMaxPool2d":
            return _adapted(layer, axes)
        case "Conv1d" | "Conv2d" | "MaxPool1d" | "MaxPool2d" | "AvgPool1d":
            return _convolved(layer, axes, run, node)
    return axes if layer.name in _SAME else None


def _check_normed(layer: Layer, axes: Axes, run: Run, node: ast.Call) -> None:
    """Compare what a norm was made for with what it meets. Raises Stops for a size that it never takes."""
    (argument,) = _ARGUMENTS[layer.name]
    wanted, at = as_size(layer.sizes.get(argument)), -1 if layer.name == "LayerNorm" else 1
    if layer.name == "BatchNorm1d" and len(axes) not in (2, 3):
        raise Stops(run.cause(node, "linear"))
    if axes and wanted is not None and same(axes[at].size, wanted) is False:
        raise Stops(run.misfit(node, layer.name, argument, at, axes[at].size, wanted))


def _adapted(layer: Layer, axes: Axes) -> Axes | None:
    """Give the axes after a pool that makes as many places as it is told."""
    count, size = 2 if layer.name.endswith("2d") else 1, layer.sizes.get("output_size")
    sizes = size if type(size) is tuple else (size,) * count
    if len(axes) not in (count + 1, count + 2) or len(sizes) != count:
        return None
    made_ = [old.size if new is None else as_size(new) for old, new in zip(axes[-count:], sizes, strict=True)]
    return (
        (*axes[:-count], *(Axis(each) for each in made_ if each is not None)) if None not in made_ else None
    )


def _convolved(layer: Layer, axes: Axes, run: Run, node: ast.Call) -> Axes | None:
    """Give the axes after a convolution or a pool."""
    count = 2 if layer.name.endswith("2d") else 1
    known = {*_ARGUMENTS[layer.name], "bias"}
    if set(layer.sizes) - known or len(axes) not in (count + 1, count + 2):
        return None
    kernel = layer.sizes.get("kernel_size")
    numbers = {
        "kernel_size": kernel,
        "stride": layer.sizes.get("stride", kernel if "Pool" in layer.name else 1),
        "padding": layer.sizes.get("padding", 0),
        "dilation": layer.sizes.get("dilation", 1),
    }
    each_axis = []
    for value in numbers.values():
        pair = (value,) * count if isinstance(value, int) else value
        if (
            type(pair) is not tuple
            or len(pair) != count
            or any(not isinstance(each, int) or isinstance(each, Symbolic) for each in pair)
        ):
            return None
        each_axis.append(pair)
    channels = axes[-count - 1]
    if "Conv" in layer.name:
        wanted, made_ = as_size(layer.sizes.get("in_channels")), as_size(layer.sizes.get("out_channels"))
        if wanted is None or made_ is None:
            return None
        if same(channels.size, wanted) is False:
            raise Stops(run.misfit(node, layer.name, "in_channels", -count - 1, channels.size, wanted))
        channels = Axis(made_)
    found = []
    for at, axis in enumerate(axes[-count:]):
        size, stride, padding, dilation = (each[at] for each in each_axis)
        if isinstance(axis.size, Symbolic):
            if (stride, 2 * padding - dilation * (size - 1)) != (1, 0):
                return None
            found.append(axis)
        else:
            length = (axis.size + 2 * padding - dilation * (size - 1) - 1) // stride + 1
            if length < 1:
                raise Stops(run.cause(node, "linear"))
            found.append(Axis(length))
    return (*axes[: -count - 1], channels, *found)
