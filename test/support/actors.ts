import { machineScopes } from '../../src/machine-scopes.ts'
import { type Role, roles } from '../../src/permissions.ts'
import type { SeededSystem, TenantCode } from './seed.ts'

/** What a token says of somebody. */
export interface Actor {
  readonly sub: string
  readonly commissioner: string
  readonly organisation?: string
  readonly roles?: readonly string[]
  readonly name?: string
  readonly client_id?: string
  readonly scope?: string
}

/** Where the usual holder of a role works. */
export const organisationOf: Partial<Record<Role, string>> = {
  'care-coordinator': 'RW4',
  'team-manager': 'RW4',
  'mdt-member': 'RW4',
  'crisis-team': 'RW4',
  gp: 'G82117',
  'local-authority-officer': 'LA1',
  broker: 'BRK1',
  'provider-officer': 'PRV1',
  'brokerage-coordinator': 'BRK1',
}

/** Somebody with this role; `more` makes another one of them, as in `anActor('broker', { sub: 'second-broker' })`. */
export function anActor(role: Role, more: Partial<Actor> = {}): Actor {
  const organisation = organisationOf[role]
  return {
    sub: `the-${role}`,
    commissioner: 'QYG',
    roles: [role],
    name: `Quillon ${role.replaceAll('-', ' ')}`,
    ...(organisation ? { organisation } : {}),
    ...more,
  }
}

/** A system, with these scopes: all, where none are named; the commissioner's own, or of an organisation of the seed. */
export function aMachine(scopes: readonly string[] = machineScopes, organisation?: SeededSystem): Actor {
  const clientId = organisation ? `the-machine-of-${organisation}` : 'the-machine'
  return {
    sub: clientId,
    commissioner: 'QYG',
    client_id: clientId,
    scope: scopes.join(' '),
    ...(organisation ? { organisation } : {}),
  }
}

/** Everybody whom a permission can be asked of: one for each role, and a machine with every scope. */
export const everybody: readonly (readonly [name: Who & string, actor: Actor])[] = [
  ...roles.map((role) => [role, anActor(role)] as const),
  ['machine', aMachine()] as const,
]

export type Who = Role | 'machine' | Actor

export function actorOf(who: Who): Actor {
  if (typeof who !== 'string') return who
  return who === 'machine' ? aMachine() : anActor(who)
}

/** The same person or system, as another commissioner knows them. */
export function inTenant(commissioner: TenantCode, who: Who): Actor {
  return { ...actorOf(who), commissioner }
}
