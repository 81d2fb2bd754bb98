import t from 'tap'
import type { Statement } from '../../src/spending/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aPurchase } from '../support/pathway-builders.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const own = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
const services = [{ service: 'social-care-day', units: 33 }]

t.test(
  'lambeth (S3): a pooled pot hosted by the council, half and half, a part kept for a crisis, signed off at team level',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
    const { calculation, budget } = await toldBudget(journey, { method: 'required-services', services })
    t.equal(calculation.amountPence, 204_600)
    t.same(budget.shares, [
      { funder: 'commissioner', amountPence: 102_300 },
      { funder: 'local-authority', amountPence: 102_300 },
    ])
    t.equal(budget.reservePence, 10_230)

    // What people spent it on: a gym, a television subscription, a gravestone (S3).
    const lines = [
      aPlanLine({ ...own, key: 'gym', title: 'Gym membership', category: 'exercise', amountPence: 94_370 }),
      aPlanLine({
        ...own,
        key: 'gravestone',
        title: 'A gravestone, to grieve',
        category: 'other',
        amountPence: 100_000,
      }),
    ]
    const over = await journey.broker.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/support-plans`, {
      outcomes: [],
      lines: [{ ...lines[0], amountPence: 94_371 }, lines[1]],
      crisisContingency: null,
    })
    const missing = await journey.broker.get<{ missing: { code: string }[] }>(`/v1/support-plans/${over.ok.id}/checks`)
    t.ok(
      missing.ok.missing.some(({ code }) => code === 'budget-exceeded'),
      'a penny more would eat into what is kept for a crisis',
    )

    const next = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
    await toldBudget(next, { method: 'required-services', services })
    const submitted = await submittedPlan(next, next.broker, lines)
    t.match(submitted.route, { decides: 'team-manager' })
    const signed = await signedPlan(next, submitted)

    // The percentage is decided when the budget is approved: here 60:40, to the penny.
    const shares = [
      { funder: 'commissioner', basisPoints: 6_000 },
      { funder: 'local-authority', basisPoints: 4_000 },
    ]
    const uneven = await decision(next.teamManager, signed, {
      shares: [{ funder: 'commissioner', basisPoints: 6_000 }],
    })
    t.equal(uneven.status, 422, 'shares that are not the whole are refused')
    const decided = (await decision(next.teamManager, signed, { shares })).ok
    t.match(decided.decision, {
      outcome: 'agreed',
      shares: [
        { funder: 'commissioner', amountPence: 116_622 },
        { funder: 'local-authority', amountPence: 77_748 },
      ],
    })

    const statement = (await next.person.get<Statement>(`/v1/cases/${next.ids.caseId}/statement`)).ok
    const gym = statement.lines.find((line) => line.key === 'gym')
    const bought = aPurchase({ amountPence: 94_370, instrument: 'bank-account', boughtOn: service.clock.today() })
    t.equal((await next.person.post(`/v1/plan-lines/${gym?.planLineId}/purchases`, bought)).status, 201)
  },
)

t.test('agreed in part: what is refused names its line, and can be appealed; what is agreed opens', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  await toldBudget(journey, { method: 'required-services', services })
  const lines = [
    aPlanLine({ ...own, key: 'gym', title: 'Gym membership', category: 'exercise', amountPence: 50_000 }),
    aPlanLine({ ...own, key: 'tv', title: 'A television subscription', category: 'other', amountPence: 30_000 }),
  ]
  const signed = await signedPlan(journey, await submittedPlan(journey, journey.broker, lines))
  const reason = { code: 'outcome-not-clear', line: 'tv', whatWouldChange: 'Say how it would help you sleep.' }
  const outcomes = [
    { line: 'gym', outcome: 'agreed' },
    { line: 'tv', outcome: 'refused' },
  ]
  const answer = await decision(journey.teamManager, signed, {
    outcome: 'agreed-in-part',
    lines: outcomes,
    reasons: [reason],
  })
  t.match(answer.ok.decision, { outcome: 'agreed-in-part', reasons: [{ line: 'tv' }] })
  const keys = async () =>
    (await journey.person.get<Statement>(`/v1/cases/${journey.ids.caseId}/statement`)).ok.lines.map((line) => line.key)
  t.same(await keys(), ['gym'])

  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${answer.ok.decision.id}/appeals`, {
    words: 'It keeps me company at night.',
  })
  await journey.officer.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })
  t.same(await keys(), ['gym', 'tv'])
})
