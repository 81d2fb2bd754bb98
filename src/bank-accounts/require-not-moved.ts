import { listWhoMoved } from '../payees/contact-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { daysContactIsNew } from '../rules/spending/bank-accounts.ts'
import { londonDate } from '../shared/dates.ts'
import { requireAnother } from '../staff/same-human.ts'

/** Refuses who had a payee reached in another way while that is new: what is told there is what stops an account that is not theirs. */
export async function requireNotMoved(tx: Tx, { actor, now }: Context, payeeId: string): Promise<void> {
  const who = await listWhoMoved(tx, actor, payeeId, londonDate(now))
  await requireAnother(
    tx,
    actor,
    who,
    `Who changed how they are reached has nothing to do with their account for ${daysContactIsNew} days`,
  )
}
