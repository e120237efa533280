"""Every table and every enum, in one import."""

from models.account import Account, AccountGroup, KnownBrowser, Role, SignInSession, SignInThrottle
from models.audit import AuditChange, AuditEvent
from models.base import LARGEST_ID, LINE, NAME, PARAGRAPH, Base
from models.calendar_link import CalendarLink
from models.clinic import Clinic, Completion, Graduate, Programme
from models.consent import Consent, ConsentHow, ConsentKind, ConsentWording
from models.contact import ContactHow
from models.effort import Effort
from models.feeling import Face, Feeling
from models.graduate_import import GraduateImport, ImportHeading, UndoneFeedback
from models.group import GraduateGroup, Nation, Skill, Strength
from models.group_session import GroupSession, GroupSessionSkill, GroupSessionState, Series
from models.mail import MailKind, MailNews
from models.member import (
    Confirmation,
    LeavingReason,
    Member,
    MemberAway,
    MemberEvent,
    MemberNote,
    MemberOrigin,
    MemberState,
    MemberStep,
    MemberStrength,
    QuietContact,
    QuietOutcome,
)
from models.merge import GraduateMerge, MergeMove, Moved, NotSame
from models.published import AmongOthers, PublishedOthers
from models.referral import ENDED, CallRequest, ContactTry, Referral, ReferralEvent, ReferralState, ReferralStep
from models.register import ATTENDED, Mark, MarkEvent, MarkKind, SaidComing
from models.role import (
    Duty,
    DutyEvent,
    DutyState,
    GroupRole,
    GroupRoleStrength,
    Growth,
    MemberRole,
    Posture,
    SuggestionRun,
    Wish,
)

__all__ = [
    "ATTENDED",
    "ENDED",
    "LARGEST_ID",
    "LINE",
    "NAME",
    "PARAGRAPH",
    "Account",
    "AccountGroup",
    "AmongOthers",
    "AuditChange",
    "AuditEvent",
    "Base",
    "CalendarLink",
    "CallRequest",
    "Clinic",
    "Completion",
    "Confirmation",
    "Consent",
    "ConsentHow",
    "ConsentKind",
    "ConsentWording",
    "ContactHow",
    "ContactTry",
    "Duty",
    "DutyEvent",
    "DutyState",
    "Effort",
    "Face",
    "Feeling",
    "Graduate",
    "GraduateGroup",
    "GraduateImport",
    "GraduateMerge",
    "GroupRole",
    "GroupRoleStrength",
    "GroupSession",
    "GroupSessionSkill",
    "GroupSessionState",
    "Growth",
    "ImportHeading",
    "KnownBrowser",
    "LeavingReason",
    "MailKind",
    "MailNews",
    "Mark",
    "MarkEvent",
    "MarkKind",
    "Member",
    "MemberAway",
    "MemberEvent",
    "MemberNote",
    "MemberOrigin",
    "MemberRole",
    "MemberState",
    "MemberStep",
    "MemberStrength",
    "MergeMove",
    "Moved",
    "Nation",
    "NotSame",
    "Posture",
    "Programme",
    "PublishedOthers",
    "QuietContact",
    "QuietOutcome",
    "Referral",
    "ReferralEvent",
    "ReferralState",
    "ReferralStep",
    "Role",
    "SaidComing",
    "Series",
    "SignInSession",
    "SignInThrottle",
    "Skill",
    "Strength",
    "SuggestionRun",
    "UndoneFeedback",
    "Wish",
]
