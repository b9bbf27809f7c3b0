"""For authors of plugins: starts a plugin, runs its golden cases, tries whether it keeps form."""
