"""English as it is spoken over a counter."""

from bot.language.words import en_asking
from bot.language.words.table import Words

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

WORDS = Words(
    numbers={
        **{word: str(n) for n, word in enumerate([*_ONES.split(), "seventeen", "eighteen", "nineteen"])},
        **{word: str(n * 10) for n, word in enumerate(_TENS.split(), 2)},
        "fourty": "40",
        "dozen": "12",
        "pair": "2",
        "couple": "2",
        "half": "0.5",
    },
    weekdays={
        **dict.fromkeys(("monday", "mon", "mondays"), 0),
        **dict.fromkeys(("tuesday", "tue", "tues"), 1),
        **dict.fromkeys(("wednesday", "wed", "weds"), 2),
        **dict.fromkeys(("thursday", "thu", "thur", "thurs"), 3),
        **dict.fromkeys(("friday", "fri"), 4),
        **dict.fromkeys(("saturday", "sat"), 5),
        **dict.fromkeys(("sunday", "sun"), 6),
    },
    months={
        **dict.fromkeys(("january", "jan"), 1),
        **dict.fromkeys(("february", "feb"), 2),
        **dict.fromkeys(("march", "mar"), 3),
        **dict.fromkeys(("april", "apr"), 4),
        "may": 5,
        **dict.fromkeys(("june", "jun"), 6),
        **dict.fromkeys(("july", "jul"), 7),
        **dict.fromkeys(("august", "aug"), 8),
        **dict.fromkeys(("september", "sept", "sep"), 9),
        **dict.fromkeys(("october", "oct"), 10),
        **dict.fromkeys(("november", "nov"), 11),
        **dict.fromkeys(("december", "dec"), 12),
    },
    days_back={
        "today": 0,
        "todays": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "tonight": 0,
        "just now": 0,
        "earlier today": 0,
        "yesterday": 1,
        "yesterdays": 1,
        "yday": 1,
        "ystrdy": 1,
        "yest": 1,
        "yesterday morning": 1,
        "yesterday afternoon": 1,
        "yesterday evening": 1,
        "last night": 1,
        "day before yesterday": 2,
        "the day before yesterday": 2,
    },
    marks={
        "pay:cash": "cash|in cash|by cash|with cash|paid cash|paid in cash|for cash|cash payment|notes|cash paid|paid by cash|cash sale",
        "pay:card": (
            "card|contactless|apple pay|chip and pin|sumup|izettle|zettle|square|by card|with card|paid by card|swiped|swipe|tapped|debit card|credit card|by credit card|on card"
            "|paid with card|paid by credit card|with credit card|yoco|speedpoint|card machine|by debit card|visa|mastercard|paid card"
            "|swiped card|swiped her card|swiped his card|snapscan|zapper|with her card|with his card|pos|tap"
        ),
        "pay:eft": (
            "eft|by eft|via eft|paid eft|paid by eft|transfer|by transfer|bank transfer|by bank transfer|transferred|transfered"
            "|deposited|ewallet|e wallet|instant eft|payshap|bank deposit|eftd|eft payment|capitec pay|did an eft|did eft"
            "|paid by transfer|via bank transfer|paid via eft|with eft|immediate payment|online transfer|into the bank|in the bank|into the account|upi|gpay|google pay|phonepe|phone pe|paytm|bhim|via upi|by upi|via mpesa|by mpesa|via m pesa|through mpesa|on mpesa|till number|paybill|bank app|cash app|revolut|monzo|paypal|faster payment|bacs|standing order|direct debit|airtel money|tigo pesa|by phone banking|mpesa|m pesa|mobile money|momo|send money"
        ),
        "pay:credit": (
            "on credit|credit|on account|on acc|on acct|on her account|on his account|on their account|tab|on tab|on the tab|on his tab|on her tab"
            "|on the book|on the books|in the book as owing|owes|owes me|owing|owe|still owes|still owing|owes us|still owe|she owes|he owes|they owe|they owe me|she owes me|he owes me"
            "|on tick|tick|on lay by|laybye|lay by|layby|pay later|pays later|paying later|account|acc|acct|put on account|put it on account"
            "|unpaid|not paid|not paid yet|hasnt paid|hasnt paid yet|didnt pay|didnt pay yet|havent paid|havent paid yet|did not pay|did not pay yet|has not paid"
            "|has not paid yet|is owing|iou|on loan|no money yet|put it on credit|put on credit|to be paid later|payment later|took on credit|skuld|on the slate|on the never never|still to pay|still has to pay|not yet paid|pay me later|will settle later|on trust|to his account|to her account|to their account|to my account book"
        ),
        "later": (
            "invoice|invoiced|bill|will pay|will pay me|will pay us|ll pay|shell pay|hell pay|theyll pay|pays|she pays|he pays|they pay|to pay|paying|pay me|says she will pay|says he will pay"
            "|she will pay|he will pay|they will pay|payment|is paying|pay|pays me|will settle|settles|settle up|settles up|will settle up|shell settle|hell settle|theyll settle|shell settle up|hell settle up|theyll settle up|shell bring|hell bring|theyll bring|shell transfer|hell transfer|will bring money|will bring the cash|promised to pay|says shell pay|says hell pay|said shell pay|said hell pay|going to pay|will bring the money|bringing the money|money coming|will eft|will transfer|must pay|can pay|settling|due|due on|will deposit|paying me"
        ),
        "later_when": (
            "later|end of month|month end|monthend|at month end|end of the month|at the end of the month|at end of month|next week|next month|tomorrow|end of week"
            "|end of the week|on payday|payday|when she gets paid|when he gets paid|when paid|soon|in the week|next time|on grant day|sassa day|after payday|on pension day|on the weekend|this weekend|over the weekend|when he can|when she can|in 2 weeks|in two weeks|in a week"
        ),
        "each": "each|ea|apiece|a piece|per piece|per unit|per item|per one|every one|a pop|p/u|/each|each one|each of them|per pc|per pack|per box|per bag|per bottle|per kg|per loaf|a unit|eac|one by one",
        "total": (
            "discounted to|total|in total|altogether|all together|in all|for the lot|the lot|for all|for both|for the two|for the three|for the four|for all of them|for everything"
            "|for both of them|all in|sum|totalling|totaling|for the pair|for the two of them|comes to|came to|total of|all in all|making|for the whole lot|grand total|total is|total was|as a set|for the set|for them all|for the bunch|together|makes|page total|total for the day|days total|day total|for all three|for the five|for the six|for the dozen|tot|subtotal|sub total"
        ),
        "at": "at|@|at a price of|at price",
        "less": "less|minus|discount|discount of|disc|with discount|with a discount of|with discount of|gave discount of|gave a discount of|less discount|gave discount|i gave discount|knocked off|take off|taking off|took off|minus discount",
        "off": "off|discount|disc|off the total|off the lot|off everything|off all|off for cash|discount on everything|discount on all|discount on total|discount on the lot|discount for cash|off the price|cheaper",
        "to": "to|for|to my customer|to a customer named|to customer|for customer|to client|for client|to the|customer|client|customer name|cust|buyer|new customer|to new customer|to a new customer|for new customer|for a new customer|sold to|by",
        "from": "from|of the supplier|ex|from the|from my|supplier|from supplier|from the supplier|from my supplier|from the wholesaler|from wholesaler",
        "walkin": "walk in|a walk in|walkin|walk in customer|a walk in customer|to a walk in|someone|somebody|a customer|customer|a stranger|passer by|a passer by|cash customer|a cash customer|unknown customer|walk ins|random customer|a lady|a man|some guy|some lady|a guy|one lady|one man|one guy|a woman|the lady|a boy|a girl|some customer|a kid|one customer|a tourist",
        "verb:sale": (
            "sold|sale|sales|sell|selling|i sold|we sold|just sold|bought|purchased|took|takes|taken|gave|given|has taken|has bought|have sold|buys|collected|sold to"
            "|made a sale|made a sale of|sale of|sale to|was sold|were sold|got sold|fetched|wants to pay|paid for|has bought|came for|came and bought|came to buy|came and took|took home|grabbed|order for|picked|soled|slod|sld|invoice|invoiced|supplied|ordered and paid|delivered to"
        ),
        "verb:got": "got|get|gets|picked up|collected|fetched",
        "verb:return": (
            "returned|return|returns|refund|refunded|refunds|brought back|bring back|came back|came back with|took back|sent back|take back|gives back|gave back|i refunded|we refunded|money back|sale return|refund for|refund of|refund to|return of|return from|return by|bringing back|has returned|was returned|were returned|got returned|credit note|brings back|is returning|gave it back|brought it back|had to refund"
        ),
        "verb:restock": (
            "received|recieved|receive|restock|restocked|restocking|bought stock|stock in|delivery|delivered|new stock|stock arrived|arrived|came in|stocked up|stocked|delivery came|deliveries|got stock|stock received|topped up|top up|got delivery|got in|got delivery of|delivery of|purchase|purchases|purchased stock|supplier delivered|supplier brought|stock came|goods received|grv|picked up stock|fetched stock|replenished|added to stock|add to stock|put in stock|add stock|stock up|delivery from|i restocked|we received|i received|bought in|got a delivery|got a delivery of|took delivery of|order came|order arrived|my order came|stock delivery|stock purchase|baked|made fresh"
        ),
        "verb:count": (
            "counted|count|stock count|stocktake|stock take|stocktaking|stock taking|inventory|inventory count|i counted|we counted|on the shelf|on shelf|on the shelves|in stock now|stock check|counting|stock on hand|shelf count|i have left|we have left|left on the shelf|physical count|in the store room|in the storeroom|count of|recount|recounted"
        ),
        "verb:left": "are left|is left|left|remaining|remain|left over|left in stock|still have|we have|i have|there are|there is|only|in stock|only have",
        "verb:change": "put|raise|raised|increase|increased|reduce|reduced|lower|lowered|drop|dropped|mark|marked|bump|bring|brought|change|changed|adjust|move",
        "verb:price": (
            "new price|new prices|price|prices|price of|the price of|change price|change the price of|change price of|change the price|change the prices of"
            "|set price|set the price|set price of|set the price of|price change|price changes|price is|price is now|prices are now|price now|is now|are now|now is|now are"
            "|now costs|now cost|now sells for|now goes for|now selling at|now selling for|update price|update the price of|update price of|new selling price|selling price"
            "|costs now|went up|went up to|goes up|goes up to|goes to|went down|went down to|goes down to|increase price of|increase the price of|reduce the price of|reduce price of"
            "|price list|price for|price update|sells for|sells at|raise the price of|lower the price of|drop the price of|price to|put the price of|increase prices of"
            "|set|make the price of|price went up to|price goes to|price of the|change the price of the|mark up|mark down|marked down|marked up|put up|price increase|new price for|new price of|new price on|now selling"
        ),
        "lower": "down|lower|reduce|reduced|lowered|drop|dropped|drop the price of|reduce the price of|lower the price of|reduce price of|mark down|marked down|cheaper|went down",
        "verb:cost": "cost price|cost price of|new cost|new cost price|the cost of|cost of|costs me|cost is now|cost is|cost me|i pay|supplier price|buying price|now costs me|i now pay|cost price is|i buy it for|i buy them for|i buy|we buy|i buy in|cost",
        "verb:debt": (
            "debts|debts paid|debt payments|payments|payments received|off what he owes|off what she owes|off what they owe|on her debt|on his debt|on their debt|off her debt|off his debt|off their debt|her debt|his debt|their debt|the debt|debt"
            "|what he owes|what she owes|what they owe|of what they owe|of what he owes|of what she owes|he owed|she owed|they owed|he owes|she owes|they owe|owed|settle|settled|settles|settled up|outstanding account|outstanding|outstanding balance|on account of debt|towards her account|towards his account|towards their account|toward account|towards account|towards his debt|towards her debt|towards their debt|towards|toward|off the account|off his account|off her account|off their account|balance|paid back|pays back|paid off|paid up|part payment|installment|instalment|repaid|paid me back|on what he owes|on what she owes|on what they owe|to settle|of her debt|of his debt|of the debt|cleared|of the balance|for her account|for his account|for their account|on his account|on her account|on their account|their account|her account|his account|arrears|old debt|off the book|paid down|from her debt|from his debt|what he owed|what she owed|what they owed|owing from|for the debt|for her debt|for his debt|on the debt|off debt|his balance|her balance|that he owed|that she owed|that they owed|for what he owes|for what she owes|owed me|he owed me|she owed me|they owed me"
        ),
        "verb:paid": "sent|i sent|we sent|paid|pays|payed|paid me|paid us|has paid|just paid|gave me|payment from|payment of|got paid|received payment|received payment from|received payment of|pd|paying|payment|sent me|paid the|payment received|came to pay|deposited|came and paid|brought me|brought",
        "verb:expense": "spent|i spent|we spent|expense|expenses|i paid|we paid|paid for|paid the|spend|paid out|cost of|i paid for|cash out|took out for|bought for the shop|money for|petty cash|shop expense",
        "shop": "for the kitchen|for the salon|for the stall|for the shop|for shop|for my shop|for the store|for the business|for stock|for our shop|for the bakery|for the pharmacy|for the spaza",
        "lot": "stock|new stock|goods",
        "of": "of|of the|of those|of these|of them|of my|of our",
        "of_pair": "pairs|pairs of",
        "them": "of them|of those|of these|of it|pieces|piece|pcs|pc|units|unit|items|qty|quantity|nos",
        "a": "a|an",
        "on": "on|dated|date|on the|the|of|this",
        "last": "last|past|this past|on last",
        "no_sale": (
            "no sales|no sale|nothing sold|sold nothing|nothing today|didnt sell|did not sell|no customers|no business|nobody bought|no one bought|quiet day|no sales today|not selling|nothing was sold|havent sold|have not sold|we are closed|closed today|shop closed|shop was closed|was closed|not a single|sold no|couldnt sell|could not sell|nobody came|didnt make any sales"
        ),
        "future": (
            "i think|think|i guess|to be|to be collected|to be fetched|to be delivered|to collect|deliver|tomorrow|next week|next month|next year|wants|want|wanted|would like|will buy|will take|will come|will collect|will fetch|might buy|may buy|going to buy|wants to buy|is looking for|looking for|asked for|asks for|asked about|asking|asked|asks|enquired|inquired|quote|quotation|interested|reserve|reserved|reserving|keep aside|put aside|hold|remind me|remember to|should|need to|needs|need|if|is ordering|ordering|will order|has ordered|ordered|wants to order|promised to buy|thinking of|plans to|planning|hoping|hope|wish|would|could|soon as|will need|coming for|says|said|heard|maybe|perhaps|almost|nearly|almost sold|considering|wont|cant|cannot|will be back|booking|booked|pre order|preorder|tonight ill|later today|will get|will sell|might|probably|dont|doesnt|didnt|did not|do not|does not|isnt|not buying|didnt buy|did not buy|didnt take|refused|changed her mind|changed his mind|instead of buying|wasnt|never"
        ),
        "hearsay": "supplier says|supplier said|wholesaler says|wholesaler said|going up|going to go up|going down|will go up|will increase|is increasing|they say|i heard|apparently|will cost|rumour|according to|the rep says|the rep said|makro says|competitor|next door sells|other shop sells|other shops sell|makro sells|in january|in february|from next",
        "thanks": "thanks|thank you|thank u|thankyou|thanx|thx|tnx|ty|cheers|much appreciated|appreciate it|appreciated|shot|sharp|great stuff|well done|good job|good work|nice one|nice|great|perfect|awesome|lovely|excellent|cool|ok|okay|okey|k|alright|all right|noted|got it|good|fine|wonderful|bless you|god bless|👍|you are the best|brilliant|super|amazing|fantastic",
        "greeting": "hi|hello|hey|heita|good morning|good evening|good afternoon|good night|good day|morning|evening|afternoon|goodnight|howzit|hi there|hello there|hey there|my friend|how are you|whats up|hows it|bye|goodbye|see you|see you tomorrow|until tomorrow|sleep well|have a good evening|have a good day|have a nice day|have a good night|have a good one|friend|bro|brother|my brother|boss|dear|my dear|sir|shopbook|bot|greetings|hi bot|hello bot|hi shopbook|how are you doing|hows things|happy new year|merry christmas|good weekend|have a good weekend|enjoy your evening|enjoy your weekend|enjoy|cheers|mate|man|buddy|my bru|happy friday|happy birthday",
        "polite": (
            "please|pls|plz|kindly|please record|please add|please write|record|write down|write|note|note down|put down|add|book|log|enter|capture|jot down|save|put in|can you|could you|can u|could u|would you|please put|for me|i want to record|i need to record|just|also|then|and then|so|ok so|ok|well|actually|today i|i|we|me|us|so i|he|she|they|it|her|him|his|was|were|is|has|have|been|had|then i|which|that|who|this|these|those|my|our|their|there|here|from the book|from my book|page|from book|in the book|my book|book page|again|please note|the following|following|as follows|today we|more|worth|worth of|another|all|both|quick|quick one|next|first|second|third|btw|by the way|fyi|lol|haha|yes|yep|yeah|yebo|yho|eish|shame|only|just now|when|while|because|cos|coz|cause|since|as|nogal|neh|hey|ja|already|too|as well|including|incl|plus vat|vat incl|incl vat|vat|went|out|over|counter|over the counter|at the counter|at the till|till|in|into|shop|store|be|do|done|sorted|pack|packs|packet|packets|box|boxes|bag|bags|bottle|bottles|tin|tins|roll|rolls|set|sets|pkt|pkts|loose|single|singles|am|im|ive|weve|special|on special|promo|on promo|black friday|black friday special|black friday deal|month end special|deal|on sale|regular|usual|normal|price|the usual|last one|one of|some|new|nice|lady|gentleman|guy|old|young|faulty|broken|not working|damaged|defective|expired|wrong size|wrong one|stale|too small|too big|doesnt work|dead|bought last week|he bought last week|she bought last week|they bought last week|wrong|unopened|cost|costs|costing|goes|going|worked|works|bank|full|full price|upfront|up front|exactly|exact|discounted|change|no change|with|without|tax|off the shelf|his|slip|receipt|no receipt|no slip|each way|gave|you|your|up|even|about|around|approx|roughly|though|but|not|no|now|dont know|name|names|sms|whatsapp|phoned|called|says thanks|thank|to pay|it was|that was|there was|came|come|comes|coming|by hand|hand|at home|home|delivery|collect|collection|pickup|early|late|earlier|later"
        ),
        "and": "and|&|plus|+|n",
        "record": "record|write|write down|put down|note|note down|add|book|log|enter|capture|jot down|please add|please record|please write|save",
        "reason": "faulty|broken|not working|damaged|defective|expired|wrong size|wrong one|wrong colour|wrong color|stale|too small|too big|too tight|too long|too short|doesnt work|didnt work|does not work|dead|changed her mind|changed his mind|unopened|did not fit|didnt fit|doesnt fit|not needed|torn|leaking|cracked|off|rotten|spoiled|mouldy",
        "relation": "wife|his wife|her husband|husband|son|daughter|sister|brothers|mother|mom|dad|father|cousin|neighbour|neighbor|s wife|friend of|s son|s daughter|s sister|s brother|s mother|kid|kids|girlfriend|boyfriend|on behalf of|behalf of",
        "free": "free|for free|free of charge|gratis|as a gift|a gift|no charge|for nothing|as present",
        "half_price": "half price|half the price|at half price|at half the price|for half price|for half the price|half off",
        "deposit": "deposit|deposit of|a deposit of|paid deposit|paid a deposit|paid a deposit of|paid deposit of|down payment|down payment of|part payment of|half payment",
        "vague_day": "last week|last month|the other day|other day|earlier this week|this week|over the weekend|last weekend|the weekend|weekend|a few days ago|few days ago|some time ago|a while ago|last year|this month|the past week|past week|during the week|in the week|vorige week|last wk",
        "sold_out": "sold out|sold out of|out of stock|run out|ran out|ran out of|run out of|finished|is finished|are finished|out of|no stock|none left|no more",
        "swap": "swap|swapped|swop|swopped|exchange|exchanged|exchange for|exchanged for|traded",
        "copula": "is|are|was|were|costs|cost",
        "vague": "stuff|things|goods|something|some stuff|some things|some goods|various|various things|a few things|few things|a few items|few items|lots of things|many things|a lot of things|lots of stuff|a lot of stuff|bits and pieces|this and that|misc|odds and ends|sundries|assorted",
        "percent": "percent|per cent|procent|pct|persent",
        "ditto": "ditto",
        "apart": "loan|loaned|lent|lend|borrow|borrowed|advance|stolen|stole|got stolen|missing|threw away|thrown away|broke|used|robbed|fell|spilled|burnt|float|opening balance|banked|cash up|drawings",
        "cue": "forgot|forgotten|sorry|oops|nope|wait|meant|mean|mistake|wrong|correction|correct|i meant|i mean|ooops|i forgot|missed|my mistake|instead|no wait|no sorry",
        "back": "back",
        "person_word": "she|he|they|lady|guy|man|woman|customer|client|someone|somebody",
        "i": "i|we|i buy|we buy|ive|weve|i have|we have|me",
        "undo": (
            "undo|undo that|undo last|undo the last one|undo it|cancel that|cancel|cancel it|cancel the last|cancel that last one|cancel last|cancel the last one|delete that|delete|delete it|delete last|delete the last one|delete the last|remove|remove that|remove the last|remove last|remove it|take that out|take it out|take one out|scrap that|scrap it|ignore that|ignore the last|ignore last|ignore|forget that|forget it|reverse that|reverse it|reverse|rub that out|scratch that|scratch it|scratch|never mind that|strike that|take out|take off|void|void that|void the last|void last|undo my last|wipe that|erase that|erase|drop that|that was a mistake|that was wrong delete|by mistake|disregard|disregard that|withdraw|please undo|pls undo|cancel my last|undo previous|revert|revert that"
        ),
        "redo": "redo|redo that|put it back|put that back|restore|restore it|restore that|undo the undo|bring it back|bring that back|put it back in",
    },
    expenses=en_asking.EXPENSES,
    asking=en_asking.ASKING,
    helping=en_asking.HELPING,
    asked_about=en_asking.ASKED_ABOUT,
    openers=en_asking.OPENERS,
    small=en_asking.SMALL,
    paired=en_asking.PAIRED,
    cues=en_asking.CUES,
    synonyms=en_asking.SYNONYMS,
)
