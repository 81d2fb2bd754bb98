import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { listLines } from '../ledger/lines-repository.ts'
import { type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { fileReceipt } from './file-receipt.ts'
import { type OnFirstPayment, recordPurchase } from './record-purchase.ts'
import { findPurchase, listPurchases, sumPendingReceipts } from './repository.ts'
import { reversePurchase } from './reverse-purchase.ts'
import { NewPurchase, NewReceipt, NewReversal, Purchase, PurchasePage, Statement } from './schemas.ts'
import { toStatement } from './statement.ts'

const tag = 'Spending'

export async function spendingRoutes(
  app: TypedApp,
  { platform, onFirstPayment }: { platform: Platform; onFirstPayment: OnFirstPayment },
) {
  app.post(
    '/plan-lines/:planLineId/purchases',
    operation({
      id: 'recordPurchase',
      tag,
      summary: 'Record a purchase against a plan line',
      description:
        'By the broker whose organisation holds the money. What the line has not got is refused, with the sum. On a line that has closed, what was bought by that day is recorded, as far as the plan in force leaves it of the budget. The first purchase sets the first review.',
      permission: 'spending:write',
      key: 'required',
      problems: [409, 422],
      schema: { params: idParams('planLineId'), body: ref(NewPurchase), response: { 201: ref(Purchase) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        recordPurchase(tx, context, request.params.planLineId, request.body, onFirstPayment),
      ),
  )

  app.get(
    '/cases/:caseId/purchases',
    operation({
      id: 'listPurchases',
      tag,
      summary: 'List the purchases of a case with their receipts, newest first',
      permission: 'spending:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(PurchasePage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listPurchases(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/purchases/:purchaseId',
    operation({
      id: 'getPurchase',
      tag,
      summary: 'Read a purchase with its receipt',
      permission: 'spending:read',
      schema: { params: idParams('purchaseId'), response: { 200: ref(Purchase) } },
    }),
    ({ actor, params: { purchaseId } }) =>
      readBelonging(platform, actor, 'purchase', purchaseId, (reads) => findPurchase(reads, actor, purchaseId)),
  )

  app.post(
    '/purchases/:purchaseId/receipt',
    operation({
      id: 'fileReceipt',
      tag,
      summary: 'File the receipt of a purchase',
      permission: 'spending:write',
      problems: [409, 422],
      schema: { params: idParams('purchaseId'), body: ref(NewReceipt), response: { 201: ref(Purchase) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        fileReceipt(tx, context, request.params.purchaseId, request.body),
      ),
  )

  app.post(
    '/purchases/:purchaseId/reversal',
    operation({
      id: 'reversePurchase',
      tag,
      summary: 'Reverse a purchase',
      permission: 'spending:write',
      key: 'required',
      problems: [409],
      schema: { params: idParams('purchaseId'), body: ref(NewReversal), response: { 201: ref(Purchase) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        reversePurchase(tx, context, request.params.purchaseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/statement',
    operation({
      id: 'getStatement',
      tag,
      summary: 'Read what was agreed, spent and is left, line by line',
      permission: 'spending:read',
      schema: { params: idParams('caseId'), response: { 200: ref(Statement) } },
    }),
    async ({ actor, params: { caseId } }) => {
      const [lines, pending] = await readOfCase(platform, actor, caseId, (reads) =>
        Promise.all([listLines(reads, actor, caseId), sumPendingReceipts(reads, actor, caseId)]),
      )
      return toStatement(caseId, lines, pending, platform.now())
    },
  )
}
