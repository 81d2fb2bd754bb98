import { openDetails } from '../bank-accounts/sealed.ts'
import { listMembers } from '../case-team/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Warn } from '../platform/work/background.ts'
import { theCase } from '../rules/concerns/concerns.ts'
import { signalLevels } from '../rules/concerns/signals.ts'
import { couldBeOne } from '../rules/people/alike-names.ts'
import { type AccountSign, listAccountSigns, listLargeAfterChange, lockAccounts } from './accounts-repository.ts'
import { type RaisedSignal, raiseSignal } from './raise-signal.ts'

/**
 * Raises, once for each account, case and whom it is about, what the accounts show: one that is denied, shared or in another name, and a large payment into one that was changed shortly before; says
 * how many. Between requests: no proposal takes longer for being a strange one. What an account that cannot be opened shows is raised without whose name is on it, and the log says which it is.
 */
export async function lookAtAccounts(tx: Tx, actor: Actor, now: Date, warn: Warn): Promise<number> {
  await lockAccounts(tx, actor)
  const [signs, large] = await Promise.all([listAccountSigns(tx, actor, now), listLargeAfterChange(tx, actor, now)])
  for (const sign of [...signs, ...large])
    await raiseSignal(tx, { actor, now }, sign.caseId, await signalOf(tx, actor, sign, warn))
  return signs.length + large.length
}

/** What is raised: an account of the case in the name of somebody who works on it says who that is. */
async function signalOf(tx: Tx, actor: Actor, sign: AccountSign, warn: Warn): Promise<RaisedSignal> {
  const { reason, payee } = sign
  if (payee !== null) return { reason, level: signalLevels[reason], subject: { ...theCase, about: 'payee', payee } }
  const memberId = reason === 'bank-name-differs' ? await staffOfName(tx, actor, sign, warn) : undefined
  if (memberId === undefined) return { reason, level: signalLevels[reason], subject: theCase }
  const level = signalLevels['staff-paid-themselves']
  return { reason: 'staff-paid-themselves', level, subject: { ...theCase, about: 'member', memberId } }
}

async function staffOfName(
  tx: Tx,
  actor: Actor,
  { caseId, account }: AccountSign,
  warn: Warn,
): Promise<string | undefined> {
  const name = nameOn(tx, actor, account)
  if (name === undefined) {
    const ids = { commissionerId: actor.commissionerId, bankAccountId: account.id }
    warn(ids, 'an account cannot be opened with the keys that are given: whether its name is of staff stays open')
    return undefined
  }
  const team = await listMembers(tx, actor, caseId)
  const staff = team.filter(({ caseRole }) => caseRole !== 'person' && caseRole !== 'representative')
  return staff.find((member) => couldBeOne(name, member.name))?.id
}

/** The name on an account; undefined where its key is not given, or it was changed. One account of many stops no look. */
function nameOn(tx: Tx, actor: Actor, { id, sealed }: AccountSign['account']): string | undefined {
  try {
    return openDetails(tx, actor, id, sealed).name
  } catch {
    return undefined
  }
}
