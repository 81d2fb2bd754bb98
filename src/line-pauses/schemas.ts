import { type Static, Type } from '@sinclair/typebox'
import { dependenceKnownField } from '../rules/planning/dependences.ts'
import { pauseCauses } from '../rules/planning/line-pauses.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, instant, key, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const Cause = oneOf(pauseCauses, {
  $id: 'PauseCause',
  description: 'Why. `asked` is for the person, or who acts for them, alone.',
})

export const NewLinePause = thing('NewLinePause', 'Lines that pause: nothing of them ends, and no money goes back.', {
  lines: Type.Array(key('A line of the plan in force.', 'daily-support'), {
    description: 'Which lines; at least one.',
    minItems: 1,
    maxItems: 50,
    uniqueItems: true,
  }),
  cause: ref(Cause),
  from: date(),
  dependenceKnown: dependenceKnownField,
  until: nullable(date(), {
    description: 'The last day of the pause; null where the person pauses until they say so.',
    examples: ['2026-12-18'],
  }),
})

export const LinePause = thing('LinePause', 'A pause of a line. It begins again by date.', {
  id: id(),
  caseId: id(),
  planLineId: id(),
  line: key('The key of the line.', 'daily-support'),
  cause: ref(Cause),
  from: date(),
  until: nullable(date(), { description: 'The last day; null: until the person says so.', examples: [null] }),
  pausedAs: ref(CaseRole),
  pausedAt: instant(),
  resumedOn: nullable(date(), { description: 'The day on which it began again sooner.', examples: [null] }),
})
export const LinePausePage = pageOf(LinePause)
export const LinesPaused = thing('LinesPaused', 'The lines that pause now.', {
  items: Type.Array(ref(LinePause), { description: 'One for each line.', maxItems: 50 }),
})

export type LinePause = Static<typeof LinePause>
export const linePauseSchemas = [NewLinePause, LinePause, LinePausePage, LinesPaused]
