import { daysAfter } from '../../src/shared/dates.ts'
import { chaseReceipts } from '../../src/spending/chase-receipts.ts'
import { watchSpending } from '../../src/spending/watch-spending.ts'
import { attached, takeBack } from '../attachments/acts.ts'
import { sendFeed } from '../card-feeds/acts.ts'
import { setContact, setPreferences, tell } from '../notifications/acts.ts'
import { anActor } from './actors.ts'
import { brokerageRoad } from './brokerage-pathway.ts'
import { aPerson, aReferral, aSharing, unknownId } from './builders.ts'
import { concernRoad } from './concern-pathway.ts'
import { crisisRoad } from './crisis-pathway.ts'
import { healthNeedRoad } from './health-need-pathway.ts'
import { importsRoad } from './imports-pathway.ts'
import { type Journey, journeyTo } from './journey.ts'
import { moneyRoad } from './money-pathway.ts'
import { aCurrentService, aDocument, anInformationRequest, aPurchase, aReceipt } from './pathway-builders.ts'
import { paymentRoad } from './payment-pathway.ts'
import { policyRoad } from './policy.ts'
import { providerRoad, wordsRoad } from './provider-pathway.ts'
import { restoredRoad } from './restored-pathway.ts'
import { saidForRoad } from './said-for-pathway.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'
import { signOffRoad } from './sign-off-pathway.ts'

/** Walks the whole pathway, and gives the identifiers by the names of the contract's path parameters. */
export async function walk(service: Service): Promise<{ journey: Journey; ids: Record<string, string> }> {
  const asked = await journeyTo(service, 'expression-submitted')
  const path = `/v1/expressions-of-interest/${asked.ids.expressionId}/information-requests`
  const request = await asked.officer.post<{ informationRequests: { id: string }[] }>(path, anInformationRequest())
  await restoredRoad(service)
  const journey = await journeyTo(service, 'review-done')
  // A second purchase that is like the first is marked.
  const boughtOn = service.clock.today()
  const again = await journey.broker.post<{ id: string }>(
    `/v1/plan-lines/${journey.ids.planLineId}/purchases`,
    aPurchase({ boughtOn }),
  )
  const ofAgain = `/v1/purchases/${again.ok.id}/receipt`
  await journey.broker.post(ofAgain, aReceipt({ issuedOn: boughtOn, documentHash: aDocument.sha256 }))
  const asPdf = { raw: aDocument.bytes, headers: { 'content-type': 'application/pdf' } }
  await journey.broker.post(`${ofAgain}/file`, undefined, asPdf)
  const attachmentId = await attachmentRoad(journey)
  const words = { ...(await wordsRoad(journey)), ...(await providerRoad(journey)) }
  await receiptMissing(service, journey)
  const referral = await service
    .as(anActor('care-coordinator', { sub: 'a-stranger' }))
    .post<{ id: string }>('/v1/referrals', aReferral(journey.ids.personId))
  const current = await journey.person.post<{ id: string }>(
    `/v1/cases/${journey.ids.caseId}/current-services`,
    aCurrentService(),
  )
  const sharing = await journey.officer.post<{ id: string }>(
    `/v1/people/${journey.ids.personId}/sharings-without-consent`,
    aSharing(),
  )
  const of = `/v1/people/${journey.ids.personId}`
  await journey.officer.post(`${of}/record-requests`, { reason: 'By letter', receivedOn: service.clock.today() })
  const hold = await journey.officer.post<{ id: string }>(`${of}/legal-holds`, {
    reason: 'The coroner has asked for it',
  })
  const correction = await journey.person.post<{ id: string }>(`${of}/correction-requests`, {
    record: 'person',
    recordId: null,
    words: 'It is wrong',
  })
  const { etag } = await journey.officer.get(of)
  await journey.officer.patch(of, { interpreterNeeded: true }, { ifMatch: etag })
  const { nhsNumber } = (await journey.officer.get<{ nhsNumber: string }>(`/v1/people/${journey.ids.personId}`)).ok
  await journey.officer.post('/v1/people', aPerson({ nhsNumber }))
  const newestOf = async (path: string) =>
    (await journey.officer.get<{ items: { id: string }[] }>(path)).ok.items[0]?.id ?? ''
  const ids: Record<string, string> = {
    ...journey.known,
    ...words,
    purchaseId: again.ok.id,
    attachmentId,
    informationRequestId: request.ok.informationRequests[0]?.id ?? '',
    currentServiceId: current.ok.id,
    referralId: referral.ok.id,
    sharingId: sharing.ok.id,
    legalHoldId: hold.ok.id,
    correctionRequestId: correction.ok.id,
    code: 'wrong-state',
    likelyDoubleId: await newestOf('/v1/likely-doubles'),
    signInCodeId: await newestOf(`/v1/people/${journey.ids.personId}/sign-in-codes`),
    machineClientId: tenants.QYG.machineClientId,
    ...(await policyRoad(service)),
    ...(await signOffRoad(service)),
    ...(await saidForRoad(service)),
    ...(await crisisRoad(service)),
    ...(await concernRoad(service, journey)),
    ...(await cardRoad(journey)),
    ...(await paymentRoad(service)),
    ...(await quietRoad(service, journey)),
    ...(await healthNeedRoad(service)),
    ...(await moneyRoad(service)),
    ...(await brokerageRoad(service, journey)),
    ...(await webhookRoad(service)),
    ...(await contactRoad(journey)),
    ...(await importsRoad(service)),
  }
  Object.assign(ids, await floatRoad(service, ids.organisationId ?? ''))
  await identifiersRoad(journey, ids.organisationId ?? '')
  ids.recordsExportId = await accessRoad(service, ids)
  return { journey, ids }
}

/** A file of the person's, and another that they took back. */
async function attachmentRoad({ person, ids }: Journey): Promise<string> {
  const gone = await attached(person, ids.caseId)
  void (await takeBack(person, gone.id)).ok
  return (await attached(person, ids.caseId)).id
}

/** A purchase whose receipt was asked for, and is lost. */
async function receiptMissing(service: Service, { broker, ids }: Journey): Promise<void> {
  const boughtOn = service.clock.today()
  const { id } = (
    await broker.post<{ id: string }>(
      `/v1/plan-lines/${ids.planLineId}/purchases`,
      aPurchase({ boughtOn, amountPence: 100 }),
    )
  ).ok
  // A tour takes no fifteen days.
  await service.database.sql('update purchase set chase_on = bought_on where purchase_id = $1', [id])
  await chaseReceipts({ database: service.access, now: service.clock.now }, new AbortController().signal)
  await broker.post(`/v1/purchases/${id}/receipt-loss`, { because: 'It was in the bag that was stolen.' })
}

/** Where the commissioner's system is told, and something on its way there. */
async function webhookRoad(service: Service): Promise<{ webhookId: string }> {
  const officer = service.as('commissioner-officer')
  const webhook = { url: 'http://127.0.0.1:9/events', types: null }
  const { id } = (await officer.post<{ id: string }>('/v1/webhooks', webhook)).ok
  await officer.post(`/v1/webhooks/${id}/test-events`)
  return { webhookId: id }
}

/** How the person is told, and what was given to them another way. */
async function contactRoad({ person, careCoordinator, ids, service }: Journey): Promise<object> {
  await setPreferences(person)
  await setContact(person, ids.personId, { notTo: [ids.memberId] })
  await setPreferences(careCoordinator, { email: 'chris@trust.example' })
  await careCoordinator.post(`/v1/decisions/${ids.decisionId}/letter/delivery`, {
    how: 'by-post',
    on: service.clock.today(),
  })
  await tell(service)
  // The link that opens their pages.
  await person.post(`/v1/cases/${ids.caseId}/page-links`)
  return {}
}

/** By what another system knows the person, their case, their plan and an organisation. */
async function identifiersRoad({ officer, ids }: Journey, organisationId: string): Promise<void> {
  const known = { system: 'https://record.trust.example/id/thing', values: ['RW4-20417'] }
  for (const path of [
    `people/${ids.personId}`,
    `cases/${ids.caseId}`,
    `support-plans/${ids.supportPlanId}`,
    `organisations/${organisationId}`,
  ])
    await officer.post(`/v1/${path}/identifiers`, known)
}

/** A line of which nothing was bought for weeks. */
async function quietRoad(service: Service, { person, ids }: Journey): Promise<{ spendingQuestionId: string }> {
  // A tour takes no six weeks.
  const setBack = (days: number) =>
    service.database.sql(`update support_plan set agreed_at = agreed_at + interval '${days} days' where case_id = $1`, [
      ids.caseId,
    ])
  await setBack(-60)
  await watchSpending({ database: service.access, now: service.clock.now }, new AbortController().signal)
  await setBack(60)
  const asked = await person.get<{ items: { id: string }[] }>(`/v1/cases/${ids.caseId}/spending-questions`)
  return { spendingQuestionId: asked.ok.items[0]?.id ?? '' }
}

/** What the issuer of the broker's card says was paid. */
async function cardRoad({ broker, officer, ids }: Journey): Promise<{ cardFeedLineId: string }> {
  await sendFeed({ ids }, broker, '2026-11-24,1.00,A CAFE')
  const lines = await officer.get<{ items: { id: string }[] }>(`/v1/cases/${ids.caseId}/card-feed-lines`)
  return { cardFeedLineId: lines.ok.items[0]?.id ?? '' }
}

/** A float of the broker's organisation, and its reconciliation for a day that is over. */
async function floatRoad(service: Service, organisationId: string): Promise<{ floatReconciliationId: string }> {
  const { commissionerId, brokerageId } = tenants.QYG
  const of = `/v1/organisations/${brokerageId}`
  const paid = { kind: 'deposit', amountPence: 100_000, paidOn: service.clock.today(), reference: 'ICB-1' }
  for (const id of [brokerageId, organisationId])
    for (const sub of ['the-commissioner-officer', 'who-confirms-floats'])
      await service.as(anActor('commissioner-officer', { sub })).post(`/v1/organisations/${id}/float-payments`, paid)
  // A tour takes no second day.
  await service.database.sql(
    `update organisation_float set opened_at = opened_at - interval '1 day' where commissioner_id = '${commissionerId}'`,
  )
  const body = { until: daysAfter(service.clock.today(), -1), statedPence: 0 }
  const stated = await service.as('broker').post<{ id: string }>(`${of}/float-reconciliations`, body)
  return { floatReconciliationId: stated.ok.id }
}

/** Walks the whole pathway and then reads everything on it, so that every operation that reads was asked once. */
export async function tour(service: Service): Promise<{ journey: Journey; ids: Record<string, string> }> {
  const { journey, ids } = await walk(service)
  for (const operation of service.contract.operations) {
    if (operation.method !== 'GET') continue
    const filled = fillPath(operation.path, ids)
    for (const who of ['commissioner-officer', 'care-coordinator', 'broker', 'machine'] as const)
      await service.as(who).get(filled)
    if (operation.parameters.some((parameter) => parameter.name === 'cursor'))
      await service.as('care-coordinator').get(`${filled}?cursor=${Buffer.from(unknownId()).toString('base64url')}`)
  }
  return { journey, ids }
}

/** A record that was restricted for a while, and was opened in an emergency; and who looked so far, which is written behind the requests. */
async function accessRoad(service: Service, { caseId, personId }: Readonly<Record<string, string>>): Promise<string> {
  const privacy = service.as('privacy-officer')
  const onCall = service.as(anActor('care-coordinator', { sub: 'on-call' }))
  const reason = 'The person is at the emergency department.'
  await privacy.post(`/v1/people/${personId}/restriction`, { reason })
  const opening = {
    actorName: 'Noor Officer',
    task: 'decide',
    reason: 'They know nobody there.',
    until: service.clock.today(),
  }
  await privacy.post(`/v1/people/${personId}/restriction/openings`, { actorId: 'the-commissioner-officer', ...opening })
  await privacy.get('/v1/restricted-records')
  await privacy.post(`/v1/people/${personId}/restriction/lifting`)
  await onCall.post(`/v1/cases/${caseId}/break-glass`, { reason })
  await service.as('crisis-team').post(`/v1/people/${personId}/crisis-looks`, { ground: 'somebody-called' })
  for (const path of [
    `/v1/people/${personId}/reads`,
    `/v1/people/${personId}/break-glass`,
    `/v1/people/${personId}/restriction/openings`,
    '/v1/record-reads',
    '/v1/break-glass',
    `/v1/people/${personId}/crisis-looks`,
    '/v1/crisis-looks',
  ])
    await privacy.get(path)
  // Whoever takes everything out says why.
  const wanted = { kind: null, format: 'ndjson', because: 'We move to another system.' }
  const { id } = (
    await service.as('commissioner-officer').post<{ id: string }>('/v1/exports', wanted, { key: 'export' })
  ).ok
  void (await service.as('auditor').get('/v1/exports')).ok
  await service.app.readLog.flush()
  return id
}

/** The path with its parameters filled in; throws for one that the pathway does not bring forth. */
export function fillPath(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined)
      throw new Error(`no step of the pathway makes a ${name}: add it to test/support/pathway-steps.ts`)
    return id
  })
}

export const tenantScopes = {
  ours: { commissionerId: tenants.QYG.commissionerId, actorId: 'the-care-coordinator' },
  theirs: { commissionerId: tenants.QOP.commissionerId, actorId: 'the-care-coordinator' },
}
