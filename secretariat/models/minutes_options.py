"""The choices a body makes about its minutes."""

from __future__ import annotations

from secretariat.models.option import YES_NO, Option

MINUTES_OPTIONS: tuple[Option, ...] = (
    Option(
        "minutes.present",
        "Those present",
        (
            ("columns", "In columns: name, role and organisation"),
            ("list", "One after another, by group"),
            ("lines", "One to a line, the role in brackets"),
            ("sentence", "In one sentence, with roles in brackets"),
            ("membership", "In one table of members, those away marked in it"),
        ),
        "columns",
        "Attendance",
    ),
    Option(
        "minutes.present_headings",
        "Headings Present and In attendance",
        YES_NO,
        "yes",
        "Attendance",
    ),
    Option(
        "minutes.groups",
        "Names of the groups of those present",
        (
            ("usual", "The usual ones, and those of its own"),
            ("own", "Those of its own alone"),
        ),
        "usual",
        "Attendance",
    ),
    Option(
        "minutes.initials",
        "Initials of those present",
        (
            ("actions", "Where actions quote them"),
            ("brackets", "Always, in brackets"),
            ("column", "Always, in a column"),
        ),
        "actions",
        "Attendance",
    ),
    Option(
        "minutes.attendance_place",
        "Where those present are listed",
        (("head", "At the head"), ("first item", "Under the first item")),
        "head",
        "Attendance",
    ),
    Option(
        "minutes.apologies",
        "Apologies",
        (
            ("yes", "At the head"),
            ("item", "Under the item for apologies"),
            ("no", "Not printed"),
        ),
        "yes",
        "Attendance",
    ),
    Option(
        "minutes.away",
        "Names of those who sent apologies or were absent",
        (
            ("row", "One after another"),
            ("lines", "One below another"),
            ("present", "As those present are listed"),
        ),
        "row",
        "Attendance",
    ),
    Option(
        "minutes.away_place",
        "Where apologies stand",
        (("last", "After those in attendance"), ("present", "After those present")),
        "last",
        "Attendance",
    ),
    Option(
        "minutes.away_from",
        "Organisation of those who sent apologies",
        YES_NO,
        "no",
        "Attendance",
    ),
    Option(
        "minutes.shared_title",
        "A title that all share said once: Cllrs A and B",
        YES_NO,
        "no",
        "Attendance",
    ),
    Option("minutes.no_apologies", "Say so when nobody sent apologies", YES_NO, "no", "Attendance"),
    Option("minutes.no_absent", "Say so when nobody was absent", YES_NO, "no", "Attendance"),
    Option(
        "minutes.no_public", "Say so when nobody of the public came", YES_NO, "no", "Attendance"
    ),
    Option("minutes.status", "DRAFT or CONFIRMED under the title", YES_NO, "no", "Minutes"),
    Option(
        "minutes.columns",
        "Headings of the columns",
        (
            ("none", "Action alone, where there are owners"),
            ("once", "Over the first item"),
            ("pages", "At the top of every page"),
        ),
        "none",
        "Minutes",
    ),
    Option(
        "minutes.number_place",
        "Number of an item",
        (("beside", "Beside its heading"), ("above", "On a line above its heading")),
        "beside",
        "Minutes",
    ),
    Option("minutes.started", "Clock time in the headings of items", YES_NO, "no", "Minutes"),
    Option(
        "minutes.decision_word",
        "Word for a decision, such as RESOLVED",
        (("beside", "Before its words"), ("line", "On a line of its own")),
        "beside",
        "Minutes",
    ),
    Option(
        "minutes.closing",
        "When the meeting ended",
        (
            ("sentence", "In a sentence at the end"),
            ("item", "As the last item"),
            ("none", "Not printed"),
        ),
        "sentence",
        "Minutes",
    ),
    Option(
        "minutes.paragraphs",
        "Number of a paragraph",
        (("none", "None"), ("item", "That of its item and its own: 4.1")),
        "none",
        "Minutes",
    ),
    Option(
        "minutes.actions",
        "Actions",
        (
            ("margin", "Owner in the Action column beside the words"),
            ("line", "A bold line that begins ACTION"),
            ("both", "A bold line, and the owner in the Action column"),
        ),
        "margin",
        "Minutes",
    ),
    Option(
        "minutes.owner",
        "Owner of an action",
        (("initials", "Initials"), ("name", "Full name")),
        "initials",
        "Minutes",
    ),
    Option(
        "minutes.case",
        "Item headings",
        (("as-written", "As written"), ("capitals", "IN CAPITALS")),
        "as-written",
        "Minutes",
    ),
    Option(
        "minutes.declarations",
        "Declarations of interest",
        (
            ("sentences", "A sentence each"),
            ("grouped", "Grouped by the item concerned"),
        ),
        "sentences",
        "Minutes",
    ),
    Option(
        "minutes.presenter",
        "Presenter",
        (
            ("no", "Not printed"),
            ("yes", "In the item heading"),
            ("below", "On a line below the heading"),
        ),
        "no",
        "Minutes",
    ),
    Option("minutes.agenda_number", "Quote the agenda item number", YES_NO, "no", "Minutes"),
    Option(
        "minutes.corrections",
        "One correction of earlier minutes",
        (("sentence", "In the sentence"), ("bullets", "In a list, as several are")),
        "sentence",
        "Minutes",
    ),
    Option("minutes.added", "Number business not on the agenda", YES_NO, "no", "Minutes"),
    Option(
        "minutes.votes",
        "Votes",
        (
            ("sentence", "In a sentence"),
            ("lines", "On lines: For, Against, Abstentions"),
            ("table", "Votes by name and elections in a table"),
        ),
        "sentence",
        "Minutes",
    ),
    Option(
        "elections.needs",
        "An election is won by",
        (("most", "The most votes"), ("half", "More than half of the votes cast")),
        "most",
        "Minutes",
    ),
    Option(
        "minutes.proposer",
        "Proposer and seconder of a decision",
        (
            ("sentence", "In a sentence"),
            ("line", "On a line"),
            ("none", "Not printed"),
        ),
        "sentence",
        "Minutes",
    ),
    Option("minutes.signature", "Line for the signature", YES_NO, "yes", "Minutes"),
)
