import t from 'tap'
import { mayDecideFor, mayName, type Namer, type WantedDeputyship } from '../../../src/rules/sign-off/delegations.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

const today = '2026-11-24'
const wanted = (more: Partial<WantedDeputyship> = {}): WantedDeputyship => ({
  holderId: 'holder',
  standing: 'care-coordinator',
  organisationId: 'trust',
  deputyId: 'deputy',
  from: today,
  until: '2026-12-04',
  ...more,
})
const namer = (actorId: string, roles: string[], organisationId: string | null = 'trust'): Namer => ({
  actorId,
  roles,
  organisationId,
  machine: false,
  ofCommissioner: organisationId === null,
})
const said = (who: Namer, more: Partial<WantedDeputyship> = {}) => {
  const result = mayName(who, wanted(more), today)
  return isRefusal(result) ? `${result.code}${result.pointer ?? ''}` : result
}
const council = { standing: 'local-authority-officer', organisationId: null } as const

t.test('a deputy is named by the holder, by a manager of the trust, or by the commissioner', async (t) => {
  t.equal(said(namer('holder', ['care-coordinator'])), true)
  t.equal(said(namer('manager', ['team-manager'])), true)
  t.equal(said(namer('officer', ['commissioner-officer'], null)), true)
  t.equal(said({ ...namer('machine', [], null), machine: true }), true)
})

t.test('nobody else names one: not the deputy, not somebody of the same role, not a manager elsewhere', async (t) => {
  t.equal(said(namer('deputy', ['care-coordinator'])), 'capacity-missing/deputyId')
  t.equal(said(namer('colleague', ['care-coordinator'])), 'capacity-missing')
  t.equal(said(namer('holder', ['mdt-member'])), 'capacity-missing', 'the holder does not have this standing')
  t.equal(said(namer('holder', ['care-coordinator'], 'another trust')), 'capacity-missing')
  t.equal(said(namer('manager', ['team-manager'], 'another trust')), 'capacity-missing')
  t.equal(
    said(namer('manager', ['team-manager']), { standing: 'panel-member', organisationId: null }),
    'capacity-missing',
  )
})

t.test('section 117: the council names its own deputy, so that one body never decides for both', async (t) => {
  t.equal(said(namer('holder', ['local-authority-officer'], null), council), true)
  t.equal(said(namer('officer', ['commissioner-officer'], null), council), 'capacity-missing')
  t.equal(said({ ...namer('machine', [], null), machine: true }, council), 'capacity-missing')
})

t.test('a system names others, within its trust where it has one, and never itself', async (t) => {
  const system = (organisationId: string | null) => ({ ...namer('machine', [], organisationId), machine: true })
  t.equal(said(system('trust')), true)
  t.equal(said(system('another trust')), 'capacity-missing')
  t.equal(said(system('trust'), { standing: 'panel-member', organisationId: null }), 'capacity-missing')
  t.equal(said(system(null), { deputyId: 'machine' }), 'capacity-missing/deputyId')
})

t.test('days and standings that make no sense are refused by name', async (t) => {
  const holder = namer('holder', ['care-coordinator'])
  t.equal(said(holder, { deputyId: 'holder' }), 'request-invalid/deputyId')
  t.equal(said(holder, { from: '2026-11-23' }), 'request-invalid/from')
  t.equal(said(holder, { until: '2026-11-23' }), 'request-invalid/until')
  t.equal(said(holder, { until: today }), true, 'one day is enough')
  t.equal(said(holder, { organisationId: null }), 'request-invalid/organisationId')
  t.equal(said(holder, { standing: 'panel-member' }), 'request-invalid/organisationId')
})

t.test(
  'a deputy never decides on a plan that they wrote or signed, that is their own, or on whose case they are',
  async (t) => {
    const involved = {
      authorIds: ['author', 'first-author'],
      brokerSignerIds: ['broker'],
      ownIds: ['person'],
      conflictedIds: ['conflicted'],
      signerIds: ['broker', 'person', 'coordinator'],
      teamIds: ['person', 'coordinator', 'broker', 'advocate', 'left-the-team'],
    }
    t.equal(
      mayDecideFor('coordinator', 'deputy', involved),
      true,
      'the holder may have signed: they may decide as well',
    )
    for (const deputy of [
      'author',
      'first-author',
      'broker',
      'person',
      'conflicted',
      'coordinator',
      'advocate',
      'left-the-team',
    ])
      t.equal(mayDecideFor('manager', deputy, involved), false, deputy)
    for (const holder of ['author', 'broker', 'person', 'conflicted'])
      t.equal(mayDecideFor(holder, 'deputy', involved), false, `in the place of the ${holder}`)
  },
)
