import type { ProblemCode } from './problems.ts'

const done = 'Do nothing: it is so already. Read it again to see since when.'
const somebodyElse = 'Ask somebody who took no part in it. No permission lets one person do both.'
const notYet = 'Wait until the time that the `detail` names is over, and send the request again.'
const ended = 'Wait until it has ended, and send the request again.'

/** What a client does about a problem where what its status says would be wrong, or nothing. */
export const remedyOf: Partial<Readonly<Record<ProblemCode, string>>> = {
  'cursor-invalid':
    'Send the `sort` and the filters with which the cursor was given, or ask for the list from its beginning, without a cursor.',
  'idempotency-key-required': 'Send an `Idempotency-Key` of your own, and the same one with each try.',
  'idempotency-key-reused':
    'Give another request another `Idempotency-Key`. To try the first one again, send exactly what was sent with it.',
  'answer-not-kept':
    'Do not send it again: it was done. See what `Location` names. If you never got the answer, ask for a new one under another `Idempotency-Key`.',
  'request-in-progress':
    'Wait a moment, and send the same request again with the same `Idempotency-Key`: it is answered as the first one is.',
  'file-waits-for-scan': 'Wait a minute, and ask for the file again.',
  'file-not-readable': 'Send a copy that can be opened, without a password.',
  'file-removed': 'Ask for the original to be sent again.',
  'file-type-differs': 'Send the file with the Content-Type that it has, if the operation takes files of that type.',

  'webhook-hears-nothing':
    'Name no `types`, or at least one that your organisation can be told of. A provider is told of its lines, payments and agreements. A practice is told of the health need that it is asked to agree.',
  'staff-not-registered':
    'Have your account registered: your manager or the commissioner does it (`addStaffAccount`), and a second person confirms it.',
  'origin-not-registered':
    'Ask from a page whose origin is registered (`origins` of the `MachineClient`), or have the origin registered. No permission of a user changes this.',
  'concern-not-taken': 'Take the concern first (`takeConcern`), and send the request again.',
  'own-case': 'Leave it to a colleague. No permission changes this.',
  'broker-conflict': 'Leave it to another broker. No permission changes this.',
  'mandate-missing': 'Ask the person, or somebody whose ground to act for them covers it.',
  'relation-missing': 'Record a referral (`referPerson`), or ask somebody who has to do with the person already.',
  'second-person-needed': somebodyElse,
  'confirmer-not-independent': somebodyElse,
  'verifier-not-independent': somebodyElse,
  'member-not-independent': somebodyElse,
  'decision-not-independent': somebodyElse,
  'reviewer-not-independent': somebodyElse,
  'recorder-has-stake': somebodyElse,
  'not-the-decider': 'Leave it to the tier that it is with: the plan or the request says which.',
  'over-limit': 'Pass it up to the next tier (`escalateSupportPlan`, `escalateOffPlanRequest`).',
  'not-the-payer': 'Leave it to who pays by the agreement.',

  'import-running': ended,
  'simulation-running': ended,
  'person-not-heard': notYet,
  'person-has-time': notYet,
  'held-for-check': 'Send it again later, or ask the commissioner. There is nothing to change in the request.',
  'payee-not-vetted':
    'Wait until the care coordinator, or another who may, has said how they are known, and send the same again once it is passed.',
  'words-in-doubt': 'Wait until somebody has looked at the words, and send the same again once they are passed.',
  'panel-decides-by-vote': 'Have the members vote (`voteOnSupportPlan`, `voteOnOffPlanRequest`).',
  'calculation-outdated': 'Calculate the budget again (`calculateBudget`), and use that one.',
  'objection-late': 'Ask the commissioner: here nothing can be said against it any more.',

  'account-taken': 'Register another account of theirs. No more is said of this one.',
  'already-signed': done,
  'already-voted': done,
  'consent-in-force': done,
  'consent-withdrawn': done,
  'correction-answered': done,
  'council-enrolled': done,
  'draft-published': done,
  'ending-announced': done,
  'purchase-reversed': done,
  'receipt-held': done,
  'record-restricted': done,
  'review-done': done,
  'sharing-ended': done,
  'sharing-in-force': done,
  'sight-held': done,
}
