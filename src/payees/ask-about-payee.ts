import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isSaidOf, undecidedTies } from '../rules/spending/payees.ts'
import { londonDate } from '../shared/dates.ts'
import { findPayeeDecision } from './decisions-repository.ts'
import { findOpenQuestion, insertQuestion, setQuestionClosed } from './questions-repository.ts'
import { findPayee } from './repository.ts'
import { teamTied } from './team-repository.ts'
import type { PayeeQuestion } from './tie-schemas.ts'
import { listNamedTies } from './ties-repository.ts'

/** What ties a payee to a case that nobody has decided on. */
async function tiesToDecide(tx: Tx, { actor, now }: Context, caseId: string, payeeId: string) {
  const [payee, team, decided, declared] = await Promise.all([
    findPayee(tx, actor, payeeId, londonDate(now)),
    teamTied(tx, actor, caseId),
    findPayeeDecision(tx, actor, caseId, payeeId),
    listNamedTies(tx, actor, caseId),
  ])
  if (!payee) return []
  return undecidedTies(
    payee,
    team,
    decided,
    declared.filter((tie) => isSaidOf(tie, payee)),
  )
}

/** Asks who may decide whether a payee is paid on a case, where something ties them to it that nobody has decided on, and nobody is asked yet. The caller holds the lock on the case. */
export async function askAboutPayee(tx: Tx, context: Context, caseId: string, payeeId: string): Promise<void> {
  const { actor, now } = context
  const [ties, open] = await Promise.all([
    tiesToDecide(tx, context, caseId, payeeId),
    findOpenQuestion(tx, actor, caseId, payeeId),
  ])
  if (ties.length === 0 || open) return
  const question: PayeeQuestion = {
    ...{ id: newId(), caseId, payeeId, ties, askedAt: now.toISOString() },
    ...{ outcome: null, closedAt: null },
  }
  insertQuestion(tx, actor, question)
  await record(tx, actor, {
    type: 'payee-question.asked',
    subjectId: question.id,
    caseId,
    at: now,
    facts: { payeeId, ties },
  })
}

/** Nobody is asked about a payee any more, where nothing is left to decide. */
export async function closePayeeQuestion(
  tx: Tx,
  context: Context,
  caseId: string,
  payeeId: string,
  outcome: NonNullable<PayeeQuestion['outcome']>,
): Promise<void> {
  const { actor, now } = context
  const [ties, open] = await Promise.all([
    outcome === 'decided' ? [] : tiesToDecide(tx, context, caseId, payeeId),
    findOpenQuestion(tx, actor, caseId, payeeId),
  ])
  if (!open || ties.length > 0) return
  await setQuestionClosed(tx, actor, open.id, outcome, now)
  await record(tx, actor, {
    type: 'payee-question.closed',
    subjectId: open.id,
    caseId,
    at: now,
    facts: { payeeId, outcome },
  })
}
