import type { ProblemCode } from '../../problems.ts'

/** Where somebody works on a case: registered as staff, not on their own case, and without a conflict as a broker of it. */
export const staffOnly = ['broker-conflict', 'own-case', 'staff-not-registered'] as const
/** What is done on a case whose budget has a health element. */
const onCase = ['case-role-required', 'case-ended', ...staffOnly] as const
const register = ['case-role-required', 'staff-not-registered'] as const
const publication = [
  'draft-outdated',
  'draft-published',
  'nothing-compared',
  'policy-invalid',
  'simulation-missing',
  'staff-not-registered',
  'start-in-past',
  'start-too-far-ahead',
  'version-overlaps',
] as const

/** The problems of what two people do, and of the register of staff: a part of the list in operation-problems.ts. */
export const dutyProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  addStaffAccount: [...register, 'account-taken', 'wrong-state'],
  freezeSpending: [
    'answer-not-kept',
    'concern-not-taken',
    'essential-support',
    'reference-unknown',
    'second-person-needed',
    'wrong-state',
  ],
  liftFreeze: ['answer-not-kept', 'concern-not-taken', 'second-person-needed', 'wrong-state'],
  getConcern: ['concern-not-taken'],
  listConcernPurchases: ['concern-not-taken'],
  noteOnConcern: ['answer-not-kept', 'concern-not-taken', 'wrong-state'],
  recordAuditFinding: ['wrong-state'],
  raiseConcern: ['reference-unknown'],
  settleConcern: ['answer-not-kept', 'concern-not-taken', 'second-person-needed', 'wrong-state'],
  takeConcern: ['answer-not-kept'],
  confirmPublication: [...publication, 'publication-not-proposed', 'second-person-needed'],
  confirmStaffAccount: [...register, 'account-taken', 'reference-unknown', 'second-person-needed', 'wrong-state'],
  recordBrokerQualification: ['second-person-needed', 'staff-not-registered', 'wrong-state'],
  endSchemeCouncil: ['wrong-state'],
  endStaffMember: [...register, 'wrong-state'],
  enrolCouncil: ['council-enrolled', 'reference-unknown', 'scheme-not-pooled'],
  proposePublication: [...publication],
  registerStaffMember: [...register, 'account-taken', 'reference-unknown'],
  suggestHealthNeed: [...onCase, 'consent-missing', 'reference-unknown', 'wrong-state'],
  answerHealthNeed: [...onCase, 'recorder-has-stake', 'wrong-state'],
  recordPracticeAnswer: [...onCase, 'recorder-has-stake', 'wrong-state'],
  tellPractice: [...onCase, 'recorder-has-stake', 'second-person-needed', 'wrong-state'],
  replyToPractice: [...onCase, 'wrong-state'],
  disputePracticeAnswer: [...onCase, 'second-person-needed', 'wrong-state'],
  recordJointFinding: [...onCase, 'consent-missing', 'reference-unknown', 'second-person-needed', 'wrong-state'],
  registerSocialCareBudget: [...onCase, 'reference-unknown', 'wrong-state'],
}
