"""Threats, blackmail, and allegations that staff harm children."""

from __future__ import annotations

from typing import Final

from auditor.language.signals.pattern import Signal, signal
from auditor.model import Severity

_THREAT: Final = ("threat", Severity.HIGH, "words that threaten harm or damage")
_ARMED: Final = ("threat", Severity.URGENT, "a threat with a weapon, a time or a place")
_HOAX: Final = ("threat", Severity.URGENT, "words of a bomb, a shooting or a fire at the school")
_BLACKMAIL: Final = ("threat", Severity.HIGH, "a demand with something to be given away otherwise")
_PICTURES: Final = ("threat", Severity.URGENT, "blackmail with somebody's pictures")
_STAFF_HARM: Final = ("defamation_of_staff", Severity.URGENT, "an allegation that staff harm children")
_MISCONDUCT: Final = ("defamation_of_staff", Severity.HIGH, "an allegation of misconduct by a member of staff")
_INSINUATION: Final = ("defamation_of_staff", Severity.HIGH, "a hint at misconduct by a member of staff")

_SPORT: Final = (
    r"quiz|match|final|semis?|football|rugby|netball|hockey|cricket|dodgeball|rounders|tournament|league|5 ?-?a ?-?side|derby|score|goals?|bake ?-?off|chess|lego|raffle|cakes?|show|stage|performance|costume"
    r"|panto\w*|lol they|homework|mufti|jumper|knitting|haircut|hair|nails|selfie|candle|bbq|bonfire night|guy fawkes|on stage|dinner|sausages|pi[nñ]ata|mario kart|fifa|top trumps|tug of war|egg"
)
_REPORTED: Final = r"(?:he|she|they|some ?one|somebody|people|man|woman|parent|lad|boy) (?:has |have |had |also |just |actually )?(?:said|says|told|threatened|wrote|called|messaged|commented|shouted|posted)|was told|reported|reporting|police have|the word|quote|anti ?-?bullying|assembly about"

SIGNALS: Final[tuple[Signal, ...]] = (
    signal(
        "will-hurt", _THREAT, "kill stab shoot batter punch smash burn beat slap hurt deck knock break bang hit jump shank bury end strangle run bomb torch murder drop lamp find get finish ruin cut slice chin kick rip do wrap fill snap leather cave malky glass drown put",
        r"IWILL (?:\w+ ){0,2}?HURT (?:\w+ ){0,2}?(?:YOUR|him|her|them|that|the|this|every|all|his|their|yer|some ?one|somebody|ur|it|miss|mr|mrs|sir|head|place|school|out|in|down|up|both|ya)",
        unless=_SPORT, sure=False,
    ),
    signal(
        "menace", _THREAT, "watch know live coming regret sorry dead back get getting wait waiting sleep gonna deserve hope better warning warned accidents accident windows car tyres brakes home careful teach lesson grass grasses snitch snitches find found next pay shame live",
        r"watch (?:ur|your|yer|his|her|their|ya) (?:back|selves|step|kids|car)|(?:i|we|ik|i'?ve|people) (?:all )?(?:know|no|kno|knows|seen|found|find out) (?:\w+ )?(?:where|wher|which (?:car|house|window|way|bus|gate)|what (?:car|bus|time)) (?:YOUR|he|she|they|that|the head|miss|mr|mrs|his|her)(?: \w+)*? (?:live|lives|park|parks|sleep|drink|drinks|work|works|is|are|goes|go|get|walk|lock|keep|house|car|bus|window)"
        r"|(?:we|i) know (?:what|which|where)(?: GAP2)? (?:bus|car|window|house|street|door|road)(?: GAP2)? (?:you|u|is|yours|they)|coming (?:for|4) (?:YOUR|him|her|them|ur|that|every)|(?:you'?ll|u'?ll|ull|youll|you will|u will|he'?ll|she'?ll|they'?ll|yous will|will) (?:all )?(?:regret|be sorry|pay for|get what|wish you|wish u|be next|see what happens|find out)"
        r"|(?:YOUR|youre|you'?re|u'?re|you are|u r|he'?s|hes|she'?s|shes|they'?re|theyre|are|r|is|s) (?:so |all )?(?:dead|a dead (?:man|woman|lad)|getting (?:banged|battered|slapped|jumped|decked|shanked|stabbed|done|wet)|gonna get|finished|next)(?: (?:out|in|on|after|when|meat|3|x|all|both|bro|grasses|m8|mate|if|for|tomorrow|tmrw|u|lad))?|sleep with one eye|(?:get|got|have|has|had) (?:what'?s|what|whats) (?:\w+ )?(?:coming|deserves?)"
        r"|(?:need|needs|deserve|deserves|want|wants|wanting|could do with|asking for) (?:\w+ )?(?:a |to be |their |his |her |ur |your )?(?:good )?(?:slap|slapping|kicking|hiding|beating|punch|punching|battered|shot|shooting|stabbing|doing|leathering|bullet|brick|teaching a lesson|head (?:kicked|caved|kicking) in|filling in|sorting out|windows? put)|(?:windows?|tyres?|car|brakes)(?: GAP3) (?:going in|put in|slashed|keyed|smashed|scratched|brick|be a shame|cut)|(?:nice|lovely) (?:car|house|windows|garden|family|plants)(?: GAP5) (?:shame|happen|pity)"
        r"|wait(?:ing)? (?:for|4|till|til|until) (?:i|YOUR|him|her|them|that|we|he|she)(?: GAP3)? (?:see|get|catch|on (?:his|her|your|ur) own|outside|finish|leave|alone)|(?:accidents?|things) (?:do )?happen|snitch(?:es)? get stitches|god help (?:any|who|him|her|you|the)|see (?:you|u|him|her|what happens)(?: GAP2)? (?:outside|in the car ?park|at the gates?)|bring (?:ur|your|ya) (?:olders|boys|brothers|lot)",
        unless=_SPORT + r"|" + _REPORTED + r"|sorry (?:i|we|to)|dead (?:good|proud|on|clever|funny|cute|lovely|nice|impressed|jealous|excited)|know where (?:we|to)",
    ),
    signal(
        "armed", _ARMED, "knife knives blade blades machete gun guns gat shank shanks axe hatchet bat hammer acid petrol fluid matches bomb bombs zk rambo sword crowbar pistol shotgun rifle hocho dagger_knife crossed_swords crossbow brick bricks grenade molotov bullet firearm pistol chib",
        r"(?:IWILL|i (?:got|have|want|need)|i'?ve got|ive got|i'?m (?:bringing|coming|waiting)|im (?:bringing|coming|waiting)|bringing|bring|waiting|wait|be there|outside|come|coming|turn(?:ing)? up|got|carrying|see you|see u|put|through|take|taking|have|has|in (?:my|his|her|the|a) (?:bag|sock|locker|pocket|blazer))(?:\W+\w+){0,12}?\W+WEAPON"
        r"|WEAPON(?:\W+\w+){0,12}?\W+(?:(?:in|to|into|inside|at|outside|4|for) (?:my|his|the|ur|your|that|whoever|school|u|you|him|her|ya|all)|tomorrow|tonight|waiting|with your name|ready|coming|comes out|on (?:me|him))|(?:stab|shoot|shank|axe|knife|slice|wet|chib|petrol ?bomb|acid)(?:s|ed|ing)? (?:YOUR|him|her|them|the|that|every|some ?one|up|miss|mr|mrs|sir|all|his|ur)",
        unless=_SPORT + r"|" + _REPORTED + r"|nerf|water guns?|toy|cricket|baseball (?:club|team)|knife crime|plastic|cutlery|knife and fork|bath bombs?|glue gun|cross ?-?bow tie|photo bomb\w*|hammer (?:throw|and)|bat (?:box|walk|detector)|cake|d\.?t\.?|bird|fruit|petrol (?:station|money)|(?:top|big|young) gun|gun (?:run|dog)|knives out|shoot(?:ing)? (?:hoops|stars?|baskets?|the film|pool)|photo ?shoot|green shoots|swords? (?:dance|in the stone)|lego|brick by|matches (?:are|will|at|on|today|tomorrow|this)|football|fixtures|axe throwing|lost",
        sure=True,
    ),
    signal(
        "hoax", _HOAX, "bomb bombs explosive shoot shooter shooting burn burning ticking blow blown torch arson columbine dunblane evacuate columbine petrol fire match flames boom",
        r"(?:there'?s|theres|there is|planted|put|left|got|have|phoned in|calling in) (?:a |the )?(?:bombs?|explosives?|something ticking|device)|bomb (?:in|under|at|threat|going off|is)|(?:shoot|blow|light|torch|burn)(?:ing)? (?:up )?(?:the |that |this |ur |your |yer |it )?(?:\w+ )?(?:school|place|building|block|shithole|dump|office|car|house|mosque|shed|gym|hall|it) ?(?:up|down|to the ground|to (?:a )?cinders?)?|(?:put|take) a match (?:to|tae)|school shoot\w*|do(?:n'?t| not)? (?:come|bring ur kids|bring your kids|be|go) (?:in|to school|into school)(?: GAP1)? (?:tomorrow|tmrw|monday|tuesday|wednesday|thursday|friday)|burn (?:it|the school|the place|this place|that place) ?(?:down|to the ground)?|(?:this|the|that) (?:place|school|gaff) (?:should|needs|deserves|ought) (?:\w+ )?(?:burn\w*|torch\w*|bomb\w*|to go up)",
        unless=_SPORT + r"|poorly|sick|ill|tummy|chicken ?pox|nits|d ?& ?v|snow|strike|inset|fire ?(?:drill|alarm|place|works?|station)|toast|bath bombs?|calor\w*|bomb (?:disposal|squad|shelter|damage)|ww ?[12i]+|blitz|history|bbq|" + _REPORTED,
        sure=True,
    ),
    signal(
        "time-and-place", _ARMED, "gate gates outside waiting wait car carpark park tomorrow tonight friday monday tuesday wednesday thursday after pm bring come coming brothers catch see lads",
        r"(?:IWILL|i'?ll|ill) (?:be |b )?(?:\w+ )?(?:waiting|wait|outside|stood|there|at (?:that|the|ur|your) (?:school|gates?|house|door)|up at|coming|come|round|down|see (?:you|u|him|her|who))(?:\W+\w+){0,10}?\W+TIME(?:\W+\w+){0,14}?\W+(?:better|sorry|brothers|lads|cousins|see|not|nothing|owt|watch|bring|ready|big man|us|him|her|u|you|regret|knife|bat|deal|sort)|(?:waiting|wait|see (?:you|u)|meet|catch (?:you|u)|bring|come)(?:\W+\w+){0,5}?\W+(?:gates?|car ?park|outside|corner|park|bus stop|field)(?:\W+\w+){0,4}?\W+TIME(?:\W+\w+){0,4}?\W+(?:dead|done|see what|bring|olders|you lot know|u know|watch|better|not walk|hard|fight|brothers|kill|batter|smash)"
        r"|TIME(?:\W+\w+){0,4}?\W+(?:gates?|car ?park|outside|back gate|bus stop|corner|field|alley)(?:\W+\w+){0,4}?\W+(?:bring|be there|dead|done|you lot|u know|fight|olders|brothers|watch|scrap)",
        unless=_SPORT + r"|cash|tickets?|collect|pick up|cake|stall|coats?|sun ?cream|bring (?:a|your|the|some|spare|cash|own|coats?|wellies|packed)|ice cream|volunteer\w*|welcome|excited",
        sure=True,
    ),
    signal(
        "blackmail", _BLACKMAIL, "unless pay otherwise secret secrets photos pictures videos pics leak post send share emails recording screenshots everyone papers press or else paying",
        r"(?:pay|give|drop|resign|apologise|apologize|cancel|withdraw|send|do (?:it|what|as)|take (?:it|this)|put|change)(?:\W+\w+){0,12}?\W+(?:or|unless|otherwise|else)(?:\W+\w+){0,8}?\W+(?:goes|go|going|post|posting|leak|share|send|publish|tell|papers?|press|daily mail|examiner|everyone|out|online|viral|regret|visitors)|(?:unless|or) (?:you|u|they|he|she|i get|i'?m)(?: GAP6) (?:everyone|public|online|papers|post|leak|share|find out|sees?)|i (?:have|'?ve got|got) (?:the )?(?:screenshots|recordings?|emails?|photos|videos?|proof)(?: GAP6) (?:if|unless|or|price|cash|pay|friday|monday)",
        unless=r"refund|deposit|parentpay|packed lunch|trip|form|permission|raffle",
    ),
    signal(
        "blackmail-pictures", _PICTURES, "pics pictures photos videos nudes video pic photo screenshots selfies vid images",
        r"(?:i (?:have|got)|i'?ve (?:got|saved|kept)|ive (?:got|saved)|saved|got|have|we have|we'?ve got)(?:\W+\w+){0,4}?\W+(?:pics?|pictures?|photos?|videos?|vids?|nudes?|screenshots|selfies|images)(?:\W+\w+){0,14}?\W+(?:unless|or (?:i|else|they|every|u|you)|otherwise|pay|£|leak|leaking|share (?:them|it)|post (?:them|it|em|all)|send (?:them|it|em) to|every(?:one|body) (?:will|sees|gonna|is)|going (?:up|out|online|public)|money|bitcoin|gift cards?|cash)"
        r"|(?:unless|pay|send|give me|transfer|£\d+)(?:\W+\w+){0,12}?\W+(?:or|unless|else|otherwise)(?:\W+\w+){0,6}?\W+(?:pics?|pictures?|photos?|videos?|nudes?|images|screenshots)(?: GAP5)?|(?:leak|post|share|send)(?:ing)? (?:ur|your|her|his|the) (?:\w+ )?(?:nudes|pics?|photos?|videos?|vids)(?: GAP6) (?:unless|if|everyone|school|tonight|every|mates|group)",
        unless=r"photographer|order|tempest|school photos?|download|album|dojo|copy|prints?|cd|usb",
        sure=True,
    ),
    signal(
        "staff-harm", _STAFF_HARM, "hit hits hitting slapped slaps slap grabbed grabs grab touched touches touching hurt hurts hurting pushed pushes kicked kicks dragged drags locked locks shoved shoves abused abuses abusing assaulted assaults beat beats beating smacked smacks pinned restrained pinched punched punches groped grope threw throws choked shook bruises cupboard wrist marks pervert paedo pedo nonce groomed grooming paedophile touchy messages creep punch kick pinches groping marks restrains hand hands fingermarks grips shakes struck whacked pulls pulled twists twisted yanked",
        r"STAFF(?:\W+\w+){0,5}?\W+(?:hits?|hitting|slaps?|slapped|grabs?|grabbed|touche[sd]|touching|hurts?|hurting|push(?:es|ed)|kicks?|kicked|drags?|dragged|locks?|locked|shoves?|shoved|abus(?:es|ed|ing)|assault(?:s|ed)|beats?|beating|smacks?|smacked|pins|pinned|pinche[sd]|punche[sd]|grop(?:es|ed|ing)|threw|throws|chok(?:es|ed)|shook|grips?|gripped|manhandle[sd]|restrain(?:s|ed)|pulls|pulled|twist(?:s|ed)|yank(?:s|ed)) (?:\w+ ){0,3}?(?:CHILD|him|her|them|me|us|my \w+|a \w+|arm|arms|neck|wrist|hair|kids|bairns|by the|in (?:the|a) (?:cupboard|room|store|toilet))"
        r"|(?:CHILD|he|she|my \w+|son|daughter|cousin)(?: GAP3)? (?:was|were|been|being|got|gets|get) (?:\w+ )?(?:hit|slapped|grabbed|touched|hurt|pushed|kicked|dragged|locked|shoved|abused|assaulted|smacked|pinned|pinched|punched|groped|restrained|manhandled|choked) (?:\w+ ){0,5}?(?:by|in (?:the|a|that)|off)(?: GAP2) (?:STAFF|teacher|cupboard|room|store|toilets?|him|her|them|woman|man|member)"
        r"|(?:STAFF|he|she)(?: GAP3)? (?:is|s|'s|are|a|was|as) (?:a |an |known |registered |convicted )?(?:paedo|pedo|nonce|paedophile|pedophile|pervert|perv|child abuser|groomer|predator|sex offender)|(?:hit|hits|beat|beats|smacked|smacks|whacked|struck)(?: GAP3) with (?:a|the|his|her) (?:ruler|stick|belt|cane|slipper|book|brush|board rubber)|finger ?marks (?:\w+ )?(?:on|all over|up|round)(?: GAP2) arms?|(?:he|she|they) (?:grabs?|grips?|drags?|shakes?|pins?)(?: \w+)? (?:them|kids|the kids|children|him|her|our \w+|my \w+) by the (?:arm|arms|neck|hair|wrist|collar)|(?:hands?|ruler|belt|fists?|stick|finger ?marks|bruises?) (?:on|across|to|round) (?:the )?(?:CHILD|kids|his|her|their|my \w+'?s?)(?: GAP4) (?:STAFF|class|school|room|teacher)|STAFF(?:\W+\w+){0,5}?\W+(?:alone with|messag(?:es|ed|ing)|texts?|texting|snapchats?|touchy|inappropriate (?:with|to|towards)|too close|follows|flirt\w*|sleeping with|relationship with)(?: \w+){0,3}? (?:CHILD|girls?|boys?|pupils?|her|him|them|year \d+s?)",
        unless=r"touched (?:our|my|his|her|their|by|so|all|the) ?(?:hearts?|lives|kindness|life)|hits? (?:the )?(?:target|nail|post|bar|high|different|home)|football|rugby|netball|rounders|cricket|dodgeball|pie|splat|sponge|water (?:balloon|fight)|custard|wet sponge|locked (?:the )?(?:gate|door|gates|doors|out)|beat(?:s|ing|en)? (?:\w+ ){0,3}?(?:at|in|on|by|race|tug)|teachers? v|staff v|touch ?typ\w*|safeguarding training|drama|shakespeare|play(?:ed|s|ing)? the",
        sure=True,
    ),
    signal(
        "misconduct", _MISCONDUCT, "drunk drinking drink pocketing pocketed stole stealing steals nicked nicking thief fiddling fiddled fraud fake faked affair sleeping suspended sacked investigated record dodgy bullies bully bullied racist cocaine coke drugs selling cheat cheats cheated lied liar backhander backhanders bribe bribes corrupt embezzled smells vodka flask convicted till money",
        r"STAFF(?:\W+\w+){0,7}?\W+(?:drunk|drinking on|drinks? (?:on|at)|stinks of|smell(?:s|ed)? of (?:drink|booze|vodka|wine|alcohol|weed)|pocket(?:s|ed|ing)|stole|steals|stealing|nick(?:s|ed|ing)|thief|fiddl(?:es|ed|ing)|fraud|fak(?:e|ed|es|ing)|affair|sleeping with|suspended|sacked|investigated|dodgy|bull(?:y|ies|ied)|racist|cocaine|coke|on drugs|high|selling|cheat(?:s|ed)?|back ?handers?|brib(?:e|es|ed)|corrupt|embezzl\w+|convicted|criminal|record|lied|arrested|vodka|lines|been done for|gives? (?:\w+ ){0,2}?answers)"
        r"|(?:where (?:did|does|has|is)|ask (?:\w+ ){0,4}?where)(?: GAP2) (?:pta|fair|raffle|charity|trip|fund|school|playground|fundrais\w*|sponsor\w*) (?:money|fund|cash)(?: \w+){0,3} (?:go|went|gone|going|end)|(?:money|cash|takings)(?: GAP4) (?:into|in|for) (?:his|her|their|the head'?s) (?:own )?(?:pocket|holiday|kitchen|car|drive|back pocket)",
        unless=r"anti ?-?bull\w+|investigated (?:the|our|it|this)|drama|played|role|murder mystery|(?:stole|steals|stealing) (?:the show|our hearts)|show ?stealer|fake (?:snow|tan|blood|beard|moustache)|record(?:er|ers|s|ing|ed)|(?:world|school|new) record|high (?:five|hopes|standards|school|jump)|affairs",
    ),
    signal(
        "insinuation", _INSINUATION, "ask wonder why really everyone everybody knows google word rumour left sudden suddenly hush quiet happened last saying talk heard",
        r"(?:just )?ask (?:him|her|them|mr|mrs|miss|ms|the|your|ur|any ?one|why|that|around|round|what|sir|dr)(?: \w+){0,7}? (?:why|what|where|about|how|who|really)(?: \w+){0,8}? (?:left|leave|last (?:school|job|post|place)|went|happened|moved|flask|record|police|suspended|money|really|not allowed|keeps|hurry|gone)|(?:why (?:did|does|has|is)|wonder why|funny how|the real reason|real reason|why) (?:he|she|mr|mrs|miss|ms|STAFF)(?: \w+){0,6}? (?:really |suddenly )?(?:left|leaves|leaving|left (?:his|her) last|not allowed|moved on|gone|went off|off sick|no longer|retired)|(?:every ?one|everybody|we all|they all|half the \w+) (?:knows?|no) (?:what|about|why|how|who)(?: \w+){0,3} (?:he|she|mr|mrs|miss|they|got|head|STAFF)|word is|google (?:it|him|her|his|the name)|no smoke without|that'?s all i'?m saying|just saying like|do the maths|hushed up|swept under|kept quiet|paid off",
        unless=r"amazing|brilliant|lovely|best|wonderful|miss (?:him|her|you)|sorry to see|fantastic|enjoy",
    ),
)  # fmt: skip
