import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { listResources } from '../resources/repository.ts'
import { isDomain } from '../rules/assessment/instruments.ts'
import { termsSought } from '../rules/planning/resources.ts'
import { londonDate } from '../shared/dates.ts'
import { findUnmetNeed, insertUnmetNeed } from './unmet-repository.ts'
import type { NewUnmetNeed, UnmetNeed } from './unmet-schemas.ts'

/** Keeps that nothing was found for a need of a person, once for each need, district and language. That a search finds nothing is made sure of. */
export async function recordUnmetNeed(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewUnmetNeed>,
): Promise<Answer<UnmetNeed>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'broker', 'care-coordinator')
  const { source, need, district, language } = input
  if (!isDomain(need)) throw invalidAt('/need', 'is no domain of a needs assessment')
  if (await findUnmetNeed(tx, actor, caseId, input))
    throw new Problem('wrong-state', 'This is recorded for the person already')
  if (source === 'search') {
    const terms = termsSought({ need, area: district, ...(language === null ? {} : { language }) }, null) ?? []
    const found = await listResources(tx, actor, terms, { limit: 1, after: undefined }, { today: londonDate(now) })
    if (found.length > 0) throw new Problem('wrong-state', 'The directory has something for this need there')
  }
  const unmet: UnmetNeed = { id: newId(), caseId, ...input, recordedAt: now.toISOString() }
  await insertUnmetNeed(tx, actor, unmet, now)
  await record(tx, actor, {
    type: 'unmet-need.recorded',
    subjectId: unmet.id,
    caseId,
    at: now,
    facts: { need, source },
  })
  return created(unmet, `/v1/cases/${caseId}/unmet-needs`)
}
