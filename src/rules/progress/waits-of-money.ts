import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { waitedForAt } from '../sign-off/sign-off.ts'
import type { CaseFacts } from './facts.ts'
import { ofOverseers, once, type Subject, seatedOrOfficer, type Wait, waiting } from './waits.ts'

/** Who works with the person asks them about money that is not spent, or runs out early. The person can say it before they are asked. */
function waitsOfSpendingQuestions(facts: CaseFacts): Wait[] {
  return facts.spendingQuestions.flatMap(({ id }) =>
    waiting(facts)(
      { subject: 'spending-question', subjectId: id },
      'spending-to-ask',
      { kind: 'spending-question', subjectId: id },
      'care-coordinator',
    ),
  )
}

/** What is asked for beside the plan is decided on at its tier, and not by who asked. */
function waitsOfOffPlan(facts: CaseFacts, rules: SchemeRules): Wait[] {
  return facts.offPlanRequests.flatMap(({ id, tier, notBy }) =>
    waiting(facts)(
      { subject: 'off-plan-request', subjectId: id },
      'off-plan-to-decide',
      { kind: 'off-plan-decision', subjectId: id },
      ...seatedOrOfficer(facts, waitedForAt(rules, tier)),
    ).map((one) => ({ ...one, tier, notBy })),
  )
}

/** What the person paid for while they waited is decided on by who may, also where the case has ended, and not by who claimed it. */
export function waitsOfClaims(facts: CaseFacts, rules: SchemeRules): Wait[] {
  return facts.waitingClaims.flatMap(({ id, tier, notBy }) =>
    waiting(facts)(
      { subject: 'waiting-claim', subjectId: id },
      'claim-to-decide',
      { kind: 'claim-decision', subjectId: id },
      ...seatedOrOfficer(facts, tier ? waitedForAt(rules, tier) : []),
    ).map((one) => ({ ...one, tier, notBy })),
  )
}

/** Words that may name what no budget buys are decided on by an officer, or the manager of the team, who has no part in them; also where the case has ended, since the accounts close. */
export function waitsOfChecks(facts: CaseFacts): Wait[] {
  return facts.spendingChecks.flatMap(({ id, about, notBy }) => {
    const of = { subject: 'spending-check', subjectId: id } as const
    if (about === 'words') return ofOverseers(of, 'words-to-decide', 'words-decision', notBy)
    // Who works with the person asks them who it is; the manager where the care coordinator asked for it themself.
    const clock = { kind: 'vetting', subjectId: id } as const
    const waits = waiting(facts)(of, 'vetting-to-ask', clock, 'care-coordinator', 'team-manager')
    return once(waits).map((one) => ({ ...one, notBy }))
  })
}

/** Whether somebody who is tied to the case is paid on it is decided by the same, of those who have no part in it. */
function waitsOfPayees({ payeeQuestions }: CaseFacts): Wait[] {
  return payeeQuestions.flatMap(({ id, notBy }) =>
    ofOverseers({ subject: 'payee-question', subjectId: id }, 'payee-to-decide', 'payee-decision', notBy),
  )
}

/**
 * Who bought something sends the receipt that was asked for, also where the case has ended, since the accounts close: it has no clock of its own, since the days after the purchase are what it has.
 * After the end a broker has no tasks there, and for a person who died nobody acts: the care coordinator sees to both.
 */
export function waitsOfReceipts(facts: CaseFacts): Wait[] {
  const { ending } = facts
  return facts.missingReceipts.flatMap(({ id, by }) => {
    const party = ending !== null && (by === 'broker' || ending === 'died') ? 'care-coordinator' : by
    return waiting(facts)({ subject: 'purchase', subjectId: id }, 'receipt-to-send', null, party)
  })
}

/** Who says who is waited for about the money of a case. */
export const armsOfMoney = {
  'off-plan-request': [waitsOfOffPlan],
  'waiting-claim': [waitsOfClaims],
  'spending-question': [waitsOfSpendingQuestions],
  'spending-check': [waitsOfChecks],
  'payee-question': [waitsOfPayees],
  purchase: [waitsOfReceipts],
} as const satisfies Partial<Record<Subject, unknown>>
