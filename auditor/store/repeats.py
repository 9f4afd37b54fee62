"""Which comments of the same commenters were flagged before, on the same account: handed to judging, kept nowhere else.

A commenter is a keyed pseudonym. Nothing is listed, added up or kept by commenter: the number is worked out when a
comment is judged, and stands in that comment's finding alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from auditor.model import REPEAT_WITHIN, Flagged, Status
from auditor.store.findings import HIDDEN
from auditor.store.tables import FindingRow, ItemRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from auditor.store.tables import AccountRow

RULE = "inappropriate-comment"
AT_ONCE = 400  # pseudonyms in one query: well under every engine's limit of parameters


def flagged_before(session: Session, items: Sequence[ItemRow], accounts: Mapping[int, AccountRow]) -> Iterator[Flagged]:
    """Yield the earlier findings on what the writers of `items` wrote, and what of `items` was never told: hidden."""
    written = [item for item in items if item.author is not None and not item.own]
    if not written:
        return
    known = set()
    for row, finding in _of_writers(session, written):
        known.add(row.id)
        if not _is_over(finding):
            yield _flagged(row, accounts[row.account_id], counts=finding.status != Status.DISMISSED)
    for row in written:
        if row.hidden and row.id not in known:
            yield _flagged(row, accounts[row.account_id], counts=False)


def _of_writers(session: Session, written: Sequence[ItemRow]) -> list[tuple[ItemRow, FindingRow]]:
    found: list[tuple[ItemRow, FindingRow]] = []
    authors = sorted({item.author for item in written if item.author is not None})
    first = min(item.created_at for item in written) - REPEAT_WITHIN
    last = max(item.created_at for item in written)
    for start in range(0, len(authors), AT_ONCE):
        query = (
            select(ItemRow, FindingRow)
            .join(FindingRow, FindingRow.item_id == ItemRow.id)
            .where(
                FindingRow.rule == RULE,
                FindingRow.counted_per.is_(None),
                ItemRow.account_id.in_({item.account_id for item in written}),
                ItemRow.author.in_(authors[start : start + AT_ONCE]),
                ItemRow.created_at.between(first, last),
            )
        )
        found += [(row, finding) for row, finding in session.execute(query)]
    return found


def _is_over(finding: FindingRow) -> bool:
    """Tell whether a finding ended because it is not found any more, so that it says nothing of anybody."""
    return finding.status == Status.RESOLVED and finding.ended_because not in {None, HIDDEN}


def _flagged(row: ItemRow, account: AccountRow, *, counts: bool) -> Flagged:
    return Flagged(
        account=account.label,
        kind=row.kind,
        key=row.canonical_id,
        author=row.author or "",
        created_at=row.created_at,
        counts=counts,
    )


def judge_repeats_again(session: Session, finding: FindingRow) -> None:
    """Have later comments of the same commenter judged again: whether this one counts has just been settled."""
    item = session.get(ItemRow, finding.item_id) if finding.item_id is not None else None
    if finding.rule != RULE or item is None or item.author is None:
        return
    session.execute(
        update(ItemRow)
        .where(
            ItemRow.account_id == item.account_id,
            ItemRow.author == item.author,
            ItemRow.created_at > item.created_at,
            ItemRow.created_at <= item.created_at + REPEAT_WITHIN,
        )
        .values(judged_by=None)
        .execution_options(synchronize_session=False)
    )
