"""What is told of a product or a customer around a fixed word: its category, its supplier, a phone number.

Belongs here: which words name the thing, and which say what it is. Each side is read by itself, so that a category may
share its word with other goods ("TV remote category TV"); a line that counts or prices something tells none of these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from bot.language.asking import Ask, which_product
from bot.language.context import customer
from bot.language.parts import Person
from bot.language.segments import segment
from bot.language.statements import Choice, CustomerFact, Doubt, ProductFact
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.statements import Product
    from bot.language.tokens import Token

    Field = Literal["category", "supplier"]
    Sides = tuple[Sequence[Token], Sequence[Token]]

_FIELDS: tuple[Field, ...] = ("supplier", "category")
_OF = frozenset({"of", "for"})
_EQUALS = frozenset({":", "=", "is", "are", "-"})
_SMALL = frozenset(
    {"is", "are", "the", "my", "our", "s", "has", "in", "under", "as", "a", "an", ":", "=", "-", ".", "!"}
)
_UNDER = (
    ("is", "in"),
    ("are", "in"),
    ("is", "under"),
    ("are", "under"),
    ("belongs", "to"),
    ("belong", "to"),
    ("belongs", "in"),
    ("belongs", "under"),
    ("goes", "under"),
    ("go", "under"),
    ("falls", "under"),
)
_FROM = (
    ("comes", "from"),
    ("come", "from"),
    ("is", "from"),
    ("are", "from"),
    ("is", "supplied", "by"),
    ("are", "supplied", "by"),
    ("supplied", "by"),
)
_BUY = frozenset({"buy", "get", "order", "source"})
_PUT = frozenset({"put", "move", "file"})
_INTO = frozenset({"in", "into", "under", "to"})
_NO_CATEGORY = frozenset({"stock", "store", "shop", "storeroom", "way", "back", "window", "box"})
_PHONE = frozenset(
    {
        "phone",
        "cell",
        "tel",
        "telephone",
        "cellphone",
        "mobile",
        "number",
        "whatsapp",
        "contact",
        "phones",
        "no",
        "nr",
    }
)
_FEWEST_DIGITS, _ALONE = 7, 9  # digits of a phone number beside the word for it, and of one that stands alone
_LONGEST_NAME = 3  # words


def read_particular(tokens: Sequence[Token], context: Context) -> ProductFact | CustomerFact | None:
    """Give what a line tells of a product or a customer, None where it tells nothing of the kind."""
    phone = _phone(tokens, context)
    if phone is not None:
        return phone
    words = [token.word for token in tokens]
    for field in _FIELDS:
        sides = _around(field, tokens, words)
        fact = None if sides is None else _fact(field, sides, context)
        if fact is not None:
            return fact
    source = _parted(_FROM, tokens, words) or _bought_from(tokens, words) or _supplied(tokens, words)
    fact = None if source is None else _fact("supplier", source, context)
    if fact is not None:
        return fact
    place = _parted(_UNDER, tokens, words) or _put_into(tokens, words)
    return None if place is None else _placed(place, context)


def _around(field: Field, tokens: Sequence[Token], words: Sequence[str]) -> Sides | None:
    """Part a line at the word "category" or "supplier": the name stands before it, or behind "of"."""
    if field not in words:
        return None
    at = words.index(field)
    if words[at + 1 : at + 2] and words[at + 1] in _OF:
        end = next((i for i in range(at + 2, len(words)) if words[i] in _EQUALS), None)
        return None if end is None else (tokens[at + 2 : end], tokens[end + 1 :])
    return tokens[:at], tokens[at + 1 :]


def _parted(turns: Sequence[tuple[str, ...]], tokens: Sequence[Token], words: Sequence[str]) -> Sides | None:
    """Part a line at one of some turns of phrase."""
    for turn in turns:
        for at in range(1, len(words) - len(turn)):
            if tuple(words[at : at + len(turn)]) == turn:
                return tokens[:at], tokens[at + len(turn) :]
    return None


def _bought_from(tokens: Sequence[Token], words: Sequence[str]) -> Sides | None:
    """Part "we buy kettles from Acme"."""
    if words[0] not in {"i", "we"} or not _BUY & set(words[1:2]) or "from" not in words:
        return None
    at = words.index("from")
    return tokens[2:at], tokens[at + 1 :]


def _supplied(tokens: Sequence[Token], words: Sequence[str]) -> Sides | None:
    """Part "Acme supplies kettles"."""
    at = words.index("supplies") if "supplies" in words else 0
    return (tokens[at + 1 :], tokens[:at]) if at else None


def _put_into(tokens: Sequence[Token], words: Sequence[str]) -> Sides | None:
    """Part "put kettle under kitchen"."""
    at = next((i for i, word in enumerate(words) if word in _INTO), 0)
    return (tokens[1:at], tokens[at + 1 :]) if words[0] in _PUT and at > 1 else None


def _fact(field: Field, sides: Sides, context: Context) -> ProductFact | None:
    value = _value(sides[1], context)
    product = _product(sides[0], context) if value else None
    if product is None:
        return None
    if field == "category":
        known = (c for c in context.known.categories if fold(c) == fold(value))
        value = next(known, value[:1].upper() + value[1:])
    return ProductFact(product, field, value)


def _placed(sides: Sides, context: Context) -> ProductFact | None:
    """Give the category that goods are said to be in; where nobody knows such a one, it may be a place and is asked."""
    fact = _fact("category", sides, context)
    if fact is None or fact.value in context.known.categories:
        return fact
    if _NO_CATEGORY & set(fold(str(fact.value)).split()):
        return None
    key = ("intent", fold(str(fact.value)))
    if context.settled.get(key) == "category":
        return fact
    phrase = _("Is {value} the category of {name}?", value=fact.value, name=fact.product.name)
    choices = (Choice(_("Yes, its category"), "category"),)
    raise Ask(Doubt(key, str(fact.value), phrase, choices))


def _value(tokens: Sequence[Token], context: Context) -> str:
    """Give what the thing is said to be, as it was written; empty where sums or days say that it is another matter."""
    kept = _stripped(tokens)
    if not kept or any(
        s.kind in {"number", "date"} or s.has("pay:") for s in segment(kept, context.known, context.today)
    ):
        return ""
    return kept[0].text + "".join(("" if t.glued else " ") + t.text for t in kept[1:])


def _stripped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give the tokens without the small words at either end."""
    kept = list(tokens)
    while kept and kept[0].word in _SMALL:
        kept = kept[1:]
    while kept and kept[-1].word in _SMALL:
        kept = kept[:-1]
    return kept


def _product(tokens: Sequence[Token], context: Context) -> Product | None:
    """Give the product that these words name and nothing else; one of several that fit is asked for."""
    kept = _stripped(tokens)
    row = segment(kept, context.known, context.today) if kept else []
    if len(row) != 1 or row[0].products is None:
        return None
    found, text = row[0].products.found, row[0].text
    chosen = context.settled.get(("product", fold(text)), "")
    if chosen.isdigit():
        return context.known.product(int(chosen))
    if len(found) > 1:
        raise which_product(text, found, may_be_new=False)
    return found[0]


def _phone(tokens: Sequence[Token], context: Context) -> CustomerFact | None:
    """Give the phone number of the customer whom the other words of a line name; somebody unknown is asked about."""
    digits, rest = _digits(tokens)
    said = any(token.word in _PHONE for token in rest)
    kept = [
        replace(token, text=token.text[:-2], word=fold(token.text[:-2]))
        if token.text.endswith("'s")
        else token
        for token in _stripped([t for t in rest if t.word not in _PHONE | _SMALL | _OF])
    ]
    if len(digits) < (_FEWEST_DIGITS if said else _ALONE) or not 0 < len(kept) <= _LONGEST_NAME:
        return None
    matches = context.known.customer_names.matches(kept, 0)
    match = next((one for one in matches if one.end == len(kept)), None)
    row = segment(kept, context.known, context.today)
    named = all(s.kind in {"word", "customer"} and s.word[:1].isalpha() | bool(s.customers) for s in row)
    if match is None and not (said and named):
        return None
    text = " ".join(token.text for token in kept)
    who = customer(Person(text, match, sure=match is not None), context)
    return None if who is None else CustomerFact(who, "phone", digits)


def _digits(tokens: Sequence[Token]) -> tuple[str, list[Token]]:
    """Give the phone number of a line ("082 123 4567", "+27 82 ...") and what stands beside it.

    It is the only run of digits; a line with another number beside it tells of something else.
    """
    digits = [
        i for i, t in enumerate(tokens) if t.text.isdigit() or (t.text == "+" and tokens[i + 1 : i + 2])
    ]
    if not digits:
        return "", []
    first, last = digits[0], digits[-1]
    inside = tokens[first : last + 1]
    if any(not (t.text.isdigit() or t.text in {"+", "-", "(", ")"}) or t.money for t in inside):
        return "", []
    number = "".join(t.text for t in inside if t.text.isdigit() or t.text == "+")
    return number, [*tokens[:first], *tokens[last + 1 :]]
