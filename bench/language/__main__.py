"""`python -m bench.language`: reading a message with 2,000 products and 5,000 customers known.

Beside it, in the same run: what finding a single name costs with rapidfuzz's WRatio over all names, which is where
most readers of free text begin.
"""

from __future__ import annotations

import random
from datetime import date
from statistics import median, quantiles
from time import perf_counter

from rapidfuzz import fuzz, process

from bench.figures import Figure, hand_over
from bot.commands.registry import COMMANDS
from bot.language import statements as say
from bot.language.names import Known
from bot.language.questions import Phrasebook
from bot.language.reading import read
from bot.language.words import ABROAD

PRODUCTS, CUSTOMERS = 2_000, 5_000
TODAY = date(2026, 11, 21)
_THINGS = [
    "cable",
    "charger",
    "lamp",
    "kettle",
    "iron",
    "case",
    "bulb",
    "battery",
    "speaker",
    "mouse",
    "plug",
    "remote",
    "heater",
    "fan",
    "stove",
    "filter",
    "belt",
    "pad",
]
_KINDS = [
    "red",
    "blue",
    "small",
    "large",
    "2m",
    "5m",
    "20W",
    "usb",
    "steel",
    "mini",
    "pro",
    "classic",
    "soft",
    "heavy",
    "left",
    "right",
    "front",
    "rear",
    "travel",
    "kids",
]
_FIRST = [
    "Thabo",
    "Sipho",
    "Lerato",
    "Nomsa",
    "Pieter",
    "Fatima",
    "Ahmed",
    "Zanele",
    "Kagiso",
    "May",
    "April",
    "Johan",
    "Busi",
    "Neo",
    "Grace",
    "Riaan",
]
_LAST = [
    "Mokoena",
    "Zulu",
    "Dlamini",
    "Khumalo",
    "Botha",
    "Essop",
    "Patel",
    "Mthembu",
    "Molefe",
    "Sunday",
    "Smit",
    "Cele",
    "Phetla",
    "Banda",
    "Venter",
]


def shop(chance: random.Random) -> Known:
    """Make up a catalogue."""
    products = [
        say.Product(
            n, f"{chance.choice(_KINDS)} {chance.choice(_THINGS)} {n}", None, chance.randrange(500, 90_000)
        )
        for n in range(1, PRODUCTS + 1)
    ]
    customers = [
        say.Customer(n, f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {n % 97}")
        for n in range(1, CUSTOMERS + 1)
    ]
    return Known.of(products, customers)


def messages(known: Known, chance: random.Random, count: int) -> list[str]:
    """Make up what is typed: sales of one or two lines, questions, typing errors."""
    found = []
    for _ in range(count):
        one, two = chance.choice(known.products).name, chance.choice(known.products).name
        who = chance.choice(known.customers).name
        found.append(
            chance.choice(
                (
                    f"{chance.randint(1, 9)} {one} {chance.randint(10, 900)} cash",
                    f"sold 2 {one} and 1 {two} to {who}, card",
                    f"{who} took {chance.randint(1, 4)} {one[:-1]} on credit",
                    f"yesterday: 3 {one} @{chance.randint(10, 90)}, 1 {two}",
                    f"how many {one} did i sell last week",
                    "who are my best customers this month",
                )
            )
        )
    return found


def main() -> None:
    """Measure and print."""
    chance = random.Random(1)
    began = perf_counter()
    known = shop(chance)
    print(f"catalogue indexed                    {1e3 * (perf_counter() - began):8.1f} ms")
    phrases = Phrasebook({one.name: one.phrases for one in COMMANDS if one.phrases}, ABROAD)
    taken = []
    said = messages(known, chance, 600)
    for text in said:
        began = perf_counter()
        read(text, known, TODAY, phrases=phrases)
        taken.append(1e3 * (perf_counter() - began))
    names = [one.name for one in (*known.products, *known.customers)]
    bare = []
    for text in said[:40]:
        began = perf_counter()
        process.extractOne(text, names, scorer=fuzz.WRatio)
        bare.append(1e3 * (perf_counter() - began))
    mean = sum(taken) / len(taken)
    print(
        f"a message read, mean                 {mean:8.2f} ms   {mean / median(bare):5.2f} x one WRatio search"
    )
    print(f"a message read, median               {median(taken):8.2f} ms")
    print(f"a message read, 99th percentile      {quantiles(taken, n=100)[98]:8.2f} ms")
    print(f"one WRatio search over all names     {median(bare):8.2f} ms")
    on = f"{PRODUCTS:,} products, {CUSTOMERS:,} customers"
    beside = "one rapidfuzz `WRatio` search over all names, for one name"
    hand_over(
        [
            Figure("a message read, with all its names; mean", on, mean, "ms", beside, median(bare)),
            Figure(
                "the same, the slowest in a hundred",
                on,
                quantiles(taken, n=100)[98],
                "ms",
                beside,
                median(bare),
            ),
        ]
    )


if __name__ == "__main__":
    main()
