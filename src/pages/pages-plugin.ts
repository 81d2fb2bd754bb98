import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PersonInBrief } from '../people/schemas.ts'
import { type Html, html } from '../platform/html/html.ts'
import { asPage, sendPage } from '../platform/html/html-page.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Platform } from '../platform/http/operation.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { offeredOf, type PageWord, type PageWords } from '../words/pages/page-words.ts'
import { appealPageOf, appealsPageOf } from './appeal-pages.ts'
import { Asking, isOfCase, pathOfCase } from './asking.ts'
import { done } from './done.ts'
import { type FormSent, freshForm, typedIn } from './form.ts'
import { letterPageOf, lettersPageOf } from './letter-pages.ts'
import { type Look, lookOf, readIn } from './look.ts'
import { close, forgetCookie, isFromPages, isOfThisSite, type Opened, open, openedIn, opens } from './opened.ts'
import { budgetPageOf, crisisPageOf, schemePageOf, statementPageOf, staysPageOf } from './other-pages.ts'
import { overviewOf } from './overview-page.ts'
import { planPageOf } from './plan-page.ts'
import { findPublicScheme } from './public-scheme.ts'
import { whoseOf } from './whose.ts'

export interface PagesOptions extends Platform {
  /** The files of words; a page is offered in those that are whole. */
  readonly pageWords: readonly PageWords[]
}

type Sent = Readonly<Record<string, string>>
/** One page of open pages: its main part, or nothing where there is none. */
type Show = (at: {
  readonly ask: Asking
  readonly caseId: string
  readonly look: Look
  readonly opened: Opened
  readonly params: Sent
  readonly query: Sent
  readonly form: FormSent
  readonly today: LocalDate
}) => Promise<Html | undefined>

/** The longest words there can be, where each letter is sent as nine: in Bengali, say. */
const mostBytesOfForm = 128 * 1024
const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Every page that is read in open pages. */
const shown: Readonly<Record<string, readonly [title: PageWord, show: Show]>> = {
  '/pages': [
    'overview-title',
    ({ ask, caseId, look, opened, form, today }) => overviewOf(ask, caseId, look, { opened, form, today }),
  ],
  '/pages/plan': ['plan-title', ({ ask, caseId, look, form, opened }) => planPageOf(ask, caseId, look, form, opened)],
  '/pages/budget': ['budget-how', ({ ask, caseId, look }) => budgetPageOf(ask, caseId, look)],
  '/pages/statement': ['menu-statement', ({ ask, caseId, look }) => statementPageOf(ask, caseId, look)],
  '/pages/crisis': ['menu-crisis', ({ ask, caseId, look }) => crisisPageOf(ask, caseId, look)],
  '/pages/letters': ['letters-title', ({ ask, caseId, look, query }) => lettersPageOf(ask, caseId, look, query.cursor)],
  '/pages/letters/:decisionId': [
    'letters-title',
    ({ ask, caseId, look, params, opened }) => letterPageOf(ask, caseId, look, params.decisionId ?? '', opened),
  ],
  '/pages/appeals': [
    'appeals-title',
    ({ ask, caseId, look, form, today }) => appealsPageOf(ask, caseId, look, form, today),
  ],
  '/pages/appeals/:decisionId': [
    'appeal-title',
    ({ ask, caseId, look, params, form }) => appealPageOf(ask, caseId, look, params.decisionId ?? '', form),
  ],
  '/pages/stays': ['stays-title', ({ ask, caseId, look }) => staysPageOf(ask, caseId, look)],
}

/**
 * The pages that a person opens in a browser: written here, without a script, from what the operations of the contract give the person. They have
 * no access of their own. What is public is there without a link.
 */
export async function pagesPlugin(app: FastifyInstance, { pageWords, ...platform }: PagesOptions): Promise<void> {
  const offered = offeredOf(pageWords)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: mostBytesOfForm },
    (_request, text, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(text)))),
  )
  app.addHook('preValidation', async ({ params }) => {
    const { decisionId } = params as Sent
    if (decisionId !== undefined && !isId.test(decisionId)) throw new Problem('not-found')
  })
  const config = { public: true } as const
  const route = { config, compress: false, schema: { hide: true } } as const
  const lookIn = (request: FastifyRequest, reply: FastifyReply) => lookOf(request, reply, offered)

  const tell = (
    request: FastifyRequest,
    reply: FastifyReply,
    [title, ...sentences]: readonly PageWord[],
    more?: (look: Look) => Html,
  ) => {
    const look = lookIn(request, reply)
    const word = title ?? 'failed-title'
    const typed = request.method === 'POST' && reply.statusCode >= 400 && typedIn(request.body, look)
    const main = html`<h1>${look.text(word)}</h1>${sentences.map((one) => look.p(one))}${more?.(look)}${typed}`
    return sendPage(reply, look.page({ word }, main, pathOf(request)), {})
  }

  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Problem ? error.status : ((error as { statusCode?: number }).statusCode ?? 500)
    if (status >= 500) request.log.error({ err: error }, 'a page failed')
    // An identifier that is none names no page.
    reply.code(status === 400 ? 404 : status)
    if (status === 404 || status === 400) return tell(request, reply, ['not-there-title', 'not-there'])
    if (status >= 500 || status === 429) return tell(request, reply, ['failed-title', 'failed'])
    if (status === 413) return tell(request, reply, ['refused-title', 'form-too-long'])
    const said = error instanceof Problem ? error.message : undefined
    return tell(request, reply, ['refused-title'], (look) => (said ? look.told(said) : look.p('form-stale')))
  })

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { page, opened, form }: { page: string; opened: Opened; form?: FormSent },
  ) => {
    const [title, main] = shown[page] ?? []
    const look = lookIn(request, reply)
    const query = request.query as Sent
    const at = {
      ask: new Asking(app, opened.identity, request.id),
      caseId: opened.session.caseId,
      look,
      opened,
      params: request.params as Sent,
      query,
      today: londonDate(platform.now(opened.session.commissionerId)),
      form: form ?? freshForm(opened, query.done === 'yes'),
    }
    const [body, whose] = await Promise.all([main?.(at), whoseOf(at)])
    if (!body || !title) throw new Problem('not-found')
    return sendPage(reply, look.page({ word: title }, body, pathOf(request), opened, whose), {})
  }
  const ended = (request: FastifyRequest, reply: FastifyReply) =>
    tell(request, forgetCookie(request, reply).code(401), ['ended-title', 'ended', 'new-link'])

  for (const page of Object.keys(shown))
    app.get(page, route, async (request, reply) => {
      const opened = await openedIn(platform, request)
      return opened ? show(request, reply, { page, opened }) : ended(request, reply)
    })

  app.get<{ Params: { decisionId: string } }>('/pages/letters/:decisionId/to-post', route, async (request, reply) => {
    const opened = await openedIn(platform, request)
    if (!opened) return ended(request, reply)
    const ask = new Asking(app, opened.identity, request.id)
    const letter = `/v1/decisions/${request.params.decisionId}`
    // On the person's own pages nothing is posted.
    if (!opened.onlyShow || !(await isOfCase(ask, opened.session.caseId, letter))) throw new Problem('not-found')
    const { text, language } = await ask.wholePage(`${letter}/letter/to-post`)
    return asPage(reply, { language }).send(text)
  })

  for (const [path, { page, next, check, about, act }] of Object.entries(done))
    app.post(path, route, async (request, reply) => {
      const opened = await openedIn(platform, request)
      if (!opened) return ended(request, reply)
      const sent = (request.body ?? {}) as Sent
      if (!isFromPages(opened, request, sent.token))
        return tell(request, reply.code(403), ['refused-title', 'form-stale'])
      const again = async (fault: NonNullable<FormSent['fault']>, status: number, formKey?: string) => {
        const form = { ...freshForm(opened, false), ...(formKey && { formKey }), fault, typed: sent }
        try {
          return await show(request, reply.code(status), { page, opened, form })
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 404) throw error
          // Another tab did it meanwhile, and there is no form any more: what was wrong is said all the same.
          return tell(request, reply, ['refused-title'], (look) =>
            'word' in fault ? look.p(fault.word) : look.told(fault.said),
          )
        }
      }
      const missing = check(sent)
      if (missing) return again({ word: missing }, 422)
      const ask = new Asking(app, opened.identity, request.id)
      const subject = about(sent, request.params as Sent, opened)
      if (!(await isOfCase(ask, opened.session.caseId, subject))) throw new Problem('not-found')
      try {
        await act(ask, subject, sent, opened)
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500 || error.status === 404) throw error
        // The first of a double click is at work: the same key gets its answer.
        const formKey = error.code === 'request-in-progress' ? sent.key : undefined
        return again({ said: error.message }, error.status, formKey)
      }
      return reply.redirect(next, 303)
    })

  app.get<{ Params: { code: string } }>('/pages/open/:code', route, async (request, reply) => {
    const { code } = request.params
    if (!(await opens(platform, code)))
      return tell(request, reply.code(410), ['open-over-title', 'open-over', 'new-link'])
    return tell(
      request,
      reply,
      ['open-title', 'open-explained'],
      (look) =>
        html`<form method="post" action="/pages/open/${code}"><button type="submit">${look.text('open-button')}</button></form>`,
    )
  })
  app.post<{ Params: { code: string } }>('/pages/open/:code', route, async (request, reply) => {
    const opened = isOfThisSite(request) && (await open(platform, request, reply, request.params.code))
    if (!opened) return tell(request, reply.code(410), ['open-over-title', 'open-over', 'new-link'])
    const { identity, session } = opened
    // Who reads in the place of the person chooses for themselves.
    if (session.madeAs === 'person') {
      const person = await new Asking(app, identity, request.id).find<PersonInBrief>(
        `${pathOfCase(session.caseId)}/person`,
      )
      if (person) readIn(request, reply, offered, person.language)
    }
    return reply.redirect('/pages', 303)
  })
  app.post('/pages/close', route, async (request, reply) => {
    if (!isOfThisSite(request)) return tell(request, reply.code(403), ['refused-title', 'form-stale'])
    const opened = await openedIn(platform, request)
    if (opened) {
      if (!isFromPages(opened, request, (request.body as Sent | undefined)?.token))
        return tell(request, reply.code(403), ['refused-title', 'form-stale'])
      await close(platform, opened)
    }
    return tell(request, forgetCookie(request, reply), ['closed-title', 'closed'])
  })

  app.get<{ Params: { commissioner: string; code: string } }>(
    '/schemes/:commissioner/:code',
    route,
    async (request, reply) => {
      const scheme = await findPublicScheme(app, platform, request.params, request.id)
      if (!scheme) throw new Problem('not-found')
      const look = lookIn(request, reply)
      return sendPage(reply, look.page({ told: scheme.title }, schemePageOf(scheme, look), pathOf(request)), {})
    },
  )
}

/** Where a choice of language or layout leads back to: what a form was sent to is no page. */
function pathOf({ url }: FastifyRequest): string {
  const [path = '/pages'] = url.split('?')
  return path.replace(/\/(keep|sign|close)$/, '')
}
