import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import type { MoneyRules } from '../rules/scheme/money-rules.ts'
import { fenceOf } from '../rules/spending/giving.ts'
import { answerBy, type SurplusKind } from '../rules/spending/recovery.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findOpenRecovery, insertRecovery } from './repository.ts'
import { carriedOfLines, roomOf } from './room.ts'
import type { NewSurplusRecovery, SurplusRecovery } from './schemas.ts'

/** Begins to look at whether money that was not spent is taken back, or set off against coming payments. The person was told, and can say what they think; nothing is taken by it. */
export async function proposeSurplusRecovery(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewSurplusRecovery>,
): Promise<Answer<SurplusRecovery>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  const [held, pauses, open, appeal, { crisis }] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listNewestPauses(tx, actor, caseId),
    findOpenRecovery(tx, actor, caseId),
    findOpenAppeal(tx, actor, caseId),
    factsOf(tx, context, caseId),
  ])
  const { plan, opened } = orNotFound(held, 'nothing-to-review')
  const today = londonDate(now)
  const carriedOf = await carriedOfLines(tx, actor, held)
  const kind = input.kind ?? 'taken-back'
  const mostOf = (line: AgreedLine) => roomOf(kind, { plan }, line, pauses, today, carriedOf)
  if (open) throw new Problem('wrong-state', 'It is looked at already')
  if (appeal) throw new Problem('support-frozen', undefined, { conflict: { kind: 'appeal', id: appeal } })
  if (crisis) throw new Problem('crisis-active', undefined, { conflict: { kind: 'crisis-episode', id: crisis.id } })
  if (input.toldOn > today) throw invalidAt('/toldOn', 'cannot be in the future')
  if (plan.agreedAt !== null && input.toldOn < londonDate(new Date(plan.agreedAt)))
    throw invalidAt('/toldOn', 'comes after the plan was agreed')
  const recovery: SurplusRecovery = {
    id: newId(),
    caseId,
    kind,
    status: 'proposed',
    supportPlanId: plan.id,
    lines: input.lines.map((line, index) =>
      proposedLine(opened, input.lines, line, index, { money: budgetCase.rules.money, kind, mostOf }),
    ),
    words: input.words,
    toldOn: input.toldOn,
    how: input.how,
    answerBy: answerBy(now),
    answer: null,
    factors: [],
    proposedAt: now.toISOString(),
    decisionId: null,
    takenAfter: null,
    closedAt: null,
  }
  await insertRecovery(tx, actor, recovery)
  const facts = { kind, lines: input.lines.map(({ line }) => line), toldOn: input.toldOn }
  await record(tx, actor, { type: 'surplus-recovery.proposed', subjectId: recovery.id, caseId, at: now, facts })
  return created(recovery, `/v1/surplus-recoveries/${recovery.id}`)
}

type Wanted = Static<typeof NewSurplusRecovery>['lines'][number]

function proposedLine(
  opened: readonly AgreedLine[],
  all: readonly Wanted[],
  { line, amountPence }: Wanted,
  index: number,
  { money, kind, mostOf }: { money: MoneyRules; kind: SurplusKind; mostOf: (line: AgreedLine) => Pence },
) {
  const open = opened.find(({ key }) => key === line)
  if (!open) throw invalidAt(`/lines/${index}/line`, 'The plan in force has no open line with this key', 'line-unknown')
  if (all.findIndex((one) => one.line === line) !== index) throw invalidAt(`/lines/${index}/line`, 'Each line once')
  const fence = fenceOf(money, open.category)
  if (fence) throw new Problem('money-ring-fenced', fence.because)
  const most = mostOf(open)
  if (amountPence > most)
    throw invalidAt(
      `/lines/${index}/amountPence`,
      `The line has ${inPounds(most)} that could be ${kind === 'set-off' ? 'set off' : 'taken back'}`,
      'line-overspent',
    )
  return {
    planLineId: open.id,
    line,
    title: open.title,
    proposedPence: amountPence,
    decidedPence: null,
    setOffPence: 0,
    recoveredPence: 0,
    lessFor: [],
    givenBackPence: 0,
    owedPence: 0,
    givenBackAs: null,
  }
}
