import type { Actor } from '../platform/access/access.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import type { Warn } from '../platform/work/background.ts'
import { type About, theCase } from '../rules/concerns/concerns.ts'
import { type Signal, signalLevels, signalsOf } from '../rules/concerns/signals.ts'
import { lookAtAccounts } from './look-at-accounts.ts'
import { lookAtClaims } from './look-at-claims.ts'
import { lookAtFeeds } from './look-at-feeds.ts'
import { raiseSignal } from './raise-signal.ts'
import {
  type LookedPurchase,
  listEarlier,
  listFresh,
  listLooked,
  listRaised,
  lockWatch,
  raisedKey,
  setLookedTo,
} from './signals-repository.ts'

const mostAtOnce = 100
/** What is committed late has an identifier from before: so far back is looked again. A signal that was raised is not raised again. */
const lookBackMilliseconds = 10 * 60_000

/**
 * Looks for signals in what was recorded since it last looked, and raises each once; says how many it raised. Between requests, so that no purchase takes
 * longer for being a strange one.
 */
export async function lookForSignals(
  { database, now }: Platform,
  closing: AbortSignal,
  warn: Warn = () => undefined,
): Promise<number> {
  let raised = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    raised += await database.write(actor, (tx) => lookAtAccounts(tx, actor, now(commissionerId), warn))
    raised += await database.write(actor, (tx) => lookAtClaims(tx, actor, now(commissionerId)))
    raised += await database.write(actor, (tx) => lookAtFeeds(tx, actor, now(commissionerId)))
    let after: string | undefined
    do {
      if (closing.aborted) return raised
      const page = await database.write(actor, (tx) => lookAtPage(tx, actor, after, now(commissionerId)))
      raised += page.raised
      after = page.next
    } while (after !== undefined)
  }
  return raised
}

/** Looks at a page of what is new; says where the next one begins, where there is one. */
async function lookAtPage(tx: Tx, actor: Actor, after: string | undefined, now: Date) {
  const lookedTo = await lockWatch(tx, actor)
  const fresh = await listFresh(tx, actor, after ?? placeBefore(lookedTo), mostAtOnce)
  const last = fresh.at(-1)?.id
  if (last === undefined) return { raised: 0, next: undefined }
  const ids = [...new Set(fresh.map(({ purchaseId }) => purchaseId))]
  const purchases = await listLooked(tx, actor, ids)
  const others = purchases.flatMap(({ elsewhere }) => elsewhere?.purchaseId ?? [])
  const [known, earlier] = await Promise.all([listRaised(tx, actor, [...ids, ...others]), listEarlier(tx, actor, ids)])
  let raised = 0
  for (const purchase of purchases) {
    const { before = [], near = [] } = earlier.get(purchase.id) ?? {}
    const signals = signalsOf(purchase, before, near)
    for (const signal of signals.filter(({ reason }) => !known.has(raisedKey(purchase.id, reason)))) {
      const { reason, level } = signal
      const raising = { reason, level, subject: subjectOf(purchase, signal), purchaseId: purchase.id }
      await raiseSignal(tx, { actor, now }, purchase.caseId, raising)
      raised += 1
    }
    raised += await raiseElsewhere(tx, actor, purchase, known, now)
  }
  if (last > lookedTo) await setLookedTo(tx, actor, last)
  return { raised, next: fresh.length < mostAtOnce ? undefined : last }
}

/** On the other case too: which of the two the receipt is of, somebody has to find out. Neither names the other. */
async function raiseElsewhere(
  tx: Tx,
  actor: Actor,
  { elsewhere }: LookedPurchase,
  known: Set<string>,
  now: Date,
): Promise<number> {
  const reason = 'document-in-two-cases'
  if (elsewhere === null || known.has(raisedKey(elsewhere.purchaseId, reason))) return 0
  const { purchaseId, caseId, payee } = elsewhere
  const subject = { ...theCase, about: 'payee', payee } as const
  await raiseSignal(tx, { actor, now }, caseId, { reason, level: signalLevels[reason], subject, purchaseId })
  known.add(raisedKey(purchaseId, reason))
  return 1
}

/** What a signal of a purchase is about: who was paid, the line, or who recorded it. */
const subjectOf = (purchase: LookedPurchase, { about }: Signal): About => ({
  about,
  memberId: about === 'member' ? (purchase.buyer?.memberId ?? null) : null,
  planLineId: about === 'line' ? purchase.planLineId : null,
  payee: about === 'payee' ? purchase.payee : null,
})

/** The first identifier of version 7 (RFC 9562 §5.7) of some minutes before this one. */
function placeBefore(id: string): string {
  const milliseconds = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  const hex = Math.max(0, milliseconds - lookBackMilliseconds)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
