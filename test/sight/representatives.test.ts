import t from 'tap'
import { actingOn } from '../support/acting.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

interface Section {
  readonly record: string
  readonly items: readonly { readonly type?: string }[]
}

const service = await startService(t)
const why = 'Their brother takes their money.'

t.test('who acts for the person reads what their ground is about, and no more', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { ids } = journey
  const forMoney = await actingOn(journey, 'for-money', { matters: ['property-and-affairs'] })
  const forCare = await actingOn(journey, 'for-care', { matters: ['health-and-welfare'] })
  const forBest = await actingOn(journey, 'for-best', { kind: 'best-interests' })
  const forAll = await actingOn(journey, 'for-all')
  const read = async (path: string) =>
    Promise.all(
      [forMoney, forCare, forBest, forAll].map(
        async (client) => (await client.get(`/v1/cases/${ids.caseId}${path}`)).status,
      ),
    )
  t.same(await read(''), [200, 200, 200, 200])
  t.same(await read('/capacity-assessments'), [404, 200, 200, 200])
  t.same(await read('/purchases'), [200, 404, 404, 200])
  const recordOf = async (client: Client) => {
    const { sections } = (await client.get<{ sections: Section[] }>(`/v1/people/${ids.personId}/record`)).ok
    return new Map(sections.map(({ record, items }) => [record, items]))
  }
  const told = await recordOf(forMoney)
  t.same([told.get('needs-assessment'), told.get('capacity-assessment')], [[], []])
  t.ok(told.get('audit-entry')?.some(({ type }) => type === 'support-plan.drafted'))
  t.notOk(told.get('audit-entry')?.some(({ type }) => type?.startsWith('needs-assessment.')))
  t.equal((await recordOf(forAll)).get('needs-assessment')?.length, 1)
})

t.test('why something was done for safety is told to the person, and not to who acts for them', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { ids, person } = journey
  const forAll = await actingOn(journey, 'for-everything')
  const shared = await service.as('commissioner-officer').post(`/v1/people/${ids.personId}/sharings-without-consent`, {
    organisationId: tenants.QYG.trustId,
    purpose: 'share-for-budget',
    legalBasis: 'safeguarding',
    reason: why,
    until: '2026-12-10',
  })
  t.equal(shared.status, 201)
  await service.as('privacy-officer').post(`/v1/people/${ids.personId}/restriction`, { reason: why })
  for (const path of ['sharings-without-consent', 'break-glass']) {
    t.equal((await person.get(`/v1/people/${ids.personId}/${path}`)).status, 200)
    t.equal((await forAll.get(`/v1/people/${ids.personId}/${path}`)).status, 404)
  }
  const record = async (client: Client) =>
    JSON.stringify((await client.get<object>(`/v1/people/${ids.personId}/record`)).ok)
  t.match(await record(person), why)
  t.notMatch(await record(forAll), /takes their money|shared-without-consent|safeguarding/)
})

t.test('how the person signs in is told to them and to staff, and not to who acts for them', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { ids, person, careCoordinator, officer } = journey
  const acting = [
    await actingOn(journey, 'acts-for-everything'),
    await actingOn(journey, 'acts-for-money', { matters: ['property-and-affairs'] }),
    await actingOn(journey, 'acts-for-care', { matters: ['health-and-welfare'] }),
  ]
  for (const path of ['sign-in-codes', 'sign-ins']) {
    for (const client of [person, careCoordinator, officer])
      t.equal((await client.get(`/v1/people/${ids.personId}/${path}`)).status, 200, `${path} ${client.actor?.sub}`)
    for (const client of acting)
      t.equal((await client.get(`/v1/people/${ids.personId}/${path}`)).status, 404, `${path} ${client.actor?.sub}`)
  }
  const recordOf = async (client: Client) => {
    const { sections } = (await client.get<{ sections: Section[] }>(`/v1/people/${ids.personId}/record`)).ok
    const items = (record: string) => sections.find((one) => one.record === record)?.items ?? []
    return [
      ...items('sign-in'),
      ...items('sign-in-code'),
      ...items('audit-entry').filter(({ type }) => /^sign-in/.test(type ?? '')),
    ]
  }
  t.ok((await recordOf(person)).length > 3)
  for (const client of acting) t.same(await recordOf(client), [], client.actor?.sub ?? '')
})

t.test('who acts or speaks for the person is told of no look at what they could not read', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { ids, person, careCoordinator } = journey
  const representative = await actingOn(journey, 'told-of-looks')
  const of = `/v1/people/${ids.personId}`
  for (const path of ['/sign-in-codes', '/safe-contact', ''])
    t.equal((await careCoordinator.get(`${of}${path}`)).status, 200, path)
  await service.app.readLog.flush()
  const hidden = ['listSignInCodes', 'getSafeContact']
  const looksIn = (all: readonly { readonly operation?: string }[] = []) =>
    [...hidden, 'getPerson'].map((one) => all.some(({ operation }) => operation === one))
  const listed = async (client: Client) =>
    looksIn((await client.get<{ items: { operation: string }[] }>(`${of}/reads?limit=100`)).ok.items)
  const kept = async (client: Client) => {
    const { sections } = (
      await client.get<{ sections: { record: string; items: { operation?: string }[] }[] }>(`${of}/record`)
    ).ok
    return looksIn(sections.find(({ record }) => record === 'record-read')?.items)
  }
  t.same(await listed(person), [true, true, true])
  t.same(await kept(person), [true, true, true])
  t.same(await listed(representative), [false, false, true])
  t.same(await kept(representative), [false, false, true])
  t.same(await listed(service.as('privacy-officer')), [true, true, true])
})
