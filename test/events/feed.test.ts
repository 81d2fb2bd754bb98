import t from 'tap'
import { eventCatalogue, readingTypes } from '../../src/event-catalogue/catalogue.ts'
import { aConsent, anNhsNumber } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { tour } from '../support/tour.ts'

interface Told {
  readonly sequence: number
  readonly id: string
  readonly type: string
  readonly caseId?: string
  readonly personId?: string
  readonly facts: Record<string, unknown>
}
interface Page {
  readonly items: Told[]
  readonly nextCursor: string
}

const service = await startService(t)
const machine = service.as('machine')
const { journey } = await tour(service)
const { personId, caseId } = journey.ids
const consents = `/v1/people/${personId}/consents`
const { id: consentId } = (
  await journey.person.post<{ id: string }>(consents, aConsent({ organisationId: tenants.QYG.brokerageId }))
).ok
await journey.person.post(`/v1/consents/${consentId}/withdrawal`)
await service.as('care-coordinator').post('/v1/people/searches', {
  purpose: 'person-asks',
  nhsNumber: anNhsNumber(),
  bornOn: '1984-02-29',
  familyName: null,
})
const other = await journeyTo(service, 'team-complete')

/** Every event of the feed, page by page; the client holds each page, and so each event, against the contract. */
async function readFeed(): Promise<Told[]> {
  await service.seal()
  const told: Told[] = []
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = (await machine.get<Page>(`/v1/events?limit=40${cursor && `&cursor=${cursor}`}`)).ok
    if (items.length === 0) return told
    told.push(...items)
    cursor = nextCursor
  }
}

const entries = () =>
  service.database.sql<{ id: string; type: string }>(
    'select audit_entry_id as id, type from audit_entry where commissioner_id = $1',
    [tenants.QYG.commissionerId],
  )

t.test('the feed has every event that was recorded, once, in its order, and fits the contract', async (t) => {
  const feed = await readFeed()
  const recorded = (await entries()).filter(({ type }) => !readingTypes.includes(type))
  t.same(feed.map(({ id }) => id).sort(), recorded.map(({ id }) => id).sort())
  t.ok(new Set(feed.map(({ type }) => type)).size > 35, 'of many types')
  const sequences = feed.map(({ sequence }) => sequence)
  t.same(
    sequences,
    [...new Set(sequences)].sort((one, other) => one - other),
  )
})

t.test('who looked somebody up is kept in the audit, and is no event', async (t) => {
  const reading = (await entries()).filter(({ type }) => readingTypes.includes(type))
  t.ok(reading.length > 0)
  t.same(
    (await readFeed()).filter(({ type }) => readingTypes.includes(type)),
    [],
  )
})

t.test('an event of a case says which case and which person; one of a person says which', async (t) => {
  const feed = await readFeed()
  const people = new Map([
    [caseId, personId],
    [other.ids.caseId, other.ids.personId],
  ])
  for (const { type, caseId, personId } of feed) {
    t.equal(type in eventCatalogue.ofCase, caseId !== undefined, type)
    t.equal(type in eventCatalogue.ofNeither, personId === undefined, type)
    if (caseId !== undefined && people.has(caseId)) t.equal(personId, people.get(caseId), type)
  }
  const consent = feed.filter(({ type, personId: of }) => /^(person|consent)\./.test(type) && of === personId)
  t.match(
    consent.map(({ type }) => type),
    new Set(['person.registered', 'consent.given', 'consent.withdrawn']),
  )
})

t.test('an entry from before the catalogue is told as it was recorded', async (t) => {
  const old = [
    { type: 'deputyship.ended', caseId: null, facts: { deputyId: 'the-deputy' } },
    { type: 'support-plan.signed', caseId, facts: { capacity: 'person' } },
  ]
  // The facts of today are not theirs: what the file leaves behind is held against the contract.
  t.teardown(async () => {
    for (const table of ['audit_seal', 'audit_entry'])
      await service.database.sql(`delete from ${table} where audit_entry_id = any($1)`, [ids])
  })
  const ids = ['019ab3f0-0000-7000-8000-0000000000e1', '019ab3f0-0000-7000-8000-0000000000e2']
  for (const [index, { type, caseId, facts }] of old.entries())
    await service.database.sql(
      `insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, case_id, actor_id, facts, happened_at)
        values ($1, $2, $3, $2, $4, 'the-officer', $5, now())`,
      [tenants.QYG.commissionerId, ids[index], type, caseId, JSON.stringify(facts)],
    )
  await service.seal()
  const token = await service.tokenFor('machine')
  const answers: Told[] = []
  for (let cursor = ''; ; ) {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await service.app.inject({ url: `/v1/events?limit=100${cursor && `&cursor=${cursor}`}`, headers })
    t.equal(answer.statusCode, 200)
    const page = answer.json<Page>()
    if (page.items.length === 0) break
    answers.push(...page.items)
    cursor = page.nextCursor
  }
  t.match(answers.slice(-2), [
    { type: 'deputyship.ended', facts: { deputyId: 'the-deputy' } },
    { type: 'support-plan.signed', caseId, personId, facts: { capacity: 'person' } },
  ])
})
