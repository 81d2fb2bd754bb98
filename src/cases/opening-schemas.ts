import type { Static } from '@sinclair/typebox'
import { oneOf, oneOfThings, thing } from '../shared/schema.ts'

const kind = <const K extends string>(kind: K) =>
  oneOf([kind], { description: 'What the ground is.', examples: [kind] })

export const OpeningGround = oneOfThings(
  'OpeningGround',
  'kind',
  [
    thing('OpenedBySelf', 'The person opens the case themself.', { kind: kind('self') }),
    thing(
      'OpenedByRelation',
      'You have to do with the person already: you work on a case of theirs, or registered them and they have none.',
      { kind: kind('relation') },
    ),
  ],
  'On what ground a case is opened. Whoever has nothing to do with the person yet records a referral.',
)
export type OpeningGround = Static<typeof OpeningGround>
