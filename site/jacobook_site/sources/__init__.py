"""The pages of sources: what of each is in the book, and what is not yet."""
