import { type TSchema, Type } from '@sinclair/typebox'
import { DateSchema, Id, InstantSchema, oneOf, textPattern } from '../../shared/schema.ts'

/** So far back a list can be asked what changed since: for more, all of it is read, or the events are followed. */
export const mostDaysSince = 31

/** What a list is narrowed to, put in order by and told with: the same words for every list (guide: lists). All of it is optional. */
export function filterOf<const Fields extends Record<string, TSchema>>(fields: Fields) {
  return Type.Partial(Type.Object(fields), { additionalProperties: false })
}

/** `sort=openedAt` is by that from the least on; with `-` before it, from the most. */
export const sortOf = <const Orders extends readonly [string, ...string[]]>(orders: Orders) =>
  oneOf(orders, {
    description: `In which order; left out: \`${orders[0]}\`. With \`-\` the greatest is first.`,
    examples: [orders[0]],
  })

/** `expand=person,trust` has each item told with these, instead of their identifiers alone. */
export const expandOf = (names: readonly string[]) => {
  const one = `(?:${names.join('|')})`
  return Type.String({
    pattern: `^${one}(?:,${one})*$`,
    maxLength: 200,
    description: `What else to tell of each item, with commas between: ${names.map((name) => `\`${name}\``).join(', ')}.`,
    examples: [names.join(',')],
  })
}

/** The names in an `expand`. */
export const expandedIn = (expand: string | undefined): ReadonlySet<string> => new Set(expand?.split(',') ?? [])

/** A kind of value, written out: a reference would lose its own description. */
const written = <Schema extends TSchema>({ $id: _, ...inline }: Schema, description: string) =>
  ({ ...inline, description }) as unknown as Schema
export const byId = (description: string) => written(Id, description)
export const byDay = (description: string) => written(DateSchema, description)
export const byInstant = (description: string) => written(InstantSchema, description)
/** `updatedSince`, in the same words for every list that has it; the list refuses one further back (`requireLately`). */
export const updatedSince = (what = 'That changed') =>
  byInstant(
    `${what} at this instant or after, within the last ${mostDaysSince} days. A request that was slow is found later under the instant at which it began: keep a copy by the events, and not by this.`,
  )
/** A text that a list is asked by, as it is or as it begins: of what no text of the database can hold there is nothing to ask for. */
export const byText = (maxLength: number, description: string, example: string) =>
  Type.String({ maxLength, pattern: textPattern, description, examples: [example] })
export const yesOrNo = (description: string) => Type.Boolean({ description, examples: [true] })
