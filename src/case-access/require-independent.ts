import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { type Problem, problemOf } from '../platform/http/errors.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { findIndependence, type MoneyOf } from './independence-repository.ts'
import { mayWorkOn, requireStaff } from './open-for-writing.ts'
import { findCase } from './repository.ts'

/**
 * Refuses whoever is not registered as staff, so that two accounts of one human are not taken for two people, and whoever would act on money of their own case, a
 * relative's, or a payee to whom they declared a tie.
 */
export async function requireIndependent(reads: Reads, actor: Actor, of: MoneyOf): Promise<void> {
  requireStaff({ writer: await payerOf(reads, actor, of) })
}

/** The same refusal to be given back, where what was found on the way stays; undefined where there is none. */
export async function whyNotIndependent(reads: Reads, actor: Actor, of: MoneyOf): Promise<Problem | undefined> {
  const may = mayWorkOn({ writer: await payerOf(reads, actor, of) })
  return may === true ? undefined : problemOf(may)
}

async function payerOf(reads: Reads, actor: Actor, of: MoneyOf) {
  const { registered, own } = await findIndependence(reads, actor, of)
  return { humanId: actor.actorId, registered, own, conflicted: false }
}

/** Refuses whoever is not registered as staff. */
export const requireRegistered = (reads: Reads, actor: Actor): Promise<void> =>
  requireIndependent(reads, actor, { paymentIds: [] })

/**
 * Where whoever is to pay on a case does not see the money of it, there is nothing to act on (404): who pays on a restricted record is named for it. They act on the money
 * and not on the case, so that the ground on which they look at it is enough.
 */
export async function requireSightOfMoney(reads: Reads, actor: Actor, caseId: string): Promise<void> {
  orNotFound(await findCase(reads, { ...actor, view: 'money', writes: false }, caseId))
}
