import { type Static, Type } from '@sinclair/typebox'
import { PersonInBrief } from '../people/schemas.ts'
import { id, nullable, ref, thing } from '../shared/schema.ts'

const named = (title: string) => Type.String({ description: 'What it is called.', examples: [title] })
const code = (example: string) => Type.String({ description: 'Its code.', examples: [example] })
const TrustInBrief = thing('TrustInBrief', 'A trust, by what it is called.', {
  id: id(),
  code: code('RW4'),
  name: named('Sandbox Mental Health NHS Trust'),
})
const SchemeInBrief = thing('SchemeInBrief', 'A scheme, by what it is called.', {
  id: id(),
  code: code('merseyside'),
  title: named('Merseyside integrated personal budgets'),
})
/** What `expand` asks for of a list whose items are of cases: in each by the same names, and with the same answer. */
export const toldWithCase = {
  person: Type.Optional(
    nullable(ref(PersonInBrief), {
      description: 'With `expand=person`; null where your grounds do not open who the person is.',
      examples: [null],
    }),
  ),
  trust: Type.Optional(nullable(ref(TrustInBrief), { description: 'With `expand=trust`.', examples: [null] })),
  scheme: Type.Optional(nullable(ref(SchemeInBrief), { description: 'With `expand=scheme`.', examples: [null] })),
}
export const toldWithCaseSchemas = [TrustInBrief, SchemeInBrief]
const ToldWithCase = Type.Object(toldWithCase)
export type ToldWithCase = Static<typeof ToldWithCase>
export const namesToldWithCase = ['person', 'trust', 'scheme'] as const
