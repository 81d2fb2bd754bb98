import { type Static, Type } from '@sinclair/typebox'
import { SchemeRules, schemeRuleSchemas } from '../rules/scheme-rules.ts'
import { date, id, pageOf, ref, thing, words } from '../shared/schema.ts'

export const Scheme = thing('Scheme', "A commissioner's set of rules, with the version in force today.", {
  id: id(),
  code: Type.String({ description: 'The code of the scheme.', examples: ['merseyside-one-off'] }),
  title: words(200, 'The title.', 'One-off recovery budgets, Merseyside'),
  version: Type.Integer({ minimum: 1, description: 'The version in force.', examples: [1] }),
  startsOn: date(),
  rules: ref(SchemeRules),
})
export const SchemePage = pageOf(Scheme)
export type Scheme = Static<typeof Scheme>
export const schemeSchemas = [...schemeRuleSchemas, Scheme, SchemePage]
