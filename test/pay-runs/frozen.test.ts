import t from 'tap'
import { newestOf, raise, take } from '../concerns/acts.ts'
import { startService } from '../support/service.ts'
import { aPayer, draft, payable, payers, paymentsOf } from './acts.ts'

const service = await startService(t)

t.test(
  'while a case is frozen its payments wait, in words that name no concern, and go on by themselves',
  async (t) => {
    const journey = await payable(service)
    const lead = service.as('safeguarding-lead')
    void (await raise(journey.careCoordinator, journey)).ok
    const concernId = (await newestOf(lead, journey)) ?? ''
    void (await take(lead, concernId)).ok
    const freeze = {
      about: 'case',
      planLineId: null,
      payee: null,
      reason: 'Somebody else has the card.',
      until: service.clock.today(),
    }
    void (await lead.post(`/v1/concerns/${concernId}/freezes`, freeze)).ok
    const { drafter } = payers(service)
    await aPayer(drafter)
    const draftAll = () => draft(drafter, '2026-12-31')
    t.equal((await draftAll()).problem.code, 'nothing-to-pay')
    t.match((await paymentsOf(journey))[0], { state: 'held' }, 'what was found is kept, though no run came of it')
    const other = await payable(service)
    t.equal((await draftAll()).status, 201)
    t.match((await paymentsOf(other))[0], { state: 'in-run' })
    const [held] = await paymentsOf(journey)
    t.match(held, { state: 'held' })
    t.notMatch(JSON.stringify(held), /concern|safeguard|card/i)
    service.clock.advance({ days: 1 })
    t.equal((await draftAll()).status, 201)
    t.match((await paymentsOf(journey))[0], { state: 'in-run' })
  },
)
