"""A spec that takes its parameters from a file: ``[cell] from = "model.pt"``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.calculation.assembly.origin import Origin
from tutor.calculation.assembly.parameters import split_name
from tutor.language.faults import SpecError
from tutor.spec import key_messages as says
from tutor.spec.keys import wrong_type


def with_parameters(data: Mapping[str, Any], folder: Path, *, limits: bool) -> tuple[dict[str, Any], Origin]:
    """Put the parameters of the file into [cell], and tell where they came from.

    Args:
        data: the keys of a spec, with ``cell.from`` and perhaps ``cell.module``.
        folder: where a relative path starts: the folder of the spec.
        limits: whether sizes are held to what a person computes by hand.

    Raises:
        SpecError: what is wrong with the file or with the keys beside it.
    """
    cell = dict(data["cell"])
    name, module = cell.pop("from"), cell.pop("module", None)
    faults = [
        wrong_type(f"cell.{key}", value, says.A_TEXT(), says.WRITE_A_TEXT(name=key))
        for key, value in (("from", name), ("module", module))
        if not (isinstance(value, str) or (key == "module" and value is None))
    ]
    faults += [
        says.TWO_KEYS_COULD_DIFFER(first="from", second=key).about(f"cell.{key}")
        for key in cell
        if split_name(str(key)) is not None or key == "orientation"
    ]
    if faults:
        raise SpecError(faults)
    from tutor.weights.modules import cell_of_file

    kind = cell.get("kind")
    loaded, notes = cell_of_file(
        folder / name, module=module, kind=kind if isinstance(kind, str) else None, limits=limits
    )
    return {**data, "cell": {**cell, **loaded}}, Origin(notes)
