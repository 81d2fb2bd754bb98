import t from 'tap'
import { assessCapacity } from '../support/acting.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

interface Told {
  readonly sequence: number
  readonly type: string
  readonly caseId?: string
  readonly personId?: string
  readonly hash: string
}

const service = await startService(t)
const officer = service.as('commissioner-officer')
const auditor = service.as('auditor')
const machine = service.as('machine')

/** Every event of the feed, page by page. */
async function feedOf(client: Client): Promise<Told[]> {
  await service.seal()
  const told: Told[] = []
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = (
      await client.get<{ items: Told[]; nextCursor: string }>(`/v1/events?limit=40${cursor && `&cursor=${cursor}`}`)
    ).ok
    if (items.length === 0) return told
    told.push(...items)
    cursor = nextCursor
  }
}

/** The types of what the timeline tells of, page by page. */
async function timelineOf(client: Client, caseId: string): Promise<string[]> {
  const types: string[] = []
  for (let cursor = ''; ; ) {
    const path = `/v1/cases/${caseId}/timeline?limit=5${cursor && `&cursor=${cursor}`}`
    const { items, nextCursor } = (await client.get<{ items: { type: string }[]; nextCursor: string | null }>(path)).ok
    types.push(...items.map(({ type }) => type))
    if (nextCursor === null) return types
    cursor = nextCursor
  }
}

t.test('who may not read an assessment of capacity is not told of it by the timeline, nor by the feed', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  t.equal((await assessCapacity(journey)).status, 201)
  const { ids, person, careCoordinator, broker } = journey
  for (const client of [person, careCoordinator, officer])
    t.ok((await timelineOf(client, ids.caseId)).includes('capacity.assessed'))
  for (const client of [broker, auditor]) {
    const types = await timelineOf(client, ids.caseId)
    t.notOk(types.some((type) => /^(capacity|needs-assessment)\./.test(type)))
    t.ok(types.includes('indicative-budget.adopted'), 'what they may read is told')
  }
  const ofCase = async (client: Client) => (await feedOf(client)).filter(({ caseId }) => caseId === ids.caseId)
  const types = new Set((await ofCase(auditor)).map(({ type }) => type))
  t.notOk(types.has('capacity.assessed'))
  t.notOk(types.has('expression-of-interest.submitted'))
  t.ok(types.has('indicative-budget.adopted'))
  t.ok((await ofCase(officer)).some(({ type }) => type === 'capacity.assessed'))
})

t.test('of a restricted record the feed tells people the place alone, and the chain has no gap by it', async (t) => {
  const { ids } = await journeyTo(service, 'plan-drafted')
  const other = await journeyTo(service, 'case-opened')
  const reason = { reason: 'A relative works at the trust.' }
  t.equal((await service.as('privacy-officer').post(`/v1/people/${ids.personId}/restriction`, reason)).status, 201)
  const whole = await feedOf(machine)
  const isTheirs = ({ caseId, personId }: Told) => caseId === ids.caseId || personId === ids.personId
  t.ok(whole.some(isTheirs), 'the commissioner’s own systems are told')
  for (const client of [officer, auditor]) {
    const told = await feedOf(client)
    t.notMatch(JSON.stringify(told), new RegExp(`${ids.caseId}|${ids.personId}`))
    const place = ({ sequence, hash }: Told) => ({ sequence, hash })
    t.same(told.map(place), whole.map(place))
    t.ok(
      told.some(({ caseId }) => caseId === other.ids.caseId),
      'what is not restricted is told',
    )
  }
})
