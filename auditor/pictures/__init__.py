"""Looking at the pictures of a school's own posts, where the register asks for it: in memory, dropped after.

What is left of a picture are `PictureFacts`: how many faces it shows, whether one of them is large, whether its
metadata tell a place or a camera, and whether the words on it name a child. No face is recognised or compared, no word
and no pixel is kept.

- `viewing`: which pictures of a reading are looked at, one after the other.
- `reader`: the process apart in which pictures are opened, so that none of them can end or hold up an audit.
- `desk`: that process. `eyes`: what it sees, by `decoding`, `metadata`, `faces` and `words`.
- `unseen`: why a picture was not looked at.

It needs the extra `[pictures]`; only the process apart imports what that extra installs.
"""
