import { type Static, Type } from '@sinclair/typebox'
import { byText, filterOf } from '../platform/http/list-grammar.ts'
import { SchemeRules, schemeRuleSchemas } from '../rules/scheme/scheme-rules.ts'
import { date, id, nullable, pageOf, ref, thing, words } from '../shared/schema.ts'

/** Where no source says it, the rules say that the scheme set it. */
export const assumed = () =>
  Type.Array(Type.String({ description: 'A field of the rules (RFC 6901).', examples: ['/clocks'] }), {
    description:
      'What no source says, so that the scheme set it itself: the fields of the rules. Every other names where it comes from.',
    maxItems: 1000,
  })

export const Scheme = thing('Scheme', "A commissioner's set of rules, with the version in force today.", {
  id: id(),
  code: Type.String({ description: 'The code of the scheme.', examples: ['merseyside-one-off'] }),
  title: words(200, 'The title.', 'One-off recovery budgets, Merseyside'),
  version: Type.Integer({ minimum: 1, description: 'The version in force.', examples: [1] }),
  startsOn: date(),
  rules: ref(SchemeRules),
  assumed: assumed(),
})
export const ListedScheme = thing(
  'ListedScheme',
  'A scheme in a list. One that has no version in force today is listed for those who may write schemes, and for nobody else.',
  {
    id: Scheme.properties.id,
    code: Scheme.properties.code,
    title: Scheme.properties.title,
    version: nullable(Scheme.properties.version, {
      description:
        'The version in force; null where there is none: the scheme has only drafts, or a version that starts later.',
      examples: [1],
    }),
    startsOn: nullable(date(), { description: 'The first day of that version.', examples: ['2012-04-01'] }),
    rules: nullable(ref(SchemeRules), { description: 'The rules of that version.', examples: [null] }),
    assumed: assumed(),
  },
)
export const ListedSchemePage = pageOf(ListedScheme)
export type Scheme = Static<typeof Scheme>
export const SchemeFilter = filterOf({
  code: byText(100, 'With this code.', 'merseyside-one-off'),
})
export type SchemeFilter = Static<typeof SchemeFilter>
export type ListedScheme = Static<typeof ListedScheme>
export const schemeSchemas = [...schemeRuleSchemas, Scheme, ListedScheme, ListedSchemePage]
