import { sumRun } from '../payments/runs-repository.ts'
import type { Gates } from '../payments/why-held.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { lookAtHandedOver } from './look-at-handed-over.ts'
import { findRun, type KeptPayRun, setRun } from './repository.ts'
import { endRun } from './settle-payments.ts'
import { takeBack } from './take-back.ts'

/**
 * Looks again at the payments of a run before its file is made first: one that may not be made any more leaves the run and waits with the reason, one whose line is held in another way since is planned anew, what is owed though its line has closed is planned as such, and the rest is
 * paid. Of those with an account the account is held, so that none takes its place before the file is made. Without an account of the payer there is no file.
 */
export async function lookAgain(
  tx: Tx,
  context: Context,
  run: KeptPayRun,
  gates: Gates,
  withAccount: ReadonlySet<string>,
): Promise<KeptPayRun> {
  const { actor } = context
  const { all, reasons, changed } = await lookAtHandedOver(tx, context, run, gates)
  for (const { payment, accountChanged } of all) {
    if (reasons.has(payment.id)) continue
    if (accountChanged) reasons.set(payment.id, 'account-changed')
    else if (withAccount.has(run.payerId) && !withAccount.has(payment.payeeId ?? payment.caseId))
      reasons.set(payment.id, 'bank-details-missing')
  }
  if (reasons.size === 0) return run
  const out = all.filter(({ payment }) => reasons.has(payment.id))
  await takeBack(tx, context, out, reasons, changed)
  const { count, pence } = await sumRun(tx, actor, run.id)
  await setRun(tx, actor, run.id, { payment_count: count, total_pence: pence })
  if (count === 0) await endRun(tx, context, run.id)
  return orNotFound(await findRun(tx, actor, run.id))
}

/** Nothing was left in the run before anybody asked. */
export const emptied = (): Problem =>
  new Problem(
    'nothing-to-pay',
    'None of its payments is in it any more: each was held, given up, or planned otherwise meanwhile',
  )

/** Nothing is left to make a file of: what was in the run waits. */
export const nothingLeft = (): Problem =>
  new Problem('nothing-to-pay', 'None of its payments may be made now: each waits with its reason')
