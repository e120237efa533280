"""What a column holds, by the words above it: as NHS systems and people name them."""

import re

from services.clinic.imports.lines import Holds

# Tried in this order against the heading in small letters and digits only, without spaces.
_MEANINGS: tuple[tuple[Holds, str], ...] = (
    # Before anything that they contain: what is left where it is.
    (Holds.NOTHING, r"nhs(no|num|id|$)|nhsnumber|newnhs"),
    (
        Holds.NOTHING,
        r"^(gp|consultant|referr|clinician|therapist|keyworker|nextofkin|nok|emergency|carer|ward|staff)",
    ),
    (Holds.EMAIL, r"e?mail"),
    (Holds.NOTHING, r"hospital|^(mrn|pas|rio|systmone|emis|crn|unitno|ubrn)|recordno|casenote|localid|identifier"),
    (Holds.NOTHING, r"diagnos|medicat|drug|condition|painscore|phq|gad7|risk|allerg|ethnic|gender|^sex$|postcode|addr"),
    (Holds.FEEDBACK, r"feedback|(consent|agree|permission).*(report|update|tell|progress)"),
    # A bare "Consent" may be to anything, so it is left for a person to say.
    (
        Holds.SHARE,
        r"(consent|agree|permission|happy|ok)(ed|s)?(to)?.*(share|sharing|passon|graduategroup)|^shar(e|ing)",
    ),
    (Holds.WITHOUT_ADJUSTMENTS, r"without(the)?(adjust|them|it|help)|ifnot|whathappenswithout"),
    (Holds.ADJUSTMENTS, r"adjust|accessneed|accessrequire|accessib|^needs$|supportneed|reasonable"),
    (Holds.BEST_HOPES, r"besthope|^hopes?$|goals?$|aims?$"),
    (
        Holds.CONTACT_WHEN,
        r"best(time|day)|when(to|best|canwe)?(call|contact|ring|reach|phone)|timeto(call|contact|ring)",
    ),
    (Holds.PHONE, r"phone|mobile|^mob|^tel(no|num|$)|^tel|contactn(o|um)|^cell|landline|^home(no|num|tel)"),
    (Holds.BORN_ON, r"^dob|dob$|birth|^born|^bday"),
    (Holds.COMPLETED_ON, r"^discharg|complet|^end(ed|date|s)?|dateended|finish|^lastsession|graduat.*(date|on)$"),
    (Holds.PREFERRED_NAME, r"^(known|likes?tobe|prefer|called|goesby|nickname|alias)|preferredname|knownas|calledname"),
    (Holds.FULL_NAME, r"(sur|last|family)name.*(fore|first|given)name|(fore|first|given)name.*(sur|last|family)name"),
    (Holds.FIRST_NAME, r"fore?name|firstname|givenname|^first$|^given$|christianname|^fname$"),
    (Holds.LAST_NAME, r"surname|lastname|familyname|^last$|^family$|secondname|^lname$|^sname$"),
    (Holds.PROGRAMME, r"program|cohort|group|^pmp|course|^class|intake"),
    (Holds.NOTHING, r"start|username|filename|venue|facilitator|^no$|title$"),
    (Holds.FULL_NAME, r"name|^(patien|client|person|people|graduate|participant|attende)"),
)
_COMPILED = tuple((holds, re.compile(pattern)) for holds, pattern in _MEANINGS)
_NHS_NUMBER = _COMPILED[0][1]


def normalised(heading: str) -> str:
    """The heading as it is compared and remembered: small letters and digits alone.

    >>> normalised("  D.O.B. "), normalised("E-mail\\nAddress")
    ('dob', 'emailaddress')
    """
    return re.sub(r"[\W_]+", "", heading.casefold())


def meaning(heading: str) -> Holds | None:
    """What a heading says its column holds: `NOTHING` for what is left out on purpose, None when it says nothing."""
    key = normalised(heading)
    return next((holds for holds, pattern in _COMPILED if pattern.search(key)), None)


def is_nhs_number(heading: str) -> bool:
    """Whether the column is one of NHS numbers, which never come in (R2)."""
    return bool(_NHS_NUMBER.search(normalised(heading)))


def surname_first(heading: str) -> bool:
    """Whether a heading over whole names says that they begin with the surname: "Surname, forename"."""
    found = re.search(r"(surname|lastname|familyname).*(forename|firstname|givenname)", normalised(heading))
    return bool(found)
