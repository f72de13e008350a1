"""Text columns by what becomes of them: what a document may print, and what nobody may read.

A new column belongs in one of the two tables before anything is made with it.
"""

from __future__ import annotations

from collections.abc import Mapping

PUBLIC: Mapping[str, str] = {
    "organisation": "name short_name kind",
    "person": "honorific given_name family_name post_nominals initials job_title",
    "body": "name short_name chair_title vice_chair_title language zone venue remote_link contact"
    " marking house_style agenda_numbering minute_numbering",
    "body_link": "",
    "body_option": "key value",
    "standing_text": "heading text",
    "style_setting": "key value",
    "style_file": "alt",
    "seat": "name quorum_group",
    "membership": "representing",
    "meeting": "title zone marking addressees",
    "meeting_body": "",
    "sitting": "place remote_link",
    "item": "number published_number title minute_title text presenter pages recommendation"
    " urgency",
    "attendee": "name printed_group role_title job_title organisation initials seat",
    "attendance_event": "",
    "entry": "text label mover seconder",
    "action": "text",
    "action_owner": "name",
    "action_update": "text",
    # Where it is in order and placed under an item that is open.
    "submission": "name organisation addressed_to title text mover seconder",
    "meeting_event": "ground note",
    "declaration": "nature dispensation",  # but for the nature of a sensitive one
    "agenda_version": "reason",
    "agenda_version_item": "item parent number title text presenter pages recommendation urgency",
    "approval": "of_words part signed_by",
    "correction": "minute paragraph old_words new_words",
    "sequence": "pattern",
    "sequence_number": "printed",
    # Where they stand in an entry that is seen; a motion's words are those of its entry.
    "motion": "mover_name seconder_name",
    "vote": "question",
    "vote_option": "label",
    # Where a body lists the reports of its items, and they are open.
    "paper": "title",
    "item_paper": "letter",
    "topic": "title text lead source_words months decision_maker key_reason consultees documents"
    " how_to_ask private_reason",
}
"""Columns that a document may print where their row is public."""

RESTRICTED: Mapping[str, str] = {
    "organisation": "note",
    "person": "phone address needs note email",  # but for the addresses to which a draft goes
    "body": "note",
    "membership": "note",
    "meeting": "note cancelled_reason",  # but for the reason of one that is off
    "item": "public_title restriction_ground"  # but for those of a restricted item
    " internal_note lead_officer author",
    "attendance_event": "note",  # but for the words of a movement
    "entry": "restriction_ground",
    "action": "restriction_ground",
    "action_update": "by",
    "setting": "key value",
    "publication": "kind format audience file_name sha256 note made_by composed_sha256 check_words"
    " check_sha256 checked_by",
    "rule": "name source jurisdiction days land note",
    "holiday": "division name source",
    "deadline_mark": "reason note",
    "agenda_template": "name note",
    "template_item": "number title public_title text presenter lead_officer recommendation"
    " restriction_ground internal_note",
    "topic": "public_title restriction_ground"  # but for those of a restricted topic
    " recommendation presenter note",
    "paper": "author_name cleared_by late_reason note marking"
    " restriction_ground",  # but for that of a restricted one
    "reply": "substitute_name told_how note",
    "despatch": "name address note",
    "submission": "contact ruling_reason ruled_by reply replied_by supplementary"
    " supplementary_reply restriction_ground note",
    "declaration": "kind",
    "motion": "text",
    "vote": "note",
    "ballot": "",
    "sequence": "name note",
    "snippet": "short name text",
    "known_word": "word",
    "report_layout": "name base",
    "report_part": "heading hint",
    "house_style": "name base note",
    "style_file": "name sha256",
    "paper_file": "language original_name media_type sha256 sender failure pdf_sha256 note",
    "paper_finding": "kind words",
    "restriction_reason": "scheme paragraphs anticipated actual justification public_interest"
    " wording",
    "withheld": "reason",
    "pack_range": "item paper first last sha256 title",
    "agenda_version_item": "public_title restriction_ground",  # but for those of a restricted item
}
"""Columns that stay in the register, but for what a comment says."""
