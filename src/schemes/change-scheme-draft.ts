import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit.ts'
import { contentHash } from '../platform/content-hash.ts'
import type { Tx } from '../platform/database.ts'
import { type Answer, type Context, done } from '../platform/operation.ts'
import { checkRules } from './check-rules.ts'
import type { SchemeDraft, SchemeDraftPatch } from './draft-schemas.ts'
import { setDraft, toSchemeDraft } from './drafts-repository.ts'
import { openDraft } from './open-draft.ts'
import { patchRules } from './patch-rules.ts'

/** Changes a draft. What was simulated of it before stands beside the rules that it was simulated with, and no longer lets it be published. */
export async function changeSchemeDraft(
  tx: Tx,
  context: Context,
  id: string,
  patch: Static<typeof SchemeDraftPatch>,
): Promise<Answer<SchemeDraft>> {
  const { actor, now } = context
  const draft = await openDraft(tx, context, id)
  const rules = checkRules(patchRules(draft.rules, patch.rules))
  if (contentHash(rules) === draft.contentHash) return done(toSchemeDraft(draft), draft.version)
  const changed = await setDraft(tx, actor, id, { rules }, now)
  await record(tx, actor, {
    type: 'scheme-draft.changed',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { schemeId: draft.schemeId, contentHash: changed.contentHash },
  })
  return done(toSchemeDraft(changed), changed.version)
}
