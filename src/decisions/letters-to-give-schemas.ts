import { type Static, Type } from '@sinclair/typebox'
import { byId, filterOf } from '../platform/http/list-grammar.ts'
import { date, id, instant, nullable, pageOf, ref, thing } from '../shared/schema.ts'
import { InsteadOfTelling } from './schemas.ts'

export const LetterToGive = thing(
  'LetterToGive',
  'A letter of which the person was not told by a message, and that nobody has recorded as posted or handed over.',
  {
    decisionId: id(),
    caseId: id(),
    title: Type.String({ description: 'What it says first.', examples: ['Your support plan was refused'] }),
    writtenAt: instant(),
    appealBy: nullable(date(), {
      description: 'The last day to appeal against what it tells of; null where there is none.',
    }),
    instead: ref(InsteadOfTelling, { description: 'How it is to be given, by what was said of safe contact.' }),
  },
)
export const LetterToGivePage = pageOf(LetterToGive)
export type LetterToGive = Static<typeof LetterToGive>

export const LettersToGiveFilter = filterOf({ trustId: byId('Of the cases of this trust.') })
export type LettersToGiveFilter = Static<typeof LettersToGiveFilter>

export const letterToGiveSchemas = [LetterToGive, LetterToGivePage]
