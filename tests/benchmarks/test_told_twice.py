"""The simulated datasets have a known truth, the same each time; the less noise, the more of it is found."""

from benchmarks.duplicates import SCORES, evaluated
from benchmarks.told_twice import NOISES, ToldTwice


def test_the_truth_is_known_and_the_same_each_time() -> None:
    world, again = ToldTwice(200, NOISES[2], seed=3), ToldTwice(200, NOISES[2], seed=3)
    assert list(world.parts()) == list(again.parts())
    events = {event.id: event for part in world.parts() for event in part.events.values()}
    pairs = list(world.one())
    assert {each for pair in pairs for each in pair} <= events.keys()
    assert all(one.split("-")[0] != other.split("-")[0] for one, other in pairs)
    # Each dataset misses three in ten, so that half of the true events are in both.
    assert 70 < len({one.split("-")[1].rstrip("b") for one, _ in pairs}) < 130
    assert any(event.endswith("b") for event in events)


def test_without_noise_all_is_found_and_with_it_less() -> None:
    none, strong = evaluated(NOISES[0], 200), evaluated(NOISES[-1], 200)
    assert [recall for _, recall in none[:3]] == [1.0, 1.0, 1.0]
    assert none[SCORES.index(0.8)][0] > 0.9
    assert all(less[1] < more[1] for less, more in zip(strong, none, strict=True))
