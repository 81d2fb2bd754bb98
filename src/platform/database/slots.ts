import { type Expression, type OperationNode, ValueNode } from 'kysely'

/** Stands in a compiled statement for a value that each sending puts in. */
export class Hole {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

declare const typed: unique symbol

/**
 * A place for a value in a statement. What builds the statement cannot look at the value, so that the statement is the same for every one.
 */
export class Slot<T> implements Expression<T> {
  declare readonly [typed]: T
  readonly #value: unknown

  private constructor(value: unknown) {
    this.#value = value
  }

  /** A place that is empty until the statement is sent. */
  static named<T>(name: string): Slot<T> {
    return new Slot<T>(new Hole(name))
  }

  /** A place that is filled already, in a statement that is built each time. */
  static filled<T>(value: T): Slot<T> {
    return new Slot<T>(value)
  }

  get expressionType(): T | undefined {
    return undefined
  }

  toOperationNode(): OperationNode {
    return ValueNode.create(this.#value)
  }
}

/** The name of the place that whatever sends a statement fills. */
export const tenantPlace = 'the tenant'

/**
 * The tenant in whose scope the statement is sent. Each table of a statement is held to it by this alone and never through another table,
 * so that a database that lies on many machines finds the one that has the tenant.
 */
export const theTenant = Slot.named<string>(tenantPlace)

/** The parameters of a compiled statement with what is given in its places; a place that is not among the given stays. */
export function filledBy(parameters: readonly unknown[], given: object): unknown[] {
  return parameters.map((value) =>
    value instanceof Hole && value.name in given ? Reflect.get(given, value.name) : value,
  )
}

/** A place for each value of a kind of thing. */
export type Slots<Given extends object> = { readonly [Name in keyof Given]-?: Slot<Given[Name]> }

/** What is put into the places. */
export type Given<Places> = { readonly [Name in keyof Places]: Places[Name] extends Slot<infer T> ? T : never }

/** Empty places, by whatever name is asked for. */
export function emptyPlaces<Places extends object>(): Places {
  const made = new Map<string, Slot<unknown>>()
  return new Proxy({} as Places, {
    get(_, name) {
      const slot = made.get(String(name)) ?? Slot.named(String(name))
      made.set(String(name), slot)
      return slot
    },
  })
}
