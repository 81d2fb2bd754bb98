import { readFile } from 'node:fs/promises'
import t from 'tap'
import type { Operation, Schema } from '../support/contract.ts'
import { startService } from '../support/service.ts'

const { contract } = await startService(t)
const schemas = contract.document.components.schemas
const guide = await readFile(new URL('../../data/guides/3-lists.md', import.meta.url), 'utf8')
/** What the tables of the guide name, first in a row. */
const named = new Set(
  [...guide.matchAll(/^\| (`[^|]*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  ),
)
const queryOf = ({ parameters }: Operation) => parameters.filter((one) => one.in === 'query')
const lists = contract.operations.filter((one) => queryOf(one).some(({ name }) => name === 'cursor'))
const resolved = (schema: Schema | undefined): Schema =>
  schema?.$ref ? resolved(schemas[schema.$ref.split('/').at(-1) ?? '']) : (schema ?? {})

/** The fields of an item of a list, of whichever kind it is. */
function fieldsOf({ responses }: Operation): Set<string> {
  const page = resolved(responses['200']?.content?.['application/json']?.schema)
  const item = resolved(page.properties?.items?.items)
  return new Set(
    [item, ...(item.anyOf ?? item.oneOf ?? [])].flatMap((one) => Object.keys(resolved(one).properties ?? {})),
  )
}

t.test('every list is asked for by names of the guide, by fields of its items, and up to or from a day', (t) => {
  t.ok(lists.length > 100, `${lists.length} lists`)
  t.ok(named.has('limit') && named.has('sort') && !named.has('stage'))
  const used = new Set<string>()
  for (const list of lists) {
    const fields = fieldsOf(list)
    t.ok(fields.size > 0, list.operationId)
    for (const { name, schema, description = '' } of queryOf(list)) {
      used.add(name)
      const ofTime = /(Since|By)$/.exec(name)?.[0]
      if (ofTime) {
        t.match(schema.format, /^date(-time)?$/, `${list.operationId} ${name}`)
        t.match(description, ofTime === 'Since' ? /or after\b/ : /or before\b/, `${list.operationId} ${name}`)
      } else t.ok(fields.has(name) || named.has(name), `${list.operationId} is asked by ${name}`)
    }
  }
  t.same(
    [...named].filter((name) => !used.has(name)),
    [],
    'the guide names no more than there is',
  )
  t.end()
})

t.test('a page is asked for in one way by every list', (t) => {
  for (const name of ['limit', 'cursor'])
    t.equal(
      new Set(lists.map((list) => JSON.stringify(queryOf(list).find((one) => one.name === name)?.schema))).size,
      1,
      name,
    )
  t.end()
})

t.test(
  'every list that can be sorted is sorted by fields of its items, and says how it is where nothing is asked',
  (t) => {
    const sorted = lists.flatMap((list) => {
      const sort = queryOf(list).find(({ name }) => name === 'sort')
      return sort ? [{ list, orders: sort.schema.enum ?? sort.schema.oneOf?.map((one) => one.const) ?? [], sort }] : []
    })
    t.ok(sorted.length >= 4, `${sorted.length} lists`)
    for (const { list, orders, sort } of sorted) {
      const fields = fieldsOf(list)
      for (const order of orders) t.ok(fields.has(String(order).replace('-', '')), `${list.operationId} by ${order}`)
      t.match(sort.description ?? '', `left out: \`${orders[0]}\``, list.operationId)
      t.ok(
        orders.every((order) => orders.includes(order) && orders.length > 1),
        list.operationId,
      )
    }
    t.end()
  },
)
