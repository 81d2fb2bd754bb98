import pg from 'pg'
import t from 'tap'
import type { ListedCase } from '../../src/cases/list-schemas.ts'
import { kinds } from '../../src/fhir/kinds.ts'
import { pageAfter } from '../../src/fhir/search.ts'
import { asking } from '../fhir/acts.ts'
import { aMachine } from '../support/actors.ts'
import { multiplyRows } from '../support/multiply.ts'
import { listenToStatements } from '../support/spy.ts'
import { tenantScopes } from '../support/tour.ts'
import { startToured } from '../support/toured.ts'

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Plan[]
}

/** A handful of rows in each tenant, or read as a whole on purpose. */
const small = [
  'commissioner',
  // A commissioner makes a run a week or so.
  'pay_run',
  'scheme',
  'scheme_version',
  'organisation',
  'audit_outbox',
  'schema_migration',
  'signal_watch',
  'float_reconciliation',
  // An organisation has a few systems and a few webhooks.
  'machine_client',
  'webhook',
  // One in each tenant.
  'notification_reading',
]

const { service, statements: ofTour } = await startToured(t)
const heard = listenToStatements()
// A council pays into a scheme by then, and a manager sees what is of their trust.
for (const path of [
  '/v1/cases',
  '/v1/tasks',
  '/v1/unconfirmed-identities',
  '/v1/overdue-reviews',
  '/v1/reviews-due',
  '/v1/reviews-due?expand=person,trust,scheme',
])
  for (const who of ['local-authority-officer', 'team-manager'] as const) await service.as(who).get(path)
for (const path of ['/v1/events/start', '/v1/events']) await service.as(aMachine(undefined, 'BRK1')).get(path)
const cursor = Buffer.from('2026-01-01 019ab3f0-0000-7000-8000-000000000000').toString('base64url')
for (const who of ['care-coordinator', 'commissioner-officer', 'auditor', 'person'] as const)
  for (const query of ['', `?cursor=${cursor}`]) await service.as(who).get(`/v1/overdue-reviews${query}`)
const { items } = (await service.as('commissioner-officer').get<{ items: ListedCase[] }>('/v1/cases')).ok
const { id: caseId, schemeId, trustId, personId, reference } = items[0] as ListedCase
const filters = [
  `schemeId=${schemeId}`,
  'schemeCode=merseyside',
  `trustId=${trustId}`,
  `personId=${personId}`,
  `reference=${reference}`,
  `identifier=${encodeURIComponent('https://record.trust.example/id/thing|RW4-20417')}`,
  'stage=sign-off',
  'waitingFor=person',
  'memberId=the-care-coordinator',
  'late=true',
  'reviewDueBy=2027-01-01',
  'updatedSince=2026-11-24T09:00:00Z',
  'open=true',
  'open=false',
  'stage=spending&late=true&sort=openedAt',
]
for (const filter of filters)
  for (const who of ['commissioner-officer', 'team-manager', 'care-coordinator', 'machine'] as const)
    await service.as(who).get(`/v1/cases?${filter}&expand=person,trust,scheme`)
await service.as('commissioner-officer').get(`/v1/organisations?${filters[5]}`)
for (const who of ['commissioner-officer', 'broker'] as const)
  await service.as(who).get(`/v1/missing-receipts?organisationId=${trustId}`)
const instant = '2026-11-24T09:00:00Z'
const afterCode = Buffer.from(`M2 ${caseId}`).toString('base64url')
const afterDay = Buffer.from(`2026-11-24 ${caseId} ${caseId}`).toString('base64url')
const after = Buffer.from(`2026-11-24 ${caseId}`).toString('base64url')
for (const path of [
  `/v1/support-plans?${filters[5]}`,
  `/v1/tasks?caseId=${caseId}`,
  '/v1/tasks?step=plan-signed&dueBy=2026-12-31',
  '/v1/missing-receipts?boughtSince=2026-11-01&boughtBy=2026-11-30',
  `/v1/cases/${caseId}/payments?state=planned&dueSince=2026-11-01&dueBy=2026-12-31`,
  `/v1/cases/${caseId}/purchases?planLineId=${caseId}&receiptMissing=true&boughtSince=2026-11-01&boughtBy=2026-11-30`,
  ...['dueOn', '-dueOn'].map((sort) => `/v1/cases/${caseId}/payments?sort=${sort}&cursor=${after}`),
  ...['boughtOn', '-boughtOn'].map((sort) => `/v1/cases/${caseId}/purchases?sort=${sort}&cursor=${after}`),
  ...['payOn', '-payOn'].map((sort) => `/v1/pay-runs?sort=${sort}&cursor=${after}`),
  ...['code', '-code'].map((sort) => `/v1/organisations?sort=${sort}&cursor=${afterCode}`),
  '/v1/organisations?sort=registeredAt',
  ...['', '&kind=provider-organisation', '&open=false'].map((more) => `/v1/payees?sort=registeredAt${more}`),
  '/v1/tasks?sort=dueOn',
  `/v1/tasks?sort=dueOn&step=plan-signed&dueBy=2026-12-31&cursor=${afterDay}`,
  `/v1/cases/${caseId}/reviews?status=scheduled&kind=routine&late=true&dueSince=2026-11-01&dueBy=2026-12-31&doneSince=${instant}`,
  `/v1/cases/${caseId}/appeals?status=lodged&open=true&late=true&dueBy=2026-12-31&lodgedSince=${instant}&endedSince=${instant}`,
  ...['status=dead', 'status=waiting', 'late=true', `dueBy=${instant}`, `settledSince=${instant}`].map(
    (filter) => `/v1/webhooks/${caseId}/deliveries?${filter}`,
  ),
  ...['payments', 'purchases', 'reviews', 'appeals', 'attachments', 'support-plans'].map(
    (list) => `/v1/cases/${caseId}/${list}?updatedSince=${instant}`,
  ),
  ...['organisations', 'payees', 'pay-runs', 'service-agreements'].map((list) => `/v1/${list}?updatedSince=${instant}`),
  '/v1/tasks?expand=person,trust,scheme',
  `/v1/payees?organisationId=${trustId}`,
  '/v1/payees?kind=provider-organisation&open=true',
  '/v1/payees?open=false',
])
  for (const who of ['commissioner-officer', 'finance-officer', 'care-coordinator', 'team-manager'] as const)
    await service.as(who).get(path)
await service.as('provider-officer').get(`/v1/own-service-agreements?updatedSince=${instant}`)
for (const { type, takes } of kinds)
  for (const who of ['commissioner-officer', 'care-coordinator', 'team-manager', 'machine'] as const) {
    const asked = asking(service, who)
    const since = '_lastUpdated=ge2026-11-20&_lastUpdated=lt2026-12-20'
    await asked.get(`/${type}?${since}`)
    await asked.get(`/${type}?${since}&_page=${pageAfter({ at: new Date('2026-11-24T09:30:00Z'), id: caseId })}`)
    await asked.get(`/${type}?_id=${caseId}`)
    if (takes.includes('patient')) await asked.get(`/${type}?patient=${personId}`)
    if (!takes.includes('identifier')) continue
    await asked.get(`/${type}?identifier=urn:of:another|A-1`)
    await asked.get(`/${type}?identifier=urn:recovery-budgets:case-reference|${reference}`)
    if (type === 'Patient') await asked.post(type, { identifier: 'https://fhir.nhs.uk/Id/nhs-number|9990000018' })
  }
const tables = await service.database.sql<{ name: string }>(
  "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
)
const large = tables.map((table) => table.name).filter((name) => !small.includes(name))
await multiplyRows(service.database, large, 2_000)
const statements = [...new Map([...ofTour, ...heard.values()].map((one) => [one.text, one])).values()].filter(
  ({ text }) => /^(select|with|update|delete)\b/i.test(text),
)

const client = new pg.Client({ connectionString: service.database.serviceUrl })
await client.connect()
t.teardown(() => client.end())

async function planOf(text: string, values: readonly unknown[]): Promise<Plan> {
  await client.query('begin')
  try {
    await client.query("select set_config('app.commissioner_id', $1, true)", [tenantScopes.ours.commissionerId])
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query(`explain (format json) ${text}`, [...values])
    return rows[0]['QUERY PLAN'][0].Plan
  } finally {
    await client.query('rollback')
  }
}

/** Indexes that hold only what is under way, so that reading one for a whole tenant does not grow with the years. */
const ofWhatIsUnderWay = [
  'appeal_open',
  'appeal_one_open_per_decision',
  'bulk_import_one_running',
  'clock_pause_one_open',
  'record_restriction_in_force',
  'purchase_missing_receipt',
  'purchase_missing_receipt_of_case',
  // One for each account of staff that said what it wants to be told of: read once for all that waits.
  'notification_preference_one_each_account',
]

/** The ways in which a plan reads more of a large table the larger it grows. */
function wholesale(plan: Plan, bounded: boolean, found: string[] = []): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index } = plan
  // Rows that come in the order of an index are read only until the page is full.
  const within = type === 'Limit' ? true : /^(Sort|Hash|Aggregate|Bitmap Heap Scan)$/.test(type) ? false : bounded
  if (type === 'Seq Scan' && !small.includes(table)) found.push(`${table} is read from end to end`)
  const isSmall = (name: string) => small.some((of) => name.startsWith(`${of}_`))
  if (index && !within && !isSmall(index) && !ofWhatIsUnderWay.includes(index)) {
    const others = (plan['Index Cond'] ?? '').replaceAll(/\(?commissioner_id = [^)]*\)/g, '')
    if (!/\w/.test(others)) found.push(`${index} is read for the whole tenant`)
  }
  for (const part of plan.Plans ?? []) wholesale(part, within, found)
  return found
}

const [ours, theirs] = [tenantScopes.ours.commissionerId, tenantScopes.theirs.commissionerId]
t.test('no query reads a large table from end to end, whatever tenant it is for', async (t) => {
  t.ok(statements.length > 60, `${statements.length} statements were heard`)
  for (const { text, values } of statements) {
    const found = wholesale(await planOf(text, values), false)
    // What was heard last of the tenant that has a row of a kind reads that one by whichever index: it counts how the other would be read.
    const ofOurs = values.map((value) => (value === theirs ? ours : value))
    const foundOfOurs =
      found.length > 0 && values.includes(theirs) ? wholesale(await planOf(text, ofOurs), false) : found
    t.same(foundOfOurs, [], text.slice(0, 200))
  }
})
