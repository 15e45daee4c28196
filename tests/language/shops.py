"""Small made-up shops for the tests: what they sell, for how much (minor units), to whom."""

from __future__ import annotations

from bot.language.names import Known
from bot.language.statements import Customer, Product

_GOODS: dict[str, dict[str, list[tuple[str, int, int]]]] = {
    "bakery": {
        "Bread": [("White loaf", 1800, 1100), ("Brown loaf", 1700, 1000), ("Bread rolls 6-pack", 2400, 1300)],
        "Pastry": [
            ("Croissant", 1500, 700),
            ("Koeksister", 1000, 400),
            ("Vetkoek", 600, 250),
            ("Doughnut", 900, 400),
        ],
        "Cakes": [
            ("Chocolate muffin", 1400, 600),
            ("Bran muffin", 1300, 600),
            ("Birthday cake", 35000, 18000),
            ("Milk tart", 9500, 4500),
            ("Apple pie", 12000, 6000),
        ],
        "Drinks": [("7up 330ml", 1400, 900), ("Coffee", 2200, 800)],
    },
    "pharmacy": {
        "Hair": [("2 in 1 shampoo", 5500, 3000)],
        "Medicine": [
            ("Panado 24s", 4200, 2600),
            ("Panado syrup 100ml", 6800, 4200),
            ("Cough syrup 200ml", 7500, 4400),
            ("Vitamin C 500mg", 8900, 5200),
            ("Vitamin C 1000mg", 12900, 7500),
        ],
        "Baby": [
            ("Baby wipes 80s", 3500, 2000),
            ("Nappies size 3", 18500, 12500),
            ("Nappies size 4", 18900, 12800),
        ],
        "Care": [
            ("Plasters", 2000, 900),
            ("Hand cream", 4500, 2400),
            ("Toothpaste 100ml", 2800, 1600),
            ("Toothbrush", 1900, 900),
            ("Dettol 250ml", 3100, 1900),
            ("Dettol 500ml", 5200, 3300),
        ],
        "Devices": [("Thermometer", 12000, 7000), ("Blood pressure monitor", 65000, 41000)],
        "Batteries": [("AA batteries 4-pack", 6500, 3400), ("AAA batteries 4-pack", 6000, 3100)],
    },
    "parts": {
        "Filters": [("Oil filter", 12000, 7000), ("Air filter", 15000, 9000), ("Fuel filter", 18000, 11000)],
        "Brakes": [
            ("Brake pads front", 45000, 28000),
            ("Brake pads rear", 42000, 26000),
            ("Brake fluid 500ml", 7000, 4000),
        ],
        "Electrical": [
            ("Spark plug", 6500, 3500),
            ("H4 bulb", 5500, 2500),
            ("H7 bulb", 6000, 2800),
            ("Battery 12V", 145000, 99000),
            ("Fuse 15A", 500, 150),
        ],
        "Wipers": [("Wiper blade 20 inch", 9000, 4500), ("Wiper blade 22 inch", 9500, 4800)],
        "Fluids": [
            ("Engine oil 5L", 42000, 30000),
            ("Engine oil 1L", 9500, 6500),
            ("Coolant 2L", 8500, 5000),
        ],
        "Belts": [("Fan belt 4PK", 16000, 9000), ("Fan belt 6PK", 21000, 12500)],
    },
    "fashion": {
        "Tops": [
            ("T-shirt black S", 12000, 6000),
            ("T-shirt black M", 12000, 6000),
            ("T-shirt white M", 12000, 6000),
            ("School shirt", 9500, 5200),
            ("Hoodie grey L", 32000, 18000),
            ("Hoodie grey XL", 34000, 19000),
        ],
        "Trousers": [("Jeans 30", 39900, 22000), ("Jeans 32", 39900, 22000), ("Jeans 34", 42900, 24000)],
        "Dresses": [("Summer dress red", 28000, 15000), ("Summer dress blue", 28000, 15000)],
        "Shoes": [
            ("Sneakers size 7", 59900, 35000),
            ("Sneakers size 8", 59900, 35000),
            ("School shoes", 24900, 14000),
        ],
        "Accessories": [
            ("Belt brown", 8500, 4000),
            ("Belt black", 8500, 4000),
            ("Cap", 7500, 3000),
            ("Socks 3-pack", 4500, 2000),
            ("Handbag", 35000, 20000),
        ],
    },
}
_GOODS["winkel"] = {
    "Huis": [
        ("Ketel", 29900, 18000),
        ("Lamp", 8000, 4500),
        ("Stoel", 25000, 15000),
        ("Emmer", 4500, 2500),
        ("Glas", 2000, 900),
        ("Kers", 500, 200),
        ("Kombers", 18000, 11000),
    ],
    "Kos": [
        ("Wit brood", 1800, 1300),
        ("Bruin brood", 1700, 1200),
        ("Melk 2L", 3600, 2900),
        ("Eier", 300, 200),
        ("Koeldrank 2L", 2500, 1800),
        ("Koffie 250g", 6500, 4800),
        ("Suiker 2.5kg", 5500, 4400),
        ("Beskuit", 4800, 3500),
    ],
    "Klere": [("Hemp", 15000, 9000), ("Broek", 22000, 14000), ("Skoene", 35000, 21000)],
    "Ander": [("Battery", 3500, 2000), ("Gloeilamp", 2500, 1200), ("Prepaid krag", 5000, 4900)],
}
_PEOPLE = {
    "bakery": "May Williams|April Jacobs|Sunday Okafor|Sister Agnes|Friday Banda|Mr Nineteen|Café Lwandle|Grace Mokoena"
    "|Grace Dube|Tannie Sarie|Harbour Canteen",
    "pharmacy": "Dr Moodley|Nurse Thandi|Joseph March|Mrs June Adams|Sizwe Ncube|Sizwe Mabuza|Happy Valley Clinic"
    "|Kabelo Tau",
    "parts": "Mike's Garage|Speedy Motors|Uncle Vusi|Jan Pretorius|Jan Smit|Augustine Phiri|Tuesday Nkomo",
    "winkel": "Thabo Mokoena|Sannie van Wyk|Oom Piet|Koos van der Merwe|Vrydag Banda|Mev Botha|Anna Fortuin|Dawid Swarts"
    "|Sipho Zulu|Julie Jacobs|Jan Smit|Jan Cloete|Kiewiet Kafee",
    "fashion": "Zodwa|Lindiwe Cele|Palesa Motaung|Mrs van Wyk|Nandi|Chantel Fortuin|Winter Sibanda",
}


def shop(name: str) -> Known:
    """Index one of the shops."""
    goods = [(category, *one) for category, ones in _GOODS[name].items() for one in ones]
    products = [
        Product(i, title, category, price, cost) for i, (category, title, price, cost) in enumerate(goods, 1)
    ]
    people = [Customer(i, person) for i, person in enumerate(_PEOPLE[name].split("|"), 1)]
    return Known.of(products, people)


SHOPS = {name: shop(name) for name in _GOODS}
