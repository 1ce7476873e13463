"""Which addresses may be made links."""

import pytest

from timeline.views.wording.web_addresses import is_web_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/b?c=1&d=2#e", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://a.example/two words", False),
        ('https://a.example/"x', False),
        ("https://a.example/<b>", False),
        (" https://a.example", False),
        ("https://", False),
        ("https://'", False),
        ("https://?q=a.example", False),
        ("http://[2001:db8::1]/a", True),
        ("https://بغداد.example/", True),
        ("ftp://a.example", False),
    ],
)
def test_only_http_and_https_are_web_addresses(address: str, expected: bool) -> None:
    assert is_web_address(address) is expected
