import type { Test } from 'tap'
import { machineScopes } from '../../src/machine-scopes.ts'
import { type Permission, permissions, permissionsByRole, roles } from '../../src/permissions.ts'
import { aMachine, anActor, inTenant } from './actors.ts'
import type { Answer, Client } from './client.ts'
import type { Service } from './service.ts'

/**
 * Holds an operation to whom it is closed: nobody without a token, no role without the permission, which is named; and nobody
 * of another commissioner, whatever their role, for whom the thing is not there. Nothing is written by any of them.
 */
export async function closed(
  t: Test,
  service: Service,
  permission: Permission,
  ask: (client: Client) => Promise<Answer<unknown>>,
): Promise<void> {
  const before = await service.database.fingerprint()
  t.equal((await ask(service.withToken(undefined))).problem.code, 'unauthenticated', 'no token')
  const without = roles.filter((role) => !permissionsByRole[role].includes(permission)).map((role) => anActor(role))
  for (const actor of [...without, aMachine(permissions.filter((scope) => scope !== permission))]) {
    const { code, permission: missing } = (await ask(service.as(actor))).problem
    t.same([code, missing], ['permission-missing', permission], actor.sub)
  }
  const holders = roles.filter((role) => permissionsByRole[role].includes(permission)).map((role) => anActor(role))
  const systems = machineScopes.some((scope) => scope === permission) ? [aMachine()] : []
  for (const actor of [...holders, ...systems])
    t.equal((await ask(service.as(inTenant('QOP', actor)))).problem.code, 'not-found', `${actor.sub} elsewhere`)
  t.same(await service.database.fingerprint(), before, 'nothing is written')
}
