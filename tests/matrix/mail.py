"""Everyone keeps their own mail preferences, and nobody another's."""

from services.mail import preferences
from tests.matrix import Row

EVERYONE = ("clinic", "clinic_2", "coordinator", "coordinator_2", "coordinator_3", "register_taker", "admin")

ROWS = (
    Row("mail.preferences.preferences", lambda _: preferences.preferences, EVERYONE),
    Row(
        "mail.preferences.set_preferences",
        lambda _: lambda actor: preferences.set_preferences(actor, "someone@post.example", ()),
        EVERYONE,
    ),
)
