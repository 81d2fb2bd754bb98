import type { PageLink } from '../../src/page-links/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import type { Service } from '../support/service.ts'

/** What a browser shows. */
export interface Shown {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** A browser without scripts: it keeps cookies, follows redirects and sends the forms of a page. */
export class Reader {
  readonly cookies = new Map<string, string>()
  readonly #baseUrl: string

  constructor({ baseUrl }: Pick<Service, 'baseUrl'>) {
    this.#baseUrl = baseUrl
  }

  get(path: string): Promise<Shown> {
    return this.#send(path, {})
  }

  /** Sends a form, with more headers than a browser would where a test says so. */
  post(path: string, fields: Readonly<Record<string, string>> = {}, headers: Record<string, string> = {}) {
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields).toString(), headers: form })
  }

  /** Sends the first form of a page that leads to an address, as it stands there, with what is typed. */
  async submit(page: Shown, action: string, typed: Readonly<Record<string, string>> = {}): Promise<Shown> {
    return this.post(action, { ...fieldsOf(page, action), ...typed })
  }

  async #send(path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> }): Promise<Shown> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, this.#baseUrl), {
      ...init,
      redirect: 'manual',
      headers: { ...headers, ...(cookie && { cookie }) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (set.includes('Max-Age=0')) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const to = response.headers.get('location')
    if (response.status === 303 && to) return this.get(to)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
}

/** The hidden fields of a form. */
export function fieldsOf({ text }: Shown, action: string): Record<string, string> {
  const [, form] = new RegExp(`<form method="post" action="${action}">(.*?)</form>`, 's').exec(text) ?? []
  if (form === undefined) throw new Error(`there is no form to ${action} in: ${text}`)
  const inputs = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]))
}

export const makeLink = ({ ids }: Pick<Journey, 'ids'>, client: Client) =>
  client.post<PageLink>(`/v1/cases/${ids.caseId}/page-links`)

/** Opens the pages of a journey's person, by a link of theirs or of somebody else. */
export async function openPages(journey: Journey, client = journey.person): Promise<Reader> {
  const { path } = (await makeLink(journey, client)).ok
  const reader = new Reader(journey.service)
  const shown = await reader.post(path)
  if (shown.status !== 200) throw new Error(`the pages do not open: ${shown.status} ${shown.text}`)
  return reader
}
