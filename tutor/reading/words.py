"""The vocabulary by its shape: a word, then ``:`` ``=`` ``→`` or nothing, then a vector with a single 1.

Any word may be one, ``here`` and ``have`` too; only a complete name of a quantity (``h``, ``x_1``) is not,
and not even that inside a dictionary.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from tutor.reading.formulas.grammar import Grammar
from tutor.reading.formulas.syntax import Expression, Name, Number, Transpose, Vector
from tutor.reading.names import name_at
from tutor.reading.signs import ENGLISH, LABELS
from tutor.reading.work import VocabularyWord, WordList

_WORD_KINDS = frozenset({"ident", "word", "string"})
_BETWEEN = frozenset({"comma", "semicolon", "newline", "bullet", "dot"})
# Fewer letters with vectors are rather inputs: x = [1, 0], h = [0, 1].
LEAST_WORDS, MOST_WORDS = 3, 64
_ROLES = frozenset("hxyzbWUVosc")
# What stands before a word that is no name, and between it and its vector.
_CALLS_A_WORD = frozenset({"word", "token", "character", "letter", "단어", "토큰", "글자"})
_SAYS = frozenset({"is", "as", "becomes", "은", "는", "이", "가", "을", "를"})
# Names that are no words even where [0, 1] stands behind them: a bias, a matrix of one row.
_BIAS = frozenset({"bias", "biases", "편향", "바이어스", "beta", "β"})
_QUANTITY = re.compile(r"(?:b(?:[hxioyafcgzrn]|[xih]h|h[xyo])|[WUV][hxioyas]{1,2})\d*")


class Words:
    """Finds words with their vectors, and lists of words."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.vocabulary: list[VocabularyWord] = []
        self.lists: list[WordList] = []

    def at(self, index: int) -> int | None:
        """Read what stands at ``index`` if it belongs to the vocabulary; give the index after it."""
        token = self.grammar.tokens[index]
        return self.value_at(index, None) if token.kind == "open" else self._entry(index)

    def value_at(self, index: int, label: Expression | None) -> int | None:
        """Read a dictionary or a list of words, which ``label`` names."""
        token = self.grammar.tokens[index]
        if token.kind != "open" or self.grammar.partner[index] < 0:
            return None
        if token.text == "{" and (after := self._dictionary(index)):
            return after
        return self._listed(index, label)

    def _word(self, index: int) -> tuple[str, int]:
        """Read a word: letters of any script that touch."""
        tokens = self.grammar.tokens
        text, after = tokens[index].text.strip("\"'`"), index + 1
        while (
            tokens[index].kind != "string"
            and tokens[after].kind in {"word", "ident"}
            and tokens[after].gap == 0
        ):
            text += tokens[after].text
            after += 1
        return text, after

    def _entry(self, index: int) -> int | None:
        tokens = self.grammar.tokens
        word, after = self._word(index)
        separator = tokens[after]
        value = after
        if separator.kind in {"colon", "arrow", "relation", "bar"} or self._is_said(index, after):
            value = after + 1
        elif not (separator.kind == "open" and separator.gap and self._leads(index)):
            begins = self._leads(index) or tokens[index - 1].kind == "colon"
            touching = separator.kind == "open" and separator.text == "[" and begins
            return self._alphabet(index) if touching else None
        label = word.lower() in LABELS and tokens[index].kind != "string"
        if label and word.lower() == "hot" and tokens[index - 1].kind in {"colon", "comma", "newline"}:
            label = False  # a word by itself, and not the end of one-hot
        if tokens[value].kind != "open" or label:
            return None
        if tokens[index].kind == "ident" and separator.kind != "bar":
            name = name_at(tokens, self.grammar.partner, index)
            if len(word) == 1 and name.name.step is None and (whole := self._alphabet(index)):
                return whole
            if name.after != after or name.name.base in _ROLES or name.name.step is not None:
                return None
        if tokens[index].kind != "string" and self._is_operand(word, defined=separator.kind == "relation"):
            return None
        vector, end = self._one_hot(value)
        if vector is None or tokens[end].kind == "relation":
            return None
        self._keep(VocabularyWord(tokens[index].place.to(tokens[after - 1].place), word, vector))
        return end

    def _is_said(self, index: int, after: int) -> bool:
        """Say whether prose gives a word its vector: the word "am" is [0, 1], "학생"은 [0, 1]."""
        tokens = self.grammar.tokens
        is_word = tokens[index].kind == "string" or tokens[index - 1].text.lower() in _CALLS_A_WORD
        return is_word and tokens[after].text.lower() in _SAYS

    def _is_operand(self, word: str, *, defined: bool) -> bool:
        """Say whether a word is the name of a quantity: by its form, or as the text adds it."""
        if word.lower() in _BIAS or (_QUANTITY.fullmatch(word) and word not in ENGLISH):
            return True
        return defined and len(word) > 1 and word in self._added

    @cached_property
    def _added(self) -> frozenset[str]:
        """The names that something is added to somewhere in the text."""
        pairs = list(pairwise(self.grammar.tokens))
        behind = {token.text for sign, token in pairs if sign.kind == "op" and sign.text == "+"}
        before = {token.text for token, sign in pairs if sign.kind == "op" and sign.text == "+"}
        return frozenset(behind | before)

    def _alphabet(self, start: int) -> int | None:
        """Read words that are letters of formulas too (h, e, l, o), where all the one-hot vectors follow."""
        tokens, entries, index = self.grammar.tokens, list[VocabularyWord](), start
        while tokens[index].kind in _WORD_KINDS and len(entries) < MOST_WORDS:
            word, after = self._word(index)
            value = after + 1 if tokens[after].kind in {"colon", "arrow", "relation"} else after
            vector, end = self._one_hot(value) if tokens[value].kind == "open" else (None, index)
            if vector is None or word[-1:].isdigit():
                break
            entries.append(VocabularyWord(tokens[index].place, word, vector))
            index = end
            while tokens[index].kind in _BETWEEN:
                index += 1
        size = len(entries)
        vectors = {_tokens(each.vector) for each in entries}
        if size < LEAST_WORDS or len(vectors) < size or any(len(each) != size for each in vectors):
            return None
        for each in entries:
            self._keep(each)
        return end if vector is not None else index

    def _leads(self, index: int) -> bool:
        tokens = self.grammar.tokens
        return (
            index == 0
            or tokens[index].kind == "string"
            or tokens[index - 1].kind in {"newline", "blank", "bullet", "comma", "bar"}
        )

    def _one_hot(self, index: int) -> tuple[Vector | None, int]:
        saved, self.grammar.fault = self.grammar.fault, None
        got = self.grammar.factor(index)
        self.grammar.fault = saved
        if got is None:
            return None, index
        node, after = got
        if isinstance(node, Transpose):
            node = node.argument
        return (node, after) if isinstance(node, Vector) and _is_one_hot(node) else (None, index)

    def _keep(self, entry: VocabularyWord) -> None:
        same = [each for each in self.vocabulary if each.word == entry.word]
        if not any(_tokens(each.vector) == _tokens(entry.vector) for each in same):
            self.vocabulary.append(entry)

    def _dictionary(self, opened: int) -> int | None:
        """Read ``{"i": [1, 0, 0], "am": 1}``, all of it or nothing."""
        tokens, closed = self.grammar.tokens, self.grammar.partner[opened]
        entries: list[VocabularyWord] = []
        index = opened + 1
        while index < closed:
            if tokens[index].kind not in _WORD_KINDS | {"number"}:
                return None
            place = tokens[index].place
            word, after = self._word(index)
            if tokens[after].kind != "colon":
                return None
            value = after + 1
            number = tokens[value]
            if tokens[index].kind == "number" and number.kind in _WORD_KINDS:
                if not word.isdigit():
                    return None
                text, end = self._word(value)
                entries.append(VocabularyWord(number.place, text, index=int(word)))
            elif number.kind == "number" and number.text.isdigit():
                entries.append(VocabularyWord(place, word, index=int(number.text[:6])))
                end = value + 1
            else:
                got = self.grammar.factor(value)
                if got is None or not isinstance(got[0], Vector):
                    return None
                entries.append(VocabularyWord(place, word, got[0]))
                end = got[1]
            if tokens[end].kind != "comma" and end != closed:
                return None
            index = end + 1 if end < closed else end
        self.vocabulary += entries
        return closed + 1 if entries else None

    def _listed(self, opened: int, label: Expression | None) -> int | None:
        """Read ``[i, am, here]`` or ``["i", "am"]``: words in brackets, one of them surely a word."""
        tokens = self.grammar.tokens
        closed = self.grammar.partner[opened]
        if tokens[opened].text not in "[({" or tokens[opened + 1].kind not in _WORD_KINDS:
            return None
        words: list[str] = []
        sure = False
        index = opened + 1
        while index < closed:
            if tokens[index].kind not in _WORD_KINDS:
                return None
            sure = sure or tokens[index].kind != "ident"
            if tokens[index].kind == "ident":
                sure = sure or name_at(tokens, self.grammar.partner, index).strength == "word"
            word, index = self._word(index)
            words.append(word)
            if index < closed and tokens[index].kind != "comma":
                return None
            index += 1
        quoted = tokens[opened + 1].kind == "string"
        if (
            not sure
            or (len(words) < 2 and not quoted)
            or (tokens[opened].text == "(" and not (quoted and label))
        ):
            return None
        name = label.text if isinstance(label, Name) else self._label(opened)
        self.lists.append(WordList(self.grammar.span(opened, closed + 1), tuple(words), name))
        return closed + 1

    def _label(self, opened: int) -> str:
        """Give the words of the line before a list."""
        tokens, line = self.grammar.tokens, self.grammar.tokens[opened].line
        start = opened
        while start and tokens[start - 1].line == line and opened - start < 12:
            start -= 1
        return " ".join(token.text for token in tokens[start:opened] if token.kind in _WORD_KINDS)


def _tokens(vector: Vector | None) -> tuple[str, ...]:
    return tuple(entry.token for entry in vector.entries if isinstance(entry, Number)) if vector else ()


def _is_one_hot(vector: Vector) -> bool:
    values = [entry.value for entry in vector.entries if isinstance(entry, Number)]
    ones = sum(value == 1 for value in values)
    return len(values) == len(vector.entries) >= 2 and ones == 1 and all(value in (0, 1) for value in values)
