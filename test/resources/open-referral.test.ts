import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import t from 'tap'
import type { ImportedService, ResourceImport } from '../../src/resources/import-schemas.ts'
import type { OpenReferralPage } from '../../src/resources/open-referral-schemas.ts'
import type { Resource } from '../../src/resources/schemas.ts'
import { inTenant } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aResource, registerResource } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const other = service.as(inTenant('QOP', 'commissioner-officer'))
const listed = async (client: Client, query = '') =>
  (await client.get<OpenReferralPage>(`/v1/open-referral/services${query}`)).ok
const sent = (feed: string, more: object = {}, client = officer) =>
  client.post<ResourceImport>('/v1/resource-imports', {
    ...{ source: 'kent-directory', feed, kind: 'community', dryRun: false, overwrite: false },
    ...more,
  })
const lines = async (...given: Parameters<typeof sent>) => (await sent(...given)).ok.lines
const outcomes = async (...given: Parameters<typeof sent>) => (await lines(...given)).map(({ outcome }) => outcome)
const read = async ({ resourceId }: ImportedService, client = officer) =>
  (await client.get<Resource>(`/v1/resources/${resourceId}`)).ok

/** The schema is of a table as much as of a document: words that no validator knows say nothing of the document. */
const ajv = new Ajv({ strict: false })
formats.default(ajv)
const schema = JSON.parse(await readFile('test/resources/open-referral-uk/service.json', 'utf8'))
const isService = ajv.compile(schema)

/** A service as a directory of somebody else has it. */
const theirs = (more: object = {}) => ({
  id: 'ac148810-d857-441c-9679-408f346de14b',
  name: 'Community counselling',
  description: 'Talking, with people who are trained in it.',
  status: 'active',
  email: 'hello@example.org',
  minimum_age: 18,
  assured_date: '2026-10-01',
  organization: { id: 'd9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610', name: 'Kent Talks', description: 'A charity.' },
  service_at_locations: [
    {
      id: 'e94c9f38-1e8f-4564-91d4-d53501ab1765',
      location: {
        location_type: 'physical',
        addresses: [{ address_1: '1 Main Street', city: 'Deal', postal_code: 'CT14 6AB' }],
      },
    },
  ],
  cost_options: [{ id: '1fdf4d39-3d80-484d-9f92-a8ffa08621e7', option: 'An hour', amount: 12.35 }],
  ...more,
})
const ndjson = (...services: object[]) => services.map((one) => JSON.stringify(one)).join('\n')

t.test('the directory is given as services that the schema of Open Referral UK holds for sound', async (t) => {
  void (await registerResource(officer)).ok
  const whole = {
    kind: 'peer-network',
    name: 'باغبانی',
    cost: 'low',
    pricePence: 1_999,
    places: 12,
    languages: ['ur', 'en-GB'],
    culture: 'Urdu speakers',
    accessibility: 'Step-free',
    areas: ['Deal', 'CT14'],
    needs: ['sleep', 'social-contact'],
    until: '2028-02-29',
  } as const
  const { id } = (
    await registerResource(officer, {
      ...whole,
      languages: ['ur', 'en-GB'],
      areas: ['Deal', 'CT14'],
      needs: ['sleep', 'social-contact'],
    })
  ).ok
  void (await registerResource(officer, { cost: 'low', pricePence: null })).ok
  const over = (await registerResource(officer, { name: 'Over', from: '2026-01-01', until: '2026-11-23' })).ok
  const ended = (await registerResource(officer, { name: 'Ended' })).ok
  void (await officer.post(`/v1/resources/${ended.id}/ending`)).ok
  const page = await listed(officer)
  t.match(page, {
    total_items: 3,
    total_pages: 1,
    page_number: 1,
    size: 3,
    first_page: true,
    last_page: true,
    empty: false,
  })
  for (const one of page.contents) t.ok(isService(one), JSON.stringify(isService.errors))
  t.notOk(isService({ ...page.contents[0], status: 'open' }), 'the schema can fail')
  const one = page.contents.find((found) => found.id === id)
  t.match(one?.cost_options, [{ amount: 19.99, currency: 'GBP' }])
  t.same((await officer.get(`/v1/open-referral/services/${id}`)).ok, one)
  t.match((await officer.get(`/v1/open-referral/services/${ended.id}`)).ok, { status: 'defunct' })
  t.match((await officer.get(`/v1/open-referral/services/${over.id}`)).ok, { status: 'inactive' })
  const second = await listed(officer, '?page=2&per_page=2')
  t.match(second, { total_pages: 2, page_number: 2, size: 1, first_page: false, last_page: true })
  t.same(second.contents, page.contents.slice(2))
  t.match(await listed(officer, '?page=9'), { empty: true, last_page: true })
  t.equal((await officer.get('/v1/open-referral/services?per_page=101')).status, 400)
  t.match((await service.as('person').get('/v1/open-referral')).ok, { version: '3.0' })
  t.equal((await other.get(`/v1/open-referral/services/${id}`)).status, 404)
  t.equal((await listed(other)).total_items, 0)
})

t.test('out, in, out is the same, and in again changes nothing', async (t) => {
  const page = await listed(officer)
  const feed = JSON.stringify(page)
  t.same(await outcomes(feed, {}), ['left-out', 'left-out', 'left-out'], 'what is ours is not taken twice')
  const came = await lines(feed, {}, other)
  t.same(
    came.map(({ outcome }) => outcome),
    ['added', 'added', 'added'],
  )
  // Identifiers and the moment of the import are of the directory that it is in.
  const plain = ({ contents }: OpenReferralPage) =>
    contents
      .map((one) => JSON.stringify(one, (name, value) => (/(^|_)id$|^last_modified$/.test(name) ? undefined : value)))
      .sort()
  t.same(plain(await listed(other)), plain(page))
  t.same(await outcomes(feed, {}, other), ['same', 'same', 'same'])
})

t.test('what somebody changed here holds, and is overwritten only where that is asked for and said', async (t) => {
  const dry = await lines(ndjson(theirs()), { dryRun: true })
  t.match(dry, [{ line: 1, outcome: 'added', resourceId: null, faults: [] }])
  t.same(dry[0]?.notMapped, [
    'minimum_age',
    'organization.description',
    'service_at_locations.location.location_type',
    'service_at_locations.location.addresses.address_1',
    'service_at_locations.location.addresses.postal_code',
    'cost_options.option',
  ])
  t.equal((await listed(officer)).total_items, 3, 'a dry run writes nothing')
  const [added] = await lines(ndjson(theirs()))
  if (!added) return t.fail('nothing came')
  t.equal(added.outcome, 'added')
  t.match(await read(added), {
    ...{ name: 'Community counselling', runBy: 'Kent Talks', organisationId: null, cost: 'priced', pricePence: 1_235 },
    ...{ areas: ['Deal', 'CT14'], contact: 'hello@example.org', from: '2026-11-24', version: 1 },
    ...{ checkedOn: '2026-10-01', checkedByName: 'kent-directory' },
  })
  const found = await officer.get<{ items: Resource[] }>('/v1/resources?text=counsel&area=deal')
  t.equal(found.ok.items.length, 1, 'it is found')
  t.same(await outcomes(ndjson(theirs({ name: 'Counselling' }))), ['changed'])
  t.same(await outcomes(ndjson(theirs({ name: 'Counselling' }))), ['same'])
  const path = `/v1/resources/${added.resourceId}`
  void (await officer.patch(path, { contact: 'Ring 020 7946 0018' }, { ifMatch: '"2"' })).ok
  t.same(await outcomes(ndjson(theirs({ name: 'Counselling' }))), ['kept'])
  t.same(await outcomes(ndjson(theirs({ name: 'Talking' }))), ['kept'])
  t.match(await read(added), { name: 'Counselling', contact: 'Ring 020 7946 0018', version: 3 })
  t.same(await outcomes(ndjson(theirs({ name: 'Talking' })), { overwrite: true, dryRun: true }), ['overwritten'])
  t.match(await read(added), { name: 'Counselling' })
  t.same(await outcomes(ndjson(theirs({ name: 'Talking' })), { overwrite: true }), ['overwritten'])
  t.match(await read(added), { name: 'Talking', contact: 'hello@example.org', version: 4 })
  t.same(await outcomes(ndjson(theirs({ status: 'temporarily closed' }))), ['left-out'])
  t.same(await outcomes(ndjson(theirs({ status: 'defunct' }))), ['ended'])
  t.ok((await read(added)).endedAt)
  t.same(await outcomes(ndjson(theirs({ status: 'defunct' }))), ['same'])
  t.same(await outcomes(ndjson(theirs()), { overwrite: true }), ['kept'], 'what was ended stays ended')
  t.same(
    await outcomes(ndjson(theirs()), { source: 'another-directory' }),
    ['added'],
    'another source is another entry',
  )
})

t.test('each line that cannot be taken over says why, and the others are', async (t) => {
  const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
  const feed = [
    JSON.stringify(theirs({ id: ids[0], cost_options: [], languages: [{ name: 'Urdu' }] })),
    '{"id":',
    '',
    JSON.stringify(theirs({ id: ids[1], name: '\u0000', organization: null, service_at_locations: [], email: '' })),
    JSON.stringify(theirs({ id: ids[0] })),
    JSON.stringify(theirs({ id: '', schedules: [{ valid_from: '2026-02-01', valid_to: '2026-01-01' }] })),
  ].join('\r\n')
  const came = await lines(feed)
  t.match(
    came.map(({ line, outcome, faults }) => [line, outcome, faults.map(({ field }) => field)]),
    [
      [1, 'added', []],
      [2, 'refused', ['other']],
      [4, 'refused', ['name', 'organization.name', 'service_areas', 'contacts']],
      [5, 'refused', ['id']],
      [6, 'refused', ['id', 'schedules']],
    ],
  )
  const [first] = came
  t.ok(first?.notMapped.includes('languages.name'), 'a language without a code is said')
  if (first) t.match(await read(first), { cost: 'priced', pricePence: null, languages: [] })
  const many = Array.from({ length: 201 }, () => ({}))
  await refused(t, service, () => sent(JSON.stringify(many)), 'request-invalid')
  t.equal((await sent('x', { source: 'Kent Directory' })).status, 400)
  t.same(await outcomes('[]'), [])
  t.equal((await sent('[]', {}, service.as('person'))).problem.code, 'permission-missing')
})

t.test(
  'a service without days is from the day on which it came, and made sure of when its source says so',
  async (t) => {
    t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
    const undated = (more: object = {}) => ndjson(theirs({ id: 'd0000000-0000-4000-8000-000000000001', ...more }))
    const [added] = await lines(undated())
    service.clock.set('2026-11-25T09:30:00Z')
    t.same(await outcomes(undated()), ['same'], 'the next day it is no other')
    t.same(await outcomes(undated({ assured_date: '2026-11-25' })), ['changed'])
    t.same(await outcomes(undated({ assured_date: '2026-11-26' })), ['same'], 'nobody makes sure of it tomorrow')
    if (added) t.match(await read(added), { from: '2026-11-24', checkedOn: '2026-11-25', version: 2 })
    t.same(await outcomes(undated({ id: 'over', schedules: [{ valid_to: '2024-02-29' }] })), ['added'], 'it is over')
  },
)

t.test('two that import the same at once make one entry', async (t) => {
  const feed = ndjson(theirs({ id: 'b7b3c1de-0000-4000-8000-00000000000a', name: 'Once' }))
  const came = await Promise.all([outcomes(feed), outcomes(feed), outcomes(feed)])
  t.same(came.flat().sort(), ['added', 'same', 'same'])
})

t.test('200 services are taken over by few statements', async (t) => {
  const services = Array.from({ length: 200 }, (_, at) =>
    theirs({ id: `c0000000-0000-4000-8000-${String(at).padStart(12, '0')}`, name: aResource().name }),
  )
  const came = await outcomes(
    JSON.stringify(services.map(({ description: _, ...one }) => ({ ...one, description: 'Many.' }))),
  )
  t.equal(came.filter((outcome) => outcome === 'added').length, 200)
})

t.test('a day that the calendar does not have is taken for none', async (t) => {
  for (const [place, day] of ['0000-01-01', '2026-02-30', '+012026-11-24', '2026-11-24\u0000'].entries()) {
    const id = `bc148810-d857-441c-9679-408f346de1${place}b`
    const schedules = [{ id: 'a', valid_from: day, valid_to: day }]
    const [line] = await lines(ndjson(theirs({ id, assured_date: day, schedules })), { source: 'days-directory' })
    t.match(line, { outcome: 'added' }, JSON.stringify(day))
  }
})
