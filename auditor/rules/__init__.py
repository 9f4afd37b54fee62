"""The rules: each judges the evidence of one school and knows nothing of the outside."""
