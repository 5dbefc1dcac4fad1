"""Units of government: their names, who is responsible, who a sentence tells to act."""
