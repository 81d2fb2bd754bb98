import { oneOf, ref, thing } from '../shared/schema.ts'
import type { Entry } from './catalogue.ts'

/** `support-plan.signed` is told by `SupportPlanSignedEvent`. */
export const nameOf = (type: string) =>
  type
    .split(/[.-]/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')

/** The type of an event and its own facts, as the contract has them wherever it is told. */
export const typeAndFacts = (type: string, { facts }: Entry) => ({
  type: oneOf([type], { description: 'The type of the event.' }),
  facts: ref(thing(`${nameOf(type)}Facts`, `The facts of \`${type}\`.`, facts)),
})
