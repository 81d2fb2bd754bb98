import { type Static, Type } from '@sinclair/typebox'
import { auditFindings, sampleMethods } from '../rules/concerns/audit-samples.ts'
import { date, id, instant, nullable, oneOf, pageOf, pence, ref, thing, words } from '../shared/schema.ts'

const seed = Type.String({
  pattern: '^[\\x21-\\x7e]{1,64}$',
  description: 'By which it is drawn: the same seed, days and method draw the same.',
  examples: ['2026-11-audit'],
})
const drawing = {
  from: date(),
  until: date(),
  size: Type.Integer({
    minimum: 1,
    maximum: 500,
    description: 'How many purchases; fewer where there are fewer.',
    examples: [25],
  }),
  method: ref(
    oneOf(sampleMethods, {
      $id: 'SampleMethod',
      description: 'Each purchase alike, or those more often that are marked, large or without a receipt.',
    }),
  ),
}
export const NewAuditSample = thing(
  'NewAuditSample',
  'What to draw a sample from: the purchases that were recorded on these days, which are over.',
  {
    ...drawing,
    seed: nullable(seed, { description: 'Null: the service draws one and keeps it.', examples: [null] }),
  },
)
export const AuditSample = thing('AuditSample', 'A sample of purchases for audit.', {
  id: id(),
  ...drawing,
  seed,
  population: Type.Integer({ minimum: 0, description: 'Out of how many purchases it was drawn.', examples: [812] }),
  drawnBy: Type.String({ description: 'Who drew it: the `sub` of their token.', examples: ['sandbox-auditor'] }),
  drawnAt: instant(),
})
export const AuditSamplePage = pageOf(AuditSample)
const finding = ref(oneOf(auditFindings, { $id: 'AuditFinding', description: 'What was found.' }))
export const AuditSampleItem = thing('AuditSampleItem', 'A purchase of a sample, and what was found.', {
  id: id(),
  caseId: id(),
  amountPence: pence(),
  boughtOn: date(),
  weight: Type.Integer({ minimum: 1, description: 'How many tickets it had when it was drawn.', examples: [1] }),
  finding: nullable(finding, { description: 'Null until it is looked at.', examples: [null] }),
  words: nullable(Type.String(), { description: 'What was written of it.', examples: [null] }),
  foundBy: nullable(Type.String(), { description: 'Who found it: the `sub` of their token.', examples: [null] }),
  foundAt: nullable(instant(), { description: 'When.', examples: [null] }),
})
export const AuditSampleItemPage = pageOf(AuditSampleItem)
export const NewAuditFinding = thing('NewAuditFinding', 'What was found of a purchase.', {
  finding,
  words: words(4000, 'Why.', 'The receipt is of another shop.'),
})
export const AuditSampleVerification = thing('AuditSampleVerification', 'Whether the seed draws the same today.', {
  same: Type.Boolean({
    description:
      'False where a purchase of then is there no longer, since its record was removed by the retention schedule.',
    examples: [true],
  }),
})
export type NewAuditSample = Static<typeof NewAuditSample>
export type AuditSample = Static<typeof AuditSample>
export type AuditSampleItem = Static<typeof AuditSampleItem>
export const sampleSchemas = [
  NewAuditSample,
  AuditSample,
  AuditSamplePage,
  AuditSampleItem,
  AuditSampleItemPage,
  NewAuditFinding,
  AuditSampleVerification,
]
