import { dateInWords, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { holdsName } from '../people/alike-names.ts'
import type { PlanLine } from '../planning/plan-checks.ts'

/** Who can be paid. */
export const payeeKinds = [
  'individual-worker',
  'volunteer',
  'provider-organisation',
  'broker-organisation',
  'public-body',
] as const
export type PayeeKind = (typeof payeeKinds)[number]

/** What lets somebody be paid: a check by the Disclosure and Barring Service, insurance, a registration that their work needs, and who supervises them. */
export const evidenceKinds = ['dbs', 'insurance', 'registration', 'supervision'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/**
 * What each must have that has not lapsed. Set by the service after what budgets for care ask for in general: no source of a scheme says it. Of an
 * individual the commissioner wants to know that they were checked, of a volunteer who watches over them too, of a provider that it is registered and insured.
 */
export const evidenceNeeded: Readonly<Record<PayeeKind, readonly EvidenceKind[]>> = {
  'individual-worker': ['dbs', 'insurance'],
  volunteer: ['dbs', 'supervision'],
  'provider-organisation': ['registration', 'insurance'],
  'broker-organisation': ['insurance'],
  // A council or a body of the NHS: it answers for itself.
  'public-body': [],
}

export interface Evidence {
  readonly kind: EvidenceKind
  readonly issuedOn: LocalDate
  readonly expiresOn: LocalDate
}

/** What ties a payee to a case, so that they are paid by a decision with the reason alone. */
export const payeeTies = [
  'represents',
  'relative',
  'same-name',
  'own-organisation',
  'same-household',
  'other-interest',
] as const
export type PayeeTie = (typeof payeeTies)[number]
/** Those that somebody on the case declares. */
export const declaredTies = [
  'relative',
  'same-household',
  'own-organisation',
  'other-interest',
] as const satisfies readonly PayeeTie[]

/** A payee as far as it is asked whether they may be paid. */
export interface PayablePayee {
  readonly kind: PayeeKind
  readonly name: string
  readonly organisationId: string | null
  readonly endedOn: LocalDate | null
  readonly evidence: readonly Evidence[]
}
/** Somebody of the case's team. */
export interface TeamMember {
  readonly caseRole: string
  readonly name: string
  readonly organisationId: string | null
  /** What their organisation is called. */
  readonly organisationName: string | null
  readonly relative: boolean
}
/** An organisation that takes part, as far as a payee could be it. */
export interface NamedOrganisation {
  readonly id: string
  readonly name: string
}

/** Whether a payee is an organisation: by its identifier, or by its name, with a title or a trade beside it or without, where whoever registered or typed it left the identifier out. */
export const isTheOrganisation = (
  { name, organisationId }: Pick<PayablePayee, 'name' | 'organisationId'>,
  organisation: NamedOrganisation,
): boolean => organisationId === organisation.id || holdsName(name, organisation.name)

/**
 * What ties a payee to a case: who acts for the person, a relative or anybody else of the team by the same name, or an organisation that a broker of the team
 * comes from: it would pay itself; and what somebody declared. A name that was only typed is asked as one of the register is, and a title, an initial or a trade beside a name hides nobody.
 */
export function tiesOf(
  payee: Pick<PayablePayee, 'name' | 'organisationId'>,
  team: readonly TeamMember[],
  declared: readonly PayeeTie[] = [],
): PayeeTie[] {
  const named = team.filter(({ name }) => holdsName(payee.name, name))
  const own = team.some(
    ({ caseRole, organisationId: id, organisationName: name }) =>
      caseRole === 'broker' && id !== null && name !== null && isTheOrganisation(payee, { id, name }),
  )
  const found: readonly PayeeTie[] = [
    ...(named.some(({ caseRole }) => caseRole === 'representative') ? (['represents'] as const) : []),
    ...(named.some(({ relative }) => relative) ? (['relative'] as const) : []),
    ...(named.some(({ caseRole, relative }) => caseRole !== 'representative' && !relative)
      ? (['same-name'] as const)
      : []),
    ...(own ? (['own-organisation'] as const) : []),
    ...declared,
  ]
  return payeeTies.filter((tie) => found.includes(tie))
}

/** Whether what was said of one payee is said of another: of the same entry of the register, or of a name that can be theirs, since whoever was refused is as soon entered again. */
export const isSaidOf = (
  said: { readonly payeeId: string | null; readonly name: string },
  payee: { readonly id: string | null; readonly name: string },
): boolean => said.payeeId === payee.id || holdsName(payee.name, said.name)

/** How the money of a line is held and paid. */
export type PaidBy = Pick<PlanLine, 'deployment' | 'instrument'>
const cards: readonly PaidBy['instrument'][] = ['pre-paid-card', 'broker-held-card']

/** Whether who is paid from a line is registered always: where they are neither paid by the person, nor by a card in whatever shop it is. */
export const paysRegistered = ({ deployment, instrument }: PaidBy): boolean =>
  deployment !== 'direct-payment' && !cards.includes(instrument)

const refusedHere = 'It was decided that a payee of this name is not paid here'

/**
 * Whether a purchase may leave open which payee of the register was paid: where nobody by the name is registered, the line may pay others, and nothing ties
 * the name to the case. Whoever has a tie is registered first: the decision is about a payee of the register.
 */
export function mayLeaveOpen(
  line: PaidBy,
  isRegistered: boolean,
  ties: readonly PayeeTie[],
  isRefused: boolean,
): true | Refusal<'request-invalid' | 'payee-to-decide'> {
  if (isRegistered)
    return refuse('request-invalid', 'A payee is registered by this name: say which one by payeeId', '/payeeId')
  if (paysRegistered(line))
    return refuse('request-invalid', 'From this line only who is registered is paid: say who by payeeId', '/payeeId')
  if (isRefused) return refuse('payee-to-decide', refusedHere, '/payeeId')
  if (ties.length > 0)
    return refuse(
      'payee-to-decide',
      `The payee is registered first, and somebody decides whether they are paid here: ${ties.join(', ')}`,
      '/payeeId',
    )
  return true
}

/** The evidence of a payee that counts on a day: of a kind that they need, issued by then and not lapsed. */
export const evidenceThatCounts = <One extends Evidence>(
  kind: PayeeKind,
  evidence: readonly One[],
  on: LocalDate,
): One[] =>
  evidence.filter((one) => evidenceNeeded[kind].includes(one.kind) && one.issuedOn <= on && on <= one.expiresOn)

/** The evidence that a payee lacks on a day. */
export const missingEvidence = (
  { kind, evidence }: Pick<PayablePayee, 'kind' | 'evidence'>,
  on: LocalDate,
): EvidenceKind[] => {
  const counting = evidenceThatCounts(kind, evidence, on)
  return evidenceNeeded[kind].filter((needed) => !counting.some((one) => one.kind === needed))
}

/** A tie that somebody declared, and that stands. */
export interface StandingTie {
  readonly id: string
  readonly tie: PayeeTie
}
/** A decision on a payee, with the ties that it was made on: those of the team by their kind, and each that was declared. */
export interface DecidedOn {
  readonly outcome: 'approved' | 'refused'
  readonly teamTies: readonly PayeeTie[]
  readonly declaredTieIds: readonly string[]
}

/**
 * Whether a payee may be paid on a case for what was bought on a day. A close relative or friend of the same household only as the scheme records why
 * (S.I. 2013/1617 reg. 8(5A), (5B)); so here whoever has a tie needs a decision. One that was refused, or that did not know of a tie of now, is none: a tie that is declared later is another one, also of the same kind. Papers are asked for on the day of
 * the payment, `paidOn`, where that is another: lapsed means no payment, and what is renewed has it made.
 */
export function mayBePaid(
  payee: PayablePayee,
  team: readonly TeamMember[],
  decided: DecidedOn | undefined,
  on: LocalDate,
  declared: readonly StandingTie[] = [],
  paidOn: LocalDate = on,
  refused: readonly string[] = [],
): true | Refusal<'payee-ended' | 'payee-evidence-missing' | 'payee-to-decide'> {
  if (payee.endedOn !== null && on > payee.endedOn)
    return refuse('payee-ended', `The payee was ended on ${dateInWords(payee.endedOn)}`, '/payeeId')
  const missing = missingEvidence(payee, paidOn)
  if (missing.length > 0)
    return refuse(
      'payee-evidence-missing',
      `The payee lacks on ${dateInWords(paidOn)}: ${missing.join(', ')}`,
      '/payeeId',
    )
  return isDecided(payee, team, decided, declared, refused)
}

/** Whether nothing is to be decided before a payee is paid on a case, whatever papers they have. */
export function isDecided(
  payee: Pick<PayablePayee, 'name' | 'organisationId'>,
  team: readonly TeamMember[],
  decided: DecidedOn | undefined,
  declared: readonly StandingTie[] = [],
  refused: readonly string[] = [],
): true | Refusal<'payee-to-decide'> {
  if (decided?.outcome === 'refused')
    return refuse('payee-to-decide', 'It was decided that the payee is not paid here', '/payeeId')
  if (decided === undefined && refused.some((name) => holdsName(payee.name, name)))
    return refuse('payee-to-decide', refusedHere, '/payeeId')
  const open = undecidedTies(payee, team, decided, declared)
  if (open.length > 0)
    return refuse(
      'payee-to-decide',
      `Somebody decides first whether the payee is paid here: ${open.join(', ')}`,
      '/payeeId',
    )
  return true
}

/** What ties a payee to a case that nobody has decided on yet; nothing where it was decided that they are not paid. */
export function undecidedTies(
  payee: Pick<PayablePayee, 'name' | 'organisationId'>,
  team: readonly TeamMember[],
  decided: DecidedOn | undefined,
  declared: readonly StandingTie[] = [],
): PayeeTie[] {
  if (decided?.outcome === 'refused') return []
  const open = [
    ...tiesOf(payee, team).filter((tie) => !decided?.teamTies.includes(tie)),
    ...declared.flatMap(({ id, tie }) => (decided?.declaredTieIds.includes(id) ? [] : tie)),
  ]
  return [...new Set(open)]
}
