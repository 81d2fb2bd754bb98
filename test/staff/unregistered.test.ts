import t from 'tap'
import { permissionsByRole, roles } from '../../src/permissions.ts'
import { isStaffRole } from '../../src/role-organisations.ts'
import { anActor } from '../support/actors.ts'
import { aPerson, unknownId } from '../support/builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { unregistered } from '../support/staff.ts'

const service = await startService(t)

t.test(
  '403: an account that nobody registered does and sees nothing by a role of staff, whichever it is',
  async (t) => {
    for (const role of roles.filter(isStaffRole)) {
      const client = await unregistered(service, anActor(role, { sub: `a-second-account-${role}` }))
      for (const { operationId, method, path, permission } of service.contract.operations) {
        if (permission === undefined || !permissionsByRole[role].includes(permission as never)) continue
        const at = path.replaceAll(/\{version\}/g, '1').replaceAll(/\{\w+\}/g, () => unknownId())
        const answer = await client.request(method, at)
        t.equal(answer.problem.code, 'staff-not-registered', `${operationId} as ${role}`)
      }
    }
  },
)

t.test('a second account of one officer is no second person', async (t) => {
  const officer = service.as('commissioner-officer')
  const { id } = (await officer.post<{ id: string }>('/v1/people', aPerson())).ok
  const issued = await officer.post<{ id: string }>(`/v1/people/${id}/sign-in-codes`, { handedOver: 'in-person' })
  const second = await unregistered(service, anActor('commissioner-officer', { sub: 'officer-second-account' }))
  const confirm = () => second.post(`/v1/sign-in-codes/${issued.ok.id}/confirmation`)
  await refused(t, service, confirm, 'staff-not-registered')
})

t.test('a role of people is theirs without a register', async (t) => {
  const client = await unregistered(
    service,
    anActor('person', { sub: 'nobody-yet', roles: ['person', 'care-coordinator'] }),
  )
  t.equal((await client.get('/v1/cases')).status, 200)
  await refused(t, service, () => client.post('/v1/people', aPerson()), 'staff-not-registered')
})
