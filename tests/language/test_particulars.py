"""What is told of goods and people: said around a fixed word, whatever words of other names stand beside it."""

import pytest

from bot.language import statements as s
from bot.language.names import Known
from tests.language.phrases import read
from tests.language.reading_helpers import TODAY, asked, said
from tests.language.shops import SHOPS

ELECTRIC = Known.of(
    [
        s.Product(1, "TV remote", "TV", 9500, 4000),
        s.Product(2, "TV wall bracket", "TV", 32000, 18000),
        s.Product(3, "Phone case", "Accessories", 11000, 4000),
        s.Product(4, "Kettle", "Appliances", 29900, 19000),
    ],
    [s.Customer(1, "Lerato Dlamini"), s.Customer(2, "Mrs Naidoo")],
    categories=("TV", "Accessories", "Appliances"),
)


def told(text, settled=None):
    return read(text, ELECTRIC, TODAY, settled=settled)


@pytest.mark.parametrize(
    ("text", "name", "field", "value"),
    [
        ("TV remote category TV", "TV remote", "category", "TV"),
        ("tv remote is in category appliances", "TV remote", "category", "Appliances"),
        ("category of TV remote: TV", "TV remote", "category", "TV"),
        ("category of kettle: kitchen", "Kettle", "category", "Kitchen"),
        ("kettle goes under appliances", "Kettle", "category", "Appliances"),
        ("put kettle under accessories", "Kettle", "category", "Accessories"),
        ("TV wall bracket supplier TV World", "TV wall bracket", "supplier", "TV World"),
        ("supplier for phone case: Potter & Co", "Phone case", "supplier", "Potter & Co"),
        ("kettles come from Acme", "Kettle", "supplier", "Acme"),
        ("we buy kettles from Acme", "Kettle", "supplier", "Acme"),
        ("Acme supplies kettles", "Kettle", "supplier", "Acme"),
    ],
)
def test_category_and_supplier(text, name, field, value):
    fact = told(text)
    assert isinstance(fact, s.ProductFact)
    assert (fact.product.name, fact.field, fact.value) == (name, field, value)


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("Lerato's phone is 082 123 4567", "Lerato Dlamini", "0821234567"),
        ("Mrs Naidoo phone 0821234567", "Mrs Naidoo", "0821234567"),
        ("phone number of Lerato: 0821234567", "Lerato Dlamini", "0821234567"),
        ("+27 82 123 4567 is lerato's number", "Lerato Dlamini", "+27821234567"),
        ("lerato 082 123 4567", "Lerato Dlamini", "0821234567"),
    ],
)
def test_a_phone_number_is_no_price(text, name, number):
    fact = told(text)
    assert isinstance(fact, s.CustomerFact)
    assert (fact.customer.name, fact.field, fact.value) == (name, "phone", number)


def test_a_number_of_somebody_unknown_asks_who_it_is():
    doubt = told("Zola's phone 082 123 4567")
    assert asked(doubt) == "customer"
    fact = told("Zola's phone 082 123 4567", {doubt.key: "new"})
    assert (fact.customer, fact.value) == (s.NewCustomer("Zola"), "0821234567")


def test_where_goods_are_may_be_a_category_and_is_asked():
    doubt = told("kettle is in kitchen")
    assert asked(doubt) == "intent"
    assert told("kettle is in kitchen", {doubt.key: "category"}).value == "Kitchen"


def test_a_name_that_several_have_is_asked_for():
    doubt = told("TV category electronics")
    assert asked(doubt) == "product"
    assert told("TV category electronics", {doubt.key: "2"}).product.name == "TV wall bracket"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("got 2 kettles from Acme", s.Restock),
        ("sold 1 phone case to Lerato 110", s.Sale),
        ("2 phone cases Mrs Naidoo 220", s.Sale),
        ("sold 2 kettles from the Appliances category to Lerato", s.Sale),
    ],
)
def test_what_is_counted_tells_of_something_else(text, kind):
    assert isinstance(told(text), kind)


def test_a_customer_called_like_a_month_has_a_phone():
    assert said("May phone 082 123 4567").customer == SHOPS["bakery"].customers[0]
