import type { CaseFacts } from './facts.ts'
import { type Wait, waiting } from './waits.ts'

/**
 * What is to be there before money of the plan in force is paid into an account: one that somebody gives, also where an officer gives it for them. An
 * account whose giver left is paid into no longer, and is given again.
 */
export function waitsOfAccount(facts: CaseFacts): Wait[] {
  const { accountOfLeft, accountMissing, planInForce, caseId } = facts
  if (!planInForce) return []
  const to = (subjectId: string, step: 'account-to-give' | 'account-to-give-again') =>
    waiting(facts)(
      { subject: 'bank-account', subjectId },
      step,
      { kind: step, subjectId },
      'commissioner-officer',
      'person',
    )
  if (accountOfLeft) return to(accountOfLeft.id, 'account-to-give-again')
  return accountMissing ? to(caseId, 'account-to-give') : []
}

/** Each of the two who has not signed how the money of a line is held: until both have, nothing is paid into anybody's hands. */
export function waitsOfAgreements(facts: CaseFacts): Wait[] {
  if (!facts.planInForce) return []
  return facts.agreementsToSign.flatMap(({ id, by }) =>
    waiting(facts)(
      { subject: 'plan-line', subjectId: id },
      'agreement-to-sign',
      { kind: 'agreement-signing', subjectId: id },
      ...by.map((one) => (one === 'person' ? one : ('commissioner-officer' as const))),
    ),
  )
}
