"""First visit and settled: set by the register alone, undone when the mark is undone (R5)."""

from sqlmodel import Session

from services.security.actor import Actor


def follow(db: Session, actor: Actor, member_id: int) -> None:
    """Brings the member's open referral to where the register says it is. Call after every change to a mark."""
