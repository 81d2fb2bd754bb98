import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import type { SchemeVersion } from '../schemes/draft-schemas.ts'
import { setDraft, type VersionedDraft } from '../schemes/drafts-repository.ts'
import { openDraft } from '../schemes/open-draft.ts'
import { insertVersion } from '../schemes/versions-repository.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { requirePublishable } from './publishable.ts'
import type { PublicationConfirmation } from './schemas.ts'

/**
 * Publishes a draft as the next version of its scheme, for ever, as another person has proposed it: once it was simulated as it stands, and
 * somebody has written down whom it bears on. Cases keep the version that they are under; those that open from its first day on are under
 * this one.
 */
export async function confirmPublication(
  tx: Tx,
  context: Context,
  draftId: string,
  confirmed: Static<typeof PublicationConfirmation>,
): Promise<Answer<SchemeVersion>> {
  const { actor, now } = context
  const draft = await openDraft(tx, context, draftId)
  const { schemeId, rules, contentHash, proposal } = draft
  if (!proposal || confirmed.contentHash !== contentHash) throw new Problem('publication-not-proposed')
  await requireSecond(tx, context, draft, proposal.proposedBy)
  const { startsOn, equalityNote, proposedBy } = proposal
  const { version, simulationId } = await requirePublishable(tx, context, draft, startsOn)

  const made = { schemeId, version, startsOn, rules, schemeDraftId: draftId, simulationId, equalityNote, proposedBy }
  await insertVersion(tx, actor, made, now)
  await Promise.all([
    setDraft(tx, actor, draftId, { publishedVersion: version }, now),
    record(tx, actor, {
      type: 'scheme.published',
      subjectId: schemeId,
      caseId: null,
      at: now,
      schemeVersion: version,
      facts: { version, startsOn, contentHash, simulationId, schemeDraftId: draftId, proposedBy },
    }),
  ])
  return created(
    {
      schemeId,
      version,
      startsOn,
      endsOn: null,
      inForce: false,
      publishedAt: now.toISOString(),
      equalityNote,
      simulationId,
    },
    `/v1/schemes/${schemeId}/versions/${version}`,
  )
}

/** Another human than who proposed it and than all who wrote it, whatever account they used. */
async function requireSecond(
  tx: Tx,
  { actor }: Context,
  { authorIds }: VersionedDraft,
  proposedBy: string,
): Promise<void> {
  const needed = 'Somebody who neither proposed it nor wrote any of it confirms it'
  await requireSecondPerson(tx, actor, [proposedBy, ...authorIds], needed)
}
