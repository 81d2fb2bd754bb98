import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, ref } from '../shared/schema.ts'
import { code, happened } from './facts.ts'

const kind = code('What was asked for.', 'another-broker')

/** What the person asks of those who work with them. */
export const personRequestEvents = {
  'person-request.answered': happened('own-words', 'What the person asked was answered.', {
    kind,
    outcome: code('The answer.', 'agreed'),
  }),
  'person-request.asked': happened('own-words', 'The person asked something of those who work with them.', {
    kind,
    owner: code('Who owes the answer.', 'care-coordinator'),
    askedAs: ref(CaseRole),
    answerBy: date(),
  }),
  'person-request.withdrawn': happened('own-words', 'The person asks it no longer.', { kind }),
}
