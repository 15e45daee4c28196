"""From headings to meanings: how well the words over a column fit each field."""

from __future__ import annotations

# ruff: noqa: RUF001 - Russian words are Russian
import re
from functools import lru_cache

from bot.language.sheets.folding import heading_words
from bot.language.sheets.heading_table import STRONG, WEAK

_EXACT, _WITHIN, _WEAK = 10.0, 6.0, 5.0
_RANK = 0.02
_LONGEST = 80  # a longer cell is a sentence
_CURRENCIES = frozenset(
    [
        "zar",
        "usd",
        "eur",
        "gbp",
        "rub",
        "chf",
        "kr",
        "sek",
        "nok",
        "dkk",
        "inr",
        "kes",
        "ngn",
        "ghs",
        "r",
        "rs",
        "aud",
        "cad",
        "brl",
        "mxn",
        "pln",
        "czk",
        "huf",
        "ugx",
        "tzs",
        "bwp",
        "nad",
        "zmw",
        "jpy",
        "cny",
        "руб",
        "rand",
        "rands",
        "euro",
        "euros",
        "dollar",
        "dollars",
        "cents",
    ]
)
_TAX_WORDS = re.compile(
    r"\b(?:incl|excl|inc|exc|inkl|exkl|including|excluding|with|without|plus|net of|ttc|ht|hors taxe|tax inclusive)\b"
    r"(?: (?:of )?(?:vat|tax|gst|mwst|ust|tva|btw|iva|ндс))?|\((?:net|gross|brutto|netto)\)"
)
_SIGNS = re.compile(r"[$€£%#№]")
_COUNTED = frozenset(
    {
        "products",
        "items",
        "quantity",
        "qty",
        "units",
        "pieces",
        "articles",
        "artikel",
        "lines",
        "orders",
        "customers",
    }
)
_IDENTITY = frozenset({"id", "no", "nr", "number", "code", "num", "#", "№"})


@lru_cache(maxsize=4096)
def plain_heading(title: str) -> str:
    """Give a heading's words without currency and tax remarks: `Total (ZAR, incl. VAT)` is `total`."""
    words = heading_words(title)
    bare = " ".join(word for word in _SIGNS.sub(" ", words).split() if word not in _CURRENCIES)
    return " ".join(_TAX_WORDS.sub(" ", bare).split()) or bare or words


def names_money(title: str) -> bool:
    """Whether a heading carries a currency: `Unit £`, `Amount ZAR`."""
    words = heading_words(title)
    return any(word in _CURRENCIES for word in words.split()) or any(sign in words for sign in "$€£")


@lru_cache(maxsize=4096)
def scores_of(title: str) -> dict[str, float]:
    """Give how well a heading fits each field; fields that it does not fit are absent."""
    words = plain_heading(title) if len(title) <= _LONGEST else ""
    if not words:
        return {}
    scores: dict[str, float] = {}
    for table, exact, within in ((STRONG, _EXACT, _WITHIN), (WEAK, _WEAK, 0.0)):
        for field, phrases in table.items():
            score = _fit(words, phrases, exact, within)
            if score > scores.get(field, 0.0):
                scores[field] = score
    _mind_identities(words, scores)
    if "total" in scores and _COUNTED & set(words.split()):
        scores.pop("total")  # `total products` counts them
    return scores


def _fit(words: str, phrases: dict[str, int], exact: float, within: float) -> float:
    """Give how well words fit the phrases of one field, 0 for not at all."""
    if words in phrases:
        return exact - _RANK * phrases[words]
    if not within:
        return 0.0
    count = len(words.split())
    padded = f" {words} "
    best = 0.0
    for phrase, rank in phrases.items():
        if len(phrase) > 2 and f" {phrase} " in padded:  # noqa: PLR2004 - two letters are in too much
            share = len(phrase.split()) / count
            ends = 0.5 if padded.endswith(f" {phrase} ") else 0.0  # the noun comes last: `customer type`
            best = max(best, within - 2 + 2 * share + ends - _RANK * rank)
    return best


def _mind_identities(words: str, scores: dict[str, float]) -> None:
    """Let `... id` and `... number` name a code, never a figure or a name."""
    parts = words.split()
    if len(parts) > 1 and parts[-1] in _IDENTITY:
        for field in (
            "product",
            "customer",
            "quantity",
            "category",
            "region",
            "payment",
            "supplier",
            "campaign",
        ):
            if scores.get(field, 0.0) < _EXACT - 3:
                scores.pop(field, None)


def language_is_foreign(titles: tuple[str, ...]) -> bool:
    """Whether the headings are plainly not English: such files write the day before the month."""
    known = [plain_heading(title) for title in titles if scores_of(title)]
    strange = sum(bool(_NOT_ENGLISH & set(words.split())) for words in known)
    return strange >= 2  # noqa: PLR2004 - one word may be shared


_NOT_ENGLISH = frozenset(
    heading_words(word)
    for word in [
        "datum",
        "verkaufsdatum",
        "artikel",
        "menge",
        "anzahl",
        "einzelpreis",
        "preis",
        "gesamt",
        "betrag",
        "summe",
        "kunde",
        "bezeichnung",
        "umsatz",
        "produit",
        "quantité",
        "qté",
        "montant",
        "prix",
        "désignation",
        "libellé",
        "client",
        "vente",
        "heure",
        "fecha",
        "producto",
        "artículo",
        "cantidad",
        "precio",
        "importe",
        "cliente",
        "descripción",
        "venta",
        "monto",
        "data",
        "produto",
        "quantidade",
        "preço",
        "valor",
        "descrição",
        "prodotto",
        "quantità",
        "prezzo",
        "importo",
        "articolo",
        "descrizione",
        "totale",
        "aantal",
        "prijs",
        "bedrag",
        "totaal",
        "klant",
        "omschrijving",
        "omzet",
        "hoeveelheid",
        "prys",
        "produk",
        "totale",
        "klient",
        "дата",
        "товар",
        "наименование",
        "количество",
        "кол",
        "цена",
        "сумма",
        "клиент",
        "стоимость",
        "название",
    ]
)
