/** Of JSON Schema, what the contract uses. */
export interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly [keyword: string]: unknown
}

/** A request is closed: less may not be taken. An answer is open: more may come, but nothing that was promised may go. */
export type Direction = 'request' | 'answer'
export type Schemas = Readonly<Record<string, Schema>>

/** Something that a user of the contract before would trip over. */
export interface Break {
  /** The operation or the named schema, and where in it. */
  readonly where: string
  /** What a changelog calls it by: the operation or named schema, and with it each of these, a field, a value or a code. */
  readonly owner: string
  readonly names: readonly string[]
  readonly what: string
  /** Whether it breaks is not in the documents, as with a refusal that is new: it is said, as breaking or not. */
  readonly mayBeFine?: true
}

const mayGrow = /may be added/i
/** What happens, and what goes wrong, can be of new kinds at any time. */
const growing = /^(Event|TimelineEntry|CaseEventType|ProblemCode)$/
/** Limits by which a smaller, or a larger, figure takes less. */
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']
const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']
const forms = ['pattern', 'format', 'multipleOf', 'uniqueItems']
const nameOf = ($ref: string) => $ref.slice($ref.lastIndexOf('/') + 1)
/** A field or a value, and not a type, or what tells a variant apart, of which a sentence speaks in its own words. */
const hasName = (name: string) =>
  /^[\w.:/-]+$/.test(name) && !/^(string|integer|number|boolean|object|array|null|undefined)$/.test(name)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Compares the schemas of two contracts, each named one once for each direction in which it goes. */
export class SchemaBreaks {
  readonly found: Break[] = []
  readonly #before: Schemas
  readonly #after: Schemas
  readonly #seen = new Set<string>()

  constructor(before: Schemas, after: Schemas) {
    this.#before = before
    this.#after = after
  }

  compare(was: Schema, is: Schema, direction: Direction, where: string): void {
    const hasVariants = [was, is].some((one) => one.anyOf ?? one.oneOf)
    if (hasVariants) this.#variants(was, is, direction, where)
    else if (was.$ref || is.$ref) this.#named(was, is, direction, where)
    else this.#plain(was, is, direction, where)
  }

  #plain(was: Schema, is: Schema, direction: Direction, where: string): void {
    this.#types(was, is, direction, where)
    if (direction === 'request') {
      this.#taken(was, is, where)
      this.#limits(was, is, where)
    } else this.#given(was, is, where)
    if (was.properties || is.properties) this.#fields(was, is, direction, where)
    if (was.items && is.items) this.compare(was.items, is.items, direction, `${where}/items`)
    const [rest, restNow] = [was.additionalProperties, is.additionalProperties]
    if (typeof rest === 'object' && typeof restNow === 'object') this.compare(rest, restNow, direction, `${where}/*`)
  }

  #say(where: string, what: string, name?: string): void {
    const [owner = where, ...rest] = where.split('/')
    // No sentence calls the items of a list by a name.
    const fields = rest.filter((part) => part !== 'items' && part !== '*')
    this.found.push({ where, what, owner, names: [...fields, ...(name !== undefined && hasName(name) ? [name] : [])] })
  }

  #named(was: Schema, is: Schema, direction: Direction, where: string): void {
    const [before, after] = [this.#resolved(was, this.#before), this.#resolved(is, this.#after)]
    const owner = was.$ref && is.$ref ? nameOf(was.$ref) : where
    const key = `${direction} ${was.$ref ?? where} ${is.$ref ?? where}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.compare(before, after, direction, owner)
  }

  #resolved(schema: Schema, schemas: Schemas): Schema {
    if (!schema.$ref) return schema
    const found = schemas[nameOf(schema.$ref)]
    if (!found) throw new Error(`${schema.$ref} is not in the contract`)
    return found
  }

  #types(was: Schema, is: Schema, direction: Direction, where: string): void {
    const [before, after] = [typesOf(was), typesOf(is)]
    const [from, to] = direction === 'request' ? [before, after] : [after, before]
    const lost =
      to.length === 0 ? [] : from.filter((type) => !to.includes(type) && !(type === 'integer' && to.includes('number')))
    const opened = direction === 'answer' && before.length > 0 && after.length === 0
    const closed = direction === 'request' && before.length === 0 && after.length > 0
    if (lost.length > 0 || opened || closed)
      this.#say(
        where,
        `${direction === 'request' ? 'takes' : 'was'} ${before.join(' or ') || 'anything'}, and now ${after.join(' or ') || 'anything'}`,
      )
  }

  #taken(was: Schema, is: Schema, where: string): void {
    const [before, after] = [valuesOf(was), valuesOf(is)]
    if (!before && after) this.#say(where, 'takes listed values alone')
    for (const gone of (before ?? []).filter((value) => after && !after.includes(value)))
      this.#say(where, `does not take ${gone} any more`, gone)
  }

  #given(was: Schema, is: Schema, where: string): void {
    const [before, after] = [valuesOf(was), valuesOf(is)]
    if (!before || mayGrow.test(was.description ?? '') || growing.test(where)) return
    if (!after) this.#say(where, 'is no list of values any more')
    else if (mayGrow.test(is.description ?? '')) this.#say(where, 'may have more values')
    else
      for (const fresh of after.filter((value) => !before.includes(value))) this.#say(where, `can be ${fresh}`, fresh)
  }

  #limits(was: Schema, is: Schema, where: string): void {
    const of = (schema: Schema, keyword: string) => schema[keyword] as number | undefined
    for (const [keywords, sign] of [
      [upper, 1],
      [lower, -1],
    ] as const)
      for (const keyword of keywords) {
        const [before, after] = [of(was, keyword), of(is, keyword)]
        if (after !== undefined && (before === undefined ? sign === 1 || after > 0 : sign * (before - after) > 0))
          this.#say(where, `${keyword} is ${after}${before === undefined ? '' : ` instead of ${before}`}`)
      }
    for (const keyword of forms)
      if (is[keyword] !== undefined && is[keyword] !== false && !same(was[keyword], is[keyword]))
        this.#say(where, `${keyword} is ${String(is[keyword])}`)
  }

  #fields(was: Schema, is: Schema, direction: Direction, where: string): void {
    const [before, after] = [was.properties ?? {}, is.properties ?? {}]
    const [had, has] = [was.required ?? [], is.required ?? []]
    for (const [field, schema] of Object.entries(before)) {
      const now = after[field]
      if (now) this.compare(schema, now, direction, `${where}/${field}`)
      else if (direction === 'answer' || is.additionalProperties === false)
        this.#say(where, `has no ${field} any more`, field)
    }
    if (direction === 'request')
      for (const field of has.filter((one) => !had.includes(one))) this.#say(where, `needs ${field}`, field)
    else
      for (const field of had.filter((one) => after[one] && !has.includes(one)))
        this.#say(where, `${field} may be absent`, field)
  }

  /** By what tells them apart: those that were and are no more, in a request; those that are new, in an answer. */
  #variants(was: Schema, is: Schema, direction: Direction, where: string): void {
    const marks = (schema: Schema, schemas: Schemas) =>
      new Map(flat(schema).map((variant): [string, Schema] => [this.#markOf(variant, schemas), variant]))
    const [before, after] = [marks(was, this.#before), marks(is, this.#after)]
    const [gone, fresh] = [without(before, after), without(after, before)]
    const areLists = [gone, fresh].every(
      ([one], i) => one && this.#isList(one[1], i === 0 ? this.#before : this.#after),
    )
    // What is left once on each side is the same, changed: the only variant, or the list beside a null.
    const isSame = gone.length === 1 && fresh.length === 1 && ((before.size === 1 && after.size === 1) || areLists)
    for (const [mark, variant] of before) {
      const now = after.get(mark) ?? (isSame ? fresh[0]?.[1] : undefined)
      if (now) this.compare(variant, now, direction, where)
      else if (direction === 'request') this.#say(where, `does not take ${mark} any more`, mark)
    }
    if (direction === 'request' || isSame || growing.test(where)) return
    for (const [mark] of fresh) this.#say(where, `can be ${mark}`, mark)
  }

  #isList(variant: Schema, schemas: Schemas): boolean {
    return (valuesOf(this.#resolved(variant, schemas)) ?? []).length > 1
  }

  /** Its name where it is a thing, what its fixed fields say, or its type. */
  #markOf(variant: Schema, schemas: Schemas): string {
    if (variant.$ref) {
      const { properties, anyOf, oneOf, ...plain } = this.#resolved(variant, schemas)
      return properties || anyOf || oneOf ? nameOf(variant.$ref) : this.#markOf(plain, schemas)
    }
    const fixed = Object.entries(variant.properties ?? {}).flatMap(([field, schema]) => {
      const values = valuesOf(this.#resolved(schema, schemas))
      return values?.length === 1 ? [`${field} ${values[0]}`] : []
    })
    if (fixed.length > 0) return fixed.join(', ')
    if (variant.properties) return (variant.required ?? []).toSorted().join(', ')
    return valuesOf(variant)?.join(', ') ?? typesOf(variant).join(' or ')
  }
}

const without = (one: ReadonlyMap<string, Schema>, other: ReadonlyMap<string, Schema>) =>
  [...one].filter(([mark]) => !other.has(mark))

const flat = (schema: Schema): readonly Schema[] =>
  (schema.anyOf ?? schema.oneOf ?? [schema]).flatMap((one) =>
    one.$ref || !(one.anyOf ?? one.oneOf) ? [one] : flat(one),
  )

function typesOf({ type, const: fixed, enum: values }: Schema): readonly string[] {
  if (typeof type === 'string') return [type]
  if (type) return type
  const found = fixed === undefined ? values : [fixed]
  return [...new Set((found ?? []).map((value) => (value === null ? 'null' : typeof value)))]
}

function valuesOf({ const: fixed, enum: values }: Schema): string[] | undefined {
  if (fixed !== undefined) return [String(fixed)]
  return values?.map(String)
}
