"""The number of a member on paper: printed on the attendance sheet, typed when a past one is entered from it."""

from sqlmodel import Session, col, select

from models import Member


def numbers(db: Session, group_id: int) -> dict[int, int]:
    """Each member's permanent number in the group, by member id: 1 for the first who ever joined, and so on.

    Everybody who was ever a member counts, people who left or were erased among them, and no member row is ever
    deleted: so a number never shifts, and a sheet printed a year ago still says whom it means.
    """
    everyone = select(col(Member.id)).where(Member.group_id == group_id).order_by(col(Member.id))
    return {member_id: number for number, member_id in enumerate(db.exec(everyone), start=1) if member_id}
