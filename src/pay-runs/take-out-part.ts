import { lockCases } from '../case-access/lock-cases-repository.ts'
import type { Gates } from '../payments/why-held.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { listCasesOfNext } from './look-again-repository.ts'
import { lookAtHandedOver } from './look-at-handed-over.ts'
import { type KeptPayRun, setRun } from './repository.ts'
import { takeBack } from './take-back.ts'

/**
 * Takes the next payments out of a run that was given up after they were handed over, each as it was before. What has changed since is planned as it is now: its line has closed, or is held in another
 * way. What else would have it wait is found by the next run.
 */
export async function takeOutPart(
  tx: Tx,
  context: Context,
  run: KeptPayRun,
  gates: Gates,
  most: number,
): Promise<true> {
  // Whether a line is open is known once its case is held: money that is put back does not meet one that is closing.
  await lockCases(tx, context.actor, await listCasesOfNext(tx, context.actor, run.id, most))
  const { all, reasons, changed } = await lookAtHandedOver(tx, context, run, gates, most)
  if (all.length === 0) await setRun(tx, context.actor, run.id, { settled_at: context.now })
  const anew = [...reasons].filter(([, reason]) => reason === 'line-closed' || reason === 'held-otherwise')
  await takeBack(tx, context, all, new Map(anew), changed)
  return true
}
