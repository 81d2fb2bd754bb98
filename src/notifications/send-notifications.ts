import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import { inBatches } from '../platform/work/in-batches.ts'
import type { NotificationChannel, NotificationFault } from '../rules/notifications/kinds.ts'
import { howToTell, howToTellBefore, nextTry } from '../rules/notifications/when-to-tell.ts'
import { londonDate } from '../shared/dates.ts'
import { messageWords } from '../words/notifications.ts'
import type { PageWords } from '../words/pages/page-words.ts'
import { forgetEarlier, loadEarlier } from './addresses-repository.ts'
import { chooseNotifications } from './choose-notifications.ts'
import { keepUntold, untoldOf } from './keep-outcomes.ts'
import { daysKept, messagesAtOnce, secondsTaken } from './limits.ts'
import { forgetSettled, lockTaking } from './reading-repository.ts'
import { loadRecipients, recipientKey } from './recipients-repository.ts'
import { type Outcome, setOutcomes, setReferences, type Taken, takeDue } from './taking-repository.ts'
import { wordsForReads } from './translations.ts'
import { type Sent, type Transports, transportsOf } from './transports.ts'
import { whatIsOver } from './what-is-over.ts'

/** One commissioner is served for so long, and the batch that it is at; then it is the turn of others. */
const millisecondsEach = 5_000

/**
 * Tells people that there is something for them, and says about how many things something was done. What is to be told is read off the chain and kept
 * with how far it was read, so that nothing is lost with a process; what one took and never settled, the next sends again under the same reference. Several
 * instances share the work.
 */
export async function sendNotifications(platform: Platform, closing?: AbortSignal): Promise<number> {
  const { database, now } = platform
  let done = 0
  let failed: unknown
  for (const { commissionerId } of await listTenants(database))
    try {
      const actor = systemActor(commissionerId)
      for (let more = true; more && !closing?.aborted; )
        more = await database.write(actor, (tx) => chooseNotifications(tx, commissionerId, now(commissionerId)))
      const begun = performance.now()
      for (let told = 1; told > 0 && !closing?.aborted && performance.now() - begun < millisecondsEach; done += told)
        told = await sendBatch(platform, commissionerId)
    } catch (error) {
      failed = error
    }
  if (failed !== undefined) throw failed
  return done
}

/** What goes into one message, and where to. */
interface Planned {
  readonly channel: NotificationChannel
  readonly to: string
  readonly words: PageWords
  readonly taken: readonly Taken[]
}

/** Takes a few messages, sends them while no connection is held, and keeps what became of them; says how much there was. */
async function sendBatch({ database, now }: Platform, commissionerId: string): Promise<number> {
  const actor = systemActor(commissionerId)
  const at = now(commissionerId)
  const until = new Date(at.getTime() + secondsTaken * 1_000)
  const transports = transportsOf(database)
  const { taken, planned, settled } = await database.write(actor, async (tx) => {
    await lockTaking(tx)
    const taken = await takeDue(tx, messagesAtOnce, at, until)
    return { taken, ...(await plan(tx, commissionerId, taken, transports, at)) }
  })
  if (taken.length === 0) return 0
  const sent = await Promise.all(planned.map(async (one) => ({ one, sent: await send(one, transports) })))
  const ended = now(commissionerId)
  const outcomes = [...settled, ...sent.flatMap(({ one, sent }) => outcomesOf(one, sent, ended))]
  const untold = untoldOf(taken, outcomes)
  const isUntold = new Set(untold.map(({ id }) => id))
  const others = outcomes.filter(({ id }) => !isUntold.has(id))
  await database.write(actor, async (tx) => {
    await setOutcomes(tx, others, ended, until)
    await forgetEarlier(
      tx,
      taken.map(({ id }) => id),
    )
  })
  // After what was sent, and apart: a case that somebody holds for long has nothing sent twice.
  if (untold.length > 0) {
    const ofLetters = outcomes.filter(({ id }) => isUntold.has(id))
    await database.write(actor, (tx) => keepUntold(tx, actor, untold, ofLetters, ended, until))
  }
  return taken.length
}

function send({ channel, to, words, taken }: Planned, { by, link }: Transports): Promise<Sent> {
  const [first] = taken
  const transport = by[channel]
  if (!first || !transport) return Promise.resolve('failed')
  return transport.send({
    reference: referenceOf(taken),
    to,
    ...messageWords(
      taken.map(({ kind }) => kind),
      link,
      words,
    ),
    link,
    again: first.reference !== null,
  })
}

/** What is sent of what was taken, and what is not: each thing is looked at as it is now. */
async function plan(tx: Tx, commissionerId: string, taken: readonly Taken[], { by }: Transports, now: Date) {
  if (taken.length === 0) return { planned: [], settled: [] }
  const sends = (['email', 'text'] as const).filter((channel) => by[channel] !== undefined)
  const ids = taken.map(({ id }) => id)
  const [recipients, earlier, isOver] = await Promise.all([
    loadRecipients(tx, commissionerId, taken),
    loadEarlier(tx, commissionerId, ids),
    whatIsOver(tx, commissionerId, taken, londonDate(now)),
  ])
  const settled: Outcome[] = []
  const messages = new Map<string, Planned & { taken: Taken[] }>()
  for (const one of taken) {
    const recipient = recipients.get(recipientKey(one))
    const same = { ...unsettled(one), attempts: one.attempts, failingSince: one.failingSince }
    if (isOver(one) || recipient?.died) settled.push(notSent(one, 'over'))
    else if (!recipient) settled.push(notSent(one, 'no-address'))
    else {
      const before = earlier.get(one.id)
      const how = before
        ? howToTellBefore(recipient, before, one.kind, sends, now)
        : howToTell(recipient, one.kind, sends, now)
      if ('fault' in how) settled.push(notSent(one, how.fault))
      else if ('waitUntil' in how) settled.push({ ...same, dueAt: how.waitUntil })
      else {
        // What was tried together is tried together again, and nothing with it: by its reference it is known whether it was taken.
        const key = `${one.reference ?? messageOf(one)} ${how.send}`
        const message = messages.get(key) ?? {
          ...{ channel: how.send, to: how.to, taken: [] },
          words: wordsForReads(tx, recipient.language),
        }
        message.taken.push(one)
        messages.set(key, message)
      }
    }
  }
  const planned = [...messages.values()]
  await setReferences(
    tx,
    planned.flatMap(({ taken }) => taken.map(({ id }) => ({ id, reference: referenceOf(taken) }))),
  )
  return { planned, settled }
}

/** What is told together: all of a digest, or what there is much of. */
const messageOf = (one: Taken): string =>
  one.bundled ? recipientKey(one) : one.together ? `${recipientKey(one)} ${one.kind}` : one.id

/** That of the first try, or, at that, the oldest of what is told. */
const referenceOf = ([first]: readonly Taken[]): string => first?.reference ?? first?.id ?? ''

const unsettled = ({ id }: Taken) => ({ id, channel: null, messageId: null, fault: null })
const notSent = (one: Taken, fault: NotificationFault): Outcome => ({
  ...unsettled(one),
  ...{ fault, dueAt: null, attempts: one.attempts, failingSince: one.failingSince },
})

function outcomesOf({ channel, taken }: Planned, sent: Sent, now: Date): Outcome[] {
  return taken.map((one) => {
    if (typeof sent === 'object')
      return {
        ...unsettled(one),
        channel,
        messageId: sent.messageId,
        dueAt: null,
        attempts: one.attempts + 1,
        failingSince: null,
      }
    const failingSince = one.failingSince ?? now
    const attempts = one.attempts + 1
    if (sent === 'refused') return { ...notSent(one, 'refused'), channel, attempts, failingSince }
    const dueAt = nextTry(attempts, failingSince, now)
    return { ...unsettled(one), channel, fault: dueAt === null ? 'gave-up' : null, dueAt, attempts, failingSince }
  })
}

/** Forgets what came to its end a year ago, and says how many. */
export async function forgetNotifications({ database, now }: Platform, closing?: AbortSignal): Promise<number> {
  let forgotten = 0
  for (const { commissionerId } of await listTenants(database)) {
    const before = new Date(now(commissionerId).getTime() - daysKept * 86_400_000)
    const forget = (tx: Tx, most: number) => forgetSettled(tx, before, most)
    forgotten += await inBatches(database, systemActor(commissionerId), 1_000, forget, closing)
  }
  return forgotten
}
