import { requireIndependent, requireSightOfMoney } from '../case-access/require-independent.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { setReleasedByHand } from './holds-repository.ts'
import { listWhoSaidFailed } from './instead-repository.ts'
import { lockPayment } from './repository.ts'
import type { Payment } from './schemas.ts'

/**
 * Releases a payment that somebody held, or that the bank did not make before, by somebody who has no part in it, and never by who said that the bank did not: they could have it paid twice. Any
 * other reason goes with what gave it.
 */
export async function releasePayment(tx: Tx, { actor, now }: Context, paymentId: string): Promise<Answer<Payment>> {
  const payment = orNotFound(await lockPayment(tx, actor, paymentId))
  await requireSightOfMoney(tx, actor, payment.caseId)
  if (payment.holdReason === null || payment.state !== 'held')
    throw new Problem('wrong-state', `The payment is ${payment.state}`)
  await requireIndependent(tx, actor, { paymentId })
  const said = await listWhoSaidFailed(tx, actor, paymentId)
  await requireSecondPerson(tx, actor, said, 'Somebody else than who imported that it failed releases it')
  // The same words whatever it is: they would tell apart what is told alike.
  if (!(await setReleasedByHand(tx, actor, paymentId, now))) throw new Problem('payment-held')
  const { caseId, planLineId, amountPence } = payment
  const facts = { planLineId, amountPence }
  const [at, subjectId] = [now, paymentId]
  await Promise.all([
    record(tx, systemActor(actor.commissionerId), { type: 'payment.released', subjectId, caseId, at, facts }),
    record(tx, actor, { type: 'payment.released-by-hand', subjectId, caseId: null, at }),
  ])
  return done(orNotFound(await lockPayment(tx, actor, paymentId)))
}
