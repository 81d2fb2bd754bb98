import { type Refusal, refuse } from '../../shared/outcome.ts'
import { parseNhsNumber } from './nhs-number.ts'

/** What another system can know by an identifier of its own. */
export const identifiedKinds = ['person', 'case', 'organisation', 'support-plan'] as const
export type IdentifiedKind = (typeof identifiedKinds)[number]

/** By what another system knows something: the system by its URI, as in FHIR's `Identifier`. */
export interface Identifier {
  readonly system: string
  readonly value: string
}

/** As it is asked for, and as FHIR writes a token: neither part has a bar in it. */
export const tokenOf = ({ system, value }: Identifier): string => `${system}|${value}`

/** The names of the NHS number as a system: today's, that of DSTU2, and its OID (NHS England, UK Core NamingSystem). */
const nhsNumberSystems = [
  'fhir.nhs.uk/id/nhs-number',
  'fhir.nhs.net/id/nhs-number',
  'urn:oid:2.16.840.1.113883.2.1.4.1',
]
/** That of the code of an organisation (NHS England, UK Core NamingSystem). */
const odsCodeSystems = ['fhir.nhs.uk/id/ods-organization-code', 'urn:oid:2.16.840.1.113883.2.1.3.2.4.18.48']

/** Systems of the service’s own, by which what it tells is known: an identifier of another system under one of them would be that of somebody else. */
const ownSystems = /^urn:(ietf:rfc3986$|recovery-budgets(:|$))/

/** What a URI writes the same in small letters and in capitals: of an address its scheme and host, of a URN the name of its space (RFC 3986 §6.2.2.1, RFC 8141 §3.1). */
const letterless = /^(https?:\/\/[^/?#]*|urn:[^:]*)/i

/** A system however it was written: which of two writings is meant is not asked where something has a place of its own. */
const plain = (system: string) =>
  system
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')

/** Whether a system is that of the NHS number, however it was written. */
export const isNhsNumberSystem = (system: string): boolean => nhsNumberSystems.includes(plain(system))

/** The NHS number that a value of any system reads as: separators do not hide it. */
export const nhsNumberReadIn = (value: string): string | undefined =>
  parseNhsNumber(value.replaceAll(/[ ._/:#+-]/g, ''))
/** Whether an identifier has this NHS number in it, whatever separates the digits, in the value or in what the system is called. */
export const holdsNumber = (identifier: Identifier, nhsNumber: string): boolean =>
  lettersAndDigits(tokenOf(identifier)).includes(nhsNumber)
const lettersAndDigits = (text: string) => text.replaceAll(/[^A-Za-z0-9]/g, '')

/**
 * Whether something can have an identifier. The NHS number and the code of an organisation have places of their own, with rules of their own.
 * What has the person's own number in it is none, whatever else it has. What reads as an NHS number under another name is taken of a person alone,
 * and only where their NHS number is known and is another: else it would go round the rules of the NHS number, or into an address (decision 0120).
 */
export function identifierTaken(
  kind: IdentifiedKind,
  identifier: Identifier,
  numbers: readonly string[] = [],
): true | Refusal<'identifier-misplaced'> {
  const { system, value } = identifier
  const name = plain(system)
  if (isNhsNumberSystem(system))
    return refuse('identifier-misplaced', 'An NHS number is recorded as the NHS number of the person', '/system')
  if (kind === 'organisation' && odsCodeSystems.includes(name))
    return refuse('identifier-misplaced', 'The ODS code is the code of the organisation', '/system')
  if (ownSystems.test(name))
    return refuse('identifier-misplaced', 'This names what the service itself knows things by', '/system')
  const [same = ''] = letterless.exec(system) ?? []
  if (same !== same.toLowerCase())
    return refuse(
      'identifier-misplaced',
      `Small and capital letters are the same there: ${same.toLowerCase()}`,
      '/system',
    )
  const own = numbers.find((number) => holdsNumber(identifier, number))
  if (own !== undefined)
    return refuse(
      'identifier-misplaced',
      'This has the NHS number of the person in it, which has a place of its own',
      lettersAndDigits(system).includes(own) ? '/system' : '/value',
    )
  const digits = nhsNumberReadIn(value)
  if (digits === undefined || (kind === 'person' && numbers.length > 0)) return true
  return refuse(
    'identifier-misplaced',
    kind === 'person'
      ? 'This can be an NHS number: record the NHS number of the person first, and put something before the digits if it is none'
      : 'This can be an NHS number: put something before the digits if it is none',
    '/value',
  )
}
