"""Writing for authors: a new pack's folder, and a first draft of a rule."""
