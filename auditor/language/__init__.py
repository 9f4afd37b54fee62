"""Text in; spans, categories, a probability and the kinds of sign out.

Two detectors share one shape (`auditor.model.Detection`): `children.find_children` tells whether a text names a child,
`comments.judge_comment` whether a comment needs hiding and how soon a person must see it. Both are plain Python over
weights that lie beside them, read when the first text is judged. Nothing here reads a clock, a file outside the package
or the network, and nothing that comes out holds a word of the text.
"""
