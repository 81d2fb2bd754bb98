import { type Static, Type } from '@sinclair/typebox'
import { saidForField } from '../rules/people/recording.ts'
import { CaseRole, Deployment } from '../rules/scheme/scheme-rules.ts'
import { spenderRoles } from '../rules/spending/spenders.ts'
import { id, instant, key, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'
import { PaymentInstrument } from '../support-plans/line-schemas.ts'
import { contentHashSchema } from '../support-plans/schemas.ts'

const line = key('The key of the line.', 'daily-support')
const holderId = nullable(id(), {
  description: 'The organisation that holds the money; null where none does.',
  examples: [null],
})
const LineSpender = thing('LineSpender', 'Who may spend from a line.', {
  role: ref(
    oneOf(spenderRoles, {
      $id: 'SpenderRole',
      description: 'A role on the case; `takes-over` is who was chosen to take over while the person is too unwell.',
    }),
  ),
  organisationId: nullable(id(), {
    description: 'The only organisation whose people may; null where it does not matter.',
    examples: [null],
  }),
})
const spenders = Type.Array(ref(LineSpender), { description: 'Who may spend from the line.', maxItems: 10 })
export const LineSpenders = thing('LineSpenders', 'Who may spend from each line of a plan, agreed or not.', {
  lines: Type.Array(
    ref(
      thing('SpendersOfLine', 'Who may spend from a line.', {
        line,
        deployment: ref(Deployment),
        holderId,
        spenders,
        waitsForAgreement: Type.Boolean({
          description: 'Whether they buy nothing until the agreement on how its money is held is signed by both.',
          examples: [true],
        }),
      }),
    ),
    { description: 'The lines, in the order of the plan.', maxItems: 50 },
  ),
})

const Term = thing('AgreementTerm', 'One term of an agreement.', {
  about: Type.String({ description: 'What it is about.', examples: ['records'] }),
  sentence: Type.String({
    description: 'The term, to the person.',
    examples: ['Keep a receipt or invoice for what you buy.'],
  }),
})
export const DeploymentAgreement = thing(
  'DeploymentAgreement',
  'How the money of a line is held, agreed in writing before the first payment: what is signed, and who has signed it. It is in force once the person, or who may sign for them, and the commissioner have.',
  {
    id: nullable(id(), { description: 'Null while nobody has signed.', examples: [null] }),
    caseId: id(),
    line,
    deployment: ref(Deployment),
    instrument: ref(PaymentInstrument),
    holderId,
    termsVersion: Type.Integer({ minimum: 1, description: 'The version of the terms.', examples: [1] }),
    terms: Type.Array(ref(Term), { description: 'The terms, in the order in which they are read.', maxItems: 20 }),
    spenders,
    contentHash: contentHashSchema,
    personSignedAs: nullable(ref(CaseRole), {
      description: 'In what role it was signed for the person; null while it was not.',
      examples: [null],
    }),
    personSignedAt: nullable(instant(), { description: 'When; null while it was not.', examples: [null] }),
    commissionerSignedAt: nullable(instant(), {
      description: 'When the commissioner signed; null while it has not.',
      examples: [null],
    }),
    endedAt: nullable(instant(), { description: 'When it ended; null while it has not.', examples: [null] }),
  },
)
export const DeploymentAgreementPage = pageOf(DeploymentAgreement)
export const NewAgreementSignature = thing(
  'NewAgreementSignature',
  'A signature: consent to the agreement as it was read, by its content hash.',
  {
    party: ref(oneOf(['person', 'commissioner'], { $id: 'AgreementParty', description: 'For whom it is signed.' })),
    contentHash: contentHashSchema,
    saidFor: saidForField,
  },
)
export type DeploymentAgreement = Static<typeof DeploymentAgreement>
export const deploymentAgreementSchemas = [
  LineSpender,
  LineSpenders,
  DeploymentAgreement,
  DeploymentAgreementPage,
  NewAgreementSignature,
]
