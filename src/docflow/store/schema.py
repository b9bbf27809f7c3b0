"""The store's tables. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point in time, aware and in UTC on both sides, whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Out of the database; SQLite forgets the zone."""
        return value.replace(tzinfo=UTC) if value and not value.tzinfo else value


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SHA = sa.String(64)


def _document(name: str = "document", **kwargs: Any) -> sa.Column[str]:
    return sa.Column(name, SHA, sa.ForeignKey("documents.id"), nullable=False, **kwargs)


def _case(**kwargs: Any) -> sa.Column[str]:
    return sa.Column("case", sa.String(16), sa.ForeignKey("cases.id"), nullable=False, **kwargs)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, default="")


def _box() -> list[sa.Column[float]]:
    return [sa.Column(side, sa.Float) for side in ("left", "top", "right", "bottom")]


documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", SHA, primary_key=True),
    _text("name"),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("received", Moment, nullable=False),
    sa.Column("depth", sa.Integer, nullable=False, default=0),
    sa.Column("stage", sa.String(16), nullable=False, index=True),
    _text("reason"),
    sa.Column("passes", sa.Integer, nullable=False, default=0),
    sa.Column("token", sa.String(32)),
    sa.Column("owner", sa.String(128)),
    sa.Column("lease", Moment),
)

arrivals = sa.Table(
    "arrivals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _document(index=True),
    sa.Column("parent", SHA, sa.ForeignKey("documents.id"), index=True),
    sa.Column("place", sa.Text, nullable=False, index=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("modified", sa.BigInteger, nullable=False),
    sa.Column("arrived", Moment, nullable=False),
    sa.Column("departed", Moment),
    sa.Column("stays", sa.Boolean, nullable=False, default=False),
)

stages = sa.Table(
    "stages",
    metadata,
    _document(primary_key=True),
    sa.Column("pass_number", sa.Integer, primary_key=True),
    sa.Column("stage", sa.String(16), primary_key=True),
    sa.Column("finished", Moment, nullable=False),
    sa.Column("owner", sa.String(128), nullable=False),
)

passes = sa.Table(
    "passes",
    metadata,
    _document(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("taken", Moment, nullable=False),
    sa.Column("docflow", sa.String(32), nullable=False),
    sa.Column("plugins", sa.JSON, nullable=False),
)

pages = sa.Table(
    "pages",
    metadata,
    _document(primary_key=True),
    sa.Column("pass_number", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("width", sa.Float, nullable=False),
    sa.Column("height", sa.Float, nullable=False),
    sa.Column("origin", sa.String(8), nullable=False),
    sa.Column("delivered", sa.JSON, nullable=False),
    sa.Column("codes", sa.JSON, nullable=False),
    sa.Column("picture", SHA),
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _document(),
    sa.Column("pass_number", sa.Integer, nullable=False),
    sa.Column("field", sa.String(64), nullable=False, index=True),
    _text("value"),
    _text("text"),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("grounds", sa.JSON, nullable=False),
    sa.Column("by", sa.String(128), nullable=False),
    sa.Column("page", sa.Integer),
    *_box(),
    sa.Index(None, "document", "pass_number"),
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _document(),
    sa.Column("pass_number", sa.Integer, nullable=False),
    sa.Column("code", sa.String(64), nullable=False),
    sa.Column("severity", sa.String(8), nullable=False),
    _text("message"),
    _text("field"),
    sa.Column("rule", sa.JSON),
    sa.Column("by", sa.String(128), nullable=False),
    sa.Column("page", sa.Integer),
    *_box(),
    sa.Index(None, "document", "pass_number"),
)

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("opened", Moment, nullable=False),
)

case_documents = sa.Table(
    "case_documents",
    metadata,
    _document(primary_key=True),
    _case(index=True),
    sa.Column("filed", Moment, nullable=False),
    sa.Column("how", sa.String(16), nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("offers", sa.JSON, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _case(index=True),
    sa.Column("field", sa.String(64), nullable=False),
    _text("value"),
    _text("text"),
    sa.Column("person", sa.String(128), nullable=False),
    sa.Column("decided", Moment, nullable=False),
    sa.Column("document", SHA),
)

letters = sa.Table(
    "letters",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _case(),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("basis", SHA, nullable=False),
    sa.Column("draft", sa.Boolean, nullable=False),
    sa.Column("gaps", sa.JSON, nullable=False),
    sa.Column("docx", SHA, nullable=False),
    sa.Column("pdf", SHA),
    sa.Column("place", sa.Text, nullable=False),
    _text("note"),
    sa.Column("written", Moment, nullable=False),
    sa.UniqueConstraint("case", "name", "basis"),
)

letter_values = sa.Table(
    "letter_values",
    metadata,
    sa.Column("letter", sa.Integer, sa.ForeignKey("letters.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(64), nullable=False),
    _text("value"),
    sa.Column("by", sa.String(128), nullable=False),
    sa.Column("document", SHA),
    sa.Column("page", sa.Integer),
    *_box(),
)

record = sa.Table(
    "record",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", sa.String(128), nullable=False),
    sa.Column("what", sa.String(32), nullable=False),
    sa.Column("case", sa.String(16), index=True),
    sa.Column("document", SHA, index=True),
    sa.Column("detail", sa.JSON, nullable=False),
)
