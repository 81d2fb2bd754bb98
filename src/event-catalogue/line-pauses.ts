import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, nullable, ref } from '../shared/schema.ts'
import { code, codes, happened } from './facts.ts'

/** Lines that pause. */
export const linePauseEvents = {
  'plan-line.resumed': happened('plan', 'A line began again before the last day of its pause.', {
    line: code('The key of the line.', 'daily-support'),
    resumedOn: date(),
  }),
  'plan-lines.paused': happened('plan', 'Lines of the plan in force pause.', {
    lines: codes('The keys of the lines.', 'daily-support'),
    cause: code('Why.', 'in-hospital'),
    from: date(),
    until: nullable(date(), { description: 'The last day; null: until the person says so.', examples: [null] }),
    pausedAs: ref(CaseRole),
  }),
}
