"""The names of the Graph API: what a Page, a post, a comment and an attachment have (Meta's node descriptions).

A field that is named here but not kept by the stand-in is allowed and left out of the answer, as an empty one is.
"""

from __future__ import annotations

from datetime import date


def _names(*groups: str) -> frozenset[str]:
    return frozenset(" ".join(groups).split())


LIVE_UNTIL = {
    "v20.0": date(2026, 9, 24),
    "v21.0": date(2027, 1, 21),
    "v22.0": date(2027, 5, 20),
    "v23.0": date(2027, 10, 8),
    "v24.0": date(2028, 2, 18),
    "v25.0": date(2028, 7, 29),
    "v26.0": date.max,
}
PAGE_EDGES = _names("feed posts published_posts visitor_posts tagged")
PAGE_FIELDS = _names(
    "about access_token ad_campaign affiliation app_id artists_we_like attire available_promo_offer_ids awards",
    "band_interests band_members best_page bio birthday booking_agent breaking_news_usage built business",
    "can_checkin can_post category category_list checkins company_overview connected_instagram_account",
    "connected_page_backed_instagram_account contact_address copyright_attribution_insights",
    "copyright_whitelisted_ig_partners country_page_likes cover culinary_team current_location",
    "delivery_and_pickup_option_info description description_html differently_open_offerings directed_by",
    "display_subtext displayed_message_response_time does_viewer_have_page_permission_link_ig emails engagement",
    "fan_count featured_video features followers_count food_styles founded general_info general_manager genre",
    "global_brand_page_name global_brand_root_id has_added_app has_lead_access",
    "has_transitioned_to_new_page_experience has_whatsapp_business_number has_whatsapp_number hometown hours id",
    "impressum influences instagram_business_account is_always_open is_calling_eligible is_chain",
    "is_community_page is_eligible_for_branded_content",
    "is_eligible_for_disable_connect_ig_btn_for_non_page_admin_am_web is_messenger_bot_get_started_enabled",
    "is_messenger_platform_bot is_owned is_permanently_closed is_published is_unclaimed is_verified",
    "is_webhooks_subscribed keywords leadgen_tos_acceptance_time leadgen_tos_accepted leadgen_tos_accepting_user",
    "link location members merchant_id merchant_review_status messaging_feature_status",
    "messenger_ads_default_icebreakers messenger_ads_default_quick_replies messenger_ads_quick_replies_type",
    "mini_shop_storefront mission mpg name name_with_location_descriptor network new_like_count offer_eligible",
    "overall_star_rating owner_business page_token parent_page parking payment_options personal_info",
    "personal_interests pharma_safety_info phone pickup_options place_type plot_outline preferred_audience",
    "press_contact price_range priority_hours privacy_info_url produced_by products promotion_eligible",
    "promotion_ineligible_reason public_transit rating_count recipient record_label release_date",
    "restaurant_services restaurant_specialties schedule screenplay_by season single_line_address starring",
    "start_info store_code store_location_descriptor store_number studio supports_donate_button_in_live_video",
    "talking_about_count temporary_status unread_message_count unread_notif_count unseen_message_count",
    "user_access_expire_time username verification_status voip_info website were_here_count whatsapp_number",
    "written_by",
)
POST_FIELDS = _names(
    "actions admin_creator allowed_advertising_objectives application backdated_time call_to_action",
    "can_reply_privately child_attachments comments_mirroring_domain coordinates created_time event",
    "expanded_height expanded_width feed_targeting from full_picture height icon id instagram_eligibility",
    "is_app_share is_eligible_for_dark_post is_eligible_for_promotion is_expired is_hidden is_inline_created",
    "is_instagram_eligible is_popular is_published is_spherical message message_tags multi_share_end_card",
    "multi_share_optimized parent_id permalink_url picture place privacy promotable_id promotion_status",
    "properties scheduled_publish_time shares status_type story story_tags subscribed target targeting",
    "timeline_visibility updated_time via video_buying_eligibility width attachments comments likes reactions",
    "sharedposts to",
)
COMMENT_FIELDS = _names(
    "admin_creator application attachment can_comment can_hide can_like can_remove can_reply_privately",
    "comment_count created_time from id is_hidden is_private like_count live_broadcast_timestamp message",
    "message_tags object parent permalink_url private_reply_conversation user_likes comments likes reactions",
)

DEPRECATED_POST_FIELDS = _names("caption description link name object_id source type")
ATTACHMENT_FIELDS = _names(
    "description description_tags media media_type subattachments target title type unshimmed_url url",
)
FIELDS = {
    "Page": PAGE_FIELDS,
    "PagePost": POST_FIELDS,
    "Comment": COMMENT_FIELDS,
    "StoryAttachment": ATTACHMENT_FIELDS,
    "StoryAttachmentMedia": _names("image source"),
    "StoryAttachmentTarget": _names("id unshimmed_url url"),
    "User": _names("id link name picture username"),
}
NESTED = {
    "attachment": "StoryAttachment",
    "attachments": "StoryAttachment",
    "comments": "Comment",
    "from": "User",
    "media": "StoryAttachmentMedia",
    "parent": "Comment",
    "subattachments": "StoryAttachment",
    "target": "StoryAttachmentTarget",
}
DEFAULT_FIELDS = {
    "Page": ("name", "id"),
    "PagePost": ("created_time", "message", "story", "id"),
    "Comment": ("created_time", "from", "message", "id"),
}
