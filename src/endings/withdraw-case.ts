import type { Static } from '@sinclair/typebox'
import { takeBackAppeals } from '../appeals/withdraw-appeal.ts'
import type { LockedCase } from '../case-access/case.ts'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase } from '../case-access/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { toCaseSummary } from '../cases/views.ts'
import { announceEnding, requireUnannounced } from '../closing/announce-ending.ts'
import { closeCase } from '../closing/close-case.ts'
import { findGuarded, requireDependencesKnown } from '../closing/guarded-ending.ts'
import { keepOnWithdrawal } from '../current-services/replaced-services.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { isRecorder, mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { announceDecided } from './announce-decided.ts'
import type { CaseWithdrawal, CaseWithdrawn } from './schemas.ts'

const appealAgain =
  'Your right to appeal. Your open appeal is taken back with this. It does not count: you can appeal again.'

/**
 * The person says no (P15), here or to those who record it in their words: an outcome like any other, which nothing stands in the way of.
 * An agreed budget ends at once by their own act alone; said by anybody else, it goes on until they had time to call its end off.
 */
export async function withdrawCase(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof CaseWithdrawal>,
): Promise<Answer<CaseWithdrawn>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const said = requireCaseRole(budgetCase, actor, 'person', 'representative', ...recordersForPerson)
  await requireMandate(tx, actor, caseId, said, 'withdrawCase')
  const { words, saidFor = null, reasons = [] } = input
  orThrow(mayRecord(said, { words, saidFor }, londonDate(budgetCase.openedAt), londonDate(now)))
  const { planInForce, expression, assessment } = await factsOf(tx, context, caseId)
  await requireDependencesKnown(tx, context, budgetCase, input.dependenceKnown)
  if (planInForce && said !== 'person') return announce(tx, context, budgetCase, said, input)
  if (reasons.length > 0 || input.preventive) throw noReasons()
  const appealsWithdrawn = await takeBackAppeals(tx, context, caseId)
  // While the lines are still open: what a line in force is to replace is not kept again.
  const kept = await keepOnWithdrawal(tx, context, caseId, 'all')
  const releasedPence = await closeCase(tx, context, budgetCase, {
    ending: 'withdrawn',
    words,
    byPerson: said === 'person',
  })
  const before = { expression, assessment }
  await keepSaidFor(tx, context, budgetCase, {
    kind: 'withdrawal',
    subjectId: caseId,
    as: said,
    words,
    saidFor,
    before,
  })
  await record(tx, actor, {
    type: 'case.withdrawn',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { saidAs: said, how: saidFor?.how ?? null, wordsGiven: words !== null, appealsWithdrawn, releasedPence },
  })
  const whatStays = appealsWithdrawn.length > 0 ? [...kept, appealAgain] : kept
  return answer(tx, context, caseId, { whatStays, appealsWithdrawn, endsAfter: null, decisionId: null })
}

/** An agreed budget ends by a decision where staff record the person's no, with its reasons, its letter and an appeal; and for all but the person, later. */
async function announce(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  said: (typeof recordersForPerson)[number] | 'representative',
  { words, saidFor = null, reasons = [], preventive = null }: Static<typeof CaseWithdrawal>,
): Promise<Answer<CaseWithdrawn>> {
  const { id: caseId } = budgetCase
  if (!isRecorder(said)) {
    if (reasons.length > 0 || preventive) throw noReasons()
    // What holds a need back is not given up by somebody else than the person: staff end it on evidence.
    if ((await findGuarded(tx, context, budgetCase)).length > 0) throw new Problem('own-wish-needed')
  }
  await requireUnannounced(tx, context, caseId)
  const announced = isRecorder(said)
    ? await announceDecided(tx, context, budgetCase, { tier: said, ending: 'withdrawn', words, reasons, preventive })
    : await announceEnding(tx, context, budgetCase, { ending: 'withdrawn', words, decisionId: null })
  await keepSaidFor(tx, context, budgetCase, { kind: 'withdrawal', subjectId: announced.id, as: said, words, saidFor })
  const whatStays = await keepOnWithdrawal(tx, context, caseId, [])
  const { endsAfter, decisionId } = announced
  return answer(tx, context, caseId, { whatStays, appealsWithdrawn: [], endsAfter, decisionId })
}

async function answer(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  more: Pick<CaseWithdrawn, 'whatStays' | 'appealsWithdrawn' | 'endsAfter' | 'decisionId'>,
): Promise<Answer<CaseWithdrawn>> {
  await finish(tx, now)
  return done({ ...toCaseSummary(orNotFound(await findCase(tx, actor, caseId))), ...more })
}

const noReasons = () =>
  new Problem('request-invalid', 'Only staff give reasons, and only where they end an agreed budget', {
    errors: [{ pointer: '/reasons', code: 'not-expected', detail: 'is only for staff who end an agreed budget' }],
  })
