"""Tests of clients that are slow, greedy or many: they are refused, and the server goes on for others."""

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from tests.web.served import Served, serving

_HASTY = """
import timeline.web.connections as connections
connections.REQUEST_SECONDS = 1.0
connections.STALLED_SECONDS = 1.0
connections.MOST_CONNECTIONS = 50
import socket, timeline.web.server as server
listen = server.listen
def narrow(*where):
    listening = listen(*where)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    return listening
server.listen = narrow
"""
"""A server that waits for nobody longer than a second, bears 50 connections, and has small buffers."""


@pytest.fixture(scope="module")
def hasty(seeds_db: str) -> Iterator[Served]:
    """The seeds, served by a hasty server."""
    with serving(seeds_db, code=_HASTY) as served:
        yield served


def _rest(connection: socket.socket) -> bytes:
    """What comes until the server ends the connection."""
    with suppress(ConnectionResetError):
        return b"".join(iter(lambda: connection.recv(65_536), b""))
    return b""


def test_who_sends_headers_slowly_is_refused(hasty: Served) -> None:
    with hasty.connect() as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        slow.settimeout(0.1)
        said = b""
        for number in range(200):  # a line each tenth of a second, for ever if it were let
            try:
                slow.sendall(b"X-%d: 1\r\n" % number)
                said += slow.recv(65_536)
            except TimeoutError:
                continue
            except OSError:
                break
            if said:
                break
        assert said.startswith(b"HTTP/1.1 408 ")


def test_who_says_nothing_is_left(hasty: Served) -> None:
    with hasty.connect() as silent:
        assert _rest(silent) == b""


def test_who_sends_a_form_slowly_is_left(hasty: Served) -> None:
    with hasty.connect() as slow:
        slow.sendall(b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nto")
        assert not _rest(slow).startswith(b"HTTP/1.1 2")


def test_who_goes_on_sending_after_the_answer_is_left(hasty: Served) -> None:
    with hasty.connect() as greedy, suppress(OSError):
        greedy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n")
        for _ in range(1_000):
            greedy.sendall(b"x" * 100_000)
            time.sleep(0.01)
        pytest.fail("it took all of 100 MB")


def test_who_does_not_take_the_answer_is_left(hasty: Served) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect((hasty.host, hasty.port))
        connection.sendall(b"GET /export?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
        ended = select.poll()
        ended.register(connection, select.POLLHUP)  # whatever comes is left where it is
        assert ended.poll(30_000)
    assert hasty.get("/").status == 200


def test_many_connections_do_not_keep_others_out(hasty: Served) -> None:
    with ExitStack() as held:
        for _ in range(200):
            held.enter_context(hasty.connect()).sendall(b"GET / HTTP/1.1\r\n")
            assert hasty.get("/robots.txt").status == 200


def test_ten_thousand_connections_in_turn(seeds: Served) -> None:
    before = seeds.resident_mib()
    kept: list[socket.socket] = []
    for number in range(10_000):
        connection = seeds.connect()
        if number % 2:
            connection.sendall(b"GET /events HTT")
        kept.append(connection)
        if len(kept) > 300:
            kept.pop(0).close()
        if number % 1_000 == 0:
            assert seeds.get("/events").status == 200
    for connection in kept:
        connection.close()
    assert seeds.get("/events").status == 200
    assert seeds.resident_mib() < before + 50


def test_requests_that_follow_at_once_are_answered_in_turn(seeds: Served) -> None:
    asked = b"".join(
        b"GET /events/%b.json HTTP/1.1\r\nHost: localhost\r\n\r\n" % each for each in (b"nothing-1", b"nothing-2")
    )
    got = seeds.send(asked + b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    first, second, last = got.index(b"nothing-1"), got.index(b"nothing-2"), got.index(b"User-agent")
    assert first < second < last
