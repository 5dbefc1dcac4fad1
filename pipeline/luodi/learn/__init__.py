"""Training, evaluation and what reviewers answered; nothing of it is needed by a run."""
