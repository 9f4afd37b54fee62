"""The sample trust of `auditor demo`: invented schools, five weeks of posts and comments, stand-in platforms.

Every school, person and handle in here is made up. The dates are fixed, so each demo is the same.
"""
