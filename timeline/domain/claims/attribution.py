"""Whom a source reports: an actor where one is held, else words. The two are told apart by how they are written."""


def is_actor(attribution: str) -> bool:
    """Whether it has to be an actor's id: words are two at least, so that a mistyped id never passes for them."""
    return len(attribution.split()) < 2
