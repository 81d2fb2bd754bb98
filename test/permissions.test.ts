import t from 'tap'
import { type Permission, permissions, permissionsByRole, type Role, roles } from '../src/permissions.ts'

const holders = (permission: Permission): Role[] => roles.filter((role) => permissionsByRole[role].includes(permission))
const onlyLooks = (role: Role) => permissionsByRole[role].filter((permission) => !permission.endsWith(':read'))

t.test('each role is in the table, with permissions that there are, each named once', async (t) => {
  t.same(Object.keys(permissionsByRole).sort(), [...roles].sort())
  for (const role of roles) {
    const held = permissionsByRole[role]
    t.same(
      held.filter((permission) => !permissions.includes(permission)),
      [],
      role,
    )
    t.equal(new Set(held).size, held.length, role)
  }
})

t.test(
  'an advocate looks, raises a concern, brings evidence, lodges an appeal, asks the team, can leave, and makes a link for themself; an auditor looks, and draws samples',
  async (t) => {
    t.same(onlyLooks('advocate'), [
      'concern:raise',
      'notification:own',
      'attachment:write',
      'appeal:write',
      'request:write',
      'case:team',
      'page:link',
    ])
    t.same(onlyLooks('auditor'), ['notification:own', 'audit:sample'])
  },
)

t.test('a broker never sees an assessment, and an auditor sees neither people nor what they wrote', async (t) => {
  t.notOk(permissionsByRole.broker.some((permission) => permission.startsWith('assessment:')))
  for (const personal of ['person:read', 'assessment:read', 'expression:read', 'plan:read'] as const)
    t.notOk(permissionsByRole.auditor.includes(personal), personal)
})

t.test('the commissioner alone decides on an expression of interest', async (t) => {
  t.same(holders('expression:decide'), ['commissioner-officer'])
})

t.test(
  'those of the tiers decide on plans, and neither the person, nor who stands by them, nor the broker',
  async (t) => {
    const deciders: Role[] = [
      'care-coordinator',
      'commissioner-officer',
      'local-authority-officer',
      'team-manager',
      'mdt-member',
      'panel-member',
      'lived-experience-member',
    ]
    t.same(holders('plan:decide').sort(), deciders.sort())
  },
)

t.test(
  'money is spent by those who can hold it: the person, their representative, the broker, the care team',
  async (t) => {
    t.same(holders('spending:write').sort(), ['broker', 'care-coordinator', 'person', 'representative'])
    for (const role of ['broker', 'person', 'representative'] as const)
      t.notOk(permissionsByRole[role].includes('plan:decide'), role)
  },
)

t.test(
  'an appeal is lodged by the person and those who speak for them, who decide on none, or recorded by those whom the letter names',
  async (t) => {
    const recorders: Role[] = ['care-coordinator', 'commissioner-officer']
    t.same(holders('appeal:write').sort(), [...recorders, 'advocate', 'person', 'representative'].sort())
    for (const role of ['advocate', 'person', 'representative', 'broker', 'care-coordinator'] as const)
      t.notOk(permissionsByRole[role].includes('appeal:decide'), role)
  },
)

t.test('rules are written and published by the commissioner alone', async (t) => {
  for (const permission of ['scheme:write', 'scheme:publish'] as const)
    t.same(holders(permission), ['commissioner-officer'], permission)
})

t.test('a plan is signed by those whose signature a scheme can ask for', async (t) => {
  t.same(holders('plan:sign').sort(), ['broker', 'care-coordinator', 'person', 'representative'])
})

t.test(
  'a person looks nobody up and registers nobody; nor does their representative, who opens no case either',
  async (t) => {
    for (const role of ['person', 'representative', 'advocate'] as const)
      for (const permission of ['person:search', 'person:write', 'sign-in:issue', 'event:read'] as const)
        t.notOk(permissionsByRole[role].includes(permission), `${role} ${permission}`)
    t.same(holders('case:open'), ['person', 'commissioner-officer', 'care-coordinator'])
  },
)

t.test('a sign-in is linked by the person alone, with a code that staff issue', async (t) => {
  t.same(holders('sign-in:link'), ['person'])
  t.same(holders('sign-in:issue'), ['commissioner-officer', 'care-coordinator'])
  t.same(holders('sign-in:end'), ['person', 'commissioner-officer'])
})
