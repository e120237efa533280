"""What a new group starts with: skills (R17), strengths, and roles. The group edits them as it likes."""

from dataclasses import dataclass

from sqlmodel import Session

from models import Effort, GroupRole, GroupRoleStrength, Posture, Skill, Strength

SKILLS = (
    "Acceptance",
    "Support team",
    "Pacing",
    "Prioritising",
    "Goals",
    "Patience",
    "Relaxation",
    "Movement",
    "Diary",
    "Setback plan",
    "Teamwork",
    "Keeping it up",
    "Sleep",
    "Communication",
)

STRENGTHS = (
    "Putting people at ease",
    "Listening",
    "Noticing who is quiet",
    "Humour",
    "Encouraging others",
    "Explaining things clearly",
    "Speaking to a group",
    "A calm voice",
    "Organising",
    "Keeping time",
    "Remembering details",
    "Writing",
    "Good with numbers",
    "Good with technology",
    "Baking and cooking",
    "Making and mending",
    "Music and art",
    "Reading and books",
    "Gardening and nature",
    "Practical and handy",
)


@dataclass(frozen=True)
class DefaultRole:
    """A role as a new group gets it; `strengths` are those it draws on."""

    name: str
    description: str
    effort: Effort
    posture: Posture
    needs_backup: bool
    strengths: tuple[str, ...]


ROLES = (
    DefaultRole(
        "Welcomer",
        "Meets people at the door and sits with anyone new",
        Effort.LOW,
        Posture.STANDING,
        True,
        ("Putting people at ease", "Listening", "Noticing who is quiet"),
    ),
    DefaultRole(
        "Refreshments",
        "Puts the kettle on and sets out cups",
        Effort.MEDIUM,
        Posture.STANDING,
        True,
        ("Baking and cooking", "Putting people at ease"),
    ),
    DefaultRole(
        "Timekeeper",
        "Keeps an eye on the clock and calls the breaks",
        Effort.LOW,
        Posture.SEATED,
        False,
        ("Keeping time", "Organising"),
    ),
    DefaultRole(
        "Relaxation lead",
        "Reads or plays a relaxation",
        Effort.MEDIUM,
        Posture.SEATED,
        True,
        ("A calm voice", "Speaking to a group"),
    ),
    DefaultRole(
        "Set-up",
        "Puts out chairs and tables",
        Effort.HIGH,
        Posture.LIFTING,
        True,
        ("Practical and handy", "Organising"),
    ),
    DefaultRole(
        "Pack-away",
        "Puts chairs and tables back",
        Effort.HIGH,
        Posture.LIFTING,
        True,
        ("Practical and handy", "Organising"),
    ),
    DefaultRole(
        "Notes",
        "Writes down what was talked about",
        Effort.LOW,
        Posture.SEATED,
        False,
        ("Writing", "Remembering details"),
    ),
    DefaultRole(
        "Library",
        "Looks after the books and leaflets",
        Effort.LOW,
        Posture.SEATED,
        False,
        ("Reading and books", "Organising"),
    ),
    DefaultRole(
        "Social media",
        "Keeps the group's page friendly and up to date",
        Effort.LOW,
        Posture.SEATED,
        False,
        ("Good with technology", "Writing"),
    ),
    DefaultRole(
        "Treasurer",
        "Looks after the tea money",
        Effort.MEDIUM,
        Posture.SEATED,
        True,
        ("Good with numbers", "Remembering details"),
    ),
)


def add_defaults(db: Session, group_id: int) -> None:
    """Gives a new group its skills, strengths and roles."""
    db.add_all(Skill(group_id=group_id, name=name) for name in SKILLS)
    strengths = {name: Strength(group_id=group_id, name=name) for name in STRENGTHS}
    roles = {role.name: _row(role, group_id) for role in ROLES}
    db.add_all([*strengths.values(), *roles.values()])
    db.flush()
    db.add_all(
        GroupRoleStrength(group_role_id=roles[role.name].id or 0, strength_id=strengths[name].id or 0)
        for role in ROLES
        for name in role.strengths
    )


def _row(role: DefaultRole, group_id: int) -> GroupRole:
    return GroupRole(
        group_id=group_id,
        name=role.name,
        description=role.description,
        effort=role.effort,
        posture=role.posture,
        needs_backup=role.needs_backup,
    )
