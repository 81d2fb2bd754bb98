import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { setHolding } from '../ledger/holding-repository.ts'
import { findTakingPart, listUnknownOrganisations } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayRecord } from '../rules/people/recording.ts'
import { type HeldBy, mayHold } from '../rules/planning/line-holding.ts'
import { routeFits } from '../rules/planning/named-support.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { needsAgreement, sameHolding } from '../rules/spending/deployment-agreement.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findWaitingHolding, insertHolding, isHoldingAgreed, listHoldings } from './repository.ts'
import type { LineHolding, NewLineHolding } from './schemas.ts'

/** What is settled before the money of a line is held in another way, and what follows, which come later on the journey. */
export interface OnHeld {
  readonly before: (tx: Tx, context: Context, caseId: string, planLineId: string, after: HeldBy) => Promise<void>
  readonly after: (tx: Tx, context: Context, caseId: string) => Promise<void>
}

/**
 * Holds the money of a line in another way, at the person's word. No sum moves. Where it is to be paid into somebody's hands, the way that there is stays until
 * the agreement on the new one is signed; a way that was agreed before is in force at once.
 */
export async function chooseHolding(
  tx: Tx,
  context: Context,
  caseId: string,
  { line: wanted, deployment, instrument, holderId, saidFor = null }: Static<typeof NewLineHolding>,
  onHeld: OnHeld,
): Promise<Answer<LineHolding>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const chosenAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator')
  await requireMandate(tx, actor, caseId, chosenAs, 'chooseHolding')
  orThrow(mayRecord(chosenAs, { words: 'chose it', saidFor }, londonDate(budgetCase.openedAt), londonDate(now)))
  const [held, unknown] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listUnknownOrganisations(tx, actor.commissionerId, holderId === null ? [] : [holderId]),
  ])
  const { plan, opened } = orNotFound(held, 'nothing-to-review')
  const line = opened.find(({ key }) => key === wanted)
  const unsuitable = (pointer: string, code: string, detail: string) =>
    new Problem('holding-unsuitable', undefined, { errors: [{ pointer, code, detail }] })
  if (!line) throw unsuitable('/line', 'line-unknown', 'The plan in force has no open line with this key')
  if (unknown.size > 0) throw unsuitable('/holderId', 'reference-unknown', 'No such organisation is registered here')
  const { deployment: wasHeld, instrument: wasPaid, holderId: heldBy } = line
  const before = { deployment: wasHeld, instrument: wasPaid, holderId: heldBy }
  const after = { deployment, instrument, holderId }
  const [waiting, agreed] = await Promise.all([
    findWaitingHolding(tx, actor, line.id),
    isHoldingAgreed(tx, actor, caseId, wanted, after),
  ])
  orThrow(mayHold(before, after, budgetCase.rules, waiting !== undefined))
  const named = plan.lines.find(({ key }) => key === wanted)
  if (named && !routeFits(named, after))
    throw unsuitable(
      '/deployment',
      'payment-route-unfit',
      'Whom this line pays is paid by another route: agree a changed plan',
    )
  const about = { caseId, planLineId: line.id, line: line.key }
  const atOnce = agreed || !needsAgreement(after) || sameHolding(before, after)
  if (atOnce) await onHeld.before(tx, context, caseId, line.id, after)
  const holding = await keepHolding(tx, context, { ...about, ...after, before, chosenAs }, atOnce)
  const said = { kind: 'line-holding', subjectId: holding.id, as: chosenAs, words: null, saidFor } as const
  await keepSaidFor(tx, context, budgetCase, said)
  if (atOnce) await onHeld.after(tx, context, caseId)
  return created(holding, `/v1/cases/${caseId}/line-holdings`)
}

/** Keeps how the money of a line is held from now on, or once the agreement on it is signed. */
async function keepHolding(
  tx: Tx,
  { actor, now }: Context,
  fresh: Omit<LineHolding, 'id' | 'chosenAt' | 'tookEffectAt'>,
  atOnce: boolean,
): Promise<LineHolding> {
  const { caseId, planLineId, line, deployment, instrument, holderId, before, chosenAs } = fresh
  const at = now.toISOString()
  const holding: LineHolding = { id: newId(), ...fresh, chosenAt: at, tookEffectAt: atOnce ? at : null }
  if (atOnce)
    setHolding(tx, { commissionerId: actor.commissionerId, lineId: planLineId, deployment, instrument, holderId })
  insertHolding(tx, actor, holding)
  await record(tx, actor, {
    type: 'plan-line.holding-chosen',
    subjectId: planLineId,
    caseId,
    at: now,
    facts: { line, deployment, instrument, before: before.deployment, chosenAs },
  })
  return holding
}

/** Puts back how the money of a line was held before, where nobody has changed it since, the line is open and who held it takes part still. */
export async function putHoldingBack(
  tx: Tx,
  context: Context,
  caseId: string,
  holdingId: string,
  chosenAs: CaseRole,
  onHeld: OnHeld,
): Promise<void> {
  const [holdings, held] = await Promise.all([
    listHoldings(tx, context.actor, caseId, { limit: 1000, after: undefined }),
    findPlanInForce(tx, context.actor, caseId),
  ])
  const about = holdings.find(({ id }) => id === holdingId)
  const newest = holdings.find(({ planLineId }) => planLineId === about?.planLineId)
  if (!about || newest?.id !== holdingId || !held?.opened.some(({ id }) => id === about.planLineId)) return
  const { planLineId, line, deployment, instrument, holderId, before } = about
  const { commissionerId } = context.actor
  if (before.holderId !== null && !(await findTakingPart(tx, commissionerId, before.holderId))) return
  const now = { deployment, instrument, holderId }
  await onHeld.before(tx, context, caseId, planLineId, before)
  await keepHolding(tx, context, { caseId, planLineId, line, ...before, before: now, chosenAs }, true)
  await onHeld.after(tx, context, caseId)
}
