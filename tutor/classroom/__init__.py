"""A class: variants, roster, handouts; submissions, marks, feedback, gradebook."""
