"""What was understood survives being written down: for every statement the reader can give."""

from datetime import date

import pytest

from bot.clerk.understood import from_json, to_json
from bot.language import statements as say
from bot.language.names import Known

KETTLE = say.Product(1, "Kettle", "Kitchen", 29900, 19000)
THABO = say.Customer(7, "Thabo")
KNOWN = Known.of([KETTLE], [THABO])
DAY = date(2025, 7, 8)
ITEM = say.Item(KETTLE, 2000, 59800, price_said=True, note="10% off")


@pytest.mark.parametrize(
    "statement",
    [
        say.Sale((ITEM,), DAY, THABO, "credit", deposit_minor=100, unused=("pls",)),
        say.Sale((say.Item(say.NewProduct("Toaster"), 1000, 100),), DAY),
        say.Return((ITEM,), DAY, say.NewCustomer("Busi"), reason="faulty"),
        say.Restock((say.Item(KETTLE, 500, None),), DAY, supplier="Makro"),
        say.Stocktake((say.Item(KETTLE, 7000, None),), DAY),
        say.PriceChange((say.PriceLine(KETTLE, 32000, "cost"),), DAY),
        say.DebtPayment(THABO, 5000, DAY, "cash"),
        say.Expense("rent", 450000, DAY),
        say.Campaign("Black Friday", DAY, DAY, 1500, "radio"),
        say.ProductFact(KETTLE, "lead_time_days", 5),
        say.CustomerFact(THABO, "phone", "072"),
        say.Page((say.Sale((ITEM,), DAY), say.Expense("taxi", 60, DAY)), (say.SumCheck("total", 1, 2),)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_round_trip(statement):
    assert from_json(to_json(statement), KNOWN) == statement


def test_a_product_that_is_gone_comes_back_by_its_name():
    found = from_json(to_json(say.Sale((ITEM,), DAY)), Known.of())
    assert found.items[0].product == say.NewProduct("Kettle")
