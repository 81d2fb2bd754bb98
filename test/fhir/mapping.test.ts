import { readFile } from 'node:fs/promises'
import t from 'tap'
import type { Case } from '../../src/case-access/case.ts'
import { carePlanOf, goalsOf, serviceRequestsOf } from '../../src/fhir/care-plan.ts'
import { consentOf } from '../../src/fhir/consent.ts'
import { spanIn } from '../../src/fhir/instants.ts'
import { kinds } from '../../src/fhir/kinds.ts'
import { statuses } from '../../src/fhir/statuses.ts'
import type { Consent } from '../../src/people/consent-schemas.ts'
import { planStatuses, type SupportPlan } from '../../src/support-plans/schemas.ts'
import { unknownId } from '../support/builders.ts'
import { daily } from '../support/crisis-builders.ts'
import { fits } from '../support/fits.ts'
import { faultsOf } from './acts.ts'

const guide = await readFile(new URL('../../data/guides/6-fhir.md', import.meta.url), 'utf8')
/** The rows of the table behind a mark of the guide. */
const rowsAfter = (mark: string) =>
  guide
    .slice(guide.indexOf(`<!-- ${mark}: `))
    .split('\n\n')[1]
    ?.split('\n')
    .slice(2)

const of = { id: unknownId(), personId: unknownId() } as Case
const lineOf = (key: string, more: object = {}) => ({ ...daily, key, outcomes: ['sleep'], ...more })
const planOf = (status: SupportPlan['status'], lines: readonly object[] = [lineOf('a-line')]) => ({
  plan: {
    id: unknownId(),
    caseId: of.id,
    status,
    outcomes: [{ key: 'sleep', words: 'To sleep through the night.' }],
    lines,
    openedAt: '2026-11-24T09:30:00.000Z',
    submittedAt: null,
    agreedAt: '2026-11-24T09:30:00.000Z',
    period: { from: '2026-11-24', until: '2027-11-23' },
  } as unknown as SupportPlan,
  of,
  changedAt: new Date('2026-11-24T09:30:00.123Z'),
  identifiers: [],
  replaces: [unknownId()],
  opened: new Map<string, string | null>([['a-line', null]]),
})

t.test('the guide has the table of the resources, and the table of the statuses', async (t) => {
  t.same(
    rowsAfter('kinds'),
    kinds.map(({ type, follows, is }) => `| \`${type}\` | \`${follows}\` | ${is} |`),
  )
  t.same(
    rowsAfter('statuses'),
    planStatuses.map((status) => {
      const { plan, planIntent, line, lineIntent, goal, because } = statuses[status]
      const told = [`\`${plan}\`, ${planIntent}`, `\`${line}\`, ${lineIntent}`, `\`${goal}\``, because]
      return `| \`${status}\` | ${told.join(' | ')} |`
    }),
  )
})

t.test('a plan in every status is told as the definitions have it', async (t) => {
  for (const status of planStatuses) {
    const told = planOf(status)
    const resources = [carePlanOf(told), ...goalsOf(told), ...serviceRequestsOf(told)]
    t.equal(resources.length, 3)
    for (const resource of resources) t.same(faultsOf(resource), [], `${status} ${resource.resourceType}`)
  }
  t.not(
    faultsOf({ ...carePlanOf(planOf('active')), status: 'agreed' as 'active', intent: undefined as never }).length,
    0,
  )
})

t.test('a line says how much, how often and when, whatever its schedule', async (t) => {
  const schedule = {
    quantity: 1.5,
    unit: 'hour',
    unitPence: 2000,
    times: null,
    from: '2026-11-24',
    until: '2027-02-28',
  }
  const lines = [
    lineOf('once', { schedule: { ...schedule, frequency: 'once' } }),
    lineOf('weekly', { schedule: { ...schedule, frequency: 'weekly' } }),
    lineOf('four-weekly', { schedule: { ...schedule, frequency: 'four-weekly' } }),
    lineOf('monthly', { schedule: { ...schedule, frequency: 'monthly' } }),
    lineOf('sessions', { schedule: { ...schedule, frequency: 'per-session', times: 12 } }),
    lineOf('as-needed', { schedule: { ...schedule, frequency: 'as-needed', times: 3 } }),
    lineOf('bought-once', { schedule: null, provider: 'City Drum School' }),
  ]
  const told = serviceRequestsOf(planOf('draft', lines))
  for (const one of told) t.same(faultsOf(one), [])
  const bounds = { start: '2026-11-24', end: '2027-02-28' }
  fits(t, told[0], { occurrencePeriod: bounds, quantityQuantity: { value: 1.5, unit: 'hour' } })
  fits(t, told[1], {
    occurrenceTiming: { repeat: { boundsPeriod: bounds, frequency: 1, period: 1, periodUnit: 'wk' } },
  })
  fits(t, told[2], { occurrenceTiming: { repeat: { period: 4, periodUnit: 'wk' } } })
  fits(t, told[3], { occurrenceTiming: { repeat: { period: 1, periodUnit: 'mo' } } })
  fits(t, told[4], { occurrenceTiming: { repeat: { boundsPeriod: bounds, count: 12 } } })
  fits(t, told[5], { asNeededBoolean: true, occurrenceTiming: { repeat: { boundsPeriod: bounds } } })
  t.notOk(told[5]?.occurrenceTiming?.repeat?.count)
  fits(t, told[6], { occurrencePeriod: { start: '2026-11-24' }, performer: [{ display: 'City Drum School' }] })
})

t.test('a line that was not agreed is revoked, and the others are in force', async (t) => {
  const told = serviceRequestsOf(planOf('agreed', [lineOf('a-line'), lineOf('another')]))
  t.same(
    told.map(({ status, intent }) => [status, intent]),
    [
      ['active', 'order'],
      ['revoked', 'proposal'],
    ],
  )
})

t.test('it stays revoked after the plan has ended, and what was never agreed is told as given up', async (t) => {
  for (const [status, others] of [
    ['ended', 'completed'],
    ['superseded', 'revoked'],
  ] as const) {
    const told = serviceRequestsOf(planOf(status, [lineOf('a-line'), lineOf('refused')]))
    t.same(
      told.map((one) => [one.status, one.intent]),
      [
        [others, 'order'],
        ['revoked', 'proposal'],
      ],
    )
  }
  const onItsWay = planOf('superseded')
  const never = { ...onItsWay, plan: { ...onItsWay.plan, agreedAt: null }, opened: new Map<string, string | null>() }
  fits(t, carePlanOf(never), { status: 'revoked', intent: 'proposal' })
  fits(t, goalsOf(never), [{ lifecycleStatus: 'cancelled' }])
  fits(t, serviceRequestsOf(never), [{ status: 'revoked', intent: 'proposal' }])
})

t.test('a plan that ended with its case ends on that day, and no later than it would have', async (t) => {
  for (const [endedAt, end] of [
    ['2026-12-24T00:30:00.000Z', '2026-12-24'],
    ['2027-12-24T00:30:00.000Z', '2027-11-23'],
  ] as const) {
    const ended = { ...planOf('ended'), of: { ...of, endedAt: new Date(endedAt) } }
    t.equal(carePlanOf(ended).period?.end, end)
  }
})

t.test('a plan whose place another took, or whose case ended, tells its lines as far as they came', async (t) => {
  const schedule = { quantity: 1, unit: 'hour', unitPence: 2000, times: null, frequency: 'weekly' }
  const lines = [
    lineOf('a-line', { schedule: null }),
    lineOf('weekly', { schedule: { ...schedule, from: '2026-11-24', until: '2027-02-28' } }),
    lineOf('was-over', { schedule: { ...schedule, from: '2026-11-24', until: '2026-12-01' } }),
    lineOf('later', { schedule: { ...schedule, from: '2026-12-25', until: '2027-02-28' } }),
  ]
  const closed = new Map(lines.map(({ key }) => [key, '2026-12-24']))
  for (const status of ['ended', 'superseded'] as const) {
    const told = { ...planOf(status, lines), opened: closed }
    t.same(carePlanOf(told).period, { start: '2026-11-24', end: '2026-12-24' }, status)
    const [once, weekly, over, later] = serviceRequestsOf(told)
    t.same(once?.occurrencePeriod, { start: '2026-11-24', end: '2026-12-24' })
    t.equal(weekly?.occurrenceTiming?.repeat?.boundsPeriod?.end, '2026-12-24')
    t.equal(over?.occurrenceTiming?.repeat?.boundsPeriod?.end, '2026-12-01', 'no later than it would have')
    t.same(later?.occurrenceTiming?.repeat?.boundsPeriod, { start: '2026-12-25', end: '2027-02-28' })
    t.same([later?.status, later?.intent], ['revoked', 'order'], 'it never began')
    for (const one of [carePlanOf(told), ...serviceRequestsOf(told)]) t.same(faultsOf(one), [])
    const before = { ...told, opened: new Map(lines.map(({ key }) => [key, '2026-11-23'])) }
    t.notOk(carePlanOf(before).period, 'a period does not end before it begins')
  }
  t.equal(carePlanOf({ ...planOf('active', lines), opened: closed }).period?.end, '2027-11-23', 'one in force goes on')
})

t.test('a consent that lapsed ends when it did', async (t) => {
  const consent = { id: unknownId(), withdrawnAt: null, until: '2027-11-23', status: 'ended' } as Consent
  const at = '2026-11-24T09:30:00.000Z'
  const beside = { changedAt: new Date(at), odsCodes: new Map() }
  t.equal(consentOf(consent, { ...beside, lapsedAt: at }).provision?.period?.end, at)
  t.equal(consentOf(consent, { ...beside, lapsedAt: null }).provision?.period?.end, '2027-11-23')
})

t.test('a day is as long as it is in England, and a leap day is one', async (t) => {
  const span = (text: string) => {
    const { from, before } = spanIn('_lastUpdated', text)
    return [from?.toISOString(), before?.toISOString()]
  }
  t.same(span('2026-10-25'), ['2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'], '25 hours')
  t.same(span('2027-03-28'), ['2027-03-28T00:00:00.000Z', '2027-03-28T23:00:00.000Z'], '23 hours')
  t.same(span('2028-02-29'), ['2028-02-29T00:00:00.000Z', '2028-03-01T00:00:00.000Z'])
  t.same(span('2028-02'), ['2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'])
  t.same(span('2199'), ['2199-01-01T00:00:00.000Z', '2200-01-01T00:00:00.000Z'])
  for (const wrong of ['2027-02-29', '1899', '2200', '9999-12-31', '0000']) t.throws(() => span(wrong), wrong)
})

t.test('the id of a part of a plan fits FHIR, whatever its key', async (t) => {
  const [long] = serviceRequestsOf(planOf('draft', [lineOf('a'.repeat(60))]))
  t.match(long?.id, /^[A-Za-z0-9.-]{1,64}$/)
})
