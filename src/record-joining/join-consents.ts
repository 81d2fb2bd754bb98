import { setOpenedByLeft } from '../case-team/sharing-grounds-repository.ts'
import { listAgreedTwice, moveConsents, setConsentLapsed } from '../people/consent-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'

/**
 * Gives the record that goes on what the other agreed to. Where both agreed to the same, one consent is left, and whoever came by the other
 * is added again: else the person could take back the one and not be rid of who came by the other.
 */
export async function joinConsents(tx: Tx, { actor, now }: Context, fromId: string, toId: string): Promise<void> {
  for (const { id, organisationId } of await listAgreedTwice(tx, actor, fromId, toId)) {
    await setConsentLapsed(tx, actor, id, now)
    const left = await setOpenedByLeft(tx, actor, { kind: 'consent', id }, now)
    await record(tx, actor, { type: 'consent.ended', subjectId: id, caseId: null, at: now, facts: { organisationId } })
    for (const { id: placeId, caseId, caseRole } of left)
      await record(tx, actor, {
        type: 'case.member-left',
        subjectId: placeId,
        caseId,
        at: now,
        facts: { caseRole, because: 'consent-ended' },
      })
  }
  await moveConsents(tx, actor, fromId, toId)
}
