import type { ProblemCode } from '../../problems.ts'
import { staffOnly } from './duty-problems.ts'

/** The problems of who is paid. */
export const payeeProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  decidePayee: ['case-role-required', 'case-ended', ...staffOnly, 'second-person-needed'],
  confirmBankAccount: [
    'bank-account-to-tell',
    'bank-details-differ',
    'own-case',
    'staff-not-registered',
    'own-words-missing',
    'second-person-needed',
    'wrong-state',
  ],
  endPayee: ['second-person-needed', 'wrong-state'],
  changePayeeContact: ['own-case', 'second-person-needed', 'staff-not-registered', 'wrong-state'],
  reopenPayee: ['own-case', 'second-person-needed', 'staff-not-registered', 'wrong-state'],
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
  proposePayeeBankAccount: ['second-person-needed', 'wrong-state'],
  recordBankAccountTelling: ['own-case', 'staff-not-registered', 'second-person-needed', 'wrong-state'],
  refuseBankAccount: ['own-case', 'staff-not-registered', 'second-person-needed', 'wrong-state'],
  recordPayeeEvidence: ['second-person-needed'],
  decideSpendingCheck: ['case-role-required', ...staffOnly, 'second-person-needed', 'wrong-state'],
  renewSpendingCheck: ['case-role-required', 'case-ended', ...staffOnly, 'wrong-state'],
  draftServiceAgreement: ['not-the-payer', 'reference-unknown', 'second-person-needed'],
  endServiceAgreement: ['not-the-payer', 'second-person-needed', 'wrong-state'],
  recordProviderSignature: ['already-signed', 'not-the-payer', 'second-person-needed', 'wrong-state'],
  renewServiceAgreement: ['not-the-payer', 'payee-ended', 'second-person-needed', 'wrong-state'],
  signAsProvider: ['already-signed', 'second-person-needed', 'wrong-state'],
  signServiceAgreement: ['already-signed', 'not-the-payer', 'second-person-needed', 'wrong-state'],
  nameLineProvider: [
    'case-role-required',
    'case-ended',
    ...staffOnly,
    'line-not-active',
    'reference-unknown',
    'wrong-state',
  ],
  endLineProvider: ['case-role-required', ...staffOnly],
  declarePayeeTie: ['case-role-required', 'case-ended', ...staffOnly, 'wrong-state'],
  endPayeeTie: ['case-role-required', 'case-ended', ...staffOnly, 'second-person-needed', 'wrong-state'],
  registerPayee: ['reference-unknown'],
}
/** Why somebody is not paid. */
export const notPayable = [
  'payee-ended',
  'payee-evidence-missing',
  'payee-to-decide',
  'reference-unknown',
  'second-person-needed',
  'service-agreement-missing',
  'service-agreement-lapsed',
  'agreed-rate-exceeded',
] as const
