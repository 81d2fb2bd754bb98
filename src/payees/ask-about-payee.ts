import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isDecided, undecidedTies } from '../rules/spending/payees.ts'
import { londonDate } from '../shared/dates.ts'
import { knownHere } from './known-here.ts'
import {
  findOpenQuestion,
  insertQuestion,
  listAskedAtEnd,
  listNamedOnLines,
  listOpenQuestions,
  setQuestionClosed,
} from './questions-repository.ts'
import type { PayeeQuestion } from './tie-schemas.ts'

/** What is to be decided of a payee on a case, if anything: what ties them to it; or, with no tie, that somebody whose name can be theirs is not paid there. */
async function toDecide(tx: Tx, { actor, now }: Context, caseId: string, payeeId: string) {
  const found = await knownHere(tx, actor, caseId, payeeId, londonDate(now))
  if (!found || found.decided?.outcome === 'refused') return undefined
  const { payee, team, decided, declared, refused } = found
  const isNothing = isDecided(payee, team, decided, declared, refused) === true
  return isNothing ? undefined : undecidedTies(payee, team, decided, declared)
}

/** Asks who may decide whether a payee is paid on a case, where that is to be decided and nobody is asked yet. The caller holds the lock on the case. */
export async function askAboutPayee(tx: Tx, context: Context, caseId: string, payeeId: string): Promise<void> {
  const { actor, now } = context
  const [ties, open] = await Promise.all([
    toDecide(tx, context, caseId, payeeId),
    findOpenQuestion(tx, actor, caseId, payeeId),
  ])
  if (ties === undefined || open) return
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

/** The same of each who is named to give a line of the case: what was said of one payee can be of another, who is not paid on until somebody has decided. */
export async function askAboutNamed(tx: Tx, context: Context, caseId: string): Promise<void> {
  for (const payeeId of await listNamedOnLines(tx, context.actor, caseId))
    await askAboutPayee(tx, context, caseId, payeeId)
}

/** Nobody is asked about a payee any more who was decided on. */
export async function closePayeeQuestion(tx: Tx, context: Context, caseId: string, payeeId: string): Promise<void> {
  const open = await findOpenQuestion(tx, context.actor, caseId, payeeId)
  if (open) await close(tx, context, open, 'decided')
}

/** Nor about those of a case of whom nothing is left to decide, once a tie has ended. */
export async function closeNeedless(tx: Tx, context: Context, caseId: string): Promise<void> {
  for (const open of await listOpenQuestions(tx, context.actor, caseId))
    if ((await toDecide(tx, context, caseId, open.payeeId)) === undefined) await close(tx, context, open, 'no-tie')
}

/** Nor about whom the commissioner pays no more. The caller holds the locks on the cases. */
export async function closeOfEnded(tx: Tx, context: Context, open: readonly PayeeQuestion[]): Promise<void> {
  for (const one of open) await close(tx, context, one, 'payee-ended')
}

/** Nor about anybody on a case that ends: nothing is bought on it any more. */
export async function closeWithCase(tx: Tx, context: Context, caseId: string): Promise<void> {
  for (const open of await listOpenQuestions(tx, context.actor, caseId)) await close(tx, context, open, 'case-ended')
}

/** Asks again, as a case is opened again, of whom nobody had decided when it ended, where there is still something to decide. */
export async function askAgain(tx: Tx, context: Context, caseId: string): Promise<void> {
  for (const payeeId of await listAskedAtEnd(tx, context.actor, caseId))
    await askAboutPayee(tx, context, caseId, payeeId)
}

async function close(
  tx: Tx,
  { actor, now }: Context,
  { id, caseId, payeeId }: PayeeQuestion,
  outcome: NonNullable<PayeeQuestion['outcome']>,
): Promise<void> {
  await setQuestionClosed(tx, actor, id, outcome, now)
  await record(tx, actor, {
    type: 'payee-question.closed',
    subjectId: id,
    caseId,
    at: now,
    facts: { payeeId, outcome },
  })
}
