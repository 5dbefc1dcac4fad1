"""Tasks: which sentences of a policy oblige somebody to something checkable, and what belongs to each."""
