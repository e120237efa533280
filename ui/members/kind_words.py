"""A kind message to somebody who has not been for a while: to copy, or to send with one tap. No reproach in it."""

from urllib.parse import quote

from models import ContactHow
from services.members.person import Person

SUBJECT = "From the group"


def kind_words(person: Person, sender: str) -> str:
    """What to write. It asks nothing, and nothing of their health is in it."""
    return (
        f"Hello {person.name}, we have missed your company at the group and wanted to say hello. "
        f"There is no need to explain or to reply. You are welcome whenever it suits you, for as long as it suits you. "
        f"Warm wishes, {sender}"
    )


def ways_to_send(person: Person, words: str) -> list[tuple[str, str, str]]:
    """Label, address and icon of each way there is, the one they like best first."""
    ways: list[tuple[str, str, str]] = []
    if person.phone and person.contact_how is not ContactHow.EMAIL:
        number = "".join(character for character in person.phone if character.isdigit() or character == "+")
        ways.append(("Text them", f"sms:{number}?body={quote(words)}", ":material/sms:"))
        ways.append(("Call them", f"tel:{number}", ":material/call:"))
    if person.contact_how is ContactHow.CALL:
        ways.reverse()
    if person.email:
        address = f"mailto:{quote(person.email)}?subject={quote(SUBJECT)}&body={quote(words)}"
        ways.insert(
            0 if person.contact_how is ContactHow.EMAIL else len(ways), ("Email them", address, ":material/mail:")
        )
    return ways
