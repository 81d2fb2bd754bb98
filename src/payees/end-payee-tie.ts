import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { closeNeedless } from './ask-about-payee.ts'
import { lockPayee } from './ending-repository.ts'
import { findPayee } from './repository.ts'
import { requireElsewhere } from './require-elsewhere.ts'
import type { DeclaredTie, DeclaredTieEnding } from './tie-schemas.ts'
import { findTie, setTieEnded, toldTie } from './ties-repository.ts'

/** Says that a declared tie is none. By who decides on payees, and never by who declared it, registered the payee or comes from there: without the tie nobody decides. What is paid on the case follows. */
export async function endPayeeTie(
  tx: Tx,
  context: Context,
  id: string,
  { because }: Static<typeof DeclaredTieEnding>,
  replan: (tx: Tx, context: Context, caseId: string) => void,
): Promise<Answer<DeclaredTie>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'payee_tie', id }),
    findTie(tx, actor, id),
  ])
  const tie = orNotFound(held)
  requireCaseRole(budgetCase, actor, 'commissioner-officer', 'team-manager')
  if (tie.endedAt !== null) throw new Problem('wrong-state', 'Somebody has said so already')
  const [locked, payee] = await Promise.all([
    lockPayee(tx, actor, tie.payeeId),
    findPayee(tx, actor, tie.payeeId, londonDate(now)),
  ])
  if (payee) await requireElsewhere(tx, actor, payee, 'Somebody from elsewhere decides on your own organisation')
  const others = [tie.declaredBy, locked?.registeredBy]
  await requireSecondPerson(tx, actor, others, 'Somebody else than who declared it, or who registered the payee')
  await setTieEnded(tx, actor, id, because, now)
  await closeNeedless(tx, context, budgetCase.id)
  replan(tx, context, budgetCase.id)
  const facts = { payeeId: tie.payeeId, tie: tie.tie }
  await record(tx, actor, { type: 'payee-tie.ended', subjectId: id, caseId: budgetCase.id, at: now, facts })
  return done(toldTie({ ...tie, endedBecause: because, endedAt: now.toISOString() }))
}
