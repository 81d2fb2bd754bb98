import t from 'tap'
import { machineScopes, scopesOfPeople } from '../../src/machine-scopes.ts'
import { type Permission, permissionOfAll, permissions, permissionsByRole, roles } from '../../src/permissions.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import type { ProblemBody } from '../support/client.ts'
import type { Operation } from '../support/contract.ts'
import { notInMatrix } from '../support/matrix.ts'
import { fillPath } from '../support/tour.ts'
import { startToured } from '../support/toured.ts'

const { service, ids } = await startToured(t)
const { operations } = service.contract
const guarded = operations.filter((operation) => operation.permission !== undefined)
const ofPeople: readonly Permission[] = scopesOfPeople
const isPublic = ['ping', 'getStatus', 'getProblemKind', 'getAuditKeys', 'getSecurityContact']

const permissionOf = (operation: Operation) => operation.permission as Permission
const anywhere = (path: string) => path.replaceAll(/\{version\}/g, '1').replaceAll(/\{\w+\}/g, () => unknownId())

/** The operation as the contract's own examples would ask for it. */
function ask(operation: Operation, path: string, who: Parameters<typeof service.as>[0]) {
  const { body, file } = service.contract.sentTo(operation)
  const asked = `${path}${service.contract.neededQuery(operation)}`
  const needsIfMatch = operation.parameters.some(({ name }) => name === 'if-match')
  return service.as(who).request(operation.method, asked, body, { ...file, ...(needsIfMatch && { ifMatch: '"1"' }) })
}

t.test('every operation names a permission that there is, save those for everybody', async (t) => {
  t.same(
    operations.filter((operation) => !operation.permission).map((operation) => operation.operationId),
    isPublic,
  )
  for (const operation of guarded) t.ok(permissions.includes(permissionOf(operation)), operation.operationId)
  const used = new Set(guarded.map(permissionOf))
  t.same(
    permissions.filter((permission) => !used.has(permission)),
    [],
    'no permission that nothing asks for',
  )
})

t.test('401: no operation is done for somebody without a token', async (t) => {
  const nobody = service.withToken(undefined)
  for (const { operationId, method, path } of guarded)
    t.equal((await nobody.request(method, anywhere(path))).problem.code, 'unauthenticated', operationId)
})

/** What the matrix (`test/sight/matrix.test.ts`) asks of those who hold a permission is not asked again: each pair is in one place. */
t.test('403: no operation is done for a role without its permission, and the permission is named', async (t) => {
  const wrong: string[] = []
  for (const permission of permissions.filter((one) => one !== permissionOfAll)) {
    const isPeoples = ofPeople.includes(permission)
    // What is for people alone a system lacks even where its token says that it has it.
    const system = aMachine(permissions.filter((scope) => isPeoples || scope !== permission))
    const lacking = roles.filter((role) => !permissionsByRole[role].includes(permission))
    const clients = [...lacking, system].map((who) => [who, service.as(who)] as const)
    for (const operation of guarded.filter((one) => permissionOf(one) === permission)) {
      const holding = roles.filter((role) => !lacking.includes(role) && notInMatrix.includes(operation.operationId))
      for (const who of holding) {
        const { status, body } = await service.as(who).request(operation.method, anywhere(operation.path))
        if ((body as ProblemBody).code === 'permission-missing')
          wrong.push(`${operation.operationId} as ${who}: ${status}`)
      }
      for (const [who, client] of clients) {
        const { status, body } = await client.request(operation.method, anywhere(operation.path))
        const { code, permission: named } = body as ProblemBody
        if (code !== 'permission-missing' || named !== permission)
          wrong.push(`${operation.operationId} as ${typeof who === 'string' ? who : who.sub}: ${status}`)
      }
    }
  }
  t.same(wrong, [])
})

t.test('each permission is for machines too, for people alone, or for everybody, and none is two of these', (t) => {
  t.same([permissionOfAll, ...machineScopes, ...scopesOfPeople].sort(), [...permissions].sort())
  t.end()
})

t.test('a machine with the one scope that an operation asks for passes its door', async (t) => {
  for (const operation of guarded.filter((one) => !ofPeople.includes(permissionOf(one)))) {
    const answer = await service
      .as(aMachine([permissionOf(operation)]))
      .request(operation.method, anywhere(operation.path))
    t.not(answer.status, 403, operation.operationId)
  }
})

const withIds = guarded.filter(({ operationId, path }) => path.includes('{') && notInMatrix.includes(operationId))

t.test('404: what belongs to another tenant is not there, for any operation and whoever asks', async (t) => {
  for (const operation of withIds) {
    const path = fillPath(operation.path, ids)
    for (const who of [aMachine(), anActor('commissioner-officer')]) {
      const actor = inTenant('QOP', who)
      const held: readonly Permission[] = actor.client_id ? machineScopes : permissionsByRole['commissioner-officer']
      const permitted = held.includes(permissionOf(operation))
      if (permitted) t.equal((await ask(operation, path, actor)).status, 404, `${operation.operationId} ${actor.sub}`)
    }
  }
})

t.test('404: what belongs to a case is not there for those who have no place on it', async (t) => {
  const ofNobody = /^\/v1\/(schemes|organisations|machine-clients|float-reconciliations|service-agreements)\//
  for (const operation of withIds.filter(({ path }) => !ofNobody.test(path))) {
    const path = fillPath(operation.path, ids)
    for (const role of [
      'person',
      'representative',
      'advocate',
      'care-coordinator',
      'broker',
      'panel-member',
    ] as const) {
      if (!permissionsByRole[role].includes(permissionOf(operation))) continue
      // An emergency is the one way in for somebody who has no place, and it is announced: test/sight/break-glass.
      if (operation.operationId === 'breakGlass') continue
      const stranger = anActor(role, { sub: 'a-stranger' })
      t.equal((await ask(operation, path, stranger)).status, 404, `${operation.operationId} as another ${role}`)
    }
  }
})

t.test('the same requests in the right tenant find what they ask for, as the contract gives them', async (t) => {
  // The case of the tour was opened by somebody who had to do with the person, and so on no referral; and its plan names no organisation as fallback.
  const notOfTour = [
    // A provider alone has a line of its own.
    'getOwnLine',
    'getReferral',
    'getFallbackDecision',
  ]
  // By path, so that a member departs before the consent that ends the place is withdrawn.
  for (const operation of guarded.toSorted((one, other) => one.path.localeCompare(other.path))) {
    const { status } = await ask(operation, fillPath(operation.path, ids), aMachine())
    const faults = notOfTour.includes(operation.operationId) ? [400, 401, 415] : [400, 401, 404, 415]
    t.notOk(faults.includes(status), `${operation.operationId}: ${status}`)
  }
})
