"""Alarms about somebody's life, safety or welfare."""

from __future__ import annotations

from typing import Final

from auditor.language.signals.pattern import Signal, signal
from auditor.model import Severity

_LIFE: Final = ("self_harm_concern", Severity.URGENT, "words of wanting to die or of self-harm")
_EGGING: Final = ("self_harm_concern", Severity.URGENT, "words that urge somebody to harm themselves")
_HOME: Final = ("self_harm_concern", Severity.URGENT, "words of harm, neglect or fear at home")
_MISSING: Final = ("self_harm_concern", Severity.URGENT, "words of somebody missing or running away")
_WORRY: Final = ("self_harm_concern", Severity.URGENT, "a worry about another person's safety")
_EATING: Final = ("self_harm_concern", Severity.HIGH, "words of an eating disorder")

_HELP_OFFERED: Final = (
    r"samaritans|child ?line|116 ?123|0800 ?1111|papyrus|shout 85258|help ?line|charity|workshop|assembly about|awareness|training"
    r"|fund ?rais\w+|mental health (?:week|day|first aid\w*)|the play|the film|the book|in the news|romeo"
)

SIGNALS: Final[tuple[Signal, ...]] = (
    signal(
        "wants-to-die", _LIFE, "die dying dead alive here living unalive suicide suicidal life wake breathing exist",
        r"(?:want|wanna|wants|wish|wished|rather|going|gonna|ready|deserve|hope|like) GAP2 (?:to die|die|dead|be dead|b dead)"
        r"|(?:don'?t|dont|do not|didn'?t|didnt) (?:wanna|want to|want 2|wana) (?:be|b|live|exist|wake up)(?: (?:here|alive|any ?more|on this earth))?"
        r"|wish i (?:was|were|wasn'?t|wasnt|had never|hadn'?t)(?: GAP1 (?:dead|born|alive|here))"
        r"|(?:feel(?:ing)?|been|i'?m|am|so) suicidal|suicide note|commit suicide|(?:end|ending|take|taking|ended) (?:my|it|her|his|their)(?: own)? (?:life|all)"
        r"|tired of (?:living|being alive|life)|(?:no|any) (?:point|reason) (?:in )?(?:living|being here|to live|carrying on|going on|waking up)"
        r"|(?:won'?t|wont|not|never) (?:be|b|gonna be|going to be) (?:here|alive|around)(?: (?:any ?more|tomorrow|monday|much longer|for long|next (?:week|year)))"
        r"|(?:not|never|don'?t want to|dont wanna|hope i (?:don'?t|dont)) wak(?:e|ing) up",
        unless=_HELP_OFFERED + r"|die (?:of )?(?:laughing|embarrassment)|(?:laughing|cringe)|for the (?:costume|shoes|recipe)|here (?:for|early|at \d)", sure=True,
    ),
    signal(
        "ends-life", _LIFE, "kill killing hang hanging end overdose od overdosed tablets pills paracetamol bridge cut cutting harm harming selfharm sh unalive goodbye jump slit wrists razor"
        " rope noose ropes blades unaliving scars arms sleeves bleach",
        r"(?:kill|killing|hang|hanging|hurt|hurting|harm|harming|cut|cutting|burn|burning|drown|unalive|unaliving|off|top) (?:my ?self|me self|meself|mysel|her ?self|him ?self|them ?sel(?:f|ves))"
        r"|self ?-?harm(?:s|ed|ing|er)?|end it all|(?:end|ending) it (?:tonight|today|now|soon)|(?:took|taken|taking|take|swallow\w*|counting|counted|saving|saved|save|got|stash\w*|enough) GAP3 (?:tablets|pills|paracetamol|antidepressants)"
        r"|(?:od|overdose|overdosed|overdosing)(?: (?:on|tonight))?|slit(?:ting)? (?:my|her|his) wrists?|jump(?:ing)? off (?:a|the|that) (?:bridge|roof|cliff|car park|block)"
        r"|(?:cuts|scars|marks|blood) (?:all )?(?:on|over|up) (?:my|her|his|their) (?:arms?|legs?|wrists?|thighs?)",
        unless=_HELP_OFFERED + r"|mushroom|killing myself laughing|(?:laughing|lol) i (?:nearly )?kill|paper ?cuts?|hang(?:ing)? (?:him|her)self (?:on|from) the (?:bars|frame)", sure=True,
    ),
    signal(
        "cannot-go-on", _LIFE, "go carry cope anymore better miss notice care burden giving give given last goodbye sorry note letters point darkness bye cry tell last around try need tired enough end",
        r"(?:can'?t|cannot|cant|can not) (?:go on|carry on|cope|do this|do it|take (?:it|this)|keep going|live like this)(?: (?:any ?more|any longer|like this|no more))"
        r"|(?:better|happier|easier) (?:off )?(?:without me|if i (?:was|were|wasn'?t|wasnt|weren'?t|died|disappeared|was gone|had never))|(?:no ?one|nobody) (?:would|will|wud|wil|d|'d|wuld|'ll)(?: even)? (?:miss|notice|care if|cry if) (?:me|i|if i)"
        r"|(?:burden|waste of space) (?:to|on) (?:every ?one|my|them)|(?:i'?m|i am|ive|i'?ve|just) (?:given|giving) up on (?:life|everything|living)|this is (?:goodbye|my last (?:post|message|day|comment))|tell (?:my|the) (?:wee |little |baby )?(?:mum|mam|dad|babies|kids|family|brother|sister|nan|girls?|boys?)(?: GAP3) (?:love (?:them|her|him|you)|sorry|did try|tried)"
        r"|(?:not|won'?t|wont) (?:gonna |going to )?be around (?:for|any ?more|much|by)|(?:won'?t|wont) (?:be needing|need) (?:it|them|any of it)(?: now)?|last (?:concert|christmas|birthday|show|post|thing) i'?ll ever"
        r"|(?:by the time you read|i'?ve (?:written|wrote)|ive (?:written|wrote)|wrote) (?:this|the|my|a) (?:letters?|note|goodbye)|goodbye (?:every ?one|all|world|for ?ever)|bye every(?:one|body) (?:thank|sorry|i|u|you)",
        unless=_HELP_OFFERED + r"|retir\w+|leavers?|leaving (?:school|for)|year (?:6|11|13)s?|traffic|parking|season|homework|recorders?", sure=True,
    ),
    signal(
        "kys", _EGGING, "kys kill neck yourself urself uself jump die hang rope unalive drink bleach ky end keepyourselfsafe slit cut",
        r"kys|ky+s+|(?:go(?: and)?|just|pls|please|should|u|you|shld) (?:kill|hang|neck|unalive|top|off|drown|cut) (?:your|ur|yer|u|yo|ya) ?sel(?:f|ves)|(?:kill|neck|unalive|hang) (?:your|ur|yer|u|yo) ?sel(?:f|ves)"
        r"|(?:go|just|please|hope (?:you|u|he|she|they)|should(?: just)?) (?:and )?(?:die|unalive|jump off GAP2 \w+|drink bleach|rope)|(?:do|did) (?:the world|us all) a favou?r GAP2 (?:die|jump|end)|(?:jump|die|do it) then",
        unless=r"sponsored|bungee|laughing|childline|trampoline|said|says|told (?:him|her|my|me)|called|wrote|written|messaged|sent (?:him|her|my)", sure=True,
    ),
    signal(
        "home-fear", _HOME, "home dad stepdad mum mam uncle house boyfriend step belt hits hit hurts hurt beats beat scared afraid frightened safe touches touch him he his father mother brother they bruises bruise locked dar darr ghar sleeping",
        r"(?:don'?t|dont|do not|never|not|doesn'?t|doesnt|didn'?t|didnt|isn'?t|isnt) (?:feel|feels|feeling)?(?: GAP1)? safe (?:at home|in (?:my|his|her|their|our|this|that) (?:own )?(?:home|house|family)|with (?:my|him|her|them)|going home|any ?where|there|at (?:school|my|his|her)|here)|don'?t feel safe|dont feel safe|not safe at (?:home|my|his|her)"
        r"|(?:scared|afraid|frightened|terrified|petrified|dread|dreading|worried) (?:of|to|about|2)(?: GAP2)? (?:go(?:ing)? home|home time|my (?:step )?-?(?:dad|mum|uncle|brother|father)|him|her (?:dad|husband)|his (?:dad|step ?dad|mum))"
        r"|(?:don'?t|dont|do not|doesn'?t|doesnt|didn'?t|didnt) (?:want|wanna|wana)(?: to| 2)? (?:go|come) (?:back )?home"
        r"|(?:my|his|her|their|the|mi|me|mam'?s|mum'?s|mums) (?:step ?-?)?(?:dad|mum|mam|mother|father|uncle|brother|boyfriend|bf|fella|partner|ex|cousin|grandad)(?:'?s)? (?:always |keeps? |still |just |has |been |is )*(?:hits?|hitting|beats?|beating|hurts?|hurting|punch(?:es|ed)?|kick(?:s|ed)?|slap(?:s|ped)?|chok(?:es|ed)|strangl\w+|burn(?:s|ed|t)|touch(?:es|ed|ing)?|batters?|battered|leathers?|belts?|locks?|threw|throws|locked|whack(?:s|ed)|smack(?:s|ed)?|drag(?:s|ged)) (?:me|us|him|her|them|my|his)"
        r"|(?:he|she|they|dad|mum|mam|stepdad) (?:always |keeps? |still )*(?:hits?|hitting|beats?|beating|hurts?|hurting|punche[sd]|touche[sd]|locks|locked|starves) (?:me|us|my (?:mum|mam|brother|sister))"
        r"|ghar (?:jaa?ne?|jaan|nahi) (?:\w+ )?(?:dar|darr|jana)|(?:step ?-?(?:dad|mum)|my dad|he|uncle)(?:'ll| will| would) (?:know it was me|kill me if)|sleeping (?:rough|in (?:a|the|my) (?:car|park|shed|station)|at the (?:bus|train) (?:station|garage))|get(?:s|ting)? the (?:belt|strap|stick|slipper)|if my (?:dad|mum|mam|step ?dad|uncle) (?:finds|sees|knows|found)(?: GAP4)? (?:kill|batter|hit|belt|hurt) me",
        unless=r"(?:football|rugby|tennis|dance|karate|trampoline)|hits (?:him|me|her) (?:for six|in the feels)|hit me (?:in the feels|hard|right)|touch(?:es|ed) (?:me|us) (?:so|deeply)|at (?:chess|mario|fifa|uno|darts|tennis|cards|scrabble)|childline",
        sure=True,
    ),
    signal(
        "neglect", _HOME, "food eaten hungry fed alone own heating bed clothes nappies nits dirty washed drunk passed electric baby",
        r"(?:no|any|without) food (?:in (?:the|our|my)|at home|since|for|til)|(?:not|hasn'?t|hasnt|haven'?t|havent|nothing) (?:been fed|eaten|had (?:any )?(?:tea|food|dinner)) since (?:yesterday|friday|monday|sunday|saturday|school|thursday)"
        r"|(?:left|leaves|leaving|leave|been|stays?|on) (?:\w+ )?(?:home alone|on (?:his|her|their|my|our) own|alone) (?:all|at|over|every|till?|while|for|til|since|with the)|(?:baby|babys|baby's|toddler)(?:'?s)? (?:is |are |was |left )?(?:on (?:his|her|its) own|alone|home alone)"
        r"|(?:mum|mam|dad|she|he) (?:is|was|s|'s)? ?(?:passed out|drunk|off (?:her|his) (?:face|head)|using again|on (?:gear|drugs))",
        unless=r"food ?bank|(?:loves|happy|playing|walks?|walked|brave|proud)",
    ),
    signal(
        "missing", _MISSING, "missing run running ran runaway home seen phone answering bag packed gone",
        r"(?:run|running|ran|runnin) away(?: (?:from|after|tonight|tomorrow|on|with|n|and|again))?|(?:has|hav|have|any ?one|anybody|has anybody|pls|please) (?:any ?one |anybody )?(?:seen|see) (?:my|our|this|him|her) (?:son|daughter|lad|girl|boy|sister|brother|grandson|granddaughter|child|kid|friend|niece|nephew|\w+ (?:she|he)'?s? (?:missing|not))"
        r"|(?:not|never|hasn'?t|hasnt|didn'?t|didnt|isn'?t|isnt|still no|no|is not) (?:come|came|been|coming|got|back|arrived|turned up)?(?: GAP1)? (?:home|back) (?:from|since|after|yet|n|and|last night|all night)?|missing (?:since|from (?:home|school|class)|child|girl|boy|lad|person|teen\w*|\d\d)"
        r"|(?:is|been|gone|went|reported|are|he'?s|she'?s|hes|shes) missing|packed (?:my|a|his|her) bag GAP4 (?:not coming back|leaving|run|gone|under)|(?:not|never) coming (?:back|home)(?: don'?t look)?",
        unless=r"jumper|coat|hoodie|scarf|glove|hat|bottle|lunch ?box|tooth|teeth|cat|dog|tortoise|hamster|rabbit|bobble|cardigan|blazer|kit|shoes?|boots?|glasses|out|form|letter|link|email|money|run away with (?:the|it|that)|homework|permission slip|sock|socks|bus|coach",
    ),
    signal(
        "third-party-worry", _WORRY, "check worried worry someone somebody goodbye sleeves ring police 999 welfare safe flinches bruises bruise marks crying cut cutting finger",
        r"(?:some ?one|somebody|any ?one|anybody|plea?se|pls|can|could|go|need to) (?:\w+ ){0,3}?(?:check|checks|look|looks|ring|call) (?:on|in on|for|up on) (?:her|him|them|my|\w+)|(?:put|posted|posting|said|says|saying|sent|wrote) goodbyes?(?: GAP3 (?:story|insta|snap|answering|message))?"
        r"|(?:bruis(?:es|ed|e|ing)|finger ?marks|burn marks|cigarette burns|black eye|marks) (?:all )?(?:on|over|up|down|round) (?:my|her|his|their|that|the) (?:arms?|legs?|neck|back|face|wrists?|body|little)|flinch(?:es|ed)? (?:when|if|every|at)"
        r"|(?:mate|friend|bestie|sister|brother|cousin|she|he|girl|boy)(?:'?s| has| is| been)* (?:been )?cut(?:ting)? (?:again|herself|himself|her ?self)|(?:worried|scared|frightened|concerned) (?:sick )?(?:about|for) (?:a |the |my |that |this |one of )?(?:girl|boy|lad|child|friend|daughter|son|kid|mate|her|him)(?: GAP3 (?:safe|home|harm|herself|himself|arms|eating))",
        unless=r"check (?:on|in on|for) (?:the|your|results|tickets|website|app|post|it|progress|sound|availability|updates)|raffle|lost property|parking|homework|bruised (?:knee|ego|shin)",
    ),
    signal(
        "eating", _EATING, "eat eaten eating ate sick food thinspo pro ana weight lunch calories starve starving starved purge purging throwing fat skinny bones",
        r"(?:haven'?t|havent|not|hasn'?t|hasnt|stopped|hardly|barely|never|refus(?:es|ing)|scared to|afraid to) (?:eaten|eating|eats?|ate)(?: GAP3)? (?:days?|since|week|easter|christmas|months?|anything|properly|any ?more|at all|lunch|dinner|so that|to be|again|food)"
        r"|(?:mak(?:e|es|ing) (?:my|her|him)(?:self)? (?:be )?(?:sick|throw up|puke)|thinspo|pro ?-?ana|starv(?:e|es|ing|ed) (?:my|her|him)self|purging|sick after every (?:meal|lunch|dinner))|(?:anorexi[ac]|bulimi[ac]|eating disorder)(?: GAP5 (?:again|worse|nobody|help|won'?t))"
        r"|(?:\d00 calories|one meal|nothing) a day",
        unless=_HELP_OFFERED + r"|residential|since (?:breakfast|the bbq)|chicken ?pox|tummy|stomach bug|sushi|sprouts|broccoli|veg\w*",
    ),
)  # fmt: skip
