import type { View } from '../../permission-views.ts'
import type { Permission, Role } from '../../permissions.ts'
import { Problem } from '../http/errors.ts'

/** An identity that the issuer vouches for, within one commissioner. */
export interface Identity {
  /** The token's `sub`; of a machine client `client:` and its client_id, which no person's can be. */
  readonly actorId: string
  readonly commissionerId: string
  readonly organisationId: string | null
  /** Of the commissioner itself, or of no organisation: not sent by one of those it works with. */
  readonly ofCommissioner: boolean
  /** A machine client acts for a system and has scopes; everybody else has roles. */
  readonly machine: boolean
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
  /** Comes with a role of staff, and is not registered as staff: without it. */
  readonly unregistered?: true
  /** How letters and the team list name a member of staff. */
  readonly name: string
  /** The NHS number that the issuer has verified to be theirs, where the configuration says which claim holds it. */
  readonly verifiedNhsNumber?: string
  /** The client that a token names: whose front end somebody uses, or the system itself. */
  readonly clientId?: string
  /** A page of this process asks, whose own request was counted already. */
  readonly byPage?: true
}

/** Who asks, and about what. */
export interface Actor extends Identity {
  /** What of a person's record is asked for; null where it is about none. */
  readonly view: View | null
  /** Whether something is to be changed, or only looked at. */
  readonly writes: boolean
  /** Hears for a whole organisation: by the places that its brokers have and what its practice is asked, and by no place of its own. */
  readonly hearsForStaff?: true
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
  interface FastifyContextConfig {
    /** The permission an operation asks for. A route names this or `public`, or the service does not start. */
    permission?: Permission
    public?: true
    /** What of a person's record the operation is about. */
    view?: View | null
    writes?: boolean
  }
}

/** What whoever is not registered can do. */
export const howToRegister =
  'Your manager or the commissioner can register you with this account; a second person confirms it'

/** Whether the actor is a system of the commissioner, which sees what its officers see; a trust's sees the trust's. */
export function isOwnSystem({ machine, ofCommissioner }: Pick<Actor, 'machine' | 'ofCommissioner'>): boolean {
  return machine && ofCommissioner
}

/** The 403 that names what was missing. */
export function missing(permission: Permission, { unregistered }: Pick<Identity, 'unregistered'>): Problem {
  if (unregistered) return new Problem('staff-not-registered', howToRegister)
  return new Problem('permission-missing', `The permission ${permission} is missing`, { permission })
}
