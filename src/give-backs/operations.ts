import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { recordGiveBack } from './record-give-back.ts'
import { listGiveBacks } from './repository.ts'
import { GiveBack, GiveBackPage, NewGiveBack } from './schemas.ts'

export const giveBackOperations = operationsOf('Spending', [
  write('recordGiveBack', 'POST /plan-lines/:planLineId/give-backs', {
    summary: 'Record money that came back of what was paid out for a line',
    description:
      'By the commissioner, with the evidence, also once the case has ended. One officer records it, and nothing moves; once a second human records the same of the same reference, the money moves (`confirmedAt`), and by what each of them knew it is kept. Who recorded it first corrects it by recording it anew until then. While the line is open the money is still the person’s and can be spent on it: only a decision takes it (`proposeSurplusRecovery`). Of a line that has closed it goes on to those who paid for it, each its part. A payment that comes back after the bank has paid it is recorded with `givenBy` `payee` and its `paymentId`: the whole of it was not made after all, and is owed or planned again and waits until somebody has looked at it; a part can be spent on the line. What a provider gives back of a purchase is a reversal (`reversePurchase`).',
    permission: 'spending:oversee',
    key: 'required',
    problems: [409],
    body: NewGiveBack,
    gives: { 201: GiveBack },
    run: recordGiveBack,
  }),
  list('listGiveBacks', '/cases/:caseId/give-backs', {
    summary: 'List what came back of what was paid out on a case, newest first',
    permission: 'spending:read',
    gives: GiveBackPage,
    of: findCase,
    read: listGiveBacks,
  }),
])
