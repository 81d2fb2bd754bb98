import { findPerson } from '../people/repository.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
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
  if (ground.kind === 'referral') return requireReferralDay(ground, today)
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
