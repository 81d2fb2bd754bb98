import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { type OnAble, recordCapacityAssessment } from './record-capacity-assessment.ts'
import { listCapacity } from './repository.ts'
import { CapacityAssessment, CapacityAssessmentPage, NewCapacityAssessment } from './schemas.ts'

export const capacityOperations = (onAble: OnAble) =>
  operationsOf('Cases', [
    write('recordCapacityAssessment', 'POST /cases/:caseId/capacity-assessments', {
      summary: 'Record whether the person can make one decision',
      description:
        'Of one decision on one day, by the care coordinator: who assessed it, how, with what help, whether it comes and goes, and until when it holds. Who acts on the ground that the person lacks capacity signs only while one says so of that decision.',
      permission: 'assessment:write',
      problems: [403, 409],
      body: NewCapacityAssessment,
      gives: { 201: CapacityAssessment },
      run: (tx, context, caseId, input) => recordCapacityAssessment(tx, context, caseId, input, onAble),
    }),
    list('listCapacityAssessments', '/cases/:caseId/capacity-assessments', {
      summary: 'List what was found of the person’s capacity, decision by decision, newest first',
      permission: 'assessment:read',
      gives: CapacityAssessmentPage,
      of: findCase,
      read: listCapacity,
    }),
  ])
