"""Sizes that stand written under operands (``W_ih`` over 2 × 3) against what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.binding import binding_messages as says
from tutor.binding.givens import MATRICES
from tutor.binding.model import Model
from tutor.calculation.assembly.shapes import size_text
from tutor.reading.findings import Finding
from tutor.reading.formulas import syntax as w
from tutor.reading.work import Work

_VECTORS = {"x": "input", "h": "hidden", "p": "hidden", "q": "hidden", "a": "hidden", "bias": "hidden"}


def written_sizes(work: Work, model: Model) -> Iterator[Finding]:
    """Find every written size that is neither that of its operand nor of its transpose."""
    axes = {"input": model.input_size, "hidden": model.hidden_size}
    for size in work.sizes:
        operand = size.operand.argument if isinstance(size.operand, w.Transpose) else size.operand
        if not isinstance(operand, w.Name) or operand.entry:
            continue
        role = model.binding.roles.get(operand.base, "")
        if role in MATRICES and role in model.givens.by_role and role not in model.charged:
            columns = model.givens.by_role[role].columns
            right: tuple[int, ...] = (len(columns), len(columns[0]))
            fits = size.shape in (right, right[::-1])
        else:
            entries = axes.get(_VECTORS.get(role, ""))
            if entries is None:
                continue
            right = (entries,)
            fits = size.shape in ((entries,), (entries, 1), (1, entries))
        if not fits:
            yield Finding(
                "C18",
                "error",
                "shape",
                size.place,
                says.THE_SIZE_WRITTEN_AT_NAME_IS_NOT_ITS_SIZE(name=operand.text),
                says.NAME_IS_SIZE_NOT_WRITTEN(
                    name=operand.text, size=size_text(right), written=size_text(size.shape)
                ),
                quantity=operand.text,
                claimed=(size_text(size.shape),),
                expected=(size_text(right),),
                root=True,
            )
