import { setTimeout as wait } from 'node:timers/promises'
import Fastify from 'fastify'
import t from 'tap'
import { domainWork } from '../../../src/domains.ts'
import { sealAll } from '../../../src/platform/audit/sealing.ts'
import { type BackgroundWork, backgroundPlugin } from '../../../src/platform/work/background.ts'
import { readRoute, withinLimit } from '../../sign-off/acts.ts'
import { anOrganisation } from '../../support/builders.ts'
import { journeyTo } from '../../support/journey.ts'
import { tenants } from '../../support/seed.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const platform = service.sealing

/** A service's work between requests, as it starts and closes, with the work at a pace that a test can wait for. */
async function instance(...work: BackgroundWork[]) {
  const app = Fastify()
  await app.register(backgroundPlugin, {
    ...platform,
    domainWork: work.map((each) => ({ ...each, everyMilliseconds: 20 })),
  })
  await app.ready()
  return app
}
async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition()); await wait(20))
    if (Date.now() > end) throw new Error('it did not come about')
}

t.test('work is done again and again, one run at a time, also after a run that failed', async (t) => {
  let runs = 0
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    runs += 1
    await wait(30)
    running -= 1
    if (runs === 2) throw new Error('this once')
  }
  const app = await instance({ name: 'counting', everyMilliseconds: 20, work })
  await until(() => runs >= 4)
  await app.close()
  const seen = runs
  await wait(100)
  t.equal(runs, seen, 'none begins once the service has closed')
  t.same([running, most], [0, 1])
})

t.test('closing waits for the run that is under way, which is told of it', async (t) => {
  const seen: string[] = []
  const work = async (_: unknown, closing: AbortSignal) => {
    seen.push('begun')
    await new Promise((resolve) => closing.addEventListener('abort', resolve))
    await wait(50)
    seen.push('ended')
  }
  const app = await instance({ name: 'waiting', everyMilliseconds: 20, work })
  await until(() => seen.length > 0)
  await app.close()
  t.same(seen, ['begun', 'ended'])
})

t.test('a late plan is escalated by itself, once, by two instances; and by a third after both have gone', async (t) => {
  const breaches = domainWork.find(({ name }) => name === 'breaches')
  if (!breaches) throw new Error('the service looks at no breaches')
  const first = await journeyTo(service, 'plan-signed', withinLimit)
  const both = [await instance(breaches), await instance(breaches)]
  service.clock.set('2026-12-02T09:30:00Z')
  const arrived = async (journey: typeof first) => (await readRoute(journey)).arrivals.map(({ because }) => because)
  await until(async () => (await arrived(first)).length > 1)
  await wait(200)
  t.same(await arrived(first), ['within-limit', 'breach'])
  await Promise.all(both.map((app) => app.close()))

  service.clock.set('2026-12-03T09:30:00Z')
  const second = await journeyTo(service, 'plan-signed', withinLimit)
  service.clock.set('2026-12-11T09:30:00Z')
  await wait(100)
  t.same(await arrived(second), ['within-limit'], 'nobody was there to do it')
  const third = await instance(breaches)
  await until(async () => (await arrived(second)).length > 1)
  t.same(await arrived(second), ['within-limit', 'breach'])
  await third.close()
})

t.test('what happened is sealed once, in one order, by two instances beside each other', async (t) => {
  const { sql } = service.database
  const both = [await instance(), await instance()]
  const officer = service.as('commissioner-officer')
  for (let n = 0; n < 24; n += 1) {
    await officer.post('/v1/organisations', anOrganisation({ code: `TWO${n}` }))
    await Promise.all([sealAll(platform), sealAll(platform)])
  }
  await until(async () => (await sql('select from audit_outbox')).length === 0)
  await Promise.all(both.map((app) => app.close()))
  const [counted] = await sql<{ entries: number; seals: number; last: number }>(
    `select (select count(*)::int from audit_entry where commissioner_id = $1) as entries, count(distinct audit_entry_id)::int as seals,
      max(sequence)::int as last from audit_seal where commissioner_id = $1`,
    [tenants.QYG.commissionerId],
  )
  t.ok((counted?.entries ?? 0) > 24)
  t.match(counted, { seals: counted?.entries, last: counted?.entries })
})
