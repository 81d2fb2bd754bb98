import type { Static } from '@sinclair/typebox'
import { hasCaseRole, openForWriting } from '../case-access/open-for-writing.ts'
import { findFloatOf, postFloat } from '../ledger/float-repository.ts'
import { type AgreedLine, findLine, leftOf } from '../ledger/lines-repository.ts'
import { postOwn } from '../ledger/own-money-repository.ts'
import { postPurchase } from '../ledger/spending-repository.ts'
import { listPayeeNames } from '../payees/kin-repository.ts'
import { requireNamed, requirePayable } from '../payees/require-payable.ts'
import { findPaidWithDays } from '../payments/owed-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { holdsName } from '../rules/people/alike-names.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { mayAddOwn } from '../rules/planning/own-money.ts'
import { countedFrom, firstChaseOn, receiptDueOn } from '../rules/spending/missing-receipts.ts'
import { withinRate } from '../rules/spending/service-agreements.ts'
import { maySpend } from '../rules/spending/spending.ts'
import { whatStops } from '../rules/spending/stops.ts'
import { whetherUnderAgreement } from '../service-agreements/under-agreement.ts'
import { daysAfter, type LocalDate, londonDate } from '../shared/dates.ts'
import { askWhoGives } from '../spending-checks/ask-who-gives.ts'
import { lookAtWords, usesOf } from '../spending-checks/look-at-words.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import { insertUses } from '../spending-checks/repository.ts'
import { findStops, stoppedBy } from '../spending-stops/find-stops.ts'
import { frozenBy, isEssential } from '../spending-stops/frozen-by.ts'
import { heldOn } from '../spending-stops/held-on.ts'
import { findUnclaimed } from '../support-plans/budget-left.ts'
import { findPlan, type Plan } from '../support-plans/repository.ts'
import { listBoughtBefore } from './bought-before-repository.ts'
import { findSameExpense, insertMarks } from './marks-repository.ts'
import type { NewPurchase } from './new-purchase-schema.ts'
import { freeForPurchase, payForPurchase } from './pay-for-purchase.ts'
import { insertPurchase } from './repository.ts'
import { requireReceipts } from './require-receipts.ts'
import type { Purchase } from './schemas.ts'
import { requireSpender } from './spender.ts'

/**
 * Records what the broker bought for a person, and posts it, in one transaction. The line's money cannot go below nothing:
 * the rule says so first, and the database holds it where two requests race.
 */
export async function recordPurchase(
  tx: Tx,
  context: Context,
  planLineId: string,
  input: Static<typeof NewPurchase>,
  paidByCard = false,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'plan_line', id: planLineId }),
    findLine(tx, actor, planLineId),
  ])
  let line = orNotFound(held)
  await requireSpender(tx, budgetCase, actor, line)
  const plan = orNotFound(await findPlan(tx, actor, line.supportPlanId))
  const of = { caseId: budgetCase.id, personId: budgetCase.personId, plan }
  const { payeeId = null, boughtOn: on } = input
  const registered = payeeId === null ? [] : await listPayeeNames(tx, actor, payeeId)
  const payees = [input.payee, ...registered]
  const isRegisteredName = registered.some((name) => foldName(name) === foldName(input.payee))
  const { key } = line
  const closed = line.closedOn !== null
  // As the line closed: what somebody was paid out of it is with them, whoever is paid for this.
  const releasedPence = closed ? leftOf(line) : 0
  const [known, frozen, { heldThen, unsigned }, withDays] = await Promise.all([
    findStops(tx, actor, of, 'purchase'),
    frozenBy(tx, actor, {
      caseId: budgetCase.id,
      planLineId,
      payees,
      ...(!isRegisteredName && { typed: input.payee }),
    }),
    heldOn(tx, actor, line, on),
    payeeId === null ? undefined : findPaidWithDays(tx, actor, { caseId: budgetCase.id, planLineId, key, payeeId, on }),
  ])
  // Who is owed for it is who was, as the money was held on that day.
  line = { ...line, ...heldThen }
  if (input.unit && !input.units) throw invalidAt('/units', 'Say how many there are of the unit')
  const wanted = { use: 'purchase', on, until: on } as const
  const stop = whatStops(line, { ...known, unsigned, frozen }, wanted)
  if (stop && stop !== 'under-check') throw stoppedBy(stop)
  // Whom the register has papers of is who is named, and nobody else under their number.
  let isNamed = false
  if (payeeId !== null) {
    const registered = await requirePayable(tx, context, budgetCase, payeeId, on, input.payee)
    if (registered instanceof Problem) return refusedAfter(registered)
    isNamed = holdsName(input.payee, registered.name)
    await requireAgreement(tx, actor, line, payeeId, input)
    if (line.deployment === 'notional') {
      // On a line that is open its schedule pays less by what is bought of days that it paid.
      const isPaid = withDays?.paid && (heldThen !== undefined || closed)
      if (withDays?.owed || isPaid) throw invalidAt('/boughtOn', dayTaken)
      // The commissioner pays the provider: what somebody was paid out while they held the money stays with them, to give back.
      line = { ...line, heldPence: 0 }
    }
  }
  line = await freeForPurchase(tx, context, line, input)
  const today = londonDate(now)
  const unclaimed = closed ? await findUnclaimed(tx, actor, budgetCase.id, line.element) : 0
  orThrow(maySpend({ ...line, releasedPence }, input, opensOn(plan, now), today, unclaimed))
  const planned = plan.lines.find(({ key }) => key === line.key)
  const { ownPence = 0 } = input
  const added = { element: line.element, schedule: planned?.schedule ?? null, ownPence: line.ownPence }
  const agreedOwnPence = planned?.ownPence ?? 0
  const bySelf = hasCaseRole(budgetCase, actor, 'person')
  orThrow(mayAddOwn({ ...added, agreedOwnPence }, budgetCase.rules, ownPence, bySelf))
  if (payeeId === null) await requireNamed(tx, actor, budgetCase, line, input.payee)
  // Asked last: who is refused for another reason is told that one, as they always were.
  if (stop) throw stoppedBy(stop)

  const { id: caseId, writer } = budgetCase
  const [, same, floatOf, boughtBefore] = await Promise.all([
    requireReceipts(tx, actor, budgetCase, line, planned),
    findSameExpense(tx, actor, budgetCase.personId, input),
    findFloatOf(tx, actor, line),
    listBoughtBefore(tx, actor, { caseId, lineKey: line.key, humanId: writer.humanId, boughtOn: input.boughtOn }),
  ])
  const { amountPence, payee } = input
  const words = { foundIn: 'purchase', planLineId, line: line.key, payee, amountPence } as const
  const looked = await lookAtWords(tx, context, budgetCase, [
    { ...words, pointer: '/bought', text: input.bought },
    // Whom a card paid was looked at with the line of its feed.
    ...(paidByCard ? [] : [{ ...words, pointer: '/payee', text: payee, certainly: false }]),
  ])
  // Who is registered is known by their papers; both are asked at once, so that nobody waits twice.
  const giver = isNamed
    ? { passedBy: [] }
    : await askWhoGives(tx, context, budgetCase, { planLineId, line, payee, amountPence })
  const inTheWay = refusalOf(looked)
  if (inTheWay) return refusedAfter(inTheWay)
  if ('refusal' in giver) return refusedAfter(giver.refusal)
  const marks = same ? [{ reason: 'same-purchase', ...same } as const] : []
  const chaseOn = firstChaseOn(countedFrom(input, boughtBefore), today)
  const purchase: Purchase = {
    id: newId(),
    caseId: budgetCase.id,
    planLineId,
    ...input,
    payeeId,
    ownPence,
    units: input.units ?? null,
    unit: input.unit ?? null,
    recordedAt: now.toISOString(),
    receipt: null,
    reversedPence: 0,
    ownReversedPence: 0,
    reversedAt: null,
    reversalReason: null,
    receiptDueOn: receiptDueOn(chaseOn, 0),
    receiptChasedOn: [],
    receiptPausedOn: null,
    receiptLoss: null,
  }
  const takes = postPurchase(tx, actor, line, purchase.id, input.amountPence, now)
  postOwn(tx, actor, line, { kind: 'own-money', purchaseId: purchase.id, pence: ownPence }, now)
  if (floatOf) postFloat(tx, actor, 'float-purchase', { organisationId: floatOf, pence: input.amountPence }, now)
  await Promise.all([
    insertPurchase(tx, actor, purchase, { chaseOn, floatOf }),
    insertUses(tx, actor, usesOf({ passedBy: [...looked.passedBy, ...giver.passedBy] }, purchase.id)),
    insertMarks(tx, actor, purchase.id, marks, now),
    record(tx, actor, {
      type: 'purchase.recorded',
      subjectId: purchase.id,
      caseId: budgetCase.id,
      at: now,
      facts: { planLineId, amountPence: input.amountPence, ownPence },
    }),
  ])
  // What somebody types stops no clock: the run that pays for it does, or what shows that it was paid.
  payForPurchase(tx, context, line, purchase, takes)
  return created(purchase, `/v1/purchases/${purchase.id}`)
}

/** The first day on which something can be bought from the lines of a plan: until its notice is over the plan before it pays. */
const opensOn = ({ agreedAt, takesEffectAfter }: Plan, now: Date): LocalDate =>
  takesEffectAfter === null ? londonDate(new Date(agreedAt ?? now)) : daysAfter(takesEffectAfter, 1)

const dayTaken = 'What the payee gave on this day is owed or paid to them already, with the days of the schedule'

/** Refuses to pay a provider without an agreement for the day, or more than its rate; what keeps a crisis off, or is there for one, is paid on. */
async function requireAgreement(
  tx: Tx,
  actor: Actor,
  line: AgreedLine,
  payeeId: string,
  { boughtOn, units = null, unit = null, amountPence, ownPence = 0 }: Static<typeof NewPurchase>,
): Promise<void> {
  const { may, known, agreement } = await whetherUnderAgreement(tx, actor, line, payeeId, boughtOn, unit)
  orThrow(known)
  if (may !== true && !(await isEssential(tx, actor, line.id))) orThrow(may)
  if (agreement) orThrow(withinRate(agreement, units, amountPence + ownPence))
}
