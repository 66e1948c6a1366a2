"""Practice: one student at one sheet, in a page that judges what is typed by the judge that marks the class.

    Practice ─ the page's script ─→ answers ─ Door ─→ Desk ─┬─→ the page: givens, steps, lines, boxes
    (variants, levels)                                      ├─→ a verdict on everything that was typed
                                                            ├─→ help, in rungs that are asked for
                                                            └─→ the file that is handed in

What is in this room and runs inside the page needs the standard library alone: :mod:`tutor.desk.door` and
whatever it imports. :mod:`tutor.desk.building` makes the file.
"""
