import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { sourcesMissing } from '../rules/planning/cover-sources.ts'
import { checkCrisis } from '../rules/planning/plan-checks.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { findPlanInForce, linesOpened } from '../support-plans/in-force.ts'
import { findText, toInForce } from './in-force.ts'
import { insertChange } from './repository.ts'
import type { CrisisContingencyInForce, CrisisContingencyPatch } from './schemas.ts'

/** Changes what is to happen in a crisis between plans. It stands at once; what the person accepts, nobody else has to. */
export async function changeCrisisContingency(
  tx: Tx,
  context: Context,
  caseId: string,
  patch: Static<typeof CrisisContingencyPatch>,
): Promise<Answer<CrisisContingencyInForce>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const changedAs = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, caseId, changedAs, 'changeCrisisContingency')
  const [held, inForce, services] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    findText(tx, actor, caseId, now),
    listServicesOf(tx, actor, caseId),
  ])
  const before = orNotFound(inForce, 'nothing-to-review')
  checkVersion(context, before.version)
  const lines = held ? linesOpened(held.plan, held.opened) : []
  const crisisContingency = mergePatch(before.crisisContingency, patch)
  // A text from before sources were checked can be changed in what has nothing to do with them.
  const asksSources = patch.cover !== undefined || patch.contacts !== undefined
  const missing = [
    ...checkCrisis({ crisisContingency, lines }),
    ...(asksSources ? sourcesMissing(crisisContingency, services) : []),
  ]
  const errors = missing.map(({ pointer, ...error }) => ({
    ...error,
    pointer: pointer.replace('/crisisContingency', ''),
  }))
  if (errors.length > 0) throw new Problem('crisis-contingency-incomplete', undefined, { errors })
  const { supportPlanId } = before
  const version = before.version + 1
  const text = { supportPlanId, version, since: now, changedAs, crisisContingency }
  const id = await insertChange(tx, actor, { caseId, ...text })
  await record(tx, actor, {
    type: 'crisis-contingency.changed',
    subjectId: id,
    caseId,
    at: now,
    facts: { fields: Object.keys(patch), changedAs, version },
  })
  return done(toInForce(caseId, text, services), version)
}
