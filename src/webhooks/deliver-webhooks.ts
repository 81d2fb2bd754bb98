import { isToldNow } from '../events/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants, nobody } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import { inBatches } from '../platform/work/in-batches.ts'
import { chooseEvents } from './choose-events.ts'
import { type Claimed, claimDue, forgetSettled, killWaiting, restBehind } from './deliveries-repository.ts'
import {
  cameThroughAfter,
  clearFailing,
  leaveAlone,
  type Outcome,
  setFailing,
  setOff,
  setOutcome,
} from './outcomes-repository.ts'
import { readerOf } from './reader.ts'
import { type AtWork, listAtWork, listSecrets } from './repository.ts'
import { type Sent, send } from './sender.ts'
import { signed } from './signature.ts'
import { targetsOf } from './targets.ts'

const mostAtOnce = 50
const webhooksAtOnce = 8
/** One webhook is served for so long, and the batch that it is at; then it is the turn of others. */
const millisecondsEach = 2_000
/** Longer than a batch can take: whoever does not come back in that time is dead, and another goes on. */
const secondsTaken = 60
/** So long what was settled can be looked up. */
const daysKept = 30

/** What is told of an event: which it is, and of which case, unless it is for a provider. The rest is read by whoever may. */
export const payloadOf = (
  { id, eventId, type, sequence, caseId, happenedAt }: Claimed,
  now: Date,
  of: AtWork['organisation'] = null,
): string =>
  JSON.stringify({
    id: eventId ?? id,
    type: type ?? 'webhook.test',
    sequence,
    caseId: of?.kind === 'provider' ? null : caseId,
    happenedAt: (happenedAt ?? now).toISOString(),
  })

/**
 * Sends what happened to the webhooks that are on, and says how many deliveries were tried. What is to be sent is read off the chain and kept with how far
 * it was looked, so that nothing is lost with a process; what one took and never settled, the next sends again under the same `webhook-id`. Several
 * instances share the work.
 */
export async function deliverWebhooks(platform: Platform, closing?: AbortSignal): Promise<number> {
  let tried = 0
  let failed: unknown
  for (const { commissionerId } of await listTenants(platform.database)) {
    const actor = systemActor(commissionerId)
    const waiting = await platform.database.read(actor, (reads) => listAtWork(reads, platform.now(commissionerId)))
    // A receiver that is slow holds up a few others at the most, and none of them for longer than its turn and a batch.
    const work = async () => {
      for (let next = waiting.shift(); next && !closing?.aborted; next = waiting.shift()) {
        try {
          tried += await serve(platform, commissionerId, next, closing)
        } catch (error) {
          failed = error
        }
      }
    }
    await Promise.all(Array.from({ length: webhooksAtOnce }, work))
  }
  if (failed !== undefined) throw failed
  return tried
}

async function serve(
  platform: Platform,
  commissionerId: string,
  webhook: AtWork,
  closing?: AbortSignal,
): Promise<number> {
  let tried = 0
  for (let more = webhook.behind; more && !closing?.aborted; )
    more = await platform.database.write(systemActor(commissionerId), (tx) =>
      chooseEvents(tx, commissionerId, webhook, platform.now(commissionerId)),
    )
  const begun = performance.now()
  for (
    let sent = mostAtOnce;
    sent > 0 && !closing?.aborted && performance.now() - begun < millisecondsEach;
    tried += sent
  )
    sent = await sendBatch(platform, commissionerId, webhook)
  return tried
}

/** Takes a batch, sends it while no connection is held, and keeps how it came out; says how many there were. */
async function sendBatch({ database, now }: Platform, commissionerId: string, webhook: AtWork): Promise<number> {
  const actor = systemActor(commissionerId)
  const at = now(commissionerId)
  const until = new Date(at.getTime() + secondsTaken * 1_000)
  const { claimed, secrets, isTold } = await database.write(actor, async (tx) => {
    const [claimed, secrets] = await Promise.all([
      claimDue(tx, webhook, mostAtOnce, at, until),
      listSecrets(tx, commissionerId, webhook.id, at),
    ])
    if (claimed.length === 0) await restBehind(tx, webhook.id, at)
    return { claimed, secrets, isTold: await isToldNow(tx, readerOf(commissionerId, webhook), claimed) }
  })
  if (claimed.length === 0) return 0
  const seen = claimed.filter((one) => one.eventId === null || isTold(one))
  const targets = targetsOf(database)
  // Receivers refuse what is not of now by their own clock, which no sandbox moves.
  const sentAt = now(nobody.commissionerId)
  const answers = await Promise.all(
    seen.map(async (one) => {
      const body = payloadOf(one, at, webhook.organisation)
      return {
        id: one.id,
        ...(await send({ url: webhook.url, body, headers: signed(one.id, sentAt, body, secrets) }, targets)),
      }
    }),
  )
  const unseen = claimed.filter((one) => !seen.includes(one)).map(({ id }) => id)
  await database.write(actor, async (tx) => {
    const ended = now(commissionerId)
    const died: Date[] = []
    for (const outcome of outcomesOf(answers, unseen)) {
      died.push(...(await setOutcome(tx, outcome, ended, until)))
      if (asksForQuiet(outcome)) await leaveAlone(tx, webhook, outcome, ended)
    }
    const facts = { organisationId: webhook.organisation?.id ?? null }
    const told = { subjectId: webhook.id, caseId: null, at: ended }
    if (answers.some(({ status }) => status === 410)) {
      if (!(await setOff(tx, webhook, 'gone', ended))) return
      await record(tx, actor, { type: 'webhook.ended', ...told, facts: { ...facts, gone: true } })
      await killWaiting(tx, webhook.id, ended)
      return
    }
    const came = answers.some(({ status }) => isTaken(status))
    const since = answers.length === 0 ? null : await setFailing(tx, webhook, came, ended)
    if (since !== null && since < ended && (await onlyFailed(tx, webhook, died))) {
      if (await setOff(tx, webhook, 'only-failed', ended))
        await record(tx, actor, { type: 'webhook.switched-off', ...told, facts })
    } else if (!came) await clearFailing(tx, webhook)
  })
  return claimed.length
}

/** Whether something was tried for all its days, and nothing else came through in them. */
async function onlyFailed(tx: Tx, { id }: AtWork, died: readonly Date[]): Promise<boolean> {
  if (died.length === 0) return false
  return !(await cameThroughAfter(tx, id, new Date(Math.max(...died.map(Number)))))
}

/** Whether the receiver asks to be left alone with anything, not only with what it refused: that it takes no more now, or is away (RFC 6585, 4; RFC 9110, 15.6.4). */
const asksForQuiet = ({ answer, leaveSeconds }: Outcome) => (answer === 429 || answer === 503) && leaveSeconds > 0

const isTaken = (status: number) => status >= 200 && status < 300

/** One outcome for each answer that there was: a few, however many deliveries. */
function outcomesOf(answers: readonly (Sent & { id: string })[], unseen: readonly string[]): Outcome[] {
  const byAnswer = Map.groupBy(answers, ({ status, leaveSeconds }) => `${status} ${leaveSeconds}`)
  const outcomes = [...byAnswer.values()].flatMap((ones): Outcome[] => {
    const [first] = ones
    if (!first) return []
    const { status: answer, leaveSeconds } = first
    return [{ kind: isTaken(answer) ? 'delivered' : 'failed', answer, leaveSeconds, ids: ones.map(({ id }) => id) }]
  })
  return unseen.length === 0 ? outcomes : [...outcomes, { kind: 'unseen', answer: null, leaveSeconds: 0, ids: unseen }]
}

/** Forgets what was settled a month ago, and says how many. */
export async function forgetDeliveries({ database, now }: Platform, closing?: AbortSignal): Promise<number> {
  let forgotten = 0
  for (const { commissionerId } of await listTenants(database)) {
    const before = new Date(now(commissionerId).getTime() - daysKept * 86_400_000)
    const forget = (tx: Tx, most: number) => forgetSettled(tx, before, most)
    forgotten += await inBatches(database, systemActor(commissionerId), 1_000, forget, closing)
  }
  return forgotten
}
