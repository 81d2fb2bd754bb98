import { findCase } from '../case-access/repository.ts'
import { toldToPay } from '../case-access/told-of.ts'
import type { Actor } from '../platform/access/access.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { confirmBankAccount } from './confirm-bank-account.ts'
import { proposeBudgetBankAccount } from './propose-budget-bank-account.ts'
import { proposePayeeBankAccount } from './propose-payee-bank-account.ts'
import { recordBankAccountTelling } from './record-bank-account-telling.ts'
import { refuseBankAccount } from './refuse-bank-account.ts'
import { listOfCase, listOfPayee, listWaitingAccounts, told } from './repository.ts'
import {
  BankAccount,
  BankAccountPage,
  BankAccountRefusal,
  BankAccountTold,
  BankAccountTyped,
  NewBankAccount,
  NewBudgetBankAccount,
} from './schemas.ts'

/** That an account of a budget tells of its person; one of a payee of nobody. */
function waitingTold(
  { personId, caseId, named }: Awaited<ReturnType<typeof listWaitingAccounts>>[number],
  actor: Actor,
) {
  return personId === null || caseId === null ? [] : toldToPay({ personId, caseId, named }, actor)
}

export const bankAccountOperations = operationsOf('Payees', [
  write('proposePayeeBankAccount', 'POST /payees/:payeeId/bank-accounts', {
    summary: 'Give the account that a payee is paid into',
    description:
      'By a paper that says it. It is kept sealed, and no answer says what it is. Until a second person has confirmed it, the one before it is paid into. Not by who changed how the payee is reached while that is new.',
    permission: 'bank-details:write',
    problems: [403, 409],
    body: NewBankAccount,
    gives: { 201: BankAccount },
    run: proposePayeeBankAccount,
  }),
  list('listPayeeBankAccounts', '/payees/:payeeId/bank-accounts', {
    summary: 'List the accounts of a payee, newest first: how far each is confirmed, and not what it is',
    permission: 'bank-details:read',
    gives: BankAccountPage,
    tellsOf: nobody,
    read: listOfPayee,
    tell: told,
  }),
  write('proposeBudgetBankAccount', 'POST /cases/:caseId/bank-accounts', {
    summary: 'Give the account that the direct payments of a budget go into',
    description:
      'By the person, or who acts for them in money; or by an officer of the commissioner who records what the person said, by a paper that says it. It is kept sealed, and no answer says what it is.',
    permission: 'bank-details:give',
    problems: [409, 422],
    body: NewBudgetBankAccount,
    gives: { 201: BankAccount },
    run: proposeBudgetBankAccount,
  }),
  list('listBudgetBankAccounts', '/cases/:caseId/bank-accounts', {
    summary: 'List the accounts of a budget, newest first: how far each is confirmed, and not what it is',
    permission: 'spending:read',
    gives: BankAccountPage,
    of: findCase,
    read: listOfCase,
    tell: told,
  }),
  list('listWaitingBankAccounts', '/waiting-bank-accounts', {
    summary: 'List the accounts that wait to be confirmed, newest first',
    description: 'That of a person whose record is restricted, to a finance officer who is named to pay on it.',
    permission: 'bank-details:read',
    view: 'money',
    gives: BankAccountPage,
    tellsOf: waitingTold,
    read: listWaitingAccounts,
    tell: told,
  }),
  write('recordBankAccountTelling', 'POST /bank-accounts/:bankAccountId/telling', {
    summary: 'Record that the owner of an account was told and asked whether it is theirs',
    description:
      'In the way that was known before: never by what came with the account. By somebody else than who gave it. What they say is not theirs is refused at once.',
    permission: 'bank-details:confirm',
    view: 'money',
    problems: [409],
    body: BankAccountTold,
    gives: { 200: BankAccount },
    run: recordBankAccountTelling,
  }),
  write('confirmBankAccount', 'POST /bank-accounts/:bankAccountId/confirmation', {
    summary: 'Confirm an account, by typing it again',
    description:
      'By somebody else than who gave it, once its owner was asked where that is needed. What nobody answers can be confirmed after five working days; another name than the owner’s asks for the reason.',
    permission: 'bank-details:confirm',
    view: 'money',
    key: 'required',
    problems: [409, 422],
    body: BankAccountTyped,
    gives: { 200: BankAccount },
    run: confirmBankAccount,
  }),
  write('refuseBankAccount', 'POST /bank-accounts/:bankAccountId/refusal', {
    summary: 'Refuse an account that waits to be confirmed',
    permission: 'bank-details:confirm',
    view: 'money',
    problems: [409],
    body: BankAccountRefusal,
    gives: { 200: BankAccount },
    run: refuseBankAccount,
  }),
])
