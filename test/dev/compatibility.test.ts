import t from 'tap'
import { breaksOf, type Contract } from '../../dev/compatibility/contract-breaks.ts'
import { unflagged } from '../../dev/compatibility/flagged.ts'
import type { Schema } from '../../dev/compatibility/schema-breaks.ts'

const takes = (schema: Schema) => ({ content: { 'application/json': { schema } } })
const object = (properties: Record<string, Schema>, required: string[] = []) =>
  ({ type: 'object', additionalProperties: false, properties, required }) as const
const text = { type: 'string' } as const
const either = (...schemas: Schema[]) => ({ anyOf: schemas })
const kindOf = (kind: string, more: Record<string, Schema> = {}) =>
  object({ kind: { const: kind }, ...more }, ['kind', ...Object.keys(more)])

/** A contract of one operation that takes one thing and gives another. */
function contractOf(body: Schema, answer: Schema, schemas: Record<string, Schema> = {}): Contract {
  const operation = { operationId: 'makeThing', requestBody: takes(body), responses: { '201': takes(answer) } }
  return { paths: { '/v1/things': { post: operation } }, components: { schemas } }
}
const asked = (was: Schema, is: Schema) => breaksOf(contractOf(was, text), contractOf(is, text)).map(({ what }) => what)
const told = (was: Schema, is: Schema) => breaksOf(contractOf(text, was), contractOf(text, is)).map(({ what }) => what)

t.test('what breaks who asks, and what does not', (t) => {
  const thing = object({ name: text, kind: { enum: ['a', 'b'] }, size: { type: 'integer', maximum: 9 } }, ['name'])
  const but = (more: Record<string, Schema>, required = ['name']) => object({ ...thing.properties, ...more }, required)
  const { name: _, ...nameless } = thing.properties
  for (const [is, what] of [
    [thing, []],
    [but({ colour: text }), []],
    [but({ colour: text }, ['name', 'colour']), ['needs colour']],
    [but({}, ['name', 'kind']), ['needs kind']],
    [but({}, []), []],
    [object(nameless), ['has no name any more']],
    [but({ kind: { enum: ['a'] } }), ['does not take b any more']],
    [but({ kind: { enum: ['a', 'b', 'c'] } }), []],
    [but({ size: { type: 'integer', maximum: 8 } }), ['maximum is 8 instead of 9']],
    [but({ size: { type: 'integer', maximum: 10 } }), []],
    [but({ size: { type: 'number', maximum: 9 } }), []],
    [but({ size: { type: 'integer', maximum: 9, minimum: 1 } }), ['minimum is 1']],
    [but({ name: { ...text, maxLength: 5 } }), ['maxLength is 5']],
    [but({ name: { ...text, pattern: '^x' } }), ['pattern is ^x']],
    [but({ name: either(text, { type: 'null' }) }), []],
    [but({ name: { type: 'integer' } }), ['takes string, and now integer']],
  ] as const)
    t.same(asked(thing, is), what, JSON.stringify(is))
  t.same(asked(either(text, { type: 'null' }), text), ['does not take null any more'])
  t.same(asked(either(kindOf('a'), kindOf('b')), kindOf('b')), ['does not take kind a any more'])
  t.same(asked(kindOf('a'), either(kindOf('a'), kindOf('b'))), [])
  t.end()
})

t.test('what breaks who is told, and what does not', (t) => {
  const thing = object({ name: text, kind: { enum: ['a', 'b'] } }, ['name', 'kind'])
  const but = (more: Record<string, Schema>, required = ['name', 'kind']) =>
    object({ ...thing.properties, ...more }, required)
  const open = { description: 'Values may be added.', enum: ['a', 'b'] }
  const orNull = (...values: string[]) => either({ enum: values }, { type: 'null' })
  for (const [was, is, what] of [
    [thing, but({ colour: text }, ['name', 'kind', 'colour']), []],
    [thing, object({ name: text }, ['name']), ['has no kind any more']],
    [thing, but({}, ['name']), ['kind may be absent']],
    [thing, but({ kind: { enum: ['a', 'b', 'c'] } }), ['can be c']],
    [thing, but({ kind: { enum: ['a'] } }), []],
    [thing, but({ kind: text }), ['is no list of values any more']],
    [but({ kind: open }), but({ kind: { ...open, enum: ['a', 'b', 'c'] } }), []],
    [thing, but({ kind: { ...open, enum: ['a', 'b', 'c', 'd'] } }), ['may have more values']],
    [but({ kind: orNull('a', 'b') }), but({ kind: orNull('a', 'c') }), ['can be c']],
    [thing, but({ name: either(text, { type: 'null' }) }), ['can be null']],
    [but({ name: either(text, { type: 'null' }) }), thing, []],
    [thing, but({ name: { type: 'integer' } }), ['was string, and now integer']],
    [thing, but({ name: { ...text, maxLength: 5 } }), []],
    [either(kindOf('a'), kindOf('b')), either(kindOf('a'), kindOf('b'), kindOf('c')), ['can be kind c']],
    [either(kindOf('a', { size: text }), kindOf('b')), either(kindOf('a'), kindOf('b')), ['has no size any more']],
    [{ type: 'array', items: thing }, { type: 'array', items: but({}, ['name']) }, ['kind may be absent']],
  ] as const)
    t.same(told(was, is), what, JSON.stringify(is))
  t.end()
})

t.test('a named schema counts as it goes: what may be taken, and what is given', (t) => {
  const thing = { $ref: '#/components/schemas/Thing' }
  const of = (schema: Schema) => contractOf(thing, thing, { Thing: schema })
  const found = breaksOf(
    of(object({ name: text, size: text }, ['size'])),
    of(object({ name: text, size: text }, ['name'])),
  )
  t.same(
    found.map(({ where, what }) => [where, what]),
    [
      ['Thing', 'needs name'],
      ['Thing', 'size may be absent'],
    ],
    'each once',
  )
  const deep: Schema = object({ inside: thing, name: text })
  t.same(breaksOf(of(deep), of(deep)), [], 'one that holds itself')
  const orNull = { anyOf: [thing, { type: 'null' }] }
  t.same(breaksOf(contractOf(text, text), contractOf(orNull, text, { Thing: text })), [], 'another way to write a type')
  t.throws(() => breaksOf(contractOf(thing, text), contractOf(thing, text)), /is not in the contract/)
  t.end()
})

t.test('operations, their parameters, bodies and answers', (t) => {
  const was = contractOf(text, text)
  const operation = was.paths['/v1/things']?.post
  if (!operation) throw new Error('no operation')
  const at = (path: string, more: object = {}) => ({ ...was, paths: { [path]: { post: { ...operation, ...more } } } })
  const what = (is: Contract, from: Contract = was) => breaksOf(from, is).map((one) => one.what)
  const page = { in: 'query', name: 'page', schema: text }
  t.same(what({ ...was, paths: {} }), ['is gone'])
  t.same(what(at('/v1/stuff')), ['is POST /v1/stuff instead of POST /v1/things'])
  t.same(what(at('/v1/things', { parameters: [page] })), [])
  t.same(what(at('/v1/things', { parameters: [{ ...page, required: true }] })), ['needs query page'])
  t.same(what(was, at('/v1/things', { parameters: [page] })), ['does not take query page any more'])
  t.same(what(at('/v1/things', { responses: { '200': takes(text) } })), [
    'does not answer status 201 any more',
    'can answer status 200',
  ])
  t.same(what(at('/v1/things', { requestBody: { ...takes(text), required: true } })), ['needs a body'])
  t.same(what(at('/v1/things', { requestBody: { content: { 'text/csv': {} } } })), [
    'does not take application/json any more',
  ])
  t.end()
})

t.test('who may ask, and what they may be told instead', (t) => {
  const was = contractOf(text, text)
  const of = (more: { permission?: string; codes?: string[]; statuses?: string[] }): Contract => {
    const operation = {
      operationId: 'makeThing',
      description: `Makes it.${more.permission ? `\n\nPermission: \`${more.permission}\`.` : ''}`,
      'x-problem-codes': Object.fromEntries((more.codes ?? []).map((code) => [code, 'A title'])),
      responses: Object.fromEntries(
        (more.statuses ?? []).map((status) => [status, { $ref: '#/components/responses/P' }]),
      ),
    }
    const responses = { P: takes({ $ref: '#/components/schemas/Problem' }) }
    const schemas = { Problem: object({ code: text }, more.codes?.includes('bare') ? [] : ['code']) }
    return { paths: { '/v1/things': { post: operation } }, components: { schemas, responses } }
  }
  const found = (from: Parameters<typeof of>[0], to: Parameters<typeof of>[0]) =>
    breaksOf(of(from), of(to)).map(({ owner, names, what, mayBeFine }) => [owner, ...names, what, mayBeFine ?? false])
  t.same(found({ permission: 'a:read' }, { permission: 'a:write' }), [
    ['makeThing', 'a:write', 'needs the permission a:write', false],
  ])
  t.same(found({}, { permission: 'a:read' }), [['makeThing', 'a:read', 'needs the permission a:read', false]])
  t.same(found({ permission: 'a:read' }, {}), [], 'whoever may ask is no break')
  t.same(found({ codes: ['late'] }, { codes: ['early'] }), [
    ['makeThing', 'late', 'does not answer code late any more', false],
    ['makeThing', 'early', 'can answer code early', true],
  ])
  t.same(found({ statuses: ['404'] }, { statuses: ['410'] }), [
    ['makeThing', '404', 'does not answer status 404 any more', false],
    ['makeThing', '410', 'can answer status 410', true],
  ])
  t.same(found({ statuses: ['409'], codes: ['bare'] }, { statuses: ['409'], codes: ['bare'] }), [])
  t.same(
    breaksOf(of({ statuses: ['409'] }), of({ statuses: ['409'], codes: ['bare'] })).map(({ where, what }) => [
      where,
      what,
    ]),
    [
      ['makeThing', 'can answer code bare'],
      ['Problem', 'code may be absent'],
    ],
    'what a refusal says',
  )
  const fresh = breaksOf(of({}), of({ codes: ['late'] }))
  t.equal(unflagged(fresh, '', '- `makeThing` is faster.\n').length, 1)
  t.equal(unflagged(fresh, '', '- `makeThing` can be `late`, and was 500.\n').length, 0, 'it need not be breaking')
  const gone = breaksOf(of({ codes: ['late'] }), of({}))
  t.equal(unflagged(gone, '', '- `makeThing` is never `late`.\n').length, 1)
  t.equal(unflagged(gone, '', '- **Breaking:** `makeThing` is never `late`.\n').length, 0)
  t.same(breaksOf(was, was), [])
  t.end()
})

t.test('the changelog flags a break by a new sentence that calls it by its name', (t) => {
  const breaks = breaksOf(contractOf(object({ name: text }), text), contractOf(object({ name: text }, ['name']), text))
  const old = '# Changelog\n\n- **Breaking:** `makeThing` was something else.\n'
  const silent = (fresh: string) => unflagged(breaks, old, `${old}${fresh}`).length
  t.equal(silent(''), 1, 'what was said before is of another change')
  t.equal(silent('- `makeThing` needs `name`.\n'), 1, 'not as breaking')
  t.equal(silent('- Things. **Breaking:** `makeThing` needs\n  `name`.\n'), 0)
  t.equal(silent('- Things. **Breaking:** what is made needs\n  `name`.\n'), 1, 'the name alone is of any thing')
  t.equal(silent('- Things. **Breaking:** `makeThing` has changed.\n'), 1, 'the owner alone is of any field')
  t.equal(silent('- **Breaking:** `makeThing` is another. `Other` needs `name`.\n'), 1, 'in one sentence')
  const [deep] = breaksOf(
    contractOf(text, { type: 'array', items: text }),
    contractOf(text, { type: 'array', items: { type: 'integer' } }),
  )
  t.same([deep?.owner, deep?.names], ['makeThing', []], 'what any list has is no name of it')
  t.equal(silent('- `makeThing` is new. **Breaking:** `other` needs more.\n'), 1)
  t.end()
})
