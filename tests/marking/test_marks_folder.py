"""What a folder of marks remembers of its run."""

import json
from fractions import Fraction

from tutor.marking.marks_folder import Stamp


def test_the_form_of_a_stamp():
    stamp = Stamp("[points]", {"blanks": "h"}, {"h_1[1]": Fraction(1, 3)}, {"s01": Fraction(5, 2)})
    assert json.loads(stamp.text()) == {
        "version": 1,
        "scheme": "[points]",
        "options": {"blanks": "h"},
        "worths": {"h_1[1]": "1/3"},
        "points": {"s01": "5/2"},
    }
