"""Who buys at the demo shop, and how often: the truth that everything said of its customers is judged against.

Regulars come about once a week, monthly buyers after pay-day or so, passing ones a few times and no more. Each comes
at a rate of his own for as long as he is a customer; some begin within the year, two regulars leave.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Kind = Literal["regular", "monthly", "passing"]

REGULARS = (
    "Thabo Mokoena", "Thabo Nkosi", "Lerato Dlamini", "Sipho Zulu", "Nomsa Khumalo", "Johannes van der Merwe",
    "Mary-Anne Pillay", "Bongani Ndlovu", "Zanele Mthembu", "Kagiso Molefe", "Precious Sithole", "Ahmed Patel",
    "Mrs Naidoo", "Pieter Botha", "Refilwe Maseko", "Tshepo Mabena", "Gogo Martha", "Blessing Moyo", "Fatima Essop",
    "Sello Phiri", "O'Brien Electrical", "St Mary's School", "Mama Joy", "Lebo M", "Busisiwe Cele", "Dumisani Shabalala",
    "Anele Jacobs", "Wouter Steyn", "Palesa Mokgosi", "Vusi Radebe", "Nadia Adams", "Karabo Tau", "Mpho Letsoalo",
    "Ayanda Gumede", "Rachel Abrahams", "Jabulani Khoza", "Thandi Sibiya", "Hendrik Louw", "Yusuf Cassim", "Naledi Modise",
    "Simphiwe Buthelezi", "Charmaine Petersen", "Lwazi Hadebe", "Priya Govender", "Green Valley Creche",
    "Sunrise Guest House", "Ubuntu Salon", "Corner Cafe", "Tumelo Sekgobela", "Elsie Maluleke",
)  # fmt: skip
MONTHLY = (
    "Bheki Ngubane", "Santjie Fourie", "Mandla Vilakazi", "Grace Banda", "Khanyi Mabaso", "Imraan Khan", "Neo Phetla",
    "Riaan Venter", "Sibongile Mnguni", "Tebogo Ramaphala", "Farai Chikwanha", "Celeste Daniels", "Musa Mahlangu",
    "Olga Mabuza", "Samuel Okafor", "Itumeleng Rapoo", "Deon Kruger", "Zodwa Hlophe", "Amos Tshabalala",
    "Gift Ramokoka", "Annelie Coetzee", "Rashid Omar", "Boitumelo Seane", "Xolani Mkhize", "Chantal Fredericks",
    "Petrus Nel", "Nokuthula Dube", "Vincent Mashaba", "Ilse Pretorius", "Katlego Matlala", "Suresh Reddy",
    "Winnie Nkabinde", "Frans Swanepoel", "Hlengiwe Zwane", "Collen Mudau", "Desiree Isaacs", "Oupa Lekota",
    "Rethabile Motaung", "Gerhard Vorster", "Aisha Mahomed", "Patience Chauke", "Siyabonga Mbatha", "Elmarie Joubert",
    "Nkosana Msimang", "Yolanda Tladi", "Barend Oosthuizen", "Dineo Kekana", "Clifford Muller",
)  # fmt: skip
PASSING = (
    "Zakes Mofokeng", "Liezl Marais", "Tendai Sibanda", "Bonolo Serame", "Ravi Chetty", "Lungile Hadzhi", "Quinton Meyer",
    "Phindile Nxumalo", "Jaco Theron", "Mercy Phasha", "Themba Makhanya", "Estelle Viljoen", "Innocent Mutasa",
    "Keabetswe Moloi", "Farouk Salie", "Sindi Ngcobo", "Arno Bezuidenhout", "Gladys Shongwe", "Luyanda Mnisi",
    "Beatrice Nyoni", "Tiaan Roux", "Kholeka Sobukwe", "Dirk Engelbrecht", "Martha-Lee Solomons", "Isaac Mathebula",
    "Unathi Qwabe", "Hannes Rossouw", "Violet Mokwena", "Ebrahim Davids", "Ntando Gwala", "Corlia Strydom", "Peace Chirwa",
    "Obakeng Setshedi", "Jolene Arendse", "Zweli Mdluli", "Trudie Wessels", "Gaone Kgosi", "Morne Erasmus",
    "Abongile Ntuli", "Shireen Parker", "Wandile Ximba", "Lindelwa Bhengu",
)  # fmt: skip
A_YEAR: dict[Kind, tuple[float, float]] = {
    "regular": (110, 50),
    "monthly": (15, 10),
}  # visits: the first's, the last's
PASSING_DAYS = 60  # between the first visit of a passing customer and the day from which he stays away
PASSING_VISITS = 2.0
PATIENCE = 1.5  # how much likelier somebody is who has not come for twice his usual time: 2 to this power
LATEST = 3.0  # usual times after which nobody gets likelier still
NEWCOMERS: dict[Kind, int] = {"regular": 4, "monthly": 3}  # one in so many began within the year
LEFT_FROM_END_DAYS = {"Tumelo Sekgobela": 145, "Ubuntu Salon": 110}  # beside the planted one


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes about `a_year` times in a whole year, from his first day to his last."""

    name: str
    kind: Kind
    a_year: float
    first: date
    last: date


def people(days: Sequence[date], seed: int) -> tuple[Person, ...]:
    """Give everybody who comes in these days, a whole year of them."""
    chance = random.Random(seed)  # noqa: S311 - a made-up shop, not a secret
    found: list[Person] = []
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("regular", REGULARS), ("monthly", MONTHLY))
    for kind, names in kinds:
        most, fewest = A_YEAR[kind]
        for place, name in enumerate(names):
            rate = most * (fewest / most) ** (place / (len(names) - 1))
            new = place % NEWCOMERS[kind] == NEWCOMERS[kind] - 1
            first = chance.choice(days[: len(days) * 3 // 4]) if new else days[0]
            last = days[-1] - timedelta(days=LEFT_FROM_END_DAYS.get(name, 0))
            found.append(Person(name, kind, rate, first, last))
    for name in PASSING:
        first = chance.choice(days)
        last = min(first + timedelta(days=PASSING_DAYS), days[-1])
        found.append(Person(name, "passing", PASSING_VISITS * len(days) / PASSING_DAYS, first, last))
    return tuple(found)


class Crowd:
    """Who comes on which day: the longer somebody has not been there, by his own measure, the likelier he is."""

    def __init__(self, everybody: Sequence[Person]) -> None:
        """Keep who they are; at first each is about due."""
        self._everybody = tuple(everybody)
        self._seen: dict[str, date] = {}
        self._day: date | None = None
        self._there: list[str] = []
        self._up_to: list[float] = []

    def one(self, day: date, place: float) -> str:
        """Give who came: `place` from 0 to 1 (exclusive) is drawn evenly; days come in order."""
        if day != self._day:
            self._day = day
            there = [one for one in self._everybody if one.first <= day <= one.last]
            self._there = [one.name for one in there]
            self._up_to = list(accumulate(one.a_year * self._due(one, day) for one in there))
        name = self._there[bisect_right(self._up_to, place * self._up_to[-1])]
        self._seen[name] = day
        return name

    def _due(self, one: Person, day: date) -> float:
        seen = self._seen.get(one.name)
        return 1.0 if seen is None else min((day - seen).days * one.a_year / 365, LATEST) ** PATIENCE
