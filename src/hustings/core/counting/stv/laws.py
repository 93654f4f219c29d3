"""The laws of the Gregory family, each an entry."""

from hustings.core.counting.stv.rules import (
    Back,
    Batches,
    Compare,
    GregoryRules,
    Look,
    Paragraphs,
    Share,
    Which,
    rounded_up,
)

SCOTLAND = GregoryRules(
    name="scotland",
    title="Scottish councils (STV, weighted inclusive Gregory)",
    law="Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, part III, rules 45 to 52",
    paragraphs=Paragraphs(
        quota="rule 46",
        elected="rule 47(1)",
        surplus="rule 48",
        excluded="rule 50",
        last="rule 52(1)",
        ties="rules 49(2) and 51(2)",
    ),
    places=5,
    look=Look.LATEST,
)

ERS97 = GregoryRules(
    name="ers97",
    title="Electoral Reform Society, 1997 (STV, last parcel)",
    law="R A Newland and F S Britton, How to conduct an election by the single transferable vote, third edition, ERS 1997, section 5",
    paragraphs=Paragraphs(
        quota="5.1.6",
        elected="5.1.7, 5.3.13 and 5.4.9",
        surplus="5.3",
        excluded="5.2.5 and 5.4",
        last="5.5.1",
        ties="5.2.3, 5.2.5 and 5.6.2",
        defer="5.2.2",
        together="5.2.5",
        active="5.3.13(b)",
    ),
    places=2,
    quota=rounded_up,
    which=Which.LAST,
    share=Share.BY_TRANSFERABLE,
    batches=Batches.BY_VALUE,
    look_at_batches=True,
    defer=Compare.NOT_MORE,
    together=Compare.NOT_MORE,
    falling_quota=True,
    last_without_transfer=True,
)

NORTHERN_IRELAND = GregoryRules(
    name="northern-ireland",
    title="Northern Ireland (STV, last parcel, two places)",
    law="Local Elections (Northern Ireland) Order 1985 (SI 1985/454), local elections rules 47 to 52 (schedule 5 to the Electoral Law Act (Northern Ireland) 1962)",
    paragraphs=Paragraphs(
        quota="rule 48",
        elected="rule 48(3)",
        surplus="rule 49",
        excluded="rule 51",
        last="rule 52(1)",
        ties="rules 50(1) and 51(13)",
        defer="rule 49(10)",
        together="rule 51(12)",
        by_sum="rule 52(2)",
    ),
    places=2,
    which=Which.LAST,
    share=Share.BY_TRANSFERABLE,
    batches=Batches.FIRSTS_THEN_VALUE,
    defer=Compare.LESS,
    together=Compare.LESS,
    last_without_transfer=True,
    last_by_sum=True,
)

SENATE = GregoryRules(
    name="senate",
    title="Australian Senate (STV, unweighted inclusive Gregory)",
    law="Commonwealth Electoral Act 1918, section 273",
    paragraphs=Paragraphs(
        quota="s 273(8)",
        elected="s 273(8)",
        surplus="s 273(9), (10), (14), (21) and (23)",
        excluded="s 273(13), (13AA) and (13A)",
        last="s 273(17) and (18)",
        ties="s 273(20)(b), (22), (29) to (31A)",
    ),
    share=Share.BY_PAPERS,
    exact_values=True,
    batches=Batches.BY_VALUE,
    look=Look.LATEST,
    look_at_batches=True,
    in_turn=True,
    equal_surpluses=Back.ALL_APART,
    equals_in_order=True,
    last_of_two=True,
)

ACT = GregoryRules(
    name="hare-clark-act",
    title="Australian Capital Territory (Hare-Clark: STV, last parcel)",
    law="Electoral Act 1992 (ACT), schedule 4",
    paragraphs=Paragraphs(
        quota="clause 1B",
        elected="clauses 3 and 4",
        surplus="clauses 1C, 6 and 7",
        excluded="clauses 8 and 9",
        last="clause 4",
        ties="clauses 7 and 8",
    ),
    places=6,
    which=Which.LAST,
    share=Share.BY_TRANSFERABLE,
    exact_values=True,
    batches=Batches.BY_VALUE,
    look=Look.LATEST,
    look_at_batches=True,
    in_turn=True,
    last_after_surpluses=True,
)

GREGORY = GregoryRules(
    name="gregory",
    title="Gregory (STV, last parcel, five places)",
    law="J B Gregory, Melbourne 1880; Newland and Britton's rules of 1973 in their plainest form, without deferral",
    paragraphs=Paragraphs(
        quota="quota",
        elected="quota reached",
        surplus="last parcel",
        excluded="the lowest",
        last="as many left as seats",
        ties="the earliest stage",
    ),
    places=5,
    which=Which.LAST,
    share=Share.BY_TRANSFERABLE,
    batches=Batches.FIRSTS_THEN_VALUE,
)

GREGORY_LAWS = (SCOTLAND, ERS97, NORTHERN_IRELAND, SENATE, ACT, GREGORY)
