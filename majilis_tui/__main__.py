"""`python -m majilis_tui`."""

from majilis_tui.cli import main

main()
