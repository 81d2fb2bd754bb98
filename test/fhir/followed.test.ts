import type { CarePlan, DocumentReference, ServiceRequest } from '@medplum/fhirtypes'
import pg from 'pg'
import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { daysAfter } from '../../src/shared/dates.ts'
import { agree, aReduction, drums, onCall, planOf, withNightWorker } from '../preventive/acts.ts'
import { confirmJoined, reportDouble } from '../record-joining/acts.ts'
import { changed } from '../sign-off/acts.ts'
import { aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { asking, idsOf, resourcesOf, settle } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const asked = asking(service, 'commissioner-officer')
const register = async () => (await officer.post<Person>('/v1/people', aPerson())).ok.id

t.test('whoever follows learns of plans and letters that went over to another record', async (t) => {
  const { ids } = await journeyTo(service, 'plan-agreed')
  const goesOnId = await register()
  const letters = (await asked.search(`/DocumentReference?patient=${ids.personId}`)).body
  const [letter] = resourcesOf(letters) as DocumentReference[]
  t.ok(letter?.date)
  service.clock.advance({ hours: 1 })
  const since = service.clock.now().toISOString()
  t.equal((await confirmJoined(service, await reportDouble(service, ids.personId, goesOnId), goesOnId)).status, 200)
  settle(service)
  for (const kind of ['CareTeam', 'CarePlan', 'Goal', 'ServiceRequest', 'DocumentReference']) {
    const found = resourcesOf((await asked.search(`/${kind}?_lastUpdated=ge${since}&_count=100`)).body)
    t.ok(found.length > 0, kind)
    for (const one of found) {
      t.equal(one.meta?.lastUpdated, since)
      t.match(one, { subject: { reference: `Patient/${goesOnId}` } }, kind)
    }
  }
  const { body } = await asked.get<DocumentReference>(`/DocumentReference/${letter?.id}`)
  t.equal(body.date, letter?.date, 'it was written when it was')
})

t.test('a change that is stored later is not passed over by whoever follows', async (t) => {
  const [slow, quick] = [await register(), await register()]
  service.clock.advance({ minutes: 1 })
  const changedOf = async (id: string) => {
    const { etag } = await officer.get(`/v1/people/${id}`)
    return () => officer.patch(`/v1/people/${id}`, { interpreterNeeded: true }, { ifMatch: etag })
  }
  const journeys = [slow, quick]
  const [first, second] = await Promise.all(journeys.map(changedOf))
  const since = service.clock.now().toISOString()
  const follow = async () => idsOf((await asked.search(`/Patient?_lastUpdated=ge${since}&_id=${journeys.join()}`)).body)

  const other = new pg.Client({ connectionString: service.database.ownerUrl })
  await other.connect()
  t.teardown(() => other.end())
  await other.query('begin')
  await other.query('select from person where person_id = $1 for update', [slow])
  const stored = first?.()
  const isWaiting = async () => {
    const rows = await service.database.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    return rows.length > 0
  }
  while (!(await isWaiting()));
  service.clock.advance({ seconds: 1 })
  t.equal((await second?.())?.status, 200)
  // Time goes on here as it does for the one that waits.
  await new Promise((resolve) => setTimeout(resolve, 7_000))
  service.clock.advance({ seconds: 7 })
  t.same(await follow(), [], 'what changed after the one that is not stored yet is not told before it')
  await other.query('commit')
  t.equal((await stored)?.status, 200)
  settle(service)
  t.same(await follow(), [slow, quick])
  t.equal((await asked.search(`/Patient?_id=${quick}`)).body.entry?.length, 1, 'by its id it is told at once')
})

t.test('lines that wait for the end of a notice are on hold, and those before them end with their plan', async (t) => {
  const journey = await withNightWorker(service)
  const before = journey.ids.supportPlanId
  const told = async (id: string) => {
    const plan = (await asked.get<CarePlan>(`/CarePlan/${id}`)).body
    const requests = (await asked.search(`/ServiceRequest?patient=${journey.ids.personId}&_count=100`)).body
    const own = (resourcesOf(requests) as ServiceRequest[]).filter(
      ({ basedOn }) => basedOn?.[0]?.reference === `CarePlan/${id}`,
    )
    const lines = own.map(({ status, intent, occurrencePeriod }) => [status, intent, occurrencePeriod?.end])
    return {
      status: plan.status,
      until: plan.period?.end,
      lines: [...new Map(lines.map((one) => [one.join(), one])).values()],
    }
  }
  const until = (await told(before)).until
  const less = await changed(journey, [drums, onCall], [aReduction()])
  t.equal((await agree(journey.teamManager, less)).status, 201)
  t.same(await told(less.id), { status: 'draft', until, lines: [['on-hold', 'plan', until]] })
  t.same(await told(before), { status: 'active', until, lines: [['active', 'order', until]] }, 'what there is goes on')

  const afterNotice = (await planOf(journey, less.id)).takesEffectAfter
  service.clock.set(`${daysAfter(afterNotice ?? '', 1)}T06:00:00Z`)
  await sweep(service)
  await sweep(service)
  const day = service.clock.today()
  t.match(await told(less.id), { status: 'active', lines: [['active', 'order', until]] })
  t.same(await told(before), { status: 'revoked', until: day, lines: [['revoked', 'order', day]] })

  const withdrawn = { words: null }
  service.clock.advance({ days: 3 })
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, withdrawn)).ok
  const last = service.clock.today()
  t.same(await told(less.id), { status: 'completed', until: last, lines: [['completed', 'order', last]] })
  t.equal((await told(before)).until, day, 'and the one before ended when it did')
})
