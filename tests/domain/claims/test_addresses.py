"""By which address a claim is referred to."""

from timeline.domain.claims.addresses import claim_addresses


def test_a_claim_goes_by_its_event_and_source_and_a_second_one_of_a_source_by_its_number() -> None:
    assert claim_addresses("talks", ["herald", "gazette", "herald", "herald"]) == [
        "talks/herald",
        "talks/gazette",
        "talks/herald/2",
        "talks/herald/3",
    ]


def test_another_order_of_sources_changes_no_address() -> None:
    assert sorted(claim_addresses("talks", ["b", "a", "b"])) == sorted(claim_addresses("talks", ["b", "b", "a"]))
