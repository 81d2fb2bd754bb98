import t from 'tap'
import type { StaffMember } from '../../src/staff/schemas.ts'
import { anActor } from '../support/actors.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const { trustId, brokerageId } = tenants.QYG
const colleague = (more: object = {}) => ({
  actorId: 'the-colleague',
  organisationId: trustId,
  name: 'Quillon Colleague',
  ...more,
})

t.test(
  'a member of staff is registered by one and confirmed by another, and each account counts as them',
  async (t) => {
    const service = await startService(t)
    const manager = service.as('team-manager')
    const officer = service.as('commissioner-officer')
    const { id } = (await manager.post<StaffMember>('/v1/staff-members', colleague())).ok
    const confirm = (client: typeof manager, actorId = 'the-colleague') =>
      client.post<StaffMember>(`/v1/staff-members/${id}/accounts/confirmation`, { actorId })
    await refused(t, service, () => confirm(manager), 'second-person-needed', 'who added it')
    t.match((await confirm(officer)).ok.accounts[0], { actorId: 'the-colleague', confirmedAt: String })
    await refused(t, service, () => confirm(officer), 'wrong-state')

    const added = await officer.post<StaffMember>(`/v1/staff-members/${id}/accounts`, { actorId: 'second-account' })
    t.equal(added.status, 201)
    const self = service.withToken(
      await service.issuer.sign({
        ...(await claims(service.issuer)),
        ...anActor('team-manager', { sub: 'the-colleague' }),
      }),
    )
    await refused(t, service, () => confirm(self, 'second-account'), 'second-person-needed', 'whose it is')
    t.equal((await confirm(manager, 'second-account')).ok.accounts.length, 2)
    await refused(
      t,
      service,
      () => manager.post('/v1/staff-members', colleague({ actorId: 'second-account' })),
      'account-taken',
    )
    await refused(
      t,
      service,
      () => manager.post(`/v1/staff-members/${id}/accounts`, { actorId: 'second-account' }),
      'account-taken',
      'of the same member again',
    )

    t.equal((await manager.get<StaffMember>(`/v1/staff-members/${id}`)).ok.name, 'Quillon Colleague')
    t.ok((await manager.post<StaffMember>(`/v1/staff-members/${id}/ending`)).ok.endedAt)
    await refused(t, service, () => manager.post(`/v1/staff-members/${id}/ending`), 'wrong-state')

    async function claims({ issuer, audience }: { issuer: string; audience: string }) {
      const at = Math.floor(service.clock.now().getTime() / 1000)
      return { iss: issuer, aud: audience, iat: at, exp: at + 3600 }
    }
  },
)

t.test('a manager keeps the register of their own organisation only', async (t) => {
  const service = await startService(t)
  const manager = service.as('team-manager')
  await refused(
    t,
    service,
    () => manager.post('/v1/staff-members', colleague({ organisationId: brokerageId })),
    'case-role-required',
  )
  const officer = service.as('commissioner-officer')
  const broker = (await officer.post<StaffMember>('/v1/staff-members', colleague({ organisationId: brokerageId }))).ok
  t.equal((await manager.get(`/v1/staff-members/${broker.id}`)).problem.code, 'not-found')
  const seen = (await manager.get<{ items: StaffMember[] }>('/v1/staff-members')).ok.items
  t.ok(seen.length > 0 && seen.every(({ organisationId }) => organisationId === trustId))
  t.ok((await officer.get<{ items: StaffMember[] }>('/v1/staff-members')).ok.items.some(({ id }) => id === broker.id))
})
