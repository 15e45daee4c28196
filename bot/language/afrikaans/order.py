"""The order of a sentence: verbs that end it brought forward, the second "nie" left out, questions told by their order.

Belongs here: bringing a line of Afrikaans into the order of an English one, its words still Afrikaans. Nothing is
dropped but the second half of a negation: what cannot be put in order stays as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.afrikaans.forms import mended
from bot.language.tokens import Token
from bot.language.words import LEXICON
from bot.language.words import af_grammar as grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

_AUXILIARIES = grammar.HAVING | grammar.GOING
_ENDS = {
    **dict.fromkeys(grammar.HAVING, grammar.PARTICIPLES),
    **dict.fromkeys(grammar.GOING, grammar.INFINITIVES),
}
_ELSEWHERE = frozenset({"maar", "want", "omdat"})
_DAYS = frozenset(word for phrase in LEXICON.days_back for word in phrase) | LEXICON.weekdays.keys()
_TO_COME = LEXICON.weekdays.keys() | grammar.TO_COME
_CLAUSE_ENDS = frozenset({"en", "maar", "want", "dit", "dis"})


def in_order(tokens: Sequence[Token]) -> list[Token]:
    """Give a line with its verbs where English has them, one "not" for two, and numbers with the tens first.

    What asks by its order alone ("verkoop ons brood") gets the sign of a question.
    """
    line = _verbs_whole(_said_once(mended(tokens)))
    ordered = _verbs_forward(line)
    if _asks(line) and line[-1].word != "?":
        ordered.append(Token("mark", "?", "?", line[-1].end, line[-1].end, glued=True))
    return ordered


def _asks(tokens: Sequence[Token]) -> bool:
    """Whether a line begins as a question does: "vir hoeveel", "verkoop ek", "het Thabo"."""
    words = [token.word for token in tokens]
    if len(words) > 1 and words[0] in grammar.BEFORE_ASKING and words[1] in grammar.ASKING:
        return True
    if len(words) > 1 and words[0] in grammar.VERBS and words[1] in grammar.PEOPLE:
        return True
    if len(words) > 1 and words[0] in grammar.BEING and words[1] in grammar.SUBJECTS:
        return True
    end = _last_verb(tokens, 0) if words and words[0] in grammar.HAVING else None
    return end is not None and _subject_behind(tokens, 0, end) > 1


def _verbs_whole(tokens: Sequence[Token]) -> list[Token]:
    """Join what a verb parts with ("haal die lamp uit"), and say that what is paid on a day to come will be."""
    out = list(tokens)
    for i, token in enumerate(tokens):
        for j in range(i + 2, len(tokens)):
            ends = j + 1 == len(tokens) or tokens[j + 1].kind == "mark" or tokens[j + 1].word == "vir"
            if ends and tokens[j].word in grammar.SEPARABLE.get(token.word, ()):
                out[i : j + 1] = [token, tokens[j], *tokens[i + 1 : j]]
                return out
    for i, token in enumerate(tokens[:-1]):
        clause = max((j for j in range(i) if tokens[j].kind == "mark"), default=0)
        alone = not any(t.word in _AUXILIARIES for t in tokens[clause:i])
        when = next((t.word for t in tokens[i + 1 :] if t.word not in {"aan", "die"}), "")
        promised = when in _TO_COME and alone
        if token.word == "betaal" and promised:
            out.insert(i, Token("word", "", "sal", token.start, token.start))
            break
    return out


def _said_once(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the "nie" that closes a negation: "3 nie 2 nie" is "3 nie 2"."""
    out: list[Token] = []
    open_ = False
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        closes = after is None or after.kind == "mark" or after.word in _CLAUSE_ENDS
        if token.word == "nie" and open_ and closes:
            open_ = False
            continue
        open_ = open_ or token.word in grammar.NEGATIVES
        out.append(token)
    return out


def _verbs_forward(tokens: Sequence[Token]) -> list[Token]:
    """Put the verb that ends a clause behind the one it belongs to: "het 3 ketels verkoop" is "het verkoop 3 ketels"."""
    out = list(tokens)
    for i, token in enumerate(tokens):
        end = _last_verb(out, i) if token.word in _AUXILIARIES and out[i] is token else None
        if end is None:
            continue
        subject = _subject_behind(out, i, end)
        if i == 0 and subject > 1:
            continue  # "het Thabo betaal": a question
        moved = [t for t in out[subject:end] if t.word in {"nie", "nooit"}]
        rest = [t for t in out[subject:end] if t not in moved]
        out[i : end + 1] = [*out[i + 1 : subject], out[i], *moved, out[end], *rest]
    return out


def _last_verb(tokens: Sequence[Token], at: int) -> int | None:
    """Give the place of the verb that belongs to the auxiliary at `at`, None where none is in its clause."""
    for i in range(at + 1, len(tokens)):
        word = tokens[i].word
        if word in _AUXILIARIES - grammar.INFINITIVES or word in _ELSEWHERE or word in {"niks", "geen"}:
            return None
        if word in _ENDS[tokens[at].word]:
            return i
    return None


def _subject_behind(tokens: Sequence[Token], at: int, end: int) -> int:
    """Give where the subject ends that stands behind its verb ("gister het ek"), `at` + 1 where none does."""
    if at + 1 < end and tokens[at + 1].word in grammar.SUBJECTS:
        return at + 2
    if at and tokens[at - 1].word not in _DAYS:
        return at + 1
    i = at + 1
    while i < end and not (
        tokens[i].kind != "word"
        or tokens[i].word in grammar.TAKEN | LEXICON.numbers.keys()
        or tokens[i].word in _DAYS
    ):
        i += 1
    return i
