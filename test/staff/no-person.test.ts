import t from 'tap'
import type { StaffMember } from '../../src/staff/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aPerson } from '../support/builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { aConfirmedCode, linkSignIn } from '../support/sign-in.ts'

const service = await startService(t)
const [careCoordinator, officer] = [service.as('care-coordinator'), service.as('commissioner-officer')]
const manager = service.as('team-manager')
const { trustId } = tenants.QYG
const bornOn = '1984-02-29'
const register = async () => (await careCoordinator.post<{ id: string }>('/v1/people', aPerson())).ok.id
const colleague = (actorId: string) => ({ actorId, organisationId: trustId, name: 'Quillon Colleague' })
const linked = async (sub: string) => {
  const person = service.as(anActor('person', { sub }))
  return linkSignIn({ careCoordinator, officer, person }, await register())
}

t.test('an account by which a person signs in is not one of a member of staff', async (t) => {
  await linked('a-person-of-ours')
  await refused(t, service, () => manager.post('/v1/staff-members', colleague('a-person-of-ours')), 'account-taken')
  const { id } = (await manager.post<StaffMember>('/v1/staff-members', colleague('an-account'))).ok
  const add = () => officer.post(`/v1/staff-members/${id}/accounts`, { actorId: 'a-person-of-ours' })
  await refused(t, service, add, 'account-taken')
})

t.test(
  'the refusal says the same of an account of a person as of one of a colleague, and that it is registered of neither',
  async (t) => {
    await linked('a-person-who-works')
    void (await manager.post<StaffMember>('/v1/staff-members', colleague('of-a-colleague'))).ok
    const [person, member] = await Promise.all(
      ['a-person-who-works', 'of-a-colleague'].map(async (account) => {
        const { problem } = await manager.post('/v1/staff-members', colleague(account))
        const { instance: _, ...told } = problem
        return told
      }),
    )
    t.same(person, member)
    t.match(person, { code: 'account-taken', title: 'This account cannot be registered' })
    t.notMatch(JSON.stringify(person), /already|taken by|in use|belongs/)
  },
)

t.test('nor once they linked it between the one who added it and the one who confirms', async (t) => {
  const { id } = (await manager.post<StaffMember>('/v1/staff-members', colleague('links-later'))).ok
  const { id: signInId } = await linked('links-later')
  const confirm = () => officer.post(`/v1/staff-members/${id}/accounts/confirmation`, { actorId: 'links-later' })
  await refused(t, service, confirm, 'account-taken')
  const person = service.as(anActor('person', { sub: 'links-later' }))
  t.equal((await person.post(`/v1/sign-ins/${signInId}/ending`)).status, 200)
  t.equal((await confirm()).status, 200, 'an ended sign-in is nobody’s')
})

t.test('and who is registered as staff links no sign-in', async (t) => {
  const { id } = (await manager.post<StaffMember>('/v1/staff-members', colleague('works-here-too'))).ok
  await officer.post(`/v1/staff-members/${id}/accounts/confirmation`, { actorId: 'works-here-too' })
  const { code } = await aConfirmedCode({ careCoordinator, officer }, await register())
  const person = service.as(anActor('person', { sub: 'works-here-too' }))
  const { problem } = await person.post('/v1/sign-ins', { code, bornOn })
  t.equal(problem.code, 'sign-in-refused')
})
