import { belongingTo, findCase } from '../case-access/repository.ts'
import { fixed, get, list, operationsOf, write } from '../platform/http/operations.ts'
import { instruments } from '../rules/assessment/instruments.ts'
import { measures } from '../rules/assessment/measures.ts'
import { beginNeedsAssessment } from './begin-needs-assessment.ts'
import { changeNeedsAssessment } from './change-needs-assessment.ts'
import { completeNeedsAssessment } from './complete-needs-assessment.ts'
import { findLatest } from './joint-repository.ts'
import { JointFindings, NewJointFinding } from './joint-schemas.ts'
import { MeasureList } from './measure-schemas.ts'
import { withoutVersion } from './open-assessment.ts'
import { recordJointFinding } from './record-joint-finding.ts'
import { findAssessment, listAssessments } from './repository.ts'
import {
  InstrumentList,
  NeedsAssessment,
  NeedsAssessmentPage,
  NeedsAssessmentPatch,
  NewNeedsAssessment,
} from './schemas.ts'

const instrumentList = { items: structuredClone(instruments) as (typeof InstrumentList)['static']['items'] }

export const assessmentOperations = operationsOf('Needs assessments', [
  fixed('listInstruments', '/needs-instruments', {
    summary: 'List the instruments, with their domains of life',
    permission: 'scheme:read',
    gives: InstrumentList,
    value: instrumentList,
  }),
  fixed('listMeasures', '/outcome-measures', {
    summary: 'List the standard measures whose scores are kept, with their scales',
    description: 'The words of their items are not here: whoever asks has the licence for them.',
    permission: 'scheme:read',
    gives: MeasureList,
    value: { items: measures.map(({ scales, ...measure }) => ({ ...measure, scales: [...scales] })) },
  }),
  write('beginNeedsAssessment', 'POST /cases/:caseId/needs-assessments', {
    summary: 'Begin a needs assessment',
    description:
      'With the default instrument, mental health first. It begins with what the person said before, and is filled in as the conversation goes.',
    permission: 'assessment:write',
    problems: [409],
    body: NewNeedsAssessment,
    gives: { 201: NeedsAssessment },
    run: beginNeedsAssessment,
  }),
  list('listNeedsAssessments', '/cases/:caseId/needs-assessments', {
    summary: 'List the needs assessments of a case, newest first',
    permission: 'assessment:read',
    gives: NeedsAssessmentPage,
    of: findCase,
    read: listAssessments,
    tell: withoutVersion,
  }),
  get('getNeedsAssessment', '/needs-assessments/:needsAssessmentId', {
    summary: 'Read a needs assessment',
    permission: 'assessment:read',
    gives: NeedsAssessment,
    of: belongingTo('needs_assessment'),
    read: findAssessment,
    tell: withoutVersion,
    versioned: true,
  }),
  write('changeNeedsAssessment', 'PATCH /needs-assessments/:needsAssessmentId', {
    summary: 'Change a needs assessment in progress',
    permission: 'assessment:write',
    ifMatch: 'required',
    problems: [409],
    body: NeedsAssessmentPatch,
    gives: { 200: NeedsAssessment },
    run: changeNeedsAssessment,
  }),
  write('recordJointFinding', 'POST /needs-assessments/:needsAssessmentId/joint-findings', {
    summary: 'Say what you found where the NHS and the council assess together',
    description:
      'Where the scheme takes somebody without a social-care budget by joint assessment. The care coordinator says it first and asks the council, with the person’s consent to share with it; then an officer of that council says what it found and what it pays. The care coordinator agrees to it by completing the assessment. A change of the assessment asks both anew.',
    permission: 'assessment:join',
    key: 'required',
    problems: [409, 422],
    body: NewJointFinding,
    gives: { 201: JointFindings },
    run: recordJointFinding,
  }),
  get('getJointFindings', '/needs-assessments/:needsAssessmentId/joint-findings', {
    summary: 'Read what the NHS and the council found together',
    permission: 'assessment:read',
    gives: JointFindings,
    of: belongingTo('needs_assessment'),
    read: findLatest,
  }),
  write('completeNeedsAssessment', 'POST /needs-assessments/:needsAssessmentId/completion', {
    summary: 'Complete a needs assessment',
    permission: 'assessment:write',
    problems: [409, 412, 422],
    gives: { 200: NeedsAssessment },
    run: completeNeedsAssessment,
  }),
])
