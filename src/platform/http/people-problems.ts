import type { ProblemCode } from '../../problems.ts'

/** The problems of the operations on people, their sign-ins and their records: a part of the list in operation-problems.ts. */
export const peopleProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  changePerson: ['nhs-number-invalid'],
  confirmEndOfSignIn: ['case-role-required', 'second-person-needed', 'wrong-state'],
  confirmJoin: ['case-role-required', 'join-blocked', 'second-person-needed', 'wrong-state'],
  confirmSignInCode: ['case-role-required', 'second-person-needed', 'wrong-state'],
  denyReferral: ['second-person-needed', 'wrong-state'],
  endSignIn: ['case-role-required', 'wrong-state'],
  issueSignInCode: ['case-role-required', 'sign-in-exists'],
  linkSignIn: ['sign-in-exists', 'sign-in-refused'],
  proposeJoin: ['case-role-required', 'reference-unknown', 'wrong-state'],
  registerPerson: ['nhs-number-invalid'],
  reportLikelyDouble: ['case-role-required', 'reference-unknown', 'wrong-state'],
  searchPeople: ['nhs-number-invalid'],
  settleAsDifferent: ['case-role-required', 'wrong-state'],
}
