import t from 'tap'
import { insteadOf } from '../../../src/rules/notifications/letters.ts'
import {
  dueFirst,
  howToTell,
  isWithin,
  nextDigest,
  nextTry,
  type Recipient,
  stillSafe,
  wantedUnlessSaid,
} from '../../../src/rules/notifications/when-to-tell.ts'

const at = (text: string) => new Date(text)
const open = { mayEmail: true, mayText: true, hours: null, paused: false, pausedUntil: null }
const recipient = (more: Partial<Recipient> = {}): Recipient => ({
  wanted: wantedUnlessSaid,
  safely: null,
  addresses: { email: 'a@b.example', phone: '07700900123' },
  ...more,
})
const how = (one: Recipient, now = '2026-11-24T09:30:00Z', sends = ['email', 'text'] as const) =>
  howToTell(one, 'letter-ready', sends, at(now))

t.test('hours of safe contact, also over midnight: the first minute is in them, the last is not', async (t) => {
  const day = { from: '09:00', to: '15:30' }
  const night = { from: '22:00', to: '06:00' }
  for (const [hours, time, is] of [
    [day, '08:59', false],
    [day, '09:00', true],
    [day, '15:29', true],
    [day, '15:30', false],
    [night, '23:59', true],
    [night, '00:00', true],
    [night, '05:59', true],
    [night, '06:00', false],
    [night, '12:00', false],
  ] as const)
    t.equal(isWithin(hours, time), is, `${hours.from} to ${hours.to} at ${time}`)
})

t.test('hours are those of the clock in London, in summer, in winter and as it changes', async (t) => {
  const safely = { ...open, hours: { from: '09:00', to: '10:00' } }
  const one = recipient({ safely })
  t.same(how(one, '2026-07-01T08:30:00Z'), { send: 'email', to: 'a@b.example' })
  t.same(how(one, '2026-12-01T08:30:00Z'), { waitUntil: at('2026-12-01T09:00:00Z') })
  t.same(how(one, '2026-10-24T20:00:00Z'), { waitUntil: at('2026-10-25T09:00:00Z') }, 'over the end of summer time')
  t.same(how(one, '2026-03-28T20:00:00Z'), { waitUntil: at('2026-03-29T08:00:00Z') }, 'over its beginning')
  const leapt = recipient({ safely: { ...open, hours: { from: '01:30', to: '03:30' } } })
  t.same(how(leapt, '2026-03-28T20:00:00Z'), { waitUntil: at('2026-03-29T01:30:00Z') }, 'a time that there is not')
})

t.test('safe contact goes before what is wanted, and an address before what sends', async (t) => {
  t.same(how(recipient()), { send: 'email', to: 'a@b.example' })
  const email = { ...wantedUnlessSaid, channels: { 'letter-ready': 'email' } } as const
  t.same(how(recipient({ safely: { ...open, mayEmail: false } })), { send: 'text', to: '07700900123' })
  t.same(how(recipient({ wanted: email, safely: { ...open, mayEmail: false } })), { fault: 'not-safe' })
  t.same(how(recipient({ safely: { ...open, mayEmail: false, mayText: false } })), { fault: 'not-safe' })
  t.same(how(recipient({ addresses: { email: null, phone: null } })), { fault: 'no-address' })
  t.same(howToTell(recipient({ wanted: email }), 'letter-ready', ['text'], at('2026-11-24T09:30:00Z')), {
    fault: 'nothing-sends',
  })
  t.same(how(recipient({ wanted: { ...email, channels: { 'letter-ready': 'none' } } })), { fault: 'not-wanted' })
  const until = (pausedUntil: string | null) => recipient({ safely: { ...open, paused: true, pausedUntil } })
  t.same(how(until(null)), { fault: 'paused' })
  t.same(how(until('2026-11-24')), { fault: 'paused' }, 'the last day is in the pause')
  t.same(how(until('2026-11-23')), { send: 'email', to: 'a@b.example' })
})

t.test('a digest comes at its hour in London; what is urgent does not wait for it', async (t) => {
  const daily = { ...wantedUnlessSaid, digest: 'daily', digestHour: 17 } as const
  t.same(nextDigest(daily, at('2026-11-24T09:30:00Z')), at('2026-11-24T17:00:00Z'))
  t.same(nextDigest(daily, at('2026-11-24T17:00:00Z')), at('2026-11-25T17:00:00Z'))
  t.same(nextDigest({ ...daily, digestHour: 9 }, at('2028-02-28T10:00:00Z')), at('2028-02-29T09:00:00Z'))
  t.same(nextDigest({ ...daily, digestHour: 1 }, at('2026-10-24T20:00:00Z')), at('2026-10-25T00:00:00Z'))
  const weekly = { ...daily, digest: 'weekly', digestDay: 1 } as const
  t.same(nextDigest(weekly, at('2026-11-24T09:30:00Z')), at('2026-11-30T17:00:00Z'))
  t.same(dueFirst(weekly, 'your-turn', at('2026-11-24T09:30:00Z')), at('2026-11-30T17:00:00Z'))
  for (const kind of ['crisis-activated', 'said-for'] as const)
    t.same(dueFirst(weekly, kind, at('2026-11-24T09:30:00Z')), at('2026-11-24T09:30:00Z'))
})

t.test('what was safe and still is: the longest time of it, and where there is none what is safe now', async (t) => {
  const from = (text: string) => {
    const [from = '', to = ''] = text.split('-')
    return { from, to }
  }
  t.equal(stillSafe(null, null), null)
  for (const [before, now, both] of [
    ['09:00-17:00', '12:00-20:00', '12:00-17:00'],
    ['22:00-06:00', '05:30-23:00', '22:00-23:00'],
    ['20:00-02:00', '23:00-03:00', '23:00-02:00'],
    ['09:00-12:00', '12:00-13:00', '12:00-13:00'],
    ['09:00-17:00', '09:00-17:00', '09:00-17:00'],
  ] as const)
    t.same(stillSafe(from(before), from(now)), from(both), `${before} and ${now}`)
  t.same(stillSafe(from('09:00-12:00'), from('12:00-13:00'), from('09:00-12:00')), from('09:00-12:00'))
  t.same(stillSafe(null, from('18:00-20:00')), from('18:00-20:00'))
  t.same(stillSafe(from('20:00-22:00'), null), from('20:00-22:00'))
})

t.test('what failed is tried again after growing times, a last time as two days end', async (t) => {
  const since = at('2026-11-24T09:30:00Z')
  t.same(nextTry(1, since, since), at('2026-11-24T09:32:00Z'))
  t.same(nextTry(2, since, at('2026-11-24T09:32:00Z')), at('2026-11-24T09:36:00Z'))
  t.same(nextTry(9, since, at('2026-11-25T09:30:00Z')), at('2026-11-25T11:30:00Z'))
  t.same(nextTry(30, since, at('2026-11-26T09:29:00Z')), at('2026-11-26T09:30:00Z'))
  t.equal(nextTry(31, since, at('2026-11-26T09:30:00Z')), null)
})

t.test('a letter that nobody was told of is posted, unless post is not safe', async (t) => {
  const safely = { mayPost: true, paused: false, pausedUntil: null }
  const today = '2026-11-24'
  t.equal(insteadOf(null, null, today), null)
  t.equal(insteadOf('over', null, today), 'post', 'whoever was taken for dead in error has it still to get')
  t.equal(insteadOf('gave-up', null, today), 'post')
  t.equal(insteadOf('refused', safely, today), 'post')
  t.equal(insteadOf('no-address', { ...safely, mayPost: false }, today), 'hand-over')
  t.equal(insteadOf('paused', { ...safely, paused: true }, today), 'hand-over')
  t.equal(insteadOf('no-address', { ...safely, paused: true, pausedUntil: '2026-11-23' }, today), 'post')
})
