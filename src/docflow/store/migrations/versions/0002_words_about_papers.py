"""A person's word may be about one paper of a case: one of several notices of denial."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the paper to what people said."""
    op.add_column("decisions", sa.Column("document", sa.String(length=64), nullable=True))
