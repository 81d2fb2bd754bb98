import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { findPostmaster } from '../../dev/postgres/postmaster.ts'
import { joinSandboxDatabase } from '../../dev/sandbox/database.ts'
import { londonDate } from '../../src/shared/dates.ts'
import type { Purchase, Statement } from '../../src/spending/schemas.ts'
import { fileReceipt } from '../spending/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { aFolder, dataIn, outcomeOf, program, startOwnProcess } from '../support/own-process.ts'
import { aPurchase, aReviewCompletion } from '../support/pathway-builders.ts'
import { caseAt, toAgreement, toDisclosure } from '../support/sandbox-pathway.ts'

const today = () => londonDate(new Date())
t.setTimeout(300_000)

t.test('half of the pathway, kill -9, and the rest: nothing is lost, and tokens from before still hold', async (t) => {
  const folder = await aFolder(t)
  const first = await startOwnProcess(t, folder)
  const half = await toDisclosure(first)
  const before = await caseAt(first, half)
  const timeline = `/v1/cases/${half.caseId}/timeline?limit=100`
  // That nobody could be told of a letter is found between requests, by whichever of the two gets to it.
  const happenedAt = async ({ as }: Pick<typeof first, 'as'>) =>
    (await as('person').get<{ items: { type: string }[] }>(timeline)).ok.items.filter(
      ({ type }) => type !== 'letter.not-told',
    )
  const happened = await happenedAt(first)
  const token = await (await fetch(`${first.url}/sandbox/tokens/person`)).text()
  await first.kill()

  const second = await startOwnProcess(t, folder)
  t.same(await caseAt(second, half), before)
  t.same(await happenedAt(second), happened)
  const known = await fetch(`${second.url}/v1/cases/${half.caseId}`, { headers: { authorization: `Bearer ${token}` } })
  t.equal(known.status, 200)

  const line = await toAgreement(second, half)
  const [broker, careCoordinator] = [second.as('broker'), second.as('care-coordinator')]
  const bought = { amountPence: 24_999, boughtOn: today() }
  const purchase = (await broker.post<Purchase>(`/v1/plan-lines/${line}/purchases`, aPurchase(bought))).ok
  const shown = { amountPence: 24_999, issuedOn: today() }
  t.equal((await fileReceipt({ broker }, purchase.id, shown)).status, 201)
  const reviews = (await careCoordinator.get<{ items: { id: string }[] }>(`/v1/cases/${half.caseId}/reviews`)).ok.items
  const done = await careCoordinator.post(
    `/v1/reviews/${reviews[0]?.id}/completion`,
    aReviewCompletion({ saidFor: aSaidFor({ saidOn: today() }) }),
  )
  fits(t, done.ok, { review: { status: 'done' }, nextReview: { kind: 'routine', status: 'scheduled' } })
  fits(t, await caseAt(second, half), { stage: 'spending', step: 'review-done' })
  await intact(t, folder)
})

/** A purchase of one penny that was sent; `id` where the answer came. */
interface Sent {
  readonly key: string
  readonly bought: string
  id?: string
}

t.test(
  'kill -9 of the service and of its PostgreSQL while eight write: what was acknowledged is there, once',
  async (t) => {
    const folder = await aFolder(t)
    const first = await startOwnProcess(t, folder)
    const half = await toDisclosure(first)
    const line = await toAgreement(first, half)
    const buyOnce = (client: Client, { key, bought }: Sent) =>
      client.post<Purchase>(
        `/v1/plan-lines/${line}/purchases`,
        aPurchase({ amountPence: 1, bought, boughtOn: today() }),
        { key },
      )

    /** Asked again, as the answer says, where a machine under load has refused. */
    const buy = async (client: Client, one: Sent) => {
      for (let tried = 1; ; tried += 1) {
        const answer = await buyOnce(client, one)
        if (answer.status !== 503 || tried === 5) return answer
        await wait(1_000)
      }
    }

    const sent: Sent[] = []
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const broker = first.as('broker')
      for (let number = 0; ; number += 1) {
        const one: Sent = { key: `writer-${writer}-${number}`, bought: `Drumstick ${writer}-${number}` }
        sent.push(one)
        const answer = await buyOnce(broker, one).catch(() => undefined)
        if (!answer) return
        // A machine under load may refuse; what it refuses it has not acknowledged.
        if (answer.status !== 503) one.id = answer.ok.id
      }
    })
    while (sent.filter((one) => one.id).length < 100) await wait(10)
    const postmaster = await findPostmaster(dataIn(folder))
    await Promise.all([first.kill(), postmaster && process.kill(postmaster.pid, 'SIGKILL')])
    await Promise.all(writers)
    const acknowledged = sent.filter((one) => one.id)
    t.ok(sent.length - acknowledged.length >= 8, 'each of the eight had one on its way')

    const second = await startOwnProcess(t, folder)
    const broker = second.as('broker')
    const purchases = `/v1/cases/${half.caseId}/purchases?limit=100`
    const found = await everyPage<Purchase>(broker, purchases)
    const idsOf = (bought: string) => found.filter((purchase) => purchase.bought === bought).map(({ id }) => id)
    t.same(
      acknowledged.filter(({ bought, id }) => idsOf(bought).join() !== id),
      [],
      'each is there once',
    )
    t.equal(found.length, new Set(found.map((purchase) => purchase.bought)).size, 'nothing is there twice')

    const repeated = await Promise.all(
      acknowledged.slice(-50).map(async (one) => ({ one, answer: await buy(broker, one) })),
    )
    t.same(
      repeated.filter(({ one, answer }) => answer.ok.id !== one.id).length,
      0,
      'a repeated key gets its first answer',
    )
    t.ok(repeated.every(({ answer }) => answer.headers.get('idempotency-replayed') === 'true'))
    for (const one of sent.filter(({ id }) => !id)) {
      const known = idsOf(one.bought)[0]
      const answer = await buy(broker, one)
      t.equal(answer.headers.get('idempotency-replayed'), known ? 'true' : null, 'done before, or done now')
      if (known) t.equal(answer.ok.id, known)
    }
    const statement = (await broker.get<Statement>(`/v1/cases/${half.caseId}/statement`)).ok
    t.equal(statement.spentPence, sent.length, 'to the penny: one for each that was sent')
    t.equal((await everyPage(broker, purchases)).length, sent.length)
    await intact(t, folder)
  },
)

async function everyPage<Item>(client: Client, path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor = ''; ; ) {
    const page = (await client.get<{ items: Item[]; nextCursor: string | null }>(`${path}${cursor}`)).ok
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = `&cursor=${page.nextCursor}`
  }
}

/** The command that operators have says that the chain over all that happened is whole, with nothing left to seal. */
async function intact(t: Test, folder: string): Promise<void> {
  const { appUrl } = await joinSandboxDatabase(folder)
  const env = { DATABASE_URL: appUrl, AUDIT_SEAL_KEY_FILE: join(folder, 'audit-seal-key.pem') }
  for (let attempt = 0; ; attempt += 1) {
    const { code, said } = await outcomeOf(program(['src/tools/verify-audit.ts'], env))
    if (said.includes('not yet sealed') && attempt < 20) {
      await wait(500)
      continue
    }
    t.equal(code, 0)
    t.match(said, /^QYG: [1-9]\d* entries, chain intact, head [0-9a-f]{16}$/m)
    return
  }
}
