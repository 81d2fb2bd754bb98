import { type Html, html, type Part, written } from '../platform/html/html.ts'
import { instruments } from '../rules/assessment/instruments.ts'
import type { PageWord } from '../words/pages/page-words.ts'
import { capital, inWords } from '../words/phrases.ts'
import type { Look } from './look.ts'

/** What a plan points to by an identifier or a key, as it is called. What nothing names is shown as it is written: nothing of what is signed is hidden. */
export interface Names {
  readonly organisations: ReadonlyMap<string, string>
  readonly services: ReadonlyMap<string, string>
  readonly categories: ReadonlyMap<string, string>
  readonly lines: ReadonlyMap<string, string>
  readonly outcomes: ReadonlyMap<string, string>
  readonly tiers: ReadonlyMap<string, string>
}

/** The page on which something stands, and what it is named by there. */
export interface On {
  readonly look: Look
  readonly names: Names
}

/** A field is shown by what it says here, or in the same words as others, or is left out for a reason. */
type Field<T, K extends keyof T> =
  | ((value: NonNullable<T[K]>, on: On, of: T) => Part)
  | { readonly shownWith: Exclude<keyof T, K> | 'its heading' }
  | { readonly leftOut: string }

/** Each field of a thing that is signed, in the order in which it is read. A field that is new is here, or nothing compiles. */
export type Fields<T> = { readonly [K in keyof Required<T>]: Field<Required<T>, K> }

/** What stands on the page of a thing: each of its fields that says something. */
export function shownBy<T extends object>(fields: Fields<T>, of: T, on: On): Part[] {
  const said = Object.entries(fields) as [keyof T, Field<T, keyof T>][]
  return said.map(([name, field]) => {
    const value = of[name]
    if (typeof field !== 'function' || value === null || value === undefined) return null
    return Array.isArray(value) && value.length === 0 ? null : field(value as NonNullable<T[keyof T]>, on, of)
  })
}

/** What a thing says, one below the other, each under what it is about. */
export const rowsOf = <T extends object>(fields: Fields<T>, of: T, on: On): Html =>
  html`<dl>\n${shownBy(fields, of, on)}</dl>\n`

export const row = ({ look }: On, label: PageWord, says: Part): Html =>
  html`<dt>${look.text(label)}</dt><dd>${says}</dd>\n`

/** A row of words that somebody wrote. */
export const writtenRow =
  (label: PageWord) =>
  (words: string, on: On): Html =>
    row(on, label, written(words))

/** A row of several things, each by its name. */
export const listRow =
  <Value>(label: PageWord, nameOf: (value: Value, on: On) => Part) =>
  (values: readonly Value[], on: On): Html =>
    row(on, label, html`<ul>\n${values.map((one) => html`<li>${nameOf(one, on)}</li>\n`)}</ul>`)

/** What something is called, in the words of whoever named it. */
export const named = (names: ReadonlyMap<string, string>, key: string): Html => written(names.get(key) ?? key)

/** A need, by what the instrument that asks for it calls it. */
export function needNamed(key: string): string {
  const domains = instruments.flatMap(({ domains }) => domains)
  return domains.find((domain) => domain.key === key)?.title ?? capital(inWords(key))
}
