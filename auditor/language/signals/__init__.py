"""Plain signals in comments: patterns with their context, a table a kind. They hold ugly words, so that schools need not.

Patterns are written over normalised text (`auditor.language.normalise`): lower case, no accents, emoji as words.
"""
