"""The store's history: one step for each change of its tables."""
