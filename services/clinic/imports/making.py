"""The rows that an import makes, many to a statement, each with the import's id so that it can be undone whole."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models import AuditEvent, Base, Completion, Consent, ConsentKind, ConsentWording, Graduate, NotSame
from services import access, clock
from services.clinic.consent_statements import ConsentGiven
from services.clinic.consent_terms import last_day
from services.clinic.consent_wordings import current_wording
from services.clinic.imports.fates import Fate, Outcome, Who
from services.security.actor import Actor

_ACTION = {Fate.ADD: "graduate.added", Fate.COMPLETION: "graduate.completion_added"}


class Writer:
    """Writes outcomes part by part; a later one may be about somebody whom an earlier one added."""

    def __init__(self, db: Session, actor: Actor, import_id: int, new_programme_id: int | None) -> None:
        self._db, self._actor, self._import_id = db, actor, import_id
        self._new_programme_id = new_programme_id
        self._months = access.own_clinic(db, actor).consent_months
        self._now = clock.now()
        self._by_line: dict[int, int] = {}
        self._wordings: dict[ConsentKind, list[ConsentWording]] = {}

    def write(self, outcomes: Sequence[Outcome]) -> None:
        """One part of the list, in a fixed number of statements."""
        self._people([outcome for outcome in outcomes if outcome.fate is Fate.ADD])
        whole = [(outcome, self._id(outcome)) for outcome in outcomes]
        self._insert(
            Completion, [self._completion(outcome, one) for outcome, one in whole if outcome.fate is not Fate.CONSENT]
        )
        self._insert(Consent, [self._consent(given, one) for outcome, one in whole for given in outcome.consents])
        self._insert(NotSame, [pair for outcome, one in whole for pair in self._apart(outcome, one)])
        self._insert(AuditEvent, [event for outcome, one in whole for event in self._events(outcome, one)])

    def _insert(self, table: type[Base], rows: Sequence[Base]) -> None:
        """All of them in one statement: an object each would be a statement each on SQLite."""
        if rows:
            self._db.execute(insert(table), [row.model_dump(exclude={"id"}) for row in rows])

    def _people(self, added: list[Outcome]) -> None:
        forms = {f"import-{self._import_id}-{outcome.line.number}": outcome for outcome in added}
        self._insert(
            Graduate,
            [
                Graduate(
                    clinic_id=self._actor.clinic_id or 0,
                    created_at=self._now,
                    created_by_id=self._actor.account_id,
                    form=form,
                    import_id=self._import_id,
                    **vars(outcome.line.details),
                )
                for form, outcome in forms.items()
            ],
        )
        made = self._db.exec(select(Graduate.form, Graduate.id).where(col(Graduate.form).in_(forms)))
        self._by_line |= {forms[form or ""].line.number: id_ or 0 for form, id_ in made}

    def _id(self, outcome: Outcome) -> int:
        who = outcome.who or Who(line=outcome.line.number)
        return who.graduate_id or self._by_line[who.line or 0]

    def _completion(self, outcome: Outcome, graduate_id: int) -> Completion:
        assert outcome.place is not None  # noqa: S101 - whatever is written has a place
        return Completion(
            graduate_id=graduate_id,
            programme_id=outcome.place.run.id or self._new_programme_id or 0,
            completed_on=outcome.place.completed_on,
            recorded_at=self._now,
            recorded_by_id=self._actor.account_id,
            import_id=self._import_id,
        )

    def _consent(self, given: ConsentGiven, graduate_id: int) -> Consent:
        on = given.given_on or self._now.date()
        return Consent(
            graduate_id=graduate_id,
            kind=given.kind,
            wording_id=self._wording(given.kind, on),
            how=given.how,
            given_on=on,
            expires_on=None if self._months is None else last_day(on, self._months),
            recorded_at=self._now,
            recorded_by_id=self._actor.account_id,
            import_id=self._import_id,
        )

    def _wording(self, kind: ConsentKind, day: date) -> int:
        """The wording that was current on that day, as when a consent is recorded by hand."""
        if kind not in self._wordings:
            current_wording(self._db, kind)
            oldest_first = (
                select(ConsentWording).where(ConsentWording.kind == kind).order_by(col(ConsentWording.number))
            )
            self._wordings[kind] = list(self._db.exec(oldest_first))
        versions = self._wordings[kind]
        then = [version for version in versions if clock.local(version.created_at).date() <= day]
        return (then or versions[:1])[-1].id or 0

    def _apart(self, outcome: Outcome, graduate_id: int) -> list[NotSame]:
        """Somebody new whom the clinic told from somebody else: never offered again as perhaps one."""
        if outcome.fate is not Fate.ADD:
            return []
        others = {each.graduate_id or self._by_line.get(each.line or 0) for each in outcome.candidates}
        return [
            NotSame(
                graduate_id=min(graduate_id, other),
                other_id=max(graduate_id, other),
                at=self._now,
                account_id=self._actor.account_id,
            )
            for other in others
            if other is not None
        ]

    def _events(self, outcome: Outcome, graduate_id: int) -> list[AuditEvent]:
        # Without values: what an import wrote goes when it is undone, and leaves no trace of a person.
        actions = [_ACTION[outcome.fate]] if outcome.fate in _ACTION else []
        actions += [f"consent.{given.kind}.given" for given in outcome.consents]
        return [
            AuditEvent(
                at=self._now,
                account_id=self._actor.account_id,
                action=action,
                subject="graduate",
                subject_id=graduate_id,
                clinic_id=self._actor.clinic_id,
            )
            for action in actions
        ]
