import type { Compilable, RawBuilder } from 'kysely'
import type { Actor } from '../access/access.ts'
import { type Asking, emptyAsking, kindOf } from '../access/asking.ts'
import { type Reads, type Tx, turnsOf } from './database.ts'
import { kyselyThat } from './kysely-of.ts'
import { SlotCompiler } from './slot-compiler.ts'
import { emptyPlaces, filledBy, type Given } from './slots.ts'

type Built<Row> = Compilable<Row> | RawBuilder<Row>

const builder = kyselyThat({
  compiler: new SlotCompiler(),
  execute: async () => {
    throw new Error('a prepared statement is sent by what `prepared` gave')
  },
})

interface Compiled {
  readonly text: string
  readonly parameters: readonly unknown[]
}

const compiled = <Row>(query: Built<Row>): Compiled => {
  const { sql: text, parameters } = query.compile(builder)
  return { text, parameters }
}

/** Builds and compiles a statement when it is first asked for, and never again. */
function builtOnce<Places extends object, Through extends Reads>(
  build: (through: Through, places: Places) => Built<unknown>,
): () => Compiled {
  let statement: Compiled | undefined
  return () => {
    statement ??= compiled(build(builder as unknown as Through, emptyPlaces()))
    return statement
  }
}

/** A statement that is built and compiled once, for whatever values are given. */
export function prepared<Places extends object, Row, Through extends Reads = Reads>(
  build: (through: Through, places: Places) => Built<Row>,
): (through: Through, given: Given<Places>) => Promise<Row[]> {
  const statement = builtOnce(build)
  return async (through, given) => {
    const { text, parameters } = statement()
    const { rows } = await turnsOf(through).send(text, filledBy(parameters, given))
    return rows as Row[]
  }
}

/**
 * A write whose outcome nobody asks for: it goes with whatever is sent next, at the latest with the commit, and costs no round trip of its own.
 * Where it fails, that fails, and nothing is kept.
 */
export function posted<Places extends object>(
  build: (tx: Tx, places: Places) => Built<unknown>,
): (tx: Tx, given: Given<Places>) => void {
  const statement = builtOnce(build)
  return (tx, given) => {
    const { text, parameters } = statement()
    turnsOf(tx).post(text, filledBy(parameters, given))
  }
}

/** The same for a write that is built each time, as of rows that are now few and now many. */
export function postQuery(tx: Tx, query: Compilable): void {
  const { sql, parameters } = query.compile()
  turnsOf(tx).post(sql, parameters)
}

/** A statement that is built and compiled once for each kind of actor: what they are decides how it reads, who they are is a value. */
export function preparedByActor<Places extends object, Row, Through extends Reads = Reads>(
  build: (through: Through, actor: Asking, places: Places) => Built<Row>,
): (through: Through, actor: Actor, given: Given<Places>) => Promise<Row[]> {
  const statements = new Map<string, Compiled>()
  return async (through, actor, given) => {
    const kind = kindOf(actor)
    let statement = statements.get(kind)
    if (!statement) {
      statement = compiled(build(builder as unknown as Through, emptyAsking(actor), emptyPlaces()))
      statements.set(kind, statement)
    }
    const { actorId, commissionerId, organisationId } = actor
    const values = filledBy(statement.parameters, { ...given, actorId, commissionerId, organisationId })
    const { rows } = await turnsOf(through).send(statement.text, values)
    return rows as Row[]
  }
}

/** One of a thing for each choice of keys, made when it is first asked for. */
export function eachOf<Keys extends readonly string[], Thing>(
  make: (...keys: Keys) => Thing,
): (...keys: Keys) => Thing {
  const made = new Map<string, Thing>()
  return (...keys) => {
    const name = keys.join(' ')
    const thing = made.get(name) ?? make(...keys)
    made.set(name, thing)
    return thing
  }
}
