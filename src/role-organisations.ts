import type { Role } from './permissions.ts'

/** The kinds of organisation that take part. */
export const organisationKinds = [
  'commissioner',
  'trust',
  'local-authority',
  'brokerage-organisation',
  'provider',
  'gp-practice',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** Whether letters go out in the name of organisations of a kind. */
export const writesLetters = (kind: OrganisationKind): boolean => kind === 'trust' || kind === 'commissioner'

/** Whether somebody or something is of the commissioner itself: of its organisation, or of none that it works with. */
export const isOfCommissioner = (organisation: { readonly kind: OrganisationKind } | null): boolean =>
  organisation === null || organisation.kind === 'commissioner'

/**
 * From which kinds of organisation each role can come; null is a token that names none. Such a token is of the commissioner
 * itself where the role is one of its own, and otherwise of somebody whom no organisation sends.
 * Anybody may need a budget or stand for somebody who does, so these two roles come from everywhere. An advocate is independent
 * of those who plan, pay and decide: alone, or sent by a provider of advocacy.
 */
export const organisationKindsByRole: Readonly<Record<Role, readonly (OrganisationKind | null)[]>> = {
  person: [null, ...organisationKinds],
  representative: [null, ...organisationKinds],
  advocate: [null, 'provider'],
  'commissioner-officer': [null, 'commissioner'],
  'care-coordinator': ['trust'],
  'team-manager': ['trust'],
  'mdt-member': ['trust'],
  'panel-member': [null, 'commissioner', 'trust', 'local-authority'],
  'lived-experience-member': [null, 'commissioner', 'trust', 'local-authority'],
  'local-authority-officer': ['local-authority'],
  'crisis-team': ['trust'],
  gp: ['gp-practice'],
  broker: ['brokerage-organisation'],
  'provider-officer': ['provider'],
  'brokerage-coordinator': ['brokerage-organisation'],
  auditor: [null, 'commissioner'],
  'finance-officer': [null, 'commissioner'],
  'privacy-officer': [null, 'commissioner'],
  'safeguarding-lead': [null, 'commissioner'],
}

const rolesOfTheirOwn: readonly Role[] = ['person', 'representative', 'advocate']
/** Whether somebody has the role by their work, for as long as they are staff. */
export const isStaffRole = (role: Role): boolean => !rolesOfTheirOwn.includes(role)
