import { type ProblemCode, problems } from '../../problems.ts'
import { ownProblems } from './operation-problems.ts'

const ofEvery = ['request-timeout', 'rate-limited', 'service-unavailable', 'internal-error'] as const

/** Every problem that an operation can give, with its meaning, as the contract tells it. */
export function problemsOf(operation: {
  readonly id: string
  readonly hasPermission: boolean
  readonly hasParams: boolean
  readonly hasBody: boolean
  readonly isPost: boolean
  readonly isList: boolean
  readonly key: boolean
  readonly ifMatch: boolean
  readonly ifMatchRequired: boolean
}): Record<string, string> {
  const codes: ProblemCode[] = [
    ...(operation.hasPermission
      ? ([
          'request-invalid',
          'unauthenticated',
          'permission-missing',
          'staff-not-registered',
          'origin-not-registered',
        ] as const)
      : []),
    ...(operation.hasParams ? (['not-found'] as const) : []),
    ...(operation.hasBody ? (['json-broken', 'body-too-large', 'media-type-unsupported'] as const) : []),
    // A client may send a body where none is taken.
    ...(operation.isPost && !operation.hasBody ? (['json-broken'] as const) : []),
    ...(operation.isPost ? (['idempotency-key-reused', 'request-in-progress'] as const) : []),
    ...(operation.key ? (['idempotency-key-required'] as const) : []),
    ...(operation.ifMatch ? (['precondition-failed'] as const) : []),
    ...(operation.ifMatchRequired ? (['precondition-required'] as const) : []),
    ...(operation.isList ? (['cursor-invalid'] as const) : []),
    ...(ownProblems[operation.id] ?? []),
    ...ofEvery,
  ]
  return Object.fromEntries(codes.map((code) => [code, problems[code][1]]))
}
