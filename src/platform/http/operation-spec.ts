import type { Static, TSchema } from '@sinclair/typebox'
import type { Cell } from '../../shared/csv.ts'
import type { Actor } from '../access/access.ts'
import type { Seen } from '../access/seen.ts'
import type { Reads, Tx } from '../database/database.ts'
import type { Page } from '../html/html-page.ts'
import type { Answer, Context } from './operation.ts'
import type { PageRequest, Placed, Places } from './pages.ts'
import type { Operation } from './route.ts'

/** `'/cases/:caseId/members/:memberId'` has `['caseId', 'memberId']`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer After}`
    ? [Name, ...NamesIn<`/${After}`>]
    : [Rest]
  : []
type ValuesOf<Names extends string[], Own> = {
  [I in keyof Names]: Names[I] extends keyof Own
    ? Own[Names[I]] extends TSchema
      ? Static<Own[Names[I]]>
      : string
    : string
}
/** The values of the path parameters, in their order: strings, unless the operation has a schema of its own for one. */
type Params<Path extends string, Own> = ValuesOf<NamesIn<Path>, Own>
/** What is sent besides: nothing, where no schema is given. */
type Sent<Schema extends TSchema> = [Schema] extends [never] ? [] : [Static<Schema>]

/** No path parameter but identifiers. */
export type IdsAlone = Record<never, TSchema>

/** What the contract tells of every operation. */
export type Told = Pick<
  Operation,
  'tag' | 'summary' | 'description' | 'deprecated' | 'permission' | 'view' | 'problems' | 'asStored' | 'mostSeconds'
>

export interface Writes<To extends string, Own, Body extends TSchema, Gives extends TSchema>
  extends Told,
    Pick<Operation, 'key' | 'ifMatch'> {
  /** Path parameters that are no identifiers. */
  params?: Own
  body?: Body
  /** The status of success, and its answer. */
  gives: { 200: Gives } | { 201: Gives }
  /** Done each time it is sent, key or not, and its answer is not kept: who looks somebody up leaves a trace each time. */
  everyTime?: true
  /** Loads and locks, asks the rules, writes and records: all in one transaction. */
  run: (tx: Tx, context: Context, ...given: [...Params<To, Own>, ...Sent<Body>]) => Promise<Answer<Static<Gives>>>
}

interface Looks<Path extends string, Own> extends Told {
  /** Path parameters that are no identifiers. */
  params?: Own
  /** Finds what it belongs to, in the same round trip; where the actor may not see that, it is 404. */
  of?: (reads: Reads, actor: Actor, ...params: Params<Path, Own>) => Promise<unknown>
}
/** Finds the answer, or nothing: 404. */
type Read<Path extends string, Own, Given extends unknown[], Found> = (
  reads: Reads,
  actor: Actor,
  ...given: [...Params<Path, Own>, ...Given, now: Date]
) => Promise<Found | undefined>

/** What gives one answer: as it was found, or as `tell` makes it. A version is told as the ETag. */
export type Gets<Path extends string, Own, Given extends TSchema, Gives extends TSchema, Found> = Looks<Path, Own> & {
  gives: Gives
} & (
    | { read: Read<Path, Own, Sent<Given>, Static<Gives>>; tell?: undefined; versioned?: undefined }
    | {
        read: Read<Path, Own, Sent<Given>, Found>
        tell: (found: Found) => Static<Gives>
        versioned?: Found extends { readonly version: number } ? true : never
      }
  )

type ItemOf<Gives extends TSchema> = Static<Gives> extends { items: (infer Item)[] } ? Item : never

/** What a list belongs to; or, where it belongs to nothing, whose records each row tells of: every row that is told is a read of them. */
type Whose<Path extends string, Own, Row> =
  | { of: NonNullable<Looks<Path, Own>['of']>; tellsOf?: never }
  | { of?: never; tellsOf: (row: Row, actor: Actor) => readonly Seen[] }

/** For a list of what is no record of a person. */
export const nobody = (): readonly Seen[] => []

/** What gives a list, each row as it was found, or as `tell` makes it. There is one row more than was asked for, where there are more. */
export type Lists<
  Path extends string,
  Own,
  Gives extends TSchema,
  Row extends Placed,
  Filter extends TSchema = never,
> = Omit<Looks<Path, Own>, 'of'> & {
  gives: Gives
  /** What a row has its place in the order by: its `id`, unless it is said. */
  place?: Places
  /** The days of an item by which `sort` can ask for the list. */
  days?: readonly (keyof ItemOf<Gives> & string)[]
  /** The codes of an item by which it can: capital letters and digits, which name nobody. */
  codes?: readonly (keyof ItemOf<Gives> & string)[]
} & (
    | ({
        read: Read<Path, Own, [PageRequest, ...Sent<Filter>], readonly (Placed & ItemOf<Gives>)[]>
        tell?: undefined
      } & Whose<Path, Own, Placed & ItemOf<Gives>>)
    | ({
        read: Read<Path, Own, [PageRequest, ...Sent<Filter>], readonly Row[]>
        tell: (row: Row) => ItemOf<Gives>
      } & Whose<Path, Own, Row>)
  )

/** What gives a page to read and to print; `gives` says which, for the contract. */
export type Prints<Path extends string, Own, Query extends TSchema = never> = Looks<Path, Own> & {
  gives: string
  read: Read<Path, Own, Sent<Query>, Page>
}

/** A table, and what its file is called, without its ending; it names nobody. */
export interface Table {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

/** What gives a table for a spreadsheet; `gives` says which, for the contract. */
export type Tabulates<Path extends string, Own, Query extends TSchema = never> = Looks<Path, Own> & {
  gives: string
  read: Read<Path, Own, Sent<Query>, Table>
}
