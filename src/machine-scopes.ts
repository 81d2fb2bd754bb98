import type { Permission } from './permissions.ts'

/**
 * What a machine client can be registered for. A new permission goes into this list or the next, and a test holds that it is in one of them. Where
 * something here needs a human besides, the operation refuses a system.
 */
export const machineScopes = [
  'scheme:read',
  'scheme:write',
  'organisation:read',
  'organisation:write',
  'resource:read',
  'resource:write',
  'staff:read',
  'machine-client:read',
  'delegation:read',
  'person:read',
  'person:search',
  'person:write',
  'sign-in:list',
  'case:read',
  'case:open',
  'referral:deny',
  'case:team',
  'case:end',
  'expression:read',
  'expression:write',
  'assessment:read',
  'assessment:write',
  'service:read',
  'service:write',
  'budget:read',
  'budget:write',
  'plan:read',
  'plan:write',
  'letter:read',
  'figures:read',
  'spending:read',
  'spending:write',
  'evidence:read',
  'review:read',
  'review:write',
  'brokerage:write',
  'appeal:read',
  'event:read',
  'access:read',
] as const satisfies readonly Permission[]

/**
 * What is for people alone, whatever a client is registered for: to vouch for somebody or something, to decide, to sign, to speak for oneself or in
 * the person's words, to decide who sees a record, and to give it out.
 */
export const scopesOfPeople = [
  'scheme:publish',
  'staff:write',
  'machine-client:write',
  'delegation:write',
  'person:join',
  'referral:accept',
  'identity:confirm',
  'sign-in:issue',
  'sign-in:link',
  'sign-in:end',
  'consent:write',
  'sharing:decide',
  'record:read',
  'record:request',
  'correction:write',
  'correction:answer',
  'hold:write',
  'expression:decide',
  'crisis:declare',
  'crisis:look',
  'support:pause',
  'provider:stop',
  'request:write',
  'request:answer',
  'meeting:write',
  'hearing:write',
  'plan:sign',
  'plan:decide',
  'conflict:write',
  'appeal:write',
  'appeal:decide',
  'access:oversee',
  'access:break-glass',
  'looks:read',
] as const satisfies readonly Permission[]

/** What is about the commissioner as a whole: for its own systems, and for none of a trust, a council or a brokerage. */
export const scopesOfCommissioner: readonly Permission[] = [
  'scheme:write',
  'organisation:write',
  'staff:read',
  'machine-client:read',
  'sign-in:list',
  'figures:read',
  'event:read',
]

/** Whether a system of the commissioner, or of another organisation, may have it. */
export const isScopeFor = (scope: Permission, ofCommissioner: boolean): boolean =>
  ofCommissioner || !scopesOfCommissioner.includes(scope)
