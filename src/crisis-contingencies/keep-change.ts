import type { Static } from '@sinclair/typebox'
import { listServicesOf } from '../current-services/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { sourcesMissing } from '../rules/planning/cover-sources.ts'
import { checkCrisis } from '../rules/planning/plan-checks.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { findPlanInForce, linesOpened } from '../support-plans/in-force.ts'
import { findText, listTexts, toInForce } from './in-force.ts'
import { insertChange } from './repository.ts'
import type { CrisisContingencyInForce, CrisisContingencyPatch } from './schemas.ts'

/** Keeps a change of the text that stands, where what comes of it is complete; it stands at once. */
export async function keepChange(
  tx: Tx,
  context: Context,
  caseId: string,
  patch: Static<typeof CrisisContingencyPatch>,
  changedAs: CaseRole,
): Promise<{ readonly id: string; readonly told: CrisisContingencyInForce }> {
  const { actor, now } = context
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
  const text = { supportPlanId, version: before.version + 1, since: now, changedAs, crisisContingency }
  const id = await keepText(tx, context, caseId, text, Object.keys(patch))
  return { id, told: toInForce(caseId, { ...text, changeId: id }, services) }
}

type Fresh = Parameters<typeof insertChange>[2]

async function keepText(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  text: Omit<Fresh, 'caseId'>,
  fields: string[],
): Promise<string> {
  const { changedAs, version } = text
  const id = await insertChange(tx, actor, { caseId, ...text })
  const facts = { fields, changedAs, version }
  await record(tx, actor, { type: 'crisis-contingency.changed', subjectId: id, caseId, at: now, facts })
  return id
}

/** Puts back the text that stood before a change, where nobody has changed it since and no other plan has taken its place. */
export async function putBack(
  tx: Tx,
  context: Context,
  caseId: string,
  changeId: string,
  changedAs: CaseRole,
): Promise<void> {
  const [newest, before] = await listTexts(tx, context.actor, caseId)
  if (newest?.changeId !== changeId || !before) return
  const { supportPlanId, crisisContingency } = before
  const text = { supportPlanId, crisisContingency, version: newest.version + 1, since: context.now, changedAs }
  await keepText(tx, context, caseId, text, fieldsThatDiffer(newest.crisisContingency, crisisContingency))
}

const fieldsThatDiffer = (one: object, other: object): string[] => {
  const theirs = new Map<string, unknown>(Object.entries(other))
  const all = new Map<string, unknown>(Object.entries(one))
  return [...new Set([...all.keys(), ...theirs.keys()])].filter(
    (field) => JSON.stringify(all.get(field)) !== JSON.stringify(theirs.get(field)),
  )
}
