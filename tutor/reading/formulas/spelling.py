"""An expression as a short text: the same for every way of writing the same thing."""

from __future__ import annotations

from tutor.reading.formulas import syntax as w

_SUM, _PRODUCT, _ATOM = 0, 1, 2


def spelled(node: w.Expression) -> str:
    """Write an expression with one spelling for its signs and names.

    >>> from tutor.reading.reader import read
    >>> spelled(read("h_1 = tanh(W*x_1 + (U @ h_0))").chains[0].segments[1].expression)
    'tanh(W x_1 + U h_0)'
    """
    return _spelled(node)[0]


def _spelled(node: w.Expression) -> tuple[str, int]:
    match node:
        case w.Number(token=token):
            return (token, _ATOM) if not token.startswith("-") else (token, _SUM)
        case w.Name(base=base, step=step, entry=entry):
            text = base if step is None else f"{base}_{step}" if len(str(step)) < 2 else f"{base}_{{{step}}}"
            return text + (f"[{', '.join(map(str, entry))}]" if entry else ""), _ATOM
        case w.Vector(entries=entries):
            return f"[{', '.join(map(spelled, entries))}]", _ATOM
        case w.Matrix(rows=rows):
            return "[" + ", ".join(f"[{', '.join(map(spelled, row))}]" for row in rows) + "]", _ATOM
        case w.Product(factors=factors, operators=operators):
            text = _inside(factors[0], _PRODUCT)
            for operator, factor in zip(operators, factors[1:], strict=True):
                plain = isinstance(factor, w.Number) or (text[-1:].isdigit() and "_" not in text[-3:])
                sign = " ⊙ " if operator == "⊙" else " · " if plain else " "
                text += sign + _inside(factor, _ATOM)
            return text, _PRODUCT
        case w.Sum(terms=terms):
            parts = [
                (" + " if term.sign > 0 else " - ") + _inside(term.expression, _PRODUCT) for term in terms
            ]
            return "".join(parts).removeprefix(" + ").removeprefix(" "), _SUM
        case w.Neg(argument=argument):
            return f"-{_inside(argument, _ATOM)}", _SUM
        case w.Quotient(numerator=numerator, denominator=denominator):
            return f"{_inside(numerator, _PRODUCT)} / {_inside(denominator, _ATOM)}", _PRODUCT
        case w.Power(base=base, exponent=exponent):
            return f"{_inside(base, _ATOM)}^{_inside(exponent, _ATOM)}", _ATOM
        case w.Transpose(argument=argument):
            return f"{_inside(argument, _ATOM)}^T", _ATOM
        case w.Apply(text=text, argument=argument):
            inner = spelled(argument)
            return f"{text}{inner if inner[:1] in '[' and inner.endswith(']') else f'({inner})'}", _ATOM
    return "…", _ATOM


def _inside(node: w.Expression, level: int) -> str:
    text, own = _spelled(node)
    return text if own >= level else f"({text})"
