import t from 'tap'
import {
  evidenceNeeded,
  mayBePaid,
  type PayablePayee,
  payeeKinds,
  type TeamMember,
  tiesOf,
} from '../../../src/rules/spending/payees.ts'
import { mayRegister } from '../../../src/rules/spending/registered-payees.ts'

const year = { issuedOn: '2026-01-01', expiresOn: '2026-12-31' }
const payee = (more: Partial<PayablePayee> = {}): PayablePayee => ({
  kind: 'individual-worker',
  name: 'Aïsha Khan',
  organisationId: null,
  endedOn: null,
  evidence: [
    { kind: 'dbs', ...year },
    { kind: 'insurance', ...year },
  ],
  ...more,
})
const member = (more: Partial<TeamMember> = {}): TeamMember => ({
  caseRole: 'care-coordinator',
  name: 'Chris Coordinator',
  organisationId: 'the-trust',
  organisationName: 'The Trust',
  relative: false,
  ...more,
})
const asked = (more: Partial<PayablePayee>, team: TeamMember[] = [], on = '2026-06-01') => {
  const answer = mayBePaid(payee(more), team, undefined, on)
  return answer === true ? true : answer.code
}

t.test('evidence counts from the day of issue to the day it lapses, both included', async (t) => {
  t.equal(asked({}, [], '2025-12-31'), 'payee-evidence-missing')
  t.equal(asked({}, [], '2026-01-01'), true)
  t.equal(asked({}, [], '2026-12-31'), true)
  t.equal(asked({}, [], '2027-01-01'), 'payee-evidence-missing')
  t.match(mayBePaid(payee({ evidence: [] }), [], undefined, '2026-06-01'), {
    detail: 'The payee lacks on 1 June 2026: dbs, insurance',
    pointer: '/payeeId',
  })
})

t.test('each kind has what it needs', async (t) => {
  for (const kind of payeeKinds) {
    const evidence = evidenceNeeded[kind].map((one) => ({ kind: one, ...year }))
    t.equal(asked({ kind, evidence }), true, kind)
    for (const lacking of evidence)
      t.equal(asked({ kind, evidence: evidence.filter((one) => one !== lacking) }), 'payee-evidence-missing', kind)
  }
  t.ok(evidenceNeeded.volunteer.includes('supervision'))
})

t.test('who was ended is paid for what was bought by that day', async (t) => {
  t.equal(asked({ endedOn: '2026-06-01' }), true)
  t.equal(asked({ endedOn: '2026-05-31' }), 'payee-ended')
})

t.test('ties are found by the name however it is written, and by the organisation of the broker', async (t) => {
  t.same(tiesOf(payee(), [member({ caseRole: 'representative', name: 'AISHA  KHAN' })]), ['represents'])
  t.same(tiesOf(payee(), [member({ caseRole: 'supporter', name: 'Aisha Khan', relative: true })]), ['relative'])
  t.same(tiesOf(payee(), [member({ caseRole: 'broker', name: 'aisha-khan' })]), ['same-name'])
  t.same(tiesOf(payee({ organisationId: 'imagine' }), [member({ caseRole: 'broker', organisationId: 'imagine' })]), [
    'own-organisation',
  ])
  t.same(
    tiesOf(payee({ name: 'the “trust”' }), [
      member({ caseRole: 'broker', organisationId: 'a', organisationName: 'The Trust' }),
    ]),
    ['own-organisation'],
    'that it is typed, or registered, without its identifier hides nothing',
  )
  t.same(tiesOf(payee({ organisationId: 'the-trust' }), [member()]), [], 'a coordinator sells nothing')
  t.same(tiesOf(payee(), [member(), member({ caseRole: 'broker', organisationId: null })]), [])
})

t.test(
  'what has the name of an organisation that takes part is registered as that one, and a brokerage as a brokerage',
  async (t) => {
    const organisations = [
      { id: 'imagine', name: 'Imagine Brokers', kind: 'brokerage-organisation' },
      { id: 'prv', name: 'Riverside Support', kind: 'provider' },
    ]
    const registered = (more: Partial<PayablePayee>) => {
      const answer = mayRegister(payee({ kind: 'provider-organisation', ...more }), organisations)
      return answer === true ? true : answer.pointer
    }
    t.equal(registered({}), true)
    t.equal(registered({ name: 'IMAGINE-BROKERS' }), '/organisationId')
    t.equal(registered({ name: 'The Imagine Brokers Ltd.' }), '/organisationId')
    t.equal(registered({ name: 'Imagine Brokers Leisure' }), true, 'another firm of a longer name')
    t.equal(registered({ name: 'Imagine Brokers', organisationId: 'prv' }), '/organisationId')
    t.equal(registered({ name: 'Something else', organisationId: 'imagine' }), '/kind')
    t.equal(registered({ kind: 'individual-worker', organisationId: 'imagine' }), '/kind')
    t.equal(registered({ kind: 'broker-organisation', organisationId: 'imagine' }), true)
    t.equal(registered({ kind: 'broker-organisation', organisationId: 'prv' }), '/organisationId')
    t.equal(registered({ kind: 'broker-organisation' }), '/organisationId')
    t.equal(registered({ name: 'riverside  support', organisationId: 'prv' }), true)
  },
)

t.test('whoever has a tie is paid by a decision that knew of it', async (t) => {
  const team = [member({ caseRole: 'representative', name: 'Aisha Khan' })]
  t.equal(asked({}, team), 'payee-to-decide')
  const decided = (outcome: 'approved' | 'refused', ties: readonly ('represents' | 'relative')[]) => {
    const on = { outcome, teamTies: ties, declaredTieIds: [] }
    const answer = mayBePaid(payee(), team, on, '2026-06-01')
    return answer === true ? true : answer.code
  }
  t.equal(decided('approved', ['represents']), true)
  t.equal(decided('approved', ['relative']), 'payee-to-decide', 'of another tie')
  t.equal(decided('refused', ['represents']), 'payee-to-decide')
})

t.test('a name is compared by its letters, and one that looks like it is it', async (t) => {
  const tied = (payeeName: string, name: string) => tiesOf(payee({ name: payeeName }), [member({ name })])
  t.same(tied('  Café “Olé” & Sons ', 'cafe ole sons'), ['same-name'])
  t.same(tied('Łódź', 'łódź'), ['same-name'])
  t.same(tied('Аisha Khan', 'Aisha Khan'), ['same-name'], 'a Cyrillic А')
})

t.test('a title, an initial, a trade or another order hides nobody of the team', async (t) => {
  const rep = member({ caseRole: 'representative', name: 'Sam Reed' })
  const tied = (name: string, team = [rep]) => tiesOf(payee({ name }), team)
  for (const name of ['Sam Reed', 'Mr Sam Reed', 'Reed, Sam', 'S. Reed', 'Sam R.', 'Sam Reed trading as Stones'])
    t.same(tied(name), ['represents'], name)
  for (const name of ['Reed', 'Sam', 'S. R.', 'Sam Reid', 'Samuel Reed', 'Reed and Sons']) t.same(tied(name), [], name)
  const three = member({ name: 'Anna Maria Kowalska' })
  t.same(tied('Anna Kowalska', [three]), ['same-name'], 'a middle name is left out')
  t.same(tied('Anna Nowak', [three]), [])
  const broker = member({ caseRole: 'broker', organisationName: 'Together Brokerage' })
  t.same(tied('Together Brokerage Services', [broker]), ['own-organisation'])
  t.same(tied('Together Gym', [broker]), [])
  const one = member({ caseRole: 'broker', organisationName: 'Imagine Ltd' })
  t.same(tied('Imagine', [one]), ['own-organisation'])
  t.same(tied('Imagine Yoga', [one]), [], 'a name of one word is no part of another')
})
