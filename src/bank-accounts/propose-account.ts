import type { Static } from '@sinclair/typebox'
import { findPayeeName } from '../payees/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { type About, type ConcernLevel, type SignalReason, theCase } from '../rules/concerns/concerns.ts'
import { recordAccount } from './record-account.ts'
import {
  insertBankAccount,
  type KeptBankAccount,
  listStanding,
  listTwins,
  lockFingerprint,
  type Owner,
  ownerOf,
} from './repository.ts'
import type { NewBankAccount } from './schemas.ts'
import { fingerprintsOf, sealDetails } from './sealed.ts'

/** Has those who handle concerns look at something of a case. Nobody else learns of it. */
export type Raise = (
  tx: Tx,
  context: Context,
  caseId: string,
  signal: { readonly reason: SignalReason; readonly level: ConcernLevel; readonly subject: About },
) => Promise<void>

interface Proposed {
  readonly owner: Owner
  readonly nameMatches: boolean
  /** Whether its owner is asked about their first account too: one who says it here themselves is not. */
  readonly asksFirst: boolean
}

/** Keeps an account, sealed, that a second person confirms before anything is paid into it; and who else is paid into it. */
export async function proposeAccount(
  tx: Tx,
  context: Context,
  { owner, nameMatches, asksFirst }: Proposed,
  input: Static<typeof NewBankAccount>,
  raise: Raise,
): Promise<KeptBankAccount> {
  const { actor, now } = context
  const ownerId = ownerOf(owner)
  const [fingerprint, ...before] = fingerprintsOf(tx, actor, input)
  await lockFingerprint(tx, fingerprint)
  const [standing, twins] = await Promise.all([
    listStanding(tx, actor, ownerId),
    listTwins(tx, actor, [fingerprint, ...before], ownerId),
  ])
  if (standing.some(({ status }) => status === 'proposed'))
    throw new Problem('wrong-state', 'An account waits already to be confirmed: confirm or refuse it first')
  const id = newId()
  const account: KeptBankAccount = {
    id,
    ...owner,
    ownerId,
    status: 'proposed',
    nameMatches,
    toTell: asksFirst || standing.length > 0,
    toldOn: null,
    answer: null,
    proposedAt: now.toISOString(),
    decidedAt: null,
    because: null,
    proposedBy: actor.actorId,
    toldAt: null,
    sealed: sealDetails(tx, actor, id, input),
    fingerprint,
  }
  await insertBankAccount(tx, actor, account, {
    documentHash: input.documentHash,
    twins: twins.map((twin) => twin.id),
  })
  const pairs = twins.flatMap((twin) => [[account, twin] as const, [twin, account] as const])
  await Promise.all(pairs.map(([one, other]) => raiseShared(tx, context, one, other, raise)))
  await recordAccount(tx, context, account, 'proposed')
  return account
}

/** On the case whose account it is: that somebody else is paid into it too. Of a payee the purchases tell, on whichever case it is paid. */
async function raiseShared(tx: Tx, context: Context, one: KeptBankAccount, other: KeptBankAccount, raise: Raise) {
  if (one.caseId === null) return
  const subject = await aboutOwner(tx, context.actor, other)
  await raise(tx, context, one.caseId, { reason: 'shared-bank-details', level: 'high', subject })
}

async function aboutOwner(tx: Tx, actor: Actor, { payeeId }: KeptBankAccount): Promise<About> {
  const payee = payeeId === null ? undefined : await findPayeeName(tx, actor, payeeId)
  return payee === undefined ? theCase : { ...theCase, about: 'payee', payee }
}
