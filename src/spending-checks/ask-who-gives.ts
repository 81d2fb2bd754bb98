import type { LockedCase } from '../case-access/case.ts'
import { isInCrisis } from '../case-access/in-crisis-repository.ts'
import { record } from '../platform/audit/audit.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { holdsName } from '../rules/people/alike-names.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { asksWhoGives, vettedStill, whatDbsIs } from '../rules/spending/vetting.ts'
import { londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { ofNothing, undecided } from './look-at-words.ts'
import { insertChecks, type KeptCheck, listChecksOf, listRefusedGivers } from './repository.ts'

/** What somebody would be paid for whom no register knows. */
interface Giver {
  readonly planLineId: string
  /** `crisisPence`: what a crisis brought to it. */
  readonly line: Parameters<typeof asksWhoGives>[0] & { readonly key: string; readonly crisisPence: Pence }
  readonly payee: string
  readonly amountPence: number
}
/** The pass by which they are paid, where one is needed; or the refusal, for `refusedAfter`. */
type Asked = { readonly passedBy: readonly string[] } | { readonly refusal: Problem }

/**
 * Asks who gives the support that a direct payment or a card pays for, once for a year and for each name: nobody is paid for it in silence whom nobody has vetted. While a crisis is on, what it brought is bought meanwhile: the support of that night does not wait for an answer. The
 * caller holds the lock on the case, and has refused who is registered, tied to the case, or not paid here.
 */
export async function askWhoGives(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, rules }: Pick<LockedCase, 'id' | 'rules'>,
  { planLineId, line, payee, amountPence }: Giver,
): Promise<Asked> {
  const asks = asksWhoGives(line, rules)
  const wordsHash = contentHash({ payee: foldName(payee) })
  const [[newest], refused] = await Promise.all([
    listChecksOf(tx, actor, caseId, [wordsHash]),
    listRefusedGivers(tx, actor, caseId),
  ])
  const decidedAt = newest?.outcome === 'passed' ? newest.decidedAt : null
  if (newest && decidedAt !== null && vettedStill(londonDate(new Date(decidedAt)), londonDate(now)))
    return { passedBy: asks ? [newest.id] : [] }
  // Whatever is bought of them, and by whichever of their names.
  if (newest?.outcome === 'refused' || refused.some((name) => holdsName(payee, name)))
    return { refusal: refusalBy('Somebody asked who this is, and they are not paid here') }
  if (!asks) return { passedBy: [] }
  const isOn = line.crisisPence >= amountPence && (await isInCrisis(tx, actor, caseId))
  const meanwhile: Asked = isOn ? { passedBy: [] } : { refusal: refusalBy(isAsked) }
  if (newest && newest.outcome === null) return meanwhile
  const check: KeptCheck = {
    ...{ id: newId(), caseId, about: 'payee', ...ofNothing, foundIn: 'purchase', planLineId, line: line.key, payee },
    ...{ amountPence, words: payee, wordsHash, uses: [], said: null },
    ...{ askedBy: actor.actorId, askedAt: now.toISOString(), ...undecided },
  }
  insertChecks(tx, actor, [check])
  await record(tx, actor, {
    type: 'spending-check.asked',
    subjectId: check.id,
    caseId,
    at: now,
    facts: { foundIn: check.foundIn, uses: [] },
  })
  return meanwhile
}

const isAsked = 'Somebody asks first who this is, and how they are known'
const refusalBy = (why: string): Problem => {
  const error = { pointer: '/payee', code: 'payee-not-vetted', detail: `${why}. ${whatDbsIs}` } as const
  return new Problem('payee-not-vetted', error.detail, { errors: [error] })
}
