import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { checkRules } from './check-rules.ts'
import type { NewSchemeDraft, SchemeDraft } from './draft-schemas.ts'
import { findSchemeHeading, insertDraft, toSchemeDraft } from './drafts-repository.ts'
import { findNewestVersion } from './versions-repository.ts'

/** Begins a draft of a version, from rules that are given or from those that were published last, whether they are in force yet or not. */
export async function draftSchemeVersion(
  tx: Tx,
  { actor, now }: Context,
  schemeId: string,
  input: Static<typeof NewSchemeDraft>,
): Promise<Answer<SchemeDraft>> {
  const [scheme, newest] = await Promise.all([
    findSchemeHeading(tx, actor, schemeId),
    findNewestVersion(tx, actor, schemeId),
  ])
  orNotFound(scheme)
  const rules = input.rules ?? newest?.rules
  if (!rules) {
    throw new Problem('reference-unknown', undefined, {
      errors: [
        { pointer: '/rules', code: 'reference-unknown', detail: 'no version was published whose rules could be taken' },
      ],
    })
  }
  const basedOnVersion = newest?.version ?? null
  const draft = await insertDraft(tx, actor, { schemeId, basedOnVersion, rules: checkRules(rules) }, now)
  await record(tx, actor, {
    type: 'scheme-draft.begun',
    subjectId: draft.id,
    caseId: null,
    at: now,
    facts: { schemeId, basedOnVersion, contentHash: draft.contentHash },
  })
  return created(toSchemeDraft(draft), `/v1/scheme-drafts/${draft.id}`, draft.version)
}
