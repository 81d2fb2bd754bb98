import fc from 'fast-check'
import t from 'tap'
import type { OrganisationFloat } from '../../src/floats/schemas.ts'
import { lateBefore, reconcileBy } from '../../src/rules/spending/float-reconciliations.ts'
import { dayOf } from '../../src/shared/dates.ts'
import { anActor } from '../support/actors.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

t.test('each month is to be reconciled by the end of the next', async (t) => {
  for (const [open, by] of [
    ['2027-02-04', '2027-03-31'],
    ['2027-02-28', '2027-03-31'],
    ['2028-01-31', '2028-02-29'],
    ['2027-12-01', '2028-01-31'],
  ] as const)
    t.equal(reconcileBy(open), by)
  const day = fc.integer({ min: 20_000, max: 24_000 }).map(dayOf)
  fc.assert(fc.property(day, day, (open, today) => reconcileBy(open) < today === open < lateBefore(today)))
})

t.test('a float that nobody has reconciled in time is on the list of the late ones, until both sign', async (t) => {
  const service = await startService(t)
  const { brokerageId, trustId } = tenants.QYG
  const officers = ['who-pays', 'who-pays-too'].map((sub) => service.as(anActor('commissioner-officer', { sub })))
  const [officer] = officers
  const opened = service.clock.today()
  for (const organisationId of [brokerageId, trustId])
    for (const one of officers)
      void (
        await one.post(`/v1/organisations/${organisationId}/float-payments`, {
          ...{ kind: 'deposit', amountPence: 50_000, paidOn: opened, reference: 'ICB-1' },
        })
      ).ok
  const floats = async (query = '', client = officer) =>
    (await client?.get<{ items: OrganisationFloat[] }>(`/v1/floats${query}`))?.ok.items ?? []
  const whose = async (query = '') => (await floats(query)).map(({ organisationId }) => organisationId)
  const both = [brokerageId, trustId].sort()
  t.same(await whose(), both)
  t.same(await whose('?late=true'), [])
  t.same(
    (await floats()).map((one) => one.reconcileBy),
    [reconcileBy(opened), reconcileBy(opened)],
  )

  service.clock.set(`${reconcileBy(opened)}T12:00:00Z`)
  t.same(await whose('?late=true'), [], 'on the last day it is in time')
  service.clock.advance({ days: 1 })
  t.same(await whose('?late=true'), both)
  t.same(await whose('?late=false'), [])
  t.same(await whose('?late=true&limit=1'), both.slice(0, 1))
  const stated = await service
    .as('broker')
    .post<{ id: string }>(`/v1/organisations/${brokerageId}/float-reconciliations`, {
      ...{ until: reconcileBy(opened), statedPence: 50_000 },
    })
  t.same(await whose('?late=true'), both, 'what the organisation alone says is no reconciliation')
  void (
    await service
      .as(anActor('commissioner-officer', { sub: 'who-signs' }))
      .post(`/v1/float-reconciliations/${stated.ok.id}/signature`)
  ).ok
  t.same(await whose('?late=true'), [trustId])
  t.same(
    (await floats('', service.as('broker'))).map(({ organisationId }) => organisationId),
    [brokerageId],
    'an organisation is told of its own alone',
  )
})
