import { lockCasesOfPerson, projectAtEnd } from '../case-access/repository.ts'
import { type SharingGround, setOpenedByLeft } from '../case-team/sharing-grounds-repository.ts'
import { setConsentLapsed } from '../people/consent-repository.ts'
import type { Consent } from '../people/consent-schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'

/**
 * Ends what a consent, or sharing without one, had opened: those who came by it leave the person's cases, each case tells of it, and what
 * waited for them waits for the care coordinator. `end` keeps that the ground itself has ended; nothing follows where somebody else did.
 */
export async function endWithGround(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  ground: Pick<SharingGround, 'kind' | 'id'>,
  because: string,
  end: () => Promise<boolean>,
): Promise<boolean> {
  // The cases first, as whoever adds a broker does: each waits for the other in one order.
  await lockCasesOfPerson(tx, actor, personId)
  if (!(await end())) return false
  const left = await setOpenedByLeft(tx, actor, ground, now)
  // A case that went over to another record of the person is not among those that were locked.
  for (const { caseId } of left) projectAtEnd(tx, actor, caseId)
  await Promise.all(
    left.map(({ id, caseId, caseRole }) =>
      record(tx, actor, { type: 'case.member-left', subjectId: id, caseId, at: now, facts: { caseRole, because } }),
    ),
  )
  return true
}

/** Closes a consent whose last day is over. Its sight ended with that day; this is the tidying, and the word to the cases. */
export async function lapseConsent(tx: Tx, context: Context, { id, personId, ...consent }: Consent): Promise<boolean> {
  const { actor, now } = context
  const ended = await endWithGround(tx, context, personId, { kind: 'consent', id }, 'consent-ended', () =>
    setConsentLapsed(tx, actor, id, now),
  )
  if (ended)
    await record(tx, actor, {
      type: 'consent.ended',
      subjectId: id,
      caseId: null,
      at: now,
      facts: { organisationId: consent.organisationId },
    })
  return ended
}
