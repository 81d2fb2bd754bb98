import { findOrganisation } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { answered, openReferral } from './answer-referral.ts'
import { beginCase } from './begin-case.ts'
import { findToOpen, requireNoDeath, requireNoneInFlight } from './find-to-open.ts'
import type { Referral } from './referral-schemas.ts'
import type { KeptReferral } from './referrals-repository.ts'

/** Says that there was such a referral: the case is opened by it, and whoever recorded it becomes its care coordinator. */
export async function acceptReferral(tx: Tx, context: Context, id: string): Promise<Answer<Referral>> {
  const { actor } = context
  const referral = await openReferral(tx, actor, id)
  await requireNamed(tx, actor, referral)
  const { personId, schemeId, trustId, organisationId, recordedBy, recordedFor, coordinatorName, entryStatus } =
    referral
  const { person, scheme } = await findToOpen(tx, context, referral)
  await requireNoneInFlight(tx, actor, personId, schemeId)
  await requireNoDeath(tx, actor, personId, false)
  const caseId = await beginCase(tx, context, {
    personId,
    person,
    scheme,
    trustId,
    opening: { ground: 'referral', by: recordedBy, organisationId: recordedFor, entryStatus },
    referringOrganisationId: organisationId,
    coordinator:
      coordinatorName === null ? null : { actorId: recordedBy, name: coordinatorName, organisationId: recordedFor },
  })
  return answered(tx, context, referral, { outcome: 'accepted', caseId })
}

/** Only who is named can know that they referred somebody; the commissioner answers for others only that they did not. */
async function requireNamed(tx: Tx, actor: Actor, { organisationId }: KeptReferral): Promise<void> {
  if (organisationId === actor.organisationId) return
  const named = await findOrganisation(tx, actor.commissionerId, organisationId)
  if (named?.kind !== 'commissioner' || !actor.ofCommissioner)
    throw new Problem('relation-missing', 'Somebody at the organisation that is named accepts the referral')
}
