"""By which address a claim is referred to."""

from collections.abc import Sequence

from timeline.domain.claims.addresses import claim_addresses


def of_talks(sources: Sequence[str]) -> list[str]:
    return claim_addresses(("talks", each) for each in sources)


def test_a_claim_goes_by_its_event_and_source_and_a_second_one_of_a_source_by_its_number() -> None:
    assert of_talks(["herald", "gazette", "herald", "herald"]) == [
        "talks/herald",
        "talks/gazette",
        "talks/herald/2",
        "talks/herald/3",
    ]


def test_another_order_of_sources_changes_no_address() -> None:
    assert sorted(of_talks(["b", "a", "b"])) == sorted(of_talks(["b", "b", "a"]))


def test_a_claim_that_is_told_with_another_event_keeps_its_own() -> None:
    told = [("talks", "herald"), ("ucdp-1", "herald"), ("ucdp-1", "herald"), ("talks", "herald")]
    assert claim_addresses(told) == ["talks/herald", "ucdp-1/herald", "ucdp-1/herald/2", "talks/herald/2"]
