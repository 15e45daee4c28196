"""Everyday words of the south of Africa that turn up in English messages: isiZulu (and isiXhosa), Sesotho.

Belongs here: greetings, days, small numbers, selling and credit. These are short tables on purpose: a language that
people write whole messages in has a full one of its own, as Afrikaans has.
"""

from bot.language.words.table import Words

ZULU = Words(
    numbers={
        "kunye": "1",
        "kubili": "2",
        "kuthathu": "3",
        "kune": "4",
        "kuhlanu": "5",
        "ezimbili": "2",
        "ezintathu": "3",
    },
    weekdays={
        "umsombuluko": 0,
        "ngomsombuluko": 0,
        "ulwesibili": 1,
        "ngolwesibili": 1,
        "ulwesithathu": 2,
        "ngolwesithathu": 2,
        "ulwesine": 3,
        "ngolwesine": 3,
        "ulwesihlanu": 4,
        "ngolwesihlanu": 4,
        "umgqibelo": 5,
        "ngomgqibelo": 5,
        "isonto": 6,
        "ngesonto": 6,
    },
    months={},
    days_back={"namhlanje": 0, "namuhla": 0, "izolo": 1, "kuthangi": 2},
    marks={
        "verb:sale": "ngithengise|sithengise|ngidayise|udayise|uthengile|uthenge|thengisile|thengisa|dayisa|ngidayisile|uthathe",
        "verb:return": "ubuyisile|ubuyise",
        "to": "ku|kwa|ka",
        "pay:cash": "ukheshi|ngokheshi|imali",
        "pay:credit": "ngesikweletu|isikweletu|uyakweleta|ukweletile|nkweletu|ngo skoloto|uzokhokha|uzobhadala",
        "thanks": "ngiyabonga|siyabonga|enkosi|kahle",
        "greeting": "sawubona|sanibonani|molo|molweni|unjani|hamba kahle|lala kahle|mfowethu|bhuti|sisi",
        "polite": "ngicela|yebo|cha|futhi",
        "and": "no|ne|kanye",
    },
)

SOTHO = Words(
    numbers={"nngwe": "1", "pedi": "2", "tharo": "3", "nne": "4", "hlano": "5"},
    weekdays={
        "mantaha": 0,
        "labobedi": 1,
        "laboraro": 2,
        "labone": 3,
        "labohlano": 4,
        "moqebelo": 5,
        "sontaha": 6,
    },
    months={},
    days_back={"kajeno": 0, "gompieno": 0, "maobane": 1, "maabane": 1},
    marks={
        "verb:sale": "ke rekisitse|rekisitse|rekile|o rekile|ke rekisa|o nkile|nkile",
        "to": "ho|go",
        "pay:credit": "ka sekoloto|sekoloto|o a kolota|ka mokitlane|o kolota",
        "pay:cash": "ka tjhelete|tjhelete|chelete",
        "thanks": "ke a leboha|kea leboha|ke a leboga|kea leboga|leboha",
        "greeting": "dumela|dumelang|le kae|o kae|robala hantle|abuti|ausi|ntate|mme",
        "polite": "kopa|hape",
        "and": "le",
    },
)
