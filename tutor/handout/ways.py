"""Ways to make a mistake: what each makes of h at every step, and which need not be told from each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.mistakes.catalogue import Mistake
from tutor.mistakes.sites import Variant
from tutor.record import field, record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# What a function gives where it has no value: apart from everything.
_NOWHERE = 1e9

# Mistakes that are the same from the start value 0, or where h_0 is what came two steps before.
_SAME_FROM_ZERO = frozenset(("recurrent-dropped", "initial-state-throughout"))
_SAME_AT_THE_SECOND = frozenset(("recurrent-dropped", "initial-state-throughout", "state-two-back"))
_SAME_STATE = frozenset(("state-copied", "state-two-back"))


def are_one(first: Mistake, second: Mistake, *, from_zero: bool, steps: int) -> bool:
    """Tell whether two mistakes cannot be told apart in principle.

    >>> from tutor.mistakes.catalogue import CATALOGUE
    >>> are_one(CATALOGUE["no-activation"], CATALOGUE["relu-or-clip"], from_zero=True, steps=3)
    True
    """
    pair = {first.name, second.name}
    return (
        first.family == second.family
        or pair == _SAME_STATE
        or (pair == _SAME_FROM_ZERO and from_zero)
        or (pair <= _SAME_AT_THE_SECOND and from_zero and steps == 2)
    )


@record()
class Way:
    """One way to make a mistake: what it makes of h, by step, and the numbers that it puts for W_ih x.

    ``product`` is the row and the place in it of a slip in a single product.
    """

    mistake: Mistake
    product: str = ""
    values: dict[int, Array] = field(default_factory=dict)
    columns: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def below_each_other(self, states: Sequence[Array]) -> Array:
        """Put all steps from the second on below each other; a step where it is impossible tells nothing."""
        import numpy as np

        nothing = np.full_like(states[0], np.nan)
        return np.concatenate(
            [
                np.nan_to_num(self.values[step], nan=_NOWHERE, posinf=_NOWHERE, neginf=-_NOWHERE)
                if step in self.values
                else nothing
                for step in range(2, len(states) + 1)
            ]
        )

    def is_like(self, other: Way, *, crowded: bool) -> bool:
        """Whether two ways need not be apart.

        They take the same column of W_ih, as the one beside may be the one before; or, where there are many
        products, they are slips in two of them, which one number cannot tell apart.
        """
        both = [step for step in self.columns if step in other.columns]
        if both and all(self.columns[step] == other.columns[step] for step in both):
            return True
        return crowded and bool(self.product and other.product) and self.product != other.product


def product_of(variant: Variant) -> str:
    """Tell which product a change of one weight is a slip in."""
    name = next(iter(variant.parameters), "")
    return name[-2:] if variant.entry and name.startswith("weight_hh/") else ""


def column_of(variant: Variant) -> tuple[int, ...]:
    """Tell which numbers stand in the place of W_ih x, where a change puts a column of W_ih there."""
    return next(
        (
            tuple(map(id, value))
            for name, value in variant.parameters.items()
            if name.startswith("weight_ih/")
        ),
        (),
    )
