"""What the coordinators will see of a referral, before it is sent (R2)."""

from models import ReferralState
from services import clock
from services.contact import Contact
from services.fields import Checks
from services.referrals.content import Content, checked
from services.referrals.waiting import Waiting
from services.referrals.welcoming import Arrival


def preview(content: Content, referrer: str) -> Arrival:
    """The arrival that this content would make if it were sent now: trimmed and written as it will be kept.

    What still needs mending is shown as it was typed.
    """
    kept = checked(Checks(), content)
    return Arrival(
        id=0,
        member_id=None,
        name=kept.preferred_name,
        state=ReferralState.SENT,
        sent_at=clock.now(),
        days=0,
        waiting=Waiting.NO,
        referrer=referrer,
        reply_to=kept.reply_to,
        call_asked=False,
        **{name: getattr(kept, name) for name in Contact.__dataclass_fields__},
    )
