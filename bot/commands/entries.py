"""What is written down by saying it: sales, returns, deliveries, counts, prices, payments, expenses, facts.

One row a kind: they are read by `language`, written and confirmed by the clerk, all in the same way.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.clerk.confirm import take_down
from bot.command import Command
from bot.language import statements as say
from bot.speech import N_

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.command import Turn


def _answer(turn: Turn, statement: say.Entry, *, command: str) -> Answer:
    return take_down(turn, statement, command)


def _entry(name: str, summary: str, *examples: str, of: tuple[type, ...]) -> Command:
    return Command(
        name=name,
        summary=summary,
        answer=partial(_answer, command=name),
        group=N_("Write down"),
        examples=examples,
        statements=of,
        hidden=True,
    )


COMMANDS = (
    _entry(
        "sale",
        N_("A sale"),
        "2 hdmi cables 240 cash",
        "1 kettle to Thabo 299 on credit",
        of=(say.Sale,),
    ),
    _entry("return", N_("Goods that came back"), "return 1 hdmi cable 120 cash", of=(say.Return,)),
    _entry("restock", N_("Stock that came in"), "got 20 hdmi cables at 62 each", of=(say.Restock,)),
    _entry("stocktake", N_("A stock count"), "stock count: 14 hdmi cables", of=(say.Stocktake,)),
    _entry("price", N_("A new price or cost"), "kettle is now R320", of=(say.PriceChange,)),
    _entry(
        "payment",
        N_("Somebody paid what he owes"),
        "Thabo paid 150 off what he owes",
        of=(say.DebtPayment,),
    ),
    _entry("expense", N_("Money spent on the shop"), "paid R350 for electricity", of=(say.Expense,)),
    _entry("campaign", N_("A campaign"), "campaign Black Friday 20-28 Nov 1500", of=(say.Campaign,)),
    _entry(
        "fact",
        N_("About a product or customer"),
        "kettle category Kitchen",
        of=(say.ProductFact, say.CustomerFact),
    ),
)
