"""Labels that say whose and what: "Requesting physician fax", "Printed name of provider".

Offices join the same few words freely; no table names every pair of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_ACTS = (
    "referring|ordering|requesting|attending|treating|prescribing|certifying|authorizing|signing|"
    "responsible"
)
_WHOSE = {
    "patient": "patient|pt|client|veteran|worker|injuredworker|claimant|beneficiary|injuredperson",
    "provider": (
        f"(?:{_ACTS})?(?:provider|physician|doctor|dr|prescriber|clinician|practitioner)|office|"
        "clinic|practice|dentist|chiropractor|naturopath|osteopath|podiatrist|physiatrist|surgeon|"
        "nursepractitioner|(?:nurse)?midwife"
    ),
    "supervisor": "(?:supervising|collaborating|delegating)(?:physician|provider|doctor|md)",
    "pcp": (
        "pcp|primarycare(?:provider|physician|doctor)?|"
        "(?:patients)?(?:family|general|regular|usual)(?:dentist|doctor|physician|practitioner)"
    ),
    "recipient": "(?:massage|physical)?therapist|lmt|(?:rendering|servicing)provider",
    "adjuster": "adjuster|adjustor|(?:claims?|case)(?:manager|adjuster|examiner)|ncm",
    "attorney": "attorney|lawyer",
    "employer": "employer",
    "contact": (
        "(?:emergency|alternate|alternative|alt|secondary)contact|nextofkin|caregiver|guardian|"
        "parent|spouse|relative"
    ),
    "holder": "subscriber|policyholder|insured|guarantor|participant|cardholder|accountholder",
}
_WHAT = {
    "name": (
        "(?:full|legal|printed|print|complete)*name(?:printed|print|andcredentials?|credentials?|"
        "andtitle|title|(?:(?:last|first|middle|mi|initial)(?:name)?){2,})?"
    ),
    "phone": "(?:cell|home|day|daytime|mobile|contact|office)?(?:phone|telephone|tel|ph)|contact",
    "fax": "fax|facsimile",
    "phone_fax": "(?:phone|tel|telephone)(?:and)?fax",
    "npi": "npi",
    "birth_date": "dob|dateofbirth|birthdate",
    "address": "(?:mailing|street|home)?address",
    "signature": "signature",
    "sign_date": "signaturedate|datesigned",
}

_PLACES = "home|cell|mobile|work|daytime|day|evening"
_INSURED = (
    "insurance|ins|member|subscriber|policy|plan|insured|enrollee|beneficiary|certificate|card"
)
_SYSTEMS = (
    "submission|document|report|request|reportrequest|reviewer|confirmation|encounter|form|"
    "tracking|transaction|message|user|staff|reference|template|batch|print|session|file|record"
)
_BARE = {
    ("phone", "patient"): re.compile(
        rf"(?:home|cell|mobile|daytime|day|evening)(?:or|and)?(?:{_PLACES})(?:phone|tel|no)*|"
        "(?:best|preferred)?(?:phone|telephone|no|phoneno|telephoneno)(?:toreach|wherewecanreach)"
        "(?:the)?(?:patient|client|worker|veteran)"
    ),
    ("payer", ""): re.compile(
        "who(?:insures|covers|paysfor)(?:the)?(?:patient|client|worker)|"
        "(?:what|which)insurance(?:doesthe(?:patient|client)have|plan)?"
    ),
    ("member_id", ""): re.compile(
        rf"(?:{_INSURED})+(?:identification|identifier)(?:no|code)?|"
        r"(?:insurance|ins|payer|payor|plan|carrier|coverage)(?:co|company|name)?and"
        r"(?:member|policy|subscriber)?(?:id|no)+|"
        rf"(?:{_INSURED})+(?:id|no)+(?:onthecard|oncard|asoncard)"
    ),
    ("other_id", ""): re.compile(rf"(?:{_SYSTEMS})id(?:no)?"),
}
"""Labels that say without a person's word what they ask for, by noun and role."""


@cache
def _shapes() -> Mapping[tuple[str, str], re.Pattern[str]]:
    return {
        (role, noun): re.compile(
            rf"(?:the)?(?:(?P<whose>{whose})s?(?:{what})(?:no)?|"
            rf"(?:{what})(?:no)?(?:of|for)(?:the)?(?P<owner>{whose})s?)"
        )
        for role, whose in _WHOSE.items()
        for noun, what in _WHAT.items()
    }


@cache
def compound(key: str) -> tuple[str, str, str] | None:
    """Noun, role and words of a label by its compact form (see `lexicon.compact`), or None."""
    for (role, noun), shape in _shapes().items():
        match = shape.fullmatch(key)
        if match:
            acts = re.match(_ACTS, match["whose"] or match["owner"])
            owner = f"{acts[0]} {role}" if acts else role
            if noun == "birth_date" and role not in ("patient", "holder"):
                role = "another"
            return noun, role, f"{owner} {noun.replace('_', ' ')}"
    bare = (who for who, shape in _BARE.items() if shape.fullmatch(key))
    noun, role = next(bare, ("", ""))
    return (noun, role, noun.replace("_", " ")) if noun else None
