"""The tables. Times are aware UTC; money is in millionths of a dollar; texts can be deleted, the rest stays."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in, aware UTC out, on engines that keep no zone too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002 - signature of SQLAlchemy's
        """Refuse a naive time, turn the rest into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored time must be aware.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002 - signature of SQLAlchemy's
        """Return the time as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The root of all tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


BigId = BigInteger().with_variant(Integer, "sqlite")


class AccountRow(Base):
    """One official account: what the register calls it, what the platform showed last, how far it was read."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(300), unique=True)  # platform:handle of the register
    school: Mapped[str] = mapped_column(String(200), index=True)
    platform: Mapped[str] = mapped_column(String(40))
    native_id: Mapped[str | None] = mapped_column(String(100))
    shown_handle: Mapped[str | None] = mapped_column(String(300))
    shown_name: Mapped[str | None] = mapped_column(Text)
    profile_read_at: Mapped[datetime | None]
    first_seen: Mapped[datetime]
    cursors: Mapped[dict[str, Any]] = mapped_column(default=dict)  # part -> the connector's own bookmark
    posts_from: Mapped[datetime | None]  # all posts between these two moments were read
    posts_until: Mapped[datetime | None]
    comments_until: Mapped[datetime | None]


class ItemRow(Base):
    """A post or comment. Its text may be gone (`text_deleted_at`); ids, hashes and times stay."""

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "canonical_id"),
        Index("ix_item_account_created", "account_id", "created_at"),
        Index("ix_item_judged", "account_id", "judged_by"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(10))  # post, comment
    canonical_id: Mapped[str] = mapped_column(String(200))
    native_id: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(10))  # connectors.model.Form, or comment
    own: Mapped[bool]
    thread_id: Mapped[str] = mapped_column(String(200))  # a post's conversation; a comment's post
    parent_id: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str | None] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))  # text and pictures together
    media: Mapped[list[Any]] = mapped_column(default=list)
    links: Mapped[list[Any]] = mapped_column(default=list)
    url: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(String(64))  # keyed pseudonym
    hidden: Mapped[bool | None]
    activity: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(index=True)
    edited_at: Mapped[datetime | None]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    gone_evidence: Mapped[str | None] = mapped_column(Text)
    text_deleted_at: Mapped[datetime | None]
    judged_by: Mapped[str | None] = mapped_column(String(64))  # mark of the rules that judged this content last


class RevisionRow(Base):
    """An earlier text of an item, as it was before a change was noticed."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    native_id: Mapped[str] = mapped_column(String(200))
    text: Mapped[str | None] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    replaced_at: Mapped[datetime]


class RunRow(Base):
    """One audit. `finished` is None while it runs or when it was killed; then it claims nothing."""

    __tablename__ = "run"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    as_of: Mapped[datetime] = mapped_column(index=True)
    finished: Mapped[bool] = mapped_column(default=False)
    full: Mapped[bool] = mapped_column(default=False)
    whole: Mapped[bool] = mapped_column(default=True)  # all accounts of the register were in it
    alerts: Mapped[bool] = mapped_column(default=True)
    exit_code: Mapped[int | None]
    sequence: Mapped[int] = mapped_column(index=True)


class CoverageRow(Base):
    """How one account came out of one run: checked, or not checked because."""

    __tablename__ = "coverage"
    __table_args__ = (UniqueConstraint("run_id", "label"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"))
    label: Mapped[str] = mapped_column(String(300), index=True)
    school: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(30))
    detail: Mapped[str | None] = mapped_column(Text)  # a whole sentence: what to do about it
    gaps: Mapped[list[Any]] = mapped_column(default=list)  # {"from", "to", "what"}
    oddities: Mapped[list[Any]] = mapped_column(default=list)  # {"where", "shape"} of items set aside
    posts_new: Mapped[int] = mapped_column(default=0)
    comments_new: Mapped[int] = mapped_column(default=0)
    requests: Mapped[int] = mapped_column(default=0)
    cost_micros: Mapped[int] = mapped_column(BigInteger, default=0)


class BilledRow(Base):
    """One billed resource; the same one on the same UTC day is billed once (X's 24-hour deduplication)."""

    __tablename__ = "billed"
    __table_args__ = (UniqueConstraint("platform", "day", "kind", "resource"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    platform: Mapped[str] = mapped_column(String(40))
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))
    resource: Mapped[str] = mapped_column(String(200))
    cost_micros: Mapped[int] = mapped_column(BigInteger)


class ShutRow(Base):
    """A rate limit that outlives its run: what may not be asked again before `until`. `credential` is a hash."""

    __tablename__ = "shut"
    __table_args__ = (UniqueConstraint("platform", "gate", "credential"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(40))
    gate: Mapped[str] = mapped_column(String(100))
    credential: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]


class FindingRow(Base):
    """One finding through its whole life. `first_seen` and `last_seen` are as-ofs of runs that found it."""

    __tablename__ = "finding"
    __table_args__ = (Index("ix_finding_subject", "rule", "subject_kind", "subject_key"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)  # made from the fingerprint
    rule: Mapped[str] = mapped_column(String(60), index=True)
    severity: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), index=True)
    school: Mapped[str] = mapped_column(String(200), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(300))
    subject_key: Mapped[str] = mapped_column(String(300))
    url: Mapped[str | None] = mapped_column(Text)
    week: Mapped[str | None] = mapped_column(String(10))
    spans: Mapped[list[Any]] = mapped_column(default=list)
    categories: Mapped[list[Any]] = mapped_column(default=list)
    confidence: Mapped[float] = mapped_column(default=1.0)
    message: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str] = mapped_column(Text)
    clauses: Mapped[list[Any]] = mapped_column(default=list)  # {"pack", "clause"}
    counted_per: Mapped[str | None] = mapped_column(String(300))
    content_hash: Mapped[str] = mapped_column(String(64))  # of the subject when it was found last
    lane: Mapped[str] = mapped_column(String(20))  # safeguarding, report, allegations
    hold: Mapped[bool] = mapped_column(default=False)  # a person keeps the text as evidence
    first_seen: Mapped[datetime] = mapped_column(index=True)
    last_seen: Mapped[datetime]
    opened_in: Mapped[str] = mapped_column(ForeignKey("run.id"))  # the run in which it was new or reopened last
    closed_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(Text)  # why it ended by itself; None while it stands
    waived_hash: Mapped[str | None] = mapped_column(String(64))  # the content on which a person's "no" holds
    waived_until: Mapped[date | None]
    told: Mapped[bool] = mapped_column(default=False)  # an alert was written since it was opened last
    reviewed: Mapped[bool] = mapped_column(default=False)  # a person has decided since it was opened last


class EventRow(Base):
    """One line of a finding's history; never changed afterwards. Its order is its id."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[str] = mapped_column(ForeignKey("finding.id"), index=True)
    run_id: Mapped[str | None] = mapped_column(ForeignKey("run.id"))
    at: Mapped[datetime]  # a run's as-of, or when a person decided
    # new, reopened, resolved, gone, confirmed, dismissed, text_shown, learnt
    what: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str | None] = mapped_column(String(200))
    os_user: Mapped[str | None] = mapped_column(String(200))


class DecisionRow(Base):
    """A person's decision. It holds for the content it was made on, until `until`; the newest id counts."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    finding_id: Mapped[str] = mapped_column(ForeignKey("finding.id"), index=True)
    decided: Mapped[str] = mapped_column(String(10))  # confirmed, dismissed, resolved
    because: Mapped[str | None] = mapped_column(String(10))  # auditor.model.Because, of a dismissal
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[date | None]
    by: Mapped[str] = mapped_column(String(200))
    os_user: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(String(64))
    spans: Mapped[list[Any] | None] = mapped_column(JSON)  # what was flagged when it was decided


class MessageRow(Base):
    """One mail to one recipient, rendered once. `state`: pending, sending, sent, unknown, failed.

    `unknown`: a crash came after the data had begun to flow; whether it arrived cannot be known. `message_id` is
    made from kind, period and recipient, so that a repeated sending can be recognised.
    """

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("kind", "period", "recipient"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))  # alert-safeguarding, alert-report, report, school-report, …
    period: Mapped[str] = mapped_column(String(100))  # a run's id, or an ISO week (and a school)
    recipient: Mapped[str] = mapped_column(String(320))
    school: Mapped[str | None] = mapped_column(String(200))
    message_id: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  # the whole message as it is sent; None after retention
    state: Mapped[str] = mapped_column(String(10), index=True)
    created_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(200))  # host and process of the sender
    data_started: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]


class MessageFindingRow(Base):
    """Which findings a message told."""

    __tablename__ = "message_finding"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    finding_id: Mapped[str] = mapped_column(ForeignKey("finding.id"), primary_key=True, index=True)


class LeaseRow(Base):
    """The one lock that also holds between machines. `fence` grows with each holder."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(200))  # host
    process: Mapped[str] = mapped_column(String(60))  # pid and when it began
    fence: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime]


class RollRow(Base):
    """One school's pupil roll, replaced whole at each import. `names` is packed as `auditor.store.rolls` says."""

    __tablename__ = "roll"

    school: Mapped[str] = mapped_column(String(200), primary_key=True)
    imported_at: Mapped[datetime]
    imported_by: Mapped[str] = mapped_column(String(200))  # the operating system's user
    forms: Mapped[int]  # version of the forms of names
    key_check: Mapped[bytes] = mapped_column(LargeBinary)  # tells whether the key is still the one that made it
    pupils: Mapped[int]
    with_surname: Mapped[int]
    protected: Mapped[int]
    consents: Mapped[dict[str, Any]]  # yes, no, unknown -> pupils
    names: Mapped[bytes] = mapped_column(LargeBinary)  # keyed hashes of forms of names; no name, no row of a pupil


class NoticeRow(Base):
    """Something told once: a budget threshold of a month, an expired credential since when."""

    __tablename__ = "notice"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
