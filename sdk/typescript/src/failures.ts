import { NoAnswerError, NoTokenError, ProblemError, UnexpectedAnswerError } from './problems.ts'
import { isWorthAnother } from './retries.ts'
import { TokenSourceAwayError } from './tokens.ts'

/** Why a call has no answer yet. */
type Failure = ProblemError | UnexpectedAnswerError | NoAnswerError | NoTokenError

/** Whether to try again. Without a token nothing was sent, and whoever gives them was only not there. */
export function isWorth(problem: Failure, isSafe: boolean): boolean {
  if (problem instanceof NoTokenError) return true
  if (problem instanceof NoAnswerError) return isWorthAnother(undefined, undefined, isSafe)
  return isWorthAnother(problem.status, problem instanceof ProblemError ? problem.code : undefined, isSafe)
}

/** Whether what ended a call can be over by itself: nobody was there, or was too busy. */
export function isPassingFailure(thrown: unknown): thrown is Failure {
  if (thrown instanceof NoTokenError)
    return thrown.cause instanceof TokenSourceAwayError || (thrown.cause as Error | undefined)?.name === 'TimeoutError'
  const isOurs =
    thrown instanceof ProblemError || thrown instanceof UnexpectedAnswerError || thrown instanceof NoAnswerError
  return isOurs && isWorth(thrown, true)
}

/** How many seconds to wait before that, where it was said. */
export function secondsAskedFor(problem: Failure): number | undefined {
  if (problem instanceof NoAnswerError) return undefined
  if (!(problem instanceof NoTokenError)) return problem.retryAfterSeconds
  return problem.cause instanceof TokenSourceAwayError ? problem.cause.retryAfterSeconds : undefined
}
