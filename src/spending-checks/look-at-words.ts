import { record } from '../platform/audit/audit.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Tx } from '../platform/database/database.ts'
import type { FieldError } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { excludedBy } from '../rules/planning/line-category.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { lookAt, readAs } from '../rules/spending/looked-at-words.ts'
import { coversStill } from '../rules/spending/spending-checks.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { insertChecks, type KeptCheck, listChecksOf, sumUses, type UseOfPass } from './repository.ts'
import type { SpendingCheck } from './schemas.ts'

/** What the words can be of, each by its identifier. */
export const ofNothing = {
  ...{ planLineId: null, supportPlanId: null, cardFeedLineId: null, offPlanRequestId: null, waitingClaimId: null },
}

export const undecided = { outcome: null, vetting: null, because: null, decidedBy: null, decidedAt: null } as const

/** Words that somebody gave, and where: at which field, and in what. */
export interface Given extends Partial<Pick<SpendingCheck, keyof typeof ofNothing>> {
  readonly pointer: string
  readonly text: string
  readonly foundIn: SpendingCheck['foundIn']
  readonly amountPence: number
  /** The line, where it is known, and who would be paid, where somebody is named: what is passed is passed for them, and as far as the amount. */
  readonly line: string | null
  readonly payee: string | null
  /** Not where the words do not say what was bought, as the name of a shop does not: then nothing is certain. */
  readonly certainly?: boolean
}

/** What the words of a case come to: what no budget buys, and what somebody has to look at first. Empty: nothing is in the way. */
export interface InTheWay {
  readonly refused: FieldError[]
  readonly held: FieldError[]
  /** The passes by which the words are let through: whoever buys keeps that they were used (`insertUses`). */
  readonly passedBy: string[]
  /** What is let through, and by which pass; null: by none, since nothing is in doubt. */
  readonly through: ReadonlyMap<Given, string | null>
}

/** What is the same for whoever looks: the words as they are read, the line, and who would be paid, however it is written. */
const hashOf = ({ text, line, payee }: Given): string =>
  contentHash({ words: readAs(text), line, payee: payee === null ? null : foldName(payee) })

/**
 * Looks at what somebody wants to buy, by its words. What is in doubt, and nobody has looked at yet, is kept for somebody who does: it is never passed in silence. The
 * caller holds the lock on the case.
 */
export async function lookAtWords(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: { readonly id: string; readonly rules: Pick<SchemeRules, 'excluded'> },
  given: readonly Given[],
): Promise<InTheWay> {
  const [refused, held, passedBy]: [FieldError[], FieldError[], string[]] = [[], [], []]
  const through = new Map<Given, string | null>()
  const doubts = given.flatMap((one) => {
    const found = lookAt(one.text, budgetCase.rules.excluded, one.certainly)
    if (!found) through.set(one, null)
    if (!found) return []
    const [use] = found.uses
    if (found.certain) refused.push({ pointer: one.pointer, code: 'spending-excluded', detail: excludedBy(use) })
    return found.certain ? [] : [{ ...one, of: one, use, uses: found.uses, wordsHash: hashOf(one) }]
  })
  const known = await listChecksOf(tx, actor, budgetCase.id, [...new Set(doubts.map(({ wordsHash }) => wordsHash))])
  const usedPence = await sumUses(
    tx,
    actor,
    known.flatMap(({ id, outcome }) => (outcome === 'passed' ? id : [])),
  )
  const asked: KeptCheck[] = []
  for (const { of, pointer, text, use, uses, wordsHash, certainly: _, ...place } of doubts) {
    const ofThese = [...asked, ...known].filter((check) => check.wordsHash === wordsHash)
    const refusedLast = ofThese.findIndex(({ outcome }) => outcome === 'refused')
    const since = refusedLast < 0 ? ofThese : ofThese.slice(0, refusedLast)
    // The newest alone: what was left of one before it has lapsed with it.
    const pass = since.find(({ outcome }) => outcome === 'passed')
    if (pass && coversStill(pass, place, (usedPence.get(pass.id) ?? 0) + paidBeside(through, pass.id))) {
      passedBy.push(pass.id)
      through.set(of, pass.id)
      continue
    }
    const [newest] = ofThese
    if (newest?.outcome === 'refused')
      refused.push({ pointer, code: 'spending-excluded', detail: `Somebody looked at these words: ${excludedBy(use)}` })
    else held.push({ pointer, code: 'words-in-doubt', detail: `Somebody looks at these words first: ${use.sentence}` })
    // One that was passed at less, or is used up, is asked of anew.
    if (newest && newest.outcome !== 'passed') continue
    asked.push({
      id: newId(),
      caseId: budgetCase.id,
      about: 'words',
      ...ofNothing,
      ...place,
      words: text,
      wordsHash,
      uses: uses.map(({ category }) => category),
      said: null,
      askedBy: actor.actorId,
      askedAt: now.toISOString(),
      ...undecided,
    })
  }
  insertChecks(tx, actor, asked)
  for (const { id, uses, foundIn } of asked)
    void record(tx, actor, {
      type: 'spending-check.asked',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { foundIn, uses },
    })
  return { refused, held, passedBy: [...new Set(passedBy)], through }
}

/** What somebody bought by what let its words through. */
export const usesOf = ({ passedBy }: Pick<InTheWay, 'passedBy'>, purchaseId: string): UseOfPass[] =>
  passedBy.map((passId) => ({ passId, purchaseId }))

/** What other lines of the same feed are let through for by a pass: each was paid by itself. */
const paidBeside = (through: ReadonlyMap<Given, string | null>, passId: string): Pence =>
  sumPence(
    [...through].flatMap(([{ cardFeedLineId, amountPence }, by]) =>
      cardFeedLineId && by === passId ? amountPence : [],
    ),
  )
