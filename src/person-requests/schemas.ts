import { type Static, Type } from '@sinclair/typebox'
import { personRequestKinds, personRequestOutcomes, requestOwners } from '../rules/people/person-requests.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, instant, nullable, oneOf, ownWords, pageOf, ref, thing, words } from '../shared/schema.ts'

const Kind = oneOf(personRequestKinds, { $id: 'PersonRequestKind', description: 'What is asked for.' })
const Owner = oneOf(requestOwners, { $id: 'RequestOwner', description: 'Who owes the answer.' })
const asked = ownWords(2000, 'What is asked, in their own words.', 'Can I have a broker who speaks Urdu?')

export const NewPersonRequest = thing('NewPersonRequest', 'Something that the person asks.', {
  kind: ref(Kind),
  to: Type.Optional(
    ref(Owner, {
      description: 'Whom a question is put to; left out: the care coordinator. Left out where another is asked for.',
    }),
  ),
  words: asked,
})

export const NewPersonAnswer = thing('NewPersonAnswer', 'The answer to something that the person asked.', {
  outcome: ref(
    oneOf(['agreed', 'declined', 'answered'], {
      $id: 'PersonAnswerOutcome',
      description: 'A question is answered; what is asked for is agreed or declined.',
    }),
  ),
  words: nullable(
    words(2000, 'The answer; where it is no, why, and what else there is.', 'Yes: Amina begins on Monday.'),
    {
      description: 'Null where it is agreed without more.',
      examples: [null],
    },
  ),
})

export const PersonRequest = thing(
  'PersonRequest',
  'Something that the person asked, and the answer once there is one.',
  {
    id: id(),
    caseId: id(),
    kind: ref(Kind),
    owner: ref(Owner),
    words: asked,
    askedAs: ref(CaseRole),
    askedAt: instant(),
    answerBy: date(),
    outcome: nullable(
      ref(oneOf(personRequestOutcomes, { $id: 'PersonRequestOutcome', description: 'What came of it.' })),
      { description: 'Null while it waits for an answer.', examples: [null] },
    ),
    answerWords: nullable(Type.String(), { description: 'The answer.', examples: [null] }),
    answeredByName: nullable(Type.String(), { description: 'Who answered, by name.', examples: [null] }),
    answeredAt: nullable(instant(), { description: 'When it was answered or withdrawn.', examples: [null] }),
  },
)
export const PersonRequestPage = pageOf(PersonRequest)

export type PersonRequest = Static<typeof PersonRequest>
export const personRequestSchemas = [NewPersonRequest, NewPersonAnswer, PersonRequest, PersonRequestPage]
