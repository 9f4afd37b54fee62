"""The two vocabularies of X's API v2: the Tweet names (OpenAPI 2.166) and the Post names (2.167, August 2026).

Fields and expansions are those of the published documents that a reader with an app-only bearer may ask for.
"""

from __future__ import annotations

from dataclasses import dataclass

SHARED_FIELDS = (
    "article attachments card_uri community_id context_annotations conversation_id created_at display_text_range "
    "edit_controls entities geo id lang matched_media_notes media_metadata non_public_metrics note_request_suggestions "
    "organic_metrics paid_partnership possibly_sensitive promoted_metrics public_metrics reply_settings scopes source "
    "suggested_source_links suggested_source_links_with_counts text withheld"
)
SHARED_USER_FIELDS = (
    "confirmed_email connection_status created_at description entities id is_identity_verified location name parody "
    "profile_banner_url profile_image_url protected public_metrics receives_your_dm subscription subscription_type url "
    "username verified verified_followers_count verified_type withheld"
)
SHARED_EXPANSIONS = (
    "article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet "
    "attachments.poll_ids author_id entities.mentions.username geo.place_id in_reply_to_user_id"
)


def _names(*groups: str) -> frozenset[str]:
    return frozenset(" ".join(groups).split())


MEDIA_FIELDS = _names(
    "alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url promoted_metrics",
    "public_metrics type url variants width",
)
USAGE_FIELDS = _names("cap_reset_day daily_client_app_usage daily_project_usage project_cap project_id project_usage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How one version of the API calls things; `text_numbers` says that usage is counted in strings."""

    name: str
    fields_parameter: str
    fields: frozenset[str]
    expansions: frozenset[str]
    user_fields: frozenset[str]
    user_expansions: frozenset[str]
    history: str
    note: str
    referenced: str
    referenced_expansion: str
    includes: str
    resource: str
    shares: str
    written: str
    problems: str
    text_numbers: bool


TWEET = Vocabulary(
    name="tweet",
    fields_parameter="tweet.fields",
    fields=_names(SHARED_FIELDS, "author_id edit_history_tweet_ids in_reply_to_user_id note_tweet referenced_tweets"),
    expansions=_names(
        SHARED_EXPANSIONS,
        "edit_history_tweet_ids entities.note.mentions.username referenced_tweets.id",
        "referenced_tweets.id.attachments.media_keys referenced_tweets.id.author_id",
    ),
    user_fields=_names(SHARED_USER_FIELDS, "affiliation most_recent_tweet_id pinned_tweet_id"),
    user_expansions=_names("affiliation.user_id most_recent_tweet_id pinned_tweet_id"),
    history="edit_history_tweet_ids",
    note="note_tweet",
    referenced="referenced_tweets",
    referenced_expansion="referenced_tweets.id",
    includes="tweets",
    resource="tweet",
    shares="retweet_count",
    written="tweet_count",
    problems="https://api.twitter.com/2/problems/",
    text_numbers=False,
)
POST = Vocabulary(
    name="post",
    fields_parameter="post.fields",
    fields=_names(SHARED_FIELDS, "article_title note_post"),
    expansions=_names(SHARED_EXPANSIONS, "edit_history_post_ids referenced_posts username"),
    user_fields=_names(SHARED_USER_FIELDS, "subscribes_to_you"),
    user_expansions=_names("affiliation most_recent_post_id pinned_post_id"),
    history="edit_history_post_ids",
    note="note_post",
    referenced="referenced_posts",
    referenced_expansion="referenced_posts",
    includes="posts",
    resource="post",
    shares="repost_count",
    written="post_count",
    problems="https://api.x.com/2/problems/",
    text_numbers=True,
)
VOCABULARIES = {"tweet": TWEET, "post": POST}
