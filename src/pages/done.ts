import type { PageWord } from '../words/pages/page-words.ts'
import { type Asking, pathOfCase } from './asking.ts'
import type { Opened } from './opened.ts'

/** The fields of a form, or of a path. */
type Sent = Readonly<Record<string, string>>

/** What is done in open pages: an operation of the contract, by a form; and the page on which it is shown. */
export const done: Readonly<
  Record<
    string,
    {
      readonly page: string
      readonly next: string
      readonly check: (sent: Sent) => PageWord | undefined
      /** What it is about, which is of the case of the pages. */
      readonly about: (sent: Sent, params: Sent, opened: Opened) => string
      readonly act: (ask: Asking, about: string, sent: Sent, opened: Opened) => Promise<unknown>
    }
  >
> = {
  '/pages/keep': {
    page: '/pages',
    next: '/pages?done=yes',
    check: () => undefined,
    about: (_, __, { session }) => pathOfCase(session.caseId),
    act: (ask, theCase, { key = '' }) => ask.post(`${theCase}/announced-ending/cancellation`, null, key),
  },
  '/pages/plan/sign': {
    page: '/pages/plan',
    next: '/pages/plan?done=yes',
    check: ({ agree }) => (agree === 'yes' ? undefined : 'sign-agree-missing'),
    about: ({ plan = '' }) => `/v1/support-plans/${encodeURIComponent(plan)}`,
    act: (ask, plan, { contentHash = '', key = '' }, { session }) => {
      const caseRole = session.madeAs === 'representative' ? session.madeAs : 'person'
      return ask.post(`${plan}/signatures`, { caseRole, how: 'online', contentHash }, key)
    },
  },
  '/pages/appeals/:decisionId': {
    page: '/pages/appeals/:decisionId',
    next: '/pages/appeals?done=yes',
    check: ({ words = '' }) => (words.trim() === '' ? 'appeal-words-missing' : undefined),
    about: (_, { decisionId = '' }) => `/v1/decisions/${encodeURIComponent(decisionId)}`,
    act: (ask, decision, { words = '', late = '', key = '' }) =>
      ask.post(
        `${decision}/appeals`,
        { words: unixLines(words), lateBecause: late.trim() === '' ? null : unixLines(late) },
        key,
      ),
  },
}

/** Browsers end the lines of a form as HTTP does. */
const unixLines = (text: string) => text.replaceAll('\r\n', '\n')
