import numpy as np
import pytest
from customer_shops import day, shop

from analytics.recommend import Judged, Offers, companions, judge, offers
from analytics.sales_table import no_sales
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData


def clubs(customers, seed, *, planted):
    """40 products; with a plan, every customer draws nine in ten of his purchases from his club's ten."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(customers):
        club = number % 4
        for visit in range(8):
            own = planted and rng.random() < 0.9
            item = club * 10 + rng.integers(10) if own else rng.integers(40)
            rows.append(
                (number * 100 + visit, 20 * visit + number % 20, f"p{item:02d}", 1, 100, f"c{number:03d}")
            )
    return shop(rows)


def test_offers_what_the_likes_of_him_buy_and_beats_the_best_sellers():
    sales = clubs(400, 1, planted=True)
    judged = judge(sales, day(160))
    assert isinstance(judged, Judged)
    assert judged.hit_rate > judged.best_sellers_hit_rate + 0.2
    assert judged.window.days == 90
    found = offers(sales, "c005", day(160))
    own = {f"p{item}" for item in range(10, 20)}
    bought = set(sales.loc[sales["customer"] == "c005", "product"])
    offered = {offer.product for offer in found.offers}
    assert not offered & bought
    assert len(offered & own) >= min(4, len(own - bought))
    assert {offer.because for offer in found.offers} <= bought


def test_where_everybody_buys_at_random_it_says_so_and_offers_best_sellers():
    sales = clubs(400, 2, planted=False)
    found = offers(sales, "c005", day(160))
    assert isinstance(found, Offers)
    assert isinstance(found.judged, NoBetterThanBaseline)
    assert found.judged.measure == "miss rate of five offers"
    counts = [offer.buyers for offer in found.offers]
    assert counts == sorted(counts, reverse=True)
    assert {offer.because for offer in found.offers} == {None}


def test_too_few_customers_and_strangers():
    sales = clubs(20, 3, planted=True)
    assert judge(sales, day(160)) == NotEnoughData(18, 30, "customers who bought something new")
    assert offers(sales, "nobody", day(160)) == NotEnoughData(0, 1, "purchases by this customer")
    assert offers(no_sales(), "c001", day(160)) == NotEnoughData(0, 1, "purchases by this customer")
    assert isinstance(judge(no_sales(), day(160)), NotEnoughData)


def test_who_has_everything_is_offered_nothing():
    rows = [(1, 0, "tv", 1, 10, "Ann"), (2, 1, "tv", 1, 10, "Ben"), (2, 1, "cable", 1, 10, "Ben")]
    assert offers(shop(rows), "Ben", day(9)).offers == ()
    assert [offer.product for offer in offers(shop(rows), "Ann", day(9)).offers] == ["cable"]


def test_a_narrow_table_gives_the_same_offers():
    rows = [
        (n, n % 40, f"p{n % 7}", 1 - 2 * (n % 11 == 0), 10, f"c{n % 13}" if n % 3 else None)
        for n in range(400)
    ]
    sales = shop(rows)
    narrow = sales.loc[sales["quantity"] > 0, ["customer", "product", "sold_on"]]
    assert offers(narrow, "c1", day(40)) == offers(sales, "c1", day(40))


def test_what_goes_with_a_product():
    rng = np.random.default_rng(4)
    rows = []
    for number in range(900):
        basket = {f"p{item:02d}" for item in rng.choice(20, 2, replace=False)}
        if "p00" in basket and rng.random() < 0.7:
            basket |= {"p01"}
        rows += [(number, number // 9, item, 1, 10, None) for item in sorted(basket)]
    (only,) = companions(shop(rows), "p00")
    assert only.product == "p01"
    assert only.confidence == pytest.approx(0.7, abs=0.15)
    assert only.lift > only.lift_low > 1
    assert companions(shop(rows), "p07") == ()
    assert companions(shop(rows[:50]), "p00").need == 300
