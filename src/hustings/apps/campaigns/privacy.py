"""Words for the privacy notice and for consent, to start from, and where the campaign stands.

An independent has no basis in law as sure as a registered party's for keeping people's opinions (see
docs/guide/legal-basis.md), so the drafts ask for explicit consent. Blanks stand in square brackets, and
the forms take no text that still has one.
"""

from dataclasses import dataclass

from hustings.apps.campaigns.languages import LANGUAGES, spoken
from hustings.apps.campaigns.models import Campaign, ConsentWording, PrivacyNotice
from hustings.apps.campaigns.queries import notice_in_force, wordings_in_force

NOTICE = """{candidate} is standing for {constituency} on {polling_day}. This notice says what the campaign keeps about you.

Who we are: {candidate}'s campaign, {promoter}. Ask us anything at [e-mail or telephone].

What we keep, and why: your name, address and elector number from the electoral register, which the law gives to \
candidates for the election; and, only if you agreed when we asked, what you told us about how you mean to vote, so \
that we can remind you on polling day.

Our basis in law: [public task or legitimate interests] for the register; your explicit consent for your opinion. You \
can take consent back at any time, and we then remove what you told us.

Who sees it: our own volunteers, for the streets they help with. We sell and give it to nobody.

How long: until {erase_on} at the latest. Then it is erased.

Your rights: to see what we keep, to have it put right or erased, and to object to hearing from us. Tell us, and we \
do it at once. You can complain to the Information Commissioner's Office, ico.org.uk."""

State = dict[str, object]


def state_of_privacy(campaign: Campaign) -> State:
    """The notice in force, the wordings in force by purpose, and whether only counts may be kept."""
    wordings = list(wordings_in_force(campaign))
    purposes = [
        (value, label, [each for each in wordings if each.covers == value])
        for value, label in ConsentWording.Covers.choices
    ]
    return {
        "notice": notice_in_force(campaign),
        "purposes": purposes,
        "counts_only": not purposes[0][2],
        "languages": LANGUAGES,
    }


def draft_notice(campaign: Campaign, state: State) -> dict[str, str]:
    """What the form starts from: the notice in force, or a draft with blanks."""
    notice = state["notice"]
    if isinstance(notice, PrivacyNotice):
        return {"text": notice.text, "address": notice.address}
    text = NOTICE.format(
        candidate=campaign.candidate,
        constituency=campaign.constituency,
        polling_day=f"{campaign.polling_day:%-d %B %Y}",
        promoter=campaign.imprint_promoter or "[name and address]",
        erase_on=f"{campaign.erase_on:%-d %B %Y}",
    )
    return {"text": text, "address": ""}


@dataclass(frozen=True, slots=True)
class Draft:
    """Words of consent to start from. `text` is empty where nobody has drafted that purpose in that language."""

    covers: str
    language: str
    text: str
    by_machine: bool

    @property
    def name(self) -> str:
        return LANGUAGES[self.language]

    @property
    def initial(self) -> dict[str, str]:
        return {"covers": self.covers, "language": self.language, "text": self.text}


def draft_wordings(covers: str) -> dict[str, Draft]:
    """For one purpose the drafts by language, in the languages of the app at the door."""
    return {
        code: Draft(
            covers, code, said.consent.get(covers, ""), said.checked == "machine"
        )
        for code, said in spoken().items()
    }


def draft_wording(covers: str, language: str) -> Draft:
    """The draft of one purpose in one language, in English for a language that is none of ours."""
    drafts = draft_wordings(covers)
    if language in drafts:
        return drafts[language]
    known = language in LANGUAGES
    return Draft(covers, language, "", False) if known else drafts["en"]
