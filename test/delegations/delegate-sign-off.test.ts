import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { Delegation, NewDelegation } from '../../src/delegations/schemas.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const holder = service.as('care-coordinator')
const manager = service.as('team-manager')
const officer = service.as('commissioner-officer')
const body = (more: object = {}): Static<typeof NewDelegation> => ({
  holderId: 'the-care-coordinator',
  holderName: 'Quillon care coordinator',
  tierRole: 'care-coordinator',
  organisationId: tenants.QYG.trustId,
  delegateId: 'the-delegate',
  delegateName: 'Quillon Delegate',
  from: '2026-11-24',
  until: '2026-12-04',
  ...more,
})
const name = (client: Client, more: object = {}) => client.post<Delegation>('/v1/delegations', body(more))
const read = (client: Client, id: string) => client.get<Delegation>(`/v1/delegations/${id}`)

t.test('201: a delegate is named from a day to a day, and it is on the record by whom', async (t) => {
  let answer = await name(manager, { until: '2026-11-30' })
  t.equal(answer.status, 201)
  t.same(answer.ok, {
    id: answer.ok.id,
    ...body({ until: '2026-11-30' }),
    setAt: '2026-11-24T09:30:00.000Z',
    endedAt: null,
  })
  t.equal(answer.headers.get('location'), `/v1/delegations/${answer.ok.id}`)
  const [entry] = await audited(service, async () => {
    answer = await name(holder)
  })
  t.match(entry, {
    type: 'delegation.made',
    subject_id: answer.ok.id,
    case_id: null,
    actor_id: 'the-care-coordinator',
    facts: {
      holderId: 'the-care-coordinator',
      delegateId: 'the-delegate',
      tierRole: 'care-coordinator',
      until: '2026-12-04',
    },
  })
})

t.test(
  'it is seen by both sides, by the managers of the trust and by the commissioner, and by nobody else',
  async (t) => {
    const { id } = (await name(officer)).ok
    const delegate = service.as(anActor('care-coordinator', { sub: 'the-delegate' }))
    for (const client of [holder, delegate, manager, officer, service.as('auditor'), service.as('machine')])
      t.equal((await read(client, id)).status, 200, `${client.actor?.sub}`)
    for (const client of [
      service.as(anActor('care-coordinator', { sub: 'somebody-else' })),
      service.as('panel-member'),
      service.as(inTenant('QOP', 'commissioner-officer')),
      service.as(inTenant('QOP', 'machine')),
    ])
      t.equal((await read(client, id)).problem.code, 'not-found', `${client.actor?.sub}`)
    t.equal((await read(officer, unknownId())).problem.code, 'not-found')
    const seen = async (client: Client) =>
      (await client.get<{ items: { id: string }[] }>('/v1/delegations?limit=100')).ok.items.some(
        (item) => item.id === id,
      )
    t.same(await Promise.all([holder, delegate, manager, officer, service.as('panel-member')].map(seen)), [
      true,
      true,
      true,
      true,
      false,
    ])
  },
)

t.test('a list of them is paged, newest first', async (t) => {
  const first = await officer.get<{ items: { id: string }[]; nextCursor: string }>('/v1/delegations?limit=1')
  const second = await officer.get<{ items: { id: string }[] }>(`/v1/delegations?limit=1&cursor=${first.ok.nextCursor}`)
  t.ok((first.ok.items[0]?.id ?? '') > (second.ok.items[0]?.id ?? 'z'))
})

t.test('403: nobody names a delegate who has no say over the holder', async (t) => {
  const colleague = service.as(anActor('care-coordinator', { sub: 'the-delegate' }))
  await refused(t, service, () => name(colleague), 'case-role-required', 'the delegate')
  await refused(t, service, () => name(holder, { holderId: 'another' }), 'case-role-required', 'for a colleague')
  const elsewhere = { tierRole: 'panel-member', organisationId: null }
  await refused(t, service, () => name(manager, elsewhere), 'case-role-required', 'a manager, for the panel')
  const council = { tierRole: 'local-authority-officer', organisationId: null }
  await refused(t, service, () => name(officer, council), 'case-role-required', 'the NHS, for the council')
  await refused(t, service, () => name(service.as('person')), 'permission-missing')
  await refused(t, service, () => name(service.as(aMachine(['delegation:read']))), 'permission-missing')
})

t.test('400, 422: days gone by, upside down, oneself, and a trust that is none, are refused by name', async (t) => {
  const fault = async (more: object, pointer: string) => {
    const { errors } = await refused(t, service, () => name(officer, more), 'request-invalid', pointer)
    t.equal(errors?.[0]?.pointer, pointer)
  }
  await fault({ from: '2026-11-23' }, '/from')
  await fault({ until: '2026-11-23' }, '/until')
  await fault({ until: '2027-05-25' }, '/until')
  await fault({ delegateId: 'the-care-coordinator' }, '/delegateId')
  await fault({ organisationId: null }, '/organisationId')
  await fault({ tierRole: 'panel-member' }, '/organisationId')
  await fault({ from: '2026-02-30' }, '/from')
  await fault({ tierRole: 'person' }, '/tierRole')
  for (const organisationId of [tenants.QYG.brokerageId, tenants.QOP.trustId, unknownId()])
    await refused(t, service, () => name(officer, { organisationId }), 'reference-unknown')
})

t.test('it is ended before its last day by who may name one, once', async (t) => {
  const { id } = (await name(holder)).ok
  const end = (client: Client) => client.post<Delegation>(`/v1/delegations/${id}/ending`)
  await refused(
    t,
    service,
    () => end(service.as(anActor('care-coordinator', { sub: 'the-delegate' }))),
    'case-role-required',
  )
  const answers = await Promise.all([end(manager), end(holder)])
  t.same(answers.map((answer) => answer.status).sort(), [200, 409])
  await refused(t, service, () => end(officer), 'wrong-state')
  t.match((await read(holder, id)).ok, { endedAt: '2026-11-24T09:30:00.000Z' })
  await refused(
    t,
    service,
    () => service.as(inTenant('QOP', 'commissioner-officer')).post(`/v1/delegations/${id}/ending`),
    'not-found',
  )
})
