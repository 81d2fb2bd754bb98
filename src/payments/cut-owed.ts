import { postRelease } from '../ledger/book-repository.ts'
import { disown } from '../ledger/payment-moves-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { listOwedToEnded } from './owed-repository.ts'
import { cancelPayments } from './repository.ts'

/** Gives up what is owed into the hands of who was ended as a payee: they gave nothing for it yet, and nobody pays it to them. It is of its line again, and of a line that has closed the funders'. */
export async function cutOwed(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  cut: Awaited<ReturnType<typeof listOwedToEnded>>,
): Promise<void> {
  if (cut.length === 0) return
  const ids = cut.map(({ id }) => id)
  // One that a bank was told of meanwhile is not given up, and its money stays where it is.
  const given = await cancelPayments(tx, actor, ids, 'line-closed', now)
  disown(tx, actor, given, now)
  const closed = given.filter(({ id }) => cut.some((one) => one.id === id && one.closed))
  const left = closed.map(({ planLineId, pence }) => ({ id: planLineId, from: 'available' as const, pence }))
  postRelease(tx, actor, caseId, left, now)
}
