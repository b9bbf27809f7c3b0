"""Labels that ask for the order's terms in an office's own words: "How many times a week?".

Forms ask for the same few things in free phrases; each noun has the shapes that such phrases take
once blanks and signs are gone (see `lexicon.compact`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_UNIT = "(?:weeks?|wks?|months?|mos?|mths?)"
_LENGTHS = f"(?:weeks|wks|months|mos|days)(?:or)?{_UNIT}?(?:or)?(?:days)?"
_SITTING = "(?:visit|session|appointment|appt|massage)s?"
_VISIT = f"(?:{_SITTING}|treatments?|tx|txs)"
_VISITS = "(?:visits|sessions|treatments|appointments|appts|tx)"
_EACH = "(?:per|a|an|each|every|one)"
_CARE = (
    "(?:the|this|your|massage|manual)*(?:treatments?|therapy|care|plan|massage|sessions?|visits?)"
)
_ASKED = "(?:is|are|should|shall|must|will|do|does|would|may)"
_MINUTES = "(?:in)?min(?:ute)?s?"
_ORDER = "(?:order|referral|prescription|script|rx|request|plan|planofcare|letter)"
_WISHED = "(?:ordered|requested|recommended|prescribed|proposed|suggested)"
_CARES = "(?:precaution|contraindication|restriction|caution|limitation)s?"
_MORE = f"(?:(?:and|or)?(?:{_CARES}|allergies|specialinstructions))"
_IF_ANY = "(?:ifany|tomassage|totreatment|toobserve)?"
_ILL = (
    "(?:problem|condition|illness|diseases?|disorder|diagnos[ei]s|complaint|injury|injurie)(?:e?s)?"
)
_DRUGS = "(?:supplements|medicines?|medications?|meds|vitamins|herbs|remedies|prescriptions)"
_BEFORE = (
    "chronic|past|other|known|ongoing|previous|prior|pertinent|relevant|inactive|resolved|active|"
    "unrelated|concurrent|coexisting|longstanding|significant|family|social|surgical"
)

_SHAPES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("minutes", "order"): (
        f"(?:howmany|no(?:of)?)?min(?:ute)?s?(?:{_EACH}|in|for|of)*{_VISIT}",
        f"(?:length|duration|time)(?:of|per|for)?(?:{_EACH}|the)?(?:treatment|massage)?{_SITTING}"
        f"(?:{_MINUTES})?",
        f"(?:length|duration|time)(?:of|for)?{_EACH}{_VISIT}(?:{_MINUTES})?",
        f"(?:each|every){_VISIT}(?:lasts|length|duration|time)?(?:{_MINUTES})?",
        f"{_VISIT}(?:length|duration|time){_MINUTES}",
        f"howlong{_ASKED}?{_EACH}{_VISIT}(?:be|last|take)?",
    ),
    ("frequency", "order"): (
        f"(?:howmany|no(?:of)?)?(?:times|x|{_VISIT})(?:in)?{_EACH}?(?:week|wk|month|mo)(?:or)?"
        f"(?:{_EACH}?{_UNIT})?",
        f"howoften(?:{_ASKED})?(?:{_CARE}|thepatient|patient)"
        "(?:needed|given|required|happen|takeplace|come|be|seen|necessary|recommended)*",
        "howmanytimes",
        f"(?:visit|plan|session)?frequency(?:(?:of)?{_CARE}|(?:per|a|each)(?:week|wk|month|mo))",
        "days(?:per|a|each)week",
        f"{_WISHED}(?:treatment|visit|therapy)?frequency",
    ),
    ("duration", "order"): (
        f"(?:for)?(?:howmany|no(?:of)?|thenoof){_LENGTHS}",
        f"for{_LENGTHS}",
        "durationin(?:weeks|wks|months)|(?:weeks|months)of(?:treatment|care|therapy)",
        "(?:for|over|during|in)?what(?:period|timeframe|timeperiod|lengthoftime)(?:oftime)?",
        f"(?:expected|anticipated|estimated|planned|total|{_WISHED})?(?:length|duration|period|course)"
        "(?:of)?(?:the|this)?(?:plan|treatment|care|therapy|order|course|program|massage|massagetherapy|episodeofcare)",
        f"(?:for)?howlong{_ASKED}{_CARE}(?:last|continue|needed|required|be|goon|necessary)*",
        f"{_WISHED}(?:treatment)?duration",
    ),
    ("visits", "order"): (
        f"(?:total|max(?:imum)?|no(?:of)?|howmany)+{_VISITS}"
        "(?:approved|ordered|requested|prescribed|planned|inall|altogether|ifknown|needed|recommended)*"
        f"(?:by(?:the)?(?:provider|physician|prescriber|doctor))?(?:(?:under|for|on)(?:this|the){_ORDER})?",
        f"{_VISITS}(?:inall|altogether|ordered|prescribed|requested|recommended)",
    ),
    ("used_visits", "other"): (
        f"(?:no(?:of)?)?{_VISITS}(?:used|attended|completed|given|done|received|made)*"
        "(?:sofar|todate|already)",
    ),
    ("schedule", "order"): (
        "(?:howoften|frequency)(?:and|or)?(?:for)?"
        f"(?:howlong|(?:length|duration)(?:of{_CARE})?)(?:ornoofvisits)?",
        "forhowlong(?:or|and)?noofvisits",
        "(?:treatment|therapy|visit|massage|plan|care|session)frequency(?:and)?(?:duration|length)",
    ),
    ("goals", "order"): (
        "(?:overall|main|primary|patients?|functional|treatment|therapy|shortterm|longterm|desired|"
        "expected|hopedfor|intended|measurable|specific)+(?:goals?|aims?|objectives?|outcomes?|"
        "results?|benefits?)(?:of)?(?:care|treatment|therapy|massage)?",
        f"what(?:do|does|{_ASKED})?(?:we|i|you|thepatient|{_CARE}){_ASKED}?"
        "(?:hope|hopes|hoping|want|wish|wishes|expect|aim|achieve|accomplish|improve)"
        f"(?:for|to|of|from|achieve|accomplish|see|{_CARE})*",
        "(?:we|i)(?:hope|aim)for",
        f"how{_ASKED}?{_CARE}{_ASKED}?(?:help|benefit)(?:the|this|your)?(?:patient)?"
        "(?:expectedresults?)?",
        "(?:please)?(?:state|describe|give|name)(?:the|your)(?:treatment)?(?:goals?|aims?)",
        f"what(?:is|are)(?:the|your)(?:goal|aim|purpose)s?(?:(?:of|for){_CARE})?",
        f"goals?for(?:this)?(?:{_CARE}|episode(?:ofcare)?|patient)",
        "(?:functional)?(?:outcomes?|results?|benefits?|improvements?)(?:expected|desired|hopedfor)",
        "(?:expected|anticipated|desired)(?:functional)?improvements?",
    ),
    ("precautions", "order"): (
        f"(?:known|special|medical|treatment|any|safety|massage|relevant)+{_CARES}{_MORE}*{_IF_ANY}",
        f"{_CARES}{_MORE}+{_IF_ANY}",
        f"{_CARES}(?:ifany|tomassage|totreatment|toobserve)",
        f"{_CARES}for(?:the|our|your)?(?:massage)?(?:therapist|therapy|treatment)s?",
        f"(?:are|is)there(?:any)?{_CARES}(?:that)?(?:for)?(?:the|our|your)?(?:massage)?(?:therapist)?"
        f"{_ASKED}?(?:know|knowof|knowabout|observe|beawareof)?",
        f"{_CARES}(?:that)?(?:the|our|your)(?:massage)?therapist{_ASKED}"
        "(?:know|knowof|knowabout|observe|beawareof)",
        "(?:please)?(?:be|take)(?:careful|care)(?:about|with|of|around)?",
        "(?:isthere)?(?:anything|whatto|what|thingsto|areasto|areas|positionsto)"
        f"(?:{_ASKED})?(?:(?:we|you|i|the(?:massage)?therapist){_ASKED}?|tobe)?(?:avoid|avoided)",
    ),
    ("other", ""): (
        "if(?:yes|so|no|not|other)(?:(?:please)?(?:explain|describe|specify|list|state|give|what|"
        "when|where|which|who|date|dates|details|how|and|or|the|treatment|why|by|whom)){1,8}",
        "(?:please)?(?:explain|describe|specify|list)(?:below|here|if(?:yes|so|other))?",
    ),
    ("order_date", "order"): (
        f"dateof(?:this|the)?{_ORDER}",
        f"date{_ORDER}(?:was)?(?:written|issued|placed|made)",
        "dateofthis(?:report|form|visit|examination|exam|evaluation)",
        f"{_ORDER}(?:no)?[1-9]?(?:was)?(?:date|dated|written|placed|entered|created|issued|made|"
        "established|prepared)(?:on|date|datetime)?",
    ),
    ("diagnosis", "order"): (
        "(?:what)?(?:medical)?(?:diagnos[ei]s|conditions?|injur(?:y|ies)|problems?)"
        "(?:isbeing|arebeing|being|tobe|is|are)?(?:for)?(?:treated|treatment)",
        "what(?:are|is)?(?:we|you)(?:are)?treating|treatingdiagnos[ei]s",
        "(?:injur(?:y|ies)|conditions?)forwhich(?:treatment|massage|therapy)is"
        "(?:prescribed|ordered|requested|needed)",
        "reasonfor(?:therapy|treatment|massage|massagetherapy|care)",
        "(?:assessment|impression|diagnos[ei]s|problems?|conditions?)(?:for|relatedto|associatedwith)"
        f"(?:this|the|todays?|my|our)*{_ORDER}",
    ),
    ("history", "history"): (
        "backgroundconditions|(?:diagnoses|conditions|problems)onfile",
        f"(?:(?:{_BEFORE})|medical|health|current|personal|your|my)*(?:{_BEFORE})"
        f"(?:medical|health|current)*(?:{_ILL})(?:list|summary|overview|andmedications)?",
        f"(?:(?:{_BEFORE})|medical|health|personal|patient|your|my)+(?:history|hx|comorbidities)"
        "(?:andmedications|medications|list|summary)?",
        f"(?:(?:{_BEFORE})|medical|health|current|patient|your|my)+problemlist",
        "(?:prior|previous|past|earlier)(?:care|treatments?|therapy|therapies|tx|massage)"
        "(?:received|given|tried|completed|todate|sofar|rendered)*"
        "(?:for(?:this|the)(?:condition|injury|problem|complaint|episode))?",
        "(?:(?:what|which|any|other)*(?:treatments?|care|therapy))(?:(?:that)?(?:has)?(?:the)?"
        "(?:worker|patient|client|employee|claimant|you|he|she))?(?:has|have)?(?:already)?"
        "(?:had|received|tried|undergone)(?:already|sofar|todate|forthis(?:injury|condition))?",
    ),
    ("medications", "history"): (
        f"(?:current|home|active|your|my|prescribed|regular|daily)*{_DRUGS}(?:(?:and|or){_DRUGS})*"
        "(?:list|taken|now|currently|only)*",
    ),
}


@cache
def _compiled() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (noun, role, re.compile("|".join(f"(?:{shape})" for shape in shapes)))
        for (noun, role), shapes in _SHAPES.items()
    )


@cache
def question(key: str) -> tuple[str, str, str] | None:
    """Noun, role and words of a label by its compact form (see `lexicon.compact`), or None."""
    for noun, role, shape in _compiled():
        if shape.fullmatch(key):
            return noun, role, key
    return None
