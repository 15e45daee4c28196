import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.names import Known
from bot.language.numbers import number_at
from bot.language.spelling import singulars, stem
from bot.language.statements import Customer, Locale, Product
from bot.language.tokens import lines, normalise
from tests.language.shops import SHOPS

ELECTRONICS = Known.of(
    [
        Product(i, name)
        for i, name in enumerate(
            [
                "HDMI cable 2m",
                "HDMI cable 5m",
                "USB-C cable",
                "USB-C charger 65W",
                "SD card 64GB",
                "SD card 32GB",
                "AA batteries 4-pack",
                "AAA batteries 4-pack",
                "Samsung A15",
                "Smart TV 43 inch",
                "Bluetooth speaker",
                "Powerbank 20000mAh",
            ]
        )
    ],
    [
        Customer(1, "Thabo Mokoena"),
        Customer(2, "Thabo Nkosi"),
        Customer(3, "May Sunday"),
        Customer(4, "Mrs Naidoo"),
    ],
)


def row(text):
    return lines(normalise(text), Locale())[0]


def products(text, known=ELECTRONICS):
    tokens = row(text)
    return [m for m in known.product_names.matches(tokens, 0) if m.end == len(tokens)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("usb c cabel", "USB-C cable"),
        ("usbc cable", "USB-C cable"),
        ("usb-c chargers", "USB-C charger 65W"),
        ("hdmi 5m", "HDMI cable 5m"),
        ("sd card 64", "SD card 64GB"),
        ("aa batts", "AA batteries 4-pack"),
        ("aaa batteries", "AAA batteries 4-pack"),
        ("packs of aa batteries", "AA batteries 4-pack"),
        ("a15", "Samsung A15"),
        ("43 inch tv", "Smart TV 43 inch"),
        ("tv 43", "Smart TV 43 inch"),
        ("blue tooth speaker", "Bluetooth speaker"),
        ("blutooth speeker", "Bluetooth speaker"),
        ("power bank", "Powerbank 20000mAh"),
        ("pwerbank 20", "Powerbank 20000mAh"),
    ],
)
def test_one_product(text, name):
    (match,) = products(text)
    assert [product.name for product in match.found] == [name]


@pytest.mark.parametrize(
    ("text", "count"), [("hdmi cable", 2), ("batteries", 2), ("sd card", 2), ("cable", 3)]
)
def test_as_many_as_fit(text, count):
    assert len(products(text)[-1].found) == count


@pytest.mark.parametrize("text", ["toaster", "sd 128gb", "a16", "hdmi 10m", "bb batteries", "usb d cable"])
def test_nothing_like_it(text):
    assert products(text) == []


def test_the_whole_name_wins_over_names_that_hold_it():
    known = Known.of(
        [Product(1, "Kettle"), Product(2, "Kettle cordless"), Product(3, "Phone"), Product(4, "Phone case")]
    )
    assert [p.name for p in products("kettles", known)[-1].found] == ["Kettle"]
    assert [p.name for p in products("phone", known)[-1].found] == ["Phone"]


def test_an_alias_is_a_name():
    known = Known.of([Product(1, "Panado 24s", aliases=("painkillers",)), Product(2, "Panado syrup")])
    assert products("pain killers", known)[-1].found[0].id == 1


def test_initials_and_titles():
    def people(text):
        tokens = row(text)
        return [
            c.name
            for m in ELECTRONICS.customer_names.matches(tokens, 0)
            if m.end == len(tokens)
            for c in m.found
        ]

    assert people("thabo n") == ["Thabo Nkosi"]
    assert people("mr mokoena") == ["Thabo Mokoena"]
    assert people("naidoo") == ["Mrs Naidoo"]
    assert len(people("thabo")) == 2


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("two hundred and forty", 240, 4),
        ("forty five", 45, 2),
        ("half a dozen", 6, 3),
        ("a dozen", 12, 2),
        ("2 dozen", 24, 2),
        ("a pair of", 2, 3),
        ("two three", 2, 1),
        ("three thousand five hundred", 3500, 4),
        ("ten", 10, 1),
    ],
)
def test_numbers_in_words(text, value, end):
    assert number_at(row(text), 0) == (end, value)


@pytest.mark.parametrize("word", ["loaves", "batteries", "pies", "boxes", "cases", "brushes", "knives"])
def test_singular(word):
    assert stem(word) in {"loaf", "battery", "pie", "box", "case", "brush", "knife", "knif"}
    assert word in singulars(word)


@given(st.sampled_from(sorted(SHOPS)), st.data())
def test_every_product_is_found_by_its_own_name(shop, data):
    product = data.draw(st.sampled_from(SHOPS[shop].products))
    tokens = row(product.name)
    match = SHOPS[shop].product_names.matches(tokens, 0)[-1]
    assert (match.found, match.end, match.whole) == ((product,), len(tokens), True)


@given(st.sampled_from(sorted(SHOPS)), st.data())
def test_one_slip_in_a_long_word_never_means_another_product(shop, data):
    product = data.draw(st.sampled_from(SHOPS[shop].products))
    words = product.name.split()
    long = [i for i, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long:
        return
    i = data.draw(st.sampled_from(long))
    at = data.draw(st.integers(min_value=1, max_value=len(words[i]) - 2))
    words[i] = words[i][:at] + words[i][at + 1] + words[i][at] + words[i][at + 2 :]
    for match in SHOPS[shop].product_names.matches(row(" ".join(words)), 0):
        assert product in match.found


def test_a_big_catalogue_is_indexed_and_read_quickly():
    brands = [f"{a}{b}mo" for a in "BDFGKLMNPR" for b in ("a", "e", "i", "o", "u")]
    kinds = ["cable", "charger", "bread", "lotion", "filter", "battery", "shirt", "kettle"]
    goods = [
        Product(i, f"{brands[i % 50]} {kinds[i // 50 % 8]} {i // 400 + 1}kg", price_minor=100 + i)
        for i in range(2000)
    ]
    people = [Customer(i, f"{brands[i % 50]}{i // 2500} {brands[i // 50 % 50]}ni") for i in range(5000)]
    start = time.perf_counter()
    known = Known.of(goods, people)
    assert time.perf_counter() - start < 3
    start = time.perf_counter()
    for product in goods[:50]:
        known.product_names.matches(row(f"{product.name} to {people[7].name}"), 0)
    assert time.perf_counter() - start < 1
