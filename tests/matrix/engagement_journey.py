"""Who may see the further questions about referrals, staying and sharing."""

from services.engagement.conversion import conversion
from services.engagement.leaving import leaving
from services.engagement.shared_load import shared_load
from services.engagement.staying import staying
from services.engagement.waits import waits
from tests.matrix import Row

WORKS, ELSEWHERE = ("clinic", "coordinator", "coordinator_2"), ("clinic_2", "coordinator_3")

ROWS: tuple[Row, ...] = (
    Row(
        "engagement.conversion.conversion",
        lambda cast: lambda actor: conversion(actor, cast.group.id or 0),
        WORKS,
        ELSEWHERE,
    ),
    Row("engagement.waits.waits", lambda cast: lambda actor: waits(actor, cast.group.id or 0), WORKS, ELSEWHERE),
    Row("engagement.staying.staying", lambda cast: lambda actor: staying(actor, cast.group.id or 0), WORKS, ELSEWHERE),
    Row("engagement.leaving.leaving", lambda cast: lambda actor: leaving(actor, cast.group.id or 0), WORKS, ELSEWHERE),
    Row(
        "engagement.shared_load.shared_load",
        lambda cast: lambda actor: shared_load(actor, cast.group.id or 0),
        WORKS,
        ELSEWHERE,
    ),
)
