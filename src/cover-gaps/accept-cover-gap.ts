import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { NewGapAcceptance, OpenedCoverGap } from '../crisis-contingencies/cover-gap-schemas.ts'
import { setPersonAccepts } from '../crisis-contingencies/cover-gaps-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { mayRecord } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { openGap, settleGap } from './open-gap.ts'

/** The person says why they accept that nobody can be called then, or the care coordinator records that they said so. */
export async function acceptCoverGap(
  tx: Tx,
  context: Context,
  id: string,
  { because, saidFor = null }: Static<typeof NewGapAcceptance>,
): Promise<Answer<OpenedCoverGap>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, { table: 'cover_gap', id })
  const gap = await openGap(tx, actor, id)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator')
  await requireMandate(tx, actor, budgetCase.id, as, 'acceptCoverGap')
  orThrow(mayRecord(as, { words: because, saidFor }, londonDate(new Date(gap.openedAt)), londonDate(now)))
  if (gap.personBecause !== null) throw new Problem('wrong-state', 'The person has accepted it already')
  await setPersonAccepts(tx, actor, id, { because, as }, now)
  await keepSaidFor(tx, context, budgetCase, { kind: 'gap-acceptance', subjectId: id, as, words: because, saidFor })
  await record(tx, actor, {
    type: 'cover-gap.accepted',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { by: as },
  })
  return done(await settleGap(tx, context, { ...gap, personBecause: because, personAcceptedAs: as }))
}
