import type { Static } from '@sinclair/typebox'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, instant, nullable, ownWords, pageOf, ref, thing } from '../shared/schema.ts'

const why = ownWords(2000, 'Why, in their own words.', 'My mother is ill, and I cannot think of this now.')
const lastDay = nullable(date(), { description: 'The last day; null: until the person says so.', examples: [null] })

export const NewCasePause = thing('NewCasePause', 'That the person pauses their case, and keeps their place.', {
  until: lastDay,
  words: nullable(why, { description: 'Nobody has to say why.', examples: [null] }),
})
export const CasePause = thing('CasePause', 'A time in which the person has paused their case.', {
  id: id(),
  caseId: id(),
  from: date(),
  until: lastDay,
  words: nullable(why, { description: 'Why, where they said so.', examples: [null] }),
  pausedAs: ref(CaseRole),
  pausedAt: instant(),
  endedOn: nullable(date(), { description: 'The first day after it; null while it lasts.', examples: [null] }),
  endedAt: nullable(instant(), { description: 'When it was ended; null while it lasts.', examples: [null] }),
})
export const CasePausePage = pageOf(CasePause)

export type CasePause = Static<typeof CasePause>
export const casePauseSchemas = [NewCasePause, CasePause, CasePausePage]
