import t from 'tap'
import type { Me } from '../../src/me/schemas.ts'
import { permissionsByRole, roles } from '../../src/permissions.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { unregistered } from '../support/staff.ts'

const service = await startService(t)
const me = async (who: Parameters<typeof service.as>[0]) => (await service.as(who).get<Me>('/v1/me')).ok

t.test('everybody is told their roles, what these let them do, and who sent them', async (t) => {
  for (const role of roles) {
    const found = await me(role)
    t.equal(found.actorId, `the-${role}`)
    t.same(found.roles, [role])
    t.same(found.permissions.toSorted(), ['me:read', ...permissionsByRole[role]].sort(), role)
    t.equal(found.registered, true, role)
    t.equal(found.commissioner.code, 'QYG')
    t.equal(found.machine, false)
  }
  const coordinator = await me('care-coordinator')
  t.match(coordinator.organisation, { code: 'RW4', kind: 'trust' })
  t.equal(coordinator.name, 'Quillon care coordinator')
  t.equal((await me('commissioner-officer')).organisation, null)
})

t.test('a system is told the scopes that it has and asked for, and stands on no team', async (t) => {
  const found = await me(aMachine(['case:read', 'plan:decide']))
  t.same(found, { ...found, machine: true, roles: [], personIds: [], places: [] })
  t.same(
    found.permissions.toSorted(),
    ['case:read', 'me:read'],
    'what is for people alone is not there, whatever the token says',
  )
  t.same(
    found.grounds.map(({ ground }) => ground),
    ['own-system', 'privacy'],
  )
  const ofTrust = await me(aMachine(['case:read'], 'RW4'))
  t.same(
    ofTrust.grounds.map(({ ground }) => ground),
    ['trust-system', 'provider'],
  )
})

t.test('who comes with a role of staff and is not registered is told so, and has nothing by it', async (t) => {
  const unknown = await unregistered(service, anActor('team-manager', { sub: 'nobody-registered-me' }))
  const found = (await unknown.get<Me>('/v1/me')).ok
  t.same([found.registered, found.roles, found.permissions], [false, [], ['me:read']])
  t.same(
    found.grounds.map(({ ground }) => ground),
    ['takes-over'],
    'what a person could let anybody do',
  )
})

t.test('who stands on teams is told on how many, and a person whose record is theirs', async (t) => {
  t.same((await me('care-coordinator')).places, [])
  const { ids } = await journeyTo(service, 'team-complete')
  t.same((await me('care-coordinator')).places, [{ caseRole: 'care-coordinator', cases: 1 }])
  const person = await me('person')
  t.same(person.places, [{ caseRole: 'person', cases: 1 }])
  t.ok(person.personIds.length === 0 || person.personIds.includes(ids.personId))
  t.same(
    (await me('auditor')).grounds.map(({ ground, views }) => [ground, views.includes('own-words')]),
    [
      ['takes-over', false],
      ['audit', false],
    ],
  )
})

t.test('a place that was until a day is counted to its last day', async (t) => {
  const { ids, representative } = await journeyTo(service, 'team-complete')
  const counted = async (untilOn: string) => {
    await service.database.sql(
      `update case_member set until_on = $2 where case_id = $1 and case_role = 'representative'`,
      [ids.caseId, untilOn],
    )
    return (await representative.get<Me>('/v1/me')).ok.places
  }
  t.same(await counted('2026-11-24'), [{ caseRole: 'representative', cases: 1 }])
  t.same(await counted('2026-11-23'), [])
})

t.test('without a token, or with one of nobody here, there is no answer', async (t) => {
  t.equal((await service.withToken(undefined).get('/v1/me')).problem.code, 'unauthenticated')
  t.equal((await service.as(anActor('person', { commissioner: 'NOBODY' })).get('/v1/me')).status, 401)
})
