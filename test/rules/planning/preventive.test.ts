import fc from 'fast-check'
import t from 'tap'
import type { LineSchedule } from '../../../src/rules/planning/line-schedule.ts'
import type { PlanLine } from '../../../src/rules/planning/plan-checks.ts'
import { heldSince, type LineNow, reductionsOf } from '../../../src/rules/planning/preventive.ts'
import { aPlanLine } from '../../support/pathway-builders.ts'

const context = { today: '2026-11-24', reliedOnAfterMonths: 6 }
const weekly: LineSchedule = {
  quantity: 7,
  unit: 'hour',
  unitPence: 1_800,
  frequency: 'weekly',
  times: null,
  from: '2026-06-01',
  until: '2027-05-31',
}
const night = aPlanLine({
  key: 'night',
  title: 'A night worker',
  provider: 'Night Owls',
  preventive: true,
  holdsBack: 'Nights in crisis',
})
const had = (line: PlanLine, more: Partial<LineNow> = {}): LineNow => ({
  ...line,
  leftPence: line.amountPence,
  paidOutPence: 0,
  spentPence: 0,
  since: '2026-11-01',
  ...more,
})
const told = (now: LineNow, ...after: PlanLine[]) => reductionsOf([now], after, context).map(({ what }) => what)

t.test('less of a preventive line is a reduction, whatever it is called', async (t) => {
  const now = had(night)
  t.same(told(now, night), [])
  t.same(told(now, { ...night, amountPence: night.amountPence + 1 }), [], 'more is none')
  t.same(told(now), ['gone'])
  t.same(told(now, { ...night, key: 'nights' }), ['gone'], 'another key')
  t.same(told(now, { ...night, amountPence: night.amountPence - 1 }), ['less-money'])
  const paidOut = had(night, { paidOutPence: 100 })
  t.same(told(paidOut, { ...night, amountPence: night.amountPence - 100 }), [], 'what they hold goes on beside it')
  t.same(told(paidOut, { ...night, amountPence: night.amountPence - 101 }), ['less-money'])
  const once = { quantity: 1, unit: 'item', unitPence: night.amountPence, frequency: 'once', times: null } as const
  const schedule = { ...once, from: '2026-12-01', until: '2026-12-01' }
  t.same(told(now, { ...night, schedule }), ['ends-earlier'], 'days that are put on it')
  t.same(
    told(had(night, { leftPence: 100, spentPence: 1 }), { ...night, amountPence: 100 }),
    [],
    'what is spent is had',
  )
  t.same(told(now, { ...night, category: 'training' }), ['other-thing'])
  t.same(told(now, { ...night, title: 'Drum lessons' }), ['other-thing'])
  t.same(told(now, { ...night, title: '  a Night  worker' }), [], 'the same in other letters')
  t.same(told(now, { ...night, provider: 'Another' }), ['other-thing'])
  t.same(told(now, { ...night, provider: null }), ['other-thing'])
  t.same(told(had({ ...night, provider: null }), night), [], 'chosen by now')
  t.same(told(now, { ...night, preventive: false, holdsBack: null }), ['mark-taken-away'])
  t.same(told(now, { ...night, holdsBack: 'Boredom' }), ['other-need'])
  t.same(told(now, { ...night, deployment: 'notional' }), ['other-deployment'])
  t.same(told(now, { ...night, instrument: 'pre-paid-card' }), ['other-deployment'])
})

t.test('a schedule promises how much, how often, from when and until when, and at what price', async (t) => {
  const line = { ...night, schedule: weekly, amountPence: 657_000 }
  const now = had(line)
  const after = (more: Partial<LineSchedule>) => told(now, { ...line, schedule: { ...weekly, ...more } })
  t.same(after({}), [])
  t.same(after({ from: '2026-11-24' }), [], 'from today on')
  t.same(after({ from: '2026-11-25' }), ['starts-later'])
  t.same(after({ until: '2027-05-30' }), ['ends-earlier'])
  t.same(after({ until: '2027-06-01' }), [])
  t.same(after({ quantity: 6.75 }), ['less-often'])
  t.same(after({ frequency: 'four-weekly', quantity: 28 }), ['less-often'], 'rarer, though as much')
  t.same(after({ unitPence: 1_799 }), ['less-money'])
  t.same(after({ unit: 'session' }), ['other-thing'])
  t.same(told(now, { ...line, schedule: null }), ['less-often'])
  t.same(told(now, { ...line, ownPence: 1, amountPence: 656_999 }), ['less-money'], 'paid by the person')
  const over = had({ ...line, schedule: { ...weekly, until: '2026-11-23' } })
  t.same(told(over), [], 'what is over by its own dates is not taken away')
  const sessions = { ...weekly, frequency: 'per-session', quantity: 1, times: 12 } as const
  const counted = had({ ...line, schedule: sessions })
  const left = (times: number) => told(counted, { ...line, schedule: { ...sessions, from: '2026-11-24', times } })
  t.same(left(7), [], 'five of twelve are over by now')
  t.same(left(6), ['less-often'])
})

t.test('what the person has come to rely on is guarded as well; what was bought once is theirs already', async (t) => {
  const lessons = aPlanLine({ key: 'lessons', schedule: weekly, amountPence: 657_000 })
  t.same(told(had(lessons, { since: '2026-05-24' })), ['gone'])
  t.same(told(had(lessons, { since: '2026-05-25' })), [], 'not for six months yet')
  t.same(reductionsOf([had(lessons, { since: '2020-01-01' })], [], { ...context, reliedOnAfterMonths: null }), [])
  const once = { ...lessons, schedule: { ...weekly, frequency: 'once' as const } }
  t.same(told(had(once, { since: '2020-01-01' })), [])
  const drums = aPlanLine()
  t.same(told(had(drums, { since: '2020-01-01' })), [], 'nothing was bought yet')
  t.same(told(had(drums, { since: '2020-01-01', leftPence: 1, spentPence: 1 })), ['gone'], 'in use')
  t.same(told(had(drums, { since: '2020-01-01', leftPence: 0, spentPence: 1 })), [])
})

t.test('a line is had without a gap across the plans that gave it', async (t) => {
  const until = (from: string, until: string | null) => ({ from, until })
  t.equal(heldSince([until('2026-06-01', null), until('2026-01-01', '2026-06-01')]), '2026-01-01')
  t.equal(heldSince([until('2026-06-01', null), until('2026-01-01', '2026-05-31')]), '2026-06-01')
  t.equal(heldSince([until('2026-06-01', null)]), '2026-06-01')
})

/** One field of a line or of its schedule, edited: the same, more, less, or something else. */
const anyEdit = fc.oneof(
  fc.record({ key: fc.constantFrom('night', 'nights') }),
  fc.record({ title: fc.constantFrom('A night worker', 'a  night worker', 'Drum lessons') }),
  fc.record({ amountPence: fc.integer({ min: 24_990, max: 25_010 }) }),
  fc.record({ category: fc.constantFrom('equipment', 'training') }),
  fc.record({ provider: fc.constantFrom('Night Owls', 'Another') }),
  fc.record({ preventive: fc.boolean() }),
  fc.record({ holdsBack: fc.constantFrom('Nights in crisis', 'Boredom') }),
  fc.record({ deployment: fc.constantFrom('third-party' as const, 'notional' as const) }),
  fc.record({ ownPence: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ schedule: fc.constant(null) }),
)
const anyTiming = fc.oneof(
  fc.record({ quantity: fc.integer({ min: 20, max: 160 }).map((quarters) => quarters / 4) }),
  fc.record({ unit: fc.constantFrom('hour' as const, 'session' as const) }),
  fc.record({ unitPence: fc.integer({ min: 1_795, max: 1_805 }) }),
  fc.record({ frequency: fc.constantFrom('weekly' as const, 'four-weekly' as const, 'monthly' as const) }),
  fc.record({ from: fc.constantFrom('2026-06-01', '2026-11-24', '2026-11-30') }),
  fc.record({ until: fc.constantFrom('2027-05-30', '2027-05-31', '2027-06-30') }),
)
const edited = (line: PlanLine, edit: object, timing: object | null): PlanLine => ({
  ...line,
  ...edit,
  ...(timing && line.schedule ? { schedule: { ...line.schedule, ...timing } } : {}),
})

t.test(
  'no sequence of edits that keeps clear of the guard leaves less of a preventive line than there was',
  async (t) => {
    const starts = fc.constantFrom(night, { ...night, schedule: weekly })
    fc.assert(
      fc.property(
        starts,
        fc.array(fc.option(fc.tuple(anyEdit, fc.option(anyTiming))), { maxLength: 12 }),
        (start, edits) => {
          let line: PlanLine = start
          for (const edit of edits) {
            const lines = edit ? [edited(line, ...edit)] : []
            const taken = reductionsOf([had(line)], lines, context)
            if (taken.length === 0 && lines[0]) line = lines[0]
            else if (taken.length === 0) return false
          }
          const { schedule } = line
          const [perWeek, of] = [{ weekly: 7, 'four-weekly': 28, monthly: 365 / 12 } as const, start.schedule]
          const week = ({ quantity, frequency }: LineSchedule) =>
            frequency in perWeek ? (quantity * 7) / perWeek[frequency as keyof typeof perWeek] : 0
          const asMuch = of
            ? schedule !== null &&
              schedule !== undefined &&
              week(schedule) >= week(of) &&
              schedule.until >= of.until &&
              schedule.from <= context.today &&
              schedule.unitPence >= of.unitPence &&
              schedule.unit === of.unit
            : line.amountPence >= start.amountPence
          return (
            asMuch &&
            line.preventive &&
            line.key === 'night' &&
            line.holdsBack === start.holdsBack &&
            line.title.toLowerCase().replaceAll('  ', ' ') === start.title.toLowerCase() &&
            line.category === start.category &&
            line.provider === start.provider &&
            line.deployment === start.deployment
          )
        },
      ),
      { numRuns: 2_000 },
    )
    t.pass()
  },
)
