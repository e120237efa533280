"""The standing cast: the demo accounts of the product, in two clinics, with a group each."""

from dataclasses import dataclass
from datetime import timedelta

from models import Clinic, GraduateGroup, Role
from services import clock
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import make

# No password matches it: for tests that never sign in.
NO_PASSWORD = "not a hash"


@dataclass(frozen=True)
class Cast:
    """Who is on stage. Actors are built from rows, as sign-in builds them."""

    riverside: Clinic
    hillside: Clinic
    group: GraduateGroup
    other_group: GraduateGroup
    clinic: Actor
    clinic_2: Actor
    coordinator: Actor
    coordinator_2: Actor
    coordinator_3: Actor
    register_taker: Actor
    admin: Actor

    @property
    def everyone(self) -> dict[str, Actor]:
        names = ("clinic", "clinic_2", "coordinator", "coordinator_2", "coordinator_3", "register_taker", "admin")
        return {name: getattr(self, name) for name in names}


def assemble(hashed: str = NO_PASSWORD) -> Cast:
    riverside, hillside = make.clinic(), make.clinic("Hillside Pain Clinic", reply_to="team@hillside.example")
    group, other = (
        make.group(riverside),
        make.group(hillside, "Hillside Graduate Group", venue="Hillside Hall"),
    )

    def staff(username: str, clinic: Clinic) -> Actor:
        return actor_of(make.account(username, Role.CLINIC_STAFF, clinic_id=clinic.id, password_hash=hashed))

    def coordinator(username: str, of: GraduateGroup) -> Actor:
        groups = (of.id or 0,)
        made = make.account(username, Role.COORDINATOR, groups=groups, password_hash=hashed)
        return actor_of(made, groups)

    return Cast(
        riverside=riverside,
        hillside=hillside,
        group=group,
        other_group=other,
        clinic=staff("clinic", riverside),
        clinic_2=staff("clinic-2", hillside),
        coordinator=coordinator("coordinator", group),
        coordinator_2=coordinator("coordinator-2", group),
        coordinator_3=coordinator("coordinator-3", other),
        register_taker=actor_of(
            make.account(
                "register-taker",
                Role.REGISTER_TAKER,
                groups=(group.id or 0,),
                valid_until=clock.today() + timedelta(days=30),
                password_hash=hashed,
            ),
            (group.id or 0,),
        ),
        admin=actor_of(make.account("admin", Role.ADMINISTRATOR, password_hash=hashed)),
    )
