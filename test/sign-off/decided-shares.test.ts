import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'
import { changed, decide } from './acts.ts'

const service = await startService(t)

const drums = { line: 'drum-kit', outcome: 'agreed' }

const noMattress = { line: 'mattress', outcome: 'refused' }

const because = { ...aReason, line: 'mattress', whatWouldChange: 'Say why the old one will not do.' }

const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const

const lambethPlan = async (pence: number) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 101 }] })
  const lines = [
    aPlanLine({ ...notional, amountPence: pence }),
    aPlanLine({ ...notional, key: 'mattress', amountPence: 333 }),
  ]
  return { journey, plan: await signedPlan(journey, await submittedPlan(journey, journey.broker, lines)) }
}

const shares = (commissioner: number, council: number) => [
  { funder: 'commissioner', basisPoints: commissioner },
  { funder: 'local-authority', basisPoints: council },
]

const sharesOf = (decision: Decision) => ('shares' in decision ? decision.shares : undefined)

t.test(
  'Lambeth: the decider sets the shares, which are kept to the penny and told; left out, the usual ones',
  async (t) => {
    const { journey, plan } = await lambethPlan(100_000)
    const set = await decision(journey.teamManager, plan, { shares: shares(6_667, 3_333) })
    const expected = [
      { funder: 'commissioner', basisPoints: 6_667, amountPence: 66_892 },
      { funder: 'local-authority', basisPoints: 3_333, amountPence: 33_441 },
    ]
    t.same(sharesOf(set.ok.decision), expected)
    t.same(sharesOf((await journey.person.get<Decision>(`/v1/decisions/${set.ok.decision.id}`)).ok), expected)
    const usual = await lambethPlan(100_000)
    t.same(sharesOf((await decision(usual.journey.teamManager, usual.plan)).ok.decision), [
      { funder: 'commissioner', basisPoints: 5_000, amountPence: 50_167 },
      { funder: 'local-authority', basisPoints: 5_000, amountPence: 50_166 },
    ])
  },
)

t.test(
  'Lambeth: each pays its part of every penny that is given, spent and released, in the shares of its plan',
  async (t) => {
    const { journey, plan } = await lambethPlan(100_000)
    await decision(journey.teamManager, plan, { shares: shares(6_667, 3_333) })
    const before = await statementOf(journey)
    t.match(before.sources, [
      { funder: 'commissioner', givenPence: 66_892, spentPence: 0, leftPence: 66_892 },
      { funder: 'local-authority', givenPence: 33_441, spentPence: 0, leftPence: 33_441 },
    ])
    const drums = before.lines.find((line) => line.key === 'drum-kit')?.planLineId ?? ''
    await buy(journey, { amountPence: 1_000, planLineId: drums, client: journey.broker, instrument: 'invoice' })
    t.match((await statementOf(journey)).sources, [
      { spentPence: 667, leftPence: 66_225 },
      { spentPence: 333, leftPence: 33_108 },
    ])
    const { id } = await changed(journey, [{ ...notional, amountPence: 50_000 }])
    const next = (await journey.broker.get<SupportPlan>(`/v1/support-plans/${id}`)).ok
    await decision(journey.teamManager, next, { shares: shares(5_000, 5_000) })
    t.match((await statementOf(journey)).sources, [
      { givenPence: 667 + 25_000, spentPence: 667, leftPence: 25_000 },
      { givenPence: 333 + 25_000, spentPence: 333, leftPence: 25_000 },
    ])
    for await (const { different } of proveLedger(service.access)) t.same(different, [])
  },
)

t.test('Lambeth: shared out is what was agreed, not what was asked for', async (t) => {
  const { journey, plan } = await lambethPlan(1)
  const given = {
    outcome: 'agreed-in-part',
    lines: [drums, noMattress],
    reasons: [because],
    shares: shares(3_300, 6_700),
  }
  t.same(sharesOf((await decision(journey.teamManager, plan, given)).ok.decision), [
    { funder: 'commissioner', basisPoints: 3_300, amountPence: 0 },
    { funder: 'local-authority', basisPoints: 6_700, amountPence: 1 },
  ])
})

t.test('422: shares that do not come to the whole, are not the scheme’s, or go with no agreement', async (t) => {
  const { journey, plan } = await lambethPlan(100)
  const ask = (more: object) => () => decision(journey.teamManager, plan, more)
  await refused(t, service, ask({ shares: shares(5_000, 4_999) }), 'shares-not-whole')
  await refused(t, service, ask({ shares: shares(5_000, 5_000).slice(0, 1) }), 'shares-not-whole')
  const pool = [...shares(5_000, 4_000), { funder: 'pool', basisPoints: 1_000 }]
  await refused(t, service, ask({ shares: pool }), 'shares-not-whole')
  const returned = { outcome: 'returned', reasons: [aReason], shares: shares(5_000, 5_000) }
  t.match((await refused(t, service, ask(returned), 'request-invalid')).errors, [{ pointer: '/shares' }])
  await refused(t, service, ask({ shares: shares(-1, 10_001) }), 'request-invalid')
  await refused(t, service, ask({ shares: [] }), 'request-invalid')
})

t.test('422: in Merseyside the decider sets no shares', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const given = { shares: shares(5_000, 5_000) }
  await refused(t, service, () => decide(journey, journey.careCoordinator, 'agreed', given), 'shares-not-decided-here')
  t.equal(sharesOf((await decide(journey, journey.careCoordinator)).ok.decision), null)
})
