"""Short forms of first names: Liz is Elizabeth, Bill is William."""

# Those that cannot be seen in the letters. Each line: names that are used for one another.
_FAMILIES = (
    "william will bill billy liam",
    "robert rob bob bobby bert",
    "richard rick dick richie",
    "elizabeth betty bess lizzie libby elsie",
    "margaret maggie peggy meg daisy greta",
    "james jim jimmy jamie",
    "john jack johnny",
    "katherine catherine kathryn kate katie kathy cathy kitty",
    "michael mike mick micky",
    "anthony antony tony",
    "edward ted teddy ned eddie",
    "henry harry hal",
    "stephen steven steve",
    "sarah sally sadie",
    "mary molly polly may",
    "ann anne anna annie nancy",
    "helen ellen eleanor nell nellie",
    "susan suzanne sue susie",
    "dorothy dot dolly",
    "charles charlie chuck",
    "francis frances frank fran",
    "jennifer jenny jen",
    "patricia pat patty trish tricia",
    "theresa teresa terry tess",
    "mohammed muhammad mohamed mohammad mo",
)
_FAMILY = {name: number for number, line in enumerate(_FAMILIES) for name in line.split()}
_SHORTEST = 3


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names, in small letters, are used for one another: by the list, or one within the other."""
    if one == other:
        return True
    if one in _FAMILY and _FAMILY[one] == _FAMILY.get(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and short in long
