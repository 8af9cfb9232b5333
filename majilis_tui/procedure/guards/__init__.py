"""What may be done now and by whom, and what is logged when it is done.

`decide` judges what is asked for; `recheck` judges an entry that stands in a log. Both raise
Refusal, and neither changes anything.
"""

from majilis_tui.procedure.guards.case import Case, Decision
from majilis_tui.procedure.guards.deciding import decide
from majilis_tui.procedure.guards.rechecking import recheck

__all__ = ["Case", "Decision", "decide", "recheck"]
