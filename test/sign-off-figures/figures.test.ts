import t from 'tap'
import type { SignOffFigures } from '../../src/sign-off-figures/schemas.ts'
import { decide, escalate, escalateTo, overLimit, panelMembers, vote, withinLimit } from '../sign-off/acts.ts'
import { aMachine, inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const monday = '2026-11-23T09:30:00Z'
const service = await startService(t, { now: monday })
const officer = service.as('commissioner-officer')
const figures = async (query = '', client = officer) =>
  (await client.get<SignOffFigures>(`/v1/sign-off-figures${query}`)).ok
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)

t.test('of nothing, nothing is claimed', async (t) => {
  t.same(await figures(), {
    schemeId: null,
    from: '2025-11-23',
    until: '2026-11-23',
    decisions: 0,
    wentToPanel: 0,
    panelShare: null,
    tiers: [],
    escalations: ['not-comfortable', 'conflict-of-interest', 'breach'].map((because) => ({ because, plans: 0 })),
  })
})

t.test(
  'decisions by tier, the median of the working days at each, the share that went to a panel, and why plans went up',
  async (t) => {
    const [quick, slow, refusedOne, partly, late, waiting] = [
      await journeyTo(service, 'plan-signed', withinLimit),
      await journeyTo(service, 'plan-signed', withinLimit),
      await journeyTo(service, 'plan-signed', overLimit),
      await journeyTo(service, 'plan-signed'),
      await journeyTo(service, 'plan-signed', withinLimit),
      await journeyTo(service, 'plan-signed', withinLimit),
    ]
    await decide(quick, quick.careCoordinator)
    at('2026-11-25')
    await decide(refusedOne, refusedOne.teamManager, 'refused')
    await escalateTo(partly, 'risk-enablement-panel')
    at('2026-11-27')
    await decide(slow, slow.careCoordinator)
    const members = panelMembers(partly)
    const except = { exceptLines: ['mattress'], reasons: [{ ...aReason, line: 'mattress' }] }
    for (const member of members) await vote(partly, member, true, except)
    const lines = [
      { line: 'drum-kit', outcome: 'agreed' },
      { line: 'mattress', outcome: 'refused' },
    ]
    const [, second] = members
    if (second) await decide(partly, second, 'agreed-in-part', { lines, reasons: except.reasons })
    await escalate(waiting, waiting.careCoordinator, { because: 'conflict-of-interest' })
    at('2026-12-01')
    t.equal(await sweep(service), 3, 'the one with the care coordinator, the one that waits above, and who signs')
    at('2026-12-02')
    await decide(late, late.teamManager)

    const found = await figures()
    t.match(found, { decisions: 5, wentToPanel: 1, panelShare: 0.2, until: '2026-12-02' })
    t.same(found.tiers, [
      // Left after 0, 2, 4 and 6 working days: the one that was decided at once, partly, slow, late.
      {
        tier: 'care-coordinator',
        decisions: 2,
        agreed: 2,
        agreedInPart: 0,
        returned: 0,
        refused: 0,
        medianWorkingDays: 3,
      },
      // Partly passed by in no time, late stayed a day, the refused one two.
      { tier: 'team-manager', decisions: 2, agreed: 1, agreedInPart: 0, returned: 0, refused: 1, medianWorkingDays: 1 },
      { tier: 'mdt-meeting', decisions: 0, agreed: 0, agreedInPart: 0, returned: 0, refused: 0, medianWorkingDays: 0 },
      {
        tier: 'risk-enablement-panel',
        decisions: 1,
        agreed: 0,
        agreedInPart: 1,
        returned: 0,
        refused: 0,
        medianWorkingDays: 2,
      },
    ])
    t.same(found.escalations, [
      // One plan, though it was passed up three times.
      { because: 'not-comfortable', plans: 1 },
      { because: 'conflict-of-interest', plans: 1 },
      { because: 'breach', plans: 2 },
    ])
  },
)

t.test(
  'a period counts its own days, both ends included, by the clock in England; a scheme its own cases',
  async (t) => {
    const decisions = async (query: string) => (await figures(query)).decisions
    t.equal(await decisions('?from=2026-11-23&until=2026-11-23'), 1)
    t.equal(await decisions('?from=2026-11-24&until=2026-11-25'), 1)
    t.equal(await decisions('?from=2026-11-27&until=2026-12-02'), 3)
    t.equal(await decisions('?from=2026-11-24&until=2026-11-24'), 0)
    t.equal(await decisions(`?schemeId=${tenants.QYG.schemeId}`), 5)
    t.equal(await decisions(`?schemeId=${tenants.QYG.schemes['lambeth-integrated']}`), 0)
    t.match(await figures('?until=2026-11-24'), { from: '2025-11-24', until: '2026-11-24' })
  },
)

t.test('they are for the commissioner’s officers and systems, each of their own tenant', async (t) => {
  t.equal((await figures('', service.as(aMachine(['figures:read'])))).decisions, 5)
  t.equal((await figures('', service.as(inTenant('QOP', 'commissioner-officer')))).decisions, 0)
  for (const who of ['care-coordinator', 'team-manager', 'panel-member', 'auditor', 'person'] as const)
    await refused(t, service, () => service.as(who).get('/v1/sign-off-figures'), 'permission-missing', who)
})

t.test('400: a period that ends before it begins, and days and schemes that are none', async (t) => {
  for (const query of ['?from=2026-11-25&until=2026-11-24', '?from=2026-02-30', '?schemeId=merseyside', '?tier=panel'])
    await refused(t, service, () => officer.get(`/v1/sign-off-figures${query}`), 'request-invalid', query)
})
