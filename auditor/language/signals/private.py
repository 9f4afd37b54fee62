"""Private details: numbers, addresses, registrations, health, care and whereabouts."""

from __future__ import annotations

from typing import Final

from auditor.language.signals.pattern import Signal, signal
from auditor.model import Severity

_PHONE: Final = ("personal_data", Severity.MEDIUM, "a private telephone number")
_MAIL: Final = ("personal_data", Severity.MEDIUM, "a private e-mail address")
_ADDRESS: Final = ("personal_data", Severity.HIGH, "a home address")
_PLATE: Final = ("personal_data", Severity.MEDIUM, "a vehicle's registration")
_BANK: Final = ("personal_data", Severity.MEDIUM, "bank details")
_BIRTH: Final = ("personal_data", Severity.HIGH, "a date of birth")
_HEALTH: Final = ("personal_data", Severity.HIGH, "somebody's health or care")
_WHERE: Final = ("personal_data", Severity.URGENT, "where a child or a family at risk can be found")

_ORGANISATION: Final = (
    r"samaritans|child ?line|nspcc|papyrus|help ?line|crisis|116 ?123|0800|0808|0300|0345|03\d\d|111|101|999|(?:school|main|front|the) office|reception(?: desk)?|switch ?board|attendance line|absence line|council|nhs|surgery|hospital (?:number|line)|citizens|women'?s aid|refuge line"
    r"|food ?bank|bus company|stagecoach|arriva|shop on|box office|leisure centre|vicarage|crimestoppers|info line|rspca|cruse|the samaritans|booking line|careline|out of hours|on the website|number on the (?:website|letter|poster)"
)
_ROADS: Final = r"(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|dr|way|crescent|cres|terrace|grove|gardens|court|place|mews|row|walk|hill|view|rise|green|park|square|fold|croft|bank|yard|wynd|brae|loan|gate|house|flats|cottages?|farm|mount|parade|vale|heights|maes|heol|ffordd|stryd)"

SIGNALS: Final[tuple[Signal, ...]] = (
    signal(
        "phone", _PHONE, "*",
        r"(?:(?:\+|00)44 ?(?:\(0\))?|0) ?(?:7\d{3}|7\d{2} \d|1\d{2,4}|2\d{1,3})(?: ?-?\d){5,8}|(?:o|oh|zero|0) ?(?:seven|7)(?: (?:o|oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred|ninety|\d)){6,14}|\d{3} ?\d{3} ?\d{4}",
        unless=_ORGANISATION, sure=True,
    ),
    signal(
        "email", _MAIL, "*",
        r"[\w.+-]{1,40}(?:@|\(at\)| at )(?:example|gmail|hotmail|yahoo|outlook|icloud|live|btinternet|aol|sky|talktalk|me|proton\w*|googlemail|virginmedia|msn|[\w-]{1,30})(?:\.| dot )(?:com|co|net|org|uk|me|pl|ro|ie|wales|scot)(?:\.uk)?",
        unless=r"(?:office|info|admin|enquir\w+|reception|bursar|pta|head|hello|contact|bookings?|secretary|absence|school|finance|library|clubs?|support|sendco?|attendance|governors?|fundraising|events|hr|clerk|jobs|recruitment|tickets|friends)(?:\.[\w.]*)?@|@[\w.-]*(?:sch\.uk|ac\.uk|gov\.uk|nhs\.uk|school|academy|primary|college|trust|childline|samaritans|council)", sure=True,
    ),
    signal(
        "address", _ADDRESS, "lives live living address house number flat postcode post road street lane avenue close drive way crescent terrace grove rd st ln moved stays door",
        rf"(?:lives?|living|stays?|address(?:'?s)?|house|we'?re|moved|come|find (?:him|her|them|us)|staying|parents?|nan'?s|at mine|is)(?: \w+){{0,4}}? (?:at|on|in|is|to|number|no|by|:|house|round)? ?(?:number |no )?\d{{1,4}}[a-d]?(?: \w+){{1,2}} {_ROADS}|(?:lives?|living|stays?|house is)(?: \w+){{0,3}}? (?:on|in|at|near|up|next to|behind|opposite|by|down|off) (?:the )?(?:\w+ ){{1,3}}{_ROADS}(?: \w+){{0,6}}? (?:number|no|flat|door|house)? ?\d{{0,4}}|\d{{1,4}}[a-d]? (?:\w+ ){{1,2}}{_ROADS} [a-z]{{1,2}}\d[a-z\d]? ?\d[a-z]{{2}}|(?:number|no|flat) \d{{1,4}}[a-d]?(?: \w+){{0,4}}? {_ROADS}|{_ROADS}(?: \w+){{0,2}}? (?:number|no|flat) \d{{1,4}}",
        unless=r"school (?:is|hall)|opticians|venue|theatre|church (?:hall|is)|community centre|village hall|for sale signs|bus|road ?works|meet at|parking (?:at|on)|park(?:s|ed)? (?:on|in)|library|shop|hall|cafe|trip|year \d|moved (?:from|to) year|in year|drop ?-?off|crossing|speeding",
    ),
    signal(
        "postcode", _ADDRESS, "*",
        r"[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}",
        unless=r"school|hall|venue|centre|sat ?nav|parking|stadium|ground|museum|church|leisure|farm|shop",
    ),
    signal("plate", _PLATE, "*", r"[a-z]{2}(?:0[1-9]|[1-7]\d) ?[a-z]{3}|reg(?:istration)?(?: number| no| plate)?(?: is)? ?:? ?[a-z]{1,3}\d{1,3} ?[a-z]{0,3}", unless=r"unit|ks\d|form|room|model|code"),
    signal("bank", _BANK, "sort account acc bank iban paypal a", r"(?:sort(?: ?code)?|s\/c)(?: \w+)? ?:? ?\d\d ?-?\d\d ?-?\d\d|\d\d-\d\d-\d\d \d{8}|(?:acc(?:ount)?(?: (?:no|number))?|a\/c) ?:? ?\d{6,10}|iban|paypal me", unless=r"school fund|pta account|parent ?pay|on the (?:letter|form)", sure=True),
    signal("birth", _BIRTH, "dob born birth birthday bday", r"(?:dob|date of birth|d\.o\.b|born(?: on)?|birthday(?: is|'?s)?)(?: \w+){0,3}?\W{0,3}\d{1,2}(?:st|nd|rd|th)?(?:\W|\Wof\W)(?:\d{1,2}|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\W{1,2}(?:19|20)?\d\d", unless=r"founded|opened|poet|queen|shakespeare|king|author"),
    signal(
        "health", _HEALTH, "adhd autistic autism asd epilepsy epileptic diabetic cancer leukaemia hospice depression camhs meds medication tablets diagnosed diagnosis pregnant miscarriage hiv bipolar overdose rehab psych ward sectioned breakdown dementia stroke ms chemo suicide anxiety bed nerves care foster adopted adoption social refuge ehcp sen pip benefits custody mental tribunal dyslexic",
        r"(?:he|she|they|they'?re|he'?s|she'?s|hes|shes|his|her|their|mr|mrs|miss|ms|that (?:boy|girl|lad|lass|one|child)|the (?:one|boy|girl|lad|lass|wee|little)(?: \w+){0,5}?|mum'?s|mums|dad'?s|dads)(?: \w+){0,6}? (?:adhd|autistic|autism|asd|epileps\w+|epileptic|diabet\w+|cancer|leuka?emia|hospice|depression|camhs|on (?:meds|medication|tablets|antidepressants)|diagnosed|diagnosis|pregnant|miscarriage|hiv|bipolar|rehab|psych ward|sectioned|breakdown|dementia|chemo|mental health team|off (?:cos|because|with)(?: \w+){0,3} nerves|special needs|wets? the bed|bed ?wetter)"
        r"|(?:in|into|from|out of|took into|taken into) (?:foster )?care(?: (?:now|since|in|last|again))?|foster (?:mum|dad|carers?|kid|child|placement|family|home)|(?:he|she|they|kids?|them|brother)(?: \w+){0,5}? (?:adopted|fostered|on the (?:at risk )?register|social services|social worker)|(?:dad|mum|mam|father|mother)(?:'?s)? (?:is |are |was |s )?(?:in (?:prison|jail|nick|rehab)|inside|on the register|got \d+ years)",
        unless=r"my (?:son|daughter|lad|girl|boy|child|grandson|little|wee|lass|kids?)|as an? (?:autistic|adhd)|i (?:am|have|was|'?m|'?ve)|our (?:son|daughter)|awareness|charity|fund ?rais\w+|raised|race for life|macmillan|training|talk|workshop|assembly|mine (?:is|has)|take care|care (?:home|about|of)|health ?care|child ?care|day care|after care|caring|how do (?:we|i)|support group|we were|she's been|great care|coffee morning",
    ),
    signal(
        "whereabouts", _WHERE, "refuge hiding moved ex court injunction solicitor social ward walks walk alone own empty house bus gets finishes picked waits home address staying order contact school key porch",
        r"(?:in|at|to) (?:a |the |that )?(?:women'?s |safe )?(?:refuge|safe house|hostel)|(?:he|she|they|walks?|walked|kid|kids|son|daughter|lad|girl|boy|wee \w+|little \w+)(?: \w+){0,5}? (?:walks?|gets? (?:off|the|on)|cuts? through|comes? (?:home|out)|goes home|waits?|stands?|stood|is|are|be|left|stay|'s|s) (?:\w+ ){0,5}?(?:alone|by (?:himself|herself|themselves|herself)|on (?:his|her|their|its) own|on my own)(?:\W+\w+){0,10}?\W+(?:TIME|day|week|park|bus|gate|road|lane|library|allotments|every|canal|till|house|stop|number)"
        r"|(?:house|home|ours|place)(?: \w+){0,3}? (?:is |'s |s |will be |be )?empty (?:till|til|until|for|all|from|next)|(?:key|keys) (?:is |are |'s )?(?:under|in|on|by) (?:the )?(?:\w+ )?(?:mat|pot|porch|gnome|bin|plant)|(?:door'?s|door) (?:is |'s )?(?:always |left )?(?:on the latch|unlocked)|(?:he|she|they|kids?|ex|husband|dad|father)(?: \w+){0,5}? (?:not (?:to|supposed to|allowed to|meant to) (?:know|find|see|lift|go near|come near|pick|contact)|doesn'?t know where|mustn'?t (?:know|find))|(?:now we know|so (?:they|she|he)(?: \w+)? (?:are|is)? ?(?:in|at) this school)|(?:non ?-?molestation|court|injunction|restraining) order|in ward \d+|witness protection|moved to get away",
        unless=r"road ?safety|bikeability|we were locked|walk to school week",
    ),
    signal(
        "named-child", _HEALTH, "named name blur register real is thats",
        r"(?:you|yous|u|they|school) (?:didn'?t|didnt|don'?t|dont|never|won'?t|wont|forgot to) name|we all know (?:it'?s|its|who)|might want to blur|to blur (?:her|him|them)|4 the record (?:his|her|he|she)|for the record (?:his|her|he|she|it)",
        unless=None,
    ),
)  # fmt: skip
