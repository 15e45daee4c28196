"""English words by what they do in a question, and by what they are: running costs, things sold in pairs."""

from bot.language.words.table import listed

EXPENSES = listed(
    """
    rent electricity prepaid petrol diesel fuel taxi taxis transport uber bolt wages wage salary salaries water wifi
    internet data licence license permit cleaning cleaner cleaners packaging stationery repairs repair lunch breakfast
    bank charges fee fees security advertising advert adverts flyers plumber electrician insurance subscription
    municipality rates levy levies tax sars garage mechanic tyre tyres parking toll tolls courier postage printing
    signage alarm armed casual staff bribe donation funeral eskom telkom vodacom mtn refuse garbage pest fumigation
    accountant bookkeeper interest gas generator maintenance broom mop uniforms bags plastic plastics wrapping ice
    bus train driver electric stima umeme bijli kplc
    """,
)
ASKING = listed(
    """
    who what which how when where why show give list compare tell send whats whos hows wheres export print predict
    forecast whose anything download summarise summarize display explain estimate hoeveel wie wat hoe watter malini
    ngubani hw wht wats whts
    """,
)
HELPING = listed(
    """
    did do does is are am was were can could will would should has have must may shall isnt arent dont doesnt didnt
    hasnt any kan
    """,
)
ASKED_ABOUT = listed(
    """
    i we you he she they it my our the there any anyone anybody anything people sales business new this these those
    that someone ek ons
    """,
)
OPENERS = listed(
    "hi hello hey please pls morning afternoon evening ok okay so and but also good just quickly"
)
SMALL = listed(
    """
    a an the my me i we our us your please pls to of for in on at is are was were be been do does did have has had
    would shall that this these those it its and or so just now then there here am by with from all any some
    about s ve im get got give show tell send see let really actually exactly quickly right into ever they them their
    he she his her him yes no
    """,
)
CUES = listed(
    """
    sorry no nope not wrong mistake oops actually meant mean instead correction correct should shouldve change fix make
    was wasnt isnt rather wait forgot forgotten missed edit update nee under shouldnt
    """,
)
PAIRED = listed(
    """
    shoe sock sneaker boot sandal slipper jean trouser short pant glove earring glass scissor tights stocking
    headphone earphone earbud
    """,
)
SYNONYMS = {
    "customer": "customers client clients buyer buyers people person folks shoppers patrons regulars regular",
    "best": "best top biggest greatest highest strongest leading loyal",
    "sell": "sold selling sells sell sales sale seller sellers",
    "buy": "bought buying buys buy purchased purchase purchases take takes took",
    "owe": "owes owed owing owe debt debts debtor debtors outstanding unpaid",
    "spend": "spent spending spend spends spender spenders",
    "product": "products item items things thing goods article articles",
    "left": "left remaining remain remains",
    "order": "order ordering reorder restock replenish",
    "stock": "stock inventory shelf",
    "return": "returned returns refund refunds refunded",
    "money": "money cash",
    "back": "back",
    "forecast": "forecast predict prediction predictions predicted forecasts projection estimate expect expected",
    "together": "together combination combinations combo combos",
    "strange": "strange odd weird unusual suspicious funny",
    "busy": "busy busiest",
    "stop": "stopped stop disappeared vanished",
    "cost": "cost costs",
    "price": "price prices charge",
    "excel": "excel spreadsheet xlsx csv",
    "growing": "growing growth grow improving improve",
    "special": "special specials promotion promotions promo advert adverts ad campaign campaigns",
    "expense": "expense expenses overheads",
    "profit": "profit profits profitable",
    "lose": "lost lose losing",
    "often": "often frequently usually",
    "slow": "slow slowest slower",
    "worst": "worst least lowest",
    "category": "category categories department departments section sections",
    "region": "region regions area areas town towns suburb suburbs place places",
    "not": "not isnt doesnt dont hasnt havent didnt arent wont never nobody",
}
