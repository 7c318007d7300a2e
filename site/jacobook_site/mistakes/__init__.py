"""Common mistakes: what people write for a derivative, with the number that gives it away.

`trees` reads a statement's text, `slips` makes the wrong texts, `measuring` keeps those whose number
at the rule's worked example differs from the truth, and `view` shows them.
"""
