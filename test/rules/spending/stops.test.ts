import t from 'tap'
import { type KnownStops, spendingStops, usesOfMoney, whatStops } from '../../../src/rules/spending/stops.ts'

const line = { key: 'gym', holderId: 'a-holder' }
const nothing: KnownStops = {
  diedOn: null,
  disputed: false,
  unconfirmed: false,
  pauses: [],
  providers: [],
  unsigned: false,
  frozen: false,
}
/** What makes each stop stand on 10 March. */
const standing: Readonly<Record<(typeof spendingStops)[number], Partial<KnownStops>>> = {
  'death-reported': { diedOn: '2026-03-09' },
  'signature-disputed': { disputed: true },
  'identity-to-confirm': { unconfirmed: true },
  'line-paused': { pauses: [{ line: 'gym', from: '2026-03-10', until: null, resumedOn: null }] },
  'provider-stopped': { providers: [{ organisationId: 'a-holder', stoppedOn: '2026-03-09' }] },
  'agreement-missing': { unsigned: true },
  'under-check': { frozen: true },
}
const on = '2026-03-10'

t.test('every stop stops every use of money, but for what has its reason', async (t) => {
  const letThrough = spendingStops.flatMap((stop) =>
    usesOfMoney
      .filter((use) => whatStops(line, { ...nothing, ...standing[stop] }, { use, on, until: on }) !== stop)
      .map((use) => `${stop}: ${use}`),
  )
  t.same(letThrough, [
    'line-paused: owed',
    'line-paused: move',
    'provider-stopped: owed',
    'provider-stopped: move',
    'agreement-missing: move',
  ])
  for (const use of usesOfMoney) t.equal(whatStops(line, nothing, { use, on, until: on }), undefined)
})

t.test('what is held for a check is said last', async (t) => {
  const all = Object.assign({}, nothing, ...Object.values(standing)) as KnownStops
  t.equal(whatStops(line, all, { use: 'purchase', on, until: on }), 'death-reported')
  const { pauses, frozen } = all
  t.equal(whatStops(line, { ...nothing, pauses, frozen }, { use: 'payment', on, until: on }), 'line-paused')
})

t.test('the day counts: what was for days while they lived is paid, and a move is for all days', async (t) => {
  const known = { ...nothing, diedOn: on }
  t.equal(whatStops(line, known, { use: 'payment', on, until: on }), undefined)
  t.equal(whatStops(line, known, { use: 'payment', on, until: '2026-03-11' }), 'death-reported')
  t.equal(whatStops(line, known, { use: 'move', on, until: null }), 'death-reported')
})

t.test('a pause and a stop of another line or holder stop nothing here', async (t) => {
  const known = { ...nothing, ...standing['line-paused'], ...standing['provider-stopped'] }
  t.equal(whatStops({ key: 'pool', holderId: 'another' }, known, { use: 'purchase', on, until: on }), undefined)
})
