import type { FieldError, Problem, ProblemCode } from './contract.gen.ts'

/** The service did not do what was asked, or nobody knows whether it did: `cause` says why there was no answer. */
export class RecoveryBudgetsError extends Error {
  /** The operation that was asked for. */
  readonly operation: string
  /** By which the service knows the request, where it answered. Give it to whoever runs the service. */
  readonly requestId: string | undefined

  constructor(message: string, of: { operation: string; requestId?: string | undefined; cause?: unknown }) {
    super(message, { cause: of.cause })
    this.name = 'RecoveryBudgetsError'
    this.operation = of.operation
    this.requestId = of.requestId
  }
}

/** No answer came: no connection, or none in time. */
export class NoAnswerError extends RecoveryBudgetsError {
  override readonly name = 'NoAnswerError'
}

/** Nobody gave a token in time, or whoever was asked for one refused: nothing was sent. `cause` says why. */
export class NoTokenError extends RecoveryBudgetsError {
  override readonly name = 'NoTokenError'
}

/** The service refused, and says why (RFC 9457). */
export class ProblemError<Code extends ProblemCode = ProblemCode> extends RecoveryBudgetsError {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly code: Code
  readonly problem: Problem & { readonly code: Code }
  /** How many seconds to wait before the same is asked again, where the service said so. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    problem: Problem & { readonly code: Code },
    of: { operation: string; requestId: string | undefined; retryAfterSeconds: number | undefined },
  ) {
    super(`${of.operation} was refused (${problem.code}): ${problem.detail}`, of)
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
    this.retryAfterSeconds = of.retryAfterSeconds
  }

  /** The fields at fault, each with the rule it breaks. */
  get errors(): readonly FieldError[] {
    return this.problem.errors ?? []
  }
}

/** Whether something thrown is a problem, and of this code where one is given. */
export function isProblem<Code extends ProblemCode = ProblemCode>(
  thrown: unknown,
  code?: Code,
): thrown is ProblemError<Code> {
  return thrown instanceof ProblemError && (code === undefined || thrown.code === code)
}

/** An answer that is no problem of the service, as one of a proxy before it. */
export class UnexpectedAnswerError extends RecoveryBudgetsError {
  override readonly name = 'UnexpectedAnswerError'
  readonly status: number
  /** How many seconds to wait before the same is asked again, where the answer said so. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    of: { operation: string; requestId: string | undefined; retryAfterSeconds: number | undefined },
  ) {
    super(`${of.operation} was answered with the status ${status}, by nothing that the service says`, of)
    this.status = status
    this.retryAfterSeconds = of.retryAfterSeconds
  }
}
