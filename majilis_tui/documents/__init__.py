"""Ballot, protocols, announcement and minutes out of the one sealed result."""
