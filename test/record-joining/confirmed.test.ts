import pg from 'pg'
import t from 'tap'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { reportDouble } from './acts.ts'

const service = await startService(t)
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')
const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const register = async () => (await coordinator.post<Person>('/v1/people', aPerson())).ok.id

t.test(
  '412: who confirms a join says which record goes on, and joins nothing where another was proposed since',
  async (t) => {
    const [one, two] = [await register(), await register()]
    const path = `/v1/likely-doubles/${await reportDouble(service, one, two)}/joining`
    await officer.post(path, { goesOnId: one })
    await officer.post(path, { goesOnId: two })
    const confirm = (body?: object) => second.post<LikelyDouble>(`${path}/confirmation`, body)
    await refused(t, service, () => confirm(), 'request-invalid')
    await refused(t, service, () => confirm({ goesOnId: one }), 'precondition-failed')
    fits(t, (await confirm({ goesOnId: two })).ok, { settledAs: 'joined', goesOnId: two })
  },
)

t.test(
  'a join holds no likely double while it waits for a case: who agrees on its plan looks at the double next',
  async (t) => {
    const { ids } = await journeyTo(service, 'plan-signed')
    const goesOnId = await register()
    const id = await reportDouble(service, ids.personId, goesOnId)
    await officer.post(`/v1/likely-doubles/${id}/joining`, { goesOnId })
    const agreeing = new pg.Client({ connectionString: service.database.ownerUrl })
    await agreeing.connect()
    t.teardown(() => agreeing.end())
    await agreeing.query('begin')
    await agreeing.query('select from budget_case where case_id = $1 for update', [ids.caseId])
    const joining = second.post(`/v1/likely-doubles/${id}/joining/confirmation`, { goesOnId })
    await waits()
    await agreeing.query('select from likely_double where likely_double_id = $1 for no key update nowait', [id])
    await agreeing.query('commit')
    t.equal((await joining).status, 200)
  },
)

async function waits(): Promise<void> {
  for (;;) {
    const waiting = await service.database.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (waiting.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
