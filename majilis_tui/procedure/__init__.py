"""The law of a sitting: pure functions and frozen structs, without files, clock or screen."""
