import { type Static, Type } from '@sinclair/typebox'
import { auditedKinds, auditFindings, sampleMethods } from '../rules/concerns/audit-samples.ts'
import { date, id, instant, nullable, oneOf, PositivePence, pageOf, ref, thing, words } from '../shared/schema.ts'

const kind = ref(
  oneOf(auditedKinds, {
    $id: 'AuditedKind',
    description:
      'What is drawn: purchases by the day on which they were recorded, changes of bank details by that on which they were asked for, moves of money between lines, give-backs by that of the first record, decisions on money off the plan, decisions on claims for what people paid while they waited, and payments out by that on which the bank settled them. Values may be added.',
  }),
)
const drawing = {
  from: date(),
  until: date(),
  size: Type.Integer({
    minimum: 1,
    maximum: 500,
    description: 'How many items; fewer where there are fewer.',
    examples: [25],
  }),
  method: ref(
    oneOf(sampleMethods, {
      $id: 'SampleMethod',
      description: 'Each item alike, or those more often that are marked, large or without their evidence.',
    }),
  ),
}
export const NewAuditSample = thing(
  'NewAuditSample',
  'What to draw a sample from: the items of one kind that came about on these days, which are over.',
  { of: Type.Optional(kind), ...drawing },
)
export const AuditSample = thing('AuditSample', 'A sample for audit, of one kind.', {
  id: id(),
  of: kind,
  ...drawing,
  seed: Type.String({
    description:
      'By which it was drawn: the same kind, seed, days and method draw the same. The service drew it, so that nobody picks one.',
    examples: ['9f86d081884c7d659a2feaa0c55ad015'],
  }),
  population: Type.Integer({ minimum: 0, description: 'Out of how many it was drawn.', examples: [812] }),
  drawnBy: Type.String({ description: 'Who drew it: the `sub` of their token.', examples: ['sandbox-auditor'] }),
  drawnAt: instant(),
})
export const AuditSamplePage = pageOf(AuditSample)
const finding = ref(oneOf(auditFindings, { $id: 'AuditFinding', description: 'What was found.' }))
export const AuditSampleItem = thing(
  'AuditSampleItem',
  'An item of a sample, by the identifier of the purchase, bank account, move, give-back, decision or payment, and what was found.',
  {
    id: id(),
    of: kind,
    caseId: nullable(id(), { description: 'Null: the bank details of a payee of the register.', examples: [null] }),
    payeeId: nullable(id(), {
      description: 'Who of the register is paid, or whose bank details they are; null where it is nobody of it.',
      examples: [null],
    }),
    amountPence: nullable(ref(PositivePence), {
      description: 'Null for bank details. Of a decision, what was asked for.',
      examples: [1_250],
    }),
    on: date(),
    weight: Type.Integer({ minimum: 1, description: 'How many tickets it had when it was drawn.', examples: [1] }),
    finding: nullable(finding, { description: 'Null until it is looked at.', examples: [null] }),
    words: nullable(Type.String(), { description: 'What was written of it.', examples: [null] }),
    foundBy: nullable(Type.String(), { description: 'Who found it: the `sub` of their token.', examples: [null] }),
    foundAt: nullable(instant(), { description: 'When.', examples: [null] }),
  },
)
export const AuditSampleItemPage = pageOf(AuditSampleItem)
export const NewAuditFinding = thing('NewAuditFinding', 'What was found of an item.', {
  finding,
  words: words(4000, 'Why.', 'The receipt is of another shop.'),
})
export const AuditSampleVerification = thing('AuditSampleVerification', 'Whether the seed draws the same today.', {
  same: Type.Boolean({
    description:
      'False where an item of then is there no longer, since its record was removed by the retention schedule, and of one by risk that was drawn while a hash that was filed was evidence.',
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
