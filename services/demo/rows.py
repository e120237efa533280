"""Rows waiting to be written in bulk. Ids are given here, so that rows can refer to each other before that."""

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import func, insert, select, text
from sqlmodel import Session

from models import Base


class Rows:
    """Plain values by table: a thousand groups are millions of rows, too many for one object each."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()
        self._waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)

    def new_id(self, model: type[Base]) -> int:
        """The next id of a table, for a row that is added later."""
        name = _table(model)
        self._last[name] += 1
        return self._last[name]

    def add(self, model: type[Base], **values: Any) -> int:
        """Keeps a row with the model's defaults for what is not given. Returns its id, 0 for a table without one."""
        defaults = _defaults(model)
        if "id" in defaults and "id" not in values:
            values["id"] = self.new_id(model)
        self._waiting[_table(model)].append({**defaults, **values})
        return values.get("id") or 0

    def write(self, db: Session) -> None:
        """Writes what waits, each table after those it refers to."""
        for table in Base.metadata.sorted_tables:
            if rows := self._waiting.pop(table.name, None):
                db.connection().execute(insert(table), rows)

    def finish(self, db: Session) -> None:
        """Lets PostgreSQL count on from the ids given here."""
        if db.connection().dialect.name != "postgresql":
            return
        for name in self._last:
            table = Base.metadata.tables[name]
            newest = db.connection().scalar(select(func.max(table.c.id)))
            if newest:
                following = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :newest)")
                db.connection().execute(following, {"name": name, "newest": newest})


def _table(model: type[Base]) -> str:
    return str(model.__tablename__)


@lru_cache(maxsize=64)
def _defaults(model: type[Base]) -> dict[str, Any]:
    return {name: field.default for name, field in model.model_fields.items() if field.default is not PydanticUndefined}
