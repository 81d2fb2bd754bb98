import { findOrganisation } from '../organisations/repository.ts'
import { findPerson } from '../people/repository.ts'
import { permissionsByRole, roles } from '../permissions.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { organisationKindsByRole } from '../role-organisations.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'
import type { OpeningGround } from './opening-schemas.ts'
import type { NewCase } from './schemas.ts'

const refused = (pointer: string, detail: string) =>
  new Problem('relation-missing', detail, { errors: [{ pointer, code: 'relation-missing', detail }] })

/**
 * Refuses to open a case for somebody with whom the actor has nothing to do: by it they would read all that is known of the person. The ground is
 * the person's own act, a relation that the service itself knows of, or a referral that the other side can see and deny.
 */
export async function requireGround(
  tx: Tx,
  actor: Actor,
  { personId, trustId, ground }: NewCase,
  subject: string | null,
  today: LocalDate,
): Promise<void> {
  const isPerson = subject !== null && subject === actor.actorId
  if (isPerson !== (ground.kind === 'self'))
    throw refused(
      '/ground',
      isPerson ? 'You open your own case: the ground is `self`' : 'Only the person opens a case as themself',
    )
  if (isPerson) return
  if (actor.roles.includes('person') && !actor.roles.some((role) => role !== 'person'))
    throw refused('/ground', 'You can open a case for yourself')
  if (actor.organisationId !== null && !actor.ofCommissioner && actor.organisationId !== trustId)
    throw refused('/trustId', 'You can open a case for your own trust')
  if (ground.kind === 'referral') {
    requireReferralDay(ground, today)
    return requireOtherSide(tx, actor, ground)
  }
  if (isOwnSystem(actor) || (await findPerson(tx, actor, personId))) return
  throw refused(
    '/ground',
    'You have nothing to do with this person yet: open the case on a referral, and say who referred them',
  )
}

function requireReferralDay({ referredOn }: Extract<OpeningGround, { kind: 'referral' }>, today: LocalDate): void {
  if (referredOn <= today) return
  const detail = `must not lie after ${dateInWords(today)}`
  throw new Problem('request-invalid', `/ground/referredOn: ${detail}`, {
    errors: [{ pointer: '/ground/referredOn', code: 'date-ahead', detail }],
  })
}

/** The kinds of organisation that have somebody who can say that there was no such referral. */
const kindsThatAnswer: ReadonlySet<string | null> = new Set(
  roles
    .filter((role) => permissionsByRole[role].includes('referral:deny'))
    .flatMap((role) => organisationKindsByRole[role]),
)

/** A referral has another side: nobody refers to themselves, and who is named can see it and deny it. */
async function requireOtherSide(
  tx: Tx,
  actor: Actor,
  { organisationId }: Extract<OpeningGround, { kind: 'referral' }>,
): Promise<void> {
  const named = await findOrganisation(tx, actor.commissionerId, organisationId)
  // The constraint says of one that is not there what is said of every reference.
  if (!named) return
  if (named.id === actor.organisationId || (named.kind === 'commissioner' && actor.ofCommissioner))
    throw refused('/ground/organisationId', 'A referral comes from another organisation than yours')
  if (!kindsThatAnswer.has(named.kind))
    throw refused(
      '/ground/organisationId',
      'Nobody of this organisation can see the referral here and answer for it: the commissioner can open the case',
    )
}
