import { type Static, Type } from '@sinclair/typebox'
import { fileFields } from '../documents/schemas.ts'
import { byDay, byId, filterOf } from '../platform/http/list-grammar.ts'
import { date, id, instant, nullable, PositivePence, pageOf, ref, sha256, thing, words } from '../shared/schema.ts'

export const NewReceipt = thing(
  'NewReceipt',
  'The receipt of a purchase. Its document is named by its hash, and sent after it (`sendReceiptFile`): until it is here, the receipt is waited for.',
  {
    amountPence: ref(PositivePence),
    issuedOn: date(),
    documentHash: sha256('SHA-256 of the document, lower-case hexadecimal.'),
  },
)
export const Receipt = thing('Receipt', 'The receipt of a purchase.', {
  id: id(),
  ...NewReceipt.properties,
  receivedAt: instant(),
  file: nullable(
    ref(
      thing('ReceiptFile', 'The document of a receipt, at `receipt/file` of its purchase.', {
        ...fileFields,
        refusedAt: nullable(instant(), {
          description:
            'When an audit found that it shows nothing: the receipt is waited for again, as where the file was harmful (`scan`), and another copy can be sent. Null where none did.',
          examples: [null],
        }),
      }),
    ),
    {
      description: 'Null where the document was not sent: its hash alone is kept, and shows nothing.',
      examples: [null],
    },
  ),
})
export const NewReceiptLoss = thing('NewReceiptLoss', 'That there is no receipt any more.', {
  because: words(500, 'What became of it.', 'It was in the bag that was stolen.'),
})
export const ReceiptLossAcceptance = thing('ReceiptLossAcceptance', 'Why it is accepted that a receipt is lost.', {
  because: words(500, 'Why.', 'The shop confirms the sale by telephone.'),
})
export const PauseLifting = thing('PauseLifting', 'Why spending goes on though a receipt is missing.', {
  because: words(500, 'Why.', 'They are in hospital, and their sister brings it.'),
})
export const ReceiptLoss = thing('ReceiptLoss', 'What was said of a receipt that is lost.', {
  because: Type.String({ description: 'What became of it.', examples: ['It was in the bag that was stolen.'] }),
  saidAt: instant(),
  acceptedBecause: nullable(Type.String(), { description: 'Why it was accepted.', examples: [null] }),
  acceptedAt: nullable(instant(), { description: 'When it was accepted; null while it is not.', examples: [null] }),
})
export const MissingReceipt = thing('MissingReceipt', 'A receipt that was asked for and is missing.', {
  purchaseId: id(),
  caseId: id(),
  planLineId: id(),
  amountPence: ref(PositivePence),
  boughtOn: date(),
  missingSince: date(),
})

export const MissingReceiptPage = pageOf(MissingReceipt)

export type Receipt = Static<typeof Receipt>
export const MissingReceiptFilter = filterOf({
  organisationId: byId('Of purchases that were paid from the float of this organisation.'),
  boughtSince: byDay('Bought on this day or after.'),
  boughtBy: byDay('Bought on this day or before.'),
})
export type MissingReceiptFilter = Static<typeof MissingReceiptFilter>
export type MissingReceipt = Static<typeof MissingReceipt>
export const receiptSchemas = [
  NewReceipt,
  Receipt,
  NewReceiptLoss,
  ReceiptLossAcceptance,
  PauseLifting,
  MissingReceipt,
  MissingReceiptPage,
]
