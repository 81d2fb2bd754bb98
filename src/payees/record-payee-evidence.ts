import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayBeShared, mayVouch } from '../rules/spending/registered-payees.ts'
import { londonDate } from '../shared/dates.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { lockPayee } from './ending-repository.ts'
import { findPayee, insertEvidence, listShownFor } from './repository.ts'
import { requireElsewhere } from './require-elsewhere.ts'
import type { NewPayeeEvidence, PayeeEvidence } from './schemas.ts'

/** Keeps what somebody saw that lets a payee be paid. Nobody vouches for the organisation that they come from, nor for whom they registered: one human makes nobody who is paid. */
export async function recordPayeeEvidence(
  tx: Tx,
  { actor, now }: Context,
  payeeId: string,
  { sharedBecause = null, ...input }: Static<typeof NewPayeeEvidence>,
): Promise<Answer<PayeeEvidence>> {
  const today = londonDate(now)
  const payee = orNotFound(await findPayee(tx, actor, payeeId, today))
  await requireElsewhere(tx, actor, payee, 'Somebody from elsewhere looks at the papers of your own organisation')
  const { registeredBy } = orNotFound(await lockPayee(tx, actor, payeeId))
  const detail = 'Somebody else than who registered the payee looks at their papers'
  await requireSecondPerson(tx, actor, [registeredBy], detail)
  if (input.issuedOn > today) throw invalidAt('/issuedOn', 'cannot be in the future')
  orThrow(mayVouch(input, input.documentHash))
  const others = await listShownFor(tx, actor, input.documentHash, payeeId)
  orThrow(mayBeShared(payee, others, sharedBecause, actor.roles.includes('commissioner-officer')))
  const evidence: PayeeEvidence = { id: newId(), payeeId, ...input, sharedBecause, seenAt: now.toISOString() }
  insertEvidence(tx, actor, evidence)
  const { kind, expiresOn } = input
  await record(tx, actor, {
    type: 'payee.evidence-seen',
    subjectId: payeeId,
    caseId: null,
    at: now,
    facts: { kind, expiresOn },
  })
  return created(evidence, `/v1/payees/${payeeId}`)
}
