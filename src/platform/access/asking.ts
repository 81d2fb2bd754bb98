import { Slot } from '../database/slots.ts'
import type { Actor } from './access.ts'

/** An actor in a statement: what they are may decide how it reads, who they are is a value that is put in. */
export interface Asking
  extends Pick<Actor, 'machine' | 'ofCommissioner' | 'roles' | 'permissions' | 'view' | 'writes' | 'hearsForStaff'> {
  readonly actorId: Slot<string>
  readonly commissionerId: Slot<string>
  readonly organisationId: Slot<string> | null
}

/** The actor of a statement that is built for them alone. */
export const asking = (actor: Actor): Asking => ({
  ...actor,
  actorId: Slot.filled(actor.actorId),
  commissionerId: Slot.filled(actor.commissionerId),
  organisationId: actor.organisationId === null ? null : Slot.filled(actor.organisationId),
})

/** The actor of a statement that is for all of their kind. */
export const emptyAsking = ({
  machine,
  ofCommissioner,
  roles,
  permissions,
  view,
  writes,
  organisationId,
  hearsForStaff,
}: Actor): Asking => ({
  machine,
  ofCommissioner,
  roles,
  permissions,
  view,
  writes,
  ...(hearsForStaff && { hearsForStaff }),
  actorId: Slot.named('actorId'),
  commissionerId: Slot.named('commissionerId'),
  organisationId: organisationId === null ? null : Slot.named('organisationId'),
})

const kinds = new WeakMap<ReadonlySet<string>, string>()

/** A name for all that decides how a statement of the actor reads. Who has the same set of permissions can have it in another role. */
export function kindOf(actor: Actor): string {
  const { machine, ofCommissioner, roles, permissions, view, writes, organisationId, hearsForStaff = false } = actor
  let held = kinds.get(permissions)
  if (held === undefined) {
    held = [...permissions].sort().join()
    kinds.set(permissions, held)
  }
  return `${view} ${writes} ${machine} ${ofCommissioner} ${organisationId === null} ${hearsForStaff} ${[...roles].sort().join()} ${held}`
}
