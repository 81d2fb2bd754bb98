import type { ProblemCode } from '../../problems.ts'
import { staffOnly } from './duty-problems.ts'

const onCase = ['case-role-required', 'case-ended', ...staffOnly] as const

/** The problems of the directory of resources. */
export const resourceProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  enrolOnCourse: [...onCase, 'mandate-missing', 'reference-unknown', 'wrong-state'],
  recordUnmetNeed: [...onCase, 'wrong-state'],
  scheduleCourseSession: ['wrong-state'],
  withdrawFromCourse: [...staffOnly, 'case-role-required', 'mandate-missing', 'wrong-state'],
  changeResource: ['wrong-state'],
  checkResource: ['wrong-state'],
  endResource: ['wrong-state'],
}
