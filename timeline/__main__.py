"""The command's entry point, and ``python -m timeline``."""

# Whatever takes time to import is imported where an interrupt is answered: within ``run``.
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Starting makes thousands of objects that stay: there is no garbage to look for among them."""


class _Interrupt:
    """Ctrl-C at any moment, also where a library turns it into an error of its own or loses it."""

    came = False

    def begin(self) -> None:
        """Listens, unless whoever started this has the signal ignored."""
        import signal

        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._come)
            sys.unraisablehook = self._lost

    def end(self) -> None:
        """All is done; what is left is to leave."""
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _come(self, number: int, frame: "FrameType | None") -> None:  # noqa: ARG002 - the signature of handlers
        self.came = True
        raise KeyboardInterrupt

    def _lost(self, unraisable: "Any") -> None:
        """Comes again where it could not be raised, as in a callback."""
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            import _thread

            # Not here and now: it would be lost again.
            _thread.start_new_thread(_interrupt_soon, ())
        else:
            sys.__unraisablehook__(unraisable)


def _interrupt_soon() -> None:
    import signal
    import threading
    import time

    time.sleep(0.01)
    # The main thread may be waiting: it is to wake up.
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def run() -> None:
    """Runs the command with the process's arguments, and exits."""
    interrupt = _Interrupt()
    try:
        interrupt.begin()
        try:
            _run()
        finally:
            interrupt.end()
    except SystemExit:
        raise
    except BaseException as error:
        if interrupt.came or isinstance(error, KeyboardInterrupt):
            print("Aborted!", file=sys.stderr)
        else:
            _tell(error)
        sys.exit(1)


def _run() -> None:
    import atexit
    import gc
    import os

    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 10, 10)
    # A process that ends needs no last look for garbage; in a short run that is a good part of the time.
    atexit.register(gc.freeze)
    # Where there is no such stream (`>&-`), what is said goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # Consoles and pipes may not speak UTF-8; names and dates here do. A file's name may hold other bytes.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    from timeline.cli import main  # after the threshold is set

    main(prog_name="timeline")


def _tell(error: BaseException) -> None:
    """A mistake of ours, with all that helps to find it; but not with a password that an argument held."""
    import os
    import traceback

    from timeline.cli.printing.streams import guarded_streams

    with guarded_streams([*sys.argv, os.environ.get("TIMELINE_DB", "")]):
        traceback.print_exception(error)


if __name__ == "__main__":
    run()
