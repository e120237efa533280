"""How to reach and welcome someone: read the same way wherever clinic or group types it."""

from dataclasses import dataclass

from models import ContactHow
from services.fields import Checks

_BY_PHONE = (ContactHow.CALL, ContactHow.TEXT)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How to reach and welcome someone, as typed. Everything may be left empty."""

    phone: str = ""
    email: str = ""
    contact_how: ContactHow = ContactHow.ANY
    contact_when: str = ""
    best_hopes: str = ""
    adjustments: str = ""
    without_adjustments: str = ""


def read_contact(check: Checks, given: Contact) -> Contact:
    """The fields as they can be kept; what needs mending goes to `check`."""
    return Contact(
        phone=check.phone("phone", "The phone number", given.phone),
        email=check.email("email", "The email address", given.email),
        contact_how=ContactHow(given.contact_how),
        contact_when=check.line("contact_when", "Best time", given.contact_when),
        best_hopes=check.paragraph("best_hopes", "Best hopes", given.best_hopes),
        adjustments=check.paragraph("adjustments", "Adjustments that help", given.adjustments),
        without_adjustments=check.paragraph(
            "without_adjustments", "What happens without them", given.without_adjustments
        ),
    )


def check_fits(check: Checks, contact: Contact) -> None:
    """That the fields fit together: the way chosen can be used, and adjustments come with what happens without."""
    check.that(
        contact.contact_how not in _BY_PHONE or bool(contact.phone),
        "phone",
        "To be called or texted they need a phone number. Add one, or choose another way.",
    )
    check.that(
        contact.contact_how is not ContactHow.EMAIL or bool(contact.email),
        "email",
        "To be emailed they need an address. Add one, or choose another way.",
    )
    check.that(
        bool(contact.without_adjustments) or not contact.adjustments,
        "without_adjustments",
        "Say what happens without the adjustments, so that the group knows how much they matter.",
    )
