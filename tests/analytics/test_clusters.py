import numpy as np
import pytest
from customer_shops import day, shop, visits

from analytics.clusters import Clusters, NoClearGroups, clusters
from analytics.purchases import variety
from analytics.sales_table import narrow_table
from analytics.verdicts import NotEnoughData


def kinds(rng, each):
    """Wholesalers who come weekly for much, neighbours who come daily for little, strangers who came once."""
    plan = {}
    for number in range(each):
        plan[f"whole{number}"] = [
            (int(when), int(rng.lognormal(12, 0.2)))
            for when in range(number % 7, 300, 7)
            if rng.random() < 0.9
        ]
        plan[f"near{number}"] = [
            (int(when), int(rng.lognormal(7, 0.2))) for when in range(200, 300, 2) if rng.random() < 0.8
        ]
        plan[f"once{number}"] = [(int(rng.integers(10, 120)), int(rng.lognormal(9, 0.2)))]
    return plan


def cloud(rng, count):
    return {
        f"c{number}": [
            (int(when), int(rng.lognormal(8, 0.5)))
            for when in np.sort(rng.integers(0, 300, rng.integers(4, 9)))
        ]
        for number in range(count)
    }


def test_planted_kinds_are_found_whole():
    found = clusters(visits(kinds(np.random.default_rng(1), 60)), day(300))
    assert isinstance(found, Clusters)
    assert found.proof.k == 3
    assert found.proof.holds
    assert found.proof.stability > 0.95
    assert [group.customers for group in found.groups] == [60, 60, 60]
    assert {member.group for member in found.members if member.customer.startswith("whole")} == {0}
    assert len({(member.customer[:4], member.group) for member in found.members}) == 3
    assert sum(group.spent_share for group in found.groups) == pytest.approx(1)
    spends = [group.medians["spent_minor"] for group in found.groups]
    assert spends == sorted(spends, reverse=True)


def test_the_picture_holds_the_variance_it_says():
    found = clusters(visits(kinds(np.random.default_rng(2), 50)), day(300))
    places = np.array([(member.x, member.y) for member in found.members])
    assert places.mean(axis=0) == pytest.approx([0, 0], abs=1e-9)
    assert places.var(axis=0) == pytest.approx(np.array(found.explained) * len(found.features))
    assert found.explained[0] >= found.explained[1]
    assert sum(found.explained) <= 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_cloud_of_customers_is_no_groups(seed):
    found = clusters(visits(cloud(np.random.default_rng(seed), 300)), day(300))
    assert isinstance(found, NoClearGroups)
    assert found.proof is not None
    assert not found.proof.holds


@pytest.mark.parametrize("days", [5, 120, 700])
def test_strangers_who_came_once_each_are_no_groups(days):
    rng = np.random.default_rng(days)
    plan = {f"c{number}": [(int(rng.integers(days)), int(rng.integers(1, 1000)))] for number in range(500)}
    assert isinstance(clusters(visits(plan), day(days)), NoClearGroups)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_visits_dealt_out_at_random_are_no_groups(seed):
    rng = np.random.default_rng(seed)
    rows = [
        (
            number,
            int(rng.integers(300)),
            f"p{rng.integers(30)}",
            1,
            int(rng.lognormal(8, 1)),
            f"c{rng.integers(400)}",
        )
        for number in range(1000)
    ]
    assert isinstance(clusters(shop(rows), day(300)), NoClearGroups)


def test_customers_who_are_all_alike_are_no_groups():
    plan = {f"c{number}": [(5, 100), (9, 100)] for number in range(150)}
    assert clusters(visits(plan), day(20)) == NoClearGroups(None)
    amounts = {f"c{number}": [(5, 100 + number)] for number in range(150)}
    assert isinstance(clusters(visits(amounts), day(20)), NoClearGroups)


def test_a_handful_apart_is_no_group():
    plan = cloud(np.random.default_rng(4), 300)
    plan |= {f"giant{number}": [(when, 10**9) for when in range(0, 300, 3)] for number in range(3)}
    assert isinstance(clusters(visits(plan), day(300)), NoClearGroups)


def test_needs_a_hundred_customers():
    assert clusters(visits(cloud(np.random.default_rng(1), 99)), day(300)) == NotEnoughData(
        99, 100, "named customers"
    )


def test_interactions_count_where_they_are_known():
    sales = visits(kinds(np.random.default_rng(3), 40))
    names = sales["customer"].unique()
    found = clusters(sales, day(300), {name: 20 for name in names if name.startswith("once")})
    assert "interactions" in found.features
    medians = {
        member.customer[:4]: found.groups[member.group].medians["interactions"] for member in found.members
    }
    assert medians == {"whol": 0, "near": 0, "once": 20}


def test_the_same_book_in_another_order_gives_the_same_groups():
    sales = visits(kinds(np.random.default_rng(5), 40))
    assert clusters(sales.sample(frac=1, random_state=1), day(300)) == clusters(sales, day(300))
    assert clusters(shop([(1, 0, "a", 1, 5, None)]), day(3)) == NotEnoughData(0, 100, "named customers")


def test_lines_of_a_day_added_up_give_the_same_groups():
    sales = visits(kinds(np.random.default_rng(6), 40))
    sales["product"] = ["tv", "pc", "fan"] * (len(sales) // 3) + ["tv"] * (len(sales) % 3)
    days = sales.groupby(["customer", "sold_on"], as_index=False)["total_minor"].sum().assign(quantity=1.0)
    narrow = narrow_table(days[["customer", "sold_on", "quantity", "total_minor"]])
    assert clusters(narrow, day(300), products=variety(sales, day(300)).to_dict()) == clusters(
        sales, day(300)
    )


def test_many_customers_are_tried_on_some_and_all_have_their_group():
    few, many = (clusters(visits(kinds(np.random.default_rng(7), each)), day(300)) for each in (40, 1010))
    assert (few.proof.tried_on, few.proof.customers) == (120, 120)
    assert (many.proof.tried_on, many.proof.customers) == (3000, 3030)
    assert sum(group.customers for group in many.groups) == len(many.members) == 3030
