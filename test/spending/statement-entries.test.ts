import fc from 'fast-check'
import t, { type Test } from 'tap'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import { daysAfter, londonDate } from '../../src/shared/dates.ts'
import type { StatementEntryPage } from '../../src/spending/statement-schemas.ts'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { advance, approve, draft, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, reverse, statementOf } from './acts.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
t.beforeEach(() => service.clock.set(start))
const path = ({ ids }: Pick<Journey, 'ids'>, query = '') => `/v1/cases/${ids.caseId}/statement/entries${query}`
const entriesOf = async (journey: Journey, query = '', client = journey.person) =>
  (await client.get<StatementEntryPage>(path(journey, query))).ok
const told = ({ items }: StatementEntryPage) =>
  items.map((one) => [one.day, one.line, one.kind, one.inPence, one.outPence, one.leftPence])
const proven = async (t: Test) => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}

t.test('200: what came in, went out and is left, by the day; a purchase on the day it was bought', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-11-26T09:30:00Z')
  await buy(journey, { amountPence: 1_000, boughtOn: '2026-11-25', payee: 'City Drum Shop', bought: 'Sticks' })
  const { ok: second } = await buy(journey, { amountPence: 300, boughtOn: '2026-11-24' })
  service.clock.set('2026-11-27T09:30:00Z')
  await journey.broker.post(`/v1/purchases/${second.id}/reversal`, { reason: 'Too loud', amountPence: 100 })
  const whole = await entriesOf(journey)
  t.same(told(whole), [
    ['2026-11-24', 'drum-kit', 'agreed', 25_000, 0, 25_000],
    ['2026-11-24', 'mattress', 'agreed', 15_000, 0, 40_000],
    ['2026-11-24', 'drum-kit', 'bought', 0, 300, 39_700],
    ['2026-11-25', 'drum-kit', 'bought', 0, 1_000, 38_700],
    ['2026-11-27', 'drum-kit', 'reversed', 100, 0, 38_800],
  ])
  t.match(whole, { from: null, until: '2026-11-27', openingPence: 0, inPence: 40_100, outPence: 1_300 })
  t.match(whole, { closingPence: 38_800, nextCursor: null, asOf: '2026-11-27T09:30:00.000Z' })
  t.match(whole.items[3], { bought: 'Sticks', payee: 'City Drum Shop', words: 'Bought', movedPence: 1_000 })
  t.match(whole.lines, [
    { line: 'drum-kit', closingPence: 23_800 },
    { line: 'mattress', closingPence: 15_000 },
  ])
  const day = await entriesOf(journey, '?from=2026-11-25&until=2026-11-25')
  t.match(day, { openingPence: 39_700, inPence: 0, outPence: 1_000, closingPence: 38_700 })
  t.same(told(day), [['2026-11-25', 'drum-kit', 'bought', 0, 1_000, 38_700]])
  const before = await entriesOf(journey, '?until=2026-11-23')
  t.match(before, { items: [], openingPence: 0, closingPence: 0, lines: [] })
  await proven(t)
})

t.test('as of a moment: what was recorded later, a reversal too, changes nothing of it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-11-25T09:30:00Z')
  const { ok: bought } = await buy(journey, { amountPence: 1_000, boughtOn: '2026-11-24' })
  const then = '?asOf=2026-11-25T09:30:00.000Z'
  const first = await entriesOf(journey, then)
  t.match(first, { outPence: 1_000, closingPence: 39_000, until: '2026-11-25' })
  t.match(await entriesOf(journey, '?asOf=2026-11-25T09:29:59.999Z'), { outPence: 0, closingPence: 40_000 })
  service.clock.set('2026-12-01T09:30:00Z')
  await reverse(journey, bought.id)
  await buy(journey, { amountPence: 5, boughtOn: '2026-11-24' })
  t.same(await entriesOf(journey, then), first)
  t.same(await entriesOf(journey, '?asOf=2026-11-25T10:30:00.000%2B01:00'), first, 'the same moment in another zone')
  t.match(await entriesOf(journey), { outPence: 1_005, inPence: 41_000, closingPence: 39_995 })
  await proven(t)
})

t.test('a day is one of England: what is recorded at 23:30 UTC in summer is of the next', async (t) => {
  service.clock.set('2027-06-30T23:30:00Z')
  const journey = await journeyTo(service, 'money-agreed')
  t.match(await entriesOf(journey), { until: '2027-07-01', items: [{ day: '2027-07-01' }, { day: '2027-07-01' }] })
  t.match(await entriesOf(journey, '?until=2027-06-30'), { items: [], closingPence: 0 })
})

t.test('a page is as of the moment of the first, whatever is recorded between two', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const amountPence of [10, 20, 30]) await buy(journey, { amountPence })
  const whole = await entriesOf(journey)
  service.clock.advance({ minutes: 1 })
  const first = await entriesOf(journey, '?limit=2&asOf=2026-11-24T09:30:00.000Z')
  const pages = [await entriesOf(journey, '?limit=2')]
  service.clock.advance({ minutes: 1 })
  await buy(journey, { amountPence: 40 })
  for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
    pages.push(await entriesOf(journey, `?limit=2&cursor=${next}`))
  t.same(
    pages.flatMap(({ items }) => items),
    whole.items,
  )
  for (const one of pages) t.match(one, { outPence: 60, closingPence: 39_940, asOf: pages[0]?.asOf })
  const other = `?asOf=2026-11-24T09:31:00.000Z&cursor=${first.nextCursor}`
  await refused(t, service, () => journey.person.get(path(journey, other)), 'cursor-invalid')
})

t.test('money on its way is still left: set aside, with the bank, paid out', async (t) => {
  const journey = await payable(service)
  const { drafter, reviewer, approver } = payers(service)
  const run = (await draft(drafter, '2026-12-15')).ok
  void (await reviewer.post(`/v1/pay-runs/${run.id}/review`)).ok
  void (await approve(approver, run.id)).ok
  await advance(service)
  const reference = (await paymentsOf(journey))[0]?.reference
  void (await results(service, drafter, run.id, [`${reference},paid,${service.clock.today()},`])).ok
  await advance(service)
  const { items, closingPence } = await entriesOf(journey)
  t.same(
    items.map(({ kind, inPence, outPence, movedPence, leftPence }) => [kind, inPence, outPence, movedPence, leftPence]),
    [
      ['agreed', 30_000, 0, 30_000, 30_000],
      ['set-aside', 0, 0, 30_000, 30_000],
      ['to-the-bank', 0, 0, 10_000, 30_000],
      ['paid-out', 0, 0, 10_000, 30_000],
    ],
  )
  t.equal(closingPence, 30_000)
  await proven(t)
})

t.test(
  'for random days and moments: opening and in, less out, is closing, and now it is the book to the penny',
  async (t) => {
    const journey = await agreed(service)
    const { lines } = await statementOf(journey)
    const paid = {
      client: journey.careCoordinator,
      planLineId: lines[0]?.planLineId ?? '',
      instrument: 'invoice' as const,
    }
    const { ok: episode } = await declare(journey)
    const bought: string[] = []
    for (let at = 0; at < 10; at += 1) {
      service.clock.advance({ days: 1, hours: 7 })
      const boughtOn = daysAfter(service.clock.today(), -(at % 2))
      bought.push((await buy(journey, { ...paid, amountPence: 101 * (at + 1), boughtOn })).ok.id)
      if (at % 3 === 2) void (await reverse(journey, bought[at - 1] ?? '', journey.careCoordinator)).ok
      if (at === 4) await standDown(journey, episode.id)
    }
    const asOf = service.clock.now().getTime()
    const first = new Date(start).getTime()
    const days = fc.integer({ min: -2, max: 18 }).map((day) => daysAfter('2026-11-24', day))
    await fc.assert(
      fc.asyncProperty(
        days,
        days,
        fc.integer({ min: first, max: asOf }),
        fc.integer({ min: 1, max: 9 }),
        async (one, other, at, limit) => {
          const [from, until] = one < other ? [one, other] : [other, one]
          const moment = new Date(at)
          const query = `?from=${from}&until=${until}&asOf=${moment.toISOString()}&limit=${limit}`
          const pages = [await entriesOf(journey, query)]
          for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
            pages.push(await entriesOf(journey, `${query}&cursor=${next}`))
          const { openingPence, inPence, outPence, closingPence, lines } = pages[0] ?? (await entriesOf(journey))
          const items = pages.flatMap((page) => page.items)
          t.equal(openingPence + inPence - outPence, closingPence)
          t.equal(
            items.reduce((sum, item) => sum + item.inPence - item.outPence, openingPence),
            closingPence,
          )
          t.equal(
            lines.reduce((sum, line) => sum + line.closingPence, 0),
            closingPence,
          )
          if (items.length > 0) t.equal(items.at(-1)?.leftPence, closingPence)
          t.ok(items.every(({ day, recordedAt }) => day >= from && day <= until && recordedAt <= moment.toISOString()))
          t.equal(closingPence, await leftBy(journey.ids.caseId, until, moment))
        },
      ),
      { numRuns: 40 },
    )
    const now = await statementOf(journey)
    const left = now.availablePence + now.committedPence + now.pendingPence + now.heldPence + now.returnedPence
    t.equal((await entriesOf(journey)).closingPence, left)
    t.equal(left, now.agreedPence + now.crisisPence - now.spentPence - now.recoveredPence - now.releasedPence)
    await proven(t)
  },
)

/** What was left, worked out from the postings one by one. */
async function leftBy(caseId: string, until: string, asOf: Date): Promise<number> {
  const rows = await service.database.sql<{
    kind: string
    at: string
    bought: string | null
    from: string
    to: string
    pence: string
  }>(
    `select e.kind, e.recorded_at::text as at, u.bought_on::text as bought, from_kind as from, to_kind as to, p.amount_pence as pence
     from ledger_entry e join ledger_posting p using (ledger_entry_id) left join purchase u using (purchase_id) where e.case_id = $1`,
    [caseId],
  )
  const has = (kind: string) => ['available', 'committed', 'pending', 'held', 'returned'].includes(kind)
  let left = 0
  for (const { kind, at, bought, from, to, pence } of rows) {
    const recorded = new Date(at)
    const day = kind === 'purchase' && bought ? bought : londonDate(recorded)
    if (recorded <= asOf && day <= until) left += (has(to) ? Number(pence) : 0) - (has(from) ? Number(pence) : 0)
  }
  return left
}

t.test('400: days the wrong way round, and a moment that is still to come', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const ask = (query: string) => () => journey.person.get(path(journey, query))
  await refused(t, service, ask('?from=2026-11-25&until=2026-11-24'), 'request-invalid', 'querystring:/from')
  await refused(t, service, ask('?asOf=2026-11-24T09:30:00.001Z'), 'request-invalid', 'querystring:/asOf')
  await refused(t, service, ask('?until=2026-02-30'), 'request-invalid')
})

t.test('404: another person, another broker’s case and another commissioner', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const other = await journeyTo(service, 'case-opened')
  const ask =
    (client: typeof journey.person, of: Pick<Journey, 'ids'> = journey) =>
    () =>
      client.get(path(of))
  await refused(t, service, ask(other.person), 'not-found')
  await refused(t, service, ask(journey.broker, other), 'not-found')
  await refused(t, service, ask(service.as(inTenant('QOP', 'commissioner-officer'))), 'not-found')
  const nobody = { ids: { ...journey.ids, caseId: unknownId() } }
  await refused(t, service, ask(journey.person, nobody), 'not-found')
})
