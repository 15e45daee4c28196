import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import statements as s
from bot.language.reading import answer
from tests.language.phrases import read
from tests.language.reading_helpers import TODAY, asked, items, said
from tests.language.shops import SHOPS

PAYMENTS = {"": None, "cash": "cash", "by card": "card", "eft": "eft", "on account": "credit"}


@st.composite
def sales(draw):
    """Compose a sale from parts, with what it must be read as."""
    shop = draw(st.sampled_from(sorted(SHOPS)))
    known = SHOPS[shop]
    products = draw(st.lists(st.sampled_from(known.products), min_size=1, max_size=3, unique=True))
    parts, lines = [], []
    for product in products:
        count = draw(st.integers(min_value=1, max_value=9))
        each = (
            draw(
                st.integers(min_value=product.price_minor * 3 // 400 + 1, max_value=product.price_minor // 80)
            )
            * 100
        )
        style = draw(st.sampled_from(["{n} {p} @{e}", "{n} x {p} R{e} each", "{n} {p} at R{e} each"]))
        bare = draw(st.booleans())
        text = f"{count} {product.name}" if bare else style.format(n=count, p=product.name, e=each // 100)
        parts.append(text)
        lines.append((product.name, count, count * (product.price_minor if bare else each)))
    customer = draw(st.sampled_from(known.customers))
    payment = draw(st.sampled_from(sorted(PAYMENTS)))
    body = draw(st.sampled_from([", ", " and ", " + "])).join(parts)
    verb = draw(st.sampled_from(["sold ", "", "Sold "]))
    text = f"{verb}{body} to {customer.name} {payment}".strip()
    return shop, text, lines, customer, PAYMENTS[payment]


@settings(max_examples=150, deadline=None)
@given(sales())
def test_a_composed_sale_is_read_as_it_was_meant(case):
    shop, text, lines, customer, payment = case
    sale = said(text, shop)
    assert isinstance(sale, s.Sale), (text, sale)
    assert items(sale) == lines
    assert (sale.customer, sale.payment, sale.on) == (customer, payment, TODAY)


@settings(max_examples=80, deadline=None)
@given(
    sales(),
    st.sampled_from(["hi ", "please record ", "", "today: "]),
    st.sampled_from(["", " thanks", " 🙏", "!"]),
)
def test_manners_change_nothing(case, before, after):
    shop, text, *_ = case
    plain, polite = said(text, shop), said(before + text + after, shop)
    assert items(polite) == items(plain)
    assert polite.customer == plain.customer


@settings(max_examples=60, deadline=None)
@given(sales(), st.integers(min_value=2, max_value=4))
def test_a_page_is_the_sum_of_its_lines(case, count):
    shop, text, lines, *_ = case
    page = said("\n".join([text] * count), shop)
    assert sorted(items(page)) == sorted(lines * count)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(text):
    said(text)


_PIECES = [
    "2",
    "3",
    "R40",
    "croissant",
    "croissants",
    "coffee",
    "white",
    "loaf",
    "to",
    "for",
    "May",
    "Grace",
    "cash",
    "not",
    "no",
    "undo",
    "yesterday",
    "@",
    "each",
    "total",
    "and",
    ",",
    ".",
    "-",
    "x",
    "free",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*_PIECES, "\n"]), max_size=14).map(" ".join), st.data())
def test_every_choice_of_a_doubt_settles_it(text, data):
    settled, before = {}, ["1 coffee 22 to May", "2 croissants and 1 coffee"]
    for _ in range(8):
        statement = said(text, settled=settled, before=before)
        if not isinstance(statement, s.Doubt) or not statement.choices:
            break
        assert statement.key not in settled, (text, settled)
        settled[statement.key] = data.draw(st.sampled_from(statement.choices)).value
    for entry in s.entries_of(statement):
        for item in getattr(entry, "items", ()):
            assert item.quantity_milli > 0
            assert item.total_minor is None or item.total_minor >= 0


def test_long_and_strange_messages_are_read_in_no_time():
    start = time.perf_counter()
    for text in (
        "🙂" * 4096,
        "\u202e" * 4096,
        "\x00" * 4096,
        "1 " * 2048,
        "coffee " * 600,
        "@" * 4096,
        "½²١٢" * 1000,
    ):
        said(text)
    assert time.perf_counter() - start < 10


def test_answers_typed_to_a_doubt():
    known = SHOPS["bakery"]
    grace = said("Grace 1 coffee")
    assert answer(grace, "Dube", known, TODAY) == str(known.customers[8].id)
    assert answer(grace, "new", known, TODAY) == "new"
    price = said("sold a toaster")
    assert answer(price, "R350", known, TODAY) == "35000"
    assert items(said("sold a toaster", settled={price.key: "35000"})) == [("Toaster", 1, 35000)]
    which = said("2 muffins")
    assert answer(which, "the bran one", known, TODAY) == str(known.products[8].id)
    day = said("1 coffee last week")
    assert answer(day, "9 march", known, TODAY) == "2026-03-09"


def test_an_open_question_swallows_no_sale():
    known = SHOPS["bakery"]
    for doubt in (
        said("Grace 1 coffee"),
        said("sold a toaster"),
        said("2 muffins"),
        said("1 coffee last week"),
    ):
        for text in (
            "2 croissants to May 30",
            "1 milk tart",
            "coffee 22 cash",
            "undo",
            "how much did i sell today",
        ):
            assert answer(doubt, text, known, TODAY) is None, (doubt.key, text)


def test_new_customer_by_name():
    doubt = said("john 1 coffee")
    assert asked(doubt) == "customer"
    value = answer(doubt, "John Smith", SHOPS["bakery"], TODAY)
    assert said("john 1 coffee", settled={doubt.key: value}).customer == s.NewCustomer("John Smith")


def test_reading_changes_nothing_it_was_given():
    known = SHOPS["bakery"]
    first = read("2 croissants to May 30 cash", known, TODAY)
    read("random 3 words 9.99", known, TODAY)
    assert read("2 croissants to May 30 cash", known, TODAY) == first
