"""Statements: what each sentence of a report claims and how far it went."""
