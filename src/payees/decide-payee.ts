import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isSaidOf, tiesOf } from '../rules/spending/payees.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { askAboutNamed, closePayeeQuestion } from './ask-about-payee.ts'
import { insertPayeeDecision, type KeptPayeeDecision, toldPayeeDecision } from './decisions-repository.ts'
import { lockPayee } from './ending-repository.ts'
import { findPayee } from './repository.ts'
import { requireElsewhere } from './require-elsewhere.ts'
import type { NewPayeeDecision, PayeeDecision } from './schemas.ts'
import { teamTied } from './team-repository.ts'
import { listNamedTies } from './ties-repository.ts'

/** Decides whether somebody with a tie to the person, or a broker's own organisation, is paid on a case. By somebody who neither registered them nor comes from there. */
export async function decidePayee(
  tx: Tx,
  context: Context,
  caseId: string,
  payeeId: string,
  input: Static<typeof NewPayeeDecision>,
  follow: (tx: Tx, context: Context, caseId: string) => void,
): Promise<Answer<PayeeDecision>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'commissioner-officer', 'team-manager')
  const [locked, held, team, ties] = await Promise.all([
    lockPayee(tx, actor, payeeId),
    findPayee(tx, actor, payeeId, londonDate(now)),
    teamTied(tx, actor, caseId),
    listNamedTies(tx, actor, caseId),
  ])
  const [{ registeredBy }, payee] = [orNotFound(locked), orNotFound(held)]
  const declared = ties.filter((tie) => isSaidOf(tie, payee))
  await requireElsewhere(tx, actor, payee, 'Somebody from elsewhere decides on your own organisation')
  const others = [registeredBy, ...declared.map(({ declaredBy }) => declaredBy)]
  await requireSecondPerson(tx, actor, others, 'Somebody decides who neither registered the payee nor declared a tie')
  const decision: KeptPayeeDecision = {
    id: newId(),
    caseId,
    payeeId,
    ...input,
    ties: tiesOf(
      payee,
      team,
      declared.map(({ tie }) => tie),
    ),
    teamTies: tiesOf(payee, team),
    declaredTieIds: declared.map(({ id }) => id),
    decidedAt: now.toISOString(),
  }
  insertPayeeDecision(tx, actor, decision)
  await closePayeeQuestion(tx, context, caseId, payeeId)
  if (input.outcome === 'refused') await askAboutNamed(tx, context, caseId)
  follow(tx, context, caseId)
  await record(tx, actor, {
    type: 'payee.decided',
    subjectId: payeeId,
    caseId,
    at: now,
    facts: { outcome: input.outcome, ties: decision.ties },
  })
  return created(toldPayeeDecision(decision), `/v1/cases/${caseId}/payee-decisions`)
}
