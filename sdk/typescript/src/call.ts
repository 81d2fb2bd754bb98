import type { operations } from './contract.gen.ts'
import type { JsonType, LinesType } from './media-types.ts'

/** How one request is sent, where it differs from what the client does. */
export interface CallOptions {
  /** A key of your own, to send the same request again after your process ended; without one each call has a new key. */
  readonly idempotencyKey?: string
  /** Ends the call, its waits included. */
  readonly signal?: AbortSignal
  /** How long the call may take with all its tries, in milliseconds. */
  readonly timeoutMs?: number
  /** Your name for this request, to find it by. */
  readonly requestId?: string
  /** Your name for all requests that belong together. */
  readonly correlationId?: string
}

/** What was read before with its ETag, or the ETag itself. */
export type IfMatch = string | object

type ContentOf<Holder> = Holder extends { content: infer Content } ? Content : never
type JsonOf<Content> = Content[Extract<keyof Content, JsonType>]
type IsJson<Content> = Extract<keyof Content, JsonType> extends never ? false : true
type IsLines<Content> = LinesType extends keyof Content ? true : false
type IsText<Content> = Extract<keyof Content, `text/${string}`> extends never ? false : true

type ParametersOf<Operation> = Operation extends { parameters: infer Parameters } ? Parameters : never
type Place<Operation, Name extends string> = Name extends keyof ParametersOf<Operation>
  ? NonNullable<ParametersOf<Operation>[Name]>
  : unknown
type Named<Held> = [Held] extends [never] ? unknown : Held

type BodyInput<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: IsJson<Content> extends true ? JsonOf<Content> : IsLines<Content> extends true ? string | Blob : Blob }
  : Operation extends { requestBody?: infer Optional }
    ? [ContentOf<NonNullable<Optional>>] extends [never]
      ? unknown
      : { body?: JsonOf<ContentOf<NonNullable<Optional>>> }
    : unknown

type Header<Operation> =
  ParametersOf<Operation> extends { header: { 'if-match': string } }
    ? { ifMatch: IfMatch }
    : ParametersOf<Operation> extends { header?: { 'if-match'?: string } }
      ? { ifMatch?: IfMatch }
      : unknown

/** What an operation takes, in one object: the names of its path and query, its `body`, and `ifMatch`. A file is a `Blob` with its type; lines are one as well, or a string of NDJSON. */
export type InputOf<Name extends keyof operations> = Named<Place<operations[Name], 'path'>> &
  Named<Place<operations[Name], 'query'>> &
  BodyInput<operations[Name]> &
  Header<operations[Name]>

type ResponsesOf<Operation> = Operation extends { responses: infer Responses } ? Responses : never
type Done<Responses> = Responses[keyof Responses]
type ToldBy<Content> =
  IsJson<Content> extends true
    ? JsonOf<Content>
    : IsLines<Content> extends true
      ? ReadableStream<Uint8Array>
      : IsText<Content> extends true
        ? string
        : Blob

/** What an operation answers: an object, a text such as HTML or CSV, a file, or a stream where it can be too long to be held; nothing where there is nothing to tell. */
export type AnswerOf<Name extends keyof operations> =
  Done<ResponsesOf<operations[Name]>> extends infer Response
    ? Response extends { content: infer Content }
      ? ToldBy<Content>
      : undefined
    : never

/** An operation as a function. Throws a `RecoveryBudgetsError` where the service refuses or does not answer. */
export type Call<Name extends keyof operations> =
  Record<never, never> extends InputOf<Name>
    ? (input?: InputOf<Name>, options?: CallOptions) => Promise<AnswerOf<Name>>
    : (input: InputOf<Name>, options?: CallOptions) => Promise<AnswerOf<Name>>
