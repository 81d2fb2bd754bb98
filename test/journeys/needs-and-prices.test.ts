import t from 'tap'
import type { Statement } from '../../src/spending/schemas.ts'
import { theCouncil } from '../payees/acts.ts'
import { withHealthElement } from '../support/health-element.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aPurchase } from '../support/pathway-builders.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const

t.test(
  'northamptonshire (S3): the services required for the year, at the prices of the trust, explained line by line',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'northamptonshire' })
    const { calculation, budget } = await toldBudget(journey, {
      method: 'required-services',
      services: [
        { service: 'talking-therapy', units: 26 },
        { service: 'community-contact', units: 12 },
      ],
    })
    t.equal(calculation.amountPence, 26 * 13_900 + 12 * 27_500)
    t.match(
      calculation.steps.map((step) => step.sentence),
      [
        /^A session of talking therapy: 26 sessions in the year, at £139.00 each \(prices of 2024\), is £3,614.00\.$/,
        /12 contacts in the year, at £275.00 each/,
      ],
    )
    t.match(budget, {
      amountPence: 691_400,
      reservePence: 0,
      shares: [{ funder: 'commissioner', amountPence: 691_400 }],
    })

    // What people in the pilot chose: a vehicle repair to reduce isolation, and a mattress (S2).
    const lines = [
      aPlanLine({
        ...notional,
        key: 'car',
        title: 'A car repair, to see people again',
        category: 'transport',
        amountPence: 64_000,
      }),
      aPlanLine({ ...notional, key: 'mattress', title: 'A mattress, to sleep', category: 'home', amountPence: 36_001 }),
    ]
    const submitted = await submittedPlan(journey, journey.broker, lines)
    t.match(submitted.route, {
      decides: 'team-manager',
      sentence:
        '£1,000.01 is over the care coordinator’s limit of £1,000.00. It is within the team manager’s limit of £15,000.00, so the team manager decides.',
    })
    const signed = await signedPlan(journey, submitted)
    t.equal((await decision(journey.careCoordinator, signed)).problem.code, 'not-the-decider')
    t.match((await decision(journey.teamManager, signed)).ok.supportPlan, { status: 'agreed' })

    const statement = (await journey.person.get<Statement>(`/v1/cases/${journey.ids.caseId}/statement`)).ok
    const path = `/v1/plan-lines/${statement.lines[0]?.planLineId}/purchases`
    const payeeId = await theCouncil(service)
    const bought = aPurchase({ amountPence: 64_000, payeeId, instrument: 'invoice', boughtOn: service.clock.today() })
    t.equal(
      (await journey.person.post(path, bought)).problem.code,
      'case-role-required',
      'no money changes hands: the person does not spend a notional budget',
    )
    t.equal((await journey.careCoordinator.post(path, bought)).status, 201)
  },
)

t.test(
  'west sussex (S3): points from the assessment, a pool in which nobody says what is health, care coordinators allocate',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'west-sussex-pooled' })
    const { calculation } = await toldBudget(journey, { method: 'points' })
    // Each domain: 2 without support on 22 days, 3 on 8 days, so 68 thirtieths; thirteen count once and safety twice: 34 points.
    t.equal(calculation.amountPence, 34 * 18_000)
    t.equal(
      calculation.steps.reduce((sum, step) => sum + step.amountPence, 0),
      calculation.amountPence,
    )
    t.same(calculation.shares, [{ funder: 'pool', amountPence: 612_000 }])
    t.match(
      calculation.steps.at(-1)?.sentence,
      /Nobody has to say which of your needs are health and which are social care/,
    )
    t.equal(calculation.facts.ratings.length, 14, 'nothing is asked again')

    const submitted = await submittedPlan(journey, journey.broker, [aPlanLine({ ...notional, amountPence: 500_000 })])
    t.equal(submitted.route.decides, 'care-coordinator')
    t.match((await decision(journey.careCoordinator, await signedPlan(journey, submitted))).ok.supportPlan, {
      status: 'agreed',
      totalPence: 500_000,
    })
  },
)

t.test(
  'south kent coast (S3): a social-care budget and a health element that the GP agrees first; the assessor does not decide',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
    const services = [{ service: 'talking-therapy', units: 10 }]
    await withHealthElement(journey)
    const { calculation } = await toldBudget(journey, { method: 'required-services', services })
    t.equal(calculation.amountPence, 439_000)
    t.same(calculation.shares, [
      { funder: 'local-authority', amountPence: 300_000 },
      { funder: 'commissioner', amountPence: 139_000 },
    ])

    // Not bound to what NICE approves, and paid by pre-paid card.
    const card = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
    const submitted = await submittedPlan(journey, journey.broker, [
      aPlanLine({
        ...card,
        title: 'Complementary therapy',
        category: 'therapy',
        element: 'health',
        amountPence: 100_000,
      }),
    ])
    t.match(
      submitted.route.sentence,
      /^The care coordinator has no limit set and may not decide\. £[\d,.]+ is within the NHS commissioner’s limit of £30,000\.00/,
    )
    const signed = await signedPlan(journey, submitted)
    t.equal((await decision(journey.careCoordinator, signed)).problem.code, 'not-the-decider')
    t.match((await decision(journey.officer, signed)).ok.decision, { tier: 'commissioner-lead', outcome: 'agreed' })

    const statement = (await journey.person.get<Statement>(`/v1/cases/${journey.ids.caseId}/statement`)).ok
    const path = `/v1/plan-lines/${statement.lines[0]?.planLineId}/purchases`
    const bought = aPurchase({ amountPence: 5_000, instrument: 'pre-paid-card', boughtOn: service.clock.today() })
    t.equal(
      (await journey.broker.post(path, bought)).problem.code,
      'case-role-required',
      'a direct payment is the person’s to spend',
    )
    t.equal((await journey.person.post(path, bought)).status, 201)
  },
)
