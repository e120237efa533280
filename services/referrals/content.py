"""What a referral carries across to the group: the minimum of R2, and nothing that must stay behind."""

from dataclasses import dataclass

from models import ContactHow, Graduate, Referral
from services.contact import Contact, check_fits, read_contact
from services.fields import Checks, is_phone_number
from services.referrals.nhs_numbers import holds_nhs_number


@dataclass(frozen=True)
class Content(Contact):
    """Everything that the coordinators will see, and the clinician's word that the group is suitable."""

    preferred_name: str
    reply_to: str = ""
    suitable: bool = False


def content_of(graduate: Graduate, reply_to: str) -> Content:
    """What the graduate's own record would send, not yet confirmed as suitable."""
    return Content(
        preferred_name=graduate.preferred_name,
        phone=graduate.phone,
        email=graduate.email,
        contact_how=graduate.contact_how,
        contact_when=graduate.contact_when,
        best_hopes=graduate.best_hopes,
        adjustments=graduate.adjustments,
        without_adjustments=graduate.without_adjustments,
        reply_to=reply_to,
    )


def content_from(row: Referral) -> Content:
    """The content that a referral carries."""
    return Content(**{name: getattr(row, name) for name in Content.__dataclass_fields__})


def checked(check: Checks, given: Content) -> Content:
    """The content, trimmed and checked; problems go to `check`."""
    result = Content(
        preferred_name=check.name("preferred_name", "Preferred name", given.preferred_name),
        reply_to=check.line("reply_to", "Where to reply", given.reply_to),
        suitable=given.suitable,
        **vars(read_contact(check, given)),
    )
    for field, label in _FREE_TEXT.items():
        text = getattr(given, field)
        check.that(
            not holds_nhs_number(text) or (field == "phone" and is_phone_number(text)),
            field,
            f"{label} seems to hold an NHS number. The group does not need it; please take it out.",
        )
    return result


def check_ready(check: Checks, content: Content) -> None:
    """What must be there before it can be sent, on top of `checked`."""
    check.that(
        content.suitable,
        "suitable",
        "A clinician must confirm that the group is suitable. Tick the box once they have.",
    )
    check.that(
        bool(content.phone or content.email) or content.contact_how is ContactHow.IN_PERSON,
        "phone",
        "The group needs a way to reach them. Give a phone number or an email address, or choose “In person only”.",
    )
    check_fits(check, content)


_FREE_TEXT = {
    "preferred_name": "Preferred name",
    "phone": "Phone",
    "contact_when": "Best time",
    "best_hopes": "Best hopes",
    "adjustments": "Adjustments",
    "without_adjustments": "What happens without them",
    "reply_to": "Where to reply",
}
