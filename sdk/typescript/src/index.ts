export type { AnswerOf, CallOptions, IfMatch, InputOf } from './call.ts'
export { type ClientOptions, createClient, etagOf, requestIdOf, wasReplayed } from './client.ts'
export type * from './contract.gen.ts'
export type { Operations } from './operations.gen.ts'
export { firstOf, follow, items } from './pages.ts'
export {
  isProblem,
  NoAnswerError,
  NoTokenError,
  ProblemError,
  RecoveryBudgetsError,
  UnexpectedAnswerError,
} from './problems.ts'
export type { Patience } from './retries.ts'
export { clientCredentials, type Token, type TokenSource, TokenSourceAwayError } from './tokens.ts'
