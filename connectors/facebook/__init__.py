"""Facebook Pages through facebook-sdk and the Graph API.

Read with a Page token or, better, a system user's token that may read the Page: its profile, everything on its
timeline (visitors' posts too) and the comments under it, replies included. Nothing is ever written.

`connector` is the contract, one module a task beneath it (`posts`, `comments`, `sightings` with their `controls`,
`credential`); `client` sends, `learnt` is what it keeps in mind for a run, `listing` turns pages, `refusals` and
`usage` read errors and limits, `fields` says what is asked for, `shape` and `attachments` read what comes. Imports are
absolute throughout: `import facebook` is facebook-sdk.
"""

from __future__ import annotations

from connectors.facebook.connector import connect

__all__ = ["connect"]
