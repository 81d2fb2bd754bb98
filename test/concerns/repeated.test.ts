import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead: Client = service.as('safeguarding-lead')
const taken = async (journey: Journey) => {
  void (await raise(journey.person, journey)).ok
  const id = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, id)).ok
  return id
}
const freeze = { about: 'case', planLineId: null, payee: null, reason: 'The receipts are not of it.' }
const second: Client = service.as(anActor('safeguarding-lead', { sub: 'second-lead' }))
const lifting = { reason: 'The shop has sent the receipts.' }

t.test('409 answer-not-kept: what is done with a concern is done once, however often it is sent', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const id = await taken(journey)
  const of = `/v1/concerns/${id}`
  const twice = async (path: string, body?: object, client = lead) => {
    const key = randomUUID()
    const first = await client.post<Concern>(path, body, { key })
    const again = () => client.post(path, body, { key })
    t.equal(first.status, 200, path)
    await refused(t, service, again, 'answer-not-kept', path)
    const { headers, body: told } = await again()
    t.equal(headers.get('location'), of)
    t.notMatch(JSON.stringify(told), /receipts|bank/)
    return first.ok
  }
  await twice(`${of}/taking`)
  await twice(`${of}/notes`, { words: 'The bank confirms it.', told: null })
  const { freezes } = await twice(`${of}/freezes`, { ...freeze, until: service.clock.today() })
  await twice(`/v1/spending-freezes/${freezes[0]?.id}/lifting`, lifting)
  const settlement = { outcome: 'no-concern', referredTo: null, words: 'It is the bank’s.', tellPerson: false }
  await twice(`${of}/taking`, undefined, second)
  await twice(`${of}/settlement`, settlement, second)
  const { entries } = (await lead.get<Concern>(of)).ok
  t.same(
    entries.map(({ kind }) => kind),
    ['taken', 'noted', 'frozen', 'lifting-asked', 'taken', 'lifted', 'settled'],
  )
})

t.test('a freeze is lifted once, and before its last day is over', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const of = `/v1/concerns/${await taken(journey)}`
  const place = async () => {
    const { freezes } = (await lead.post<Concern>(`${of}/freezes`, { ...freeze, until: service.clock.today() })).ok
    return `/v1/spending-freezes/${freezes.at(-1)?.id}/lifting`
  }
  const first = await place()
  void (await take(second, of.slice('/v1/concerns/'.length))).ok
  for (const client of [lead, second]) void (await client.post<Concern>(first, lifting)).ok
  await refused(t, service, () => lead.post(first, lifting), 'wrong-state')
  const next = await place()
  service.clock.advance({ days: 1 })
  await refused(t, service, () => lead.post(next, lifting), 'wrong-state')
})
