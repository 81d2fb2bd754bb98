import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { hasCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { startClock } from '../clocks/running-repository.ts'
import { findOrganisation } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { providerStopWorkingDays } from '../rules/planning/provider-stops.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findFallbacks, insertStop, listCasesHeldBy, listOpenStops } from './repository.ts'
import type { NewProviderStop, ProviderStop, ProviderStopReported } from './schemas.ts'

/** Says that an organisation which holds the money of lines has stopped: whom it concerns, what they fall back on, and by when it is mended. */
export async function reportProviderStopped(
  tx: Tx,
  context: Context,
  organisationId: string,
  { stoppedOn }: Static<typeof NewProviderStop>,
): Promise<Answer<Static<typeof ProviderStopReported>>> {
  const { actor, now } = context
  orNotFound(await findOrganisation(tx, actor.commissionerId, organisationId))
  if (stoppedOn > londonDate(now))
    throw new Problem('request-invalid', 'It has stopped today or before', {
      errors: [{ pointer: '/stoppedOn', code: 'request-invalid', detail: 'cannot be in the future' }],
    })
  const items: ProviderStop[] = []
  // One after the other, in order: two reports at once wait for each other at the first case.
  for (const caseId of await listCasesHeldBy(tx, actor, organisationId)) {
    const budgetCase = await lockCase(tx, actor, caseId)
    if (!budgetCase || budgetCase.endedAt !== null) continue
    if (!hasCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer')) continue
    const stop = await stopOn(tx, context, budgetCase, organisationId, stoppedOn)
    if (stop) items.push(stop)
  }
  return created({ organisationId, stoppedOn, items }, `/v1/organisations/${organisationId}`)
}

async function stopOn(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId }: LockedCase,
  organisationId: string,
  stoppedOn: string,
): Promise<ProviderStop | undefined> {
  const [held, open, fallbacks] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listOpenStops(tx, actor, caseId),
    findFallbacks(tx, actor, caseId),
  ])
  const lines = (held?.opened ?? []).filter(({ holderId }) => holderId === organisationId).map(({ key }) => key)
  if (lines.length === 0 || open.some((stop) => stop.organisationId === organisationId)) return undefined
  const today = londonDate(now)
  const stop: ProviderStop = {
    id: newId(),
    caseId,
    organisationId,
    lines: lines.map((line) => ({ line, fallbackLine: fallbacks.get(line) ?? null })),
    stoppedOn,
    reportedAt: now.toISOString(),
    mendBy: workingDaysAfter(today, providerStopWorkingDays),
    outcome: null,
    closedAt: null,
  }
  await insertStop(tx, actor, stop)
  const clock = { caseId, kind: 'provider-stop', subjectId: stop.id, workingDays: providerStopWorkingDays } as const
  await startClock(tx, actor, clock, today)
  const facts = { organisationId, lines, stoppedOn }
  await record(tx, actor, { type: 'provider.stopped', subjectId: stop.id, caseId, at: now, facts })
  return stop
}
