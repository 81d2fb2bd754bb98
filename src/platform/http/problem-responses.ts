import { Type } from '@sinclair/typebox'
import { type ProblemCode, problems } from '../../problems.ts'
import { oneOf, ref, thing } from '../../shared/schema.ts'
import { ConflictSchema } from './conflict.ts'

export const FieldErrorSchema = thing('FieldError', 'One field that breaks a rule.', {
  pointer: Type.String({
    description:
      'A JSON Pointer into the body (RFC 6901); for another part of the request, that part, a colon and the pointer.',
    examples: ['/goals/0/words'],
  }),
  code: Type.String({ description: 'The rule that is broken.', examples: ['required'] }),
  detail: Type.String({ description: 'What the rule asks for.', examples: ["must have required property 'words'"] }),
})

export const ProblemSchema = thing('Problem', 'A problem (RFC 9457): why the request was not carried out.', {
  type: Type.String({
    description: 'A URI reference that names the kind of problem.',
    examples: ['/problems/request-invalid'],
  }),
  title: Type.String({
    description: 'The kind of problem, in a sentence.',
    examples: ['The request does not follow the contract'],
  }),
  status: Type.Integer({ description: 'The HTTP status.', examples: [400] }),
  detail: Type.String({
    description: 'This occurrence, in a sentence. Never personal data.',
    examples: ['/goals/0/words: must not be empty'],
  }),
  code: ref(
    oneOf(Object.keys(problems) as ProblemCode[], { $id: 'ProblemCode', description: 'A stable code to act on.' }),
  ),
  instance: Type.String({ description: 'The request this happened to.', examples: ['urn:request:6a1f2c0e'] }),
  permission: Type.Optional(
    Type.String({ description: 'The permission that was missing.', examples: ['plan:decide'] }),
  ),
  conflict: Type.Optional(
    ref(ConflictSchema, {
      description:
        'What is in the way, where the problem is that something is there already and you may read it. It can be missing where somebody was faster.',
    }),
  ),
  errors: Type.Optional(Type.Array(ref(FieldErrorSchema), { description: 'The fields at fault.', maxItems: 1500 })),
})

/** The answers that every operation can give beside its own, and those that depend on what it takes. */
export function problemResponses(...own: readonly (400 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 428)[]) {
  return responsesFor([400, 401, 403, 408, 429, 500, 503, ...own])
}

/** The answers of an operation that anybody may ask for. */
export function publicResponses() {
  return responsesFor([408, 429, 500, 503])
}

function responsesFor(statuses: readonly number[]) {
  return Object.fromEntries(
    [...new Set(statuses)].sort().map((status) => [
      status,
      {
        description: statusSentences[status] ?? 'A problem.',
        content: { 'application/problem+json': { schema: ref(ProblemSchema) } },
      },
    ]),
  )
}

const statusSentences: Readonly<Record<number, string>> = {
  400: 'The request breaks the contract; `errors` names the fields.',
  401: 'There is no valid access token.',
  403: 'You can see this but not do it; `permission` or `detail` says why.',
  404: 'Not there, or not visible to you.',
  408: 'The request took too long to arrive.',
  409: 'The present state does not allow it, or somebody was faster; `conflict` may name what is in the way.',
  410: 'It was there and is no more: begin again.',
  412: 'The thing has changed since you read it.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'Understood, but a rule says no; `detail` says which.',
  428: 'If-Match is missing.',
  429: 'Too many requests; see Retry-After.',
  500: 'A fault of the service.',
  503: 'The service cannot answer just now; see Retry-After.',
}
