import { type TProperties, Type } from '@sinclair/typebox'
import type { View } from '../rules/access/views.ts'
import { nullable } from '../shared/schema.ts'

/**
 * A type of event: the view of a record that it tells of, null where it is of nobody's record; what it tells, and its facts. They are codes,
 * identifiers, amounts and dates; never a name or what somebody wrote.
 */
export function happened<const V extends View | null, const F extends TProperties = Record<never, never>>(
  view: V,
  description: string,
  facts?: F,
) {
  return { view, description, facts: facts ?? ({} as F) }
}

/** A word of a closed list that the operation names, which can come to have more. */
export const code = (description: string, example: string) => Type.String({ description, examples: [example] })
export const codes = (description: string, example: string) =>
  Type.Array(Type.String({ description: 'One code.', examples: [example] }), { description })
export const fields = () => codes('The fields that changed; not what they held.', 'lines')
export const count = (description: string, example = 1) =>
  Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description, examples: [example] })
export const yes = (description: string) => Type.Boolean({ description, examples: [true] })
export const hash = () =>
  code('SHA-256 of the content.', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
/** A mark that only who has the key can compare. */
export const keyedMark = () =>
  code('A mark of the content under a key: it tells nothing of it.', '3b1f6c0d9a7e4f52c8d1a0b9e6f7c3d2b4a59687')
export const actor = (description: string) => code(`${description}: the \`sub\` of their token.`, 'sandbox-person')
export const how = () =>
  nullable(code('How.', 'by-phone'), {
    description: 'How the person said it, where others record it.',
    examples: [null],
  })
