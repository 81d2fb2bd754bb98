import { createHash } from 'node:crypto'
import t from 'tap'
import type { CardFeed, CardFeedLine } from '../../src/card-feeds/schemas.ts'
import { domainWork } from '../../src/domains.ts'
import type { FloatReconciliation, OrganisationFloat } from '../../src/floats/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { aCardFeed } from '../card-feeds/acts.ts'
import { change } from '../sign-off/acts.ts'
import { balances, buy, fileReceipt, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { type Service, startService } from '../support/service.ts'

const listed = async <Item>({ officer, ids }: Journey, path: string) =>
  (await officer.get<{ items: Item[] }>(`/v1/cases/${ids.caseId}/${path}`)).ok.items

async function proved(service: Service) {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}

t.test(
  'the broker’s company card: paid in, bought, photographed, matched, given back, and reconciled to the penny',
  async (t) => {
    const service = await startService(t)
    const journey = await journeyTo(service, 'money-agreed')
    const { broker, officer, ids } = journey
    const ofBroker = `/v1/organisations/${tenants.QYG.brokerageId}`
    const paid = { kind: 'deposit', amountPence: 80_000, paidOn: '2026-11-24', reference: 'ICB-1' }
    const confirms = service.as(anActor('commissioner-officer', { sub: 'who-confirms-floats' }))
    for (const client of [officer, confirms])
      t.equal((await client.post(`${ofBroker}/float-payments`, paid)).status, 201)
    const floatPence = async () => (await officer.get<OrganisationFloat>(`${ofBroker}/float`)).ok.balancePence

    // The broker buys, files the receipt, and sends the photograph of it: an auditor can look at it.
    const { id } = (await buy(journey, { amountPence: 20_000 })).ok
    const photograph = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(2_000, 7)])
    const documentHash = createHash('sha256').update(photograph).digest('hex')
    await fileReceipt(journey, id, { amountPence: 20_000, documentHash })
    const asPng = { raw: photograph, headers: { 'content-type': 'image/png' } }
    t.equal((await broker.post(`/v1/purchases/${id}/receipt/file`, undefined, asPng)).status, 201)
    const headers = { authorization: `Bearer ${await service.tokenFor('auditor')}` }
    const looked = await fetch(`${service.baseUrl}/v1/purchases/${id}/receipt/file`, { headers })
    t.same(Buffer.from(await looked.arrayBuffer()), photograph)
    t.equal(await floatPence(), 60_000)

    // The card issuer says the same, and one payment that nobody wrote down.
    const feed = aCardFeed(
      '2026-11-25,200.00,CITY DRUM SHOP LIVERPOOL',
      '2026-11-25,30.00,DRUM SKINS LTD',
      '2026-11-26,-50.00,CITY DRUM SHOP',
    )
    service.clock.advance({ days: 2 })
    const sent = (await broker.post<CardFeed>(`/v1/cases/${ids.caseId}/card-feeds`, feed)).ok
    t.match(sent, { linesAdded: 3, linesMatched: 2 })
    t.match((await officer.get<Purchase>(`/v1/purchases/${id}`)).ok, { amountPence: 20_000, reversedPence: 5_000 })
    const [line] = await listed<CardFeedLine>(journey, 'unmatched-card-feed-lines')
    fits(t, line, { merchant: 'DRUM SKINS LTD', amountPence: 3_000 })
    const made = { planLineId: ids.planLineId, bought: 'New skins for the drums' }
    t.equal((await broker.post(`/v1/card-feed-lines/${line?.id}/purchase`, made)).status, 201)
    t.same(await listed(journey, 'unmatched-card-feed-lines'), [])
    t.same(await listed(journey, 'purchases-without-feed-line'), [])
    t.same((await balances(journey))['drum-kit'], [25_000, 18_000, 3_000, 7_000])
    t.equal(await floatPence(), 62_000)

    // The day after, both sign what is there.
    service.clock.advance({ days: 1 })
    const stated = (
      await broker.post<FloatReconciliation>(`${ofBroker}/float-reconciliations`, {
        until: '2026-11-26',
        statedPence: 62_000,
      })
    ).ok
    fits(t, stated, {
      depositsPence: 80_000,
      purchasesPence: 23_000,
      reversalsPence: 5_000,
      closingPence: 62_000,
      differencePence: 0,
    })
    const sign = `/v1/float-reconciliations/${stated.id}/signature`
    t.equal((await officer.post(sign)).status, 403, 'who recorded what was paid in does not sign for it')
    const another = service.as(anActor('commissioner-officer', { sub: 'who-signs-for-floats' }))
    t.equal((await another.post(sign)).status, 200)
    await proved(service)
  },
)

t.test(
  'a pre-paid card with a feed: the person buys, what is missing is asked for, and nothing is counted twice',
  async (t) => {
    const service = await startService(t)
    const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
    const card = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
    await change(journey, { lines: [aPlanLine({ amountPence: 30_000, ...card })] })
    await journey.on('money-agreed')
    const { person, careCoordinator, ids } = journey
    const pay = (amountPence: number) => buy(journey, { client: person, amountPence, instrument: 'pre-paid-card' })
    const first = (await pay(4_000)).ok

    // The same feed from the person and from their care coordinator: each line is there once.
    const feed = aCardFeed('2026-11-24,40.00,CITY DRUM SHOP', '2026-11-24,7.50,THE CORNER CAFE')
    const send = (client: typeof person) => client.post<CardFeed>(`/v1/cases/${ids.caseId}/card-feeds`, feed)
    t.match((await send(person)).ok, { linesAdded: 2, linesMatched: 1 })
    t.match((await send(careCoordinator)).ok, { linesAdded: 0, linesKnown: 2 })
    t.same(
      (await listed<CardFeedLine>(journey, 'unmatched-card-feed-lines')).map(({ merchant }) => merchant),
      ['THE CORNER CAFE'],
    )
    t.equal((await statementOf(journey)).spentPence, 4_000)

    // Nobody files the receipt: it is asked for twice, then the card buys nothing more on this line, until somebody lifts it.
    const receipts = domainWork.find(({ name }) => name === 'receipts')
    for (const days of [15, 14, 2]) {
      service.clock.advance({ days })
      await receipts?.work({ database: service.access, now: service.clock.now }, new AbortController().signal)
    }
    t.match(await listed<Purchase>(journey, 'missing-receipts'), [{ id: first.id, receiptPausedOn: '2026-12-25' }])
    const stopped = await refused(t, service, () => pay(1_000), 'receipt-missing')
    t.equal(stopped.detail, 'The receipt of what you bought on 24 November 2026 is missing')
    const because = { because: 'They are in hospital, and their sister brings it.' }
    t.equal((await careCoordinator.post(`/v1/purchases/${first.id}/receipt-pause/lifting`, because)).status, 200)
    t.equal((await pay(1_000)).status, 201)
    await proved(service)
  },
)
