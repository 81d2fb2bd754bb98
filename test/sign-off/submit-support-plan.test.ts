import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { change, decide, pathOf, read, submit, withinLimit } from './acts.ts'

const service = await startService(t)
interface Checks {
  readonly ready: boolean
  readonly missing: readonly { pointer: string; code: string; detail: string }[]
}

t.test('200: a plan that is ready goes to those who must sign it, and its text is kept', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const answer = await submit(journey)
  t.match(answer.ok, {
    status: 'awaiting-signatures',
    submittedVersion: 2,
    submittedAt: '2026-11-24T09:30:00.000Z',
    tier: null,
  })
  t.equal(answer.etag, '"2"')
  const kept = await journey.person.get(pathOf(journey, '/versions/2'))
  const { outcomes, lines, crisisContingency, totalPence, contentHash, submittedAt } = answer.ok
  t.same(kept.ok, {
    supportPlanId: journey.ids.supportPlanId,
    version: 2,
    outcomes,
    lines,
    crisisContingency,
    totalPence,
    contentHash,
    submittedAt,
  })
  const { ok: held } = await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)
  t.match(held, { stage: 'sign-off', step: 'plan-submitted' })
  t.same(held.waitingFor, ['broker', 'person', 'care-coordinator'])
})

t.test('404: a version that was never submitted is none', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  for (const version of [1, 3, 2_147_483_647])
    t.equal((await journey.broker.get(pathOf(journey, `/versions/${version}`))).problem.code, 'not-found', `${version}`)
  for (const version of ['0', '-1', '2147483648', 'last'])
    t.equal(
      (await journey.broker.get(pathOf(journey, `/versions/${version}`))).problem.code,
      'request-invalid',
      version,
    )
})

t.test('422: what is missing is told whole, the same by the checks beforehand and by the submission', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, {
    lines: [
      aPlanLine({ category: 'gambling', outcomes: ['work'], deployment: 'direct-payment', holderId: null }),
      aPlanLine({ amountPence: 40_000, preventive: true, holderId: null }),
    ],
    crisisContingency: aCrisisContingency({ warningSigns: [], contacts: [], ifTooUnwell: null, cover: [] }),
  })
  const expected = [
    '/lines/1/key key-repeated',
    '/lines/0/outcomes/0 outcome-unknown',
    '/lines/0/category spending-excluded',
    '/lines/0/deployment deployment-not-offered',
    '/lines/0/instrument instrument-unfit',
    '/lines/1/holderId holder-missing',
    '/lines/1/holdsBack need-missing',
    '/lines budget-exceeded',
    '/crisisContingency/warningSigns warning-sign-missing',
    '/crisisContingency/contacts contact-missing',
    '/crisisContingency/ifTooUnwell fallback-missing',
    '/crisisContingency/gapsAccepted cover-gap',
  ]
  const checks = (await journey.person.get<Checks>(pathOf(journey, '/checks'))).ok
  const problem = await refused(t, service, () => submit(journey), 'plan-incomplete')
  const named = (faults: Checks['missing'] = []) => faults.map(({ pointer, code }) => `${pointer} ${code}`)
  t.equal(checks.ready, false)
  t.same(named(checks.missing), expected)
  t.same(named(problem.errors), expected)
  t.match(checks.missing[2]?.detail, /cannot pay for gambling.*0808 8020 133/, 'the rule and where to go instead')
})

t.test('a plan with a great many faults is told all of them', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const outcomes = Array.from({ length: 20 }, (_, index) => `outcome-${index}`)
  await change(journey, { lines: Array.from({ length: 50 }, () => aPlanLine({ outcomes, category: 'tobacco' })) })
  const faults = 50 * 20 + 50 + 49 + 1
  t.equal((await journey.broker.get<Checks>(pathOf(journey, '/checks'))).ok.missing.length, faults)
  t.equal((await submit(journey)).problem.errors?.length, faults)
})

t.test('422: the lines come to the indicative budget and not a penny more', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await change(journey, { lines: [aPlanLine({ amountPence: 40_001 })] })
  const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.match(errors, [{ detail: 'The lines come to £400.01; the indicative budget has £400.00 left' }])
  await change(journey, { lines: [aPlanLine({ amountPence: 40_000 })] })
  t.equal((await submit(journey)).status, 200)
})

t.test('422: who holds the money is an organisation that is registered here', async (t) => {
  for (const holderId of [unknownId(), tenants.QOP.brokerageId]) {
    const journey = await journeyTo(service, 'plan-drafted')
    await change(journey, { lines: [aPlanLine(), aPlanLine({ key: 'mattress', amountPence: 1, holderId })] })
    const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
    t.match(errors, [{ pointer: '/lines/1/holderId', code: 'reference-unknown' }])
  }
})

t.test('200: a plan that was returned is submitted again, as a version of its own', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await decide(journey, journey.careCoordinator, 'returned')
  const again = await submit(journey)
  t.match(again.ok, { status: 'awaiting-signatures' })
  t.ok((again.ok.submittedVersion ?? 0) > Number(journey.ids.version))
  for (const version of [journey.ids.version, again.ok.submittedVersion])
    t.equal((await journey.person.get(pathOf(journey, `/versions/${version}`))).status, 200)
})

t.test('409: a plan is submitted once', async (t) => {
  for (const pathwayStep of ['plan-submitted', 'plan-signed', 'plan-agreed'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    await refused(t, service, () => submit(journey), 'wrong-state', pathwayStep)
  }
})

t.test('412: whoever names the version they read does not submit another one', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { etag } = await read(journey)
  await change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] })
  await refused(t, service, () => submit(journey, journey.broker, { ifMatch: etag }), 'precondition-failed')
})

t.test('403: the person or the broker submits, nobody else', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await refused(t, service, () => submit(journey, journey.careCoordinator), 'case-role-required')
  t.equal((await submit(journey, journey.person)).status, 200)
})

t.test('404: a case that ended takes no plan any further: the broker sees it no more', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => submit(journey), 'not-found')
})

t.test('it is on the record which version was submitted', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const entries = await audited(service, () => submit(journey))
  t.match(entries, [{ type: 'support-plan.submitted', actor_id: 'the-broker' }])
  t.same(entries[0]?.facts, { version: 2, totalPence: 40_000 })
})
