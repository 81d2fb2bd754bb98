import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findCheck, listChecksOf, listTakingPart, setCheckDecided, toldCheck } from './repository.ts'
import type { NewSpendingCheckDecision, SpendingCheck } from './schemas.ts'

/** Says whether words name what no budget buys, or how who gives support is known. Of a payee by a human who neither asked nor refused them before, the care coordinator too: they ask the person. Of words by a human who neither wrote them or the plan, nor asked or bought on the case, nor refused them before; also after the case has ended, since the accounts must close. */
export async function decideSpendingCheck(
  tx: Tx,
  { actor, now }: Context,
  id: string,
  input: Static<typeof NewSpendingCheckDecision>,
): Promise<Answer<SpendingCheck>> {
  const [locked, held] = await Promise.all([
    lockCase(tx, actor, { table: 'spending_check', id }),
    findCheck(tx, actor, id),
  ])
  const [budgetCase, check] = [orNotFound(locked), orNotFound(held)]
  const ofPayee = check.about === 'payee'
  requireCaseRole(
    budgetCase,
    actor,
    'commissioner-officer',
    'team-manager',
    ...(ofPayee ? (['care-coordinator'] as const) : []),
  )
  const { vetting = null } = input
  if ((vetting !== null) !== (ofPayee && input.outcome === 'passed'))
    throw invalidAt('/vetting', 'Say how a payee who is passed is known, and of nothing else')
  if (check.outcome !== null) throw new Problem('wrong-state', 'Somebody has decided on it already')
  const [before, takingPart] = await Promise.all([
    listChecksOf(tx, actor, check.caseId, [check.wordsHash]),
    listTakingPart(tx, actor, check.caseId),
  ])
  const others = [
    ...(ofPayee ? [] : takingPart),
    ...before.flatMap(({ askedBy, decidedBy, outcome }) => [askedBy, outcome === 'refused' ? decidedBy : null]),
  ]
  await requireSecondPerson(
    tx,
    actor,
    others,
    ofPayee
      ? 'Somebody decides who neither asked nor refused them before'
      : 'Somebody decides who neither wrote these words or the plan, nor asked or bought on the case, nor refused them before',
  )
  await setCheckDecided(tx, actor, id, { ...input, vetting }, now)
  await record(tx, actor, {
    type: 'spending-check.decided',
    subjectId: id,
    caseId: check.caseId,
    at: now,
    facts: { outcome: input.outcome, uses: check.uses },
  })
  return done(toldCheck({ ...check, ...input, vetting, decidedAt: now.toISOString() }))
}
