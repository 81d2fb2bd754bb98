import { createReadStream } from 'node:fs'
import { type Static, Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { remedyOf } from '../../problem-remedies.ts'
import { type ProblemCode, problems } from '../../problems.ts'
import { html } from '../html/html.ts'
import { type Page, sendPage } from '../html/html-page.ts'
import { Problem } from '../http/errors.ts'
import { withCode } from '../http/problem-pages.ts'
import { ContractReader, type Document } from './contract-reader.ts'
import { readGuides } from './guides.ts'
import { documentationPage, indexPage, operationPage, schemaPage } from './reference-pages.ts'

const Named = Type.Object({ name: Type.String({ maxLength: 100 }) })
type Named = { Params: Static<typeof Named> }

/** The contract for tools that do not read 3.1, as it is written with it. */
const openapi30 = new URL('../../../openapi/openapi-3.0.json', import.meta.url)

/** What can be read of the service without a token: a greeting, the guides, every operation and thing of the contract, and the contract itself. */
export const documentationPlugin = fp<{ sandbox: boolean; asyncApi: object }>(
  async (app: FastifyInstance, { sandbox, asyncApi }) => {
    const guides = readGuides()
    let known: ContractReader | undefined
    const reader = () => {
      known ??= new ContractReader(app.swagger() as unknown as Document)
      return known
    }
    const options = { config: { public: true }, schema: { hide: true } } as const
    const named = { ...options, schema: { hide: true, params: Named } } as const
    const found = (page: Page | undefined): Page => {
      if (!page) throw new Problem('not-found')
      return page
    }

    app.get('/', options, (_request, reply) => sendPage(reply, greeting(sandbox), {}))
    app.get('/documentation', options, (_request, reply) =>
      sendPage(reply, indexPage(reader(), [...guides.values()]), {}),
    )
    app.get('/documentation/json', options, (_request, reply) => reply.send(app.swagger()))
    app.get('/documentation/openapi-3.0', options, (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(createReadStream(openapi30)),
    )
    app.get('/documentation/asyncapi', options, (_request, reply) => reply.send(asyncApi))
    app.get('/documentation/problems', options, (_request, reply) => sendPage(reply, problemsPage(), {}))
    app.get<Named>('/documentation/guides/:name', named, ({ params }, reply) =>
      sendPage(reply, found(guides.get(params.name)?.page()), {}),
    )
    app.get<Named>('/documentation/operations/:name', named, ({ params }, reply) => {
      const operation = reader().operations.get(params.name)
      return sendPage(reply, found(operation && operationPage(reader(), operation)), {})
    })
    app.get<Named>('/documentation/schemas/:name', named, ({ params }, reply) => {
      const schema = reader().schema(params.name)
      return sendPage(reply, found(schema && schemaPage(reader(), params.name, schema)), {})
    })
  },
  { name: 'documentation', dependencies: ['openapi', 'access'] },
)

function greeting(sandbox: boolean): Page {
  const main = html`<h1>Recovery Budgets</h1>
<p>The backend for personal health budgets and integrated personal budgets in mental health, in England. Systems use it over HTTP.</p>
<ul>
<li><a href="/documentation/guides/getting-started">Getting started</a></li>
<li><a href="/documentation">Guides, and every operation</a></li>
<li><a href="/_status">How the service is</a></li>
${sandbox && html`<li><a href="/sandbox/tokens">The sandbox: who is in it, and a token for each of them</a></li>`}
</ul>`
  return documentationPage('Recovery Budgets', main)
}

function problemsPage(): Page {
  const byStatus = Map.groupBy(
    Object.entries(problems) as [ProblemCode, (typeof problems)[ProblemCode]][],
    ([, [status]]) => status,
  )
  const main = html`<h1>Every problem</h1>
<p>A request that is not carried out is answered with a problem (RFC 9457). Decide by its <code>code</code>: the sentences may be reworded.</p>
${[...byStatus]
  .sort(([one], [other]) => one - other)
  .map(
    ([status, of]) =>
      html`<h2>${status}</h2><ul>${of.map(([code, [, title]]) => html`<li><a href="/problems/${code}"><code>${code}</code></a>: ${title}.${withCode(remedyOf[code] ? ` ${remedyOf[code]}` : '')}</li>`)}</ul>`,
  )}`
  return documentationPage('Every problem', main)
}
