"""A rule's statement in every form: differential, gradient or Jacobian, pushforward, pullback.

`data` is what a page knows of them; `views` derives what the author does not state; `point` measures
each form against numbers; `code` writes them for programs; `page` shows them.
"""
