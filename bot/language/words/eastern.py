"""Everyday words of East Africa and India that turn up in English messages: Swahili, Hindi.

Belongs here: selling, paying, credit and greetings. These are short tables on purpose, without the words that are
somebody's name or goods elsewhere ("leo", "jana", "diya"); a language that people write whole messages in deserves a
full one of its own.
"""

from bot.language.words.table import Words

SWAHILI = Words(
    numbers={},
    weekdays={
        "jumatatu": 0,
        "jumanne": 1,
        "jumatano": 2,
        "alhamisi": 3,
        "ijumaa": 4,
        "jumamosi": 5,
        "jumapili": 6,
    },
    months={},
    days_back={},
    marks={
        "verb:sale": (
            "nimeuza|tumeuza|ameuza|niliuza|tuliuza|leo nimeuza|leo tumeuza|amenunua|alinunua|wamenunua|amechukua"
            "|alichukua|wamechukua"
        ),
        "verb:restock": "nimepokea|tumepokea",
        "verb:return": "amerudisha|alirudisha",
        "verb:paid": "amelipa|alilipa|wamelipa",
        "verb:price": "bei ya|bei mpya|bei mpya ya",
        "pay:cash": "taslimu|pesa taslimu",
        "pay:credit": "deni|kwa deni|ameweka deni|mkopo|kwa mkopo|atalipa|atalipa baadaye",
        "and": "na",
        "thanks": "asante|asante sana|shukran",
        "greeting": "habari|habari yako|mambo|niaje|hujambo|kwaheri",
        "polite": "tafadhali|ni",
        "no_sale": "sijauza|hakuna mauzo",
    },
)

HINDI = Words(
    numbers={},
    weekdays={},
    months={},
    days_back={"aaj": 0},
    marks={
        "verb:sale": "becha|bech diya|le gaya|le gayi",
        "verb:paid": "de diya|paise diye|jama kiya",
        "verb:return": "wapas kiya|wapas diya",
        "pay:credit": "udhaar|udhar|on udhaar|on udhar|udhari|baaki|khate mein|khaate mein",
        "and": "aur",
        "thanks": "dhanyavad|dhanyawad|shukriya",
        "greeting": "namaste|namaskar|ram ram",
    },
)
