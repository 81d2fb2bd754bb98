import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { endWithGround } from './end-consent.ts'
import { findSharing, setSharingEnded } from './sharing-repository.ts'
import type { Sharing } from './sharing-schemas.ts'

/** Ends sharing without consent before its last day: whoever came by it leaves. */
export async function endSharingWithoutConsent(tx: Tx, context: Context, sharingId: string): Promise<Answer<Sharing>> {
  const { actor, now } = context
  const sharing = orNotFound(await findSharing(tx, actor, sharingId))
  orNotFound(await lockPerson(tx, actor, sharing.personId))
  if (!(await endSharing(tx, context, sharing))) throw new Problem('sharing-ended')
  return done({ ...sharing, endedAt: now.toISOString() })
}

/** Whether it ended by this. */
export async function endSharing(tx: Tx, context: Context, { id, personId }: Sharing): Promise<boolean> {
  const { actor, now } = context
  const ground = { kind: 'sharing-without-consent', id } as const
  const ended = await endWithGround(tx, context, personId, ground, 'sharing-ended', () =>
    setSharingEnded(tx, actor, id, now),
  )
  if (ended)
    await record(tx, actor, {
      type: 'person.sharing-ended',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { sharingId: id },
    })
  return ended
}
