import { stopClock } from '../clocks/running-repository.ts'
import { listActiveLines } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { ProviderStopOutcome } from '../rules/planning/provider-stops.ts'
import { londonDate } from '../shared/dates.ts'
import { listOpenStops, setStopClosed } from './repository.ts'
import type { ProviderStop } from './schemas.ts'

/** Whether a plan is mended: no open line is with a provider that has stopped. */
export async function watchStops(tx: Tx, context: Context, caseId: string): Promise<void> {
  const [stops, lines] = await Promise.all([
    listOpenStops(tx, context.actor, caseId),
    listActiveLines(tx, context.actor, caseId),
  ])
  for (const stop of stops)
    if (!lines.some(({ holderId }) => holderId === stop.organisationId)) await close(tx, context, stop, 'mended')
}

/** With the budget nothing is left to mend. */
export async function closeStops(tx: Tx, context: Context, caseId: string): Promise<void> {
  for (const stop of await listOpenStops(tx, context.actor, caseId)) await close(tx, context, stop, 'budget-ended')
}

async function close(
  tx: Tx,
  { actor, now }: Context,
  { id, caseId }: ProviderStop,
  outcome: ProviderStopOutcome,
): Promise<void> {
  await setStopClosed(tx, actor, id, outcome, now)
  await stopClock(tx, actor, 'provider-stop', id, londonDate(now))
  await record(tx, actor, { type: 'provider.stop-closed', subjectId: id, caseId, at: now, facts: { outcome } })
}
