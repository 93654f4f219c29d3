"""The register's version: raised by whatever changes it, so that a preview never outlives what it was made from."""

from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.models import RegisterState


def version_of(campaign: Campaign) -> int:
    """How often the campaign's register has changed so far."""
    state = RegisterState.objects.filter(campaign=campaign).first()
    return state.version if state else 0


def change_register(campaign: Campaign) -> RegisterState:
    """Raise the version and hold it till the transaction ends, so that changes come one after another."""
    RegisterState.objects.get_or_create(campaign=campaign)
    state = RegisterState.objects.select_for_update().get(campaign=campaign)
    state.version += 1
    state.save(update_fields=["version"])
    return state


def is_for_this_election(campaign: Campaign) -> bool:
    """Whether who may vote was last worked out for the election as the campaign now has it."""
    state = RegisterState.objects.filter(campaign=campaign).first()
    if state is None or not state.election:
        return True
    return (state.election, state.nation, state.polling_day) == (
        campaign.election,
        campaign.nation,
        campaign.polling_day,
    )
