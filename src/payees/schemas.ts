import { type Static, Type } from '@sinclair/typebox'
import { byId, byText, filterOf, sortOf, updatedSince, yesOrNo } from '../platform/http/list-grammar.ts'
import { daysContactIsNew } from '../rules/spending/bank-accounts.ts'
import { evidenceKinds, payeeKinds } from '../rules/spending/payees.ts'
import { evidenceYears } from '../rules/spending/registered-payees.ts'
import {
  called,
  DateSchema,
  date,
  id,
  instant,
  nullable,
  oneOf,
  optional,
  pageOf,
  ref,
  sha256,
  thing,
  words,
} from '../shared/schema.ts'
import { declaredTieSchemas, PayeeTie } from './tie-schemas.ts'

const PayeeKind = oneOf(payeeKinds, {
  $id: 'PayeeKind',
  description:
    'Who is paid: somebody who works for the person, a volunteer, a provider, a brokerage organisation; or a council or body of the NHS, which also pays: `payerId` of a run is one.',
})
const EvidenceKind = oneOf(evidenceKinds, {
  $id: 'PayeeEvidenceKind',
  description:
    'dbs: a check by the Disclosure and Barring Service; insurance; registration: with the regulator or body that their work needs; supervision: who watches over a volunteer.',
})
const contact = nullable(
  words(300, 'By which post, telephone or email they are reached.', 'office@citydrumschool.example'),
  {
    description: 'Null where none is known.',
    examples: [null],
  },
)
const hash = nullable(sha256('SHA-256 of the document, lower-case hexadecimal.'), {
  description: 'It stays with whoever saw it. Refused where it is null: of what was recorded before there may be none.',
  examples: [null],
})

const sharedBecause = nullable(
  words(1000, 'Why.', 'They were registered twice: the first entry was ended by mistake.'),
  {
    description:
      'Why the document is that of another payee too, where one of the two is a human: an officer of the commissioner says so. Else null, and to whoever may not end a payee.',
    examples: [null],
  },
)

export const NewPayee = thing('NewPayee', 'Somebody to be paid, or an organisation.', {
  kind: ref(PayeeKind),
  name: called(200, 'The name, as on their papers.', 'City Drum School'),
  organisationId: nullable(id(), {
    description: 'The registered organisation that it is; null where it is none, and has the name of none.',
    examples: [null],
  }),
  contact,
})
export const NewPayeeEvidence = thing('NewPayeeEvidence', 'What lets a payee be paid, as somebody saw it.', {
  kind: ref(EvidenceKind),
  issuedOn: date(),
  expiresOn: ref(DateSchema, {
    description: `No later than so many years after the day of issue: ${evidenceKinds.map((kind) => `${kind} ${evidenceYears[kind]}`).join(', ')}.`,
  }),
  documentHash: hash,
  ...optional({ sharedBecause }),
})
export const PayeeEvidence = thing('PayeeEvidence', 'What lets a payee be paid, and until when.', {
  id: id(),
  payeeId: id(),
  ...NewPayeeEvidence.properties,
  sharedBecause,
  seenAt: instant(),
})
export const Payee = thing('Payee', 'Somebody who is paid, or an organisation, with what lets them be.', {
  id: id(),
  kind: ref(PayeeKind),
  name: NewPayee.properties.name,
  organisationId: NewPayee.properties.organisationId,
  contact,
  contactAskedAt: nullable(instant(), {
    description: 'When one asked that they are reached in another way, which a second has to; else null.',
    examples: [null],
  }),
  contactChangedAt: nullable(instant(), {
    description: 'When two last changed how they are reached; null where nobody did.',
    examples: [null],
  }),
  formerContacts: Type.Array(Type.String(), {
    description: `Where they were reached before a change of the last ${daysContactIsNew} days: they are told there as well that an account of theirs was given.`,
    examples: [[]],
    maxItems: 20,
  }),
  evidence: Type.Array(ref(PayeeEvidence), { description: 'The newest of each kind.', maxItems: 10 }),
  missing: Type.Array(ref(EvidenceKind), {
    description: 'What is needed and is not there today: no payment is made to them meanwhile.',
    maxItems: 10,
  }),
  registeredAt: instant(),
  endingAskedAt: nullable(instant(), {
    description:
      'When one officer asked for the ending of a council or body of the NHS, which a second has to; else null.',
    examples: [null],
  }),
  endedAt: nullable(instant(), { description: 'When it was ended; null while they can be paid.', examples: [null] }),
  reopeningAskedAt: nullable(instant(), {
    description:
      'When one officer asked that they are paid again after they were ended, which a second has to; else null.',
    examples: [null],
  }),
  reopeningBecause: nullable(Type.String(), {
    description: 'Why that officer asked for it, for the second; else null, and to whoever may not end a payee.',
    examples: [null],
  }),
})
export const PayeeReopening = thing('PayeeReopening', 'Why somebody who was ended is to be paid again.', {
  because: words(
    1000,
    'The reason, for those who may end a payee: no word of a concern.',
    'It was another firm of this name that was struck off.',
  ),
})
export const PayeeContact = thing('PayeeContact', 'How a payee is reached from now on.', {
  contact: words(300, 'By which post, telephone or email they are reached.', 'office@citydrumschool.example'),
  ...optional({
    toldOn: nullable(ref(DateSchema), {
      description:
        'On which day they were told in the way that was known before, by the second who asks for it; null, or left out, by the first, and where none was known.',
      examples: [null],
    }),
  }),
})
export const PayeePage = pageOf(Payee)
export const PayeeFilter = filterOf({
  kind: oneOf(payeeKinds, { description: 'Of this kind.', examples: ['provider-organisation'] }),
  organisationId: byId('That are this registered organisation.'),
  open: yesOrNo('True: they can be paid. False: they were ended.'),
  updatedSince: updatedSince(),
  sort: sortOf(['-registeredAt', 'registeredAt']),
})
export type PayeeFilter = Static<typeof PayeeFilter>
export const PayeeQuery = Type.Object(
  {
    name: Type.Optional(byText(200, 'How the name begins, whatever its case and accents; left out: any.', 'city drum')),
  },
  { additionalProperties: false },
)
export const PayeesNamed = thing('PayeesNamed', 'Those whose name begins so.', {
  items: Type.Array(ref(Payee), { description: 'By name.', maxItems: 20 }),
})
export const LapsingEvidence = thing(
  'LapsingEvidence',
  'Evidence that lapses, or has lapsed, and that nothing newer stands for.',
  {
    payeeId: id(),
    name: NewPayee.properties.name,
    kind: ref(EvidenceKind),
    expiresOn: date(),
  },
)
export const LapsingEvidencePage = pageOf(LapsingEvidence)

export const NewPayeeDecision = thing(
  'NewPayeeDecision',
  'Whether a payee with a tie to the person is paid on a case.',
  {
    outcome: ref(oneOf(['approved', 'refused'], { $id: 'PayeeOutcome', description: 'Whether they are paid.' })),
    because: words(
      2000,
      'The reason, for the person to read.',
      'Nobody else speaks her language, and she wants her aunt to do it.',
    ),
  },
)
export const PayeeDecision = thing(
  'PayeeDecision',
  'Whether a payee with a tie to the person is paid on a case, and why.',
  {
    id: id(),
    caseId: id(),
    payeeId: id(),
    ...NewPayeeDecision.properties,
    ties: Type.Array(ref(PayeeTie), {
      description: 'What tied them on that day: a tie that comes later is decided anew.',
      maxItems: 6,
    }),
    decidedAt: instant(),
  },
)
export const PayeeDecisionPage = pageOf(PayeeDecision)
export type Payee = Static<typeof Payee>
export type PayeeEvidence = Static<typeof PayeeEvidence>
export type PayeeDecision = Static<typeof PayeeDecision>
export type LapsingEvidence = Static<typeof LapsingEvidence>
export const payeeSchemas = [
  NewPayee,
  NewPayeeEvidence,
  PayeeEvidence,
  Payee,
  PayeePage,
  PayeeReopening,
  PayeeContact,
  PayeesNamed,
  LapsingEvidence,
  LapsingEvidencePage,
  NewPayeeDecision,
  PayeeDecision,
  PayeeDecisionPage,
  ...declaredTieSchemas,
]
