import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
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
import { takeBackAccount } from './take-back-account.ts'

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
): Promise<KeptBankAccount> {
  const { actor, now } = context
  const ownerId = ownerOf(owner)
  const [fingerprint, ...before] = fingerprintsOf(tx, actor, input)
  await lockFingerprint(tx, fingerprint)
  const [kept, twins] = await Promise.all([
    listStanding(tx, actor, ownerId),
    listTwins(tx, actor, [fingerprint, ...before], ownerId),
  ])
  const standing = await withoutOfLeft(tx, context, kept)
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
    giverLeft: false,
    proposedBy: actor.actorId,
    toldAt: null,
    toldBy: null,
    sealed: sealDetails(tx, actor, id, input),
    fingerprint,
  }
  await insertBankAccount(tx, actor, account, {
    documentHash: input.documentHash,
    twins: twins.map((twin) => twin.id),
  })
  await recordAccount(tx, context, account, 'proposed')
  return account
}

/** What somebody gave who acts for the person no longer is confirmed by nobody: it stands in the way of no other, and is refused where one is given. */
async function withoutOfLeft(tx: Tx, context: Context, kept: readonly KeptBankAccount[]) {
  const isOfLeft = ({ status, giverLeft }: KeptBankAccount) => status === 'proposed' && giverLeft
  for (const { id } of kept.filter(isOfLeft)) await takeBackAccount(tx, context, id)
  return kept.filter((account) => !isOfLeft(account))
}
