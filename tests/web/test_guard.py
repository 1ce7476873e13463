"""Tests of who is refused, and of what every answer carries."""

import pytest

from tests.web.served import TOKEN, Served


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "[::1]:9", "localhost.", "127.0.0.1:1"])
def test_it_goes_by_the_names_of_this_machine(seeds: Served, host: str) -> None:
    assert seeds.get("/", Host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::1", "[::1]x", "", "2130706433"]
)
def test_another_name_is_refused(seeds: Served, host: str) -> None:
    got = seeds.get("/events", Host=host)
    assert got.status in (400, 421)
    assert "iraq" not in got.text


@pytest.mark.parametrize(
    "lines",
    [b"", b"Host: 127.0.0.1\r\nHost: evil.example\r\n", b"Host: evil.example\r\nHost: 127.0.0.1\r\n"],
    ids=["none", "another second", "another first"],
)
def test_a_request_names_one_host(seeds: Served, lines: bytes) -> None:
    assert seeds.send(b"GET / HTTP/1.1\r\n" + lines + b"\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"])
def test_nothing_is_changed(seeds: Served, method: str) -> None:
    got = seeds.get("/events", method)
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/events", "/events.json", "/actors", "/events/pompeo-salih-call", "/nothing"])
def test_head_tells_what_get_would(seeds: Served, path: str) -> None:
    head, got = seeds.get(path, "HEAD"), seeds.get(path)
    assert head.body == b""
    assert (head.status, head.headers["content-length"]) == (got.status, str(len(got.body)))


@pytest.mark.parametrize("path", ["/", "/events?nonsense=1", "/nothing", "/robots.txt", "/export?format=csv"])
def test_every_answer_keeps_to_itself(seeds: Served, path: str) -> None:
    headers = seeds.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"].startswith("noindex")
    assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../etc/passwd",
        "/static/..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "//etc/passwd",
        "/../../../etc/passwd",
        "/events/..%2f..%2fetc%2fpasswd",
        "/static/served.js",
        "/export/../static",
        "/events/%00",
        "/events/%ff",
    ],
)
def test_no_path_leads_out(seeds: Served, path: str) -> None:
    got = seeds.get(path)
    assert got.status in (400, 404)
    assert "root:" not in got.text


def test_a_long_address_is_refused(seeds: Served) -> None:
    assert seeds.get("/events?text=" + "x" * 9_000).status == 414
    longer = b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert seeds.send(longer).split()[1] in (b"400", b"414")
    many = "&".join(f"tag=t{number}" for number in range(300))
    assert seeds.get(f"/events?{many}").status == 400
    assert seeds.get("/").status == 200


def test_many_headers_are_refused(seeds: Served) -> None:
    lines = b"".join(b"x-%d: %d\r\n" % (number, number) for number in range(200))
    sent = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines
    assert seeds.send(sent + b"\r\n").startswith(b"HTTP/1.1 431 ")
    assert seeds.send(sent + b"x: " + b"y" * 40_000 + b"\r\n\r\n").split()[1] in (b"400", b"431")


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n\r\n\r\nnonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, nonsense\r\n\r\n",
    ],
    ids=["nonsense", "tls", "two lengths", "an encoding"],
)
def test_what_is_no_request_is_refused(seeds: Served, data: bytes) -> None:
    status = seeds.send(data).split(b" ", 2)[1]
    assert status in (b"400", b"501")


# --- the token ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/events", "/events.json", "/events/pompeo-salih-call", "/export?format=csv", "/nothing", "/Login"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Cookie": f"timeline={TOKEN}"},
        {"Cookie": "timeline=99999999999.00"},
        {"Cookie": "timeline=" + "9" * 5_000},
        {"Cookie": 'timeline="\\"; x'},
        {"Accept": "text/html"},
    ],
    ids=str,
)
def test_without_the_token_nothing_is_told(guarded: Served, path: str, headers: dict[str, str]) -> None:
    got = guarded.get(path, **headers)
    assert got.status == 401
    assert got.headers["www-authenticate"] == "Bearer"
    assert "iraq" not in got.text
    assert "ompeo" not in got.text.replace("/events/pompeo-salih-call", "")


def test_the_token_is_sent_along(guarded: Served) -> None:
    assert guarded.get("/events.json", Authorization=f"Bearer {TOKEN}").json["events"]
    assert guarded.get("/events.json", Authorization=f"bearer  {TOKEN}").status == 200


def test_who_logs_in_once_gets_a_cookie_that_is_not_the_token(guarded: Served) -> None:
    form = guarded.get("/events?actor=kadhimi", Accept="text/html")
    assert 'value="/events?actor=kadhimi"' in form.text
    sent = f"token={TOKEN}&to=/events%3Factor%3Dkadhimi"
    got = guarded.get("/login", "POST", sent, Content_Type="application/x-www-form-urlencoded")
    assert (got.status, got.headers["location"]) == (303, "/events?actor=kadhimi")
    cookie = got.headers["set-cookie"]
    assert TOKEN not in cookie
    assert "; HttpOnly; SameSite=Strict" in cookie
    assert "Secure" not in cookie
    held = cookie.partition(";")[0]
    assert guarded.get("/events", Cookie=f"other=1; {held}").status == 200
    changed = held[:-1] + ("0" if held[-1] != "0" else "1")
    assert guarded.get("/events", Cookie=changed).status == 401
    later = f"timeline=9{held.partition('=')[2]}"
    assert guarded.get("/events", Cookie=later).status == 401


def test_behind_https_the_cookie_is_for_https_alone(guarded: Served) -> None:
    got = guarded.get("/login", "POST", f"token={TOKEN}", X_Forwarded_Proto="https")
    assert got.headers["set-cookie"].endswith("; Secure")


def test_another_token_is_refused(guarded: Served) -> None:
    got = guarded.get("/login", "POST", "token=nonsense&to=/events")
    assert (got.status, "set-cookie" in got.headers) == (401, False)
    assert "That is not the token." in got.text
    assert guarded.get("/login", "POST", "token=%ff").status == 401
    assert guarded.get("/login", "POST", "x" * 10_000).status == 413
    assert guarded.get("/login", "POST", f"token={TOKEN}", Sec_Fetch_Site="cross-site").status == 403


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/a%0d%0aX: y"]
)
def test_a_login_leads_nowhere_else(guarded: Served, to: str) -> None:
    got = guarded.get("/login", "POST", f"token={TOKEN}&to={to}")
    assert (got.status, got.headers["location"]) == (303, "/")
