import pg from 'pg'
import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlanLine } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { aPersonLine, brought, known, system, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const client = new pg.Client({ connectionString: service.database.ownerUrl })
await client.connect()
t.teardown(() => client.end())

/** Holds what comes first in the order of the house while a file names it last, and asks whether what comes after it is free. */
async function heldInOrder(table: 'budget_case' | 'person', ids: readonly string[], bring: () => Promise<unknown>) {
  const [first, second] = ids.toSorted()
  const locked = (id: string | undefined, how = '') =>
    client.query(`select from ${table} where ${table.replace('budget_', '')}_id = $1 for no key update ${how}`, [id])
  await client.query('begin')
  await locked(first)
  const brought = bring()
  for (let waits = 0; waits === 0; await new Promise((resolve) => setTimeout(resolve, 5)))
    waits = (
      await service.database.sql(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length
  try {
    await locked(second, 'nowait')
  } finally {
    await client.query('rollback')
    await brought
  }
}

t.test('cases are opened under locks on their people in the order of the house, and not of the file', async (t) => {
  const people = [aPersonLine(), aPersonLine()]
  const { lines } = await brought(service, officer, toNdjson(people))
  const ids = lines.map(({ thingId }) => thingId ?? '')
  const ofCase = (person: object) => ({
    identifier: known(),
    person,
    schemeCode: 'merseyside-one-off',
    trustCode: 'RW4',
  })
  const [one, two] = people
  const inOrder = ids[0] === ids.toSorted()[0] ? [two, one] : [one, two]
  const file = toNdjson(inOrder.map((person) => ofCase(person?.identifier ?? {})))
  await t.resolves(
    heldInOrder('person', ids, async () =>
      t.match(await brought(service, officer, file, { kind: 'cases' }), { made: 2 }),
    ),
  )
})

t.test('plans and services are written under locks on their cases in that order', async (t) => {
  const journeys = [await journeyTo(service, 'budget-disclosed'), await journeyTo(service, 'budget-disclosed')]
  const ids = journeys.map((journey) => journey.ids.caseId)
  const named = new Map<string, object>()
  for (const { careCoordinator, ids } of journeys) {
    const identifier = known()
    named.set(ids.caseId, identifier)
    void (await careCoordinator.post(`/v1/cases/${ids.caseId}/identifiers`, { system, values: [identifier.value] })).ok
  }
  const lastFirst = ids.toSorted().toReversed()
  const aService = { kind: 'therapy', title: 'Talking therapy', provider: 'Mersey Trust', serviceCode: null }
  const services = lastFirst.map((id) => ({
    ...{ identifier: known(), case: named.get(id), ...aService, minutesPerWeek: 60, relationshipWith: null },
  }))
  const plans = lastFirst.map((id) => ({
    ...{ identifier: known(), case: named.get(id), outcomes: [{ key: 'sleep', words: 'To sleep through the night.' }] },
    ...{ lines: [aPlanLine()], crisisContingency: aCrisisContingency() },
  }))
  for (const [kind, lines] of [
    ['current-services', services],
    ['plans', plans],
  ] as const)
    await t.resolves(
      heldInOrder('budget_case', ids, async () =>
        t.match(await brought(service, officer, toNdjson(lines), { kind }), { made: 2 }, kind),
      ),
    )
})
