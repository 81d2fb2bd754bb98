import { type Static, Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { remedyOf } from '../../problem-remedies.ts'
import { type ProblemCode, problems } from '../../problems.ts'
import { html } from '../html/html.ts'
import { type Page, pageAnswer, pageBody, sendPage } from '../html/html-page.ts'
import { Problem } from './errors.ts'
import { problemResponses, publicResponses } from './problem-responses.ts'

const Kind = Type.Object({
  code: Type.String({ maxLength: 100, description: 'The code of a problem.', examples: ['precondition-failed'] }),
})

/** What a client does about a problem goes by its status, unless its code says otherwise. */
const remedies: Readonly<Record<number, string>> = {
  400: 'Change the request so that it follows the contract. The `errors` of the problem name the fields.',
  401: 'Get a new access token and send the request again.',
  403: 'Ask somebody who may do this, or ask for the permission. The same request will be refused again.',
  404: 'Check the identifier. What you may not see is answered in the same way as what does not exist.',
  405: 'Look the operation up in the contract. The `Allow` header lists what the path has.',
  408: 'Send the request again.',
  409: 'Read the present state again, see what is in the way, and settle that first.',
  410: 'Begin again from the start: what you follow from is there no longer, or never was.',
  412: 'Read it again, make your change on what you read, and send the new `ETag` as `If-Match`.',
  413: 'Send less.',
  415: 'Send JSON, with the content type that the contract names.',
  422: 'Change what the `detail` and the `errors` of the problem name.',
  428: 'Send the `ETag` of what you read as `If-Match`.',
  429: 'Wait for as many seconds as `Retry-After` says, and send the request again.',
  431: 'Send fewer or shorter headers.',
  500: 'Tell those who run the service the `instance` of the problem. Sending the request again may help.',
  503: 'Wait for as many seconds as `Retry-After` says, and send the request again with the same Idempotency-Key.',
}

/** A sentence with what stands between backticks as code. */
export const withCode = (text: string) =>
  text.split('`').map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

export function problemPage(code: ProblemCode): Page {
  const [status, title] = problems[code]
  const body = pageBody({
    header: html`<p>Recovery Budgets: problems</p>`,
    main: html`<h1>${title}</h1>
<p>Code: <code>${code}</code>. Status: ${status}.</p>
<h2>What to do</h2>
<p>${withCode(remedyOf[code] ?? remedies[status] ?? '')}</p>`,
    footer: html`<p>The <code>detail</code> of a problem says what is true of the one request.</p>`,
  })
  return { title, body }
}

/** The page that the `type` of a problem leads to (RFC 9457). */
export async function problemPages(app: FastifyInstance): Promise<void> {
  app.get<{ Params: Static<typeof Kind> }>(
    '/problems/:code',
    {
      config: { public: true },
      schema: {
        operationId: 'getProblemKind',
        tags: ['Service'],
        security: [],
        summary: 'Read what a kind of problem means',
        description: 'A page in plain English: what the problem means, and what to do about it.',
        params: Kind,
        response: { ...publicResponses(), 404: problemResponses(404)[404], 200: pageAnswer('The page.') },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      if (!isCode(code)) throw new Problem('not-found')
      return sendPage(reply, problemPage(code), {})
    },
  )
}
