import t from 'tap'
import { aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aPersonLine, brought, known, send, toNdjson } from './acts.ts'

interface Read {
  readonly personId: string
  readonly actorId: string
  readonly ground: string
  readonly operation: string
}

const service = await startService(t)
const officer = service.as('commissioner-officer')
const privacy = service.as('privacy-officer')
const looksAt = async (personId: string) =>
  (await privacy.get<{ items: Read[] }>(`/v1/people/${personId}/reads`)).ok.items.filter(
    ({ operation }) => operation === 'startBulkImport',
  )
const look = (personId: string) => ({
  ...{ personId, ground: 'searched', operation: 'startBulkImport', actorId: officer.actor?.sub },
})

t.test('each person whom a line of a dry run names is shown who sent it, and nobody else is', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { personId } = journey.ids
  const [{ nhsNumber }] = (await service.database.sql<{ nhsNumber: string }>(
    'select nhs_number as "nhsNumber" from person where person_id = $1',
    [personId],
  )) as [{ nhsNumber: string }]
  const line = aPersonLine()
  const [one] = (await brought(service, officer, toNdjson([line]))).lines
  const first = one?.thingId ?? ''
  t.same(await looksAt(first), [], 'who was brought over was not looked up')
  const guess = { ...line, givenName: 'Other' }
  const dry = await brought(service, officer, toNdjson([guess, { ...aPersonLine(), nhsNumber }]), { dryRun: true })
  t.match(dry.lines, [{ errors: [{ code: 'differs' }] }, { errors: [{ code: 'nhs-number-recorded' }] }])
  for (const id of [first, personId]) t.match(await looksAt(id), [look(id)])
  const own = await journey.person.get<{ items: Read[] }>(`/v1/people/${personId}/reads`)
  t.ok(
    own.ok.items.some(({ operation }) => operation === 'startBulkImport'),
    'the person reads it',
  )
  await brought(service, officer, toNdjson([line]))
  t.equal((await looksAt(first)).length, 2, 'so does a file that is sent again')
  const aCase = { identifier: known(), person: line.identifier, schemeCode: 'merseyside-one-off', trustCode: 'RW4' }
  await brought(service, officer, toNdjson([aCase]), { kind: 'cases', dryRun: true })
  t.equal((await looksAt(first)).length, 3, 'and a line of another kind')
})

t.test('an auditor is told of a dry run that named many who are recorded, and of no other', async (t) => {
  service.clock.advance({ days: 2 })
  const lines = Array.from({ length: 100 }, () => aPersonLine({ nhsNumber: null }))
  const auditor = service.as('auditor')
  const told = async () => {
    await service.seal()
    const { items } = (await auditor.get<{ items: { facts: object }[] }>('/v1/events?type=bulk-import.many-matched')).ok
    return items.map(({ facts }) => facts)
  }
  await brought(service, officer, toNdjson(lines))
  await brought(service, officer, toNdjson(lines))
  await brought(service, officer, toNdjson(lines.slice(1)), { dryRun: true })
  t.same(await told(), [])
  service.clock.advance({ days: 2 })
  await brought(service, officer, toNdjson(lines), { dryRun: true })
  t.same(await told(), [{ kind: 'people', matched: 100, startedBy: officer.actor?.sub }])

  service.clock.advance({ days: 2 })
  const asCases = lines.map(({ identifier }) => ({
    ...{ identifier: known(), person: identifier, schemeCode: 'no-such-scheme', trustCode: 'RW4' },
  }))
  const unknown = asCases.map((line) => ({ ...line, identifier: known(), person: known() }))
  await brought(service, officer, toNdjson([...unknown, ...asCases.slice(1)]), { kind: 'cases' })
  t.equal((await told()).length, 1, 'who is not recorded is not told of')
  await brought(service, officer, toNdjson(lines.slice(0, 1)), { dryRun: true })
  t.match(
    await told(),
    [{ matched: 100 }, { matched: 100 }],
    'an import that makes nothing tells as much, and all of a day',
  )
})

t.test('dry runs are limited, and what is brought over is not', async (t) => {
  service.clock.advance({ days: 2 })
  const file = () => toNdjson([{ identifier: known(), ...aPerson({ nhsNumber: null }) }])
  for (let times = 0; times < 10; times += 1)
    t.equal((await brought(service, officer, file(), { dryRun: true })).made, 1)
  await refused(t, service, () => send(officer, file(), { dryRun: true }), 'rate-limited')
  t.equal((await brought(service, officer, file())).made, 1)
  service.clock.advance({ hours: 1 })
  t.equal((await brought(service, officer, file(), { dryRun: true })).made, 1)
})
