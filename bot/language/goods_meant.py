"""Which products an item of a message may mean: a known one, several that fit as well, or one that is new.

Belongs here: names only, and the price where it tells another product from a known one. How many and for how much is
read by `ways` and `pricing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.asking import new_name, which_product
from bot.language.spelling import SHORT, stem
from bot.language.statements import NewProduct, Product
from bot.language.tokens import fold

MILLI = 1000  # thousandths in a piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.asking import Settled
    from bot.language.names import Known
    from bot.language.parts import ItemDraft
    from bot.language.pricelist import PriceList
    from bot.language.statements import AnyProduct


def products_meant(
    item: ItemDraft, known: Known, settled: Settled, prices: PriceList, *, has_amount: bool
) -> Sequence[AnyProduct]:
    """Give the products that an item may mean: one settled or plainly named, several alike, or a new one."""
    chosen = settled.get(("product", fold(item.text)))
    new = NewProduct(new_name(item.text))
    if chosen is not None:
        product = known.product(int(chosen)) if chosen.isdigit() else None
        return [product or new]
    match = item.products
    if match is None:
        return [new]
    found = _of_its_kind(known, item.text, match.found)
    one_word = not match.whole and match.quality <= SHORT and match.end == match.start + 1
    if item.extra and _another(item, found, prices):
        return [new]
    if item.extra or (one_word and not _plainly_short(item.text, found)):
        raise which_product(item.text, found, may_be_new=has_amount)
    return found


def counted_name(product: AnyProduct, item: ItemDraft, milli: int) -> AnyProduct:
    """Give a new product's name in the singular where several were meant, wherever the number stands in the sentence."""
    new = isinstance(product, NewProduct) and product.name == new_name(item.text)
    return NewProduct(new_name(item.text, several=True)) if new and milli > MILLI else product


def named_in_plural(item: ItemDraft, product: AnyProduct) -> bool:
    """Whether a known product was named in the plural, which its own name is not."""
    words, name = fold(item.text).split(), _name_words(product.name)
    last = words[-1] if words else ""
    return isinstance(product, Product) and last not in name and stem(last) != last and stem(last) in name


def _of_its_kind(known: Known, text: str, found: Sequence[Product]) -> Sequence[Product]:
    """Give all products of a category where its name is all that was said ("bread"), else those found."""
    base = stem(fold(text))
    if any(fold(product.name) in {base, fold(text)} for product in found):
        return found
    category = next((c for c in known.categories if stem(fold(c)) == base), None)
    others = [p for p in known.products if category is not None and p.category == category]
    return tuple({product.id: product for product in (*found, *others)}.values())


def _another(item: ItemDraft, found: Sequence[Product], prices: PriceList) -> bool:
    """Whether a priced name is plainly another product than those it shares its last word with.

    "Aux cable" at 50 is none of the cables; "red phone case" at the phone case's price may well be one, and so
    may "extension lead", which shares the first word.
    """
    said = [a.value for a in item.amounts] + [n.value for n in item.numbers]
    words = fold(item.text).split()
    first = fold(" ".join(item.extra)).split()
    if len(said) != 1 or words[: len(first)] != first:
        return False
    minor = prices.minor(said[0])
    matched = len(words) - len(first)
    units = [unit for p in found if (unit := prices.unit(p))]
    usual = {unit * count for unit in units for count in (1, int(item.quantity or 1))}
    return minor not in usual and all(matched * 2 <= len(_name_words(p.name)) for p in found)


def _plainly_short(text: str, found: Sequence[Product]) -> bool:
    """Whether an abbreviation is long enough to be one ("batts", "bluetoo"), and not another word ("light")."""
    word = fold(text)
    return any(
        w.startswith(word) and len(word) * 5 >= len(w) * 3 for p in found for w in _name_words(p.name)
    ) or not any(c in "aeiou" for c in word)


def _name_words(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()
