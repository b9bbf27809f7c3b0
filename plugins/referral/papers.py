"""Papers that order no treatment: what each kind of them says of itself, and how loudly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docflow.paper.lines import Line

from .cues import plain


def _told(phrases: str) -> re.Pattern[str]:
    """A pattern for phrases that stand between bars, whose blanks a reader may have lost."""
    parts = (r"\s*".join(phrase.split()) for phrase in phrases.split("|"))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(parts)})(?![a-z])", re.IGNORECASE)


_KINDS = tuple(
    _told(phrases)
    for phrases in (
        # results of a laboratory, and what is asked of one
        r"""specimen | collected | reference (?:range|interval|value)s? | reference | results?
        | flag | abnormal | fasting | laborator(?:y|ies) | lab(?:oratory)? (?:report|results)
        | final report | clia | pathology | tests? ordered | m?iu/m?l | mg/dl | g/dl | mmol/l
        | hemoglobin | hematocrit | platelets | glucose | creatinine | tsh | cbc | wbc | panel
        | specimen id | culture | in range | out of range""",
        # pictures, and what is asked of those who take them
        r"""accession (?:no|number|\#)?\.? | radiolog\w+ | technique: | comparison: | findings:
        | impression: | without contrast | with contrast | imaging (?:report|order|request|cent\w+)
        | exam (?:date|type|requested): | (?:2|two|3|three|complete) views? | sagittal | ultrasound
        | mri (?:\w+ )?(?:spine|shoulder|knee|hip|brain) without | x-?ray (?:\w+ )?(?:spine|order)
        | exam: | dexa""",
        # money asked, received or to be given back
        r"""health insurance claim form | receipt(?: no\.?)? | super-?bill | invoice(?: no\.?)?
        | patient statement
        | statement (?:date|of account) | amount (?:due|paid|received) | balance(?: due| forward)?
        | total (?:charges?|due|paid|fees?) | sub-?total | bill to | paid by (?:card|cash|check)\w*
        | (?:card|cash|check|patient|insurance) payments? | thank you for your payment
        | payments? (?:received|is due) | due upon receipt | please pay | remit to | unit price
        | make checks? payable | past due | sales tax | ein
        | fee | amount | price | \$ ?\d+\.\d\d | gift (?:card|certificate) | w-?9
        | taxpayer""",
        # a time agreed upon
        r"""appointment (?:reminder|confirmation|details|date) | confirm(?:s|ed|ing|ation)?
        | your (?:\w+ ){0,2}?(?:appointment|visit|session) (?:is|has been|with|on) | re-?schedul\w+
        | thank you for (?:booking|scheduling) | cancel(?:lation)?s? | 24 hours | no-? ?show
        | missed (?:your |you |an? )?(?:appointment|visit)s?(?: fee)? | we missed you | check-? ?in
        | bring (?:your|a|the|photo|with)\b | parking | see you
        | (?:look forward to )?seeing you | change the time | front desk
        | reminder | wear (?:loose|comfortable)
        | (?:reply|text|press) (?:yes|y|c|\d) | has been scheduled""",
        # records asked for or let out
        r"""law (?:offices?|firm) | attorneys? at law | our client | subpoena | litigation
        | (?:complete |certified )?copies of | records? request | request for (?:medical )?records
        | (?:release|disclose) (?:\w+ ){0,4}(?:information|records)
        | authorization (?:to|for) (?:release|disclose|disclosure|use) | custodian of records
        | hipaa (?:authorization|release|privacy) | letter of protection | lien | settlement
        | purpose: | revoke | privacy practices | retention""",
        # what a plan would pay
        r"""benefits? (?:quote|check|summary|verification|sheet|information|breakdown)
        | verification of (?:benefits|coverage|eligibility) | deductible | co-?insurance
        | co-?pay\w* | eligib\w+ | out-? ?of-? ?pocket(?: max\w*)? | effective date
        | (?:plan|calendar|benefit) year | (?:visits|benefits?) (?:used|remaining|left)
        | call reference | reference call
        | rep(?:resentative)?(?: name|'s name)? | guarantee of (?:payment|coverage|benefits)
        | in-? ?network | out-? ?of-? ?network | visit limit | term(?:ination)? date
        | pre-?existing (?:clause|waiting)""",
        # what a plan has decided or asks, refusing nothing
        r"""(?:has been|is|was) approved | notice of approval | approval (?:letter|notice)
        | approved (?:services?|visits|units) | not a guarantee | allowed amount | fee schedule
        | claim status | in process | finish(?:ed)? our review | attestation
        | re-?credentialing | liability insurance | provider relations | dear provider
        | independent medical exam\w* | examinee | maximum medical improvement
        | no further treatment | if you do not attend | participat(?:ing|ion) agreement""",
        # what is sent to many
        r"""newsletter | unsubscribe | special offers? | save \$? ?\d+ ?%? | \d+ ?% off | coupon
        | gift (?:cards?|certificates?) | on sale | open house | (?:early )?registration(?: fee)?
        | ce (?:hours|credits) | continuing education | instructors? | advertis\w+ | webinar
        | follow us | (?:our )?website | a study found | book (?:now|online|your)
        | news | packages? | membership | agreement | survey | rate us | you have been invited
        | job opening | would you refer""",
        # what a new client tells of himself
        r"""(?:client|patient|health) (?:intake|registration|questionnaire) | intake(?: form)?
        | emergency contact | marital status | consent to treatment
        | health history | how did you hear | have you (?:had|ever) | do you (?:have|take|smoke)
        | reason for (?:visit|your visit) | i understand | is not a substitute
        | (?:client|patient)'?s? signature | family history | informed consent
        | pressure do you (?:like|prefer) | received (?:a )?massage before | relationship to""",
        # drugs and devices
        r"""refill request(?:ed)? | sig: | qty\.? ?:? ?\d+ | tablets? | capsules?
        | by mouth | dea (?:no\.?|\#|number)? ?:? ?[a-z]{2}\d+ | pharmacy
        | drug: | dme | durable medical(?: equipment)?
        | length of need | hcpcs | item: | quantity:? ?\d+ | braces? | immunization | vaccin\w+
        | lot(?: no\.?)? \w*\d+ | wheelchair | orthotics? | medical equipment""",
        # what one office tells another of care already given
        r"""progress report | medication list | (?:progress|chart|soap) notes?
        | discharge (?:summary|note|instructions)
        | visits? (?:completed|attended|to date) | thank you for (?:the|your) (?:kind )?referral
        | response to (?:treatment|care) | to (?:the )?referring (?:provider|physician)
        | thank you for (?:sending|referring) | acknowledg(?:e?ment|es receipt)
        | (?:first|initial) (?:visit|appointment|session) (?:is|was|has been)
        | (?:is|was|has been) (?:booked|scheduled) | your patient | on file | nothing is needed
        | has (?:met|completed|attended) | seen today | return to work | work (?:note|excuse)
        | to whom it may concern | (?:operative|consultation) (?:report|note)
        | re-?evaluation (?:report|note)""",
        # somebody who asks for an order
        r"""(?:need|request(?:ing)?|would like|want) (?:a |an |the )?(?:new |updated? |renewed )
        (?:referral|prescription|order)
        | (?:can|could|would) you (?:please )?(?:send|write|give|fax)
        | please (?:send|fax|return|provide|include|complete)
        (?:\w+ ){0,4}?(?:referral|prescription|order|diagnosis codes?)
        | (?:my|his|her) (?:\w+ )?(?:referral|prescription) (?:expired|ran out|is about)
        | i would like to (?:go|come|continue|have) | message | sent: | subject:
        | for this patient | sign and date it""",
    )
)
"""Each kind of paper by words that stand on it; one of them may stand on any paper."""

_CHANCE = 2
"""Words of one kind that may stand on any paper: an order with a slip for appointments has two."""
_FIRST, _NEXT, _MOST = 1.0, 3.0, 10.0
"""Points of as many words, of each further one, and of any kind at most."""
_BESIDE = 0.25
"""What the points of the kinds count that are not the strongest."""
_HEAD = 0.2
"""The share of a page in which its title stands."""
_TITLE_WORDS = 5


def strange(lines: Sequence[Line]) -> float:
    """How strongly a page shows itself as a paper that orders nothing: 0 to some 20 points.

    A word or two of a kind may stand on any paper; each further one counts. A word in a short
    line at the page's head is a title and counts as two.
    """
    text = plain("\n".join(line.text for line in lines)).lower()
    short = (line for line in lines if len(line.text.split()) <= _TITLE_WORDS)
    head = plain("\n".join(line.text for line in short if line.box.top < _HEAD)).lower()
    points = sorted((_points(kind, text, head) for kind in _KINDS), reverse=True)
    return points[0] + _BESIDE * sum(points[1:])


def _points(kind: re.Pattern[str], text: str, head: str) -> float:
    words = len(_said(kind, text)) + len(_said(kind, head))
    return min(_MOST, _FIRST + _NEXT * (words - _CHANCE)) if words >= _CHANCE else 0.0


def _said(kind: re.Pattern[str], text: str) -> set[str]:
    """The words of a kind, each once whatever its numbers."""
    return {re.sub(r"[\W\d]", "", word) for word in kind.findall(text)}
