"""What the demo shop sells and spends: an electronics shop in a small South African town."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ware:
    """A product: price and cost of one piece in cents, mean pieces sold on an ordinary day."""

    name: str
    category: str
    price_minor: int
    cost_minor: int
    a_day: float
    lead_time_days: int = 7


WARES = (
    Ware("HDMI cable 2m", "Cables", 120_00, 62_00, 1.5),
    Ware("HDMI cable 5m", "Cables", 220_00, 118_00, 0.5),
    Ware("USB-C cable", "Cables", 90_00, 38_00, 3.2, 4),
    Ware("Lightning cable", "Cables", 150_00, 70_00, 1.1, 4),
    Ware("Micro USB cable", "Cables", 60_00, 22_00, 1.4),
    Ware("USB-C charger 20W", "Chargers", 250_00, 140_00, 1.3),
    Ware("Car charger", "Chargers", 130_00, 65_00, 0.7),
    Ware("Power bank 10000mAh", "Power", 350_00, 210_00, 0.8, 10),
    Ware("Power bank 20000mAh", "Power", 550_00, 340_00, 0.5, 10),
    Ware("Extension cord 5m", "Power", 180_00, 95_00, 0.6),
    Ware("Surge plug", "Power", 140_00, 72_00, 0.9),
    Ware("AA batteries 4-pack", "Batteries", 65_00, 34_00, 2.4, 4),
    Ware("AAA batteries 4-pack", "Batteries", 60_00, 31_00, 1.6, 4),
    Ware("Bluetooth speaker", "Audio", 480_00, 290_00, 0.4, 14),
    Ware("Earphones", "Audio", 85_00, 35_00, 1.9),
    Ware("Wireless earbuds", "Audio", 420_00, 240_00, 0.7, 14),
    Ware("LED bulb 9W", "Lighting", 45_00, 19_00, 3.6, 4),
    Ware("Solar lamp", "Lighting", 260_00, 150_00, 0.5, 14),
    Ware("Phone case", "Accessories", 110_00, 40_00, 1.5),
    Ware("Screen protector", "Accessories", 70_00, 18_00, 2.1),
    Ware("Memory card 64GB", "Storage", 190_00, 105_00, 0.8),
    Ware("Flash drive 32GB", "Storage", 120_00, 58_00, 1.0),
    Ware("Keyboard", "Computing", 280_00, 160_00, 0.4),
    Ware("Wireless mouse", "Computing", 230_00, 120_00, 0.5),
    Ware("TV remote", "TV", 95_00, 40_00, 0.6),
    Ware("TV wall bracket", "TV", 320_00, 180_00, 0.25, 14),
    Ware("Kettle", "Appliances", 299_00, 190_00, 0.6, 10),
    Ware("Iron", "Appliances", 349_00, 230_00, 0.35, 10),
    Ware("Two-plate stove", "Appliances", 699_00, 480_00, 0.3, 14),
    Ware("DVD player", "TV", 450_00, 290_00, 0.4, 14),
)

REGIONS = ("Town", "Township", "Farms", "Extension 4")
EXPENSES = (
    ("rent", 4_500_00, 1),
    ("electricity", 850_00, 5),
    ("wages", 3_200_00, 25),
    ("airtime and data", 299_00, 10),
)
