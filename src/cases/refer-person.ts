import { findOrganisation } from '../organisations/repository.ts'
import { permissionsByRole, roles } from '../permissions.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { organisationKindsByRole } from '../role-organisations.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { findToOpen, requireNoneInFlight } from './find-to-open.ts'
import type { NewReferral, Referral } from './referral-schemas.ts'
import { findReferral, insertReferral, toldReferral } from './referrals-repository.ts'
import { relationMissing, requireOwnTrust } from './require-ground.ts'

/** As long as an expression of interest may wait in the schemes that we know. */
const answerWorkingDays = 10

/**
 * Records that somebody referred a person with whom the actor has nothing to do yet. It opens nothing: what is known of the person stays closed to whoever
 * recorded it, until somebody at the organisation that is named has said that it was so.
 */
export async function referPerson(tx: Tx, context: Context, input: NewReferral): Promise<Answer<Referral>> {
  const { actor, now } = context
  const today = londonDate(now)
  const { person, scheme } = await findToOpen(tx, context, input)
  if (person.subject === actor.actorId || (actor.roles.includes('person') && actor.roles.length === 1))
    throw relationMissing('/personId', 'You open a case for yourself without a referral')
  requireOwnTrust(actor, input.trustId)
  requireReferralDay(input, today)
  await requireOtherSide(tx, actor, input)
  await requireNoneInFlight(tx, actor, input.personId, scheme.id)
  const id = newId()
  const answerBy = workingDaysAfter(today, answerWorkingDays)
  const coordinates = actor.roles.includes('care-coordinator')
  await insertReferral(tx, actor, { ...input, id, answerBy, coordinates }, now)
  await record(tx, actor, {
    type: 'person.referred',
    subjectId: input.personId,
    caseId: null,
    at: now,
    facts: { referralId: id, organisationId: input.organisationId, schemeId: input.schemeId, answerBy },
  })
  return created(toldReferral(orNotFound(await findReferral(tx, actor, id))), '/v1/referrals')
}

function requireReferralDay({ referredOn }: NewReferral, today: string): void {
  if (referredOn <= today) return
  const detail = `must not lie after ${dateInWords(today)}`
  throw new Problem('request-invalid', `/referredOn: ${detail}`, {
    errors: [{ pointer: '/referredOn', code: 'date-ahead', detail }],
  })
}

/** The kinds of organisation that have somebody who can say whether there was such a referral. */
const kindsThatAnswer: ReadonlySet<string | null> = new Set(
  roles
    .filter((role) => permissionsByRole[role].includes('referral:accept'))
    .flatMap((role) => organisationKindsByRole[role]),
)

/** A referral has another side: nobody refers to themselves, and somebody of who is named can see it and answer. */
async function requireOtherSide(tx: Tx, actor: Actor, { organisationId }: NewReferral): Promise<void> {
  const named = await findOrganisation(tx, actor.commissionerId, organisationId)
  // The constraint says of one that is not there what is said of every reference.
  if (!named) return
  if (named.id === actor.organisationId || (named.kind === 'commissioner' && actor.ofCommissioner))
    throw relationMissing('/organisationId', 'A referral comes from another organisation than yours')
  if (named.endedAt !== null || !kindsThatAnswer.has(named.kind))
    throw relationMissing(
      '/organisationId',
      'Nobody of this organisation can see the referral here and answer for it: the commissioner can open the case',
    )
}
