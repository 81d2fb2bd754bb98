import type { ProblemCode } from '../../problems.ts'

/** The problems of the directory of resources. */
export const resourceProblems: Readonly<Record<string, readonly ProblemCode[]>> = {
  changeResource: ['wrong-state'],
  checkResource: ['wrong-state'],
  endResource: ['wrong-state'],
}
