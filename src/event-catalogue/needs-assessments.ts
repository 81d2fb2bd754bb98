import { date } from '../shared/schema.ts'
import { code, fields, happened, hash } from './facts.ts'

/** What happens to needs assessments, and the letters of decisions. */
export const needsAssessmentEvents = {
  'needs-assessment.begun': happened('assessment', 'A needs assessment was begun.', {
    instrument: code('The code of the instrument.', 'needs-questionnaire'),
  }),
  'needs-assessment.changed': happened('assessment', 'A needs assessment was changed.', { fields: fields() }),
  'needs-assessment.completed': happened('assessment', 'A needs assessment was completed.'),
  'letter.not-told': happened(
    'safeguarding',
    'The person could not be told of a letter by a message: it is to be given to them.',
    {
      because: code('Why.', 'no-address'),
    },
  ),
  'letter.delivered': happened('safeguarding', 'A letter was posted or handed over.', { on: date() }),
  'letter.written': happened('letters', 'A decision and its letter were kept.', {
    subject: code('What was decided on.', 'support-plan'),
    outcome: code('What was decided.', 'agreed'),
    contentHash: hash(),
  }),
}
