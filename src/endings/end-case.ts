import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase } from '../case-access/repository.ts'
import { toCaseSummary } from '../cases/views.ts'
import { requireUnannounced } from '../closing/announce-ending.ts'
import { closeCase } from '../closing/close-case.ts'
import { keepAgain } from '../current-services/replaced-services.ts'
import { isConfirmedDouble } from '../people/likely-doubles-repository.ts'
import { findPerson, findPersonSubject } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayEndOn } from '../rules/progress/endings.ts'
import { londonDate } from '../shared/dates.ts'
import { hasAgreedBudget } from '../support-plans/repository.ts'
import { announceDecided } from './announce-decided.ts'
import type { CaseEnded, CaseEnding } from './schemas.ts'

/**
 * Records that a case has ended because the person died, moved away, or has another record that goes on: a fact with its day, without words
 * or agreement of the person. Only a death ends an agreed budget by itself: that it ends for another reason is decided, and announced. An agreed
 * budget of a record that was found twice goes on under the record that goes on, unless that one has one too. Appeals and accounts stay open.
 */
export async function endCase(
  tx: Tx,
  context: Context,
  caseId: string,
  { ending, on, otherPersonId = null, reasons = [] }: Static<typeof CaseEnding>,
): Promise<Answer<CaseEnded>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer', 'team-manager')
  const { bornOn } = orNotFound(await findPersonSubject(tx, actor.commissionerId, budgetCase.personId))
  orThrow(mayEndOn(ending, on, { bornOn, openedOn: londonDate(budgetCase.openedAt), today: londonDate(now) }))
  if (ending === 'joined' && otherPersonId === null)
    throw invalid('/otherPersonId', 'required', 'must name the record that goes on')
  if (ending !== 'joined' && otherPersonId !== null)
    throw invalid('/otherPersonId', 'not-expected', 'is only for a record that was joined with another')
  if (otherPersonId !== null) {
    // Who does not see the other record learns nothing of it, and ends no case by it.
    const other = await findPerson(tx, actor, otherPersonId)
    if (!other || other.joinedInto !== null || otherPersonId === budgetCase.personId)
      throw new Problem('reference-unknown', undefined, {
        errors: [{ pointer: '/otherPersonId', code: 'reference-unknown', detail: 'is no other person recorded here' }],
      })
    // Nobody ends a case by it alone: two officers have looked at both records.
    if (!(await isConfirmedDouble(tx, actor, budgetCase.personId, otherPersonId)))
      throw new Problem('double-unconfirmed')
  }
  const { planInForce } = await factsOf(tx, context, caseId)
  if (planInForce && ending !== 'died') {
    if (otherPersonId !== null && !(await hasAgreedBudget(tx, actor, otherPersonId)))
      throw new Problem('budget-goes-on')
    await requireUnannounced(tx, context, caseId)
    const decided = { tier: as, ending, words: null, reasons } as const
    const { endsAfter, decisionId } = await announceDecided(tx, context, budgetCase, decided)
    return answer(tx, context, caseId, { on, releasedPence: 0, endsAfter, decisionId })
  }
  if (reasons.length > 0) throw invalid('/reasons', 'not-expected', 'is only for the end of an agreed budget')
  // While the lines are still open: what a line in force is to replace is not kept again.
  await keepAgain(tx, context, caseId, { lines: 'all', by: 'budget-ended' })
  const releasedPence = await closeCase(tx, context, budgetCase, { ending })
  await record(tx, actor, {
    type: 'case.ended',
    subjectId: caseId,
    caseId,
    at: now,
    schemeVersion: budgetCase.schemeVersion,
    facts: { ending, on, as, releasedPence, ...(otherPersonId ? { otherPersonId } : {}) },
  })
  return answer(tx, context, caseId, { on, releasedPence, endsAfter: null, decisionId: null })
}

async function answer(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  more: Pick<CaseEnded, 'on' | 'releasedPence' | 'endsAfter' | 'decisionId'>,
): Promise<Answer<CaseEnded>> {
  await finish(tx, now)
  return done({ ...toCaseSummary(orNotFound(await findCase(tx, actor, caseId))), ...more })
}

function invalid(pointer: string, code: string, detail: string): Problem {
  return new Problem('request-invalid', detail, { errors: [{ pointer, code, detail }] })
}
