"""Words that mean alike in comments on a school's page, so that what is learned of one holds for all."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from auditor.language.names import births
from auditor.language.roles import words_of

_LISTS: Final = {
    "YOU": "you u ya yous youse yas ye yu yall ur your yours youre yer yr yourself",
    "I": "i im ive ill id me my mine myself we us our ours weve were",
    "SHE": "he him his himself she her hers herself hes shes they them their theirs theyre thon",
    "STAFF": "mr mrs miss ms mx sir teacher teachers head headteacher headmaster headmistress principal deputy caretaker janny janitor staff governor"
    " governors tutor instructor chaplain vicar priest escort technician ta tas assistant assistants supervisor supervisors coach cook receptionist"
    " secretary sendco senco bursar librarian dr chef matron lecturer ref referee imam qari rev councillor cllr trustee heidie",
    "CHILD": "kid kids kiddies child children childs pupil pupils student students bairn bairns wean weans wain wains lad lads lass lasses lassie lassies"
    " girl girls boy boys son sons daughter daughters grandson granddaughter grandkids grandchildren niece nephew toddler toddlers teen teens teenager"
    " teenagers infant infants youngster youngsters schoolgirl schoolboy schoolgirls schoolboys bestie wee little young",
    "PARENT": "mum mums mam mams mom mummy mammy ma dad dads da daddy father mother parent parents carer carers stepdad stepmum stepfather nan nana nans gran"
    " granny grandad grandma grandpa uncle aunt aunty auntie brother sister family ammi abbu boyfriend bf girlfriend husband wife cousin ex partner babcia",
    "APP": "snap snapchat sc insta instagram ig whatsapp telegram tg discord kik tiktok signal roblox messenger viber skype dm dms inbox pm requests",
    "SEND": "add message msg text write call ring bell contact follow chat talk reply hmu",
    "WEAPON": "knife knives blade blades machete gun guns gat shank axe bat hammer acid petrol bomb bombs zk rambo sword crowbar pistol shotgun rifle crossbow"
    " hocho dagger_knife crossed_swords grenade bullet bullets brick bricks chib matches lighter",
    "HURT": "kill killing stab stabbed shoot batter battered punch punched smash burn beat beats slap slapped hurt hurts hurting deck knock bang shank bury strangle"
    " drown leather murder butcher chin lamp stamp torch kick kicked kicks grab grabbed grabs shove shoved drag dragged choke choked pinned pin hit hits hitting"
    " smack smacked throttle belt leathered marta martay maarte",
    "DIE": "die dying dead death suicide suicidal unalive overdose tablets pills hang noose bridge grave funeral coffin",
    "SAD": "scared afraid frightened alone lonely crying cry cries hate hurt hurting safe worried bruises bruise bruised cuts scars sleeves burden pointless worthless hopeless",
    "INSULT": "idiot idiots moron morons muppet muppets clown clowns imbecile cretin numpty numpties pillock plonker knob knobhead bellend dickhead scum scumbag tosser"
    " wanker twat prick git loser losers weirdo weirdos freak freaks trash troll trolls cow witch bitch bitches slag slags dragon snake liar liars coward cowards"
    " melt wasteman donkey sheep div dinlo bampot eejit eejits gobshite rat creep snowflake jobsworth thicko dunce vermin chav chavs tramp reject hypocrite parasite"
    " fool fools ponce gammon tool waster crook hag bint trout sod slob snob snobs bully bullies karen minger mingers",
    "NEG": "useless pathetic stupid thick ugly disgusting vile braindead clueless incompetent dumb worthless evil deluded mental cringe spineless gutless lazy ignorant"
    " nasty horrible rude arrogant smug fat smelly stinks stinking filthy dirty minging gross sick crap rubbish shit shite corrupt rotten bent dodgy fake phoney"
    " embarrassing embarrassment disgrace disgraceful shambles joke dump hole cult prison circus sour miserable bitter greedy snotty weird creepy sly twisted toxic"
    " shocking appalling diabolical rancid butters dry trash garbage boring ginger spotty chubby skint scruffy poor nitty slow lanky",
    "CROSS": "disappointed disappointing frustrated frustrating angry cross annoyed annoying upset unfair unacceptable unhappy ridiculous concerned concern complaint complain"
    " fuming furious fed outraged confused disagree object poor expensive overpriced late dangerous unsafe ignored ignoring",
    "POS": "lovely brilliant amazing fantastic superb wonderful beautiful great good best proud love loved loves loving awesome excellent gorgeous fab fabulous super"
    " well done congratulations congrats thanks thank ta cheers bless happy enjoyed enjoy fun cute adorable delighted talented clever kind legend legends star stars"
    " superstar superstars hero heroes cracking belting mint bostin lush class braw magic smashing champion glad pleased impressed welcome bravo diolch dziekuje"
    " llongyfarchiadau maith shukriya mashallah gratulacje felicitari multumesc red_heart clapping_hands_sign party_popper yellow_heart blue_heart purple_heart"
    " green_heart smiling_face_with_heart_shaped_eyes folded_hands glowing_star white_medium_star trophy first_place_medal sparkles person_raising_both_hands_in_celebration",
    "LOL": "lol lmao haha hahaha ha hehe rofl face_with_tears_of_joy rolling_on_the_floor_laughing loudly_crying_face skull jk banter bants joking joke kidding grinning_face_with_smiling_eyes upside_down_face",
    "ASK": "what when where who why how which can could would will is are do does did please anyone anybody someone pls plz",
    "MONEY": "£ quid tenner fiver cash paypal bank transfer money pay paid price prices cost sale sell selling buy bought cheap discount offer deal profit invest investment bitcoin"
    " crypto forex trading loan loans earn income earnings",
    "LINK": "click link bio profile website www http https com example net claim verify apply subscribe download",
    "DRUG": "weed bud cali ket ketamine mandy mdma coke cocaine pills xanax xans spice edibles shrooms nos vape vapes elfbars snus plug dealer gear zaza haze zoot spliff"
    " baggies vodka cider booze fags baccy gummies valium acid lean disposables electric_plug snowflake ziolo epety fajki geek lost_mary",
    "GROUP": "muslim muslims islam jew jews jewish black blacks asian asians pakistani pakistanis indian indians bengali somali somalis african africans arab arabs immigrant"
    " immigrants migrant migrants refugee refugees asylum foreigner foreigners romanian romanians pole poles polish gypsy gypsies traveller travellers roma gay gays"
    " lesbian lesbians trans transgender lgbt lgbtq queer chinese catholic catholics protestant disabled autistic syrian ukrainian mosque hijab turban headscarf english british white",
    "SLUR": "paki pakis nigger nigga chink gook wog coon kike yid gyppo pikey pikeys faggot faggots dyke tranny trannies poof poofter retard retards retarded spaz spastic mong"
    " cripple raghead polaczki brudasy ciapaty terrorist terrorists monkey monkeys ape apes banana",
    "SEX": "sexy horny nude nudes naked boobs tits arse ass bum cock dick pussy shag fit milf dilf wank sex onlyfans peng strip spank moan lingerie knickers panties aubergine cum"
    " legs curves body kiss cuddle bed smash hot peach stripper",
    "SWEAR": "fuck fucking fucked fucks fuckin fck fuk fk wtf stfu ffs cunt cunts bastard bastards bollocks piss pissed bullshit arsehole asshole shitty twats pricks kurwa bitchy motherfucker",
    "TIME": "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon weekend week lunch break bell pm am tmrw later soon",
    "PLACE": "gate gates school carpark park hall playground bus house home outside corner classroom office toilets street road lane flat door address shop station library canal alley",
    "HIDE": "secret tell telling private privately alone delete quiet between whisper hush hushed knows everyone everybody ask apparently heard rumour reason really wonder google",
    "GIFT": "present presents gift gifts lift robux skins sweets puppy puppies kitten kittens boots trainers ps5 model modelling scout audition photoshoot photos pics pictures selfie",
}  # fmt: skip
_OF: Final = {word: name for name, words in _LISTS.items() for word in words.split()}
_KEPT: Final = words_of(
    "the a an and or but of to in on at for with from by be been being am done have has had not no nor so if then than as that this"
    " these those it its there just only all any some more most much many very too also even still never ever again back up down out"
    " off over about into after before one two first last new old other same own such get got go going gone come came make made see"
    " seen look looks know think want wants need let say says said give take put dont cant wont didnt doesnt isnt wasnt arent couldnt"
    " wouldnt shouldnt every each both few lot lots bit way thing things day days year years times people man men woman women guy guys"
    " thats whats theres heres lets ok yes yeah aye oh hey hi hello sorry like real always because though without through around until"
    " since while against another nothing something everything anything else instead enough less least once twice almost nearly"
    " already yet maybe perhaps actually literally honestly seriously proper absolute absolutely total totally pure bare"
)
_WELL_KNOWN: Final = 6
"""From this on a first name is one of many births: log2 of them in any period."""


@lru_cache(maxsize=16384)
def class_of(word: str) -> str:
    """Return the class of a normalised word; a little word as itself; first names, numbers and the rest by what they are."""
    known = _OF.get(word)
    if known is not None:
        return known
    if word in _KEPT or len(word) == 1:
        return word
    if word.isdigit():
        return f"9{min(len(word), 6)}"
    if not word.isalpha():
        return "MIX"
    born = births(word)
    return "NAME" if born is not None and max(born[:3]) > _WELL_KNOWN else "WORD"
