"""What a verdict counted, in the owner's words, and what makes it grow."""

from __future__ import annotations

from bot.speech import N_, _

# As analysis counts it -> how it is called, and what makes it grow.
_COUNTED = {
    "named customers": (N_("customers with a name"), N_("Say “to Thabo” in a sale, and they add up.")),
    "customers who bought again": (N_("customers who came back"), N_("Name the customer in a sale.")),
    "customers who stayed away and who came": (N_("customers of either kind, gone and still coming"), ""),
    "months with named customers": (N_("months with named customers"), N_("Name the customer in a sale.")),
    "customers who came back in a later month": (N_("customers who came back in a later month"), ""),
    "purchases by this customer": (N_("purchases with his name"), N_("Name him in a sale.")),
    "customers who bought something new": (N_("customers who bought something new to them lately"), ""),
    "baskets with two products or more": (
        N_("sales of two products or more"),
        N_("Write what was bought together in one message: “1 phone case, 1 screen protector”."),
    ),
    "sale lines": (N_("sale lines"), ""),
    "sale lines before the last quarter": (N_("sale lines to learn from"), ""),
    "days of sales": (N_("days of sales"), ""),
    "days of named sales": (N_("days of sales with names"), ""),
    "kinds of customer": (N_("customers who differ"), ""),
    "trading days": (N_("days with sales"), ""),
    "days with sales in the campaign": (N_("days with sales in the campaign"), ""),
    "days of sales without a campaign": (N_("days of sales without a campaign"), ""),
    "selling days": (N_("days on which it was sold"), ""),
    "trading days in the last 56 days": (N_("days with sales in the last eight weeks"), ""),
    "products with three selling days before the first window": (
        N_("products sold on three days or more"),
        "",
    ),
    "finished forecasts": (N_("forecasts whose week is over"), N_("One is kept with each Monday message.")),
}


def called(what: str) -> str:
    """Give how the owner calls what was counted (`NotEnoughData.what`)."""
    return _(_COUNTED[what][0]) if what in _COUNTED else what


def hint(what: str) -> str:
    """Give what makes it grow; empty where nothing but time does."""
    said = _COUNTED.get(what, ("", ""))[1]
    return _(said) if said else ""
