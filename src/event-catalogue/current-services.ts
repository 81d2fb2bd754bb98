import { CaseRole } from '../rules/scheme/scheme-rules.ts'
import { date, nullable, ref } from '../shared/schema.ts'
import { code, count, fields, happened, yes } from './facts.ts'

/** What happens to the services that a person has. */
export const currentServiceEvents = {
  'current-service.changed': happened('services', 'A service that the person has was changed.', {
    fields: fields(),
    status: code('Its status from now on.', 'ending'),
    minutesPerWeek: nullable(count('The minutes.', 120), {
      description: 'How much a week; null where it is not known.',
      examples: [null],
    }),
    reasonGiven: yes('Whether a reason was kept.'),
    shortfallMinutesPerWeek: nullable(count('The minutes.', 30), {
      description: 'How much less a week; null where it is not known.',
      examples: [null],
    }),
    reachLostMinutesPerWeek: count('How many minutes a week less it can be reached than before.', 600),
    agreedOn: nullable(date(), { description: 'When the person agreed; null where they did not.', examples: [null] }),
    agreementRecordedAs: nullable(code('The role of the one who recorded that the person agreed.', 'person'), {
      description: 'Who recorded it; null where the person did not agree.',
      examples: [null],
    }),
  }),
  'current-service.none-confirmed': happened('services', 'Somebody confirmed that the person has no services now.', {
    confirmedAs: ref(CaseRole),
  }),
  'current-service.kept-again': happened('services', 'A service that a plan would have ended is kept.', {
    because: code('Why.', 'support-plan-refused'),
    replacedBy: nullable(code('The line of the plan.', 'peer-mentor'), {
      description: 'What would have replaced it; null where nothing would.',
      examples: [null],
    }),
  }),
  'current-service.registered': happened('services', 'A service that the person has was recorded.', {
    kind: code('What kind of service.', 'day-service'),
    status: code('Its status.', 'kept'),
    minutesPerWeek: nullable(count('The minutes.', 120), {
      description: 'How much a week; null where it is not known.',
      examples: [null],
    }),
    namedRelationship: yes('Whether the person named somebody who matters to them in it.'),
  }),
}
