"""The end that comes from outside: a signal, or a terminal that was closed.

First the sitting's file is left in order, then the screen; where the terminal is gone nothing
can be drawn any more, and nothing waits for it.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from signal import SIGHUP, SIGINT, SIGTERM, Signals

from textual.app import App

SIGNALS = (SIGTERM, SIGHUP, SIGINT)
# After this the process ends even if the terminal takes nothing any more.
LAST_SECONDS = 2.0
_WRITER = "textual-output"


def run_to_the_end(app: App[int], leave: Callable[[], None]) -> int | None:
    """Run an app, and return the exit status that a signal asks for, None if it ended by itself.

    `leave` closes what is open; it is called in the app's own thread, between two events.
    """
    told: list[int] = []
    terminals = [number for number in range(3) if os.isatty(number)]

    def end(number: Signals) -> None:
        if told:
            return
        told.append(128 + number)
        leave()
        last = threading.Timer(LAST_SECONDS, os._exit, told)
        last.daemon = True
        last.start()
        _let_go(terminals)
        app.exit(return_code=told[0])

    async def run() -> None:
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, end, number)
        usual = threading.excepthook

        def in_thread(failed: threading.ExceptHookArgs) -> None:
            if failed.thread is not None and failed.thread.name == _WRITER:
                loop.call_soon_threadsafe(end, SIGHUP)  # nothing can be drawn any more
            else:
                usual(failed)

        threading.excepthook = in_thread
        try:
            await app.run_async()
        finally:
            threading.excepthook = usual

    asyncio.run(run())
    return told[0] if told else None


def _let_go(terminals: list[int]) -> None:
    """Write into nothing where the terminal is gone, so that nobody waits for it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in terminals:
        if not os.isatty(number):
            os.dup2(nothing, number)
    os.close(nothing)
