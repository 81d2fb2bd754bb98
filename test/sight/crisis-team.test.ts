import t from 'tap'
import type { CrisisContingencyInForce } from '../../src/crisis-contingencies/schemas.ts'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import type { PersonRecord } from '../../src/people/schemas.ts'
import type { CrisisLook, CrisisLookBegun } from '../../src/record-access/crisis-look-schemas.ts'
import type { RecordRead } from '../../src/record-access/schemas.ts'
import { changeContingency } from '../crisis-contingencies/acts.ts'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { anActor } from '../support/actors.ts'
import { aTier } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
const crisisTeam = service.as(anActor('crisis-team', { name: 'Quillon Night' }))
const privacy = service.as('privacy-officer')
const items = async <Item>(client: typeof privacy, path: string) => (await client.get<{ items: Item[] }>(path)).ok.items
const looksOf = ({ ids }: Journey) => `/v1/people/${ids.personId}/crisis-looks`
const look = (journey: Journey, ground = 'somebody-called', client = crisisTeam) =>
  client.post<CrisisLookBegun>(looksOf(journey), { ground })

t.test('P4: by night a crisis team finds the person, names its ground, and reads what is to happen', async (t) => {
  const journey = await agreed(service)
  const { person, ids } = journey
  const { supportPlanId } = (await person.get<CrisisContingencyInForce>(`/v1/cases/${ids.caseId}/crisis-contingency`))
    .ok
  const { nhsNumber, bornOn } = (await person.get<PersonRecord>(`/v1/people/${ids.personId}`)).ok
  const search = { purpose: 'in-crisis', nhsNumber, bornOn, familyName: null }
  service.clock.set('2026-12-05T02:00:00Z')
  const [found] = (await crisisTeam.post<{ items: { id: string }[] }>('/v1/people/searches', search)).ok.items
  t.equal(found?.id, ids.personId)

  const of = `/v1/cases/${ids.caseId}`
  const opened = [
    `${of}/crisis-contingency`,
    `${of}/crisis-contingency/page`,
    `${of}/who-to-call`,
    `${of}/crisis-means`,
    `/v1/support-plans/${supportPlanId}/cover`,
  ]
  for (const path of opened) t.equal((await crisisTeam.get(path)).status, 404, path)
  const begun = await look(journey)
  t.match(begun.ok, {
    personId: ids.personId,
    actorId: 'the-crisis-team',
    ground: 'somebody-called',
    because: 'Somebody called about the person.',
    beganAt: '2026-12-05T02:00:00.000Z',
    until: '2026-12-05T03:00:00.000Z',
    caseIds: [ids.caseId],
  })
  for (const path of opened) t.equal((await crisisTeam.get(path)).status, 200, path)

  const hidden = ['support-plans', 'crisis-contingencies', 'crisis-episodes', 'line-pauses', 'decisions']
  for (const path of hidden) t.equal((await crisisTeam.get(`${of}/${path}`)).status, 404, path)
  t.equal((await crisisTeam.get(`/v1/support-plans/${supportPlanId}`)).status, 404)
  for (const path of ['', '/members', '/statement', '/needs-assessments', '/timeline', '/person'])
    t.equal((await crisisTeam.get(`${of}${path}`)).status, 403, path)
  t.equal((await crisisTeam.get(`/v1/people/${ids.personId}`)).status, 403)

  service.clock.advance({ minutes: 60 })
  for (const path of opened) t.equal((await crisisTeam.get(path)).status, 404, path)
})

t.test(
  'that it looked, and why, is shown to the person, their team, the auditor and the privacy officer',
  async (t) => {
    service.clock.set(start)
    const journey = await agreed(service)
    const { person, careCoordinator, broker, ids } = journey
    const { id } = (await look(journey, 'in-care')).ok
    const { etag } = await crisisTeam.get<CrisisContingencyInForce>(`/v1/cases/${ids.caseId}/crisis-contingency`)
    t.ok(etag)
    await service.app.readLog.flush()
    const told = { id, ground: 'in-care', because: 'The person is in our care tonight.', actorName: 'Quillon Night' }
    t.match(await items<CrisisLook>(person, looksOf(journey)), [told])
    for (const client of [service.as('auditor'), privacy])
      t.match(await items<CrisisLook>(client, '/v1/crisis-looks?limit=1'), [told])
    const reads = await items<RecordRead>(person, `/v1/people/${ids.personId}/reads`)
    t.ok(reads.some((read) => read.ground === 'crisis-team' && read.operation === 'getCrisisContingency'))
    const newest = `/v1/cases/${ids.caseId}/timeline?limit=1`
    const event = { type: 'case.looked-in-crisis', subjectId: id, actorId: 'the-crisis-team' }
    for (const client of [person, careCoordinator]) t.match(await items(client, newest), [event])
    const ofBroker = await items<{ type: string }>(broker, `/v1/cases/${ids.caseId}/timeline`)
    t.notOk(
      ofBroker.some(({ type }) => type === 'case.looked-in-crisis'),
      'the money has nothing to do with it',
    )
  },
)

t.test('it declares a crisis and stands one down, where the plan lets staff', async (t) => {
  service.clock.set(start)
  const journey = await agreed(service)
  await look(journey)
  const declared = await declare(journey, { days: 2 }, crisisTeam)
  t.match(declared.ok, { declaredAs: 'crisis-team', status: 'active' })
  t.equal((await crisisTeam.get(`/v1/crisis-episodes/${declared.ok.id}`)).status, 200)
  t.match((await standDown(journey, declared.ok.id, crisisTeam)).ok, {
    status: 'stood-down',
  } satisfies Partial<CrisisEpisode>)
  const change = () => changeContingency(journey, { whatHelps: ['A walk'] }, crisisTeam, '"1"')
  await refused(t, service, change, 'case-role-required')

  const alone = await agreed(service, [aTier({ declaredBy: ['person'] })])
  await refused(t, service, () => declare(alone, {}, crisisTeam), 'not-found', 'before it looks')
  await look(alone)
  await refused(t, service, () => declare(alone, {}, crisisTeam), 'case-role-required')
})

t.test('a look is for registered crisis staff of the trust, on a ground of the list, and no relation', async (t) => {
  service.clock.set(start)
  const journey = await agreed(service)
  await refused(t, service, () => look(journey, 'i-was-curious'), 'request-invalid')
  const elsewhere = service.as(anActor('crisis-team', { sub: 'of-another', organisation: 'RW5' }))
  await refused(t, service, () => look(journey, 'in-care', elsewhere), 'not-found')
  for (const role of ['care-coordinator', 'commissioner-officer', 'machine'] as const)
    await refused(t, service, () => look(journey, 'in-care', service.as(role)), 'permission-missing')
  const unknown = anActor('crisis-team', { sub: 'crisis-and-unknown' })
  const client = service.withToken(await service.tokenFor(unknown))
  await service.database.sql('delete from staff_identity where actor_id = $1', [unknown.sub])
  await refused(t, service, () => look(journey, 'in-care', client), 'staff-not-registered')
  const related = anActor('crisis-team', { sub: 'crisis-and-related' })
  await service.tokenFor(related)
  await service.database.sql(
    `update case_member set relative = true, actor_id = $2, left_at = joined_at where case_id = $1 and case_role = 'broker'`,
    [journey.ids.caseId, related.sub],
  )
  await refused(t, service, () => look(journey, 'in-care', service.as(related)), 'own-case')
})

t.test('a restricted record is kept from it, and a case that has ended', async (t) => {
  service.clock.set(start)
  const journey = await agreed(service)
  const { person, ids } = journey
  const contingency = `/v1/cases/${ids.caseId}/crisis-contingency`
  await look(journey)
  await privacy.post(`/v1/people/${ids.personId}/restriction`, { reason: 'A relative works there.' })
  t.equal((await crisisTeam.get(contingency)).status, 404)
  await refused(t, service, () => look(journey), 'not-found')
  const listed = async (client: typeof privacy) =>
    (await items<CrisisLook>(client, '/v1/crisis-looks?limit=100')).some(({ personId }) => personId === ids.personId)
  t.equal(await listed(service.as('auditor')), false)
  t.equal(await listed(privacy), true)
  await privacy.post(`/v1/people/${ids.personId}/restriction/lifting`)
  t.equal((await crisisTeam.get(contingency)).status, 200)
  t.equal((await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).status, 200)
  t.equal((await crisisTeam.get(contingency)).status, 404)
  await refused(t, service, () => look(journey), 'not-found')
})
