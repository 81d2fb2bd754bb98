import t from 'tap'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')

interface PersonRecord {
  readonly sections: readonly { readonly record: string; readonly items: readonly Record<string, unknown>[] }[]
  readonly leftOut: readonly { readonly record: string }[]
}
const ofConcerns = ['concern', 'concern-report', 'concern-entry']

t.test(
  'a record that is asked for tells the person what they raised and may read, and nobody else anything',
  async (t) => {
    const journey = await journeyTo(service, 'receipt-filed')
    const { person, representative, officer, careCoordinator, ids } = journey
    const of = `/v1/people/${ids.personId}`
    await officer.post(`${of}/record-requests`, { reason: 'By letter', receivedOn: service.clock.today() })
    const read = async (client: Client) => (await client.get<PersonRecord>(`${of}/record`)).ok
    const told = async (client: Client) =>
      (await read(client)).sections.filter(({ record }) => ofConcerns.includes(record)).map(({ items }) => items)
    const page = async (client: Client) => (await client.get<string>(`${of}/record-page`)).body

    await raise(careCoordinator, journey, { words: 'The volunteer was seen at the cash machine.' })
    t.same(await told(person), [[], []], 'what another raised is not told while it is looked into')
    await raise(person, journey, { words: 'She asks for my number.' })
    const concernId = (await newestOf(lead, journey)) ?? ''
    const [none, [mine, ...others] = []] = await told(person)
    t.same([none, others], [[], []])
    t.match(mine, { words: 'She asks for my number.', raised_as: 'person' })
    t.notOk('concern_id' in (mine ?? {}))
    for (const client of [representative, officer]) {
      t.same(await told(client), [[], []])
      t.notMatch(await page(client), /asks for my number/)
    }
    t.match(await page(person), /asks for my number/)

    await take(lead, concernId)
    const end = { outcome: 'substantiated', referredTo: null, words: 'It was so.', tellPerson: true }
    void (await lead.post(`/v1/concerns/${concernId}/settlement`, end)).ok
    t.match((await told(person))[0], [{ about: 'case', outcome: 'substantiated' }])
    t.notMatch(await page(person), /cash machine/, 'nor who else raised it, and their words')
    for (const client of [representative, officer]) t.same(await told(client), [[], []])
    for (const client of [person, representative, officer])
      t.same(
        (await read(client)).leftOut.map(({ record }) => record).filter((record) => ofConcerns.includes(record)),
        ofConcerns,
        'that something may be left out is said to everybody',
      )
  },
)
