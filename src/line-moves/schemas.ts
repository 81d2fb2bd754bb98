import { type Static, Type } from '@sinclair/typebox'
import { saidForField } from '../rules/people/recording.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { id, instant, key, nullable, ownWords, PositivePence, pageOf, ref, thing } from '../shared/schema.ts'

export const NewLineMove = thing('NewLineMove', 'Money that moves from one line of the plan in force to another.', {
  from: key('The line that it comes from.', 'drum-kit'),
  to: key('The line that it goes to.', 'mattress'),
  amountPence: ref(PositivePence),
  words: ownWords(1000, 'Why, in the person’s own words.', 'The drums were cheaper, and I want the better mattress.'),
  saidFor: saidForField,
})
export const LineMove = thing('LineMove', 'Money that moved from one line of a plan to another.', {
  id: id(),
  caseId: id(),
  supportPlanId: id(),
  fromLineId: id(),
  toLineId: id(),
  from: key('The line that it came from.', 'drum-kit'),
  to: key('The line that it went to.', 'mattress'),
  amountPence: ref(PositivePence),
  words: Type.String({ description: 'Why.', examples: ['The drums were cheaper, and I want the better mattress.'] }),
  movedAs: ref(CaseRole),
  movedAt: instant(),
  takesBack: nullable(id(), {
    description: 'The move that it takes back, where the person said that it was not them; null otherwise.',
    examples: [null],
  }),
})
export const LineMovePage = pageOf(LineMove)
export type NewLineMove = Static<typeof NewLineMove>
export type LineMove = Static<typeof LineMove>
export const lineMoveSchemas = [NewLineMove, LineMove, LineMovePage]
