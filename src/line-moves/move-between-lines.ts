import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { postLineMove } from '../ledger/line-moves-repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { freeCommitted } from '../payments/free-committed.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayRecord } from '../rules/people/recording.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { type MovingLine, mayMove } from '../rules/spending/line-moves.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { findStopOfMove, type StopsOf, stoppedBy } from '../spending-stops/find-stops.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { lookAtGiving } from '../surplus-recoveries/look-at-giving.ts'
import { findMove, insertMove, sumMoved } from './repository.ts'
import type { LineMove, NewLineMove } from './schemas.ts'

/** Moves money from one line of the plan in force to another, at the person's word, as far as the scheme lets it without a new sign-off. */
export async function moveBetweenLines(
  tx: Tx,
  context: Context,
  caseId: string,
  { from, to, amountPence, words, saidFor = null }: NewLineMove,
): Promise<Answer<LineMove>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const movedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator')
  await requireMandate(tx, actor, caseId, movedAs, 'moveBetweenLines')
  const today = londonDate(now)
  const { plan, opened } = orNotFound(await findPlanInForce(tx, actor, caseId), 'nothing-to-review')
  const [moved, giving] = await Promise.all([
    sumMoved(tx, actor, plan.id),
    lookAtGiving(tx, context, budgetCase, opened),
  ])
  const agreedOn = londonDate(new Date(plan.agreedAt ?? now))
  orThrow(mayRecord(movedAs, { words, saidFor }, agreedOn, today))
  const lines = giving.map((line): AgreedLine & MovingLine => {
    const freePence = line.availablePence + line.committedPence
    return { ...line, freePence, freelyMovedPence: moved.get(line.id) ?? 0 }
  })
  const openLine = (key: string, pointer: string) => {
    const line = lines.find((one) => one.key === key)
    if (!line) throw invalidAt(pointer, 'The plan in force has no open line with this key', 'line-unknown')
    return line
  }
  if (from === to) throw invalidAt('/to', 'must be another line')
  const [fromLine, toLine] = [openLine(from, '/from'), openLine(to, '/to')]
  await requireUndisturbed(tx, context, budgetCase, {
    plan,
    lines: [fromLine, toLine],
  })
  orThrow(mayMove(lines, { from: fromLine, to: toLine, pence: amountPence }, budgetCase.rules.money))
  const of = { caseId, supportPlanId: plan.id, from: fromLine, to: toLine, amountPence, words, movedAs }
  const move = await postMove(tx, context, { ...of, takesBack: null })
  const said = { kind: 'line-move', subjectId: move.id, as: movedAs, words, saidFor } as const
  await keepSaidFor(tx, context, budgetCase, said)
  return created(move, `/v1/cases/${caseId}/line-moves`)
}

/** Refuses to move money while something stops the spending of it, or an appeal keeps what the person has as it is. */
async function requireUndisturbed(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, personId }: LockedCase,
  { plan, lines }: Pick<StopsOf, 'plan'> & { readonly lines: readonly AgreedLine[] },
): Promise<void> {
  const [appeal, stop] = await Promise.all([
    findOpenAppeal(tx, actor, caseId),
    findStopOfMove(tx, actor, { caseId, personId, plan }, lines, londonDate(now)),
  ])
  if (stop && stop !== 'under-check') throw stoppedBy(stop)
  if (appeal) throw new Problem('support-frozen', undefined, { conflict: { kind: 'appeal', id: appeal } })
  if (stop) throw stoppedBy(stop)
}

interface Moving {
  readonly caseId: string
  readonly supportPlanId: string
  readonly from: AgreedLine
  readonly to: AgreedLine
  readonly amountPence: number
  readonly words: string
  readonly movedAs: CaseRole
  readonly takesBack: string | null
}

async function postMove(tx: Tx, context: Context, { from, to, ...of }: Moving): Promise<LineMove> {
  const { actor, now } = context
  const { caseId, amountPence } = of
  await freeCommitted(tx, context, from, amountPence - from.availablePence)
  await postLineMove(tx, actor, { caseId, fromLineId: from.id, toLineId: to.id, pence: amountPence }, now)
  const ids = { fromLineId: from.id, toLineId: to.id }
  const move = { id: newId(), ...of, ...ids, from: from.key, to: to.key, movedAt: now.toISOString() }
  insertMove(tx, actor, move)
  await record(tx, actor, {
    type: 'plan-line.money-moved',
    subjectId: move.id,
    caseId,
    at: now,
    facts: { ...ids, amountPence, as: of.movedAs },
  })
  replanPayments(tx, context, caseId)
  return move
}

/** Takes a move back that the person says was not theirs, as far as the line that has it can give it and both are open. */
export async function takeMoveBack(
  tx: Tx,
  context: Context,
  caseId: string,
  moveId: string,
  movedAs: CaseRole,
): Promise<void> {
  const [move, held] = await Promise.all([
    findMove(tx, context.actor, moveId),
    findPlanInForce(tx, context.actor, caseId),
  ])
  const [from, to] = [move?.toLineId, move?.fromLineId].map((id) => held?.opened.find((line) => line.id === id))
  if (!move || !from || !to) return
  const free = from.availablePence + from.committedPence - from.crisisPence
  const amountPence = Math.min(move.amountPence, Math.max(0, free))
  if (amountPence === 0) return
  const { supportPlanId, words } = move
  await postMove(tx, context, { caseId, supportPlanId, from, to, amountPence, words, movedAs, takesBack: moveId })
}
