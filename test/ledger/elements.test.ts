import { readFile } from 'node:fs/promises'
import t from 'tap'
import type { OffPlanRequest } from '../../src/off-plan-requests/schemas.ts'
import { ask, decideOn, moreOf } from '../off-plan-requests/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { buyVetted } from '../spending-checks/acts.ts'
import type { Journey } from '../support/journey.ts'
import { agreedInTwoElements, cooking, massage } from '../support/layered-pathway.ts'
import { aPlan } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { accountsOf } from './accounts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

/** What each body gave and what was spent of it, by the statement. */
const sourcesOf = async (journey: Journey) =>
  Object.fromEntries(
    (await statementOf(journey)).sources.map(({ funder, givenPence, spentPence }) => [
      funder,
      [givenPence, spentPence],
    ]),
  )

const buyOn = async (journey: Journey, key: string, amountPence: number) => {
  const planLineId = (await statementOf(journey)).lines.find((line) => line.key === key)?.planLineId ?? ''
  return buyVetted(journey, { client: journey.person, planLineId, instrument: 'pre-paid-card', amountPence })
}

const more = (title: string, element: 'health' | 'social-care' | null, amountPence: number) => ({
  ...{ title, element, amountPence, line: 'massage', category: 'therapy' },
})

t.test('each body gives what its own lines have, and what is spent of them', async (t) => {
  const journey = await agreedInTwoElements(service, [cooking(300_000), massage(100_000)])
  t.same(await sourcesOf(journey), { commissioner: [100_000, 0], 'local-authority': [300_000, 0] })
  t.match((await statementOf(journey)).lines, [{ element: 'social-care' }, { element: 'health' }])
  t.equal((await buyOn(journey, 'massage', 40_000)).status, 201)
  t.same(await sourcesOf(journey), { commissioner: [100_000, 40_000], 'local-authority': [300_000, 0] })
  t.equal((await buyOn(journey, 'cooking', 1_000)).status, 201)
  t.same(await sourcesOf(journey), { commissioner: [100_000, 40_000], 'local-authority': [300_000, 1_000] })
})

t.test(
  'what the book took from both for every line is put right by the migration, once, and stays balanced',
  async (t) => {
    const journey = await agreedInTwoElements(service, [cooking(300_000), massage(100_000)])
    t.equal((await buyOn(journey, 'massage', 5_000)).status, 201)
    const before = await accountsOf(journey)
    const { sql } = service.database
    const of = [journey.ids.caseId]
    // As it was kept before: no line names its element, and 600,000 : 139,000 of 400,000 is 324,763 : 75,237.
    await sql('update plan_line set element = null where case_id = $1', of)
    await sql(
      `update account set balance_pence = case kind when 'commissioner' then -75237 else -324763 end where case_id = $1 and weight is not null`,
      of,
    )
    await sql(
      `update ledger_posting p set amount_pence = case p.from_kind when 'commissioner' then 75237 else 324763 end
      from ledger_entry e where e.ledger_entry_id = p.ledger_entry_id and e.case_id = $1 and p.from_kind in ('commissioner', 'local-authority')`,
      of,
    )
    await proven(service)
    const migration = await readFile(new URL('../../migrations/0272_elements_of_lines.sql', import.meta.url), 'utf8')
    const data = migration.slice(migration.indexOf('update plan_line l'), migration.indexOf('set constraints'))
    await sql(data)
    await sql(data)
    t.same(await accountsOf(journey), before)
    t.same(await sourcesOf(journey), { commissioner: [100_000, 5_000], 'local-authority': [300_000, 0] })
  },
)

t.test('what was spent of an element is not there for a changed plan', async (t) => {
  const journey = await agreedInTwoElements(service, [cooking(300_000), massage(139_000)])
  t.equal((await buyOn(journey, 'massage', 139_000)).status, 201)
  const changed = async (...lines: ReturnType<typeof massage>[]) => {
    const path = `/v1/cases/${journey.ids.caseId}/support-plans`
    const plan = (await journey.broker.post<{ id: string }>(path, aPlan(undefined, { lines }))).ok
    return { plan, submit: () => journey.broker.post(`/v1/support-plans/${plan.id}/submission`) }
  }
  const again = await changed(cooking(300_000), massage(1, { key: 'more', title: 'More therapy' }))
  const { errors } = await refused(t, service, again.submit, 'plan-incomplete')
  t.match(
    errors?.filter(({ code }) => code === 'element-exceeded'),
    [{ detail: 'The lines come to £0.01; the health element has £0.00' }],
  )
})

t.test('what is asked for off the plan is of one element, and takes nothing of the other', async (t) => {
  const journey = await agreedInTwoElements(service, [cooking(300_000), massage(100_000)])
  const unsaid = await refused(t, service, () => ask(journey, more('A class', null, 1_000)), 'request-invalid')
  t.match(unsaid.errors, [{ pointer: '/element' }])
  await refused(t, service, () => ask(journey, { ...moreOf('massage', 1_000), element: 'health' }), 'request-invalid')
  const { detail } = await refused(t, service, () => ask(journey, more('A class', 'health', 39_001)), 'budget-exceeded')
  t.match(detail, /^the health element has £390\.00 left/i)
  const waits = (await ask(journey, moreOf('massage', 30_000))).ok
  t.equal(waits.element, 'health')
  await refused(
    t,
    service,
    () => ask(journey, more('A class', 'health', 9_001)),
    'budget-exceeded',
    'what waits counts',
  )
  const asked: OffPlanRequest = (await ask(journey, more('A class', 'health', 9_000))).ok
  t.equal((await decideOn(journey.officer, asked.id, 9_000)).status, 201)
  t.same(await sourcesOf(journey), { commissioner: [109_000, 0], 'local-authority': [300_000, 0] })
  const ofCouncil = (await ask(journey, more('A cook for a day', 'social-care', 50_000))).ok
  t.equal((await decideOn(journey.officer, ofCouncil.id, 50_000)).status, 201)
  t.same(await sourcesOf(journey), { commissioner: [109_000, 0], 'local-authority': [350_000, 0] })
  const across = { ...more('More therapy', 'health', 1_000), takesFrom: 'cooking' }
  await refused(t, service, () => ask(journey, across), 'money-ring-fenced')
})
