"""Figures in cells: how a column writes its decimals, and what a cell is worth. Exact, no binary fractions."""

from __future__ import annotations

# ruff: noqa: RUF001 - figures are written with all these signs and words
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.language.sheets.sheet import Cell

# What may stand before or behind a figure: currency signs with or without letters, words of money, units of count.
# `M12` and `12AB` are codes, so letters count only where they are known.
_CODES = (
    "zar|usd|eur|gbp|rub|chf|sek|nok|dkk|inr|kes|ngn|ghs|aud|cad|nzd|brl|mxn|pln|czk|huf|ugx|tzs|bwp|nad|zmw|jpy|cny|aed|sar|"
    "try|ils|php|idr|myr|sgd|thb|vnd|krw|ars|clp|cop|pen|uah|ron|bgn|egp|mad|xof|xaf|etb|rwf|mwk|mzn|szl|lsl|bdt|pkr|lkr"
)
_WORDS = "руб|р|rs|rm|rp|ksh|kshs|tsh|ush|kr|zl|zł|kc|kč|ft|lei|dh|dhs|fr|frs|sfr|fcfa|cfa|euro|euros|rand|rands|dollar|dollars|грн"
_UNITS = (  # whole units alone: 500 g at a price for the kilogram would be five hundred
    "kg|l|lt|ltr|m|lb|lbs|pc|pcs|pce|pieces|piece|pk|pkt|pack|packs|ea|each|unit|units|x|st|stk|stck|stuck|stück|"
    "шт|кг|л|ud|uds|un|und|pz|pza|pzas|kom|box|boxes"
)
_SIGNS = "[$€£¥₹₽₦₨₱₩₪₫₴₺₵฿₡₲₸₾]"
_BEFORE = rf"(?:[a-z]{{0,3}}{_SIGNS}|(?:{_CODES}|{_WORDS})\.?|[rpke](?!0\d))"
_BEHIND = rf"(?:{_SIGNS}|(?:{_CODES}|{_WORDS}|{_UNITS}|r)\.?)"
_FIGURE = re.compile(
    rf"^(?P<open>\()?\s*(?P<minus>-)?\s*(?P<before>{_BEFORE})?\s*(?P<inner>[-(])?\s*"
    rf"(?P<body>[.,]?\d[\d.,' ]*?)"
    rf"(?P<flat>[.,]-{{1,2}})?\s*(?P<behind>{_BEHIND})?\s*(?P<close>\))?(?P<after>-)?\)?$",
    re.IGNORECASE,
)
_SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "’": "'", "`": "'", "\u2212": "-", "–": "-"}
)
_GROUPED = re.compile(r"^\d{1,3}([ '])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$")
_THOUSANDS = re.compile(r"^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$")
_LAKHS = re.compile(r"^\d{1,2}(?:,\d{2})+,\d{3}$")
MIXED = "mixed"
_SLIPS = 0.1
_LONGEST = 40
_EXCEL_DIGITS = 15


def is_figure(cell: Cell) -> bool:
    """Whether a cell reads as a number, whichever sign its decimals have."""
    return number_of(cell, ".") is not None


def number_of(cell: Cell, decimal_sign: str) -> Decimal | None:
    """Give what a cell is worth, or None if it is no number.

    `decimal_sign` ('.', ',' or MIXED) settles `1.234` alone: what can only be read one way is read so.
    """
    if isinstance(cell, str):
        return _number_of_text(cell, decimal_sign)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        value = Decimal(f"{cell:.{_EXCEL_DIGITS}g}")
        return value if value.is_finite() else None
    return None


def _number_of_text(text: str, decimal_sign: str) -> Decimal | None:
    found = _parts(text)
    if found is None:
        return None
    body, negative = found
    plain = _plain(body, decimal_sign)
    if plain is None:
        return None
    value = Decimal(plain)
    return -value if negative else value


def _parts(text: str) -> tuple[str, bool] | None:
    """Give the digits and signs of a figure, and whether it is negative: `(3)`, `3-`, `-R 3`, `R -3`."""
    if len(text) > _LONGEST or not text:
        return None
    match = _FIGURE.match(text.translate(_SPACES).strip())
    if match is None:
        return None
    inner = match["inner"]
    opened = match["open"] is not None or inner == "("
    if opened != (")" in text):
        return None
    return match["body"].strip(), bool(opened or match["minus"] or inner == "-" or match["after"])


def _plain(body: str, decimal_sign: str) -> str | None:
    """Give the body of a figure as digits with at most one point; None if its groups make no sense."""
    if " " in body or "'" in body:
        if not _GROUPED.match(body):
            return None
        return body.replace(" ", "").replace("'", "").replace(",", ".")
    points, commas = body.count("."), body.count(",")
    if not points and not commas:
        return body
    if points and commas:
        return _plain_of_both(body)
    sign = "." if points else ","
    if decimal_sign == MIXED and points + commas == 1 and _THOUSANDS.match(body):
        return None
    if points + commas > 1 or (sign != decimal_sign and _THOUSANDS.match(body)):
        grouped = _THOUSANDS.match(body) or _LAKHS.match(body)
        return body.replace(sign, "") if grouped else None
    return body.replace(",", ".").rstrip(".")


def _plain_of_both(body: str) -> str | None:
    """Give a body with points and commas: the last one is before the decimals, the other parts thousands."""
    sign = "." if body.rfind(".") > body.rfind(",") else ","
    whole, _, decimals = body.rpartition(sign)
    if sign in whole or not (_THOUSANDS.match(whole) or _LAKHS.match(whole)):
        return None
    return f"{whole.replace('.', '').replace(',', '')}.{decimals}"


def evidence(cell: Cell) -> str:
    """Give the decimal sign that a cell proves ('.' or ','); '?.' or '?,' for one sign before three digits; ''."""
    found = _parts(cell) if isinstance(cell, str) else None
    if found is None:
        return ""
    body = found[0].replace(" ", "").replace("'", "")
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return "." if body.rfind(".") > body.rfind(",") else ","
    if points > 1 or commas > 1:
        grouped = _THOUSANDS.match(body) or _LAKHS.match(body)
        return ("," if points else ".") if grouped else ""
    sign = "." if points else "," if commas else ""
    return f"?{sign}" if sign and _THOUSANDS.match(body) and body == found[0] else sign


def decimal_sign_of(cells: Iterable[Cell]) -> str:
    """Give the decimal sign that a whole column proves; '?' if it matters and cannot be told; '' if no matter.

    MIXED where both are used: then `1.234` is no number in this column.
    """
    seen = {".": 0, ",": 0, "?.": 0, "?,": 0, "": 0}
    for cell in cells:
        seen[evidence(cell)] += 1
    if min(seen["."], seen[","]) > _SLIPS * (seen["."] + seen[","]):
        return MIXED
    if seen["."] or seen[","]:
        return "." if seen["."] >= seen[","] else ","
    return "?" if seen["?."] or seen["?,"] else ""


def scaled(value: Decimal, places: int) -> int:
    """Give a number as whole parts of 10**-places, half away from zero: 1.005 at two places is 101."""
    with localcontext() as exact:
        exact.prec = 60
        return int(value.scaleb(places).quantize(Decimal(1), ROUND_HALF_UP))
