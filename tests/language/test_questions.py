import pytest

from bot.language import statements as s
from bot.language.questions import Phrasebook, parse_arguments
from tests.language.phrases import PHRASES, read
from tests.language.reading_helpers import TODAY, said
from tests.language.shops import SHOPS

COMMANDS = [
    "sales",
    "today",
    "top_customers",
    "top_products",
    "slow",
    "categories",
    "regions",
    "payments",
    "hours",
    "profit",
    "returns",
    "trends",
    "customer",
    "product",
    "segments",
    "clusters",
    "cohorts",
    "churn",
    "clv",
    "basket",
    "recommend",
    "drivers",
    "anomalies",
    "campaigns",
    "forecast",
    "models",
    "whatif",
    "stock",
    "reorder",
    "debts",
    "expenses",
    "statement",
    "report",
    "export",
    "backup",
    "health",
    "history",
    "loose_ends",
    "audit",
    "settings",
    "help",
]


def test_every_command_has_its_phrases():
    assert set(COMMANDS) <= set(PHRASES)
    assert min(len(PHRASES[command]) for command in COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_every_phrase_asks_for_its_own_command(command):
    names = {
        "{product}": "croissant",
        "{customer}": "sister agnes",
        "{category}": "pastry",
        "{n}": "R500",
        "{month}": "may",
    }
    missed = []
    for phrase in PHRASES[command]:
        text = phrase
        for slot, name in names.items():
            text = text.replace(slot, name)
        statement = said(f"{text}?")
        options = statement.options if isinstance(statement, s.DidYouMean) else (statement,)
        right = {command, "sales"} if command == "today" else {command}  # a day's summary is its sales
        if not any(isinstance(one, s.Question) and one.command in right for one in options):
            missed.append((text, statement))
    assert len(missed) * 10 <= len(PHRASES[command]), missed


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("last month", {"period": ("2026-02-01", "2026-02-28")}),
        ("10 July", {"period": ("2025-07-10", "2025-07-10")}),
        ("5000", {"amount_minor": 500000}),
        ("croissant 14", {"product": "Croissant", "horizon_days": 14}),
        ("5 last week", {"n": 5, "period": ("2026-03-09", "2026-03-15")}),
        ("May Williams", {"customer": "May Williams"}),
        ("pastry this year", {"category": "Pastry", "period": ("2026-01-01", "2026-03-18")}),
        ("2026-02-01..2026-02-10", {"period": ("2026-02-01", "2026-02-10")}),
        ("", {}),
    ],
)
def test_arguments_of_slash_commands(text, slots):
    found = parse_arguments(text, SHOPS["bakery"], TODAY)
    for name, value in slots.items():
        got = getattr(found, name)
        if name == "period":
            got = (str(got.first), str(got.last))
        assert (got.name if name in {"product", "customer"} else got) == value


def test_several_that_fit_are_all_named():
    slots = parse_arguments("grace", SHOPS["bakery"], TODAY)
    assert slots.customer is None
    assert [customer.name for customer in slots.customers] == ["Grace Mokoena", "Grace Dube"]


def test_a_shop_may_bring_its_own_phrases():
    book = Phrasebook(
        {"oven": ("how hot is the oven", "oven temperature"), "sales": ("how much did i sell",)}
    )
    assert read("how hot is the oven?", SHOPS["bakery"], TODAY, phrases=book).command == "oven"


def test_two_that_fit_equally_are_both_offered():
    statement = said("which products are best and worst?")
    assert isinstance(statement, s.DidYouMean)
    assert {option.command for option in statement.options} == {"slow", "top_products"}


@pytest.mark.parametrize(
    "text",
    [
        "how much is a croissant",
        "can you put all the sales in excel",
        "did May pay 200?",
        "what if i sell 2 croissants for 20",
        "how many croissants did May buy on friday",
    ],
)
def test_a_question_writes_nothing(text):
    assert not list(s.entries_of(said(text)))


def test_a_polite_order_is_an_entry():
    assert isinstance(said("can you please record 2 croissants for May"), s.Sale)


@pytest.mark.parametrize(
    "text", ["sales for croissants in october", "sales of croissants this week", "sales croissant"]
)
def test_sales_of_something_are_asked_for_not_written(text):
    assert isinstance(said(text), s.Question)


@pytest.mark.parametrize(
    "text", ["sales last three months", "sales for the past two weeks", "sales of the last 3 months"]
)
def test_a_number_of_months_counts_no_goods(text):
    asked = said(text)
    assert asked.command == "sales"
    assert asked.slots.period is not None


@pytest.mark.parametrize("text", ["that is wrong", "it was wrong", "i made a mistake"])
def test_what_is_wrong_is_put_right_and_not_the_clock(text):
    assert said(text).command == "edit"
