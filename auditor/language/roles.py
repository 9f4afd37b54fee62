"""Words that tell a child from an adult, a character or a place, by class."""

from __future__ import annotations

from typing import Final


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(text.split())


CLASSES: Final = {
    "title": words_of(
        "mr mrs miss ms mx dr sir dame lord lady rev revd reverend fr father sister brother canon bishop archbishop dean imam"
        " rabbi maulana mufti granthi bhai bibi giani pastor vicar deacon coach cllr councillor pc pcso wpc sgt sergeant"
        " inspector major colonel lieutenant prof professor chef nurse madame monsieur senora herr frau pan pani aunty auntie"
        " uncle nan nanny granny grandma grandad grandpa nana granda dj king queen prince princess emperor empress president"
        " saint st ste santa pharaoh tsar captain cpt commander sensei sifu judge mayor mayoress mp msp mlb baroness ustad"
        " ustadh ustadha apa baji chacha mullah sheikh hafiz syr"
    ),
    "job": words_of(
        "head headteacher headmaster headmistress principal deputy teacher ta hlta sendco senco governor governors chair"
        " caretaker janitor site manager cook chef secretary receptionist office bursar librarian technician trainer tutor"
        " instructor coach director officer nurse matron counsellor chaplain vicar minister priest student-teacher"
        " firefighter firefighters paramedic police policeman policewoman ranger farmer vet dentist doctor plumber"
        " electrician builder architect engineer scientist professor author writer poet illustrator artist photographer"
        " sculptor storyteller musician singer dancer actor actress composer conductor choreographer painter novelist"
        " historian explorer inventor astronaut olympian paralympian athlete footballer cricketer boxer swimmer champion"
        " player captain-of-industry mp mayor councillor lollipop crossing patrol warden driver escort volunteer volunteers"
        " trustee treasurer organist verger bishop curate pta fundraiser mentor lead leader assistant supervisor"
        " midday mds keyworker practitioner ect nqt trainee apprentice retiring retired retires retire retirement staff"
        " colleague colleagues team baker butcher florist hairdresser barber owner solicitor magistrate veteran grandparent"
        " mum dad mam mummy daddy parent parents carer nan grandma grandad auntie uncle wife husband widow son-in-law"
        " matron housemistress housemaster groundsman groundskeeper cleaner cleaners porter bus-driver ambassador"
        " marshal marshals judge judges referee referees umpire assessor assessors inspector inspectors guide guides bandmaster dancers actors musicians artists"
        " authors poets midwife midwives paramedics builders plumbers gardener gardeners landlord postman postie milkman cooks chefs drivers ministers"
        " moderator moderators examiner examiners adjudicator adjudicators compere host hosts hosted presenters coaches trainers tutors mentors officers nurses"
        " rangers vets doctors engineers architects scientists professors scientist writers storytellers illustrators photographers singer-songwriter"
        " pgce student-teacher ceo chairman chairwoman chairperson chaplains priests deacons instructors technicians supervisors assistants clerk clerks"
        " administrator administrators manager managers organiser organisers elf hyfforddwr cogydd athrawes athro pennaeth ficer cerddor awdur bardd dirprwy"
        " gofalwr muinteoir oide ceannard cook-in-charge seamstress tailor knitter weaver potter blacksmith shepherd lifeguard lifeguards bell-ringer"
        " reporter journalist presenter radio dj speaker visitor guest expert founder sponsor co-founder ceo"
    ),
    "subject": words_of(
        "psychology chemistry maths mathematics english history geography pe re physics biology drama art music computing dt french spanish german science"
        " sociology economics business politics philosophy latin textiles food graphics photography media law ict technology welsh gaelic sport sports"
    ),
    "parent_of": words_of(
        "mum dad mam mummy daddy mother father parents nan nana nanny granny grandma grandad family uncle"
    ),
    "child": words_of(
        "pupil pupils student students child children kid kids lad lads lass lassie girl girls boy boys son daughter grandson"
        " granddaughter brother sister sibling twin twins baby toddler teen teenager teenage youngster friend friends"
        " classmate classmates mate bairn wean wee prefect captain monitor councillor ambassador reporter leaver leavers"
        " niece nephew cousin godson goddaughter big little youngest eldest toddler puppy-free scholar sixth-former former"
        " keeper goalkeeper striker defender midfielder bowler batter scorer reader writer mathematician winner winners"
        " runner-up finalist finalists nephew lil cub cubs beaver beavers brownie brownies scout scouts rainbow guides cadet"
    ),
    "year": words_of(
        "year yr yrs y yy class form reception nursery preschool pre-school rec eyfs ks1 ks2 ks3 ks4 ks5 sixth p1 p2 p3 p4 p5"
        " p6 p7 s1 s2 s3 s4 s5 s6 y1 y2 y3 y4 y5 y6 y7 y8 y9 y10 y11 y12 y13 primary blwyddyn dosbarth infants juniors"
        " year1 year2 year3 year4 year5 year6 rang grade gcse gcses a-level a-levels sats eleven-plus"
    ),
    "age": words_of("aged age birthday turned turns turning old"),
    "award": words_of(
        "star award awards certificate certificates winner winners won wins winning medal medals prize trophy champion"
        " headteacher's merit merits points mvp gold silver bronze distinction selected picked chosen presented awarded"
        " shortlisted congratulations congrats congratulated kudos llongyfarchiadau llongyfs badge belt grade runner"
    ),
    "praise": words_of(
        "well done proud brilliant amazing fantastic superb wonderful lovely beautiful super superstar bravo hooray kudos"
        " shout shoutout shout-out mention massive huge big thanks thank welcome star da iawn congrats fab fabulous clever"
    ),
    "place": words_of(
        "house road street lane avenue close drive way park hall school primary academy college church chapel cathedral"
        " mosque temple hospital hospice centre center station bridge river lake wood woods farm castle museum gallery"
        " theatre stadium ground arena library room block building wing garden gardens field playground court trust"
        " foundation team united city town rovers fc rfc afc class cup shield trophy award prize memorial day week night"
        " storm hurricane site pitch studio lab suite club inn arms hotel cafe shop stores ltd & sons bakery nursery"
        " square terrace crescent grove hill mews row walk county island bay beach pier festival fund scheme high"
    ),
    "made": words_of(
        "book books novel story stories poem poems play film movie musical series character characters played plays playing"
        " role part cast starring as dressed costume author written wrote read reading illustrated song songs painting"
        " paintings portrait statue quote said famous born died history historical king queen legend myth tale god goddess"
        " feast saint patron biography diary gruffalo"
    ),
    "animal": words_of(
        "dog cat rabbit guinea pig hamster hen hens chicken chickens goat goats sheep lamb pony horse donkey tortoise snail"
        " stick fish goldfish snake lizard gecko bear teddy bears toy mascot robot minibus bus puppet skeleton tree owl duck"
        " ducks ducklings chick chicks piglet therapy puppy kitten bearded dragon class's named called"
    ),
}
OF_WORD: Final[dict[str, tuple[str, ...]]] = {}
for _name, _members in CLASSES.items():
    for _member in _members:
        OF_WORD[_member] = (*OF_WORD.get(_member, ()), _name)
PARTICLES: Final = words_of(
    "van der den de del di da dos bin bint ibn al el ap ab ní ni ó mac mc nic ua von le la ter o"
)
