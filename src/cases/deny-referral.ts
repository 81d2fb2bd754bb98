import { lockCase } from '../case-access/repository.ts'
import { setAddedLeft } from '../case-team/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { lockReferral, setReferralDenied } from './opening-repository.ts'
import type { Referral } from './opening-schemas.ts'

/**
 * Says that there was no such referral. Whoever opened the case on it, and whoever they brought, are off its team at once, and the trust sees it no
 * more: nothing is read or done on a ground that nobody knows of. The case itself stays, for the person may want it.
 */
export async function denyReferral(tx: Tx, { actor, now }: Context, caseId: string): Promise<Answer<Referral>> {
  const referral = orNotFound(await lockReferral(tx, actor, caseId))
  if (referral.deniedAt !== null) throw new Problem('wrong-state', 'Somebody has said so already')
  await requireSecondPerson(tx, actor, [referral.openedBy])
  // Whoever is asked whether they referred somebody need not see the case.
  orNotFound(await lockCase(tx, systemActor(actor.commissionerId), caseId))
  const [left] = await Promise.all([
    setAddedLeft(tx, actor, caseId, now),
    setReferralDenied(tx, actor, caseId, now),
    record(tx, actor, {
      type: 'case.referral-denied',
      subjectId: caseId,
      caseId,
      at: now,
      facts: { organisationId: referral.organisationId, openedBy: referral.openedBy },
    }),
  ])
  await Promise.all(
    left.map(({ id, caseRole }) =>
      record(tx, actor, {
        type: 'case.member-left',
        subjectId: id,
        caseId,
        at: now,
        facts: { caseRole, because: 'referral-denied' },
      }),
    ),
  )
  return done({ ...referral, deniedBy: actor.actorId, deniedAt: now.toISOString() })
}
