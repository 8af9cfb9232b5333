"""A drill: what the hall does in a rehearsal, which faults are planted, and how they were met."""
