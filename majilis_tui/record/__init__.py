"""The SQLite file of a sitting: the log, the working papers, and their verification."""
