/** Every permission a route can ask for. A machine client holds those in its token's `scope`. */
export const permissions = [
  'scheme:read',
  'organisation:read',
  'organisation:write',
  'person:read',
  'person:write',
  'consent:write',
  'case:read',
  'case:open',
  'case:team',
  'expression:read',
  'expression:write',
  'expression:decide',
  'assessment:read',
  'assessment:write',
  'budget:read',
  'budget:write',
  'plan:read',
  'plan:write',
  'plan:sign',
  'plan:decide',
  'spending:read',
  'spending:write',
  'review:read',
  'review:write',
  'event:read',
] as const
export type Permission = (typeof permissions)[number]

/** What a person or a member of staff is, within the organisation that the token names. */
export const roles = [
  'person',
  'representative',
  'advocate',
  'commissioner-officer',
  'care-coordinator',
  'team-manager',
  'mdt-member',
  'panel-member',
  'lived-experience-member',
  'broker',
  'auditor',
] as const
export type Role = (typeof roles)[number]

const looks = [
  'scheme:read',
  'organisation:read',
  'case:read',
  'expression:read',
  'budget:read',
  'plan:read',
  'spending:read',
  'review:read',
] as const
const decides = [...looks, 'assessment:read', 'plan:decide'] as const

/**
 * Who may do what. A permission opens the door of an operation; which cases lie behind it, and in which capacity
 * the actor stands on each, is decided by the case's team. Peer and voluntary brokers never see an assessment.
 */
export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  person: [
    ...looks,
    'consent:write',
    'expression:write',
    'assessment:read',
    'assessment:write',
    'plan:sign',
    'review:write',
  ],
  representative: [
    ...looks,
    'consent:write',
    'expression:write',
    'assessment:read',
    'assessment:write',
    'plan:sign',
    'review:write',
  ],
  advocate: [...looks, 'assessment:read'],
  'commissioner-officer': [
    ...looks,
    'organisation:write',
    'person:read',
    'person:write',
    'consent:write',
    'case:open',
    'case:team',
    'expression:write',
    'expression:decide',
    'assessment:read',
    'budget:write',
    'review:write',
    'event:read',
  ],
  'care-coordinator': [
    ...looks,
    'person:read',
    'person:write',
    'consent:write',
    'case:open',
    'case:team',
    'expression:write',
    'assessment:read',
    'assessment:write',
    'budget:write',
    'plan:write',
    'plan:sign',
    'plan:decide',
    'review:write',
  ],
  'team-manager': [...decides, 'case:team'],
  'mdt-member': decides,
  'panel-member': decides,
  'lived-experience-member': decides,
  broker: [...looks, 'plan:write', 'plan:sign', 'spending:write', 'review:write'],
  auditor: ['scheme:read', 'organisation:read', 'case:read', 'budget:read', 'spending:read', 'event:read'],
}
