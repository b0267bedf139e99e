"""The tables: no column can hold a message, a name or a Telegram user id (contract 4 of the architecture)."""

from typing import Literal

from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, MetaData, String, Table

OutcomeName = Literal["answer", "suggest", "abstain", "notice", "studio", "smalltalk"]

metadata = MetaData()

outcome = Table(
    "outcome",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("place", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("entry", String(48)),
    Column("confidence", Float),
)

handled_update = Table(
    "handled_update",
    metadata,
    # Telegram's number, not ours: without autoincrement=False PostgreSQL would add a sequence.
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", DateTime(timezone=True), nullable=False),
)
