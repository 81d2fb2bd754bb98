import t from 'tap'
import { assumedIn } from '../../src/rules/scheme/sources.ts'
import type { ListedScheme } from '../../src/schemes/schemas.ts'
import { aMachine, inTenant } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { presetRules, publish, simulated } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const list = async (client: Client, query = '') =>
  (await client.get<{ items: ListedScheme[]; nextCursor: string | null }>(`/v1/schemes${query}`)).ok
const found = async (client: Client, id: string) => (await list(client)).items.find((scheme) => scheme.id === id)
const begun = async (code: string) =>
  (await officer.post<{ id: string }>('/v1/schemes', { code, title: 'One-off budgets, North' })).ok.id

t.test('200: a scheme that has no version yet is found by those who write schemes, and by nobody else', async (t) => {
  const id = await begun('north-one-off')
  const heading = { id, code: 'north-one-off', title: 'One-off budgets, North' }
  const unpublished = { ...heading, version: null, startsOn: null, rules: null, assumed: [] }
  for (const client of [officer, service.as(aMachine(['scheme:read', 'scheme:write']))])
    t.same(await found(client, id), unpublished)
  const others = [
    service.as('person'),
    service.as('care-coordinator'),
    service.as('auditor'),
    service.as(aMachine(['scheme:read'])),
    service.as(inTenant('QOP', 'commissioner-officer')),
  ]
  for (const client of others) t.equal(await found(client, id), undefined, client.actor?.sub ?? '')
  await refused(t, service, () => officer.get(`/v1/schemes/${id}`), 'not-found', 'it has no rules in force to read')
})

t.test('200: from the first day of its first version everybody finds it, with its rules', async (t) => {
  const id = await begun('south-one-off')
  const rules = await presetRules('merseyside-one-off')
  const draft = (await officer.post<{ id: string }>(`/v1/schemes/${id}/drafts`, { rules })).ok
  await simulated(service, draft.id)
  await publish(officer, draft.id, '2026-12-01')
  t.match(await found(officer, id), { version: null }, 'it starts later')
  t.equal(await found(service.as('person'), id), undefined)
  service.clock.set('2026-12-01T09:00:00Z')
  for (const client of [officer, service.as('person')])
    t.match(await found(client, id), { version: 1, startsOn: '2026-12-01', rules, assumed: assumedIn(rules) })
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('200: page by page each scheme comes once, with or without a version', async (t) => {
  await begun('east-one-off')
  const all = (await list(officer)).items.map(({ id }) => id)
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, nextCursor }: { items: ListedScheme[]; nextCursor: string | null } = await list(
      officer,
      `?limit=1${cursor && `&cursor=${cursor}`}`,
    )
    paged.push(...items.map(({ id }) => id))
    cursor = nextCursor
  }
  t.same(paged, all)
  t.ok(all.length >= 4)
})

t.test('200: a scheme is found by its code', async (t) => {
  const [first] = (await list(officer)).items
  t.same((await list(officer, `?code=${first?.code}`)).items, [first])
  t.same((await list(officer, '?code=no-such-scheme')).items, [])
})
