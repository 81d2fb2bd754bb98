import { monthsAfter } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { isSameName } from '../people/alike-names.ts'
import { foldName } from '../people/folded-names.ts'
import {
  type Evidence,
  type EvidenceKind,
  type NamedOrganisation,
  type PayablePayee,
  type TeamMember,
  tiesOf,
} from './payees.ts'

/**
 * Whether a payee may be registered so: what has the name of an organisation that takes part says that it is that one, and a brokerage organisation is paid as
 * what it is, so that a tie to it is seen wherever its people work.
 */
export function mayRegister(
  payee: Pick<PayablePayee, 'kind' | 'name' | 'organisationId'>,
  organisations: readonly (NamedOrganisation & { readonly kind: string })[],
): true | Refusal<'request-invalid'> {
  const { kind, organisationId } = payee
  const named = organisations.filter(({ name }) => isSameName(payee.name, name))
  if (named.length > 0 && !named.some(({ id }) => id === organisationId))
    return refuse(
      'request-invalid',
      'An organisation of this name takes part: say which one it is by organisationId',
      '/organisationId',
    )
  const brokers = organisations.some(({ id, kind: of }) => id === organisationId && of === 'brokerage-organisation')
  if (kind === 'broker-organisation' && !brokers)
    return refuse(
      'request-invalid',
      'A brokerage organisation that is paid is a registered one: say which by organisationId',
      '/organisationId',
    )
  if (kind !== 'broker-organisation' && brokers)
    return refuse('request-invalid', 'This organisation is a brokerage organisation, and is paid as one', '/kind')
  return true
}

/**
 * For how many years each can be relied on at most, from the day of issue: a paper of any length would let somebody be paid for ever. Set by the service:
 * no source of a scheme says it. A check has no day on which it ends, and employers ask for it anew every three years; insurance is of a year, and a
 * second for what runs over.
 */
export const evidenceYears: Readonly<Record<EvidenceKind, number>> = {
  dbs: 3,
  insurance: 2,
  registration: 3,
  supervision: 2,
}

/** Whether a paper can be kept that somebody saw: with the mark of the document, since a firm is as soon made up as a friend, and for no longer than it can be relied on. */
export function mayVouch(
  { kind, issuedOn, expiresOn }: Evidence,
  documentHash: string | null,
): true | Refusal<'request-invalid'> {
  if (expiresOn < issuedOn) return refuse('request-invalid', 'is not before the day of issue', '/expiresOn')
  if (expiresOn > monthsAfter(issuedOn, 12 * evidenceYears[kind]))
    return refuse('request-invalid', `is within ${evidenceYears[kind]} years of the day of issue`, '/expiresOn')
  if (documentHash === null) return refuse('request-invalid', 'Say by which document it is known', '/documentHash')
  return true
}

/** Who is one human, with papers that are of nobody else. */
export const isHuman = ({ kind }: Pick<PayablePayee, 'kind'>): boolean =>
  kind === 'individual-worker' || kind === 'volunteer'

/**
 * Whether a paper is kept of a payee whose document was seen for these others: of organisations it can be the same one, entered twice. A human whose papers are another’s is one who is made up, unless an officer of the
 * commissioner knows why.
 */
export function mayBeShared(
  payee: Pick<PayablePayee, 'kind'>,
  others: readonly Pick<PayablePayee, 'kind'>[],
  because: string | null,
  byOfficer: boolean,
): true | Refusal<'request-invalid'> {
  if (!others.some((other) => isHuman(other) || isHuman(payee))) return true
  if (because === null)
    return refuse(
      'request-invalid',
      'This document was seen for another payee: an officer of the commissioner can keep it, and say why',
      '/documentHash',
    )
  return byOfficer || refuse('request-invalid', 'An officer of the commissioner says why', '/sharedBecause')
}

/** Whether a payee of the register is called so in a purchase: by no name that has a tie of its own, since a decision is about the registered one. */
export function mayBeCalled(
  typed: string,
  payee: Pick<PayablePayee, 'name'>,
  team: readonly TeamMember[],
): true | Refusal<'request-invalid'> {
  if (foldName(typed) === foldName(payee.name) || tiesOf({ name: typed, organisationId: null }, team).length === 0)
    return true
  return refuse(
    'request-invalid',
    'This is the name of somebody else on the case: type the name as registered',
    '/payee',
  )
}
