"""What is offered for sale or shown off: drugs, vapes, alcohol, weapons; adverts and scams."""

from __future__ import annotations

from typing import Final

from auditor.language.signals.pattern import Signal, signal
from auditor.model import Severity

_DRUGS: Final = ("drugs_weapons", Severity.HIGH, "drugs, vapes or alcohol offered, sought or shown off")
_SHOWN: Final = ("drugs_weapons", Severity.URGENT, "a weapon shown off or carried")
_SPAM: Final = ("spam_scam", Severity.MEDIUM, "an advert or a scam")
_CHAIN: Final = ("spam_scam", Severity.LOW, "a chain post or a hunt for followers")

_LESSON: Final = (
    r"awareness|assembly|workshop|lesson|police talk|education|campaign|ban(?:ned|ning)?|confiscat\w+|no ?-?smoking|dangers? of|report(?:ed|ing)?|letter (?:about|home)|policy|detectors?|concern(?:ed|s)?|worr(?:y|ied)|find(?:ing)? (?:vapes|them)|problem|stop(?:ping)?|pharmacy|prescription|inhaler|hay ?fever|calpol"
)

SIGNALS: Final[tuple[Signal, ...]] = (
    signal(
        "drugs", _DRUGS, "weed bud green cali ket ketamine mandy mdma coke cocaine pills xanax xans spice edibles gummies shrooms acid nos n0s balloons vapes vape elfbars elf geek lost mary snus plug dealer dealing gear zaza haze hash zoot spliff smoke ounce gram grams baggies adhd tablets vodka cider scrumpy booze fags baccy tobacco e-cigs epety zielo ziolo fajki blue blues valium lean dab thc puffs disposables pouches canisters white persil snow snowflake maple_leaf leaf_fluttering_in_wind electric_plug herb pods fireworks bangers alcohol cans ritalin concerta sorted stash k nitrous",
        r"(?:who'?s (?:got|holding|selling|the plug)|whos (?:got|holding|selling|the plug)|any ?one (?:got|holding|selling|know (?:a|the) (?:plug|dealer)|sell)|selling|sell|sells|got (?:some|any|spare|that|the)|got|need|need (?:some|2|a)|want|buy|buying|sort(?:ed|ing)?(?: me| us)?(?: out)?|cheap|fresh|shotting|shout me for|hmu (?:for|4)|hit me (?:up )?for|half price|menu|new (?:batch|stock|menu)|prices|dropping|deliver\w*|bring(?:ing)?|dealing|mam|tanie|dobre|stock)(?: GAP4)? (?:weed|bud|cali|ket|ketamine|mandy|mdma|coke|cocaine|pills|xanax|xans|spice|edibles|shrooms|nos|vapes?|elf ?bars?|geek bars?|lost marys?|snus|gear|zaza|haze|hash|zoots?|spliffs?|vodka|cider|scrumpy|booze|fags|baccy|e-?cigs|epety|ziol\w*|fajki|fajek|valium|thc|disposables|pouches|canisters|adhd (?:tablets|meds)|ritalin|concerta|tablets|blues?|green|n0s|bangers|alcohol|gummies|acid|lean)(?!s? (?:house|car|jumper|hair|coat|bag|gate|team|blazer|shirt|t-?shirt))"
        r"|(?:weed|bud|cali|ket|ketamine|mandy|mdma|coke|cocaine|pills|xanax|xans|edibles|shrooms|nos|vapes?|elf ?bars?|geek bars?|lost marys?|snus|gear|zaza|haze|vodka|cider|scrumpy|booze|fags|baccy|disposables|gummies|canisters|pods|leaf_fluttering_in_wind|herb|maple_leaf|snowflake|electric_plug)(?:\W+\w+){0,8}?\W+(?:£|quid|tenner|fiver|\d+ ?p each|each|half price|a (?:strip|bottle|gram|pop|go|box)|for sale|4 sale|hmu|dm|pm|msg|message|bell|inbox|snap|cash|no id|deliver\w*|no timewasters|no time wasters|after (?:school|last bell|ours)|behind the|pisz|priv|know the (?:score|snap)|u know where|you know where|y\d+|year \d+|sixth form\w*)|(?:the|a|new|no) plug (?:round|for|in|up|has|n)|electric_plug|dime bag|s[*u]us in",
        unless=_LESSON + r"|lost property|coke or|diet coke|lawn|pta|bar (?:is|will|open)|spice (?:girls|rack|up)|green (?:gate|house|team|room)|bring (?:your|a) own|tuck shop|acid (?:rain|test)|fund ?rais\w+|licensed|pimms|mulled|prosecco|gin|wine|bouncy|energy|power|football|travel sick\w*|vitamin\w*|christmas|party|balloon (?:arch|modell\w+|race)|extension lead|weed(?:ing|s)? (?:the|out)|weeds",
    ),
    signal(
        "weapon-shown", _SHOWN, "knife blade zk rambo machete gun shank bb airsoft knuckle knuckledusters lock zombie sword gat strap catapult crossbow pepper taser",
        r"(?:got|brought|bringing|carry(?:ing)?|have|has|had|selling|sell|in|my|his|with|showing|shows|shown|mans got|check|look at)(?: GAP3)? (?:a |the |my |his |new )?(?:knife|blade|zk|rambo|machete|gun|shank|bb ?-?gun|airsoft|knuckle ?dusters?|lock knife|flick knife|butterfly knife|zombie knife|sword|gat|strap|crossbow|pepper spray|taser|stun gun|catapult|pen ?knife)(?:\W+\w+){0,10}?\W+(?:bag|sock|locker|school|in|today|tomorrow|pocket|blazer|real|class|bus|metal detector|noticed|checks?|trust|coach|£\d+|dm|hmu|sale|quid|toilets?|ready|form)"
        r"|(?:bag|sock|locker|pocket|blazer)(?: GAP4) (?:knife|blade|zk|rambo|machete|gun|shank|bb ?-?gun|airsoft)",
        unless=r"knife crime|workshop|amnesty|nerf|water|toy|plastic|glue|cake|cutlery|costume|pirate|knight|viking|fancy dress|lost|cub|scout\w*|whittling|bushcraft|fencing club|dt|food tech|butter",
    ),
    signal(
        "spam", _SPAM, "earn income crypto bitcoin forex trading invest investment loan loans click link followers hacker hacked recover spell doctor cash cashapp paypal voucher vouchers giveaway free winner won prize iphone gift card cards whatsapp telegram work remote job jobs profit returns debt bot grant selected claim shipping replica cheap discount sale tickets stream live hd watch t-shirt hoodie merch print mama dr herbal cure casino betting bet odds tips promo dm commission ad account verify suspended copyright violation giftcard passive financial freedom assignment essay essays",
        r"(?:earn|make|made|making|earning|profit of|get)(?: GAP3)? £? ?[\d,.]+k?(?: GAP3)? (?:a|per|every|each|from|in|within|weekly|daily|working|trading)(?: \w+)? ?(?:day|week|month|hour|home|weekly|profit|\d+)?|(?:crypto|bitcoin|btc|forex|binary (?:options|trading)|nft)(?: GAP4)? (?:trad\w+|invest\w*|account manager|mining|expert|platform|profit|mentor|signals|coach|opportunity|page|me)?|(?:investment|trading) (?:platform|opportunity|expert|manager|mentor|account)|(?:work|working|job|jobs|income) (?:from|at) home|passive income|financial freedom|side hustle|(?:click|tap|follow|check|see|visit|use|open|sign up|register|apply|watch|download)(?: GAP5)? (?:link|my (?:bio|profile|page|link)|\w+\.(?:example|com|net|xyz|top|shop|ru|info|click|site|online)\b)"
        r"|(?:claim|won|win|winner|selected|free|get (?:your|a) free|giving away|giveaway)(?: GAP5)? (?:iphone|ps5|voucher|vouchers|gift ?cards?|prize|£\d+|cash|samsung|macbook|grant|holiday|hamper)(?:\W+\w+){0,8}?\W+(?:click|link|claim|message|dm|inbox|share|comment|type|confirm|register|details|here|fee|shipping|postage)|(?:loan|loans|credit|debt)(?: GAP3)? (?:approved|available|offer|low interest|bad credit|no checks?|instant|apply|whatsapp|write off|same day)|(?:hacker|spell ?caster|spell|mama \w+|prophet|dr\.? \w+|herbal|doctor)(?: GAP6)? (?:recover\w*|helped me|bring back|brought back|cure[ds]?|contact|hack(?:ed|s)?|win back|love spell|return)|love spell|(?:recover|hack)(?: GAP3)? (?:account|password|insta\w*|whats ?app|phone|partner)|(?:your|this) (?:page|account)(?: GAP5)? (?:suspended|disabled|deleted|violat\w+|copyright|restricted|verify|selected)"
        r"|(?:free|grow|gain|buy|get|instant|more)(?: GAP2)? (?:followers|likes|views|subscribers)|(?:watch|stream)(?: GAP5)? (?:live hd|free hd|hd free|live stream|full match|online free)|(?:live ?stream|stream|hd)(?: GAP3)? (?:here|link|free|sign up|card)|(?:t-?shirts?|hoodies?|merch|mugs?)(?: GAP8)? (?:limited|order|get yours|last day|only today|off today|print)|(?:replica|designer|lv|gucci|nike|yeezys?|airpods)(?: GAP4)? (?:cheap|1:1|dm|inbox|bags|sale|whole ?sale|half price|£)|(?:essay|assignment|coursework|exam)(?: GAP3)? (?:writ(?:ing|ers?) (?:service|help)|help|leak\w*|for sale|answers)(?: \w+)? ?(?:dm|whats ?app|inbox|£|cheap|a\*)",
        unless=r"p\.?t\.?a\.?|raffle|friends of|school shop|scam|report(?:ed)?|ignore|fake|careful|parent ?pay|just ?giving|leavers'? hoodies|homework|sponsor|fund ?rais\w+|nearly new",
    ),
    signal(
        "chain", _CHAIN, "share copy paste forward repost tag follow likes followers subscribe channel giveaway youtube podcast",
        r"(?:copy (?:and|n|&) paste|forward (?:this|it) to|share (?:this )?(?:to|with|if|before|on \d+|in \d+)|repost if|send (?:this )?to \d+|tag \d+ (?:friends|people)|pass (?:it|this) on to)|(?:don'?t|dont) break the chain|(?:\d+|share)(?: GAP4)? (?:shares|likes) (?:and|n|for|or|=|&)|(?:follow|sub|subscribe)(?: GAP3)? (?:my|our|back|4|for follow|to my|me for|@)(?: GAP2)? (?:channel|page|you ?tube|twitch|podcast|account|insta|follow|back|more|vids?|fit\w+)|f4f|l4l|follow 4 follow|s4s",
        unless=r"lost dog|missing (?:cat|dog)|raffle|pta|school page",
    ),
)  # fmt: skip
