import type { CaseRole, TierHolder } from '../sign-off/sign-off-rules.ts'

/** What the person asks of those who work with them (P17, P20). */
export const personRequestKinds = ['another-broker', 'another-care-coordinator', 'question'] as const
export type PersonRequestKind = (typeof personRequestKinds)[number]

/** Who can owe an answer. Never the broker: what is asked is in the person's own words, which a broker is not shown. */
export const requestOwners = ['care-coordinator', 'team-manager', 'commissioner-officer'] as const
export type RequestOwner = (typeof requestOwners)[number]

export const personRequestOutcomes = ['agreed', 'declined', 'answered', 'withdrawn'] as const
export type PersonRequestOutcome = (typeof personRequestOutcomes)[number]

/** How many working days there are to answer. Set by the service, as for an objection: no source says it. */
export const requestWorkingDays = 10

/** Who owes the answer: nobody answers whether they are to be replaced themselves. A question is for whom it is put to. */
export function ownerOf(kind: PersonRequestKind, askedOf: RequestOwner | undefined): RequestOwner {
  if (kind === 'another-care-coordinator') return 'team-manager'
  return kind === 'another-broker' ? 'care-coordinator' : (askedOf ?? 'care-coordinator')
}

/** Who may answer: who owes it, and who answers for them. */
export const answerers = {
  'care-coordinator': ['care-coordinator', 'team-manager'],
  'team-manager': ['team-manager', 'commissioner-officer'],
  'commissioner-officer': ['commissioner-officer'],
} as const satisfies Readonly<Record<RequestOwner, readonly (CaseRole | TierHolder)[]>>
