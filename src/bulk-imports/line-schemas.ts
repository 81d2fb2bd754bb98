import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import formats, { type FormatsPlugin } from 'ajv-formats'
import { NewCurrentService } from '../current-services/schemas.ts'
import { Identifier } from '../identifiers/schemas.ts'
import { NewOrganisation } from '../organisations/schemas.ts'
import { NewPerson } from '../people/schemas.ts'
import { escapePointer, type FieldError, fieldError } from '../platform/http/errors.ts'
import { EntryStatus } from '../rules/scheme/eligibility.ts'
import { NewScheme } from '../schemes/draft-schemas.ts'
import { nullable, ref, thing, withReferred } from '../shared/schema.ts'
import { NewStaffMember } from '../staff/schemas.ts'
import { NewSupportPlan } from '../support-plans/schemas.ts'
import type { ImportKind } from './schemas.ts'

const identifier = ref(Identifier)

/** Each kind of line has the fields of what registers one by itself, from the same schema, and names what it belongs to by identifiers. */
const PersonLine = thing('PersonLine', 'A person of another system.', { identifier, ...NewPerson.properties })
const CaseLine = thing('CaseLine', 'A case to be opened for a person of another system.', {
  identifier,
  person: identifier,
  schemeCode: NewScheme.properties.code,
  trustCode: NewOrganisation.properties.code,
  entryStatus: Type.Optional(nullable(ref(EntryStatus))),
  careCoordinator: Type.Optional(nullable(NewStaffMember.properties.actorId)),
})
const ServiceLine = thing('ServiceLine', 'A service that a person of another system has now.', {
  identifier,
  case: identifier,
  ...NewCurrentService.properties,
})
/** What of a plan can come: what would be taken away, and that somebody knows what hangs on it, are said here of a plan that was agreed here. */
export const planFields = ['outcomes', 'lines', 'crisisContingency'] as const
const PlanOfAnother = thing('PlanOfAnother', 'A plan of another system, to be begun as a draft.', {
  identifier,
  case: identifier,
  ...Type.Pick(NewSupportPlan, planFields).properties,
})
export type PlanOfAnother = Static<typeof PlanOfAnother>
export type PersonLine = Static<typeof PersonLine>
export type CaseLine = Static<typeof CaseLine>
export type ServiceLine = Static<typeof ServiceLine>

const schemas: Readonly<Record<ImportKind, TSchema>> = {
  people: PersonLine,
  cases: CaseLine,
  'current-services': ServiceLine,
  plans: PlanOfAnother,
}

const ajv = new Ajv({ allErrors: true, strict: false, discriminator: true })
;(formats as unknown as { default: FormatsPlugin }).default(ajv)
ajv.addSchema(withReferred(Object.values(schemas)))

/** Where a line has not the shape of its kind: each field, and what is wrong with it. What was sent is never repeated. */
export function shapeFaultsOf(kind: ImportKind, value: unknown): FieldError[] {
  const fits = ajv.getSchema(String(schemas[kind].$id))
  if (!fits) throw new Error(`no schema of ${kind}`)
  if (fits(value)) return unkeepable(value, '')
  return (fits.errors ?? []).slice(0, 50).map((failure) => fieldError('body', failure))
}

/** NUL, and half of a character, which no text of the database can hold: one such line would break all of its part. */
const cannotBeKept = (text: string) => text.includes('\0') || !text.isWellFormed()

/** Where a value of the right shape has text that cannot be kept, whatever its schema says of it. */
function unkeepable(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string')
    return cannotBeKept(value) ? [{ pointer, code: 'pattern', detail: 'has a character that cannot be kept' }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => unkeepable(part, `${pointer}/${escapePointer(name)}`))
}
