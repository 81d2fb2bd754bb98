import type { ProblemCode } from '../../problems.ts'

/** The problems of the operations on people, their sign-ins and their records: a part of the list in operation-problems.ts. */
export const peopleProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  changePerson: ['nhs-number-invalid'],
  confirmDifference: ['second-person-needed', 'wrong-state'],
  confirmEndOfSignIn: ['second-person-needed', 'wrong-state'],
  confirmJoin: ['join-blocked', 'precondition-failed', 'second-person-needed', 'wrong-state'],
  confirmSignInCode: ['second-person-needed', 'wrong-state'],
  createPageLink: ['answer-not-kept', 'case-role-required', 'own-case', 'staff-not-registered'],
  confirmIdentity: ['confirmation-unclear', 'confirmer-not-independent', 'identity-differs', 'staff-not-registered'],
  acceptReferral: [
    'case-in-flight',
    'entry-not-taken',
    'entry-status-missing',
    'reference-unknown',
    'relation-missing',
    'second-person-needed',
    'wrong-state',
  ],
  denyReferral: ['second-person-needed', 'wrong-state'],
  endSignIn: ['wrong-state'],
  issueSignInCode: ['answer-not-kept', 'sign-in-exists'],
  linkSignIn: ['sign-in-exists', 'sign-in-refused'],
  proposeDifference: ['wrong-state'],
  proposeJoin: ['reference-unknown', 'wrong-state'],
  referPerson: ['case-in-flight', 'entry-not-taken', 'entry-status-missing', 'reference-unknown', 'relation-missing'],
  registerPerson: ['nhs-number-invalid'],
  reportLikelyDouble: ['reference-unknown', 'wrong-state'],
  searchPeople: ['nhs-number-invalid'],
}
