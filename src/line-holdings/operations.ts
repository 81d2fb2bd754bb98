import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { chooseHolding, type OnHeld } from './choose-holding.ts'
import { listHoldings } from './repository.ts'
import { LineHolding, LineHoldingPage, NewLineHolding } from './schemas.ts'

export const lineHoldingOperations = (onHeld: OnHeld) =>
  operationsOf('Spending', [
    write('chooseHolding', 'POST /cases/:caseId/line-holdings', {
      summary: 'Choose how the money of a line is held',
      description:
        'By the person, or who acts for them, or the care coordinator who records what the person said (`saidFor`), as far as the scheme offers it: a notional budget, money that an organisation holds, or a direct payment, and back. No sum changes. Money that is paid into somebody’s hands needs an agreement: until it is signed the way before stays in force, and those spend who may by it (`tookEffectAt`). What was bought before stays as it was.',
      permission: 'plan:write',
      problems: [409, 422],
      body: NewLineHolding,
      gives: { 201: LineHolding },
      run: (tx, context, caseId, input) => chooseHolding(tx, context, caseId, input, onHeld),
    }),
    list('listLineHoldings', '/cases/:caseId/line-holdings', {
      summary: 'List how the money of lines came to be held, newest first',
      permission: 'plan:read',
      gives: LineHoldingPage,
      of: findCase,
      read: listHoldings,
    }),
  ])
