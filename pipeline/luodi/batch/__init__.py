"""Running the whole way over a folder, and reading back what a run left: ``api``."""
