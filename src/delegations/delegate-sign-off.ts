import type { Static } from '@sinclair/typebox'
import { findTakingPart } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { organisationKindsByRole } from '../role-organisations.ts'
import { mayName } from '../rules/sign-off/delegations.ts'
import { londonDate } from '../shared/dates.ts'
import { findRegistered, findStaffMember, listHumans } from '../staff/repository.ts'
import { insertDelegation } from './repository.ts'
import type { Delegation, NewDelegation } from './schemas.ts'

/** Delegates the sign-off of a tier. From its first day, what waits for the holder waits for the delegate too. */
export async function delegateSignOff(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewDelegation>,
): Promise<Answer<Delegation>> {
  // By the human: nobody delegates to another account of theirs.
  const human = await listHumans(tx, actor, [actor.actorId, input.holderId, input.delegateId])
  const wanted = { ...input, holderId: human(input.holderId), delegateId: human(input.delegateId) }
  orThrow(mayName({ ...actor, actorId: human(actor.actorId) }, wanted, londonDate(now)))
  if (input.organisationId !== null) {
    const trust = await findTakingPart(tx, actor.commissionerId, input.organisationId)
    if (trust?.kind !== 'trust') throw unknown('/organisationId', 'names no trust that is known here')
  }
  await requireHolder(tx, actor, input)
  const delegation = await insertDelegation(tx, actor, input, now)
  await record(tx, actor, {
    type: 'delegation.made',
    subjectId: delegation.id,
    caseId: null,
    at: now,
    facts: {
      holderId: input.holderId,
      tierRole: input.tierRole,
      delegateId: input.delegateId,
      from: input.from,
      until: input.until,
    },
  })
  return created(delegation, `/v1/delegations/${delegation.id}`)
}

const unknown = (pointer: string, detail: string) =>
  new Problem('reference-unknown', undefined, { errors: [{ pointer, code: 'reference-unknown', detail }] })

/** A place that nobody holds is nobody's to stand in for: the holder is registered, where the role can come from. */
async function requireHolder(
  tx: Tx,
  actor: Actor,
  { holderId, tierRole, organisationId }: Static<typeof NewDelegation>,
): Promise<void> {
  const id = await findRegistered(tx, actor, holderId)
  const holder = id === undefined ? undefined : await findStaffMember(tx, actor, id)
  const detail = 'names nobody who is registered with an organisation that gives this role'
  if (!holder) throw unknown('/holderId', detail)
  if (organisationId !== null && holder.organisationId !== organisationId) throw unknown('/holderId', detail)
  const from =
    holder.organisationId === null ? undefined : await findTakingPart(tx, actor.commissionerId, holder.organisationId)
  if (!organisationKindsByRole[tierRole].includes(from?.kind ?? null)) throw unknown('/holderId', detail)
}
