import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { checkRules } from './check-rules.ts'
import type { SchemeDraft, SchemeDraftPatch } from './draft-schemas.ts'
import { setDraft, toSchemeDraft } from './drafts-repository.ts'
import { openDraft } from './open-draft.ts'
import { patchRules } from './patch-rules.ts'
import { findNewestVersion } from './versions-repository.ts'

/** Changes a draft, or brings it onto a version published since. What was simulated of it before stands beside the rules that it was simulated with, and no longer lets it be published. */
export async function changeSchemeDraft(
  tx: Tx,
  context: Context,
  id: string,
  patch: Static<typeof SchemeDraftPatch>,
): Promise<Answer<SchemeDraft>> {
  const { actor, now } = context
  const draft = await openDraft(tx, context, id)
  const { basedOnVersion = draft.basedOnVersion } = patch
  if (patch.basedOnVersion !== undefined) await requireToBeNewest(tx, context, draft.schemeId, patch.basedOnVersion)
  const rules = patch.rules ? checkRules(patchRules(draft.rules, patch.rules)) : draft.rules
  if (contentHash(rules) === draft.contentHash && basedOnVersion === draft.basedOnVersion)
    return done(toSchemeDraft(draft), draft.version)
  const changed = await setDraft(tx, actor, id, { rules, ...(basedOnVersion && { basedOnVersion }) }, now)
  await record(tx, actor, {
    type: 'scheme-draft.changed',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { schemeId: draft.schemeId, basedOnVersion, contentHash: changed.contentHash },
  })
  return done(toSchemeDraft(changed), changed.version)
}

/** A draft follows the newest version, and no other. */
async function requireToBeNewest(tx: Tx, { actor }: Context, schemeId: string, version: number): Promise<void> {
  const newest = await findNewestVersion(tx, actor, schemeId)
  if (newest?.version === version) return
  const detail = newest ? `The newest version is ${newest.version}` : 'The scheme has no published version'
  throw new Problem('draft-outdated', detail, {
    errors: [{ pointer: '/basedOnVersion', code: 'draft-outdated', detail }],
  })
}
