import t from 'tap'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { payable, reopen } from '../payees/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { proven } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { heldByOrganisation, statesOf } from './acts.ts'

const service = await startService(t)
const { providerId } = tenants.QYG
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

const officer = service.as('commissioner-officer')
const { drafter } = payers(service)
const holder = () =>
  payable(service.as('care-coordinator'), {
    ...{ kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId },
  })
const follow = () => doOnce(service, 'payees')
const end = async (id: string) => void (await officer.post(`/v1/payees/${id}/ending`)).ok

for (const first of ['fails', 'is ended'] as const)
  t.test(
    `what is owed to who was to hold it goes back with its line that closed, also where it first ${first}`,
    async (t) => {
      const journey = await heldByOrganisation(service, providerId)
      const payee = await holder()
      await follow()
      const run = await handOver(service, '2026-12-01')
      const [told] = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
      service.clock.set('2026-12-15T09:30:00Z')
      void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
      const fail = async () => {
        void (await results(service, drafter, run.id, [`${told?.reference},failed,,No such account`])).ok
        await advance(service)
      }
      const waits = async () => (await statesOf(journey)).filter(([, , state]) => state !== 'failed')
      if (first === 'fails') {
        await fail()
        t.same(await waits(), [['2026-12-15', 10_000, 'failed-before']])
        t.ok((await statementOf(journey)).owedPence > 0)
      }
      await end(payee.id)
      await follow()
      if (first === 'is ended') await fail()
      t.same(await waits(), [])
      t.match(await statementOf(journey), {
        owedPence: 0,
        spentPence: 0,
        heldPence: 0,
        availablePence: 0,
        releasedPence: 30_000,
      })
    },
  )

for (const first of ['fails', 'is ended'] as const)
  t.test(
    `what the bank could not pay to who was to hold it stays with the line, also where it first ${first}`,
    async (t) => {
      const journey = await heldByOrganisation(service, providerId)
      const payee = await holder()
      await follow()
      const run = await handOver(service, '2026-12-01')
      const [told] = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
      const fail = async () => {
        void (await results(service, drafter, run.id, [`${told?.reference},failed,,No such account`])).ok
        await advance(service)
      }
      service.clock.set('2026-12-15T09:30:00Z')
      const steps = { fails: fail, 'is ended': () => end(payee.id).then(() => follow()) }
      for (const step of [first, first === 'fails' ? 'is ended' : 'fails'] as const) await steps[step]()
      const waits = async () => (await statesOf(journey)).filter(([, , state]) => state !== 'failed')
      t.same(await waits(), [], 'nobody is paid who was ended')
      t.match(await statementOf(journey), { committedPence: 0, availablePence: 30_000 }, 'nor is anything lost')
      await reopen(service, payee.id)
      await follow()
      t.equal(
        (await waits()).reduce((all, [, pence]) => all + Number(pence), 0),
        30_000,
        'once opened again it is planned',
      )
      await end(payee.id)
      await follow()
    },
  )
