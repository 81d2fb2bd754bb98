import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import type { SchemeDraft } from '../schemes/draft-schemas.ts'
import { setProposal, toSchemeDraft } from '../schemes/drafts-repository.ts'
import { openDraft } from '../schemes/open-draft.ts'
import { findRegistered } from '../staff/repository.ts'
import { requirePublishable } from './publishable.ts'
import type { NewPublication } from './schemas.ts'

/** Proposes to publish a draft as it is, from a day on: one of the two people that publishing needs. Nothing is in force by it. */
export async function proposePublication(
  tx: Tx,
  context: Context,
  draftId: string,
  proposed: Static<typeof NewPublication>,
): Promise<Answer<SchemeDraft>> {
  const { actor, now } = context
  const draft = await openDraft(tx, context, draftId)
  const [human] = await Promise.all([
    findRegistered(tx, actor, actor.actorId),
    requirePublishable(tx, context, draft, proposed.startsOn),
  ])
  if (!human) throw new Problem('staff-not-registered')
  const [held] = await Promise.all([
    setProposal(tx, actor, draftId, proposed, now),
    record(tx, actor, {
      type: 'scheme-draft.publication-proposed',
      subjectId: draftId,
      caseId: null,
      at: now,
      facts: { schemeId: draft.schemeId, startsOn: proposed.startsOn, contentHash: draft.contentHash },
    }),
  ])
  return created(toSchemeDraft(held), `/v1/scheme-drafts/${draftId}`, held.version)
}
