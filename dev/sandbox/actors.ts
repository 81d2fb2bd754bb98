import type { machineScopes } from '../../src/machine-scopes.ts'
import type { Role } from '../../src/permissions.ts'

/** Somebody the sandbox's issuer vouches for. */
export interface SampleActor {
  readonly who: string
  readonly name: string
  readonly commissioner: 'QYG' | 'QOP'
  readonly organisation?: 'RW4' | 'BRK1' | 'LA1' | 'GP1' | 'PRV1'
  readonly roles?: readonly Role[]
  /** A machine client has a scope instead of roles. */
  readonly scope?: readonly (typeof machineScopes)[number][]
}

/** The `sub` of their tokens, and the client_id by which they ask for one. */
export const subjectOf = ({ who }: SampleActor) => `sandbox-${who}`

/** Published, as all of the sandbox is: a client has to send one, and this is it. */
export const secretOf = (actor: SampleActor) => `${subjectOf(actor)}-secret`

/** The client by which the sample people sign in: a front end that somebody works on, at the usual ports of their own machine. */
export const frontEnd = {
  clientId: 'sandbox-front-end',
  name: 'Sandbox Front End',
  scopes: ['scheme:read'],
  origins: [3000, 4200, 5173, 8080].flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]),
} as const satisfies { scopes: readonly (typeof machineScopes)[number][]; [more: string]: unknown }

const notStaff: readonly string[] = ['person', 'representative', 'advocate'] satisfies Role[]

/** Brokers of the sandbox can be given to people under each scheme: they have what any of them asks for. */
const ofBrokers = ['support-planning', 'recovery-support-planning', 'peer-brokerage'].map((course) => ({
  ...{ course, level: null, awardingBody: 'Sandbox Training', awardedOn: '2014-04-01', expiresOn: null },
}))

/** Each member of staff among them as the register has them, with the account that the sandbox's issuer gives. */
export const staffAmong = (actors: readonly SampleActor[]) =>
  actors
    .filter(({ roles }) => roles?.some((role) => !notStaff.includes(role)))
    .map((actor) => ({
      organisation: actor.organisation ?? null,
      name: actor.name,
      accounts: [subjectOf(actor)],
      peer: actor.roles?.includes('broker') ?? false,
      training: actor.roles?.includes('broker') ? ofBrokers : [],
    }))

const atTrust = { commissioner: 'QYG', organisation: 'RW4' } as const

export const sampleActors: readonly SampleActor[] = [
  { who: 'person', name: 'Sandbox Person', commissioner: 'QYG', roles: ['person'] },
  { who: 'representative', name: 'Sandbox Representative', commissioner: 'QYG', roles: ['representative'] },
  { who: 'advocate', name: 'Sandbox Advocate', commissioner: 'QYG', roles: ['advocate'] },
  {
    who: 'commissioner-officer',
    name: 'Sandbox Commissioner Officer',
    commissioner: 'QYG',
    roles: ['commissioner-officer'],
  },
  {
    who: 'commissioner-officer-2',
    name: 'Sandbox Commissioner Officer Two',
    commissioner: 'QYG',
    roles: ['commissioner-officer'],
  },
  { who: 'finance-officer', name: 'Sandbox Finance Officer', commissioner: 'QYG', roles: ['finance-officer'] },
  { who: 'finance-officer-2', name: 'Sandbox Finance Officer Two', commissioner: 'QYG', roles: ['finance-officer'] },
  { who: 'care-coordinator', name: 'Sandbox Care Coordinator', ...atTrust, roles: ['care-coordinator'] },
  { who: 'care-coordinator-2', name: 'Sandbox Care Coordinator Two', ...atTrust, roles: ['care-coordinator'] },
  { who: 'team-manager', name: 'Sandbox Team Manager', ...atTrust, roles: ['team-manager'] },
  { who: 'mdt-member-1', name: 'Sandbox MDT Member One', ...atTrust, roles: ['mdt-member'] },
  { who: 'mdt-member-2', name: 'Sandbox MDT Member Two', ...atTrust, roles: ['mdt-member'] },
  { who: 'crisis-team', name: 'Sandbox Crisis Team', ...atTrust, roles: ['crisis-team'] },
  { who: 'panel-member-1', name: 'Sandbox Panel Member One', ...atTrust, roles: ['panel-member'] },
  { who: 'panel-member-2', name: 'Sandbox Panel Member Two', ...atTrust, roles: ['panel-member'] },
  {
    who: 'lived-experience-member',
    name: 'Sandbox Lived Experience Member',
    ...atTrust,
    roles: ['lived-experience-member'],
  },
  {
    who: 'local-authority-officer',
    name: 'Sandbox Council Officer',
    commissioner: 'QYG',
    organisation: 'LA1',
    roles: ['local-authority-officer'],
  },
  { who: 'gp', name: 'Sandbox GP', commissioner: 'QYG', organisation: 'GP1', roles: ['gp'] },
  {
    who: 'provider-officer',
    name: 'Sandbox Provider',
    commissioner: 'QYG',
    organisation: 'PRV1',
    roles: ['provider-officer'],
  },
  { who: 'broker', name: 'Sandbox Broker', commissioner: 'QYG', organisation: 'BRK1', roles: ['broker'] },
  {
    who: 'brokerage-coordinator',
    name: 'Sandbox Brokerage Coordinator',
    commissioner: 'QYG',
    organisation: 'BRK1',
    roles: ['brokerage-coordinator'],
  },
  { who: 'auditor', name: 'Sandbox Auditor', commissioner: 'QYG', roles: ['auditor'] },
  { who: 'privacy-officer', name: 'Sandbox Privacy Officer', commissioner: 'QYG', roles: ['privacy-officer'] },
  {
    who: 'safeguarding-lead',
    name: 'Sandbox Safeguarding Lead',
    commissioner: 'QYG',
    roles: ['safeguarding-lead'],
  },
  {
    who: 'trust-system',
    name: 'Sandbox Trust System',
    ...atTrust,
    scope: [
      'scheme:read',
      'organisation:read',
      'person:read',
      'person:search',
      'person:write',
      'identifier:write',
      'case:read',
      'case:open',
      'plan:read',
      'letter:read',
      'event:read',
      'webhook:read',
      'webhook:write',
    ],
  },
  {
    // Without an organisation it is the commissioner's own system, which sees what the commissioner's officers see.
    who: 'commissioner-system',
    name: 'Sandbox Commissioner System',
    commissioner: 'QYG',
    scope: [
      'scheme:read',
      'organisation:read',
      'organisation:write',
      'person:read',
      'person:search',
      'person:write',
      'import:write',
      'identifier:write',
      'case:read',
      'case:open',
      'case:team',
      'expression:read',
      'assessment:read',
      'service:read',
      'budget:read',
      'plan:read',
      'letter:read',
      'figures:read',
      'spending:read',
      'review:read',
      'appeal:read',
      'event:read',
      'webhook:read',
      'webhook:write',
    ],
  },
  {
    // Beside BRK1's own front end: it sees the cases of its organisation.
    who: 'brokerage-system',
    name: 'Sandbox Brokerage System',
    commissioner: 'QYG',
    organisation: 'BRK1',
    scope: [
      'scheme:read',
      'organisation:read',
      'case:read',
      'service:read',
      'budget:read',
      'plan:read',
      'letter:read',
      'spending:read',
      'spending:write',
      'brokerage:write',
      'resource:read',
      'resource:write',
      'event:read',
      'webhook:read',
      'webhook:write',
    ],
  },
  {
    who: 'council-system',
    name: 'Sandbox Council System',
    commissioner: 'QYG',
    organisation: 'LA1',
    scope: [
      'scheme:read',
      'organisation:read',
      'case:read',
      'plan:read',
      'budget:read',
      'spending:read',
      'event:read',
      'webhook:read',
      'webhook:write',
    ],
  },
  {
    // It sees the lines that its organisation gives, and what that is paid, and hears of them.
    who: 'provider-system',
    name: 'Sandbox Provider System',
    commissioner: 'QYG',
    organisation: 'PRV1',
    scope: ['scheme:read', 'organisation:read', 'provider:read', 'event:read', 'webhook:read', 'webhook:write'],
  },
  {
    // It hears of the health needs that its GPs are asked to agree; they answer themselves.
    who: 'practice-system',
    name: 'Sandbox GP Practice System',
    commissioner: 'QYG',
    organisation: 'GP1',
    scope: ['scheme:read', 'organisation:read', 'event:read', 'webhook:read', 'webhook:write'],
  },
  {
    // Of an issuer of cards: it brings what was paid with them.
    who: 'card-feed',
    name: 'Sandbox Card Feed',
    commissioner: 'QYG',
    scope: ['scheme:read', 'organisation:read', 'case:read', 'spending:read', 'spending:write'],
  },
  {
    who: 'other-commissioner-officer',
    name: 'Sandbox Officer of the Other Commissioner',
    commissioner: 'QOP',
    roles: ['commissioner-officer'],
  },
]
