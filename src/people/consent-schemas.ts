import { type Static, Type } from '@sinclair/typebox'
import { ConsentForm, ConsentGiver, Party, Purpose } from '../rules/people/consent.ts'
import { SaidFor as RecordedForPerson } from '../rules/people/recording.ts'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'

const SaidFor = thing('ConsentSaidFor', 'What is recorded for somebody: who agreed, when, and by what that is known.', {
  giver: ref(ConsentGiver),
  saidOn: date(),
  evidence: words(
    1000,
    'By what it is known.',
    'Said to me at home, with her sister there; the signed form is in the notes.',
  ),
})
const until = () =>
  nullable(date(), {
    description: 'The last day on which it holds; null where it holds until it is withdrawn.',
    examples: [null],
  })

export const NewConsent = thing('NewConsent', 'What a person agrees to: an organisation, and what for.', {
  organisationId: id(),
  purpose: ref(Purpose),
  givenHow: ref(ConsentForm, { description: 'In what form the person said yes.' }),
  until: Type.Optional(until()),
  saidFor: Type.Optional(
    nullable(ref(SaidFor), {
      description: 'Asked of those who record what somebody else agreed to, and of nobody else.',
    }),
  ),
})
export const Consent = thing('Consent', "A person's consent to share with one organisation for one purpose.", {
  id: id(),
  personId: id(),
  organisationId: id(),
  purpose: ref(Purpose),
  givenHow: ref(ConsentForm, { description: 'In what form it was given.' }),
  giver: ref(ConsentGiver),
  saidFor: nullable(ref(SaidFor), {
    description: 'What others recorded for the one who agreed; null where they did it themselves.',
    examples: [null],
  }),
  until: until(),
  status: oneOf(['in-force', 'withdrawn', 'ended'], {
    description: 'Whether it holds today; ended: its last day is over, or a newer one took its place.',
  }),
  givenAt: instant(),
  recordedBy: Type.String({ description: 'Who recorded it.', examples: ['sandbox-care-coordinator'] }),
  withdrawnAt: nullable(instant(), { description: 'When it was withdrawn; null while it holds.', examples: [null] }),
  withdrawnBy: nullable(ref(Party), { description: 'Who withdrew it.', examples: [null] }),
  withdrawalSaidFor: nullable(ref(RecordedForPerson), {
    description: 'How others to whom the person said it know that it was withdrawn; null where they did it themselves.',
    examples: [null],
  }),
})
export const ConsentPage = pageOf(Consent)

export type Consent = Static<typeof Consent>
export const consentSchemas = [SaidFor, NewConsent, Consent, ConsentPage]
