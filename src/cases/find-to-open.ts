import { findDeath, findInFlight } from '../case-access/repository.ts'
import { findTakingPart } from '../organisations/repository.ts'
import { findPersonSubject, listWithinReach, lockPerson } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { entryTaken } from '../rules/assessment/eligibility.ts'
import { findScheme } from '../schemes/repository.ts'
import { londonDate } from '../shared/dates.ts'
import type { NewCase } from './schemas.ts'

const unknown = (pointer: string, detail = 'names nothing that exists here, or nothing of this kind') =>
  new Problem('reference-unknown', undefined, { errors: [{ pointer, code: 'reference-unknown', detail }] })

/** One answer, whether there is no such person, or who asks may know nothing of them. */
const unknownPerson = () => unknown('/personId', 'names nobody for whom you can open a case in this scheme')

/** The person and the scheme of a case that is to be opened, in force today, where the actor may begin to have to do with the person. */
export async function findToOpen(
  tx: Tx,
  { actor, now }: Context,
  {
    personId,
    schemeId,
    trustId,
    entryStatus = null,
  }: Pick<NewCase, 'personId' | 'schemeId' | 'trustId' | 'entryStatus'>,
) {
  const [reach, person, scheme, trust] = await Promise.all([
    listWithinReach(tx, actor, [personId]),
    findPersonSubject(tx, actor.commissionerId, personId),
    findScheme(tx, actor.commissionerId, schemeId, londonDate(now)),
    findTakingPart(tx, actor.commissionerId, trustId),
  ])
  if (!person || !reach.has(personId)) throw unknownPerson()
  if (!scheme) throw unknown('/schemeId')
  if (trust?.kind !== 'trust') throw unknown('/trustId')
  orThrow(entryTaken(scheme.rules, entryStatus))
  return { person, scheme }
}

/** One case of a person is in flight in a scheme. Who does not see that one learns nothing of it. */
export async function requireNoneInFlight(tx: Tx, actor: Actor, personId: string, schemeId: string): Promise<void> {
  const inFlight = await findInFlight(tx, actor, personId, schemeId)
  if (inFlight?.seen) throw new Problem('case-in-flight', undefined, { conflict: { kind: 'case', id: inFlight.id } })
  if (inFlight) throw unknownPerson()
}

/**
 * Nothing is begun for somebody of whom a death is recorded, until that is taken back; whoever may know nothing of them is told nothing of it. The record
 * of the person is locked, so that a death is not recorded meanwhile.
 */
export async function requireNoDeath(tx: Tx, actor: Actor, personId: string, told: boolean): Promise<void> {
  await lockPerson(tx, actor, personId)
  if (await findDeath(tx, actor, personId)) throw told ? new Problem('death-recorded') : unknownPerson()
}
