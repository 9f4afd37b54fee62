"""Somebody who seeks private contact with a child; sexual remarks."""

from __future__ import annotations

from typing import Final

from auditor.language.signals.pattern import Signal, signal
from auditor.model import Severity

_CONTACT: Final = ("contact_request", Severity.URGENT, "a request for private contact or a meeting with a child")
_SECRET: Final = ("contact_request", Severity.URGENT, "a request to keep something from parents or teachers")
_ROUTINE: Final = ("contact_request", Severity.URGENT, "a question about when or where a child can be met")
_BAIT: Final = ("contact_request", Severity.URGENT, "a gift, lift or chance offered to a child")
_WHO: Final = ("contact_request", Severity.URGENT, "a question about who a child is or where to find the child online")
_SEXUAL: Final = ("sexual", Severity.MEDIUM, "a sexual remark or offer")
_CHILD_SEXUAL: Final = ("sexual", Severity.URGENT, "a sexual remark to or about somebody who is not plainly an adult")

_OPEN: Final = (
    r"p\.?t\.?a\.?|uniform|tickets?|refund|for sale|selling|lost (?:property|coat|jumper)|found (?:a|this|your)|office|newsletter|our (?:page|website)|the school"
    r"|chair of|governors?|fundrais\w+|raffle|costume|spare|sponsor\w*|lift share|carpool|minibus|parents? (?:group|chat)|class (?:group|chat)|mums (?:group|chat)"
    r"|stall|volunteers?|recipe|hall hire|invoice|order|report(?:ed)?|warn(?:ing|ed)?|police|scam|don'?t reply|be aware|block(?:ed)?"
)

_PUPILS: Final = r"CHILD|schoolgirls?|schoolboys?|sixth ?form(?:ers)?|cheerleaders?|dancers|netball(?:ers| team)|gymnasts?|swimmers|swim team|hockey team"
_STAFF_OR_FOOD: Final = (
    r"STAFF|my (?:wife|husband)|mums|dads|cake|bakes?|baking|food|pie|crumble|cobbler|dinner|lunch|pizza|recipe|peach(?:es)? (?:and|melba)"
    r"|lost property|which (?:shorts|kit|uniform)|do (?:they|we|i)|does|cold|freezing|too short|allowed|policy|letter|pe days?|need"
)

SIGNALS: Final[tuple[Signal, ...]] = (
    signal(
        "add-me", _CONTACT, "add dm message msg text snap snapchat inbox pm hmu follow accept whatsapp telegram discord insta instagram number kik chat requests write ring call talk sc friend request contact account apna have got u",
        r"(?:add|dm|message|msg|text|snap|inbox|pm|ring|call|whats ?app|write to|write|contact|follow|find|hit|bell|fb|talk to|chat to|chat with|chat) (?:me|us)(?: (?:up|back|on|at|in|private\w*|direct\w*|tonight|later|instead|alone|first|here|pls|please|x|yourself|if|so|n|and|from))"
        r"|(?:what'?s|whats|what is|wats|wots|drop|gimme|give me|send|send me|share|need|want|get|lost|got|have|has|pass on|tell me|can i (?:have|get)) (?:ur|your|yr|her|his|their|u|you|the|a|an|me) (?:\w+ )?(?:snap(?:chat)?|insta(?:gram)?|number|digits|whats ?app|tik ?tok|discord|sc|ig|user ?name|@|mobile|phone number|address|psn|roblox)"
        r"|(?:my|me) (?:snap(?:chat)?|insta|telegram|kik|discord|sc|whats ?app|inbox|dms?) (?:is|s|'s|are open|open|:)|(?:add|find|dm|msg|message|text|talk|chat|speak|reply|join) (?:\w+ ){0,3}?(?:on|over|in|via|through) (?:the )?APP|APP (?:me|only)|hmu|check (?:ur|your) (?:dms?|requests?|inbox|messages)"
        r"|(?:do you have|have you got|u got|got) (?:another|a private|your own|ur own) (?:account|insta|snap|phone)|check (?:ur |your |the )?requests|apna number|number do|accept my (?:friend )?request|(?:private|privately|private message|in private|one to one)(?: (?:me|please|chat|message))|(?:my inbox|my dms) (?:is|are) open",
        unless=_OPEN,
    ),
    signal(
        "private-to-child", _CONTACT, "add dm message msg text snap snapchat inbox pm hmu whatsapp telegram discord insta instagram number chat write friend meet talk private privately contact roblox tiktok",
        r"(?:CHILD|young|beautiful|pretty|cutie|cute|gorgeous|sweetie|sweetheart|princess|handsome|bestie|hun|babe|darling|dear|petal|angel|how old|school|number \d+)(?:\W+\w+){0,14}?\W+"
        r"(?:add|dm|message|msg|text|snap|inbox|pm|whats ?app|write to|write|contact|meet|meet up with|talk to|chat to|chat with|chat|be friends with|friends? with) (?:me|us|u|you|him|her|privately|on APP|in private)"
        r"|(?:add|dm|message|msg|text|snap|inbox|pm|whats ?app|write to|write|contact|meet) (?:me|us|to me)(?:\W+\w+){0,10}?\W+(?:not (?:ur|your|the|coach|school)|(?:no|without|don'?t (?:tell|need)|dont (?:tell|need)) (?:\w+ )?(?:parents?|mums?|dads?|teachers?|adults?|coach|school|grown ups?|any ?one)|after school|alone|secret|\d\d ?(?:-|to|or) ?\d\d|yr ?\d+|year \d+|kids?|girls?|boys?|lads?)"
        r"|(?:CHILD|she|he|who)(?:'?s| have| has| got| hav)? (?:\w+ ){0,3}?(?:APP|user ?name|phone number|own phone|her own phone|his own phone)",
        unless=_OPEN, sure=True,
    ),
    signal(
        "secret", _SECRET, "tell telling secret parents mum mam teacher alone know show delete between nan mums",
        r"(?:don'?t|dont|do not|no need to|without|never|not|no need|not to|nt) (?:tell(?:ing)?|show(?:ing)?|telling|say|let|involve|involving|bring(?:ing)?|mention(?:ing)?|ask(?:ing)?|worry) (?:\w+ ){0,2}?(?:mum|mam|mom|mums|dad|parents?|teachers?|any ?one|nan|coach|school|miss|sir|family|adults?|grown ups?|mother|father)"
        r"|(?:our|be a|keep it (?:a )?|it'?s a|a little|just a|must be|our little|bit of a) ?secret(?: (?:mind|club|between|from|ok|x|xx|\w+))?|just between (?:us|you and me|u n me|u and me|me and you)|(?:parents|mum|mums|dads|adults|grown ups|school|teacher|teachers) (?:not (?:required|needed|needed|invited|to know)|(?:don'?t|dont|doesn'?t|doesnt|needn'?t|won'?t|wont) (?:need|have) to (?:know|come|be|find)|need not)"
        r"|parents (?:don'?t|dont|needn'?t) (?:need|have) to|no need to (?:go through|involve|ask) (?:the )?(?:school|parents|mums?|coach|office)|mums make them nervous|no (?:need for )?(?:parents?|adults|grown ups|oldies|mums)(?: (?:needed|required|allowed|pls|please|to come|to be|to know))?|delete this(?: after)?|come alone|on (?:your|ur|his|her) own(?: (?:pls|please|ok))?",
        unless=r"surprise|birthday|retire\w*|present for (?:the )?(?:teacher|miss|mrs|mr)|secret santa|recipe|flowers|party|collection|card|leaving|ingredient|samaritans|childline|trusted adult|no parents (?:room|evening|parking)|spoiler",
    ),
    signal(
        "when-finish", _ROUTINE, "finish finishes time gate walk walks bus where live lives leave leaves out home pick route way",
        r"what time (?:do|does|did|r|is|will|are|d) (?:you|u|ya|yous|he|she|they|this (?:one|girl|boy|lad)|these|that (?:girl|boy|lad|one)|the (?:girl|boy|lad|little)\w*|your (?:girls|boys)) (?:\w+ ){0,2}?(?:finish|get (?:out|off|home)|leave|come out|walk|out|done|start|out of school)"
        r"|(?:which|what) (?:gate|bus|stop|door|way|street|road|school|house|park) (?:do|does|did|is|r|are|d) (?:you|u|he|she|they|this|that|the (?:girl|boy|lad|little|wee|one))(?: \w+){0,3}"
        r"|(?:where|wher|whr) (?:do|does|d|r|are|is|did|abouts do) (?:you|u|ya|he|she|this|that|the (?:girl|boy|lad|little|wee|one)\w*)(?: \w+){0,2} (?:live|lives|from|stay|walk|hang out|go after|train|get the bus|sit)|(?:does|do|did) (?:he|she|u|you|they|this (?:one|girl|boy)|the \w+(?: \w+)?) (?:still )?(?:walk|get the bus|go|come|cycle) (?:home|to|through|by|past|on|in)(?: \w+){0,3}",
        unless=r"what time (?:does|do|is) (?:the|it|school|year|y\d|reception|nursery|everyone|we|doors?|gates?|parents?)|(?:where|which) (?:do|does) (?:you|u) (?:get|buy|park|order|find|want|stand|send|need|hand|sell)|coach|trip|sports day|where are (?:you|u) (?:in|on) the|uniform|tickets?|which gate do (?:we|i|parents)",
    ),
    signal(
        "meet-child", _BAIT, "meet lift drive present presents gift gifts money robux v-bucks bucks skins sweets buy pay puppies puppy kittens rabbit ps5 phone trainers boots model modelling scout agency audition casting photos photoshoot pick come fetch collect car academy trials wait",
        r"(?:meet|meet up|hang out|chill|come (?:to|round|over|and see|& see|n see)|come|wait|link) (?:with )?(?:me|mine|my (?:house|place|studio|van|car|caravan|flat|gaff)|up|w me|round the back|us)(?:\W+\w+){0,8}?\W+(?:alone|after school|park|own|yours?elf|u|you|car|free|pay|secret|sat|saturday|sunday|tonight|evening|mall|arcade|shops?|station|bins|lay-?by|gate)"
        r"|(?:i'?ll|i will|can|could|i can|let me|i could|lemme|ill|i'?d) (?:\w+ )?(?:give|buy|send|bring|drive|take|pick|get|show|teach) (?:u|you|him|her|them|yous)(?: GAP4)? (?:lift|present|gift|home|up|skins|robux|v bucks|sweets|trainers|boots|phone|puppy|puppies|kittens?|money|ice cream|mcdonald\w*|free|something|\d+|somewhere|out|car|telescope)"
        r"|(?:free|spare|little|small|special|got a|have a|some) (?:robux|v ?-?bucks|skins|ps5|boots|present|gift|trainers|sweets|vbucks)(?:\W+\w+){0,10}?\W+(?:u|you|him|her|kids?|lads?|girl|boy|number|msg|message|add|come|first|tell)"
        r"|(?:model(?:ling|s)?|scout(?:ing)?|casting|agency|talent|audition\w*|photo ?shoot)(?:\W+\w+){0,14}?\W+(?:dm|message|inbox|msg|whats ?app|direct|private\w*|\d\d ?(?:-|to|yr)|parents|contact|studio|girls|boys|send (?:pics|photos))|GAP2 (?:wanna|want to|fancy|like to|u free|you free) (?:meet|hang|come|chill|earn)(?: GAP5) (?:me|mine|school|up|alone|round|cash)",
        unless=_OPEN + r"|beaver|cub|brownie|jumble|car boot|well done|proud|adult\w*|evening class",
    ),
    signal(
        "who-is-child", _WHO, "who whos name age old called girl boy lass lad one",
        r"(?:who'?s|whos|who is|what'?s (?:the|her|his)|whats (?:the|her|his)|name of|what is (?:the|her|his)) (?:the |that |this |name of (?:the|that|this) )?(?:name|girl|boy|lass|lad|little (?:one|girl|boy|dancer|lad)|one (?:in|on|with)|cutie|pretty|blonde|young (?:lady|man|lad|girl)|ginger|fit|tall|shy)(?: GAP4)? (?:name|hair|plaits|red|blue|front|back|left|right|middle|end|goal|insta|snap|write|message|\w+)"
        r"|how old (?:is|are|r) (?:she|he|u|you|the (?:girl|boy|lad|one|little \w+)|this (?:girl|boy)|that (?:girl|boy))",
        unless=r"teacher|referee|winner|artist|playing|sang|sings|song|my (?:dad|nan|mum)|staff|author|in the (?:dinosaur|costume)|under the|happy birthday|school|building|costume|inside|clue|bet",
    ),
    signal(
        "stranger-admires", _CONTACT, "you your u ur she he her lonely mature pretty beautiful grown special understand eyes legs model friend friends",
        r"(?:you|u|she|he) (?:look|looks|seem|seems|are|r|is|dance|sing|smile)(?: GAP3)? (?:lonely|so grown up|mature|special|older than|like (?:you|she|he) needs? a (?:friend|cuddle|hug))|(?:mature|grown up) for (?:ur|your|her|his) age|(?:want|like|love|need|wanna) (?:to )?(?:be|make) (?:ur |your |her |his |my )?(?:friends?|bf|gf|sugar|boyfriend|girlfriend)(?: (?:with|of))?"
        r"|i'?d (?:love|like) to (?:get to know|meet|write to|photograph|know) (?:her|him|you|u|this|that|them)|i'?ve been (?:watching|looking for|waiting for) (?:you|u|her|him)|i (?:watch|see) (?:you|u|her|him) (?:every|walk|at|from)",
        unless=r"costume|teacher|mrs|mr|miss|staff|nana|nan|grandma",
    ),
    signal(
        "sexual-remark", _SEXUAL, "sexy horny nudes nude naked boobs tits arse ass bum cock dick pussy shag shagging fit bang milf dilf wank sex onlyfans hot strip spank ride bed tongue moan lingerie knickers panties peach aubergine peng cum blowjob bj hookup singles cams cam dirty kinky hard wet bj daddy smash legs bend",
        r"sexy|horny|nudes?|naked (?:pics?|photos?|girls|vids?)|boobs|tits|titties|cleavage|pussy|shag(?:ging|ged|s)?|milf|dilf|wank(?:ing)?|blow ?jobs?|bj|only ?fans|hook ?-?ups?|(?:hot|local|single|lonely|naughty|dirty|wet|bored|adult) (?:singles?|girls|ladies|women|milfs?|cams?|chat|video|dating|fun|and wet|mums)|(?:sex|adult) (?:chat|dating|cams?|tape|toys?|video|meet|tonight|with)|spank(?:ing)? me|(?:suck|lick) (?:my|it|his|her)"
        r"|(?:would|i'?d|wud|wouldn'?t mind) (?:\w+ )?(?:smash|bang|do (?:him|her|miss|sir)|tap|climb (?:him|her)|ride|let (?:him|her|mr|sir|miss)|smash|wreck) ?(?:him|her|that|mr|miss|sir)?|(?:mr|miss|sir|mrs|coach)(?: \w+)? (?:is|can|could|looks?) (?:well |so |proper |a )?(?:fit|peng|buff|hot|sexy|snack|get it|detention me|spank\w*|keep me behind|mark my|teach me anytime)|(?:nice|great|lovely|cracking|fit) (?:arse|ass|bum|legs|rack|pair|tits|curves|peach)|aubergine|send (?:me )?(?:nudes|pics of (?:ur|your))|peach\W+eyes"
        r"|keep(?:ing)? (?:me|him) (?:up at night|warm|behind after)|body on (?:him|her|that)|in (?:those|that|them) (?:tight|leggings|jeans|shorts|trousers|skirt)",
        unless=r"sex(?:ual)? (?:ed|education|health)|rse|moby|dick whittington|spotted dick|great tit|blue tits?|coal tit|same ?-?sex|naked (?:flame|eye|mole)|keep fit|fit (?:club|for|in|into|the)|sexis[mt]|wet (?:play|break)|hot (?:meal|dinner|lunch|chocolate)|essex|sussex|middlesex",
    ),
    signal(
        "sexual-child", _CHILD_SEXUAL, "pic picture pictures photo photos selfie selfies vid vids video videos sexy horny nudes nude naked legs body pics fit hot peng leggings skirt smash shag bikini swimsuit bed legal strip boobs tits bum arse ass cuddle kiss wet thighs curves panties knickers developed ripe jailbait fine underage",
        r"(?:CHILD|schoolgirls?|schoolboys?|school uniform|year \d+|sixth ?form(?:ers?)?|y\d+|she|her|u|you|number \d+|the (?:one|girl|boy|lass|lad)(?: \w+){0,3}|cheer(?:leaders?)?|dancers?|netball(?:ers)?|gymnasts?|swimmers?)(?:\W+\w+){0,5}?\W+(?:sexy|so fit|well fit|fit af|hot af|so hot|peng|nudes?|horny|nice (?:legs|arse|ass|bum|tits|rack|body)|naked|boobs|tits|in a (?:bikini|few years|swimsuit)|i'?d smash|would smash|developing|developed|legal|shaggable|jailbait|fuckable|curves)"
        r"|(?:sexy|nudes?|horny|nice legs|nice (?:arse|ass|bum|tits|body)|fit|hot|peng|naked|smash|shag|bang|bed|kiss|cuddle)(?: GAP3) (?:schoolgirls?|schoolboys?|little (?:girls?|boys?)|young (?:girls?|boys?|lady)|(?:year|y) ?\d+s?|girls? in|pupils?|that girl|that lass|the (?:girl|lass)(?: GAP3))|send (?:me )?(?:\w+ )?(?:pics?|pictures?|photos?|selfies?|vids?|videos?) (?:of )?(?:u|you|yourself|ur ?self|(?:your|ur) (?:legs|body|bum|feet|tummy|face|bed|room)|without|in (?:bed|the bath|your|ur))|(?:show|send) me (?:ur|your|some) (?:body|legs|tits|boobs|bum|skin|pics?|nudes?)|(?:old|young) enough to (?:bleed|breed)|wait (?:till?|until) (?:she|he|they|ur|you)(?: GAP1)? (?:is |are |turns? |r )?(?:16|18|legal|sixteen|eighteen)",
        unless=r"book day|costumes?|dressed (?:up|as)|my (?:wife|husband|own wedding)|mums|dads v|teachers? v|fit (?:as a fiddle|club|for|in|into|the|and)|hot (?:meal|dinner|lunch|chocolate|dog|day|cross|weather|water|desk)|fun ?fit|keep fit|to (?:school|school office|the office|pta|your teacher|miss|mrs|mr)|sports day pics|wet suit|pics? (?:of the (?:cake|kids|show|day|class)|please|in the group)|legally|sea ?shells|bus",
        sure=True,
    ),
    signal(
        "eyes-on-pupils", _CHILD_SEXUAL, "clothes clothing uniform shorts skirts skirt leotard leotards swimsuits swimwear swimming kit tights leggings legs lap changing showers m mm phwoar yum aubergine peach tongue drooling_face bodies figure bending stretching",
        rf"(?:{_PUPILS})(?: GAP3)? (?:(?:with|in|wearing) )?(?:(?:less|fewer) (?:clothes|clothing)|(?:shorter|tighter) (?:skirts?|shorts?|uniforms?)\W+(?:please|pls|next time))|(?:{_PUPILS})(?:\W+\w+){{0,4}}?\W+(?:in|those|them) (?:\w+ )?(?:shorts|skirts?|leotards?|swimsuits?|swimwear|tights|leggings|uniforms?)\W+(?:yes please|oh yes|phwoar|m+|yum\w*|keep them coming|more please|aubergine|peach|drooling_face|tongue)"
        rf"|(?:phwoar|m+|cor|yum\w*)\W+(?:\w+\W+){{0,3}}?(?:{_PUPILS})(?:\W+\w+){{0,4}}?\W+(?:legs|bodies|figures?|skirts?|shorts|leotards?)|(?:{_PUPILS})(?:\W+\w+){{0,5}}?\W+(?:lovely|nice|great|gorgeous|long|those|them|some) (?:pair of )?(?:legs|bodies|body|figures?|thighs)|(?:pictures?|pics?|photos?|videos?|vids?|more)(?: GAP3) (?:{_PUPILS}) (?:getting )?(?:changing|changed|in the showers?|showering|bending|stretching)"
        rf"|(?:{_PUPILS}|number \d+)(?: GAP2)? (?:can|could) (?:\w+ )?sit on my lap|(?:{_PUPILS})(?:\W+\w+){{0,6}}?\W+(?:aubergine|peach|tongue|drooling_face)(?:\W|$)|(?:love|like|fancy) a (?:girl|boy|lad|lass) in (?:a )?(?:school )?uniform",
        unless=_STAFF_OR_FOOD,
        sure=True,
    ),
)  # fmt: skip
