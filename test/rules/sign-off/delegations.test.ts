import t from 'tap'
import { mayEnd, mayName, type Namer, type WantedDelegation } from '../../../src/rules/sign-off/delegations.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

const today = '2026-11-24'
const wanted = (more: Partial<WantedDelegation> = {}): WantedDelegation => ({
  holderId: 'holder',
  tierRole: 'care-coordinator',
  organisationId: 'trust',
  delegateId: 'delegate',
  from: today,
  until: '2026-12-04',
  ...more,
})
const namer = (actorId: string, roles: string[], organisationId: string | null = 'trust'): Namer => ({
  actorId,
  roles,
  organisationId,
})
const said = (who: Namer, more: Partial<WantedDelegation> = {}) => {
  const result = mayName(who, wanted(more), today)
  return isRefusal(result) ? `${result.code}${result.pointer ?? ''}` : result
}
const council = { tierRole: 'local-authority-officer', organisationId: null } as const

t.test('a delegate is named by the holder, by a manager of the trust, or by the commissioner', async (t) => {
  t.equal(said(namer('holder', ['care-coordinator'])), true)
  t.equal(said(namer('manager', ['team-manager'])), true)
  t.equal(said(namer('officer', ['commissioner-officer'], null)), true)
})

t.test('nobody else names one: not the delegate, not somebody of the same role, not a manager elsewhere', async (t) => {
  t.equal(said(namer('delegate', ['care-coordinator'])), 'case-role-required/delegateId')
  t.equal(said(namer('colleague', ['care-coordinator'])), 'case-role-required')
  t.equal(said(namer('holder', ['mdt-member'])), 'case-role-required', 'the holder does not have this role')
  t.equal(said(namer('holder', ['care-coordinator'], 'another trust')), 'case-role-required')
  t.equal(said(namer('manager', ['team-manager'], 'another trust')), 'case-role-required')
  t.equal(
    said(namer('manager', ['team-manager']), { tierRole: 'panel-member', organisationId: null }),
    'case-role-required',
  )
})

t.test(
  'a vote is handed on by its holder alone, and the delegation of it ended by whoever is over them too',
  async (t) => {
    const panel = { tierRole: 'panel-member', organisationId: null } as const
    const officer = namer('officer', ['commissioner-officer'], null)
    const manager = namer('manager', ['team-manager'])
    t.equal(said(namer('holder', ['panel-member'], null), panel), true)
    t.equal(said(namer('holder', ['mdt-member']), { tierRole: 'mdt-member' }), true)
    t.equal(said(officer, panel), 'case-role-required')
    t.equal(said(manager, { tierRole: 'mdt-member' }), 'case-role-required')
    t.equal(mayEnd(officer, wanted(panel)), true)
    t.equal(mayEnd(manager, wanted({ tierRole: 'mdt-member' })), true)
    t.ok(isRefusal(mayEnd(namer('delegate', ['panel-member'], null), wanted(panel))))
  },
)

t.test('section 117: the council names its own delegate, so that one body never decides for both', async (t) => {
  t.equal(said(namer('holder', ['local-authority-officer'], null), council), true)
  t.equal(said(namer('officer', ['commissioner-officer'], null), council), 'case-role-required')
})

t.test('days and roles that make no sense are refused by name', async (t) => {
  const holder = namer('holder', ['care-coordinator'])
  t.equal(said(holder, { delegateId: 'holder' }), 'request-invalid/delegateId')
  t.equal(said(holder, { from: '2026-11-23' }), 'request-invalid/from')
  t.equal(said(holder, { until: '2026-11-23' }), 'request-invalid/until')
  t.equal(said(holder, { until: today }), true, 'one day is enough')
  t.equal(said(holder, { until: '2027-05-24' }), true, 'six months are')
  t.equal(said(holder, { until: '2027-05-25' }), 'request-invalid/until')
  t.equal(said(holder, { organisationId: null }), 'request-invalid/organisationId')
  t.equal(said(holder, { tierRole: 'panel-member' }), 'request-invalid/organisationId')
})
