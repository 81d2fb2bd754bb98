import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireUnannounced } from '../closing/announce-ending.ts'
import { closeCase } from '../closing/close-case.ts'
import { findOpenDeath, insertDeath, listDenied } from '../closing/death-repository.ts'
import { requireDependencesKnown } from '../closing/guarded-ending.ts'
import { endByDeath, reportDeath, reportElsewhere } from '../closing/report-death.ts'
import { keepAgain } from '../current-services/replaced-services.ts'
import { isConfirmedDouble } from '../people/likely-doubles-repository.ts'
import { findPerson, findPersonSubject } from '../people/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { mayEndOn } from '../rules/progress/endings.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { hasAgreedBudget } from '../support-plans/ending-repository.ts'
import { announceDecided } from './announce-decided.ts'
import { answerEnded, recordEnded } from './ended.ts'
import { reportAgain } from './report-again.ts'
import type { CaseEnded, CaseEnding } from './schemas.ts'

/**
 * Records that a case has ended because the person died, moved away, or has another record that goes on: a fact with its day, without words
 * or agreement of the person. Only a death ends an agreed budget by itself, once somebody else has confirmed it; that it ends for another reason is
 * decided, and announced. An agreed budget of a record that was found twice goes on under the record that goes on, unless that one has one too. Appeals and accounts stay open.
 */
export async function endCase(
  tx: Tx,
  context: Context,
  caseId: string,
  {
    ending,
    on,
    otherPersonId = null,
    reasons = [],
    preventive = null,
    evidence = null,
    dependenceKnown,
  }: Static<typeof CaseEnding>,
): Promise<Answer<CaseEnded>> {
  const { actor, now } = context
  if (ending === 'died') await lockWithOthers(tx, actor, caseId)
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer', 'team-manager')
  const { bornOn } = orNotFound(await findPersonSubject(tx, actor.commissionerId, budgetCase.personId))
  orThrow(mayEndOn(ending, on, { bornOn, openedOn: londonDate(budgetCase.openedAt), today: londonDate(now) }))
  if (ending === 'joined' && otherPersonId === null)
    throw invalidAt('/otherPersonId', 'must name the record that goes on', 'required')
  if (ending !== 'joined' && otherPersonId !== null)
    throw invalidAt('/otherPersonId', 'is only for a record that was joined with another', 'not-expected')
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
    await requireDependencesKnown(tx, context, budgetCase, dependenceKnown)
    const decided = { tier: as, ending, words: null, reasons, preventive } as const
    const { endsAfter, decisionId } = await announceDecided(tx, context, budgetCase, decided)
    return answerEnded(tx, context, caseId, { on, releasedPence: 0, endsAfter, decisionId })
  }
  if (reasons.length > 0) throw invalidAt('/reasons', 'is only for the end of an agreed budget', 'not-expected')
  if (preventive !== null) throw invalidAt('/preventive', 'is only for the end of an agreed budget', 'not-expected')
  if (evidence !== null && ending !== 'died') throw invalidAt('/evidence', 'is only for a death', 'not-expected')
  if (ending === 'died') {
    if (await findOpenDeath(tx, actor, caseId)) throw new Problem('death-reported')
    const denied = await listDenied(tx, actor, budgetCase.personId)
    if (denied.length > 0) {
      await reportAgain(tx, context, budgetCase, { on, evidence, denied })
      return answerEnded(tx, context, caseId, { on, releasedPence: 0, toConfirm: true })
    }
    if (planInForce) {
      await reportDeath(tx, context, budgetCase, on)
      await reportElsewhere(tx, context, budgetCase, on)
      return answerEnded(tx, context, caseId, { on, releasedPence: 0, toConfirm: true })
    }
  }
  const releasedPence = await endAtOnce(tx, context, budgetCase, ending, on)
  const other = otherPersonId ? { otherPersonId } : {}
  await recordEnded(tx, context, budgetCase, { ending, on, as, releasedPence, ...other })
  return answerEnded(tx, context, caseId, { on, releasedPence })
}

/** Ends a case under which nothing is agreed. */
async function endAtOnce(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  ending: Static<typeof CaseEnding>['ending'],
  on: LocalDate,
): Promise<Pence> {
  const { id: caseId } = budgetCase
  if (ending === 'died') {
    const report = await insertDeath(tx, context.actor, caseId, on, context.now)
    await reportElsewhere(tx, context, budgetCase, on)
    return endByDeath(tx, context, budgetCase, report, { on, evidence: null })
  }
  // While the lines are still open: what a line in force is to replace is not kept again.
  await keepAgain(tx, context, caseId, { lines: 'all', by: 'budget-ended' })
  return closeCase(tx, context, budgetCase, { ending })
}
