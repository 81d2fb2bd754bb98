import { type Html, html } from '../html/html.ts'
import { type Page, pageBody } from '../html/html-page.ts'
import { type ContractReader, contentOf, type Parameter, type Placed, type Schema } from './contract-reader.ts'
import { clientSample, curlSample } from './samples.ts'

const header = html`<p><a href="/documentation">Recovery Budgets: documentation</a></p>`
const footer = html`<p>The contract itself: <a href="/documentation/json">OpenAPI 3.1</a>, the same as <a href="/documentation/openapi-3.0">OpenAPI 3.0</a>, and of webhooks, <a href="/documentation/asyncapi">AsyncAPI 3.0</a>.</p>`
export const documentationPage = (title: string, main: Html): Page => ({
  title,
  body: pageBody({ header, main, footer }),
})

export const operationPath = (id: string) => `/documentation/operations/${id}`
const schemaPath = (name: string) => `/documentation/schemas/${name}`

export interface Guide {
  readonly name: string
  readonly title: string
}

/** Where everything begins: the guides, and every operation under what it is about. */
export function indexPage({ document, operations }: ContractReader, guides: readonly Guide[]): Page {
  const { title, version, description } = document.info
  const main = html`<h1>${title} ${version}</h1>
${paragraphs(description)}
<h2>Guides</h2>
<ul>${guides.map((guide) => html`<li><a href="/documentation/guides/${guide.name}">${guide.title}</a></li>`)}
<li><a href="/documentation/problems">Every problem, and what to do about it</a></li></ul>
<h2>Operations</h2>
${document.tags.map(({ name, description: about }) => {
  const here = [...operations.values()].filter(({ tags }) => tags[0] === name)
  return here.length === 0
    ? undefined
    : html`<h3 id="${anchor(name)}">${name}</h3>
<p>${about}</p>
<ul>${here.map((one) => html`<li><a href="${operationPath(one.operationId)}">${one.summary}</a></li>`)}</ul>`
})}`
  return documentationPage(`${title}: documentation`, main)
}

const anchor = (name: string) => name.toLowerCase().replaceAll(' ', '-')

/** What one operation takes, gives and refuses, and how it is asked. */
export function operationPage(reader: ContractReader, operation: Placed): Page {
  const { summary, method, path, parameters = [], requestBody, responses } = operation
  const body = contentOf(requestBody?.content)
  const codes = Object.entries(operation['x-problem-codes'] ?? {})
  const main = html`<h1>${summary}</h1>
<p><code>${method} ${path}</code></p>
${operation.deprecated && html`<p class="note">It will go. The description says what replaces it.</p>`}
${paragraphs(operation.description ?? '')}
<h2>Sent</h2>
${parameters.length > 0 && parameterTable(parameters)}
${body && html`<h3>Body</h3><p><code>${body.type}</code></p>${fieldsOf(reader, body.schema)}`}
${parameters.length === 0 && !body && html`<p>Nothing.</p>`}
<h2>Answered</h2>
${Object.entries(responses).map(([status, { description, content }]) => {
  const answer = contentOf(content)
  return status < '300'
    ? html`<h3>${status}</h3><p>${description}</p>${answer && html`<p><code>${answer.type}</code>: ${typeOf(reader, answer.schema)}</p>`}`
    : undefined
})}
${codes.length > 0 && html`<h2>Refused</h2><dl>${codes.map(([code, says]) => html`<dt><a href="/problems/${code}"><code>${code}</code></a></dt><dd>${says}</dd>`)}</dl>`}
<h2>By the client for TypeScript</h2>
<pre tabindex="0"><code>${clientSample(reader, operation)}</code></pre>
<h2>By curl</h2>
<pre tabindex="0"><code>${curlSample(reader, operation)}</code></pre>`
  return documentationPage(summary, main)
}

/** What a thing of the contract has. */
export function schemaPage(reader: ContractReader, name: string, schema: Schema): Page {
  const main = html`<h1>${name}</h1>
${paragraphs(schema.description ?? '')}
${fieldsOf(reader, schema)}`
  return documentationPage(name, main)
}

function parameterTable(parameters: readonly Parameter[]): Html {
  return html`<dl>${parameters.map(
    ({ name, in: place, required, description }) =>
      html`<dt><code>${name}</code> in the ${place === 'header' ? 'headers' : place}${required ? '' : ', if you like'}</dt><dd>${description}</dd>`,
  )}</dl>`
}

/** Of more kinds than these a page names each and leads to it: with the fields of every event, nobody found any. */
const mostWrittenOut = 20

/** The fields of an object, or what it is where it is none. */
function fieldsOf(reader: ContractReader, schema: Schema): Html {
  const whole = reader.whole(schema)
  const name = reader.nameOf(schema)
  const kinds = whole.oneOf ?? whole.anyOf
  if (!kinds && !whole.properties) return html`<p>${typeOf(reader, schema)}</p>`
  const link = name && html`<p><a href="${schemaPath(name)}">${name}</a></p>`
  if (kinds && kinds.length > mostWrittenOut)
    return html`${link}<p>One of these:</p><ul>${kinds.map((kind) => html`<li>${typeOf(reader, kind)}</li>`)}</ul>`
  if (kinds) return html`${link}<p>One of these:</p>${kinds.map((kind) => fieldsOf(reader, kind))}`
  const required = whole.required ?? []
  const fields = Object.entries(whole.properties ?? {}).map(
    ([field, property]) =>
      html`<dt><code>${field}</code>: ${typeOf(reader, property)}${required.includes(field) ? '' : ', can be left out'}</dt>
<dd>${property.description ?? reader.whole(property).description}</dd>`,
  )
  return html`${link}<dl>${fields}</dl>`
}

/** What a value is, in words. */
function typeOf(reader: ContractReader, schema: Schema): Html {
  const name = reader.nameOf(schema)
  if (name) return html`<a href="${schemaPath(name)}">${name}</a>`
  const kinds = schema.oneOf ?? schema.anyOf
  if (kinds) return joined(kinds.map((kind) => typeOf(reader, kind)))
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`
  if (schema.enum) return joined(schema.enum.map((value) => html`<code>${String(value)}</code>`))
  const [type = 'object', ...others] = [schema.type ?? 'object'].flat()
  const said =
    type === 'array' && schema.items ? html`list of ${typeOf(reader, schema.items)}` : html`${schema.format ?? type}`
  const bounds = boundsOf(schema)
  return html`${said}${bounds && ` (${bounds})`}${others.map((other) => ` or ${other}`)}`
}

const joined = (parts: readonly Html[]): Html => html`${parts.map((part, at) => html`${at > 0 && ' or '}${part}`)}`

function boundsOf({ minLength, maxLength, minimum, maximum, minItems, maxItems }: Schema): string {
  const between = (least: number | undefined, most: number | undefined, of: string) =>
    least === undefined && most === undefined
      ? []
      : [`${least ?? 0}${most === undefined ? ' or more' : ` to ${most}`}${of}`]
  return [
    ...between(minLength, maxLength, ' characters'),
    ...between(minimum, maximum, ''),
    ...between(minItems, maxItems, ' of them'),
  ].join(', ')
}

/** Text of the contract: paragraphs, with what stands between backticks as code. */
function paragraphs(text: string): Html {
  return html`${text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((part) => html`<p>${withCode(part)}</p>`)}`
}

const withCode = (text: string): Html =>
  html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
