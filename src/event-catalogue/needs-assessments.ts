import { code, fields, happened, hash } from './facts.ts'

/** What happens to needs assessments, and the letters of decisions. */
export const needsAssessmentEvents = {
  'needs-assessment.begun': happened('A needs assessment was begun.', {
    instrument: code('The code of the instrument.', 'needs-questionnaire'),
  }),
  'needs-assessment.changed': happened('A needs assessment was changed.', { fields: fields() }),
  'needs-assessment.completed': happened('A needs assessment was completed.'),
  'letter.written': happened('A decision and its letter were kept.', {
    subject: code('What was decided on.', 'support-plan'),
    outcome: code('What was decided.', 'agreed'),
    contentHash: hash(),
  }),
}
