"""A list to choose from beside a line for one's own: only one of the two is meant."""

import msgspec

from majilis_tui.screens.widgets.form import Values


class OwnOrListed(msgspec.Struct, kw_only=True):
    """Lets the list say which is meant: what is typed turns it to one's own, "", and back.

    `listed` and `typed` are the fields; `usual` was chosen last from the list, `own` typed last.
    """

    listed: str
    typed: str
    usual: str = ""
    own: str = ""

    def follow(self, before: Values, now: Values) -> Values:
        """Return what changes with what was typed or chosen."""
        listed, typed = now[self.listed], now[self.typed]
        if typed != before[self.typed]:
            self.own = typed
            if bool(typed) == bool(listed):
                return {self.listed: "" if typed else self.usual}
        elif listed != before[self.listed]:
            self.usual = listed or self.usual
            return {self.typed: "" if listed else self.own}
        return {}
