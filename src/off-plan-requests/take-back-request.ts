import { stopClock } from '../clocks/running-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findRequest, setRequest } from './repository.ts'

/** The person says that they did not ask for it: it is asked for no more. What was decided already stays. */
export async function takeBackRequest(tx: Tx, { actor, now }: Context, id: string): Promise<void> {
  const request = await findRequest(tx, actor, id)
  if (request?.status !== 'waiting') return
  await setRequest(tx, actor, { ...request, status: 'withdrawn', closedAt: now.toISOString() })
  await stopClock(tx, actor, 'off-plan-decision', id, londonDate(now))
}
