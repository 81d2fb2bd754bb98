import type { ProblemCode } from '../../problems.ts'
import { staffOnly } from './duty-problems.ts'

/** The problems of who is paid. */
export const payeeProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  decidePayee: ['case-role-required', 'case-ended', ...staffOnly, 'second-person-needed'],
  endPayee: ['wrong-state'],
  recordPayeeEvidence: ['second-person-needed'],
  registerPayee: ['reference-unknown'],
}
/** Why somebody is not paid. */
export const notPayable = ['payee-ended', 'payee-evidence-missing', 'payee-to-decide', 'reference-unknown'] as const
