"""Words that tell an order from a history, an office from a title, a referral from a denial."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """The text without accents, which readers put on letters of worn paper, its words unglued."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z])", " ", bare)


def _any(phrases: str) -> re.Pattern[str]:
    """A pattern for any of the phrases, which stand between bars; each may be an expression."""
    return re.compile(rf"\b(?:{'|'.join(p.strip() for p in phrases.split('|'))})(?!\w)", re.I)


PAST = _any(
    r"""past | prior | previous(?:ly)? | history | hx | h/o | formerly | remote | resolved | ended
    | seen (?:by|in) | in (?:19|20)\d\d | last (?:winter|spring|summer|fall|month)
    | (?:was|were) coded | at that time | teenager | childhood | years ago | last year
    | not part of | none of which | does not bear | not related | unrelated | pre-?existing
    | not for billing | do not bill | continues? in (?:this|my|our) office | separately
    | family history | rule out | ruled out | r/o | denies | no evidence of | e\.?g\.? | for example
    | example | such as | sample | discontinued | completed | done | finished | comorbid\w*
    | also has | medications?
    | allerg\w+ | not (?:be )?(?:billed|ordered|included) | instead of | no longer
    | does not (?:cover|include) | other than | except | older | (?:is|are|was|were) closed
    | not (?:being )?treat(?:ed|ing) | post-?op(?:erative)?
    | for your information | no action needed"""
)
"""In the sentence around a code or schedule: it is not what is ordered now."""

ORDERED = _any(
    r"""refer(?:ring|red|ral)? | diagnos[ei]s | diagnosed with | dx | order(?:s|ed|ing)?
    | prescrib\w+ | please (?:see|treat|provide|evaluate) | treat(?:ed|ment)? (?:for|of|under|with)
    | for the following | under the following | under diagnos\w+ | medically necessary
    | recommend\w* | i am (?:sending|asking) | requesting | certify
    | (?:massage|massage therapy|therapy) for | suffers from | being treated"""
)
"""In the sentence around a code or schedule: it is ordered now."""

INSTRUCTS = _any(
    r"""how to (?:complete|fill (?:in|out))
    | (?:common|sample|example) (?:schedules?|orders?|codes?)
    | (?:these|those) are (?:only )?(?:samples?|examples?) | samples? only | following the examples?
    | for illustration | instructions for completing"""
)
"""In a block of text: the form tells how it is filled in, and nothing in it is ordered."""

EXAMPLE = re.compile(r"(?:\be\.?\s?g\.?|\bexamples?|\bsuch as)[:,]?\s*[^\s)]*\s?$", re.I)
"""Right before a value: an example."""

GOAL = re.compile(
    r"^\W*(?:increase|decrease|reduce|improve|restore|return to|relieve|maintain|regain|walk|sit|"
    r"stand|sleep|normali[sz]e|eliminate|alleviate|achieve|lower|promote)\b",
    re.I,
)
"""How a goal begins that stands without a label."""

CARE = _any(
    r"""avoid | precautions? | cautions? | contraindicat\w+ | monitor | light pressure
    | no (?:deep|cervical|thrust|prone|heat|ice|pressure|traction|manipulation) | allerg\w+
    | anticoag\w+ | blood thinners? | osteoporosis | pregnan\w+ | fragile"""
)
"""What a precaution says that stands without a label."""

TITLE = _any(
    r"""referrals? | prescriptions? | orders? | requisition | request | authorization | plan of care
    | letter of | medical necessity | certification | fax | form | statement | notice | explanation
    | claim | page | confidential | memo | to whom | reminder | instructions? | intake
    | progress note | chart note | (?:visit|discharge|encounter|clinical|care) summary | visit note
    | care team | office visit | encounter | work status | questionnaire | report"""
)
"""In the head of a page: the title of a form, not the name of an office."""

OFFICE = _any(
    r"""clinics? | medicine | medical | health | healthcare | associates | cent(?:er|re) | spine
    | pain | family | primary care | ortho\w* | physicians?(?!['’]) | group | chiropractic
    | wellness | hospital | rheumatology | neurology | rehab\w* | institute | practice | pllc | pc
    | inc | llc | care | sports | consultants | surgery | surgeons | ob/?gyn | pediatrics | internal
    | naturopath\w* | acupuncture | physiatry | specialists | partners | doctors(?!['’])
    | services"""
)
"""In the name of a medical office."""

THERAPY = _any(
    r"""massage | bodywork | body works | muscle therapy | physical therapy | myotherapy
    | therapeutic touch | lmt | hand therapy | therapy (?:clinic|center|associates|services)"""
)
"""In the name of an office that receives referrals."""

ADMINISTRATOR = _any(
    r"""claims (?:fax|unit|department|address) | member (?:care|services) | flexible spending
    | reimbursement | benefits? | account services | plan administrator | insurance company
    | workers'? compensation | self-insured | department of labor"""
)
"""In the head of a form that a payer or an administrator prints."""

REFERRAL = _any(
    r"""referral | referring | prescription | therapy order | order(?:ed|ing)? | rx | requisition
    | request for treatment | letter of medical necessity | plan of care
    | certification of medical | evaluate and treat | prescrib\w+ | treatment requested
    | outside order | refer(?=\s?(?:to|:)) | i (?:recommend|would like (?:him|her|them))
    | please (?:treat|evaluate|begin|see (?:my|our|this|mr|ms|mrs|him|her|patient)) | i am sending
    | treatment plan | request for authorization"""
)

ROLE = _any(
    r"""(?:referr(?:ing|al)|order(?:ing|ed)|prescribing)\s*(?:provider|physician|prov|doctor|dr|md
    |practitioner|clinician|source|by)s?(?:'s)?
    | (?:referred|prescribed) by | your (?:referral|prescription|order)s?
    | thank you for (?:the|your) (?:kind )?referral"""
)
"""Words of ordering that only say whose patient it is or whose order there was."""

TREATMENT = _any(
    r"""massage\w* | manual (?:medical )?therapy | soft tissue \w* | myofascial \w* | body ?work
    | physical therap\w+ | therap(?:y|ies|eutic|ist)s? | neuromuscular \w* | rehab\w* | cupping
    | evaluate (?:and|&) treat | eval (?:and|&) treat | pt (?:eval|evaluate) | 97\d{3}
    | lm[tp] | craniosacral | lymphatic drainage | trigger points? | acupuncture
    | chiropractic care"""
)
"""What such an office is asked to give."""

DENIAL = _any(
    r"""den(?:y|ied|ial) | adverse (?:benefit )?determination | explanation of (?:benefits|payment)
    | not (?:covered|payable|paid) | non-?payment | appeal(?:s|ed)?
    | claim (?:was|has been) (?:denied|processed) | remark codes? | amount (?:billed|charged)
    | you may owe | right to appeal | carc | rarc | not medically necessary | billed | notice of
    | utilization review | grievance"""
)

NEITHER = _any(
    r"""appointment reminder | reminder
    | (?:confirms?|confirmation of) your appointments? | appointment confirmation
    | law (?:offices?|firm) | attorneys? at law
    | (?:copies of|request for) (?:all )?(?:medical )?records
    | our client | litigation | subpoena
    | to cancel or reschedule | invoice | newsletter | advertis\w+ | records? request
    | satisfaction survey | statement of account | balance due | you have been invited
    | job opening | benefits? verification | verification of (?:benefits|coverage|eligibility)
    | eligibility (?:check|response|verification) | guarantee of (?:payment|coverage|benefits)"""
)
"""What a paper says that is no referral and no denial."""

DISCLAIMS = re.compile(
    r"\b(?:(?:is|are|does|do|should|must|may|can|shall)\s?(?:not|no|never)\s(?:be\s)?"
    r"(?:(?:meant|intended|to|be|used|taken|regarded|considered|constitute|replace|as)\s){0,4}"
    r"(?:an?\s)?(?:(?:new|valid|medical|physician'?s?|doctor'?s?|signed)\s)?"
    r"(?:referral|prescription|order)s?(?=\s*(?:$|[.,;:!]|\band\b|\bor\b|\bnor\b|\bbut\b))"
    r"|we\s(?:have\s)?(?:received|got|accepted)\syour\s(?:\w+\s)?"
    r"(?:referral|prescription|order))",
    re.I | re.M,
)
"""What a paper says of itself that orders nothing, or that answers somebody's order."""

GOAL_IN_PROSE = re.compile(
    r"\b(?:what (?:i|we) hope to see|hop(?:e|ing) (?:to|for)|aim(?:ing)?(?: is)? (?:to|for)|"
    r"(?:treatment |functional )?goals?(?: of (?:care|treatment|therapy))?(?: is| are)?|"
    r"objectives?(?: is| are)?)"
    r"\s*:?\s+(?!(?:un|not |partly |partially )?(?:met|achieved|reached)\b)(?:to )?",
    re.I,
)
CARE_IN_PROSE = re.compile(
    r"\b(?:(?:please )?(?:note|observe|mind)(?: the following)? (?:cautions?|precautions?)|"
    r"cautions?|(?:precautions?|contraindications?)(?: is| are| include)?)\s*:\s+",
    re.I,
)

SESSION = _any(r"""sessions? | visits? | treatments? | appointments? | massages? | each | per""")
"""In a line of a few words that names minutes: they are a session's."""

DOSE = re.compile(r"\b\d+(?:\.\d+)?\s?(?:mg|mcg|ml|iu|tabs?|tablets?|caps?|capsules?)\b", re.I)
"""In a line about a drug: its times and days are no treatment's."""

CONSENT = _any(
    r"""i (?:hereby )?(?:auth\w+|consent|agree|acknowledge|understand|release)
    | i (?:have )?(?:received|read|been given) | authorization to release"""
)
"""On a row that is signed: by the patient, not by who orders."""

AFTERWARDS = _any(
    r"""report(?:s|ing)? | progress | follow[- ]?up | return | re-?check | re-?eval\w* | re-?exam\w*
    | next (?:visit|appointment) | notify | renew\w* | refills? | expires? | valid | schedule within
    | send | call"""
)
"""Before tick boxes: they say what is to happen once treatment runs."""

HOMEWORK = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s*)?(?:please |continue |start |use |apply |begin |do |daily |gentle )*"
    r"(?:home|self|stretch\w*|exercises?|walk(?:ing|s)?|ice|heat|cold packs?|swim\w*|rest|drink)\b"
    r"(?!.*\b(?:massage|manual|therapist|therapy)\b)",
    re.I,
)
"""How a line begins that tells patients what to do by themselves."""

VALIDITY = _any(
    r"""valid | (?:is|are) good (?:for|until) | no more than 12 months | expires? | business days
    | within | allows? | fee | plan year | reimburs\w+ | incomplete | returned | ahead | arrive
    | notify | retain"""
)
"""In a sentence about the form itself: its weeks and months order nothing."""

FORBIDS = re.compile(
    r"\b(?:may|must|can|shall|should|will)\s?not\s?(?:exceed|be (?:more|longer) than)\b[^.;\n]*",
    re.I,
)
"""What a form allows at most, in its own words: nobody orders so."""

LIMIT = _any("not to exceed | not? (?:more|longer) than | a maximum of | at most | limited to")
"""Before a number, whoever wrote it: a limit, which may or may not be meant as the order."""

DIRECT = _any(r"""direct(?: line)? | my (?:phone|line|cell|office|number) | call me | reach me
    | our office | contact me""")
"""Before a number in running text: the writer's own."""

SHARED = _any(r"""answering service | after hours | billing | front desk | schedul\w+ | appointment
    | emergency | nurse line | cancel | stop receiving | member services | customer service
    | in error | misdirected""")
"""Before a number in running text: nobody's own."""

_NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w.'’-]*){1,3}"
PATIENT_IN_PROSE = re.compile(
    rf"\b(?:[Ss]ee|[Ee]valuate|[Tt]reat|[Rr]efer(?:ring)?|[Ff]or|[Rr]egarding|[Pp]atient|of)\b[:,]?"
    rf"(?:\s+(?:my|our|your) patient,?)?\s+(?:Mr|Mrs|Ms|Miss|Mx)\b\.?\s*(?P<titled>{_NAME})"
    rf"|(?!(?:For|Re|RE|Pt|Patient|Name)\b)(?<!,\s)\b(?P<dated>{_NAME})"
    r",?\s*\(?(?:DOB|D\.O\.B|date of birth|born)\b"
    rf"|\bmy patient,?\s+(?P<mine>{_NAME})"
)
"""A person whom a sentence names as the one to be treated."""

PATIENT_ALONE = re.compile(rf"^\W*(?:[Ff]or|FOR|[Pp]t|PT)\b[:.]?\s+(?P<name>{_NAME})\s*$")
"""A line of a pad that says for whom it is."""

COVERED = _any(r"""insur\w+ | covered by | coverage | health plan | payer | payor | carrier""")
"""In a sentence that names the payer."""

NOTE = re.compile(
    r"^\W*(?:progress notes?|chart notes?|soap notes?|office visit(?: notes?)?|clinic notes?|"
    r"visit (?:summary|note)|history and physical|h ?& ?p|encounter (?:note|summary)|"
    r"consultation note|discharge summary|operative report|imaging report|"
    r"lab(?:oratory)? results|"
    r"(?:new )?(?:patient|client) (?:intake|registration|history)(?: form)?|"
    r"intake(?: form)?|health (?:history|questionnaire)|consent (?:form|for treatment)|"
    r"(?:insurance )?card copy\b.*|copy of (?:insurance )?card)\W*$",
    re.I,
)
"""The title of a sheet that is sent along with an order and is none itself."""
