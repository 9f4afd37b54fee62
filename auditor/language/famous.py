"""Names that pages of schools carry all year and that are no pupil's: history, books, screen, faith, houses and classes."""

from __future__ import annotations

from typing import Final

_FULL: Final = """
rosa parks|martin luther king|florence nightingale|mary seacole|grace darling|emily davison|emmeline pankhurst|anne frank|nelson mandela|winston churchill|isaac newton
|charles darwin|marie curie|rosalind franklin|alan turing|ada lovelace|albert einstein|stephen hawking|mary anning|neil armstrong|tim peake|mae jemison|katherine johnson
|amelia earhart|amy johnson|jesse owens|mo farah|marcus rashford|jessica ennis|tom daley|harry kane|david beckham|bukayo saka|lionel messi|leah williamson|lucy bronze
|william shakespeare|charles dickens|jane austen|emily bronte|charlotte bronte|anne bronte|roald dahl|julia donaldson|michael rosen|michael morpurgo|jacqueline wilson
|david walliams|malorie blackman|judith kerr|eric carle|beatrix potter|enid blyton|lewis carroll|dick king-smith|philip pullman|philip pugh|tom palmer|anthony browne
|quentin blake|axel scheffler|onjali rauf|liz pichon|jeff kinney|francesca simon|jill murphy|janet ahlberg|allan ahlberg|maurice sendak|dr seuss|benjamin zephaniah
|carol ann duffy|wilfred owen|siegfried sassoon|robert burns|rabbie burns|dylan thomas|william blake|william wordsworth|edward lear|maya angelou|christina rossetti
|vincent van gogh|pablo picasso|frida kahlo|claude monet|henri matisse|andy warhol|wassily kandinsky|georgia o'keeffe|william morris|barbara hepworth|yayoi kusama
|wolfgang amadeus mozart|gustav holst|edward elgar|johann sebastian bach|taylor swift|dua lipa|ed sheeran|harry styles|olivia rodrigo|billie eilish|lewis capaldi
|king charles|queen elizabeth|queen victoria|princess diana|prince william|prince harry|henry viii|anne boleyn|catherine parr|jane seymour|guy fawkes|oliver cromwell
|harry potter|hermione granger|ron weasley|oliver twist|bill sikes|charlie bucket|willy wonka|matilda wormwood|miss honey|miss trunchbull|mary poppins|peter pan|mary berry
|paddington bear|peter rabbit|winnie the pooh|alice in wonderland|robin hood|snow white|james bond|sherlock holmes|horrid henry|tracy beaker|billy elliot|sophie hatter
|percy jackson|greg heffley|tom gates|lara croft|luke skywalker|marco polo|david attenborough|greta thunberg|malala yousafzai|desmond tutu|mother teresa|mahatma gandhi
|barack obama|usain bolt|simone biles|joe wicks|bear grylls|steve backshall|prue leith|paul hollywood|ant and dec|john the baptist|st david|st patrick|st george|st andrew
|virgin mary|guru nanak|alan bennett|ted hughes|seamus heaney|spike milligan|arthur conan doyle|mary shelley|emma raducanu|andy murray|elsa and anna|romeo and juliet
|wallace and gromit|tam o'shanter|hansel and gretel|jack and the beanstalk|duke of edinburgh|jolly roger|jack frost|marie stopes|lord nelson|king arthur|king john
"""
_ONE: Final = """
darwin newton curie turing seacole pankhurst attenborough shackleton brunel faraday hawking einstein franklin nightingale mandela churchill shakespeare dickens austen bronte
brontes dahl donaldson rowling morpurgo walliams blackman rosen carle potter blyton tolkien kipling burns wordsworth tennyson byron shelley keats blake chaucer orwell golding
hepworth picasso monet matisse kahlo warhol kandinsky gogh hockney lowry turner constable mozart beethoven bach elgar holst handel vivaldi stormzy adele beyonce lizzo abba coldplay
nelson wellington drake raleigh cromwell gandhi malala thunberg farah rashford peake armstrong earhart anning lovelace somerville fleming jenner nobel fry wilberforce equiano
hermione dumbledore hagrid voldemort gryffindor hufflepuff ravenclaw slytherin gruffalo aslan frodo bilbo gandalf elsa olaf simba nala aladdin ariel rapunzel cinderella goldilocks
hamlet macbeth othello romeo juliet prospero caliban ariel oberon titania puck lear cordelia desdemona beatrice benedick portia shylock viola orsino malvolio iago banquo ophelia
scrooge fagin cratchit pip magwitch havisham bullseye matilda trunchbull wonka augustus veruca paddington rudolph santa grinch gulliver crusoe dracula frankenstein jekyll
krishna rama sita ravana ganesh ganesha hanuman lakshmi buddha muhammad jesus moses abraham goliath pharaoh gabriel herod pilate lazarus bethlehem nazareth haman mordechai
zeus hera apollo athena poseidon hades hercules theseus minotaur medusa icarus odysseus achilles thor odin loki anubis tutankhamun boudicca boudica caesar augustus hadrian
pudsey bluey peppa shrek pikachu mario minion spiderman batman superman
"""
FULL_NAMES: Final = frozenset(name.strip() for name in _FULL.replace("\n", "").split("|"))
SINGLE_NAMES: Final = frozenset(_ONE.split())


def fame_of(words: list[str]) -> str:
    """Return `full` for a well-known full name, `one` for a name that is known alone, else an empty string."""
    if " ".join(words) in FULL_NAMES:
        return "full"
    return "one" if words and (words[-1] in SINGLE_NAMES or words[0] in SINGLE_NAMES) else ""
