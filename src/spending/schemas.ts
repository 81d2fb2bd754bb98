import { type Static, Type } from '@sinclair/typebox'
import { byDay, byId, filterOf, sortOf, updatedSince, yesOrNo } from '../platform/http/list-grammar.ts'
import { Funder } from '../rules/budgets/budget-rules.ts'
import { Element } from '../rules/planning/elements.ts'
import { Deployment } from '../rules/scheme/scheme-rules.ts'
import { purchaseMarks } from '../rules/spending/evidence.ts'
import {
  date,
  id,
  instant,
  nullable,
  oneOf,
  PenceSchema,
  PositivePence,
  pageOf,
  pence,
  ref,
  signedPence,
  thing,
  words,
} from '../shared/schema.ts'
import { PaymentInstrument } from '../support-plans/line-schemas.ts'
import { NewPurchase } from './new-purchase-schema.ts'
import { SpendingOutlook } from './outlook-schemas.ts'
import { Receipt, ReceiptLoss, receiptSchemas } from './receipt-schemas.ts'
import { statementSchemas } from './statement-schemas.ts'

const instrument = ref(PaymentInstrument, { description: 'How it was paid.' })

export const NewReversal = thing(
  'NewReversal',
  'Why a purchase is reversed. What was posted stays; the reversal is an entry of its own.',
  {
    reason: words(500, 'Why.', 'The shop took the drum kit back.'),
    amountPence: Type.Optional(
      ref(PositivePence, {
        description:
          'How much of what the budget paid; left out: all that stands. Several parts add up. What the person paid of it comes back to them in the same part.',
      }),
    ),
  },
)

/** For those who look at accounts alone: whoever is told that a receipt was seen before learns what is known of them, and of somebody else. */
const marks = Type.Array(
  ref(
    thing('PurchaseMark', 'What is odd about a purchase or its receipt. It is no finding of a fault.', {
      reason: ref(
        oneOf(purchaseMarks, {
          $id: 'PurchaseMarkReason',
          description:
            'same-document: another purchase, or what somebody claimed back, has this very receipt; same-purchase: the person has another of this amount, payee and day, on whichever case, or claimed back what has this amount and day; issued-before-plan: the receipt is older than the plan; issued-far-off: it is of a day more than a year from the purchase; reversed-with-receipt: the purchase was reversed though its receipt was filed; reversed-without-receipt: it was reversed before a receipt was filed; feed-line-differs: a line of a feed was matched with it by hand that is of another payee or of days too far off.',
        }),
      ),
      likePurchaseId: nullable(id(), {
        description: 'The purchase that it is like; null where it is like none.',
        examples: [null],
      }),
    }),
  ),
  { description: 'What it is marked for.', maxItems: 10 },
)

export const Purchase = thing('Purchase', 'A purchase against a plan line.', {
  id: id(),
  caseId: id(),
  planLineId: id(),
  ...NewPurchase.properties,
  ownPence: pence(),
  ownReversedPence: ref(PenceSchema, {
    description: 'What of their own money came back to the person: of a part of the purchase, the same part.',
  }),
  recordedAt: instant(),
  receipt: nullable(ref(Receipt), { description: 'Null while the receipt is missing.', examples: [null] }),
  reversedPence: pence(),
  reversedAt: nullable(instant(), {
    description: 'When all of it was reversed; null where it stands in part or whole.',
    examples: [null],
  }),
  reversalReason: nullable(Type.String(), {
    description: 'Why it, or a part of it, was reversed last.',
    examples: [null],
  }),
  receiptDueOn: nullable(date(), {
    description:
      'The last day before who bought it can buy nothing more on the line until the receipt is there. Null where no receipt is waited for, and once the days are over.',
    examples: ['2026-12-25'],
  }),
  receiptChasedOn: Type.Array(date(), {
    description:
      'When the receipt was asked for; the third day is the one on which the days were over. Where what was sent turned out to be none, since it is asked for again.',
    maxItems: 3,
  }),
  receiptPausedOn: nullable(date(), {
    description:
      'Since when who bought it can buy nothing more on the line; null where they can. Preventive support, support in a crisis and what a provider sends an invoice for are never paused.',
    examples: [null],
  }),
  receiptLoss: nullable(ref(ReceiptLoss), { description: 'Null where nobody says that it is lost.', examples: [null] }),
})
export const MarkedPurchase = thing('MarkedPurchase', 'A purchase that is marked, for those who look at accounts.', {
  id: id(),
  caseId: id(),
  amountPence: ref(PositivePence),
  boughtOn: date(),
  marks,
})
export const MarkedPurchasePage = pageOf(MarkedPurchase)
export const PurchasePage = pageOf(Purchase)
export const PurchaseFilter = filterOf({
  planLineId: byId('From this line of a plan.'),
  receiptMissing: yesOrNo('True: whose receipt was asked for and is missing. False: all others.'),
  boughtSince: byDay('Bought on this day or after.'),
  boughtBy: byDay('Bought on this day or before.'),
  updatedSince: updatedSince(),
  sort: sortOf(['-recordedAt', 'boughtOn', '-boughtOn']),
})
export type PurchaseFilter = Static<typeof PurchaseFilter>

const balance = {
  agreedPence: pence(),
  movedPence: signedPence(
    'What came from other lines of the plan, less what went to them or over to the next period; and what was paid out before another plan took its place, which went on to the line of that. Below nothing where more went.',
  ),
  carriedPence: pence(),
  crisisPence: pence(),
  spentPence: pence(),
  owedPence: pence(),
  heldPence: pence(),
  committedPence: pence(),
  pendingPence: pence(),
  returnedPence: pence(),
  recoveredPence: pence(),
  ownPence: pence(),
  pendingReceiptPence: pence(),
  reversedWithReceiptPence: pence(),
  availablePence: pence(),
  releasedPence: pence(),
}
export const StatementLine = thing(
  'StatementLine',
  'The balance of a plan line. Owed is the part of what was spent that the commissioner has not paid yet, also while the bank has the payment: the person laid it out, or the provider waits for it. Held was paid out and is not spent yet; committed is set aside for payments that are planned; pending is with the bank to be paid out; returned was given back and is still the person’s; recovered was taken back by a decision. Moved is what came from other lines of the plan, less what went to them; carried came over from the period before. Agreed, moved, carried and crisis together are what was spent, is available, held, committed, pending or returned, was recovered or was released. Pending receipt is the part of what was spent whose receipt is missing; reversed with receipt is what was paid back though a receipt says that it was spent, and is no part of what was spent; crisis is what it has from the reserve beside what was agreed; own is what the person paid with their own money beside all of these, and is never taken back; released is what was left when another plan took the place of its own.',
  {
    planLineId: id(),
    key: Type.String({ description: 'The key of the line in its plan.', examples: ['drum-kit'] }),
    title: Type.String({ description: 'What is bought.', examples: ['A drum kit, for co-ordination'] }),
    category: Type.String({ description: 'The category of spending.', examples: ['equipment'] }),
    element: nullable(ref(Element), {
      description: 'Which element of the budget pays for it; null where the scheme has none.',
      examples: [null],
    }),
    deployment: ref(Deployment, { description: 'How the money is held.' }),
    instrument,
    holderId: nullable(id(), { description: 'The organisation that holds the money.', examples: [null] }),
    status: ref(
      oneOf(['active', 'closed'], {
        $id: 'StatementLineStatus',
        description: 'Whether it is open for spending; closed where another plan took the place of its own.',
      }),
    ),
    closedOn: nullable(date(), {
      description: 'The day it closed: what was bought by then can still be recorded on it. Null while it is open.',
      examples: [null],
    }),
    ...balance,
  },
)
export const Statement = thing('Statement', 'What was agreed, spent and is left, line by line, to the penny.', {
  caseId: id(),
  ...balance,
  reserves: Type.Array(
    ref(
      thing('StatementReserve', 'What a plan puts aside for crises.', {
        supportPlanId: id(),
        setAsidePence: pence(),
        drawnPence: pence(),
        leftPence: pence(),
        releasedPence: pence(),
      }),
    ),
    {
      description:
        'What each agreed plan put aside, newest first. Drawn is what crises took; left is there for the next; released went back when the plan ended. Empty where nothing is put aside.',
      maxItems: 100,
    },
  ),
  sources: Type.Array(
    ref(
      thing('StatementSource', 'What one funder pays of the plans.', {
        funder: ref(Funder),
        givenPence: pence(),
        spentPence: pence(),
        recoveredPence: pence(),
        leftPence: pence(),
      }),
    ),
    {
      description:
        'Who pays which part, in the shares that were agreed, to the penny. Given is what the lines have of them, beside what went back; left is given and neither spent nor recovered. What crises brought is the reserve’s. A plan that was agreed before the parts were told apart is in none.',
      maxItems: 5,
    },
  ),
  lines: Type.Array(ref(StatementLine), {
    description: 'Every line of the agreed plans, oldest first.',
    maxItems: 20_000,
  }),
  restored: Type.Array(
    ref(
      thing('RestoredLine', 'What an appeal gave back of a line that a decision had taken.', {
        planLineId: id(),
        key: Type.String({ description: 'The key of the line.', examples: ['night-worker'] }),
        title: Type.String({ description: 'What is bought.', examples: ['A night worker'] }),
        lostFrom: date(),
        restoredOn: date(),
        restoredPence: pence(),
        lostPence: pence(),
      }),
    ),
    {
      description:
        'What appeals gave back, oldest first. The person had less of it from `lostFrom` until `restoredOn`; lost is what the budget would have paid for it on those days, which is not paid back by itself.',
      maxItems: 500,
    },
  ),
  asOf: instant(),
})

export type MarkedPurchase = Static<typeof MarkedPurchase>
export type Purchase = Static<typeof Purchase>
export type Statement = Static<typeof Statement>
export const spendingSchemas = [
  ...receiptSchemas,
  NewPurchase,
  NewReversal,
  Purchase,
  PurchasePage,
  MarkedPurchase,
  MarkedPurchasePage,
  StatementLine,
  Statement,
  ...statementSchemas,
  SpendingOutlook,
]
