import t from 'tap'
import {
  type Hearing,
  heardAs,
  inTimeFrom,
  isToldInTime,
  mayMeet,
  noticeAt,
} from '../../../src/rules/sign-off/hearings.ts'

/** Told on a Tuesday of a meeting a week later. */
const told: Hearing = {
  startsAt: Date.parse('2026-12-01T14:00:00Z'),
  toldOn: '2026-11-24',
  lessNotice: false,
  wish: null,
  heard: null,
}
const then = new Date(told.startsAt)

t.test('a scheme says how long before the person is told; five working days where it does not', async (t) => {
  t.equal(noticeAt({}), 5)
  t.equal(noticeAt({ noticeWorkingDays: 0 }), 0)
  t.equal(inTimeFrom(told, 5), '2026-12-01')
  for (const [days, inTime] of [
    [5, true],
    [6, false],
  ] as const) {
    t.equal(isToldInTime(told, days), inTime)
    t.equal(isToldInTime({ ...told, lessNotice: true }, days), true, 'the person’s own word')
    t.equal(isToldInTime({ ...told, lessNotice: true, toldOn: null }, days), false, 'who was not told says nothing')
  }
})

t.test(
  'those who meet decide once the person was told in time, the meeting has begun, and they were heard',
  async (t) => {
    t.same(mayMeet(told, 5, then), told)
    const refusals: readonly [Hearing | undefined, number, Date][] = [
      [undefined, 0, then],
      [{ ...told, toldOn: null }, 0, then],
      [told, 6, then],
      [told, 5, new Date(told.startsAt - 1)],
      [{ ...told, wish: 'in-person' }, 5, then],
      [{ ...told, wish: 'through-somebody' }, 5, then],
    ]
    for (const [hearing, notice, now] of refusals) t.match(mayMeet(hearing, notice, now), { code: 'person-unheard' })
  },
)

t.test('how they were heard is what was recorded, or else as they wished', async (t) => {
  t.equal(heardAs(told), null)
  t.equal(heardAs({ wish: 'in-writing', heard: null }), 'in-writing')
  t.equal(heardAs({ wish: 'in-person', heard: null }), undefined, 'not known yet')
  t.equal(heardAs({ wish: 'in-person', heard: 'not-at-all' }), 'not-at-all')
})
