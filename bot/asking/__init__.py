"""One question becomes one answer: what to look at, one shared look, a verdict, within budgets."""
