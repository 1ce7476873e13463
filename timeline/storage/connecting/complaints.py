"""What a database complains of -> one line that says what to do; it knows no driver."""

import re

from timeline.storage.connecting.address import Address


def explain(address: Address, error: BaseException) -> str:
    """One line for what SQLite or PostgreSQL complained of; never holds a password."""
    said = address.without_secrets(" ".join(str(error).split()))
    is_lost = any(words in said for words in _LOST)
    if worker := _WORKER.search(said) or (is_lost and _ON_WORKER.search(said)):
        return f"{address.label}: {silent_worker(f'{worker[1]}:{worker[2]}')}"
    if is_lost:
        return f"{address.label}: the connection to the server was lost; nothing was changed, try again"
    for needle, meaning in _MEANINGS:
        if needle in said:
            return f"{address.label}: {meaning}"
    return f"{address.label}: {said}"


def silent_worker(worker: str) -> str:
    """What to say of one of the servers among which Citus has spread a database, as HOST:PORT."""
    return f"worker {worker} does not answer; start it, or mend the network between the servers, and try again"


_WORKER = re.compile(r"(?:connection to the remote node (?:\S+@)?|connections to the node )(\S+):(\d+)(?= failed|$| )")
"""A worker that the coordinator does not reach (Citus); what follows would name the worker as if it were the server."""
_ON_WORKER = re.compile(r"while executing command on (\S+):(\d+)")
_LOST = (
    "server closed the connection unexpectedly",
    "terminating connection",
    "the connection is lost",
    "the connection is closed",
    "consuming input failed",
    "could not receive data from server",
    "could not send data to server",
    "SSL connection has been closed",
    "SSL SYSCALL error",
)
_MEANINGS = (
    ("database is locked", "another program is writing to this database; try again when it is done"),
    ("database or disk is full", "the disk is full; nothing was changed: free some space and try again"),
    ("file is not a database", "this file is not a database; name another with --db"),
    (
        "database disk image is malformed",
        "this database is damaged; restore a copy, or load the files into a new one",
    ),
    ("attempt to write a readonly database", "this database cannot be written to; check its permissions"),
    ("unable to open database file", "cannot be opened or made here; check the folder and its permissions"),
    ("password authentication failed", "the server knows no such user and password; check both"),
    ("no password supplied", "the server wants a password; put it into ~/.pgpass or PGPASSWORD"),
    ("connection timeout expired", "the server does not answer; check its name and port, and that it runs"),
    ("Connection refused", "no server answers there; check its name and port, and that it runs"),
    (
        "canceling statement due to lock timeout",
        "another program is writing to this database; try again when it is done",
    ),
    ("disk I/O error", "the disk failed or is full; nothing was changed"),
)
