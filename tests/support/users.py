"""What an ordinary user may not do, whoever runs the tests."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_privileges() -> Iterator[None]:
    """Within the block permissions hold: root, for whom they do not, is `nobody` for as long.

    Import beforehand what the block needs: it may not be readable then.
    """
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
