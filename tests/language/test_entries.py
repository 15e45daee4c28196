import pytest

from bot.language import statements as s
from tests.language.reading_helpers import TODAY, asked, items, said


@pytest.mark.parametrize(
    ("text", "lines", "who"),
    [
        ("return 1 milk tart", [("Milk tart", 1, 9500)], None),
        ("May brought back a milk tart", [("Milk tart", 1, 9500)], "May Williams"),
        ("refunded April R20 for the coffee", [("Coffee", 1, 2000)], "April Jacobs"),
        ("April brought the coffee back, gave her R22", [("Coffee", 1, 2200)], "April Jacobs"),
    ],
)
def test_returns(text, lines, who):
    statement = said(text)
    assert isinstance(statement, s.Return)
    assert (items(statement), statement.customer.name if statement.customer else None) == (lines, who)


def test_a_return_is_not_of_the_day_of_the_sale():
    assert said("May returned a coffee she bought yesterday").on == TODAY


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("received 20 croissants @7", [("Croissant", 20, 14000)]),
        ("stock in 20 croissants", [("Croissant", 20, None)]),
        ("got 20 croissants in", [("Croissant", 20, None)]),
        ("bought 20 croissants for the shop R140", [("Croissant", 20, 14000)]),
        ("delivery: 20 croissants, 10 coffee", [("Croissant", 20, None), ("Coffee", 10, None)]),
    ],
)
def test_deliveries(text, lines):
    statement = said(text)
    assert isinstance(statement, s.Restock)
    assert items(statement) == lines


def test_goods_bought_by_nobody_named_are_asked_about():
    assert asked(said("bought 20 croissants")) == "intent"


@pytest.mark.parametrize(
    "text",
    [
        "counted 7 croissants",
        "croissants 7 left",
        "stock count: croissant 7",
        "there are 7 croissants on the shelf",
    ],
)
def test_counts(text):
    statement = said(text)
    assert isinstance(statement, s.Stocktake)
    assert items(statement) == [("Croissant", 7, None)]


@pytest.mark.parametrize(
    ("text", "amount", "of"),
    [
        ("croissant is now R16", 1600, "price"),
        ("new price croissant 16", 1600, "price"),
        ("put the croissant up by R2", 1700, "price"),
        ("drop croissants by 1", 1400, "price"),
        ("increase croissants by 10%", 1650, "price"),
        ("change the price of croissants to 16.50", 1650, "price"),
        ("croissant cost price 8", 800, "cost"),
    ],
)
def test_prices(text, amount, of):
    (line,) = said(text).lines
    assert (line.product.name, line.amount_minor, line.of) == ("Croissant", amount, of)


def test_a_price_from_another_day_and_a_silly_price_are_asked_about():
    assert asked(said("croissant goes up to R16 from monday")) == "again"
    assert asked(said("croissant is now R160")) == "amount"


@pytest.mark.parametrize(
    ("text", "amount", "payment"),
    [
        ("May paid 100", 10000, None),
        ("May paid R100 off her account by eft", 10000, "eft"),
        ("received 100 from May", 10000, None),
        ("may settled what she owes, 100 cash", 10000, "cash"),
        ("got R1.2k from May for her outstanding account", 120000, None),
    ],
)
def test_debt_payments(text, amount, payment):
    statement = said(text)
    assert isinstance(statement, s.DebtPayment)
    assert (statement.customer.name, statement.amount_minor, statement.payment) == (
        "May Williams",
        amount,
        payment,
    )


@pytest.mark.parametrize(
    "text", ["Busi paid 100", "Grace paid 100", "May paid half of what she owes", "paid May 100"]
)
def test_debt_payments_in_doubt(text):
    assert isinstance(said(text), s.Doubt)


@pytest.mark.parametrize(
    ("text", "note", "amount"),
    [
        ("rent 4500", "Rent", 450000),
        ("paid R350 for electricity", "Electricity", 35000),
        ("taxi to town R60", "Taxi to town", 6000),
        ("spent 85 on cleaning stuff", "Cleaning stuff", 8500),
        ("paid wages 1500 to Johannes", "Wages to Johannes", 150000),
        ("gave Grace R100 for lunch", "Grace for lunch", 10000),
        ("paid Grace 200 for delivery", "Grace delivery", 20000),
        ("paid R450 electric", "Electric", 45000),
    ],
)
def test_expenses(text, note, amount):
    statement = said(text)
    assert isinstance(statement, s.Expense)
    assert (statement.note, statement.amount_minor) == (note, amount)


def test_facts():
    assert said("lead time croissant 3 days").value == 3
    assert said("croissant supplier Makro") == s.ProductFact(
        said("2 croissants").items[0].product, "supplier", "Makro"
    )
    assert said("May phone 082 123 4567").value == "0821234567"
    assert said("May lives in Soweto").value == "Soweto"
    assert said("add product scone 12").lines[0].product == s.NewProduct("Scone")
    campaign = said("campaign Easter special 1-6 April 500 facebook")
    assert (
        campaign.name,
        str(campaign.starts_on),
        str(campaign.ends_on),
        campaign.budget_minor,
        campaign.channel,
    ) == (
        "Easter special",
        "2026-04-01",
        "2026-04-06",
        50000,
        "facebook",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("May wants 3 croissants tomorrow", "wish"),
        ("didn't sell any croissants", "no_sale"),
        ("supplier says croissants are going up to 20", "hearsay"),
        ("good morning", "greeting"),
        ("ke a leboha", "thanks"),
        ("thanks my friend 🙏", "thanks"),
        ("is it going to rain?", "off_topic"),
    ],
)
def test_talk(text, kind):
    assert said(text) == s.Chat(kind)


@pytest.mark.parametrize(
    "text", ["May 250", "", "250", "???", "\x00", "🙈" * 4096, "kettle of fish stew", "yes"]
)
def test_what_says_nothing_writes_nothing(text):
    assert not list(s.entries_of(said(text)))


@pytest.mark.parametrize("text", ["stock count: 0 croissants", "counted 0 croissants"])
def test_a_count_may_find_nothing(text):
    assert items(said(text)) == [("Croissant", 0, None)]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("croissants come in boxes of 6", "pack_size", 6000),
        ("croissant comes in packs of 12", "pack_size", 12000),
        ("croissant takes 5 days to arrive", "lead_time_days", 5),
    ],
)
def test_how_goods_come_is_no_sale(text, field, value):
    fact = said(text)
    assert isinstance(fact, s.ProductFact)
    assert (fact.field, fact.value) == (field, value)


@pytest.mark.parametrize("text", ["croissant packs of 12", "Croissant box of 12"])
def test_packs_without_a_deed_are_asked_about(text):
    assert asked(said(text)) == "intent"
    key = said(text).key
    fact = said(text, settled={key: "pack"})
    assert (fact.field, fact.value) == ("pack_size", 12000)
    assert asked(said(text, settled={key: "sale"})) == "number"
