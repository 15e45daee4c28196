"""The confirmation: everything that was understood, said back in one breath.

A sale is `2 × HDMI cable 2m = R240 · Thabo Mokoena · cash · today`; nothing that was used is left out, and
words that were not used are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language import statements as say
from bot.money import MILLI
from bot.speech import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.shop import Shop

PAYMENT_WORDS = {
    "cash": N_("cash"),
    "card": N_("card"),
    "eft": "EFT",
    "credit": N_("on credit"),
    "other": N_("other payment"),
}


def echo(statement: say.Statement, shop: Shop, today: date) -> list[str]:
    """Give the lines that say a statement back; a page has a heading for each day."""
    entries = list(say.entries_of(statement))
    if len(entries) == 1:
        return list(_entry(entries[0], shop, today))
    return list(_page(entries, shop, today))


def name(thing: say.AnyProduct | say.AnyCustomer) -> str:
    """Give the name as it stands in the book, or as it was said."""
    return thing.name


def item_line(item: say.Item, shop: Shop) -> str:
    """Say one line: quantity, product, total, and what the total came from."""
    line = f"{shop.quantity(item.quantity_milli)} × {name(item.product)}"
    if item.total_minor is None:
        return line
    line += f" = {shop.write(item.total_minor)}"
    return f"{line} ({item.note})" if item.note else line


def total_minor(entry: say.Sale | say.Return | say.Restock) -> int:
    """Sum the lines whose total is known (minor units)."""
    return sum(item.total_minor or 0 for item in entry.items)


def _page(entries: Sequence[say.PageEntry], shop: Shop, today: date) -> Iterator[str]:
    day: date | None = None
    for entry in entries:
        on = day_of(entry)
        if on is not None and on != day:
            day = on
            yield f"{shop.day(on, today)}:"
        first, *rest = _entry(entry, shop, today, with_day=False)
        yield f"• {first}"
        yield from rest


def day_of(entry: say.PageEntry) -> date | None:
    """Give the day an entry belongs to; facts belong to none."""
    if isinstance(entry, say.Campaign):
        return entry.starts_on
    return getattr(entry, "on", None)


def _entry(entry: say.PageEntry, shop: Shop, today: date, *, with_day: bool = True) -> Iterator[str]:
    on = day_of(entry)
    day = shop.day(on, today) if with_day and on is not None else ""
    match entry:
        case say.Sale() | say.Return() | say.Restock() | say.Stocktake():
            yield from _goods(entry, shop, day)
        case say.PriceChange():
            for line in entry.lines:
                old = getattr(line.product, f"{line.of}_minor", None)
                was = (
                    _(", was {amount}", amount=shop.write(old))
                    if old is not None and old != line.amount_minor
                    else ""
                )
                said = (
                    _("{name}: price {amount}{was}")
                    if line.of == "price"
                    else _("{name}: cost {amount}{was}")
                )
                amount = shop.write(line.amount_minor)
                yield _dotted(said.format(name=name(line.product), amount=amount, was=was), day)
        case say.DebtPayment():
            yield _dotted(
                _("{name} paid {amount}", name=name(entry.customer), amount=shop.write(entry.amount_minor)),
                *_pay(entry.payment),
                day,
            )
        case say.Expense():
            yield _dotted(
                _("Spent {amount} on {note}", amount=shop.write(entry.amount_minor), note=entry.note),
                *_pay(entry.payment),
                day,
            )
        case say.Campaign():
            yield _campaign(entry, shop, today)
        case say.ProductFact():
            yield f"{entry.product.name}: {_(_FACTS[entry.field], value=_fact(entry, shop))}"
        case say.CustomerFact():
            yield f"{name(entry.customer)}: {_(_DETAILS[entry.field])} {entry.value}"


_DETAILS = {"phone": N_("phone"), "region": N_("region")}
_FACTS = {
    "category": N_("category {value}"),
    "lead_time_days": N_("takes {value} days to arrive"),
    "reorder_quantity": N_("usually ordered {value} at a time"),
    "pack_size": N_("comes in packs of {value}"),
    "supplier": N_("supplier {value}"),
}


def _fact(entry: say.ProductFact, shop: Shop) -> str:
    if isinstance(entry.value, int) and entry.field != "lead_time_days":
        return shop.quantity(entry.value)
    return str(entry.value)


def _goods(entry: say.Sale | say.Return | say.Restock | say.Stocktake, shop: Shop, day: str) -> Iterator[str]:
    customer = getattr(entry, "customer", None)
    extra = [name(customer)] if customer is not None else []
    if isinstance(entry, say.Restock) and entry.supplier:
        extra.append(_("from {supplier}", supplier=entry.supplier))
    if not isinstance(entry, say.Stocktake):
        extra += _pay(entry.payment)
    if isinstance(entry, say.Sale) and entry.deposit_minor:
        extra.append(_("{amount} paid now", amount=shop.write(entry.deposit_minor)))
    if isinstance(entry, say.Return) and entry.reason:
        extra.append(entry.reason)
    if len(entry.items) == 1:
        yield _dotted(_lead(entry) + item_line(entry.items[0], shop), *extra, day)
        return
    total = "" if isinstance(entry, say.Stocktake) else f" = {shop.write(total_minor(entry))}"
    yield _dotted(
        _("{lead}{count} items{total}", lead=_lead(entry), count=len(entry.items), total=total),
        *extra,
        day,
    )
    for item in entry.items:
        yield f"   {item_line(item, shop)}"


_LEADS = {say.Return: N_("Taken back: "), say.Restock: N_("Came in: "), say.Stocktake: N_("Counted: ")}


def _lead(entry: say.Entry) -> str:
    lead = _LEADS.get(type(entry))
    return _(lead) if lead else ""


def _campaign(entry: say.Campaign, shop: Shop, today: date) -> str:
    days = _("{day} to {day2}", day=shop.day(entry.starts_on, today), day2=shop.day(entry.ends_on, today))
    budget = "" if entry.budget_minor is None else _("budget {amount}", amount=shop.write(entry.budget_minor))
    return _dotted(_("Campaign {name}", name=entry.name), days, budget, entry.channel or "")


def _pay(payment: str | None) -> list[str]:
    return [_(PAYMENT_WORDS[payment])] if payment else []


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def each(item: say.Item) -> int | None:
    """Give the price of one piece (minor units), None where it cannot be told."""
    if item.total_minor is None or not item.quantity_milli:
        return None
    return round(item.total_minor * MILLI / item.quantity_milli)
