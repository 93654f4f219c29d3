"""What people are called and what they are registered as: Bill is William.

At a stall people give the name they go by. Two names are taken for one here only where everybody would: the short form
of a given name, in English and in a few other languages whose speakers often stand on our registers. It never makes two
people one by itself: the family name and the address must agree as well.
"""

from functools import cache

_FAMILIES = """
alexander alex al alec sandy sasha | alexandra alex sandra sandy sasha | andrew andy drew | anthony tony ant
antonio tony toni | barbara barb babs barbie | benjamin ben benny benji | bernadette bernie | beverley bev
catherine cathy cath kate katie kath | katherine kathy kath kate katie kat | kathleen kath kathy kay
charles charlie chas chuck | charlotte charlie lottie lotte | christine chris chrissie tina
christopher chris kit topher | daniel dan danny | david dave davy | deborah debbie deb debs | derek del
desmond des | donald don donny | dorothy dot dottie dolly | edward ed eddie ted teddy ned | elizabeth liz lizzie beth
eliza betty libby lisa bess | eleanor ellie nell nora | frances fran frankie | francis frank frankie
frederick fred freddie | gareth gaz gary | geoffrey geoff | gerald gerry jerry | gillian gill jill
gregory greg | harold harry hal | harriet hattie harry | henry harry hal | isabella bella izzy isobel
jacqueline jackie jacqui | james jim jimmy jamie | janet jan | jennifer jenny jen | jessica jess jessie
joanne jo joanna | john jack johnny | jonathan jon jonny | joseph joe joey | josephine jo josie
joshua josh | judith judy jude | julian jules | julie jules | kenneth ken kenny | kimberley kim
lawrence larry laurie | leonard len lenny | leslie les | lucinda lucy cindy | madeleine maddy maddie
malcolm mal | margaret maggie meg peggy marge margie greta | martin marty | matthew matt matty
maureen mo | megan meg | michael mike mick mickey mikey | michelle shelly shell | mohammed mohamed muhammad mo
mohammad mohamed muhammad mohammed mo | natalie nat | natasha tasha | nathaniel nathan nat nate | nicholas nick nicky
nicola nicky nikki | nigel nige | oliver ollie olly | olivia liv livvy | pamela pam | patricia pat patsy tricia trish
patrick pat paddy | penelope penny | peter pete | philip phil pip | phillip phil pip | raymond ray | rebecca becky becca
richard rick dick ricky rich richie | robert bob bobby rob robbie bert | roger rodge | ronald ron ronnie
rosemary rose rosie | samantha sam sammy | samuel sam sammy | sarah sally sadie | sharon shaz | shirley shirl
sidney sid | simon si | stanley stan | stephanie steph stevie | stephen steve stevie | steven steve stevie
stuart stu | susan sue susie suzie | suzanne sue suzie | terence terry tel | theodore ted teddy theo
thomas tom tommy | timothy tim timmy | tracey trace | trevor trev | valerie val | vera vee | victoria vicky vic tori
vincent vince vinny | walter wally walt | wendy wend | william bill billy will willie liam | winston win
zachary zac zach | abigail abby gail | adam ad | alan al | alfred alf alfie | amanda mandy | amelia millie milly amy
angela angie | arthur art | brian bri | caroline carrie caz | florence flo florrie | graham gray | hannah han
helen nell nellie | jeremy jerry jem | kevin kev | linda lin lyn | luke lukey | mark marky | neil neilly | sheila she
krzysztof krzysiek chris | katarzyna kasia kate | malgorzata gosia | agnieszka aga | tomasz tomek tom | piotr piotrek peter
michal michael | andrzej andrew | elzbieta ela | magdalena magda | joanna asia jo | pawel paul | lukasz luke
siobhan shiv | padraig pat paddy | mehmet memo | abdul abdal | rajesh raj | gurpreet gary | harpreet harry
alexandru alex | mihaela miha | gabriela gabi | cristina cris tina | oluwaseun seun | babatunde tunde
chukwuemeka emeka | temitope temi tope | funmilayo funmi
"""


@cache
def _circles() -> dict[str, frozenset[int]]:
    """For each name, the circles of names that it belongs to."""
    found: dict[str, set[int]] = {}
    lots = " | ".join(_FAMILIES.strip().splitlines()).split("|")
    for number, names in enumerate(lots):
        for name in names.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_short_for(one: str, other: str) -> bool:
    """Whether one may be what people who are registered as the other are called; small letters, no accents."""
    circles = _circles()
    return bool(circles.get(one, frozenset()) & circles.get(other, frozenset()))


def short_forms(name: str) -> tuple[str, ...]:
    """What people registered under this name may be called; none where we know none."""
    lots = " | ".join(_FAMILIES.strip().splitlines()).split("|")
    found = [names.split()[1:] for names in lots if names.split()[0] == name]
    return tuple(found[0]) if found else ()
