import type { ProblemCode } from '../../problems.ts'
import { staffOnly } from './duty-problems.ts'

/** The problems of who is paid. */
export const payeeProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  decidePayee: ['case-role-required', 'case-ended', ...staffOnly, 'second-person-needed'],
  confirmBankAccount: [
    'bank-account-to-tell',
    'bank-details-differ',
    'own-words-missing',
    'second-person-needed',
    'wrong-state',
  ],
  endPayee: ['wrong-state'],
  proposeBudgetBankAccount: [
    'case-role-required',
    'case-ended',
    ...staffOnly,
    'mandate-missing',
    'own-words-missing',
    'said-on-invalid',
    'objected-to',
    'wrong-state',
  ],
  proposePayeeBankAccount: ['wrong-state'],
  recordBankAccountTelling: ['second-person-needed', 'wrong-state'],
  refuseBankAccount: ['second-person-needed', 'wrong-state'],
  recordPayeeEvidence: ['second-person-needed'],
  registerPayee: ['reference-unknown'],
}
/** Why somebody is not paid. */
export const notPayable = ['payee-ended', 'payee-evidence-missing', 'payee-to-decide', 'reference-unknown'] as const
