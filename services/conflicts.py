"""Turns a refused constraint into words, by the constraint's name."""

import re
from functools import lru_cache

from sqlalchemy import Index, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from models import Base
from services.errors import Conflict

OTHERWISE = "That does not fit with what is already there, so nothing was changed. Look again and try once more."

WORDS = {
    "uq_account_username": "That username is taken. Choose another.",
    "uq_clinic_name": "There is already a clinic of that name. Choose another name.",
    "uq_consent_one_in_force": "That consent is already in force. If they have agreed anew, renew it.",
    "uq_consent_wording_kind_number": (
        "Someone else has just written a new version of this wording, so yours was not saved. "
        "Read theirs, then save again if it still needs changing."
    ),
    "uq_call_request_one_open": "The clinic has already been asked to call, and will. There is nothing more to do.",
    "uq_completion_graduate_id_programme_id": "That programme is already recorded for this person.",
    "uq_duty_one_each": "They already have that role at that group session.",
    "uq_graduate_group_clinic_id_name": "This clinic already has a group of that name. Choose another name.",
    "uq_graduate_merge_one_standing": (
        "Somebody has just merged this entry, so nothing was changed. Look at the list again."
    ),
    "uq_graduate_form": "They have just been added. Look for them under Referrals.",
    "uq_group_role_group_id_name": "There is already a role of that name. Choose another name.",
    "uq_group_session_one_at_a_time": "There is already a group session at that time. Choose another time.",
    "uq_member_group_id_graduate_id": "They are already a member of this group.",
    "uq_programme_clinic_id_name": "There is already a programme of that name. Choose another name.",
    "uq_referral_one_open": "They already have an open referral to this group. Open it under Referrals.",
    "uq_skill_group_id_name": "That skill is already on the list.",
    "uq_strength_group_id_name": "That strength is already on the list.",
}


def conflict_of(error: IntegrityError) -> Conflict:
    """The conflict that a refused write means to a person."""
    return Conflict(WORDS.get(constraint_name(error), OTHERWISE))


def constraint_name(error: IntegrityError) -> str:
    """The constraint's name: PostgreSQL says it, SQLite names the columns of a unique one."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or ""
    text = str(error.orig)
    if found := re.search(r"CHECK constraint failed: (\w+)", text):
        return found[1]
    if found := re.search(r"UNIQUE constraint failed: (.+)", text):
        return _unique_by_columns().get(found[1], "")
    return ""


@lru_cache(maxsize=1)
def _unique_by_columns() -> dict[str, str]:
    return {
        ", ".join(f"{table.name}.{column.name}" for column in rule.columns): str(rule.name)
        for table in Base.metadata.sorted_tables
        for rule in _unique_rules(table)
    }


def _unique_rules(table: Table) -> list[Index | UniqueConstraint]:
    constraints = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [*constraints, *(index for index in table.indexes if index.unique)]
