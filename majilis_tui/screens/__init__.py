"""What two officers see and press; the only place where Textual is imported."""
