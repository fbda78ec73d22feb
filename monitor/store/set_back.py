"""What to do about a record that is later than now: the clock was wrong, or it was set back."""

from datetime import datetime

from monitor.store.connection import Connection, stamp

# All that says when something is to be done next, or from when on it is counted; by table, with the
# condition that its rows are of a source. What is cited (checks, snapshots, changes) stays as told.
_COUNTED_FROM = {
    "documents": (
        "source_id = :source",
        ("last_seen", "changed_at", "missing_since", "last_absence", "turned_at", "doubted_at"),
    ),
    "rhythms": (
        "document_id in (select id from documents where source_id = :source)",
        ("looked_at",),
    ),
    "addresses": ("source_id = :source", ("good_at", "lied_at")),
    "interfaces": ("source_id = :source", ("asked_at", "ended_at", "last_good_at")),
}


def set_back(connection: Connection, source: str, *, now: datetime) -> bool:
    """Let nothing of a source wait for a time that the clock had reached before it was set back.

    What was seen later than `now` counts as seen now, and is due; alerts that wait are sent.

    Returns:
        Whether the source was checked later than now.
    """
    row = connection.row(
        "select id from sources where name = :name and last_check_at > :now",
        {"name": source, "now": stamp(now)},
    )
    if row is None:
        return False
    values = {"source": row["id"], "now": stamp(now)}
    with connection.transaction():
        connection.write(
            """
            update documents set due_at = :now
             where source_id = :source and (last_seen > :now or last_absence > :now)
            """,
            values,
        )
        for table, (is_of_source, columns) in _COUNTED_FROM.items():
            earlier = ", ".join(f"{name} = min({name}, :now)" for name in columns)
            connection.write(f"update {table} set {earlier} where {is_of_source}", values)  # noqa: S608  (constants of ours)
        connection.write(
            """
            update alerts set next_attempt_at = :now
             where state = 'pending' and next_attempt_at > :now
            """,
            {"now": values["now"]},
        )
    return True
